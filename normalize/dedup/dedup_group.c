/* Groups of classes, spread over the items; pointers follow their target. */
#include "dedup/dedup_state.h"
#include "dedup/groups.h"

#include "alloc.h"

enum { MAX_POINTING = 32 }; /* pointers that lead on to pointers */

static ren_status group_classes(ren_dedup *d, uint32_t *group, ren_error *err) {
  size_t edges = 0;
  ren__edge *edge = ren_alloc_array(d->found.count, sizeof *edge);
  uint32_t *size = ren_alloc_array(d->classes, sizeof *size);
  ren_status status = edge && size ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) {
    for (size_t k = 0; k < d->classes; k++) size[k] = d->class_start[k + 1] - d->class_start[k];
    uint32_t bar = ren__dedup_judge_opts(d).min_similarity;
    for (size_t k = 0; k < d->found.count; k++) {
      const ren__class_pair *p = &d->found.list[k];
      if (p->verdict.weight >= ren__nearly_alike(bar)) edge[edges++] = (ren__edge){p->a, p->b, p->verdict.weight};
    }
    status = ren__groups_make(group, d->classes, size, edge, edges, bar ? bar : 1, err);
  }
  ren_free(edge);
  ren_free(size);
  return status;
}

uint32_t ren__dedup_find_id(const ren_dedup *d, ren_str id) {
  size_t low = 0, high = d->count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (ren__compare_bytes(ren__dedup_ranked(d, mid)->id, id) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low < d->count && ren_str_eq(ren__dedup_ranked(d, low)->id, id) ? (uint32_t)low : REN__NONE;
}

static uint32_t target_of(const ren_dedup *d, uint32_t rank) {
  ren_str id = ren__dedup_ranked(d, rank)->refers_id;
  uint32_t target = id.len ? ren__dedup_find_id(d, id) : REN__NONE;
  return target == rank ? REN__NONE : target;
}

/* The group that a pointer leads to: that of the first text on its way that points
 * at nothing or stands in a group; in a ring of pointers the smallest of them. */
static uint32_t follow(const ren_dedup *d, const uint32_t *members, uint32_t rank) {
  uint32_t at = rank, least = rank;
  for (int step = 0; step < MAX_POINTING; step++) {
    uint32_t next = target_of(d, at);
    if (next == REN__NONE) return d->group[at];
    if (members[d->group[next]] > 1) return d->group[next];
    at = next;
    if (at < least) least = at;
  }
  return least;
}

static ren_status attach_pointers(ren_dedup *d, ren_error *err) {
  uint32_t *members = ren_alloc_array(d->count, sizeof *members);
  uint32_t *joins = ren_alloc_array(d->count, sizeof *joins);
  ren_status status = members && joins ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) {
    for (size_t r = 0; r < d->count; r++) members[d->group[r]]++;
    for (uint32_t r = 0; r < d->count; r++) {
      joins[r] = d->group[r];
      if (members[d->group[r]] == 1 && target_of(d, r) != REN__NONE) joins[r] = follow(d, members, r);
    }
    for (size_t r = 0; r < d->count; r++) {
      d->pointer[r] = joins[r] != d->group[r];
      d->group[r] = joins[r];
    }
  }
  ren_free(members);
  ren_free(joins);
  return status;
}

ren_status ren__dedup_group(ren_dedup *d, ren_error *err) {
  uint32_t *group = ren_alloc_array(d->classes, sizeof *group);
  d->group = ren_alloc_array(d->count, sizeof *d->group);
  d->pointer = ren_alloc_array(d->count, sizeof *d->pointer);
  ren_status status = group && d->group && d->pointer ? group_classes(d, group, err) : ren_fail_nomem(err);
  if (status == REN_OK) {
    for (size_t r = 0; r < d->count; r++) {
      uint32_t first_class = group[d->class_of[r]];
      d->group[r] = d->class_rank[d->class_start[first_class]];
    }
    status = attach_pointers(d, err);
  }
  ren_free(group);
  return status;
}
