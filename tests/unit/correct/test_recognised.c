/* The corrector on recognised pages, where confidences, other readings and places on the page tell
 * what is misread. */
#include "real_model.h"

#include <renskrift/correct.h>

#include <stdio.h>
#include <string.h>

/* ---- pages from a few characters ------------------------------------------ */

enum { CELL = 200, FIGURE = 20, WHITE = 3 };

/* A word is TEXT, TEXT~CONFIDENCE or TEXT~CONFIDENCE~READING~READING; `=N` at its end makes it N wide. */
static void add_word(ren_page *page, const char *spec, size_t length, int32_t x, int32_t y) {
  char copy[256], readings[256] = "";
  assert_true(length < sizeof copy);
  memcpy(copy, spec, length);
  copy[length] = '\0';
  char *width = strrchr(copy, '='), *confidence = strchr(copy, '~'), *rest = NULL;
  if (width) *width = '\0';
  if (confidence) *confidence++ = '\0';
  if (confidence) rest = strchr(confidence, '~');
  if (rest) snprintf(readings, sizeof readings, "%s", rest + 1);
  for (char *c = readings; *c; c++) *c = *c == '~' ? '\t' : *c;
  ren_word word = {.text = ren_str_of(copy),
                   .confidence = confidence ? strtof(confidence, NULL) : 0.96f,
                   .alternatives = ren_str_of(readings)};
  word.box = (ren_box){x, y, width ? atoi(width + 1) : (int32_t)strlen(copy) * FIGURE - WHITE, 30};
  assert_ok(ren_page_add_word(page, &word, err));
}

/* Lines with words a cell apart; `|` at the start: a row of a table. */
static ren_page *page_of(const char *text, ren_page_source source) {
  ren_page *page;
  uint32_t block = 0;
  assert_ok(ren_page_new(&page, "page.png", 1, err));
  page->width = page->height = 3000;
  page->dpi = 300;
  page->source = source;
  for (int32_t y = 0; *text; y += 50) {
    size_t end = strcspn(text, "\n");
    bool table = *text == '|';
    ren_line line = {.block = block++, .size = 20, .role = table ? REN_ROLE_TABLE : REN_ROLE_BODY};
    line.box = (ren_box){0, y, 3000, 30};
    assert_ok(ren_page_add_line(page, &line, err));
    const char *at = text + table, *stop = text + end;
    for (int32_t x = 0; at < stop; x += CELL) {
      const char *blank = memchr(at, ' ', (size_t)(stop - at));
      if (!blank) blank = stop;
      if (blank > at) add_word(page, at, (size_t)(blank - at), x, y);
      at = blank + (blank < stop);
    }
    text += end + (text[end] == '\n');
  }
  return page;
}

static void correct_page(ren_buf *out, const ren_model *model, const char *spec, ren_page_source source) {
  ren_page *page = page_of(spec, source);
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  assert_ok(ren_text_from_pages(&text, &page, 1, err));
  assert_ok(ren_correct_edits(&edits, text, model, &opts, err));
  assert_ok(ren_text_apply(text, edits, NULL, err));
  ren_buf_clear(out);
  ren_str bytes = ren_text_bytes(text);
  for (size_t i = 0; i < bytes.len; i++) /* lines are blocks here, with an empty line between */
    if (bytes.ptr[i] != '\n' || (i + 1 < bytes.len && bytes.ptr[i + 1] != '\n')) ren_buf_putc(out, bytes.ptr[i]);
  ren_buf_puts(out, "");
  ren_edits_free(edits);
  ren_text_free(text);
  ren_page_free(page);
}

typedef struct page_case {
  const char *page, *expected;
} page_case;

static void check_all(const ren_model *model, const page_case *cases, size_t count) {
  ren_buf out = {0};
  for (size_t i = 0; i < count; i++) {
    correct_page(&out, model, cases[i].page, REN_SOURCE_OCR);
    assert_string_equal(out.ptr, cases[i].expected);
  }
  ren_buf_free(&out);
}

#define CHECK_ALL(state, cases)                                                                                        \
  needs_real_model(state);                                                                                             \
  check_all(*(state), cases, sizeof cases / sizeof *cases)

/* ---- words ---------------------------------------------------------------- */

#define PROSE                                                                                                          \
  "Kommunstyrelsen beslutade i maj att ge förvaltningen i uppdrag att se över hur eleverna tar sig till skolan.\n"   \
  "Översynen visar att belysningen behöver förbättras vid gångtunneln och att farten är för hög på vägen.\n"

/* One odd word of a clean text is its author's, unless the recogniser was in doubt about it or
 * thought of a word in its place. */
