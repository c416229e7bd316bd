/* Steps of preparation on drawn pages. */
#include "drawn_page.h"

static void print_rows(PIX *pix, l_int32 left, l_int32 top, l_int32 stroke, l_uint32 grey) {
  for (l_int32 y = top; y + LEADING < HEIGHT - MARGIN; y += LEADING)
    for (l_int32 x = left; x + PITCH < WIDTH - MARGIN; x += PITCH) letter(pix, x, y, stroke, grey, x / PITCH % 4 == 0);
}

/* ---- background --------------------------------------------------------------- */

/* Light that falls off to the right, and a stain darker than a threshold for ink would be. */
static PIX *stained_page(void) {
  PIX *page = blank_page(250);
  print_rows(page, MARGIN, MARGIN, STROKE, 20);
  for (l_int32 y = 0; y < HEIGHT; y++)
    for (l_int32 x = 0; x < WIDTH; x++) {
      bool stain = (x - 400) * (x - 400) + (y - 300) * (y - 300) < 90 * 90;
      l_uint32 light = stain ? 70 : (l_uint32)(250 - 120 * x / WIDTH);
      pixSetPixel(page, x, y, grey_at(page, x, y) * light / 250);
    }
  return page;
}

static void test_background(void **state) {
  (void)state;
  PIX *page = stained_page(), *even = NULL;
  assert_true(ren__even_background(&even, page, 300));
  assert_non_null(even);
  /* Between the rows: in the light, in the shade, in the stain. */
  const l_int32 paper[][2] = {{50, 50}, {1150, 50}, {400, 305}, {370, 255}};
  for (size_t i = 0; i < sizeof paper / sizeof *paper; i++)
    assert_in_range(grey_at(even, paper[i][0], paper[i][1]), 225, 255);
  assert_in_range(grey_at(even, 401, 282), 0, 80); /* a stroke in the stain */
  assert_in_range(grey_at(even, 1031, 282), 0, 80);
  pixDestroy(&even);
  pixDestroy(&page);
  page = blank_page(245);
  print_rows(page, MARGIN, MARGIN, STROKE, 20);
  assert_true(ren__even_background(&even, page, 300));
  assert_null(even);
  pixDestroy(&page);
}

/* A bar with white letters stays one. */
static void test_reversed(void **state) {
  (void)state;
  PIX *page = stained_page(), *even = NULL;
  fill(page, 200, 660, 800, 100, 25);
  letter(page, 600, 700, STROKE, 230, false);
  assert_true(ren__even_background(&even, page, 300));
  assert_non_null(even);
  assert_true(grey_at(even, 601, 701) > grey_at(even, 560, 701) + 60);
  pixDestroy(&even);
  pixDestroy(&page);
}

/* ---- bleed-through ------------------------------------------------------------ */

static void test_bleed(void **state) {
  (void)state;
  PIX *page = blank_page(245);
  ren__bleed bleed;
  print_rows(page, MARGIN, MARGIN, STROKE, 20);
  assert_true(ren__find_bleed(&bleed, page, X_HEIGHT));
  assert_null(bleed.marks);
  print_rows(page, MARGIN + 11, MARGIN + 30, STROKE, 160);
  assert_true(ren__find_bleed(&bleed, page, X_HEIGHT));
  assert_non_null(bleed.marks);
  PIX *clear = ren__without_bleed(page, &bleed);
  assert_non_null(clear);
  assert_int_equal(grey_at(clear, MARGIN + 11 + PITCH + 1, MARGIN + 31), 255);
  for (l_int32 i = 0; i < 20; i++) { /* letters and dots have lost nothing */
    l_int32 x = MARGIN + i * PITCH;
    assert_true(grey_at(clear, x + 1, MARGIN + 1) <= 20);
    if (x / PITCH % 4 == 0) assert_true(grey_at(clear, x + 4, MARGIN - 8) <= 20);
  }
  pixDestroy(&clear);
  pixDestroy(&bleed.marks);
  pixDestroy(&page);
}

/* ---- the size of letters ---------------------------------------------------------- */

/* More dirt than letters, as high as the smallest letters there are. */
static void test_size_among_dirt(void **state) {
  (void)state;
  PIX *page = blank_page(255);
  print_rows(page, MARGIN, MARGIN, STROKE, 0);
  for (l_int32 i = 0; i < 700; i++) fill(page, 5 + i % 80 * 14, 5 + i / 80 * 10, 3 + i % 2, 7, 0);
  PIX *binary = pixThresholdToBinary(page, 128);
  ren__glyphs glyphs;
  assert_true(ren__measure(&glyphs, binary, 300));
  assert_false(glyphs.broken);
  assert_in_range((int)glyphs.x_height, X_HEIGHT - 1, X_HEIGHT + 1);
  pixDestroy(&binary);
  pixDestroy(&page);
}

