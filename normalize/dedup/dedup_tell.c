/* Pairs of classes told as pairs of items. */
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* Equal texts multiply: above this many pairs between two classes (or within one)
 * only those with the first of either are told; the rest follow from them. */
enum { MAX_PRODUCT = 4096, MAX_FRESH = 1024 };

typedef struct teller {
  ren_dedup *d;
  ren__comparer comparer;
  size_t fresh; /* comparisons left for members whose bytes differ from their class's */
} teller;

ren_span_pair ren__span_turned(const ren_span_pair *s) {
  return (ren_span_pair){s->b_offset, s->b_length, s->a_offset, s->a_length, s->similarity};
}

static bool add_spans(ren_dedup *d, ren_pair *pair, const ren_span_pair *spans, size_t count, bool swap) {
  size_t first = d->span_count;
  for (size_t k = 0; k < count; k++) {
    ren_span_pair s = swap ? ren__span_turned(&spans[k]) : spans[k];
    if (!ren_grow(&d->spans, &d->span_cap, d->span_count, sizeof *d->spans)) return false;
    d->spans[d->span_count++] = s;
  }
  pair->span_count = d->span_count - first;
  return true;
}

/* x and y are ranks; the verdict and spans are about (x, y). */
static bool add_pair(ren_dedup *d, uint32_t x, uint32_t y, const ren__verdict *v, const ren_span_pair *spans,
                     size_t count) {
  size_t a = d->by_rank[x], b = d->by_rank[y];
  bool swap = v->relation == REN_RELATION_CONTAINS ? v->b_contains_a : v->relation != REN_RELATION_REFERS && a > b;
  if (!ren_grow(&d->pairs, &d->pair_cap, d->pair_count, sizeof *d->pairs)) return false;
  ren_pair *pair = &d->pairs[d->pair_count++];
  *pair = (ren_pair){
      swap ? b : a, swap ? a : b, v->relation, (float)v->similarity / REN__ONE, (float)v->weight / REN__ONE, NULL, 0};
  return add_spans(d, pair, spans, count, swap);
}

static bool equal_pair(ren_dedup *d, uint32_t x, uint32_t y) {
  ren__verdict v = {true, REN_RELATION_IDENTICAL, false, REN__ONE, REN__ONE};
  ren_span_pair whole = {0, ren__dedup_ranked(d, x)->text.len, 0, ren__dedup_ranked(d, y)->text.len, 1.0f};
  return add_pair(d, x, y, &v, &whole, 1);
}

static bool tell_class(ren_dedup *d, size_t k) {
  const uint32_t *rank = d->class_rank + d->class_start[k];
  size_t size = d->class_start[k + 1] - d->class_start[k];
  bool all = size * (size - 1) / 2 <= MAX_PRODUCT;
  for (size_t i = 0; i < (all ? size : 1); i++)
    for (size_t j = i + 1; j < size; j++)
      if (!equal_pair(d, rank[i], rank[j])) return false;
  return true;
}

static ren__subject subject_of(const ren_dedup *d, uint32_t rank) {
  const ren_dedup_item *item = ren__dedup_ranked(d, rank);
  return (ren__subject){item->text, item->guard, d->class_words[d->class_of[rank]], d->class_of[rank]};
}

/* Members whose bytes are those of their class share its spans; others differ in
 * case and punctuation, so their spans are found anew. */
static bool tell_members(teller *t, const ren__class_pair *p, uint32_t x, uint32_t y) {
  ren_dedup *d = t->d;
  const ren_span_pair *spans = d->found.spans + p->first_span;
  bool same = ren_str_eq(ren__dedup_ranked(d, x)->text, d->class_text[p->a]) &&
              ren_str_eq(ren__dedup_ranked(d, y)->text, d->class_text[p->b]);
  if (same || t->fresh == 0) return add_pair(d, x, y, &p->verdict, spans, same ? p->span_count : 0);
  ren__verdict v;
  ren__subject a = subject_of(d, x), b = subject_of(d, y);
  t->fresh--;
  if (!ren__comparer_set(&t->comparer, &a) || !ren__compare(&t->comparer, &b, &v)) return false;
  v = p->verdict; /* the words are the same, so is what they are to each other */
  return add_pair(d, x, y, &v, t->comparer.spans, t->comparer.span_count);
}

