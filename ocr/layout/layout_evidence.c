/* Columns or cells, row by row down a gutter.
 *
 * Each row beside the gutter speaks for columns or against them, in log-odds:
 *
 * - Lines of independent columns rarely share their baselines, cells of a row do.
 * - A line of running text goes on with the line above it, which was full. Where such a
 *   line stands beside anything on the other side of the gutter, the two are no cells of
 *   one row: a row of a table begins on both sides.
 * - Where both sides begin anew row after row, they are cells; so are figures.
 *
 * The most likely succession of columns and cells from top to bottom is found with a
 * price for each change, which is lower where there is white between the rows (Viterbi
 * with two states). So a table above the columns may share their gutter. */
#include "layout/layout_sides.h"

#include <math.h>

/* Log-odds for columns of a row ... */
static const float OTHER_BASELINE = 1.4F; /* whose neighbour across stands on another baseline */
static const float BOTH_GO_ON = 1.2F, ONE_GOES_ON = 1.3F, BOTH_BEGIN = -0.9F, FIGURES = -0.7F;
static const float MORE_CELLS = -0.5F;
static const float LONG_BEGIN = -0.3F; /* both begin and hold several words */
static const float MARKED = 0.5F;      /* a list item begins on the right */
static const float AT_STOP = 0.7F, OFF_STOP = -1.0F;
static const float COLUMNS_PRIOR = -1.0F;
/* Prices of a change between columns and cells. */
static const float CHANGE = 3.5F, CHANGE_AT_WHITE = 2.2F;

/* Where the text of a side ends near piece i: the furthest of the pieces around it, as far
 * as no white parts them from it. */
static float edge_near(const ren__side *s, uint32_t i, float white) {
  enum { AROUND = 6 };
  float edge = s->piece[i].x1;
  for (uint32_t k = i; k-- > 0 && i - k <= AROUND && s->piece[k + 1].base - s->piece[k].base < white;)
    edge = fmaxf(edge, s->piece[k].x1);
  for (uint32_t k = i + 1; k < s->n && k - i <= AROUND && s->piece[k].base - s->piece[k - 1].base < white; k++)
    edge = fmaxf(edge, s->piece[k].x1);
  return edge;
}

/* Does piece i go on with the line above it? */
static float goes_on(const ren__layout *lay, const ren__side *s, uint32_t i, float pitch) {
  if (i == 0) return 0.0F;
  const ren__piece *above = &s->piece[i - 1], *p = &s->piece[i];
  if (p->base - above->base > 1.35F * pitch || p->marked || p->figures || above->figures) return 0.0F;
  if (above->divided && p->lower) return 1.0F;
  float edge = edge_near(s, i - 1, 3.0F * pitch), width = edge - above->x0;
  /* in a narrow column of single words the next word never fits */
  bool narrow = width < 7.0F * lay->size || (width < 2.0F * p->first_width && above->words < 3 && !p->lower);
  if (above->words < 2 || narrow) return 0.0F;
  bool full = above->x1 + 0.3F * lay->size + p->first_width > edge;
  if (!full) return p->lower && !above->ended && p->words >= 3 ? 0.3F : 0.0F;
  if (above->words < 3) return p->lower ? 0.6F : 0.0F; /* names are as long as each other */
  return p->lower ? 1.0F : 0.4F;
}

static void find_running(const ren__sides *s, ren__side *side) {
  float pitch = ren__side_pitch(s, side, 0.35F), least = 1.4F * s->lay->size;
  for (uint32_t i = 0; i < side->n; i++) side->piece[i].goes_on = goes_on(s->lay, side, i, fmaxf(pitch, least));
}

void ren__sides_running(ren__sides *s) {
  find_running(s, &s->left);
  find_running(s, &s->right);
}

/* Does a piece of the other side stand beside row k, on a baseline of its own? */
static bool has_other_baseline(const ren__sides *s, uint32_t k) {
  const ren__pair *pair = &s->pairs[k];
  float near = 1.1F * s->lay->size;
  for (uint32_t i = k; i-- > 0 && pair->base - s->pairs[i].base < near;) {
    if (pair->left == REN__NONE ? s->pairs[i].left != REN__NONE : s->pairs[i].right != REN__NONE) return true;
  }
  for (uint32_t i = k + 1; i < s->n && s->pairs[i].base - pair->base < near; i++) {
    if (pair->left == REN__NONE ? s->pairs[i].left != REN__NONE : s->pairs[i].right != REN__NONE) return true;
  }
  return false;
}

