/* lone_mark.h: list marks that extractors leave on lines of their own, apart from their items. */
#ifndef REN_LONE_MARK_H
#define REN_LONE_MARK_H

#include "lines/joint.h"

/* Is running line i a list mark and nothing else? */
bool ren__is_lone_mark(const ren__job *job, size_t i);

/* The joint between run[i - 1], which is a lone mark, and run[i]: rule 0 unless that is its item. */
ren__joint ren__join_mark(const ren__job *job, size_t i);

#endif
