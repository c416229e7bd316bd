/* Two pages on one sheet: where the fold is. */
#include "layout/page_layout.h"

enum { STRIPS = 512 };

/* The pieces of rows on one side of the fold. */
typedef struct half {
  uint32_t rows, words, lower, full; /* words: those of letters */
  float longest;
} half;

static bool is_landscape(const ren__layout *lay) {
  float width = (float)lay->page->width, height = (float)lay->page->height;
  if (width <= 0.0F || height <= 0.0F) {
    width = (float)(lay->x1 - lay->x0);
    height = (float)(lay->y1 - lay->y0);
  }
  return width > 1.15F * height;
}

/* The widest empty strip that passes near the middle of the sheet. Marks and scraps (the
 * shadow of the fold is sometimes read) do not count. */
static bool find_strip(const ren__layout *lay, float left, float each, int32_t *x0, int32_t *x1) {
  uint32_t covered[STRIPS + 1] = {0}, best = 0, best_from = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (w->wild || w->letters < 3) continue;
    float from = ((float)w->x0 - left) / each, to = ((float)w->x1 - left) / each;
    uint32_t a = from < 0.0F ? 0 : from > STRIPS ? STRIPS : (uint32_t)from;
    uint32_t b = to < 0.0F ? 0 : to > STRIPS - 1 ? STRIPS - 1 : (uint32_t)to;
    for (; a <= b; a++) covered[a] = 1;
  }
  for (uint32_t from = 0, to; from < STRIPS; from = to + 1) {
    for (to = from; to < STRIPS && !covered[to]; to++) {
    }
    bool central = (float)from < 0.58F * STRIPS && (float)to > 0.42F * STRIPS;
    if (!central || to - from <= best) continue;
    best = to - from;
    best_from = from;
  }
  *x0 = (int32_t)(left + each * (float)best_from);
  *x1 = (int32_t)(left + each * (float)(best_from + best));
  return best > 0;
}

/* First and last word of the row's piece on one side; false if there is none. */
static bool piece_of(const ren__layout *lay, const ren__lay_line *row, int32_t fold, bool right, uint32_t *from,
                     uint32_t *to) {
  *from = 0;
  while (*from < row->count) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + *from]];
    if (w->x0 + w->x1 >= 2 * fold) break;
    ++*from;
  }
  *to = right ? row->count : *from;
  *from = right ? *from : 0;
  return *from < *to;
}

static void look_at_half(const ren__layout *lay, int32_t fold, bool right, half *h, float *widths) {
  uint32_t from, to;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    const ren__lay_line *row = &lay->lines[r];
    if (!piece_of(lay, row, fold, right, &from, &to)) continue;
    const ren__lay_word *first = &lay->words[lay->order[row->first + from]];
    const ren__lay_word *last = &lay->words[lay->order[row->first + to - 1]];
    widths[h->rows++] = (float)(last->x1 - first->x0);
    for (uint32_t i = from; i < to; i++) {
      ren__start start = ren__word_start(ren__line_word(lay, row, i));
      h->words += start == REN__START_LOWER || start == REN__START_UPPER; /* figures are no text */
    }
    h->lower += ren__word_start(ren__line_word(lay, row, from)) == REN__START_LOWER;
  }
  h->longest = ren__quantile(widths, h->rows, 0.9F);
  for (uint32_t i = 0; i < h->rows; i++) h->full += widths[i] > 0.8F * h->longest;
}

/* Lines of several words that fill the width, some of which go on with a sentence; or which
 * are longer than a cell of a table is, on every line. */
static bool reads_as_text(const half *h) {
  if (h->rows < 4 || h->words < 4 * h->rows) return false;
  bool runs_on = 4 * h->lower >= h->rows && 3 * h->full >= h->rows;
  return runs_on || (h->words >= 7 * h->rows && 4 * h->full >= 3 * h->rows);
}

static uint32_t count_paired(const ren__layout *lay, int32_t fold) {
  uint32_t paired = 0, from, to;
  for (uint32_t r = 0; r < lay->line_count; r++) {
    paired +=
        piece_of(lay, &lay->lines[r], fold, false, &from, &to) && piece_of(lay, &lay->lines[r], fold, true, &from, &to);
  }
  return paired;
}

/* Sets *fold to where a landscape sheet is to be cut into two pages; 0: it is one page. A
 * wide table has a gap near the middle too: at least one half must read as text, or the
 * lines of the halves must stand at heights of their own. */
bool ren__layout_fold(const ren__layout *lay, int32_t *fold) {
  *fold = 0;
  if (!is_landscape(lay) || lay->line_count < 4) return true;
  float *widths = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *widths);
  if (!widths) return false;
  float left = lay->page->width ? 0.0F : (float)lay->x0;
  float width = lay->page->width ? (float)lay->page->width : (float)(lay->x1 - lay->x0);
  int32_t x0, x1, margin = (int32_t)(0.01F * width), middle = (int32_t)(left + 0.5F * width);
  if (!find_strip(lay, left, width / STRIPS, &x0, &x1) || (float)(x1 - x0) < 0.04F * width) return true;
  int32_t x = ren__max32(x0 + margin, ren__min32(x1 - margin, middle));
  half sides[2] = {{0}, {0}};
  look_at_half(lay, x, false, &sides[0], widths);
  look_at_half(lay, x, true, &sides[1], widths);
  uint32_t fewer = sides[0].rows < sides[1].rows ? sides[0].rows : sides[1].rows;
  if (fewer == 0) return true;
  bool unpaired = fewer >= 4 && 10 * count_paired(lay, x) < 6 * fewer;
  bool text = reads_as_text(&sides[0]) || reads_as_text(&sides[1]);
  if (text ? (float)(x1 - x0) >= (unpaired ? 0.04F : 0.06F) * width : unpaired) *fold = x;
  return true;
}
