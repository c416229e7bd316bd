/* UTF-16, UTF-32 and EBCDIC, whole or in part; texts that are of one page from end to end. */
#include "text/compose.h"
#include "repairing.h"

typedef struct sample {
  const char *bytes;
  size_t length;
  const char *right;
} sample;

#define SAMPLE(bytes, right)                                                                                           \
  { bytes, sizeof bytes - 1, right }

static void check_samples(const sample *samples, size_t n) {
  ren_buf out = {0};
  for (size_t i = 0; i < n; i++) {
    size_t count;
    repair((ren_str){samples[i].bytes, samples[i].length}, NULL, &out, NULL);
    assert_string_equal(out.ptr, samples[i].right);
    repair(ren_str_of(samples[i].right), NULL, &out, &count);
    assert_int_equal(count, 0);
  }
  ren_buf_free(&out);
}

#define CHECK_SAMPLES(table) check_samples(table, sizeof table / sizeof *table)

static void wide_units(void **state) {
  (void)state;
  static const sample table[] = {SAMPLE("\xA7\0 \0004\0", "§ 4"), /* too short for shares */
                                 SAMPLE("\0\xA7\0 \0004", "§ 4"),
                                 SAMPLE("\xE5\0r\0", "år"),
                                 SAMPLE("\xFF\xFE\xC5\0s\0a\0", "Åsa"),
                                 SAMPLE("\xFE\xFF\0\xC5\0s\0a", "Åsa"),
                                 SAMPLE("\xC5\0\0\0s\0\0\0a\0\0\0", "Åsa"),
                                 SAMPLE("\0\0\0\xC5\0\0\0s\0\0\0a", "Åsa"),
                                 SAMPLE("\xFF\xFE\0\0\xC5\0\0\0s\0\0\0", "Ås"),
                                 SAMPLE("\xEF\xBB\xBFÅr", "År"),
                                 SAMPLE("\xEF\xBB\xBF∙ Год", "∙ Год"),
                                 SAMPLE("M\0\xF6\0t\0e\0t\0\r\0\n\0\x1D \xE5\0r\0\x1D \n\0", "Mötet\r\n”år”\n")};
  CHECK_SAMPLES(table);
}

static void wide_stretches(void **state) {
  (void)state;
  static const sample table[] = {
      SAMPLE("Första raden är rätt.\n\x1D \xE5\0r\0\x1D \n\0D\0\xE4\0r\0\n\0Så är den sista.\n",
             "Första raden är rätt.\n”år”\nDär\nSå är den sista.\n"),
      SAMPLE("Först rätt.\n\0M\0\xF6\0t\0e\0t\0\n\0  \x13\0 \0\xE5\0r\0\nSist rätt.\n",
             "Först rätt.\nMötet\n – år\nSist rätt.\n"),
      SAMPLE("\xFF\xFE\xC5\0s\0a\0 \0\xD6\0\n\0Sedan f\xF6ljer annat.\n", "Åsa Ö\nSedan följer annat.\n")};
  CHECK_SAMPLES(table);
}

static void ebcdic(void **state) {
  (void)state;
  static const sample table[] = {
      /* "Nämnden beslutar", "§ 17 Möte i Årsta" */
      SAMPLE("\xD5\xC0\x94\x95\x84\x85\x95\x40\x82\x85\xA2\x93\xA4\xA3\x81\x99", "Nämnden beslutar"),
      SAMPLE("\x4A\x40\xF1\xF7\x40\xD4\x6A\xA3\x85\x40\x89\x40\x5B\x99\xA2\xA3\x81\x15"
             "\xC4\xD0\x15",
             "§ 17 Möte i Årsta\nDå\n"),
      SAMPLE("Här är en rad.\n\xD5\xC0\x94\x95\x84\x85\x95\x40\x82\x85\xA2\x93\xA4\xA3\x81\x99\nOch en till.\n",
             "Här är en rad.\nNämnden beslutar\nOch en till.\n"),
      /* Not EBCDIC: words of UTF-8, a drawn line and capitals of cp850 */
      SAMPLE("Máj", "Máj"), SAMPLE("Náměstí", "Náměstí"), SAMPLE("\xC4\xC4\xC4\xC4\xC4\xC4\xC4\xC4", "────────"),
      SAMPLE("F\x99RSLAG \x8ERENDE\n", "FÖRSLAG ÄRENDE\n")};
  CHECK_SAMPLES(table);
}

