/* wrap.h: is a text hard-wrapped, and how wide?
 *
 * The evidence are places where a sentence certainly runs over a line end: the line
 * ends without a full stop and the next begins with a small letter. In a text of a
 * paragraph a line there are next to none; in a wrapped text they are a third or
 * more of all line ends, and the lines before them are all about as long: a
 * greedily filled line ends where the next word did not fit any more.
 */
#ifndef REN_WRAP_H
#define REN_WRAP_H

#include "lines/line_table.h"

typedef enum ren__wrap_state {
  REN__WRAP_CLEAN,  /* a paragraph is a line already */
  REN__WRAP_UNSURE, /* too little to tell by: only plain cases are joined */
  REN__WRAP_HARD    /* hard-wrapped */
} ren__wrap_state;

typedef struct ren__wrap {
  ren__wrap_state state;
  bool spaced;           /* every line is followed by an empty one: empty lines say nothing */
  bool blank_paragraphs; /* empty lines stand between paragraphs */
  bool indented;         /* paragraphs begin with an indented line */
  bool varied;           /* each paragraph between empty lines has a width of its own */
  uint16_t indent;       /* of the lines that go on */
  uint32_t width;        /* of full lines, in code points; 0 unknown */
  float tolerance;       /* how far short of the width lines with room may end, as a share of it */
} ren__wrap;

/* run: the lines of running text (indices into the table), count of them. */
ren__wrap ren__wrap_measure(const ren__table *table, const uint32_t *run, size_t count);

/* The same for lines run[from..to) that stand without an empty line between them,
 * given what the whole text is like. */
ren__wrap ren__wrap_block(const ren__table *table, const uint32_t *run, size_t from, size_t to, const ren__wrap *whole);

/* Room that was left on line a for the first word of line b, as a share of the
 * line width: below 0, it did not fit. Geometry is used where there is some. */
float ren__wrap_room(const ren__table *table, size_t a, size_t b, const ren__wrap *wrap);

/* A sentence runs over the end of line a into line b, for all that the letters say. */
bool ren__runs_over(const ren__line *a, const ren__line *b);

/* First lines in a text with such an indentation otherwise. */
bool ren__is_set_in(uint16_t base, const ren__line *line);

#endif
