/* Grey, stained or unevenly lit paper.
 *
 * The paper's own grey is what is left when all that is narrower than a stroke is filled
 * from its sides (a closing of tiles that hold their lightest pixel). The page is divided by it.
 * White letters on a dark ground stay: no paper is taken to be darker than DARKEST.
 */
#include "prepare/prepare.h"

enum { WHITE = 250, DARKEST = 40, LIGHT = 200, UNEVEN = 30, TILES_CLOSED = 5, SIDE_MIN = 200 };
static const double TILE_INCHES = 1.0 / 75;

static bool keep_above(PIX *map, l_uint32 least) {
  PIX *dark = pixThresholdToBinary(map, (l_int32)least);
  bool done = dark && pixSetMasked(map, dark, least) == 0;
  pixDestroy(&dark);
  return done;
}

/* The paper, a pixel a tile; NULL: no memory. */
static PIX *paper_map(PIX *grey, l_int32 tile) {
  PIX *calm = pixBlockconvGray(grey, NULL, 1, 1); /* the lightest pixel of noise is no paper */
  PIX *tiles = calm ? pixScaleGrayMinMax(calm, tile, tile, L_CHOOSE_MAX) : NULL;
  PIX *map = tiles ? pixCloseGray(tiles, TILES_CLOSED, TILES_CLOSED) : NULL;
  pixDestroy(&calm);
  pixDestroy(&tiles);
  return map;
}

static bool is_even(PIX *map) {
  l_float32 low = 255, high = 255;
  pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.05f, &low, NULL);
  pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.95f, &high, NULL);
  return low > LIGHT && high - low < UNEVEN;
}

bool ren__even_background(PIX **out, PIX *grey, uint32_t dpi) {
  *out = NULL;
  l_int32 w = pixGetWidth(grey), h = pixGetHeight(grey);
  if (w < SIDE_MIN || h < SIDE_MIN) return true;
  l_int32 tile = (l_int32)(TILE_INCHES * (dpi ? dpi : (w > h ? w : h) / 12.0) + 0.5);
  if (tile < 2) tile = 2;
  PIX *map = paper_map(grey, tile);
  bool done = map != NULL;
  if (done && !is_even(map)) {
    PIX *inverse = keep_above(map, DARKEST) ? pixGetInvBackgroundMap(map, WHITE, 1, 1) : NULL;
    *out = inverse ? pixApplyInvBackgroundGrayMap(grey, inverse, tile, tile) : NULL;
    done = *out != NULL;
    pixDestroy(&inverse);
  }
  pixDestroy(&map);
  return done;
}
