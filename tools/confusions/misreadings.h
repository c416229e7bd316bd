/* misreadings.h: which letters were read for which, counted over aligned words.
 *
 * A word is parted into steps: a letter read right, one or two letters read as one to
 * three others, a letter lost, a letter put in. Which steps explain a word best depends
 * on their rates and the rates on the steps: a few rounds of counting over the best
 * partings settle both (EM with the best path; Brill & Moore 2000).
 */
#ifndef REN_MISREADINGS_H
#define REN_MISREADINGS_H

#include "page_align.h"

typedef struct ren__misreading {
  char meant[4], seen[4]; /* Latin-1; "" for a letter put in or lost */
  double count;
} ren__misreading;

typedef struct ren__misreadings {
  ren__misreading *items; /* commonest first, then by letters */
  size_t count, cap;
  double letters[256];    /* of the truth */
  double pairs[256][256]; /* two letters in a row */
  double all;
} ren__misreadings;

ren_status ren__misreadings_count(ren__misreadings *out, const ren__aligned_words *words, ren_error *err);
void ren__misreadings_clear(ren__misreadings *counts);

/* Occurrences in the truth of what was meant. */
double ren__misreadings_meant(const ren__misreadings *counts, const char *meant);

#endif
