/* verdict_memory.h: verdicts of pairs, negative ones too, kept from one run to the next.
 *
 * A verdict depends on nothing but the two texts, their guards, which of their bones
 * are boilerplate, the options of judging and the rules themselves (a hash of this
 * folder's sources, made by the build). All that goes into a key of 128 bits (XXH3). So
 * a run with a memory gives what the same run gives without.
 *
 * Verdicts from an earlier run are read only and looked up by many threads; new ones are
 * gathered under a lock.
 */
#ifndef REN_DEDUP_VERDICT_MEMORY_H
#define REN_DEDUP_VERDICT_MEMORY_H

#include "dedup/pair_judge.h"

typedef struct ren__verdict_memory ren__verdict_memory;

typedef struct ren__remembered {
  int64_t key, proof; /* the two halves */
  ren_str value;      /* the verdict and its spans, packed */
} ren__remembered;

ren__verdict_memory *ren__memory_new(void); /* NULL: out of memory */
void ren__memory_free(ren__verdict_memory *memory);

/* Adds one of an earlier run; by ascending key. False: out of memory. */
bool ren__memory_load(ren__verdict_memory *memory, const ren__remembered *entry);
/* When classes and bones are there, before pairs are compared. */
bool ren__memory_begin(ren__verdict_memory *memory, const ren_dedup *d);

/* Fills the verdict and the comparer's spans; false: not known. */
bool ren__memory_find(ren__verdict_memory *memory, const ren_dedup *d, uint32_t a, uint32_t b, ren__comparer *c,
                      ren__verdict *verdict);
/* False: out of memory. */
bool ren__memory_keep(ren__verdict_memory *memory, const ren_dedup *d, uint32_t a, uint32_t b, const ren__comparer *c,
                      const ren__verdict *verdict);

/* What this run found out, sorted by key; borrowed. */
size_t ren__memory_sort_fresh(ren__verdict_memory *memory);
ren__remembered ren__memory_fresh(const ren__verdict_memory *memory, size_t i);
/* Keys of an earlier run that this one did not ask for, ascending; *at begins at 0. */
bool ren__memory_next_stale(const ren__verdict_memory *memory, size_t *at, int64_t *key);

#endif
