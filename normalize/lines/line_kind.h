/* line_kind.h: what a line looks like by its first and last characters. */
#ifndef REN_LINE_KIND_H
#define REN_LINE_KIND_H

#include "lines/line_bytes.h"
#include "lines/line_table.h"

/* Fills first, last, sign and row of a line whose place is set. */
void ren__classify(ren_str text, ren__line *line, const ren__line_bytes *bytes);

/* Length of the list marker at the start of s with the blanks after it, or 0. */
size_t ren__list_marker(ren_str s);

#endif
