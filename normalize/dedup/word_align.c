#include "dedup/word_align.h"

#include "alloc.h"
#include "dedup/dedup_words.h"

#include <string.h>

enum {
  MAX_CELLS = 16384, /* of a stretch that is aligned word by word */
  STEPS = 60000000,  /* budget of Myers' method: about a tenth of a second */
  GAP = 60,          /* costs, in hundredths of a word */
  OTHER = 115,       /* another word in its place: a little less than out and in */
  MERGED = 15
};

typedef struct aligner {
  const ren__dedup_tokens *a, *b;
  ren__units *units;
  ptrdiff_t *forward, *backward; /* furthest reaching points per diagonal */
  size_t origin;
  long steps;
  int *cost;
  uint8_t *move;
  bool failed, refining;
} aligner;

static void add_unit(aligner *al, ren__unit unit) {
  ren__units *u = al->units;
  if (al->failed || (unit.count_a == 0 && unit.count_b == 0)) return;
  if (!al->refining && unit.op == REN_DIFF_CHANGE && u->count && u->list[u->count - 1].op == REN_DIFF_CHANGE) {
    u->list[u->count - 1].count_a += unit.count_a;
    u->list[u->count - 1].count_b += unit.count_b;
    return;
  }
  if (!ren_grow(&u->list, &u->cap, u->count, sizeof *u->list)) {
    al->failed = true;
    return;
  }
  u->list[u->count++] = unit;
}

static void add_pair(aligner *al, size_t i, size_t j) {
  ren_str x = al->a->list[i].word, y = al->b->list[j].word;
  ren_diff_op op = REN_DIFF_SAME;
  if (!ren_str_eq(x, y)) {
    ren__word_diff diff = ren__word_compare(x, y);
    if (diff.cost != 0) op = ren__word_is_noise(&diff) ? REN_DIFF_NOISE : REN_DIFF_CHANGE;
  }
  add_unit(al, (ren__unit){op, i, j, 1, 1});
}

/* ---- stretches without equal keys --------------------------------------- */

/* Whether the one word is nearer to the two together than to either alone. */
static bool both_belong(const aligner *al, size_t i, size_t count_a, size_t j, size_t count_b, int together) {
  for (size_t k = 0; k < 2; k++) {
    ren_str x = al->a->list[i + (count_a == 2 ? k : 0)].word, y = al->b->list[j + (count_b == 2 ? k : 0)].word;
    if (ren__word_compare(x, y).cost < together + REN__LETTER / 2) return false;
  }
  return true;
}

/* Cost of the words i.. against j..; above OTHER: not to be paired. */
static int pair_cost(const aligner *al, size_t i, size_t count_a, size_t j, size_t count_b) {
  const ren__dedup_token *x = &al->a->list[i], *y = &al->b->list[j];
  bool one_to_one = count_a == 1 && count_b == 1;
  uint32_t set_x = x->set | (count_a > 1 ? x[1].set : 0), set_y = y->set | (count_b > 1 ? y[1].set : 0);
  int common = __builtin_popcount(set_x & set_y), all = __builtin_popcount(set_x | set_y);
  if (common * 3 < all) return one_to_one ? OTHER : OTHER + 1;
  char buf_a[256], buf_b[256];
  ren_str a = ren__dedup_tokens_joined(al->a, i, count_a, buf_a),
          b = ren__dedup_tokens_joined(al->b, j, count_b, buf_b);
  if (a.len == 0 || b.len == 0 || a.len > 3 * b.len + 2 || b.len > 3 * a.len + 2) return one_to_one ? OTHER : OTHER + 1;
  ren__word_diff diff = ren__word_compare(a, b);
  bool noise = ren__word_is_noise(&diff);
  if (!one_to_one) {
    bool likely = noise || (!diff.digits && diff.cost * 3 <= diff.letters * REN__LETTER);
    if (!likely || !both_belong(al, i, count_a, j, count_b, diff.cost)) return OTHER + 1;
    return MERGED + diff.cost * 25 / (diff.letters + 1);
  }
  int cost = diff.letters ? diff.cost * 25 / diff.letters : 0;
  if (!noise) cost += 30;
  return cost < OTHER ? cost : OTHER;
}

