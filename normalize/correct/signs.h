/* signs.h: damage to what is not a word: paragraph signs, bullets, party letters, specks
 * of dirt, figures. Words and their language are known (word_types.h); what a sign was is
 * told by what stands around it and by the habits of the rest of the text.
 */
#ifndef REN_SIGNS_H
#define REN_SIGNS_H

#include "correct/word_types.h"

/* Adds edits of at least `min_confidence`. Where one touches bytes that an edit of the list
 * touches too, the surer of the two stays. */
ren_status ren__signs(ren_edits *edits, const ren__document *document, float min_confidence, ren_error *err);

#endif
