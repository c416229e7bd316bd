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
  float longest;                     /* width of the long pieces */
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

static void side_clear(side *s) { *s = (side){.width = s->width, .start = s->start, .end = s->end, .base = s->base}; }

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
  float longest = s->longest = median_of(s->width, s->n, scratch, 0.9F);
  uint32_t full = 0;
  for (uint32_t i = 0; i < s->n; i++) full += s->width[i] >= 0.8F * longest;
  s->fill = s->n ? (float)full / (float)s->n : 0.0F;
  float by_start = share_near(s->start, s->n, median_of(s->start, s->n, scratch, 0.5F), 0.6F * lay->size);
  float by_end = share_near(s->end, s->n, median_of(s->end, s->n, scratch, 0.5F), 0.6F * lay->size);
  s->aligned = by_start > by_end ? by_start : by_end;
}

static bool is_prose(const side *s) {
  return s->n >= 4 && s->words >= 3 * s->n && 10 * s->lower >= 3 * s->n && s->fill >= 0.3F;
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

static bool row_within(const ren__lay_line *row, int32_t y0, int32_t y1) {
  int32_t middle = (row->y0 + row->y1) / 2;
  return middle >= y0 && middle < y1;
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

/* Gathers both sides of a gutter; returns the number of rows with text on both. */
static uint32_t gather(const ren__layout *lay, const ren__lay_gutter *g, side *left, side *right) {
  uint32_t paired = 0;
  int32_t x = (g->x0 + g->x1) / 2;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!row_within(row, g->y0, g->y1) || lay->words[lay->order[row->first]].margin) continue;
    uint32_t split = split_at(lay, row, x), from = split, to = split;
    while (from > 0 && (from == split || !gap_is_gutter(lay, row, from))) from--;
    while (to < row->count && (to == split || !gap_is_gutter(lay, row, to))) to++;
    bool both = split > 0 && split < row->count;
    int beyond = both ? beyond_longer(lay, row, split, g) : 0;
    if (beyond >= 0) side_add(left, lay, row, from, split);
    if (beyond <= 0) side_add(right, lay, row, split, to);
    paired += both && beyond == 0;
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

/* Both sides equally wide, with lines of several words that mostly fill them. */
static bool are_equal_columns(const side *left, const side *right) {
  bool wordy = left->words >= 4 * left->n && right->words >= 4 * right->n && left->n >= 5 && right->n >= 5;
  return wordy && left->fill >= 0.5F && right->fill >= 0.5F && left->longest < 1.1F * right->longest &&
         right->longest < 1.1F * left->longest;
}

static bool separates_columns(const ren__layout *lay, const ren__lay_gutter *g, const side *left, const side *right,
                              uint32_t paired) {
  float width = (float)(g->x1 - g->x0);
  uint32_t fewer = left->n < right->n ? left->n : right->n;
  if (is_two_up(lay, g)) return true;
  if (fewer < 3 || g->rows < 3 || 10 * left->markers >= 7 * left->n) return false; /* list marks are no column */
  bool wide = width >= 2.0F * lay->seg_gap && g->rows >= 4;
  if (is_prose(left) && is_prose(right)) {
    bool enough = width >= 1.2F * lay->seg_gap ? g->rows >= 6 : width >= lay->seg_gap && g->rows >= 10;
    return wide || enough;
  }
  if (are_equal_columns(left, right)) return wide || (width >= 1.2F * lay->seg_gap && g->rows >= 6);
  bool unaligned = 2 * paired < fewer;
  bool wordy = left->words >= 2 * left->n && right->words >= 2 * right->n;
  return unaligned && (wordy || is_prose(left) || is_prose(right));
}

static bool separates_cells(const ren__layout *lay, const ren__lay_gutter *g, const side *left, const side *right) {
  if (!left->n || !right->n || right->aligned < 0.6F) return false;
  if (g->rows < 3 && left->aligned < 0.9F) return false;
  if (g->rows < 4 && (float)(g->x1 - g->x0) < 3.0F * lay->size) return false;
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
    lay->gutters[index].cells = true;
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
static void merge_columns(ren__layout *lay) {
  uint32_t whole = lay->gutter_count;
  for (uint32_t i = 0; i < whole; i++) {
    for (uint32_t j = 0; j < whole; j++) {
      ren__lay_gutter *a = &lay->gutters[i], *b = &lay->gutters[j];
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

/* The left column may be longer than the right one: its last lines have nothing
 * beside them, but must be read before the right column. */
static void extend_down(const ren__layout *lay, ren__lay_gutter *g, const side *left, float *scratch) {
  uint32_t n = 0;
  for (uint32_t i = 1; i < left->n; i++) scratch[n++] = left->base[i] - left->base[i - 1];
  float pitch = ren__quantile(scratch, n, 0.5F), last = left->n ? left->base[left->n - 1] : (float)g->y1;
  if (pitch <= 0.0F) return;
  float reach = 1.12F * scratch[n - 1 - n / 10] / pitch; /* the gaps between its paragraphs */
  if (!crossed_between(lay, g, g->y1, INT32_MAX)) reach = 2.5F;
  reach = reach < 1.6F ? 1.6F : reach > 2.6F ? 2.6F : reach;
  float start = median_of(left->start, left->n, scratch, 0.2F);
  for (uint32_t r = 0; r < lay->line_count; r++) { /* rows are sorted by baseline */
    const ren__lay_line *row = &lay->lines[r];
    if (row->base <= last || row->x0 > g->x0) continue;
    if (row->base - last > reach * pitch || crosses(lay, row, g)) break;
    if ((float)row->x0 < start - 2.0F * lay->size || row->size > 1.13F * lay->size) break;
    last = row->base;
    g->y1 = ren__max32(g->y1, row->y1);
  }
}

typedef struct judgement {
  ren__layout *lay;
  side left, right;
  float *scratch;
} judgement;

/* Fills both sides; does the gutter separate columns? */
static bool judge(judgement *j, const ren__lay_gutter *g) {
  side_clear(&j->left);
  side_clear(&j->right);
  uint32_t paired = gather(j->lay, g, &j->left, &j->right);
  side_finish(&j->left, j->lay, j->scratch);
  side_finish(&j->right, j->lay, j->scratch);
  return separates_columns(j->lay, g, &j->left, &j->right, paired);
}

typedef struct white {
  int32_t y, height;
} white;

/* Where another gutter begins or ends beside this one: a table may begin or end there. */
static size_t find_table_ends(const ren__layout *lay, const ren__lay_gutter *g, white *bands, size_t n, size_t max) {
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *o = &lay->gutters[k];
    if (o->rows < 3 || (o->x1 > g->x0 && o->x0 < g->x1) || (float)(o->x1 - o->x0) < 1.3F * lay->seg_gap) continue;
    int32_t ends[2] = {o->y0 - 1, o->y1 + 1};
    for (int e = 0; e < 2; e++) {
      if (n < max && ends[e] > g->y0 + 1 && ends[e] < g->y1 - 1) bands[n++] = (white){ends[e], 0};
    }
  }
  return n;
}

/* The tallest white bands across both sides of the gutter, tallest first. */
static size_t find_bands(const ren__layout *lay, const ren__lay_gutter *g, white *bands, size_t max) {
  size_t n = 0;
  int32_t bottom = g->y0;
  for (uint32_t r = 0; r < lay->line_count; r++) { /* sorted by baseline */
    const ren__lay_line *row = &lay->lines[r];
    if (!row_within(row, g->y0, g->y1)) continue;
    white band = {bottom + (row->y0 - bottom) / 2, row->y0 - bottom};
    bottom = ren__max32(bottom, row->y1);
    if ((float)band.height < 0.8F * lay->size || band.y <= g->y0) continue;
    size_t at = n < max ? n++ : max - 1;
    if (n == max && at == max - 1 && bands[at].height >= band.height && bands[at].height != 0) continue;
    for (; at > 0 && bands[at - 1].height < band.height; at--) bands[at] = bands[at - 1];
    bands[at] = band;
  }
  return n;
}

/* Rows of a part of the page that have a gap where strip g is. */
static uint32_t count_gaps(const ren__layout *lay, const ren__lay_gutter *part, const ren__lay_gutter *g) {
  uint32_t n = 0;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!row_within(row, part->y0, part->y1) || !row_within(row, g->y0, g->y1)) continue;
    uint32_t split = split_at(lay, row, (g->x0 + g->x1) / 2);
    if (split == 0 || split == row->count) continue;
    const ren__lay_word *before = &lay->words[lay->order[row->first + split - 1]];
    const ren__lay_word *after = &lay->words[lay->order[row->first + split]];
    n += before->x1 <= g->x0 && after->x0 >= g->x1;
  }
  return n;
}

/* Is what judge() gathered for this part of a gutter a table? Then its rows have more
 * gaps, one below the other, and few words between them. The strip of those gaps may
 * reach further down, past short lines of the columns. */
static bool is_table_part(const judgement *j, const ren__lay_gutter *part) {
  const ren__layout *lay = j->lay;
  uint32_t n = j->left.n < j->right.n ? j->left.n : j->right.n;
  if (n < 3 || 2 * j->left.words > 7 * j->left.n || 2 * j->right.words > 7 * j->right.n) return false;
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    const ren__lay_gutter *g = &lay->gutters[k];
    bool beside = g->x1 <= part->x0 || g->x0 >= part->x1, inside = g->y0 >= part->y0 - 1 && g->y1 <= part->y1 + 1;
    if (!beside || (float)(g->x1 - g->x0) <= 1.3F * lay->seg_gap) continue;
    if (inside ? 2 * g->rows >= n : 4 * count_gaps(lay, part, g) >= 3 * n) return true;
  }
  return false;
}

/* The strip as wide as the words of its own rows leave it. */
static void refit(const ren__layout *lay, ren__lay_gutter *g) {
  int32_t x = (g->x0 + g->x1) / 2, left = INT32_MIN, right = INT32_MAX;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!row_within(row, g->y0, g->y1)) continue;
    uint32_t split = split_at(lay, row, x);
    if (split > 0) left = ren__max32(left, lay->words[lay->order[row->first + split - 1]].x1);
    if (split < row->count) right = ren__min32(right, lay->words[lay->order[row->first + split]].x0);
  }
  if (left == INT32_MIN || right == INT32_MAX || left >= right) return;
  g->x0 = left;
  g->x1 = right;
}

