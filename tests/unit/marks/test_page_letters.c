/* Which marks of a page are letters, what belongs to them, and which words they lie in. */
#include "printed_bars.h"

static void test_sizes(void **state) {
  (void)state;
  static const struct {
    const char *what;
    ren_box box;
    size_t found;
    bool joined;
  } cases[] = {
      {"a letter", {100, 100, 18, 28}, 1, false},
      {"as low as an r", {100, 100, 10, 15}, 1, false},
      {"a dot", {100, 100, 6, 6}, 0, false},
      {"a hyphen", {100, 100, 16, 4}, 0, false},
      {"a stroke of a table", {100, 100, 2, 55}, 0, false},
      {"a stamp", {100, 100, 70, 90}, 0, false},
      {"a word whose letters touch", {100, 100, 150, 28}, 1, true},
      {"a bar across the page", {100, 100, 900, 28}, 0, false},
      {"the border of the scan", {0, 100, 18, 28}, 0, false},
      {"the same below", {100, HIGH - 28, 18, 28}, 0, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    sheet_make(&s);
    bar(&s, cases[i].box.x, cases[i].box.y, cases[i].box.w, cases[i].box.h);
    find_letters(&s);
    if (s.letters.count != cases[i].found) fail_msg("%s: %zu", cases[i].what, s.letters.count);
    if (s.letters.count) assert_int_equal(s.letters.list[0].joined, cases[i].joined);
    sheet_clear(&s);
  }
}

static void test_above(void **state) {
  (void)state;
  static const struct {
    const char *what;
    ren_box dot;
    int top; /* of the letter that stands at 100 */
  } cases[] = {
      {"a ring", {104, 90, 8, 8}, 90},
      {"a dot to the left", {97, 92, 6, 5}, 92},
      {"a dot of the line above", {104, 70, 8, 8}, 100},
      {"a dot beside it", {122, 92, 5, 5}, 100},
      {"a stop below", {104, 130, 5, 5}, 100},
      {"another letter", {100, 70, 18, 28}, 100},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sheet s;
    sheet_make(&s);
    bar(&s, 100, 100, ACROSS, CAPITAL);
    bar(&s, cases[i].dot.x, cases[i].dot.y, cases[i].dot.w, cases[i].dot.h);
    find_letters(&s);
    const ren__letter *lowest = &s.letters.list[0];
    for (size_t k = 1; k < s.letters.count; k++)
      if (s.letters.list[k].foot > lowest->foot) lowest = &s.letters.list[k];
    if (lowest->box.y != cases[i].top) fail_msg("%s: %d", cases[i].what, (int)lowest->box.y);
    assert_int_equal(lowest->foot, 100 + CAPITAL);
    assert_int_equal(lowest->box.y + lowest->box.h, 100 + CAPITAL);
    sheet_clear(&s);
  }
}

/* Of two words that hold a letter the smaller one has it. */
static void test_words(void **state) {
  (void)state;
  sheet s;
  sheet_make(&s);
  say(&s, "justerare", (ren_box){40, 40, 500, 200}, 0.9f);
  say(&s, "vid", print_word(&s, 300, 120, 3), 0.9f);
  print_word(&s, 60, 200, 1);
  print_word(&s, 800, 200, 1);
  find_letters(&s);
  assert_int_equal(s.letters.count, 5);
  const uint32_t wanted[] = {0, 1, 1, 1, REN__IN_NO_WORD}; /* from left to right */
  for (size_t i = 0; i < 5; i++) assert_int_equal(s.letters.list[i].word, wanted[i]);
  sheet_clear(&s);
}

/* More marks than any page has. */
static void test_noise(void **state) {
  (void)state;
  sheet s;
  sheet_make(&s);
  for (int y = 2; y + 1 < HIGH; y += 4)
    for (int x = 2; x + 1 < WIDE; x += 4) bar(&s, x, y, 2, 2);
  bar(&s, 100, 100, ACROSS, CAPITAL);
  find_letters(&s);
  assert_int_equal(s.letters.count, 0);
  sheet_clear(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sizes),
      cmocka_unit_test(test_above),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
