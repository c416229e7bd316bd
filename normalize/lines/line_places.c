#include "lines/line_places.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 16, ACROSS = COLUMNS };

/* The columns of a page: edges of the running lines, so that one long line in a column of
 * ragged text says how far the others could have gone. */
typedef struct columns {
  size_t from, to; /* lines of the table */
  int32_t left[COLUMNS + 1], right[COLUMNS + 1];
  uint32_t lines[COLUMNS + 1];
  bool widened[COLUMNS + 1];
} columns;

static size_t column_of(const ren_line *line, const int32_t *left) {
  size_t c = line->column < COLUMNS ? line->column : COLUMNS - 1;
  bool across = c + 1 < COLUMNS && (int64_t)line->box.x + line->box.w > left[c + 1];
  return across ? ACROSS : c; /* a title or a table above the columns */
}

static void measure_columns(const ren__table *t, columns *page) {
  for (int i = 0; i <= COLUMNS; i++) {
    page->left[i] = INT32_MAX;
    page->right[i] = INT32_MIN;
    page->lines[i] = 0;
  }
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = page->from; i < page->to; i++) {
      const ren_line *line = t->place[i].line;
      if (!line || ren_role_is_furniture(line->role)) continue;
      size_t c = pass ? column_of(line, page->left) : line->column < COLUMNS ? line->column : COLUMNS - 1;
      if ((pass == 0 || c == ACROSS) && line->box.x < page->left[c]) page->left[c] = line->box.x;
      int64_t end = (int64_t)line->box.x + line->box.w;
      if (pass == 0 || end > INT32_MAX) continue;
      if (end > page->right[c]) page->right[c] = (int32_t)end;
      page->lines[c]++;
    }
  }
}

/* A column of few lines, such as the signatures on a page of their own, is as wide as that
 * of a page beside it. */
static void widen_columns(columns *page, const columns *other) {
  enum { FEW = 10 };
  for (int c = 0; c < COLUMNS; c++) {
    if (!page->lines[c] || page->lines[c] >= FEW || other->lines[c] < FEW) continue;
    int32_t width = other->right[c] - other->left[c];
    if (abs(page->left[c] - other->left[c]) > width / 12 || page->right[c] >= other->right[c]) continue;
    if (c + 1 < COLUMNS && page->lines[c + 1] && other->right[c] > page->left[c + 1]) continue;
    page->right[c] = other->right[c];
    page->widened[c] = true;
  }
}

static void set_edges(ren__table *t, const columns *page) {
  for (size_t i = page->from; i < page->to; i++) {
    const ren_line *line = t->place[i].line;
    if (!line || ren_role_is_furniture(line->role)) continue;
    size_t c = column_of(line, page->left);
    t->place[i].left = page->left[c];
    t->place[i].right = page->right[c];
    t->place[i].alone = page->lines[c] <= 5 && !page->widened[c];
  }
}

/* A quotation set narrower than its column is full at its own edge: a block of three lines
 * or more, of several words, of which nearly all end there. */
static void narrow_blocks(ren__table *t, size_t from, size_t to) {
  for (size_t i = from, end; i < to; i = end) {
    const ren_line *first = t->place[i].line;
    int32_t right = INT32_MIN;
    size_t full = 0, words = 0;
    for (end = i; end < to && first && t->place[end].line && t->place[end].line->block == first->block; end++) {
      const ren_box *box = &t->place[end].line->box;
      if (box->x + box->w > right) right = box->x + box->w;
      words += t->place[end].line->word_count;
    }
    if (end == i) end++;
    if (end - i < 3 || words < 4 * (end - i) || first->role != REN_ROLE_BODY) continue;
    double slack = 0.12 * ((double)right - first->box.x);
    for (size_t k = i; k + 1 < end; k++) {
      const ren_box *box = &t->place[k].line->box;
      full += (double)box->x + box->w >= right - slack;
    }
    for (size_t k = i; k < end && 10 * full >= 7 * (end - i - 1); k++) t->place[k].right = right;
  }
}

/* A table row with a wrapped cell is a block whose last lines stand beside its first. In a
 * scan a word may stand beside any row of a table. */
static void find_wrapped_rows(ren__table *t, size_t from, size_t to) {
  for (size_t i = from, end; i < to; i = end) {
    const ren_line *first = t->place[i].line;
    bool up = false;
    for (end = i + 1; end < to && first && first->role == REN_ROLE_TABLE; end++) {
      const ren_line *line = t->place[end].line;
      if (!line || line->block != first->block) break;
      const ren_box *before = &t->place[end - 1].line->box;
      up = up || (line->box.y < before->y + line->box.h / 2 && before->y >= first->box.y + first->box.h / 2 &&
                  line->box.y < first->box.y + first->box.h / 2 && line->box.h < 2 * first->box.h);
    }
    for (size_t k = i; up && k < end; k++) t->place[k].cell = true;
  }
}