static bool is_table_rest(judgement *j, const ren__lay_gutter *rest) {
  return !judge(j, rest) && is_table_part(j, rest);
}

/* A table above or below columns of text may share a gutter with them. Where a white
 * band divides the gutter so that one part separates columns and the other does not, or
 * clearly is a table, the gutter is cut in two. `columns`: what it is as a whole. */
static bool cut_at_band(judgement *j, uint32_t index, bool columns) {
  enum { MAX_BANDS = 8, MAX_CUTS = 16 };
  ren__layout *lay = j->lay;
  white bands[MAX_CUTS] = {{0, 0}};
  if (lay->gutters[index].rows < 8 || lay->gutter_count == REN__MAX_GUTTERS) return false;
  size_t n = find_bands(lay, &lay->gutters[index], bands, MAX_BANDS);
  n = find_table_ends(lay, &lay->gutters[index], bands, n, MAX_CUTS);
  uint32_t best = 0;
  int32_t best_y = 0;
  for (size_t i = 0; i < 2 * n; i++) {
    ren__lay_gutter part = lay->gutters[index], rest = part;
    *(i % 2 ? &part.y0 : &part.y1) = bands[i / 2].y;
    *(i % 2 ? &rest.y1 : &rest.y0) = bands[i / 2].y;
    refit(lay, &part);
    if (columns && !is_table_rest(j, &rest)) continue;
    enum { TABLE_FIRST = 1 << 20 }; /* what leaves a table is a better cut than a larger part */
    uint32_t table = is_table_rest(j, &rest) ? TABLE_FIRST : 0;
    if (!judge(j, &part) || table + j->left.n + j->right.n <= best) continue;
    best = table + j->left.n + j->right.n;
    best_y = bands[i / 2].y;
  }
  if (best == 0) return false;
  ren__lay_gutter *rest = &lay->gutters[lay->gutter_count++];
  *rest = lay->gutters[index];
  rest->y0 = best_y;
  lay->gutters[index].y1 = best_y;
  refit(lay, rest);
  refit(lay, &lay->gutters[index]);
  return true;
}

