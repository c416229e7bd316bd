#include "export/markup.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

static void escape_code(ren_buf *out, uint32_t cp, const char *bytes, size_t length) {
  switch (cp) {
  case '&': ren_buf_puts(out, "&amp;"); return;
  case '<': ren_buf_puts(out, "&lt;"); return;
  case '>': ren_buf_puts(out, "&gt;"); return;
  case '"': ren_buf_puts(out, "&quot;"); return;
  case REN_BAD_CODEPOINT: ren_buf_puts(out, "\xEF\xBF\xBD"); return;
  default: break;
  }
  bool forbidden = (cp < 0x20 && cp != '\t' && cp != '\n') || (cp >= 0x7F && cp < 0xA0) || cp == 0xFFFE || cp == 0xFFFF;
  if (!forbidden) ren_buf_append(out, bytes, length);
}

void ren__xml_escape(ren_buf *out, ren_str s) {
  for (size_t at = 0; at < s.len;) {
    uint32_t cp;
    size_t length = ren_utf8_decode(s.ptr + at, s.len - at, &cp);
    escape_code(out, cp, s.ptr + at, length);
    at += length;
  }
}

ren_box ren__box_union(ren_box a, ren_box b) {
  if (b.w <= 0 || b.h <= 0) return a;
  if (a.w <= 0 || a.h <= 0) return b;
  int64_t x0 = a.x < b.x ? a.x : b.x, y0 = a.y < b.y ? a.y : b.y;
  int64_t ax = (int64_t)a.x + a.w, bx = (int64_t)b.x + b.w, ay = (int64_t)a.y + a.h, by = (int64_t)b.y + b.h;
  int64_t w = (ax > bx ? ax : bx) - x0, h = (ay > by ? ay : by) - y0;
  return (ren_box){(int32_t)x0, (int32_t)y0, (int32_t)(w > INT32_MAX ? INT32_MAX : w),
                   (int32_t)(h > INT32_MAX ? INT32_MAX : h)};
}

ren__span ren__next_area(const ren_page *page, uint32_t first) {
  ren__span span = {.first = first, .end = first};
  while (span.end < page->line_count && page->lines[span.end].column == page->lines[first].column) {
    span.box = ren__box_union(span.box, page->lines[span.end++].box);
  }
  return span;
}

ren__span ren__next_block(const ren_page *page, uint32_t first, uint32_t limit) {
  ren__span span = {.first = first, .end = first};
  while (span.end < limit && page->lines[span.end].block == page->lines[first].block) {
    span.box = ren__box_union(span.box, page->lines[span.end++].box);
  }
  return span;
}

uint32_t ren__line_words(const ren_page *page, const ren_line *line) {
  if (line->first_word >= page->word_count) return 0;
  uint32_t left = page->word_count - line->first_word;
  return line->word_count < left ? line->word_count : left;
}

/* ---- words in two boxes ---------------------------------------------------------- */

static bool is_furniture(const ren_page *page, uint32_t word) {
  uint32_t line = page->words[word].line;
  return line < page->line_count && ren_role_is_furniture(page->lines[line].role);
}

uint32_t ren__rest_of(const ren_page *page, uint32_t word) {
  if (!page->words[word].joined || is_furniture(page, word)) return REN__NO_WORD;
  for (uint32_t i = word + 1; i < page->word_count; i++)
    if (!is_furniture(page, i)) return i;
  return REN__NO_WORD;
}

bool ren__is_rest(const ren_page *page, uint32_t word) {
  if (is_furniture(page, word)) return false;
  for (uint32_t i = word; i > 0; i--)
    if (!is_furniture(page, i - 1)) return page->words[i - 1].joined;
  return false;
}

bool ren__breaks_off(const ren_page *page, uint32_t word) {
  uint32_t rest = ren__rest_of(page, word);
  ren_str text = page->words[word].text;
  if (rest == REN__NO_WORD || page->words[rest].line == page->words[word].line) return false;
  return text.len > 0 && text.ptr[text.len - 1] != '-';
}

void ren__whole_word(ren_buf *out, const ren_page *page, uint32_t word) {
  enum { PIECES = 8 };
  for (int i = 0; word != REN__NO_WORD && i < PIECES; i++, word = ren__rest_of(page, word))
    ren_buf_append_str(out, page->words[word].text);
}

/* ---- places ------------------------------------------------------------------------ */

/* Letters and signs of Swedish text that reach below the line. */
static bool descends(ren_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] && strchr("gjpqyQ,;()[]{}/|_", text.ptr[i])) return true;
  return false;
}

static int by_value(const void *a, const void *b) {
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

int32_t ren__baseline(const ren_page *page, const ren_line *line) {
  enum { LOOKED_AT = 64 };
  int32_t feet[LOOKED_AT];
  size_t count = 0;
  int64_t bottom = (int64_t)line->box.y + line->box.h, guess = bottom - line->box.h / 5;
  for (uint32_t i = 0, n = ren__line_words(page, line); i < n && count < LOOKED_AT; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    int64_t foot = (int64_t)word->box.y + word->box.h;
    if (!descends(word->text) && foot > line->box.y && foot <= bottom) feet[count++] = (int32_t)foot;
  }
  if (count == 0) return guess > INT32_MAX ? INT32_MAX : (int32_t)guess;
  qsort(feet, count, sizeof *feet, by_value);
  return feet[count / 2];
}

float ren__clean_confidence(float confidence) {
  if (!(confidence > 0.0F)) return 0.0F; /* also NaN */
  return confidence < 1.0F ? confidence : 1.0F;
}
