#include "compiler/kneser_ney.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words take 21 bits of a key, the first word the highest ones. */
enum { BITS = 21 };
#define WORD_MASK ((UINT64_C(1) << BITS) - 1)

typedef struct gram {
  uint64_t key;
  uint32_t count;
  float probability;
  float score; /* what is lost if it is pruned */
} gram;

typedef struct table {
  gram *list;
  size_t count;
} table;

/* ---- counting ----------------------------------------------------------- */

/* Least significant digit first, 16 bits a pass. */
static bool radix_sort(uint64_t *keys, size_t n) {
  uint64_t *other = ren_alloc_array(n, sizeof *other);
  size_t *starts = ren_alloc_array(1 << 16, sizeof *starts);
  bool ok = other && starts;
  for (unsigned shift = 0; ok && shift < 64; shift += 16) {
    memset(starts, 0, (1 << 16) * sizeof *starts);
    for (size_t i = 0; i < n; i++) starts[keys[i] >> shift & 0xFFFF]++;
    size_t sum = 0;
    for (size_t d = 0; d < 1 << 16; d++) {
      size_t count = starts[d];
      starts[d] = sum;
      sum += count;
    }
    for (size_t i = 0; i < n; i++) other[starts[keys[i] >> shift & 0xFFFF]++] = keys[i];
    memcpy(keys, other, n * sizeof *keys);
  }
  ren_free(other);
  ren_free(starts);
  return ok;
}

/* Sorted keys -> distinct keys with counts. */
static bool count_keys(table *out, const uint64_t *keys, size_t n) {
  size_t distinct = 0;
  for (size_t i = 0; i < n; i++) distinct += i == 0 || keys[i] != keys[i - 1];
  out->list = ren_alloc_array(distinct, sizeof *out->list);
  if (!out->list) return false;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || keys[i] != keys[i - 1]) out->list[out->count++].key = keys[i];
    out->list[out->count - 1].count++;
  }
  return true;
}

static bool count_trigrams(table *out, const uint32_t *stream, size_t length) {
  uint64_t *keys = ren_alloc_array(length + 1, sizeof *keys);
  if (!keys) return false;
  uint64_t a = 0, b = 0;
  size_t n = 0;
  for (size_t i = 0; i < length; i++) {
    keys[n++] = a << 2 * BITS | b << BITS | stream[i];
    a = stream[i] == 0 ? 0 : b;
    b = stream[i];
  }
  bool ok = radix_sort(keys, n) && count_keys(out, keys, n);
  ren_free(keys);
  return ok;
}

/* The lower order: for each n-gram without its first word, how many different words
 * stand before it (its continuation count); for those after a boundary, where nothing
 * can stand before, the plain count. */
static bool continuations(table *out, const table *higher, int order) {
  uint64_t mask = (UINT64_C(1) << (order * BITS)) - 1;
  uint64_t *keys = ren_alloc_array(higher->count, sizeof *keys);
  if (!keys) return false;
  for (size_t i = 0; i < higher->count; i++) keys[i] = higher->list[i].key & mask;
  bool ok = radix_sort(keys, higher->count) && count_keys(out, keys, higher->count);
  ren_free(keys);
  if (!ok || order == 1) return ok;
  for (size_t i = 0, j = 0; i < higher->count && higher->list[i].key >> 2 * BITS == 0; i++) {
    if ((higher->list[i].key >> BITS & WORD_MASK) != 0) break; /* sorted: (0, 0, w) come first */
    while (out->list[j].key != (higher->list[i].key & mask)) j++;
    out->list[j].count = higher->list[i].count;
  }
  return true;
}

/* ---- smoothing ---------------------------------------------------------- */

typedef struct discounts {
  double by_count[4]; /* for counts 1, 2, 3 and more; [0] unused */
} discounts;

static discounts estimate_discounts(const table *t) {
  double n[5] = {0};
  for (size_t i = 0; i < t->count; i++)
    if (t->list[i].count <= 4) n[t->list[i].count]++;
  discounts d = {{0, 0.5, 1, 1.5}}; /* for corpora too small to tell */
  if (n[1] == 0 || n[2] == 0 || n[3] == 0 || n[4] == 0) return d;
  double y = n[1] / (n[1] + 2 * n[2]);
  for (int c = 1; c <= 3; c++) {
    double value = c - (c + 1) * y * n[c + 1] / n[c];
    if (value > 0 && value < c) d.by_count[c] = value;
  }
  return d;
}

static double discount_of(const discounts *d, uint32_t count) { return d->by_count[count < 3 ? count : 3]; }

