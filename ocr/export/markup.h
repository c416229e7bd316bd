/* export/markup.h: text inside XML, and pages walked block by block. */
#ifndef REN_EXPORT_MARKUP_H
#define REN_EXPORT_MARKUP_H

#include <renskrift/page.h>

/* Appends s as XML 1.0 character data that is also fit for attribute values in
 * double quotes: & < > " escaped; characters that XML forbids (control characters,
 * U+FFFE, U+FFFF) dropped; bytes that are not UTF-8 become U+FFFD. */
void ren__xml_escape(ren_buf *out, ren_str s);

/* A run of lines that belong together. */
typedef struct ren__span {
  uint32_t first, end; /* lines */
  ren_box box;
} ren__span;

/* The next run of lines from `first` on that share a column (areas), or within
 * `limit` a block. Empty lines are skipped by the writers, not here. */
ren__span ren__next_area(const ren_page *page, uint32_t first);
ren__span ren__next_block(const ren_page *page, uint32_t first, uint32_t limit);

/* Words of a line, clipped to what the page has. */
uint32_t ren__line_words(const ren_page *page, const ren_line *line);

/* Smallest box around both; empty ones do not count. */
ren_box ren__box_union(ren_box a, ren_box b);

/* 0..1 */
float ren__clean_confidence(float confidence);

#endif
