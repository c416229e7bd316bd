#include "compiler/bounds.h"

#include "alloc.h"
#include "model/lexicon.h"

#include <string.h>

typedef struct bounder {
  const ren__bounds_in *in;
  ren__bound *bounds;
  unsigned least_head; /* of any compound's last part, its other costs included */
} bounder;

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* What a word costs by itself, and what a compound that goes on with it does. */
static ren__bound cost_of_entry(const bounder *b, const ren__entry *entry) {
  unsigned alone = entry->flags ? b->in->unigrams[entry->lm_id].cost / 2 + entry->share : 254;
  unsigned modifier = entry->modifier == REN_NO_COST ? 254 : entry->modifier + REN_JOINT_COST + b->least_head;
  unsigned head =
      entry->head == REN_NO_COST ? 254 : entry->head + REN_COMPOUND_TAX + b->in->unigrams[REN_LM_UNKNOWN].cost / 2;
  return (ren__bound){(uint8_t)least(254, least(alone, modifier)), (uint8_t)least(254, least(head, modifier))};
}

static ren__bound bound_words(const bounder *b, uint32_t state, uint32_t number) {
  ren__bound all = {255, 255};
  for (const ren__edge *edge = state ? &b->in->edges[state] : NULL; edge; edge = edge->last ? NULL : edge + 1) {
    uint32_t here = number + edge->number;
    ren__bound bound = {255, 255};
    if (edge->final) bound = cost_of_entry(b, &b->in->entries[here]);
    ren__bound below = bound_words(b, edge->target, here + edge->final);
    bound = (ren__bound){(uint8_t)least(bound.first, below.first), (uint8_t)least(bound.later, below.later)};
    ren__bound *kept = &b->bounds[edge - b->in->edges];
    *kept = (ren__bound){(uint8_t)least(kept->first, bound.first), (uint8_t)least(kept->later, bound.later)};
    all = (ren__bound){(uint8_t)least(all.first, bound.first), (uint8_t)least(all.later, bound.later)};
  }
  return all;
}

ren__bound *ren__build_bounds(const ren__bounds_in *in) {
  bounder b = {in, ren_alloc_array(in->edge_count, sizeof *b.bounds), REN_NO_COST};
  if (!b.bounds) return NULL;
  for (size_t i = 0; i < in->entry_count; i++) b.least_head = least(b.least_head, in->entries[i].head);
  b.least_head += REN_COMPOUND_TAX + in->unigrams[REN_LM_UNKNOWN].cost / 2u;
  memset(b.bounds, 255, in->edge_count * sizeof *b.bounds);
  bound_words(&b, REN_ROOT, 0);
  return b.bounds;
}
