/* How words are misread, which forms are forms of one word, and what was moved. */
#include "../unit.h"

#include "dedup/moved_words.h"
#include "dedup/word_channel.h"
#include "dedup/word_endings.h"

#include <stdio.h>

/* Each is likelier than the next. */
static void test_likelier(void **state) {
  (void)state;
  static const struct {
    const char *meant, *likely, *unlikely;
  } cases[] = {
      {"för", "for", "fxr"},
      {"kommunen", "kornmunen", "kowmunen"},
      {"beslut", "bes1ut", "besxut"},
      {"beslutet", "beslutct", "bcslutct"},
      {"nämnden", "nåmnden", "nomnden"},
      {"till", "tiII", "tikk"},
      {"skolan", "skolan", "sko lan"},
      {"för att", "föratt", "föxatt"},
  };
  ren__word_rates rates = ren__word_rates_of(0.02, 0.01, NULL);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_str meant = ren_str_of(cases[i].meant);
    double likely = ren__word_channel(&rates, ren_str_of(cases[i].likely), meant, 50);
    double unlikely = ren__word_channel(&rates, ren_str_of(cases[i].unlikely), meant, 50);
    if (!(likely < unlikely))
      fail_msg("%s: %s %f, %s %f", cases[i].meant, cases[i].likely, likely, cases[i].unlikely, unlikely);
  }
}

static void test_figures(void **state) {
  (void)state;
  static const struct {
    const char *seen, *meant;
    bool possible;
  } cases[] = {
      {"2019", "2019", true},   {"2018", "2019", false}, {"201", "2019", false},
      {"20199", "2019", false}, {"2Ol9", "2019", true},  {"20x9", "2019", true},
      {"2.019", "2019", false}, {"14,5", "145", false},  {"sk0lan", "skolan", true},
      {"E6", "Es", false},      {"3", "tre", false},     {"V75", "V76", false},
      {"2x", "29", false},      {"20x19", "2019", true}, {"2019x", "2019", false},
      {"12a", "12", false},     {"20x9", "2018", false}, {"2019y552", "2019/552", true},
      {"0m", "om", true},       {"4m", "om", false},     {"5", "S", true},
      {"5", "M", false},
  };
  ren__word_rates rates = ren__word_rates_of(0.05, 0.01, NULL);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    double cost = ren__word_channel(&rates, ren_str_of(cases[i].seen), ren_str_of(cases[i].meant), 50);
    if ((cost < REN__NEVER) != cases[i].possible) fail_msg("%s for %s: %f", cases[i].seen, cases[i].meant, cost);
  }
}

/* A text that lost its marks loses them for nothing. */
static void test_lost_marks(void **state) {
  (void)state;
  ren__word_rates kept = ren__word_rates_of(0.02, 0, NULL), lost = ren__word_rates_of(0.02, 0.98, NULL);
  ren_str seen = REN_STR("paverkas"), meant = REN_STR("påverkas");
  assert_true(ren__word_channel(&lost, seen, meant, 50) < 0.1);
  assert_true(ren__word_channel(&kept, seen, meant, 50) > 1);
  assert_true(ren__word_channel(&lost, meant, seen, 50) > 1);
}

static void test_endings(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    bool other_ending;
  } cases[] = {
      {"beslutet", "besluten", true}, {"kommun", "kommunens", true}, {"avslå", "avslår", true},
      {"Besluten", "beslutet", true}, {"beslut", "beslut", false},   {"hus", "mus", false},
      {"grunden", "grundsyn", false}, {"skolan", "skogen", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (ren__other_ending(ren_str_of(cases[i].a), ren_str_of(cases[i].b)) != cases[i].other_ending)
      fail_msg("%s, %s", cases[i].a, cases[i].b);
}

static void test_moved(void **state) {
  (void)state;
  static const char first[] = "ett två tre fyra fem sex sju åtta nio tio elva tolv ",
                    second[] = "röd blå grön gul svart vit lila brun grå rosa orange beige turkos silver ";
  char a[300], b[300];
  snprintf(a, sizeof a, "%s%s", first, second);
  snprintf(b, sizeof b, "%s%s", second, first);
  ren__dedup_tokens x = {0}, y = {0};
  ren__units units = {0}, moved = {0};
  size_t words = 0;
  assert_true(ren__dedup_tokens_read(&x, ren_str_of(a)) && ren__dedup_tokens_read(&y, ren_str_of(b)));
  assert_true(ren__align_words(&units, &x, &y));
  assert_true(ren__align_moved(&moved, &units, &x, &y));
  for (size_t i = 0; i < moved.count; i++) {
    assert_true(ren_str_eq(x.list[moved.list[i].a].word, y.list[moved.list[i].b].word));
    words += moved.list[i].count_a;
  }
  assert_int_equal(words, 12);
  ren__units_free(&units), ren__units_free(&moved);
  ren__dedup_tokens_free(&x), ren__dedup_tokens_free(&y);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_likelier), cmocka_unit_test(test_figures),
                                     cmocka_unit_test(test_lost_marks), cmocka_unit_test(test_endings),
                                     cmocka_unit_test(test_moved)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
