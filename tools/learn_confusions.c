/* learn_confusions: pages of pairs (make_pairs.py) -> dict/confusions.tsv.
 *
 *   learn_confusions --general FILE --swedish DIR... --english DIR... [--trust SHARE] [--most PAIRS] > TABLE
 *
 * DIR holds NNN.truth.txt and NNN.seen.txt; --swedish and --english may be given many
 * times. FILE has general priors, which stay; pairs that it does not know are added, at
 * --trust (default 0.5) of their rate; --most (350) limits the table.
 * Says on stderr how much of what was counted. tools/confusions/learn.sh runs it. */
#include "learn_table.h"

#include <getopt.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS = 32 };

typedef struct folders {
  const char *names[FOLDERS];
  size_t count;
} folders;

typedef struct settings {
  folders swedish, english;
  ren__learn_opts learn;
} settings;

static _Noreturn void fail(const ren_error *err) {
  fprintf(stderr, "learn_confusions: %s %s\n", err->file, err->message);
  exit(1);
}

static void add_page(ren__aligned_words *words, const char *truth_path) {
  ren_buf truth = {0}, seen = {0}, path = {0};
  ren_error err = {0};
  size_t stem = strlen(truth_path) - strlen("truth.txt");
  ren_buf_append(&path, truth_path, stem);
  ren_buf_puts(&path, "seen.txt");
  if (path.status != REN_OK || ren_file_read(&truth, truth_path, 0, &err) != REN_OK ||
      ren_file_read(&seen, path.ptr, 0, &err) != REN_OK ||
      ren__align_page(words, ren_buf_str(&truth), ren_buf_str(&seen), &err) != REN_OK)
    fail(&err);
  ren_buf_free(&truth);
  ren_buf_free(&seen);
  ren_buf_free(&path);
}

static double sum_of(const ren__misreadings *counts, bool lost, bool blank) {
  double sum = 0;
  for (size_t i = 0; i < counts->count; i++) {
    const ren__misreading *m = &counts->items[i];
    const char *one = lost ? m->meant : m->seen, *other = lost ? m->seen : m->meant;
    if (one[0] && !other[0] && (one[0] == ' ') == blank) sum += m->count;
  }
  return sum;
}

static void report(const char *reader, const ren__aligned_words *words, const ren__misreadings *counts) {
  double all = 0;
  for (size_t i = 0; i < counts->count; i++) all += counts->items[i].count;
  double per = counts->all > 0 ? 1000 / counts->all : 0;
  fprintf(stderr, "%s: %zu words aligned, %zu without a partner, %.0f letters\n", reader, words->count, words->skipped,
          counts->all);
  fprintf(stderr, "  of 1000 letters: %.2f misread, of these %.2f lost, %.2f put in, %.2f blanks lost, %.2f put in\n",
          all * per, sum_of(counts, true, false) * per, sum_of(counts, false, false) * per,
          sum_of(counts, true, true) * per, sum_of(counts, false, true) * per);
}

static void add_folder(ren__aligned_words *words, const char *folder) {
  char pattern[4096];
  glob_t found;
  snprintf(pattern, sizeof pattern, "%s/*.truth.txt", folder);
  if (glob(pattern, 0, NULL, &found) != 0) {
    fprintf(stderr, "learn_confusions: no pages in %s\n", folder);
    exit(1);
  }
  for (size_t i = 0; i < found.gl_pathc; i++) add_page(words, found.gl_pathv[i]);
  globfree(&found);
}

static void count_reader(ren__misreadings *counts, const char *reader, const folders *list) {
  ren__aligned_words words = {0};
  ren_error err = {0};
  for (size_t i = 0; i < list->count; i++) add_folder(&words, list->names[i]);
  if (ren__misreadings_count(counts, &words, &err) != REN_OK) fail(&err);
  report(reader, &words, counts);
  ren__aligned_clear(&words);
}

static void add_name(folders *list, const char *name) {
  if (list->count < FOLDERS) list->names[list->count++] = name;
}

static settings read_settings(int argc, char **argv) {
  static const struct option options[] = {
      {"general", required_argument, NULL, 'g'}, {"swedish", required_argument, NULL, 's'},
      {"english", required_argument, NULL, 'e'}, {"trust", required_argument, NULL, 't'},
      {"most", required_argument, NULL, 'm'},    {NULL, 0, NULL, 0},
  };
  settings s = {.learn = {.trust = 0.5, .most = 350, .least_count = 4, .least = 2e-4}};
  for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    if (c == 'g') s.learn.general = optarg;
    if (c == 's') add_name(&s.swedish, optarg);
    if (c == 'e') add_name(&s.english, optarg);
    if (c == 't') s.learn.trust = strtod(optarg, NULL);
    if (c == 'm') s.learn.most = (size_t)strtoul(optarg, NULL, 10);
    if (c == '?') exit(2);
  }
  if (!s.learn.general || !s.swedish.count || !s.english.count) {
    fprintf(
        stderr,
        "usage: learn_confusions --general FILE --swedish DIR... --english DIR... [--trust SHARE] [--most PAIRS]\n");
    exit(2);
  }
  return s;
}

int main(int argc, char **argv) {
  settings s = read_settings(argc, argv);
  static ren__misreadings swedish, english;
  ren_buf table = {0};
  ren_error err = {0};
  count_reader(&swedish, "swedish", &s.swedish);
  count_reader(&english, "english", &s.english);
  if (ren__learn_table(&table, &swedish, &english, &s.learn, &err) != REN_OK) fail(&err);
  fwrite(table.ptr, 1, table.len, stdout);
  ren_buf_free(&table);
  ren__misreadings_clear(&swedish);
  ren__misreadings_clear(&english);
  return 0;
}