static void role_to_furniture(ren__line *line, const ren_line *geometry) {
  switch (geometry->role) {
  case REN_ROLE_RUNNING_HEAD: line->furniture = REN__RUNNING_HEAD; break;
  case REN_ROLE_RUNNING_FOOT: line->furniture = REN__RUNNING_FOOT; break;
  case REN_ROLE_PAGE_NUMBER: line->furniture = REN__PAGE_NUMBER; break;
  case REN_ROLE_MARGIN: line->furniture = REN__PAGE_STAMP; break;
  case REN_ROLE_TABLE: line->row = REN__ROW_TABLE; break;
  case REN_ROLE_BODY:
  case REN_ROLE_HEADING: break;
  }
  line->furniture_confidence = 0.97f; /* decided by the layout, with more to see than we have */
}

static ren_status find_edges(ren__table *t, ren_error *err) {
  size_t pages = 0, from = 0;
  for (size_t i = 1; i <= t->count; i++) pages += i == t->count || t->line[i].page_before;
  columns *page = ren_alloc_array(pages, sizeof *page);
  if (!page) return ren_fail_nomem(err);
  pages = 0;
  for (size_t i = 1; i <= t->count; i++) {
    if (i < t->count && !t->line[i].page_before) continue;
    page[pages] = (columns){.from = from, .to = i};
    measure_columns(t, &page[pages++]);
    from = i;
  }
  for (size_t k = 0; k < pages; k++) {
    columns wide = page[k];
    if (k > 0) widen_columns(&wide, &page[k - 1]);
    if (k + 1 < pages) widen_columns(&wide, &page[k + 1]);
    set_edges(t, &wide);
    narrow_blocks(t, wide.from, wide.to);
    find_wrapped_rows(t, wide.from, wide.to);
  }
  ren_free(page);
  return REN_OK;
}

static bool is_prose(const ren__place *p) {
  return p->line && p->line->role == REN_ROLE_BODY && p->line->box.h > 0 && p->right > p->left;
}

/* How far a line is set in, in its heights: from the lines around it, since the edge of a scanned
 * page need not be upright. */
static double set_in(const ren__table *t, size_t i) {
  enum { AROUND = 6 };
  const ren__place *p = &t->place[i];
  int32_t left = p->line->box.x;
  for (size_t k = i > AROUND ? i - AROUND : 0; k < t->count && k <= i + AROUND; k++) {
    const ren__place *o = &t->place[k];
    if (!is_prose(o) || o->page != p->page || o->line->column != p->line->column) continue;
    if (o->line->box.x < left) left = o->line->box.x;
  }
  return (double)(p->line->box.x - left) / p->line->box.h;
}

enum { EDGE, INDENT, FURTHER };

static int depth_of(double heights) { return heights < 0.4 ? EDGE : heights > 0.7 && heights < 4 ? INDENT : FURTHER; }

/* Where a sentence begins after one that ended: is the line set in, and the next one not? Or
 * does it stand at the edge, below a line that had room? */
static bool are_paragraphs_indented(const ren__table *t) {
  size_t indented = 0, flush = 0;
  for (size_t i = 1; i + 1 < t->count; i++) {
    const ren__place *a = &t->place[i - 1], *b = &t->place[i], *c = &t->place[i + 1];
    if (t->line[i - 1].last != REN__LAST_TERMINAL || t->line[i].first != REN__FIRST_UPPER) continue;
    if (!is_prose(a) || !is_prose(b) || !is_prose(c) || a->page != b->page || b->page != c->page) continue;
    if (a->line->column != b->line->column || b->line->column != c->line->column) continue;
    int depth = depth_of(set_in(t, i)), next = depth_of(set_in(t, i + 1));
    double room = (double)a->right - a->line->box.x - a->line->box.w;
    indented += depth == INDENT && next == EDGE;
    flush += depth == EDGE && next == EDGE && depth_of(set_in(t, i - 1)) == EDGE && room > 0.15 * (a->right - a->left);
  }
  return indented >= 3 && indented > 3 * flush;
}

