/* Comparison of a text with the truth, and the alignment under it. */
#include "align.h"
#include "alloc.h"

#include <renskrift/compare.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct row {
  const char *truth, *text;
  size_t chars, char_errors, words, word_errors;
} row;

static void counts_errors(void **state) {
  (void)state;
  static const row rows[] = {
      {"", "", 0, 0, 0, 0},
      {"", "nämnd", 0, 5, 0, 1},
      {"nämnd", "", 5, 5, 1, 1},
      {"nämnden", "nämnden", 7, 0, 1, 0},
      {"nämnden", "namnden", 7, 1, 1, 1},
      {" Nämnden\n beslutar ", "Nämnden beslutar", 16, 0, 2, 0},
      {"Nämnden\xC2\xA0 beslutar\r\n\fatt", "Nämnden beslutar att", 20, 0, 3, 0},
      {"kommun", "kornmun", 6, 2, 1, 1},
      {"för ärendet", "förärendet", 11, 1, 2, 2},
      {"a b c", "b c", 5, 2, 3, 1},
      {"f\xF6r", "f\xF6r", 3, 0, 1, 0},
      {"f\xF6r", "f\xE4r", 3, 1, 1, 1},
      {"återremiss av ärendet", "av ärendet återremiss", 21, 16, 3, 2},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ren_comparison got;
    ren_error err = {0};
    assert_int_equal(ren_compare(&got, ren_str_of(rows[i].truth), ren_str_of(rows[i].text), &err), REN_OK);
    assert_int_equal(got.truth_chars, rows[i].chars);
    assert_int_equal(got.char_errors, rows[i].char_errors);
    assert_int_equal(got.truth_words, rows[i].words);
    assert_int_equal(got.word_errors, rows[i].word_errors);
    ren_comparison_clear(&got);
  }
}

static bool near(double x, double y) { return x - y < 1e-9 && y - x < 1e-9; }

static void gives_rates(void **state) {
  (void)state;
  ren_comparison got;
  assert_int_equal(ren_compare(&got, REN_STR("fyra ord står här"), REN_STR("fyra ord star har"), NULL), REN_OK);
  assert_true(near(got.cer, 2.0 / 17));
  assert_true(near(got.wer, 0.5));
  assert_true(near(got.word_accuracy, 0.5));
  ren_comparison_clear(&got);
  assert_int_equal(ren_compare(&got, REN_STR("ett två"), REN_STR("ett alldeles för långt två"), NULL), REN_OK);
  assert_true(near(got.wer, 1.5));
  assert_true(near(got.word_accuracy, 1));
  ren_comparison_clear(&got);
  assert_int_equal(ren_compare(&got, REN_STR(""), REN_STR(""), NULL), REN_OK);
  assert_true(got.cer == 0 && got.wer == 0);
  ren_comparison_clear(&got);
  ren_comparison_clear(NULL);
}

static size_t confusion(const ren_comparison *c, const char *truth, const char *text) {
  for (size_t i = 0; i < c->confusion_count; i++)
    if (strcmp(c->confusions[i].truth, truth) == 0 && strcmp(c->confusions[i].text, text) == 0)
      return c->confusions[i].count;
  return 0;
}

static void lists_confusions(void **state) {
  (void)state;
  ren_comparison got;
  ren_str truth = REN_STR("Nämnden beslutar att återremittera ärendet om förskolans rum. Ja.");
  ren_str text = REN_STR("Namnden beslutar att aterremittera arendet orn forskolans rurn. J.");
  assert_int_equal(ren_compare(&got, truth, text, NULL), REN_OK);
  assert_string_equal(got.confusions[0].truth, "m");
  assert_string_equal(got.confusions[0].text, "rn");
  assert_int_equal(got.confusions[0].count, 2);
  assert_int_equal(confusion(&got, "ä", "a"), 2);
  assert_int_equal(confusion(&got, "å", "a"), 1);
  assert_int_equal(confusion(&got, "ö", "o"), 1);
  assert_int_equal(confusion(&got, "a", ""), 1);
  for (size_t i = 1; i < got.confusion_count; i++) assert_true(got.confusions[i - 1].count >= got.confusions[i].count);
  ren_comparison_clear(&got);
}

/* ---- the alignment itself -------------------------------------------------- */

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

static size_t plain_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t *line = ren_alloc_array(m + 1, sizeof *line), result;
  for (size_t j = 0; j <= m; j++) line[j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t corner = line[0];
    line[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t best = corner + (a[i - 1] != b[j - 1]);
      if (line[j] + 1 < best) best = line[j] + 1;
      if (line[j - 1] + 1 < best) best = line[j - 1] + 1;
      corner = line[j];
      line[j] = best;
    }
  }
  result = line[m];
  ren_free(line);
  return result;
}

/* The runs tile both series in order, and say the truth about them. */
static void check_runs(const ren__runs *runs, const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t at_a = 0, at_b = 0, errors = 0;
  for (size_t i = 0; i < runs->count; i++) {
    const ren__run *run = &runs->ptr[i];
    assert_int_equal(run->a, at_a);
    assert_int_equal(run->b, at_b);
    for (size_t k = 0; k < run->length && run->op <= REN__CHANGED; k++)
      assert_int_equal(a[run->a + k] == b[run->b + k], run->op == REN__SAME);
    if (run->op != REN__ADDED) at_a += run->length;
    if (run->op != REN__LOST) at_b += run->length;
    if (run->op != REN__SAME) errors += run->length;
  }
  assert_int_equal(at_a, n);
  assert_int_equal(at_b, m);
  assert_int_equal(errors, runs->errors);
}

