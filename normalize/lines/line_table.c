#include "lines/line_table.h"

#include "alloc.h"
#include "lines/line_kind.h"
#include "lines/line_places.h"
#include "utf8.h"

#include <string.h>

size_t ren__blank(const char *s, size_t n) {
  if (n == 0) return 0;
  unsigned char c = (unsigned char)s[0];
  if (c == ' ' || c == '\t' || c == '\r' || c == '\v') return 1;
  if (c == 0xC2 && n >= 2 && (unsigned char)s[1] == 0xA0) return 2;
  if (c == 0xEF && n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) return 3;
  if (c == 0xE2 && n >= 3 && memcmp(s, "\xE2\x80\x8B", 3) == 0) return 3;
  return 0;
}

/* Length of the blank that ends just before s + at. */
static size_t blank_before(const char *s, size_t at) {
  if (at >= 1 && ren__blank(s + at - 1, 1)) return 1;
  if (at >= 2 && ren__blank(s + at - 2, 2) == 2) return 2;
  if (at >= 3 && ren__blank(s + at - 3, 3) == 3) return 3;
  return 0;
}

/* Widths matter for lines that can be lines of print, words up to the width of a line. */
enum { WIDTH_MAX = REN__LINE_BYTES_MAX, WORD_MAX = 80, USUAL_LINE = 64 };

/* Most lines begin and end with one of these. */
static bool is_no_blank(unsigned char c) { return (c > ' ' && c < 0x80) || c == 0xC3; }

/* What can be seen of a line whose place is set. */
static void look_at_line(ren_str text, ren__line *line) {
  bool printed = line->len <= WIDTH_MAX;
  ren__line_bytes bytes = ren__line_bytes_of(text, line->start, printed ? line->len : WIDTH_MAX);
  line->width = printed ? line->len - bytes.tails : line->len;
  line->word_width = bytes.first_word < WORD_MAX ? bytes.first_word : WORD_MAX;
  line->hyphen = bytes.hyphen || !printed;
  line->closes = text.ptr[ren__line_end(line) - 1] == ')';
  line->head = (unsigned char)text.ptr[line->start];
  ren__classify(text, line, &bytes);
}

typedef struct scan {
  ren__table *table;
  size_t empty; /* empty lines since the last line */
  bool page;    /* a form feed since the last line */
} scan;

/* Adds the line [from, to) unless it is blank. */
static bool add_line(scan *sc, size_t from, size_t to) {
  ren__table *t = sc->table;
  const char *s = t->text.ptr;
  size_t start = from, end = to, columns = 0;
  for (size_t n; start < end && !is_no_blank((unsigned char)s[start]) && (n = ren__blank(s + start, end - start)) != 0;
       start += n)
    columns = s[start] == '\t' ? (columns | 7) + 1 : columns + 1;
  for (size_t n;
       end > start && !is_no_blank((unsigned char)s[end - 1]) && (n = blank_before(s, end)) != 0 && end - n >= start;)
    end -= n;
  if (start == end) {
    sc->empty++;
    return true;
  }
  if (!ren_grow(&t->line, &t->cap, t->count, sizeof *t->line)) return false;
  size_t len = end - start;
  ren__line *line = &t->line[t->count];
  *line = (ren__line){.start = start,
                      .raw_end = to,
                      .len = len > UINT32_MAX ? UINT32_MAX : (uint32_t)len,
                      .indent = columns > UINT16_MAX ? UINT16_MAX : (uint16_t)columns,
                      .gap = sc->empty > 2 ? 2 : (uint8_t)sc->empty,
                      .page_before = sc->page && t->count > 0};
  look_at_line(t->text, line);
  t->count++;
  sc->empty = 0;
  sc->page = false;
  return true;
}

void ren__table_cut(ren__table *table, size_t i, uint32_t bytes) {
  ren__line *line = &table->line[i];
  ren__line cut = {.start = line->start + bytes,
                   .raw_end = line->raw_end,
                   .len = line->len - bytes,
                   .indent = line->indent + (uint16_t)bytes,
                   .gap = line->gap,
                   .lead = (uint16_t)bytes,
                   .page_before = line->page_before};
  *line = cut;
  look_at_line(table->text, line);
}

static ren_status scan_lines(ren__table *table, ren_error *err) {
  const char *s = table->text.ptr;
  size_t n = table->text.len;
  scan sc = {.table = table};
  bool feeds = n && memchr(s, '\f', n) != NULL;
  table->cap = n / USUAL_LINE + 16;
  table->line = ren_realloc_array(NULL, table->cap, sizeof *table->line);
  if (!table->line) return ren_fail_nomem(err);
  for (size_t at = 0; at < n;) {
    const char *lf = memchr(s + at, '\n', n - at);
    size_t to = lf ? (size_t)(lf - s) : n;
    size_t from = at;
    while (feeds) { /* a form feed ends a line too, but makes no empty line */
      const char *ff = memchr(s + from, '\f', to - from);
      if (!ff) break;
      size_t cut = (size_t)(ff - s), empty = sc.empty;
      if (!add_line(&sc, from, cut)) return ren_fail_nomem(err);
      if (sc.empty > empty) sc.empty = empty;
      sc.page = true;
      from = cut + 1;
    }
    if (!add_line(&sc, from, to)) return ren_fail_nomem(err);
    at = to + 1;
  }
  table->pages = feeds;
  return REN_OK;
}

ren_status ren__table_scan(ren__table *table, const ren_text *text, ren_error *err) {
  *table = (ren__table){.text = ren_text_bytes(text)};
  ren_status status = scan_lines(table, err);
  if (status == REN_OK) status = ren__find_places(table, text, err);
  if (status != REN_OK) ren__table_free(table);
  return status;
}

void ren__table_free(ren__table *table) {
  ren_free(table->line);
  ren_free(table->place);
  *table = (ren__table){0};
}
