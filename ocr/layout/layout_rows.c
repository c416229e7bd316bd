/* Words -> rows: links between nearest neighbours on one baseline. */
#include "layout/page_layout.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_LOOK = 24 }; /* entries of a bucket looked at per word: bounds hostile pages */

typedef struct link {
  int32_t gap;
  uint32_t from, to;
} link;

static int compare_links(const void *a, const void *b) {
  const link *p = a, *q = b;
  if (p->gap != q->gap) return p->gap < q->gap ? -1 : 1;
  if (p->from != q->from) return p->from < q->from ? -1 : 1;
  return (p->to > q->to) - (p->to < q->to);
}

static int32_t overlap(const ren__lay_word *a, const ren__lay_word *b) {
  return ren__min32(a->y1, b->y1) - ren__max32(a->y0, b->y0);
}

/* A mark ("-", "•", ".") fits where its middle lies between a little above the
 * capitals and a little below the baseline of its neighbour. */
static bool mark_fits(const ren__lay_word *mark, const ren__lay_word *word) {
  float middle = 0.5F * (float)(mark->y0 + mark->y1);
  return middle > word->base - 1.2F * word->size && middle < word->base + 0.3F * word->size;
}

/* May b stand to the right of a in one row? */
static bool same_row(const ren__layout *lay, const ren__lay_word *a, const ren__lay_word *b) {
  int32_t gap = b->x0 - a->x1;
  float size = a->size > b->size ? a->size : b->size;
  if (size <= 0.0F) return 2 * overlap(a, b) >= ren__min32(a->y1 - a->y0, b->y1 - b->y0);
  if ((float)gap < -1.0F * size) return false;
  if (a->size <= 0.0F) return mark_fits(a, b);
  if (b->size <= 0.0F) return mark_fits(b, a);
  float step = fminf(fminf(fabsf(a->base - b->base), fabsf(a->alt - b->base)), fabsf(a->base - b->alt));
  if (step <= 0.3F * size) return true;
  /* Raised figures and words on a curved line: only close by. */
  bool near = (float)gap < 1.5F * lay->size && step < 0.6F * size;
  return near && 2 * overlap(a, b) >= ren__min32(a->y1 - a->y0, b->y1 - b->y0);
}

/* The nearest word to the right of a in its row. */
static uint32_t right_neighbour(const ren__layout *lay, uint32_t index) {
  const ren__lay_word *a = &lay->words[index];
  uint32_t best = REN__NONE, from, to;
  ren__bucket_range(lay, a->y0, a->y1, &from, &to);
  for (uint32_t bucket = from; bucket < to; bucket++) {
    uint32_t at = ren__bucket_after(lay, bucket, a->x0), end = lay->bucket_first[bucket + 1];
    for (uint32_t seen = 0; at < end && seen < MAX_LOOK; at++, seen++) {
      uint32_t other = lay->bucket_words[at];
      const ren__lay_word *b = &lay->words[other];
      if (best != REN__NONE && b->x0 >= lay->words[best].x0) break;
      if (b->x0 + b->x1 > a->x0 + a->x1 && same_row(lay, a, b)) {
        best = other;
        break;
      }
    }
  }
  return best;
}

/* Words that the recogniser put in one line and that follow each other closely:
 * its word is taken, so that one odd box (a word that grew together with a rule or
 * a stamp) does not fall out of its line. Text layers come in drawing order, which
 * says nothing. */
static bool given_neighbours(const ren__layout *lay, uint32_t i) {
  const ren_page *page = lay->page;
  if (page->source != REN_SOURCE_OCR || i + 1 >= lay->n) return false;
  if (page->words[i].line != page->words[i + 1].line || page->words[i].line >= page->line_count) return false;
  const ren__lay_word *a = &lay->words[i], *b = &lay->words[i + 1];
  if (a->wild || b->wild) return false;
  int32_t gap = b->x0 - a->x1;
  if (b->x0 <= a->x0 || (float)gap > 0.9F * lay->size || (float)gap < -1.0F * lay->size) return false;
  return 3 * overlap(a, b) >= ren__min32(a->y1 - a->y0, b->y1 - b->y0);
}

static void link_words(ren__layout *lay, link *links) {
  size_t count = 0;
  for (uint32_t i = 0; i < lay->n; i++) lay->words[i].next = lay->words[i].prev = REN__NONE;
  for (uint32_t i = 0; i < lay->n; i++) {
    if (!given_neighbours(lay, i)) continue;
    lay->words[i].next = i + 1;
    lay->words[i + 1].prev = i;
  }
  for (uint32_t i = 0; i < lay->n; i++) {
    if (lay->words[i].wild || lay->words[i].next != REN__NONE) continue;
    uint32_t to = right_neighbour(lay, i);
    if (to != REN__NONE) links[count++] = (link){ren__max32(0, lay->words[to].x0 - lay->words[i].x1), i, to};
  }
  qsort(links, count, sizeof *links, compare_links); /* the closest pairs first */
  for (size_t k = 0; k < count; k++) {
    ren__lay_word *a = &lay->words[links[k].from], *b = &lay->words[links[k].to];
    if (a->next != REN__NONE || b->prev != REN__NONE) continue;
    a->next = links[k].to;
    b->prev = links[k].from;
  }
}

