/* layout/layout_sides.h: the text to the left and right of a gutter, piece by piece. */
#ifndef REN_LAYOUT_LAYOUT_SIDES_H
#define REN_LAYOUT_LAYOUT_SIDES_H

#include "layout/page_layout.h"

/* Words of a row that stand next to a gutter on one side. */
typedef struct ren__piece {
  float x0, x1, base;
  float first_width; /* of its first word */
  uint32_t words;
  bool lower;    /* begins with a small letter */
  bool marked;   /* begins with a list mark */
  bool ended;    /* ends like a sentence */
  bool divided;  /* ends with a hyphen */
  bool figures;  /* nothing but figures */
  float goes_on; /* 0 to 1: goes on with the line above it */
} ren__piece;

typedef struct ren__side {
  ren__piece *piece;
  uint32_t n, words, lower, markers;
  float longest; /* width of the long pieces */
  float fill;    /* share of pieces nearly as long as the long ones */
  float aligned; /* share that begins (or ends) at one place */
} ren__side;

/* One row beside the gutter; REN__NONE: nothing on that side. */
typedef struct ren__pair {
  uint32_t left, right; /* pieces */
  float base, size;
  int32_t y0, y1;
  bool more; /* the row goes on beyond other gutters */
} ren__pair;

typedef struct ren__sides {
  const ren__layout *lay;
  ren__side left, right;
  ren__pair *pairs;
  uint32_t n;      /* rows with anything beside the gutter */
  uint32_t paired; /* with something on both sides */
  float *scratch;  /* four times as many as there are lines */
} ren__sides;

/* False: out of memory. */
bool ren__sides_new(ren__sides *s, ren__layout *lay);
/* What stands beside the gutter g, and what that is like. */
void ren__sides_gather(ren__sides *s, const ren__lay_gutter *g);
/* Which pieces go on with the one above them. */
void ren__sides_running(ren__sides *s);
/* Are the lines of this side running text? */
bool ren__is_prose(const ren__side *s);
/* The q-quantile of a measure of the pieces: offsetof within ren__piece. */
float ren__side_quantile(const ren__sides *s, const ren__side *side, size_t offset, float q);
/* The usual distance of the lines of a side, by quantile; `scratch` then holds all, sorted. */
float ren__side_pitch(const ren__sides *s, const ren__side *side, float q);

/* Index of the first word of a row that lies right of x. */
uint32_t ren__split_at(const ren__layout *lay, const ren__lay_line *row, int32_t x);
bool ren__row_within(const ren__lay_line *row, int32_t y0, int32_t y1);
/* Does a word of the row stand across the middle of the gutter? */
bool ren__crosses(const ren__layout *lay, const ren__lay_line *row, const ren__lay_gutter *g);

/* Cuts what lies beside a gutter, from top to bottom, into stretches of columns and of
 * other rows. ends[k]: the first pair after stretch k; columns[k]: what it is. Returns
 * their number, at most `max`; 0: out of memory. */
size_t ren__find_stretches(ren__sides *s, uint32_t *ends, bool *columns, size_t max);

#endif
