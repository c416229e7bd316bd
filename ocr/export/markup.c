#include "export/markup.h"

#include "utf8.h"

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

float ren__clean_confidence(float confidence) {
  if (!(confidence > 0.0F)) return 0.0F; /* also NaN */
  return confidence < 1.0F ? confidence : 1.0F;
}
