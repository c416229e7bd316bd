/* Options, hostile input, page texts, and the parts of the module on their own. */
#include "unit.h"

#include "lines/line_kind.h"
#include "lines/line_words.h"
#include "lines/page_number.h"
#include "lines/repeat.h"

#include <renskrift/lines.h>

#include <stdlib.h>

static char *apply(ren_text *text, const ren_lines_opts *opts, size_t *count) {
  ren_edits *edits;
  assert_ok(ren_lines_edits(&edits, text, NULL, opts, err));
  if (count) *count = ren_edits_count(edits);
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *edit = ren_edits_get(edits, i);
    assert_true(edit->confidence >= 0.5f && edit->confidence <= 1.0f);
    assert_non_null(edit->rule);
  }
  assert_ok(ren_text_apply(text, edits, NULL, err));
  ren_edits_free(edits);
  return strndup(ren_text_bytes(text).ptr, ren_text_bytes(text).len);
}

static char *join(ren_str in, size_t *count) {
  ren_text *text;
  assert_ok(ren_text_new(&text, in, err));
  char *out = apply(text, NULL, count);
  ren_text_free(text);
  return out;
}

static void expect(const char *in, const char *want) {
  char *have = join(ren_str_of(in), NULL);
  assert_string_equal(have, want);
  free(have);
}

static void bad_options_are_refused(void **state) {
  (void)state;
  ren_text *text;
  ren_edits *edits = (ren_edits *)1;
  ren_error why = {0};
  assert_ok(ren_text_new(&text, REN_STR("för-\nslag"), err));
  ren_lines_opts opts = REN_LINES_OPTS_INIT;
  opts.version = 9;
  assert_int_equal(ren_lines_edits(&edits, text, NULL, &opts, &why), REN_EINVAL);
  assert_null(edits);
  opts = (ren_lines_opts)REN_LINES_OPTS_INIT;
  opts.hyphenation = "/nowhere/hyph.dic";
  assert_int_equal(ren_lines_edits(&edits, text, NULL, &opts, &why), REN_EMISSING);
  assert_null(edits);
  ren_text_free(text);
}

static void confidence_is_a_threshold(void **state) {
  (void)state;
  const char *in = "Kommunens BE-\nSLUT gäller.";
  for (int high = 0; high < 2; high++) {
    ren_text *text;
    ren_lines_opts opts = REN_LINES_OPTS_INIT;
    if (high) opts.min_confidence = 1.0f;
    size_t count;
    assert_ok(ren_text_new(&text, ren_str_of(in), err));
    char *out = apply(text, &opts, &count);
    if (high)
      assert_string_equal(out, in);
    else
      assert_string_equal(out, "Kommunens BESLUT gäller.");
    free(out);
    ren_text_free(text);
  }
}

static void odd_texts(void **state) {
  (void)state;
  size_t count;
  const char *same[] = {
      "",  "\n",          "\n\n\n", "-",    "-\n",  "-\n-",     "--\n--", " \t\r\n", "\xC2\xAD", "\xFF\xFE-\n\xFF",
      "a", "\xC3-\n\xA5", "(\n)",   "=\n=", "¬\n¬", "1\n2\n3\n"};
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    char *out = join(ren_str_of(same[i]), &count);
    assert_string_equal(out, same[i]);
    assert_int_equal(count, 0);
    free(out);
  }
  free(join((ren_str){"a\0-\nb\0\n\f-\0", 11}, NULL));
  free(join(REN_STR("\f\f\f"), NULL));
  free(join(REN_STR("för-\n\f\n\f"), NULL));
}

/* Repeats a piece n times. */
static ren_buf many(const char *piece, size_t n) {
  ren_buf buf = {0};
  for (size_t i = 0; i < n; i++) ren_buf_puts(&buf, piece);
  return buf;
}

static void large_texts_take_linear_time(void **state) {
  (void)state;
  const char *pieces[] = {
      "\n",       "-\n", "a-\n", "\f",   "x",  "Sida 1 (2)\n", "för-\nslag ",        "ord ord ord ord ord\n",
      "a-\n\n\f", " ",   "-",    "ord ", "a-", "för- slag ",   "kommun\nstyrelsen ", "(S)\n",
      "\xC3\xA5", "\xE2"};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    ren_buf buf = many(pieces[i], 60000);
    free(join(ren_buf_str(&buf), NULL));
    ren_buf_free(&buf);
  }
}

static void line_ends_of_windows_stay(void **state) {
  (void)state;
  expect("Rubrik\r\n\r\nNämnden anser att det är för-\r\nslaget som bör gälla.\r\n",
         "Rubrik\r\n\r\nNämnden anser att det är förslaget som bör gälla.\r\n");
}

/* ---- page texts ------------------------------------------------------------ */