/* ---- salt --------------------------------------------------------------------- */

/* A small bilevel page with thin strokes: the filter would break them, and some hundred specks
 * do less harm. The same page sown thickly is filtered. */
static void test_salt_on_thin_strokes(void **state) {
  (void)state;
  static const struct {
    l_int32 step;
    bool filtered;
  } cases[] = {{29, false}, {9, true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PIX *page = blank_page(255);
    for (l_int32 y = MARGIN; y < HEIGHT / 2; y += 30)
      for (l_int32 x = MARGIN; x < WIDTH - MARGIN; x += 16) fill(page, x, y, 2, 12, 0), fill(page, x, y, 9, 1, 0);
    for (l_int32 y = 3; y < HEIGHT; y += cases[i].step)
      for (l_int32 x = 3; x < WIDTH; x += cases[i].step) pixSetPixel(page, x, y, 0);
    PIX *grey = pixCopy(NULL, page), *binary = pixThresholdToBinary(page, 128);
    assert_true(ren__remove_salt(&grey, &binary, 150));
    l_int32 same = 0;
    pixEqual(page, grey, &same);
    assert_int_equal(!same, cases[i].filtered);
    pixDestroy(&binary);
    pixDestroy(&grey);
    pixDestroy(&page);
  }
}

/* ---- text or not -------------------------------------------------------------- */

/* Dots of a coarse screen stand in rows as letters do. */
static void test_screens(void **state) {
  (void)state;
  enum { DOT = 14 };
  PIX *text = blank_page(255), *screen = blank_page(255);
  print_rows(text, MARGIN, MARGIN, STROKE, 0);
  for (l_int32 y = MARGIN; y < HEIGHT - MARGIN; y += 2 * DOT)
    for (l_int32 x = MARGIN; x < WIDTH - MARGIN; x += 2 * DOT) {
      fill(screen, x + 2, y, DOT - 4, DOT, 0);
      fill(screen, x, y + 2, DOT, DOT - 4, 0);
    }
  PIX *pages[] = {text, screen};
  for (int i = 0; i < 2; i++) {
    PIX *binary = pixThresholdToBinary(pages[i], 128);
    ren__rows rows;
    assert_true(ren__find_rows(&rows, binary, i == 0 ? X_HEIGHT : DOT));
    assert_true(rows.marks > 200 && rows.share > 0.9);
    assert_int_equal(ren__rows_are_doubtful(&rows), i);
    assert_false(ren__rows_are_noise(&rows));
    pixDestroy(&binary);
    pixDestroy(&pages[i]);
  }
}

/* ---- stages -------------------------------------------------------------------- */

/* Images of noise, which no PNG makes smaller, must not make an answer too long. */
static void test_stages_of_noise(void **state) {
  (void)state;
  enum { SIDE = 5000, STAGES = 3 };
  ren_buf stages = {0};
  ren__sheet sheet = {.grey = pixCreate(SIDE, SIDE, 8), .stages = &stages};
  assert_non_null(sheet.grey);
  uint32_t seed = 7;
  for (int stage = 0; stage < STAGES; stage++) {
    l_uint32 *words = pixGetData(sheet.grey);
    for (size_t i = 0, n = (size_t)pixGetWpl(sheet.grey) * SIDE; i < n; i++)
      words[i] = seed = seed * 1664525 + 1013904223;
    assert_true(ren__stage(&sheet, "noise"));
  }
  assert_in_range(stages.len, 40 << 20, 60 << 20);
  ren_buf_free(&stages);
  sheet.stages = NULL;
  ren__sheet_clear(&sheet);
}

/* ---- strokes ------------------------------------------------------------------- */

static void test_strokes(void **state) {
  (void)state;
  PIX *page = blank_page(255);
  fill(page, 500, 200, 2, 60, 0);
  PIX *soft = ren__softened(page, 1.5), *thick = ren__thickened(page, 1.5);
  assert_non_null(soft);
  assert_non_null(thick);
  assert_true(grey_at(soft, 500, 230) > 60 && grey_at(thick, 500, 230) < grey_at(soft, 500, 230));
  assert_true(grey_at(thick, 498, 230) + 20 < grey_at(soft, 498, 230));
  assert_int_equal(grey_at(soft, 480, 230), 255);
  pixDestroy(&thick);
  pixDestroy(&soft);
  pixDestroy(&page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_background),
      cmocka_unit_test(test_reversed),
      cmocka_unit_test(test_bleed),
      cmocka_unit_test(test_size_among_dirt),
      cmocka_unit_test(test_salt_on_thin_strokes),
      cmocka_unit_test(test_strokes),
      cmocka_unit_test(test_screens),
      cmocka_unit_test(test_stages_of_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
