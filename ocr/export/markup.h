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

/* Words in two boxes (ren_word.joined). REN__NO_WORD: it has no rest. */
#define REN__NO_WORD UINT32_MAX
uint32_t ren__rest_of(const ren_page *page, uint32_t word);
/* It is the rest of an earlier one. */
bool ren__is_rest(const ren_page *page, uint32_t word);
/* A joined word at the end of its line whose hyphen is gone: U+00AD stands for it. */
bool ren__breaks_off(const ren_page *page, uint32_t word);
#define REN__SOFT_HYPHEN "\xC2\xAD"
/* Appends all pieces of the word that begins there. */
void ren__whole_word(ren_buf *out, const ren_page *page, uint32_t word);

/* y of the line on which the letters stand: where most words without descenders end. */
int32_t ren__baseline(const ren_page *page, const ren_line *line);

/* Smallest box around both; empty ones do not count. */
ren_box ren__box_union(ren_box a, ren_box b);

/* 0..1 */
float ren__clean_confidence(float confidence);

/* ---- the formats, page by page (export.c) ----------------------------------- */

void ren__hocr_begin(const char *file, ren_buf *out);
void ren__hocr_page(const ren_page *page, size_t index, ren_buf *out);
void ren__hocr_end(ren_buf *out);
void ren__alto_begin(const char *file, ren_buf *out);
void ren__alto_page(const ren_page *page, size_t index, ren_buf *out);
void ren__alto_end(bool any, ren_buf *out);
void ren__tsv_begin(ren_buf *out);
void ren__tsv_page(const ren_page *page, ren_buf *out);

#endif
