/* restraint.h: how sure a change must be, and what is not changed however sure it looks.
 */
#ifndef REN_RESTRAINT_H
#define REN_RESTRAINT_H

#include "correct/decode.h"

/* The confidence that a change wants at least, 0 to 2 (2: it is never made). Whatever the
 * user asks for comes on top. */
float ren__wanted_confidence(const ren__document *document, const ren__reading *reading);

/* Whether what is written stays as it is: abbreviations, units, parts of names and
 * compounds, old spelling. */
bool ren__is_left_alone(const ren__document *document, const ren__reading *reading);

/* Whether a change is that marks or lost letters come back. */
bool ren__is_lost_mark(uint8_t change);

#endif
