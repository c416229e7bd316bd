/* What stands beside the text: line numbers and notes in the margin. Only what is
 * clear: a wrong guess would take words out of the running text. */
#include "layout/page_layout.h"

#include <math.h>
#include <stdlib.h>

/* ---- line numbers ------------------------------------------------------- */

typedef struct number {
  uint32_t word, value;
  float base;
} number;

static int compare_numbers(const void *a, const void *b) {
  const number *p = a, *q = b;
  if (p->base < q->base || p->base > q->base) return p->base < q->base ? -1 : 1;
  return (p->word > q->word) - (p->word < q->word);
}

static bool plain_number(ren_str text, uint32_t *value) {
  *value = 0;
  if (text.len == 0 || text.len > 3) return false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *value = *value * 10 + (uint32_t)(text.ptr[i] - '0');
  }
  return true;
}

static bool is_step(int64_t step) { return step == 1 || step == 5 || step == 10; }

/* Are the numbers counted in steps of 1, 5 or 10, at even distances down the page? */
static bool is_count(const number *v, size_t n) {
  size_t even = 0;
  if (n < 5) return false;
  float whole = v[n - 1].base - v[0].base;
  int64_t span = (int64_t)v[n - 1].value - v[0].value;
  if (span < (int64_t)n - 1 || whole <= 0.0F) return false;
  float each = whole / (float)span;
  for (size_t i = 1; i < n; i++) {
    int64_t step = (int64_t)v[i].value - v[i - 1].value;
    float distance = v[i].base - v[i - 1].base;
    even += is_step(step) && fabsf(distance - (float)step * each) < 0.25F * distance;
  }
  return 10 * even >= 9 * (n - 1);
}

/* The heights at which text stands, top to bottom. */
static size_t find_heights(const ren__layout *lay, float *heights) {
  size_t n = 0, kept = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (!w->wild && w->prev == REN__NONE && w->size > 0.0F) heights[n++] = w->base;
  }
  (void)ren__quantile(heights, n, 0.0F); /* sorts */
  for (size_t i = 0; i < n; i++) {
    if (kept == 0 || heights[i] - heights[kept - 1] > 0.5F * lay->size) heights[kept++] = heights[i];
  }
  return kept;
}

/* Where paragraphs are spaced the distances are not even: do the numbers count the lines?
 * Some may be misread: half the steps from number to number must be right. */
static bool counts_lines(const ren__layout *lay, const number *v, size_t n, float *heights) {
  size_t lines = find_heights(lay, heights), at = 0, right = 0;
  if (n < 2) return false;
  int64_t first = (int64_t)v[1].value - v[0].value;
  bool small = lay->words[v[0].word].size < 0.85F * lay->size; /* and every fifth line: two are enough */
  for (size_t i = 0; i < n; i++) {
    size_t before = at;
    while (at < lines && heights[at] < v[i].base + 0.4F * lay->size) at++;
    int64_t step = i ? (int64_t)v[i].value - v[i - 1].value : 0;
    right += i && step > 0 && (int64_t)(at - before) == step;
  }
  if (n < 5) return small && first >= 5 && is_step(first) && v[0].value % first == 0 && 10 * right >= 9 * (n - 1);
  return right >= 4 && 2 * right >= n - 1;
}

/* Hardly any row between the heights begins left of where the numbers end. */
static bool stands_outside(const ren__layout *lay, const number *v, size_t n, float top, float bottom) {
  int32_t x = lay->words[v[0].word].x1, inside = 0, all = 0;
  for (size_t i = 1; i < n; i++) x = ren__max32(x, lay->words[v[i].word].x1);
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (w->wild || w->prev != REN__NONE || w->base < top || w->base > bottom) continue;
    all++;
    inside += w->x0 <= x;
  }
  return inside - (int32_t)n <= all / 10; /* hardly anything but the numbers */
}

/* A numbered table begins where the rest of the page does, line numbers left of all. */
static bool are_line_numbers(const ren__layout *lay, const number *v, size_t n, float *scratch) {
  if (is_count(v, n)) return stands_outside(lay, v, n, v[0].base, v[n - 1].base);
  return counts_lines(lay, v, n, scratch) && stands_outside(lay, v, n, (float)lay->y0, (float)lay->y1);
}

