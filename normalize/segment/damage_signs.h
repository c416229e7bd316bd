/* damage_signs.h: whether a text was read badly: only then readers skip what they cannot
 * make out, and names are told from their other mentions.
 */
#ifndef REN_DAMAGE_SIGNS_H
#define REN_DAMAGE_SIGNS_H

#include <renskrift/text.h>

/* Digits between small letters (`be5lut`) in one of five hundred words, or a long text in
 * letters that Swedish is not written in: å, ä and ö all but missing. */
bool ren__damage_shows(ren_str text);
/* Letters of one word in sixty have been mended already. */
bool ren__damage_mended(const ren_text *text);

#endif
