/* wholesale.h: encodings of a whole text: UTF-16 and EBCDIC. Such a text is transcoded
 * first; its lines are then repaired as any others. */
#ifndef REN_ENCODING_WHOLESALE_H
#define REN_ENCODING_WHOLESALE_H

#include <renskrift/base.h>

typedef enum ren__whole { REN__WHOLE_NONE, REN__WHOLE_UTF16LE, REN__WHOLE_UTF16BE, REN__WHOLE_EBCDIC } ren__whole;

/* By byte order mark, or by where the zero bytes lie (Latin text has one in every
 * character, on one side). */
ren__whole ren__whole_guess(ren_str bytes);
/* The name of its rule. */
const char *ren__whole_rule(ren__whole whole);

/* Decodes one line, its line end included, from bytes[*at...]; appends UTF-8 and moves
 * *at. A byte order mark at the start of the text is dropped. */
void ren__whole_line(ren__whole whole, ren_str bytes, size_t *at, ren_buf *out);

#endif
