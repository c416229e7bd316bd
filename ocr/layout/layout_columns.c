/* Gutters: columns of text or cells of a table?
 *
 * Decided row by row (layout_evidence.c), so that one gutter may serve a table above and
 * columns below. What is neither is read row by row, which is right for attendance lists,
 * budgets, and labels with their text. */
#include "layout/layout_sides.h"

#include <math.h>
#include <stddef.h>

/* Is there enough on both sides for columns? The narrower the strip, the more rows. */
static bool may_be_columns(const ren__sides *s, const ren__lay_gutter *g) {
  const ren__side *left = &s->left, *right = &s->right;
  float width = (float)(g->x1 - g->x0);
  uint32_t fewer = left->n < right->n ? left->n : right->n;
  if (fewer < 3 || 10 * left->markers >= 7 * left->n) return false; /* list marks are no column */
  bool wordy = left->words >= 2 * left->n && right->words >= 2 * right->n;
  bool apart = 5 * s->paired <= fewer; /* short lines too, as two addresses, if they share no baselines */
  if (!wordy && !apart && !ren__is_prose(left) && !ren__is_prose(right)) return false;
  uint32_t need = width >= 2.0F * s->lay->seg_gap ? 3 : width >= 1.2F * s->lay->seg_gap ? 5 : 9;
  return width >= s->lay->seg_gap && fewer >= need;
}

static bool separates_cells(const ren__sides *s, const ren__lay_gutter *g) {
  const ren__side *left = &s->left, *right = &s->right;
  if (!left->n || !right->n || right->aligned < 0.6F) return false;
  if (g->rows < 3 && left->aligned < 0.9F) return false;
  bool even = left->aligned >= 0.9F && right->aligned >= 0.9F && g->rows >= 3; /* a letterhead of labels */
  if (g->rows < 4 && !even && (float)(g->x1 - g->x0) < 3.0F * s->lay->size) return false;
  if (10 * left->markers >= 7 * left->n) return false;               /* list items and their marks */
  if (ren__is_prose(right) && 2 * left->n <= right->n) return false; /* labels beside their text */
  return true;
}

/* The strip as wide as the words of its own rows leave it. */
static void refit(const ren__layout *lay, ren__lay_gutter *g) {
  int32_t x = (g->x0 + g->x1) / 2, left = INT32_MIN, right = INT32_MAX;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!ren__row_within(row, g->y0, g->y1)) continue;
    uint32_t split = ren__split_at(lay, row, x);
    if (split > 0) left = ren__max32(left, lay->words[lay->order[row->first + split - 1]].x1);
    if (split < row->count) right = ren__min32(right, lay->words[lay->order[row->first + split]].x0);
  }
  if (left == INT32_MIN || right == INT32_MAX || left >= right) return;
  g->x0 = left;
  g->x1 = right;
}

/* ---- tables of wrapped cells --------------------------------------------- */

/* Bases of lines that come after a gap larger than the line spacing. */
static uint32_t find_starts(const ren__sides *s, const ren__side *side, float *starts) {
  uint32_t count = 0;
  float pitch = ren__side_pitch(s, side, 0.35F);
  for (uint32_t i = 1; i < side->n; i++) {
    if (side->piece[i].base - side->piece[i - 1].base > 1.3F * pitch) starts[count++] = side->piece[i].base;
  }
  return count;
}

/* A table whose cells hold wrapped text looks like two columns, but its rows begin at
 * the same heights on both sides, paragraphs of two columns do not. Then the gutter is
 * cut into one for each row of the table. Returns false if it is no such table. */
