/* The page with its lines made straight: every pixel is taken from as far below its place as the
 * surface lies there, between four pixels above one another (Catmull & Rom 1974), so that letters
 * stay sharp. The surface is reckoned at the corners of tiles. */
#include "prepare/bend.h"

#include "alloc.h"

#include <math.h>

enum { TILE = 16, FINE = 1 << 16, PHASES = 64, TAPS = 4, ONE = 256 };

typedef struct taps {
  int32_t of[TAPS];
} taps;

/* Weights of the four pixels, for each phase between the middle two. */
static void fill_taps(taps table[PHASES]) {
  for (int i = 0; i < PHASES; i++) {
    double t = (double)i / PHASES;
    int32_t *of = table[i].of;
    of[0] = (int32_t)lround(ONE * (-t + 2 * t * t - t * t * t) / 2);
    of[2] = (int32_t)lround(ONE * (t + 4 * t * t - 3 * t * t * t) / 2);
    of[3] = (int32_t)lround(ONE * (-t * t + t * t * t) / 2);
    of[1] = ONE - of[0] - of[2] - of[3];
  }
}

typedef struct work {
  l_uint32 **lines;
  l_int32 width, height;
  uint32_t tiles;
  double *above, *below; /* the surface at a row of corners, and at the next */
  taps table[PHASES];
  l_uint8 paper;
} work;

/* y in FINE parts of a pixel. */
static l_uint8 pixel_at(const work *w, l_int32 x, int64_t y) {
  int64_t row = y / FINE - 1;
  if (row < 0 || y < 0 || row + TAPS > w->height) return w->paper;
  const taps *weights = &w->table[y % FINE * PHASES / FINE];
  l_uint32 *const *lines = &w->lines[row];
  int32_t sum = ONE / 2;
  for (int i = 0; i < TAPS; i++) sum += weights->of[i] * (int32_t)GET_DATA_BYTE(lines[i], x);
  return (l_uint8)(sum < 0 ? 0 : sum / ONE > 255 ? 255 : sum / ONE);
}

static void fill_corners(double *out, const ren__bend *bend, uint32_t tiles, double y) {
  for (uint32_t i = 0; i < tiles; i++) out[i] = ren__bend_at(bend, (double)i * TILE, y);
}

static void fill_line(l_uint32 *to, const work *w, l_int32 y) {
  const double part = (double)(y % TILE) / TILE;
  for (uint32_t tile = 0; tile + 1 < w->tiles; tile++) {
    double left = w->above[tile] * (1 - part) + w->below[tile] * part;
    double right = w->above[tile + 1] * (1 - part) + w->below[tile + 1] * part;
    int64_t at = (int64_t)((y + left) * FINE), step = (int64_t)((right - left) * FINE / TILE);
    l_int32 from = (l_int32)tile * TILE, end = from + TILE < w->width ? from + TILE : w->width;
    for (l_int32 x = from; x < end; x++, at += step) SET_DATA_BYTE(to, x, pixel_at(w, x, at));
  }
}

PIX *ren__straightened(PIX *grey, const ren__bend *bend) {
  work w = {.width = pixGetWidth(grey), .height = pixGetHeight(grey), .paper = (l_uint8)ren__paper(grey)};
  w.tiles = (uint32_t)w.width / TILE + 2;
  w.lines = (l_uint32 **)pixGetLinePtrs(grey, NULL);
  w.above = ren_alloc_array(w.tiles, sizeof *w.above);
  w.below = ren_alloc_array(w.tiles, sizeof *w.below);
  PIX *out = pixCreateTemplate(grey);
  if (!w.lines || !w.above || !w.below) pixDestroy(&out);
  fill_taps(w.table);
  for (l_int32 y = 0; out && y < w.height; y++) {
    if (y % TILE == 0) {
      fill_corners(w.above, bend, w.tiles, y);
      fill_corners(w.below, bend, w.tiles, y + TILE);
    }
    fill_line(pixGetData(out) + (size_t)y * (size_t)pixGetWpl(out), &w, y);
  }
  lept_free(w.lines);
  ren_free(w.above);
  ren_free(w.below);
  return out;
}
