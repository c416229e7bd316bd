/* dedup_state.h: how a run of dedup goes, and what it keeps.
 *
 *  1. order   items are ranked by id, text and guard: nothing below depends on the
 *             order in which they were given
 *  2. classes items of the same words (short texts: and the same guard) are one text
 *  3. index   sampled grams -> candidates: texts that share some (dedup_candidates.h)
 *  4. pairs   each candidate is compared in full (pair_judge.h), in parallel
 *             pairs of two damaged copies are also seen through a clean one
 *  5. groups  average link over the verified pairs (groups.h)
 *  6. results pairs and groups are told in items again; pointers join their target;
 *             each group gets its canonical member (witness.h)
 */
#ifndef REN_DEDUP_STATE_H
#define REN_DEDUP_STATE_H

#include "dedup/class_pairs.h"
#include "dedup/dedup_words.h"
#include "dedup/verdict_memory.h"

#define REN__NONE UINT32_MAX
enum { REN__CLEAN_STEPS = 50 }; /* differences below 1/50 do not make a text cleaner */

struct ren_dedup {
  const ren_dedup_item *items;
  size_t count;
  ren_dedup_opts opts;
  ren__verdict_memory *memory; /* borrowed; NULL if none */
  bool no_texts;               /* items have lengths and cleanness only (group_graph.c) */
  ren_dedup_item *own_items;   /* NULL, or what items points at */

  uint32_t *by_rank;     /* rank -> item */
  uint32_t *rank;        /* item -> rank */
  uint32_t *class_of;    /* rank -> class */
  uint32_t *class_start; /* class -> its members in class_rank; classes + 1 */
  uint32_t *class_rank;  /* ranks, class by class, ascending; the first speaks for it */
  size_t classes;
  ren_str *class_text;
  uint32_t *class_words;

  ren__bone_store *store;
  ren__class_pairs found; /* by a, then b */

  ren_pair *pairs;
  size_t pair_count, pair_cap;
  ren_span_pair *spans; /* of all pairs */
  size_t span_count, span_cap;

  uint32_t *group; /* rank -> smallest rank of its group */
  bool *pointer;   /* rank: joined as a pointer */
  ren_cluster *clusters;
  size_t cluster_count;
  ren_member *members;  /* of all clusters */
  uint32_t *cluster_of; /* item -> cluster or REN__NONE */
  float *cleanness;     /* item: 0..1, for those in clusters */
};

ren_status ren__dedup_classify(ren_dedup *d, ren_error *err);      /* 1, 2 */
ren_status ren__dedup_find_pairs(ren_dedup *d, ren_error *err);    /* 4 */
ren_status ren__dedup_derive_pairs(ren_dedup *d, ren_error *err);  /* 4 */
ren_status ren__dedup_group(ren_dedup *d, ren_error *err);         /* 5 and pointers */
ren_status ren__dedup_tell_pairs(ren_dedup *d, ren_error *err);    /* 6 */
ren_status ren__dedup_tell_clusters(ren_dedup *d, ren_error *err); /* 6 */

/* Numbers the classes by their first rank and lists their members; first[r]: smallest
 * rank of r's class, words[r]: how many it has. */
ren_status ren__dedup_number_classes(ren_dedup *d, const uint32_t *first, const uint32_t *words, ren_error *err);

/* ren_dedup_new with verdicts remembered. */
ren_status ren__dedup_new_with(ren_dedup **out, const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts,
                               ren__verdict_memory *memory, ren_error *err);
/* What class b is to class a, compared or remembered; sets the comparer as needed.
 * False: out of memory. */
bool ren__class_compare(const ren_dedup *d, ren__comparer *comparer, uint32_t a, uint32_t b, ren__verdict *verdict);

ren__subject ren__dedup_subject(const ren_dedup *d, size_t class_number);
ren__judge_opts ren__dedup_judge_opts(const ren_dedup *d);
ren__judge_opts ren__judge_opts_of(const ren_dedup_opts *opts, const ren__bone_store *store);
ren_status ren__dedup_check(const ren_dedup_item *items, size_t count, const ren_dedup_opts *opts, ren_error *err);
/* Equal for items of the same words, and guard if they are short; words counts them. */
bool ren__item_key(ren__words_key *key, size_t *words, const ren_dedup_item *item, ren_buf *scratch);
/* By id, text and guard: the order of ranks. */
int ren__compare_items(const ren_dedup_item *x, const ren_dedup_item *y);
void ren__spans_sort(ren_span_pair *spans, size_t count); /* by a_offset */
const ren_dedup_item *ren__dedup_ranked(const ren_dedup *d, size_t rank);
int ren__compare_bytes(ren_str a, ren_str b);
/* Smallest rank of the items of that id, or REN__NONE. */
uint32_t ren__dedup_find_id(const ren_dedup *d, ren_str id);
/* NULL if the two were not found related. */
const ren__class_pair *ren__dedup_class_pair(const ren_dedup *d, uint32_t a, uint32_t b);

/* 16 hexadecimal digits. */
void ren__hex(char digits[16], uint64_t n);
/* A name made of the members' ids, whatever their order: the sum of their hashes. */
uint64_t ren__cluster_name(const ren_dedup *d, const ren_cluster *c);
/* A renskrift/cluster/1 line; is_new (by item) may be NULL. */
void ren__write_cluster(const ren_dedup *d, const ren_cluster *c, const bool *is_new, ren_buf *out);

#endif
