/* Ranks the items and finds those of the same words. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/dedup_words.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

enum { CHUNK = 256 };

int ren__compare_bytes(ren_str a, ren_str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

int ren__compare_items(const ren_dedup_item *x, const ren_dedup_item *y) {
  int order = ren__compare_bytes(x->id, y->id);
  if (order == 0) order = ren__compare_bytes(x->text, y->text);
  if (order == 0) order = ren__compare_bytes(x->guard, y->guard);
  return order ? order : ren__compare_bytes(x->refers_id, y->refers_id);
}

static int by_rank(const void *p, const void *q, void *items) {
  uint32_t i = *(const uint32_t *)p, j = *(const uint32_t *)q;
  int order = ren__compare_items((const ren_dedup_item *)items + i, (const ren_dedup_item *)items + j);
  return order ? order : (i > j) - (i < j);
}

static ren_status rank_items(ren_dedup *d, ren_error *err) {
  d->by_rank = ren_alloc_array(d->count, sizeof *d->by_rank);
  d->rank = ren_alloc_array(d->count, sizeof *d->rank);
  if (!d->by_rank || !d->rank) return ren_fail_nomem(err);
  for (size_t i = 0; i < d->count; i++) d->by_rank[i] = (uint32_t)i;
  qsort_r(d->by_rank, d->count, sizeof *d->by_rank, by_rank, (void *)(uintptr_t)d->items);
  for (size_t r = 0; r < d->count; r++) d->rank[d->by_rank[r]] = (uint32_t)r;
  return REN_OK;
}

typedef struct wordprint {
  ren__words_key key;
  uint32_t rank, words;
} wordprint;

typedef struct printer {
  const ren_dedup *d;
  wordprint *prints;
} printer;

bool ren__item_key(ren__words_key *key, size_t *words, const ren_dedup_item *item, ren_buf *scratch) {
  if (!ren__words_key_of(key, words, item->text, scratch)) return false;
  if (*words < REN__FEW_WORDS) key->low ^= XXH3_64bits(item->guard.ptr ? item->guard.ptr : "", item->guard.len);
  return true;
}

static bool print_task(void *payload, size_t chunk) {
  printer *p = payload;
  ren_buf scratch = {0};
  bool ok = true;
  size_t end = (chunk + 1) * CHUNK < p->d->count ? (chunk + 1) * CHUNK : p->d->count;
  for (size_t r = chunk * CHUNK; ok && r < end; r++) {
    const ren_dedup_item *item = ren__dedup_ranked(p->d, r);
    wordprint *w = &p->prints[r];
    w->rank = (uint32_t)r;
    size_t words = 0;
    ok = ren__item_key(&w->key, &words, item, &scratch);
    w->words = (uint32_t)words;
  }
  ren_buf_free(&scratch);
  return ok;
}

static int by_key(const void *p, const void *q) {
  const wordprint *x = p, *y = q;
  if (x->key.high != y->key.high) return x->key.high < y->key.high ? -1 : 1;
  if (x->key.low != y->key.low) return x->key.low < y->key.low ? -1 : 1;
  return (x->rank > y->rank) - (x->rank < y->rank);
}

static bool same_class(const ren_dedup *d, const wordprint *x, const wordprint *y) {
  if (x->key.high != y->key.high || x->key.low != y->key.low || x->words != y->words || x->words == 0) return false;
  const ren_dedup_item *p = ren__dedup_ranked(d, x->rank), *q = ren__dedup_ranked(d, y->rank);
  if (x->words < REN__FEW_WORDS && !ren_str_eq(p->guard, q->guard)) return false;
  return ren__same_words(p->text, q->text); /* equal hashes are no proof */
}

/* first[r]: smallest rank of r's class. */
static void mark_first(const ren_dedup *d, const wordprint *prints, uint32_t *first, uint32_t *words) {
  size_t head = 0;
  for (size_t i = 0; i < d->count; i++) {
    if (i == 0 || !same_class(d, &prints[head], &prints[i])) head = i;
    first[prints[i].rank] = prints[head].rank;
    words[prints[i].rank] = prints[i].words;
  }
}

static bool class_room(ren_dedup *d) {
  d->class_start = ren_alloc_array(d->classes + 1, sizeof *d->class_start);
  d->class_rank = ren_alloc_array(d->count, sizeof *d->class_rank);
  d->class_text = ren_alloc_array(d->classes, sizeof *d->class_text);
  d->class_words = ren_alloc_array(d->classes, sizeof *d->class_words);
  return d->class_start && d->class_rank && d->class_text && d->class_words;
}

ren_status ren__dedup_number_classes(ren_dedup *d, const uint32_t *first, const uint32_t *words, ren_error *err) {
  d->class_of = ren_alloc_array(d->count, sizeof *d->class_of);
  if (!d->class_of) return ren_fail_nomem(err);
  for (size_t r = 0; r < d->count; r++) d->class_of[r] = first[r] == r ? (uint32_t)d->classes++ : d->class_of[first[r]];
  if (!class_room(d)) return ren_fail_nomem(err);
  for (size_t r = 0; r < d->count; r++) d->class_start[d->class_of[r] + 1]++;
  for (size_t k = 0; k < d->classes; k++) d->class_start[k + 1] += d->class_start[k];
  uint32_t *fill = ren_alloc_array(d->classes, sizeof *fill);
  if (!fill) return ren_fail_nomem(err);
  for (size_t r = 0; r < d->count; r++) {
    uint32_t k = d->class_of[r];
    if (fill[k] == 0) {
      d->class_text[k] = ren__dedup_ranked(d, r)->text;
      d->class_words[k] = words[r];
    }
    d->class_rank[d->class_start[k] + fill[k]++] = (uint32_t)r;
  }
  ren_free(fill);
  return REN_OK;
}

ren_status ren__dedup_classify(ren_dedup *d, ren_error *err) {
  ren_status status = rank_items(d, err);
  if (status != REN_OK) return status;
  wordprint *prints = ren_alloc_array(d->count, sizeof *prints);
  uint32_t *first = ren_alloc_array(d->count, sizeof *first), *words = ren_alloc_array(d->count, sizeof *words);
  printer p = {d, prints};
  if (!prints || !first || !words || !ren_parallel((d->count + CHUNK - 1) / CHUNK, d->opts.threads, print_task, &p))
    status = ren_fail_nomem(err);
  if (status == REN_OK) {
    qsort(prints, d->count, sizeof *prints, by_key);
    mark_first(d, prints, first, words);
    status = ren__dedup_number_classes(d, first, words, err);
  }
  ren_free(prints), ren_free(first), ren_free(words);
  return status;
}
