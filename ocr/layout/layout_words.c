/* Word geometry: what a box and its letters say about baseline and height. */
#include "layout/page_layout.h"

#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Proportions of text faces in heights of a capital (Liberation Serif and Sans,
 * DejaVu: x-height 0.69..0.75, descender 0.28..0.32, accents on capitals 0.22..0.28). */
static const float X_HEIGHT = 0.71F, T_HEIGHT = 0.9F, DESCENT = 0.29F, COMMA = 0.17F, ACCENT = 0.25F;
/* Of a font box (ascent to descent), how much lies under the baseline. */
static const float FONT_DESCENT = 0.22F, FONT_CAPS = 0.62F;

enum { ASCENDS = 1, DESCENDS = 2, COMMA_ONLY = 4, ACCENTED = 8, XSIZED = 16, TSIZED = 32 };

static unsigned ascii_extent(uint32_t cp) {
  if (cp >= '0' && cp <= '9') return ASCENDS;
  if (cp >= 'A' && cp <= 'Z') return ASCENDS;
  if (strchr("bdfhkli!?\"'%&#", (int)cp)) return ASCENDS;
  if (strchr("()[]{}|/\\$@", (int)cp)) return ASCENDS | DESCENDS;
  if (cp == 't') return TSIZED;
  if (cp == 'j') return ASCENDS | DESCENDS;
  if (strchr("gpqy", (int)cp)) return DESCENDS | XSIZED;
  if (cp == ',' || cp == ';') return COMMA_ONLY;
  if (cp >= 'a' && cp <= 'z') return XSIZED;
  return 0;
}

static unsigned extent_of(uint32_t cp) {
  if (cp < 0x80) return cp ? ascii_extent(cp) : 0;
  if (cp == 0xA7) return ASCENDS | DESCENDS; /* § */
  if (!ren_is_letter(cp)) return 0;
  return ren_is_upper(cp) ? ASCENDS | ACCENTED : ASCENDS;
}

static unsigned text_extent(ren_str text, uint32_t *letters) {
  unsigned extent = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp == REN_BAD_CODEPOINT) continue;
    extent |= extent_of(cp);
    *letters += ren_is_letter(cp) || ren_is_digit(cp);
  }
  return extent;
}

static float part_above(unsigned extent) {
  float above = extent & ASCENDS ? 1.0F : extent & TSIZED ? T_HEIGHT : extent & XSIZED ? X_HEIGHT : 0.0F;
  return extent & ACCENTED ? above + ACCENT : above;
}

static float part_below(unsigned extent) { return extent & DESCENDS ? DESCENT : extent & COMMA_ONLY ? COMMA : 0.0F; }

float ren__ink_height(ren_str text) {
  uint32_t letters = 0;
  unsigned extent = text_extent(text, &letters);
  float above = part_above(extent);
  return above > 0.0F ? above + part_below(extent) : 0.0F;
}

/* Sets base and size from an ink box. */
static void measure_ink(ren__lay_word *w, unsigned extent) {
  float h = (float)(w->y1 - w->y0), above = part_above(extent), below = part_below(extent);
  if (above <= 0.0F) { /* a mark: no height of its own; judged by its middle */
    w->size = 0.0F;
    w->base = (float)w->y1;
    return;
  }
  w->size = h / (above + below);
  w->base = (float)w->y1 - below * w->size;
}

static void measure_font(ren__lay_word *w) {
  float h = (float)(w->y1 - w->y0);
  w->size = FONT_CAPS * h;
  w->base = (float)w->y1 - FONT_DESCENT * h;
}

static int compare_floats(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

float ren__quantile(float *v, size_t n, float q) {
  if (n == 0) return 0.0F;
  qsort(v, n, sizeof *v, compare_floats);
  size_t i = (size_t)(q * (float)(n - 1) + 0.5F);
  return v[i < n ? i : n - 1];
}

static int32_t clamp(int64_t v) { return (int32_t)(v < -REN__FAR ? -REN__FAR : v > REN__FAR ? REN__FAR : v); }

static void place(ren__lay_word *w, ren_box box) {
  w->x0 = clamp(box.x);
  w->y0 = clamp(box.y);
  w->x1 = clamp((int64_t)box.x + (box.w > 0 ? box.w : 1));
  w->y1 = clamp((int64_t)box.y + (box.h > 0 ? box.h : 1));
  if (w->x1 <= w->x0) w->x0 = w->x1 - 1;
  if (w->y1 <= w->y0) w->y0 = w->y1 - 1;
  w->next = w->prev = REN__NONE;
}

/* Font boxes are equally high whatever the letters: "som" as high as "att". */
static bool has_font_boxes(const ren__layout *lay, const unsigned *extents, float *scratch) {
  size_t low = 0, high = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    if (extents[i] == XSIZED) scratch[low++] = (float)(lay->words[i].y1 - lay->words[i].y0);
  }
  float low_median = ren__quantile(scratch, low, 0.5F);
  for (uint32_t i = 0; i < lay->n; i++) {
    if ((extents[i] & (unsigned)~(XSIZED | TSIZED)) == ASCENDS)
      scratch[high++] = (float)(lay->words[i].y1 - lay->words[i].y0);
  }
  float high_median = ren__quantile(scratch, high, 0.5F);
  if (low < 3 || high < 3) return lay->page->source == REN_SOURCE_TEXT_LAYER;
  return low_median > 0.9F * high_median;
}

