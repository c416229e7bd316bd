/* Lines put together from drawn glyphs, with what a model without the signs reads of them. */
#include "signs/sign_glyph.h"
#include "signs/sign_restore.h"

#include "unit.h"

#include "glyph_art.h"

#include <stdio.h>

enum { WIDE = 900, HIGH = 160, BASELINE = 100, LEFT = 40, FIGURE = 20, BLANK = 9 };

/* ---- drawing -------------------------------------------------------------- */

static const glyph_art *art_of(const char *letter, size_t length) {
  for (size_t i = 0; i < sizeof GLYPHS / sizeof *GLYPHS; i++)
    if (strlen(GLYPHS[i].letter) == length && memcmp(GLYPHS[i].letter, letter, length) == 0) return &GLYPHS[i];
  fail_msg("no glyph for %s", letter);
  return NULL;
}

static ren_box draw(PIX *grey, const glyph_art *art, int x) {
  int wide = (int)strcspn(art->rows, "\n"), high = (int)strlen(art->rows) / (wide + 1);
  ren_box box = {x, BASELINE + art->below - high, wide, high};
  for (int row = 0; row < high; row++)
    for (int column = 0; column < wide; column++)
      if (art->rows[row * (wide + 1) + column] == '#') pixSetPixel(grey, x + column, box.y + row, 0);
  return box;
}

static ren_box bar(PIX *grey, int x, int wide) {
  ren_box box = {x, BASELINE - 8, wide, 3};
  for (int row = 0; row < box.h; row++)
    for (int column = 0; column < wide; column++) pixSetPixel(grey, x + column, box.y + row, 0);
  return box;
}

/* A point, off what stands before it. */
static ren_box point(PIX *grey, int *x) {
  *x += 7;
  ren_box box = {*x, BASELINE - 4, 4, 4};
  for (int i = 0; i < 16; i++) pixSetPixel(grey, *x + i % 4, box.y + i / 4, 0);
  return box;
}

static ren_box disc(PIX *grey, int x) {
  enum { ACROSS = 9 };
  ren_box box = {x, BASELINE - 14, ACROSS, ACROSS};
  for (int row = 0; row < ACROSS; row++)
    for (int column = 0; column < ACROSS; column++)
      if ((row - 4) * (row - 4) + (column - 4) * (column - 4) <= 20) pixSetPixel(grey, x + column, box.y + row, 0);
  return box;
}

static void grow(ren_box *all, const ren_box *b) {
  int32_t right = all->x + all->w > b->x + b->w ? all->x + all->w : b->x + b->w;
  int32_t bottom = all->y + all->h > b->y + b->h ? all->y + all->h : b->y + b->h;
  if (all->w == 0) *all = *b, right = b->x + b->w, bottom = b->y + b->h;
  if (b->y < all->y) all->y = b->y;
  all->w = right - all->x;
  all->h = bottom - all->y;
}

/* Draws one letter and returns its bytes: `-` a hyphen, `–` a dash, `•` a disc, `.` a point, others from the art. */
static size_t set_letter(PIX *grey, const char *text, int *x, ren_box *word) {
  size_t length = (unsigned char)*text < 0x80 ? 1 : (unsigned char)*text < 0xE0 ? 2 : 3;
  ren_box box;
  if (*text == '-')
    box = bar(grey, *x, 7);
  else if (strncmp(text, "–", 3) == 0)
    box = bar(grey, *x, 13);
  else if (strncmp(text, "•", 3) == 0)
    box = disc(grey, *x);
  else if (*text == '.')
    box = point(grey, x);
  else
    box = draw(grey, art_of(text, length), *x);
  grow(word, &box);
  *x += box.w + 2;
  return length;
}

/* The printed line, and the words that were read: parted by blanks where the print is parted by `_`;
 * a printed blank within a word that was read is a blank all the same. `~`: not read at all. */
static ren_page *make(PIX **grey, const char *printed, const char *read) {
  ren_page *page = NULL;
  assert_ok(ren_page_new(&page, "test", 1, err));
  ren_line line = {.box = {LEFT, BASELINE - 30, WIDE - 2 * LEFT, 40}, .size = FIGURE};
  assert_ok(ren_page_add_line(page, &line, err));
  *grey = pixCreate(WIDE, HIGH, 8);
  pixSetAll(*grey);
  int x = LEFT;
  while (*printed) {
    ren_box box = {0};
    while (*printed && *printed != '_') {
      if (*printed == ' ')
        x += BLANK, printed++;
      else
        printed += set_letter(*grey, printed, &x, &box);
    }
    printed += *printed == '_';
    x += BLANK;
    size_t length = strcspn(read, " ");
    ren_word word = {.text = {read, length}, .box = box, .confidence = 0.5f, .alternatives = REN_STR("x")};
    if (*read != '~') assert_ok(ren_page_add_word(page, &word, err));
    read += length + (read[length] == ' ');
  }
  return page;
}

