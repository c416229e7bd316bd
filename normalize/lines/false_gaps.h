/* false_gaps.h: do empty lines in this text stand inside sentences too?
 *
 * Paragraphs that begin with a small letter (points of a list without marks) follow
 * lines of any length; an empty line that came in from outside stands after a full
 * line. If nearly all small letters after an empty line follow full lines, they go
 * on with a sentence.
 */
#ifndef REN_FALSE_GAPS_H
#define REN_FALSE_GAPS_H

#include "lines/joint.h"

/* How the lines on both sides of the gap before run[i] are wrapped, if they belong together. */
ren__wrap ren__wrap_across(const ren__job *job, size_t i);

bool ren__gaps_interrupt(const ren__job *job);

#endif
