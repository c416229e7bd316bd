/* corrector_baselines MODEL DICT [--shared DIR] [--pairs DIR]... [--samples DIR] [--words N]
 *                     [--hunspell FOLDER]
 * Three correctors side by side on the same pages: hunspell's first suggestion, symmetric
 * deletes (both of baseline.h), and renskrift. Prints a Markdown table: word errors before
 * and after, words repaired and broken, speed on one core. DICT: the folder of tables.
 * Of each set the first pages that make N words (2,500) are taken, by all three alike,
 * because hunspell is slow. Without --shared and --pairs: the samples, damaged. */
#include "baseline.h"
#include "correct_damage.h"
#include "correct_judge.h"
#include "correct_sets.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIXERS = 3, MOST_SETS = 64, MOST_PAIRS = 32 };

static const char *const fixer_names[FIXERS] = {"hunspell", "symmetric deletes", "renskrift"};

typedef struct score {
  size_t after;
  words_score judged;
  double seconds;
} score;

typedef struct set {
  char name[128];
  size_t pages, words, before;
  score scores[FIXERS];
} set;

typedef struct bench {
  const ren_model *model;
  baseline baselines[FIXERS - 1];
  bool there[FIXERS];
  double loading[FIXERS];
  set sets[MOST_SETS];
  size_t set_count, most_words;
} bench;

/* ---- words of the baselines ------------------------------------------------------ */

void baseline_casing(ren_buf *out, ren_str word, ren_str like) {
  size_t small = 0, capitals = 0;
  for (size_t i = 0; i < like.len; i++) {
    unsigned char c = (unsigned char)like.ptr[i];
    bool second = i && (unsigned char)like.ptr[i - 1] == 0xC3;
    capitals += (c >= 'A' && c <= 'Z') || (second && c >= 0x80 && c <= 0x9E);
    small += (c >= 'a' && c <= 'z') || (second && c >= 0xA0);
  }
  unsigned char head = like.len ? (unsigned char)like.ptr[0] : 0;
  bool first = (head >= 'A' && head <= 'Z') || (head == 0xC3 && like.len > 1 && (unsigned char)like.ptr[1] <= 0x9E);
  bool all = capitals > 1 && !small;
  for (size_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    bool second = i && (unsigned char)word.ptr[i - 1] == 0xC3;
    bool is_small = (c >= 'a' && c <= 'z') || (second && c >= 0xA0 && c != 0xB7);
    ren_buf_putc(out, is_small && (all || (first && i <= (size_t)second)) ? (char)(c - 32) : (char)c);
  }
}

static bool mostly_letters(ren_str word) {
  size_t letters = 0;
  for (size_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    letters += (c | 32) >= 'a' && (c | 32) <= 'z';
    letters += c >= 0xC0; /* once for each letter of more bytes */
  }
  return letters >= 2 && 2 * letters > word.len;
}

ren_edits *baseline_edits(const baseline *b, ren_str text) {
  ren_error err = {0};
  ren_edits *edits;
  ren_buf better = {0};
  if (ren_edits_new(&edits, REN_STEP_SPELLING, &err) != REN_OK) measure_fail("edits", &err);
  word_list words = words_of(text);
  for (size_t i = 0; i < words.count; i++) {
    ren_str word = without_edges(words.ptr[i]);
    ren_buf_clear(&better);
    if (!mostly_letters(word) || !b->fix(b->self, word, &better) || ren_str_eq(word, ren_buf_str(&better))) continue;
    ren_edit edit = {(size_t)(word.ptr - text.ptr), word.len, ren_buf_str(&better), b->name, 1};
    if (ren_edits_add(edits, &edit, &err) != REN_OK) measure_fail("edits", &err);
  }
  words_free(&words);
  ren_buf_free(&better);
  return edits;
}

/* ---- measuring --------------------------------------------------------------------- */

