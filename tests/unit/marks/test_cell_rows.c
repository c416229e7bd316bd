/* Letters drawn as bars: which of them were not read, which words do not fit theirs, and the strips made of both. */
#include "marks/cell_rows.h"

#include "unit.h"

enum { WIDE = 1200, HIGH = 400, X_HEIGHT = 20, CAPITAL = 28, ACROSS = 18, STEP = 24 };

typedef struct sheet {
  PIX *grey, *binary;
  ren_page *page;
  ren__letters letters;
  ren__word_fit fits[16];
  ren__cells cells;
} sheet;

static void make(sheet *s) {
  *s = (sheet){.grey = pixCreate(WIDE, HIGH, 8)};
  pixSetAll(s->grey);
  assert_ok(ren_page_new(&s->page, "test", 1, err));
}

static void bar(sheet *s, int x, int y, int w, int h) { pixRasterop(s->grey, x, y, w, h, PIX_CLR, NULL, 0, 0); }

/* So many letters with their feet on `foot`. */
static ren_box print_word(sheet *s, int x, int foot, int letters) {
  for (int i = 0; i < letters; i++) bar(s, x + i * STEP, foot - CAPITAL, ACROSS, CAPITAL);
  return (ren_box){x, foot - CAPITAL, (letters - 1) * STEP + ACROSS, CAPITAL};
}

static void say(sheet *s, const char *text, ren_box box, float confidence) {
  const ren_line line = {.box = box, .size = CAPITAL};
  const ren_word word = {.text = {text, strlen(text)}, .box = box, .confidence = confidence};
  assert_ok(ren_page_add_line(s->page, &line, err));
  assert_ok(ren_page_add_word(s->page, &word, err));
}

static void look(sheet *s) {
  s->binary = pixThresholdToBinary(s->grey, 128);
  assert_ok(ren__letters_find(&s->letters, s->binary, X_HEIGHT, s->page, err));
  assert_ok(ren__fit_words(s->fits, s->page, &s->letters, X_HEIGHT, err));
  assert_ok(ren__cells_find(&s->cells, s->page, &s->letters, s->fits, X_HEIGHT, 0, err));
}

static ren__strip next_strip(sheet *s, size_t *at) {
  const ren__drawing from = {s->grey, s->binary, 255, X_HEIGHT};
  ren__strip strip;
  assert_ok(ren__strip_next(&strip, at, &s->cells, &from, err));
  return strip;
}

static void clear(sheet *s) {
  ren__letters_free(&s->letters);
  ren__cells_free(&s->cells);
  ren_page_free(s->page);
  pixDestroy(&s->grey);
  pixDestroy(&s->binary);
}

static void test_fit(void **state) {
  (void)state;
  static const struct {
    const char *text;
    float confidence;
    int printed, rows;
    ren__fit wanted;
  } cases[] = {
      {"Nämnden", 0.9f, 7, 1, REN__FITS}, {"Namnoen", 0.3f, 7, 1, REN__MISREAD}, {"X", 0.95f, 1, 1, REN__SMALL},
      {"X", 0.7f, 1, 1, REN__DOUBTFUL},   {"Xx", 0.95f, 1, 1, REN__DOUBTFUL}, /* two letters, one mark */
      {"<", 0.95f, 1, 1, REN__DOUBTFUL},                                      /* no letter, one mark */
      {"§", 0.5f, 1, 1, REN__FITS},                                           /* put there by its shape */
      {"SR", 0.8f, 1, 3, REN__UPRIGHT},   {"RA", 0.3f, 0, 1, REN__DIRT},         {".", 0.1f, 0, 1, REN__DIRT},
      {"–", 0.5f, 0, 1, REN__FITS},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    make(&s);
    ren_box box = {100, 100, ACROSS, CAPITAL};
    for (int row = 0; row < cases[i].rows && cases[i].printed; row++) {
      ren_box own = print_word(&s, 100, 100 + CAPITAL + row * 60, cases[i].printed);
      box.w = own.w;
      box.h = own.y + own.h - box.y;
    }
    say(&s, cases[i].text, box, cases[i].confidence);
    look(&s);
    if (s.fits[0].fit != cases[i].wanted) fail_msg("%s: %d", cases[i].text, (int)s.fits[0].fit);
    clear(&s);
  }
}

static void test_lost_letter(void **state) {
  (void)state;
  sheet s;
  make(&s);
  say(&s, "Lindqvist", print_word(&s, 50, 200, 9), 0.95f);
  print_word(&s, 600, 200, 1);
  say(&s, "ledamot", print_word(&s, 800, 200, 7), 0.95f);
  bar(&s, 700, 130, 60, 75); /* a punch hole */
  look(&s);
  size_t at = 0;
  ren__strip strip = next_strip(&s, &at);
  assert_int_equal(strip.count, 3);
  assert_true(!strip.wanted[0] && strip.wanted[1] && !strip.wanted[2]);
  assert_int_equal(s.cells.list[strip.cell[1]].box.x, 600);
  assert_true(strip.left[1] - strip.right[0] < 2 * X_HEIGHT); /* on the page: 300 px */
  ren__strip_free(&strip);
  strip = next_strip(&s, &at);
  assert_int_equal(strip.count, 0);
  clear(&s);
}

/* Three letters below one another, and small words in running text. */
static void test_what_is_wanted(void **state) {
  (void)state;
  sheet s;
  make(&s);
  for (int row = 0; row < 3; row++) {
    say(&s, "Sandström", print_word(&s, 50, 100 + row * 60, 9), 0.95f);
    print_word(&s, 600, 100 + row * 60, 1);
  }
  say(&s, "VSR", (ren_box){600, 72, ACROSS, 148}, 0.8f);
  say(&s, "utgick", print_word(&s, 50, 300, 6), 0.95f);
  say(&s, "i", print_word(&s, 210, 300, 1), 0.6f);
  say(&s, "maj", print_word(&s, 245, 300, 3), 0.95f);
  look(&s);
  size_t at = 0;
  for (int row = 0; row < 3; row++) {
    ren__strip strip = next_strip(&s, &at);
    assert_int_equal(strip.count, 2);
    assert_true(strip.wanted[1]);
    ren__strip_free(&strip);
  }
  ren__strip strip = next_strip(&s, &at);
  assert_int_equal(strip.count, 0);
  clear(&s);
}

static void test_noise(void **state) {
  (void)state;
  sheet s;
  make(&s);
  for (int y = 10; y + 20 < HIGH; y += 25)
    for (int x = 10; x + 15 < WIDE; x += 17) bar(&s, x, y, 4, 15);
  say(&s, "a", (ren_box){2, 2, 4, 4}, 0.9f);
  look(&s);
  size_t at = 0;
  ren__strip strip = next_strip(&s, &at);
  assert_int_equal(strip.count, 0);
  clear(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fit),
      cmocka_unit_test(test_lost_letter),
      cmocka_unit_test(test_what_is_wanted),
      cmocka_unit_test(test_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