/* Where both sides begin anew. */
static float begins_both(const ren__piece *l, const ren__piece *r, bool more) {
  if (r->figures || l->figures) return BOTH_BEGIN + FIGURES;
  if (r->marked) return MARKED;
  float e = l->words >= 4 && r->words >= 4 ? LONG_BEGIN : BOTH_BEGIN;
  return more ? e + MORE_CELLS : e;
}

static float evidence(const ren__sides *s, uint32_t k) {
  const ren__pair *pair = &s->pairs[k];
  if (pair->left == REN__NONE || pair->right == REN__NONE) return has_other_baseline(s, k) ? OTHER_BASELINE : 0.0F;
  const ren__piece *l = &s->left.piece[pair->left], *r = &s->right.piece[pair->right];
  float both = l->goes_on * r->goes_on, none = (1.0F - l->goes_on) * (1.0F - r->goes_on);
  return both * BOTH_GO_ON + (1.0F - both - none) * ONE_GOES_ON + none * begins_both(l, r, pair->more);
}

static float price_of_change(const ren__sides *s, uint32_t k, float pitch) {
  const ren__pair *a = &s->pairs[k - 1], *b = &s->pairs[k];
  bool white = b->base - a->base > 1.3F * pitch;
  return white || b->size > 1.1F * a->size ? CHANGE_AT_WHITE : CHANGE;
}

/* The most likely succession: is_column[k] of each row. `from` is work space. */
static void find_succession(const ren__sides *s, const float *e, float pitch, uint8_t *from, bool *is_column) {
  float cells = 0.0F, cols = COLUMNS_PRIOR;
  for (uint32_t k = 0; k < s->n; k++) { /* bit c of from: state c was entered from columns */
    float price = k ? price_of_change(s, k, pitch) : 0.0F;
    bool to_cells = k && cols - price > cells, to_cols = k && cells - price > cols;
    from[k] = (uint8_t)((to_cells ? 1 : 0) | (to_cols ? 0 : 2));
    float next_cells = to_cells ? cols - price : cells;
    cols = (to_cols ? cells - price : cols) + e[k];
    cells = next_cells;
  }
  bool state = cols > cells;
  for (uint32_t k = s->n; k-- > 0;) {
    is_column[k] = state;
    state = from[k] >> state & 1;
  }
}

static uint32_t count_near(const float *sorted, uint32_t n, float x, float within) {
  uint32_t low = 0, high = n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (sorted[middle] < x - within) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  uint32_t end = low;
  while (end < n && end < low + 4 && sorted[end] <= x + within) end++;
  return end - low;
}

/* The lines of the right column begin at few places. Rows that begin there too are
 * likelier to be of it, others are likelier to be of a table. */
static bool weigh_stops(const ren__sides *s, float *e, const bool *is_column) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < s->n; k++) {
    if (is_column[k] && s->pairs[k].right != REN__NONE) s->scratch[n++] = s->right.piece[s->pairs[k].right].x0;
  }
  if (n < 4) return false;
  (void)ren__quantile(s->scratch, n, 0.0F); /* sorts */
  for (uint32_t k = 0; k < s->n; k++) {
    if (s->pairs[k].right == REN__NONE || s->pairs[k].left == REN__NONE) continue;
    float x = s->right.piece[s->pairs[k].right].x0;
    uint32_t others = count_near(s->scratch, n, x, 0.3F * s->lay->size) - is_column[k];
    e[k] += others >= 2 ? AT_STOP : OFF_STOP;
  }
  return true;
}

size_t ren__find_stretches(ren__sides *s, uint32_t *ends, bool *columns, size_t max) {
  uint8_t *from = ren_arena_alloc(s->lay->arena, (size_t)s->n + 1);
  bool *is_column = ren_arena_alloc(s->lay->arena, (size_t)s->n + 1);
  float *e = ren_arena_alloc(s->lay->arena, ((size_t)s->n + 1) * sizeof *e);
  if (!from || !is_column || !e) return 0;
  ren__sides_running(s);
  float pitch = ren__side_pitch(s, s->left.n > s->right.n ? &s->left : &s->right, 0.5F);
  for (uint32_t k = 0; k < s->n; k++) e[k] = evidence(s, k);
  find_succession(s, e, pitch, from, is_column);
  if (weigh_stops(s, e, is_column)) find_succession(s, e, pitch, from, is_column);
  size_t n = 0;
  for (uint32_t k = 0; k < s->n; k++) {
    if (n && columns[n - 1] == is_column[k]) {
      ends[n - 1] = k + 1;
    } else if (n < max) {
      columns[n] = is_column[k];
      ends[n++] = k + 1;
    }
  }
  return n;
}