static void add_line(ren_page *page, int32_t x, int32_t y, uint32_t block, uint32_t column, ren_role role,
                     const char *words) {
  int32_t at = x;
  size_t n = strlen(words);
  ren_line line = {.box = {x, y, (int32_t)n * 20, 40}, .block = block, .size = 30, .role = role, .column = column};
  assert_ok(ren_page_add_line(page, &line, err));
  for (const char *w = words; *w;) {
    size_t len = strcspn(w, " ");
    ren_word word = {
        .text = {w, len}, .box = {at, y, (int32_t)len * 20, 40}, .confidence = 0.9f, .line = page->line_count - 1};
    assert_ok(ren_page_add_word(page, &word, err));
    at += (int32_t)(len + 1) * 20;
    w += len;
    while (*w == ' ') w++;
  }
}

static ren_page *new_page(uint32_t number) {
  ren_page *page;
  assert_ok(ren_page_new(&page, "prov.tif", number, err));
  page->width = 2480;
  page->height = 3508;
  page->dpi = 300;
  return page;
}

static void furniture_and_columns_of_pages(void **state) {
  (void)state;
  ren_page *pages[2] = {new_page(1), new_page(2)};
  add_line(pages[0], 200, 100, 0, 0, REN_ROLE_RUNNING_HEAD, "Fagerviks kommun");
  add_line(pages[0], 200, 300, 1, 0, REN_ROLE_BODY, "Nämnden har prövat om vägen kan");
  add_line(pages[0], 200, 350, 1, 0, REN_ROLE_BODY, "byggas om så att den passar för");
  add_line(pages[0], 200, 400, 1, 0, REN_ROLE_BODY, "cyklande och gående. Den som vill");
  add_line(pages[0], 1300, 300, 2, 1, REN_ROLE_BODY, "kan yttra sig senast i maj. Sam-");
  add_line(pages[0], 200, 3400, 3, 0, REN_ROLE_PAGE_NUMBER, "1");
  add_line(pages[1], 200, 100, 0, 0, REN_ROLE_RUNNING_HEAD, "Fagerviks kommun");
  add_line(pages[1], 200, 300, 1, 0, REN_ROLE_BODY, "rådet hålls i skolan.");
  add_line(pages[1], 200, 3400, 2, 0, REN_ROLE_PAGE_NUMBER, "2");
  ren_text *text;
  assert_ok(ren_text_from_pages(&text, pages, 2, err));
  char *out = apply(text, NULL, NULL);
  assert_string_equal(ren_str_trim(ren_str_of(out)).ptr,
                      "Nämnden har prövat om vägen kan byggas om så att den passar för cyklande och gående. Den som "
                      "vill kan yttra sig senast i maj. Samrådet hålls i skolan.\n");
  free(out);
  ren_text_free(text);
  ren_page_free(pages[0]);
  ren_page_free(pages[1]);
}

/* A note at the foot goes behind the paragraph that runs on over the page end. */
static void notes_go_behind(void **state) {
  (void)state;
  ren_page *pages[2] = {new_page(1), new_page(2)};
  add_line(pages[0], 200, 300, 1, 0, REN_ROLE_BODY, "Nämnden har prövat om vägen kan");
  add_line(pages[0], 200, 350, 1, 0, REN_ROLE_BODY, "byggas om så att den passar för");
  add_line(pages[0], 200, 400, 1, 0, REN_ROLE_BODY, "cyklande och gående. Den som vill");
  add_line(pages[0], 200, 450, 1, 0, REN_ROLE_BODY, "kan yttra sig över planen till och");
  add_line(pages[0], 200, 3200, 2, 0, REN_ROLE_BODY, "1 Protokoll den 4 maj, § 12.");
  add_line(pages[0], 200, 3400, 3, 0, REN_ROLE_PAGE_NUMBER, "1");
  add_line(pages[1], 200, 300, 1, 0, REN_ROLE_BODY, "med den sista maj.");
  add_line(pages[1], 200, 450, 2, 0, REN_ROLE_BODY, "Samråd hålls i skolan.");
  for (uint32_t i = 0; i < pages[0]->line_count; i++) pages[0]->lines[i].size = i == 4 ? 20.0F : 28.0F;
  ren_text *text;
  assert_ok(ren_text_from_pages(&text, pages, 2, err));
  char *out = apply(text, NULL, NULL);
  assert_string_equal(ren_str_trim(ren_str_of(out)).ptr,
                      "Nämnden har prövat om vägen kan byggas om så att den passar för cyklande och gående. Den som "
                      "vill kan yttra sig över planen till och med den sista maj.\n\n"
                      "1 Protokoll den 4 maj, § 12.\n\nSamråd hålls i skolan.\n");
  free(out);
  ren_text_free(text);
  ren_page_free(pages[0]);
  ren_page_free(pages[1]);
}

