/* Which lines are furniture: place, repetition and slot (see furniture.h). */
#include "layout/furniture.h"

#include <renskrift/ocr.h>

#include <math.h>
#include <stdlib.h>

enum { BAND_LINES = 10, WINDOW = 8 };

/* Heights are parts of the page's longer side, measured from the near edge. */
static const float BAND = 0.22F, MARGIN = 0.13F, SAME_HEIGHT = 0.025F, SLOT = 0.012F, HEAD = 0.09F;

typedef enum band { TOP, BOTTOM, SIDE } band;

typedef struct candidate {
  uint32_t line;
  band band;
  float depth;  /* distance of the line's middle from the edge of its band, 0..1 */
  float x0, x1; /* parts of the page width */
  float height;
  ren__key key;
  ren__pieces pieces; /* of lines at the very edge */
  uint32_t matches;   /* pages of the run that have this line too */
  size_t from, to;    /* the run: pages [from, to) */
  bool close;         /* on one of them it reads nearly the same */
  bool known;         /* on one of them the layout found it in the margin */
  bool repeated, furniture;
  bool stamp; /* furniture of this page alone */
} candidate;

typedef struct page_lines {
  ren__leaf leaf;
  float size;      /* of most of its words */
  candidate *list; /* top, bottom and side ones; each band sorted by depth */
  uint32_t count;
} page_lines;

typedef struct document {
  page_lines *pages;
  size_t count;
  uint64_t filled; /* pages that have lines, of all there are */
} document;

/* ---- gathering ---------------------------------------------------------- */

static int compare_candidates(const void *a, const void *b) {
  const candidate *p = a, *q = b;
  if (p->band != q->band) return p->band < q->band ? -1 : 1;
  if (p->depth < q->depth || p->depth > q->depth) return p->depth < q->depth ? -1 : 1;
  return (p->line > q->line) - (p->line < q->line);
}

static bool place_line(const page_lines *p, uint32_t index, candidate *c) {
  const ren__leaf *leaf = &p->leaf;
  const ren_line *line = &leaf->page->lines[index];
  if (line->word_count == 0 || (uint64_t)line->first_word + line->word_count > leaf->page->word_count) return false;
  float middle = ((float)line->box.y + 0.5F * (float)line->box.h) / leaf->scale, whole = leaf->height / leaf->scale;
  *c = (candidate){.line = index, .height = (float)line->box.h / leaf->scale};
  c->x0 = ((float)line->box.x - leaf->left) / leaf->width;
  c->x1 = ((float)line->box.x + (float)line->box.w - leaf->left) / leaf->width;
  if (middle < BAND) {
    c->band = TOP;
    c->depth = middle;
  } else if (middle > whole - BAND) {
    c->band = BOTTOM;
    c->depth = whole - middle;
  } else {
    c->band = SIDE;
    c->depth = middle;
    return c->x1 < MARGIN || c->x0 > 1.0F - MARGIN;
  }
  return true;
}

/* The mean over its words: a title counts little. */
static float text_size(const ren__leaf *leaf) {
  float sum = 0.0F, words = 0.0F;
  for (uint32_t i = leaf->from; i < leaf->to; i++) {
    const ren_line *line = &leaf->page->lines[i];
    if (line->size <= 0.0F) continue;
    sum += line->size * (float)line->word_count;
    words += (float)line->word_count;
  }
  return words > 0.0F ? sum / words : 0.0F;
}

/* Keeps the outermost lines of each band and reads them. */
static bool gather(page_lines *p, ren_arena *arena) {
  const ren_page *page = p->leaf.page;
  candidate *all = ren_arena_alloc(arena, ((size_t)page->line_count + 1) * sizeof *all);
  if (!all) return false;
  p->size = text_size(&p->leaf);
  uint32_t n = 0, in_band = 0;
  for (uint32_t i = p->leaf.from; i < p->leaf.to; i++) {
    ren_role role = page->lines[i].role;
    if (ren_role_is_furniture(role) && role != REN_ROLE_MARGIN) continue;
    if (place_line(p, i, &all[n]) && (role != REN_ROLE_MARGIN || all[n].band == SIDE)) n++;
  }
  qsort(all, n, sizeof *all, compare_candidates);
  p->list = all;
  for (uint32_t i = 0; i < n; i++) {
    in_band = i && all[i].band == all[i - 1].band ? in_band + 1 : 0;
    if (in_band >= BAND_LINES) continue;
    p->list[p->count] = all[i];
    candidate *c = &p->list[p->count];
    ren__key_make(&c->key, page, &page->lines[c->line]);
    if (c->band != SIDE && c->depth < HEAD) ren__pieces_make(&c->pieces, page, &page->lines[c->line]);
    p->count++;
  }
  return true;
}

