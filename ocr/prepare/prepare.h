/* prepare/prepare.h: from the page as it was scanned to the upright, even, grey page
 * that is recognised (leptonica).
 *
 * Every step looks first whether it is needed and leaves the page alone if not. None
 * removes small marks near letters, because the dots of å, ä and ö are such marks.
 *
 *   grey        colours to 8 bits; a negative (white on black) is turned round
 *   grain       noise between the lines, too: the page is softened until it is gone; what is
 *               noise still after two passes has no text
 *   faint       a page without ink whose darkest spots, made darker, stand in rows
 *   salt        single pixels all over the page, if there are thousands on bare paper
 *   background  divided out where it is grey or uneven
 *   sideways    lines run along the side with the stronger row profile (Postl 1986)
 *   measure     x-height of the letters: the commonest height of connected marks; are
 *               strokes broken to pieces, as in thin bilevel copies?
 *   mend        broken strokes are blurred together, a tenth of the x-height wide
 *   resolution  where the file does not say, from the shape of the page (A and Letter
 *               sizes) or else from the x-height; pages of small letters are enlarged,
 *               pages of more than 400 dpi with big letters reduced
 *   border      the black margins of a scanner or copier are painted white
 *   specks      dirt further from any letter than a dot or a comma can be
 *   emblems     a coat of arms or a logotype is painted over
 *   up or down  by ascenders against descenders (Bloomberg, Kopec & Dasari 1995,
 *               leptonica's pixUpDownDetect)
 *   skew        the angle of the strongest row profile, if that is clear and matters.
 *               tesseract reads lines that slope by a degree as well as level ones,
 *               and better than resampled ones: small skews are taken out of the
 *               boxes, not out of the image
 *   bend        where lines of type bend or fan out and agree on how, the page is
 *               straightened by one smooth surface through the feet of the letters
 *
 * Bleed-through is only found here: whether to take it away is decided by reading
 * (recognise/second_try.h).
 */
#ifndef REN_PREPARE_PREPARE_H
#define REN_PREPARE_PREPARE_H

#include "pool/stage_head.h"

#include <renskrift/page.h>

#include <leptonica/allheaders.h>

typedef struct ren__bend ren__bend; /* prepare/bend.h */

/* The page that is recognised. */
typedef struct ren__sheet {
  PIX *grey; /* 8 bits, upright, level but for `slope` */
  uint32_t dpi;
  double x_height;       /* px; 0: not known */
  uint32_t rotation;     /* clockwise degrees the scan was turned: 0 90 180 270 */
  float skew;            /* then clockwise degrees about the centre, size kept */
  float slope;           /* what of the skew is still in the image, or was before it was straightened */
  ren__bend *bend;       /* how lines ran that are straight now; NULL: nothing was bent */
  uint32_t turned_since; /* clockwise degrees the page was turned after that */
  bool blank;            /* nothing on it is as large as a letter */
  bool noise;            /* then: not bare, but noise all over */
  bool doubtful;         /* its marks stand in no rows: noise or a picture, most likely */
  bool up_is_sure;       /* false: it may be upside down, or on its side */
  PIX *look;             /* the page as it was scanned, small; NULL if not wanted */
  ren_buf *stages;       /* set before: what each step makes of the page is appended; may be NULL */
  PIX *shown;            /* the last stage */
} ren__sheet;

/* out->stages is set by the caller. dpi 0: unknown. The scan is only read. look_side: the longest side of `look`, 0 for
 * none. REN_ELIMIT: out of memory. */
ren_status ren__prepare(ren__sheet *out, PIX *scan, uint32_t dpi, uint32_t look_side, ren_error *err);
/* Keeps the page as a stage if it is another than the last; names are of small letters. True. */
bool ren__stage(ren__sheet *sheet, const char *name);
void ren__sheet_clear(ren__sheet *sheet);
/* Turns a prepared page by 90, 180 or 270 degrees more. */
bool ren__sheet_turn(ren__sheet *sheet, uint32_t turn);
/* Moves the boxes of words read from the sheet to where they are on the level page. */
void ren__sheet_level(const ren__sheet *sheet, ren_page *page);

/* A JPEG of a small image, turned clockwise by `rotation`, then `skew` degrees,
 * appended. */
