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
  const ren__entry *entry; /* of the word itself; NULL: it is not in the lexicon */
} ren__left_word;

typedef struct ren__left_words {
  ren__left_word *slot; /* made with the first word */
  size_t mask;
  ren__left_word spare; /* the last word that was too long to be kept */
} ren__left_words;

/* A word of at least two letters, good until the next is asked for. lines: of the text, for
 * the size of what is kept. */
const ren__left_word *ren__left_words_find(ren__left_words *words, const ren_model *model, size_t lines, ren_str left);

/* May a longer word go on with the small letter that the line begins with? */
bool ren__may_follow(const ren__left_word *word, ren_str line);

/* The entry of the word that it makes with the small letters of right; NULL: there is none. */
const ren__entry *ren__left_word_joined(const ren__left_word *word, const ren_model *model, ren_str right);
void ren__left_words_free(ren__left_words *words);

#endif
