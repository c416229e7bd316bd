/* encoding_together.h: texts whose lines were all broken in the same way. */
#ifndef REN_ENCODING_TOGETHER_H
#define REN_ENCODING_TOGETHER_H

#include <renskrift/base.h>

/* Breaks `limit` lines by each confusion, and a third as many by each two in turn, repairs
 * them as one text and prints the share of lines that are exact: of all single ones, and of
 * pairs where it is below 99.5 %. Pairs that cannot carry both ö and å are left out: their
 * lines hold nothing to tell them by. */
void encoding_together(ren_str lines, size_t limit, bool show, void (*repair)(ren_buf *out, ren_str bytes));

#endif