/* ---- repetition --------------------------------------------------------- */

static bool same_place(const candidate *a, const candidate *b) {
  if (a->band != b->band || fabsf(a->depth - b->depth) > SAME_HEIGHT) return false;
  return a->band != SIDE || fabsf(a->x0 - b->x0) < SAME_HEIGHT;
}

/* The head of the first page often says less or more than that of the others. */
static bool same_head(const candidate *a, const candidate *b, int64_t apart) {
  if (a->depth >= HEAD || b->depth >= HEAD) return false;
  return ren__key_lacks_piece(&a->key, &b->key) || ren__pieces_match(&a->pieces, &b->pieces, apart);
}

static const candidate *find_match(const page_lines *p, const candidate *c, int64_t apart) {
  for (uint32_t i = 0; i < p->count; i++) {
    const candidate *o = &p->list[i];
    if (same_place(c, o) && (ren__key_match(&c->key, &o->key, apart) || same_head(c, o, apart))) return o;
  }
  return NULL;
}

/* Follows the line from page to page in one direction; a page or two may lack it (the
 * heads of left and right pages differ). Returns the last page that has it. */
static size_t follow(const document *doc, size_t at, int step, candidate *c, bool *exact) {
  size_t last = at;
  for (size_t i = 1; i <= WINDOW; i++) {
    if ((step < 0 && i > at) || (step > 0 && at + i >= doc->count)) break;
    size_t page = step < 0 ? at - i : at + i;
    size_t missing = page > last ? page - last : last - page;
    if (missing > 3) break;
    const candidate *o = find_match(&doc->pages[page], c, (int64_t)page - (int64_t)at);
    if (!o) continue;
    c->matches++;
    c->known = c->known || doc->pages[page].leaf.page->lines[o->line].role == REN_ROLE_MARGIN;
    uint32_t distance = ren__key_distance(c->key.text, c->key.length, o->key.text, o->key.length);
    c->close = c->close || distance <= (c->key.length > 15 ? c->key.length / 8 : 1) ||
               same_head(c, o, (int64_t)page - (int64_t)at);
    *exact = *exact || (fabsf(o->depth - c->depth) < 0.2F * SAME_HEIGHT && distance <= c->key.length / 10);
    last = page;
  }
  return last;
}

static void find_run(const document *doc, size_t at, candidate *c) {
  bool exact = false;
  c->from = follow(doc, at, -1, c, &exact);
  c->to = follow(doc, at, 1, c, &exact) + 1;
  uint32_t need = c->band == SIDE || (doc->filled > 3 && (c->key.length < 8 || !exact)) ? 2 : 1;
  if (c->band == SIDE && c->known) need = 1;
  bool number = c->key.form == REN__PAGE_NUMBER; /* it counts with the pages, or would not match */
  if (c->key.length < 3 && !number) need = 3;    /* a few signs repeat by chance */
  bool empty = c->key.length == 0 && c->key.form == REN__NOT_A_NUMBER && !c->key.numbered;
  c->repeated = c->matches >= need && (c->matches >= 2 || c->close) && !c->key.heading && !empty;
}

/* How many pages of the run have text of their own at this height? */
static uint32_t count_others(const document *doc, size_t at, const candidate *c) {
  uint32_t others = 0;
  for (size_t i = c->from; i < c->to; i++) {
    const page_lines *p = &doc->pages[i];
    bool own = false, shared = false;
    for (uint32_t k = 0; i != at && k < p->count; k++) {
      const candidate *o = &p->list[k];
      if (o->band != c->band || fabsf(o->depth - c->depth) > SLOT) continue;
      int64_t apart = (int64_t)i - (int64_t)at;
      if (o->repeated || same_head(c, o, apart) || ren__key_match(&c->key, &o->key, apart)) {
        shared = true;
      } else {
        own = true;
      }
    }
    others += own && !shared;
  }
  return others;
}

