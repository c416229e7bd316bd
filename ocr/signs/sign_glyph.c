#include "signs/sign_glyph.h"

#include <math.h>
#include <string.h>

/* ---- what it looks like ------------------------------------------------------ */

static int32_t bounded(int32_t value, int32_t low, int32_t high) {
  return value < low ? low : value > high ? high : value;
}

/* Paper and ink: the lightest and darkest grey of the mark but for a thirtieth each. */
static void find_greys(double *paper, double *ink, PIX *grey, const ren_box *b) {
  uint32_t count[256] = {0}, all = 0;
  int32_t right = bounded(b->x + b->w + 2, 0, pixGetWidth(grey)),
          bottom = bounded(b->y + b->h + 2, 0, pixGetHeight(grey));
  const l_uint32 *data = pixGetData(grey);
  l_int32 wpl = pixGetWpl(grey);
  for (int32_t y = bounded(b->y - 2, 0, bottom); y < bottom; y++)
    for (int32_t x = bounded(b->x - 2, 0, right); x < right; x++) {
      count[GET_DATA_BYTE(data + (size_t)y * (size_t)wpl, x)]++;
      all++;
    }
  uint32_t darkest = 0, lightest = 0;
  int dark = 0, light = 255;
  while (dark < 254 && (darkest += count[dark]) <= all / 30) dark++;
  while (light > dark + 1 && (lightest += count[light]) <= all / 30) light--;
  *ink = dark;
  *paper = light;
}

/* The middle of the pixels under a cell, weighed by how much of them it covers. */
static double cell_mean(PIX *grey, double left, double top, double right, double bottom) {
  double sum = 0, area = 0;
  const l_uint32 *data = pixGetData(grey);
  l_int32 wpl = pixGetWpl(grey);
  for (int32_t y = (int32_t)floor(top); y < bottom; y++) {
    double high = fmin(y + 1, bottom) - fmax(y, top);
    if (y < 0 || y >= pixGetHeight(grey)) continue;
    for (int32_t x = (int32_t)floor(left); x < right; x++) {
      if (x < 0 || x >= pixGetWidth(grey)) continue;
      double share = high * (fmin(x + 1, right) - fmax(x, left));
      sum += share * GET_DATA_BYTE(data + (size_t)y * (size_t)wpl, x);
      area += share;
    }
  }
  return area > 0 ? sum / area : 255;
}

void ren__glyph_features(float out[REN__GLYPH_FEATURES], PIX *grey, const ren__mark *mark) {
  const ren_box *b = &mark->box;
  double paper, ink, wide = (double)b->w / REN__GLYPH_WIDE, high = (double)b->h / REN__GLYPH_HIGH, all = 0;
  find_greys(&paper, &ink, grey, b);
  for (int row = 0; row < REN__GLYPH_HIGH; row++)
    for (int column = 0; column < REN__GLYPH_WIDE; column++) {
      double left = b->x + column * wide, top = b->y + row * high;
      double dark = (paper - cell_mean(grey, left, top, left + wide, top + high)) / (paper - ink);
      dark = dark < 0 ? 0 : dark > 1 ? 1 : dark;
      out[row * REN__GLYPH_WIDE + column] = (float)dark;
      all += dark;
    }
  double unit = mark->height > 1 ? mark->height : 1;
  double place[REN__GLYPH_PLACE] = {b->w / unit,
                                    b->h / unit,
                                    (mark->baseline - b->y) / unit,
                                    (b->y + b->h - mark->baseline) / unit,
                                    (double)b->w / (b->w + b->h),
                                    all / REN__GLYPH_RASTER,
                                    fmin(b->h, 60) / 60};
  for (int i = 0; i < REN__GLYPH_PLACE; i++) out[REN__GLYPH_RASTER + i] = (float)fmax(-1, fmin(place[i], 2));
}

/* ---- what that is -------------------------------------------------------------- */

enum { HIDDEN = 48 };

/* Weights are whole numbers of 1/SCALE; the row of a cell ends with its bias. */
#include "signs/sign_weights.inc"

void ren__glyph_judge(float out[REN__SIGNS], const float features[REN__GLYPH_FEATURES]) {
  float hidden[HIDDEN], total = 0, most = -1e9f;
  for (int i = 0; i < HIDDEN; i++) {
    float sum = first_weights[i][REN__GLYPH_FEATURES];
    for (int k = 0; k < REN__GLYPH_FEATURES; k++) sum += first_weights[i][k] * features[k];
    hidden[i] = sum > 0 ? sum / FIRST_SCALE : 0;
  }
  for (int i = 0; i < REN__SIGNS; i++) {
    float sum = last_weights[i][HIDDEN];
    for (int k = 0; k < HIDDEN; k++) sum += last_weights[i][k] * hidden[k];
    out[i] = sum / LAST_SCALE;
    most = out[i] > most ? out[i] : most;
  }
  for (int i = 0; i < REN__SIGNS; i++) total += out[i] = expf(out[i] - most);
  for (int i = 0; i < REN__SIGNS; i++) out[i] /= total;
}

void ren__mark_judge(ren__mark *mark, PIX *grey) {
  float features[REN__GLYPH_FEATURES];
  ren__glyph_features(features, grey, mark);
  ren__glyph_judge(mark->likely, features);
}
