/* The short ways of the encoding step: they find what the long way finds, or decline. */
#include "repairing.h"

#include "encoding/context.h"
#include "encoding/guess.h"
#include "encoding/iso646_text.h"
#include "utf8.h"

static size_t read_run(ren__run *run, const char *s) {
  size_t n = strlen(s);
  run->count = 0;
  for (size_t at = 0; at < n;) {
    uint32_t cp;
    size_t len = ren_utf8_decode(s + at, n - at, &cp);
    if (cp == REN_BAD_CODEPOINT) cp = REN__RAW | (unsigned char)s[at];
    run->units[run->count] = (ren__unit){.cp = cp, .first = (uint16_t)run->count, .count = 1};
    run->count++;
    at += len;
  }
  return run->count;
}

static void write_units(const ren__unit *units, size_t n, char *out) {
  for (size_t i = 0; i < n; i++) out += ren_utf8_encode(units[i].cp, out);
  *out = '\0';
}

static const struct {
  const char *run, *reading, *rule;
} guessed[] = {{"mÃ¶tet", "mötet", "utf8-as-cp1252"},
               {"Ã„rendet,", "Ärendet,", "utf8-as-cp1252"},
               {"2019â€“2022", "2019–2022", "utf8-as-cp1252"},
               {"m├╢tet", "mötet", "utf8-as-cp437"},
               {"n\xE4mnden", "nämnden", "decode-cp1252"},
               {"n\x84mnden", "nämnden", "decode-cp850"},
               {"n\x8Amnden", "nämnden", "decode-macroman"},
               {"n„mnden", "nämnden", "cp850-as-cp1252"},
               {"”versyn", "översyn", "cp850-as-cp1252"},
               {"nŠmnden", "nämnden", "macroman-as-cp1252"},
               {"mštet.", "mötet.", "macroman-as-cp1252"},
               {"m&ouml;tet", "mötet", "html-entity"},
               {"n{mnden", "nämnden", "iso646-se"},
               {"f|rslag,", "förslag,", "iso646-se"}};

/* cp437 is left to the search: cp850 shares its letters, not its signs. */
static void guesses_are_what_the_search_finds(void **state) {
  (void)state;
  ren__letters letters;
  ren__unit out[REN__RUN_MAX];
  char reading[256];
  ren__run *run = test_calloc(1, sizeof *run);
  ren__letters_init(&letters, NULL);
  run->letters = &letters;
  for (size_t i = 0; i < sizeof guessed / sizeof *guessed; i++) {
    bool final = false;
    read_run(run, guessed[i].run);
    size_t made = ren__guess(run, out, &final);
    bool page_437 = strstr(guessed[i].rule, "437") != NULL;
    if ((made == 0) != page_437) fail_msg("%s: %s", guessed[i].run, made ? "guessed" : "declined");
    if (made) {
      write_units(out, made, reading);
      assert_string_equal(reading, guessed[i].reading);
      assert_string_equal(ren__chain_rule(run->candidates[0].chain), guessed[i].rule);
    }
    ren__generate(run);
    assert_true(run->candidate_count > 0);
    const ren__candidate *best = &run->candidates[0];
    for (size_t k = 1; k < run->candidate_count; k++)
      if (run->candidates[k].gain - run->candidates[k].prior > best->gain - best->prior) best = &run->candidates[k];
    assert_string_equal(ren__chain_rule(best->chain), guessed[i].rule);
    made = ren__chain_apply(run, best->chain, out);
    write_units(out, made, reading);
    assert_string_equal(reading, guessed[i].reading);
  }
  test_free(run);
}

/* Names of other languages, quotes, code, two kinds at once, words that are none. */
static void guesses_are_declined(void **state) {
  (void)state;
  static const char *const runs[] = {"Dušan",  "Müller", "”nej”", "{namn}", "{nd}", "a[i]", "f\xF6r{ldrar",
                                     "S&P",    "xqz„vw", "m”xzq", "fîr",    "√",    "Ã",    "Ã£o",
                                     "%C3%A5", "=E5",    "|xq|",  "§"};
  ren__letters letters;
  ren__unit out[REN__RUN_MAX];
  ren__run *run = test_calloc(1, sizeof *run);
  ren__letters_init(&letters, NULL);
  run->letters = &letters;
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    bool final;
    read_run(run, runs[i]);
    if (ren__guess(run, out, &final)) fail_msg("%s was guessed", runs[i]);
  }
  test_free(run);
}

static void runs_in_order(void **state) {
  (void)state;
  static const struct {
    const char *run;
    bool in_order;
  } table[] = {{"mötet", true}, {"Ärendet", false}, {"2019–2022", true}, {"idÄer", false},
               {"fÖr", false},  {"idéer", false},   {"Müller", false},   {"å–ö", true},
               {"50%", false},  {"k{llare", false}, {"\xE4ro", false}};
  ren__run *run = test_calloc(1, sizeof *run);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    read_run(run, table[i].run);
    assert_int_equal(ren__is_in_order(run->units, run->count), table[i].in_order);
  }
  test_free(run);
}

static void code_is_never_missed_by_its_bytes(void **state) {
  (void)state;
  static const char *const lines[] = {
      "if (a == b) {", "x->next = NULL;", "<p>Nämnden</p>", "a && b", "{\"namn\": \"Åre\"}", "#include <stdio.h>",
      "f();",          "${HOME}/bin",     "[[länk]]",       "\"a\",", "/* not */",           "x_{i}"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    ren__line line = {0};
    ren__line_read(&line, lines[i], strlen(lines[i]));
    assert_true(ren__context_of(&line).code || ren__context_of(&line).json);
    assert_true(ren__may_be_code(ren_str_of(lines[i])));
    ren__line_free(&line);
  }
  assert_false(ren__may_be_code(REN_STR("N{mnden besl|t: bifall - och f|r }ret [ven avslag.\n")));
}

static void take_note(void *payload, size_t line, size_t offset, const char *text) {
  (void)payload, (void)line, (void)offset, (void)text;
}

/* With explain every line is read closely. */
static void lines_of_7_bit_texts(void **state) {
  (void)state;
  static const char text[] = "N{mnden beslutar f|ljande om }rets budget.\n"
                             "\\VRIGA [RENDEN\n"
                             "Ordf|randen f}r i uppdrag att }terkomma, 5 & 6.\n"
                             "P} |n finns } och {.\n"
                             "B[sta f|rslaget = bifall\n"
                             "Avslutning||\n";
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  ren_buf quick = {0}, close = {0};
  size_t a, b;
  repair(REN_STR(text), NULL, &quick, &a);
  opts.explain = take_note;
  repair(REN_STR(text), &opts, &close, &b);
  assert_string_equal(quick.ptr, close.ptr);
  assert_int_equal(a, b);
  assert_non_null(strstr(quick.ptr, "ÖVRIGA ÄRENDEN\n"));
  ren_buf_free(&quick);
  ren_buf_free(&close);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(guesses_are_what_the_search_finds),
                                     cmocka_unit_test(guesses_are_declined), cmocka_unit_test(runs_in_order),
                                     cmocka_unit_test(code_is_never_missed_by_its_bytes),
                                     cmocka_unit_test(lines_of_7_bit_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
