#include "correct_judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reliability -------------------------------------------------------------- */

static const double bounds[BINS + 1] = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0};

static int bin_of(double confidence) {
  int bin = 0;
  while (bin + 1 < BINS && confidence >= bounds[bin + 1]) bin++;
  return bin;
}

/* The first word that ends at `offset` or later. */
static size_t word_ending_from(const pair *p, size_t offset) {
  size_t low = 0, high = p->seen_words.count;
  while (low < high) {
    size_t half = (low + high) / 2;
    const ren_str *word = &p->seen_words.ptr[half];
    if ((size_t)(word->ptr + word->len - p->seen.ptr) < offset)
      low = half + 1;
    else
      high = half;
  }
  return low;
}

static bool edit_is_right(const pair *p, const ren_edit *edit, bool list) {
  size_t first = word_ending_from(p, edit->offset), last = first;
  while (last < p->seen_words.count &&
         (size_t)(p->seen_words.ptr[last].ptr - p->seen.ptr) <= edit->offset + edit->length)
    last++;
  ren_buf truth = {0}, after = {0};
  size_t start = SIZE_MAX, end = 0;
  for (size_t i = 0; i < p->links.count; i++) {
    const word_link *link = &p->links.ptr[i];
    if (!link->seens || link->seen >= last || link->seen + link->seens <= first) continue;
    const ren_str *from = &p->seen_words.ptr[link->seen], *to = from + link->seens - 1;
    if ((size_t)(from->ptr - p->seen.ptr) < start) start = (size_t)(from->ptr - p->seen.ptr);
    end = (size_t)(to->ptr + to->len - p->seen.ptr);
    for (size_t t = link->truth; t < link->truth + link->truths; t++)
      ren_buf_printf(&truth, "%s%.*s", truth.len ? " " : "", (int)p->truth_words.ptr[t].len, p->truth_words.ptr[t].ptr);
  }
  bool right = false;
  ren_buf before = {0};
  if (start < end) {
    ren_buf_append(&before, p->seen.ptr + start, end - start);
    for (size_t i = 0; i < before.len; i++)
      if (before.ptr[i] == '\n') before.ptr[i] = ' ';
    corrected_span(&after, &p->c, start, end);
    right = same_letters(ren_buf_str(&truth), ren_buf_str(&after));
    if (list && !right && edit->confidence >= 0.99f)
      fprintf(stderr, "  sure and wrong (%s, %.5f): %s -> %s, not %s\n", edit->rule, (double)edit->confidence,
              before.ptr, after.ptr ? after.ptr : "", truth.ptr ? truth.ptr : "");
  }
  ren_buf_free(&truth);
  ren_buf_free(&before);
  ren_buf_free(&after);
  return right;
}

void reliability_add(reliability *r, const pair *p, bool list) {
  for (size_t i = 0; i < p->c.count; i++) {
    int bin = bin_of((double)p->c.sorted[i].confidence);
    r->edits[bin]++;
    r->stated[bin] += (double)p->c.sorted[i].confidence;
    r->right[bin] += edit_is_right(p, &p->c.sorted[i], list);
  }
}

void reliability_print(const reliability *r) {
  double error = 0, all = 0;
  puts("| confidence | edits | stated % | right % | wrong edits |");
  puts("|---|---|---|---|---|");
  for (int i = 0; i < BINS; i++) {
    double n = r->edits[i] ? (double)r->edits[i] : 1;
    printf("| %g to %g | %zu | %.2f | %.2f | %zu |\n", bounds[i], bounds[i + 1], r->edits[i], 100 * r->stated[i] / n,
           100 * (double)r->right[i] / n, r->edits[i] - r->right[i]);
    error += fabs(r->stated[i] - (double)r->right[i]);
    all += (double)r->edits[i];
  }
  printf("\nExpected calibration error: %.4f over %.0f edits.\n", all > 0 ? error / all : 0, all);
}

/* ---- words ---------------------------------------------------------------------- */

static const char *const kind_names[KINDS] = {"false change",
                                              "capital lost or gained",
                                              "number or sign",
                                              "false or missing blank",
                                              "missing or extra",
                                              "name",
                                              "read as another real word",
                                              "unseen compound",
                                              "word of no list",
                                              "known word, left",
                                              "known word, changed wrongly"};

static bool upper_at(ren_str word) {
  unsigned char c = word.len ? (unsigned char)word.ptr[0] : 0;
  if (c == 0xC3 && word.len > 1) return (unsigned char)word.ptr[1] < 0x9F;
  return c >= 'A' && c <= 'Z';
}

/* Whether a word of the truth stands where any word would have a capital. */
static bool starts_sentence(const pair *p, size_t word) {
  if (word == 0) return true;
  ren_str before = p->truth_words.ptr[word - 1], at = p->truth_words.ptr[word];
  for (const char *c = before.ptr + before.len; c < at.ptr; c++)
    if (*c == '\n') return true;
  return before.len && strchr(".:!?", before.ptr[before.len - 1]);
}

