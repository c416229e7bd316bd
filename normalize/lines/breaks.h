/* breaks.h: which line ends are only line ends.
 *
 * A log-odds sum of what the text's wrapping says (was there room for the next
 * word?), how the first line ends, how the next begins, and what kind of lines
 * they are. Weights and their reasons: docs/lines.md.
 */
#ifndef REN_BREAKS_H
#define REN_BREAKS_H

#include "lines/joint.h"

/* Fills job->joint for all lines of running text. */
void ren__breaks_decide(ren__job *job);

#endif
