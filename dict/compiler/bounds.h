/* bounds.h: what the words over each edge of the automaton cost at least, so that a search
 * can leave out what cannot win.
 */
#ifndef REN_BOUNDS_H
#define REN_BOUNDS_H

#include "model/model_file.h"

typedef struct ren__bounds_in {
  const ren__edge *edges;
  const ren__entry *entries;
  const ren__unigram *unigrams;
  size_t edge_count, entry_count;
} ren__bounds_in;

/* One bound for each edge, to be freed by the caller; NULL: out of memory. */
ren__bound *ren__build_bounds(const ren__bounds_in *in);

#endif
