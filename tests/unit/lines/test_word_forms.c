/* How the other texts of a batch write a word. */
#include "lines/joined_text.h"

#include "lines/own_words.h"
#include "lines/word_forms.h"

#include <stdio.h>

static ren_forms *forms_of(const char *text) {
  ren_forms *forms;
  assert_ok(ren_forms_new(&forms, err));
  assert_ok(ren_forms_add(forms, ren_str_of(text), err));
  return forms;
}

static uint64_t key(const char *word) { return ren__own_key(ren_str_of(word), 0, (ren_str){0}); }

static void joined(const char *text, const ren_forms *forms, const char *want) {
  ren_lines_opts opts = REN_LINES_OPTS_INIT;
  opts.forms = forms;
  char *have = joined_text(text, &opts, NULL, NULL);
  assert_string_equal(have, want);
  free(have);
}

static void forms_are_counted_inside_lines(void **state) {
  (void)state;
  ren_forms *forms = forms_of("En gatu-kontorsplan, en Gatu-Kontorsplan och en gatukontors-\nplan.");
  assert_int_equal(ren__forms_count(forms, key("gatu-kontorsplan")), 2);
  assert_int_equal(ren__forms_count(forms, key("gatukontorsplan")), 0);
  assert_int_equal(ren__forms_count(forms, key("gatukontors-plan")), 0);
  assert_int_equal(ren__forms_count(NULL, key("gatu-kontorsplan")), 0);
  ren_forms_free(forms);
  forms = forms_of("");
  assert_int_equal(ren__forms_count(forms, key("gatu-kontorsplan")), 0);
  ren_forms_free(forms);
  ren_forms_free(NULL);
}

static void many_texts_add_up(void **state) {
  (void)state;
  ren_forms *all = forms_of("badhus badhus simhall");
  char text[64];
  for (int i = 0; i < 5000; i++) { /* through several widths of the table */
    snprintf(text, sizeof text, "badhus plats%d", i);
    for (char *c = text; *c; c++)
      if (*c >= '0' && *c <= '9') *c = (char)('a' + *c - '0'); /* forms have letters only */
    ren_forms *one = forms_of(text);
    assert_ok(ren_forms_merge(all, one, err));
    ren_forms_free(one);
  }
  assert_int_equal(ren__forms_count(all, key("badhus")), 5002);
  assert_int_equal(ren__forms_count(all, key("simhall")), 1);
  assert_int_equal(ren__forms_count(all, key("platsejjj")), 1); /* 4999 */
  ren_forms_free(all);
}

static void the_batch_decides_where_the_text_is_silent(void **state) {
  (void)state;
  const char *text = "Nämnden får information om den nya park-\nstaden i söder.\n";
  joined(text, NULL, "Nämnden får information om den nya parkstaden i söder.\n");
  ren_forms *hyphens = forms_of("Gamla park-staden, nya park-staden.");
  joined(text, hyphens, "Nämnden får information om den nya park-staden i söder.\n");
  joined("Parkstaden, parkstaden. Nämnden får information om den nya park-\nstaden i söder.\n", hyphens,
         "Parkstaden, parkstaden. Nämnden får information om den nya parkstaden i söder.\n");
  ren_forms_free(hyphens);
}

static void a_rare_slip_of_the_batch_does_not_count(void **state) {
  (void)state;
  ren_forms *forms = forms_of("park-staden");
  for (int i = 0; i < 10; i++) assert_ok(ren_forms_add(forms, REN_STR("parkstaden"), err));
  joined("Nämnden får information om den nya park-\nstaden i söder.\n", forms,
         "Nämnden får information om den nya parkstaden i söder.\n");
  ren_forms_free(forms);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(forms_are_counted_inside_lines),
                                     cmocka_unit_test(many_texts_add_up),
                                     cmocka_unit_test(the_batch_decides_where_the_text_is_silent),
                                     cmocka_unit_test(a_rare_slip_of_the_batch_does_not_count)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