/* ---- place -------------------------------------------------------------- */

static bool side_by_side(const candidate *a, const candidate *b) { return a->x1 <= b->x0 || b->x1 <= a->x0; }

/* Nothing but furniture, or specks, between the line and the edge of the page? Above a head
 * that others have, too, or below a foot, there may be a stamp or a scrap. */
static bool is_exposed(const page_lines *p, uint32_t index) {
  const candidate *c = &p->list[index];
  uint32_t strangers = 0, words = 0;
  for (uint32_t i = 0; i < index; i++) {
    const candidate *o = &p->list[i];
    if (o->band != c->band || o->furniture || side_by_side(o, c)) continue;
    bool speck = o->key.letters < 3 && o->key.number_count == 0 && o->key.form == REN__NOT_A_NUMBER;
    if (!speck) strangers++;
    if (!speck) words += p->leaf.page->lines[o->line].word_count;
  }
  if (c->band != SIDE && c->depth < HEAD && c->repeated && c->close && strangers == 1 && words <= 4) return true;
  return strangers == 0 || (c->repeated && c->matches >= (c->band == BOTTOM ? 3 : 2 + 2 * strangers));
}

/* White between the line and the next one towards the body, in heights of the line. */
static float gap_inwards(const page_lines *p, const candidate *c) {
  const ren_line *lines = p->leaf.page->lines, *own = &lines[c->line];
  float best = 1e9F;
  for (uint32_t i = p->leaf.from; i < p->leaf.to; i++) {
    const ren_line *line = &lines[i];
    float gap = c->band == TOP ? (float)line->box.y - (float)own->box.y - (float)own->box.h
                               : (float)own->box.y - (float)line->box.y - (float)line->box.h;
    if (i != c->line && gap > -0.5F * (float)own->box.h && gap < best) best = gap;
  }
  return best / ((float)own->box.h + 1.0F);
}

/* Is this page's number known from the way the others count? */
static bool counts_with_pages(const document *doc, size_t at, const candidate *c) {
  size_t from = at > WINDOW ? at - WINDOW : 0, to = at + WINDOW + 1 < doc->count ? at + WINDOW + 1 : doc->count;
  for (size_t i = from; i < to; i++) {
    const page_lines *p = &doc->pages[i];
    for (uint32_t k = 0; i != at && k < p->count; k++) {
      const ren__key *key = &p->list[k].key;
      if (p->list[k].band != c->band || key->page_number == 0) continue;
      if ((int64_t)key->page_number - c->key.page_number == (int64_t)i - (int64_t)at) return true;
    }
  }
  return false;
}

static bool is_page_number(const document *doc, size_t at, const candidate *c) {
  if (c->band == SIDE || c->key.form == REN__NOT_A_NUMBER || c->key.page_number == 0) return false;
  if (c->key.form == REN__PAGE_NUMBER) return c->depth < 0.15F;
  if (counts_with_pages(doc, at, c)) return c->depth < 0.15F;
  return doc->filled <= 1 && c->depth < 0.1F && c->key.page_number < 1000 && gap_inwards(&doc->pages[at], c) > 1.0F;
}

/* One of several lines of furniture: the next one inwards, or the one after that (a speck
 * may lie between), repeats too; or it follows furniture and reads the same elsewhere. */
static bool is_stacked(const document *doc, size_t at, uint32_t index) {
  const page_lines *p = &doc->pages[at];
  const candidate *c = &p->list[index];
  for (uint32_t i = index + 1; i < p->count && i <= index + 2; i++) {
    const candidate *o = &p->list[i];
    if (o->band == c->band && (o->repeated || is_page_number(doc, at, o))) return true;
  }
  return index > 0 && c->close && c->key.length >= 12 && c[-1].band == c->band && c[-1].furniture;
}

/* "Göteborgs Stad, protokollsutdrag 1 (2)": a short line at the very edge of the page. */
static bool is_numbered_line(const document *doc, size_t at, const candidate *c) {
  const page_lines *p = &doc->pages[at];
  const ren_line *line = &p->leaf.page->lines[c->line];
  return c->key.numbered && !c->key.heading && !c->key.counted && c->band != SIDE && c->depth < 0.1F &&
         line->word_count <= 16 &&
         (c->depth < 0.08F || gap_inwards(p, c) > 0.5F || is_stacked(doc, at, (uint32_t)(c - p->list)));
}

