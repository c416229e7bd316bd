/* passages.h: what two texts have in common, letter by letter.
 *
 * Each chain (chain.h) is walked on the letters: what lies between two segments is
 * taken in if its edit distance is low, otherwise the likeness is followed from both
 * sides as far as it goes and the chain is split there. Ends are followed outwards
 * the same way. What is left are passages; those that lie mostly on letters already
 * taken by a better one are dropped, so that no letter counts twice.
 */
#ifndef REN_DEDUP_PASSAGES_H
#define REN_DEDUP_PASSAGES_H

#include "dedup/bone_store.h"

/* A text made ready for comparing, letter by letter. */
typedef struct ren__reading {
  ren_str text;
  ren__skeleton sk;
  ren__bones bones; /* the same as the skeleton's, with boilerplate marked: in `marked` */
  ren__bone_buffer marked;
  uint8_t *taken; /* per letter: aligned with the other text */
  size_t cap;
} ren__reading;

/* How many of the letters from..to-1 are taken. */
size_t ren__count_taken(const uint8_t *taken, size_t from, size_t to);

/* number: the text's in the store. False: out of memory. */
bool ren__reading_make(ren__reading *reading, ren_str text, const ren__bone_store *store, size_t number);
void ren__reading_free(ren__reading *reading);

typedef struct ren__passage {
  size_t a0, a1, b0, b1; /* letters, half-open */
  size_t edits;
} ren__passage;

typedef struct ren__passages {
  ren__passage *list;
  size_t count, cap;
  ren__passage *piece; /* pieces of the passage at hand, holes between them */
  size_t pieces, piece_cap;
} ren__passages;

/* Walks the chains of a and b: fills list (by a0) and both texts' taken marks. */
bool ren__passages_find(ren__passages *p, const ren__chains *chains, ren__reading *a, ren__reading *b);
void ren__passages_free(ren__passages *p);

#endif
