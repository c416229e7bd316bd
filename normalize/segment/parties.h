/* parties.h: party letters and names. The table is the place to add a local party. */
#ifndef REN_PARTIES_H
#define REN_PARTIES_H

#include "segment/cue_words.h"

/* The letters of a party ("L") whose letters these are, or NULL. `lenient` is for
 * letters in parentheses after a name: small letters and OCR's digits are accepted
 * ((fp), (5D), (1) for (L)). */
const char *ren__party_letters(ren_str letters, bool lenient);

/* The party of a mark behind a name, its brackets read (`open`, `close`) or not: `{V)`,
 * `(KDJ`, `CM)`, `S)`, `(tm)`. At least one bracket must be there. *cost: quarter edits.
 * NULL: none is near. */
const char *ren__party_marked(ren_str letters, bool open, bool close, unsigned *cost);

/* The letters of the party with this name, in any ending (Liberalerna, liberalernas,
 * Vänsterpartiet), OCR noise allowed for; NULL if none. `next` is the word after (for
 * names of two words) or NULL; *used tells how many words the name took. */
const char *ren__party_name(const ren__token *word, const ren__token *next, size_t *used);

/* The letters in parentheses behind the name of a local party that begins at word
 * `first`: `Örsundapartiet (ÖP)`, `Frimodig kyrka (FISK)`; *used: its words, letters
 * included. */
bool ren__party_local(char letters[16], const ren__tokens *tokens, const char *text, size_t first, size_t end,
                      size_t *used);

#endif
