/* modules: correct report */
/* files: correct_measure correct_judge correct_sets correct_damage */
/* files: correct_names correct_names_draw correct_prose correct_clean */
/* correct_accuracy MODEL [-v] [--shared DIR] [--pairs DIR]... [--clean FILE]... [--texts DIR]...
 * Everything that is to be known about correction, as Markdown:
 *   damaged sets   word and character error rates before and after, words right, words
 *                  repaired and broken, documents made worse, speed
 *   reliability    edits by confidence (from 0.5 on) and the share that is right
 *   names          2,000 person names in council prose: how many were changed
 *   clean text     words changed that should not have been
 * -v lists, on stderr, what is still wrong by kind, and every false change.
 * --shared: the development data (dev/, lists/). --pairs: a folder of X.seen.txt and
 * X.truth.txt. --clean: a file of clean text. --texts: clean texts of this project. */
#include "correct_clean.h"
#include "correct_judge.h"
#include "correct_names.h"
#include "correct_sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64, SETS = 64 };

typedef struct score {
  char name[128];
  size_t words, before, after, chars, chars_before, chars_after, edits, bytes, worse, documents;
  double seconds;
  words_score judged;
} score;

typedef struct runner {
  const ren_model *model;
  bool verbose;
  const char *shared, *texts[MOST], *pairs[MOST], *clean[MOST];
  size_t text_count, pair_count, clean_count;
  score sets[SETS];
  size_t set_count;
  reliability reliable[2]; /* lost marks; OCR */
} runner;

static score *set_named(runner *r, const char *name) {
  for (size_t i = 0; i < r->set_count; i++)
    if (strcmp(r->sets[i].name, name) == 0) return &r->sets[i];
  if (r->set_count == SETS) measure_fail("too many sets", NULL);
  score *s = &r->sets[r->set_count++];
  snprintf(s->name, sizeof s->name, "%s", name);
  return s;
}

static void count_errors(runner *r, score *s, const char *document, const pair *p) {
  ren_error err = {0};
  ren_comparison before, after;
  if (ren_compare(&before, p->truth, p->seen, &err) != REN_OK) measure_fail("compare", &err);
  if (ren_compare(&after, p->truth, ren_buf_str(&p->c.after), &err) != REN_OK) measure_fail("compare", &err);
  s->words += before.truth_words;
  s->before += before.word_errors;
  s->after += after.word_errors;
  s->chars += before.truth_chars;
  s->chars_before += before.char_errors;
  s->chars_after += after.char_errors;
  s->documents++;
  bool worse = after.word_errors > before.word_errors;
  s->worse += worse;
  if (worse && r->verbose)
    fprintf(stderr, "worse than before: %s, %s: %zu words wrong, were %zu\n", s->name, document, after.word_errors,
            before.word_errors);
  ren_comparison_clear(&before);
  ren_comparison_clear(&after);
}

/* Twice: as by default, and with all that the corrector thinks likelier than not. */
static void add(void *payload, const char *set, const char *document, ren_str seen, ren_str truth) {
  runner *r = payload;
  score *s = set_named(r, set);
  pair p;
  pair_new(&p, truth, seen, r->model, 0);
  s->bytes += seen.len;
  s->seconds += p.c.seconds;
  s->edits += p.c.count;
  count_errors(r, s, document, &p);
  words_add(&s->judged, &p, r->model, r->verbose);
  pair_free(&p);
  pair_new(&p, truth, seen, r->model, 0.5f);
  reliability_add(&r->reliable[strncmp(set, "minutes", 7) != 0], &p, r->verbose);
  pair_free(&p);
}

static void print_set(const score *s) {
  double words = s->words ? (double)s->words : 1, chars = s->chars ? (double)s->chars : 1;
  printf("| %s | %zu | %.2f | %.2f | %.3f | %.3f | %.2f | %.2f | %zu | %zu | %zu of %zu | %.2f |\n", s->name, s->words,
         100 * (double)s->before / words, 100 * (double)s->after / words,
         s->before ? (double)s->after / (double)s->before : 0, 100 - 100 * (double)s->after / words,
         100 * (double)s->chars_before / chars, 100 * (double)s->chars_after / chars, s->judged.repaired,
         s->judged.broken, s->worse, s->documents, s->seconds > 0 ? (double)s->bytes / 1e6 / s->seconds : 0);
}

static void damaged_sets(runner *r) {
  puts("### Damaged text\n");
  puts("| set | words | WER before % | WER after % | ratio | words right % | CER before % | CER after % | repaired | "
       "broken | documents made worse | MB/s |");
  puts("|---|---|---|---|---|---|---|---|---|---|---|---|");
  if (r->shared) set_all_damaged(r->shared, r->pairs, r->pair_count, add, r);
  for (size_t i = 0; !r->shared && i < r->pair_count; i++) set_pairs(r->pairs[i], add, r);
  for (size_t i = 0; i < r->set_count; i++) print_set(&r->sets[i]);
  puts("\n### Reliability: all edits with a confidence of 0.5 and more\n\nMinutes with lost marks:\n");
  reliability_print(&r->reliable[0]);
  puts("\nThe other sets, OCR:\n");
  reliability_print(&r->reliable[1]);
  fflush(stdout);
  for (size_t i = 0; i < r->set_count; i++) {
    if (r->verbose) words_print_kinds(r->sets[i].name, &r->sets[i].judged, true);
    words_score_free(&r->sets[i].judged);
  }
}

static bool read_options(runner *r, int argc, char **argv) {
  for (int i = 2; i < argc; i++) {
    bool more = i + 1 < argc;
    if (strcmp(argv[i], "-v") == 0)
      r->verbose = true;
    else if (more && strcmp(argv[i], "--shared") == 0)
      r->shared = argv[++i];
    else if (more && strcmp(argv[i], "--texts") == 0 && r->text_count < MOST)
      r->texts[r->text_count++] = argv[++i];
    else if (more && strcmp(argv[i], "--pairs") == 0 && r->pair_count < MOST)
      r->pairs[r->pair_count++] = argv[++i];
    else if (more && strcmp(argv[i], "--clean") == 0 && r->clean_count < MOST)
      r->clean[r->clean_count++] = argv[++i];
    else
      return false;
  }
  return true;
}

int main(int argc, char **argv) {
  static runner r;
  ren_error err = {0};
  ren_model *model;
  if (argc < 2 || !read_options(&r, argc, argv)) {
    fputs("usage: correct_accuracy MODEL [-v] [--shared DIR] [--pairs DIR]... [--clean FILE]... [--texts DIR]...\n",
          stderr);
    return 2;
  }
  if (ren_model_open(&model, argv[1], &err) != REN_OK) measure_fail("model", &err);
  r.model = model;
  if (r.shared || r.pair_count) damaged_sets(&r);
  puts("\n### Person names\n");
  names_measure(model, r.shared, r.verbose);
  puts("\n### Clean text\n");
  clean_begin();
  clean_truths(model, r.shared, r.pairs, r.pair_count, r.verbose);
  for (size_t i = 0; i < r.text_count; i++) clean_folder(model, r.texts[i], r.verbose);
  for (size_t i = 0; i < r.clean_count; i++) clean_file(model, r.clean[i], r.verbose);
  clean_end();
  ren_model_free(model);
  return 0;
}
