/* gram_index.h: which texts share search grams, and how much that tells.
 *
 * Each text gives its sampled grams (skeleton.h). All (gram, text) pairs are sorted; a
 * run of equal grams is a posting list. Grams that only one text has are dropped, and
 * so are those of very many texts: the cap is the largest document frequency for which
 * counting all pairs of all lists stays within a budget proportional to the number of
 * texts. The cap limits candidates only: texts are judged on all their grams later.
 *
 * A shared gram weighs as much as it is rare (the logarithm of its inverse document
 * frequency, Spärck Jones 1972): two texts of one kind share many phrases that
 * everybody writes, copies share those that nobody else has.
 *
 * Everything is sorted or indexed by number; no result depends on a hash table's
 * order or on threads. Memory: 8 bytes per sampled gram while sorting, then 9 for each
 * that two texts share.
 */
#ifndef REN_DEDUP_GRAM_INDEX_H
#define REN_DEDUP_GRAM_INDEX_H

#include "dedup/bone_store.h"

typedef struct ren__gram_index ren__gram_index;

/* sample: one gram in so many, a power of two; 0: by the size of the batch. The store
 * is borrowed while this runs only. */
ren_status ren__index_new(ren__gram_index **out, const ren__bone_store *store, unsigned sample, unsigned threads,
                          ren_error *err);
void ren__index_free(ren__gram_index *index);

unsigned ren__index_sample(const ren__gram_index *index);
/* What a text's grams weigh together: the score of a whole copy. */
uint32_t ren__index_weight(const ren__gram_index *index, size_t text);

enum { REN__GRAM_WEIGHT = 8 }; /* of the rarest */

/* Texts after `text` that share grams with it. */
typedef struct ren__hit {
  uint32_t text;
  uint32_t score;  /* weight of the shared grams */
  uint32_t spread; /* 32nds of the text that hold one */
} ren__hit;

typedef struct ren__hits {
  ren__hit *list;
  size_t count, cap;
  uint64_t *slots; /* work space per text of the index: score and bins */
  uint32_t *touched;
} ren__hits;
bool ren__hits_init(ren__hits *hits, const ren__gram_index *index);
void ren__hits_free(ren__hits *hits);
/* Fills hits (sorted by text) with those of at least min_score; false: out of memory. */
bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_score, ren__hits *hits);

#endif
