/* How large the letters are, and what that says about resolution. */
#include "prepare/prepare.h"

#include <math.h>
#include <string.h>

enum { HEIGHT_MAX = 256, ENOUGH = 40 };

/* ---- letters ---------------------------------------------------------------- */

typedef struct heights {
  uint32_t of[HEIGHT_MAX]; /* marks of each height */
  uint32_t letters, all;
} heights;

/* Letters of 5 to 60 points. */
static bool could_be_letter(l_int32 w, l_int32 h, uint32_t dpi) {
  double unit = dpi ? dpi / 300.0 : 0.5;
  return h >= 6 * unit && h <= 200 * unit && w <= 6 * h && h <= 12 * w;
}

static bool count_heights(heights *out, PIX *binary, uint32_t dpi) {
  *out = (heights){0};
  BOXA *marks = pixConnCompBB(binary, 8);
  if (!marks) return false;
  l_int32 count = boxaGetCount(marks);
  for (l_int32 i = 0; i < count; i++) {
    l_int32 w, h;
    boxaGetBoxGeometry(marks, i, NULL, NULL, &w, &h);
    if (h < HEIGHT_MAX && w < 3 * HEIGHT_MAX) {
      out->of[h]++;
      out->all++;
    }
    if (could_be_letter(w, h, dpi)) out->letters++;
  }
  boxaDestroy(&marks);
  return true;
}

/* Most letters have x-height. The window allows for ragged edges. Heights below 6 px
 * are dots and dirt; where there are pieces of letters too, weighing by height keeps
 * them from winning. */
static double commonest(const heights *hs, bool pieces) {
  double best = 0;
  int at = 0;
  for (int h = 6; h + 1 < HEIGHT_MAX; h++) {
    double sum = (double)hs->of[h - 1] + 2.0 * hs->of[h] + (double)hs->of[h + 1];
    if (pieces) sum *= h;
    if (sum <= best) continue;
    best = sum;
    at = h;
  }
  return at;
}

static uint32_t smaller_than(const heights *hs, double height) {
  uint32_t sum = 0;
  for (int h = 2; h < height; h++) sum += hs->of[h];
  return sum;
}

/* Pieces of strokes and dirt are both small, but a closing joins pieces to letters and
 * leaves dirt as it is. */
static bool find_broken(ren__glyphs *out, const heights *plain, PIX *binary, uint32_t dpi) {
  int reach = out->x_height > 24 ? 5 : 3;
  PIX *closed = pixCloseSafeBrick(NULL, binary, reach, reach);
  heights joined;
  bool done = closed && count_heights(&joined, closed, dpi);
  pixDestroy(&closed);
  if (!done) return false;
  double x_height = commonest(&joined, true);
  if (x_height < 1.8 * out->x_height) { /* less is capitals against small letters */
    out->x_height = commonest(plain, true);
    return true;
  }
  uint32_t before = smaller_than(plain, 0.7 * x_height), after = smaller_than(&joined, 0.7 * x_height);
  out->broken = before > 0.4 * plain->all && after < 0.75 * before;
  out->x_height = out->broken ? x_height : commonest(plain, true);
  return true;
}

bool ren__measure(ren__glyphs *out, PIX *binary, uint32_t dpi) {
  *out = (ren__glyphs){0};
  heights plain;
  if (!count_heights(&plain, binary, dpi)) return false;
  out->count = plain.letters;
  if (out->count < ENOUGH) return true;
  out->x_height = commonest(&plain, false);
  return plain.all < 4 * ENOUGH || find_broken(out, &plain, binary, dpi);
}

/* ---- resolution ------------------------------------------------------------ */

static uint32_t snap(double dpi) {
  static const uint32_t usual[] = {72, 96, 100, 120, 150, 200, 240, 300, 400, 600, 1200};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (fabs(dpi - usual[i]) < 0.06 * usual[i]) return usual[i];
  return (uint32_t)lround(fmin(fmax(dpi, 50), 1200));
}

/* An x-height of 21 px at 300 dpi is that of 10 to 11 point type. */
static double dpi_of_letters(const ren__glyphs *glyphs) { return glyphs->x_height / 21 * 300; }

/* Nobody prints running text in five points: a file that says so says dots per
 * centimetre, or nonsense. */
bool ren__dpi_is_absurd(uint32_t dpi, const ren__glyphs *glyphs) {
  return glyphs->x_height > 0 && dpi > 2 * dpi_of_letters(glyphs);
}

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
  if (by_letters > 0) return snap(fmin(fmax(by_letters, 70), 600));
  return snap(longer / 11.693);
}

/* tesseract's nets want letters of about 20 px; below 14 they lose dots and thin
 * strokes, and far above 40 layout only gets slower. */
static double wanted_scale(uint32_t dpi, const ren__glyphs *glyphs) {
  double x = glyphs->x_height;
  if (x <= 0) return dpi < 200 ? fmin(300.0 / dpi, 2) : dpi > 400 ? 300.0 / dpi : 1;
  if (x < 14 || (glyphs->broken && x < 20)) return fmin(20 / x, 3);
  return dpi > 400 && x > 28 ? fmax(300.0 / dpi, 20 / x) : 1;
}

double ren__choose_scale(uint32_t dpi, const ren__glyphs *glyphs, uint64_t pixels) {
  const double most = 60e6; /* pixels after enlarging */
  double scale = wanted_scale(dpi, glyphs);
  if (scale <= 1) return scale;
  /* Marks that small at a good resolution are no letters but texture. */
  scale = fmin(scale, 400.0 / dpi);
  scale = fmin(scale, sqrt(most / (double)pixels));
  return fmax(scale, 1);
}
