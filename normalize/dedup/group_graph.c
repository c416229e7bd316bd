/* Groups made of verified pairs alone, without the texts. */
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

typedef struct graph {
  ren_dedup *d;
  const ren_graph_text *texts;
  ren_dedup_item *items; /* ids, lengths and pointers */
  ren_span_pair *spans;  /* of one pair */
  size_t span_count, span_cap;
  ren_error *err;
} graph;

static int by_id(const void *p, const void *q, void *texts) {
  const ren_graph_text *x = (const ren_graph_text *)texts + *(const uint32_t *)p;
  const ren_graph_text *y = (const ren_graph_text *)texts + *(const uint32_t *)q;
  return ren__compare_bytes(x->id, y->id);
}

static ren_status rank_texts(graph *g) {
  ren_dedup *d = g->d;
  d->by_rank = ren_alloc_array(d->count, sizeof *d->by_rank);
  d->rank = ren_alloc_array(d->count, sizeof *d->rank);
  d->cleanness = ren_alloc_array(d->count, sizeof *d->cleanness);
  if (!d->by_rank || !d->rank || !d->cleanness) return ren_fail_nomem(g->err);
  for (size_t i = 0; i < d->count; i++) {
    const ren_graph_text *t = &g->texts[i];
    g->items[i] = (ren_dedup_item){t->id, {NULL, t->facts.length}, {"", 0}, t->refers_id};
    d->cleanness[i] = (float)t->facts.clean / REN__CLEAN_STEPS;
    d->by_rank[i] = (uint32_t)i;
  }
  qsort_r(d->by_rank, d->count, sizeof *d->by_rank, by_id, (void *)(uintptr_t)g->texts);
  for (size_t r = 0; r < d->count; r++) {
    d->rank[d->by_rank[r]] = (uint32_t)r;
    ren_str id = g->texts[d->by_rank[r]].id;
    if (r && ren_str_eq(id, g->texts[d->by_rank[r - 1]].id))
      return ren_fail(g->err, REN_EFORMAT, "the text %.*s is given twice", (int)(id.len < 200 ? id.len : 200), id.ptr);
  }
  return REN_OK;
}

typedef struct keyed {
  uint64_t key[2];
  uint32_t rank;
} keyed;

static int by_key(const void *p, const void *q) {
  const keyed *x = p, *y = q;
  for (int i = 0; i < 2; i++)
    if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
  return (x->rank > y->rank) - (x->rank < y->rank);
}

/* Texts of the same words are one class. Those without words are each their own. */
static ren_status classify(graph *g) {
  ren_dedup *d = g->d;
  keyed *keys = ren_alloc_array(d->count, sizeof *keys);
  uint32_t *first = ren_alloc_array(d->count, sizeof *first), *words = ren_alloc_array(d->count, sizeof *words);
  ren_status status = keys && first && words ? REN_OK : ren_fail_nomem(g->err);
  for (size_t r = 0; status == REN_OK && r < d->count; r++) {
    const uint64_t *w = g->texts[d->by_rank[r]].facts.words;
    keys[r] = (keyed){{w[0], w[1]}, (uint32_t)r};
  }
  if (status == REN_OK && d->count > 1) qsort(keys, d->count, sizeof *keys, by_key);
  for (size_t i = 0, head = 0; status == REN_OK && i < d->count; i++) {
    bool same = memcmp(keys[i].key, keys[head].key, sizeof keys[i].key) == 0 && (keys[i].key[0] | keys[i].key[1]);
    if (!same) head = i;
    first[keys[i].rank] = keys[head].rank;
  }
  if (status == REN_OK) status = ren__dedup_number_classes(d, first, words, g->err);
  ren_free(keys), ren_free(first), ren_free(words);
  return status;
}

/* ---- edges ---------------------------------------------------------------------- */

static uint32_t millionths(float share) {
  return share > 0 ? (uint32_t)((double)(share < 1 ? share : 1) * REN__ONE + 0.5) : 0;
}

static bool spans_fit(const graph *g, const ren_pair *p) {
  for (size_t k = 0; k < p->span_count; k++)
    if (!ren__span_fits(&p->spans[k], g->texts[p->a].facts.length, g->texts[p->b].facts.length)) return false;
  return true;
}

