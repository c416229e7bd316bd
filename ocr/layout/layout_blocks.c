/* Lines -> paragraph-like blocks: by gap, size, indent, list marks and lines that end
 * although the next word would have fitted. */
#include "layout/page_layout.h"

#include <math.h>
#include <stdlib.h>

typedef struct block_state {
  const ren__layout *lay;
  float pitch;    /* usual distance of baselines */
  uint32_t first; /* first line of the current block */
  float right;    /* right edge of the text of this region */
  float left;     /* and where most of its lines begin */
  float marker_x; /* where the last list mark of this region stood */
  bool has_marker;
  float indent_x; /* where the first lines of paragraphs of this region begin; 0: not indented */
} block_state;

static bool has_text_size(const ren__layout *lay, const ren__lay_line *line) {
  float least = lay->exact_sizes ? 0.95F : 0.88F; /* 10 points below 11 */
  return line->size > least * lay->size && line->size < 1.15F * lay->size;
}

/* The smallest distance of baselines that is common on the page: on a page of short
 * paragraphs the most common one would be that between paragraphs. Footnotes are closer. */
static bool measure_pitch(const ren__layout *lay, float *pitch) {
  float *steps = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *steps);
  if (!steps) return false;
  size_t n = 0;
  for (uint32_t i = 1; i < lay->line_count; i++) {
    const ren__lay_line *a = &lay->lines[i - 1], *b = &lay->lines[i];
    float step = b->base - a->base;
    if (a->region != b->region || step < 1.0F * lay->size || step > 4.5F * lay->size) continue;
    if (!has_text_size(lay, a) || !has_text_size(lay, b)) continue;
    steps[n++] = step;
  }
  *pitch = 1.75F * lay->size;
  (void)ren__quantile(steps, n, 0.0F); /* sorts */
  size_t need = n / 7 > 2 ? n / 7 : 2;
  for (size_t i = 0, j = 0; i < n; i++) {
    while (j < n && steps[j] <= 1.12F * steps[i]) j++;
    if (j - i < need) continue;
    *pitch = steps[i + (j - i) / 2];
    break;
  }
  /* On a page of a few lines these may be the distances between paragraphs. */
  if (n < 8 && *pitch > 2.6F * lay->size) *pitch = 1.75F * lay->size;
  return true;
}

static int32_t first_width(const ren__layout *lay, const ren__lay_line *line) {
  const ren__lay_word *w = &lay->words[lay->order[line->first]];
  return w->x1 - w->x0;
}

/* The right edge of a quotation, whose lines are set in from both: that of its own lines. */
static float own_right(const block_state *s, const ren__lay_line *line, const ren__lay_line *next) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *first = &lay->lines[s->first];
  bool set_in = (float)line->x0 > s->left + 1.5F * lay->size && abs(next->x0 - line->x0) < (int32_t)(0.6F * lay->size);
  if (!set_in || line - first < 2 || ren__is_marked(lay, first)) return s->right;
  int32_t right = line->x1;
  for (const ren__lay_line *k = first; k < line; k++) {
    if (abs(k->x0 - line->x0) > (int32_t)(0.6F * lay->size)) return s->right;
    right = ren__max32(right, k->x1);
  }
  return fminf((float)right, s->right);
}

/* The line ended although the next word would have fitted well. */
static bool ended_early(const block_state *s, const ren__lay_line *line, const ren__lay_line *next) {
  ren_str last = ren__line_word(s->lay, line, line->count - 1);
  if (last.len > 1 && last.ptr[last.len - 1] == '-') return false;
  float room = own_right(s, line, next) - (float)line->x1;
  return room > (float)first_width(s->lay, next) + 1.5F * s->lay->size;
}

/* After the short last line of an item, the text of another one whose mark was not read. */
static bool lost_its_mark(const block_state *s, uint32_t i) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *before = line - 1, *first = &lay->lines[s->first];
  if (lay->page->source != REN_SOURCE_OCR || first->count < 2 || !ren__is_marked(lay, first)) return false;
  float text_x = (float)lay->words[lay->order[first->first + 1]].x0, room = s->right - (float)before->x1;
  return fabsf((float)line->x0 - text_x) < lay->size && room > (float)first_width(lay, line) + 4.0F * lay->size;
}

