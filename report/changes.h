/* changes.h: the edits of one document as marks in its final text. Edits of
 * different steps may fall on the same place; a mark holds all that overlap. */
#ifndef REN_CHANGES_H
#define REN_CHANGES_H

#include "place.h"

typedef struct ren__change {
  ren__kind kind;
  ren_str rule, before, after;
  double confidence;
  uint32_t page;
  size_t start, end; /* in the final text */
  size_t order;      /* in the log */
} ren__change;

typedef struct ren__mark {
  size_t start, end;
  size_t first, count; /* changes, in the order of their steps */
} ren__mark;

typedef struct ren__changes {
  ren_arena *arena;
  ren__change *list;
  size_t count, cap;
  ren__mark *marks; /* in the order of the text, without overlaps */
  size_t mark_count, mark_cap;
  size_t unplaced; /* edits without a place in the text */
} ren__changes;

ren_status ren__changes_read(ren__changes *out, ren__report *r, const ren__document *doc, ren_str text);
void ren__changes_clear(ren__changes *changes);
/* Only blanks and line ends changed. */
bool ren__change_is_blank(const ren__change *change);

/* Writes one mark over text[from, to), which may be empty. pages: NULL or placed. */
void ren__write_mark(ren__html *h, const ren__changes *changes, const ren__mark *mark, ren_str text, size_t from,
                     size_t to, const ren__pages *pages);

#endif
