/* organ_spelling.h: how the words of an organ's name are spelled, whatever a scan made of
 * them: `Hatsonamndeu` is written `Hälsonämnden`.
 */
#ifndef REN_ORGAN_SPELLING_H
#define REN_ORGAN_SPELLING_H

#include "segment/cue_fold.h"

/* Appends the word in small letters: its ending (-nämnden, -styrelsen ...) and what stands
 * before it as they are usually spelled, if they are near enough; else as it stands.
 * `tail`: the word ends the name; else it is joined to one that does (`hälso-`). */
void ren__organ_spell(ren_buf *out, ren_str word, bool tail);
/* Whether the word is one that stands before the ending: `barn`, `vård`, `miljö`. */
bool ren__organ_is_stem(ren_str word);
/* Whether the letters are one of those words and one of the endings, much of both damaged. */
bool ren__organ_is_word(const ren__fold *fold);

#endif
