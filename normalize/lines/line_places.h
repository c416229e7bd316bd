/* Where the lines of a page text stand: their columns, and what the layout made of them. */
#ifndef REN_LINES_LINE_PLACES_H
#define REN_LINES_LINE_PLACES_H

#include "lines/line_table.h"

/* Fills table->place for a text with geometry; marks furniture and rows that the layout found. */
ren_status ren__find_places(ren__table *table, const ren_text *text, ren_error *err);

/* Log-odds for line b going on with a, as they stand on the page; both in one column. */
double ren__place_evidence(const ren__place *a, const ren__place *b, bool a_is_item);

#endif