static void words_of(const ren_page *page, char *out, size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (uint32_t i = 0; i < page->word_count && used + 60 < size; i++)
    used += (size_t)snprintf(out + used, size - used, "%s%.*s", i ? " " : "", (int)page->words[i].text.len,
                             page->words[i].text.ptr);
}

static void restore(ren_page **page, PIX *grey) {
  PIX *binary = pixThresholdToBinary(grey, 128);
  assert_ok(ren__restore_signs(page, grey, binary, err));
  pixDestroy(&binary);
}

/* ---- lines ------------------------------------------------------------------ */

static void test_lines(void **state) {
  (void)state;
  static const struct {
    const char *printed, *read, *wanted;
  } cases[] = {
      {"§_41_a4", "$ 41 a4", "§ 41 a4"},
      {"§_41_a4", "8 41 a4", "§ 41 a4"},
      {"§_41_a4", "& 41 a4", "§ 41 a4"},
      {"§_41_a4", "~ 41 a4", "§ 41 a4"}, /* not read */
      {"§ 41_a4", "841 a4", "§ 41 a4"},  /* read as one word */
      {"§41_a4", "841 a4", "§41 a4"},
      {"a4_41 §_a4", "a4 41$ a4", "a4 41 § a4"},
      {"a4_41_§§_a4", "a4 41 $$ a4", "a4 41 §§ a4"},
      {"a4_41_§§_a4", "a4 41 SS a4", "a4 41 §§ a4"},
      {"a4_41 §_a4", "a4 41.8 a4", "a4 41 § a4"}, /* the blank was read as a point */
      {"8_41_a4", "8 41 a4", "8 41 a4"},
      {"41_§41_a4", "41 841 a4", "41 841 a4"},          /* a figure with a speck, in a number of two groups */
      {"a@aa_a4", "aaaaa(Qaa.se a4", "aaaaa@aa.se a4"}, /* one @ is enough */
      {"S_41_a4", "S 41 a4", "S 41 a4"},
      {"&_41_a4", "& 41 a4", "& 41 a4"},
      {"a4_41_8_41", "a4 41 8 41", "a4 41 8 41"},
      {"148_a4_41", "148 a4 41", "148 a4 41"},
      {"a4_14_%_aa", "a4 14 20 aa", "a4 14 % aa"},
      {"a4_14%_aa", "a4 1496 aa", "a4 14% aa"},
      {"a4_14_%_aa", "a4 14 ~ aa", "a4 14 % aa"},
      {"a4_14 %._aa", "a4 1496. aa", "a4 14 %. aa"},
      {"a4_14_88_aa", "a4 14 88 aa", "a4 14 88 aa"},
      {"•_a4_a8_a14", "» a4 a8 a14", "• a4 a8 a14"},
      {"• a4_a8_a14", "»a4 a8 a14", "• a4 a8 a14"},
      {"•       a4a8a4a_a8_a14", "«a4a8a4a a8 a14", "• a4a8a4a a8 a14"},
      {"a4_•_a8_a14", "a4 » a8 a14", "a4 » a8 a14"}, /* only before a line */
      {"a-a_18–41_a4", "a-a 18-41 a4", "a-a 18–41 a4"},
      {"a-a_18-41_a4", "a-a 18-41 a4", "a-a 18-41 a4"},
      {"a-a_41–14_a4", "a-a 41-14 a4", "a-a 41-14 a4"}, /* no range */
      {"a-a_–_a4", "a-a - a4", "a-a – a4"},
      {"a-a_a–_a4", "a-a a- a4", "a-a a- a4"}, /* never behind a letter */
      {"a’a_a8_a14", "a'a a8 a14", "a’a a8 a14"},
      {"a’a_a8_a14", "a”a a8 a14", "a’a a8 a14"},
      {"a8_‘‘aa’’_a14", "a8 ”aa” a14", "a8 “aa” a14"},
      {"a8_’’aa’’_a14", "a8 ”aa” a14", "a8 ”aa” a14"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PIX *grey = NULL;
    char got[200];
    ren_page *page = make(&grey, cases[i].printed, cases[i].read);
    restore(&page, grey);
    words_of(page, got, sizeof got);
    if (strcmp(got, cases[i].wanted) != 0) fail_msg("%s read as %s: %s", cases[i].printed, cases[i].read, got);
    ren_page_free(page);
    pixDestroy(&grey);
  }
}

static void test_address(void **state) {
  (void)state;
  PIX *grey = NULL;
  ren_page *page = make(&grey, "aaaa@a8aa_a4", "aaaaQa.aa a4"); /* the 8 stands for a point that was read */
  char got[200];
  restore(&page, grey);
  words_of(page, got, sizeof got);
  assert_string_equal(got, "aaaa@a.aa a4");
  ren_page_free(page);
  pixDestroy(&grey);
  static const struct {
    const char *read, *wanted;
    int nearer;
  } parted[] = {
      {"aaaaQ a.a a4", "aaaa@a.a a4", BLANK}, /* no blank is there in print */
      {"aaaaQ a.a a4", "aaaa@a.a a4", 0},     /* a domain follows no blank */
      {"aaaaQ aa a4", "aaaa@ aa a4", 0},
  };
  for (size_t i = 0; i < sizeof parted / sizeof *parted; i++) {
    page = make(&grey, "aaaa@_aa_a4", parted[i].read);
    page->words[1].box.x -= parted[i].nearer;
    restore(&page, grey);
    words_of(page, got, sizeof got);
    assert_string_equal(got, parted[i].wanted);
    ren_page_free(page);
    pixDestroy(&grey);
  }
}

/* A letter whose box has a part of the @ only. */
static void test_narrow_word(void **state) {
  (void)state;
  PIX *grey = NULL;
  char got[200];
  ren_page *page = make(&grey, "aaaa_@_aa_a4", "aa.aa Q a.a a4");
  page->words[0].box.w += BLANK + 17;
  page->words[1].box.x += 17;
  page->words[1].box.w -= 17;
  restore(&page, grey);
  words_of(page, got, sizeof got);
  assert_string_equal(got, "aa.aa@a.a a4");
  ren_page_free(page);
  pixDestroy(&grey);
}

/* What was read, how sure the word is, and where its parts stand. */
static void test_record(void **state) {
  (void)state;
  PIX *grey = NULL;
  ren_page *page = make(&grey, "§_41_a4", "$ 41 a4");
  page->width = WIDE;
  page->dpi = 300;
  assert_ok(ren_page_set(page, &page->language, "swe", err));
  restore(&page, grey);
  assert_str(page->words[0].alternatives, "$\tx");
  assert_true(page->words[0].confidence > 0.9f);
  assert_true(page->words[1].confidence == 0.5f);
  assert_str(page->words[1].alternatives, "x");
  assert_int_equal(page->width, WIDE);
  assert_int_equal(page->dpi, 300);
  assert_string_equal(page->language, "swe");
  ren_page_free(page);
  pixDestroy(&grey);
  page = make(&grey, "§ 41_a4", "841 a4");
  restore(&page, grey);
  assert_true(page->words[0].box.x == LEFT && page->words[0].box.x + page->words[0].box.w < page->words[1].box.x);
  ren_page_free(page);
  pixDestroy(&grey);
}

/* ---- sizes ------------------------------------------------------------------- */

/* Words whose boxes and texts have nothing to do with the picture. */
static void test_sizes(void **state) {
  (void)state;
  static const ren_box boxes[] = {{-50, -50, 20, 20}, {0, 0, 1, 1}, {0, 0, 5000, 5000}, {3, 3, 0, 0}, {8, 0, 12, 40}};
  static const int sides[] = {1, 2, 13, 60};
  char longer[300];
  memset(longer, '8', sizeof longer);
  for (size_t s = 0; s < sizeof sides / sizeof *sides; s++)
    for (size_t b = 0; b < sizeof boxes / sizeof *boxes; b++)
      for (size_t length = 0; length < sizeof longer; length = length * 4 + 1) {
        PIX *grey = pixCreate(sides[s], sides[s], 8);
        ren_page *page = NULL;
        for (int i = 0; i < sides[s] * sides[s]; i++) pixSetPixel(grey, i % sides[s], i / sides[s], i % 3 ? 255 : 0);
        assert_ok(ren_page_new(&page, "test", 1, err));
        ren_line line = {.box = boxes[b]};
        ren_word word = {.text = {longer, length}, .box = boxes[b]};
        assert_ok(ren_page_add_line(page, &line, err));
        assert_ok(ren_page_add_word(page, &word, err));
        assert_ok(ren_page_add_word(page, &word, err));
        restore(&page, grey);
        ren_page_free(page);
        pixDestroy(&grey);
      }
}

static void test_empty(void **state) {
  (void)state;
  ren_page *page = NULL;
  PIX *grey = pixCreate(100, 100, 8);
  pixSetAll(grey);
  assert_ok(ren_page_new(&page, "test", 7, err));
  restore(&page, grey);
  assert_int_equal(page->word_count, 0);
  assert_int_equal(page->number, 7);
  ren_page_free(page);
  pixDestroy(&grey);
}

static void test_languages(void **state) {
  (void)state;
  assert_true(ren__lacks_signs("swe"));
  assert_false(ren__lacks_signs("eng"));
  assert_false(ren__lacks_signs("swe+eng"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines),       cmocka_unit_test(test_address),
                                     cmocka_unit_test(test_narrow_word), cmocka_unit_test(test_record),
                                     cmocka_unit_test(test_sizes),       cmocka_unit_test(test_empty),
                                     cmocka_unit_test(test_languages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
