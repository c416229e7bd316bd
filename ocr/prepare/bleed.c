/* The other side of the leaf, showing through.
 *
 * Grey letters among black ones, too light for ink and too dark for paper, that are no
 * edges of ink. A curve that ends where they begin makes them white and keeps all ink, dots
 * and thin strokes too. But type can be grey as well: the curve is only proposed here, and
 * who has it taken reads a strip first (recognise/second_try.h).
 *
 * Looked for at half the resolution: that halves the noise of the paper, too.
 */
#include "prepare/prepare.h"

#include <math.h>

enum { INK_DEPTH = 40, MARKS_MIN = 30, CURVE_MIN = 60 };
/* Of the way from ink to paper. */
static const double INK_END = 0.4, PAPER_BEGIN = 0.88;

static l_int32 rank(PIX *grey, PIX *mask, l_float32 share) {
  l_float32 value = 255;
  pixGetRankValueMasked(grey, mask, 0, 0, 1, share, &value, NULL);
  return (l_int32)value;
}

/* Solid ink is the darkest tenth of all that is much darker than the paper. */
static l_int32 ink_of(PIX *grey, l_int32 paper) {
  PIX *dark = pixThresholdToBinary(grey, paper - INK_DEPTH);
  l_int32 empty = 1, ink = paper;
  if (dark) pixZero(dark, &empty);
  if (!empty) ink = rank(grey, dark, 0.1f);
  pixDestroy(&dark);
  return ink;
}

/* What is grey and lies off all ink. */
static PIX *grey_marks(PIX *grey, l_int32 ink, l_int32 paper, double x_height) {
  l_int32 reach = 2 * (l_int32)lround(fmax(0.15 * x_height, 2)) + 1;
  PIX *dark = pixThresholdToBinary(grey, ink + (l_int32)(INK_END * (paper - ink)));
  PIX *marks = pixThresholdToBinary(grey, ink + (l_int32)(PAPER_BEGIN * (paper - ink)));
  PIX *grown = dark ? pixDilateBrick(NULL, dark, reach, reach) : NULL;
  if (!grown || !marks || !pixSubtract(marks, marks, grown)) pixDestroy(&marks);
  pixDestroy(&dark);
  pixDestroy(&grown);
  return marks;
}

static int like_letters(PIX *marks, double x_height) {
  BOXA *boxes = pixConnCompBB(marks, 8);
  int count = 0;
  for (l_int32 i = 0, n = boxes ? boxaGetCount(boxes) : 0; i < n; i++) {
    l_int32 w, h;
    boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
    count += h >= 0.5 * x_height && h <= 3 * x_height && w >= 0.2 * x_height && w <= 12 * x_height;
  }
  boxaDestroy(&boxes);
  return count;
}

bool ren__find_bleed(ren__bleed *out, PIX *grey, double x_height) {
  *out = (ren__bleed){0};
  if (x_height < 8) return true;
  PIX *half = pixScaleAreaMap2(grey);
  if (!half) return false;
  l_int32 paper = (l_int32)ren__paper(half), ink = ink_of(half, paper);
  PIX *marks = ink < paper ? grey_marks(half, ink, paper, x_height / 2) : NULL;
  if (marks && like_letters(marks, x_height / 2) >= MARKS_MIN) {
    l_int32 white = rank(half, marks, 0.1f);
    if (white - ink >= CURVE_MIN) {
      *out = (ren__bleed){.black = ink, .white = white, .marks = marks};
      marks = NULL;
    }
  }
  pixDestroy(&marks);
  pixDestroy(&half);
  return true;
}

PIX *ren__without_bleed(PIX *grey, const ren__bleed *bleed) {
  return pixGammaTRC(NULL, grey, 1, bleed->black, bleed->white);
}
