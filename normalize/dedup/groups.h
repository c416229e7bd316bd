/* groups.h: average-link agglomeration (UPGMA: Sokal and Michener 1958) over
 * verified pairs.
 *
 * Two groups are joined while the mean weight of all pairs across them, pairs that
 * were not found counting as 0, reaches the bar; the best first. So a chain of
 * drifting texts never closes into one group as it would by connected components.
 * Weights are integers (millionths): means are exact and the order of adding does
 * not matter; ties go to the smaller numbers. Groups depend on nothing but the
 * numbered texts and the set of edges.
 */
#ifndef REN_DEDUP_GROUPS_H
#define REN_DEDUP_GROUPS_H

#include <renskrift/base.h>

typedef struct ren__edge {
  uint32_t a, b; /* a < b */
  uint32_t weight;
} ren__edge;

/* group[i] becomes the smallest number in i's group. size[i]: how many texts stand
 * behind number i (equal ones count as many). Edges: each pair once, any order;
 * sorted in place. */
ren_status ren__groups_make(uint32_t *group, size_t count, const uint32_t *size, ren__edge *edges, size_t edge_count,
                            uint32_t min_weight, ren_error *err);

#endif
