#include "prepare/prepare.h"

#include <math.h>

void ren__sheet_clear(ren__sheet *sheet) {
  pixDestroy(&sheet->grey);
  pixDestroy(&sheet->before);
  *sheet = (ren__sheet){0};
}

static ren_status no_memory(ren_error *err) {
  return ren_fail(err, REN_ELIMIT, "preparing the page needs more memory than an OCR worker may use");
}

static bool replace(PIX **pix, PIX *changed) {
  if (!changed) return false;
  pixDestroy(pix);
  *pix = changed;
  return true;
}

/* ---- resolution ------------------------------------------------------------ */

static bool rescale(PIX **grey, PIX **binary, double scale) {
  if (scale > 0.99 && scale < 1.01) return true;
  float s = (float)scale;
  /* Linear interpolation enlarges, area mapping reduces, without ringing. */
  if (!replace(grey, scale > 1 ? pixScaleGrayLI(*grey, s, s) : pixScaleAreaMap(*grey, s, s))) return false;
  return replace(binary, ren__binary(*grey));
}

static bool settle_resolution(ren__sheet *sheet, PIX **binary, ren__glyphs *glyphs, uint32_t dpi) {
  uint32_t width = (uint32_t)pixGetWidth(sheet->grey), height = (uint32_t)pixGetHeight(sheet->grey);
  if (dpi == 0) dpi = ren__estimate_dpi(width, height, glyphs);
  double scale = ren__choose_scale(dpi, glyphs, (uint64_t)width * height);
  if (!rescale(&sheet->grey, binary, scale)) return false;
  /* The size in inches must stay: the new dpi follows from the pixels there are now. */
  double exact = (double)dpi * pixGetWidth(sheet->grey) / width;
  sheet->dpi = (uint32_t)lround(exact);
  glyphs->x_height *= scale;
  return true;
}

/* ---- turning --------------------------------------------------------------- */

static bool turn(PIX **pix, const ren__pose *pose) {
  if (pose->rotation == 180 && !replace(pix, pixRotate180(NULL, *pix))) return false;
  if (pose->rotation % 180 == 90 && !replace(pix, pixRotate90(*pix, pose->rotation == 90 ? 1 : -1))) return false;
  if (pose->skew == 0) return true;
  const double radians = (double)pose->skew * 3.14159265358979323846 / 180;
  return replace(pix, pixRotate(*pix, (l_float32)radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

bool ren__sheet_flip(ren__sheet *sheet) {
  if (!pixRotate180(sheet->grey, sheet->grey)) return false;
  if (sheet->before && !pixRotate180(sheet->before, sheet->before)) return false;
  sheet->rotation = (sheet->rotation + 180) % 360;
  sheet->up_is_sure = true;
  return true;
}

/* ---- all ------------------------------------------------------------------- */

ren_status ren__prepare(ren__sheet *out, PIX *scan, uint32_t dpi, ren_error *err) {
  *out = (ren__sheet){0};
  PIX *binary = NULL, *even = NULL;
  ren__glyphs glyphs;
  ren__pose pose = {0};
  out->grey = ren__to_grey(scan);
  if (out->grey) binary = ren__binary(out->grey);
  if (!binary) goto nomem;
  ren__measure(&glyphs, binary, dpi);
  if (!settle_resolution(out, &binary, &glyphs, dpi)) goto nomem;
  if (!ren__remove_border(out->grey, binary)) goto nomem;
  ren__measure(&glyphs, binary, out->dpi);
  out->blank = glyphs.count == 0;
  out->up_is_sure = true;
  if (!out->blank) {
    if (!ren__find_pose(&pose, binary, &glyphs) || !turn(&out->grey, &pose)) goto nomem;
    out->rotation = pose.rotation;
    out->skew = pose.skew;
    out->up_is_sure = pose.up_is_sure;
    if (!ren__even_background(&even, out->grey)) goto nomem;
    if (even) {
      out->before = out->grey;
      out->grey = even;
    }
  }
  pixDestroy(&binary);
  pixSetResolution(out->grey, (l_int32)out->dpi, (l_int32)out->dpi);
  return REN_OK;
nomem:
  pixDestroy(&binary);
  ren__sheet_clear(out);
  return no_memory(err);
}
