/* dedup_candidates.h: which pairs of classes are worth comparing in full.
 *
 * Small batches: all of them. Larger ones: texts that share sampled grams on one
 * diagonal (gram_index.h), all that are strong and the best of the weak. Rows come in an
 * order that keeps what is alike together: texts joined by strong candidates one after
 * the other, so that a text once read is still at hand for the next row.
 */
#ifndef REN_DEDUP_CANDIDATES_H
#define REN_DEDUP_CANDIDATES_H

#include <renskrift/base.h>

typedef struct ren__candidate_row {
  uint32_t a;
  uint32_t count;
  uint32_t *b; /* ascending, all above a */
} ren__candidate_row;

typedef struct ren__candidates {
  ren__candidate_row *rows;
  size_t count;
  uint32_t **blocks; /* what the rows' b point into */
  size_t block_count;
} ren__candidates;

struct ren_dedup;
ren_status ren__candidates_find(ren__candidates *out, struct ren_dedup *d, ren_error *err);
void ren__candidates_free(ren__candidates *candidates);

#endif