static bool cut_into_rows(ren__sides *s, ren__layout *lay, uint32_t index) {
  float *a = s->scratch + lay->line_count, *b = a + s->left.n;
  uint32_t fewer = s->left.n < s->right.n ? s->left.n : s->right.n;
  if (2 * s->paired < fewer) return false; /* cells share their baselines */
  uint32_t na = find_starts(s, &s->left, a), nb = find_starts(s, &s->right, b), common = 0;
  for (uint32_t i = 0, j = 0; i < na && j < nb;) {
    if (fabsf(a[i] - b[j]) <= 0.35F * lay->size) {
      a[common++] = a[i];
      i++, j++;
    } else if (a[i] < b[j]) {
      i++;
    } else {
      j++;
    }
  }
  uint32_t more = na > nb ? na : nb;
  if (common < 2 || 20 * common < 17 * more || lay->gutter_count + common > REN__MAX_GUTTERS) return false;
  int32_t end = lay->gutters[index].y1;
  for (uint32_t k = 0; k < common; k++) {
    int32_t top = (int32_t)(a[k] - 1.15F * lay->size);
    lay->gutters[index].y1 = top;
    lay->gutters[index].cells = true;
    ren__lay_gutter *next = &lay->gutters[lay->gutter_count++];
    *next = lay->gutters[index];
    next->y0 = top;
    next->y1 = end;
    index = lay->gutter_count - 1;
  }
  return true;
}

/* Rows of a table whose first cells are wrapped: what stands beside their first lines is
 * read after their last. Each such row gets a gutter of its own. */
static void find_wrapped_rows(ren__sides *s, ren__layout *lay, uint32_t index) {
  ren__lay_gutter reach = lay->gutters[index];
  reach.y1 += (int32_t)(6.0F * lay->size); /* the last cell may be wrapped too */
  ren__sides_gather(s, &reach);
  ren__sides_running(s);
  for (uint32_t k = 0; k + 1 < s->n; k++) {
    const ren__pair *first = &s->pairs[k];
    if (first->left == REN__NONE || first->right == REN__NONE || lay->gutter_count == REN__MAX_GUTTERS) continue;
    if (first->base > (float)lay->gutters[index].y1) break; /* no row of the table */
    const ren__piece *cell = &s->left.piece[first->left];
    uint32_t last = k;
    for (uint32_t i = k + 1; i < s->n && s->pairs[i].right == REN__NONE; i++) {
      const ren__piece *p = &s->left.piece[s->pairs[i].left];
      bool figures = s->right.piece[first->right].figures; /* beside anything else it may be the next name */
      if (p->goes_on < (figures || p->lower ? 0.3F : 0.6F) || fabsf(p->x0 - cell->x0) > 0.6F * lay->size) break;
      last = i;
    }
    if (last == k) continue;
    ren__lay_gutter *row = &lay->gutters[lay->gutter_count++];
    *row = lay->gutters[index];
    row->y0 = first->y0 - 1;
    row->y1 = s->pairs[last].y1 + 1;
    row->columns = row->cells = row->wrapped = true;
    row->table = false;
    k = last;
  }
}

/* ---- how far columns reach ----------------------------------------------- */

static bool crossed_between(const ren__layout *lay, const ren__lay_gutter *g, int32_t y0, int32_t y1) {
  for (uint32_t r = 0; r < lay->line_count; r++) {
    if (ren__row_within(&lay->lines[r], y0, y1) && ren__crosses(lay, &lay->lines[r], g)) return true;
  }
  return false;
}

/* One column of text whose neighbour has a hole (a picture) is one column. */
static void merge_columns(ren__layout *lay) {
  uint32_t whole = lay->gutter_count;
  for (uint32_t i = 0; i < whole; i++) {
    for (uint32_t j = 0; j < whole; j++) {
      ren__lay_gutter *a = &lay->gutters[i], *b = &lay->gutters[j];
      if (a->blocks || b->blocks) continue;
      if (i == j || !a->columns || !b->columns || a->cells || b->cells || a->y1 > b->y0 || a->rows == 0 || b->rows == 0)
        continue;
      int32_t x0 = ren__max32(a->x0, b->x0), x1 = ren__min32(a->x1, b->x1);
      ren__lay_gutter both = {.x0 = x0, .x1 = x1, .y0 = a->y0, .y1 = b->y1, .rows = a->rows + b->rows, .columns = true};
      if ((float)(x1 - x0) < lay->seg_gap || crossed_between(lay, &both, a->y1, b->y0)) continue;
      *a = both;
      *b = (ren__lay_gutter){0};
    }
  }
}

