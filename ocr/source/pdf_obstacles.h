/* source/pdf_obstacles.h: what keeps a PDF from being PDF/A-2b (ISO 19005-2, clause 6).
 *
 * The check errs on the side of saying no: what it cannot vouch for is an obstacle. Fonts
 * of other makers are (their widths and encodings would have to be compared with the font
 * files), unless the PDF claims to be PDF/A already and so was checked by others.
 */
#ifndef REN_SOURCE_PDF_OBSTACLES_H
#define REN_SOURCE_PDF_OBSTACLES_H

#include <renskrift/base.h>

#include <qpdf/qpdf-c.h>

/* The first obstacle, to stand after "it has"; NULL if there is
 * none. part: of PDF/A that the PDF claims to be, 0 for none. */
const char *ren__pdf_obstacle(qpdf_data pdf, unsigned part);

#endif
