/* also: compiler */
#include "small_model.h"

#include <renskrift/correct.h>

static void correct(ren_buf *out, const ren_model *model, const char *text, const ren_memory *memory) {
  ren_text *t;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  opts.memory = memory;
  assert_ok(ren_text_new(&t, ren_str_of(text), err));
  assert_ok(ren_correct_edits(&edits, t, model, &opts, err));
  assert_ok(ren_text_apply(t, edits, NULL, err));
  ren_buf_clear(out);
  ren_buf_append_str(out, ren_text_bytes(t));
  ren_edits_free(edits);
  ren_text_free(t);
}

static void check(const ren_model *model, const char *text, const char *expected) {
  ren_buf out = {0};
  correct(&out, model, text, NULL);
  assert_string_equal(out.ptr ? out.ptr : "", expected);
  ren_buf_free(&out);
}

static void damage_is_undone(void **state) {
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"Namnden beslutar att aterremittera arendet for ytterligare beredning.",
       "Nämnden beslutar att återremittera ärendet för ytterligare beredning."},
      {"NAMNDEN BESLUTAR ATT BIFALLA FORSLAGET.", "NÄMNDEN BESLUTAR ATT BIFALLA FÖRSLAGET."},
      {"Nämnden beslutar att bifa1la förs1aget för hela året.",
       "Nämnden beslutar att bifalla förslaget för hela året."},
      {"N?mnden beslutar att bifalla f?rslaget f?r hela ?ret.",
       "Nämnden beslutar att bifalla förslaget för hela året."},
      {"Nimnden beslutar att bifalla f6rslaget f6r hela aret.",
       "Nämnden beslutar att bifalla förslaget för hela året."},
      {"Nämnden beslutar attbifalla förslaget för hela året.", "Nämnden beslutar att bifalla förslaget för hela året."},
      {"Nämnden beslutar att återre mittera ärendet för ytterligare beredning.",
       "Nämnden beslutar att återremittera ärendet för ytterligare beredning."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(*state, cases[i].text, cases[i].expected);
}

static void paragraph_signs_come_back(void **state) {
  check(*state,
        "8 52 Val av justerare\n853 Ekonomi\n854 — Remiss\nAnna Ek, $ 53, 8 54 och 8 55\n1 204 av 853 kr, 8 53\n",
        "§ 52 Val av justerare\n§ 53 Ekonomi\n§ 54 — Remiss\nAnna Ek, § 53, § 54 och 8 55\n1 204 av 853 kr, § 53\n");
  check(*state, "§ 52 Val\n853 Ekonomi\n$54 = Remiss\n", "§ 52 Val\n§ 53 Ekonomi\n§ 54 = Remiss\n");
  static const char *const kept[] = {
      "8 52 Val\n8 57 Remiss\n",                                               /* not counted on */
      "853 Kommuner\n854 Regioner\n",                                          /* no spaced witness */
      "§ 1 Val\n§ 2 Val\n§ 3, § 4, § 5, § 6 och § 7\n8 52 Val\n8 53 Remiss\n", /* this reader knows the sign */
      "8 52 personer\n8 53 personer\n5 000 kr\n",                              /* no headings */
  };
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) check(*state, kept[i], kept[i]);
}

static void right_text_stays(void **state) {
  static const char *const texts[] = {
      "",
      "\n\n",
      "Nämnden beslutar att bifalla förslaget för hela året.",
      "Staden bör vara till för alla som bor och arbetar här.",
      "Kjell Wrzesniewski (SD) och Bo af Ekenstam (M), KS 2023/552-1, SLK-2025-00041.",
      "Se www.kommunen.se/namnden eller skriv till namnden@kommunen.se före kl. 12.30.",
      "A4, E6, 5G, 2b, 50-årig, § 12, 1 250 000 kr, 2024-08-31, 08-555 12 30",
      "De sista raderna: 3 100,50 % & co! (ja) [nej] {kanske} *) \"citat\" — slut…",
      "TN 2024/0203 och KS-2023-17 antecknas; SVT och SR var där.",
      "The board decided that the proposal of the county should be returned to the committee with reasons.",
      "for (int i = 0; i < n; i++) { const int total = value[i]; return total; } // the end of this",
      "Der Ausschuss ist mit dem Vorschlag nicht zufrieden und verweist auf das Gutachten von Herrn Moller.",
      "Kommunestyret vedtok saken og ikke for den tid da de to partene var enige om budsjettet.",
      "Ég hef áhuga á íslensku, zażółć gęślą jaźń, дума и слово.",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check(*state, texts[i], texts[i]);
}

static void the_batch_teaches_names(void **state) {
  ren_memory *memory;
  ren_buf out = {0};
  assert_ok(ren_memory_new(&memory, err));
  assert_ok(ren_memory_add(memory, *state,
                           REN_STR("Ledamoten Östen Bräckström yrkar bifall. Bräckström reserverar sig."), err));
  correct(&out, *state,
          "Namnden beslutar att bifalla forslaget for hela aret. Ordforanden och Brackstrom yrkar bifall.", memory);
  assert_non_null(strstr(out.ptr, "Bräckström"));
  ren_memory_free(memory);
  ren_buf_free(&out);
}

static void edits_say_why(void **state) {
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  assert_ok(ren_text_new(&text, REN_STR("Nämnden beslutar att bifalla forslaget."), err));
  assert_ok(ren_correct_edits(&edits, text, *state, &opts, err));
  assert_int_equal(ren_edits_count(edits), 1);
  const ren_edit *edit = ren_edits_get(edits, 0);
  assert_int_equal(edit->offset, 30);
  assert_int_equal(edit->length, 9);
  assert_str(edit->after, "förslaget");
  assert_string_equal(edit->rule, "diacritics");
  assert_true(edit->confidence >= 0.9f && edit->confidence < 1);
  ren_edits_free(edits);
  opts.min_confidence = 1.0f; /* asks for more than can be had */
  assert_ok(ren_correct_edits(&edits, text, *state, &opts, err));
  assert_int_equal(ren_edits_count(edits), 0);
  ren_edits_free(edits);
  ren_text_free(text);
}

/* Nothing but memory limits the length of words and sentences. */
static void long_and_odd_input(void **state) {
  ren_buf text = {0}, out = {0};
  for (int i = 0; i < 3000; i++) ren_buf_puts(&text, "xq");
  for (int i = 0; i < 500; i++) ren_buf_puts(&text, " forslaget till nämnden och kommunen");
  for (int i = 0; i < 300; i++) ren_buf_puts(&text, " ?\xEF\xBF\xBD?");
  correct(&out, *state, text.ptr, NULL);
  assert_non_null(strstr(out.ptr, "förslaget till nämnden och kommunen"));
  ren_buf_free(&text);
  ren_buf_free(&out);
}

static void a_model_is_needed(void **state) {
  (void)state;
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  assert_ok(ren_text_new(&text, REN_STR("x"), err));
  assert_int_equal(ren_correct_edits(&edits, text, NULL, &opts, NULL), REN_EMISSING);
  assert_null(edits);
  ren_text_free(text);
}

static int open_model(void **state) {
  *state = small_model();
  return 0;
}

static int close_model(void **state) {
  ren_model_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(damage_is_undone),
      cmocka_unit_test(right_text_stays),
      cmocka_unit_test(paragraph_signs_come_back),
      cmocka_unit_test(the_batch_teaches_names),
      cmocka_unit_test(edits_say_why),
      cmocka_unit_test(long_and_odd_input),
      cmocka_unit_test(a_model_is_needed),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
