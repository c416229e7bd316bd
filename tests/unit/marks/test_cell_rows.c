/* Which letters are to be read with their rows, and the strips that are made of these. */
#include "marks/cell_rows.h"

#include "printed_bars.h"

typedef struct rows {
  sheet sheet;
  ren__cells cells;
} rows;

static void look(rows *r) {
  fit_words(&r->sheet);
  assert_ok(ren__cells_find(&r->cells, r->sheet.page, &r->sheet.letters, r->sheet.fits, X_HEIGHT, 0, err));
}

static ren__strip next_strip(rows *r, size_t *at) {
  const ren__drawing from = {r->sheet.grey, r->sheet.binary, 255, X_HEIGHT};
  ren__strip strip;
  assert_ok(ren__strip_next(&strip, at, &r->cells, &from, err));
  return strip;
}

static void clear(rows *r) {
  ren__cells_free(&r->cells);
  sheet_clear(&r->sheet);
}

static void test_lost_letter(void **state) {
  (void)state;
  rows r = {0};
  sheet *s = &r.sheet;
  sheet_make(s);
  say(s, "Lindqvist", print_word(s, 50, 200, 9), 0.95f);
  print_word(s, 600, 200, 1);
  say(s, "ledamot", print_word(s, 800, 200, 7), 0.95f);
  bar(s, 700, 130, 60, 75); /* a punch hole */
  look(&r);
  size_t at = 0;
  ren__strip strip = next_strip(&r, &at);
  assert_int_equal(strip.count, 3);
  assert_true(!strip.wanted[0] && strip.wanted[1] && !strip.wanted[2]);
  assert_int_equal(r.cells.list[strip.cell[1]].box.x, 600);
  assert_true(strip.left[1] - strip.right[0] < 2 * X_HEIGHT); /* on the page: 300 px */
  ren__strip_free(&strip);
  strip = next_strip(&r, &at);
  assert_int_equal(strip.count, 0);
  clear(&r);
}

/* Three letters below one another, and small words in running text. */
static void test_what_is_wanted(void **state) {
  (void)state;
  rows r = {0};
  sheet *s = &r.sheet;
  sheet_make(s);
  for (int row = 0; row < 3; row++) {
    say(s, "Sandström", print_word(s, 50, 100 + row * 60, 9), 0.95f);
    print_word(s, 600, 100 + row * 60, 1);
  }
  say(s, "VSR", (ren_box){600, 72, ACROSS, 148}, 0.8f);
  say(s, "utgick", print_word(s, 50, 300, 6), 0.95f);
  say(s, "i", print_word(s, 210, 300, 1), 0.6f);
  say(s, "maj", print_word(s, 245, 300, 3), 0.95f);
  look(&r);
  size_t at = 0;
  for (int row = 0; row < 3; row++) {
    ren__strip strip = next_strip(&r, &at);
    assert_int_equal(strip.count, 2);
    assert_true(strip.wanted[1]);
    ren__strip_free(&strip);
  }
  ren__strip strip = next_strip(&r, &at);
  assert_int_equal(strip.count, 0);
  clear(&r);
}

static void test_noise(void **state) {
  (void)state;
  rows r = {0};
  sheet *s = &r.sheet;
  sheet_make(s);
  for (int y = 10; y + 20 < HIGH; y += 25)
    for (int x = 10; x + 15 < WIDE; x += 17) bar(s, x, y, 4, 15);
  say(s, "a", (ren_box){2, 2, 4, 4}, 0.9f);
  look(&r);
  size_t at = 0;
  ren__strip strip = next_strip(&r, &at);
  assert_int_equal(strip.count, 0);
  clear(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lost_letter),
      cmocka_unit_test(test_what_is_wanted),
      cmocka_unit_test(test_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
