/* gram_index.h: which texts share search grams, and where.
 *
 * Each text gives its sampled grams of one family (sketch.h). All (gram, text) pairs are
 * sorted; a run of equal grams is a posting list. Grams that only one text has are
 * dropped, and so are those of very many texts: the cap is the largest document
 * frequency for which counting all pairs of all lists stays within a budget proportional
 * to the number of texts. The cap limits candidates only: texts are judged on all their
 * grams later.
 *
 * What two texts share is counted by diagonal (place in one text less place in the
 * other, in steps of 128 bones): copies and passages meet on one or two diagonals, what
 * two texts of one kind share by chance lies scattered. The score is the weight of the
 * best two neighbouring diagonals; a gram weighs as much as it is rare (the logarithm
 * of its inverse document frequency, Spärck Jones 1972).
 *
 * Everything is sorted or indexed by number; no result depends on a hash table's
 * order or on threads. Memory: 128 MiB while sorting (of one range of hashes at a time),
 * 4 bytes for each gram that two texts share, then 9.
 */
#ifndef REN_DEDUP_GRAM_INDEX_H
#define REN_DEDUP_GRAM_INDEX_H

#include "dedup/bone_store.h"
#include "dedup/sketch.h"

typedef struct ren__gram_index ren__gram_index;

typedef struct ren__index_opts {
  ren__family family;
  unsigned thin; /* sample so many times fewer than sketch.h says; a power of two */
  unsigned threads;
} ren__index_opts;

/* The store is borrowed while this runs only. */
ren_status ren__index_new(ren__gram_index **out, const ren__bone_store *store, const ren__index_opts *opts,
                          ren_error *err);
void ren__index_free(ren__gram_index *index);

enum { REN__GRAM_WEIGHT = 4 }; /* of the rarest gram */

/* Texts after `text` that share grams with it. */
typedef struct ren__hit {
  uint32_t text;
  uint16_t score;  /* 1..30 */
  uint16_t spread; /* stretches of REN__SPREAD_BONES of the text that hold a shared gram (32 at most) */
} ren__hit;
enum { REN__SPREAD_BONES = 64 };

typedef struct ren__slot {
  uint64_t diagonals; /* 16 of 4 bits, counts that stop at 15 */
  uint32_t places;    /* a bit for each stretch of the text; it starts anew after 32 of them */
} ren__slot;

/* Work space for any number of indexes of as many texts. */
typedef struct ren__hits {
  ren__hit *list;
  size_t count, cap;
  unsigned stretches; /* of the last text asked for: those (of 32) that hold a gram that others have */
  ren__slot *slots;   /* per text */
  uint8_t *counts;    /* shared grams by the low bits of the other text: few texts have enough to be worth a slot */
  uint32_t *touched;
} ren__hits;
bool ren__hits_init(ren__hits *hits, size_t texts);
void ren__hits_free(ren__hits *hits);
/* Adds those of at least min_grams shared grams and min_score to hits; false: out of memory. */
bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_grams, uint32_t min_score,
                     ren__hits *hits);

#endif
