/* Salt and pepper: a page sown all over with single black and white pixels.
 *
 * Told from broken type by where it lies: pieces of letters lie among letters, salt
 * lies on bare paper too. Only then is the page filtered, and only the pixels that
 * stand out from the middle value of their neighbours are touched, so that strokes and
 * the dots of å, ä and ö (three pixels and more at 200 dpi) keep their shape.
 */
#include "prepare/prepare.h"

enum { GRAINS_MIN = 1000, STANDS_OUT = 60, PASSES = 2, SMALL = 18 };

/* Strokes of small letters are two pixels wide, and the filter would break them: those pages
 * must be strewn thickly. */
static bool harms_little(uint32_t grains, PIX *binary, uint32_t dpi, bool *failed) {
  if (grains > 0.002 * pixGetWidth(binary) * pixGetHeight(binary)) return true;
  ren__glyphs glyphs = {0};
  *failed = !ren__measure(&glyphs, binary, dpi);
  return glyphs.x_height >= SMALL;
}

/* Grains far from letters; on a page where most marks are grains nearly all are. */
static bool is_salted(PIX *binary, uint32_t dpi, bool *failed) {
  ren__glyphs guess = {.x_height = dpi ? 0.07 * dpi : 15};
  uint32_t far = 0, all = 0;
  *failed = !ren__count_specks(&far, &all, binary, &guess);
  return far > GRAINS_MIN && far > all / 8 && harms_little(far, binary, dpi, failed);
}

static PIX *filtered(PIX *grey) {
  PIX *middle = pixMedianFilter(grey, 3, 3);
  if (!middle) return NULL;
  l_int32 w = pixGetWidth(grey), h = pixGetHeight(grey), step = pixGetWpl(grey), other = pixGetWpl(middle);
  for (l_int32 y = 0; y < h; y++) {
    const l_uint32 *from = pixGetData(grey) + (size_t)y * (size_t)step;
    l_uint32 *to = pixGetData(middle) + (size_t)y * (size_t)other;
    for (l_int32 x = 0; x < w; x++) {
      l_int32 was = (l_int32)GET_DATA_BYTE(from, x), now = (l_int32)GET_DATA_BYTE(to, x);
      if (was - now <= STANDS_OUT && now - was <= STANDS_OUT) SET_DATA_BYTE(to, x, (l_uint8)was);
    }
  }
  return middle;
}

bool ren__remove_salt(PIX **grey, PIX **binary, uint32_t dpi) {
  for (int pass = 0; pass < PASSES; pass++) {
    bool failed;
    if (!is_salted(*binary, dpi, &failed)) return !failed;
    PIX *clean = filtered(*grey), *black = clean ? ren__binary(clean) : NULL;
    if (!black) {
      pixDestroy(&clean);
      return false;
    }
    pixDestroy(grey);
    pixDestroy(binary);
    *grey = clean;
    *binary = black;
  }
  return true;
}
