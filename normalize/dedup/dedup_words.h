/* dedup_words.h: words as dedup, diff and consensus see them.
 *
 * A token is a run of non-blanks without the punctuation around it (`(V)` gives V,
 * `2023/552-1` and `e-post` stay whole, `f?r` keeps its damage).
 *
 * ren__word_damage tells OCR damage from other wording: a weighted edit distance in
 * quarters of a letter (Wagner and Fischer 1974 with the confusion costs below):
 * look-alike shapes and lost diacritics cost a quarter, thin letters and stray signs
 * a half, everything else a whole letter. Digits never match other digits.
 */
#ifndef REN_DEDUP_WORDS_H
#define REN_DEDUP_WORDS_H

#include <renskrift/base.h>

/* Next token at or after *at; false at the end. */
bool ren__dedup_token_next(ren_str text, size_t *at, ren_str *token);

/* Words are runs of letters and digits. */

/* 128 bits that are equal for texts of the same words, case and punctuation aside
 * (XXH3 of the lower-cased words). ren__same_words makes sure. */
typedef struct ren__words_key {
  uint64_t high, low;
} ren__words_key;
bool ren__words_key_of(ren__words_key *key, size_t *words, ren_str text, ren_buf *scratch);
bool ren__same_words(ren_str a, ren_str b);

/* Costs count in quarters of a letter. */
enum { REN__LETTER = 4, REN__UNRELATED = 1000, REN__WORD_MAX = 64 };

typedef struct ren__word_diff {
  int cost;        /* REN__UNRELATED if not worth telling; 0 if equal but for case */
  int letters;     /* of the longer word */
  bool diacritics; /* they differ in nothing but diacritics */
  bool inflection; /* they differ in nothing but their endings (word_endings.h) */
  bool digits;     /* a digit stands against another digit, or is missing on one side */
} ren__word_diff;
ren__word_diff ren__word_compare(ren_str a, ren_str b);

/* The same word but for damage? */
bool ren__word_is_noise(const ren__word_diff *diff);

bool ren__has_digit(ren_str word);
bool ren__has_odd(ren_str word); /* signs inside that no Swedish word has */
bool ren__is_odd(uint32_t cp);   /* one of them */
bool ren__is_edge(uint32_t cp);  /* punctuation that is cut off at the ends of a token */
bool ren__all_letters(ren_str word);

#endif
