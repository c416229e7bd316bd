#include "dedup/dedup_state.h"

#include "alloc.h"

const char *ren_relation_name(ren_relation relation) {
  switch (relation) {
  case REN_RELATION_IDENTICAL: return "identical";
  case REN_RELATION_NEAR_IDENTICAL: return "near-identical";
  case REN_RELATION_CONTAINS: return "contains";
  case REN_RELATION_SHARES: return "shares";
  case REN_RELATION_REFERS: return "refers";
  }
  return "unknown";
}

ren__subject ren__dedup_subject(const ren_dedup *d, size_t k) {
  uint32_t rank = d->class_rank[d->class_start[k]];
  return (ren__subject){d->class_text[k], ren__dedup_ranked(d, rank)->guard, d->class_words[k], (uint32_t)k};
}

ren__judge_opts ren__judge_opts_of(const ren_dedup_opts *opts, const ren__bone_store *store) {
  return (ren__judge_opts){store, (uint32_t)((double)opts->min_similarity * REN__ONE + 0.5), opts->min_passage_words,
                           opts->tell == REN_TELL_PASSAGES};
}

ren__judge_opts ren__dedup_judge_opts(const ren_dedup *d) { return ren__judge_opts_of(&d->opts, d->store); }

const ren_dedup_item *ren__dedup_ranked(const ren_dedup *d, size_t rank) { return &d->items[d->by_rank[rank]]; }

const ren__class_pair *ren__dedup_class_pair(const ren_dedup *d, uint32_t a, uint32_t b) {
  if (a > b) {
    uint32_t swap = a;
    a = b;
    b = swap;
  }
  size_t low = 0, high = d->found.count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const ren__class_pair *p = &d->found.list[mid];
    if (p->a < a || (p->a == a && p->b < b))
      low = mid + 1;
    else
      high = mid;
  }
  const ren__class_pair *p = low < d->found.count ? &d->found.list[low] : NULL;
  return p && p->a == a && p->b == b ? p : NULL;
}

ren_status ren__dedup_check(const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts, ren_error *err) {
  if (count && !items) return ren_fail(err, REN_EINVAL, "no items given");
  if (opts->version != 1) return ren_fail(err, REN_EINVAL, "unknown version %u of the dedup options", opts->version);
  if (!(opts->min_similarity > 0 && opts->min_similarity <= 1))
    return ren_fail(err, REN_EINVAL, "min_similarity must be above 0 and at most 1");
  for (size_t i = 0; i < count; i++)
    if (items[i].text.len >= REN__TEXT_MAX) return ren_fail(err, REN_ELIMIT, "text %zu is larger than 1 GiB", i);
  return REN_OK;
}

static ren_status run(ren_dedup *d, ren_error *err) {
  ren_status status = ren__dedup_classify(d, err);
  if (status != REN_OK) return status;
  status = ren__bone_store_new(&d->store, d->class_text, d->classes, 0, d->opts.threads, err);
  if (status == REN_OK && d->memory && !ren__memory_begin(d->memory, d)) status = ren_fail_nomem(err);
  if (status == REN_OK) status = ren__dedup_find_pairs(d, err);
  if (status == REN_OK) status = ren__dedup_derive_pairs(d, err);
  if (d->opts.tell == REN_TELL_GROUPS) ren__class_pairs_drop_spans(&d->found); /* nobody asks for them any more */
  if (status == REN_OK) status = ren__dedup_group(d, err);
  if (status == REN_OK) status = ren__dedup_tell_pairs(d, err);
  if (status == REN_OK) status = ren__dedup_tell_clusters(d, err);
  return status;
}

ren_status ren__dedup_new_with(ren_dedup **out, const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts,
                               ren__verdict_memory *memory, ren_error *err) {
  static const ren_dedup_opts defaults = REN_DEDUP_OPTS_INIT;
  *out = NULL;
  if (!opts) opts = &defaults;
  ren_status status = ren__dedup_check(items, count, opts, err);
  if (status != REN_OK) return status;
  ren_dedup *d = ren_alloc(sizeof *d);
  if (!d) return ren_fail_nomem(err);
  d->items = items;
  d->count = count;
  d->opts = *opts;
  d->memory = memory;
  if (d->opts.threads == 0) d->opts.threads = 1;
  if (count) status = run(d, err);
  if (status != REN_OK) {
    ren_dedup_free(d);
    return status;
  }
  *out = d;
  return REN_OK;
}

ren_status ren_dedup_new(ren_dedup **out, const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts,
                         ren_error *err) {
  return ren__dedup_new_with(out, items, count, opts, NULL, err);
}

void ren_dedup_free(ren_dedup *d) {
  if (!d) return;
  ren_free(d->own_items);
  ren_free(d->by_rank), ren_free(d->rank), ren_free(d->class_of), ren_free(d->class_start), ren_free(d->class_rank);
  ren_free(d->class_text), ren_free(d->class_words);
  ren__bone_store_free(d->store);
  ren__class_pairs_free(&d->found);
  ren_free(d->pairs), ren_free(d->spans);
  ren_free(d->group), ren_free(d->pointer);
  ren_free(d->clusters), ren_free(d->members), ren_free(d->cluster_of), ren_free(d->cleanness);
  ren_free(d);
}

size_t ren_dedup_pair_count(const ren_dedup *d) { return d->pair_count; }
const ren_pair *ren_dedup_pair(const ren_dedup *d, size_t i) { return i < d->pair_count ? &d->pairs[i] : NULL; }
size_t ren_dedup_cluster_count(const ren_dedup *d) { return d->cluster_count; }
const ren_cluster *ren_dedup_cluster(const ren_dedup *d, size_t i) {
  return i < d->cluster_count ? &d->clusters[i] : NULL;
}
