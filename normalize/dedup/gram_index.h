/* gram_index.h: which texts share search grams.
 *
 * Each text gives its sampled grams (skeleton.h). All (gram, text) pairs are
 * sorted; a run of equal grams is a posting list. Grams that only one text has are
 * dropped, and so are those of very many texts: the cap is the largest document
 * frequency for which counting all pairs of all lists stays within a budget
 * proportional to the number of texts. The cap limits candidates only: texts are
 * judged on all their grams later.
 *
 * Grams above `common` texts are boilerplate. They are kept in a set of their own,
 * so that verification can tell what two texts share from what everybody writes.
 *
 * Everything is sorted or indexed by number; no result depends on a hash table's
 * order or on threads. Memory: a byte per bone; 8 bytes per sampled gram while
 * sorting, then 9 for each that two texts share.
 */
#ifndef REN_DEDUP_GRAM_INDEX_H
#define REN_DEDUP_GRAM_INDEX_H

#include "dedup/chain.h"

/* Sorts in place (American flag sort: McIlroy, Bostic and McIlroy, Engineering
 * radix sort, 1993). */
void ren__sort_u64(uint64_t *keys, size_t count);

typedef struct ren__gram_index ren__gram_index;

typedef struct ren__index_opts {
  unsigned threads;
  unsigned sample; /* one gram in so many; a power of two; 0: by the size of the batch */
  size_t common;   /* document frequency above which a gram is boilerplate; 0: by the number of texts */
} ren__index_opts;

enum { REN__ID_BITS = 26, REN__BINS = 64 };

/* texts[0..count): REN_ELIMIT for more than 2^26 texts. */
ren_status ren__index_new(ren__gram_index **out, const ren_str *texts, size_t count, const ren__index_opts *opts,
                          ren_error *err);
void ren__index_free(ren__gram_index *index);

unsigned ren__index_sample(const ren__gram_index *index);
uint32_t ren__index_grams(const ren__gram_index *index, size_t text); /* sampled, all of them */

/* A text's bones, those in boilerplate marked REN__COMMON; how many are not. */
ren__bones ren__index_bones(const ren__gram_index *index, size_t text);
uint32_t ren__index_rare(const ren__gram_index *index, size_t text);

/* Texts after `text` that share grams with it. */
typedef struct ren__hit {
  uint32_t text;
  uint32_t count;  /* shared grams */
  uint32_t spread; /* 32nds of the text that hold one */
} ren__hit;

typedef struct ren__hits {
  ren__hit *list;
  size_t count, cap;
  uint64_t *slots; /* work space per text of the index: count and bins */
  uint32_t *touched;
} ren__hits;
bool ren__hits_init(ren__hits *hits, const ren__gram_index *index);
void ren__hits_free(ren__hits *hits);
/* Fills hits (sorted by text) with those of at least min_count; false: out of memory. */
bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_count, ren__hits *hits);

#endif
