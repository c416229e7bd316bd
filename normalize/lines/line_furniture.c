#include "lines/line_furniture.h"

#include "alloc.h"
#include "lines/line_words.h"
#include "lines/page_number.h"
#include "lines/repeat.h"
#include "lines/wrap.h"

enum {
  DEPTH = 6, /* lines from a page end that can be head or foot */
  WIDE = 90, /* wider lines are no furniture without repetition */
  EDGES_MAX = 1 << 22
};

/* A line that may number a page or be a stamp: few are. */
typedef struct spot {
  uint32_t line;
  bool at_end; /* it ends with the number of a page */
  bool stamp;
} spot;

typedef struct hunt {
  ren__table *table;
  float min_confidence;
  spot *spot; /* in order */
  size_t spots, spots_cap;
  ren__edge *edge;
  size_t count, cap;
  ren__number *number; /* per line */
  bool feeds;          /* form feeds part the pages; else numbered lines do */
} hunt;

static void mark(hunt *h, size_t line, enum ren__furniture what, float confidence) {
  ren__line *l = &h->table->line[line];
  if (confidence < h->min_confidence || (l->furniture && l->furniture_confidence >= confidence)) return;
  l->furniture = (uint8_t)what;
  l->furniture_confidence = confidence;
}

static bool add_edge(hunt *h, size_t line, uint32_t page, size_t depth, bool foot) {
  if (h->count >= EDGES_MAX) return true; /* a book of a million pages is none */
  if (!ren_grow(&h->edge, &h->cap, h->count, sizeof *h->edge)) return false;
  h->edge[h->count++] = (ren__edge){.line = (uint32_t)line, .page = page, .depth = (uint8_t)depth, .foot = foot};
  return true;
}

/* The first and last lines of the page [from, to). */
static bool add_page(hunt *h, size_t from, size_t to, uint32_t page) {
  for (size_t d = 0; d < DEPTH && from + d < to; d++)
    if (!add_edge(h, from + d, page, d, false)) return false;
  for (size_t d = 0; d < DEPTH && to - d > from; d++)
    if (!add_edge(h, to - 1 - d, page, d, true)) return false;
  return true;
}

/* Without form feeds: what stands around each line that numbers a page. */
static bool add_around(hunt *h, size_t at, uint32_t page) {
  const ren__line *line = h->table->line;
  if (h->number[at].form == REN__NUMBER_NONE && !add_edge(h, at, page, 0, false)) return false;
  for (size_t d = 1; d <= 3 && at >= d && line[at - d].width <= WIDE; d++)
    if (!add_edge(h, at - d, page, d, true)) return false;
  for (size_t d = 1; d <= 3 && at + d < h->table->count && line[at + d].width <= WIDE; d++)
    if (!add_edge(h, at + d, page, d, false)) return false;
  return true;
}

static bool numbers_at_end(const hunt *h, size_t at) {
  const ren__line *line = &h->table->line[at];
  if (line->width > 2 * WIDE || line->last != REN__LAST_OPEN) return false;
  return line->closes && ren__page_number_at_end(ren__line_str(h->table, at)).form == REN__NUMBER_STRONG;
}

/* A cheap look before ren__page_number. */
static bool may_number(unsigned char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == 0xE2 || (c | 32) == 's' || (c | 32) == 'p' || (c | 32) == 'b' ||
         c == 'l' || c == 'I' || c == '|';
}

static bool is_stamp(const hunt *h, size_t at) {
  const ren__line *line = &h->table->line[at];
  unsigned char c = line->head;
  if (c != 'J' && c != 'U' && c != 'O' && c != 'S' && c != 0xC3) return false;
  if (line->width > 120 || line->first == REN__FIRST_LOWER || line->first == REN__FIRST_DIGIT) return false;
  return ren__is_stamp(ren__line_str(h->table, at));
}

static bool find_spots(hunt *h) {
  for (size_t i = 0; i < h->table->count; i++) {
    const ren__line *line = &h->table->line[i];
    h->feeds |= line->page_before;
    if (line->width <= 40 && !line->furniture && may_number(line->head))
      h->number[i] = ren__page_number(ren__line_str(h->table, i));
    spot s = {(uint32_t)i, numbers_at_end(h, i), is_stamp(h, i)};
    if (!s.at_end && !s.stamp && h->number[i].form == REN__NUMBER_NONE && line->furniture != REN__PAGE_STAMP) continue;
    if (!ren_grow(&h->spot, &h->spots_cap, h->spots, sizeof *h->spot)) return false;
    h->spot[h->spots++] = s;
  }
  return true;
}

