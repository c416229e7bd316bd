/* text_columns.h: columns of running text that stand side by side in plain text, as
 * pdftotext -layout leaves them:
 *
 *     Förvaltningen föreslår att       remissen och begär att få
 *     nämnden bifaller motionen.       återkomma i höst.
 *
 * are two columns if a strip of blanks parts the rows, lines on the right begin at its edge,
 * and on both sides sentences run on from line to line. Tables and lists of names do not.
 */
#ifndef REN_TEXT_COLUMNS_H
#define REN_TEXT_COLUMNS_H

#include "lines/line_table.h"

/* *out: edits that put each right column under its left one, with empty lines where a column
 * has a gap; NULL if there are no columns. Not for page texts: the layout has read them. */
ren_status ren__columns_find(ren_edits **out, const ren__table *table, float min_confidence, ren_error *err);

#endif
