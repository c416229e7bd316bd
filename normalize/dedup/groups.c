#include "dedup/groups.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* A group's neighbour: sum of weights x sizes over all pairs across. */
typedef struct link {
  uint32_t to;
  uint64_t sum;
} link;

typedef struct node {
  link *links; /* by number; neighbours that have been merged away are dropped */
  size_t count, cap;
  uint64_t size;
  uint32_t version; /* counts its merges: older heap entries are stale */
  bool gone;
} node;

typedef struct offer {
  uint32_t mean;
  uint32_t a, b; /* a < b */
  uint32_t version_a, version_b;
} offer;

typedef struct forest {
  node *nodes;
  offer *heap;
  size_t heap_count, heap_cap;
  uint32_t min_weight;
} forest;

/* Best offer first: highest mean, then smallest numbers. */
static bool better(const offer *x, const offer *y) {
  if (x->mean != y->mean) return x->mean > y->mean;
  if (x->a != y->a) return x->a < y->a;
  return x->b < y->b;
}

static bool heap_push(forest *f, offer o) {
  if (!ren_grow(&f->heap, &f->heap_cap, f->heap_count, sizeof *f->heap)) return false;
  size_t at = f->heap_count++;
  while (at > 0 && better(&o, &f->heap[(at - 1) / 2])) {
    f->heap[at] = f->heap[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  f->heap[at] = o;
  return true;
}

static offer heap_pop(forest *f) {
  offer top = f->heap[0], last = f->heap[--f->heap_count];
  size_t at = 0;
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= f->heap_count) break;
    if (child + 1 < f->heap_count && better(&f->heap[child + 1], &f->heap[child])) child++;
    if (!better(&f->heap[child], &last)) break;
    f->heap[at] = f->heap[child];
    at = child;
  }
  if (f->heap_count) f->heap[at] = last;
  return top;
}

static bool push_offer(forest *f, uint32_t a, uint32_t b, uint64_t sum) {
  if (a > b) {
    uint32_t swap = a;
    a = b;
    b = swap;
  }
  const node *x = &f->nodes[a], *y = &f->nodes[b];
  uint64_t mean = sum / (x->size * y->size);
  if (mean < f->min_weight) return true;
  return heap_push(f, (offer){(uint32_t)mean, a, b, x->version, y->version});
}

static bool add_link(node *n, link l) {
  if (!ren_grow(&n->links, &n->cap, n->count, sizeof *n->links)) return false;
  n->links[n->count++] = l;
  return true;
}

static size_t find_link(const node *n, uint32_t to) {
  size_t low = 0, high = n->count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (n->links[mid].to < to)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static void drop_link(node *n, uint32_t to) {
  size_t at = find_link(n, to);
  if (at == n->count || n->links[at].to != to) return;
  memmove(&n->links[at], &n->links[at + 1], (n->count - at - 1) * sizeof *n->links);
  n->count--;
}

static bool set_link(node *n, uint32_t to, uint64_t sum) {
  size_t at = find_link(n, to);
  if (at < n->count && n->links[at].to == to) {
    n->links[at].sum = sum;
    return true;
  }
  if (!ren_grow(&n->links, &n->cap, n->count, sizeof *n->links)) return false;
  memmove(&n->links[at + 1], &n->links[at], (n->count - at) * sizeof *n->links);
  n->links[at] = (link){to, sum};
  n->count++;
  return true;
}

/* The neighbours of both, without each other. */
static bool merge_links(node *out, const node *x, uint32_t a, const node *y, uint32_t b) {
  size_t i = 0, j = 0;
  while (i < x->count || j < y->count) {
    link l;
    if (j == y->count || (i < x->count && x->links[i].to < y->links[j].to))
      l = x->links[i++];
    else if (i == x->count || y->links[j].to < x->links[i].to)
      l = y->links[j++];
    else {
      l = (link){x->links[i].to, x->links[i].sum + y->links[j].sum};
      i++, j++;
    }
    if (l.to != a && l.to != b && !add_link(out, l)) return false;
  }
  return true;
}

static bool merge(forest *f, uint32_t a, uint32_t b) {
  node *x = &f->nodes[a], *y = &f->nodes[b], merged = {0};
  if (!merge_links(&merged, x, a, y, b)) {
    ren_free(merged.links);
    return false;
  }
  ren_free(x->links);
  ren_free(y->links);
  merged.size = x->size + y->size;
  merged.version = x->version + 1;
  *x = merged;
  *y = (node){.gone = true};
  for (size_t k = 0; k < x->count; k++) {
    uint32_t other = x->links[k].to;
    drop_link(&f->nodes[other], b);
    if (!set_link(&f->nodes[other], a, x->links[k].sum) || !push_offer(f, a, other, x->links[k].sum)) return false;
  }
  return true;
}

static int by_ends(const void *p, const void *q) {
  const ren__edge *x = p, *y = q;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

static bool plant(forest *f, const uint32_t *size, const ren__edge *edges, size_t edge_count) {
  /* sorted by (a, b): links to smaller numbers come first and in order, then those to larger */
  for (size_t k = 0; k < edge_count; k++) {
    const ren__edge *e = &edges[k];
    uint64_t sum = (uint64_t)e->weight * size[e->a] * size[e->b];
    if (!add_link(&f->nodes[e->b], (link){e->a, sum})) return false;
  }
  for (size_t k = 0; k < edge_count; k++) {
    const ren__edge *e = &edges[k];
    uint64_t sum = (uint64_t)e->weight * size[e->a] * size[e->b];
    if (!add_link(&f->nodes[e->a], (link){e->b, sum}) || !push_offer(f, e->a, e->b, sum)) return false;
  }
  return true;
}

ren_status ren__groups_make(uint32_t *group, size_t count, const uint32_t *size, ren__edge *edges, size_t edge_count,
                            uint32_t min_weight, ren_error *err) {
  forest f = {.min_weight = min_weight};
  ren_status status = REN_OK;
  f.nodes = ren_alloc_array(count, sizeof *f.nodes);
  if (!f.nodes) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++) {
    group[i] = (uint32_t)i;
    f.nodes[i].size = size[i];
  }
  if (edge_count > 1) qsort(edges, edge_count, sizeof *edges, by_ends);
  if (!plant(&f, size, edges, edge_count)) status = ren_fail_nomem(err);
  while (status == REN_OK && f.heap_count) {
    offer o = heap_pop(&f);
    const node *x = &f.nodes[o.a], *y = &f.nodes[o.b];
    if (x->gone || y->gone || x->version != o.version_a || y->version != o.version_b) continue;
    group[o.b] = o.a;
    if (!merge(&f, o.a, o.b)) status = ren_fail_nomem(err);
  }
  /* merged into smaller numbers only, so one pass upwards resolves all */
  for (size_t i = 0; i < count; i++) group[i] = group[group[i]];
  for (size_t i = 0; i < count; i++) ren_free(f.nodes[i].links);
  ren_free(f.nodes);
  ren_free(f.heap);
  return status;
}
