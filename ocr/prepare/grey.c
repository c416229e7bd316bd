/* Colours to grey, negatives to positives, and the black-and-white image that
 * measurements are made on. */
#include "prepare/prepare.h"

static l_uint32 median(PIX *grey) {
  l_float32 value = 255;
  l_int32 w = pixGetWidth(grey), h = pixGetHeight(grey), step = 1 + (w > h ? w : h) / 1000;
  pixGetRankValueMasked(grey, NULL, 0, 0, step, 0.5, &value, NULL);
  return (l_uint32)value;
}

l_uint32 ren__paper(PIX *grey) { return median(grey); }

static PIX *without_margins(PIX *grey) {
  l_int32 w = pixGetWidth(grey), h = pixGetHeight(grey);
  BOX middle = {.x = w / 10, .y = h / 10, .w = w - 2 * (w / 10), .h = h - 2 * (h / 10), .refcount = 1};
  return pixClipRectangle(grey, &middle, NULL);
}

/* Most of a page is paper: if nearly all is dark it is a negative (microfilm, a
 * photostat, a TIFF with its colours swapped). The margins are left out: there the
 * scanner's lid may be black. */
static bool is_negative(PIX *grey) {
  PIX *inner = without_margins(grey);
  bool dark = inner && median(inner) < 100;
  pixDestroy(&inner);
  return dark;
}

PIX *ren__to_grey(PIX *scan) {
  PIX *grey = pixConvertTo8(scan, 0);
  if (grey && is_negative(grey)) pixInvert(grey, grey);
  return grey;
}

/* What is not this much darker than the paper is no ink: on an empty page Otsu's
 * threshold would part the paper's own grain. */
enum { PAPER = 255, INK_MIN = 40 };

/* Otsu's threshold (1979). The margins have no say: a black border would part black
 * from everything else, grey type included. */
static l_int32 threshold_of(PIX *even) {
  l_int32 w = pixGetWidth(even), h = pixGetHeight(even), threshold = 0, step = 1 + (w > h ? w : h) / 2500;
  PIX *inner = without_margins(even);
  if (!inner || pixSplitDistributionFgBg(inner, 0.1f, step, &threshold, NULL, NULL, NULL) != 0) threshold = 180;
  pixDestroy(&inner);
  return threshold > PAPER - INK_MIN ? PAPER - INK_MIN : threshold;
}

/* With the background divided out; for bilevel pages that changes nothing. */
PIX *ren__binary(PIX *grey) {
  PIX *even = NULL;
  if (pixGetWidth(grey) >= 100 && pixGetHeight(grey) >= 100)
    even = pixBackgroundNorm(grey, NULL, NULL, 10, 15, 100, 50, PAPER, 2, 2);
  if (!even) return pixThresholdToBinary(grey, 130);
  PIX *binary = pixThresholdToBinary(even, threshold_of(even));
  pixDestroy(&even);
  return binary;
}
