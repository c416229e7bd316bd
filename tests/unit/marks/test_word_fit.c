/* What was read of a word beside the letters that are printed there. */
#include "printed_bars.h"

static void test_one_word(void **state) {
  (void)state;
  static const struct {
    const char *text;
    float confidence;
    int printed;
    ren__fit wanted;
  } cases[] = {
      {"Nämnden", 0.9f, 7, REN__FITS}, {"Nännden", 0.3f, 7, REN__FITS}, {"Nunden", 0.3f, 7, REN__MISREAD},
      {"Nunden", 0.7f, 7, REN__FITS},  {"X", 0.95f, 1, REN__SMALL},     {"SD", 0.95f, 2, REN__SMALL},
      {"X", 0.7f, 1, REN__DOUBTFUL},   {"§", 0.5f, 1, REN__FITS}, /* by its shape */
      {"Xx", 0.95f, 1, REN__DOUBTFUL},                            /* one mark */
      {"<", 0.95f, 1, REN__DOUBTFUL},                             /* no letter */
      {"RA", 0.3f, 0, REN__DIRT},      {"RA", 0.7f, 0, REN__FITS},      {".", 0.1f, 0, REN__DIRT},
      {"-", 0.45f, 0, REN__FITS},      {"–", 0.3f, 0, REN__FITS},       {"", 0.9f, 1, REN__DOUBTFUL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    sheet_make(&s);
    ren_box box = {100, 100, ACROSS, CAPITAL};
    if (cases[i].printed) box = print_word(&s, 100, 100 + CAPITAL, cases[i].printed);
    say(&s, cases[i].text, box, cases[i].confidence);
    fit_words(&s);
    if (s.fits[0].fit != cases[i].wanted) fail_msg("%s: %d", cases[i].text, (int)s.fits[0].fit);
    assert_int_equal(s.fits[0].letters, cases[i].printed);
    assert_int_equal(s.fits[0].foot, 100 + CAPITAL);
    sheet_clear(&s);
  }
}

/* Letters below one another that were taken for one word. */
static void test_upright(void **state) {
  (void)state;
  static const struct {
    const char *text;
    float confidence;
    int rows;
    ren__fit wanted;
  } cases[] = {
      {"SR", 0.8f, 3, REN__UPRIGHT},
      {"SRV", 0.95f, 3, REN__UPRIGHT},
      {"protokoll", 0.95f, 3, REN__FITS}, /* along the edge of the page */
      {"V", 0.95f, 1, REN__SMALL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    sheet_make(&s);
    ren_box box = {100, 100, ACROSS, (cases[i].rows - 1) * 60 + CAPITAL};
    for (int row = 0; row < cases[i].rows; row++) print_word(&s, 100, 100 + CAPITAL + row * 60, 1);
    say(&s, cases[i].text, box, cases[i].confidence);
    fit_words(&s);
    if (s.fits[0].fit != cases[i].wanted) fail_msg("%s: %d", cases[i].text, (int)s.fits[0].fit);
    sheet_clear(&s);
  }
}

/* A signature read as a word: dirt only where the letters of the page are known to stand apart. */
static void test_pen(void **state) {
  (void)state;
  for (int touching = 0; touching < 2; touching++) {
    sheet s;
    sheet_make(&s);
    ren_box box = print_word(&s, 100, 100, 9);
    if (touching) bar(&s, box.x, box.y, box.w, box.h);
    say(&s, "Beslutade", box, 0.95f);
    bar(&s, 700, 72, 100, CAPITAL);
    say(&s, "leverans", (ren_box){700, 72, 100, CAPITAL}, 0.7f);
    fit_words(&s);
    assert_int_equal(s.fits[0].fit, REN__FITS);
    assert_int_equal(s.fits[1].fit, touching ? REN__FITS : REN__DIRT);
    sheet_clear(&s);
  }
}

/* Nothing as large as a letter: dirt beside a line, a sign in pieces within it. */
static void test_within(void **state) {
  (void)state;
  static const struct {
    int x; /* of the second word; the first ends at 138 */
    bool more;
    ren__fit wanted;
  } cases[] = {{160, true, REN__FITS}, {160, false, REN__DIRT}, {260, true, REN__DIRT}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    sheet_make(&s);
    say(&s, "till", print_word(&s, 50, 200, 4), 0.95f);
    const ren_word dirt = {.text = {"96", 2}, .box = {cases[i].x, 172, 40, CAPITAL}, .confidence = 0.3f};
    const ren_word next = {.text = {"av", 2}, .box = print_word(&s, cases[i].x + 60, 200, 2), .confidence = 0.95f};
    assert_ok(ren_page_add_word(s.page, &dirt, err));
    if (cases[i].more) assert_ok(ren_page_add_word(s.page, &next, err));
    fit_words(&s);
    assert_int_equal(s.fits[1].fit, cases[i].wanted);
    sheet_clear(&s);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_word),
      cmocka_unit_test(test_upright),
      cmocka_unit_test(test_pen),
      cmocka_unit_test(test_within),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
