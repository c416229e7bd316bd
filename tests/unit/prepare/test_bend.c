/* Bent pages: whether they are found, made straight, and their words put back. */
#include "drawn_page.h"

#include "prepare/bend.h"

#include "alloc.h"

#include <math.h>

/* How far below its row a letter stands. */
typedef double (*shape)(double x, double y);

static double straight(double x, double y) { return (void)x, (void)y, 0; }
static double skewed(double x, double y) { return (void)y, 0.02 * x; }
static double book(double x, double y) { return (void)y, 35 * exp(-(x / 350) * (x / 350)); }
static double spread(double x, double y) { return (void)y, fabs(x - WIDTH / 2.0) * 0.05; }
static double fan(double x, double y) { return (x - WIDTH / 2.0) * (y - HEIGHT / 2.0) * 1e-4; }
static double arch(double x, double y) { return (void)y, 25 * sin(3.14 * x / WIDTH) + 0.015 * x; }
static double unruly(double x, double y) { return 14 * sin(x / 150 + y * y); } /* each row its own way */

static PIX *bent_page(shape drop) {
  PIX *page = blank_page(250);
  for (l_int32 y = MARGIN; y + LEADING < HEIGHT - MARGIN; y += LEADING)
    for (l_int32 x = MARGIN; x + PITCH < WIDTH - MARGIN; x += PITCH)
      letter(page, x, y + (l_int32)lround(drop(x + X_HEIGHT / 2.0, y)), STROKE, 20, x / PITCH % 4 == 0);
  return page;
}

static ren__bend *bend_of(PIX *page) {
  ren__bend *bend = NULL;
  PIX *binary = pixThresholdToBinary(page, 128);
  assert_non_null(binary);
  assert_true(ren__find_bend(&bend, binary, X_HEIGHT));
  pixDestroy(&binary);
  return bend;
}

static void test_is_bent(void **state) {
  (void)state;
  static const struct {
    const char *name;
    shape drop;
    bool bent;
  } cases[] = {{"straight", straight, false}, {"skewed", skewed, false}, {"book", book, true},
               {"spread", spread, true},      {"fan", fan, true},        {"arch", arch, true},
               {"unruly", unruly, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PIX *page = bent_page(cases[i].drop);
    ren__bend *bend = bend_of(page);
    if ((bend != NULL) != cases[i].bent) fail_msg("%s", cases[i].name);
    ren_free(bend);
    pixDestroy(&page);
  }
}

/* The y of the first dark pixel from there down. */
static l_int32 ink_below(PIX *page, l_int32 x, l_int32 y) {
  while (y < HEIGHT && grey_at(page, x, y) > 128) y++;
  return y;
}

/* Every row is level, and dots are where they were above their letters. */
static void test_straightened(void **state) {
  (void)state;
  static const shape shapes[] = {book, spread, fan, arch};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    PIX *page = bent_page(shapes[i]);
    ren__bend *bend = bend_of(page);
    assert_non_null(bend);
    PIX *level = ren__straightened(page, bend);
    assert_non_null(level);
    ren__bend *left = bend_of(level);
    assert_null(left);
    for (l_int32 y = MARGIN; y + LEADING < HEIGHT - MARGIN; y += LEADING) {
      l_int32 x = MARGIN + PITCH, shift = (l_int32)lround(shapes[i](x, y) - ren__bend_at(bend, x, y));
      l_int32 first = ink_below(level, x + X_HEIGHT / 2, y + shift - X_HEIGHT / 2);
      for (; x + PITCH < WIDTH - MARGIN; x += PITCH) {
        bool dots = x / PITCH % 4 == 0;
        l_int32 top = ink_below(level, x + X_HEIGHT / 2, first - X_HEIGHT / 2);
        assert_in_range(top, first - 5, first + 5); /* a fold is rounded a little */
        assert_int_equal(grey_at(level, x + 5, top - 7) < 128, dots);
      }
    }
    pixDestroy(&level);
    pixDestroy(&page);
    ren_free(bend);
  }
}

/* Letters strewn all over are no lines. */
static void test_strewn(void **state) {
  (void)state;
  PIX *page = blank_page(250);
  uint32_t random = 7;
  for (int i = 0; i < 900; i++) {
    random = random * 1664525 + 1013904223;
    letter(page, (l_int32)(random >> 8) % (WIDTH - X_HEIGHT), (l_int32)(random >> 20) % (HEIGHT - X_HEIGHT), STROKE, 20,
           false);
  }
  ren__bend *bend = bend_of(page);
  assert_null(bend);
  pixDestroy(&page);
}

/* ---- words ------------------------------------------------------------------------- */

/* A word read on the straight page, perhaps after one more turn, lies on its ink of the scan,
 * turned likewise. */
static void test_words_go_back(void **state) {
  (void)state;
  PIX *page = bent_page(book);
  ren__bend *bend = bend_of(page);
  assert_non_null(bend);
  const l_int32 w = 60, h = 22, x = 200, y = 300, drop = (l_int32)lround(ren__bend_at(bend, x + w / 2.0, y + h / 2.0));
  assert_true(drop > 5);
  const struct {
    uint32_t turn;
    ren_box read, wanted;
  } cases[] = {{0, {x, y, w, h}, {x, y + drop, w, h}},
               {90, {HEIGHT - y - h, x, h, w}, {HEIGHT - y - h - drop, x, h, w}},
               {180, {WIDTH - x - w, HEIGHT - y - h, w, h}, {WIDTH - x - w, HEIGHT - y - h - drop, w, h}},
               {270, {y, WIDTH - x - w, h, w}, {y + drop, WIDTH - x - w, h, w}}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__sheet sheet = {.grey = ren__straightened(page, bend), .bend = bend};
    assert_true(ren__sheet_turn(&sheet, cases[i].turn));
    ren_word word = {.box = cases[i].read};
    ren_line line = {.box = word.box, .word_count = 1};
    ren_page read = {.words = &word, .word_count = 1, .lines = &line, .line_count = 1};
    ren__sheet_level(&sheet, &read);
    assert_memory_equal(&word.box, &cases[i].wanted, sizeof word.box);
    assert_memory_equal(&line.box, &cases[i].wanted, sizeof line.box);
    sheet.bend = NULL; /* the next takes it */
    ren__sheet_clear(&sheet);
  }
  ren_free(bend);
  pixDestroy(&page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_is_bent),
      cmocka_unit_test(test_straightened),
      cmocka_unit_test(test_strewn),
      cmocka_unit_test(test_words_go_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