/* Begins a row, with white behind. */
static bool begins_row(const ren__layout *lay, uint32_t i) {
  const ren__lay_word *w = &lay->words[i];
  if (w->wild || w->prev != REN__NONE) return false;
  return w->next == REN__NONE || (float)(lay->words[w->next].x0 - w->x1) >= 0.8F * lay->size;
}

/* Sets apart all that stands where the numbers do, misread ones ("FÅR" for 22) too. */
static void part_numbers(ren__layout *lay, float end, float top, float bottom) {
  for (uint32_t i = 0; i < lay->n; i++) {
    ren__lay_word *w = &lay->words[i];
    uint32_t value;
    bool plain = plain_number(lay->page->words[i].text, &value), between = w->base > top && w->base < bottom;
    if (!begins_row(lay, i) || fabsf((float)w->x1 - end) >= 1.0F * lay->size) continue;
    if (!plain && (w->letters > 4 || !between)) continue;
    if (w->next != REN__NONE) lay->words[w->next].prev = REN__NONE;
    w->next = REN__NONE;
    w->margin = true;
  }
}

bool ren__layout_line_numbers(ren__layout *lay) {
  number *v = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *v);
  float *ends = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *ends);
  if (!v || !ends) return false;
  size_t n = 0, kept = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    uint32_t value;
    if (!begins_row(lay, i) || !plain_number(lay->page->words[i].text, &value)) continue;
    ends[n] = (float)w->x1;
    v[n++] = (number){i, value, w->base};
  }
  float end = ren__quantile(ends, n, 0.5F);
  for (size_t i = 0; i < n; i++) {
    if (fabsf((float)lay->words[v[i].word].x1 - end) < 1.0F * lay->size) v[kept++] = v[i];
  }
  qsort(v, kept, sizeof *v, compare_numbers);
  if (!are_line_numbers(lay, v, kept, ends)) return true;
  part_numbers(lay, end, v[0].base - 3.0F * lay->size, v[kept - 1].base + 3.0F * lay->size);
  return true;
}

/* ---- notes at the height of a line -------------------------------------- */

/* White that parts a note from the text; small print may stand nearer. */
static bool stands_apart(const ren__layout *lay, const ren__lay_word *before, const ren__lay_word *w) {
  float least = w->size < 0.8F * before->size ? lay->size : 2.0F * lay->seg_gap;
  return (float)(w->x0 - before->x1) >= least;
}

/* Right edge of the rows of running text; 0 if there are too few. */
static float text_right_edge(const ren__layout *lay, float *ends, float *widths) {
  size_t n = 0, rows = 0;
  for (int pass = 0; pass < 2; pass++) {
    float wide = pass ? 0.6F * ren__quantile(widths, rows, 0.85F) : 0.0F;
    for (uint32_t i = 0; i < lay->n; i++) {
      const ren__lay_word *first = &lay->words[i], *last = first;
      if (first->prev != REN__NONE || first->wild) continue;
      uint32_t count = 1;
      for (; last->next != REN__NONE; count++) { /* up to a wide gap */
        const ren__lay_word *next = &lay->words[last->next];
        if (stands_apart(lay, last, next)) break;
        last = next;
      }
      float width = (float)(last->x1 - first->x0);
      if (pass == 0) widths[rows++] = width;
      if (pass == 1 && count >= 5 && width >= wide) ends[n++] = (float)last->x1;
    }
  }
  return n < 8 ? 0.0F : ren__quantile(ends, n, 0.98F);
}

/* A figure beside the text may be an amount that belongs to its line. */
static bool has_letters(const ren__layout *lay, uint32_t word) {
  for (; word != REN__NONE; word = lay->words[word].next) {
    ren__start start = ren__word_start(lay->page->words[word].text);
    if (lay->words[word].letters > 3 && (start == REN__START_LOWER || start == REN__START_UPPER)) return true;
  }
  return false;
}

