/* repeat.h: lines near page ends that come back page after page, with variation.
 *
 * A line is folded to its letters with each run of digits as one sign; lines at
 * the same end of pages one or two apart belong together when their folds differ by
 * at most a fifth (edit distance, Ukkonen's band), so OCR noise does not part them.
 */
#ifndef REN_REPEAT_H
#define REN_REPEAT_H

#include <renskrift/base.h>

/* A line near a page end, as given to ren__repeat_group. */
typedef struct ren__edge {
  uint32_t line;  /* index into the table */
  uint32_t page;  /* counted from 0 */
  uint8_t depth;  /* lines between it and the page end: 0 is outermost */
  bool foot;      /* at the lower end */
  uint32_t group; /* out: lines that are the same share it */
  uint32_t size;  /* out: lines in its group */
  bool steady;    /* out: they stand at about the same place, once a page */
} ren__edge;

typedef struct ren__fold {
  uint8_t len;
  uint8_t digits; /* runs of digits */
  char text[62];
} ren__fold;

ren__fold ren__fold_line(ren_str line);
bool ren__folds_match(const ren__fold *a, const ren__fold *b);

/* edges are ordered by page. lines: text of each edge. */
ren_status ren__repeat_group(ren__edge *edges, const ren_str *lines, size_t count, ren_error *err);

#endif
