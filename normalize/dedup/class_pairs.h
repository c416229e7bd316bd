/* class_pairs.h: verified pairs of classes (dedup_state.h), and what aligns in them.
 *
 * A million texts have tens of millions of aligned passages: they are kept in 20 bytes each, in the
 * blocks in which the threads found them.
 */
#ifndef REN_DEDUP_CLASS_PAIRS_H
#define REN_DEDUP_CLASS_PAIRS_H

#include "dedup/pair_judge.h"

/* A ren_span_pair of texts below REN__TEXT_MAX. */
typedef struct ren__span {
  uint32_t a_offset, a_length, b_offset, b_length;
  float similarity;
} ren__span;

/* A verified pair of classes, a < b. */
typedef struct ren__class_pair {
  uint32_t a, b;
  ren__verdict verdict;
  uint32_t span_count;
  const ren__span *spans; /* set when they are settled */
} ren__class_pair;

typedef struct ren__class_pairs {
  ren__class_pair *list;
  size_t count, cap;
  ren__span *spans; /* of the pairs from `settled` on */
  size_t span_count, span_cap, settled;
  ren__span **blocks; /* what settled pairs point into */
  size_t block_count, block_cap;
} ren__class_pairs;

/* All four: false if there is no memory. */
bool ren__class_pairs_add(ren__class_pairs *pairs, uint32_t a, uint32_t b, const ren__verdict *verdict,
                          const ren_span_pair *spans, size_t count);
bool ren__class_pairs_settle(ren__class_pairs *pairs);
/* All parts, settled, into one; they are left empty. */
bool ren__class_pairs_gather(ren__class_pairs *out, ren__class_pairs *parts, size_t count);
bool ren__class_pairs_own(ren__class_pairs *pairs, ren__span *block);
void ren__class_pairs_drop_spans(ren__class_pairs *pairs);
void ren__class_pairs_free(ren__class_pairs *pairs);

int ren__class_pair_order(const ren__class_pair *x, const ren__class_pair *y); /* by a, then b */

/* Within texts so long, of less than REN__TEXT_MAX? */
bool ren__span_fits(const ren_span_pair *span, size_t size_a, size_t size_b);
ren_span_pair ren__span_told(const ren__span *span);
ren_span_pair ren__span_turned(const ren_span_pair *span); /* a for b */

#endif
