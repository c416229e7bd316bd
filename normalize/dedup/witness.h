/* witness.h: how clean a text is, as a witness of what was meant. With a model its
 * dictionary score; without one, own signs: a Swedish text has 4 to 6 % å, ä and ö,
 * no digits or strange signs within words and few letters standing alone. */
#ifndef REN_DEDUP_WITNESS_H
#define REN_DEDUP_WITNESS_H

#include "dedup/consensus_lexis.h"
#include "dedup/word_align.h"

float ren__cleanness(const ren_model *model, ren_str text);
/* Share of letters that are å, ä or ö. */
double ren__diacritics(ren_str text);

/* How many of its letters are misread, 0..1: by the words that the model does not know
 * or, without one, that no other text of the group has. */
double ren__misread(const ren__lexis *lexis, const ren__dedup_tokens *tokens);

#endif
