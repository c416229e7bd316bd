#include "compiler/automaton.h"

#include "alloc.h"
#include "model/lexicon.h"

#include <string.h>

enum { ROOT_ROOM = 256, MAX_WORD = REN_WORD_MAX + 1 };

/* The edges of the state at one depth of the word being added, not yet frozen. */
typedef struct open_state {
  ren__edge edges[256];
  uint32_t words[256]; /* under each edge */
  int count;
} open_state;

struct ren__automaton {
  ren__edge *edges;
  uint32_t *words; /* under the state that starts here */
  size_t count, edge_cap, word_cap;
  uint32_t *slots; /* frozen states by hash of their edges */
  size_t slot_count, used;
  open_state path[MAX_WORD + 1];
  unsigned char last[MAX_WORD];
  size_t last_len;
};

ren__automaton *ren__automaton_new(void) {
  ren__automaton *a = ren_alloc(sizeof *a);
  if (!a) return NULL;
  a->slot_count = 1 << 16;
  a->slots = ren_alloc_array(a->slot_count, sizeof *a->slots);
  a->count = a->edge_cap = a->word_cap = 1 + ROOT_ROOM;
  a->edges = ren_alloc_array(a->edge_cap, sizeof *a->edges);
  a->words = ren_alloc_array(a->word_cap, sizeof *a->words);
  if (a->slots && a->edges && a->words) return a;
  ren__automaton_free(a);
  return NULL;
}

void ren__automaton_free(ren__automaton *a) {
  if (!a) return;
  ren_free(a->edges);
  ren_free(a->words);
  ren_free(a->slots);
  ren_free(a);
}

static uint64_t hash_edges(const ren__edge *edges, int count) {
  const unsigned char *bytes = (const unsigned char *)edges;
  uint64_t h = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < (size_t)count * sizeof *edges; i++) h = (h ^ bytes[i]) * UINT64_C(0x100000001b3);
  return h ^ h >> 31;
}

static int state_size(const ren__automaton *a, uint32_t state) {
  int n = 1;
  while (!a->edges[state + (uint32_t)n - 1].last) n++;
  return n;
}

static bool rehash(ren__automaton *a) {
  size_t old_count = a->slot_count;
  uint32_t *old = a->slots;
  a->slots = ren_alloc_array(old_count * 2, sizeof *a->slots);
  if (!a->slots) {
    a->slots = old;
    return false;
  }
  a->slot_count = old_count * 2;
  for (size_t i = 0; i < old_count; i++) {
    if (!old[i]) continue;
    size_t slot = hash_edges(&a->edges[old[i]], state_size(a, old[i])) & (a->slot_count - 1);
    while (a->slots[slot]) slot = (slot + 1) & (a->slot_count - 1);
    a->slots[slot] = old[i];
  }
  ren_free(old);
  return true;
}

/* Numbers the edges of an open state; returns the words under it. */
static uint32_t number_edges(open_state *state) {
  uint32_t sum = 0;
  for (int i = 0; i < state->count; i++) {
    state->edges[i].number = sum & 0x7FFFFF;
    state->edges[i].last = i + 1 == state->count;
    sum += state->words[i];
  }
  return sum;
}

/* Finds the frozen twin of an open state, or freezes it; 0: failed. */
static uint32_t freeze(ren__automaton *a, open_state *state) {
  uint32_t words = number_edges(state);
  size_t size = (size_t)state->count * sizeof(ren__edge);
  if (a->used * 2 >= a->slot_count && !rehash(a)) return 0;
  size_t slot = hash_edges(state->edges, state->count) & (a->slot_count - 1);
  for (; a->slots[slot]; slot = (slot + 1) & (a->slot_count - 1))
    if (state_size(a, a->slots[slot]) == state->count && memcmp(&a->edges[a->slots[slot]], state->edges, size) == 0)
      return a->slots[slot];
  uint32_t first = (uint32_t)a->count;
  size_t need = a->count + (size_t)state->count;
  if (need >= UINT32_MAX / 2 || words >= 1 << 23) return 0;
  if (!ren_grow(&a->edges, &a->edge_cap, need, sizeof *a->edges)) return 0;
  if (!ren_grow(&a->words, &a->word_cap, need, sizeof *a->words)) return 0;
  memcpy(&a->edges[first], state->edges, size);
  a->words[first] = words;
  a->count = need;
  a->slots[slot] = first;
  a->used++;
  return first;
}

/* Freezes the open states below a depth. */
static bool close_below(ren__automaton *a, size_t depth) {
  for (size_t d = a->last_len; d > depth; d--) {
    open_state *state = &a->path[d], *parent = &a->path[d - 1];
    if (state->count == 0) continue;
    uint32_t target = freeze(a, state);
    if (target == 0) return false;
    parent->edges[parent->count - 1].target = target & 0x7FFFFFFF;
    parent->words[parent->count - 1] += a->words[target];
    state->count = 0;
  }
  return true;
}

bool ren__automaton_add(ren__automaton *a, const unsigned char *word, size_t len) {
  size_t common = 0;
  if (len == 0 || len > REN_WORD_MAX) return false;
  while (common < len && common < a->last_len && word[common] == a->last[common]) common++;
  if (!close_below(a, common)) return false;
  for (size_t d = common; d < len; d++) {
    open_state *state = &a->path[d];
    state->edges[state->count] = (ren__edge){.letter = word[d], .final = d + 1 == len};
    state->words[state->count] = d + 1 == len;
    state->count++;
  }
  memcpy(a->last, word, len);
  a->last_len = len;
  return true;
}

const ren__edge *ren__automaton_finish(ren__automaton *a, size_t *count) {
  *count = 0;
  if (!close_below(a, 0)) return NULL;
  number_edges(&a->path[0]);
  memcpy(&a->edges[REN_ROOT], a->path[0].edges, (size_t)a->path[0].count * sizeof *a->edges);
  if (a->path[0].count == 0) a->edges[REN_ROOT].last = 1;
  *count = a->count;
  return a->edges;
}
