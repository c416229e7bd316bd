/* What stands to the left and right of a gutter. */
#include "layout/layout_sides.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

bool ren__sides_new(ren__sides *s, ren__layout *lay) {
  size_t n = (size_t)lay->line_count + 1;
  ren__piece *pieces = ren_arena_alloc(lay->arena, 2 * n * sizeof *pieces);
  *s = (ren__sides){.lay = lay};
  s->pairs = ren_arena_alloc(lay->arena, n * sizeof *s->pairs);
  s->scratch = ren_arena_alloc(lay->arena, 4 * n * sizeof *s->scratch);
  if (!pieces || !s->pairs || !s->scratch) return false;
  s->left.piece = pieces;
  s->right.piece = pieces + n;
  return true;
}

float ren__side_quantile(const ren__sides *s, const ren__side *side, size_t offset, float q) {
  for (uint32_t i = 0; i < side->n; i++) memcpy(&s->scratch[i], (const char *)&side->piece[i] + offset, sizeof(float));
  return ren__quantile(s->scratch, side->n, q);
}

float ren__side_pitch(const ren__sides *s, const ren__side *side, float q) {
  uint32_t n = 0;
  for (uint32_t i = 1; i < side->n; i++) s->scratch[n++] = side->piece[i].base - side->piece[i - 1].base;
  return ren__quantile(s->scratch, n, q);
}

static bool is_figures(ren_str text) {
  bool any = false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    any = any || (c >= '0' && c <= '9');
    if (!(c >= '0' && c <= '9') && !strchr("-+.,%:/()", c)) return false;
  }
  return any;
}

/* Adds words [from, to) of a row as one piece; its index. */
static uint32_t side_add(ren__side *s, const ren__layout *lay, const ren__lay_line *row, uint32_t from, uint32_t to) {
  if (from >= to) return REN__NONE;
  const ren__lay_word *first = &lay->words[lay->order[row->first + from]];
  const ren__lay_word *last = &lay->words[lay->order[row->first + to - 1]];
  ren_str text = ren__line_word(lay, row, from), end = ren__line_word(lay, row, to - 1);
  ren__piece *p = &s->piece[s->n];
  *p = (ren__piece){.x0 = (float)first->x0, .x1 = (float)last->x1, .base = row->base, .words = to - from};
  p->first_width = (float)(first->x1 - first->x0);
  p->marked = ren__is_list_marker(text);
  p->lower = ren__word_start(text) == REN__START_LOWER && !(to - from == 1 && p->marked);
  p->ended = ren__ends_sentence(end);
  p->divided = end.len > 1 && end.ptr[end.len - 1] == '-';
  p->figures = true;
  for (uint32_t i = from; i < to && p->figures; i++) p->figures = is_figures(ren__line_word(lay, row, i));
  s->words += p->words;
  s->lower += p->lower;
  s->markers += p->marked && (p->words == 1 || (p->words == 2 && ren__is_bullet(text)));
  return s->n++;
}

static float share_near(const float *v, uint32_t n, float around, float within) {
  uint32_t near = 0;
  for (uint32_t i = 0; i < n; i++) near += fabsf(v[i] - around) <= within;
  return n ? (float)near / (float)n : 0.0F;
}

/* The share of pieces that begin, or end, at one place. */
static float share_aligned(const ren__sides *s, const ren__side *side, size_t offset) {
  float around = ren__side_quantile(s, side, offset, 0.5F); /* leaves the values in scratch */
  return share_near(s->scratch, side->n, around, 0.6F * s->lay->size);
}

static void side_finish(const ren__sides *s, ren__side *side) {
  uint32_t full = 0;
  for (uint32_t i = 0; i < side->n; i++) s->scratch[i] = side->piece[i].x1 - side->piece[i].x0;
  float longest = side->longest = ren__quantile(s->scratch, side->n, 0.9F);
  for (uint32_t i = 0; i < side->n; i++) full += s->scratch[i] >= 0.8F * longest;
  side->fill = side->n ? (float)full / (float)side->n : 0.0F;
  float by_start = share_aligned(s, side, offsetof(ren__piece, x0));
  float by_end = share_aligned(s, side, offsetof(ren__piece, x1));
  side->aligned = by_start > by_end ? by_start : by_end;
}

bool ren__is_prose(const ren__side *s) {
  return s->n >= 4 && s->words >= 3 * s->n && 10 * s->lower >= 3 * s->n && s->fill >= 0.3F;
}

uint32_t ren__split_at(const ren__layout *lay, const ren__lay_line *row, int32_t x) {
  uint32_t i = 0;
  while (i < row->count) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (w->x0 + w->x1 > 2 * x) break;
    i++;
  }
  return i;
}

bool ren__row_within(const ren__lay_line *row, int32_t y0, int32_t y1) {
  int32_t middle = (row->y0 + row->y1) / 2;
  return middle >= y0 && middle < y1;
}

