/* Gutters: columns of text or cells of a table?
 *
 * Running text betrays itself on both sides of a gutter: lines are filled, hold
 * several words, and many begin in lower case, since a wrapped line does. Lines of
 * independent columns also rarely share their baselines. Everything else is read row
 * by row, which is right for attendance lists, budgets, and labels with their text. */
#include "layout/page_layout.h"

#include "utf8.h"

#include <math.h>
#include <string.h>

/* The pieces of text that stand next to a gutter on one side. */
typedef struct side {
  uint32_t n, words, lower, markers;
  float *width, *start, *end, *base; /* of each piece */
  float fill;                        /* share of pieces nearly as long as the long ones */
  float aligned;                     /* share that begins (or ends) at one place */
} side;

static float share_near(const float *v, uint32_t n, float around, float within) {
  uint32_t near = 0;
  for (uint32_t i = 0; i < n; i++) near += fabsf(v[i] - around) <= within;
  return n ? (float)near / (float)n : 0.0F;
}

static float median_of(const float *v, uint32_t n, float *scratch, float q) {
  memcpy(scratch, v, n * sizeof *v);
  return ren__quantile(scratch, n, q);
}

static bool side_alloc(side *s, ren_arena *arena, uint32_t n) {
  float *block = ren_arena_alloc(arena, (size_t)n * 4 * sizeof *block);
  if (!block) return false;
  *s = (side){.width = block, .start = block + n, .end = block + 2 * (size_t)n, .base = block + 3 * (size_t)n};
  return true;
}

/* Adds words [from, to) of a row as one piece. */
static void side_add(side *s, const ren__layout *lay, const ren__lay_line *row, uint32_t from, uint32_t to) {
  if (from >= to) return;
  const ren__lay_word *first = &lay->words[lay->order[row->first + from]];
  const ren__lay_word *last = &lay->words[lay->order[row->first + to - 1]];
  ren_str text = ren__line_word(lay, row, from);
  s->width[s->n] = (float)(last->x1 - first->x0);
  s->start[s->n] = (float)first->x0;
  s->end[s->n] = (float)last->x1;
  s->base[s->n++] = row->base;
  s->words += to - from;
  s->lower += ren__word_start(text) == REN__START_LOWER && !(to - from == 1 && ren__is_list_marker(text));
  bool marker = ren__is_list_marker(text) && (to - from == 1 || (to - from == 2 && ren__is_bullet(text)));
  s->markers += marker;
}

static void side_finish(side *s, const ren__layout *lay, float *scratch) {
  float longest = median_of(s->width, s->n, scratch, 0.9F);
  uint32_t full = 0;
  for (uint32_t i = 0; i < s->n; i++) full += s->width[i] >= 0.8F * longest;
  s->fill = s->n ? (float)full / (float)s->n : 0.0F;
  float by_start = share_near(s->start, s->n, median_of(s->start, s->n, scratch, 0.5F), 0.6F * lay->size);
  float by_end = share_near(s->end, s->n, median_of(s->end, s->n, scratch, 0.5F), 0.6F * lay->size);
  s->aligned = by_start > by_end ? by_start : by_end;
}

static bool is_prose(const side *s) {
  return s->n >= 4 && s->words >= 3 * s->n && 10 * s->lower >= 3 * s->n && s->fill >= 0.5F;
}

/* Index of the first word of a row that lies right of x. */
static uint32_t split_at(const ren__layout *lay, const ren__lay_line *row, int32_t x) {
  uint32_t i = 0;
  while (i < row->count) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (w->x0 + w->x1 > 2 * x) break;
    i++;
  }
  return i;
}

static int32_t gap_before(const ren__layout *lay, const ren__lay_line *row, uint32_t i) {
  return lay->words[lay->order[row->first + i]].x0 - lay->words[lay->order[row->first + i - 1]].x1;
}

static bool row_within(const ren__lay_line *row, int32_t y0, int32_t y1) {
  int32_t middle = (row->y0 + row->y1) / 2;
  return middle >= y0 && middle < y1;
}

