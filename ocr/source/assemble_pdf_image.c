/* Image files as PDF pages. */
#include "source/assemble_pdf.h"

#include <renskrift/version.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- one image ------------------------------------------------------------- */

typedef struct picture {
  uint32_t width, height, dpi;
  qpdf_oh stream;
} picture;

static qpdf_oh image_object(qpdf_data pdf, ren_str bytes, const char *dictionary) {
  qpdf_oh stream = ren__assemble_pdf_stream(pdf, bytes);
  qpdf_oh wanted = qpdf_oh_parse(pdf, dictionary), actual = qpdf_oh_get_dict(pdf, stream);
  for (qpdf_oh_begin_dict_key_iter(pdf, wanted); qpdf_oh_dict_more_keys(pdf);) {
    const char *key = qpdf_oh_dict_next_key(pdf);
    qpdf_oh_replace_key(pdf, actual, key, qpdf_oh_get_key(pdf, wanted, key));
  }
  return stream;
}

static bool as_jpeg(picture *out, qpdf_data pdf, const uint8_t *bytes, size_t size) {
  l_int32 width, height, samples, ycck, cmyk;
  if (readHeaderMemJpeg(bytes, size, &width, &height, &samples, &ycck, &cmyk) != 0) return false;
  if (samples != 1 && samples != 3) return false; /* CMYK is a matter of taste: made RGB */
  char dictionary[320];
  snprintf(dictionary, sizeof dictionary,
           "<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s "
           "/Filter /DCTDecode >>",
           width, height, samples == 1 ? "DeviceGray" : "DeviceRGB");
  out->width = (uint32_t)width;
  out->height = (uint32_t)height;
  out->stream = image_object(pdf, (ren_str){(const char *)bytes, size}, dictionary);
  return true;
}

/* PDF takes JPEG 2000 files with their boxes, not bare codestreams. */
static bool as_jp2(picture *out, qpdf_data pdf, const uint8_t *bytes, size_t size) {
  l_int32 width, height, bits, samples, codec;
  if (size < 12 || memcmp(bytes + 4, "jP  ", 4) != 0) return false;
  if (readHeaderMemJp2k(bytes, size, &width, &height, &bits, &samples, &codec) != 0) return false;
  char dictionary[256];
  snprintf(dictionary, sizeof dictionary,
           "<< /Type /XObject /Subtype /Image /Width %d /Height %d /Filter /JPXDecode >>", width, height);
  out->width = (uint32_t)width;
  out->height = (uint32_t)height;
  out->stream = image_object(pdf, (ren_str){(const char *)bytes, size}, dictionary);
  return true;
}

/* leptonica codes G4 only by way of a TIFF file; the file is in memory. */
static L_COMP_DATA *g4_data(PIX *pix) {
  l_uint8 *tiff = NULL;
  size_t size = 0;
  L_COMP_DATA *data = NULL;
  if (pixWriteMemTiff(&tiff, &size, pix, IFF_TIFF_G4) != 0) return NULL;
  int fd = memfd_create("page", MFD_CLOEXEC);
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  if (fd >= 0 && write(fd, tiff, size) == (ssize_t)size) data = l_generateG4Data(name, 0);
  if (fd >= 0) close(fd);
  lept_free(tiff);
  return data;
}

static void colour_space(char *out, size_t room, const L_COMP_DATA *data) {
  if (data->ncolors > 0 && data->cmapdatahex)
    snprintf(out, room, "[/Indexed /DeviceRGB %d %s]", data->ncolors - 1, data->cmapdatahex);
  else
    snprintf(out, room, "%s", data->spp == 1 ? "/DeviceGray" : "/DeviceRGB");
}

static bool as_lossless(picture *out, qpdf_data pdf, PIX *pix) {
  bool bilevel = pixGetDepth(pix) == 1 && !pixGetColormap(pix);
  L_COMP_DATA *data = NULL;
  if (bilevel)
    data = g4_data(pix);
  else if (pixGenerateCIData(pix, L_FLATE_ENCODE, 0, 0, &data) != 0)
    data = NULL;
  if (!data) return false;
  char colours[2048], filter[128] = "/Filter /FlateDecode", dictionary[2600];
  colour_space(colours, sizeof colours, data);
  if (bilevel)
    snprintf(filter, sizeof filter, "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d >>%s", data->w,
             data->h, data->minisblack ? " /Decode [1 0]" : "");
  snprintf(dictionary, sizeof dictionary,
           "<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s %s >>", data->w,
           data->h, data->bps, colours, filter);
  out->width = (uint32_t)data->w;
  out->height = (uint32_t)data->h;
  out->stream = image_object(pdf, (ren_str){(const char *)data->datacomp, data->nbytescomp}, dictionary);
  l_CIDataDestroy(&data);
  return true;
}

