/* line_furniture.h: running heads and feet, page numbers and stamps in plain text.
 *
 * Page ends are form feeds, and lines that number a page ("Sida 3 (12)"). Near them
 * a line is furniture if it numbers the page in step with the other pages, if it
 * comes back on most pages (digits aside, and with a few letters misread), or if it
 * stands with a page number in the middle of a sentence. Headings and points of a
 * decision are not taken for furniture because they come back.
 */
#ifndef REN_FURNITURE_H
#define REN_FURNITURE_H

#include "lines/line_table.h"

/* Marks lines in the table; those below the confidence stay running text. */
ren_status ren__furniture_find(ren__table *table, float min_confidence, ren_error *err);

#endif
