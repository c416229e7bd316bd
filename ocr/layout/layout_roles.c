/* Blocks -> headings: larger, or short and by itself above the text it heads. */
#include "layout/page_layout.h"

#include "utf8.h"

#include <string.h>

typedef struct block_view {
  uint32_t first, count; /* lines */
  uint32_t words, letters, capitals;
  float size;
  int32_t x0, x1;
} block_view;

static block_view view_block(const ren__layout *lay, uint32_t first) {
  block_view v = {.first = first, .x0 = lay->lines[first].x0, .x1 = lay->lines[first].x1};
  float sizes = 0.0F; /* by letters: the height of a line of one short word is not sure */
  for (uint32_t i = first; i < lay->line_count && lay->lines[i].block == lay->lines[first].block; i++) {
    const ren__lay_line *line = &lay->lines[i];
    v.count++;
    v.words += line->count;
    v.x0 = ren__min32(v.x0, line->x0);
    v.x1 = ren__max32(v.x1, line->x1);
    uint32_t before = v.letters;
    for (uint32_t w = 0; w < line->count && v.letters < 400; w++) {
      ren_str text = ren__line_word(lay, line, w);
      for (size_t at = 0; at < text.len;) {
        uint32_t cp;
        at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
        if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp)) continue;
        v.letters++;
        v.capitals += ren_is_upper(cp);
      }
    }
    sizes += line->size * (float)(v.letters - before);
  }
  v.size = v.letters ? sizes / (float)v.letters : 0.0F;
  return v;
}

static bool begins_like_heading(ren_str text) {
  ren__start start = ren__word_start(text);
  return start == REN__START_UPPER || start == REN__START_DIGIT || ren_str_starts(text, REN_STR("§"));
}

/* Last characters that a heading does not have. */
static bool ends_like_text(ren_str text) { return text.len && strchr(".,;:-", text.ptr[text.len - 1]) != NULL; }

/* Widths of body text on the page: headings that stand alone are shorter. */
typedef struct body_measure {
  float size, width;
} body_measure;

static bool measure_body(const ren__layout *lay, body_measure *body) {
  float *sizes = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *sizes);
  float *widths = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *widths);
  if (!sizes || !widths) return false;
  size_t n = 0, m = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    const ren__lay_line *line = &lay->lines[i];
    for (uint32_t w = 0; w < line->count; w++) {
      if (line->size > 0.0F) sizes[n++] = line->size;
    }
    if (line->role == REN_ROLE_BODY) widths[m++] = (float)(line->x1 - line->x0);
  }
  body->size = ren__quantile(sizes, n, 0.5F);
  body->width = ren__quantile(widths, m, 0.85F);
  return true;
}

/* A short line by itself, nearer to the text below it than to what is above. */
static bool heads_next(const ren__layout *lay, const block_view *v, const block_view *next) {
  if (!next || v->words > 9 || next->words < 8) return false;
  const ren__lay_line *first = &lay->lines[v->first], *below = &lay->lines[next->first];
  if (below->role != REN_ROLE_BODY || below->region != first->region) return false;
  if (below->x0 > first->x0 + (int32_t)lay->size) return false;
  if (v->first == 0 || first[-1].region != first->region) return true;
  return first->base - first[-1].base > 1.25F * (below->base - first->base);
}

static bool is_heading(const ren__layout *lay, const block_view *v, const block_view *next, const body_measure *body) {
  const ren__lay_line *first = &lay->lines[v->first], *last = &lay->lines[v->first + v->count - 1];
  if (first->role != REN_ROLE_BODY || v->count > 5 || v->words > 40 || v->letters < 3) return false;
  if (v->size >= (v->letters > 12 ? 1.15F : 1.25F) * body->size && v->letters >= 4) return true;
  if (v->count > 3 || v->words > 24) return false;
  bool bold = ren__line_weight(lay, v->first, v->count) > 1.04F;
  if ((v->count > 1 && !bold) || (float)(v->x1 - v->x0) > 0.75F * body->width) return false;
  if (ends_like_text(ren__line_word(lay, last, last->count - 1))) return false;
  if (!begins_like_heading(ren__line_word(lay, first, 0))) return false;
  if (ren__is_known_heading(lay, first) || (v->letters >= 6 && v->capitals == v->letters)) return true;
  return (bold && v->words <= 12) || heads_next(lay, v, next);
}

bool ren__layout_roles(ren__layout *lay) {
  body_measure body = {0};
  if (!measure_body(lay, &body)) return false;
  for (uint32_t i = 0; i < lay->line_count;) {
    block_view v = view_block(lay, i), next = {0};
    uint32_t after = i + v.count;
    if (after < lay->line_count) next = view_block(lay, after);
    if (is_heading(lay, &v, after < lay->line_count ? &next : NULL, &body)) {
      for (uint32_t k = i; k < after; k++) lay->lines[k].role = REN_ROLE_HEADING;
    }
    i = after;
  }
  return true;
}
