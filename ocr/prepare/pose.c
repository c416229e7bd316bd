/* Which way up, and how much askew. */
#include "prepare/prepare.h"

#include <math.h>

enum { LETTERS_NEEDED = 30 };

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

/* About 150 dpi is enough for lines and far quicker. */
static PIX *reduced(PIX *binary, const ren__glyphs *glyphs) {
  if (glyphs->x_height > 0 && glyphs->x_height < 16) return pixClone(binary);
  return pixReduceRankBinaryCascade(binary, 1, 0, 0, 0);
}

static bool is_sideways(PIX *small, profile *lying) {
  profile upright;
  PIX *turned = pixRotate90(small, 1);
  *lying = (profile){0};
  if (!turned) return false;
  bool known = row_profile(&upright, small), other = row_profile(lying, turned);
  pixDestroy(&turned);
  if (!other) return false;
  return !known || lying->score > 1.5f * upright.score;
}

/* Skews below a quarter of a degree are no trouble to tesseract, resampling costs a
 * little sharpness; beyond eight the sweep has run into its end. */
static float credible(const profile *p) {
  if (p->confidence < 2.5f || fabsf(p->angle) < 0.25f || fabsf(p->angle) > 8.5f) return 0;
  return roundf(p->angle * 1000) / 1000; /* as the record will say */
}

/* Positive: upright. */
static l_float32 upness(PIX *binary, float skew) {
  PIX *level = skew == 0 ? pixClone(binary)
                         : pixRotate(binary, (l_float32)((double)skew * 3.14159265358979323846 / 180), L_ROTATE_SHEAR,
                                     L_BRING_IN_WHITE, 0, 0);
  l_float32 confidence = 0;
  if (!level || pixUpDownDetect(level, &confidence, 20, 0, 0) != 0) confidence = 0;
  pixDestroy(&level);
  return confidence;
}

bool ren__find_pose(ren__pose *out, PIX *binary, const ren__glyphs *glyphs) {
  *out = (ren__pose){.up_is_sure = true};
  if (glyphs->count < LETTERS_NEEDED) return true;
  PIX *small = reduced(binary, glyphs);
  if (!small) return false;
  profile best, lying;
  bool sideways = is_sideways(small, &lying), known = row_profile(&best, small);
  PIX *turned = sideways ? pixRotate90(binary, 1) : pixClone(binary);
  pixDestroy(&small);
  if (!turned) return false;
  if (sideways) best = lying;
  out->rotation = sideways ? 90 : 0;
  if (known || sideways) out->skew = credible(&best);
  l_float32 up = upness(turned, out->skew);
  if (up < -4) out->rotation += 180;
  out->up_is_sure = up > 4 || up < -8;
  pixDestroy(&turned);
  return true;
}