ren_status ren__preview(ren_buf *out, PIX *look, uint32_t rotation, float skew, ren_error *err);
/* A copy with its longest side at most `side`. */
PIX *ren__reduced_to(PIX *pix, uint32_t side);

/* ---- the steps ------------------------------------------------------------- */

/* What the marks on a page look like. */
typedef struct ren__glyphs {
  uint32_t count;  /* marks that could be letters */
  double x_height; /* px; 0 if there are too few to tell */
  bool broken;     /* most letters lie in pieces */
} ren__glyphs;

PIX *ren__to_grey(PIX *scan);                                   /* new */
PIX *ren__binary(PIX *grey);                                    /* new, 1 bit, for measuring only */
bool ren__measure(ren__glyphs *out, PIX *binary, uint32_t dpi); /* false: no memory */
PIX *ren__softened(PIX *grey, double width);                    /* new; a Gaussian */
PIX *ren__thickened(PIX *grey, double width);                   /* new; strokes two pixels wider, then softened */
bool ren__dpi_is_absurd(uint32_t dpi, const ren__glyphs *glyphs);
uint32_t ren__estimate_dpi(uint32_t width, uint32_t height, const ren__glyphs *glyphs);
double ren__choose_scale(uint32_t dpi, const ren__glyphs *glyphs, uint64_t pixels);
l_uint32 ren__paper(PIX *grey);                                             /* the page's middle grey */
bool ren__remove_border(PIX *grey, PIX *binary);                            /* in place, both; false: no memory */
bool ren__remove_specks(PIX *grey, PIX *binary, const ren__glyphs *glyphs); /* likewise */
/* Marks too small for letters, and those of them that lie far from any letter. */
bool ren__count_specks(uint32_t *far, uint32_t *all, PIX *binary, const ren__glyphs *glyphs);
bool ren__remove_salt(PIX **grey, PIX **binary, uint32_t dpi); /* both replaced */
bool ren__remove_emblems(PIX *grey, PIX *binary, const ren__glyphs *glyphs);
/* Grain: so many black runs a pixel in nearly all rows. */
bool ren__smooth_grain(bool *hopeless, PIX **grey, PIX **binary, double runs_a_pixel);
bool ren__calm_paper(PIX **grey);                              /* softens and bleaches noisy paper, for tesseract */
bool ren__raise_faint(PIX **grey, PIX **binary, uint32_t dpi); /* both replaced if there is faint type */

/* Grey marks like letters off all ink: perhaps the other side of the leaf. */
typedef struct ren__bleed {
  l_int32 black, white; /* the ends of the curve that takes them away */
  PIX *marks;           /* at half the size; NULL: there are none */
} ren__bleed;
bool ren__find_bleed(ren__bleed *out, PIX *grey, double x_height); /* false: no memory */
PIX *ren__without_bleed(PIX *grey, const ren__bleed *bleed);       /* new */

/* How many marks could be letters, and the shares of them that stand in rows, and that are dots. */
typedef struct ren__rows {
  uint32_t marks;
  double share, dots;
} ren__rows;
bool ren__find_rows(ren__rows *out, PIX *binary, double x_height); /* false: no memory */
bool ren__rows_are_doubtful(const ren__rows *rows);                /* noise, most likely */
bool ren__rows_are_noise(const ren__rows *rows); /* more marks than any page has letters, and no rows */

bool ren__is_sideways(bool *out, PIX *binary); /* false: no memory */
typedef struct ren__pose {
  bool upside_down;
  float skew;
  bool up_is_sure;
} ren__pose;
bool ren__find_pose(ren__pose *out, PIX *binary, const ren__glyphs *glyphs);
double ren__radians(float degrees);
PIX *ren__turned(PIX *pix, uint32_t rotation);                 /* new; clockwise by 0 90 180 270 */
bool ren__even_background(PIX **out, PIX *grey, uint32_t dpi); /* *out NULL: not needed */
/* *out NULL: lines are straight, or it is not sure that they are not. Free with ren_free. */
bool ren__find_bend(ren__bend **out, PIX *binary, double x_height); /* false: no memory */
PIX *ren__straightened(PIX *grey, const ren__bend *bend);           /* new */

#endif
