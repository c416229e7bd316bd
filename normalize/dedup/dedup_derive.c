/* Pairs seen through a third text.
 *
 * Two copies so damaged that they have hardly a gram in common may both be aligned
 * with a cleaner witness. Where their passages meet on the witness, they are aligned
 * with each other: passages compose. What comes out is a lower bound of the true
 * likeness and is judged by the same bar; a drifting chain gains nothing by it. */
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <stdlib.h>

enum { MAX_NEIGHBOURS = 64 };

typedef struct derived {
  ren__class_pair pair; /* spans: set when they stand still */
  size_t first_span;
  uint32_t witness;
} derived;

typedef struct deriver {
  ren_dedup *d;
  uint32_t *start; /* class -> its edges in edge[]; classes + 1 */
  uint32_t *edge;  /* index in found.list */
  derived *list;
  size_t count, cap;
  ren_span_pair *x, *y; /* passages of one text (a) with the witness (b), by witness */
  size_t x_cap, y_cap;
  ren__span *spans; /* composed ones */
  size_t span_count, span_cap;
} deriver;

static bool joins(const ren_dedup *d, const ren__class_pair *p) {
  return p->verdict.relation <= REN_RELATION_NEAR_IDENTICAL && p->span_count > 0 &&
         p->verdict.weight >= ren__dedup_judge_opts(d).min_similarity;
}

static bool list_edges(deriver *v) {
  const ren__class_pairs *found = &v->d->found;
  size_t classes = v->d->classes;
  uint32_t *fill = ren_alloc_array(classes, sizeof *fill);
  v->start = ren_alloc_array(classes + 1, sizeof *v->start);
  v->edge = ren_alloc_array(2 * found->count, sizeof *v->edge);
  bool ok = fill && v->start && v->edge && found->count < UINT32_MAX / 2;
  for (size_t k = 0; ok && k < found->count; k++)
    if (joins(v->d, &found->list[k])) v->start[found->list[k].a + 1]++, v->start[found->list[k].b + 1]++;
  for (size_t i = 0; ok && i < classes; i++) v->start[i + 1] += v->start[i];
  for (size_t k = 0; ok && k < found->count; k++) {
    const ren__class_pair *p = &found->list[k];
    if (!joins(v->d, p)) continue;
    v->edge[v->start[p->a] + fill[p->a]++] = (uint32_t)k;
    v->edge[v->start[p->b] + fill[p->b]++] = (uint32_t)k;
  }
  ren_free(fill);
  return ok;
}

static int by_witness(const void *p, const void *q) {
  const ren_span_pair *x = p, *y = q;
  if (x->b_offset != y->b_offset) return x->b_offset < y->b_offset ? -1 : 1;
  return (x->a_offset > y->a_offset) - (x->a_offset < y->a_offset);
}

/* The passages of the edge with the witness on the b side. */
static bool read_edge(const ren__class_pair *p, uint32_t witness, ren_span_pair **out, size_t *cap) {
  if (p->span_count > *cap) {
    ren_free(*out);
    *out = ren_alloc_array(2 * (size_t)p->span_count, sizeof **out);
    *cap = *out ? 2 * (size_t)p->span_count : 0;
    if (!*out) return false;
  }
  for (uint32_t k = 0; k < p->span_count; k++) {
    ren_span_pair s = ren__span_told(&p->spans[k]);
    (*out)[k] = p->a == witness ? ren__span_turned(&s) : s;
  }
  if (p->span_count > 1) qsort(*out, p->span_count, sizeof **out, by_witness);
  return true;
}

/* A byte of the witness taken over to the text. */
static size_t carry(const ren_span_pair *s, size_t at) {
  return s->a_offset + (size_t)((double)(at - s->b_offset) * (double)s->a_length / (double)s->b_length + 0.5);
}