/* The slope of the rows: the median over those long enough to tell. */
static float measure_slope(const ren__layout *lay, float *slopes) {
  size_t n = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *first = &lay->words[i], *last = first;
    if (first->prev != REN__NONE || first->size <= 0.0F) continue;
    for (const ren__lay_word *w = first; w->next != REN__NONE;) {
      w = &lay->words[w->next];
      if (w->size > 0.0F) last = w;
    }
    float across = 0.5F * (float)(last->x0 + last->x1 - first->x0 - first->x1);
    if (across > 15.0F * lay->size) slopes[n++] = (last->base - first->base) / across;
  }
  return n < 4 ? 0.0F : ren__quantile(slopes, n, 0.5F);
}

/* Turns the places of words about the middle of the page so that rows lie level and edges
 * stand upright. */
static void level_words(ren__layout *lay, float slope) {
  float across = 0.5F * (float)(lay->x0 + lay->x1), down = 0.5F * (float)(lay->y0 + lay->y1);
  for (uint32_t i = 0; i < lay->n; i++) {
    ren__lay_word *w = &lay->words[i];
    if (w->wild) continue;
    float by = slope * (0.5F * (float)(w->x0 + w->x1) - across), aside = slope * (0.5F * (float)(w->y0 + w->y1) - down);
    w->base -= by;
    w->alt -= by;
    w->y0 -= (int32_t)lroundf(by);
    w->y1 -= (int32_t)lroundf(by);
    w->x0 += (int32_t)lroundf(aside);
    w->x1 += (int32_t)lroundf(aside);
  }
}

static bool link_level(ren__layout *lay) {
  link *links = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *links);
  float *slopes = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *slopes);
  if (!links || !slopes) return false;
  for (int round = 0; round < 3; round++) {
    link_words(lay, links);
    float slope = measure_slope(lay, slopes);
    if (fabsf(slope) < 0.0007F || fabsf(slope) > 0.1F || round == 2) break;
    level_words(lay, slope);
    if (!ren__layout_grid(lay)) return false;
  }
  return true;
}

bool ren__line_measure(const ren__layout *lay, ren__lay_line *line) {
  float *v = ren_arena_alloc(lay->arena, (size_t)line->count * sizeof *v);
  if (!v) return false;
  size_t n = 0;
  for (uint32_t i = 0; i < line->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[line->first + i]];
    line->x0 = i ? ren__min32(line->x0, w->x0) : w->x0;
    line->y0 = i ? ren__min32(line->y0, w->y0) : w->y0;
    line->x1 = i ? ren__max32(line->x1, w->x1) : w->x1;
    line->y1 = i ? ren__max32(line->y1, w->y1) : w->y1;
    if (w->size > 0.0F && !w->wild) v[n++] = w->size;
  }
  line->size = ren__quantile(v, n, 0.5F);
  n = 0;
  for (uint32_t i = 0; i < line->count; i++) {
    const ren__lay_word *w = &lay->words[lay->order[line->first + i]];
    if (w->size > 0.0F && !w->wild) v[n++] = w->base;
  }
  line->base = n ? ren__quantile(v, n, 0.5F) : (float)line->y1;
  return true;
}

/* Two rows found side by side at one height keep the order of their words as given. */
static int compare_rows(const void *a, const void *b) {
  const ren__lay_line *p = a, *q = b;
  if (p->base < q->base || p->base > q->base) return p->base < q->base ? -1 : 1;
  if (p->x0 != q->x0) return p->x0 < q->x0 ? -1 : 1;
  return (p->first > q->first) - (p->first < q->first);
}

/* The typical gap between words, from the smaller ones: on a page of tables most
 * gaps are gaps between cells. */
static bool measure_gaps(ren__layout *lay) {
  float *gaps = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *gaps);
  if (!gaps) return false;
  size_t n = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    const ren__lay_word *w = &lay->words[i];
    if (w->next == REN__NONE) continue;
    int32_t gap = lay->words[w->next].x0 - w->x1;
    if (gap > 0) gaps[n++] = (float)gap;
  }
  float gap = 2.0F * ren__quantile(gaps, n, 0.3F);
  float least = 1.0F * lay->size, most = 2.2F * lay->size;
  lay->seg_gap = gap < least ? least : gap > most ? most : gap;
  return true;
}

bool ren__layout_rows(ren__layout *lay) {
  if (!link_level(lay) || !measure_gaps(lay)) return false;
  if (!ren__layout_line_numbers(lay) || !ren__layout_outer_notes(lay) || !ren__layout_small_print(lay)) return false;
  lay->order = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *lay->order);
  lay->lines = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *lay->lines);
  if (!lay->order || !lay->lines) return false;
  uint32_t at = 0;
  for (uint32_t i = 0; i < lay->n; i++) {
    if (lay->words[i].prev != REN__NONE) continue;
    ren__lay_line *row = &lay->lines[lay->line_count++];
    row->first = at;
    for (uint32_t w = i; w != REN__NONE; w = lay->words[w].next) lay->order[at++] = w;
    row->count = at - row->first;
    if (!ren__line_measure(lay, row)) return false;
  }
  qsort(lay->lines, lay->line_count, sizeof *lay->lines, compare_rows);
  return true;
}