static void geometry_parts_paragraphs(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  add_line(page, 200, 300, 1, 0, REN_ROLE_HEADING, "Bakgrund");
  add_line(page, 200, 400, 2, 0, REN_ROLE_BODY, "Vägen byggdes om för tio år sedan och");
  add_line(page, 200, 450, 2, 0, REN_ROLE_BODY, "har sedan dess fått allt mer trafik.");
  add_line(page, 260, 500, 2, 0, REN_ROLE_BODY, "Nämnden anser att en ny prövning");
  add_line(page, 200, 550, 2, 0, REN_ROLE_BODY, "behövs innan planen antas.");
  ren_text *text;
  assert_ok(ren_text_from_pages(&text, &page, 1, err));
  char *out = apply(text, NULL, NULL);
  assert_string_equal(out, "Bakgrund\n\nVägen byggdes om för tio år sedan och har sedan dess fått allt mer trafik.\n\n"
                           "Nämnden anser att en ny prövning behövs innan planen antas.\n");
  free(out);
  ren_text_free(text);
  ren_page_free(page);
}

typedef struct placed {
  int32_t x;
  uint32_t block;
  const char *text;
} placed;

static char *join_two_pages(const placed *first, const placed *second) {
  ren_page *pages[2] = {new_page(1), new_page(2)};
  int32_t y = 300;
  for (; first->text; first++, y += 50) add_line(pages[0], first->x, y, first->block, 0, REN_ROLE_BODY, first->text);
  y = 300;
  for (; second->text; second++, y += 50)
    add_line(pages[1], second->x, y, second->block, 0, REN_ROLE_BODY, second->text);
  ren_text *text;
  assert_ok(ren_text_from_pages(&text, pages, 2, err));
  char *out = apply(text, NULL, NULL);
  ren_text_free(text);
  ren_page_free(pages[0]);
  ren_page_free(pages[1]);
  return out;
}

/* Paragraphs that begin with a line set in: one at the edge goes on with the page before. */
static void paragraphs_over_page_ends(void **state) {
  (void)state;
  static const placed first[] = {{260, 0, "Vägen byggdes om för tio år sedan och"},
                                 {200, 0, "har sedan dess fått allt mer trafik."},
                                 {260, 1, "Nämnden anser att en ny prövning behövs"},
                                 {200, 1, "innan planen antas av fullmäktige."},
                                 {260, 2, "Den som bor i byn har i dag långt till"},
                                 {200, 2, "närmaste hållplats och vill åka buss."},
                                 {260, 3, "Revisorerna har inget att erinra mot"},
                                 {200, 3, "förslaget som har varit ute på remiss."},
                                 {0, 0, NULL}};
  static const placed edge[] = {{200, 0, "Kostnaden ryms inom ramen för året och"},
                                {200, 0, "prövas åter när planen har antagits."},
                                {0, 0, NULL}};
  static const placed inside[] = {{260, 0, "Kostnaden ryms inom ramen för året"},
                                  {200, 0, "och prövas åter när planen har antagits."},
                                  {0, 0, NULL}};
  char *out = join_two_pages(first, edge);
  assert_non_null(strstr(out, "ute på remiss. Kostnaden ryms"));
  free(out);
  out = join_two_pages(first, inside);
  assert_non_null(strstr(out, "ute på remiss.\n\nKostnaden ryms"));
  free(out);
}

/* A quotation set in from both edges goes on at the head of the next page. */
static void quotation_over_a_page_end(void **state) {
  (void)state;
  static const placed first[] = {{200, 0, "Vägen byggdes om för tio år sedan och har"},
                                 {200, 0, "sedan dess fått allt mer trafik, vilket de"},
                                 {200, 0, "boende längs vägen har påtalat för nämnden"},
                                 {200, 0, "vid flera möten under det gångna året."},
                                 {300, 1, "”Kostnaden för detta ryms inom"},
                                 {0, 0, NULL}};
  static const placed second[] = {{300, 0, "den ram som har beslutats.”"},
                                  {200, 1, "Nämnden anser att en ny prövning behövs"},
                                  {200, 1, "innan planen antas av fullmäktige i maj."},
                                  {0, 0, NULL}};
  char *out = join_two_pages(first, second);
  assert_non_null(strstr(out, "ryms inom den ram"));
  free(out);
}

/* ---- parts ----------------------------------------------------------------- */

