/* Coats of arms, logotypes and the like: single marks far larger than the letters.
 * Layout analysis takes them for lines of type and breaks up the heading beside them.
 *
 * A mark is one if it is 6 to 20 x-heights large, compact, and has no fellows: large
 * type comes in letters of the same height. Only the mark itself is painted over, not
 * what lies within its box; larger ones (frames, stamps, photographs) are left to
 * tesseract, because letters may touch them.
 */
#include "prepare/prepare.h"

enum { LEAST = 3, LARGE = 6, LARGEST = 20, FELLOWS = 3, GROW = 5 };

static bool alike(l_int32 a, l_int32 b) { return 4 * a <= 5 * b && 4 * b <= 5 * a; }

/* Marks of about the same height anywhere on the page, itself included. */
static int fellows(BOXA *all, l_int32 height) {
  int count = 0;
  for (l_int32 i = 0, n = boxaGetCount(all); i < n; i++) {
    l_int32 h;
    boxaGetBoxGeometry(all, i, NULL, NULL, NULL, &h);
    count += alike(h, height);
  }
  return count;
}

static bool is_emblem(BOXA *large, l_int32 i, double x_height) {
  l_int32 w, h;
  boxaGetBoxGeometry(large, i, NULL, NULL, &w, &h);
  l_int32 longer = w > h ? w : h;
  return longer >= LARGE * x_height && longer <= LARGEST * x_height && fellows(large, h) <= FELLOWS;
}

/* The emblems as a mask; NULL if there are none or no memory (*failed). */
static PIX *find(PIX *binary, double x_height, bool *failed) {
  l_int32 least = (l_int32)(LEAST * x_height), found = 0;
  PIX *large = pixSelectBySize(binary, least, least, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, NULL);
  PIXA *marks = NULL;
  BOXA *boxes = large ? pixConnComp(large, &marks, 8) : NULL;
  PIX *mask = large ? pixCreateTemplate(large) : NULL;
  *failed = !mask || !boxes;
  for (l_int32 i = 0, n = *failed ? 0 : boxaGetCount(boxes); i < n; i++) {
    if (!is_emblem(boxes, i, x_height)) continue;
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    PIX *mark = pixaGetPix(marks, i, L_CLONE);
    pixRasterop(mask, x, y, w, h, PIX_PAINT, mark, 0, 0);
    pixDestroy(&mark);
    found++;
  }
  if (found == 0) pixDestroy(&mask);
  boxaDestroy(&boxes);
  pixaDestroy(&marks);
  pixDestroy(&large);
  return mask;
}

bool ren__remove_emblems(PIX *grey, PIX *binary, const ren__glyphs *glyphs) {
  if (glyphs->x_height < 6) return true;
  bool failed;
  PIX *mask = find(binary, glyphs->x_height, &failed);
  if (!mask) return !failed;
  PIX *grown = pixDilateBrick(NULL, mask, GROW, GROW);
  bool done = grown && pixSetMasked(grey, grown, ren__paper(grey)) == 0 && pixSetMasked(binary, grown, 0) == 0;
  pixDestroy(&grown);
  pixDestroy(&mask);
  return done;
}