static bool collect_pages(hunt *h, uint32_t *pages) {
  for (size_t i = 1, from = 0; i <= h->table->count; i++) {
    if (i < h->table->count && !h->table->line[i].page_before) continue;
    if (!add_page(h, from, i, (*pages)++)) return false;
    from = i;
  }
  return true;
}

static bool collect(hunt *h, uint32_t *pages) {
  if (h->feeds) return collect_pages(h, pages);
  for (size_t k = 0; k < h->spots; k++) {
    const spot *s = &h->spot[k];
    if (h->number[s->line].form != REN__NUMBER_STRONG && !s->at_end) continue;
    if (!add_around(h, s->line, (*pages)++)) return false;
  }
  return true;
}

/* May a line with such a look be furniture because it comes back? */
static float repeat_confidence(const hunt *h, const ren__edge *edge, uint32_t pages) {
  if (!edge->steady) return 0; /* lines that come back anywhere, even twice on a page: a list */
  const ren__line *line = &h->table->line[edge->line];
  ren_str s = ren__line_str(h->table, edge->line);
  if (edge->size < 2 || line->width > 2 * WIDE) return 0;
  double share = (double)edge->size / pages;
  bool text = line->first == REN__FIRST_LOWER || line->first == REN__FIRST_MARKER || line->first == REN__FIRST_DASH ||
              line->first == REN__FIRST_SECTION || line->last == REN__LAST_TERMINAL || line->last == REN__LAST_COLON ||
              line->last == REN__LAST_HYPHEN || line->last == REN__LAST_COMMA;
  if (text || line->row == REN__ROW_PERSON || ren__is_section_heading(s))
    return edge->size >= 4 && share >= 0.8 && edge->depth <= 1 ? 0.7f : 0;
  if (edge->size == 2) return pages <= 3 && edge->depth <= 2 ? 0.75f : 0;
  /* a group never skips two pages: three of it are three in a row or nearly so */
  return share >= 0.7 ? 0.97f : 0.9f;
}

/* From the page end inwards: what lies beyond running text is running text. */
static void mark_repeats(hunt *h, uint32_t pages) {
  bool blocked = false;
  for (size_t i = 0; i < h->count; i++) {
    const ren__edge *edge = &h->edge[i];
    const ren__line *line = &h->table->line[edge->line];
    if (i == 0 || edge->page != edge[-1].page || edge->foot != edge[-1].foot) blocked = false;
    if (blocked || line->furniture || h->number[edge->line].form != REN__NUMBER_NONE) continue;
    float confidence = repeat_confidence(h, edge, pages);
    if (numbers_at_end(h, edge->line) && edge->depth <= 2 && confidence < 0.9f) confidence = 0.9f;
    if (confidence > 0)
      mark(h, edge->line, edge->foot ? REN__RUNNING_FOOT : REN__RUNNING_HEAD, confidence);
    else if (line->width > 60 || line->last == REN__LAST_TERMINAL || line->first == REN__FIRST_LOWER)
      blocked = true;
  }
}

/* Bare numbers at page ends that count up with the pages. */
static void mark_bare_numbers(hunt *h) {
  for (size_t i = 0; i < h->count; i++) {
    const ren__edge *edge = &h->edge[i];
    ren__number n = h->number[edge->line];
    if (n.form == REN__NUMBER_NONE || n.form == REN__NUMBER_STRONG || edge->depth > 3) continue;
    int64_t shift = (int64_t)n.page - edge->page;
    size_t agree = 0, seen = 0;
    for (size_t k = i > 64 ? i - 64 : 0; k < h->count && k < i + 64; k++) {
      ren__number other = h->number[h->edge[k].line];
      if (other.form != n.form || h->edge[k].foot != edge->foot || h->edge[k].page == edge->page) continue;
      seen++;
      agree += (int64_t)other.page - h->edge[k].page == shift;
    }
    if (agree > 0)
      mark(h, edge->line, REN__PAGE_NUMBER, agree * 2 >= seen ? 0.96f : 0.7f);
    else if (n.form == REN__NUMBER_WEAK && edge->depth <= 1)
      mark(h, edge->line, REN__PAGE_NUMBER, 0.85f);
  }
}

