/* decode.h: a document's sentences through the lattice.
 */
#ifndef REN_DECODE_H
#define REN_DECODE_H

#include "correct/word_types.h"

/* A word of the best reading. */
typedef struct ren__reading {
  size_t item;                     /* index of its (first) word in the document */
  size_t span;                     /* 1, or 2 for a merge */
  const ren__candidate *candidate; /* change NONE: as it is */
  float posterior;
} ren__reading;

typedef bool (*ren__reading_fn)(void *payload, const ren__reading *reading);

/* Decodes the items [from, to), sentence by sentence, and gives every word's reading
 * in order. `changes_only`: words that stay are not reported. */
ren_status ren__decode(ren__document *document, size_t from, size_t to, bool changes_only, ren__reading_fn fn,
                       void *payload, ren_error *err);

#endif