static size_t word_errors(ren_str truth, ren_str text, size_t *words) {
  ren_error err = {0};
  ren_comparison c;
  if (ren_compare(&c, truth, text, &err) != REN_OK) measure_fail("compare", &err);
  size_t errors = c.word_errors;
  if (words) *words += c.truth_words;
  ren_comparison_clear(&c);
  return errors;
}

/* The first lines that hold `words` words, if both texts have the same lines. */
static void cut(ren_str *seen, ren_str *truth, size_t words) {
  size_t lines[2] = {0}, at[2] = {seen->len, truth->len}, count = 0, line = 0;
  for (size_t i = 0; i < seen->len; i++) lines[0] += seen->ptr[i] == '\n';
  for (size_t i = 0; i < truth->len; i++) lines[1] += truth->ptr[i] == '\n';
  if (lines[0] != lines[1]) return;
  for (size_t i = 0; i < truth->len && at[1] == truth->len; i++) {
    count += truth->ptr[i] == ' ' || truth->ptr[i] == '\n';
    line += truth->ptr[i] == '\n';
    if (truth->ptr[i] == '\n' && count >= words) at[1] = i + 1;
  }
  if (at[1] == truth->len) return;
  for (size_t i = 0; i < seen->len && line; i++)
    if (seen->ptr[i] == '\n' && --line == 0) at[0] = i + 1;
  seen->len = at[0];
  truth->len = at[1];
}

static void measure(void *payload, const char *name, const char *document, ren_str seen, ren_str truth) {
  bench *b = payload;
  size_t at = 0;
  (void)document;
  while (at < b->set_count && strcmp(b->sets[at].name, name) != 0) at++;
  if (at == MOST_SETS) return;
  set *s = &b->sets[at];
  if (at == b->set_count) snprintf(b->sets[b->set_count++].name, sizeof s->name, "%s", name);
  if (s->words >= b->most_words) return;
  cut(&seen, &truth, b->most_words - s->words);
  s->pages++;
  s->before += word_errors(truth, seen, &s->words);
  pair p = {.truth = truth, .seen = seen, .truth_words = words_of(truth), .seen_words = words_of(seen)};
  p.links = words_align(&p.truth_words, &p.seen_words);
  for (int f = 0; f < FIXERS; f++) {
    if (!b->there[f]) continue;
    if (f == FIXERS - 1) {
      correct_text(&p.c, seen, b->model, 0);
    } else {
      double start = measure_now();
      ren_edits *edits = baseline_edits(&b->baselines[f], seen);
      double seconds = measure_now() - start;
      corrected_take(&p.c, seen, edits);
      p.c.seconds = seconds;
    }
    s->scores[f].seconds += p.c.seconds;
    s->scores[f].after += word_errors(truth, ren_buf_str(&p.c.after), NULL);
    words_add(&s->scores[f].judged, &p, b->model, false);
    corrected_free(&p.c);
  }
  pair_free(&p);
}

static void print(const bench *b) {
  puts("| set | pages | words | corrector | WER before % | WER after % | words repaired | words broken | words/s | "
       "times hunspell |");
  puts("|---|---|---|---|---|---|---|---|---|---|");
  for (size_t i = 0; i < b->set_count; i++)
    for (int f = 0; f < FIXERS; f++) {
      const set *s = &b->sets[i];
      const score *c = &s->scores[f];
      if (!b->there[f]) continue;
      double words = s->words ? (double)s->words : 1, least = 1e-9;
      double slow = b->there[0] ? s->scores[0].seconds / (c->seconds > least ? c->seconds : least) : 0;
      printf("| %s | %zu | %zu | %s | %.2f | %.2f | %zu | %zu | %.0f | %.1f |\n", s->name, s->pages, s->words,
             fixer_names[f], 100 * (double)s->before / words, 100 * (double)c->after / words, c->judged.repaired,
             c->judged.broken, words / (c->seconds > least ? c->seconds : least), slow);
    }
  puts("\nLoading, not counted above (seconds of processor time):");
  for (int f = 0; f < FIXERS; f++)
    if (b->there[f]) printf("%s %.4f%s", fixer_names[f], b->loading[f], f + 1 < FIXERS ? ", " : ".\n");
  if (!b->there[0]) puts("(hunspell left out: built without libhunspell, or no sv_SE dictionary.)");
}

