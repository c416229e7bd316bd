/* signs/sign_marks.h: the ink of a page as marks beside the words that were read.
 *
 * A mark is a connected piece of ink, or several that stand above one another (å, %, a
 * broken §). Each belongs to the line whose words it stands among, whether or not one of
 * them covers it, and knows how high that line's letters are there.
 */
#ifndef REN_SIGNS_SIGN_MARKS_H
#define REN_SIGNS_SIGN_MARKS_H

#include <renskrift/page.h>

#include <leptonica/allheaders.h>

typedef enum ren__sign {
  REN__SIGN_NONE,
  REN__SIGN_SECTION,  /* § */
  REN__SIGN_PERCENT,  /* % */
  REN__SIGN_AT,       /* @ */
  REN__SIGN_BULLET,   /* • */
  REN__SIGN_SIX,      /* half of “ */
  REN__SIGN_NINE,     /* half of ”, or ’ */
  REN__SIGN_STRAIGHT, /* ' or half of " */
  /* whole, where the halves flow together */
  REN__SIGN_SIXES,
  REN__SIGN_NINES,
  REN__SIGN_STRAIGHTS,
  REN__SIGNS
} ren__sign;

/* What stands apart before the rest of its line. */
typedef enum ren__lead { REN__LEAD_NONE, REN__LEAD_DOT, REN__LEAD_BAR } ren__lead;

typedef struct ren__mark {
  ren_box box;
  uint32_t line;            /* of the page */
  double baseline;          /* px, at this place */
  double height;            /* px: of an ascender or a figure */
  float likely[REN__SIGNS]; /* by its shape (sign_glyph.h) */
  ren__lead lead;           /* sign_lists.h */
  uint32_t peers;           /* others on the page that lead their lines likewise */
} ren__mark;

typedef struct ren__marks {
  ren__mark *list; /* line by line, from left to right */
  size_t count, cap;
} ren__marks;

/* binary: of the size of the image the words' boxes are in. REN_ENOMEM. */
ren_status ren__marks_find(ren__marks *out, PIX *binary, const ren_page *page, ren_error *err);
void ren__marks_free(ren__marks *marks);

/* How long a dash is in heights of a figure, 0 if the mark is none. */
double ren__dash_length(const ren__mark *mark);

#endif
