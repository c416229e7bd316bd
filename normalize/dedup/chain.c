#include "dedup/chain.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
  MAX_PLACES = 8, /* places of one gram that are looked at */
  LOOK_BACK = 24, /* segments tried as predecessor */
  MAX_GAP = 120,  /* bones between two segments of a chain: about 30 words */
  MAX_SHIFT = 24, /* how far they may drift apart: more is another passage */
  MIN_SCORE = REN__GRAM
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

bool ren__gram_table_make(ren__gram_table *table, ren__bones bones) {
  if (!table_room(table, bones.count + 1)) return false;
  if (bones.count < REN__GRAM) return true;
  uint32_t packed = 0;
  /* from the end, so that each list starts with the first place; the gram is
   * rolled backwards: its first bone is the highest nibble */
  for (size_t k = bones.count; k-- > 0;) {
    packed = (packed >> 4) | ((uint32_t)(bones.ptr[k] & 15) << 28);
    if (k + REN__GRAM > bones.count) continue;
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

/* Adds the anchor (i, j): lengthens the last segment on its diagonal or begins one. */
static bool add_anchor(ren__chains *c, uint32_t i, uint32_t j, size_t b_bones) {
  size_t d = (size_t)i + b_bones - j;
  uint32_t last = c->diagonal[d];
  if (last) {
    ren__segment *s = &c->segment[last - 1];
    if (j <= s->j + s->len) {
      s->len = j + REN__GRAM - s->j;
      return true;
    }
  }
  if (!ren_grow(&c->segment, &c->segment_cap, c->segments, sizeof *c->segment)) return false;
  c->segment[c->segments++] = (ren__segment){i, j, REN__GRAM};
  c->diagonal[d] = (uint32_t)c->segments;
  return true;
}

static bool same_gram(ren__bones a, size_t i, ren__bones b, size_t j) {
  if (i + REN__GRAM > a.count) return false;
  for (size_t k = 0; k < REN__GRAM; k++)
    if ((a.ptr[i + k] ^ b.ptr[j + k]) & 15) return false;
  return true;
}

/* All places of the gram at j of b in a. What is repeated over and over gives one
 * anchor only: where the one before went on, or else at its first place. */
static bool add_places(ren__chains *c, const ren__gram_table *table, uint32_t first, ren__bones a, ren__bones b,
                       uint32_t j, uint32_t *follow) {
  uint32_t places[MAX_PLACES], count = 0;
  for (uint32_t i = first; i != UINT32_MAX; i = table->next[i]) {
    if (count == MAX_PLACES) {
      uint32_t at = *follow && same_gram(a, *follow, b, j) ? *follow : first;
      *follow = at + 1;
      return add_anchor(c, at, j, b.count);
    }
    places[count++] = i;
  }
  for (uint32_t k = 0; k < count; k++)
    if (!add_anchor(c, places[k], j, b.count)) return false;
  *follow = places[0] + 1;
  return true;
}

static bool find_segments(ren__chains *c, const ren__gram_table *table, ren__bones a, ren__bones b, bool with_common) {
  size_t diagonals = a.count + b.count + 1;
  c->segments = 0;
  if (a.count < REN__GRAM || b.count < REN__GRAM) return true;
  if (diagonals > c->diagonal_cap) {
    ren_free(c->diagonal);
    c->diagonal = ren_alloc_array(diagonals, sizeof *c->diagonal);
    c->diagonal_cap = c->diagonal ? diagonals : 0;
    if (!c->diagonal) return false;
  }
  bool ok = true;
  uint32_t packed = 0, follow = 0;
  for (size_t k = 0; ok && k < b.count; k++) {
    packed = ren__gram_push(packed, b.ptr[k] & 15);
    if (k + 1 < REN__GRAM) continue;
    if (!with_common && b.ptr[k] & b.ptr[k + 1 - REN__GRAM] & REN__COMMON) continue;
    uint32_t i = first_place(table, packed);
    if (i != UINT32_MAX) ok = add_places(c, table, i, a, b, (uint32_t)(k + 1 - REN__GRAM), &follow);
  }
  for (size_t s = 0; s < c->segments; s++) /* only what was touched is cleared again */
    c->diagonal[(size_t)c->segment[s].i + b.count - c->segment[s].j] = 0;
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
  c->best = ren_alloc_array(cap, sizeof *c->best);
  c->from = ren_alloc_array(cap, sizeof *c->from);
  c->rank = ren_alloc_array(cap, sizeof *c->rank);
  c->order = ren_alloc_array(cap, sizeof *c->order);
  c->best_cap = c->best && c->from && c->rank && c->order ? cap : 0;
  return c->best_cap > 0;
}

static void link_all(ren__chains *c) {
  for (size_t s = 0; s < c->segments; s++) {
    c->best[s] = (int)c->segment[s].len;
    c->from[s] = 0;
    size_t stop = s > LOOK_BACK ? s - LOOK_BACK : 0;
    for (size_t p = s; p-- > stop;) {
      if (c->segment[s].j > c->segment[p].j + c->segment[p].len + MAX_GAP && c->segment[p].len < 2 * REN__GRAM)
        continue;
      int score = link_score(&c->segment[p], &c->segment[s], c->best[p]);
      if (score > c->best[s]) {
        c->best[s] = score;
        c->from[s] = (uint32_t)p + 1;
      }
    }
  }
}

static int by_score(const void *a, const void *b, void *best) {
  const int *score = best;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (score[x] != score[y]) return score[x] > score[y] ? -1 : 1;
  return (x > y) - (x < y);
}

/* Takes the chains out, best first; a segment belongs to one. */
static bool take_chains(ren__chains *c) {
  size_t used = 0;
  const uint32_t taken = UINT32_MAX;
  c->chains = 0;
  for (size_t s = 0; s < c->segments; s++) c->rank[s] = (uint32_t)s;
  qsort_r(c->rank, c->segments, sizeof *c->rank, by_score, c->best);
  for (size_t r = 0; r < c->segments; r++) {
    uint32_t s = c->rank[r];
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
    if (score < MIN_SCORE) continue;
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
  if (!find_segments(c, table, a, b, with_common)) return false;
  if (c->segments == 0) return true;
  if (!chain_room(c)) return false;
  link_all(c);
  return take_chains(c);
}

void ren__chains_free(ren__chains *c) {
  ren_free(c->segment), ren_free(c->diagonal), ren_free(c->best), ren_free(c->from);
  ren_free(c->rank), ren_free(c->order), ren_free(c->chain);
  *c = (ren__chains){0};
}