/* ---- sets --------------------------------------------------------------------------- */

/* Without other data: the samples' clean texts, damaged in two ways. */
static void samples(const char *folder, bench *b) {
  char pattern[1024];
  glob_t found;
  uint64_t state = 1;
  snprintf(pattern, sizeof pattern, "%s/*.gold.txt", folder);
  if (glob(pattern, 0, NULL, &found) != 0) return;
  for (int english = 0; english < 2; english++)
    for (size_t i = 0; i < found.gl_pathc; i++) {
      ren_buf truth = {0}, seen = {0};
      ren_error err = {0};
      if (ren_file_read(&truth, found.gl_pathv[i], 0, &err) != REN_OK) measure_fail("read", &err);
      if (english)
        damage_english(&seen, ren_buf_str(&truth), 0.05, &state);
      else
        damage_marks(&seen, ren_buf_str(&truth), NULL);
      measure(b, english ? "samples, damaged as by an English model" : "samples, å ä ö stripped", found.gl_pathv[i],
              ren_buf_str(&seen), ren_buf_str(&truth));
      ren_buf_free(&truth);
      ren_buf_free(&seen);
    }
  globfree(&found);
}

static void load(bench *b, const char *model_path, const char *dict, const char *hunspell) {
  char a[1024], c[1024];
  ren_error err = {0};
  ren_model *model;
  double start = measure_now();
  if (ren_model_open(&model, model_path, &err) != REN_OK) measure_fail("model", &err);
  b->loading[FIXERS - 1] = measure_now() - start;
  b->model = model;
  b->there[FIXERS - 1] = true;
  snprintf(a, sizeof a, "%s/sv_SE.aff", hunspell);
  snprintf(c, sizeof c, "%s/sv_SE.dic", hunspell);
  b->there[0] = baseline_hunspell(&b->baselines[0], a, c);
  snprintf(a, sizeof a, "%s/words.tsv.xz", dict);
  snprintf(c, sizeof c, "%s/names.tsv", dict);
  b->there[1] = baseline_symspell(&b->baselines[1], a, c);
  for (int f = 0; f < FIXERS - 1; f++) b->loading[f] = b->baselines[f].loading;
}

int main(int argc, char **argv) {
  static bench b = {.most_words = 2500};
  const char *shared = NULL, *sample_folder = NULL, *hunspell = "/usr/share/hunspell", *pairs[MOST_PAIRS];
  size_t pair_count = 0;
  for (int i = 3; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--shared") == 0) shared = argv[i + 1];
    if (strcmp(argv[i], "--samples") == 0) sample_folder = argv[i + 1];
    if (strcmp(argv[i], "--hunspell") == 0) hunspell = argv[i + 1];
    if (strcmp(argv[i], "--words") == 0) b.most_words = strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--pairs") == 0 && pair_count < MOST_PAIRS) pairs[pair_count++] = argv[i + 1];
  }
  if (argc < 3) return fprintf(stderr, "usage: corrector_baselines MODEL DICT [--shared DIR] ...\n"), 2;
  load(&b, argv[1], argv[2], hunspell);
  if (shared) {
    set_pages(shared, "synthetic-ocr/*", "tess5_eng", "rendered, eng", measure, &b);
    set_pages(shared, "synthetic-ocr/*", "tess5_swe", "rendered, swe", measure, &b);
    set_pages(shared, "scan-1991/*", "tess5_eng", "scan-1991, eng", measure, &b);
    set_pages(shared, "scan-1991/*", "tess5_swe", "scan-1991, swe", measure, &b);
    set_minutes(shared, MINUTES_STRIPPED, measure, &b);
  }
  for (size_t i = 0; i < pair_count; i++) set_pairs(pairs[i], measure, &b);
  if (!shared && !pair_count && sample_folder) samples(sample_folder, &b);
  print(&b);
  return 0;
}
