/* lexicon.h: the word automaton, looked up and walked.
 *
 * Words are kept in lower case in Latin-1, one byte a letter. Compounds that are not
 * in the lexicon are judged by their parts: a modifier (with its linking letter, as in
 * `stadsdels`) and a head, each with a cost learned from the compounds of the corpus.
 */
#ifndef REN_LEXICON_H
#define REN_LEXICON_H

#include "model/model_file.h"

enum { REN_WORD_MAX = 63 }; /* letters; longer tokens are not words */

/* Folds a UTF-8 word to the lexicon's alphabet: lower case, Latin-1. Returns its
 * length, or 0 if it is empty, too long or has other letters. */
size_t ren__fold(const char *utf8, size_t len, unsigned char out[REN_WORD_MAX + 1]);

/* The entry of a folded word, or NULL. */
const ren__entry *ren__find(const ren_model *model, const unsigned char *word, size_t len);

/* The edge with the letter among those of a state (its first edge), or NULL. */
static inline const ren__edge *ren__step(const ren_model *model, uint32_t state, unsigned char letter) {
  if (state == 0) return NULL;
  for (const ren__edge *edge = &model->edges[state];; edge++) {
    if (edge->letter == letter) return edge;
    if (edge->letter > letter || edge->last) return NULL;
  }
}

enum { REN_ROOT = 1 };

/* The same of words that are not known to make compounds as well, at a higher cost:
 * for judging what is no known compound. */
float ren__loose_compound_cost(const ren_model *model, const unsigned char *word, size_t len);

/* Cost (-log10) of a folded word as a compound of up to four parts; a negative value
 * if it is none. Parts have three letters and more. */
float ren__compound_cost(const ren_model *model, const unsigned char *word, size_t len);

#endif
