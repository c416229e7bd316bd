/* cue_fold.h: the letters of a cue as OCR leaves them, and how far two folded words
 * are apart.
 *
 * Words are folded to an alphabet in which the commonest confusions are no
 * difference at all (å ä -> a, ö -> o, 1 l i | -> i, 0 -> o, rn -> m, case). What is
 * left is measured by edit distance (Wagner & Fischer 1974) in quarters of an edit:
 * 4 for an unlike letter, 2 for a look-alike (c e, u n, h b ...), 1 against a place
 * where a letter was lost for good ('?', U+FFFD). The text may be searched with a
 * free start and a free end (Sellers 1980).
 */
#ifndef REN_CUE_FOLD_H
#define REN_CUE_FOLD_H

#include <renskrift/base.h>

enum { REN__FOLD_MAX = 40, REN__FOLD_WILD = '?', REN__COST_NONE = 255 };

typedef struct ren__fold {
  uint8_t letters[REN__FOLD_MAX];
  uint8_t len;
  uint8_t wild;  /* how many of the letters are unknown */
  uint32_t mask; /* bit per letter a..z that occurs */
} ren__fold;

/* The folded letters of ASCII; 0 for what is not part of a word. */
extern const uint8_t ren__fold_ascii[128];
/* The folded letter of a code point; 0 for what is not part of a word. */
uint8_t ren__fold_cp(uint32_t cp);
/* Appends a folded letter; the merge of rn and vv happens here. Letters beyond
 * REN__FOLD_MAX are dropped. */
void ren__fold_push(ren__fold *fold, uint8_t letter);
/* Folds a whole string; what is not a letter or digit is skipped. */
void ren__fold_str(ren__fold *out, ren_str s);
bool ren__fold_eq(const ren__fold *a, const ren__fold *b);

typedef enum ren__anchor {
  REN__WHOLE,  /* all of the text against all of the word */
  REN__PREFIX, /* the text may go on after the word */
  REN__ANY     /* the word may stand anywhere in the text */
} ren__anchor;

/* The letters of a mask and those that look like one of them. */
uint32_t ren__fold_alike(uint32_t mask);

/* The distance in quarter edits, or REN__COST_NONE when it is above limit. */
unsigned ren__fold_distance(const ren__fold *word, const ren__fold *text, ren__anchor anchor, unsigned limit);

#endif
