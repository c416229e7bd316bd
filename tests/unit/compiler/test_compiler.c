#include "compiler/confusion_table.h"
#include "small_model.h"

#include <sys/stat.h>

static unsigned flags_of(const ren_model *model, const char *word) {
  return ren_model_word(model, ren_str_of(word)).flags;
}

static void words_of_all_sources_are_known(void **state) {
  const ren_model *model = *state;
  static const struct {
    const char *word;
    unsigned wanted, unwanted;
  } cases[] = {
      {"förslaget", REN_WORD_KNOWN, REN_WORD_NAME},
      {"FÖRSLAGET", REN_WORD_KNOWN, 0},
      {"Åsa", REN_WORD_NAME, REN_WORD_KNOWN},
      {"Örgrytes", REN_WORD_PLACE, REN_WORD_KNOWN},
      {"kommunen", REN_WORD_KNOWN, 0},
      {"likalydande", REN_WORD_KNOWN, 0},
      {"kommunskola", REN_WORD_COMPOUND, 0},
      {"skolförvaltningen", REN_WORD_COMPOUND, 0},
      {"Hässelby-Vällingby", REN_WORD_PLACE, 0},
      {"Stockholm", REN_WORD_NAME, REN_WORD_KNOWN},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    unsigned flags = flags_of(model, cases[i].word);
    if ((flags & cases[i].wanted) != cases[i].wanted || flags & cases[i].unwanted)
      fail_msg("%s has flags %#x", cases[i].word, flags);
  }
  static const char *const unknown[] = {"forslaget", "skol", "förvaltnings", "xyzzy", "", "日本"};
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) assert_int_equal(flags_of(model, unknown[i]), 0);
}

static void trigrams_prefer_what_was_said(void **state) {
  const ren_model *model = *state;
  float said = ren_model_trigram(model, REN_STR("beslutar"), REN_STR("att"), REN_STR("bifalla"));
  float unsaid = ren_model_trigram(model, REN_STR("beslutar"), REN_STR("att"), REN_STR("skolan"));
  float unknown = ren_model_trigram(model, REN_STR("beslutar"), REN_STR("att"), REN_STR("xyzzy"));
  assert_true(said > unsaid);
  assert_true(said > unknown);
  assert_true(said < 0);
}

/* The probabilities of all known words after a context add up to about one. */
static void probabilities_add_up(void **state) {
  const ren_model *model = *state;
  static const char *const words[] = {"bifalla", "återremittera"};
  double sum = 0;
  for (size_t i = 0; i < 2; i++)
    sum +=
        __builtin_pow(10, (double)ren_model_trigram(model, REN_STR("beslutar"), REN_STR("att"), ren_str_of(words[i])));
  assert_true(sum > 0.5 && sum < 1.05);
}

static void quality_tells_clean_from_damaged(void **state) {
  const ren_model *model = *state;
  ren_quality clean = ren_model_quality(model, REN_STR("Nämnden beslutar att bifalla förslaget för hela året."));
  ren_quality damaged = ren_model_quality(model, REN_STR("Nimnden bes1utar att bifa11a fdrslaget fdr heia iret."));
  ren_quality nothing = ren_model_quality(model, REN_STR("12 % — 34"));
  assert_true(clean.score > 0.9);
  assert_true(damaged.score < 0.5);
  assert_true(nothing.words == 0 && nothing.score == 0.0);
}

static void training_and_compiling_are_repeatable(void **state) {
  (void)state;
  char a[64], b[64], command[400];
  ren_model_free(small_model_in(a));
  ren_model_free(small_model_in(b));
  snprintf(command, sizeof command, "cmp %s/lm.bin.xz %s/lm.bin.xz && cmp %s/words.tsv.xz %s/words.tsv.xz", a, b, a, b);
  assert_int_equal(system(command), 0);
  small_remove(a);
  small_remove(b);
}

