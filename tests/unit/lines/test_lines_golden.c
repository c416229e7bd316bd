/* The readable cases of tests/golden/lines: words.tsv and documents.txt without language
 * data, words_with_model.tsv with them. */
#include "unit.h"

#include <renskrift/lines.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FOLDER TEST_GOLDEN "/lines/"
#define PATTERNS "/usr/share/hyphen/hyph_sv_SE.dic"

static ren_model *model; /* NULL: without language data */

static char *join(ren_str in, bool keep_lines, const char *patterns, size_t *count) {
  ren_text *text;
  ren_edits *edits;
  ren_lines_opts opts = REN_LINES_OPTS_INIT;
  opts.keep_lines = keep_lines;
  opts.hyphenation = patterns;
  assert_ok(ren_text_new(&text, in, err));
  assert_ok(ren_lines_edits(&edits, text, model, &opts, err));
  assert_int_equal(ren_edits_step(edits), REN_STEP_LINES);
  if (count) *count = ren_edits_count(edits);
  assert_ok(ren_text_apply(text, edits, NULL, err));
  char *out = strdup(ren_text_bytes(text).ptr);
  ren_edits_free(edits);
  ren_text_free(text);
  return out;
}

static size_t check(const char *name, const char *in, const char *want, bool keep) {
  const char *patterns[] = {NULL, access(PATTERNS, R_OK) == 0 ? PATTERNS : NULL};
  size_t wrong = 0;
  for (int i = 0; i < 2; i++) {
    size_t count;
    char *have = join(ren_str_of(in), keep, patterns[i], &count);
    if (strcmp(have, want) != 0) {
      print_message("--- %s%s%s\n", name, keep ? " (keep)" : "", patterns[i] ? " (patterns)" : "");
      print_message("    in:   %.900s\n", in);
      print_message("    want: %.900s\n", want);
      print_message("    have: %.900s\n", have);
      wrong++;
    }
    if (strcmp(in, want) == 0 && count != 0) wrong++; /* same text, no edits */
    free(have);
  }
  return wrong;
}

/* Replaces each sign by what it stands for, in place. */
static void show(char *s, const char *sign, const char *meaning) {
  size_t n = strlen(sign), m = strlen(meaning);
  for (char *at = s; (at = strstr(at, sign)) != NULL; at += m) {
    memcpy(at, meaning, m);
    memmove(at + m, at + n, strlen(at + n) + 1);
  }
}

static ren_buf load(const char *path) {
  ren_buf file = {0};
  assert_ok(ren_file_read(&file, path, 0, err));
  return file;
}

/* Counts the cases of a file and those that are wrong. */
static void words_of(const char *path, size_t *count, size_t *wrong) {
  ren_buf file = load(path);
  show(file.ptr, "␌", "\f");
  show(file.ptr, "␍", "\r");
  show(file.ptr, "¤", "\xC2\xAD");
  *count = *wrong = 0;
  for (char *line = file.ptr, *next; line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    char *in = strchr(line, '\t'), *want = in ? strchr(in + 1, '\t') : NULL;
    if (line[0] == '#' || !want) continue;
    *in++ = '\0';
    *want++ = '\0';
    show(in, "␉", "\t");
    show(want, "␉", "\t");
    show(in, "⏎", "\n");
    show(want, "⏎", "\n");
    *wrong += check(line, in, want, false) > 0;
    ++*count;
  }
  ren_buf_free(&file);
}

static void words(void **state) {
  (void)state;
  size_t count, wrong;
  words_of(FOLDER "words.tsv", &count, &wrong);
  assert_true(count > 100);
  assert_int_equal(wrong, 0);
}

/* What the language data decide may change with them: one in fifty may be wrong. */
static void words_with_model(void **state) {
  (void)state;
  if (access(TEST_MODEL, R_OK) != 0 || access(PATTERNS, R_OK) != 0) skip();
  size_t count, wrong;
  assert_ok(ren_model_open(&model, TEST_MODEL, err));
  words_of(FOLDER "words_with_model.tsv", &count, &wrong);
  ren_model_free(model);
  model = NULL;
  print_message("with language data: %zu of %zu\n", count - wrong, count);
  assert_true(count > 180);
  assert_true(wrong * 50 <= count);
}

/* The text of a section: up to the next marker, less one line end. */
static char *section(char **at, const char *marker) {
  size_t n = strlen(marker);
  if (strncmp(*at, marker, n) != 0) return NULL;
  char *from = *at + n, *end = from;
  while (*end && strncmp(end, "\n--- ", 5) != 0 && strncmp(end, "\n=== ", 5) != 0) end++;
  bool last = *end == '\0';
  *end = '\0';
  *at = last ? end : end + 1;
  size_t len = strlen(from);
  if (len && from[len - 1] == '\n') from[len - 1] = '\0'; /* the blank line before the next case */
  return from;
}

static void documents(void **state) {
  (void)state;
  ren_buf file = load(FOLDER "documents.txt");
  show(file.ptr, "<FF>", "\f");
  size_t count = 0, wrong = 0;
  char *at = strstr(file.ptr, "\n=== ");
  while (at && (at = strstr(at, "=== ")) != NULL) {
    char *name = at + 4;
    at = strchr(at, '\n');
    *at++ = '\0';
    char *in = section(&at, "--- in\n"), *out = section(&at, "--- out\n"), *keep = section(&at, "--- keep\n");
    assert_non_null(in);
    assert_non_null(out);
    wrong += check(name, in, out, false);
    if (keep) wrong += check(name, in, keep, true);
    char *again = join(ren_str_of(out), false, NULL, NULL); /* what was joined stays joined */
    if (strcmp(again, out) != 0) {
      print_message("--- %s: second run\n    %s\n", name, again);
      wrong++;
    }
    free(again);
    count++;
  }
  assert_true(count >= 15);
  assert_int_equal(wrong, 0);
  ren_buf_free(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words), cmocka_unit_test(words_with_model),
                                     cmocka_unit_test(documents)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