/* The size that a text layer gives its lines, where it is believable. */
static void apply_given_size(const ren__layout *lay) {
  const ren_page *page = lay->page;
  for (uint32_t i = 0; i < lay->n; i++) {
    uint32_t line = page->words[i].line;
    if (page->source == REN_SOURCE_OCR || line >= page->line_count || lay->words[i].size <= 0.0F) continue;
    float given = page->lines[line].size, own = lay->words[i].size;
    if (given > 0.5F * own && given < 2.0F * own) lay->words[i].size = given;
  }
}

/* A speck below a word belongs to its box, says the size that the recogniser gave the line;
 * a dash was read as a letter. */
static void mend_read_boxes(ren__layout *lay, const unsigned *extents) {
  const ren_page *page = lay->page;
  for (uint32_t i = 0; i < lay->n && page->source == REN_SOURCE_OCR && !lay->font_boxes; i++) {
    ren__lay_word *w = &lay->words[i];
    uint32_t line = page->words[i].line;
    float given = line < page->line_count ? page->lines[line].size : 0.0F, own = w->size;
    if (given > 0.0F && fabsf(given - 0.75F * (float)page->lines[line].box.h) < 0.1F) given = 0.0F; /* a guess */
    if (own > 1.3F * given && own < 2.0F * given && own > 1.2F * lay->size) {
      w->alt = (float)w->y0 + part_above(extents[i]) * given;
      w->size = given;
    }
    if ((float)(w->y1 - w->y0) < 0.35F * lay->size && w->x1 - w->x0 > 2 * (w->y1 - w->y0)) w->size = 0.0F;
  }
}

/* Do nearly all words share their size with two others? */
static bool are_sizes_shared(const float *sorted, size_t n) {
  size_t shared = 0;
  for (size_t i = 0, j; i < n; i = j) {
    for (j = i + 1; j < n && sorted[j] <= 1.005F * sorted[i]; j++) {
    }
    if (j - i >= 3) shared += j - i;
  }
  return 100 * shared >= 85 * n;
}

/* A text layer whose words mostly have one size, or a few sizes, was not made by a
 * recogniser, which gives every line or word a size of its own. */
static bool are_sizes_exact(const ren__layout *lay, const float *sorted, size_t n) {
  uint32_t same = 0, all = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    float size = lay->words[i].size;
    all += size > 0.0F;
    same += size > 0.99F * lay->size && size < 1.01F * lay->size;
  }
  return lay->page->source == REN_SOURCE_TEXT_LAYER && (10 * same >= 6 * all || are_sizes_shared(sorted, n));
}

static void find_wild(ren__layout *lay, float *scratch) {
  size_t n = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    if (lay->words[i].size > 0.0F) scratch[n++] = lay->words[i].size;
  }
  lay->size = ren__quantile(scratch, n, 0.5F);
  if (lay->size < 2.0F) lay->size = 2.0F;
  lay->exact_sizes = are_sizes_exact(lay, scratch, n);
  for (uint32_t i = 0; i < lay->n; i++) {
    ren__lay_word *w = &lay->words[i];
    int32_t width = w->x1 - w->x0, height = w->y1 - w->y0;
    bool upright = height > 4 * width && w->letters > 2; /* turned text in the margin */
    bool stack =
        w->letters < 4 && (float)height > 3.5F * lay->size && (float)w->size > 3.0F * lay->size; /* "1. 2. 3." */
    w->wild = upright || (stack && lay->page->source == REN_SOURCE_OCR) || (float)height > 8.0F * lay->size ||
              (float)width > 120.0F * lay->size;
  }
}

