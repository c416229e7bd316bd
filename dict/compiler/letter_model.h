/* letter_model.h: the letter n-grams of a lexicon (normalize/model/letter_ngrams.h).
 */
#ifndef REN_LETTER_MODEL_H
#define REN_LETTER_MODEL_H

#include "compiler/lexicon_build.h"

/* Counts the n-grams of all words and names, smooths them, leaves out rare ones, and
 * appends the model's table to `out`. */
ren_status ren__build_letters(ren_buf *out, const ren__lexicon_build *build, ren_error *err);

#endif