static void page_numbers(void **state) {
  (void)state;
  static const struct {
    const char *line;
    ren__number_form form;
    uint32_t page;
  } cases[] = {{"Sida 3 (12)", REN__NUMBER_STRONG, 3},
               {"3(12)", REN__NUMBER_STRONG, 3},
               {"SID 3 AV 12", REN__NUMBER_STRONG, 3},
               {"Sidan 3 av 12", REN__NUMBER_STRONG, 3},
               {"Sida: 3/12", REN__NUMBER_STRONG, 3},
               {"- 3 -", REN__NUMBER_WEAK, 3},
               {"– 14 –", REN__NUMBER_WEAK, 14},
               {"Sid. 7", REN__NUMBER_WEAK, 7},
               {"17", REN__NUMBER_BARE, 17},
               {"1O (l2)", REN__NUMBER_STRONG, 10},
               {"12 (3)", REN__NUMBER_NONE, 0},
               {"3/12", REN__NUMBER_NONE, 0},
               {"2024-05-14", REN__NUMBER_NONE, 0},
               {"§ 3", REN__NUMBER_NONE, 0},
               {"Sidan är tom", REN__NUMBER_NONE, 0},
               {"12 345", REN__NUMBER_NONE, 0},
               {"", REN__NUMBER_NONE, 0},
               {"Plan 3 (12)", REN__NUMBER_NONE, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__number n = ren__page_number(ren_str_of(cases[i].line));
    if (n.form != cases[i].form || n.page != cases[i].page) fail_msg("%s: %d %u", cases[i].line, n.form, n.page);
  }
  assert_int_equal(ren__page_number_at_end(REN_STR("Revisionsrapport – skolval  3 (12)")).page, 3);
  assert_int_equal(ren__page_number_at_end(REN_STR("se punkt (12)")).form, REN__NUMBER_NONE);
  assert_true(ren__is_stamp(REN_STR("Justerandes signatur     Utdragsbestyrkande")));
  assert_true(ren__is_stamp(REN_STR("JUSTERANDES SIGN ........")));
  assert_false(ren__is_stamp(REN_STR("Justerandes signatur ska finnas på varje sida")));
}

static void list_markers(void **state) {
  (void)state;
  static const char *yes[] = {"1. Planen", "12) Planen", "a) skolor", "(a) skolor", "• gator", "* gator", "ii) vägar"};
  static const char *no[] = {"1.5 miljoner", "1 Planen", "A. Berg", "(S) yrkar", "589) om", "2024. Planen", "och"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    if (!ren__list_marker(ren_str_of(yes[i]))) fail_msg("no marker: %s", yes[i]);
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    if (ren__list_marker(ren_str_of(no[i]))) fail_msg("marker: %s", no[i]);
}

static void word_classes(void **state) {
  (void)state;
  assert_true(ren__is_inner_word(REN_STR("över")) && ren__is_inner_word(REN_STR("ATT")));
  assert_true(ren__suspends(REN_STR("och")) && ren__suspends(REN_STR("alternativt")));
  assert_true(ren__is_abbreviation(REN_STR("bl.a.")) && ren__is_abbreviation(REN_STR("t.o.m.")));
  assert_true(ren__keeps_hyphen(REN_STR("icke"), REN_STR("statlig")));
  assert_true(ren__keeps_hyphen(REN_STR("va"), REN_STR("nämnden")));
  assert_false(ren__keeps_hyphen(REN_STR("va"), REN_STR("ra")));
  assert_false(ren__keeps_hyphen(REN_STR("id"), REN_STR("rott")));
  assert_true(ren__is_title_line(REN_STR("vice ordförande")));
  assert_false(ren__is_title_line(REN_STR("ordföranden anser")));
  assert_true(ren__is_section_heading(REN_STR("Yrkanden")));
  assert_true(ren__is_attendance_note(REN_STR(", tjänstgörande ersättare")));
}

static void folds_bear_noise(void **state) {
  (void)state;
  ren__fold a = ren__fold_line(REN_STR("Tjänsteutlåtande Dnr 118/2024")),
            b = ren__fold_line(REN_STR("Tjansteutlátande Dnr 119/2O24")), c = ren__fold_line(REN_STR("Yrkande från M"));
  assert_true(ren__folds_match(&a, &b));
  assert_false(ren__folds_match(&a, &c));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(bad_options_are_refused),
                                     cmocka_unit_test(confidence_is_a_threshold),
                                     cmocka_unit_test(odd_texts),
                                     cmocka_unit_test(large_texts_take_linear_time),
                                     cmocka_unit_test(line_ends_of_windows_stay),
                                     cmocka_unit_test(furniture_and_columns_of_pages),
                                     cmocka_unit_test(notes_go_behind),
                                     cmocka_unit_test(geometry_parts_paragraphs),
                                     cmocka_unit_test(paragraphs_over_page_ends),
                                     cmocka_unit_test(quotation_over_a_page_end),
                                     cmocka_unit_test(page_numbers),
                                     cmocka_unit_test(list_markers),
                                     cmocka_unit_test(word_classes),
                                     cmocka_unit_test(folds_bear_noise)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