/* A row of a table, or of what else is read across the strip of g. */
static bool is_read_across(const ren__layout *lay, const ren__lay_line *row, const ren__lay_gutter *g) {
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *o = &lay->gutters[k];
    if (o == g || o->columns || !ren__row_within(row, o->y0, o->y1)) continue;
    if (o->table || (o->x0 < g->x1 && o->x1 > g->x0)) return true;
  }
  return false;
}

/* The row at which text stands across the strip again below y; line_count: nowhere but,
 * maybe, at the foot of the page. */
static uint32_t crossed_below(const ren__layout *lay, const ren__lay_gutter *g) {
  float foot = 0.92F * (float)(lay->page->height ? lay->page->height : (uint32_t)ren__max32(lay->y1, 0));
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (row->y0 >= g->y1 && row->base < foot && ren__crosses(lay, row, g)) return r;
  }
  return lay->line_count;
}

/* The left column may be longer than the right one: its last lines have nothing
 * beside them, but must be read before the right column. */
static void extend_down(const ren__sides *s, ren__lay_gutter *g) {
  const ren__layout *lay = s->lay;
  const ren__side *left = &s->left;
  float pitch = ren__side_pitch(s, left, 0.5F), last = left->piece[left->n - 1].base;
  if (pitch <= 0.0F) return;
  float reach = 1.12F * s->scratch[left->n - 2 - (left->n - 1) / 10] / pitch; /* the gaps between its paragraphs */
  uint32_t end = crossed_below(lay, g);
  bool open = end == lay->line_count; /* nothing but columns down to the foot */
  reach = open ? 3.5F : reach < 1.6F ? 1.6F : reach > 2.6F ? 2.6F : reach;
  float start = ren__side_quantile(s, left, offsetof(ren__piece, x0), 0.2F);
  for (uint32_t r = 0; r < end; r++) { /* rows are sorted by baseline */
    const ren__lay_line *row = &lay->lines[r];
    if (row->base <= last || row->x0 > g->x0) continue;
    if (row->base - last > reach * pitch || ren__crosses(lay, row, g)) break;
    if ((float)row->x0 < start - 2.0F * lay->size || (!open && row->size > 1.13F * lay->size)) break;
    if (row->y0 >= g->y1 && is_read_across(lay, row, g)) break;
    last = row->base;
    g->y1 = ren__max32(g->y1, row->y1);
  }
}

/* A line of the column beside a table that stands in the other one. */
static bool fills_column(const ren__sides *s, const ren__lay_line *row, const ren__lay_gutter *g) {
  const ren__layout *lay = s->lay;
  uint32_t split = ren__split_at(lay, row, (g->x0 + g->x1) / 2);
  if (split == 0 || split == row->count) return false;
  float before = (float)(lay->words[lay->order[row->first + split - 1]].x1 - row->x0);
  float after = (float)(row->x1 - lay->words[lay->order[row->first + split]].x0);
  return before > 0.75F * s->left.longest && split >= 3 ? after <= 1.1F * s->right.longest
                                                        : after > 0.75F * s->right.longest && row->count - split >= 3;
}

/* A table above with other stops may have narrowed the strip so that it ended within
 * the columns, and the rest of them was found as a new one: it begins higher up. */
static void extend_up(const ren__sides *s, ren__lay_gutter *g) {
  const ren__layout *lay = s->lay;
  float pitch = ren__side_pitch(s, &s->left, 0.5F), last = s->left.n ? s->left.piece[0].base : (float)g->y0;
  for (uint32_t r = lay->line_count; r-- > 0;) {
    const ren__lay_line *row = &lay->lines[r];
    if (row->base >= last) continue;
    if (last - row->base > 1.45F * pitch || ren__crosses(lay, row, g) || row->size > 1.2F * lay->size) break;
    if (row->y1 <= g->y0 && is_read_across(lay, row, g) && !fills_column(s, row, g)) break;
    last = row->base;
    g->y0 = ren__min32(g->y0, row->y0);
  }
}

