/* emit.h: decisions -> edits. Each join, each removed line of furniture is one. */
#ifndef REN_EMIT_H
#define REN_EMIT_H

#include "lines/joint.h"

/* One paragraph a line. */
ren_status ren__emit(const ren__job *job, ren_edits *edits, ren_error *err);

/* keep_lines: the second half of a divided word moves up to its first half. */
ren_status ren__emit_words_only(const ren__job *job, ren_edits *edits, ren_error *err);

#endif
