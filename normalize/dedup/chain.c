#include "dedup/bone_store.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
  MAX_PLACES = 8, /* places of one gram that are looked at */
  LOOK_BACK = 24, /* segments tried as predecessor */
  MAX_GAP = 120,  /* bones between two segments of a chain: about 30 words */
  MAX_SHIFT = 24  /* how far they may drift apart: more is another passage */
};

/* Multiplicative hashing (Knuth, volume 3, section 6.4): only for finding, no order
 * comes from it. */
static uint32_t spread(uint32_t packed) { return packed * UINT32_C(2654435769); }

enum { FILTER_BITS = 15 }; /* 4 KiB: stays in the nearest cache */

static bool table_room(ren__gram_table *table, size_t bones) {
  size_t slots = 64;
  table->shift = 26;
  while (slots < 2 * bones) slots *= 2, table->shift--;
  if (!table->filter) table->filter = ren_alloc((size_t)1 << (FILTER_BITS - 3));
  if (!table->filter) return false;
  memset(table->filter, 0, (size_t)1 << (FILTER_BITS - 3));
  if (slots > table->slot_cap) {
    ren_free(table->slot);
    table->slot = ren_alloc_array(slots, sizeof *table->slot);
    table->slot_cap = table->slot ? slots : 0;
    if (!table->slot) return false;
  }
  if (bones > table->next_cap) {
    ren_free(table->next);
    table->next = ren_alloc_array(bones, sizeof *table->next);
    table->next_cap = table->next ? bones : 0;
    if (!table->next) return false;
  }
  table->slots = slots;
  memset(table->slot, 0, slots * sizeof *table->slot);
  return true;
}

/* The gram's slot, or the free one where it would stand. */
static uint64_t *find_slot(const ren__gram_table *table, uint32_t packed, uint32_t hash) {
  size_t at = hash >> table->shift;
  while (table->slot[at] && table->slot[at] >> 32 != packed) at = (at + 1) & (table->slots - 1);
  return &table->slot[at];
}

bool ren__gram_table_make(ren__gram_table *table, ren__bones bones, unsigned length) {
  if (!table_room(table, bones.count + 1)) return false;
  table->length = length;
  if (bones.count < length) return true;
  uint32_t packed = 0, top = 4 * (length - 1);
  /* from the end, so that each list starts with the first place; the gram is
   * rolled backwards: its first bone is the highest nibble */
  for (size_t k = bones.count; k-- > 0;) {
    packed = (packed >> 4) | ((uint32_t)(bones.ptr[k] & 15) << top);
    if (k + length > bones.count) continue;
    uint32_t hash = spread(packed), bit = hash >> (32 - FILTER_BITS);
    uint64_t *slot = find_slot(table, packed, hash);
    table->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
    table->next[k] = *slot ? (uint32_t)*slot : UINT32_MAX;
    *slot = (uint64_t)packed << 32 | k;
  }
  return true;
}

void ren__gram_table_free(ren__gram_table *table) {
  ren_free(table->slot);
  ren_free(table->next);
  ren_free(table->filter);
  *table = (ren__gram_table){0};
}

static uint32_t first_place(const ren__gram_table *table, uint32_t packed) {
  uint32_t hash = spread(packed), bit = hash >> (32 - FILTER_BITS);
  if (!(table->filter[bit >> 6] >> (bit & 63) & 1)) return UINT32_MAX;
  uint64_t slot = *find_slot(table, packed, hash);
  return slot ? (uint32_t)slot : UINT32_MAX;
}

/* Eight bones at a time. */
static uint64_t eight(const uint8_t *bones) {
  uint64_t all;
  memcpy(&all, bones, sizeof all);
  return all;
}

static uint32_t equal_run(ren__bones a, size_t i, ren__bones b, size_t j, bool with_common) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  size_t most = a.count - i < b.count - j ? a.count - i : b.count - j, k = 0;
  uint8_t stop = with_common ? 0 : REN__COMMON; /* boilerplate ends a run: it is no evidence */
  while (k + 8 <= most) {
    uint64_t x = eight(a.ptr + i + k), y = eight(b.ptr + j + k);
    if (((x ^ y) & 15 * ones) | (y & stop * ones)) break;
    k += 8;
  }
  while (k < most && !(((a.ptr[i + k] ^ b.ptr[j + k]) & 15) | (b.ptr[j + k] & stop))) k++;
  return (uint32_t)k;
}

/* Follows the anchor (i, j) as far as the bones are equal, unless a segment on its
 * diagonal reaches beyond it already. Returns where the segment ends in b, 0: out of memory. */