static void damaged_models_are_refused(void **state) {
  (void)state;
  char folder[64], path[96];
  ren_model_free(small_model_in(folder));
  snprintf(path, sizeof path, "%s/sv.renmodel", folder);
  ren_buf bytes = {0};
  assert_ok(ren_file_read(&bytes, path, 0, err));
  static const size_t cuts[] = {0, 4, 12, 100, 1000};
  for (size_t i = 0; i < 5; i++) {
    ren_model *model;
    ren_error error = {0};
    assert_ok(ren_file_write_atomic(path, (ren_str){bytes.ptr, cuts[i]}, err));
    assert_int_equal(ren_model_open(&model, path, &error), REN_EFORMAT);
    assert_null(model);
    assert_non_null(strstr(error.message, "renskrift model build"));
  }
  bytes.ptr[0] ^= 1;
  assert_ok(ren_file_write_atomic(path, ren_buf_str(&bytes), err));
  ren_model *model;
  assert_int_equal(ren_model_open(&model, path, NULL), REN_EFORMAT);
  ren_buf_free(&bytes);
  small_remove(folder);
  assert_int_equal(ren_model_open(&model, path, NULL), REN_EMISSING);
}

static void damaged_tables_are_refused(void **state) {
  (void)state;
  char folder[64], out[96], path[96];
  ren_model_free(small_model_in(folder));
  snprintf(out, sizeof out, "%s/new.renmodel", folder);
  snprintf(path, sizeof path, "%s/lm.bin.xz", folder);
  ren_compile_opts opts = REN_COMPILE_OPTS_INIT;
  opts.tables = folder;
  opts.out = out;
  assert_ok(ren_model_compile(&opts, err));
  ren_buf bytes = {0};
  assert_ok(ren_file_read(&bytes, path, 0, err));
  assert_ok(ren_file_write_atomic(path, (ren_str){bytes.ptr, bytes.len / 2}, err));
  assert_int_equal(ren_model_compile(&opts, NULL), REN_EFORMAT);
  unlink(path);
  assert_int_equal(ren_model_compile(&opts, NULL), REN_EIO);
  ren_buf_free(&bytes);
  small_remove(folder);
}

static void twins_among_confusions_are_refused(void **state) {
  (void)state;
  static const struct {
    const char *table, *message;
  } cases[] = {
      {"ä\ta\t0.3\tdiacritic\nö\to\t0.3\tdiacritic\n", NULL},
      {"ä\ta\t0.3\tdiacritic\na\tä\t0.3\tshape\n", NULL},
      {"ä\ta\t0.3\tdiacritic\nl\tI\t0.1\tshape\nä\ta\t0.3\tdiacritic\n", "ä read as a is in the table twice"},
      {"ä\ta\t0.3\tdiacritic\nä\ta\t0.02\tshape\n", "ä read as a is in the table twice"},
      {"rn\tm\t0.1\tshape\nö\t\uFFFD\t0.1\tlossy\nö\t\uFFFD\t0.2\tlossy\n", "ö read as \uFFFD is in the table twice"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char path[] = "/tmp/renskrift-confusions-XXXXXX";
    ren_buf out = {0};
    ren_error err = {0};
    close(mkstemp(path));
    assert_int_equal(ren_file_write_atomic(path, ren_str_of(cases[i].table), &err), REN_OK);
    ren_status status = ren__confusions_read(&out, path, &err);
    assert_int_equal(status, cases[i].message ? REN_EFORMAT : REN_OK);
    if (cases[i].message) assert_string_equal(err.message, cases[i].message);
    ren_buf_free(&out);
    unlink(path);
  }
}

static int open_model(void **state) {
  *state = small_model();
  return 0;
}

static int close_model(void **state) {
  ren_model_free(*state);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_of_all_sources_are_known),
      cmocka_unit_test(trigrams_prefer_what_was_said),
      cmocka_unit_test(probabilities_add_up),
      cmocka_unit_test(quality_tells_clean_from_damaged),
      cmocka_unit_test(training_and_compiling_are_repeatable),
      cmocka_unit_test(damaged_models_are_refused),
      cmocka_unit_test(damaged_tables_are_refused),
      cmocka_unit_test(twins_among_confusions_are_refused),
  };
  return cmocka_run_group_tests(tests, open_model, close_model);
}
