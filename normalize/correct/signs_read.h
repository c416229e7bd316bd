/* signs_read.h: runs of a recognised text beside the words that were read, and their places
 * on the page.
 */
#ifndef REN_SIGNS_READ_H
#define REN_SIGNS_READ_H

#include "correct/signs_inner.h"

/* A run of the text that is one recognised word as it was read. */
typedef struct ren__read {
  ren_reading word;
  const ren_line *line;
  uint32_t page; /* index */
} ren__read;

/* false: the run was joined, cut or mended, or is of no recognised page. */
bool ren__read_of(const ren__signs_state *s, ren__run run, ren__read *out);
/* Whether two words stand in one column of a table. */
bool ren__same_column(const ren__read *a, const ren__read *b);
/* The next of a word's alternatives; *at starts as 0. Empty: there are no more. */
ren_str ren__next_reading(const ren_reading *word, size_t *at);
/* Whether a place is the first byte of its OCR word. */
bool ren__begins_read(const ren__signs_state *s, size_t at);

#endif
