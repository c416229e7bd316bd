/* export/text_pdf.h: a PDF of invisible words, to be laid over the original pages.
 *
 * One PDF page for each of `pages`; NULL ones and pages without a size give an
 * empty A4 page. Only text in render mode 3 (neither filled nor stroked; ISO
 * 32000-1, 9.3.6) is drawn: nothing is visible, everything can be searched and
 * copied.
 *
 * Place. The PDF page has the size and orientation of the scan as it was shown
 * before ren_page.rotation and ren_page.skew were taken out: width / dpi * 72 by
 * height / dpi * 72 points, the two swapped when rotation is 90 or 270; no /Rotate.
 * The page record's coordinates are those of the upright, deskewed image. That image
 * is the scan turned clockwise by `rotation`, then clockwise by `skew` degrees about
 * its centre (size kept, so a negative skew was a counter-clockwise turn). Words are put
 * where they are in the scan: text matrices undo the quarter turns; the skew is undone
 * for the place of each word, about the middle of its baseline, while the word itself
 * runs level. (With a sloping baseline poppler's readers break words whose end is more
 * than half a point higher than their beginning: of 340 words at 2 degrees, 313 came
 * back whole with pdftotext, and 336 with level words, which lie as near to the ink.)
 *
 * Words. Baseline and font size come from the line's box; the horizontal scaling (Tz)
 * lets each word fill its box. A blank follows each word, so that copied text has
 * blanks. The font (Type0, Identity-H) is a TrueType font without outlines that this
 * code writes; codes are numbered by the code points in use and mapped back by a
 * ToUnicode CMap. Furniture (running heads ...) is written too: it is on the page.
 *
 * The same pages give the same bytes. REN_EINVAL (no pages, *out not empty),
 * REN_ENOMEM, REN_ELIMIT (out->max, or more than 8,388,607 PDF objects).
 */
#ifndef REN_EXPORT_TEXT_PDF_H
#define REN_EXPORT_TEXT_PDF_H

#include <renskrift/ocr.h>

/* Appends the whole PDF to *out, which must be empty. */
ren_status ren__text_pdf(ren_buf *out, ren_page_feed pages, ren_error *err);

#endif
