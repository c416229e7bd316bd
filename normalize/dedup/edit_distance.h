/* edit_distance.h: how far two runs of letters are from each other.
 *
 * Whole runs: the bit-parallel method of Myers (A fast bit-vector algorithm for
 * approximate string matching based on dynamic programming, JACM 46, 1999) in the
 * block form of Hyyrö (Explaining and extending the bit-parallel approximate string
 * matching algorithm of Myers, 2001; A bit-vector algorithm for computing
 * Levenshtein and Damerau edit distances, 2003): 64 cells of a column at a time.
 *
 * Ends of passages: a greedy extension with drop-off (Zhang, Schwartz, Wagner and
 * Miller, A greedy algorithm for aligning DNA sequences, 2000, in its
 * dynamic-programming form): goes on while the score stays within a drop of the
 * best so far, so that the end lands where the likeness ends.
 */
#ifndef REN_DEDUP_EDIT_DISTANCE_H
#define REN_DEDUP_EDIT_DISTANCE_H

#include <renskrift/base.h>

/* Longest run for ren__edit_distance: beyond it the work would be felt. */
enum { REN__EDIT_MAX = 2048 };

/* Levenshtein distance of two runs of letter codes (below 32), each at most
 * REN__EDIT_MAX long. Of runs of more than 256 letters only alignments near the diagonal
 * are seen (a band, Ukkonen 1985): exact for copies, an upper bound for others. */
size_t ren__edit_distance(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len);

/* How far the likeness of a and b goes from their starts (step 1) or, when step is
 * -1, backwards from their ends (pointers then stand behind the last letter). */
typedef struct ren__extension {
  size_t a, b;  /* letters taken */
  size_t edits; /* within them, about */
} ren__extension;
ren__extension ren__extend(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len, int step);

#endif
