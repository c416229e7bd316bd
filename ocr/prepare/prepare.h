/* prepare/prepare.h: from the page as it was scanned to the upright, even, grey page
 * that is recognised (leptonica).
 *
 * Every step looks first whether it is needed and leaves the page alone if not; none
 * removes small marks, because the dots of å, ä and ö are small marks.
 *
 *   grey        colours to 8 bits; a negative (white on black) is turned round
 *   measure     x-height of the letters: the commonest height of connected marks
 *   resolution  where the file does not say, from the shape of the page (A and Letter
 *               sizes) or else from the x-height; pages of small letters are enlarged,
 *               pages of more than 400 dpi with big letters reduced
 *   border      the black margins of a scanner or copier are painted white
 *   orientation lines run along the side with the stronger row profile (Postl 1986);
 *               up or down by ascenders against descenders (Bloomberg, Kopec & Dasari
 *               1995, leptonica's pixUpDownDetect)
 *   skew        the angle of the strongest row profile, if that is clear and matters
 *   background  divided out where it is grey or uneven
 */
#ifndef REN_PREPARE_PREPARE_H
#define REN_PREPARE_PREPARE_H

#include <renskrift/base.h>

#include <leptonica/allheaders.h>

/* The page that is recognised; boxes are in its pixels. */
typedef struct ren__sheet {
  PIX *grey; /* 8 bits */
  uint32_t dpi;
  uint32_t rotation; /* clockwise degrees the scan was turned: 0 90 180 270 */
  float skew;        /* then clockwise degrees about the centre, size kept */
  bool blank;        /* nothing on it is as large as a letter */
  bool up_is_sure;   /* false: it may be upside down */
  PIX *before;       /* the same page before the background was divided out; NULL: grey itself */
} ren__sheet;

/* dpi 0: unknown. The scan is only read. REN_ELIMIT: out of memory. */
ren_status ren__prepare(ren__sheet *out, PIX *scan, uint32_t dpi, ren_error *err);
void ren__sheet_clear(ren__sheet *sheet);
/* Turns a prepared page upside down. */
bool ren__sheet_flip(ren__sheet *sheet);

/* A JPEG of the page, longest side at most `side`, appended. */
ren_status ren__preview(ren_buf *out, PIX *page, uint32_t side, ren_error *err);

/* ---- the steps ------------------------------------------------------------- */

/* What the marks on a page look like. */
typedef struct ren__glyphs {
  uint32_t count;  /* marks that could be letters */
  double x_height; /* px; 0 if there are too few to tell */
} ren__glyphs;

PIX *ren__to_grey(PIX *scan); /* new */
PIX *ren__binary(PIX *grey);  /* new, 1 bit, for measuring only */
void ren__measure(ren__glyphs *out, PIX *binary, uint32_t dpi);
uint32_t ren__estimate_dpi(uint32_t width, uint32_t height, const ren__glyphs *glyphs);
double ren__choose_scale(uint32_t dpi, const ren__glyphs *glyphs, uint64_t pixels);
bool ren__remove_border(PIX *grey, PIX *binary); /* in place, both; false: no memory */

typedef struct ren__pose {
  uint32_t rotation;
  float skew;
  bool up_is_sure;
} ren__pose;
bool ren__find_pose(ren__pose *out, PIX *binary, const ren__glyphs *glyphs);
bool ren__even_background(PIX **out, PIX *grey); /* *out NULL: not needed */

#endif
