/* Do the marks of a page stand in rows, as letters do?
 *
 * A letter has a neighbour beside it whose foot (or, on a page that lies on its side, whose
 * flank) is level with its own to an eighth of the x-height. Marks of noise, dots of
 * photographs and stains have such neighbours by chance only, and hardly ever three after
 * another: of the letters of worn, grainy and faint pages 70 to 90 % stand in rows of four and
 * more, of the marks of noise none, of the dots of coarse screens a third to six tenths.
 */
#include "prepare/prepare.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>

enum { MARKS_MAX = 30000, ROW_MIN = 4, FEW_MARKS = 150, MANY_MARKS = 9000 };

typedef struct mark {
  int32_t from, to, foot; /* along the row; across it */
  uint32_t row;           /* marks from here to the end of the row */
  bool follows;
} mark;

static int by_from(const void *a, const void *b) {
  const mark *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

static size_t collect(mark *out, BOXA *boxes, double x_height, bool sideways) {
  size_t count = 0;
  for (l_int32 i = 0, n = boxaGetCount(boxes); i < n && count < MARKS_MAX; i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    l_int32 length = sideways ? h : w, height = sideways ? w : h;
    if (height < 0.6 * x_height || height > 2.5 * x_height || length < 0.15 * x_height || length > 6 * x_height)
      continue;
    out[count++] =
        sideways ? (mark){.from = y, .to = y + h, .foot = x + w} : (mark){.from = x, .to = x + w, .foot = y + h};
  }
  qsort(out, count, sizeof *out, by_from);
  return count;
}

/* The next mark of the row, if there is one. */
static size_t neighbour(const mark *marks, size_t count, size_t at, double x_height) {
  for (size_t i = at + 1; i < count && marks[i].from <= marks[at].to + x_height; i++)
    if (marks[i].from >= marks[at].to - 0.3 * x_height &&
        abs(marks[i].foot - marks[at].foot) <= fmax(0.12 * x_height, 1))
      return i;
  return 0;
}

static double share_in_rows(mark *marks, size_t count, double x_height) {
  size_t in_rows = 0;
  for (size_t i = count; i > 0; i--) {
    size_t next = neighbour(marks, count, i - 1, x_height);
    marks[i - 1].row = next ? marks[next].row + 1 : 1;
    if (next) marks[next].follows = true;
  }
  for (size_t i = 0; i < count; i++)
    if (!marks[i].follows && marks[i].row >= ROW_MIN) in_rows += marks[i].row;
  return count ? (double)in_rows / (double)count : 0;
}

/* As wide as high and filled: of letters half at most, and that on bad copies of typescript; of the dots of a coarse
 * screen nine tenths. */
static double share_of_dots(PIX *binary, BOXA *boxes, double x_height) {
  l_int32 marks = 0, dots = 0;
  for (l_int32 i = 0, n = boxaGetCount(boxes); i < n && marks < MARKS_MAX; i++) {
    l_int32 x, y, w, h, ink = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if (h < 0.6 * x_height || h > 2.5 * x_height || w < 0.15 * x_height || w > 6 * x_height) continue;
    marks++;
    if (4 * w < 3 * h || 4 * h < 3 * w) continue;
    BOX box = {.x = x, .y = y, .w = w, .h = h, .refcount = 1};
    pixCountPixelsInRect(binary, &box, &ink, NULL);
    dots += ink > 0.6 * w * h;
  }
  return marks ? (double)dots / marks : 0;
}

bool ren__find_rows(ren__rows *out, PIX *binary, double x_height) {
  *out = (ren__rows){0};
  BOXA *boxes = pixConnCompBB(binary, 8);
  mark *marks = ren_alloc_array(MARKS_MAX, sizeof *marks);
  bool done = boxes && marks;
  for (int sideways = 0; done && sideways < 2; sideways++) {
    size_t count = collect(marks, boxes, x_height, sideways);
    double share = share_in_rows(marks, count, x_height);
    if (share >= out->share) *out = (ren__rows){.marks = (uint32_t)count, .share = share};
  }
  if (done) out->dots = share_of_dots(binary, boxes, x_height);
  ren_free(marks);
  boxaDestroy(&boxes);
  return done;
}

bool ren__rows_are_doubtful(const ren__rows *rows) {
  return rows->marks >= FEW_MARKS && (rows->dots > 0.75 || rows->share < (rows->marks > MANY_MARKS ? 0.75 : 0.1));
}

bool ren__rows_are_noise(const ren__rows *rows) { return rows->marks > MANY_MARKS && rows->share < 0.5; }