/* A table above with other stops may have narrowed the strip so that it ended within
 * the columns, and the rest of them was found as a new one: it begins higher up. */
static bool in_table(const ren__layout *lay, const ren__lay_line *row) {
  for (uint32_t k = 0; k < lay->gutter_count; k++) {
    if (lay->gutters[k].table && row_within(row, lay->gutters[k].y0, lay->gutters[k].y1)) return true;
  }
  return false;
}

/* A line of the column beside a table that stands in the other one. */
static bool fills_column(const ren__layout *lay, const ren__lay_line *row, const ren__lay_gutter *g, const side *left,
                         const side *right) {
  uint32_t split = split_at(lay, row, (g->x0 + g->x1) / 2);
  if (split == 0 || split == row->count) return false;
  float before = (float)(lay->words[lay->order[row->first + split - 1]].x1 - row->x0);
  float after = (float)(row->x1 - lay->words[lay->order[row->first + split]].x0);
  return before > 0.75F * left->longest && split >= 3 ? after <= 1.1F * right->longest
                                                      : after > 0.75F * right->longest && row->count - split >= 3;
}

static void extend_up(const ren__layout *lay, ren__lay_gutter *g, const side *left, const side *right, float *scratch) {
  uint32_t n = 0;
  for (uint32_t i = 1; i < left->n; i++) scratch[n++] = left->base[i] - left->base[i - 1];
  float pitch = ren__quantile(scratch, n, 0.5F), last = left->n ? left->base[0] : (float)g->y0;
  for (uint32_t r = lay->line_count; r-- > 0;) {
    const ren__lay_line *row = &lay->lines[r];
    if (row->base >= last) continue;
    if (last - row->base > 1.45F * pitch || crosses(lay, row, g) || row->size > 1.2F * lay->size) break;
    if (in_table(lay, row) && !fills_column(lay, row, g, left, right)) break;
    last = row->base;
    g->y0 = ren__min32(g->y0, row->y0);
  }
}

