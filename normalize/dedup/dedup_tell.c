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
  bool swap;    /* the pair told last has its ends changed */
} teller;

/* Of the pair told last. */
static bool add_span(teller *t, const ren_span_pair *span) {
  ren_dedup *d = t->d;
  if (!ren_grow(&d->spans, &d->span_cap, d->span_count, sizeof *d->spans)) return false;
  d->spans[d->span_count++] = t->swap ? ren__span_turned(span) : *span;
  d->pairs[d->pair_count - 1].span_count++;
  return true;
}

/* x and y are ranks; the verdict is about (x, y). */
static bool add_pair(teller *t, uint32_t x, uint32_t y, const ren__verdict *v) {
  ren_dedup *d = t->d;
  size_t a = d->by_rank[x], b = d->by_rank[y];
  bool swap = v->relation == REN_RELATION_CONTAINS ? v->b_contains_a : v->relation != REN_RELATION_REFERS && a > b;
  if (!ren_grow(&d->pairs, &d->pair_cap, d->pair_count, sizeof *d->pairs)) return false;
  t->swap = swap;
  ren_pair *pair = &d->pairs[d->pair_count++];
  *pair = (ren_pair){
      swap ? b : a, swap ? a : b, v->relation, (float)v->similarity / REN__ONE, (float)v->weight / REN__ONE, NULL, 0};
  return true;
}

static bool equal_pair(teller *t, uint32_t x, uint32_t y) {
  ren__verdict v = {true, REN_RELATION_IDENTICAL, false, REN__ONE, REN__ONE};
  ren_span_pair whole = {0, ren__dedup_ranked(t->d, x)->text.len, 0, ren__dedup_ranked(t->d, y)->text.len, 1.0f};
  return add_pair(t, x, y, &v) && add_span(t, &whole);
}

static bool tell_class(teller *t, size_t k) {
  const ren_dedup *d = t->d;
  const uint32_t *rank = d->class_rank + d->class_start[k];
  size_t size = d->class_start[k + 1] - d->class_start[k];
  bool all = size * (size - 1) / 2 <= MAX_PRODUCT;
  for (size_t i = 0; i < (all ? size : 1); i++)
    for (size_t j = i + 1; j < size; j++)
      if (!equal_pair(t, rank[i], rank[j])) return false;
  return true;
}

static ren__subject subject_of(const ren_dedup *d, uint32_t rank) {
  const ren_dedup_item *item = ren__dedup_ranked(d, rank);
  return (ren__subject){item->text, item->guard, d->class_words[d->class_of[rank]], d->class_of[rank]};
}

/* Members whose bytes are those of their class share its spans; others differ in
 * case and punctuation, so their spans are found anew. */
static bool tell_members(teller *t, const ren__class_pair *p, uint32_t x, uint32_t y) {
  const ren_dedup *d = t->d;
  bool same = ren_str_eq(ren__dedup_ranked(d, x)->text, d->class_text[p->a]) &&
              ren_str_eq(ren__dedup_ranked(d, y)->text, d->class_text[p->b]);
  bool ok = add_pair(t, x, y, &p->verdict);
  for (uint32_t k = 0; ok && same && k < p->span_count; k++) {
    ren_span_pair span = ren__span_told(&p->spans[k]);
    ok = add_span(t, &span);
  }
  if (!ok || same || t->fresh == 0) return ok;
  ren__verdict v; /* not told: the words are the same, so is what they are to each other */
  ren__subject a = subject_of(d, x), b = subject_of(d, y);
  t->fresh--;
  ok = ren__comparer_set(&t->comparer, &a) && ren__compare(&t->comparer, &b, &v);
  for (size_t k = 0; ok && k < t->comparer.span_count; k++) ok = add_span(t, &t->comparer.spans[k]);
  return ok;
}

static bool tell_class_pair(teller *t, const ren__class_pair *p) {
  const ren_dedup *d = t->d;
  if (p->verdict.relation == REN_RELATION_SHARES && d->opts.tell < REN_TELL_PASSAGES)
    return true; /* known for some only */
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

static bool tell_pointers(teller *t) {
  const ren_dedup *d = t->d;
  static const ren__verdict refers = {true, REN_RELATION_REFERS, false, 0, 0};
  for (uint32_t r = 0; r < d->count; r++) {
    if (!d->pointer[r]) continue;
    uint32_t target = ren__dedup_find_id(d, ren__dedup_ranked(d, r)->refers_id);
    if (target != REN__NONE && !add_pair(t, r, target, &refers)) return false;
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

/* Most texts stand alone in their class: room for their pairs at once, for growing step by step
 * takes up to three times as much. */
static bool make_room(ren_dedup *d) {
  size_t spans = 1;
  for (size_t k = 0; k < d->found.count; k++) spans += d->found.list[k].span_count;
  d->spans = ren_alloc_array(spans, sizeof *d->spans);
  d->pairs = ren_alloc_array(d->found.count + 1, sizeof *d->pairs);
  d->span_cap = spans;
  d->pair_cap = d->found.count + 1;
  return d->spans && d->pairs;
}

ren_status ren__dedup_tell_pairs(ren_dedup *d, ren_error *err) {
  teller t = {.d = d, .comparer = {.opts = ren__dedup_judge_opts(d)}};
  if (d->opts.tell == REN_TELL_GROUPS) return REN_OK;
  bool ok = make_room(d);
  for (size_t k = 0; ok && k < d->classes; k++) ok = tell_class(&t, k);
  for (size_t k = 0; ok && k < d->found.count; k++) ok = tell_class_pair(&t, &d->found.list[k]);
  if (ok) ok = tell_pointers(&t);
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