static bool near(float a, float b, float within) { return fabsf(a - b) <= within; }

/* Does the line begin where a later word of the first line of its block began, after
 * a list mark or a label? */
static bool hangs(const block_state *s, const ren__lay_line *line) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *first = &lay->lines[s->first];
  bool marked = ren__is_marked(lay, first) || lay->words[lay->order[first->first]].letters < 2;
  for (uint32_t i = 1; i < first->count && i < 5; i++) {
    const ren__lay_word *w = &lay->words[lay->order[first->first + i]];
    const ren__lay_word *before = &lay->words[lay->order[first->first + i - 1]];
    bool after_gap = (i == 1 && marked) || (float)(w->x0 - before->x1) >= lay->seg_gap;
    if (after_gap && near((float)w->x0, (float)line->x0, 0.6F * lay->size)) return true;
  }
  return false;
}

static bool begins_item(block_state *s, uint32_t i, bool early) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *next = i + 1 < lay->line_count ? line + 1 : NULL;
  if (!ren__is_marked(lay, line) || line->count < 2) return false;
  bool paragraph = ren_str_starts(ren__line_word(lay, line, 0), REN_STR("§")); /* also within a sentence */
  bool series = s->has_marker && !paragraph && near(s->marker_x, (float)line->x0, 0.6F * lay->size);
  bool hanging = next && next->region == line->region &&
                 near((float)lay->words[lay->order[line->first + 1]].x0, (float)next->x0, 0.5F * lay->size) &&
                 (float)(next->x0 - line->x0) > 0.6F * lay->size;
  bool ended = ren__ends_sentence(ren__line_word(lay, line - 1, line[-1].count - 1));
  if (!early && !series && !hanging && !ended) return false;
  s->has_marker = true;
  s->marker_x = (float)line->x0;
  return true;
}

/* Where paragraphs are told by an indented first line, every line at the indent begins
 * one, unless it hangs below the text of a list item or goes on with a quotation that is
 * set as far in. */
static bool starts_indented(const block_state *s, uint32_t i, bool early) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *before = line - 1;
  float within = 0.5F * lay->size;
  if (s->indent_x <= 0.0F || !near((float)line->x0, s->indent_x, within) || hangs(s, line)) return false;
  if (!near((float)before->x0, s->indent_x, within)) return true;
  return (early || s->first == i - 1) && ren__ends_sentence(ren__line_word(lay, before, before->count - 1));
}

/* The indent of first lines in the region that begins at line i: at least three lines
 * begin right of the edge and the next one at it, and enough lines begin at the edge. */
static float find_indent(const ren__layout *lay, uint32_t i, float *scratch) {
  uint32_t end = i, n = 0, at_edge = 0, indents = 0, at_indent = 0;
  for (; end < lay->line_count && lay->lines[end].region == lay->lines[i].region; end++) {
    if (lay->lines[end].role == REN_ROLE_BODY) scratch[n++] = (float)lay->lines[end].x0;
  }
  float edge = ren__quantile(scratch, n, 0.1F), much = 0.9F * lay->size;
  for (uint32_t k = i; k + 1 < end; k++) {
    const ren__lay_line *line = &lay->lines[k], *next = line + 1;
    if (line->role != REN_ROLE_BODY || next->role != REN_ROLE_BODY) continue;
    at_edge += near((float)line->x0, edge, 0.6F * much);
    bool marked = ren__is_marked(lay, line);
    if (marked || (float)line->x0 < edge + much || (float)line->x0 > edge + 5.0F * much) continue;
    if (near((float)next->x0, edge, 0.6F * much)) scratch[indents++] = (float)line->x0;
  }
  float x = ren__quantile(scratch, indents, 0.5F);
  for (uint32_t k = i; k < end; k++) at_indent += near((float)lay->lines[k].x0, x, 0.6F * much);
  return indents >= 3 && 4 * at_edge >= at_indent ? x : 0.0F;
}

