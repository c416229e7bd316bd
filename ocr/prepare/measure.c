/* How large the letters are, and what that says about resolution. */
#include "prepare/prepare.h"

#include <math.h>
#include <string.h>

enum { HEIGHT_MAX = 256, ENOUGH = 40 };

/* Letters of 5 to 60 points. */
static bool could_be_letter(l_int32 w, l_int32 h, uint32_t dpi) {
  double unit = dpi ? dpi / 300.0 : 0.5;
  return h >= 6 * unit && h <= 200 * unit && w <= 6 * h && h <= 12 * w;
}

void ren__measure(ren__glyphs *out, PIX *binary, uint32_t dpi) {
  *out = (ren__glyphs){0};
  uint32_t of_height[HEIGHT_MAX] = {0};
  BOXA *marks = pixConnCompBB(binary, 8);
  l_int32 count = marks ? boxaGetCount(marks) : 0;
  for (l_int32 i = 0; i < count; i++) {
    l_int32 w, h;
    boxaGetBoxGeometry(marks, i, NULL, NULL, &w, &h);
    if (!could_be_letter(w, h, dpi)) continue;
    out->count++;
    if (h < HEIGHT_MAX) of_height[h]++;
  }
  boxaDestroy(&marks);
  if (out->count < ENOUGH) return;
  /* Most letters have x-height; the window allows for ragged edges. Heights below 6
   * px are dots and dirt. */
  uint32_t best = 0;
  for (int h = 6; h + 1 < HEIGHT_MAX; h++) {
    uint32_t sum = of_height[h - 1] + 2 * of_height[h] + of_height[h + 1];
    if (sum <= best) continue;
    best = sum;
    out->x_height = h;
  }
}

/* ---- resolution ------------------------------------------------------------ */

static uint32_t snap(double dpi) {
  static const uint32_t usual[] = {72, 96, 100, 120, 150, 200, 240, 300, 400, 600, 1200};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (fabs(dpi - usual[i]) < 0.03 * usual[i]) return usual[i];
  return (uint32_t)lround(fmin(fmax(dpi, 50), 1200));
}

/* An x-height of 21 px at 300 dpi is that of 10 to 11 point type. */
static double dpi_of_letters(const ren__glyphs *glyphs) { return glyphs->x_height / 21 * 300; }

uint32_t ren__estimate_dpi(uint32_t width, uint32_t height, const ren__glyphs *glyphs) {
  double longer = width > height ? width : height, shorter = width > height ? height : width;
  double shape = longer / shorter, by_letters = dpi_of_letters(glyphs);
  static const struct { double shape, inches; } sheets[] = {{1.4142, 11.693}, {1.2941, 11.0}, {1.6471, 14.0}};
  for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
    double dpi = longer / sheets[i].inches;
    if (fabs(shape / sheets[i].shape - 1) > 0.025) continue;
    if (by_letters > 0 && (dpi > 2.5 * by_letters || by_letters > 2.5 * dpi)) continue; /* A5, A3, a poster */
    return snap(dpi);
  }
  if (by_letters > 0) return (uint32_t)lround(fmin(fmax(by_letters, 70), 600));
  return snap(longer / 11.693);
}

/* tesseract's nets want letters of about 20 px; below 14 they lose dots and thin
 * strokes, and far above 40 layout only gets slower. */
double ren__choose_scale(uint32_t dpi, const ren__glyphs *glyphs, uint64_t pixels) {
  double scale = 1, x = glyphs->x_height;
  if (x > 0 && x < 14)
    scale = fmin(20 / x, 3);
  else if (x <= 0 && dpi < 200)
    scale = fmin(300.0 / dpi, 2);
  else if (dpi > 400 && (x <= 0 || x > 28))
    scale = fmax(300.0 / dpi, x > 0 ? 20 / x : 0);
  const double most = 60e6; /* pixels after enlarging */
  if (scale > 1 && (double)pixels * scale * scale > most) scale = fmax(1, sqrt(most / (double)pixels));
  return scale;
}
