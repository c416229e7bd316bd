/* Which way up, and how much askew. */
#include "prepare/prepare.h"

#include <math.h>

enum { LETTERS_NEEDED = 30, LETTERS_SURE = 400 };

double ren__radians(float degrees) { return (double)degrees * 3.14159265358979323846 / 180; }

PIX *ren__turned(PIX *pix, uint32_t rotation) {
  if (rotation % 180 == 90) return pixRotate90(pix, rotation == 90 ? 1 : -1);
  return rotation == 180 ? pixRotate180(NULL, pix) : pixClone(pix);
}

typedef struct profile {
  l_float32 angle, confidence, score;
} profile;

/* The angle with the strongest row profile, within +-9 degrees. Sweeps at 1/4 and
 * 1/2 of about 150 dpi. */
static bool row_profile(profile *out, PIX *binary) {
  *out = (profile){0};
  return pixFindSkewSweepAndSearchScore(binary, &out->angle, &out->confidence, &out->score, 4, 2, 0, 9, 0.6f, 0.01f) ==
         0;
}

/* ---- sideways --------------------------------------------------------------- */

/* Without rules and frames, which have profiles of their own. */
static PIX *letters_of(PIX *binary) {
  l_int32 w = pixGetWidth(binary), h = pixGetHeight(binary), most = (w > h ? w : h) / 25 + 1;
  return pixSelectBySize(binary, most, most, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, NULL);
}

bool ren__is_sideways(bool *out, PIX *binary) {
  *out = false;
  PIX *letters = letters_of(binary), *turned = letters ? pixRotate90(letters, 1) : NULL;
  profile upright, lying;
  if (turned) {
    bool known = row_profile(&upright, letters), other = row_profile(&lying, turned);
    /* Even typewritten pages, whose letters stand in columns, have rows 1.6 times as
     * strong as columns. */
    *out = other && (!known || lying.score > 1.2f * upright.score);
  }
  bool done = turned != NULL;
  pixDestroy(&letters);
  pixDestroy(&turned);
  return done;
}

/* ---- skew ------------------------------------------------------------------- */

/* About 150 dpi is enough for lines and far quicker. */
static PIX *reduced(PIX *binary, const ren__glyphs *glyphs) {
  if (glyphs->x_height < 20) return pixClone(binary);
  return pixReduceRankBinaryCascade(binary, 1, 0, 0, 0);
}

/* Lines of two columns that stand at heights of their own blur the profile. Then the halves
 * of the page are asked, too: two that say the same are hardly wrong. */
static bool halves_agree(PIX *binary, const profile *whole) {
  l_int32 width = pixGetWidth(binary), height = pixGetHeight(binary);
  bool agree = whole->confidence > 1.7f;
  for (int side = 0; side < 2 && agree; side++) {
    BOX *box = boxCreate(side * (width / 2), 0, width / 2, height);
    PIX *half = box ? pixClipRectangle(binary, box, NULL) : NULL;
    profile own = {0};
    agree = half && row_profile(&own, half) && own.confidence > 1.7f && fabsf(own.angle - whole->angle) < 0.4f;
    pixDestroy(&half);
    boxDestroy(&box);
  }
  return agree;
}

/* Skews below a quarter of a degree are no trouble to anybody; beyond eight the sweep
 * has run into its end. */
static float find_skew(PIX *binary) {
  profile best;
  if (!row_profile(&best, binary) || fabsf(best.angle) < 0.25f || fabsf(best.angle) > 8.5f) return 0;
  if (best.confidence < 2.5f && !halves_agree(binary, &best)) return 0;
  return roundf(best.angle * 1000) / 1000; /* as the record will say */
}

/* ---- upside down ------------------------------------------------------------ */

/* Positive: upright. */
static l_float32 upness(PIX *binary, float skew) {
  PIX *level = skew == 0 ? pixClone(binary)
                         : pixRotate(binary, (l_float32)ren__radians(skew), L_ROTATE_SHEAR, L_BRING_IN_WHITE, 0, 0);
  l_float32 confidence = 0;
  if (!level || pixUpDownDetect(level, &confidence, 20, 0, 0) != 0) confidence = 0;
  pixDestroy(&level);
  return confidence;
}

bool ren__find_pose(ren__pose *out, PIX *binary, const ren__glyphs *glyphs) {
  *out = (ren__pose){0};
  if (glyphs->count < LETTERS_NEEDED) return true;
  PIX *small = reduced(binary, glyphs);
  if (!small) return false;
  out->skew = find_skew(small);
  pixDestroy(&small);
  l_float32 up = upness(binary, out->skew);
  out->upside_down = up < -4;
  /* Figures have neither ascenders nor descenders, and a few lines not enough of them: no
   * page is turned by this alone. */
  out->up_is_sure = up > 4 && glyphs->count >= LETTERS_SURE;
  return true;
}