static bool breaks_by_indent(const block_state *s, uint32_t i, bool early) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *before = line - 1;
  const ren__lay_line *next = i + 1 < lay->line_count && line[1].region == line->region ? line + 1 : NULL;
  float step = (float)(line->x0 - before->x0), much = 0.9F * lay->size;
  float off_centre = (float)(line->x0 + line->x1 - before->x0 - before->x1) / 2.0F;
  bool centred = fabsf(off_centre) < 0.5F * lay->size && fabsf(step) > much;
  bool ended = ren__ends_sentence(ren__line_word(lay, before, before->count - 1));
  if (starts_indented(s, i, early)) return true;
  if (fabsf(step) <= much || (centred && !ended)) return false;
  uint32_t length = i - s->first;
  if (step > 0) {
    if (hangs(s, line)) return false;
    bool returns = next && (float)(line->x0 - next->x0) > much;
    return early || (ended && (returns || !next));
  }
  if (length == 1) return early && s->indent_x <= 0.0F; /* the first line of its paragraph was indented */
  return true;
}

/* Is line i the first of running text, with a short line by itself before it? */
static bool heads_text(const block_state *s, uint32_t i) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *next = i + 1 < lay->line_count ? line + 1 : NULL;
  if (!next || next->region != line->region || next->role != line->role) return false;
  bool parted = i > 1 && line[-1].region == line[-2].region && line[-1].base - line[-2].base > 1.3F * s->pitch;
  float most = parted && !ren__ends_sentence(ren__line_word(lay, line - 1, line[-1].count - 1)) ? 0.9F : 0.6F;
  if ((float)(line[-1].x1 - line[-1].x0) > most * (float)(line->x1 - line->x0)) return false;
  if (next->base - line->base > 1.2F * s->pitch + 1.0F || ended_early(s, line, next)) return false;
  return ren__word_start(ren__line_word(lay, line, 0)) != REN__START_LOWER;
}

/* One line in bold type, then text: a heading that no gap parts from it. */
static bool is_bold_heading(const block_state *s, uint32_t i) {
  const ren__lay_line *line = &s->lay->lines[i];
  if (i - s->first != 1 || ren__word_start(ren__line_word(s->lay, line, 0)) == REN__START_LOWER) return false;
  if (ren__ends_sentence(ren__line_word(s->lay, line - 1, line[-1].count - 1))) return false;
  return ren__line_weight(s->lay, i - 1, 1) > 1.04F && ren__line_weight(s->lay, i, 1) < 1.02F;
}

/* The height of a line with few words is not sure, unless the font says it. */
static bool sizes_differ(const ren__layout *lay, const ren__lay_line *a, const ren__lay_line *b) {
  float allowed = lay->exact_sizes ? 1.06F : a->count < 3 || b->count < 3 ? 1.3F : 1.2F;
  return a->size > 0 && b->size > 0 && (a->size > allowed * b->size || b->size > allowed * a->size);
}

/* Does line i (not the first of its region) begin a block? */
static bool begins_block(block_state *s, uint32_t i) {
  const ren__layout *lay = s->lay;
  const ren__lay_line *line = &lay->lines[i], *before = line - 1;
  if (line->role != before->role || line->signing) return true;
  float step = line->base - before->base, size = line->size > before->size ? line->size : before->size;
  float scale = size > 1.15F * lay->size ? size / lay->size : 1.0F;
  if (line->role == REN_ROLE_TABLE) return step > 1.9F * s->pitch || line->wrapped != before->wrapped;
  if (line->role == REN_ROLE_MARGIN || step < 0.5F * lay->size || step > 1.2F * s->pitch * scale + 1.0F) return true;
  if (sizes_differ(lay, line, before)) return true;
  bool early = ended_early(s, before, line);
  bool ended = ren__ends_sentence(ren__line_word(lay, before, before->count - 1));
  if (early && ren__is_known_heading(lay, before)) return true;
  if ((early || ended) && ren__is_known_heading(lay, line)) return true;
  if (early && i - s->first == 1 && heads_text(s, i)) return true;
  if (is_bold_heading(s, i)) return true;
  if (lost_its_mark(s, i)) return true;
  if (begins_item(s, i, early) || breaks_by_indent(s, i, early)) return true;
  if (!early || !ended) return false;
  return ren__word_start(ren__line_word(lay, line, 0)) != REN__START_LOWER;
}

