/* iso646_text.h: texts that are 7-bit Swedish (ISO 646-SE) from end to end, where
 * { | } [ \ ] are ä ö å Ä Ö Å whatever the word.
 */
#ifndef REN_ENCODING_ISO646_TEXT_H
#define REN_ENCODING_ISO646_TEXT_H

#include <renskrift/text.h>

#include "encoding/letters.h"

/* The letter that an ASCII sign stands for; 0 for none. */
uint32_t ren__iso646_letter(uint32_t cp);

/* It is all ASCII, and the signs make words and names, next to never anything else. */
bool ren__is_iso646_text(const ren__letters *letters, ren_str text);

/* Adds the edits of the line [start, end) of such a text. False: it holds something else
 * as well, and nothing was done. */
bool ren__iso646_line(ren_str text, size_t start, size_t end, float confidence, ren_edits *edits, ren_status *status,
                      ren_error *err);

#endif
