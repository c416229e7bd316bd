/* log.h: the inside of the log of applied edits. */
#ifndef REN_LOG_H
#define REN_LOG_H

#include <renskrift/text.h>

#include "arena.h"

struct ren_log {
  ren_log_entry *list;
  size_t count, cap;
  ren_arena *strings;
  /* Inputs cleaned piece by piece: what earlier pieces took up, in the origin, in the
   * text each step was given, and in the final text. */
  size_t origin_base, out_base, step_base[REN_STEP_COUNT];
  size_t step_length[REN_STEP_COUNT]; /* of this piece */
};

/* Adds the sorted edits of a step, as they are about to be applied to text, and moves
 * the places of earlier entries in the output accordingly. */
ren_status ren__log_add(ren_log *log, const ren_text *text, const ren_edits *edits, ren_error *err);

#endif
