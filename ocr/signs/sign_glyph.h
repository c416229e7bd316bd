/* signs/sign_glyph.h: what sign a mark is, by its shape.
 *
 * A small net (two layers) over the mark's grey picture, stretched to a raster, and its
 * size and place on the line. Its weights (sign_weights.inc) were learned from rendered
 * and damaged glyphs by tools/signs; every other letter is one class of its own, or part
 * of it.
 */
#ifndef REN_SIGNS_SIGN_GLYPH_H
#define REN_SIGNS_SIGN_GLYPH_H

#include "signs/sign_marks.h"

enum {
  REN__GLYPH_WIDE = 14,
  REN__GLYPH_HIGH = 20,
  REN__GLYPH_RASTER = REN__GLYPH_WIDE * REN__GLYPH_HIGH,
  REN__GLYPH_PLACE = 7,
  REN__GLYPH_FEATURES = REN__GLYPH_RASTER + REN__GLYPH_PLACE
};

/* 0 paper to 1 ink from the top left, then size and place. */
void ren__glyph_features(float out[REN__GLYPH_FEATURES], PIX *grey, const ren__mark *mark);
/* How likely each sign is; sums to 1. */
void ren__glyph_judge(float out[REN__SIGNS], const float features[REN__GLYPH_FEATURES]);
/* Both: sets `likely`. */
void ren__mark_judge(ren__mark *mark, PIX *grey);

#endif
