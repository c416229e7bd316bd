/* source/source_pdf.h: PDF pages through poppler-glib. What only these files share.
 *
 * Geometry. poppler gives sizes and places in points of the page as it is shown: cut
 * to its crop box and turned by /Rotate, origin top left.
 */
#ifndef REN_SOURCE_SOURCE_PDF_H
#define REN_SOURCE_SOURCE_PDF_H

#include "source/source.h"

#include <poppler.h>

typedef struct ren__pdf {
  ren__source base;
  PopplerDocument *document;
} ren__pdf;

/* The page and its size in points; REN_EFORMAT if it is broken, REN_ELIMIT if its size
 * is absurd. g_object_unref it. */
ren_status ren__pdf_page(PopplerPage **out, double *width, double *height, ren__source *source, uint32_t page,
                         ren_error *err);

/* The pixels that a page is drawn on. */
typedef struct ren__pdf_grid {
  int across, down;
  double x_scale, y_scale; /* pixels a point */
} ren__pdf_grid;
ren__pdf_grid ren__pdf_grid_at(double width, double height, double dpi);

/* Renders in grey on white. */
ren_status ren__pdf_render(PIX **out, PopplerPage *page, const ren__pdf_grid *grid, ren_error *err);

/* The share of the page that its largest image covers; that image is not decoded. */
double ren__pdf_image_cover(PopplerPage *page, double width, double height);

/* The most dots per inch at which the page is not too large to be rendered. */
double ren__pdf_dpi_limit(double width, double height, uint64_t max_pixels);

/* Compares words and picture: sets what facts says of it, takes unseen words out. */
ren_status ren__pdf_look(ren_page *page, ren__layer_facts *facts, PopplerPage *leaf, double width, double height,
                         ren_error *err);
ren_status ren__pdf_layer(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err);

#endif