static uint32_t add_anchor(ren__chains *c, ren__bones a, uint32_t i, ren__bones b, uint32_t j, uint32_t length,
                           bool with_common) {
  size_t d = (size_t)i + b.count - j;
  uint32_t last = c->diagonal[d];
  if (last && j + length <= c->segment[last - 1].j + c->segment[last - 1].len)
    return c->segment[last - 1].j + c->segment[last - 1].len;
  uint32_t run = length + equal_run(a, i + length, b, j + length, with_common);
  if (last && j <= c->segment[last - 1].j + c->segment[last - 1].len) {
    c->segment[last - 1].len = j + run - c->segment[last - 1].j;
    return j + run;
  }
  if (!ren_grow(&c->segment, &c->segment_cap, c->segments, sizeof *c->segment)) return 0;
  c->segment[c->segments++] = (ren__segment){i, j, run};
  c->diagonal[d] = (uint32_t)c->segments;
  return j + run;
}

static bool same_gram(ren__bones a, size_t i, ren__bones b, size_t j, size_t length) {
  if (i + length > a.count) return false;
  for (size_t k = 0; k < length; k++)
    if ((a.ptr[i + k] ^ b.ptr[j + k]) & 15) return false;
  return true;
}

/* A search for segments: one text's table against another text. */
typedef struct search {
  const ren__gram_table *table;
  ren__bones a, b;
  bool with_common;
  uint32_t follow; /* behind the last anchor's place in a */
} search;

/* All places of the gram at j of b in a. What is repeated over and over gives one
 * anchor only: where the one before went on, or else at its first place. Returns where
 * the longest segment ends in b; 0: out of memory. */
static uint32_t add_places(ren__chains *c, search *s, uint32_t first, uint32_t j) {
  uint32_t places[MAX_PLACES], count = 0, end = 0;
  for (uint32_t i = first; i != UINT32_MAX; i = s->table->next[i]) {
    if (count == MAX_PLACES) {
      places[0] = s->follow && same_gram(s->a, s->follow, s->b, j, s->table->length) ? s->follow : first;
      count = 1;
      break;
    }
    places[count++] = i;
  }
  for (uint32_t k = 0; k < count; k++) {
    uint32_t here = add_anchor(c, s->a, places[k], s->b, j, s->table->length, s->with_common);
    if (here == 0) return 0;
    if (here > end) {
      end = here;
      s->follow = places[k] + (end - j) - s->table->length + 1;
    }
  }
  return end;
}

static bool diagonal_room(ren__chains *c, size_t diagonals) {
  if (diagonals <= c->diagonal_cap) return true;
  ren_free(c->diagonal);
  c->diagonal = ren_alloc_array(diagonals, sizeof *c->diagonal);
  c->diagonal_cap = c->diagonal ? diagonals : 0;
  return c->diagonal != NULL;
}

static bool find_segments(ren__chains *c, search s) {
  const ren__bones a = s.a, b = s.b;
  size_t length = s.table->length;
  uint32_t keep = UINT32_MAX >> (32 - 4 * length), packed = 0;
  uint8_t stop = s.with_common ? 0 : REN__COMMON;
  c->segments = 0;
  if (a.count < length || b.count < length) return true;
  if (!diagonal_room(c, a.count + b.count + 1)) return false;
  bool ok = true;
  for (size_t k = 0; k + 1 < length; k++) packed = ren__gram_push(packed, b.ptr[k] & 15);
  for (size_t k = length - 1; ok && k < b.count; k++) {
    packed = ren__gram_push(packed, b.ptr[k] & 15) & keep;
    if (b.ptr[k] & b.ptr[k + 1 - length] & stop) continue;
    uint32_t i = first_place(s.table, packed);
    if (i == UINT32_MAX) continue;
    uint32_t end = add_places(c, &s, i, (uint32_t)(k + 1 - length));
    ok = end > 0;
    while (k + 1 < end) packed = ren__gram_push(packed, b.ptr[++k] & 15); /* what lies within the segment is known */
  }
  for (size_t x = 0; x < c->segments; x++) /* only what was touched is cleared again */
    c->diagonal[(size_t)c->segment[x].i + b.count - c->segment[x].j] = 0;
  return ok;
}

