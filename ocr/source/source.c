#include "source/source.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SNIFF = 1024, SIDE_MAX = 65500 };

ren_status ren__source_open(ren__source **out, int fd, ren_error *err) {
  *out = NULL;
  char head[SNIFF];
  ssize_t got = pread(fd, head, sizeof head, 0);
  if (got < 0) {
    int reason = errno;
    close(fd);
    return ren_fail_errno(err, REN_EIO, reason, "cannot read");
  }
  ren_media media = ren_media_sniff((ren_str){head, (size_t)got});
  switch (media) {
  case REN_MEDIA_PDF:
#ifdef REN_WITH_PDF
    return ren__pdf_open(out, fd, err);
#else
    close(fd);
    return ren_fail(err, REN_EMISSING, "is a PDF, and this renskrift was built without PDF support");
#endif
  case REN_MEDIA_TIFF:
  case REN_MEDIA_PNG:
  case REN_MEDIA_JPEG:
  case REN_MEDIA_JP2:
  case REN_MEDIA_PNM:
  case REN_MEDIA_WEBP:
  case REN_MEDIA_GIF:
  case REN_MEDIA_BMP: return ren__image_open(out, fd, media, err);
  case REN_MEDIA_EMPTY: close(fd); return ren_fail(err, REN_EFORMAT, "is empty");
  default:
    close(fd);
    return ren_fail(err, REN_EFORMAT, "is neither an image nor a PDF but %s",
                    media == REN_MEDIA_TEXT ? "text" : "something else");
  }
}

void ren__source_free(ren__source *source) {
  if (source) source->kind->free(source);
}

static ren_status check_page(const ren__source *source, uint32_t page, ren_error *err) {
  if (page >= 1 && page <= source->pages) return REN_OK;
  return ren_fail(err, REN_EINVAL, "has no page %u, only %u", page, source->pages);
}

ren_status ren__source_scan(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err) {
  *out = (ren__scan){0};
  ren_status status = check_page(source, page, err);
  return status == REN_OK ? source->kind->scan(out, source, page, max_pixels, err) : status;
}

ren_status ren__source_layer(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err) {
  *facts = (ren__layer_facts){0};
  ren_status status = check_page(source, page->number, err);
  if (status != REN_OK || !source->kind->layer) return status;
  return source->kind->layer(page, facts, source, err);
}

ren_status ren__source_glimpse(PIX **out, ren__source *source, uint32_t page, uint32_t side, uint64_t max_pixels,
                               ren_error *err) {
  *out = NULL;
  ren_status status = check_page(source, page, err);
  if (status != REN_OK) return status;
  if (source->kind->glimpse) return source->kind->glimpse(out, source, page, side, err);
  ren__scan scan;
  status = source->kind->scan(&scan, source, page, max_pixels, err);
  if (status == REN_OK) *out = scan.pix;
  return status;
}

/* ---- helpers of the kinds -------------------------------------------------- */

ren_status ren__map_file(ren__map *out, int fd, ren_error *err) {
  *out = (ren__map){0};
  struct stat st;
  if (fstat(fd, &st) != 0) return ren_fail_errno(err, REN_EIO, errno, "cannot read");
  if (st.st_size <= 0) return ren_fail(err, REN_EFORMAT, "is empty");
  void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) return ren_fail_errno(err, errno == ENOMEM ? REN_ELIMIT : REN_EIO, errno, "cannot read");
  *out = (ren__map){bytes, (size_t)st.st_size};
  return REN_OK;
}

void ren__map_free(ren__map *map) {
  if (map->bytes) munmap((void *)(uintptr_t)map->bytes, map->size);
  *map = (ren__map){0};
}

ren_status ren__check_pixels(double width, double height, uint64_t max_pixels, ren_error *err) {
  if (!(width >= 1 && height >= 1)) return ren_fail(err, REN_EFORMAT, "the page has no size");
  if (width * height > (double)max_pixels)
    return ren_fail(err, REN_ELIMIT, "the page has %.0f x %.0f pixels (%.0f million); the limit is %.0f million", width,
                    height, width * height / 1e6, (double)max_pixels / 1e6);
  if (width > SIDE_MAX || height > SIDE_MAX)
    return ren_fail(err, REN_ELIMIT, "the page has %.0f x %.0f pixels; no side may have more than %d", width, height,
                    SIDE_MAX);
  return REN_OK;
}

uint32_t ren__credible_dpi(uint32_t width, uint32_t height, uint32_t tag) {
  if (tag < REN__DPI_MIN || tag > 2 * REN__DPI_MAX) return 0;
  double longest = (double)(width > height ? width : height) / tag;
  /* A 300-dpi A4 page tagged 72 or 96 would be over 36 inches long: a poster. */
  if (tag <= 100 && longest > 20) return 0;
  if (longest > 120) return 0;
  return tag;
}
