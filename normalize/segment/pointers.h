/* pointers.h: a block that points at another one: `likalydande med ...`, `se
 * Reservationer m.m.`, `instämmer i ...`, `hänvisar till sitt yrkande`.
 */
#ifndef REN_POINTERS_H
#define REN_POINTERS_H

#include "segment/cue_words.h"

#include <renskrift/segment.h>

typedef struct ren__pointer {
  ren_refers how;    /* REN_REFERS_NONE: no pointer */
  size_t word;       /* the word that points */
  size_t first, end; /* words of what it points at */
} ren__pointer;

/* The first pointer in words [first, end). */
bool ren__pointer_find(ren__pointer *out, const ren__tokens *tokens, size_t first, size_t end);

/* What the pointer says: the organ when it names nothing else (`Socialnämnden` for
 * `reservation framförd under socialnämnden`), else its own words; appended. */
void ren__pointer_target(ren_buf *out, const ren__pointer *pointer, const ren__tokens *tokens, const char *text);

#endif
