#include "prepare/prepare.h"

enum { QUALITY = 45 };

ren_status ren__preview(ren_buf *out, PIX *page, uint32_t side, ren_error *err) {
  l_int32 w = pixGetWidth(page), h = pixGetHeight(page), longest = w > h ? w : h;
  PIX *small = NULL;
  if ((uint32_t)longest > side) {
    l_float32 scale = (l_float32)side / (l_float32)longest;
    small = pixScaleAreaMap(page, scale, scale);
  } else {
    small = pixClone(page);
  }
  l_uint8 *bytes = NULL;
  size_t size = 0;
  ren_status status = REN_OK;
  if (!small || pixWriteMemJpeg(&bytes, &size, small, QUALITY, 0) != 0)
    status = ren_fail(err, REN_ELIMIT, "the page's preview needs more memory than an OCR worker may use");
  else
    ren_buf_append(out, bytes, size);
  lept_free(bytes);
  pixDestroy(&small);
  return status == REN_OK && out->status != REN_OK ? ren_fail_nomem(err) : status;
}