static void measure_extent(ren__layout *lay) {
  bool any = false;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (w->wild) continue;
    if (!any || w->x0 < lay->x0) lay->x0 = w->x0;
    if (!any || w->y0 < lay->y0) lay->y0 = w->y0;
    if (!any || w->x1 > lay->x1) lay->x1 = w->x1;
    if (!any || w->y1 > lay->y1) lay->y1 = w->y1;
    any = true;
  }
}

typedef struct by_x {
  int32_t x0, y0;
  uint32_t word;
} by_x;

static int compare_by_x(const void *a, const void *b) {
  const by_x *p = a, *q = b;
  if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
  if (p->y0 != q->y0) return p->y0 < q->y0 ? -1 : 1;
  return (p->word > q->word) - (p->word < q->word);
}

void ren__bucket_range(const ren__layout *lay, int32_t y0, int32_t y1, uint32_t *from, uint32_t *to) {
  float a = (float)(y0 - lay->y0) / lay->bucket_height, b = (float)(y1 - lay->y0) / lay->bucket_height;
  float last = (float)(lay->bucket_count - 1);
  *from = (uint32_t)(a < 0.0F ? 0.0F : a > last ? last : a);
  *to = (uint32_t)(b < 0.0F ? 0.0F : b > last ? last : b) + 1;
}

uint32_t ren__bucket_after(const ren__layout *lay, uint32_t bucket, int32_t x) {
  uint32_t low = lay->bucket_first[bucket], high = lay->bucket_first[bucket + 1];
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (lay->words[lay->bucket_words[mid]].x0 > x) {
      high = mid;
    } else {
      low = mid + 1;
    }
  }
  return low;
}

/* Counts (out NULL) or places the words of each bucket, in order of x0. */
static void fill_buckets(ren__layout *lay, const by_x *sorted, uint32_t *at, uint32_t *out) {
  uint32_t from, to;
  for (uint32_t k = 0; k < lay->n; k++) {
    const ren__lay_word *w = &lay->words[sorted[k].word];
    if (w->wild) continue;
    ren__bucket_range(lay, w->y0, w->y1, &from, &to);
    for (uint32_t b = from; b < to; b++) {
      if (out) out[at[b]] = sorted[k].word;
      at[b]++;
    }
  }
}

bool ren__layout_grid(ren__layout *lay) {
  measure_extent(lay);
  float span = (float)(lay->y1 - lay->y0) + 1.0F, most = 4.0F * (float)lay->n + 64.0F;
  lay->bucket_height = 1.5F * lay->size;
  if (span / lay->bucket_height > most) lay->bucket_height = span / most;
  lay->bucket_count = (uint32_t)(span / lay->bucket_height) + 1;
  size_t count = lay->bucket_count;
  lay->bucket_first = ren_arena_alloc(lay->arena, (count + 1) * sizeof *lay->bucket_first);
  uint32_t *at = ren_arena_alloc(lay->arena, count * sizeof *at);
  by_x *sorted = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *sorted);
  if (!lay->bucket_first || !at || !sorted) return false;
  for (uint32_t i = 0; i < lay->n; i++) sorted[i] = (by_x){lay->words[i].x0, lay->words[i].y0, i};
  qsort(sorted, lay->n, sizeof *sorted, compare_by_x);
  fill_buckets(lay, sorted, at, NULL);
  for (size_t b = 0; b < count; b++) {
    lay->bucket_first[b + 1] = lay->bucket_first[b] + at[b];
    at[b] = lay->bucket_first[b];
  }
  lay->bucket_words = ren_arena_alloc(lay->arena, (size_t)lay->bucket_first[count] * sizeof *lay->bucket_words);
  if (!lay->bucket_words) return false;
  fill_buckets(lay, sorted, at, lay->bucket_words);
  return true;
}

bool ren__layout_words(ren__layout *lay) {
  const ren_page *page = lay->page;
  lay->n = page->word_count;
  lay->words = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *lay->words);
  unsigned *extents = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *extents);
  float *scratch = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *scratch);
  if (!lay->words || !extents || !scratch) return false;
  for (uint32_t i = 0; i < lay->n; i++) {
    place(&lay->words[i], page->words[i].box);
    extents[i] = text_extent(page->words[i].text, &lay->words[i].letters);
  }
  lay->font_boxes = has_font_boxes(lay, extents, scratch);
  for (uint32_t i = 0; i < lay->n; i++) {
    if (lay->font_boxes) {
      measure_font(&lay->words[i]);
    } else {
      measure_ink(&lay->words[i], extents[i]);
    }
    lay->words[i].alt = lay->words[i].base;
  }
  apply_given_size(lay);
  find_wild(lay, scratch);
  mend_read_boxes(lay, extents);
  return ren__layout_grid(lay);
}
