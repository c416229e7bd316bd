/* Image files through leptonica. Sizes are read from the header before anything is
 * decoded, so that a bomb costs nothing. */
#include "source/source.h"

#include "alloc.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct image_source {
  ren__source base;
  ren__map map;
} image_source;

/* ---- opening -------------------------------------------------------------- */

static uint32_t count_tiff_pages(const ren__map *map) {
  FILE *file = fmemopen((void *)(uintptr_t)map->bytes, map->size, "rb");
  l_int32 count = 0;
  if (file && tiffGetCount(file, &count) != 0) count = 0;
  if (file) fclose(file);
  return count > 0 ? (uint32_t)count : 0;
}

static void image_free(ren__source *source) {
  image_source *image = (image_source *)source;
  ren__map_free(&image->map);
  if (source->fd >= 0) close(source->fd);
  ren_free(image);
}

static ren_status image_scan(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err);

ren_status ren__image_open(ren__source **out, int fd, ren_media media, ren_error *err) {
  static const ren__source_kind kind = {.scan = image_scan, .free = image_free};
  *out = NULL;
  image_source *image = ren_alloc(sizeof *image);
  if (!image) {
    close(fd);
    return ren_fail_nomem(err);
  }
  image->base = (ren__source){.kind = &kind, .media = media, .pages = 1, .fd = fd};
  ren_status status = ren__map_file(&image->map, fd, err);
  if (status == REN_OK && media == REN_MEDIA_TIFF) {
    image->base.pages = count_tiff_pages(&image->map);
    if (image->base.pages == 0)
      status = ren_fail(err, REN_EFORMAT, "is not a readable TIFF file: damaged or cut short");
  }
  if (status == REN_OK) {
    *out = &image->base;
    return REN_OK;
  }
  image_free(&image->base);
  return status;
}

ren__map ren__image_bytes(const ren__source *source) { return ((const image_source *)source)->map; }

/* ---- size ----------------------------------------------------------------- */

static ren_status unreadable(const image_source *image, ren_error *err) {
  return ren_fail(err, REN_EFORMAT, "is not a readable %s image: damaged or cut short",
                  ren_media_name(image->base.media));
}

static ren_status check_size(const image_source *image, uint32_t page, uint64_t max_pixels, ren_error *err) {
  l_int32 format, width = 0, height = 0, bits, samples, map, dpi;
  l_int32 failed;
  if (image->base.media == REN_MEDIA_TIFF)
    failed = readHeaderMemTiff(image->map.bytes, image->map.size, (l_int32)page - 1, &width, &height, &bits, &samples,
                               &dpi, &map, &format);
  else if (image->base.media == REN_MEDIA_GIF || image->base.media == REN_MEDIA_BMP) {
    /* leptonica reads these headers only with the image: they stand at a fixed place. */
    const uint8_t *b = image->map.bytes;
    failed = image->map.size < 26;
    if (!failed && image->base.media == REN_MEDIA_GIF)
      width = b[6] | b[7] << 8, height = b[8] | b[9] << 8;
    else if (!failed) {
      memcpy(&width, b + 18, 4);
      memcpy(&height, b + 22, 4);
      if (height < 0 && height > INT32_MIN) height = -height; /* stored top down */
    }
  } else
    failed = pixReadHeaderMem(image->map.bytes, image->map.size, &format, &width, &height, &bits, &samples, &map);
  if (failed || width <= 0 || height <= 0) return unreadable(image, err);
  return ren__check_pixels(width, height, max_pixels, err);
}

/* ---- decoding ------------------------------------------------------------- */

static bool has_jpeg_end(const ren__map *map) {
  size_t look = map->size < 65536 ? map->size : 65536;
  return memmem(map->bytes + map->size - look, look, "\xFF\xD9", 2) != NULL;
}

/* libjpeg fills what is missing of a cut file with grey and calls it a warning. */
static PIX *decode_jpeg(const ren__map *map) {
  l_int32 warnings = 0;
  PIX *pix = pixReadMemJpeg(map->bytes, map->size, 0, 1, &warnings, 0);
  if (pix && warnings > 0 && !has_jpeg_end(map)) pixDestroy(&pix);
  return pix;
}

/* Blocks that a disk or a transfer left empty. openjpeg and libwebp decode what is there and keep
 * still; what they write themselves does not end like this. JPEG 2000 ends with EOC (ITU-T
 * T.800, annex A; some programs leave it out); other than simple WebP files have metadata last. */