static void classify(judgement *j, uint32_t index) {
  ren__layout *lay = j->lay;
  cut_at_band(j, index, judge(j, &lay->gutters[index]));
  bool columns = judge(j, &lay->gutters[index]); /* the sides were used for the parts */
  ren__lay_gutter *g = &lay->gutters[index];
  g->columns = columns;
  g->table = !columns && separates_cells(lay, g, &j->left, &j->right);
  if (!columns) return;
  if (!is_two_up(lay, g) && cut_into_rows(lay, index, &j->left, &j->right, j->scratch)) return;
  extend_down(lay, g, &j->left, j->scratch);
}

bool ren__layout_columns(ren__layout *lay) {
  judgement j = {.lay = lay};
  j.scratch = ren_arena_alloc(lay->arena, ((size_t)lay->line_count * 4 + 4) * sizeof *j.scratch);
  if (!j.scratch || !side_alloc(&j.left, lay->arena, lay->line_count) ||
      !side_alloc(&j.right, lay->arena, lay->line_count))
    return false;
  for (uint32_t i = 0; i < lay->gutter_count; i++) { /* grows when gutters are cut */
    if (!lay->gutters[i].columns) classify(&j, i);
  }
  for (uint32_t i = 0; i < lay->gutter_count; i++) { /* now that the tables are known */
    if (!lay->gutters[i].columns || lay->gutters[i].cells) continue;
    judge(&j, &lay->gutters[i]);
    extend_up(lay, &lay->gutters[i], &j.left, &j.right, j.scratch);
  }
  merge_columns(lay);
  return true;
}
