#include "learn_table.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static ren__aligned_words align(const char *truth, const char *seen) {
  ren__aligned_words words = {0};
  assert_ok(ren__align_page(&words, ren_str_of(truth), ren_str_of(seen), err));
  return words;
}

/* Words come last first. */
static void pages_are_cut_at_common_blanks(void **state) {
  (void)state;
  static const struct {
    const char *truth, *seen, *words;
  } cases[] = {
      {"Nämnden beslutar", "Namnden beslutar", "beslutar=beslutar|n\xE4mnden=namnden|"},
      {"att bifalla", "att\nbi falla", "bifalla=bi falla|att=att|"},
      {"till skolan", "tillskolan", "till skolan=tillskolan|"},
      {"KOMMUN tillfälle", "K0MMUN tillfäUe", "tillf\xE4lle=tillf\xE4Ue|kommun=k0mmun|"},
      {"ett – två", "ett — två", "tv\xE5=tv\xE5|\x1A=\x1A|ett=ett|"},
      {"allmän plats", "| plats", "plats=plats|"},
      {"", "", ""},
      {"ord", "", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__aligned_words words = align(cases[i].truth, cases[i].seen);
    char got[200] = "";
    for (size_t k = 0; k < words.count; k++)
      snprintf(got + strlen(got), sizeof got - strlen(got), "%s=%s|", (char *)words.items[k].truth,
               (char *)words.items[k].seen);
    assert_string_equal(got, cases[i].words);
    ren__aligned_clear(&words);
  }
}

static double counted(const ren__misreadings *counts, const char *meant, const char *seen) {
  for (size_t i = 0; i < counts->count; i++)
    if (strcmp(counts->items[i].meant, meant) == 0 && strcmp(counts->items[i].seen, seen) == 0)
      return counts->items[i].count;
  return 0;
}

static void steps_of_several_letters_are_found(void **state) {
  (void)state;
  ren__aligned_words words = align("kommunen har barn i skolan och barn i hemmet samt klara regler för val",
                                   "kornrnunen har bam i skolan och bam i hernmet samt dara regler fr va1");
  ren__misreadings counts;
  assert_ok(ren__misreadings_count(&counts, &words, err));
  assert_true(counted(&counts, "m", "rn") == 3);
  assert_true(counted(&counts, "rn", "m") == 2);
  assert_true(counted(&counts, "kl", "d") == 1);
  assert_true(counted(&counts, "l", "1") == 1);
  assert_true(counted(&counts, "\xF6", "") == 1);
  assert_true(counts.count == 5);
  assert_true(ren__misreadings_meant(&counts, "rn") == 2);
  assert_true(ren__misreadings_meant(&counts, "m") == 5);
  ren__misreadings_clear(&counts);
  ren__aligned_clear(&words);
}

static void count(ren__misreadings *counts, const char *truth, const char *seen, int times) {
  ren__aligned_words words = {0};
  for (int i = 0; i < times; i++) assert_ok(ren__align_page(&words, ren_str_of(truth), ren_str_of(seen), err));
  assert_ok(ren__misreadings_count(counts, &words, err));
  ren__aligned_clear(&words);
}

static void learn(ren_buf *table, const char *general) {
  char path[] = "/tmp/renskrift-general-XXXXXX";
  ren__misreadings swedish, english;
  close(mkstemp(path));
  assert_ok(ren_file_write_atomic(path, ren_str_of(general), err));
  count(&swedish, "barnen går till kvarnen", "bamen gar till kvamen", 10);
  count(&english, "gården är vår", "garden dr var", 10);
  ren__learn_opts opts = {.general = path, .trust = 0.5, .most = 20, .least_count = 4, .least = 1e-4};
  assert_ok(ren__learn_table(table, &swedish, &english, &opts, err));
  unlink(path);
  ren__misreadings_clear(&swedish);
  ren__misreadings_clear(&english);
}

static void assert_line(const ren_buf *table, const char *start, bool there) {
  bool found = strstr(table->ptr, start) != NULL;
  if (found != there) fail_msg("%s%s in\n%s", start, there ? " is not" : " is", table->ptr);
}

static void counts_add_to_priors(void **state) {
  (void)state;
  ren_buf table = {0}, again = {0};
  static const char general[] = "å\ta\t0.4\tdiacritic\nö\t?\t0.3\tlossy\nrn\tm\t0.001\tshape\n"
                                "t\tl\t0.004\tshape\n";
  learn(&table, general);
  assert_line(&table, "\nå\ta\t0.4\tdiacritic\n", true);
  assert_line(&table, "\nä\td\t0.5\tenglish\n", true); /* new: all lost marks, half trusted */
  assert_line(&table, "\nö\t?\t0.3\tlossy\n", true);
  assert_line(&table, "\nt\tl\t0.004\tshape\n", true); /* never counted: as it was */
  assert_line(&table, "\nrn\tm\t0.001\tshape\n", true);
  learn(&again, general);
  assert_string_equal(table.ptr, again.ptr);
  ren_buf_free(&table);
  ren_buf_free(&again);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_are_cut_at_common_blanks),
      cmocka_unit_test(steps_of_several_letters_are_found),
      cmocka_unit_test(counts_add_to_priors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