bool ren__layout_outer_notes(ren__layout *lay) {
  float *v = ren_arena_alloc(lay->arena, (size_t)lay->n * 2 * sizeof *v);
  if (!v) return false;
  float width = (float)lay->page->width, height = (float)lay->page->height;
  float right = text_right_edge(lay, v, v + lay->n) + lay->size;
  if (right <= lay->size || width <= 0.0F || height <= 0.0F) return true;
  for (uint32_t i = 0; i < lay->n; i++) {
    ren__lay_word *w = &lay->words[i];
    if (w->wild || w->prev == REN__NONE || (float)w->x0 < right || (float)w->x0 < 0.85F * width) continue;
    if (w->base < 0.12F * height || w->base > 0.88F * height) continue; /* heads and feet are wider */
    ren__lay_word *before = &lay->words[w->prev];
    if (before->margin || !stands_apart(lay, before, w) || (float)before->x1 > right) continue;
    if (!has_letters(lay, i)) continue;
    before->next = REN__NONE;
    w->prev = REN__NONE;
    for (ren__lay_word *k = w;; k = &lay->words[k->next]) {
      k->margin = true;
      if (k->next == REN__NONE) break;
    }
  }
  return true;
}

/* ---- notes -------------------------------------------------------------- */

/* A narrow line beside the text of the page, in the outer part of the sheet. */
static bool is_beside(const ren__layout *lay, const ren__lay_line *line, float left, float right) {
  float width = (float)(lay->page->width ? lay->page->width : (uint32_t)ren__max32(lay->x1, 1));
  if ((float)(line->x1 - line->x0) > 0.16F * width) return false;
  bool outer_left = (float)line->x1 < left - lay->size && (float)line->x1 < 0.15F * width;
  bool outer_right = (float)line->x0 > right + lay->size && (float)line->x0 > 0.85F * width;
  return outer_left || outer_right;
}

/* Marks notes, if the page has a clear body of text. */
static bool mark_notes(ren__layout *lay) {
  float *v = ren_arena_alloc(lay->arena, (size_t)lay->line_count * 3 * sizeof *v);
  if (!v) return false;
  float *left = v + lay->line_count, *right = left + lay->line_count;
  for (uint32_t i = 0; i < lay->line_count; i++) v[i] = (float)(lay->lines[i].x1 - lay->lines[i].x0);
  float wide = 0.6F * ren__quantile(v, lay->line_count, 0.85F), top = 0.0F, bottom = 0.0F;
  size_t n = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    const ren__lay_line *line = &lay->lines[i];
    if (line->count < 5 || line->cells || (float)(line->x1 - line->x0) < wide) continue;
    if (n == 0 || line->base < top) top = line->base;
    if (n == 0 || line->base > bottom) bottom = line->base;
    left[n] = (float)line->x0;
    right[n++] = (float)line->x1;
  }
  if (n < 8) return true;
  float x0 = ren__quantile(left, n, 0.05F), x1 = ren__quantile(right, n, 0.98F);
  for (uint32_t i = 0; i < lay->line_count; i++) {
    ren__lay_line *line = &lay->lines[i];
    bool beside = line->base > top - 2.0F * lay->size && line->base < bottom + 2.0F * lay->size;
    if (!line->cells && beside && is_beside(lay, line, x0, x1)) line->role = REN_ROLE_MARGIN;
  }
  return true;
}

/* Marks what is in the margin and moves it behind the text. */
bool ren__layout_margins(ren__layout *lay) {
  if (!mark_notes(lay)) return false;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    if (lay->words[lay->order[lay->lines[i].first]].margin) lay->lines[i].role = REN_ROLE_MARGIN;
  }
  ren__lay_line *moved = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *moved);
  if (!moved) return false;
  uint32_t at = 0, last = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    if (lay->lines[i].region > last) last = lay->lines[i].region;
    if (lay->lines[i].role != REN_ROLE_MARGIN) moved[at++] = lay->lines[i];
  }
  for (uint32_t i = 0; i < lay->line_count; i++) {
    if (lay->lines[i].role != REN_ROLE_MARGIN) continue;
    moved[at] = lay->lines[i];
    moved[at++].region = last + 1;
  }
  lay->lines = moved;
  return true;
}
