#include "signs/sign_marks.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>

/* ---- whose line ------------------------------------------------------------ */

/* How far a mark may stand from a word's side and still be on its line, in heights of the word's box:
 * a § that was not read at all stands before a number by a blank or a tabulator. */
static const double REACH = 4;

static double gap_between(const ren_box *a, const ren_box *b) {
  int32_t left = a->x - (b->x + b->w), right = b->x - (a->x + a->w);
  int32_t gap = left > right ? left : right;
  return gap > 0 ? gap : 0;
}

/* The height that counts of a word: that of the line where its own box is flat (a dash). */
static bool beside(const ren_box *mark, const ren_word *word, const ren_line *line) {
  double high = word->box.h, middle = mark->y + mark->h / 2.0, centre = word->box.y + word->box.h / 2.0;
  if (high < 0.6 * line->size) high = line->size;
  return fabs(middle - centre) <= 0.75 * high && mark->h <= 2 * high && gap_between(mark, &word->box) <= REACH * high;
}

static bool find_line(uint32_t *out, const ren_box *mark, const ren_page *page) {
  double best = 1e9;
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    if (mark->y + mark->h < line->box.y - line->box.h || mark->y > line->box.y + 2 * line->box.h) continue;
    for (uint32_t k = 0; k < line->word_count; k++) {
      const ren_word *word = &page->words[line->first_word + k];
      if (!beside(mark, word, line)) continue;
      double off = fabs(mark->y + mark->h / 2.0 - word->box.y - word->box.h / 2.0);
      double distance = gap_between(mark, &word->box) + off;
      if (distance >= best) continue;
      best = distance;
      *out = i;
    }
  }
  return best < 1e9;
}

/* ---- pieces to marks -------------------------------------------------------- */

static int in_reading_order(const void *a, const void *b) {
  const ren__mark *x = a, *y = b;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  if (x->box.x != y->box.x) return x->box.x < y->box.x ? -1 : 1;
  return x->box.y < y->box.y ? -1 : x->box.y > y->box.y;
}

static ren_box hull(const ren_box *a, const ren_box *b) {
  int32_t x = a->x < b->x ? a->x : b->x, y = a->y < b->y ? a->y : b->y;
  int32_t right = a->x + a->w > b->x + b->w ? a->x + a->w : b->x + b->w;
  int32_t bottom = a->y + a->h > b->y + b->h ? a->y + a->h : b->y + b->h;
  return (ren_box){x, y, right - x, bottom - y};
}

static bool above_one_another(const ren_box *a, const ren_box *b) {
  int32_t from = a->x > b->x ? a->x : b->x, to = a->x + a->w < b->x + b->w ? a->x + a->w : b->x + b->w;
  int32_t narrower = a->w < b->w ? a->w : b->w;
  return 2 * (to - from) >= narrower;
}

/* Three at most grow together at once, because they are sorted by their left sides. */
static void join_pieces(ren__marks *marks) {
  enum { BACK = 3 };
  size_t kept = 0;
  for (size_t i = 0; i < marks->count; i++) {
    const ren__mark *mark = &marks->list[i];
    bool joined = false;
    for (size_t k = kept; k > 0 && kept - k < BACK && !joined; k--) {
      ren__mark *earlier = &marks->list[k - 1];
      if (earlier->line != mark->line || !above_one_another(&earlier->box, &mark->box)) continue;
      earlier->box = hull(&earlier->box, &mark->box);
      joined = true;
    }
    if (!joined) marks->list[kept++] = *mark;
  }
  marks->count = kept;
}

static bool is_ring(const ren_box *b, const ren_box *all) {
  return 10 * b->h >= 3 * all->h && 3 * b->h <= 2 * all->h && 2 * b->w >= b->h;
}

static bool overlap(const ren_box *a, const ren_box *b, int32_t slack) { return b->x <= a->x + a->w + slack; }

/* The rings of a % stand beside its stroke in many faces; either may have been joined with it above: a ring at
 * the top, the stroke, a ring at the foot, none of them apart from the one before. */
static bool is_percent(const ren__mark *from, size_t count) {
  const ren_box *first = &from->box, *last = &from[count - 1].box;
  ren_box all = *first;
  for (size_t i = 1; i < count; i++) {
    all = hull(&all, &from[i].box);
    if (from[i].line != from->line || !overlap(&from[i - 1].box, &from[i].box, all.h / 20)) return false;
  }
  bool high = is_ring(first, &all) && first->y <= all.y + all.h / 6;
  bool low = is_ring(last, &all) && last->y + last->h >= all.y + all.h - all.h / 6;
  if (all.w > 1.4 * all.h || 2 * all.w < all.h) return false;
  if (count > 2) return high && low && from[1].box.h * 5 >= 4 * all.h;
  if (high && last->h * 5 >= 4 * all.h) return true;
  /* letters stand so, too (`ko`), but higher and apart */
  return low && first->h * 5 >= 4 * all.h && 5 * last->h <= 3 * all.h && overlap(first, last, -last->w / 8);
}

