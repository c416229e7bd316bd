/* edits.h: the inside of an edit list. */
#ifndef REN_EDITS_H
#define REN_EDITS_H

#include <renskrift/text.h>

#include "arena.h"

struct ren_edits {
  ren_step step;
  ren_edit *list;
  size_t count, cap;
  bool unsorted;
  ren_arena *strings;
};

#endif
