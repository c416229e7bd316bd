/* Places to sign beside each other: dotted lines in a row, below each a name and a title.
 * They are read one after the other, as columns are. */
#include "layout/page_layout.h"

#include <string.h>

enum { ROWS_BELOW = 4, PLACES = 4 };

/* "..........", "_______" */
static bool is_dotted(ren_str text) {
  size_t marks = 0, i = 0;
  for (; i < text.len && (text.ptr[i] == '.' || text.ptr[i] == '_' || text.ptr[i] == '-'); i++) marks++;
  for (; i + 2 < text.len && memcmp(text.ptr + i, "\xE2\x80\xA6", 3) == 0; i += 3) marks += 3; /* ... in one sign */
  return i == text.len && marks >= 8;
}

/* Where the dotted lines of a row begin and end; 0 if it holds anything else. */
static uint32_t find_places(const ren__layout *lay, const ren__lay_line *row, int32_t *x0, int32_t *x1) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    if (!is_dotted(ren__line_word(lay, row, i))) return 0;
    if (n && (float)(w->x0 - x1[n - 1]) < lay->seg_gap) {
      x1[n - 1] = w->x1;
    } else {
      if (n == PLACES) return 0;
      x0[n] = w->x0;
      x1[n++] = w->x1;
    }
  }
  return n;
}

/* Does every word of the row stand below one of the places, and under none but a few words? */
static bool stands_below(const ren__layout *lay, const ren__lay_line *row, const int32_t *x0, uint32_t n) {
  uint32_t words[PLACES] = {0};
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    uint32_t at = 0;
    while (at + 1 < n && w->x0 >= x0[at + 1] - (int32_t)lay->size) at++;
    if (w->x0 < x0[at] - (int32_t)(2.0F * lay->size) || ++words[at] > 8) return false;
    if (at + 1 < n && w->x1 > x0[at + 1]) return false;
  }
  return true;
}

/* ---- names without dotted lines ------------------------------------------ */

/* Cuts a row at its gaps; 0 if there are too many pieces, or one of more than five words or with a figure. */
static uint32_t find_pieces(const ren__layout *lay, const ren__lay_line *row, int32_t *x0, int32_t *x1, bool *names) {
  uint32_t n = 0, words = 0;
  *names = true;
  for (uint32_t i = 0; i < row->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[row->first + i]];
    ren__start start = ren__word_start(ren__line_word(lay, row, i));
    if (w->margin || (start != REN__START_UPPER && start != REN__START_LOWER)) return 0;
    *names = *names && start == REN__START_UPPER;
    if (n && (float)(w->x0 - x1[n - 1]) < 2.0F * lay->seg_gap) {
      x1[n - 1] = w->x1;
      if (++words > 5) return 0;
      continue;
    }
    if (n == PLACES || (n && words < 2)) *names = false;
    if (n == PLACES) return 0;
    x0[n] = w->x0;
    x1[n++] = w->x1;
    words = 1;
  }
  *names = *names && words >= 2;
  return n;
}

/* Two rows by themselves, names in the first and as many titles below: where somebody signed. */
static bool are_signed(const ren__layout *lay, uint32_t r, int32_t *x0, int32_t *x1, uint32_t *count) {
  int32_t below0[PLACES], below1[PLACES];
  bool names, more;
  const ren__lay_line *row = &lay->lines[r], *next = row + 1;
  uint32_t n = find_pieces(lay, row, x0, x1, &names);
  if (n < 2 || !names || find_pieces(lay, next, below0, below1, &more) != n) return false;
  float white = 3.2F * lay->size, step = next->base - row->base;
  if (step > 3.0F * lay->size || (r && row->base - row[-1].base < white)) return false;
  if (r + 2 < lay->line_count && next[1].base - next->base < white) return false;
  for (uint32_t i = 0; i < n; i++) {
    if (x0[i] - below0[i] > (int32_t)lay->size || below0[i] - x0[i] > (int32_t)lay->size) return false;
    x1[i] = ren__max32(x1[i], below1[i]);
    if (i && x1[i - 1] >= x0[i]) return false;
  }
  *count = n;
  return true;
}

static void add_gutters(ren__layout *lay, uint32_t first, uint32_t last, const int32_t *x0, const int32_t *x1,
                        uint32_t n) {
  for (uint32_t i = 0; i + 1 < n && lay->gutter_count < REN__MAX_GUTTERS; i++) {
    lay->gutters[lay->gutter_count++] = (ren__lay_gutter){.x0 = x1[i],
                                                          .x1 = x0[i + 1],
                                                          .y0 = lay->lines[first].y0 - 1,
                                                          .y1 = lay->lines[last].y1 + 1,
                                                          .rows = last - first + 1,
                                                          .columns = true,
                                                          .cells = true,
                                                          .signing = true};
  }
}

void ren__layout_signatures(ren__layout *lay) {
  int32_t x0[PLACES], x1[PLACES];
  for (uint32_t r = 0; r + 1 < lay->line_count; r++) {
    uint32_t n = find_places(lay, &lay->lines[r], x0, x1), last = r;
    for (uint32_t k = r + 1; n > 1 && k < lay->line_count && k - r <= ROWS_BELOW; k++) {
      const ren__lay_line *row = &lay->lines[k];
      if (lay->words[lay->order[row->first]].margin) continue;
      if (row->base - lay->lines[last].base > 4.0F * lay->size || !stands_below(lay, row, x0, n)) break;
      last = k;
    }
    if (last == r && are_signed(lay, r, x0, x1, &n)) last = r + 1;
    if (last > r) add_gutters(lay, r, last, x0, x1, n);
  }
}
