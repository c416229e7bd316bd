#include "prepare/prepare.h"

enum { QUALITY = 45 };

PIX *ren__reduced_to(PIX *pix, uint32_t side) {
  l_int32 w = pixGetWidth(pix), h = pixGetHeight(pix), longest = w > h ? w : h;
  if ((uint32_t)longest <= side) return pixCopy(NULL, pix);
  l_float32 scale = (l_float32)side / (l_float32)longest;
  return pixScaleAreaMap(pix, scale, scale);
}

static PIX *upright(PIX *look, uint32_t rotation, float skew) {
  PIX *turned = ren__turned(look, rotation);
  if (!turned || skew == 0) return turned;
  PIX *level = pixRotate(turned, (l_float32)ren__radians(skew), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
  pixDestroy(&turned);
  return level;
}

ren_status ren__preview(ren_buf *out, PIX *look, uint32_t rotation, float skew, ren_error *err) {
  PIX *page = upright(look, rotation, skew);
  l_uint8 *bytes = NULL;
  size_t size = 0;
  ren_status status = REN_OK;
  if (!page || pixWriteMemJpeg(&bytes, &size, page, QUALITY, 0) != 0)
    status = ren_fail(err, REN_ELIMIT, "the page's preview needs more memory than an OCR worker may use");
  else
    ren_buf_append(out, bytes, size);
  lept_free(bytes);
  pixDestroy(&page);
  return status == REN_OK && out->status != REN_OK ? ren_fail_nomem(err) : status;
}