static bool is_few_signs(const candidate *c) {
  return c->band != SIDE && c->key.letters + c->key.digit_count <= 6 && !c->key.heading;
}

/* "3(n)": a few signs where the pages before or after have their number; or where they have
 * a few signs, too, at the very edge ("SAN", "98": the number was misread on all of them). */
static bool stands_for_number(const document *doc, size_t at, const candidate *c) {
  if (!is_few_signs(c)) return false;
  size_t from = at > 2 ? at - 2 : 0, to = at + 3 < doc->count ? at + 3 : doc->count, like = 0, pages = 0;
  bool edge = c->depth < 0.08F && gap_inwards(&doc->pages[at], c) > 1.0F;
  for (size_t i = from; i < to; i++) {
    const page_lines *p = &doc->pages[i];
    bool found = false;
    pages += i != at && p->count > 0;
    for (uint32_t k = 0; i != at && k < p->count; k++) {
      const candidate *o = &p->list[k];
      if (o->band != c->band || !is_few_signs(o) || fabsf(o->depth - c->depth) > SLOT) continue;
      if (0.5F * fabsf(o->x0 + o->x1 - c->x0 - c->x1) >= 0.03F) continue;
      if (o->key.form != REN__NOT_A_NUMBER && is_page_number(doc, i, o)) return true;
      found = true;
    }
    like += found;
  }
  return edge && like > 0 && like + 1 >= pages;
}

/* A few words in the margin above or below the text, where no page near has text of its own:
 * a stamp. A title would be larger. */
static bool is_in_empty_margin(const document *doc, size_t at, const candidate *c) {
  const ren_line *line = &doc->pages[at].leaf.page->lines[c->line];
  if (c->band == SIDE || c->depth > 0.07F || line->word_count > 4 || c->key.heading) return false;
  if (gap_inwards(&doc->pages[at], c) < 2.5F || line->size > 1.2F * doc->pages[at].size) return false;
  size_t from = at > WINDOW ? at - WINDOW : 0, to = at + WINDOW + 1 < doc->count ? at + WINDOW + 1 : doc->count,
         others = 0;
  for (size_t i = from; i < to; i++) {
    const page_lines *p = &doc->pages[i];
    others += i != at && p->count > 0;
    for (uint32_t k = 0; i != at && k < p->count; k++) {
      const candidate *o = &p->list[k];
      if (o->band == c->band && o->depth < c->depth + 0.02F && !o->repeated &&
          p->leaf.page->lines[o->line].word_count > 4)
        return false;
    }
  }
  return others >= 2;
}

/* Does the line repeat where only furniture does? */
static bool repeats_in_place(const document *doc, size_t at, uint32_t index) {
  const page_lines *p = &doc->pages[at];
  const candidate *c = &p->list[index];
  uint32_t others = count_others(doc, at, c);
  if (!c->repeated || others > c->matches / 2) return false;
  ren_role role = p->leaf.page->lines[c->line].role; /* the first row of a table comes back where it goes on */
  bool heading = role == REN_ROLE_HEADING || role == REN_ROLE_TABLE;
  bool follows = index > 0 && c[-1].band == c->band && c[-1].furniture && c->depth - c[-1].depth < 3.5F * c->height;
  if (c->band == SIDE) return true;
  if (c->matches >= 3 && others == 0 && (role != REN_ROLE_TABLE || c->depth <= 0.09F || follows)) return true;
  if (heading && c->depth > 0.09F && !follows) return false;
  return is_stacked(doc, at, index) || gap_inwards(p, c) > (doc->filled <= 3 ? 0.5F : 0.25F);
}

static bool is_furniture(const document *doc, size_t at, uint32_t index) {
  const page_lines *p = &doc->pages[at];
  const candidate *c = &p->list[index];
  if (c->band != SIDE && !is_exposed(p, index)) return false;
  if (is_page_number(doc, at, c) || stands_for_number(doc, at, c) || is_numbered_line(doc, at, c)) return true;
  if (c->key.signature && c->band == BOTTOM && c->depth < 0.15F) return true;
  return repeats_in_place(doc, at, index);
}

/* What lies below a foot that is beyond doubt (an address on the first page only) is
 * not running text either. */
