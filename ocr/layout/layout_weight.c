/* Bold type by its width. Word boxes show no strokes, but bold letters are wider: by 5
 * to 10 % in the usual faces (not in typewriter faces). The width of each letter in the
 * page's own type is learned from all words of the page, starting from a table for
 * common faces; most of the page is set in regular type. */
#include "layout/page_layout.h"

#include "utf8.h"

#include <math.h>

enum { CLASSES = 64, ROUNDS = 5, UNKNOWN = 63 };

/* How far the words may be from what their letters make them, for telling weights and sizes. */
static const float SURE = 0.1F, ROUGH = 0.2F;

/* Advance widths, 1/1000 em, means of Helvetica and Times: a-z, then å ä ö, A-Z. */
static const uint16_t start_widths[CLASSES] = {
    500, 528, 472, 528, 500, 306, 528, 528, 250, 250, 500, 250, 806, 528, 528, 528, 528, 333, 445, 278, 528, 500,
    722, 500, 500, 472, 500, 500, 528, 694, 667, 694, 722, 639, 583, 750, 722, 306, 444, 694, 583, 861, 722, 750,
    611, 750, 694, 611, 611, 722, 694, 944, 694, 694, 611, 694, 694, 750, 528, 278, 350, 500, 500, 500};

static unsigned class_of(uint32_t cp) {
  uint32_t low = ren_to_lower(cp);
  unsigned upper = ren_is_upper(cp) ? 29 : 0;
  if (low >= 'a' && low <= 'z') return (unsigned)(low - 'a') + upper;
  if (low == 0xE5) return 26 + upper;
  if (low == 0xE4) return 27 + upper;
  if (low == 0xF6) return 28 + upper;
  if (cp == '.' || cp == ',' || cp == ':' || cp == ';') return 59;
  if (cp == '(' || cp == ')' || cp == '-') return 60;
  return UNKNOWN;
}

/* Width that the letters of a word should have; 0 if one of them is not known. */
static float predict(const float *widths, ren_str text, unsigned *classes, size_t *count) {
  enum { LONGEST = 48 };
  float sum = 0.0F;
  *count = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    unsigned class = cp == REN_BAD_CODEPOINT ? UNKNOWN : class_of(cp);
    if (class == UNKNOWN || *count == LONGEST) return 0.0F;
    classes[(*count)++] = class;
    sum += widths[class];
  }
  return *count >= 3 ? sum : 0.0F;
}

static void learn_round(const ren__layout *lay, float *widths, float *spread) {
  enum { PRIOR = 8 };
  float ratio[CLASSES] = {0}, squares = 0.0F;
  uint32_t seen[CLASSES] = {0}, words = 0;
  unsigned classes[48];
  size_t n;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    float expected = predict(widths, lay->page->words[i].text, classes, &n);
    if (w->wild || expected <= 0.0F || w->size > 1.15F * lay->size || w->size < 0.85F * lay->size) continue;
    float r = (float)(w->x1 - w->x0) / expected;
    if (r < 0.5F || r > 2.0F) continue; /* read wrongly */
    for (size_t k = 0; k < n; k++) {
      ratio[classes[k]] += r;
      seen[classes[k]]++;
    }
    squares += (r - 1.0F) * (r - 1.0F);
    words++;
  }
  for (unsigned c = 0; c < CLASSES; c++) widths[c] *= (ratio[c] + PRIOR) / (float)(seen[c] + PRIOR);
  *spread = words >= 15 ? sqrtf(squares / (float)words) : 1.0F;
  if (words < 40 && *spread < SURE) *spread = SURE; /* too few to tell bold from regular by */
}

bool ren__layout_weight(ren__layout *lay) {
  float *widths = ren_arena_alloc(lay->arena, CLASSES * sizeof *widths);
  float *scales = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *scales);
  if (!widths || !scales) return false;
  unsigned classes[48];
  size_t n, m = 0;
  for (unsigned c = 0; c < CLASSES; c++) widths[c] = (float)start_widths[c];
  for (uint32_t i = 0; i < lay->n; i++) {
    float expected = predict(widths, lay->page->words[i].text, classes, &n);
    if (expected > 0.0F && !lay->words[i].wild) scales[m++] = (float)(lay->words[i].x1 - lay->words[i].x0) / expected;
  }
  float scale = ren__quantile(scales, m, 0.5F), spread = 1.0F;
  for (unsigned c = 0; c < CLASSES; c++) widths[c] *= scale;
  for (int round = 0; round < ROUNDS && scale > 0.0F; round++) learn_round(lay, widths, &spread);
  lay->letter_widths = spread < SURE ? widths : NULL; /* otherwise the page has no one type */
  lay->rough_widths = spread < ROUGH ? widths : NULL;
  return true;
}

float ren__word_weight(const ren__layout *lay, uint32_t word) {
  unsigned classes[48];
  size_t n;
  if (!lay->rough_widths) return 0.0F;
  float expected = predict(lay->rough_widths, lay->page->words[word].text, classes, &n);
  return expected > 0.0F ? (float)(lay->words[word].x1 - lay->words[word].x0) / expected : 0.0F;
}

float ren__line_weight(const ren__layout *lay, uint32_t first, uint32_t count) {
  float measured = 0.0F, expected = 0.0F;
  unsigned classes[48];
  size_t n, letters = 0;
  for (uint32_t i = first; lay->letter_widths && i < first + count; i++) {
    const ren__lay_line *line = &lay->lines[i];
    for (uint32_t k = 0; k < line->count; k++) {
      float e = predict(lay->letter_widths, ren__line_word(lay, line, k), classes, &n);
      if (e <= 0.0F) continue;
      const ren__lay_word *w = &lay->words[lay->order[line->first + k]];
      measured += (float)(w->x1 - w->x0);
      expected += e;
      letters += n;
    }
  }
  return letters >= 6 && expected > 0.0F ? measured / expected : 1.0F;
}