static gram *find(const table *t, uint64_t key) {
  size_t low = 0, high = t->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (t->list[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < t->count && t->list[low].key == key ? &t->list[low] : NULL;
}

/* Probabilities of all n-grams of an order, from those of the order below, and the
 * score for pruning: count times the log ratio to what backing off would give. */
static void smooth(table *t, const table *lower, const double *unigram, int order) {
  discounts d = estimate_discounts(t);
  uint64_t lower_mask = (UINT64_C(1) << ((order - 1) * BITS)) - 1;
  for (size_t from = 0, to; from < t->count; from = to) {
    uint64_t context = t->list[from].key >> BITS;
    double total = 0, held_back = 0;
    for (to = from; to < t->count && t->list[to].key >> BITS == context; to++) {
      total += t->list[to].count;
      held_back += discount_of(&d, t->list[to].count);
    }
    for (size_t i = from; i < to; i++) {
      gram *g = &t->list[i];
      const gram *below = lower ? find(lower, g->key & lower_mask) : NULL;
      double back = held_back / total * (below ? (double)below->probability : unigram[g->key & WORD_MASK]);
      double p = (g->count - discount_of(&d, g->count)) / total + back;
      g->probability = (float)p;
      g->score = g->count < 2 && order == 3 ? 0 : (float)(g->count * log10(p / back));
      if (context == 0 && order == 3) g->score = -1; /* sentence starts: the bigram says it all */
    }
  }
}

static double *unigram_probabilities(const table *bigrams, uint32_t vocabulary) {
  table t = {0};
  double *p = ren_alloc_array(vocabulary, sizeof *p);
  if (!p || !continuations(&t, bigrams, 1)) {
    ren_free(p);
    ren_free(t.list);
    return NULL;
  }
  discounts d = estimate_discounts(&t);
  double total = 0, held_back = 0;
  for (size_t i = 0; i < t.count; i++) {
    total += t.list[i].count;
    held_back += discount_of(&d, t.list[i].count);
  }
  for (uint32_t w = 0; w < vocabulary; w++) p[w] = held_back / total / vocabulary;
  for (size_t i = 0; i < t.count; i++) p[t.list[i].key] += (t.list[i].count - discount_of(&d, t.list[i].count)) / total;
  ren_free(t.list);
  return p;
}

/* ---- pruning ------------------------------------------------------------ */

static int descending(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? 1 : x > y ? -1 : 0;
}

/* Drops the n-grams of least score until `keep` are left, but none that `needed`
 * marks. */
static bool prune(table *t, size_t keep, const unsigned char *needed) {
  float *scores = ren_alloc_array(t->count, sizeof *scores);
  if (!scores) return false;
  for (size_t i = 0; i < t->count; i++) scores[i] = t->list[i].score;
  qsort(scores, t->count, sizeof *scores, descending);
  float threshold = keep < t->count ? scores[keep] : -1;
  ren_free(scores);
  size_t kept = 0;
  for (size_t i = 0; i < t->count; i++)
    if (t->list[i].score > threshold || (needed && needed[i])) t->list[kept++] = t->list[i];
  t->count = kept;
  return true;
}

/* Marks the bigrams that are contexts of kept trigrams. */
static unsigned char *mark_contexts(const table *bigrams, const table *trigrams) {
  unsigned char *needed = ren_alloc_array(bigrams->count, 1);
  for (size_t i = 0; needed && i < trigrams->count; i++) {
    if (i > 0 && trigrams->list[i].key >> BITS == trigrams->list[i - 1].key >> BITS) continue;
    const gram *context = find(bigrams, trigrams->list[i].key >> BITS);
    if (context) needed[context - bigrams->list] = 1;
  }
  return needed;
}

/* ---- back-off form ------------------------------------------------------ */

static float cost_of(double p) { return (float)-log10(p); }

static double from_cost(float cost) { return pow(10, -(double)cost); }

static double bigram_probability(const ren__ngrams *n, const table *bigrams, uint64_t pair) {
  const gram *g = find(bigrams, pair);
  if (g) return (double)g->probability;
  return from_cost(n->unigram_backoff[pair >> BITS]) * from_cost(n->unigram_cost[pair & WORD_MASK]);
}

/* The mass that kept n-grams of [from, to) leave, over what the lower order has left. */
static double leftover(double kept, double lower_kept) {
  double left = 1 - kept, lower_left = 1 - lower_kept;
  if (left < 1e-6) left = 1e-6;
  if (lower_left < 1e-6) lower_left = 1e-6;
  return left / lower_left > 1 ? 1 : left / lower_left;
}

static void unigram_backoffs(ren__ngrams *n, const table *bigrams) {
  for (size_t from = 0, to; from < bigrams->count; from = to) {
    uint64_t context = bigrams->list[from].key >> BITS;
    double kept = 0, lower = 0;
    for (to = from; to < bigrams->count && bigrams->list[to].key >> BITS == context; to++) {
      kept += (double)bigrams->list[to].probability;
      lower += from_cost(n->unigram_cost[bigrams->list[to].key & WORD_MASK]);
    }
    n->unigram_backoff[context] = cost_of(leftover(kept, lower));
  }
}

static bool fill_bigrams(ren__ngrams *n, const table *bigrams) {
  n->bigrams = ren_alloc_array(bigrams->count, sizeof *n->bigrams);
  if (!n->bigrams) return false;
  for (size_t i = 0; i < bigrams->count; i++) {
    const gram *g = &bigrams->list[i];
    n->bigrams[i] = (ren__ngram){
        {(uint32_t)(g->key >> BITS), (uint32_t)(g->key & WORD_MASK), 0}, cost_of((double)g->probability), 0};
  }
  n->bigram_count = bigrams->count;
  return true;
}

static bool fill_trigrams(ren__ngrams *n, const table *bigrams, const table *trigrams) {
  n->trigrams = ren_alloc_array(trigrams->count, sizeof *n->trigrams);
  if (!n->trigrams) return false;
  for (size_t from = 0, to; from < trigrams->count; from = to) {
    uint64_t context = trigrams->list[from].key >> BITS;
    double kept = 0, lower = 0;
    for (to = from; to < trigrams->count && trigrams->list[to].key >> BITS == context; to++) {
      const gram *g = &trigrams->list[to];
      kept += (double)g->probability;
      lower += bigram_probability(n, bigrams, g->key & ((UINT64_C(1) << 2 * BITS) - 1));
      n->trigrams[to] = (ren__ngram){
          {(uint32_t)(g->key >> 2 * BITS), (uint32_t)(g->key >> BITS & WORD_MASK), (uint32_t)(g->key & WORD_MASK)},
          cost_of((double)g->probability),
          0};
    }
    const gram *pair = find(bigrams, context);
    if (pair) n->bigrams[pair - bigrams->list].backoff = cost_of(leftover(kept, lower));
  }
  n->trigram_count = trigrams->count;
  return true;
}

static bool fill(ren__ngrams *n, const table *bigrams, const table *trigrams, const double *unigram) {
  n->unigram_cost = ren_alloc_array(n->vocabulary, sizeof *n->unigram_cost);
  n->unigram_backoff = ren_alloc_array(n->vocabulary, sizeof *n->unigram_backoff);
  if (!n->unigram_cost || !n->unigram_backoff) return false;
  for (uint32_t w = 0; w < n->vocabulary; w++) n->unigram_cost[w] = cost_of(unigram[w]);
  unigram_backoffs(n, bigrams);
  return fill_bigrams(n, bigrams) && fill_trigrams(n, bigrams, trigrams);
}

ren_status ren__kneser_ney(ren__ngrams *out, const uint32_t *stream, size_t length, uint32_t vocabulary,
                           size_t max_bigrams, size_t max_trigrams, ren_error *err) {
  *out = (ren__ngrams){.vocabulary = vocabulary};
  if (vocabulary == 0 || vocabulary > WORD_MASK) return ren_fail(err, REN_ELIMIT, "too many different words");
  table trigrams = {0}, bigrams = {0};
  double *unigram = NULL;
  unsigned char *needed = NULL;
  bool ok = count_trigrams(&trigrams, stream, length) && continuations(&bigrams, &trigrams, 2);
  if (ok) unigram = unigram_probabilities(&bigrams, vocabulary);
  ok = ok && unigram;
  if (ok) {
    smooth(&bigrams, NULL, unigram, 2);
    smooth(&trigrams, &bigrams, unigram, 3);
    ok = prune(&trigrams, max_trigrams, NULL);
  }
  if (ok) needed = mark_contexts(&bigrams, &trigrams);
  ok = ok && needed && prune(&bigrams, max_bigrams, needed) && fill(out, &bigrams, &trigrams, unigram);
  ren_free(trigrams.list);
  ren_free(bigrams.list);
  ren_free(unigram);
  ren_free(needed);
  if (ok) return REN_OK;
  ren__ngrams_clear(out);
  return ren_fail_nomem(err);
}

void ren__ngrams_clear(ren__ngrams *ngrams) {
  ren_free(ngrams->unigram_cost);
  ren_free(ngrams->unigram_backoff);
  ren_free(ngrams->bigrams);
  ren_free(ngrams->trigrams);
  *ngrams = (ren__ngrams){0};
}
