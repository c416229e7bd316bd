/* words.h: damaged text cut into words: letters, and the digits and symbols that
 * damage puts in the place of letters.
 */
#ifndef REN_WORDS_H
#define REN_WORDS_H

#include "correct/candidates.h"

typedef enum ren__item_kind {
  REN_ITEM_WORD,
  REN_ITEM_NUMBER,  /* protected: numbers, dates, diary numbers */
  REN_ITEM_FOREIGN, /* protected: addresses, links, initials, what has no letters of ours */
  REN_ITEM_BOUNDARY /* end of a sentence or line of its own */
} ren__item_kind;

typedef struct ren__item {
  uint8_t kind;
  bool glued;        /* no blank between this word and the one before (`Spånga-Tensta`) */
  bool single_blank; /* exactly one blank before: a lost join can be mended */
  size_t offset;
  uint32_t length; /* bytes */
  ren__seen seen;  /* of words */
} ren__item;

typedef struct ren__item_scanner {
  ren_str text;
  size_t at, item_end;
  size_t line, full_line; /* where this line began; how long one is that goes on, 0: none does */
  bool sentence_start, boundary_due;
  bool lossy; /* '?' may stand for a letter in this text */
} ren__item_scanner;

ren__item_scanner ren__item_scanner_of(ren_str text, bool lossy);
bool ren__next_item(ren__item_scanner *scanner, ren__item *out);

#endif