enum { PAIR = 1, OUT, IN, TWO_ONE, ONE_TWO };

static void relax(int *cell, uint8_t *move, int cost, uint8_t by) {
  if (cost < *cell) {
    *cell = cost;
    *move = by;
  }
}

static void trace(aligner *al, size_t a0, size_t n, size_t b0, size_t m) {
  /* read backwards, so first turned into the forward order in place */
  size_t width = m + 1, count = 0;
  uint8_t *path = al->move + (n + 1) * width; /* n + m bytes behind the matrix */
  for (size_t i = n, j = m; i || j;) {
    uint8_t by = al->move[i * width + j];
    path[count++] = by;
    i -= by == PAIR || by == OUT || by == ONE_TWO ? 1 : by == TWO_ONE ? 2 : 0;
    j -= by == PAIR || by == IN || by == TWO_ONE ? 1 : by == ONE_TWO ? 2 : 0;
  }
  for (size_t i = a0, j = b0; count-- > 0;) {
    switch (path[count]) {
    case PAIR: add_pair(al, i++, j++); break;
    case OUT: add_unit(al, (ren__unit){REN_DIFF_CHANGE, i++, j, 1, 0}); break;
    case IN: add_unit(al, (ren__unit){REN_DIFF_CHANGE, i, j++, 0, 1}); break;
    case TWO_ONE:
      add_unit(al, (ren__unit){REN_DIFF_NOISE, i, j, 2, 1});
      i += 2, j++;
      break;
    default: add_unit(al, (ren__unit){REN_DIFF_NOISE, i, j, 1, 2}); i++, j += 2;
    }
  }
}

static void align_cells(aligner *al, size_t a0, size_t n, size_t b0, size_t m) {
  size_t width = m + 1;
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++) {
      int best = i || j ? 1 << 28 : 0;
      uint8_t *move = &al->move[i * width + j];
      int *cost = al->cost + i * width + j;
      *move = 0;
      if (i && j) relax(&best, move, cost[-(ptrdiff_t)width - 1] + pair_cost(al, a0 + i - 1, 1, b0 + j - 1, 1), PAIR);
      if (i) relax(&best, move, cost[-(ptrdiff_t)width] + GAP, OUT);
      if (j) relax(&best, move, cost[-1] + GAP, IN);
      if (i > 1 && j) {
        int pair = pair_cost(al, a0 + i - 2, 2, b0 + j - 1, 1);
        if (pair <= OTHER) relax(&best, move, cost[-2 * (ptrdiff_t)width - 1] + pair, TWO_ONE);
      }
      if (i && j > 1) {
        int pair = pair_cost(al, a0 + i - 1, 1, b0 + j - 2, 2);
        if (pair <= OTHER) relax(&best, move, cost[-(ptrdiff_t)width - 2] + pair, ONE_TWO);
      }
      *cost = best;
    }
  trace(al, a0, n, b0, m);
}

static void align_stretch(aligner *al, size_t a0, size_t n, size_t b0, size_t m) {
  if (n == 0 || m == 0 || (n + 1) * (m + 1) > MAX_CELLS)
    add_unit(al, (ren__unit){REN_DIFF_CHANGE, a0, b0, n, m});
  else
    align_cells(al, a0, n, b0, m);
}

/* ---- equal keys ---------------------------------------------------------- */

static bool equal(const aligner *al, size_t i, size_t j) { return al->a->list[i].key == al->b->list[j].key; }

typedef struct middle {
  size_t x, y;
  bool found;
} middle;

/* A point on a shortest edit script, half way: both ends are followed until they
 * meet on a diagonal. */
