/* source/assemble_pdf.h: the searchable PDF, by qpdf's C API.
 *
 * A PDF keeps its pages, metadata, outlines and the bytes of its images; an image file
 * becomes a PDF of pages that are that image (JPEG and JPEG 2000 bytes as they are,
 * everything else without loss: CCITT G4 for bilevel, Flate for the rest). Then the
 * page of the text-only PDF (export/text_pdf.h) is copied as a form XObject and drawn
 * after the page's own content; a page that was scanned sideways is set upright by
 * /Rotate, its content untouched.
 */
#ifndef REN_SOURCE_ASSEMBLE_PDF_H
#define REN_SOURCE_ASSEMBLE_PDF_H

#include "pool/wire.h"
#include "source/source.h"

#include <qpdf/qpdf-c.h>

/* What a worker was asked to put together. */
typedef struct ren__assembly {
  ren_str text_pdf; /* may be empty */
  const ren__wire_place *places;
  size_t place_count;
  const ren__wire_bookmark *bookmarks;
  size_t bookmark_count;
  uint64_t max_pixels;
} ren__assembly;

/* Writes to the file behind `out`. note (REN_ERROR_MESSAGE_MAX bytes) gets why it is no
 * PDF/A-2b, "" if it is. REN_EFORMAT, REN_EOUTPUT, REN_ELIMIT. */
ren_status ren__assemble_pdf(ren__source *source, int out, const ren__assembly *wanted, char *note, ren_error *err);

/* Adds the image file's pages to an empty PDF. places may say how large they are. */
ren_status ren__assemble_pdf_images(qpdf_data pdf, ren__source *source, const ren__wire_place *places, size_t count,
                                    uint64_t max_pixels, ren_error *err);

/* A stream object with these bytes and no filter. */
qpdf_oh ren__assemble_pdf_stream(qpdf_data pdf, ren_str bytes);

#endif
