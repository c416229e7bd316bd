/* page_align.h: the words of a printed page next to what a reader made of them.
 *
 * The whole pages are aligned letter by letter (Needleman & Wunsch 1970) and cut where both
 * have a blank. Letters are Latin-1, folded as the corrector folds a seen word: small,
 * but a capital inside a small word is kept. 0x1A is any other letter.
 */
#ifndef REN_PAGE_ALIGN_H
#define REN_PAGE_ALIGN_H

#include <renskrift/base.h>

enum { REN_ALIGNED_MAX = 40 };

typedef struct ren__aligned {
  unsigned char truth[REN_ALIGNED_MAX], seen[REN_ALIGNED_MAX]; /* 0-terminated; may hold a blank */
} ren__aligned;

typedef struct ren__aligned_words {
  ren__aligned *items;
  size_t count, cap;
  size_t skipped; /* words of the truth that have no likely partner */
} ren__aligned_words;

/* Appends the page's words. */
ren_status ren__align_page(ren__aligned_words *out, ren_str truth, ren_str seen, ren_error *err);
void ren__aligned_clear(ren__aligned_words *words);

#endif
