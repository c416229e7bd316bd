/* place.h: which part of a document's final text stands on which page, and where on
 * the page image a word stands.
 *
 * The words of the page records (but for running heads and other furniture) and the
 * words of the text are aligned as two series (align.h); case and punctuation do not
 * count. Words that differ between two places that agree are paired by a second
 * alignment that weighs how much their letters have in common, so that a corrected
 * word finds the misread one and not its neighbour. A page begins where its first
 * word stands in the text.
 */
#ifndef REN_PLACE_H
#define REN_PLACE_H

#include "report_data.h"

typedef struct ren__page_word {
  ren_str text;
  int32_t x, y, w, h; /* px of the page */
  bool furniture, heading;
  size_t text_word; /* index into the text's words; SIZE_MAX: none */
} ren__page_word;

typedef struct ren__page_info {
  uint32_t number, width, height, dpi;
  ren_str source, language, note, error;
  double confidence; /* mean over the words; negative: not known */
  size_t first_word, word_count;
  size_t start, end; /* its part of the text */
} ren__page_info;

typedef struct ren__text_word {
  size_t offset, length;
  size_t page_word; /* SIZE_MAX: none */
} ren__text_word;

typedef struct ren__pages {
  ren_arena *arena;
  ren__page_info *pages; /* by number */
  size_t count, cap;
  ren__page_word *words;
  size_t word_count, word_cap;
  ren__text_word *text_words;
  size_t text_word_count, text_word_cap;
} ren__pages;

/* Reads the page records of a document, from its file or the run's state. */
ren_status ren__pages_read(ren__pages *out, ren__report *r, const ren__document *doc);
/* Finds the places in the text. */
ren_status ren__pages_place(ren__pages *pages, ren_str text, ren_error *err);
void ren__pages_clear(ren__pages *pages);

/* The text's word at or right after `offset`; SIZE_MAX if there is none. */
size_t ren__text_word_at(const ren__pages *pages, size_t offset);

/* Pairs words that differ: a[0, n) of the page with b[0, m) of the text. */
bool ren__pair_words(ren__pages *pages, ren_str text, const size_t *a, size_t n, size_t b, size_t m);

#endif