static bool add_edge(graph *g, const ren_pair *p) {
  ren_dedup *d = g->d;
  uint32_t a = d->class_of[d->rank[p->a]], b = d->class_of[d->rank[p->b]];
  bool turned = a > b;
  ren__verdict v = {true, p->relation, turned && p->relation == REN_RELATION_CONTAINS, millionths(p->similarity),
                    millionths(p->weight)};
  if (a == b || p->relation == REN_RELATION_REFERS) return true;
  g->span_count = 0;
  for (size_t k = 0; k < p->span_count; k++) {
    if (!ren_grow(&g->spans, &g->span_cap, k, sizeof *g->spans)) return false;
    g->spans[g->span_count++] = turned ? ren__span_turned(&p->spans[k]) : p->spans[k];
  }
  return ren__class_pairs_add(&d->found, turned ? b : a, turned ? a : b, &v, g->spans, g->span_count);
}

static int compare_numbers(const uint32_t *x, const uint32_t *y, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return 0;
}

static int compare_spans(const ren__span *x, const ren__span *y, size_t count) {
  for (size_t k = 0; k < count; k++) {
    const uint32_t of_x[4] = {x[k].a_offset, x[k].a_length, x[k].b_offset, x[k].b_length};
    const uint32_t of_y[4] = {y[k].a_offset, y[k].a_length, y[k].b_offset, y[k].b_length};
    int order = compare_numbers(of_x, of_y, 4);
    if (order) return order;
    if (x[k].similarity != y[k].similarity) return x[k].similarity < y[k].similarity ? -1 : 1;
  }
  return 0;
}

/* Of several pairs of the same two classes the heaviest comes first. */
static int by_ends(const void *p, const void *q) {
  const ren__class_pair *x = p, *y = q;
  const ren__verdict *v = &x->verdict, *w = &y->verdict;
  const uint32_t of_x[7] = {x->a, x->b, w->weight, w->similarity, v->relation, v->b_contains_a, x->span_count};
  const uint32_t of_y[7] = {y->a, y->b, v->weight, v->similarity, w->relation, w->b_contains_a, y->span_count};
  int order = compare_numbers(of_x, of_y, 7);
  return order ? order : compare_spans(x->spans, y->spans, x->span_count);
}

static ren_status list_edges(graph *g, const ren_pair *pairs, size_t count) {
  ren__class_pairs *found = &g->d->found;
  for (size_t i = 0; i < count; i++) {
    if (pairs[i].a >= g->d->count || pairs[i].b >= g->d->count || pairs[i].a == pairs[i].b)
      return ren_fail(g->err, REN_EINVAL, "pair %zu is not of two texts", i);
    if (!spans_fit(g, &pairs[i])) return ren_fail(g->err, REN_EINVAL, "a span of pair %zu is not within its text", i);
    if (!add_edge(g, &pairs[i])) return ren_fail_nomem(g->err);
  }
  if (!ren__class_pairs_settle(found)) return ren_fail_nomem(g->err);
  if (found->count > 1) qsort(found->list, found->count, sizeof *found->list, by_ends);
  size_t kept = 0;
  for (size_t i = 0; i < found->count; i++)
    if (kept == 0 || found->list[kept - 1].a != found->list[i].a || found->list[kept - 1].b != found->list[i].b)
      found->list[kept++] = found->list[i];
  found->count = kept;
  return REN_OK;
}

static ren_status make(graph *g, const ren_pair *pairs, size_t pair_count) {
  ren_dedup *d = g->d;
  ren_status status = rank_texts(g);
  if (status == REN_OK) status = classify(g);
  if (status == REN_OK) status = list_edges(g, pairs, pair_count);
  if (status == REN_OK) status = ren__dedup_derive_pairs(d, g->err);
  if (status == REN_OK) status = ren__dedup_group(d, g->err);
  if (status == REN_OK) status = ren__dedup_tell_clusters(d, g->err);
  return status;
}

ren_status ren_dedup_group(ren_dedup **out, const ren_graph_text *texts, size_t count, const ren_pair *pairs,
                           size_t pair_count, const ren_dedup_opts *opts, ren_error *err) {
  *out = NULL;
  ren_dedup *d = NULL;
  ren_status status = ren__dedup_new_with(&d, NULL, 0, opts, NULL, err); /* checks the options */
  if (status != REN_OK) return status;
  graph g = {.d = d, .texts = texts, .items = ren_alloc_array(count, sizeof *g.items), .err = err};
  d->items = d->own_items = g.items;
  d->count = count;
  d->no_texts = true;
  if (!g.items) status = ren_fail_nomem(err);
  if (status == REN_OK && count) status = make(&g, pairs, pair_count);
  ren_free(g.spans);
  if (status == REN_OK)
    *out = d;
  else
    ren_dedup_free(d);
  return status;
}
