#include "lines/lone_mark.h"

#include "lines/line_kind.h"
#include "utf8.h"

#include <string.h>

enum { MARK_BYTES = 8, MARK_LETTERS = 4 };

/* "... enligt artikel / 12.": the last line of the sentence above; what follows is set apart. */
static bool ends_sentence(const ren__job *job, size_t i) {
  const ren__line *line = ren__run_line(job, i);
  if (i == 0 || line->gap || line->page_before) return false;
  const ren__line *above = ren__run_line(job, i - 1);
  bool open = above->last == REN__LAST_OPEN || above->last == REN__LAST_WORD || above->last == REN__LAST_SERIES ||
              above->last == REN__LAST_COMMA || above->last == REN__LAST_ABBREV || above->last == REN__LAST_HYPHEN;
  if (!open) return false;
  if (i + 1 == job->run_count) return true;
  const ren__line *below = ren__run_line(job, i + 1);
  return below->gap || below->page_before || below->indent > line->indent + 1;
}

bool ren__is_lone_mark(const ren__job *job, size_t i) {
  const ren__line *line = ren__run_line(job, i);
  if (line->width > MARK_LETTERS || line->len > MARK_BYTES || ends_sentence(job, i)) return false;
  ren_str s = ren__line_str(&job->table, job->run[i]);
  uint32_t cp;
  size_t n = ren_utf8_decode(s.ptr, s.len, &cp);
  if (n == s.len && (cp == '-' || cp == 0x2013)) return true;
  if (cp == 'o') return false; /* a letter more often than a ring */
  char alone[MARK_BYTES + 2];  /* a mark is one by the blank and the text after it */
  memcpy(alone, s.ptr, s.len);
  memcpy(alone + s.len, " x", 2);
  return ren__list_marker((ren_str){alone, s.len + 2}) > 0;
}

/* Marks that follow each other are a column whose items stand elsewhere. */
ren__joint ren__join_mark(const ren__job *job, size_t i) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  bool column = ren__is_lone_mark(job, i) || (i > 1 && ren__is_lone_mark(job, i - 2));
  bool text = b->first == REN__FIRST_LOWER || b->first == REN__FIRST_UPPER || b->first == REN__FIRST_DIGIT ||
              b->first == REN__FIRST_QUOTE;
  if (column || !text || b->row || b->gap > 1 || ren__nearness_of(job, i) == REN__NEAR_PAGE) return (ren__joint){0};
  bool counted = a->width > 1;
  return (ren__joint){REN__RULE_MARK, 0, " ", counted ? 0.85f : 0.92f};
}
