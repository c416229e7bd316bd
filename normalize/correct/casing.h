/* casing.h: a candidate written as the word it replaces was: small, Capital, CAPITALS.
 */
#ifndef REN_CASING_H
#define REN_CASING_H

#include "correct/candidates.h"

/* Appends the candidate in UTF-8. What the lexicon knows of it and the sentence start
 * decide on a capital where damage took the first letter. false: the casing cannot be
 * carried over. */
bool ren__write_cased(ren_buf *out, const ren_model *model, const ren__candidate *candidate, const ren__seen *seen,
                      ren_str original);

#endif