static bool tell_class_pair(teller *t, const ren__class_pair *p) {
  const ren_dedup *d = t->d;
  if (p->verdict.relation == REN_RELATION_SHARES && !d->opts.passages) return true; /* known for some only */
  const uint32_t *x = d->class_rank + d->class_start[p->a], *y = d->class_rank + d->class_start[p->b];
  size_t size_x = d->class_start[p->a + 1] - d->class_start[p->a];
  size_t size_y = d->class_start[p->b + 1] - d->class_start[p->b];
  bool all = size_x * size_y <= MAX_PRODUCT;
  t->fresh = MAX_FRESH;
  for (size_t i = 0; i < size_x; i++)
    for (size_t j = 0; j < size_y; j++)
      if ((all || i == 0 || j == 0) && !tell_members(t, p, x[i], y[j])) return false;
  return true;
}

static bool tell_pointers(ren_dedup *d) {
  static const ren__verdict refers = {true, REN_RELATION_REFERS, false, 0, 0};
  for (uint32_t r = 0; r < d->count; r++) {
    if (!d->pointer[r]) continue;
    uint32_t target = ren__dedup_find_id(d, ren__dedup_ranked(d, r)->refers_id);
    if (target != REN__NONE && !add_pair(d, r, target, &refers, NULL, 0)) return false;
  }
  return true;
}

static int by_items(const void *p, const void *q) {
  const ren_pair *x = p, *y = q;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  if (x->b != y->b) return x->b < y->b ? -1 : 1;
  return (int)x->relation - (int)y->relation;
}

static int by_offset(const void *p, const void *q) {
  const ren_span_pair *x = p, *y = q;
  if (x->a_offset != y->a_offset) return x->a_offset < y->a_offset ? -1 : 1;
  return (x->b_offset > y->b_offset) - (x->b_offset < y->b_offset);
}

void ren__spans_sort(ren_span_pair *spans, size_t count) {
  if (count > 1) qsort(spans, count, sizeof *spans, by_offset);
}

ren_status ren__dedup_tell_pairs(ren_dedup *d, ren_error *err) {
  teller t = {.d = d, .comparer = {.opts = ren__dedup_judge_opts(d)}};
  /* most texts stand alone in their class: room for their pairs at once, for growing step by
   * step takes up to three times as much */
  d->spans = ren_alloc_array(d->found.span_count + 1, sizeof *d->spans);
  d->pairs = ren_alloc_array(d->found.count + 1, sizeof *d->pairs);
  if (!d->spans || !d->pairs) return ren_fail_nomem(err);
  d->span_cap = d->found.span_count + 1;
  d->pair_cap = d->found.count + 1;
  bool ok = true;
  for (size_t k = 0; ok && k < d->classes; k++) ok = tell_class(d, k);
  for (size_t k = 0; ok && k < d->found.count; k++) ok = tell_class_pair(&t, &d->found.list[k]);
  if (ok) ok = tell_pointers(d);
  ren__comparer_free(&t.comparer);
  if (!ok) return ren_fail_nomem(err);
  size_t first = 0; /* the list of spans stands still now */
  for (size_t k = 0; k < d->pair_count; k++) {
    ren_pair *pair = &d->pairs[k];
    pair->spans = pair->span_count ? d->spans + first : NULL;
    first += pair->span_count;
    ren__spans_sort(pair->spans, pair->span_count);
  }
  if (d->pair_count > 1) qsort(d->pairs, d->pair_count, sizeof *d->pairs, by_items);
  return REN_OK;
}
