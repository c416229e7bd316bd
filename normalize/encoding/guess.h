/* guess.h: the reading of a run that is plain to see, without a search for others.
 *
 * Most runs of broken text are words with one or two wrong letters, each in the midst of
 * plain ones: `mÃ¶te`, `m”te`, `mšte`. For these one chain is found from the signs
 * themselves, and its reading stands if its words are known or look Swedish all through;
 * then generate.h would find it too, and nothing better.
 */
#ifndef REN_ENCODING_GUESS_H
#define REN_ENCODING_GUESS_H

#include "encoding/generate.h"

/* The run's units and count are set. On success run->candidates[0] is the reading, out
 * its units, and their number is returned; 0: the run needs the search. *final: nothing
 * can be wrong with the result. */
size_t ren__guess(ren__run *run, ren__unit *out, bool *final);

/* A run of ASCII and small Swedish letters, with no sign that another reading begins with. */
bool ren__is_in_order(const ren__unit *units, size_t n);

#endif
