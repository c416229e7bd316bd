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

/* The same of several words (at most REN_FIND_MANY) at once: while one waits for memory
 * the others go on. */
enum { REN_FIND_MANY = 16 };
typedef struct ren__sought {
  const unsigned char *word;
  size_t len; /* 0: is not sought */
  const ren__entry *entry;
} ren__sought;
void ren__find_many(const ren_model *model, ren__sought *sought, size_t count);

/* The edge with the letter among those of a state (its first edge), or NULL. */
static inline const ren__edge *ren__step(const ren_model *model, uint32_t state, unsigned char letter) {
  if (state == 0) return NULL;
  for (const ren__edge *edge = &model->edges[state];; edge++) {
    if (edge->letter == letter) return edge;
    if (edge->letter > letter || edge->last) return NULL;
  }
}

enum { REN_ROOT = 1 };

/* On the way through the automaton, from {REN_ROOT, 0} letter by letter. */
typedef struct ren__walk {
  uint32_t state;
  uint32_t number; /* of the words before those that go on from here */
} ren__walk;

/* The edge that was gone, or NULL where there is none. If it is final, *number is that of
 * the word it ends. */
static inline const ren__edge *ren__walk_on(const ren_model *model, ren__walk *walk, unsigned char letter,
                                            uint32_t *number) {
  const ren__edge *edge;
  if (walk->state == REN_ROOT)
    edge = model->root[letter] ? &model->edges[model->root[letter]] : NULL;
  else
    edge = ren__step(model, walk->state, letter);
  if (!edge) return NULL;
  *number = walk->number + edge->number;
  walk->number = *number + edge->final; /* the shorter word comes before */
  walk->state = edge->target;
  return edge;
}

/* The place of two letters in model->pair; 0: they have none. */
static inline size_t ren__pair_place(const unsigned char letters[2]) {
  unsigned a = letters[0], b = letters[1];
  if (!((a >= 'a' && a <= 'z') || a >= 0xE0) || !((b >= 'a' && b <= 'z') || b >= 0xE0)) return 0;
  return ((a & 31) | (a >> 7) << 5) << 6 | (b & 31) | (b >> 7) << 5;
}

/* As ren__walk_on, for the first two letters at once. */
static inline const ren__edge *ren__walk_pair(const ren_model *model, ren__walk *walk, const unsigned char letters[2],
                                              uint32_t *number) {
  size_t place = ren__pair_place(letters);
  const ren__edge *first = &model->edges[model->root[letters[0]]], *edge = &model->edges[model->pair[place]];
  if (place == 0)
    return ren__walk_on(model, walk, letters[0], number) ? ren__walk_on(model, walk, letters[1], number) : NULL;
  if (model->pair[place] == 0) return NULL;
  *number = first->number + first->final + edge->number;
  *walk = (ren__walk){edge->target, *number + edge->final};
  return edge;
}

/* What the last edge of a word leads to. */
static inline const ren__entry *ren__walk_entry(const ren_model *model, const ren__edge *edge, uint32_t number) {
  return edge && edge->final && number < model->entry_count ? &model->entries[number] : NULL;
}

/* The same of words that are not known to make compounds as well, at a higher cost:
 * for judging what is no known compound. */
float ren__loose_compound_cost(const ren_model *model, const unsigned char *word, size_t len);

/* What ren_model_word tells of a word that is in the lexicon, and of one that is not. */
ren_word_info ren__entry_info(const ren_model *model, const ren__entry *entry);
ren_word_info ren__compound_info(const ren_model *model, ren_str word);

/* Cost (-log10) of a folded word as a compound of up to four parts; a negative value
 * if it is none. Parts have three letters and more. */
float ren__compound_cost(const ren_model *model, const unsigned char *word, size_t len);

#endif