/* Gathers both sides of a gutter; returns the number of rows with text on both. */
static uint32_t gather(const ren__layout *lay, const ren__lay_gutter *g, side *left, side *right) {
  uint32_t paired = 0;
  int32_t x = (g->x0 + g->x1) / 2;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!row_within(row, g->y0, g->y1) || lay->words[lay->order[row->first]].margin) continue;
    uint32_t split = split_at(lay, row, x), from = split, to = split;
    while (from > 0 && (from == split || (float)gap_before(lay, row, from) < lay->seg_gap)) from--;
    while (to < row->count && (to == split || (float)gap_before(lay, row, to) < lay->seg_gap)) to++;
    side_add(left, lay, row, from, split);
    side_add(right, lay, row, split, to);
    paired += split > 0 && split < row->count;
  }
  return paired;
}

/* A landscape scan of two upright pages. */
static bool is_two_up(const ren__layout *lay, const ren__lay_gutter *g) {
  float width = (float)(lay->x1 - lay->x0), height = (float)(lay->y1 - lay->y0);
  if (lay->page->width && lay->page->height && lay->page->width < lay->page->height) return false;
  float middle = ((float)(g->x0 + g->x1) / 2.0F - (float)lay->x0) / width;
  return width > 1.2F * height && (float)(g->y1 - g->y0) > 0.6F * height && (float)(g->x1 - g->x0) > 0.04F * width &&
         middle > 0.4F && middle < 0.6F;
}

static bool separates_columns(const ren__layout *lay, const ren__lay_gutter *g, const side *left, const side *right,
                              uint32_t paired) {
  float width = (float)(g->x1 - g->x0);
  uint32_t fewer = left->n < right->n ? left->n : right->n;
  if (is_two_up(lay, g)) return true;
  if (fewer < 3 || g->rows < 3) return false;
  bool wide = width >= 2.0F * lay->seg_gap && g->rows >= 4;
  if (is_prose(left) && is_prose(right)) return wide || (width >= 1.2F * lay->seg_gap && g->rows >= 6);
  bool unaligned = 2 * paired < fewer;
  bool wordy = left->words >= 2 * left->n && right->words >= 2 * right->n;
  return unaligned && (wordy || is_prose(left) || is_prose(right));
}

static bool separates_cells(const ren__lay_gutter *g, const side *left, const side *right) {
  if (!left->n || !right->n || right->aligned < 0.6F) return false;
  if (g->rows < 3 && left->aligned < 0.9F) return false;
  if (10 * left->markers >= 7 * left->n) return false;          /* list items and their marks */
  if (is_prose(right) && 2 * left->n <= right->n) return false; /* labels beside their text */
  return true;
}

/* Bases of lines that come after a gap larger than the line spacing. */
static uint32_t find_starts(const side *s, float *starts, float *scratch) {
  uint32_t n = 0, count = 0;
  for (uint32_t i = 1; i < s->n; i++) scratch[n++] = s->base[i] - s->base[i - 1];
  float pitch = ren__quantile(scratch, n, 0.35F);
  for (uint32_t i = 1; i < s->n; i++) {
    if (s->base[i] - s->base[i - 1] > 1.3F * pitch) starts[count++] = s->base[i];
  }
  return count;
}

/* A table whose cells hold wrapped text looks like two columns, but its rows begin at
 * the same heights on both sides, paragraphs of two columns do not. Then the gutter is
 * cut into one for each row of the table. Returns false if it is no such table. */
static bool cut_into_rows(ren__layout *lay, uint32_t index, const side *left, const side *right, float *scratch) {
  float *a = scratch, *b = scratch + left->n, *work = b + right->n;
  uint32_t na = find_starts(left, a, work), nb = find_starts(right, b, work), common = 0;
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
  if (common < 2 || 10 * common < 7 * more || lay->gutter_count + common > REN__MAX_GUTTERS) return false;
  int32_t end = lay->gutters[index].y1;
  for (uint32_t k = 0; k < common; k++) {
    int32_t top = (int32_t)(a[k] - 1.15F * lay->size);
    lay->gutters[index].y1 = top;
    ren__lay_gutter *next = &lay->gutters[lay->gutter_count++];
    *next = lay->gutters[index];
    next->y0 = top;
    next->y1 = end;
    index = lay->gutter_count - 1;
  }
  return true;
}