/* ---- the decision -------------------------------------------------------- */

static void decide(ren__sides *s, ren__layout *lay, uint32_t index, bool columns) {
  ren__lay_gutter *g = &lay->gutters[index];
  refit(lay, g);
  ren__sides_gather(s, g);
  g->columns = columns && may_be_columns(s, g);
  g->table = !g->columns && separates_cells(s, g);
  if (g->columns) cut_into_rows(s, lay, index);
  if (g->table) find_wrapped_rows(s, lay, index);
}

/* Two blocks beside each other, none of whose lines share a baseline: names and addresses of
 * a letterhead. The fewer lines; 0 where a cell with figures is among them. */
static uint32_t interleaved(const ren__sides *s, uint32_t from, uint32_t to) {
  uint32_t left = 0, right = 0;
  for (uint32_t i = from; i < to; i++) {
    const ren__pair *pair = &s->pairs[i];
    if (pair->left != REN__NONE && pair->right != REN__NONE) return 0;
    if (pair->right != REN__NONE && s->right.piece[pair->right].figures) return 0;
    left += pair->left != REN__NONE;
    right += pair->right != REN__NONE;
  }
  return left < right ? left : right;
}

/* Cuts the gutter where a stretch of columns or of other rows ends; the parts after the
 * first are new gutters. Returns how many parts. */
static size_t cut_gutter(ren__sides *s, ren__layout *lay, uint32_t index, uint32_t *parts, bool *columns, size_t max) {
  uint32_t ends[16];
  size_t room = REN__MAX_GUTTERS - lay->gutter_count + 1;
  size_t n = ren__find_stretches(s, ends, columns, max < room ? max : room);
  ren__lay_gutter whole = lay->gutters[index];
  parts[0] = index;
  for (size_t k = 0; k < n; k++) {
    uint32_t first = k ? ends[k - 1] : 0, rows = 0;
    for (uint32_t i = first; i < ends[k]; i++) rows += s->pairs[i].left != REN__NONE && s->pairs[i].right != REN__NONE;
    if (k) parts[k] = lay->gutter_count++;
    ren__lay_gutter *g = &lay->gutters[parts[k]];
    *g = whole;
    if (n > 1) g->rows = rows;
    g->blocks = n > 1 && columns[k] && interleaved(s, first, ends[k]) >= 3;
    if (g->blocks) g->rows = interleaved(s, first, ends[k]);
    if (k) g->y0 = lay->gutters[parts[k - 1]].y1;
    if (k + 1 < n) g->y1 = (s->pairs[ends[k] - 1].y1 + s->pairs[ends[k]].y0) / 2;
  }
  return n;
}

static void classify(ren__sides *s, ren__layout *lay, uint32_t index) {
  enum { MAX_PARTS = 16 };
  uint32_t parts[MAX_PARTS];
  bool columns[MAX_PARTS];
  ren__sides_gather(s, &lay->gutters[index]);
  size_t n = cut_gutter(s, lay, index, parts, columns, MAX_PARTS);
  for (size_t k = 0; k < n; k++) decide(s, lay, parts[k], columns[k]);
}

bool ren__layout_columns(ren__layout *lay) {
  ren__sides s;
  if (!ren__sides_new(&s, lay)) return false;
  uint32_t found = lay->gutter_count;
  for (uint32_t i = 0; i < found; i++) classify(&s, lay, i);
  for (uint32_t i = 0; i < lay->gutter_count; i++) { /* now that the tables are known */
    ren__lay_gutter *g = &lay->gutters[i];
    if (!g->columns || g->cells) continue;
    ren__sides_gather(&s, g);
    if (s.left.n < 2 || g->blocks) continue;
    extend_up(&s, g);
    extend_down(&s, g);
  }
  merge_columns(lay);
  ren__layout_signatures(lay);
  return true;
}
