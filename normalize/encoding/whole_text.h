/* whole_text.h: a text of which all or some stretches are UTF-16, UTF-32 or EBCDIC, transcoded, and
 * the edits that make it so.
 */
#ifndef REN_ENCODING_WHOLE_TEXT_H
#define REN_ENCODING_WHOLE_TEXT_H

#include <renskrift/text.h>

#include "encoding/wholesale.h"

typedef struct ren__whole_text {
  ren_buf text; /* in UTF-8, as far as it was transcoded */
  struct ren__whole_row *rows;
  size_t count, cap;
} ren__whole_text;

/* All of it is of one kind, or (REN__WHOLE_NONE) stretches of it are. */
ren_status ren__whole_read(ren__whole_text *out, ren_str bytes, ren__whole whole, const ren__letters *letters,
                           ren_error *err);
void ren__whole_free(ren__whole_text *whole);

/* Adds one edit for each transcoded line, with the repairs (edits of whole->text) in it; repairs of
 * other lines stand by themselves. */
ren_status ren__whole_edits(ren_edits *out, const ren__whole_text *whole, ren_str bytes, ren_edits *repairs,
                            ren_error *err);

#endif
