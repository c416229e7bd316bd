/* marks/page_letters.h: the marks of a page that are as large as its letters, and which words they lie in.
 *
 * What was read is compared with what is printed: a letter in no word was not read, and a word that does not fit
 * its letters was misread.
 */
#ifndef REN_MARKS_PAGE_LETTERS_H
#define REN_MARKS_PAGE_LETTERS_H

#include <renskrift/page.h>

#include <leptonica/allheaders.h>

#define REN__IN_NO_WORD UINT32_MAX

/* A connected piece of ink as high as a letter; with the ring or dots above it. */
typedef struct ren__letter {
  ren_box box;
  int32_t foot;  /* of the piece itself */
  bool joined;   /* too wide for one letter: several that touch */
  uint32_t word; /* that it lies in; of several the smallest one */
} ren__letter;

typedef struct ren__letters {
  ren__letter *list; /* by their left sides */
  size_t count, cap;
} ren__letters;

/* binary: of the size of the image that the words' boxes are in. What touches its edge is no letter. A page of noise
 * has more marks than are looked at: then there are none. REN_ENOMEM. */
ren_status ren__letters_find(ren__letters *out, PIX *binary, double x_height, const ren_page *page, ren_error *err);
/* Does the middle of `inner` lie in it? */
bool ren__box_holds(const ren_box *box, const ren_box *inner);
void ren__letters_free(ren__letters *letters);

#endif
