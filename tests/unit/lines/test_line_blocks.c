/* What is read in blocks is read the same wherever the blocks end. */
#include "unit.h"

#include "lines/line_bytes.h"
#include "lines/own_words.h"

#include <stdio.h>
#include <string.h>

static void own_words_are_counted(void **state) {
  (void)state;
  ren__own_words own = {0};
  uint64_t joined = ren__own_key(REN_STR("Över"), 0, REN_STR("klaga"));
  uint64_t apart = ren__own_key(REN_STR("över"), '-', REN_STR("klaga"));
  assert_true(ren__own_want(&own, joined, '\xC3', strlen("Överklaga")) &&
              ren__own_want(&own, apart, '\xC3', strlen("över-klaga")));
  ren__own_count(&own, REN_STR("ÖVERKLAGA överklaga, (över-klaga) över-\nklaga överklagar"));
  assert_int_equal(ren__own_get(&own, joined), 2);
  assert_int_equal(ren__own_get(&own, apart), 1);
  ren__own_free(&own);
}

static void short_and_long_words(void **state) {
  (void)state;
  static const char *const forms[] = {
      "av", "ett", "nämn", "idag", "såväl", "nämnden", "kommunstyrelsens", "på", "samhällsbyggnadsnämnden"};
  char text[512];
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    for (size_t lead = 0; lead < 130; lead++) {
      ren__own_words own = {0};
      ren_str form = ren_str_of(forms[i]);
      uint64_t key = ren__own_key(form, 0, (ren_str){0});
      assert_true(ren__own_want(&own, key, form.ptr[0], form.len));
      memset(text, ' ', lead);
      int n = snprintf(text + lead, sizeof text - lead, "a %s %ss; %s i %sa %s", form.ptr, form.ptr, form.ptr, form.ptr,
                       form.ptr);
      ren__own_count(&own, (ren_str){text, lead + (size_t)n});
      assert_int_equal(ren__own_get(&own, key), 3);
      ren__own_free(&own);
    }
  }
}

static void forms_at_all_places(void **state) {
  (void)state;
  static const struct {
    const char *text, *forms[4];
  } row[] = {{"(Nämnden) såg", {"Nämnden", "såg"}},
             {"barn- och va-nät.", {"barn", "och", "va-nät"}},
             {"a-b-c--d", {"a-b-c", "d"}},
             {"2024-års e-post-", {"års", "e-post"}},
             {"Umeå–Luleå\u00A0är", {"Umeå", "Luleå", "är"}},
             {"”idé” kom\u00ADmun", {"idé", "kom", "mun"}},
             {"samhällsbyggnadsförvaltningens-och-samhällsbyggnadsförvaltningens av",
              {"samhällsbyggnadsförvaltningens-och-samhällsbyggnadsförvaltningens", "av"}}};
  char text[256];
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    for (size_t lead = 0; lead < 140; lead++) {
      memset(text, '.', lead);
      strcpy(text + lead, row[i].text);
      ren__own_walk walk = ren__own_walk_of(ren_str_of(text));
      ren_str form;
      uint64_t key;
      size_t n = 0;
      for (; ren__own_next(&walk, &form, &key); n++) {
        assert_true(n < 4 && row[i].forms[n]);
        assert_true(ren_str_eq(form, ren_str_of(row[i].forms[n])));
        assert_int_equal(key, ren__own_key(form, 0, (ren_str){0}));
      }
      assert_true(n == 4 || !row[i].forms[n]);
    }
  }
}

static void lines_of_all_lengths(void **state) {
  (void)state;
  char text[3 * 64];
  for (size_t from = 0; from < 20; from++) {
    for (size_t length = 1; from + length < 150; length++) {
      for (size_t at = 0; at < length; at++) {
        memset(text, 'a', sizeof text);
        memcpy(text + from + at, " ", 1);
        text[from + length] = '-'; /* after the line */
        text[from ? from - 1 : sizeof text - 1] = '(';
        size_t all = from + length + (at % 3) * 9; /* the text ends with the line, or later */
        ren__line_bytes b = ren__line_bytes_of((ren_str){text, all}, from, length);
        assert_true(b.blank && !b.two_blanks && !b.tab && !b.bracket && !b.hyphen && b.tails == 0);
        text[from + at] = '\xA5';
        b = ren__line_bytes_of((ren_str){text, all}, from, length);
        assert_true(!b.blank && b.tails == 1);
        if (at + 1 == length) continue;
        memcpy(text + from + at, "  ", 2);
        assert_true(ren__line_bytes_of((ren_str){text, all}, from, length).two_blanks);
        memcpy(text + from + at, "\t-", 2);
        b = ren__line_bytes_of((ren_str){text, all}, from, length);
        assert_true(b.tab && b.hyphen && !b.blank && !b.bracket);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(own_words_are_counted), cmocka_unit_test(short_and_long_words),
                                     cmocka_unit_test(forms_at_all_places), cmocka_unit_test(lines_of_all_lengths)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
