/* Softer and thicker strokes: for pages whose ink is ragged, broken or thin. */
#include "prepare/prepare.h"

#include <math.h>

PIX *ren__softened(PIX *grey, double width) {
  l_int32 half = (l_int32)ceil(2.5 * width);
  L_KERNEL *across = NULL, *down = NULL;
  if (half < 1) return pixClone(grey);
  makeGaussianKernelSep(half, half, (l_float32)width, 1, &across, &down);
  PIX *soft = across && down ? pixConvolveSep(grey, across, down, 8, 1) : NULL;
  kernelDestroy(&across);
  kernelDestroy(&down);
  return soft;
}

PIX *ren__thickened(PIX *grey, double width) {
  PIX *thick = pixErodeGray(grey, 3, 3), *soft = thick ? ren__softened(thick, width) : NULL;
  pixDestroy(&thick);
  return soft;
}