static void seven_bits_from_end_to_end(void **state) {
  (void)state;
  static const pair table[] = {{"N{mnden g}r p} f|rslaget.\nN{rvarande\nSj||, Andr`\n[renden: 3\n\\zlem Bj|rkqvist\n",
                                "Nämnden går på förslaget.\nNärvarande\nSjöö, André\nÄrenden: 3\nÖzlem Björkqvist\n"},
                               {"x = a[i] | b;\nif (x) { f(x); }\n/* en rad */\n", NULL},
                               {"Kolumn a | kolumn b\n[1] Se bilagan.\n{namn}\n", NULL}};
  CHECK(table);
}

static void one_page_from_end_to_end(void **state) {
  (void)state;
  static const sample table[] = {SAMPLE("Martin Jord\xF6\n", "Martin Jordö\n"),
                                 /* Names say little of cp850; the words around them do. */
                                 SAMPLE("N\x84rvarande ledam\x94ter\nErik Jord\x94\nM\x94tet \x94ppnas\n",
                                        "Närvarande ledamöter\nErik Jordö\nMötet öppnas\n"),
                                 SAMPLE("N\xE4rvarande ledam\xF6ter\n\x94Jord\x94\nM\xF6tet \xF6ppnas\n",
                                        "Närvarande ledamöter\n”Jord”\nMötet öppnas\n")};
  CHECK_SAMPLES(table);
}

/* ---- edits of edited text --------------------------------------------------- */

static void add(ren_edits *edits, size_t offset, size_t length, const char *after) {
  ren_edit edit = {offset, length, ren_str_of(after), "rule", 0.9f};
  assert_ok(ren_edits_add(edits, &edit, err));
}

static void composes(void **state) {
  (void)state;
  static const struct {
    size_t first[3], second[3]; /* offset, length, into as many X or Y */
    const char *right;
    size_t count;
  } table[] = {
      {{2, 3, 1}, {6, 1, 2}, "01X567YY9", 2},   /* apart */
      {{2, 3, 4}, {3, 1, 1}, "01XYXX56789", 1}, /* inside */
      {{2, 3, 1}, {1, 3, 0}, "06789", 1},       /* around */
      {{2, 3, 0}, {2, 1, 2}, "01YY6789", 1},    /* behind what was taken out */
      {{5, 1, 3}, {0, 6, 1}, "YXX6789", 1},     /* from before it */
      {{5, 0, 2}, {6, 3, 1}, "01234XY789", 1},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ren_edits *first, *second, *both;
    ren_text *text, *whole;
    assert_ok(ren_edits_new(&first, REN_STEP_ENCODING, err));
    assert_ok(ren_edits_new(&second, REN_STEP_ENCODING, err));
    add(first, table[i].first[0], table[i].first[1], &"XXXXX"[5 - table[i].first[2]]);
    add(second, table[i].second[0], table[i].second[1], &"YYYYY"[5 - table[i].second[2]]);
    assert_ok(ren_text_new(&text, REN_STR("0123456789"), err));
    assert_ok(ren_text_new(&whole, REN_STR("0123456789"), err));
    assert_ok(ren_text_apply(text, first, NULL, err));
    assert_ok(ren__compose(&both, REN_STR("0123456789"), first, ren_text_bytes(text), second, false, err));
    assert_int_equal(ren_edits_count(both), table[i].count);
    assert_ok(ren_text_apply(whole, both, NULL, err));
    assert_true(ren_str_eq(ren_text_bytes(whole), ren_str_of(table[i].right)));
    ren_edits_free(first);
    ren_edits_free(second);
    ren_edits_free(both);
    ren_text_free(text);
    ren_text_free(whole);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(wide_units),
      cmocka_unit_test(wide_stretches),
      cmocka_unit_test(ebcdic),
      cmocka_unit_test(seven_bits_from_end_to_end),
      cmocka_unit_test(one_page_from_end_to_end),
      cmocka_unit_test(composes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
