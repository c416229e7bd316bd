/* decide_names.h: part of decide.c. */
#ifndef REN_ENCODING_DECIDE_NAMES_H
#define REN_ENCODING_DECIDE_NAMES_H

#include "encoding/repair.h"

/* The line, as the chain makes it, is a few words that are all known, or names. */
bool ren__reads_as_names(ren__repair *repair, uint32_t chain, bool *all_known);

#endif