static void mark_numbers(hunt *h) {
  const ren__line *line = h->table->line;
  for (size_t k = 0; k < h->spots; k++) {
    size_t i = h->spot[k].line;
    if (h->number[i].form != REN__NUMBER_STRONG) continue;
    /* several on end are a column of a table */
    bool before = i > 0 && line[i].gap == 0 && h->number[i - 1].form != REN__NUMBER_NONE;
    bool after = i + 1 < h->table->count && line[i + 1].gap == 0 && h->number[i + 1].form != REN__NUMBER_NONE;
    if (!before && !after) mark(h, i, REN__PAGE_NUMBER, 0.95f);
  }
}

static bool looks_like_furniture(const ren__line *line) {
  bool text = line->first == REN__FIRST_LOWER || line->first == REN__FIRST_MARKER || line->first == REN__FIRST_DASH;
  return !text && line->width <= WIDE && (line->last == REN__LAST_OPEN || line->last == REN__LAST_ABBREV);
}

/* A block with a page number in the middle of a sentence or a word is furniture as
 * a whole: "sam-", "Sida 3 (12) / Tjänsteutlåtande / Dnr 311/2024", "verka". */
static void mark_interruptions(hunt *h) {
  const ren__line *line = h->table->line;
  size_t count = h->table->count;
  for (size_t k = 0, done = 0; k < h->spots; k++) {
    size_t i = h->spot[k].line;
    if (i < done) continue;
    ren__number_form form = h->number[i].form;
    bool stamp = line[i].furniture == REN__PAGE_STAMP;
    bool at_end = form == REN__NUMBER_NONE && !stamp && h->spot[k].at_end;
    if (form == REN__NUMBER_NONE && !at_end && !stamp) continue;
    size_t from = i, to = i + 1;
    while (from > 0 && i - from < DEPTH && line[from].gap == 0 && !line[from].page_before &&
           looks_like_furniture(&line[from - 1]))
      from--;
    while (to < count && to - i < DEPTH && line[to].gap == 0 && !line[to].page_before &&
           looks_like_furniture(&line[to]))
      to++;
    if (from == 0 || to >= count) continue;
    size_t above = from - 1, below = to; /* a stamp at the foot of the page may be found already */
    while (above > 0 && line[above].furniture) above--;
    while (below + 1 < count && line[below].furniture) below++;
    const ren__line *a = &line[above], *b = &line[below];
    bool divided = a->last == REN__LAST_HYPHEN && b->first == REN__FIRST_LOWER;
    bool over = ren__runs_over(a, b) && (a->width > 30 || a->last != REN__LAST_OPEN);
    if (!divided && !over) continue;
    bool sure = divided || form == REN__NUMBER_STRONG || at_end || line[from].gap || line[from].page_before;
    if (!sure) continue;
    for (size_t at = from; at < to; at++) {
      bool number = h->number[at].form != REN__NUMBER_NONE;
      mark(h, at, number ? REN__PAGE_NUMBER : REN__RUNNING_HEAD, divided ? 0.93f : 0.85f);
    }
    done = to;
  }
}

static void mark_stamps(hunt *h) {
  size_t found = 0;
  for (size_t k = 0; k < h->spots; k++) found += h->spot[k].stamp;
  for (size_t k = 0; k < h->spots; k++) {
    if (!h->spot[k].stamp) continue;
    size_t i = h->spot[k].line;
    const ren__line *line = &h->table->line[i];
    bool edge = line->page_before || i + 1 == h->table->count || line[1].page_before;
    if (found > 1 || (edge && h->feeds)) mark(h, i, REN__PAGE_STAMP, 0.9f);
  }
}

ren_status ren__furniture_find(ren__table *table, float min_confidence, ren_error *err) {
  hunt h = {.table = table, .min_confidence = min_confidence};
  ren_status status = REN_OK;
  ren_str *text = NULL;
  if (table->count == 0) return REN_OK;
  h.number = ren_alloc_array(table->count, sizeof *h.number);
  if (!h.number) return ren_fail_nomem(err);
  uint32_t pages = 0;
  bool ok = find_spots(&h) && collect(&h, &pages);
  text = ok ? ren_alloc_array(h.count, sizeof *text) : NULL;
  if (!text) {
    status = ren_fail_nomem(err);
    goto out;
  }
  for (size_t i = 0; i < h.count; i++) text[i] = ren__line_str(table, h.edge[i].line);
  mark_numbers(&h);
  mark_stamps(&h);
  if (pages > 1) {
    status = ren__repeat_group(h.edge, text, h.count, err);
    if (status != REN_OK) goto out;
    mark_bare_numbers(&h);
    mark_repeats(&h, pages);
  }
  mark_interruptions(&h);
out:
  ren_free(h.number);
  ren_free(h.spot);
  ren_free(h.edge);
  ren_free(text);
  return status;
}
