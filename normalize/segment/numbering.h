/* numbering.h: which lines begin a numbered paragraph when the section sign is misread.
 *
 * Readers without the sign give `$ 12`, `& 12`, `8 12`, `S 12`, or glue it to the number
 * (`812`). A mark that is no letter and no digit is enough before a heading; the others
 * count when the numbers before and after fit, or a diary number follows.
 */
#ifndef REN_NUMBERING_H
#define REN_NUMBERING_H

#include "segment/paragraphs.h"

/* Whether a line reads like `§ 12 Taxa för sotning`, whatever became of the sign. */
bool ren__numbering_begins(ren_str line);

/* Sets ->number and ->number_end of the paragraphs that begin so. False: out of memory. */
bool ren__numbering_find(ren__paras *paras, ren_str text);

#endif
