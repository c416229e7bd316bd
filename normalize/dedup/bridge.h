/* bridge.h: what lies between two passages, where noise has left no gram whole.
 *
 * Measured on letters as skeleton.h makes them: unrelated Swedish texts of 160 letters
 * and more are at least 0.70 of their length apart, copies of one text with three in
 * ten characters wrong on both sides at most 0.58. So the edit distance alone tells
 * them apart; shorter stretches need more likeness.
 */
#ifndef REN_DEDUP_BRIDGE_H
#define REN_DEDUP_BRIDGE_H

#include "dedup/passages.h"

/* Joins neighbouring passages (and the ends of the texts) over stretches that are
 * near enough; taken marks and list are kept up. */
void ren__bridge(ren__passages *p, ren__reading *a, ren__reading *b);

/* Edits at most, in hundredths of the longer stretch; 0: not worth measuring, as a long
 * stretch without a gram in common is other wording where all around it is clean. */
unsigned ren__bridge_limit(size_t letters, size_t edits, size_t edits_of);

#endif
