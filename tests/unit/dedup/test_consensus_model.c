/* ren_dedup_consensus with the language data: what becomes of words that damage made into other
 * words, and of figures, in a damaged text. */
#include "../real_model.h"

#include <renskrift/dedup.h>

#include <stdio.h>
#include <stdlib.h>

static const char clean[] =
    "Nämnden har för andra året i rad överskridit sin budget, och någon åtgärdsplan finns inte. Vi anser att "
    "förvaltningen måste redovisa hur underskottet på 14 miljoner kronor ska hämtas in. Ordföranden lovade redan 2019 "
    "att en plan skulle läggas fram före sommaren. Det är nu tid för ett nytt arbetssätt och en kommun som tar ansvar "
    "för alla sina invånare. Utredningen med diarienummer 2023/552 visar att skolorna i de norra delarna av kommunen "
    "har fått vänta på medel. Därför reserverar vi oss mot beslutet till förmån för vårt eget yrkande (MP).";

/* So much of the text is misread that its own words are not to be trusted. */
static const char *const damage[][2] = {
    {"överskridit", "överskr1dit"}, {"åtgärdsplan", "åtgårdsplnn"}, {"redovisa", "rcdovisa"},
    {"läggas", "läggns"},           {"Ordföranden", "Ordförandcn"}, {"arbetssätt", "arbctssätt"},
    {"invånare", "invånarc"},       {"Utredningen", "Utredninqen"}, {"delarna", "dclarna"},
    {"reserverar", "rescrverar"},   {"miljoner", "miljoncr"},       {"sommaren", "somrnaren"},
};
enum { DAMAGED = sizeof damage / sizeof *damage };

static char *with(const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  if (!at) fail_msg("%s is not there", from);
  char *out = calloc(1, strlen(text) + strlen(to) + 1);
  memcpy(out, text, (size_t)(at - text));
  strcat(out, to);
  strcat(out, at + strlen(from));
  return out;
}

static char *misread(const char *text) {
  char *now = strdup(text);
  for (size_t i = 0; i < DAMAGED; i++) {
    char *next = with(now, damage[i][0], damage[i][1]);
    free(now);
    now = next;
  }
  return now;
}

/* The first of the texts as the consensus leaves it. */
static char *mended(const ren_model *model, const char *const *texts, size_t count) {
  static const char ids[] = "abcdef";
  ren_dedup_item items[6] = {0};
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  ren_dedup *d = NULL;
  ren_edits *edits = NULL;
  ren_text *result = NULL;
  opts.model = model;
  for (size_t i = 0; i < count; i++) items[i] = (ren_dedup_item){.id = {&ids[i], 1}, .text = ren_str_of(texts[i])};
  assert_ok(ren_dedup_new(&d, items, count, &opts, err));
  assert_ok(ren_dedup_consensus(&edits, d, 0, 0.5f, err));
  assert_ok(ren_text_new(&result, items[0].text, err));
  assert_ok(ren_text_apply(result, edits, NULL, err));
  char *out = strdup(ren_text_bytes(result).ptr);
  ren_text_free(result);
  ren_edits_free(edits);
  ren_dedup_free(d);
  return out;
}

/* One more damage in the damaged text; the others are clean. */
static char *mended_with(const ren_model *model, const char *from, const char *to) {
  char *own = with(clean, from, to), *bad = misread(own);
  const char *const texts[] = {bad, clean, clean, clean, clean};
  char *out = mended(model, texts, 5);
  free(own), free(bad);
  return out;
}

static void test_repairs(void **state) {
  needs_real_model(state);
  static const char *const cases[][2] = {
      {"att en", "at en"},       {"att skolorna", "tt skolorna"}, {"som tar", "sem tar"},
      {"hur under", "hu under"}, {"en kommun", "ev kommun"},      {"2023/552", "2x23/552"},
      {"2023/552", "202z/552"},  {"2023/552", "20b23/552"},       {"2019", "20x9"},
      {"2019", "k019"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *good = mended_with(*state, cases[i][0], cases[i][1]);
    if (strcmp(good, clean) != 0) fail_msg("%s stays: %s", cases[i][1], good);
    free(good);
  }
}

/* The damaged words are mended, and nothing else. */
static void test_differences_stay(void **state) {
  needs_real_model(state);
  static const char *const cases[][2] = {
      {"14 miljoner", "15 miljoner"},
      {"2019", "2018"},
      {"2023/552", "2023/557"},
      {"14 miljoner", "1k miljoner"},
      {"(MP)", "(M)"},
      {"(MP)", "(MD)"},
      {"nu tid", "nu hög tid"},
      {"för ett nytt", "på ett nytt"},
      {"de norra", "den norra"},
      {"alla sina", "alla våra"},
      {"har fått", "har inte fått"},
      {"arbetssätt och", "arbetssätt eller"},
      {"eget yrkande", "eget yrkande 3"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *own = with(clean, cases[i][0], cases[i][1]), *after = mended_with(*state, cases[i][0], cases[i][1]);
    if (strcmp(after, own) != 0) fail_msg("%s became: %s", cases[i][1], after);
    free(own), free(after);
  }
}

/* In a sound text what is a word stays, whatever is around it. */
static void test_sound_text_stays(void **state) {
  needs_real_model(state);
  char *own = with(clean, "som tar", "sin tar");
  const char *const texts[] = {own, clean, clean, clean};
  char *after = mended(*state, texts, 4);
  assert_string_equal(after, own);
  free(own), free(after);
}

static void test_letters_of_numbers(void **state) {
  needs_real_model(state);
  char *others = with(clean, "medel", "medel enligt 7b §"), *own = with(clean, "medel", "medel enligt 7e §");
  char *bad = misread(own);
  const char *const texts[] = {bad, others, others, others, others};
  char *after = mended(*state, texts, 5);
  assert_string_equal(after, own);
  free(others), free(own), free(bad), free(after);
}

/* A figure that cannot be read, and the others do not agree on. */
static void test_figures_in_dispute(void **state) {
  needs_real_model(state);
  char *own = with(clean, "2023/552", "20z3/552"), *bad = misread(own), *other = with(clean, "2023/552", "2013/552");
  const char *const texts[] = {bad, clean, clean, clean, other};
  char *after = mended(*state, texts, 5);
  assert_string_equal(after, own);
  free(own), free(bad), free(other), free(after);
}

/* No witness has both words right. */
static void test_lost_blank(void **state) {
  needs_real_model(state);
  char *own = with(clean, "vänta på", "väntapå"), *bad = misread(own);
  char *second = with(clean, "vänta på", "vänla på"), *third = with(clean, "vänta på", "vänta pz");
  const char *const texts[] = {bad, second, third};
  char *after = mended(*state, texts, 3);
  assert_string_equal(after, clean);
  free(own), free(bad), free(second), free(third), free(after);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_repairs),
                                     cmocka_unit_test(test_differences_stay),
                                     cmocka_unit_test(test_sound_text_stays),
                                     cmocka_unit_test(test_figures_in_dispute),
                                     cmocka_unit_test(test_letters_of_numbers),
                                     cmocka_unit_test(test_lost_blank)};
  return cmocka_run_group_tests(tests, open_real_model, close_real_model);
}
