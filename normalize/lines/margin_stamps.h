/* margin_stamps.h: stamps in the right margin of plain text, where pdftotext -layout leaves
 * them on the lines of the text beside them:
 *
 *     tills ett nytt reglemente har antagits, och gäl-                  Just.
 *     ler till utgången av året.                                        sign.
 */
#ifndef REN_MARGIN_STAMPS_H
#define REN_MARGIN_STAMPS_H

#include "lines/line_table.h"

/* *out: edits that take them out, rule `page-stamp`; NULL if there are none. They count in texts
 * with page ends, if there are two or more. */
ren_status ren__margin_stamps_find(ren_edits **out, const ren__table *table, float min_confidence, ren_error *err);

#endif