static bool only_letters(ren_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (word.ptr[i] >= '0' && word.ptr[i] <= '9') return false;
  return word.len > 0;
}

static unsigned char lower_at(ren_str word, size_t i) {
  unsigned char c = (unsigned char)word.ptr[i];
  bool second = i && (unsigned char)word.ptr[i - 1] == 0xC3;
  return (c >= 'A' && c <= 'Z') || (second && c >= 0x80 && c <= 0x9E) ? (unsigned char)(c + 32) : c;
}

static bool same_but_for_case(ren_str a, ren_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower_at(a, i) != lower_at(b, i)) return false;
  return true;
}

static enum kind kind_of(const pair *p, const word_link *link, ren_str truth, ren_str seen, ren_str after,
                         const ren_model *model) {
  if (ren_str_eq(truth, seen)) return KIND_FALSE;
  if (same_but_for_case(truth, after)) return KIND_CASE;
  if (!link->truths || !link->seens) return KIND_LOST;
  if (link->truths != link->seens) return KIND_PARTING;
  ren_str letters = without_edges(truth);
  if (!only_letters(letters) || same_letters(truth, after)) return KIND_NUMBER;
  ren_word_info info = ren_model_word(model, letters);
  bool name = info.flags & (REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_CAPITAL);
  bool listed = info.flags & (REN_WORD_KNOWN | REN_WORD_COMPOUND);
  if (upper_at(letters) && (name || (!listed && !starts_sentence(p, link->truth)))) return KIND_NAME;
  if (ren_model_word(model, without_edges(after)).flags & REN_WORD_KNOWN) return KIND_REAL;
  if (!(info.flags & REN_WORD_KNOWN)) return info.flags & REN_WORD_COMPOUND ? KIND_COMPOUND : KIND_UNKNOWN;
  return ren_str_eq(seen, after) ? KIND_LEFT : KIND_WRONG;
}

static void keep_leftover(words_score *score, enum kind kind, ren_str truth, ren_str seen, ren_str after) {
  char words[512];
  snprintf(words, sizeof words, "%.*s | %.*s | %.*s", (int)truth.len, truth.ptr, (int)seen.len, seen.ptr,
           ren_str_eq(seen, after) ? 1 : (int)after.len, ren_str_eq(seen, after) ? "-" : after.ptr);
  for (size_t i = 0; i < score->left_count; i++)
    if (score->left[i].kind == kind && strcmp(score->left[i].words, words) == 0) {
      score->left[i].count++;
      return;
    }
  if (score->left_count == score->left_room) {
    score->left_room = score->left_room ? score->left_room * 2 : 256;
    score->left = measure_grow(score->left, score->left_room, sizeof *score->left);
  }
  char *copy = measure_grow(NULL, strlen(words) + 1, 1);
  memcpy(copy, words, strlen(words) + 1);
  score->left[score->left_count++] = (leftover){kind, copy, 1};
}

void words_add(words_score *score, const pair *p, const ren_model *model, bool keep) {
  ren_buf truth = {0}, seen = {0}, after = {0};
  for (size_t i = 0; i < p->links.count; i++) {
    const word_link *link = &p->links.ptr[i];
    pair_words(p, link, &truth, &seen, &after);
    ren_str t = ren_buf_str(&truth), s = ren_buf_str(&seen), a = ren_buf_str(&after);
    if (ren_str_eq(t, a)) {
      if (!ren_str_eq(t, s)) score->repaired += link->truths ? link->truths : 1;
      continue;
    }
    if (ren_str_eq(t, s)) score->broken += link->truths;
    enum kind kind = kind_of(p, link, t, s, a, model);
    score->kinds[kind]++;
    if (keep) keep_leftover(score, kind, t, s, a);
  }
  ren_buf_free(&truth);
  ren_buf_free(&seen);
  ren_buf_free(&after);
}

static int by_kind(const void *a, const void *b) {
  const leftover *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return strcmp(x->words, y->words);
}

void words_print_kinds(const char *set, words_score *score, bool list) {
  fprintf(stderr, "\n%s: errors left (truth | seen | corrected)\n", set);
  qsort(score->left, score->left_count, sizeof *score->left, by_kind);
  size_t at = 0;
  for (int kind = 0; kind < KINDS; kind++) {
    if (score->kinds[kind]) fprintf(stderr, "  %s: %zu\n", kind_names[kind], score->kinds[kind]);
    for (; at < score->left_count && (int)score->left[at].kind == kind; at++)
      if (list) fprintf(stderr, "    %zu  %s\n", score->left[at].count, score->left[at].words);
  }
}

void words_score_free(words_score *score) {
  for (size_t i = 0; i < score->left_count; i++) free(score->left[i].words);
  free(score->left);
  *score = (words_score){0};
}
