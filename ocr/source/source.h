/* source/source.h: an open image or PDF file, by content, whatever its name.
 *
 * One interface, two kinds behind it: images through leptonica (a TIFF may have many
 * pages), PDFs through poppler-glib (source_pdf*.c, left out of a build without PDF).
 * The worker has a descriptor, never a path.
 */
#ifndef REN_SOURCE_SOURCE_H
#define REN_SOURCE_SOURCE_H

#include "layer/layer.h"

#include <leptonica/allheaders.h>

enum { REN__LAYER_DPI = 300, REN__DPI_MIN = 36, REN__DPI_MAX = 1200 };

typedef struct ren__source ren__source;

/* A page as it lies in the file. */
typedef struct ren__scan {
  PIX *pix;     /* any depth, no colour map, square pixels */
  uint32_t dpi; /* 0: the file does not say anything credible */
} ren__scan;

typedef struct ren__source_kind {
  ren_status (*scan)(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err);
  /* May be NULL: no text layers. */
  ren_status (*layer)(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err);
  /* The page as it lies, grey, longest side at most `side`. NULL: made from the scan. */
  ren_status (*glimpse)(PIX **out, ren__source *source, uint32_t page, uint32_t side, ren_error *err);
  void (*free)(ren__source *source);
} ren__source_kind;

/* The kinds embed this as their first member. */
struct ren__source {
  const ren__source_kind *kind;
  ren_media media;
  uint32_t pages;
  int fd; /* owned */
};

/* Takes fd over, also when it fails. REN_EFORMAT: neither an image nor a PDF,
 * malformed, encrypted, no pages; REN_ELIMIT. */
ren_status ren__source_open(ren__source **out, int fd, ren_error *err);
void ren__source_free(ren__source *source);

/* REN_EFORMAT, REN_ELIMIT (more than max_pixels; the message names the size). */
ren_status ren__source_scan(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err);

/* Fills page (its number is set) with the words of its text layer; none if there is
 * no layer. Size and boxes at REN__LAYER_DPI. */
ren_status ren__source_layer(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err);

ren_status ren__source_glimpse(PIX **out, ren__source *source, uint32_t page, uint32_t side, uint64_t max_pixels,
                               ren_error *err);

/* ---- for the kinds --------------------------------------------------------- */

ren_status ren__image_open(ren__source **out, int fd, ren_media media, ren_error *err);
ren_status ren__pdf_open(ren__source **out, int fd, ren_error *err);

/* The file in memory, mapped read-only. */
typedef struct ren__map {
  const uint8_t *bytes;
  size_t size;
} ren__map;
ren_status ren__map_file(ren__map *out, int fd, ren_error *err);
void ren__map_free(ren__map *map);

/* The decoded page of an image file, unchanged (for assembling PDFs). */
ren_status ren__image_decode(PIX **out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err);
/* The mapped bytes of an image file. */
ren__map ren__image_bytes(const ren__source *source);

/* REN_ELIMIT if width x height is too much or nonsense. */
ren_status ren__check_pixels(double width, double height, uint64_t max_pixels, ren_error *err);

/* Is the resolution tag of an image of this size credible? Scanning programs and
 * cameras write 72 or 96 when they know nothing. Returns the tag or 0. */
uint32_t ren__credible_dpi(uint32_t width, uint32_t height, uint32_t tag);

#endif
