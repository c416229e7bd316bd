/* unseen.h: words that no list has: how likely they are as they stand, and what they
 * may have been if marks were lost in them. They are judged by their letters and by
 * whether words make them up.
 */
#ifndef REN_UNSEEN_H
#define REN_UNSEEN_H

#include "correct/candidates.h"

enum { REN_RESPELLINGS = 3 };

/* The cost of the word as it stands, beyond the language model's for unknown words. */
float ren__unseen_cost(const ren__channel *channel, ren__seen *seen, const ren__candidate *self);

/* Fills `out` with spellings that put marks back (å for a, ö for d, ä for ?), the best
 * first, and lowers the cost of `self` as theirs. Returns their count. */
size_t ren__respell(ren__candidate out[REN_RESPELLINGS], ren__candidate *self, const ren__channel *channel,
                    ren__seen *seen);

#endif
