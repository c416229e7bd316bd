/* source/pdf_page_area.h: which part of a PDF page is shown, and which way up. */
#ifndef REN_SOURCE_PDF_PAGE_AREA_H
#define REN_SOURCE_PDF_PAGE_AREA_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

typedef struct ren__pdf_area {
  double x0, y0, x1, y1;
} ren__pdf_area;

/* A box of the page; false if it has none, or none with an area. */
bool ren__pdf_read_area(ren__pdf_area *out, qpdf_data pdf, qpdf_oh page, const char *key);
/* What a reader shows: the crop box within the media box (ISO 32000-1, 14.11.2). */
ren__pdf_area ren__pdf_shown_area(qpdf_data pdf, qpdf_oh page);
/* Clockwise degrees: 0 90 180 270. */
int ren__pdf_page_turn(qpdf_data pdf, qpdf_oh page);

#endif