static size_t damage(uint32_t *out, const uint32_t *in, size_t n, uint32_t kinds, unsigned per_thousand,
                     uint64_t *seed) {
  size_t m = 0;
  for (size_t i = 0; i < n; i++) {
    if (next_random(seed) % 1000 >= per_thousand) {
      out[m++] = in[i];
      continue;
    }
    uint32_t kind = next_random(seed) % 3;
    if (kind != 0) out[m++] = next_random(seed) % kinds;
    if (kind == 2) out[m++] = in[i];
  }
  return m;
}

static void finds_the_distance(void **state) {
  (void)state;
  static const struct {
    size_t n;
    uint32_t kinds;
    unsigned noise;
  } cases[] = {{1, 2, 500},   {63, 3, 200},  {64, 3, 200},   {65, 4, 300},   {200, 2, 900}, {300, 30, 50},
               {700, 5, 400}, {1000, 3, 20}, {1500, 60, 70}, {900, 2, 1000}, {2000, 26, 5}, {128, 1, 300}};
  uint64_t seed = 7;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t n = cases[i].n;
    uint32_t *a = ren_alloc_array(n, sizeof *a), *b = ren_alloc_array(2 * n, sizeof *b);
    for (size_t k = 0; k < n; k++) a[k] = next_random(&seed) % cases[i].kinds;
    size_t m = damage(b, a, n, cases[i].kinds, cases[i].noise, &seed);
    ren__runs runs;
    ren__align_opts opts = {.kinds = cases[i].kinds, .grams = {16, 8}};
    assert_int_equal(ren__align(&runs, (ren__symbols){a, n}, (ren__symbols){b, m}, &opts, NULL), REN_OK);
    check_runs(&runs, a, n, b, m);
    assert_int_equal(runs.errors, plain_distance(a, n, b, m));
    ren__runs_clear(&runs);
    ren_free(a);
    ren_free(b);
  }
}

/* Cutting (forced by a small `exact`) keeps the distance on text-like series. */
static void cuts_long_series(void **state) {
  (void)state;
  enum { N = 30000, KINDS = 40 };
  uint64_t seed = 11;
  uint32_t *a = ren_alloc_array(N, sizeof *a), *b = ren_alloc_array((size_t)2 * N, sizeof *b);
  for (size_t k = 0; k < N; k++) a[k] = next_random(&seed) % KINDS;
  size_t m = damage(b, a, N, KINDS, 40, &seed);
  ren__align_opts whole = {.kinds = KINDS, .grams = {32, 12}}, cut = whole;
  cut.exact = 1000;
  ren__runs one, other;
  assert_int_equal(ren__align(&one, (ren__symbols){a, N}, (ren__symbols){b, m}, &whole, NULL), REN_OK);
  assert_int_equal(ren__align(&other, (ren__symbols){a, N}, (ren__symbols){b, m}, &cut, NULL), REN_OK);
  check_runs(&one, a, N, b, m);
  check_runs(&other, a, N, b, m);
  assert_int_equal(one.errors, other.errors);
  ren__runs_clear(&one);
  ren__runs_clear(&other);
  ren_free(a);
  ren_free(b);
}

/* Nothing in common and nothing to cut at: still bounded. */
static void bounds_hopeless_input(void **state) {
  (void)state;
  enum { N = 100000 };
  ren_buf truth = {0}, text = {0};
  for (int i = 0; i < N; i++) ren_buf_putc(&truth, 'a');
  for (int i = 0; i < N - 5; i++) ren_buf_putc(&text, 'b');
  ren_comparison got;
  assert_int_equal(ren_compare(&got, ren_buf_str(&truth), ren_buf_str(&text), NULL), REN_OK);
  assert_in_range(got.char_errors, N, N + N / 1000); /* blind cuts may cost a little */
  assert_in_range(got.confusion_count, 2, 3);
  ren_comparison_clear(&got);
  ren_buf_free(&truth);
  ren_buf_free(&text);
}

/* A document of some megabytes, one letter in fifty wrong. */
static void compares_megabytes(void **state) {
  (void)state;
  static const char *const stems[] = {"nämnd", "kommun", "förvaltning", "skola", "ärende", "beslut", "äldreomsorg"};
  static const char *const ends[] = {"", "en", "ens", "er", "erna"};
  ren_buf truth = {0}, text = {0};
  uint64_t seed = 3;
  size_t errors = 0;
  while (truth.len < 400000) {
    const char *stem = stems[next_random(&seed) % 7], *end = ends[next_random(&seed) % 5];
    uint32_t number = next_random(&seed) % 100;
    ren_buf_printf(&truth, "%s%s %u ", stem, end, number);
    bool wrong = next_random(&seed) % 4 == 0;
    ren_buf_printf(&text, "%s%s%s %u ", wrong ? "#" : "", stem, end, number);
    errors += wrong;
  }
  ren_comparison got;
  assert_int_equal(ren_compare(&got, ren_buf_str(&truth), ren_buf_str(&text), NULL), REN_OK);
  assert_int_equal(got.char_errors, errors);
  assert_int_equal(got.word_errors, errors);
  ren_comparison_clear(&got);
  ren_buf_free(&truth);
  ren_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_errors),      cmocka_unit_test(gives_rates),      cmocka_unit_test(lists_confusions),
      cmocka_unit_test(finds_the_distance), cmocka_unit_test(cuts_long_series), cmocka_unit_test(bounds_hopeless_input),
      cmocka_unit_test(compares_megabytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
