/* source/pdf_outline.h: bookmarks of a PDF (ISO 32000-1, 12.3.3). */
#ifndef REN_SOURCE_PDF_OUTLINE_H
#define REN_SOURCE_PDF_OUTLINE_H

#include "pool/wire.h"

#include <qpdf/qpdf-c.h>

/* A PDF that has bookmarks keeps them. Those of pages that are not there are left out. */
void ren__pdf_outline(qpdf_data pdf, const ren__wire_bookmark *bookmarks, size_t count);

#endif
