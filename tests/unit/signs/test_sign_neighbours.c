/* What the other marks of a page say about one: lists, quotes. */
#include "signs/sign_lists.h"
#include "signs/sign_quotes.h"

#include "unit.h"

enum { HEIGHT = 20, BASELINE = 100 };

static ren__mark mark_at(uint32_t line, int x, int wide, int high, int up) {
  return (ren__mark){.box = {x, BASELINE + 40 * (int)line - up, wide, high},
                     .line = line,
                     .baseline = BASELINE + 40 * (int)line,
                     .height = HEIGHT};
}

/* ---- lists ------------------------------------------------------------------ */

static void test_leads(void **state) {
  (void)state;
  ren__mark list[] = {
      mark_at(0, 50, 8, 8, 14),  mark_at(0, 90, 12, 15, 15),  /* a dot, then a letter */
      mark_at(1, 51, 8, 9, 14),  mark_at(1, 90, 12, 15, 15),  /* its like */
      mark_at(2, 50, 16, 3, 8),  mark_at(2, 90, 12, 15, 15),  /* a bar */
      mark_at(3, 50, 8, 8, 14),  mark_at(3, 60, 12, 15, 15),  /* a dot that touches its word */
      mark_at(4, 120, 8, 8, 14), mark_at(4, 160, 12, 15, 15), /* at another place */
      mark_at(5, 50, 8, 20, 20), mark_at(5, 90, 12, 15, 15),  /* a letter */
      mark_at(6, 50, 8, 8, 14),                               /* nothing behind it */
  };
  static const struct {
    ren__lead lead;
    uint32_t peers;
  } wanted[] = {{REN__LEAD_DOT, 1}, {REN__LEAD_DOT, 1},  {REN__LEAD_BAR, 0}, {REN__LEAD_NONE, 0},
                {REN__LEAD_DOT, 0}, {REN__LEAD_NONE, 0}, {REN__LEAD_NONE, 0}};
  ren__marks marks = {.list = list, .count = sizeof list / sizeof *list};
  ren__find_leads(&marks);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    assert_int_equal(list[2 * i].lead, wanted[i].lead);
    assert_int_equal(list[2 * i].peers, wanted[i].peers);
  }
  ren__find_leads(&(ren__marks){0});
}

/* ---- quotes ----------------------------------------------------------------- */

static void half(ren__mark *mark, int x, float six, float nine, float straight) {
  *mark = mark_at(0, x, 4, 7, 20);
  mark->likely[REN__SIGN_SIX] = six;
  mark->likely[REN__SIGN_NINE] = nine;
  mark->likely[REN__SIGN_STRAIGHT] = straight;
}

/* Four times two halves around a letter. The last pair is doubtful. */
static void test_quotes(void **state) {
  (void)state;
  ren__mark list[12];
  for (int i = 0; i < 2; i++) {
    int x = 200 * i;
    half(&list[6 * i], x, 0.02f, 0.95f, 0.03f);
    half(&list[6 * i + 1], x + 6, 0.02f, 0.95f, 0.03f);
    list[6 * i + 2] = mark_at(0, x + 12, 12, 15, 15);
    list[6 * i + 3] = mark_at(0, x + 26, 12, 15, 15);
    half(&list[6 * i + 4], x + 40, 0.02f, i ? 0.4f : 0.95f, i ? 0.58f : 0.03f);
    half(&list[6 * i + 5], x + 46, 0.02f, i ? 0.4f : 0.95f, i ? 0.58f : 0.03f);
  }
  ren__marks marks = {.list = list, .count = 12};
  ren__settle_quotes(&marks);
  assert_true(list[0].likely[REN__SIGN_NINE] > 0.9f);
  assert_true(list[10].likely[REN__SIGN_NINE] > 0.9f);
  assert_true(list[11].likely[REN__SIGN_STRAIGHT] < 0.1f);
  assert_false(ren__is_half_quote(&list[2]));
  assert_true(ren__is_half_quote(&list[11]));
}

/* A lone mark says nothing of double ones. */
static void test_lone(void **state) {
  (void)state;
  ren__mark list[3];
  half(&list[0], 0, 0.1f, 0.8f, 0.1f);
  list[1] = mark_at(0, 30, 12, 15, 15);
  half(&list[2], 200, 0.05f, 0.45f, 0.5f);
  list[2].likely[REN__SIGN_STRAIGHTS] = 0.7f;
  for (int i = 0; i < 3; i++) list[2].likely[REN__SIGN_SIX + i] *= 0.1f;
  ren__marks marks = {.list = list, .count = 3};
  ren__settle_quotes(&marks);
  assert_true(list[0].likely[REN__SIGN_NINE] > 0.8f);
  assert_true(list[2].likely[REN__SIGN_STRAIGHTS] > 0.5f);
  ren__settle_quotes(&(ren__marks){0});
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_leads), cmocka_unit_test(test_quotes),
                                     cmocka_unit_test(test_lone)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
