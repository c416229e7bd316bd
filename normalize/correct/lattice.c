#include "correct/lattice.h"

#include "alloc.h"

#include <math.h>
#include <string.h>

enum { BEAM = 48 };
static const float BEAM_WIDTH = 7; /* decades behind the best */

/* A state: the last two words read, after some words of the sentence. */
typedef struct node {
  ren__context context;
  float best;              /* cost of the best path to it */
  float sum;               /* -log10 of all paths to it */
  uint32_t back, back_arc; /* on the best path */
} node;

typedef struct transition {
  uint32_t from, to, arc;
  float cost;
} transition;

struct ren__lattice {
  node *nodes;
  size_t node_count, node_cap;
  transition *steps;
  size_t step_count, step_cap;
  float *onward; /* -log10 of all paths from a node to the end */
  size_t onward_cap;
  uint32_t last[REN_MAX_SENTENCE + 2]; /* how many nodes stand after i words */
  uint32_t order[REN_MAX_SENTENCE + 2][BEAM * 4];
};

ren__lattice *ren__lattice_new(void) { return ren_alloc(sizeof(ren__lattice)); }

void ren__lattice_free(ren__lattice *lattice) {
  if (!lattice) return;
  ren_free(lattice->nodes);
  ren_free(lattice->steps);
  ren_free(lattice->onward);
  ren_free(lattice);
}

/* -log10(10^-a + 10^-b) */
static float add_costs(float a, float b) {
  float low = a < b ? a : b, difference = a < b ? b - a : a - b;
  if (difference > 7) return low;
  return low - log10f(1 + powf(10, -difference));
}

/* The node with the context after `position` words, new if need be; UINT32_MAX: out of
 * memory or room. */
static uint32_t node_at(ren__lattice *l, size_t position, ren__context context) {
  for (uint32_t i = 0; i < l->last[position]; i++) {
    uint32_t n = l->order[position][i];
    if (l->nodes[n].context.first == context.first && l->nodes[n].context.second == context.second) return n;
  }
  if (l->last[position] == BEAM * 4) return UINT32_MAX;
  if (!ren_grow(&l->nodes, &l->node_cap, l->node_count, sizeof *l->nodes)) return UINT32_MAX;
  l->nodes[l->node_count] = (node){context, INFINITY, INFINITY, UINT32_MAX, UINT32_MAX};
  l->order[position][l->last[position]++] = (uint32_t)l->node_count;
  return (uint32_t)l->node_count++;
}

/* Leaves the BEAM best nodes of a position, best first. */
static void prune(ren__lattice *l, size_t position) {
  uint32_t *order = l->order[position], count = l->last[position];
  for (uint32_t i = 1; i < count; i++) { /* few and nearly sorted */
    uint32_t n = order[i], j = i;
    for (; j > 0 && l->nodes[order[j - 1]].best > l->nodes[n].best; j--) order[j] = order[j - 1];
    order[j] = n;
  }
  uint32_t kept = 0;
  while (kept < count && kept < BEAM && l->nodes[order[kept]].best <= l->nodes[order[0]].best + BEAM_WIDTH) kept++;
  l->last[position] = kept;
}

static bool advance(ren__lattice *l, const ren_model *model, uint32_t from, const ren__arc *arc, uint32_t arc_index) {
  ren__context context = l->nodes[from].context;
  float cost = arc->cost + ren__lm_cost(model, context, arc->id);
  context = ren__lm_next(context, arc->id);
  if (arc->second) {
    cost += ren__lm_cost(model, context, arc->second);
    context = ren__lm_next(context, arc->second);
  }
  uint32_t to = node_at(l, (size_t)arc->from + arc->span, context);
  if (to == UINT32_MAX) return true; /* no room: the beam's loss */
  if (!ren_grow(&l->steps, &l->step_cap, l->step_count, sizeof *l->steps)) return false;
  l->steps[l->step_count++] = (transition){from, to, arc_index, cost};
  node *target = &l->nodes[to];
  const node *source = &l->nodes[from];
  target->sum = add_costs(target->sum, source->sum + cost);
  if (source->best + cost < target->best) {
    target->best = source->best + cost;
    target->back = from;
    target->back_arc = arc_index;
  }
  return true;
}

static bool forward(ren__lattice *l, const ren_model *model, ren__context start, const ren__arc *arcs, size_t arc_count,
                    size_t words) {
  l->node_count = l->step_count = 0;
  memset(l->last, 0, sizeof l->last);
  uint32_t root = node_at(l, 0, start);
  if (root == UINT32_MAX) return false;
  l->nodes[root].best = l->nodes[root].sum = 0;
  size_t arc = 0;
  for (size_t position = 0; position < words; position++) {
    prune(l, position);
    for (; arc < arc_count && arcs[arc].from == position; arc++)
      for (uint32_t i = 0; i < l->last[position]; i++)
        if (!advance(l, model, l->order[position][i], &arcs[arc], (uint32_t)arc)) return false;
  }
  prune(l, words);
  return l->last[words] > 0;
}

/* Sums from the end and the posterior of each arc. Transitions were made in order of
 * their source, so backwards every target is done before its sources. */
static bool backward(ren__lattice *l, size_t words, size_t arc_count, float *posterior) {
  if (l->onward_cap < l->node_count) {
    float *grown = ren_realloc_array(l->onward, l->node_count, sizeof *grown);
    if (!grown) return false;
    l->onward = grown;
    l->onward_cap = l->node_count;
  }
  for (size_t i = 0; i < l->node_count; i++) l->onward[i] = INFINITY;
  float all = INFINITY;
  for (uint32_t i = 0; i < l->last[words]; i++) {
    l->onward[l->order[words][i]] = 0;
    all = add_costs(all, l->nodes[l->order[words][i]].sum);
  }
  for (size_t i = 0; i < arc_count; i++) posterior[i] = 0;
  for (size_t i = l->step_count; i-- > 0;) {
    const transition *t = &l->steps[i];
    float rest = l->onward[t->to] + t->cost;
    if (rest == INFINITY) continue;
    l->onward[t->from] = add_costs(l->onward[t->from], rest);
    posterior[t->arc] += powf(10, all - (l->nodes[t->from].sum + rest));
  }
  return true;
}

bool ren__lattice_decode(ren__lattice *l, const ren_model *model, ren__context start, const ren__arc *arcs,
                         size_t arc_count, size_t words, uint32_t *path, float *posterior) {
  if (words > REN_MAX_SENTENCE || !forward(l, model, start, arcs, arc_count, words)) return false;
  if (!backward(l, words, arc_count, posterior)) return false;
  for (size_t i = 0; i < words; i++) path[i] = UINT32_MAX;
  uint32_t n = l->order[words][0];
  while (l->nodes[n].back != UINT32_MAX) {
    path[arcs[l->nodes[n].back_arc].from] = l->nodes[n].back_arc;
    n = l->nodes[n].back;
  }
  return true;
}
