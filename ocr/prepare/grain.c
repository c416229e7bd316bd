/* Noise in every pixel, and type so faint that it is no ink by the usual measure. */
#include "prepare/prepare.h"

#include <math.h>
#include <stdlib.h>

enum { ROW_STEP = 8, ROWS_MAX = 1200, PASSES_MAX = 2, SPREAD_MAX = 18, FAINT_MIN = 8, FAINT_INK = 110, BLEACH = 60 };
static const double FAINT_ROWS = 0.4;

/* ---- grain ------------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

static uint32_t runs_in(const l_uint32 *line, l_int32 width) {
  uint32_t runs = 0, before = 0;
  for (l_int32 x = 0; x < width; x++) {
    uint32_t black = GET_DATA_BIT(line, x);
    runs += black && !before;
    before = black;
  }
  return runs;
}

/* Between lines of type there are rows with hardly any ink; noise is in every row. */
static bool is_grainy(PIX *binary, double runs_a_pixel) {
  l_int32 w = pixGetWidth(binary), h = pixGetHeight(binary), step = pixGetWpl(binary);
  uint32_t runs[ROWS_MAX];
  size_t count = 0;
  for (l_int32 y = 0; y < h && count < ROWS_MAX; y += ROW_STEP)
    runs[count++] = runs_in(pixGetData(binary) + (size_t)y * (size_t)step, w);
  if (count == 0) return false;
  qsort(runs, count, sizeof *runs, by_size);
  return runs[count / 10] > runs_a_pixel * w;
}

/* What grain is left on the paper is made white: on a page of a few lines tesseract's own
 * threshold would part grain from grain. */
static bool bleach(PIX *grey) {
  l_int32 white = (l_int32)ren__paper(grey) - BLEACH;
  return white < 100 || pixGammaTRC(grey, grey, 1, 0, white) != NULL;
}

static bool soften(PIX **grey, PIX **binary) {
  PIX *soft = pixBlockconvGray(*grey, NULL, 1, 1), *black = soft ? ren__binary(soft) : NULL;
  if (!black) {
    pixDestroy(&soft);
    return false;
  }
  pixDestroy(grey);
  pixDestroy(binary);
  *grey = soft;
  *binary = black;
  return true;
}

bool ren__smooth_grain(bool *hopeless, PIX **grey, PIX **binary, double runs_a_pixel) {
  int passes = 0;
  *hopeless = false;
  for (; passes < PASSES_MAX && is_grainy(*binary, runs_a_pixel); passes++)
    if (!soften(grey, binary)) return false;
  *hopeless = passes == PASSES_MAX && is_grainy(*binary, runs_a_pixel);
  return passes == 0 || bleach(*grey);
}

/* How far the darker sixth of the page, which is paper still, lies from its middle. */
static l_int32 spread(PIX *grey) {
  l_float32 darker = 255;
  l_int32 w = pixGetWidth(grey), h = pixGetHeight(grey), step = 1 + (w > h ? w : h) / 1000;
  if (pixGetRankValueMasked(grey, NULL, 0, 0, step, 0.16f, &darker, NULL) != 0) return 0;
  return (l_int32)ren__paper(grey) - (l_int32)darker;
}

bool ren__calm_paper(PIX **grey) {
  if (spread(*grey) < SPREAD_MAX) return true;
  PIX *soft = pixBlockconvGray(*grey, NULL, 1, 1);
  if (!soft) return false;
  pixDestroy(grey);
  *grey = soft;
  return bleach(soft);
}

/* ---- faint type ---------------------------------------------------------------- */

/* How much darker than the paper the darkest 7 in 10,000 pixels are, averaged by four. */
static l_int32 faint_depth(PIX *half) {
  l_float32 dark = 255;
  l_int32 paper = (l_int32)ren__paper(half);
  if (pixGetRankValueMasked(half, NULL, 0, 0, 1, 0.0007f, &dark, NULL) != 0) return 0;
  return paper - (l_int32)dark;
}

/* The paper becomes 235 and that darkness 110 less. */
static PIX *stretched(PIX *grey, l_int32 paper, l_int32 depth) {
  PIX *out = pixCopy(NULL, grey);
  NUMA *map = numaCreate(256);
  for (l_int32 i = 0; i < 256 && map; i++)
    numaAddNumber(map, (l_float32)fmin(fmax(235 - (paper - i) * FAINT_INK / depth, 0), 255));
  if (!out || !map || pixTRCMap(out, NULL, map) != 0) pixDestroy(&out);
  numaDestroy(&map);
  return out;
}

/* Taken only if what comes out stands in rows. */
bool ren__raise_faint(PIX **grey, PIX **binary, uint32_t dpi) {
  PIX *half = pixScaleAreaMap2(*grey);
  l_int32 depth = half ? faint_depth(half) : 0;
  bool done = half != NULL;
  if (depth >= FAINT_MIN && depth < FAINT_INK) {
    PIX *raised = stretched(half, (l_int32)ren__paper(half), depth), *black = raised ? ren__binary(raised) : NULL;
    ren__rows rows = {0};
    done = black && ren__find_rows(&rows, black, 0.035 * (dpi ? dpi : 300));
    pixDestroy(&raised);
    pixDestroy(&black);
    if (done && rows.share >= FAINT_ROWS) {
      raised = stretched(*grey, (l_int32)ren__paper(*grey), depth);
      black = raised ? ren__binary(raised) : NULL;
      done = black && bleach(raised);
      if (done) {
        pixDestroy(grey);
        pixDestroy(binary);
        *grey = raised;
        *binary = black;
      }
    }
  }
  pixDestroy(&half);
  return done;
}