/* The right edge of the text of the region that begins at line i. */
static float right_edge(const ren__layout *lay, uint32_t i, float *scratch) {
  size_t n = 0;
  for (uint32_t k = i; k < lay->line_count && lay->lines[k].region == lay->lines[i].region; k++) {
    if (lay->lines[k].role == REN_ROLE_BODY) scratch[n++] = (float)lay->lines[k].x1;
  }
  return ren__quantile(scratch, n, 0.92F);
}

static float left_edge(const ren__layout *lay, uint32_t i, float *scratch) {
  size_t n = 0;
  for (uint32_t k = i; k < lay->line_count && lay->lines[k].region == lay->lines[i].region; k++) {
    if (lay->lines[k].role == REN_ROLE_BODY) scratch[n++] = (float)lay->lines[k].x0;
  }
  return ren__quantile(scratch, n, 0.1F);
}

/* "3. Bakgrund ........ 7", "Bilagor........ 9", "Budget ......12": a line of a list of contents. */
static bool has_leaders(const ren__layout *lay, const ren__lay_line *line) {
  ren_str last = ren__line_word(lay, line, line->count - 1);
  size_t dots = 0;
  while (dots < last.len && last.ptr[dots] == '.') dots++;
  if (dots == last.len || last.ptr[dots] < '0' || last.ptr[dots] > '9') return false;
  for (uint32_t i = 0; i + 1 < line->count && dots < 4; i++) {
    ren_str text = ren__line_word(lay, line, i);
    for (dots = 0; dots < text.len && text.ptr[text.len - 1 - dots] == '.';) dots++;
  }
  return dots >= 4 && line->count > 1;
}

/* Rows with cells, and lines among them that keep to one side of the gutter. */
static void mark_tables(ren__layout *lay, float pitch) {
  for (uint32_t i = 0; i < lay->line_count; i++) {
    ren__lay_line *line = &lay->lines[i];
    if (line->role == REN_ROLE_BODY && (line->cells || line->wrapped || has_leaders(lay, line)))
      line->role = REN_ROLE_TABLE;
  }
  for (uint32_t i = 1; i < lay->line_count; i++) {
    ren__lay_line *line = &lay->lines[i];
    if (line->role != REN_ROLE_BODY || line[-1].role != REN_ROLE_TABLE || line[-1].region != line->region) continue;
    if (line->base - line[-1].base > 1.6F * pitch) continue;
    int32_t middle = (line->y0 + line->y1) / 2;
    for (uint32_t k = 0; k < lay->gutter_count; k++) {
      const ren__lay_gutter *g = &lay->gutters[k];
      if (!g->table || middle < g->y0 || middle >= g->y1) continue;
      if (line->x1 <= g->x0 || line->x0 >= g->x1) line->role = REN_ROLE_TABLE;
    }
  }
}

bool ren__layout_blocks(ren__layout *lay) {
  block_state s = {.lay = lay};
  float *scratch = ren_arena_alloc(lay->arena, (size_t)lay->line_count * sizeof *scratch);
  if (!scratch || !measure_pitch(lay, &s.pitch)) return false;
  mark_tables(lay, s.pitch);
  uint32_t block = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    bool new_region = i == 0 || lay->lines[i].region != lay->lines[i - 1].region;
    if (new_region) {
      s.right = right_edge(lay, i, scratch);
      s.left = left_edge(lay, i, scratch);
      s.indent_x = find_indent(lay, i, scratch);
      s.has_marker = ren__is_marked(lay, &lay->lines[i]);
      s.marker_x = (float)lay->lines[i].x0;
    }
    bool same_row = i && lay->lines[i].role == REN_ROLE_TABLE && lay->lines[i].wrapped &&
                    lay->lines[i].wrapped == lay->lines[i - 1].wrapped;
    if (i && !same_row && (new_region || begins_block(&s, i))) block++;
    if (i == 0 || block != lay->lines[i - 1].block) s.first = i;
    lay->lines[i].block = block;
  }
  return true;
}
