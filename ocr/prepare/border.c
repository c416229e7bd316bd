/* The black margins of a scanner or copier.
 *
 * At a quarter of the resolution: what survives an opening is thicker than any stroke
 * of type; of that, what touches the edge of the image is border. It is painted white
 * together with the marks it has swallowed, and nothing else: text that does not touch
 * the black stays.
 */
#include "prepare/prepare.h"

enum { REDUCE = 4, THICK = 9, GROW = 5 };

/* The border at 1/4; NULL if there is none or no memory (*failed). */
static PIX *find(PIX *binary, bool *failed) {
  PIX *small = pixReduceRankBinaryCascade(binary, 2, 2, 0, 0);
  PIX *thick = small ? pixOpenBrick(NULL, small, THICK, THICK) : NULL;
  PIX *border = thick ? pixExtractBorderConnComps(thick, 4) : NULL;
  *failed = !border;
  pixDestroy(&small);
  pixDestroy(&thick);
  l_int32 empty = 1;
  if (border) pixZero(border, &empty);
  if (empty) pixDestroy(&border);
  return border;
}

/* A photograph that runs off the page is no border: that leaves most of it white. */
static bool plausible(PIX *border) {
  l_float32 share = 0;
  pixForegroundFraction(border, &share);
  return share < 0.4f;
}

bool ren__remove_border(PIX *grey, PIX *binary) {
  bool failed;
  PIX *border = find(binary, &failed);
  if (!border) return !failed;
  bool done = true;
  if (plausible(border)) {
    PIX *grown = pixDilateBrick(NULL, border, GROW, GROW);
    PIX *mask = grown ? pixExpandReplicate(grown, REDUCE) : NULL;
    done = mask && pixSetMasked(grey, mask, ren__paper(grey)) == 0 && pixSetMasked(binary, mask, 0) == 0;
    pixDestroy(&grown);
    pixDestroy(&mask);
  }
  pixDestroy(&border);
  return done;
}
