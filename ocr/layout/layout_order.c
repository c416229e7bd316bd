/* Rows -> lines in reading order. */
#include "layout/page_layout.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 24 };

typedef struct ordering {
  ren__layout *lay;
  uint32_t cuts[REN__MAX_GUTTERS]; /* column gutters, the tallest first */
  uint32_t cut_count;
  ren__lay_line *work;
  uint32_t region; /* number of leaf regions so far */
} ordering;

static bool in_gutter(const ren__lay_gutter *g, const ren__lay_line *row, int32_t from, int32_t to) {
  int32_t x = (g->x0 + g->x1) / 2, y = (row->y0 + row->y1) / 2;
  return y >= g->y0 && y < g->y1 && from <= x && to >= x;
}

/* Is the gap before word i of the row a column gutter? Also notes table gaps. */
static bool is_cut(const ren__layout *lay, ren__lay_line *row, uint32_t i) {
  const ren__lay_word *before = &lay->words[lay->order[row->first + i - 1]];
  const ren__lay_word *after = &lay->words[lay->order[row->first + i]];
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *g = &lay->gutters[k];
    if ((!g->columns && !g->table) || !in_gutter(g, row, before->x1, after->x0)) continue;
    if (g->columns) return true;
    row->cells = true;
  }
  return false;
}

/* Is the line part of a table row with a wrapped cell, or of places to sign? */
static void set_part(const ren__layout *lay, ren__lay_line *line) {
  int32_t y = (line->y0 + line->y1) / 2;
  line->wrapped = 0;
  line->signing = false;
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *g = &lay->gutters[k];
    if (y < g->y0 || y >= g->y1) continue;
    line->signing = line->signing || g->signing;
    if (g->wrapped) line->wrapped = k + 1;
  }
}

/* Cuts rows at column gutters. */
static bool cut_rows(ren__layout *lay) {
  ren__lay_line *out = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *out);
  if (!out) return false;
  uint32_t count = 0;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line row = lay->lines[r];
    ren__lay_line part = row;
    uint32_t start = 0;
    for (uint32_t i = 1; i <= row.count; i++) {
      if (i < row.count) {
        ren__lay_line probe = row;
        bool cut = is_cut(lay, &probe, i);
        if (!cut) {
          part.cells = part.cells || probe.cells;
          continue;
        }
      }
      part.first = row.first + start;
      part.count = i - start;
      if (!ren__line_measure(lay, &part)) return false;
      set_part(lay, &part);
      out[count++] = part;
      part = row;
      start = i;
    }
  }
  lay->lines = out;
  lay->line_count = count;
  return true;
}

static int compare_lines(const void *a, const void *b) {
  const ren__lay_line *p = a, *q = b;
  if (p->base < q->base || p->base > q->base) return p->base < q->base ? -1 : 1;
  if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
  return (p->first > q->first) - (p->first < q->first);
}

static int compare_across(const void *a, const void *b) {
  const ren__lay_line *p = a, *q = b;
  if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
  return compare_lines(a, b);
}

/* Top to bottom; lines on nearly one baseline from left to right. */
static void sort_leaf(const ordering *o, ren__lay_line *lines, uint32_t n, uint32_t column) {
  qsort(lines, n, sizeof *lines, compare_lines);
  for (uint32_t i = 0, j; i < n; i = j) {
    for (j = i + 1; j < n && lines[j].base - lines[i].base <= 0.4F * o->lay->size; j++) {
    }
    if (j - i > 1) qsort(lines + i, j - i, sizeof *lines, compare_across);
  }
  for (uint32_t i = 0; i < n; i++) {
    lines[i].column = column;
    lines[i].region = o->region;
  }
}

typedef enum where { ABOVE, LEFT, RIGHT, BELOW } where;

static where place_of(const ren__lay_line *line, const ren__lay_gutter *g) {
  int32_t y = (line->y0 + line->y1) / 2, x = (line->x0 + line->x1) / 2;
  if (y < g->y0) return ABOVE;
  if (y >= g->y1) return BELOW;
  return x < (g->x0 + g->x1) / 2 ? LEFT : RIGHT;
}

/* Sorts the lines by their place around the gutter (stable); fills the counts. */
static void partition(ordering *o, ren__lay_line *lines, uint32_t n, const ren__lay_gutter *g, uint32_t counts[4]) {
  uint32_t at[4] = {0};
  memset(counts, 0, 4 * sizeof counts[0]);
  for (uint32_t i = 0; i < n; i++) counts[place_of(&lines[i], g)]++;
  for (int k = 1; k < 4; k++) at[k] = at[k - 1] + counts[k - 1];
  for (uint32_t i = 0; i < n; i++) o->work[at[place_of(&lines[i], g)]++] = lines[i];
  memcpy(lines, o->work, n * sizeof *lines);
}

/* Orders lines[0 .. n); returns how many columns it used. The cuts before `next` are
 * done with or do not apply here. */
static uint32_t order_lines(ordering *o, ren__lay_line *lines, uint32_t n, uint32_t next, uint32_t column, int depth) {
  uint32_t counts[4];
  if (n == 0) return 0;
  for (; next < o->cut_count && depth < MAX_DEPTH; next++) {
    const ren__lay_gutter *g = &o->lay->gutters[o->cuts[next]];
    memset(counts, 0, sizeof counts);
    for (uint32_t i = 0; i < n; i++) counts[place_of(&lines[i], g)]++;
    if (counts[LEFT] && counts[RIGHT]) break;
  }
  if (next >= o->cut_count || depth >= MAX_DEPTH) {
    o->region++;
    sort_leaf(o, lines, n, column);
    return 1;
  }
  partition(o, lines, n, &o->lay->gutters[o->cuts[next]], counts);
  uint32_t above = order_lines(o, lines, counts[ABOVE], next + 1, column, depth + 1);
  lines += counts[ABOVE];
  uint32_t used = order_lines(o, lines, counts[LEFT], next + 1, column, depth + 1);
  lines += counts[LEFT];
  uint32_t beside = o->lay->gutters[o->cuts[next]].wrapped ? 0 : used; /* a cell is no column */
  used += order_lines(o, lines, counts[RIGHT], next + 1, column + beside, depth + 1);
  lines += counts[RIGHT];
  uint32_t below = order_lines(o, lines, counts[BELOW], next + 1, column, depth + 1);
  if (above > used) used = above;
  return below > used ? below : used;
}

static void collect_cuts(ordering *o) {
  const ren__layout *lay = o->lay;
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    if (!lay->gutters[k].columns || lay->gutters[k].rows == 0) continue;
    uint32_t at = o->cut_count++;
    int32_t height = lay->gutters[k].y1 - lay->gutters[k].y0;
    while (at > 0) { /* insertion: few, and stable */
      const ren__lay_gutter *g = &lay->gutters[o->cuts[at - 1]];
      if (g->y1 - g->y0 >= height) break;
      o->cuts[at] = o->cuts[at - 1];
      at--;
    }
    o->cuts[at] = k;
  }
}

bool ren__layout_order(ren__layout *lay) {
  if (!cut_rows(lay)) return false;
  ordering o = {.lay = lay};
  o.work = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *o.work);
  if (!o.work) return false;
  collect_cuts(&o);
  order_lines(&o, lay->lines, lay->line_count, 0, 0, 0);
  return true;
}
