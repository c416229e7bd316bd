#include "misreadings.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 5, SLOTS = 1 << 17, MAX_MEANT = 2, MAX_SEEN = 3 };

/* Costs in decades before anything is counted, by letters meant and seen. */
static const double FIRST[MAX_MEANT + 1][MAX_SEEN + 1] = {
    {0, 3.3, 9, 9},
    {3.3, 2.4, 3.1, 4.0},
    {9, 3.1, 4.4, 5.0},
};
static const double PSEUDO = 40; /* letters the costs above are worth */

typedef struct slot {
  ren__misreading step;
  bool used;
} slot;

typedef struct table {
  slot *slots;
  size_t used;
} table;

/* ---- counted steps ------------------------------------------------------------ */

static slot *find(const table *t, const unsigned char *meant, size_t a, const unsigned char *seen, size_t b) {
  char key[8] = {0};
  memcpy(key, meant, a);
  memcpy(key + 4, seen, b);
  uint64_t hash;
  memcpy(&hash, key, sizeof hash);
  hash *= 0x9E3779B97F4A7C15u;
  for (size_t i = (size_t)(hash >> 40) % SLOTS;; i = (i + 1) % SLOTS) {
    slot *s = &t->slots[i];
    if (s->used && memcmp(s->step.meant, key, 4) == 0 && memcmp(s->step.seen, key + 4, 4) == 0) return s;
    if (s->used) continue;
    memcpy(s->step.meant, key, 4);
    memcpy(s->step.seen, key + 4, 4);
    return s;
  }
}

double ren__misreadings_meant(const ren__misreadings *counts, const char *meant) {
  const unsigned char *m = (const unsigned char *)meant;
  if (!m[0]) return counts->all;
  return m[1] ? counts->pairs[m[0]][m[1]] : counts->letters[m[0]];
}

static double cost(const table *t, const ren__misreadings *counts, const unsigned char *meant, size_t a,
                   const unsigned char *seen, size_t b) {
  char key[4] = {0};
  memcpy(key, meant, a);
  const slot *s = find(t, meant, a, seen, b);
  double counted = s->used ? s->step.count : 0;
  return -log10((counted + PSEUDO * pow(10, -FIRST[a][b])) / (ren__misreadings_meant(counts, key) + PSEUDO));
}

/* ---- one word ------------------------------------------------------------------- */

typedef struct cell {
  double cost;
  uint8_t meant, seen; /* letters of the step into it */
} cell;

/* A step of several letters must be needed: its ends differ, and no blank is in it. */
static bool is_step(const unsigned char *meant, size_t a, const unsigned char *seen, size_t b) {
  if (memchr(meant, ' ', a) || memchr(seen, ' ', b)) return a + b == 1;
  if (a == 0 || b == 0) return a + b == 1;
  return meant[0] != seen[0] && meant[a - 1] != seen[b - 1];
}

static void relax(cell *to, double cost, size_t a, size_t b) {
  if (cost < to->cost) *to = (cell){cost, (uint8_t)a, (uint8_t)b};
}

/* Counts the steps of the best parting into `next`. */
static void part_word(const table *now, table *next, const ren__misreadings *counts, const ren__aligned *word) {
  cell cells[REN_ALIGNED_MAX][REN_ALIGNED_MAX];
  size_t n = strlen((const char *)word->truth), m = strlen((const char *)word->seen);
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) cells[i][j] = (cell){.cost = 1e9};
  cells[0][0].cost = 0;
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) {
      const unsigned char *meant = word->truth + i, *seen = word->seen + j;
      double here = cells[i][j].cost;
      if (i < n && j < m && *meant == *seen) relax(&cells[i + 1][j + 1], here, 1, 1);
      for (size_t a = 0; a <= MAX_MEANT && i + a <= n; a++)
        for (size_t b = 0; b <= MAX_SEEN && j + b <= m; b++)
          if (a + b && is_step(meant, a, seen, b))
            relax(&cells[i + a][j + b], here + cost(now, counts, meant, a, seen, b), a, b);
    }
  for (size_t i = n, j = m; i > 0 || j > 0;) {
    size_t a = cells[i][j].meant, b = cells[i][j].seen;
    i -= a;
    j -= b;
    if (a == 1 && b == 1 && word->truth[i] == word->seen[j]) continue;
    slot *s = find(next, word->truth + i, a, word->seen + j, b);
    if (!s->used && next->used >= SLOTS / 2) continue; /* more kinds than any reader has */
    next->used += !s->used;
    s->used = true;
    s->step.count++;
  }
}

/* ---- all of them ------------------------------------------------------------------ */

static void count_letters(ren__misreadings *out, const ren__aligned_words *words) {
  for (size_t i = 0; i < words->count; i++)
    for (const unsigned char *c = words->items[i].truth; *c; c++) {
      out->letters[*c]++;
      out->pairs[*c][c[1]]++;
      out->all++;
    }
}

static int commonest_first(const void *left, const void *right) {
  const ren__misreading *a = left, *b = right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  int order = memcmp(a->meant, b->meant, sizeof a->meant);
  return order ? order : memcmp(a->seen, b->seen, sizeof a->seen);
}

static bool list_steps(ren__misreadings *out, const table *t) {
  for (size_t i = 0; i < SLOTS; i++) {
    if (!t->slots[i].used) continue;
    if (!ren_grow(&out->items, &out->cap, out->count, sizeof *out->items)) return false;
    out->items[out->count++] = t->slots[i].step;
  }
  if (out->count) qsort(out->items, out->count, sizeof *out->items, commonest_first);
  return true;
}

ren_status ren__misreadings_count(ren__misreadings *out, const ren__aligned_words *words, ren_error *err) {
  *out = (ren__misreadings){0};
  count_letters(out, words);
  table now = {.slots = ren_alloc_array(SLOTS, sizeof *now.slots)};
  table next = {.slots = ren_alloc_array(SLOTS, sizeof *next.slots)};
  ren_status status = now.slots && next.slots ? REN_OK : ren_fail_nomem(err);
  for (int round = 0; status == REN_OK && round < ROUNDS; round++) {
    memset(next.slots, 0, SLOTS * sizeof *next.slots);
    next.used = 0;
    for (size_t i = 0; i < words->count; i++)
      if (strcmp((const char *)words->items[i].truth, (const char *)words->items[i].seen) != 0)
        part_word(&now, &next, out, &words->items[i]);
    table swap = now;
    now = next;
    next = swap;
  }
  if (status == REN_OK && !list_steps(out, &now)) status = ren_fail_nomem(err);
  ren_free(now.slots);
  ren_free(next.slots);
  return status;
}

void ren__misreadings_clear(ren__misreadings *counts) {
  ren_free(counts->items);
  *counts = (ren__misreadings){0};
}