bool ren__crosses(const ren__layout *lay, const ren__lay_line *row, const ren__lay_gutter *g) {
  int32_t x = (g->x0 + g->x1) / 2;
  if (row->x0 >= x || row->x1 <= x) return false;
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (w->x0 < x && w->x1 > x) return true;
  }
  return false;
}

/* Does another gutter lie in the gap before word i of the row? Wide gaps alone are no
 * sign of cells: justified lines have them. */
static bool gap_is_gutter(const ren__layout *lay, const ren__lay_line *row, uint32_t i) {
  int32_t x0 = lay->words[lay->order[row->first + i - 1]].x1, x1 = lay->words[lay->order[row->first + i]].x0;
  if ((float)(x1 - x0) < lay->seg_gap) return false;
  int32_t y = (row->y0 + row->y1) / 2;
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *g = &lay->gutters[k];
    if (y >= g->y0 && y < g->y1 && g->rows >= 3 && x0 <= g->x0 && x1 >= g->x1) return true;
  }
  return false;
}

/* The gap before word i of a row may hold a much longer gutter beside g: what lies beyond
 * it is no neighbour of g. Which side that is: -1 left, 1 right, 0 neither. */
static int beyond_longer(const ren__layout *lay, const ren__lay_line *row, uint32_t i, const ren__lay_gutter *g) {
  int32_t x0 = lay->words[lay->order[row->first + i - 1]].x1, x1 = lay->words[lay->order[row->first + i]].x0;
  int32_t y = (row->y0 + row->y1) / 2;
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *o = &lay->gutters[k];
    if (y < o->y0 || y >= o->y1 || o->rows < 2 * g->rows || x0 > o->x0 || x1 < o->x1) continue;
    if (o->x1 <= g->x0) return -1;
    if (o->x0 >= g->x1) return 1;
  }
  return 0;
}

/* Does a word near row r stand between x0 and x1? */
static bool is_ink_between(const ren__layout *lay, uint32_t r, int32_t x0, int32_t x1) {
  enum { ROWS = 6 };
  uint32_t from = r > ROWS ? r - ROWS : 0, to = r + ROWS + 1 < lay->line_count ? r + ROWS + 1 : lay->line_count;
  for (uint32_t k = from; k < to; k++) {
    const ren__lay_line *row = &lay->lines[k];
    if (row->x0 >= x1 || row->x1 <= x0 || fabsf(row->base - lay->lines[r].base) > 6.0F * lay->size) continue;
    for (uint32_t i = 0; i < row->count; i++) {
      const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
      if (w->x0 >= x0 && w->x1 <= x1) return true;
    }
  }
  return false;
}

/* A row on one side of g: does another gutter part it from g? */
static bool is_beyond(const ren__layout *lay, uint32_t r, const ren__lay_gutter *g) {
  const ren__lay_line *row = &lay->lines[r];
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *o = &lay->gutters[k];
    if (o->rows < 3 || !ren__row_within(row, o->y0, o->y1)) continue;
    if (o->x1 <= g->x0 && row->x1 <= o->x0 && is_ink_between(lay, r, o->x1, g->x0)) return true;
    if (o->x0 >= g->x1 && row->x0 >= o->x1 && is_ink_between(lay, r, g->x1, o->x0)) return true;
  }
  return false;
}

static void side_clear(ren__side *s) { *s = (ren__side){.piece = s->piece}; }

void ren__sides_gather(ren__sides *s, const ren__lay_gutter *g) {
  const ren__layout *lay = s->lay;
  int32_t x = (g->x0 + g->x1) / 2;
  side_clear(&s->left);
  side_clear(&s->right);
  s->n = s->paired = 0;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!ren__row_within(row, g->y0, g->y1) || lay->words[lay->order[row->first]].margin) continue;
    uint32_t split = ren__split_at(lay, row, x), from = split, to = split;
    while (from > 0 && (from == split || !gap_is_gutter(lay, row, from))) from--;
    while (to < row->count && (to == split || !gap_is_gutter(lay, row, to))) to++;
    bool both = split > 0 && split < row->count;
    if (!both && is_beyond(lay, r, g)) continue;
    int beyond = both ? beyond_longer(lay, row, split, g) : 0;
    ren__pair *pair = &s->pairs[s->n];
    *pair = (ren__pair){
        REN__NONE, REN__NONE, row->base, row->size, row->y0, row->y1, both && (from > 0 || to < row->count)};
    if (beyond >= 0) pair->left = side_add(&s->left, lay, row, from, split);
    if (beyond <= 0) pair->right = side_add(&s->right, lay, row, split, to);
    s->n += pair->left != REN__NONE || pair->right != REN__NONE;
    s->paired += pair->left != REN__NONE && pair->right != REN__NONE;
  }
  side_finish(s, &s->left);
  side_finish(s, &s->right);
}
