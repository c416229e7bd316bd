/* line_numbers.h: numbers that count the lines of print, at the left of plain text.
 *
 *      4   tekniska nämnden beslutar att ge förvaltningen i upp-
 *      5   drag att återkomma
 *
 * They stand in a column, rise by 1, 5 or 10, and most lines take part in the count;
 * sentences run on from one numbered line to the next. An agenda or a table with
 * numbered rows does not. Where an extractor gave the numbers lines of their own, in
 * whatever order, they count from 1 to the last on page after page.
 */
#ifndef REN_LINE_NUMBERS_H
#define REN_LINE_NUMBERS_H

#include "lines/line_table.h"

/* Takes the numbers off the lines of the table: the line begins after it (see `lead`), or
 * is furniture if there is nothing else on it. Not for page texts: the layout has found them. */
ren_status ren__line_numbers_find(ren__table *table, float min_confidence, ren_error *err);

#endif
