/* left_words.h: may a word at a line end be the first part of a longer one? How far the
 * word automaton gets with it is kept, as most lines end with the same few words.
 */
#ifndef REN_LEFT_WORDS_H
#define REN_LEFT_WORDS_H

#include "model/lexicon.h"

typedef struct ren__left_word {
  uint64_t first, last; /* its bytes */
  uint32_t len;         /* 0: free */
  uint32_t next;        /* the letters that may follow, a bit for five bits of each */
  ren__walk walk;
} ren__left_word;

typedef struct ren__left_words {
  ren__left_word *slot; /* made with the first word */
  size_t mask;
} ren__left_words;

/* The entry of the word that left (at least two letters) and the small letters from s + at
 * on make; NULL if there is none. lines: of the text, for the size of what is kept. */
const ren__entry *ren__left_words_joined(ren__left_words *words, const ren_model *model, size_t lines, ren_str left,
                                         ren_str right);
void ren__left_words_free(ren__left_words *words);

#endif