/* Does a word of the row stand across the middle of the gutter? */
static bool crosses(const ren__layout *lay, const ren__lay_line *row, const ren__lay_gutter *g) {
  int32_t x = (g->x0 + g->x1) / 2;
  if (row->x0 >= x || row->x1 <= x) return false;
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (w->x0 < x && w->x1 > x) return true;
  }
  return false;
}

static bool crossed_between(const ren__layout *lay, const ren__lay_gutter *g, int32_t y0, int32_t y1) {
  for (uint32_t r = 0; r < lay->line_count; r++) {
    if (row_within(&lay->lines[r], y0, y1) && crosses(lay, &lay->lines[r], g)) return true;
  }
  return false;
}

/* One column of text whose neighbour has a hole (a picture) is one column. */
static void merge_columns(ren__layout *lay, uint32_t whole) {
  for (uint32_t i = 0; i < whole; i++) {
    for (uint32_t j = 0; j < whole; j++) {
      ren__lay_gutter *a = &lay->gutters[i], *b = &lay->gutters[j];
      if (i == j || !a->columns || !b->columns || a->y1 > b->y0 || a->rows == 0 || b->rows == 0) continue;
      int32_t x0 = ren__max32(a->x0, b->x0), x1 = ren__min32(a->x1, b->x1);
      ren__lay_gutter both = {.x0 = x0, .x1 = x1, .y0 = a->y0, .y1 = b->y1, .rows = a->rows + b->rows, .columns = true};
      if ((float)(x1 - x0) < lay->seg_gap || crossed_between(lay, &both, a->y1, b->y0)) continue;
      *a = both;
      *b = (ren__lay_gutter){0};
    }
  }
}

/* The left column may be longer than the right one: its last lines have nothing
 * beside them, but must be read before the right column. */
static void extend_down(const ren__layout *lay, ren__lay_gutter *g, const side *left, float *scratch) {
  uint32_t n = 0;
  for (uint32_t i = 1; i < left->n; i++) scratch[n++] = left->base[i] - left->base[i - 1];
  float pitch = ren__quantile(scratch, n, 0.5F), last = left->n ? left->base[left->n - 1] : (float)g->y1;
  if (pitch <= 0.0F) return;
  float start = median_of(left->start, left->n, scratch, 0.2F);
  float reach = crossed_between(lay, g, g->y1, INT32_MAX) ? 1.6F : 2.5F;
  for (uint32_t r = 0; r < lay->line_count; r++) { /* rows are sorted by baseline */
    const ren__lay_line *row = &lay->lines[r];
    if (row->base <= last || row->x0 > g->x0) continue;
    if (row->base - last > reach * pitch || crosses(lay, row, g)) break;
    if ((float)row->x0 < start - 2.0F * lay->size || row->size > 1.2F * lay->size) break;
    last = row->base;
    g->y1 = ren__max32(g->y1, row->y1);
  }
}

static bool classify(ren__layout *lay, uint32_t index, float *scratch) {
  side left, right;
  ren__lay_gutter *g = &lay->gutters[index];
  if (!side_alloc(&left, lay->arena, lay->line_count) || !side_alloc(&right, lay->arena, lay->line_count)) return false;
  uint32_t paired = gather(lay, g, &left, &right);
  side_finish(&left, lay, scratch);
  side_finish(&right, lay, scratch);
  g->columns = separates_columns(lay, g, &left, &right, paired);
  g->table = !g->columns && separates_cells(g, &left, &right);
  if (!g->columns) return true;
  if (!is_two_up(lay, g) && cut_into_rows(lay, index, &left, &right, scratch)) return true;
  extend_down(lay, g, &left, scratch);
  return true;
}

bool ren__layout_columns(ren__layout *lay) {
  float *scratch = ren_arena_alloc(lay->arena, ((size_t)lay->line_count * 4 + 4) * sizeof *scratch);
  if (!scratch) return false;
  uint32_t whole = lay->gutter_count; /* classify appends */
  for (uint32_t i = 0; i < whole; i++) {
    if (!classify(lay, i, scratch)) return false;
  }
  if (lay->gutter_count == whole) merge_columns(lay, whole);
  return true;
}
