/* ren_diff_words and the damage of words. */
#include "../unit.h"

#include "dedup/dedup_words.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>

/* Pieces as text: same words as they are, noise as ~a/b~, changes as [a/b]. */
static void show(char *out, size_t room, ren_str a, ren_str b) {
  ren_diff_piece *pieces = NULL;
  size_t count = 0, at_a = 0, at_b = 0, len = 0;
  assert_ok(ren_diff_words(&pieces, &count, a, b, err));
  for (size_t i = 0; i < count; i++) {
    const ren_diff_piece *p = &pieces[i];
    assert_int_equal(p->a_offset, at_a);
    assert_int_equal(p->b_offset, at_b);
    at_a += p->a_length, at_b += p->b_length;
    const char *form = p->op == REN_DIFF_SAME ? "%.*s" : p->op == REN_DIFF_NOISE ? "~%.*s/%.*s~" : "[%.*s/%.*s]";
    len += (size_t)snprintf(out + len, room - len, form, (int)p->a_length, a.ptr + p->a_offset, (int)p->b_length,
                            b.ptr + p->b_offset);
  }
  assert_int_equal(at_a, a.len);
  assert_int_equal(at_b, b.len);
  out[len] = 0;
  ren_diff_free(pieces);
}

static void test_diff(void **state) {
  (void)state;
  static const struct {
    const char *a, *b, *want;
  } cases[] = {
      {"", "", ""},
      {"", "Vi yrkar avslag.", "[/Vi yrkar avslag.]"},
      {"Vi yrkar avslag.", "", "[Vi yrkar avslag./]"},
      {" \n", "\t", " \n"},
      {"Nämnden beslutar att bifalla motionen.", "Nämnden  beslutar\natt bifalla motionen.",
       "Nämnden beslutar att bifalla motionen."},
      {"för att kunna bygga", "for att kunna bygga", "~för /for ~att kunna bygga"},
      {"nämnden avslår förslaget", "nämnden bifaller förslaget", "nämnden [avslår /bifaller ]förslaget"},
      {"Reservation (S) och (V)", "Reservation (S) och (M)", "Reservation (S) och [(V)/(M)]"},
      {"kostnaden är 150 miljoner", "kostnaden är 160 miljoner", "kostnaden är [150 /160 ]miljoner"},
      {"enligt besluten i nämnden", "enligt beslutet i nämnden", "enligt [besluten /beslutet ]i nämnden"},
      {"en reser vation lämnas", "en reservation lämnas", "en ~reser vation /reservation ~lämnas"},
      {"Vi yrkar avslag", "Vi yrkar därför avslag", "Vi yrkar [/därför ]avslag"},
      {"ett beslut.", "ett beslut,", "ett ~beslut./beslut,~"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char out[512];
    show(out, sizeof out, ren_str_of(cases[i].a), ren_str_of(cases[i].b));
    assert_string_equal(out, cases[i].want);
  }
}

static void test_word_damage(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    bool noise;
  } cases[] = {
      {"kommunen", "kornmunen", true},
      {"förslaget", "forslaget", true},
      {"förslaget", "f6rslaget", true},
      {"skolan", "sko1an", true},
      {"för", "f?r", true},
      {"SKOLAN", "skolan", true},
      {"hus", "bil", false},
      {"S", "V", false},
      {"SD", "KD", false},
      {"2019", "2018", false},
      {"skola", "skolan", false},
      {"barnen", "barnet", false},
      {"Alm", "Ahl", false},
      {"avslag", "bifall", false},
      {"14", "l4", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__word_diff x = ren__word_compare(ren_str_of(cases[i].a), ren_str_of(cases[i].b));
    ren__word_diff y = ren__word_compare(ren_str_of(cases[i].b), ren_str_of(cases[i].a));
    if (ren__word_is_noise(&x) != cases[i].noise) fail_msg("%s / %s: cost %d", cases[i].a, cases[i].b, x.cost);
    assert_int_equal(x.cost, y.cost);
  }
}

/* Long and wholly different texts, and long equal ones but for a word. */
static void test_large(void **state) {
  (void)state;
  enum { WORDS = 20000 };
  char *a = malloc(WORDS * 12), *b = malloc(WORDS * 12);
  size_t len_a = 0, len_b = 0;
  for (size_t i = 0; i < WORDS; i++) {
    len_a += (size_t)sprintf(a + len_a, "ord%zu ", i);
    len_b += (size_t)sprintf(b + len_b, "%s%zu ", i == WORDS / 2 ? "annat" : "ord", i);
  }
  ren_diff_piece *pieces = NULL;
  size_t count = 0;
  assert_ok(ren_diff_words(&pieces, &count, (ren_str){a, len_a}, (ren_str){b, len_b}, err));
  assert_int_equal(count, 3);
  ren_diff_free(pieces);
  for (size_t i = 0; i < len_b; i++)
    if (b[i] >= 'a' && b[i] <= 'z') b[i] = (char)('z' - (b[i] - 'a'));
  assert_ok(ren_diff_words(&pieces, &count, (ren_str){a, len_a}, (ren_str){b, len_b}, err));
  assert_int_equal(count, 1);
  ren_diff_free(pieces);
  free(a), free(b);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_diff), cmocka_unit_test(test_word_damage),
                                     cmocka_unit_test(test_large)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