static bool ends_in_zeros(const image_source *image) {
  enum { ZEROS = 32 };
  static const uint8_t zeros[ZEROS];
  const ren__map *map = &image->map;
  if (image->base.media == REN_MEDIA_WEBP && (map->size < 16 || memcmp(map->bytes + 12, "VP8X", 4) == 0)) return false;
  if (image->base.media != REN_MEDIA_WEBP && image->base.media != REN_MEDIA_JP2) return false;
  return map->size >= ZEROS && memcmp(map->bytes + map->size - ZEROS, zeros, ZEROS) == 0;
}

static uint32_t big_endian(const uint8_t *b) {
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Where a chunk of a PNG starts; 0 if it is not there (PNG specification, 5.3). */
static size_t find_chunk(const ren__map *map, const char *name) {
  for (size_t at = 8; at + 12 <= map->size;) {
    size_t length = big_endian(map->bytes + at);
    if (memcmp(map->bytes + at + 4, name, 4) == 0) return at;
    if (memcmp(map->bytes + at + 4, "IDAT", 4) == 0 || length > map->size - at - 12) return 0;
    at += 12 + length;
  }
  return 0;
}

/* One grey of a grey PNG may be declared transparent; leptonica takes that for a page
 * that is transparent all over. The declaration is left out: the grey is paper. */
static PIX *decode_png(const ren__map *map) {
  enum { COLOUR_TYPE_AT = 25 };
  size_t at = find_chunk(map, "tRNS");
  if (at == 0 || map->bytes[COLOUR_TYPE_AT] != 0) return pixReadMem(map->bytes, map->size);
  size_t chunk = 12 + (size_t)big_endian(map->bytes + at);
  if (chunk > map->size - at) return NULL;
  uint8_t *copy = ren_alloc(map->size);
  if (!copy) return NULL;
  memcpy(copy, map->bytes, at);
  memcpy(copy + at, map->bytes + at + chunk, map->size - at - chunk);
  PIX *pix = pixReadMem(copy, map->size - chunk);
  ren_free(copy);
  return pix;
}

ren_status ren__image_decode(PIX **out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err) {
  const image_source *image = (const image_source *)source;
  *out = NULL;
  ren_status status = check_size(image, page, max_pixels, err);
  if (status != REN_OK) return status;
  if (source->media == REN_MEDIA_TIFF)
    *out = pixReadMemTiff(image->map.bytes, image->map.size, (l_int32)page - 1);
  else if (source->media == REN_MEDIA_JPEG)
    *out = decode_jpeg(&image->map);
  else if (source->media == REN_MEDIA_PNG)
    *out = decode_png(&image->map);
  else if (!ends_in_zeros(image))
    *out = pixReadMem(image->map.bytes, image->map.size);
  if (!*out) return unreadable(image, err);
  /* The header of some formats can lie about what decoding gives. */
  status = ren__check_pixels(pixGetWidth(*out), pixGetHeight(*out), max_pixels, err);
  if (status != REN_OK) pixDestroy(out);
  return status;
}

/* ---- making it plain ------------------------------------------------------ */

/* Replaces *pix by a changed copy; false when out of memory. */
static bool replace(PIX **pix, PIX *changed) {
  pixDestroy(pix);
  *pix = changed;
  return changed != NULL;
}

/* Fax pixels are not square (204 x 98 or 204 x 196 to the inch). */
static bool make_square(PIX **pix) {
  double x = pixGetXRes(*pix), y = pixGetYRes(*pix);
  if (x <= 0 || y <= 0 || x / y > 4 || y / x > 4 || (x / y < 1.03 && y / x < 1.03)) return true;
  float across = x < y ? (float)(y / x) : 1, down = y < x ? (float)(x / y) : 1;
  l_int32 res = (l_int32)(x > y ? x : y);
  if (pixGetDepth(*pix) == 1 && !replace(pix, pixConvertTo8(*pix, 0))) return false;
  if (!replace(pix, pixScale(*pix, across, down))) return false;
  pixSetResolution(*pix, res, res);
  return true;
}

static ren_status image_scan(ren__scan *out, ren__source *source, uint32_t page, uint64_t max_pixels, ren_error *err) {
  PIX *pix = NULL;
  ren_status status = ren__image_decode(&pix, source, page, max_pixels, err);
  if (status != REN_OK) return status;
  if (pixGetColormap(pix) && !replace(&pix, pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC))) goto nomem;
  /* Transparent means paper, not black. */
  if (pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4 && !replace(&pix, pixRemoveAlpha(pix))) goto nomem;
  if (!make_square(&pix)) goto nomem;
  l_int32 dpi = pixGetXRes(pix);
  out->dpi = ren__credible_dpi((uint32_t)pixGetWidth(pix), (uint32_t)pixGetHeight(pix), dpi > 0 ? (uint32_t)dpi : 0);
  out->pix = pix;
  return REN_OK;
nomem:
  return ren_fail(err, REN_ELIMIT, "needs more memory than an OCR worker may use");
}
