/* Pieces of lines of type: marks as high as letters, each with its next neighbour on the line.
 *
 * Two marks are neighbours if the gap is no wider than one between words, and they are level
 * enough for half of the lower one to lie beside the other: so lines may climb by a
 * fifth, and g and p do not end a chain. Each must be the nearest to the other.
 */
#include "prepare/bend.h"

#include "alloc.h"

#include <stdlib.h>

enum { MARKS_MAX = 20000, FEET_MAX = 40000, NONE = -1, CHAIN_MIN = 6 };
/* In x-heights. */
static const double LOW = 0.6, HIGH = 2.5, NARROW = 0.15, WIDE = 20, GAP = 1.8, LAP = 0.4, PIECE = 1.2, SPAN_MIN = 5;

typedef struct mark {
  l_int32 x, y, w, h;
  int32_t next, before; /* NONE or index */
} mark;

static int by_x(const void *a, const void *b) {
  const mark *p = a, *q = b;
  return p->x != q->x ? (p->x < q->x ? -1 : 1) : p->y < q->y ? -1 : p->y > q->y;
}

static uint32_t collect(mark *out, BOXA *boxes, double x_height) {
  uint32_t count = 0;
  for (l_int32 i = 0, n = boxaGetCount(boxes); i < n && count < MARKS_MAX; i++) {
    mark m = {.next = NONE, .before = NONE};
    boxaGetBoxGeometry(boxes, i, &m.x, &m.y, &m.w, &m.h);
    bool like_letter =
        m.h >= LOW * x_height && m.h <= HIGH * x_height && m.w >= NARROW * x_height && m.w <= WIDE * x_height;
    if (like_letter) out[count++] = m;
  }
  qsort(out, count, sizeof *out, by_x);
  return count;
}

static bool beside(const mark *a, const mark *b) {
  l_int32 top = a->y > b->y ? a->y : b->y;
  l_int32 bottom = a->y + a->h < b->y + b->h ? a->y + a->h : b->y + b->h;
  return 2 * (bottom - top) >= (a->h < b->h ? a->h : b->h);
}

static int32_t nearest(const mark *marks, uint32_t count, uint32_t at, double x_height) {
  const mark *m = &marks[at];
  const double end = m->x + m->w;
  int32_t best = NONE;
  double least = GAP * x_height;
  for (uint32_t i = at + 1; i < count && marks[i].x <= end + least; i++) {
    double gap = marks[i].x - end;
    if (gap < -LAP * x_height || gap > least || marks[i].x + marks[i].w <= end || !beside(m, &marks[i])) continue;
    least = gap;
    best = (int32_t)i;
  }
  return best;
}

static void link_marks(mark *marks, uint32_t count, double x_height) {
  for (uint32_t i = 0; i < count; i++) {
    int32_t to = nearest(marks, count, i, x_height);
    if (to == NONE) continue;
    int32_t rival = marks[to].before;
    if (rival != NONE && marks[rival].x + marks[rival].w >= marks[i].x + marks[i].w) continue;
    if (rival != NONE) marks[rival].next = NONE;
    marks[to].before = (int32_t)i;
    marks[i].next = to;
  }
}

/* ---- feet ----------------------------------------------------------------------- */

/* The lowest ink in a part of the page; -1: none. */
static l_int32 lowest(PIX *binary, l_int32 x, l_int32 w, l_int32 y, l_int32 h) {
  l_int32 step = pixGetWpl(binary);
  for (l_int32 row = y + h - 1; row >= y; row--) {
    const l_uint32 *line = pixGetData(binary) + (size_t)row * (size_t)step;
    for (l_int32 i = x; i < x + w; i++)
      if (GET_DATA_BIT(line, i)) return row;
  }
  return -1;
}

static void add_foot(ren__chains *out, double x, double y) {
  if (out->foot_count < FEET_MAX) out->feet[out->foot_count++] = (ren__foot){.x = (float)x, .y = (float)y};
}

/* Joined letters have a foot in every piece as wide as a letter. */
static void add_feet(ren__chains *out, PIX *binary, const mark *m, double x_height) {
  l_int32 pieces = (l_int32)(m->w / (PIECE * x_height));
  if (pieces < 2) {
    add_foot(out, m->x + m->w / 2.0, m->y + m->h);
    return;
  }
  for (l_int32 i = 0; i < pieces; i++) {
    l_int32 from = m->x + m->w * i / pieces, to = m->x + m->w * (i + 1) / pieces;
    l_int32 row = lowest(binary, from, to - from, m->y, m->h);
    if (row >= m->y + m->h / 2) add_foot(out, (from + to) / 2.0, row + 1);
  }
}

static void add_chain(ren__chains *out, PIX *binary, const mark *marks, int32_t head, double x_height) {
  ren__chain *chain = &out->chains[out->count];
  chain->first = out->foot_count;
  for (int32_t i = head; i != NONE; i = marks[i].next) add_feet(out, binary, &marks[i], x_height);
  chain->count = out->foot_count - chain->first;
  double span = chain->count ? (double)out->feet[out->foot_count - 1].x - (double)out->feet[chain->first].x : 0;
  if (chain->count >= CHAIN_MIN && span >= SPAN_MIN * x_height)
    out->count++;
  else
    out->foot_count = chain->first;
}

bool ren__find_chains(ren__chains *out, PIX *binary, double x_height) {
  *out = (ren__chains){.feet = ren_alloc_array(FEET_MAX, sizeof *out->feet),
                       .chains = ren_alloc_array(FEET_MAX / CHAIN_MIN + 1, sizeof *out->chains)};
  BOXA *boxes = pixConnCompBB(binary, 8);
  mark *marks = ren_alloc_array(MARKS_MAX, sizeof *marks);
  bool done = out->feet && out->chains && boxes && marks;
  if (done) {
    uint32_t count = collect(marks, boxes, x_height);
    link_marks(marks, count, x_height);
    for (uint32_t i = 0; i < count; i++)
      if (marks[i].before == NONE) add_chain(out, binary, marks, (int32_t)i, x_height);
  }
  ren_free(marks);
  boxaDestroy(&boxes);
  if (!done) ren__chains_free(out);
  return done;
}

void ren__chains_free(ren__chains *chains) {
  ren_free(chains->feet);
  ren_free(chains->chains);
  *chains = (ren__chains){0};
}