/* What following `before` with `s` is worth; INT_MIN: not in one chain. */
static int link_score(const ren__segment *before, const ren__segment *s, int best) {
  if (s->i <= before->i || s->j <= before->j) return -1;
  int gap_a = (int)s->i - (int)(before->i + before->len), gap_b = (int)s->j - (int)(before->j + before->len);
  int shift = abs(gap_a - gap_b), wide = gap_a > gap_b ? gap_a : gap_b, narrow = gap_a < gap_b ? gap_a : gap_b;
  if (wide > MAX_GAP || shift > MAX_SHIFT) return -1;
  int overlap = narrow < 0 ? -narrow : 0;
  if (overlap >= (int)s->len) return -1;
  return best + (int)s->len - overlap - (shift + 1) / 2 - (wide > 0 ? wide / 16 : 0);
}

static bool chain_room(ren__chains *c) {
  if (c->segments <= c->best_cap) return true;
  size_t cap = c->segments + c->segments / 2;
  ren_free(c->best), ren_free(c->from), ren_free(c->rank), ren_free(c->order);
  ren_free(c->reach);
  c->best = ren_alloc_array(cap, sizeof *c->best);
  c->from = ren_alloc_array(cap, sizeof *c->from);
  c->rank = ren_alloc_array(2 * cap, sizeof *c->rank);
  c->order = ren_alloc_array(cap, sizeof *c->order);
  c->reach = ren_alloc_array(cap, sizeof *c->reach);
  c->best_cap = c->best && c->from && c->rank && c->order && c->reach ? cap : 0;
  return c->best_cap > 0;
}

static void link_all(ren__chains *c) {
  uint32_t reach = 0; /* of any segment so far: where one that follows may begin in b */
  for (size_t s = 0; s < c->segments; s++) {
    uint32_t own = c->segment[s].j + c->segment[s].len + MAX_GAP;
    c->reach[s] = reach = own > reach ? own : reach;
  }
  for (size_t s = 0; s < c->segments; s++) {
    c->best[s] = (int)c->segment[s].len;
    c->from[s] = 0;
    size_t stop = s > LOOK_BACK ? s - LOOK_BACK : 0;
    for (size_t p = s; p-- > stop && c->segment[s].j <= c->reach[p];) {
      int score = link_score(&c->segment[p], &c->segment[s], c->best[p]);
      if (score > c->best[s]) {
        c->best[s] = score;
        c->from[s] = (uint32_t)p + 1;
      }
    }
  }
}

static void rank_by_score(ren__chains *c) {
  uint32_t most = 0;
  for (size_t s = 0; s < c->segments; s++)
    if ((uint32_t)c->best[s] > most) most = (uint32_t)c->best[s];
  for (size_t s = 0; s < c->segments; s++) c->rank[s] = (uint64_t)(most - (uint32_t)c->best[s]) << 32 | s;
  ren__sort_bytes(c->rank, c->rank + c->segments, c->segments, 32, most < 256 ? 1 : most < 65536 ? 2 : 4);
}

/* Takes the chains out, best first; a segment belongs to one. */
static bool take_chains(ren__chains *c, int min_score) {
  size_t used = 0;
  const uint32_t taken = UINT32_MAX;
  c->chains = 0;
  rank_by_score(c);
  for (size_t r = 0; r < c->segments; r++) {
    uint32_t s = (uint32_t)c->rank[r];
    if (c->from[s] == taken) continue;
    size_t first = used;
    int rest = 0;
    for (uint32_t at = s + 1;;) {
      uint32_t before = c->from[at - 1];
      c->order[used++] = at - 1;
      c->from[at - 1] = taken;
      if (before == 0) break;
      if (c->from[before - 1] == taken) {
        rest = c->best[before - 1];
        break;
      }
      at = before;
    }
    int score = c->best[s] - rest;
    if (score < min_score) continue;
    for (size_t x = first, y = used; x + 1 < y; x++) { /* collected backwards */
      uint32_t swap = c->order[x];
      c->order[x] = c->order[--y];
      c->order[y] = swap;
    }
    if (!ren_grow(&c->chain, &c->chain_cap, c->chains, sizeof *c->chain)) return false;
    c->chain[c->chains++] = (ren__chain){first, used - first, score};
  }
  return true;
}

bool ren__chains_find(ren__chains *c, const ren__gram_table *table, ren__bones a, ren__bones b, bool with_common) {
  c->chains = 0;
  if (!find_segments(c, (search){table, a, b, with_common, 0})) return false;
  if (c->segments == 0) return true;
  if (!chain_room(c)) return false;
  link_all(c);
  return take_chains(c, (int)table->length);
}

void ren__chains_free(ren__chains *c) {
  ren_free(c->segment), ren_free(c->diagonal), ren_free(c->best), ren_free(c->from);
  ren_free(c->rank), ren_free(c->order), ren_free(c->reach), ren_free(c->chain);
  *c = (ren__chains){0};
}
