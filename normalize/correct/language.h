/* language.h: whether words are Swedish at all. Text in other languages, and code, is
 * not corrected: to a Swedish reader it looks like text that lost its marks.
 */
#ifndef REN_LANGUAGE_H
#define REN_LANGUAGE_H

#include "correct/word_types.h"

/* Marks the words of stretches that are not Swedish as REN_ITEM_FOREIGN and takes them
 * out of their types' counts. Run before profiling. */
void ren__set_foreign_aside(ren__document *document);

#endif
