/* roster.h: who is named with a party anywhere in a document: roll calls, motions, votes.
 * What a scan did to a name or its party in one place is told from the other places.
 *
 * Only in documents that show damage (damage_signs.h) a name is spelled as its other
 * mentions are: when it stands so only once, they stand so at least twice, the letters are
 * near (one edit in eight) and the parties agree. With a model, names that it knows stay,
 * and one known mention is enough for an unknown name. A party is only filled in where the
 * marks of one stand behind the name.
 */
#ifndef REN_ROSTER_H
#define REN_ROSTER_H

#include "segment/persons.h"

typedef struct ren__roster ren__roster;

/* Reads the names of the text; both must outlive the roster; model may be NULL. NULL: out of memory. */
ren__roster *ren__roster_new(ren_str text, const ren_model *model, bool damaged);
void ren__roster_free(ren__roster *roster);

/* Gives the person the spelling (another place in the text) and party of the roster. */
void ren__roster_settle(const ren__roster *roster, ren__person *person);

#endif
