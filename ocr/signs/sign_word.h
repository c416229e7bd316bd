/* signs/sign_word.h: the signs of one word. */
#ifndef REN_SIGNS_SIGN_WORD_H
#define REN_SIGNS_SIGN_WORD_H

#include "signs/sign_align.h"

/* A word as it was read, or a sign that was not read at all (no text, one mark). */
typedef struct ren__sign_token {
  ren_str text;
  ren_box box;
  const ren_word *word; /* NULL: not read */
  ren__mark marks[REN__ALIGN_MARKS];
  size_t mark_count;
  uint32_t word_before, word_after; /* the letters of the neighbours that are next to it */
  bool first, last;                 /* on its line */
  bool dotted;                      /* a point stands inside it, or inside the next word */
} ren__sign_token;

/* What it becomes: up to three words, where a sign stood apart from a number. */
enum { REN__SIGN_PIECES = 3 };
typedef struct ren__sign_piece {
  size_t from, to; /* of the text */
  ren_box box;
} ren__sign_piece;
typedef struct ren__mended {
  ren_buf text;
  ren__sign_piece pieces[REN__SIGN_PIECES];
  size_t piece_count;
  bool changed;
  float sure; /* of the least likely sign */
} ren__mended;

/* dash_length: of an en dash at least, in heights of a figure. */
void ren__mend_signs(ren__mended *out, ren__sign_token *token, double dash_length);

#endif
