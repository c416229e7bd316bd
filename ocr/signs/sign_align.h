/* signs/sign_align.h: which letters of a word's reading are which marks.
 *
 * tesseract's own boxes of single letters are guesses. Marks are exact, but letters may
 * touch or fall apart, and a sign that the model cannot write is read as one to three
 * other letters or left out. The cheapest pairing is found by dynamic programming.
 */
#ifndef REN_SIGNS_SIGN_ALIGN_H
#define REN_SIGNS_SIGN_ALIGN_H

#include "signs/sign_marks.h"

enum { REN__ALIGN_LETTERS = 64, REN__ALIGN_MARKS = 64 };

/* The letters that a mark was read as: letters[first .. first + count). */
typedef struct ren__pairing {
  uint8_t first, count;
} ren__pairing;

/* A word's letters and where they begin; one place more than letters. */
typedef struct ren__letters {
  uint32_t cp[REN__ALIGN_LETTERS];
  size_t at[REN__ALIGN_LETTERS + 1]; /* bytes */
  size_t count;
} ren__letters;

/* false: too long. */
bool ren__letters_of(ren__letters *out, ren_str text);
/* box: of the whole word; signs[i]: what marks[i] is taken for. false: too many marks. */
bool ren__align(ren__pairing *out, const ren__letters *letters, const ren_box *box, const ren__mark *marks,
                const ren__sign *signs, size_t count);
/* Whether a model without the sign may read it as this letter. */
bool ren__is_misreading(ren__sign sign, uint32_t cp);

#endif