static middle find_middle(aligner *al, size_t a0, ptrdiff_t n, size_t b0, ptrdiff_t m) {
  ptrdiff_t delta = n - m, max = (n + m + 1) / 2;
  bool odd = delta & 1;
  ptrdiff_t *f = al->forward + al->origin, *r = al->backward + al->origin;
  f[1] = r[1] = 0;
  for (ptrdiff_t d = 0; d <= max; d++) {
    if ((al->steps -= 2 * d + 2) < 0) break;
    for (ptrdiff_t k = -d; k <= d; k += 2) {
      ptrdiff_t x = k == -d || (k != d && f[k - 1] < f[k + 1]) ? f[k + 1] : f[k - 1] + 1, y = x - k;
      while (x < n && y < m && x >= 0 && y >= 0 && equal(al, a0 + (size_t)x, b0 + (size_t)y)) x++, y++, al->steps--;
      f[k] = x;
      if (odd && delta - k >= -(d - 1) && delta - k <= d - 1 && x + r[delta - k] >= n && y >= 0 && y <= m && x <= n)
        return (middle){(size_t)x, (size_t)y, true};
    }
    for (ptrdiff_t k = -d; k <= d; k += 2) {
      ptrdiff_t x = k == -d || (k != d && r[k - 1] < r[k + 1]) ? r[k + 1] : r[k - 1] + 1, y = x - k;
      while (x < n && y < m && x >= 0 && y >= 0 && equal(al, a0 + (size_t)(n - 1 - x), b0 + (size_t)(m - 1 - y)))
        x++, y++, al->steps--;
      r[k] = x;
      if (!odd && delta - k >= -d && delta - k <= d && x + f[delta - k] >= n && y >= 0 && y <= m && x <= n)
        return (middle){(size_t)(n - x), (size_t)(m - y), true};
    }
  }
  return (middle){0};
}

/* Depth: the script halves each time, so 64 levels are never reached but by bad luck
 * with the budget; then the stretch stays one block. */
static void align_range(aligner *al, size_t a0, size_t n, size_t b0, size_t m, int depth) {
  size_t head = 0, tail = 0;
  while (head < n && head < m && equal(al, a0 + head, b0 + head)) add_pair(al, a0 + head, b0 + head), head++;
  a0 += head, b0 += head, n -= head, m -= head;
  while (tail < n && tail < m && equal(al, a0 + n - 1 - tail, b0 + m - 1 - tail)) tail++;
  n -= tail, m -= tail;
  bool split = false;
  if (n && m && n + m > 2 && depth < 64) {
    middle mid = find_middle(al, a0, (ptrdiff_t)n, b0, (ptrdiff_t)m);
    split = mid.found && (mid.x || mid.y) && (mid.x < n || mid.y < m);
    if (split) {
      align_range(al, a0, mid.x, b0, mid.y, depth + 1);
      align_range(al, a0 + mid.x, n - mid.x, b0 + mid.y, m - mid.y, depth + 1);
    }
  }
  if (!split) add_unit(al, (ren__unit){REN_DIFF_CHANGE, a0, b0, n, m});
  for (size_t k = 0; k < tail; k++) add_pair(al, a0 + n + k, b0 + m + k);
}

/* Second pass: the blocks between equal keys, word by word. */
static bool refine(aligner *al, ren__units *coarse) {
  al->cost = ren_alloc_array(MAX_CELLS, sizeof *al->cost);
  al->move = ren_alloc_array(2 * MAX_CELLS, 1);
  if (!al->cost || !al->move) return false;
  al->refining = true;
  for (size_t k = 0; k < coarse->count; k++) {
    const ren__unit *u = &coarse->list[k];
    if (u->op == REN_DIFF_CHANGE)
      align_stretch(al, u->a, u->count_a, u->b, u->count_b);
    else
      add_unit(al, *u);
  }
  return !al->failed;
}

bool ren__align_words(ren__units *units, const ren__dedup_tokens *a, const ren__dedup_tokens *b) {
  ren__units coarse = {0};
  aligner al = {.a = a, .b = b, .units = &coarse, .steps = STEPS};
  size_t reach = (a->count + b->count) / 2 + 4;
  bool ok = false;
  units->count = 0;
  al.origin = reach;
  al.forward = ren_alloc_array(2 * reach + 1, sizeof *al.forward);
  al.backward = ren_alloc_array(2 * reach + 1, sizeof *al.backward);
  if (al.forward && al.backward) {
    align_range(&al, 0, a->count, 0, b->count, 0);
    al.units = units;
    ok = !al.failed && refine(&al, &coarse);
  }
  ren__units_free(&coarse);
  ren_free(al.forward), ren_free(al.backward), ren_free(al.cost), ren_free(al.move);
  return ok;
}
