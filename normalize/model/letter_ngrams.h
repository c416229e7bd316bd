/* letter_ngrams.h: how likely a string is as a Swedish word or name, by its letters: letter
 * 6-grams with interpolated Witten-Bell smoothing (Witten & Bell 1991; Chen & Goodman
 * 1998), learned from the word forms of the lexicon, not from running text. It judges
 * what no list has: new compounds and rare names.
 */
#ifndef REN_LETTER_NGRAMS_H
#define REN_LETTER_NGRAMS_H

#include "model/model_file.h"

enum { REN_LETTERS_ORDER = 6, REN_LETTER_BITS = 5 };

/* Letter classes, 1..30; 31 is anything else. Names begin with a 31, other words with
 * a 0, which also ends both. */
enum { REN_LETTER_END = 0, REN_LETTER_OTHER = 31 };
unsigned ren__letter_class(unsigned char latin1);

/* What was read of a word: the last five classes, the newest lowest, and how many of
 * them the model knows together. */
typedef struct ren__letter_context {
  uint32_t classes;
  unsigned known;
} ren__letter_context;

ren__letter_context ren__letters_start(bool name);

/* -log10 P(letter | context); the context goes on to the letter. */
float ren__letter_cost(const ren_model *model, ren__letter_context *context, unsigned letter);

/* -log10 probability of a whole word, its end included. */
float ren__letters_cost(const ren_model *model, const unsigned char *word, size_t len, bool name);

/* The key of an n-gram in the model's table: its classes with a 1 bit before them. */
static inline uint32_t ren__letter_key(uint32_t classes, unsigned order) {
  return 1u << REN_LETTER_BITS * order | (classes & ((1u << REN_LETTER_BITS * order) - 1));
}

static inline uint32_t ren__letter_slot(uint32_t key, uint32_t slots) { return key * 0x9E3779B1u & (slots - 1); }

#endif