static PIX *opaque(PIX *pix) {
  if (pixGetDepth(pix) != 32 || pixGetSpp(pix) != 4) return pixClone(pix);
  return pixRemoveAlpha(pix);
}

static ren_status decoded(picture *out, qpdf_data pdf, ren__source *source, uint32_t page, uint64_t max_pixels,
                          ren_error *err) {
  PIX *pix = NULL;
  ren_status status = ren__image_decode(&pix, source, page, max_pixels, err);
  if (status != REN_OK) return status;
  PIX *plain = opaque(pix);
  out->dpi = pixGetXRes(pix) > 0 ? (uint32_t)pixGetXRes(pix) : 0;
  if (!plain || !as_lossless(out, pdf, plain))
    status = ren_fail(err, REN_ELIMIT, "page %u cannot be put into a PDF: out of memory", page);
  pixDestroy(&plain);
  pixDestroy(&pix);
  return status;
}

static ren_status make_picture(picture *out, qpdf_data pdf, ren__source *source, uint32_t page, uint64_t max_pixels,
                               ren_error *err) {
  *out = (picture){0};
  ren__map map = ren__image_bytes(source);
  if (source->media == REN_MEDIA_JPEG && as_jpeg(out, pdf, map.bytes, map.size)) return REN_OK;
  if (source->media == REN_MEDIA_JP2 && as_jp2(out, pdf, map.bytes, map.size)) return REN_OK;
  return decoded(out, pdf, source, page, max_pixels, err);
}

/* ---- pages ----------------------------------------------------------------- */

static const ren__wire_place *place_of(const ren__wire_place *places, size_t count, uint32_t page) {
  for (size_t i = 0; i < count; i++)
    if (places[i].page == page) return &places[i];
  return NULL;
}

static void add_page(qpdf_data pdf, const picture *image, const ren__wire_place *place) {
  uint32_t dpi = ren__credible_dpi(image->width, image->height, image->dpi);
  double width = 72.0 * image->width / (dpi ? dpi : REN__LAYER_DPI);
  double height = 72.0 * image->height / (dpi ? dpi : REN__LAYER_DPI);
  if (place && place->width > 0 && place->height > 0) {
    width = place->width;
    height = place->height;
  }
  char text[320];
  snprintf(text, sizeof text, "<< /Type /Page /MediaBox [0 0 %.4f %.4f] >>", width, height);
  qpdf_oh page = qpdf_oh_parse(pdf, text);
  qpdf_oh objects = qpdf_oh_new_dictionary(pdf), resources = qpdf_oh_new_dictionary(pdf);
  qpdf_oh_replace_key(pdf, objects, "/Scan", image->stream);
  qpdf_oh_replace_key(pdf, resources, "/XObject", objects);
  qpdf_oh_replace_key(pdf, page, "/Resources", resources);
  snprintf(text, sizeof text, "q %.4f 0 0 %.4f 0 0 cm /Scan Do Q", width, height);
  qpdf_oh_replace_key(pdf, page, "/Contents", ren__assemble_pdf_stream(pdf, ren_str_of(text)));
  qpdf_add_page(pdf, pdf, qpdf_make_indirect_object(pdf, page), QPDF_FALSE);
}

ren_status ren__assemble_pdf_images(qpdf_data pdf, ren__source *source, const ren__wire_place *places, size_t count,
                                    uint64_t max_pixels, ren_error *err) {
  if ((qpdf_empty_pdf(pdf) & QPDF_ERRORS) != 0) return ren_fail(err, REN_EBACKEND, "qpdf cannot begin a PDF");
  qpdf_oh info = qpdf_oh_parse(pdf, "<< /Producer (renskrift " REN_VERSION ") >>");
  qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info", qpdf_make_indirect_object(pdf, info));
  for (uint32_t page = 1; page <= source->pages; page++) {
    picture image;
    ren_status status = make_picture(&image, pdf, source, page, max_pixels, err);
    if (status != REN_OK) return status;
    add_page(pdf, &image, place_of(places, count, page));
    qpdf_oh_release_all(pdf);
  }
  return REN_OK;
}
