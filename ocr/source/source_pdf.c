#include "source/source_pdf.h"

#include "source/pdf_image_size.h"

#include "alloc.h"

#include <cairo.h>
#include <math.h>
#include <unistd.h>

/* ISO 32000-1 annex C: 14,400 units; some programs write user units on top. */
static const double POINTS_MAX = 200 * 72.0 * 10;
/* Rendering needs five bytes a pixel; larger pages are rendered coarser. */
static const double RENDER_PIXELS = 100e6;
enum { RENDER_SIDE_MAX = 32000, IMAGE_DPI_MAX = 600, IMAGE_DPI_MIN = 72 };

/* ---- opening -------------------------------------------------------------- */

static void pdf_free(ren__source *source) {
  ren__pdf *pdf = (ren__pdf *)source;
  if (pdf->document) g_object_unref(pdf->document);
  if (source->fd >= 0) close(source->fd);
  ren_free(pdf);
}

static ren_status say_why(const GError *why, ren_error *err) {
  if (why && g_error_matches(why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    return ren_fail(err, REN_EFORMAT, "is encrypted; remove the password first (for example: qpdf --decrypt)");
  if (why && g_error_matches(why, POPPLER_ERROR, POPPLER_ERROR_BAD_CATALOG))
    return ren_fail(err, REN_EFORMAT, "is not a readable PDF: its page catalogue is damaged");
  return ren_fail(err, REN_EFORMAT, "is not a readable PDF: damaged or cut short");
}

static ren_status pdf_scan(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err);
static ren_status pdf_glimpse(PIX **out, ren__source *source, uint32_t page, uint32_t side, ren_error *err);

ren_status ren__pdf_open(ren__source **out, int fd, ren_error *err) {
  static const ren__source_kind kind = {
      .scan = pdf_scan, .layer = ren__pdf_layer, .glimpse = pdf_glimpse, .free = pdf_free};
  *out = NULL;
  ren__pdf *pdf = ren_alloc(sizeof *pdf);
  if (!pdf) {
    close(fd);
    return ren_fail_nomem(err);
  }
  pdf->base = (ren__source){.kind = &kind, .media = REN_MEDIA_PDF, .fd = fd};
  GError *why = NULL;
  int own = dup(fd); /* poppler closes the one it gets */
  ren_status status = REN_OK;
  if (own >= 0) pdf->document = poppler_document_new_from_fd(own, NULL, &why);
  if (!pdf->document) status = say_why(why, err);
  g_clear_error(&why);
  int pages = pdf->document ? poppler_document_get_n_pages(pdf->document) : 0;
  if (status == REN_OK && pages <= 0) status = ren_fail(err, REN_EFORMAT, "is a PDF without pages");
  if (status == REN_OK) {
    pdf->base.pages = (uint32_t)pages;
    *out = &pdf->base;
    return REN_OK;
  }
  pdf_free(&pdf->base);
  return status;
}

ren_status ren__pdf_page(PopplerPage **out, double *width, double *height, ren__source *source, uint32_t page,
                         ren_error *err) {
  ren__pdf *pdf = (ren__pdf *)source;
  *out = poppler_document_get_page(pdf->document, (int)page - 1);
  if (!*out) return ren_fail(err, REN_EFORMAT, "the page is damaged");
  poppler_page_get_size(*out, width, height);
  ren_status status = REN_OK;
  if (!(*width > 0 && *height > 0))
    status = ren_fail(err, REN_EFORMAT, "the page has no size");
  else if (!(*width <= POINTS_MAX && *height <= POINTS_MAX))
    status = ren_fail(err, REN_ELIMIT, "the page measures %.0f x %.0f m; that cannot be meant", *width / 72 * 0.0254,
                      *height / 72 * 0.0254);
  if (status == REN_OK) return REN_OK;
  g_object_unref(*out);
  *out = NULL;
  return status;
}

/* ---- rendering ------------------------------------------------------------ */

/* ITU-R BT.601 luma of cairo's x8r8g8b8. */
static PIX *grey_of(cairo_surface_t *surface) {
  int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
  int stride = cairo_image_surface_get_stride(surface);
  const unsigned char *bytes = cairo_image_surface_get_data(surface);
  PIX *pix = pixCreateNoInit(width, height, 8);
  if (!pix) return NULL;
  l_uint32 *data = pixGetData(pix);
  l_int32 words = pixGetWpl(pix);
  for (int y = 0; y < height; y++) {
    const uint32_t *from = (const uint32_t *)(const void *)(bytes + (size_t)y * (size_t)stride);
    l_uint32 *to = data + (size_t)y * (size_t)words;
    for (int x = 0; x < width; x++) {
      uint32_t p = from[x];
      uint32_t grey = (299 * (p >> 16 & 255) + 587 * (p >> 8 & 255) + 114 * (p & 255) + 500) / 1000;
      SET_DATA_BYTE(to, x, (l_uint8)grey);
    }
  }
  return pix;
}

ren__pdf_grid ren__pdf_grid_at(double width, double height, double dpi) {
  ren__pdf_grid grid = {.across = (int)fmax(1, round(width * dpi / 72)),
                        .down = (int)fmax(1, round(height * dpi / 72))};
  grid.x_scale = grid.across / width;
  grid.y_scale = grid.down / height;
  return grid;
}

ren_status ren__pdf_render(PIX **out, PopplerPage *page, const ren__pdf_grid *grid, ren_error *err) {
  *out = NULL;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, grid->across, grid->down);
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, grid->x_scale, grid->y_scale);
  poppler_page_render(page, cairo);
  cairo_status_t failed = cairo_status(cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  if (!failed) failed = cairo_surface_status(surface);
  if (!failed && !(*out = grey_of(surface))) failed = CAIRO_STATUS_NO_MEMORY;
  cairo_surface_destroy(surface);
  if (failed == CAIRO_STATUS_NO_MEMORY)
    return ren_fail(err, REN_ELIMIT, "rendering the page needs more memory than an OCR worker may use");
  return failed ? ren_fail(err, REN_EFORMAT, "the page cannot be rendered: %s", cairo_status_to_string(failed))
                : REN_OK;
}

/* ---- the page as a scan --------------------------------------------------- */

/* The largest image of a page. */
typedef struct picture {
  PopplerRectangle area; /* of the page; origin top left */
  gint id;
  bool alone;          /* there is no other */
  double cover;        /* what share of the page it covers */
  double across, down; /* pixels, as it lies on the page; 0 until it is decoded */
} picture;

static picture largest_picture(PopplerPage *page, double width, double height) {
  picture out = {0};
  GList *list = poppler_page_get_image_mapping(page);
  for (const GList *at = list; at; at = at->next) {
    const PopplerImageMapping *image = at->data;
    double w = fmin(image->area.x2, width) - fmax(image->area.x1, 0);
    double h = fmin(image->area.y2, height) - fmax(image->area.y1, 0);
    double cover = w > 0 && h > 0 ? w * h / (width * height) : 0;
    if (cover > out.cover) out = (picture){.area = image->area, .id = image->image_id, .cover = cover};
  }
  out.alone = list && !list->next;
  poppler_page_free_image_mapping(list);
  return out;
}

double ren__pdf_image_cover(PopplerPage *page, double width, double height) {
  return largest_picture(page, width, height).cover;
}

static bool decode_size(int32_t *across, int32_t *down, PopplerPage *page, gint id) {
  cairo_surface_t *surface = poppler_page_get_image(page, id);
  if (!surface) return false;
  *across = cairo_image_surface_get_width(surface);
  *down = cairo_image_surface_get_height(surface);
  cairo_surface_destroy(surface);
  return true;
}

/* To decode the image takes a twenty-fifth of a page's time. */
static void count_pixels(picture *p, PopplerPage *page, const ren__source *source, uint32_t number) {
  int32_t across, down;
  if (!(p->alone && ren__pdf_image_size(&across, &down, source->fd, number)) &&
      !decode_size(&across, &down, page, p->id))
    return;
  p->across = across;
  p->down = down;
  /* Turned by 90 degrees on the page: compare the longer sides. */
  if ((p->across > p->down) == (p->area.x2 - p->area.x1 > p->area.y2 - p->area.y1)) return;
  double swap = p->across;
  p->across = p->down;
  p->down = swap;
}

double ren__pdf_dpi_limit(double width, double height, uint64_t max_pixels) {
  double pixels = fmin((double)max_pixels, RENDER_PIXELS), inches = width / 72 * height / 72;
  return floor(fmin(sqrt(pixels / inches), RENDER_SIDE_MAX / (fmax(width, height) / 72)));
}

/* poppler rounds the area to whole points. */
static bool fills_page(const picture *p, double width, double height) {
  enum { SLACK = 2 };
  return fabs(p->area.x1) < SLACK && fabs(p->area.y1) < SLACK && fabs(p->area.x2 - width) < SLACK &&
         fabs(p->area.y2 - height) < SLACK;
}

/* A picture that fills the page comes out as it is stored, pixel for pixel, if its resolution across and
 * down is the same but for rounding: pixels that are no squares are made so. */
static ren__pdf_grid grid_of_picture(const picture *p, double width, double height, double dpi) {
  ren__pdf_grid own = {(int)p->across, (int)p->down, p->across / width, p->down / height};
  bool square = fabs(own.x_scale / own.y_scale - 1) < 0.005, whole = fabs(72 * own.x_scale / dpi - 1) < 0.005;
  return square && whole ? own : ren__pdf_grid_at(width, height, dpi);
}

/* A page that is one scan is drawn pixel for pixel; anything else at 300 dots per inch. */
static double choose_grid(ren__pdf_grid *out, PopplerPage *page, double width, double height, const ren__source *source,
                          uint32_t number, uint64_t max_pixels) {
  picture scan = largest_picture(page, width, height);
  double limit = ren__pdf_dpi_limit(width, height, max_pixels), stored = 0;
  bool fills = fills_page(&scan, width, height);
  if (scan.cover > 0.5) count_pixels(&scan, page, source, number);
  if (fills) scan.area = (PopplerRectangle){.x2 = width, .y2 = height};
  if (scan.across > 0)
    stored = 72 * fmax(scan.across / (scan.area.x2 - scan.area.x1), scan.down / (scan.area.y2 - scan.area.y1));
  double dpi = fmin(stored >= IMAGE_DPI_MIN ? fmin(stored, IMAGE_DPI_MAX) : REN__LAYER_DPI, limit);
  *out = fills && stored > 0 ? grid_of_picture(&scan, width, height, dpi) : ren__pdf_grid_at(width, height, dpi);
  return dpi;
}

static ren_status pdf_scan(ren__scan *out, ren__source *source, uint32_t number, uint64_t max_pixels, ren_error *err) {
  PopplerPage *page;
  double width, height;
  ren_status status = ren__pdf_page(&page, &width, &height, source, number, err);
  if (status != REN_OK) return status;
  ren__pdf_grid grid;
  double dpi = choose_grid(&grid, page, width, height, source, number, max_pixels);
  if (dpi < REN__DPI_MIN)
    status = ren_fail(err, REN_ELIMIT,
                      "the page measures %.1f x %.1f m; rendered legibly it would have over %.0f million pixels",
                      width / 72 * 0.0254, height / 72 * 0.0254, fmin((double)max_pixels, RENDER_PIXELS) / 1e6);
  else
    status = ren__pdf_render(&out->pix, page, &grid, err);
  out->dpi = (uint32_t)lround(dpi);
  g_object_unref(page);
  return status;
}

static ren_status pdf_glimpse(PIX **out, ren__source *source, uint32_t number, uint32_t side, ren_error *err) {
  PopplerPage *page;
  double width, height;
  ren_status status = ren__pdf_page(&page, &width, &height, source, number, err);
  if (status != REN_OK) return status;
  ren__pdf_grid grid = ren__pdf_grid_at(width, height, 72 * side / fmax(width, height));
  status = ren__pdf_render(out, page, &grid, err);
  g_object_unref(page);
  return status;
}
