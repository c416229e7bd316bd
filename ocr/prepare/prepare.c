#include "prepare/prepare.h"

#include "alloc.h"

#include <math.h>

void ren__sheet_clear(ren__sheet *sheet) {
  pixDestroy(&sheet->grey);
  pixDestroy(&sheet->look);
  pixDestroy(&sheet->shown);
  ren_free(sheet->bend);
  *sheet = (ren__sheet){0};
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

/* In x-heights: as wide as the gaps in thin strokes. */
static const double MEND_WIDTH = 0.11;

static bool mend(ren__sheet *sheet, PIX **binary, const ren__glyphs *glyphs) {
  if (!glyphs->broken) return true;
  return replace(&sheet->grey, ren__softened(sheet->grey, MEND_WIDTH * glyphs->x_height)) &&
         replace(binary, ren__binary(sheet->grey));
}

static bool settle_resolution(ren__sheet *sheet, PIX **binary, ren__glyphs *glyphs, uint32_t dpi) {
  uint32_t width = (uint32_t)pixGetWidth(sheet->grey), height = (uint32_t)pixGetHeight(sheet->grey);
  if (dpi == 0 || ren__dpi_is_absurd(dpi, glyphs)) dpi = ren__estimate_dpi(width, height, glyphs);
  double scale = ren__choose_scale(dpi, glyphs, (uint64_t)width * height);
  if (!rescale(&sheet->grey, binary, scale)) return false;
  /* The size in inches must stay: the new dpi follows from the pixels there are now. */
  double exact = (double)dpi * pixGetWidth(sheet->grey) / width;
  sheet->dpi = (uint32_t)lround(exact);
  glyphs->x_height *= scale;
  return true;
}

/* ---- turning --------------------------------------------------------------- */

/* Up to here tesseract reads sloping lines as well as level ones (measured). */
static const float SLOPE_MAX = 1.25f;

static bool turn_sideways(ren__sheet *sheet, PIX **binary) {
  bool sideways;
  if (!ren__is_sideways(&sideways, *binary)) return false;
  if (!sideways) return true;
  sheet->rotation = 90;
  return replace(&sheet->grey, ren__turned(sheet->grey, 90)) && replace(binary, ren__turned(*binary, 90));
}

static bool turn_level(ren__sheet *sheet, PIX **binary, const ren__glyphs *glyphs) {
  ren__pose pose;
  PIX **pix = &sheet->grey;
  if (!ren__find_pose(&pose, *binary, glyphs)) return false;
  sheet->skew = pose.skew;
  sheet->up_is_sure = pose.up_is_sure;
  if (pose.upside_down) {
    sheet->rotation = (sheet->rotation + 180) % 360;
    if (!replace(pix, ren__turned(*pix, 180)) || !replace(binary, ren__turned(*binary, 180))) return false;
  }
  if (fabsf(pose.skew) <= SLOPE_MAX) {
    sheet->slope = pose.skew;
    return true;
  }
  return replace(pix, pixRotate(*pix, (l_float32)ren__radians(pose.skew), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0)) &&
         replace(binary, ren__binary(*pix));
}

static bool straighten(ren__sheet *sheet, PIX *binary, const ren__glyphs *glyphs) {
  if (!ren__find_bend(&sheet->bend, binary, glyphs->x_height)) return false;
  return !sheet->bend || replace(&sheet->grey, ren__straightened(sheet->grey, sheet->bend));
}

/* ---- cleaning -------------------------------------------------------------- */

static bool clean(ren__sheet *sheet, PIX *binary, ren__glyphs *glyphs) {
  return ren__remove_border(sheet->grey, binary) && ren__stage(sheet, "border") &&
         ren__measure(glyphs, binary, sheet->dpi) && ren__remove_specks(sheet->grey, binary, glyphs) &&
         ren__stage(sheet, "specks") && ren__remove_emblems(sheet->grey, binary, glyphs) &&
         ren__stage(sheet, "emblems");
}

bool ren__sheet_turn(ren__sheet *sheet, uint32_t turn) {
  if (!replace(&sheet->grey, ren__turned(sheet->grey, turn))) return false;
  sheet->rotation = (sheet->rotation + turn) % 360;
  sheet->turned_since = (sheet->turned_since + turn) % 360;
  return ren__stage(sheet, "turned");
}

/* ---- all ------------------------------------------------------------------- */

/* Black runs a pixel: salt on type has less than the first, and leaves less than the second. */
static const double GRAIN_ALONE = 1.0 / 12, GRAIN_LEFT = 1.0 / 50;

/* Faint type has to be raised before anything can be measured. */
static bool find_ink(ren__sheet *sheet, PIX **binary, uint32_t dpi) {
  ren__glyphs glyphs;
  if (!ren__smooth_grain(&sheet->noise, &sheet->grey, binary, GRAIN_ALONE)) return false;
  ren__stage(sheet, "grain");
  if (sheet->noise) return true;
  bool done = ren__remove_salt(&sheet->grey, binary, dpi) && ren__stage(sheet, "salt") &&
              ren__smooth_grain(&sheet->noise, &sheet->grey, binary, GRAIN_LEFT) && ren__stage(sheet, "grain") &&
              ren__measure(&glyphs, *binary, dpi);
  if (!done || glyphs.count > 0) return done;
  return ren__raise_faint(&sheet->grey, binary, dpi) && ren__stage(sheet, "faint");
}

static bool even(ren__sheet *sheet, PIX **binary, uint32_t dpi) {
  PIX *even = NULL;
  if (!ren__even_background(&even, sheet->grey, dpi)) return false;
  return !even || (replace(&sheet->grey, even) && replace(binary, ren__binary(even)));
}

static bool doubt_rows(ren__sheet *sheet, PIX *binary, const ren__glyphs *glyphs) {
  ren__rows rows;
  if (!ren__find_rows(&rows, binary, glyphs->x_height > 0 ? glyphs->x_height : 0.07 * sheet->dpi)) return false;
  sheet->doubtful = ren__rows_are_doubtful(&rows);
  sheet->noise = ren__rows_are_noise(&rows);
  return true;
}

static bool improve(ren__sheet *sheet, PIX **binary, uint32_t dpi) {
  ren__glyphs glyphs = {0};
  if (!find_ink(sheet, binary, dpi)) return false;
  bool done = sheet->noise ||
              (even(sheet, binary, dpi) && ren__stage(sheet, "background") && turn_sideways(sheet, binary) &&
               ren__stage(sheet, "sideways") && ren__measure(&glyphs, *binary, dpi) && mend(sheet, binary, &glyphs));
  ren__stage(sheet, "mend");
  done = done && settle_resolution(sheet, binary, &glyphs, dpi) && ren__stage(sheet, "scale") &&
         (sheet->noise || clean(sheet, *binary, &glyphs));
  done = done && (sheet->noise || doubt_rows(sheet, *binary, &glyphs));
  if (!done) return false;
  sheet->blank = sheet->noise || glyphs.count == 0;
  sheet->x_height = glyphs.x_height;
  if (sheet->blank) return true;
  return turn_level(sheet, binary, &glyphs) && ren__stage(sheet, "level") && straighten(sheet, *binary, &glyphs) &&
         ren__stage(sheet, "straight") && ren__calm_paper(&sheet->grey) && ren__stage(sheet, "calm");
}

ren_status ren__prepare(ren__sheet *out, PIX *scan, uint32_t dpi, uint32_t look_side, ren_error *err) {
  *out = (ren__sheet){.up_is_sure = true, .stages = out->stages};
  PIX *binary = NULL;
  out->grey = ren__to_grey(scan);
  if (out->grey) binary = ren__binary(out->grey);
  ren__stage(out, "grey");
  bool done = binary != NULL;
  if (done && look_side > 0) done = (out->look = ren__reduced_to(out->grey, look_side)) != NULL;
  done = done && improve(out, &binary, dpi);
  pixDestroy(&binary);
  if (done) {
    pixSetResolution(out->grey, (l_int32)out->dpi, (l_int32)out->dpi);
    return REN_OK;
  }
  ren__sheet_clear(out);
  return ren_fail(err, REN_ELIMIT, "preparing the page needs more memory than an OCR worker may use");
}