/* Moves an offset down to the start of a character, if the text is there. */
static uint32_t on_character(ren_str text, size_t at) {
  if (at > text.len) at = text.len;
  while (text.ptr && at > 0 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
  return (uint32_t)at;
}

static bool compose(deriver *v, size_t x_count, ren_str text_x, size_t y_count, ren_str text_y, uint32_t *similarity) {
  double aligned = 0;
  for (size_t i = 0, j = 0; i < x_count && j < y_count;) {
    const ren_span_pair *x = &v->x[i], *y = &v->y[j];
    size_t x_end = x->b_offset + x->b_length, y_end = y->b_offset + y->b_length;
    size_t from = x->b_offset > y->b_offset ? x->b_offset : y->b_offset, to = x_end < y_end ? x_end : y_end;
    if (from < to && x->b_length && y->b_length) {
      uint32_t a0 = on_character(text_x, carry(x, from)), a1 = on_character(text_x, carry(x, to));
      uint32_t b0 = on_character(text_y, carry(y, from)), b1 = on_character(text_y, carry(y, to));
      if (!ren_grow(&v->spans, &v->span_cap, v->span_count, sizeof *v->spans)) return false;
      v->spans[v->span_count++] = (ren__span){a0, a1 - a0, b0, b1 - b0, x->similarity * y->similarity};
      aligned += (double)(carry(x, to) - carry(x, from)) + (double)(carry(y, to) - carry(y, from));
    }
    if (x_end <= y_end)
      i++;
    else
      j++;
  }
  double share = aligned / (double)(text_x.len + text_y.len + 1);
  *similarity = (uint32_t)((share < 1 ? share : 1) * REN__ONE);
  return true;
}

static uint32_t least(uint32_t x, uint32_t y) { return x < y ? x : y; }

static bool try_pair(deriver *v, uint32_t witness, const ren__class_pair *p, const ren__class_pair *q) {
  ren_dedup *d = v->d;
  uint32_t x = p->a == witness ? p->b : p->a, y = q->a == witness ? q->b : q->a, similarity;
  if (x > y) {
    const ren__class_pair *swap = p;
    uint32_t number = x;
    p = q, q = swap;
    x = y, y = number;
  }
  const ren__class_pair *known = ren__dedup_class_pair(d, x, y);
  if (known && known->verdict.relation != REN_RELATION_SHARES) return true;
  size_t first = v->span_count;
  if (!read_edge(p, witness, &v->x, &v->x_cap) || !read_edge(q, witness, &v->y, &v->y_cap) ||
      !compose(v, p->span_count, d->class_text[x], q->span_count, d->class_text[y], &similarity))
    return false;
  uint32_t weight = least(similarity, least(p->verdict.weight, q->verdict.weight));
  if (weight < ren__dedup_judge_opts(d).min_similarity) {
    v->span_count = first;
    return true;
  }
  if (!ren_grow(&v->list, &v->cap, v->count, sizeof *v->list)) return false;
  ren__verdict verdict = {true, REN_RELATION_NEAR_IDENTICAL, false, similarity, weight};
  v->list[v->count++] = (derived){{x, y, verdict, (uint32_t)(v->span_count - first), NULL}, first, witness};
  return true;
}

/* By pair, the best first. */
static int by_pair(const void *p, const void *q) {
  const derived *x = p, *y = q;
  int order = ren__class_pair_order(&x->pair, &y->pair);
  if (order) return order;
  if (x->pair.verdict.weight != y->pair.verdict.weight) return x->pair.verdict.weight > y->pair.verdict.weight ? -1 : 1;
  return (x->witness > y->witness) - (x->witness < y->witness);
}

/* Puts the derived pairs among those found; one that was only a shared passage gives way. */
static bool merge(deriver *v) {
  ren__class_pairs *found = &v->d->found;
  ren__class_pair *all = ren_alloc_array(found->count + v->count, sizeof *all);
  if (!all || !ren__class_pairs_own(found, v->spans)) {
    ren_free(all);
    return false;
  }
  size_t count = 0, i = 0, j = 0;
  while (i < found->count || j < v->count) {
    int order = i == found->count ? 1 : j == v->count ? -1 : ren__class_pair_order(&found->list[i], &v->list[j].pair);
    if (order < 0) {
      all[count++] = found->list[i++];
      continue;
    }
    i += order == 0;
    all[count] = v->list[j].pair;
    all[count++].spans = v->spans + v->list[j].first_span;
    size_t same = j;
    while (j < v->count && ren__class_pair_order(&v->list[j].pair, &v->list[same].pair) == 0) j++;
  }
  ren_free(found->list);
  found->list = all;
  found->count = count;
  v->spans = NULL; /* they are the pairs' now */
  return true;
}

ren_status ren__dedup_derive_pairs(ren_dedup *d, ren_error *err) {
  deriver v = {.d = d};
  bool ok = list_edges(&v);
  for (uint32_t z = 0; ok && z < d->classes; z++) {
    uint32_t end = v.start[z + 1] - v.start[z] > MAX_NEIGHBOURS ? v.start[z] + MAX_NEIGHBOURS : v.start[z + 1];
    for (uint32_t i = v.start[z]; ok && i < end; i++)
      for (uint32_t j = i + 1; ok && j < end; j++)
        ok = try_pair(&v, z, &d->found.list[v.edge[i]], &d->found.list[v.edge[j]]);
  }
  if (ok && v.count) {
    qsort(v.list, v.count, sizeof *v.list, by_pair);
    ok = merge(&v);
  }
  ren_free(v.start), ren_free(v.edge), ren_free(v.list);
  ren_free(v.x), ren_free(v.y), ren_free(v.spans);
  return ok ? REN_OK : ren_fail_nomem(err);
}
