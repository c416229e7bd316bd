/* Small print beside the text: line numbers by tens, stamps, whatever is left of them when
 * they were misread. What is set smaller than the text and stands outside of all of it is
 * no part of its lines. */
#include "layout/page_layout.h"

#include <math.h>

static const float SMALL = 0.82F;

/* By its box, or by its width: boxes of scraps are often too high. Two figures are 1.5 capitals
 * wide. */
static bool is_small(const ren__layout *lay, uint32_t i) {
  const ren__lay_word *w = &lay->words[i];
  float weight = ren__word_weight(lay, i), width = (float)(w->x1 - w->x0);
  if (weight <= 0.0F && w->letters == 2 && width < 1.2F * lay->size) return true;
  return (w->size > 0.0F && w->size < SMALL * lay->size) || (weight > 0.0F && weight < 0.8F);
}

/* Where the text begins and ends, a few words aside; false if there is too little of it. */
static bool find_edges(const ren__layout *lay, float *scratch, float *left, float *right) {
  size_t n = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (!w->wild && !w->margin && w->letters > 1 && !is_small(lay, i)) scratch[n++] = (float)w->x0;
  }
  *left = ren__quantile(scratch, n, 0.02F);
  n = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (!w->wild && !w->margin && w->letters > 1 && !is_small(lay, i)) scratch[n++] = (float)w->x1;
  }
  *right = ren__quantile(scratch, n, 0.97F);
  return n >= 30;
}

/* A few signs left of the text, apart from it. */
static bool is_left_of(const ren__layout *lay, uint32_t i, float left) {
  const ren__lay_word *w = &lay->words[i];
  if (w->wild || w->margin || w->letters > 4 || (float)w->x1 > left - 0.5F * lay->size) return false;
  if (ren_str_starts(lay->page->words[i].text, (ren_str){"\xC2\xA7", 2}))
    return false; /* it opens its line, however wide the blank */
  return w->next == REN__NONE || (float)(lay->words[w->next].x0 - w->x1) >= 0.8F * lay->size;
}

/* Small, or far from the line at whose height it stands. */
static bool is_right_of(const ren__layout *lay, uint32_t i, float right) {
  const ren__lay_word *w = &lay->words[i];
  float height = (float)lay->page->height;
  if (w->wild || w->margin || w->letters < 2 || (float)w->x0 < right + 0.8F * lay->size) return false;
  float gap = w->prev == REN__NONE ? 0.0F : (float)(w->x0 - lay->words[w->prev].x1);
  if (w->prev != REN__NONE && gap < 0.8F * lay->size) return false; /* the end of a note at the foot */
  bool apart = gap > 4.0F * lay->size && w->letters < 6;
  if (!apart && (w->letters < 3 || !is_small(lay, i))) return false;
  if (height > 0.0F && (w->base < 0.12F * height || w->base > 0.88F * height)) return false; /* heads are wider */
  ren__start start = ren__word_start(lay->page->words[i].text);
  return start == REN__START_LOWER || start == REN__START_UPPER; /* figures may be amounts */
}

static void part(ren__layout *lay, uint32_t i) {
  ren__lay_word *w = &lay->words[i];
  if (w->next != REN__NONE) lay->words[w->next].prev = REN__NONE;
  if (w->prev != REN__NONE) lay->words[w->prev].next = REN__NONE;
  w->next = w->prev = REN__NONE;
  w->margin = true;
}

bool ren__layout_small_print(ren__layout *lay) {
  float *scratch = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *scratch);
  float left, right;
  size_t scraps = 0;
  if (!scratch) return false;
  if (!find_edges(lay, scratch, &left, &right)) return true;
  for (uint32_t i = 0; i < lay->n; i++) {
    bool number = lay->words[i].margin && (float)lay->words[i].x1 < left;
    if (number || (is_left_of(lay, i, left) && is_small(lay, i))) scratch[scraps++] = (float)lay->words[i].x1;
  }
  float end = ren__quantile(scratch, scraps, 0.5F);
  for (uint32_t i = 0; i < lay->n; i++) {
    bool number = ren__word_start(lay->page->words[i].text) == REN__START_DIGIT;
    bool in_line = scraps >= 2 && fabsf((float)lay->words[i].x1 - end) < 1.5F * lay->size; /* misread, of any height */
    bool far = lay->words[i].next != REN__NONE &&
               (float)(lay->words[lay->words[i].next].x0 - lay->words[i].x1) > 2.5F * lay->size;
    bool small = (number || scraps >= 2 || (far && lay->page->source == REN_SOURCE_OCR)) && is_small(lay, i);
    if ((is_left_of(lay, i, left) && (small || in_line)) || is_right_of(lay, i, right)) part(lay, i);
  }
  return true;
}
