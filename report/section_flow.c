/* The text of a document as paragraphs, with its changes marked and the places of
 * its reservations labelled. */
#include "sections.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* ---- where reservations stand ------------------------------------------------------ */

/* The beginning of a reservation's text, long enough to be found by. */
static ren_str opening(ren_str text) {
  enum { WANTED = 60 };
  text = ren_str_trim(text);
  const char *end = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
  if (end) text.len = (size_t)(end - text.ptr);
  if (text.len > WANTED) {
    text.len = WANTED;
    while (text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80) text.len--;
  }
  return text;
}

static int by_offset(const void *left, const void *right) {
  const ren__place *x = left, *y = right;
  if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
  return (x->filed > y->filed) - (x->filed < y->filed);
}

bool ren__flow_init(ren__flow *flow, ren__report *r, size_t document, ren_str text, const ren__changes *changes,
                    const ren__pages *pages) {
  const ren__document *doc = &r->documents[document];
  *flow = (ren__flow){.r = r, .doc = doc, .text = text, .changes = changes, .pages = pages};
  flow->places = ren_alloc_array(doc->filed_count, sizeof *flow->places);
  if (!flow->places) return false;
  size_t from = 0, left = doc->filed_count;
  for (size_t i = doc->first_filed; left > 0 && i < r->filed_count; i++) {
    if (r->filed[i].document != document) continue;
    left--;
    ren_str words = opening(r->filed[i].text);
    if (words.len < 8 || text.len == 0) continue;
    const char *found = memmem(text.ptr + from, text.len - from, words.ptr, words.len);
    if (!found) found = memmem(text.ptr, text.len, words.ptr, words.len);
    if (!found) continue;
    from = (size_t)(found - text.ptr) + 1;
    flow->places[flow->place_count++] = (ren__place){from - 1, i};
    r->filed[i].placed = true;
  }
  if (flow->place_count) qsort(flow->places, flow->place_count, sizeof *flow->places, by_offset);
  return true;
}

void ren__flow_clear(ren__flow *flow) { ren_free(flow->places); }

static void write_label(ren__flow *flow, size_t filed) {
  ren__html *h = &flow->r->out;
  ren__putf(h, "<p class=\"label\" lang=\"en\" id=\"t%zu\"><a href=\"#r%zu\">", filed + 1, filed + 1);
  ren_str kind = flow->r->filed[filed].kind;
  ren__put(h, "<span lang=\"sv\">");
  ren__put_text(h, kind.len ? kind : REN_STR("reservation"));
  ren__put(h, "</span> ");
  ren__write_signatories(flow->r, &flow->r->filed[filed]);
  ren__put(h, "</a></p>\n");
}

/* ---- lines --------------------------------------------------------------------------- */

static void write_plain(ren__flow *flow, size_t from, size_t to) {
  ren__put_text(&flow->r->out, (ren_str){flow->text.ptr + from, to - from});
}

/* [from, to) holds no line end. Marks that began before it show what of them is
 * left, as points if that is nothing. */
static void write_inline(ren__flow *flow, size_t from, size_t to) {
  const ren__changes *c = flow->changes;
  size_t at = from;
  for (; flow->mark < c->mark_count; flow->mark++) {
    const ren__mark *mark = &c->marks[flow->mark];
    bool point = mark->start == mark->end;
    if (mark->start > to || (mark->start == to && !point)) break;
    size_t start = mark->start > at ? mark->start : at, end = mark->end > start ? mark->end : start;
    if (end > to) end = to;
    write_plain(flow, at, start);
    ren__write_mark(&flow->r->out, c, mark, flow->text, start, end, flow->pages);
    at = end;
  }
  write_plain(flow, at, to);
}

static bool is_heading_line(const ren__flow *flow, size_t from, size_t to) {
  ren_str line = {flow->text.ptr + from, to - from};
  enum { LONGEST = 90 };
  if (line.len == 0 || line.len > LONGEST) return false;
  if (ren_str_starts(line, REN_STR("§"))) return true;
  if (!flow->pages) return false;
  size_t word = ren__text_word_at(flow->pages, from);
  if (word == SIZE_MAX || flow->pages->text_words[word].offset >= to) return false;
  size_t on_page = flow->pages->text_words[word].page_word;
  return on_page != SIZE_MAX && flow->pages->words[on_page].heading;
}

static bool is_blank_line(ren_str line) { return ren_str_trim(line).len == 0; }

/* Does the line that starts at `from` follow another without a blank one between? */
static bool is_tight(const ren__flow *flow, size_t from) {
  if (from < 2) return false;
  size_t end = from - 1, start = end;
  while (start > 0 && flow->text.ptr[start - 1] != '\n') start--;
  return !is_blank_line((ren_str){flow->text.ptr + start, end - start});
}

static void write_line(ren__flow *flow, size_t from, size_t to, bool continued) {
  ren__html *h = &flow->r->out;
  while (flow->filed < flow->place_count && flow->places[flow->filed].offset < to)
    write_label(flow, flow->places[flow->filed++].filed);
  if (continued)
    ren__put(h, "<p class=\"more\">");
  else if (is_heading_line(flow, from, to))
    ren__put(h, "<p class=\"head\">");
  else if (is_tight(flow, from))
    ren__put(h, "<p class=\"tight\">");
  else
    ren__put(h, "<p>");
  write_inline(flow, from, to);
  ren__put(h, "</p>\n");
}

void ren__flow_write(ren__flow *flow, size_t from, size_t to) {
  while (from < to) {
    const char *end = memchr(flow->text.ptr + from, '\n', to - from);
    size_t stop = end ? (size_t)(end - flow->text.ptr) : to;
    bool continued = from > 0 && flow->text.ptr[from - 1] != '\n';
    if (!is_blank_line((ren_str){flow->text.ptr + from, stop - from})) write_line(flow, from, stop, continued);
    from = stop + 1;
  }
}

void ren__flow_rest(ren__flow *flow) {
  if (flow->mark >= flow->changes->mark_count) return;
  ren__put(&flow->r->out, "<p class=\"more\">");
  for (; flow->mark < flow->changes->mark_count; flow->mark++)
    ren__write_mark(&flow->r->out, flow->changes, &flow->changes->marks[flow->mark], flow->text, flow->text.len,
                    flow->text.len, NULL);
  ren__put(&flow->r->out, "</p>\n");
}
