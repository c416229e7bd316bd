/* Edit distance against the textbook, extension, sorting, skeletons, groups. */
#include "../unit.h"

#include "dedup/edit_distance.h"
#include "dedup/gram_index.h"
#include "dedup/groups.h"
#include "dedup/skeleton.h"

#include <stdlib.h>

static uint64_t next(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return *state >> 33;
}

static size_t plain(const uint8_t *a, size_t n, const uint8_t *b, size_t m) {
  static size_t row[2049];
  for (size_t j = 0; j <= m; j++) row[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t best = corner + (a[i - 1] != b[j - 1]);
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      corner = row[j];
      row[j] = best;
    }
  }
  return row[m];
}

static void test_distance(void **state) {
  (void)state;
  uint64_t seed = 5;
  uint8_t a[300], b[300];
  for (int round = 0; round < 2000; round++) {
    size_t n = next(&seed) % 300, m = next(&seed) % 300, letters = 2 + next(&seed) % 20;
    for (size_t i = 0; i < n; i++) a[i] = (uint8_t)(1 + next(&seed) % letters);
    for (size_t i = 0; i < m; i++) b[i] = (uint8_t)(i < n && next(&seed) % 4 ? a[i] : 1 + next(&seed) % letters);
    assert_int_equal(ren__edit_distance(a, n, b, m), plain(a, n, b, m));
  }
}

/* Of long runs only what lies near the diagonal is seen: right for copies, never too low. */
static void test_long_distance(void **state) {
  (void)state;
  uint64_t seed = 7;
  static uint8_t a[2048], b[2048];
  for (int round = 0; round < 40; round++) {
    size_t n = 300 + next(&seed) % 1500, m = 0, noise = next(&seed) % 45;
    for (size_t i = 0; i < n; i++) a[i] = (uint8_t)(1 + next(&seed) % 20);
    for (size_t i = 0; i < n && m < 2047; i++) { /* letters lost, changed and added */
      size_t what = next(&seed) % 100;
      if (what >= noise || what % 3) b[m++] = what < noise ? (uint8_t)(1 + next(&seed) % 20) : a[i];
      if (what < noise && what % 4 == 0) b[m++] = 3;
    }
    assert_int_equal(ren__edit_distance(a, n, b, m), plain(a, n, b, m));
    size_t other = n / 2; /* another order: far from the diagonal */
    memmove(b, a + other, n - other);
    memcpy(b + n - other, a, other);
    assert_true(ren__edit_distance(a, n, b, n) >= plain(a, n, b, n));
    assert_true(ren__edit_distance(a, n, b, n) <= n);
  }
}

static void test_extension(void **state) {
  (void)state;
  uint64_t seed = 9;
  uint8_t a[400], b[400];
  for (int step = -1; step <= 1; step += 2) {
    for (size_t i = 0; i < 400; i++) a[i] = (uint8_t)(1 + next(&seed) % 20), b[i] = (uint8_t)(1 + next(&seed) % 20);
    for (size_t i = 0; i < 150; i++) {
      size_t at = step > 0 ? i : 399 - i;
      b[at] = i % 6 ? a[at] : (uint8_t)31; /* alike for 150 letters, but for every sixth */
    }
    ren__extension e = step > 0 ? ren__extend(a, 400, b, 400, 1) : ren__extend(a + 400, 400, b + 400, 400, -1);
    assert_in_range(e.a, 145, 158);
    assert_in_range(e.b, 145, 158);
    assert_in_range(e.edits, 20, 32);
  }
  ren__extension none = ren__extend(a, 0, b, 0, 1);
  assert_int_equal(none.a + none.b + none.edits, 0);
}

static int by_value(const void *p, const void *q) {
  uint64_t x = *(const uint64_t *)p, y = *(const uint64_t *)q;
  return (x > y) - (x < y);
}

static void test_sort(void **state) {
  (void)state;
  uint64_t seed = 3, *x = malloc(50000 * sizeof *x), *y = malloc(50000 * sizeof *y);
  for (unsigned bits = 1; bits <= 64; bits += 21) {
    for (size_t i = 0; i < 50000; i++) x[i] = y[i] = (next(&seed) << 33 ^ next(&seed)) >> (64 - bits);
    ren__sort_u64(x, 50000);
    qsort(y, 50000, sizeof *y, by_value);
    assert_memory_equal(x, y, 50000 * sizeof *x);
  }
  free(x), free(y);
}

static bool same_bones(const char *a, const char *b) {
  ren__skeleton x = {0}, y = {0};
  assert_true(ren__skeleton_make(&x, ren_str_of(a)) && ren__skeleton_make(&y, ren_str_of(b)));
  bool same = x.bones == y.bones && memcmp(x.bone, y.bone, x.bones) == 0;
  for (size_t i = 0; i < x.bones; i++) assert_true(x.at[i] < x.letters);
  for (size_t i = 0; i < x.letters; i++) assert_true(x.offset[i] < strlen(a));
  ren__skeleton_free(&x);
  ren__skeleton_free(&y);
  return same;
}

static void test_skeleton(void **state) {
  (void)state;
  assert_true(same_bones("förvaltningens förslag", "FORVALTNINGENS forslag"));
  assert_true(same_bones("kommunen", "kornrnunen"));
  assert_true(same_bones("skolan är bra", "sko1an ar\nbra."));
  assert_true(same_bones("fastighet", "tastighet"));
  assert_true(same_bones("avskrivning", "av-\nskrivning"));
  assert_false(same_bones("avslag", "bifall"));
}

/* A chain of neighbours, each like the next only, does not close into one group. */
static void test_groups(void **state) {
  (void)state;
  uint32_t group[6], size[6] = {1, 1, 1, 1, 1, 1};
  ren__edge chain[] = {{4, 5, 900000}, {0, 1, 900000}, {1, 2, 900000}, {3, 4, 900000}, {2, 3, 900000}};
  assert_ok(ren__groups_make(group, 6, size, chain, 5, 750000, err));
  static const uint32_t pairs[6] = {0, 0, 2, 2, 4, 4};
  assert_memory_equal(group, pairs, sizeof pairs);
  ren__edge triangle[] = {{0, 1, 800000}, {1, 2, 950000}, {0, 2, 700000}, {3, 5, 749999}};
  assert_ok(ren__groups_make(group, 6, size, triangle, 4, 750000, err));
  static const uint32_t three[6] = {0, 0, 0, 3, 4, 5};
  assert_memory_equal(group, three, sizeof three);
  uint32_t heavy[6] = {1, 9, 1, 1, 1, 1}; /* nine equal texts outvote the one */
  ren__edge uneven[] = {{0, 1, 990000}, {1, 2, 760000}, {0, 2, 100000}};
  assert_ok(ren__groups_make(group, 6, heavy, uneven, 3, 690000, err));
  assert_int_equal(group[2], 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_distance),  cmocka_unit_test(test_long_distance),
                                     cmocka_unit_test(test_extension), cmocka_unit_test(test_sort),
                                     cmocka_unit_test(test_skeleton),  cmocka_unit_test(test_groups)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
