/* witness.h: how clean a text is, as a witness of what was meant. With a model its
 * dictionary score; without one, own signs: a Swedish text has 4 to 6 % å, ä and ö,
 * no digits or strange signs within words and few letters standing alone. */
#ifndef REN_DEDUP_WITNESS_H
#define REN_DEDUP_WITNESS_H

#include <renskrift/model.h>

float ren__cleanness(const ren_model *model, ren_str text);
/* Share of letters that are å, ä or ö. */
double ren__diacritics(ren_str text);

#endif
