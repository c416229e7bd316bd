/* Rows -> empty vertical strips that may separate columns or cells. */
#include "layout/page_layout.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_OPEN = 64 };

/* Words of a row that stand close together. */
typedef struct piece {
  int32_t x0, y0, x1, y1;
  int32_t right; /* where the next ink to the right begins; INT32_MAX: nowhere */
  bool even;     /* the gap is like its neighbours: a justified line, no cell */
} piece;

typedef struct sweep {
  const ren__layout *lay;
  int32_t least; /* narrowest gutter */
  int32_t reach; /* a strip without support over this height ends */
  ren__lay_gutter open[MAX_OPEN];
  size_t open_count;
  ren__lay_gutter *found;
  size_t found_count, found_cap;
} sweep;

static int compare_pieces(const void *a, const void *b) {
  const piece *p = a, *q = b;
  int32_t p_mid = p->y0 + p->y1, q_mid = q->y0 + q->y1;
  if (p_mid != q_mid) return p_mid < q_mid ? -1 : 1;
  if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
  return (p->x1 > q->x1) - (p->x1 < q->x1);
}

/* Where the next word to the right begins whose height overlaps that of p. */
static int32_t free_until(const ren__layout *lay, const piece *p) {
  enum { MAX_LOOK = 32 };
  int32_t best = p->right;
  uint32_t from, to;
  ren__bucket_range(lay, p->y0, p->y1, &from, &to);
  for (uint32_t bucket = from; bucket < to; bucket++) {
    uint32_t at = ren__bucket_after(lay, bucket, p->x1 - 1), end = lay->bucket_first[bucket + 1];
    for (uint32_t seen = 0; at < end && seen < MAX_LOOK; at++, seen++) {
      const ren__lay_word *w = &lay->words[lay->bucket_words[at]];
      if (w->x0 >= best) break;
      if (w->margin || ren__min32(w->y1, p->y1) <= ren__max32(w->y0, p->y0)) continue;
      best = w->x0;
      break;
    }
  }
  return best;
}

static int32_t row_gap(const ren__layout *lay, const ren__lay_line *row, uint32_t i) {
  if (i == 0 || i >= row->count) return 0;
  return lay->words[lay->order[row->first + i]].x0 - lay->words[lay->order[row->first + i - 1]].x1;
}

static bool alike(float gap, float other) { return gap <= 1.35F * other && other <= 2.0F * gap; }

/* Justified lines have wide gaps too, but all of them alike. */
static bool is_even(const ren__layout *lay, const ren__lay_line *row, uint32_t i) {
  float gap = (float)row_gap(lay, row, i);
  float before = (float)row_gap(lay, row, i - 1), after = (float)row_gap(lay, row, i + 1);
  return gap < 3.0F * lay->size && (alike(gap, before) || alike(gap, after));
}

/* A list mark belongs to its text, however wide the gap: "1.   att", not "-   12". */
static bool is_after_mark(const ren__layout *lay, const ren__lay_line *row, uint32_t i, const piece *last) {
  const ren__lay_word *mark = &lay->words[lay->order[row->first + i - 1]];
  if (mark->x0 != last->x0 || !ren__is_list_marker(ren__line_word(lay, row, i - 1))) return false;
  ren__start start = ren__word_start(ren__line_word(lay, row, i));
  return (start == REN__START_LOWER || start == REN__START_UPPER) && (float)row_gap(lay, row, i) < 4.0F * lay->size;
}

static size_t cut_row(const ren__layout *lay, const ren__lay_line *row, piece *out) {
  size_t count = 0;
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (w->wild || w->margin) continue;
    bool near = count && (float)(w->x0 - out[count - 1].x1) < lay->seg_gap;
    if (near || (count && is_after_mark(lay, row, i, &out[count - 1]))) {
      piece *last = &out[count - 1];
      last->x1 = ren__max32(last->x1, w->x1);
      last->y0 = ren__min32(last->y0, w->y0);
      last->y1 = ren__max32(last->y1, w->y1);
      continue;
    }
    if (count) {
      out[count - 1].right = w->x0;
      out[count - 1].even = is_even(lay, row, i);
    }
    out[count++] = (piece){w->x0, w->y0, w->x1, w->y1, INT32_MAX, false};
  }
  return count;
}

