/* Where the lines of a page text stand: their columns, and what the layout made of them. */
#ifndef REN_LINES_LINE_PLACES_H
#define REN_LINES_LINE_PLACES_H

#include "lines/line_table.h"

/* Fills table->place for a text with geometry; marks furniture and rows that the layout found. */
ren_status ren__find_places(ren__table *table, const ren_text *text, ren_error *err);

/* Log-odds for line b going on with a, as they stand on the page; both in one column. */
double ren__place_evidence(const ren__place *a, const ren__place *b, bool a_is_item);

/* The same over a page or column end, for "the paragraph goes on": lines set in alike belong to
 * a quotation; in a text whose paragraphs are indented, a line at the edge goes on with the one
 * before. full: the next word did not fit on line a. */
double ren__place_page_evidence(const ren__table *t, size_t a, size_t b, bool full);

#endif
