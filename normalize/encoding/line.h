/* line.h: one line under repair, as cells that know their source bytes.
 *
 * A line is decoded once into cells. Every repair replaces a run of cells by other
 * cells whose source span is the union of theirs, so repairs compose (an entity that
 * gives mojibake that gives a letter) and the edits are read off at the end.
 */
#ifndef REN_ENCODING_LINE_H
#define REN_ENCODING_LINE_H

#include <renskrift/text.h>

typedef struct ren__cell {
  uint32_t cp;      /* code point, or REN__RAW | byte */
  uint32_t at, len; /* source bytes, relative to the line */
  float confidence;
  const char *rule; /* NULL: as it stood in the source */
} ren__cell;

typedef struct ren__line {
  const char *bytes; /* of the source, borrowed */
  size_t length;
  ren__cell *cells;
  size_t count, cap;
  ren__cell *gone; /* source that is left out: cells with cp 0, in no order */
  size_t gone_count, gone_cap;
  ren__cell *spare; /* room for replace */
  size_t spare_cap, spare_count;
  size_t read; /* cells that begin..end has dealt with */
  bool failed; /* out of memory */
} ren__line;

/* What takes the place of cells [first, first + count) of a run. `changed` units are
 * new; others stand for exactly one old cell. count 0: a further character for the
 * cells of the unit before. */
typedef struct ren__unit {
  uint32_t cp;
  uint16_t first, count;
  bool changed;
} ren__unit;

void ren__line_read(ren__line *line, const char *bytes, size_t length);
void ren__line_free(ren__line *line);

/* Replaces cells [from, from + count) by units whose `first` counts from `from`. Cells
 * that no unit covers are left out. Returns the number of cells that stand there now. */
size_t ren__line_replace(ren__line *line, size_t from, size_t count, const ren__unit *units, size_t unit_count,
                         const char *rule, float confidence);
/* Many replacements in one go, from left to right: begin, then keep (cells up to a
 * place stay) and put (units take the place of the next `count` cells) in turn, end. */
void ren__line_begin(ren__line *line);
void ren__line_keep(ren__line *line, size_t until);
void ren__line_put(ren__line *line, size_t count, const ren__unit *units, size_t unit_count, const char *rule,
                   float confidence);
void ren__line_end(ren__line *line);

void ren__line_remove(ren__line *line, size_t at, const char *rule, float confidence);
void ren__line_set(ren__line *line, size_t at, uint32_t cp, const char *rule, float confidence);

/* The changes as edits of the text whose byte `offset` is the line's first. */
ren_status ren__line_edits(ren__line *line, size_t offset, ren_edits *edits, ren_error *err);
/* The line as it is now, appended as UTF-8 (raw bytes as they are). */
void ren__line_text(const ren__line *line, ren_buf *out);

#endif
