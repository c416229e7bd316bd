/* ren_dedup_consensus without a model: what is repaired and what is left alone. */
#include "../unit.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>

static const char clean[] = "Nämnden har för andra året i rad överskridit sin budget, och någon åtgärdsplan finns "
                            "inte. Vi anser att förvaltningen "
                            "måste redovisa hur underskottet på 14 miljoner kronor ska hämtas in. Ordföranden Karin "
                            "Björk lovade redan 2019 att en "
                            "plan skulle läggas fram före sommaren. Därför reserverar vi oss mot beslutet.";

static char *with(const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  assert_non_null(at);
  char *out = calloc(1, strlen(text) + strlen(to) + 1);
  memcpy(out, text, (size_t)(at - text));
  strcat(out, to);
  strcat(out, at + strlen(from));
  return out;
}

/* The one text as the consensus of two clean copies leaves it. */
static char *mended(const char *text, const char *second, const char *third) {
  ren_dedup_item items[3] = {{.id = REN_STR("a"), .text = ren_str_of(text)},
                             {.id = REN_STR("b"), .text = ren_str_of(second)},
                             {.id = REN_STR("c"), .text = ren_str_of(third)}};
  ren_dedup *d = NULL;
  ren_edits *edits = NULL;
  ren_text *result = NULL;
  assert_ok(ren_dedup_new(&d, items, 3, NULL, err));
  assert_ok(ren_dedup_consensus(&edits, d, 0, 0.5f, err));
  assert_int_equal(ren_edits_step(edits), REN_STEP_CONSENSUS);
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    assert_true(ren_edits_get(edits, i)->confidence >= 0.5f);
    assert_true(ren_edits_get(edits, i)->confidence <= 1.0f);
  }
  assert_ok(ren_text_new(&result, items[0].text, err));
  assert_ok(ren_text_apply(result, edits, NULL, err));
  char *out = strdup(ren_text_bytes(result).ptr);
  ren_text_free(result);
  ren_edits_free(edits);
  ren_dedup_free(d);
  return out;
}

static void test_repairs(void **state) {
  (void)state;
  static const char *const damage[][2] = {
      {"för andra", "for andra"}, {"överskridit", "6verskridit"},     {"någon", "nagon"},
      {"måste", "m�ste"},         {"förvaltningen", "förvaltningcn"}, {"underskottet", "under?kottet"},
      {"Därför", "Darfor"},       {"beslutet", "bes1utet"},           {"underskottet", "under skottet"},
      {"Vi anser", "Vianser"},    {"hämtas in", "hämtasin"},          {"budget", "budg|t"},
  };
  for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
    char *bad = with(clean, damage[i][0], damage[i][1]), *good = mended(bad, clean, clean);
    if (strcmp(good, clean) != 0) fail_msg("%s stays %s", damage[i][1], good);
    free(bad), free(good);
  }
}

static void test_differences_stay(void **state) {
  (void)state;
  static const char *const other[][2] = {
      {"14 miljoner", "15 miljoner"}, {"2019", "2018"},         {"Karin Björk", "Karin Bergh"},
      {"andra året", "tredje året"},  {"beslutet", "besluten"}, {"Vi anser", "Vi menar"},
      {"plan skulle", "plan ska"},    {"sommaren", "hösten"},   {"Ordföranden Karin", "Karin"},
      {"i rad ", "i följd "},
  };
  for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
    char *own = with(clean, other[i][0], other[i][1]), *after = mended(own, clean, clean);
    assert_string_equal(after, own);
    free(own), free(after);
  }
}

/* Damage within a sentence that stands elsewhere in the other copies. */
static void test_moved(void **state) {
  (void)state;
  static const char before[] = "Skolskjutsarna till Hagby skola har dragits in utan att föräldrarna fått yttra sig. ",
                    after[] = " Vi vill i stället se en ordning där byalagen får besked i god tid och där turerna "
                              "läggs så att även de minsta eleverna hinner hem före mörkrets inbrott.";
  char other[2 * sizeof clean], own[2 * sizeof clean];
  snprintf(other, sizeof other, "%s%s%s", before, clean, after);
  snprintf(own, sizeof own, "%s%s%s", clean, after, before);
  char *bad = with(own, "föräldrarna", "f6räldrarna"), *good = mended(bad, other, other);
  assert_string_equal(good, own);
  free(bad), free(good);
}

static void test_case_is_kept(void **state) {
  (void)state;
  char *bad = with(clean, "Därför", "DARFOR"), *good = mended(bad, clean, clean);
  assert_non_null(strstr(good, "DÄRFÖR"));
  free(bad), free(good);
}

/* One damaged word must not be spread by the majority, nor clean text touched. */
static void test_clean_text_stays(void **state) {
  (void)state;
  char *bad = with(clean, "för andra", "for andra"), *other = with(clean, "någon", "nagon");
  char *after = mended(clean, bad, other);
  assert_string_equal(after, clean);
  free(after);
  after = mended(clean, bad, bad);
  assert_string_equal(after, clean);
  free(after), free(bad), free(other);
}

static void test_bad_arguments(void **state) {
  (void)state;
  ren_dedup_item items[1] = {{.id = REN_STR("a"), .text = ren_str_of(clean)}};
  ren_dedup *d = NULL;
  ren_edits *edits = NULL;
  assert_ok(ren_dedup_new(&d, items, 1, NULL, err));
  assert_int_equal(ren_dedup_consensus(&edits, d, 1, 0, NULL), REN_EINVAL);
  assert_null(edits);
  assert_ok(ren_dedup_consensus(&edits, d, 0, 0, err));
  assert_int_equal(ren_edits_count(edits), 0);
  ren_edits_free(edits);
  ren_dedup_free(d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_repairs),
                                     cmocka_unit_test(test_differences_stay),
                                     cmocka_unit_test(test_moved),
                                     cmocka_unit_test(test_case_is_kept),
                                     cmocka_unit_test(test_clean_text_stays),
                                     cmocka_unit_test(test_bad_arguments)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
