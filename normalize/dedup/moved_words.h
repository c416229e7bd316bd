/* moved_words.h: what word_align.h cannot see: stretches that stand elsewhere in the other
 * text. Pairs of neighbouring words with equal keys vote for a shift; the stretch with
 * the most votes is aligned by itself, then the next one.
 */
#ifndef REN_DEDUP_MOVED_WORDS_H
#define REN_DEDUP_MOVED_WORDS_H

#include "dedup/word_align.h"

/* Units of words that `units` leaves unmatched on both sides: SAME, NOISE, and words that
 * stand one to one between such; they tile nothing. False: out of memory. */
bool ren__align_moved(ren__units *moved, const ren__units *units, const ren__dedup_tokens *a,
                      const ren__dedup_tokens *b);

#endif
