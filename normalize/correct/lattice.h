/* lattice.h: the best reading of a sentence, and how sure each of its words is: word
 * trigrams over all candidates, Viterbi for the path, forward-backward sums for the
 * posteriors (Rabiner 1989), with a beam.
 */
#ifndef REN_LATTICE_H
#define REN_LATTICE_H

#include "correct/candidates.h"
#include "model/lm.h"

enum { REN_MAX_SENTENCE = 120 };

/* One way over one word, or over two that a false blank parts. */
typedef struct ren__arc {
  uint16_t from, span; /* word index; 1 or 2 */
  uint32_t id, second; /* second: 0 if it is one word */
  float cost;          /* channel + lexical */
  const ren__candidate *candidate;
} ren__arc;

typedef struct ren__lattice ren__lattice;

ren__lattice *ren__lattice_new(void);
void ren__lattice_free(ren__lattice *lattice);

/* Arcs of a sentence of `words` words, sorted by `from`; every word has at least one
 * arc of span 1. Fills, for each word on the best path, the index of its arc
 * (UINT32_MAX for the second word of a span), and for each arc its posterior. */
bool ren__lattice_decode(ren__lattice *lattice, const ren_model *model, ren__context start, const ren__arc *arcs,
                         size_t arc_count, size_t words, uint32_t *path, float *posterior);

#endif