static void doubt_is_evidence(void **state) {
  static const page_case cases[] = {
      {PROSE "Snön röjs enligt gållande~0.62~gällande krav.", PROSE "Snön röjs enligt gällande krav."},
      {PROSE "Snön röjs längs ån efter utbildningshämnden~0.66~utbildningsnämnden beslut.",
       PROSE "Snön röjs längs ån efter utbildningsnämnden beslut."},
      {PROSE "Grannama~0.7 fick yttra sig.", PROSE "Grannarna fick yttra sig."},
      {PROSE "Grannama~0.97 Skrelja fick yttra sig.", PROSE "Grannama Skrelja fick yttra sig."},
      {PROSE "Nämnden~0.5~Nämnder beslutar~0.5~beslutat om taxan.", PROSE "Nämnden beslutar om taxan."},
  };
  CHECK_ALL(state, cases);
}

static void capitals_of_names(void **state) {
  static const page_case cases[] = {
      {"|ulla~0.88~Ulla Holm\n|bo~0.95~bO Ek", "Ulla Holm\nbo Ek"},
      {"|viktor Holm", "viktor Holm"},
      {"Skriv till ulla.ek@vik.se~0.9~Ulla.ek@vik.se i dag.", "Skriv till ulla.ek@vik.se i dag."},
      {"Taxan höjs nästa månad. webbplatsen~0.9~Webbplatsen byggs om.",
       "Taxan höjs nästa månad. Webbplatsen byggs om."},
      {"Taxan höjs bl.a. vid vatten~0.9~Vatten och el.", "Taxan höjs bl.a. vid vatten och el."},
  };
  CHECK_ALL(state, cases);
}

/* The recogniser's next thought was the other stop, and so is what follows. */
static void stops(void **state) {
  static const page_case cases[] = {
      {"Taxan höjs på sommaren,~0.9~sommaren. Nämnden beslutar.", "Taxan höjs på sommaren. Nämnden beslutar."},
      {"Taxan höjs på sommaren, Nämnden beslutar.", "Taxan höjs på sommaren, Nämnden beslutar."},
      {"Taxan höjs på sommaren.~0.9~sommaren, som förut.", "Taxan höjs på sommaren, som förut."},
      {"Målet är 67 % . Nämnden beslutar . . . 5", "Målet är 67 %. Nämnden beslutar . . . 5"},
      {"Yrkande från Bengtsson,~0.9~Bengtsson. Andersson och Holm.", "Yrkande från Bengtsson, Andersson och Holm."},
  };
  CHECK_ALL(state, cases);
}

static void small_words(void **state) {
  static const page_case cases[] = {
      {PROSE "En översyn av parkeringen I~0.8~i centrum görs Ii~0.7~ii samråd med nämnden.",
       PROSE "En översyn av parkeringen i centrum görs i samråd med nämnden."},
      {PROSE "Etapp I~0.96~i av planen.", PROSE "Etapp I av planen."},
      {PROSE "Planen och-en-av-dem-som~0.5 motsätter sig steg-för-steg-guiden~0.5 yttrade sig.",
       PROSE "Planen och en av dem som motsätter sig steg-för-steg-guiden yttrade sig."},
  };
  CHECK_ALL(state, cases);
}

static void lost_blanks(void **state) {
  static const page_case cases[] = {
      {"Nämnden beslutar attavsätta medel.", "Nämnden beslutar att avsätta medel."},
      {"Nämnden beslutar om attraktionen och attityden.", "Nämnden beslutar om attraktionen och attityden."},
      {"|Bokslut 2002Budget 2003Vq", "Bokslut 2002 Budget 2003Vq"},
  };
  CHECK_ALL(state, cases);
}

/* ---- tables --------------------------------------------------------------- */

static void crosses_and_parties(void **state) {
  static const page_case cases[] = {
      {"|Anna Ek V Xx\n|Bo Lund S Ja", "Anna Ek V X\nBo Lund S Ja"},
      {"|Anna Ek V Ja\n|Bo Lund S Ja\n|Eva Al C Ja\n|Per Dal N~0.7~V~M Ja\n|Ulf Sten 5~0.4~S Nej",
       "Anna Ek V Ja\nBo Lund S Ja\nEva Al C Ja\nPer Dal V Ja\nUlf Sten S Nej"},
      {"|Anna Ek V Ja\n|Bo Lund N~0.7~V Ja", "Anna Ek V Ja\nBo Lund N Ja"}, /* one party is no column */
      {"|Anna Ek X\n|Bo Lund Xx\n|Eva Al K~0~X~R", "Anna Ek X\nBo Lund X\nEva Al X"},
      {"|Anna Ek X\n|Bo Lund K~0~X~R", "Anna Ek X\nBo Lund K"},
  };
  CHECK_ALL(state, cases);
}

