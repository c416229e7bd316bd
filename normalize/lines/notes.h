/* Notes at the foot of a page that stand between the halves of a sentence. */
#ifndef REN_LINES_NOTES_H
#define REN_LINES_NOTES_H

#include "lines/joint.h"

/* Puts such notes behind the paragraph that runs on over the page end, in the order of
 * job->run; their lines are marked as REN__MOVED_NOTE. Only texts with geometry. */
ren_status ren__notes_move(ren__job *job, ren_error *err);

static inline bool ren__is_moved(const ren__line *line) { return line->furniture == REN__MOVED_NOTE; }

#endif
