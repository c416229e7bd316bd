/* Grey, stained or unevenly lit paper. */
#include "prepare/prepare.h"

/* The paper's grey in tiles of 32 px: if all of it is light and alike there is nothing
 * to do. */
static bool is_even(PIX *grey, bool *failed) {
  PIX *map = NULL;
  *failed = false;
  if (pixGetWidth(grey) < 200 || pixGetHeight(grey) < 200) return true;
  if (pixGetBackgroundGrayMap(grey, NULL, 32, 32, 80, 40, &map) != 0 || !map) return true; /* too dark to map */
  l_float32 low = 255, high = 255;
  pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.05f, &low, NULL);
  pixGetRankValueMasked(map, NULL, 0, 0, 1, 0.95f, &high, NULL);
  pixDestroy(&map);
  return low > 200 && high - low < 30;
}

bool ren__even_background(PIX **out, PIX *grey) {
  *out = NULL;
  bool failed;
  if (is_even(grey, &failed)) return !failed;
  *out = pixBackgroundNorm(grey, NULL, NULL, 20, 30, 80, 60, 230, 2, 2);
  return true; /* a page it cannot be done for is recognised as it is */
}
