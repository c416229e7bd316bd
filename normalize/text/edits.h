/* edits.h: the inside of an edit list. */
#ifndef REN_EDITS_H
#define REN_EDITS_H

#include <renskrift/text.h>

#include "arena.h"

enum { REN__RECENT = 64 };

struct ren_edits {
  ren_step step;
  ren_edit *list;
  size_t count, cap;
  bool unsorted;
  ren_arena *strings;
  ren_str recent[REN__RECENT]; /* short texts that were added last: most edits repeat them */
};

/* By place; insertions stand before what follows them, equal places in the order of adding. */
ren_status ren__edits_sort(ren_edits *edits, ren_error *err);

#endif