static void sweep_below(const document *doc, page_lines *p) {
  bool below = false;
  uint32_t enough = doc->filled > 3 ? 3 : (uint32_t)doc->filled - 1;
  for (uint32_t i = p->count; i-- > 0;) {
    candidate *c = &p->list[i];
    if (c->band != BOTTOM) continue;
    if (below) c->furniture = true;
    below = below || (c->furniture && c->repeated && c->matches >= enough);
  }
}

/* A stamp above the head, of a few words, is no text. */
static void sweep_above(page_lines *p) {
  bool above = false;
  for (uint32_t i = p->count; i-- > 0;) {
    candidate *c = &p->list[i];
    if (c->band != TOP || c->depth >= HEAD) continue;
    if (above && !c->furniture && p->leaf.page->lines[c->line].word_count <= 4) c->furniture = c->stamp = true;
    above = above || (c->furniture && c->repeated && c->close);
  }
}

static void mark_page(const document *doc, size_t at, ren_line *lines) {
  page_lines *p = &doc->pages[at];
  for (uint32_t i = 0; i < p->count; i++) { /* from the edges inwards */
    candidate *c = &p->list[i];
    c->furniture = is_furniture(doc, at, i);
    if (!c->furniture && is_in_empty_margin(doc, at, c)) c->furniture = c->stamp = true;
  }
  sweep_below(doc, p);
  sweep_above(p);
  for (uint32_t i = 0; i < p->count; i++) {
    const candidate *c = &p->list[i];
    if (!c->furniture) continue;
    bool number = c->band != SIDE && (c->key.form != REN__NOT_A_NUMBER || stands_for_number(doc, at, c));
    lines[c->line].role = c->stamp            ? REN_ROLE_MARGIN
                          : number            ? REN_ROLE_PAGE_NUMBER
                          : c->band == TOP    ? REN_ROLE_RUNNING_HEAD
                          : c->band == BOTTOM ? REN_ROLE_RUNNING_FOOT
                                              : REN_ROLE_MARGIN;
  }
}

static bool gather_pages(document *doc, ren_page **pages, size_t count, bool spreads, ren_arena *arena) {
  if (count > SIZE_MAX / 2 / sizeof *doc->pages - 1) return false;
  ren__leaf *leaves = ren_arena_alloc(arena, (2 * count + 1) * sizeof *leaves);
  doc->pages = ren_arena_alloc(arena, (2 * count + 1) * sizeof *doc->pages);
  if (!leaves || !doc->pages) return false;
  doc->count = ren__leaves_find(leaves, pages, count, spreads);
  for (size_t i = 0; i < doc->count; i++) {
    doc->pages[i].leaf = leaves[i];
    if (leaves[i].from != leaves[i].to && !gather(&doc->pages[i], arena)) return false;
  }
  return true;
}

void ren_furniture_look(ren_furniture_facts *facts, const ren_page *page) {
  facts->spreads = facts->spreads || ren__is_spread(page);
  facts->filled += (page && page->line_count > 0) + ren__is_spread(page);
}

ren_status ren_furniture_mark(ren_page **pages, size_t count, size_t from, size_t to, const ren_furniture_facts *facts,
                              ren_error *err) {
  ren_arena *arena = ren_arena_new();
  document doc = {.filled = facts->filled};
  if (!arena || !gather_pages(&doc, pages, count, facts->spreads, arena)) {
    ren_arena_free(arena);
    return ren_fail_nomem(err);
  }
  for (size_t i = 0; i < doc.count; i++) {
    for (uint32_t k = 0; k < doc.pages[i].count; k++) find_run(&doc, i, &doc.pages[i].list[k]);
  }
  for (size_t i = 0, sheet = 0; i < doc.count; i++) {
    const ren_page *page = doc.pages[i].leaf.page;
    while (page && pages[sheet] != page) sheet++;
    if (page && sheet >= from && sheet < to) mark_page(&doc, i, pages[sheet]->lines);
  }
  ren_arena_free(arena);
  return REN_OK;
}

ren_status ren_pages_mark_furniture(ren_page **pages, size_t count, ren_error *err) {
  if (!pages && count) return ren_fail(err, REN_EINVAL, "no pages to look at");
  ren_furniture_facts facts = {0};
  for (size_t i = 0; i < count; i++) ren_furniture_look(&facts, pages[i]);
  return ren_furniture_mark(pages, count, 0, count, &facts, err);
}