static void figures_of_columns(void **state) {
  static const page_case cases[] = {
      {"|Lön 47,2 %\n|Hyra 12,8 %\n|El 9,1 %\n|Mat 51.6~0.5 26~0.5\n|Resor 7,4 Yo",
       "Lön 47,2 %\nHyra 12,8 %\nEl 9,1 %\nMat 51,6 %\nResor 7,4 %"},
      {"|Lön 47 12\n|Hyra 5§~0.8~56 s8~0.1~S8~58\n|El 3b~0.5~36 14", "Lön 47 12\nHyra 56 58\nEl 3b 14"},
      {"Avsnitt 4.2 och 5.1 gäller. Taxan är 47,2 kronor, 12,8 kronor eller 9,1 kronor.",
       "Avsnitt 4.2 och 5.1 gäller. Taxan är 47,2 kronor, 12,8 kronor eller 9,1 kronor."},
      {"Taxan höjs med 12 9Jc och 4,5 Fo men 30 so.", "Taxan höjs med 12 % och 4,5 % men 30 so."},
      {"|Lön 47;2~0.8 2;3~0.96", "Lön 47,2 2;3"},
      {"|Kod 47,2 26\n|Kod 12,8 20", "Kod 47,2 26\nKod 12,8 20"},
  };
  CHECK_ALL(state, cases);
}

/* The word is as wide as one with a blank in it, and other numbers have blanks. */
static void blanks_in_numbers(void **state) {
  static const page_case cases[] = {
      {"|Lön 12 107 56\n|Hyra 31 250 48\n|El 22107=107 39", "Lön 12 107 56\nHyra 31 250 48\nEl 22 107 39"},
      {"|Lön 12 107 56\n|Hyra 31 250 48\n|El 22107=97 39", "Lön 12 107 56\nHyra 31 250 48\nEl 22107 39"},
      {"|Lön 12 56 33\n|Hyra 31 48 17\n|El 22107=107 39", "Lön 12 56 33\nHyra 31 48 17\nEl 22107 39"},
      {"|År 12 107 56\n|Hyra 31 250 48\n|El 2005=80 39", "År 12 107 56\nHyra 31 250 48\nEl 2005 39"},
  };
  CHECK_ALL(state, cases);
}

static void bullets_and_dashes(void **state) {
  static const page_case cases[] = {
      {"• nya lokaler\n• en översyn\n«bättre vägar", "• nya lokaler\n• en översyn\n• bättre vägar"},
      {"• nya lokaler\n• en översyn\n«bättre» vägar", "• nya lokaler\n• en översyn\n«bättre» vägar"},
      {"Sammanträdet 18.05—-20.15 och 18.05-20.15.", "Sammanträdet 18.05–20.15 och 18.05-20.15."},
      {"Perioden 2009-2013 och §§ 99–108.", "Perioden 2009-2013 och §§ 99–108."},
  };
  CHECK_ALL(state, cases);
}

/* ---- addresses ------------------------------------------------------------ */

static void addresses(void **state) {
  static const page_case cases[] = {
      {"Skriv till anna.ekQhogvik.se, bo.al&hogvik.se eller eva.ek(@hogvik.se.",
       "Skriv till anna.ek@hogvik.se, bo.al@hogvik.se eller eva.ek@hogvik.se."},
      {"Skriv till anna.ek Qhogvik.se eller bo.al @ hogvik.se i dag.",
       "Skriv till anna.ek@hogvik.se eller bo.al@hogvik.se i dag."},
      {"Skriv till eva.ek@ hogvik.se i dag.", "Skriv till eva.ek@hogvik.se i dag."},
      {"Skriv till mohammed. berg@hogvik.se i dag.", "Skriv till mohammed.berg@hogvik.se i dag."},
      {"Skriv till kansliet. info@hogvik.se svarar.", "Skriv till kansliet. info@hogvik.se svarar."},
      {"Skriv till anna.ek Q om hogvik.se är nere.", "Skriv till anna.ek Q om hogvik.se är nere."},
      {"Se www.hogvik.se och anna-lena.ek@upplands-bro.se.", "Se www.hogvik.se och anna-lena.ek@upplands-bro.se."},
  };
  CHECK_ALL(state, cases);
}

/* Text layers are not read from a picture: nothing of this is asked of them. */
static void text_layers_stay(void **state) {
  static const char *const pages[] = {"|Anna Ek V Xx\n|Bo Lund S Ja", "• nya lokaler\n• en översyn\n«bättre vägar"};
  ren_buf out = {0};
  needs_real_model(state);
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
    correct_page(&out, *state, pages[i], REN_SOURCE_TEXT_LAYER);
    ren_buf same = {0};
    for (const char *c = pages[i]; *c; c++)
      if (*c != '|') ren_buf_putc(&same, *c);
    ren_buf_puts(&same, "");
    assert_string_equal(out.ptr, same.ptr);
    ren_buf_free(&same);
  }
  ren_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(doubt_is_evidence),  cmocka_unit_test(capitals_of_names), cmocka_unit_test(stops),
      cmocka_unit_test(small_words),        cmocka_unit_test(lost_blanks),       cmocka_unit_test(crosses_and_parties),
      cmocka_unit_test(figures_of_columns), cmocka_unit_test(blanks_in_numbers), cmocka_unit_test(bullets_and_dashes),
      cmocka_unit_test(addresses),          cmocka_unit_test(text_layers_stay),
  };
  return cmocka_run_group_tests(tests, open_real_model, close_real_model);
}
