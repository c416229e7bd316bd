/* Groups told as clusters: their members, the canonical one, and what each member
 * is to it. */
#include "dedup/dedup_state.h"

#include "alloc.h"
#include "dedup/witness.h"

#include <math.h>

/* Cleanest, then longest, then first by id. */
static bool is_better(const ren_dedup *d, size_t x, size_t y) {
  int clean_x = (int)lroundf(d->cleanness[x] * REN__CLEAN_STEPS),
      clean_y = (int)lroundf(d->cleanness[y] * REN__CLEAN_STEPS);
  if (clean_x != clean_y) return clean_x > clean_y;
  if (d->items[x].text.len != d->items[y].text.len) return d->items[x].text.len > d->items[y].text.len;
  return d->rank[x] < d->rank[y];
}

static size_t choose_canonical(ren_dedup *d, const ren_cluster *c) {
  size_t best = SIZE_MAX;
  for (int round = 0; round < 2 && best == SIZE_MAX; round++) /* a pointer only if there is nothing else */
    for (size_t k = 0; k < c->member_count; k++) {
      size_t item = c->members[k].item;
      if (round == 0 && d->pointer[d->rank[item]]) continue;
      if (!d->no_texts) d->cleanness[item] = ren__cleanness(d->opts.model, d->items[item].text);
      if (best == SIZE_MAX || is_better(d, item, best)) best = item;
    }
  return best;
}

/* What the member is to the canonical one. */
static bool relate(const ren_dedup *d, ren__comparer *comparer, size_t canonical, ren_member *m) {
  uint32_t x = d->rank[canonical], y = d->rank[m->item];
  uint32_t class_x = d->class_of[x], class_y = d->class_of[y];
  if (class_x == class_y) {
    *m = (ren_member){m->item, 1.0f, REN_RELATION_IDENTICAL};
    return true;
  }
  if (d->pointer[y]) {
    *m = (ren_member){m->item, 0.0f, REN_RELATION_REFERS};
    return true;
  }
  const ren__class_pair *pair = ren__dedup_class_pair(d, class_x, class_y);
  ren__verdict v = {0};
  if (pair)
    v = pair->verdict;
  else if (d->no_texts) {
    *m = (ren_member){m->item, -1.0f, REN_RELATION_NEAR_IDENTICAL};
    return true;
  } else if (!ren__class_compare(d, comparer, class_x, class_y, &v))
    return false;
  m->similarity = (float)v.similarity / REN__ONE;
  m->relation = v.relation == REN_RELATION_SHARES || !v.related ? REN_RELATION_NEAR_IDENTICAL : v.relation;
  return true;
}

static bool cluster_task(void *payload, size_t k) {
  ren_dedup *d = payload;
  ren_cluster *c = &d->clusters[k];
  c->canonical = choose_canonical(d, c);
  size_t at = 0;
  while (c->members[at].item != c->canonical) at++;
  for (; at > 0; at--) c->members[at] = c->members[at - 1]; /* the canonical first, the rest by item */
  c->members[0] = (ren_member){c->canonical, 1.0f, REN_RELATION_IDENTICAL};
  ren__comparer comparer = {.opts = ren__dedup_judge_opts(d)};
  bool ok = true;
  for (size_t i = 1; ok && i < c->member_count; i++) ok = relate(d, &comparer, c->canonical, &c->members[i]);
  ren__comparer_free(&comparer);
  return ok;
}

/* Numbers the clusters by their first item and lists their members by item. */
static bool list_members(ren_dedup *d, uint32_t *size, uint32_t *number) {
  size_t members = 0;
  for (size_t i = 0; i < d->count; i++) size[d->group[d->rank[i]]]++;
  for (size_t i = 0; i < d->count; i++) {
    uint32_t g = d->group[d->rank[i]];
    if (size[g] < 2) continue;
    members++;
    if (number[g] == 0) number[g] = (uint32_t)++d->cluster_count;
  }
  d->clusters = ren_alloc_array(d->cluster_count, sizeof *d->clusters);
  d->members = ren_alloc_array(members, sizeof *d->members);
  if (!d->clusters || !d->members) return false;
  size_t next = 0;
  for (size_t i = 0; i < d->count; i++) {
    uint32_t g = d->group[d->rank[i]];
    d->cluster_of[i] = size[g] < 2 ? REN__NONE : number[g] - 1;
    if (size[g] < 2) continue;
    ren_cluster *c = &d->clusters[number[g] - 1];
    if (!c->members) {
      c->members = d->members + next;
      next += size[g];
    }
    c->members[c->member_count++] = (ren_member){i, 0, REN_RELATION_NEAR_IDENTICAL};
  }
  return true;
}

ren_status ren__dedup_tell_clusters(ren_dedup *d, ren_error *err) {
  d->cluster_of = ren_alloc_array(d->count, sizeof *d->cluster_of);
  if (!d->cleanness) d->cleanness = ren_alloc_array(d->count, sizeof *d->cleanness);
  uint32_t *size = ren_alloc_array(d->count, sizeof *size), *number = ren_alloc_array(d->count, sizeof *number);
  bool ok = d->cluster_of && d->cleanness && size && number && list_members(d, size, number) &&
            ren_parallel(d->cluster_count, d->opts.threads, cluster_task, d);
  ren_free(size);
  ren_free(number);
  return ok ? REN_OK : ren_fail_nomem(err);
}