static void close_gutter(sweep *s, size_t i) {
  if (s->open[i].rows >= 2 && s->found_count < s->found_cap) s->found[s->found_count++] = s->open[i];
  memmove(&s->open[i], &s->open[i + 1], (s->open_count - i - 1) * sizeof *s->open);
  s->open_count--;
}

/* Takes the piece's ink out of the open strips: a strip is narrowed, split or ended. */
static void cross(sweep *s, const piece *p) {
  for (size_t i = s->open_count; i-- > 0;) {
    ren__lay_gutter *g = &s->open[i];
    if (p->y0 - g->y1 > s->reach) {
      close_gutter(s, i);
      continue;
    }
    if (p->x1 <= g->x0 || p->x0 >= g->x1) continue;
    int32_t left = p->x0 - g->x0, right = g->x1 - p->x1;
    if (left >= s->least && right >= s->least && s->open_count < MAX_OPEN) {
      s->open[s->open_count] = *g;
      s->open[s->open_count++].x0 = p->x1;
      g->x1 = p->x0;
    } else if (left >= right && left >= s->least) {
      g->x1 = p->x0;
    } else if (right >= s->least) {
      g->x0 = p->x1;
    } else {
      close_gutter(s, i);
    }
  }
}

static void support(sweep *s, const piece *p) {
  int32_t known = 0;
  for (size_t i = 0; i < s->open_count; i++) {
    ren__lay_gutter *g = &s->open[i];
    int32_t common = ren__min32(g->x1, p->right) - ren__max32(g->x0, p->x1);
    if (common < s->least) continue;
    g->rows++;
    g->y1 = ren__max32(g->y1, p->y1);
    known = ren__max32(known, common);
  }
  /* a gap much wider than the strip of a table above may begin one of its own */
  if ((known && p->right - p->x1 < 3 * known) || s->open_count == MAX_OPEN) return;
  s->open[s->open_count++] = (ren__lay_gutter){.x0 = p->x1, .x1 = p->right, .y0 = p->y0, .y1 = p->y1, .rows = 1};
}

/* Leaves out strips that lie within others. */
static size_t drop_doubles(ren__lay_gutter *v, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    bool within = false;
    for (size_t k = 0; k < kept && !within; k++) {
      int32_t common = ren__min32(v[i].x1, v[k].x1) - ren__max32(v[i].x0, v[k].x0);
      within = v[i].y0 >= v[k].y0 && v[i].y1 <= v[k].y1 && 10 * common >= 8 * (v[i].x1 - v[i].x0);
    }
    if (!within) v[kept++] = v[i];
    if (kept == REN__MAX_GUTTERS) break;
  }
  return kept;
}

static int compare_rows_down(const void *a, const void *b) {
  const ren__lay_gutter *p = a, *q = b;
  if (p->rows != q->rows) return p->rows > q->rows ? -1 : 1;
  if (p->y0 != q->y0) return p->y0 < q->y0 ? -1 : 1;
  return (p->x0 > q->x0) - (p->x0 < q->x0);
}

bool ren__layout_gutters(ren__layout *lay) {
  piece *pieces = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *pieces);
  sweep *s = ren_arena_alloc(lay->arena, sizeof *s);
  ren__lay_gutter *found = ren_arena_alloc(lay->arena, ((size_t)lay->n + 1) * sizeof *found);
  if (!pieces || !s || !found) return false;
  size_t count = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) count += cut_row(lay, &lay->lines[i], pieces + count);
  for (size_t i = 0; i < count; i++) pieces[i].right = free_until(lay, &pieces[i]);
  qsort(pieces, count, sizeof *pieces, compare_pieces);
  *s = (sweep){.lay = lay, .found = found, .found_cap = (size_t)lay->n + 1};
  s->least = (int32_t)(0.85F * lay->seg_gap) + 1;
  s->reach = (int32_t)(14.0F * lay->size);
  for (size_t i = 0; i < count; i++) {
    cross(s, &pieces[i]);
    if (pieces[i].right != INT32_MAX && !pieces[i].even && (float)(pieces[i].right - pieces[i].x1) >= lay->seg_gap)
      support(s, &pieces[i]);
  }
  while (s->open_count) close_gutter(s, s->open_count - 1);
  qsort(found, s->found_count, sizeof *found, compare_rows_down);
  lay->gutter_count = (uint32_t)drop_doubles(found, s->found_count);
  memcpy(lay->gutters, found, lay->gutter_count * sizeof *found);
  return true;
}