static void join_percents(ren__marks *marks) {
  size_t kept = 0;
  for (size_t i = 0; i < marks->count;) {
    size_t left = marks->count - i, taken = 1;
    if (left >= 3 && is_percent(&marks->list[i], 3))
      taken = 3;
    else if (left >= 2 && is_percent(&marks->list[i], 2))
      taken = 2;
    ren__mark mark = marks->list[i];
    for (size_t k = 1; k < taken; k++) mark.box = hull(&mark.box, &marks->list[i + k].box);
    marks->list[kept++] = mark;
    i += taken;
  }
  marks->count = kept;
}

/* ---- how high the letters are ------------------------------------------------ */

enum { AROUND = 10 };

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Most letters stand on the baseline; a § and a comma do not. */
static void measure(ren__mark *mark, const ren__mark *first, size_t count) {
  double bottoms[2 * AROUND + 1], tops[2 * AROUND + 1], tallest = 0;
  size_t n = 0, m = 0;
  for (size_t i = 0; i < count; i++) tallest = first[i].box.h > tallest ? first[i].box.h : tallest;
  for (size_t i = 0; i < count; i++)
    if (first[i].box.h >= 0.4 * tallest) bottoms[n++] = first[i].box.y + first[i].box.h;
  qsort(bottoms, n, sizeof *bottoms, by_value);
  mark->baseline = bottoms[(n - 1) / 2];
  for (size_t i = 0; i < count; i++)
    if (first[i].box.h >= 0.4 * tallest) tops[m++] = mark->baseline - first[i].box.y;
  qsort(tops, m, sizeof *tops, by_value);
  mark->height = tops[(m - 1) * 4 / 5];
  if (mark->height < 0.4 * tallest) mark->height = tallest;
}

static void measure_all(ren__marks *marks) {
  for (size_t i = 0; i < marks->count; i++) {
    size_t from = i, to = i + 1;
    while (from > 0 && i - from < AROUND && marks->list[from - 1].line == marks->list[i].line) from--;
    while (to < marks->count && to - i <= AROUND && marks->list[to].line == marks->list[i].line) to++;
    measure(&marks->list[i], marks->list + from, to - from);
  }
}

double ren__dash_length(const ren__mark *mark) {
  double wide = mark->box.w / mark->height, high = mark->box.h / mark->height;
  double middle = (mark->baseline - mark->box.y - mark->box.h / 2.0) / mark->height;
  bool flat = high < 0.3 && wide > 1.5 * high && middle > 0.15 && middle < 0.65;
  return flat ? wide : 0;
}

/* ---- all --------------------------------------------------------------------- */

static ren_status gather(ren__marks *out, BOXA *pieces, const ren_page *page, ren_error *err) {
  for (l_int32 i = 0; i < boxaGetCount(pieces); i++) {
    ren__mark mark = {0};
    boxaGetBoxGeometry(pieces, i, &mark.box.x, &mark.box.y, &mark.box.w, &mark.box.h);
    if (mark.box.w < 2 && mark.box.h < 2) continue;
    if (!find_line(&mark.line, &mark.box, page)) continue;
    if (!ren_grow(&out->list, &out->cap, out->count, sizeof *out->list)) return ren_fail_nomem(err);
    out->list[out->count++] = mark;
  }
  return REN_OK;
}

ren_status ren__marks_find(ren__marks *out, PIX *binary, const ren_page *page, ren_error *err) {
  *out = (ren__marks){0};
  BOXA *pieces = pixConnCompBB(binary, 8);
  if (!pieces) return ren_fail_nomem(err);
  ren_status status = gather(out, pieces, page, err);
  boxaDestroy(&pieces);
  if (status != REN_OK) {
    ren__marks_free(out);
    return status;
  }
  if (out->count) qsort(out->list, out->count, sizeof *out->list, in_reading_order);
  join_pieces(out);
  join_percents(out);
  measure_all(out);
  return REN_OK;
}

void ren__marks_free(ren__marks *marks) {
  ren_free(marks->list);
  *marks = (ren__marks){0};
}
