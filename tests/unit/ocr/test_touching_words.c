/* Boxes of words that touch. */
#include "layout/touching_words.h"

#include "unit.h"

static void test_boxes(void **state) {
  (void)state;
  static const struct {
    const char *what;
    ren_box left, right;
    int32_t end; /* of the left one */
  } cases[] = {
      {"side by side", {10, 0, 80, 20}, {100, 0, 40, 20}, 90},
      {"the left one has both", {10, 0, 200, 20}, {100, 0, 40, 24}, 100},
      {"their ends are one", {10, 0, 130, 20}, {100, 0, 40, 20}, 140},
      {"an italic leans over", {10, 0, 95, 20}, {100, 0, 40, 20}, 105},
      {"one upon the other", {100, 0, 60, 20}, {100, 0, 40, 20}, 160},
      {"right to left", {100, 0, 60, 20}, {10, 0, 40, 20}, 160},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_page *page = NULL;
    assert_ok(ren_page_new(&page, "test", 1, err));
    assert_ok(ren_page_add_line(page, &(ren_line){0}, err));
    assert_ok(ren_page_add_word(page, &(ren_word){.text = REN_STR("Reservation"), .box = cases[i].left}, err));
    assert_ok(ren_page_add_word(page, &(ren_word){.text = REN_STR("mot"), .box = cases[i].right}, err));
    ren__part_touching_words(page, &page->lines[0]);
    const ren_box *left = &page->words[0].box, *right = &page->words[1].box;
    if (left->x + left->w != cases[i].end) fail_msg("%s: ends at %d", cases[i].what, left->x + left->w);
    assert_memory_equal(right, &cases[i].right, sizeof *right);
    ren_page_free(page);
  }
}

/* A row of words that all were given the ink of their fellows behind them; and a line of none. */
static void test_row(void **state) {
  (void)state;
  ren_page *page = NULL;
  assert_ok(ren_page_new(&page, "test", 1, err));
  assert_ok(ren_page_add_line(page, &(ren_line){0}, err));
  for (int32_t i = 0; i < 4; i++)
    assert_ok(
        ren_page_add_word(page, &(ren_word){.text = REN_STR("att"), .box = {100 * i, 0, 500 - 110 * i, 20}}, err));
  assert_ok(ren_page_add_line(page, &(ren_line){0}, err));
  for (uint32_t i = 0; i < 2; i++) ren__part_touching_words(page, &page->lines[i]);
  for (int i = 0; i < 3; i++) assert_int_equal(page->words[i].box.w, 100);
  assert_int_equal(page->words[3].box.w, 170);
  ren_page_free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_boxes), cmocka_unit_test(test_row)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
