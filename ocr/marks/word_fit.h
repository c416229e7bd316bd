/* marks/word_fit.h: does what was read of each word fit the letters that stand there? */
#ifndef REN_MARKS_WORD_FIT_H
#define REN_MARKS_WORD_FIT_H

#include "marks/page_letters.h"

typedef enum ren__fit {
  REN__FITS,
  REN__SMALL,    /* one or two letters */
  REN__DOUBTFUL, /* as small, and worth another look if nothing stands beside it */
  REN__MISREAD,  /* a longer word, read with little trust and as fewer letters */
  REN__UPRIGHT,  /* letters of several rows were taken for one word */
  REN__DIRT,     /* nothing in it is as large as a letter: a border, a streak, a speck */
} ren__fit;

typedef struct ren__word_fit {
  ren__fit fit;
  uint32_t letters; /* of the page that lie in it */
  int32_t foot;     /* of most of them */
} ren__word_fit;

/* out: for each word of the page. REN_ENOMEM. */
ren_status ren__fit_words(ren__word_fit *out, const ren_page *page, const ren__letters *letters, double x_height,
                          ren_error *err);

#endif
