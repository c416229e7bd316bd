/* chain.h: where two skeletons run alike.
 *
 * All grams of one text stand in a small table, the grams of the other are looked
 * up: each meeting is an anchor. Anchors on one diagonal that touch are one
 * segment. Segments are chained as in minimap2 (Li 2018, section 2.1.1): the best
 * predecessor within a window, gaps and shifts cost. Chains may lie anywhere and in
 * any order: a moved paragraph is a chain of its own.
 */
#ifndef REN_DEDUP_CHAIN_H
#define REN_DEDUP_CHAIN_H

#include "dedup/skeleton.h"

/* Bones of a text; the high bit says that one stands in boilerplate. */
typedef struct ren__bones {
  const uint8_t *ptr;
  size_t count;
} ren__bones;
enum { REN__COMMON = 0x80 };

/* The grams of one text, for looking up. */
typedef struct ren__gram_table {
  unsigned length;  /* bones in a gram */
  uint64_t *slot;   /* open addressing: gram, first place; 0 is free (no gram packs to 0) */
  uint32_t *next;   /* chains the places of a gram, ascending */
  uint64_t *filter; /* a bit per gram hash: most lookups end there */
  size_t slots, slot_cap, next_cap;
  unsigned shift; /* hash -> slot */
} ren__gram_table;
/* length: bones in a gram, at most 8. False: out of memory. */
bool ren__gram_table_make(ren__gram_table *table, ren__bones bones, unsigned length);
void ren__gram_table_free(ren__gram_table *table);

typedef struct ren__segment {
  uint32_t i, j, len; /* bones of a, of b */
} ren__segment;

typedef struct ren__chain {
  size_t first, count; /* in order[] */
  int score;           /* bones that meet, less what gaps cost */
} ren__chain;

typedef struct ren__chains {
  ren__segment *segment;
  size_t segments, segment_cap;
  uint32_t *diagonal; /* last segment on it + 1 */
  size_t diagonal_cap;
  int *best;
  uint32_t *from;  /* predecessor + 1 */
  uint64_t *rank;  /* by score; and as much room for sorting */
  uint32_t *reach; /* bone of b up to which a segment may follow it or one before it */
  size_t best_cap;
  uint32_t *order; /* segments of the chains, one chain after the other */
  ren__chain *chain;
  size_t chains, chain_cap;
} ren__chains;

/* Finds the chains of a (with its table) and b, best first. with_common: boilerplate
 * gives anchors too. False: out of memory. */
bool ren__chains_find(ren__chains *chains, const ren__gram_table *table, ren__bones a, ren__bones b, bool with_common);
void ren__chains_free(ren__chains *chains);

#endif