ren_status ren__find_places(ren__table *t, const ren_text *text, ren_error *err) {
  size_t first = 0;
  /* A text has geometry or it has none: the first lines tell. */
  while (first < t->count && first < 64 && !ren_text_line(text, t->line[first].start)) first++;
  if (first == t->count || first == 64) return REN_OK;
  t->place = ren_alloc_array(t->count, sizeof *t->place);
  if (!t->place) return ren_fail_nomem(err);
  t->pages = true;
  for (size_t i = 0; i < t->count; i++) {
    ren__place *p = &t->place[i];
    const ren_placed_line *placed = ren_text_line(text, t->line[i].start);
    p->page = REN__NO_PAGE;
    if (placed) p->line = &placed->line, p->page = placed->page, p->first_width = placed->first_width;
    if (p->line) role_to_furniture(&t->line[i], p->line);
    if (i > 0 && p->page != t->place[i - 1].page) t->line[i].page_before = true;
  }
  ren_status status = find_edges(t, err);
  if (status == REN_OK) t->indented = are_paragraphs_indented(t);
  return status;
}

/* ---- what the layout says of two lines ------------------------------------- */

double ren__place_evidence(const ren__place *a, const ren__place *b, bool a_is_item) {
  const ren_line *la = a->line, *lb = b->line;
  if (!la || !lb || lb->box.h <= 0) return 0;
  if (la->size > 0 && lb->size > 0 && !a->cell) {
    double ratio = lb->size / la->size;
    if (ratio > 1.25 || ratio < 0.8) return -5; /* a heading and its text */
  }
  if (a->cell && b->cell && la->block == lb->block) return 20;
  bool headings = la->role == REN_ROLE_HEADING && lb->role == REN_ROLE_HEADING;
  double step = (double)(lb->box.x - la->box.x) / lb->box.h;
  double indent = step > 0.7 && !a_is_item ? -2.5 : 0;
  if (la->block != lb->block) return (headings ? -6 : -3) + indent;
  return headings ? 5 : indent < 0 ? indent : 1.5;
}

/* The first line of the block that line a ends. */
static size_t block_begin(const ren__table *t, size_t a) {
  size_t first = a;
  while (first > 0 && t->place[first - 1].line && t->place[first - 1].page == t->place[a].page &&
         t->place[first - 1].line->block == t->place[a].line->block)
    first--;
  return first;
}

static bool begins_item(const ren__table *t, size_t a) {
  uint8_t first = t->line[block_begin(t, a)].first;
  return first == REN__FIRST_MARKER || first == REN__FIRST_DASH;
}

/* The block begins with a quotation mark, and line a does not end with one. */
static bool is_open_quotation(const ren__table *t, size_t a) {
  ren_str begin = ren__line_str(t, block_begin(t, a)), end = ren__line_str(t, a);
  bool opens = ren_str_starts(begin, REN_STR("”")) || ren_str_starts(begin, REN_STR("\""));
  bool closes = end.ptr[end.len - 1] == '"' || (end.len > 3 && memcmp(end.ptr + end.len - 3, "”", 3) == 0);
  return opens && !closes;
}

double ren__place_page_evidence(const ren__table *t, size_t a, size_t b, bool full) {
  const ren__place *pa = &t->place[a], *pb = &t->place[b];
  const ren__line *la = &t->line[a], *lb = &t->line[b];
  if (!is_prose(pa) || !is_prose(pb)) return 0;
  double before = set_in(t, a), after = set_in(t, b), odds = 0;
  bool sentence = la->last == REN__LAST_TERMINAL && lb->first == REN__FIRST_UPPER;
  if (t->indented && sentence && depth_of(after) == INDENT) return -2;
  bool alike = before > 1 && after > 1 && before - after < 0.5 && after - before < 0.5;
  if (alike && la->first != REN__FIRST_MARKER && la->first != REN__FIRST_DASH) {
    double quoted = sentence && is_open_quotation(t, a) ? 6 : 0;
    return quoted + (full ? 2.5 : 3.5);
  }
  bool goes_on = depth_of(after) == EDGE && pb->line->word_count > 3 && depth_of(before) != FURTHER;
  if (t->indented && sentence && full && goes_on) odds = 7;
  /* A line of prose that is full and ends no sentence: that no heading or list item has. */
  bool open = la->last == REN__LAST_OPEN && (lb->first == REN__FIRST_UPPER || lb->first == REN__FIRST_DIGIT);
  bool within = a > 0 && t->place[a - 1].line && t->place[a - 1].line->block == pa->line->block;
  return open && full && within && pb->line->word_count > 3 && !begins_item(t, a) ? odds + 3.5 : odds;
}
