/* lost_hyphen.h: words divided where no hyphen is to be seen (kommun / styrelsen),
 * and hyphens left inside a line by a join that went wrong (för- valtning, ären-de).
 */
#ifndef REN_LOST_HYPHEN_H
#define REN_LOST_HYPHEN_H

#include "lines/joint.h"

/* The last word of the line before run line i and its first word are one divided word
 * whose hyphen was lost. Natural log-odds; below 0: they are two. */
double ren__hyphen_lost(ren__job *job, size_t i);

/* Adds edits for hyphens inside lines that cut a word. */
ren_status ren__inner_hyphens(ren__job *job, ren_edits *edits, ren_error *err);

#endif
