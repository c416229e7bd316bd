/* wholesale.h: encodings of a whole text, or of a stretch of it: UTF-16, UTF-32 and EBCDIC. It is
 * transcoded first; its lines are then repaired as any others. */
#ifndef REN_ENCODING_WHOLESALE_H
#define REN_ENCODING_WHOLESALE_H

#include "encoding/letters.h"

typedef enum ren__whole {
  REN__WHOLE_NONE,
  REN__WHOLE_UTF16LE,
  REN__WHOLE_UTF16BE,
  REN__WHOLE_UTF32LE,
  REN__WHOLE_UTF32BE,
  REN__WHOLE_EBCDIC
} ren__whole;

/* By byte order mark, or by where the zero bytes lie (Latin text has one in every
 * character, on one side). EBCDIC by its bytes: whether it is one, the letters say. */
ren__whole ren__whole_guess(ren_str bytes);
/* Read as EBCDIC 278 the text is far likelier than as any page of ASCII's kind. */
bool ren__whole_is_ebcdic(const ren__letters *letters, ren_str bytes);

/* A text may hold stretches of such encodings. Whether a line may be part of one: */
bool ren__whole_may_begin(ren_str line);
/* Where the stretch of one kind that starts at `at` ends. */
size_t ren__whole_stretch(const ren__letters *letters, ren_str bytes, size_t at, ren__whole *whole);

/* The name of its rule. */
const char *ren__whole_rule(ren__whole whole);

/* Decodes one line, its line end included, from bytes[*at...]; appends UTF-8 and moves
 * *at. A byte order mark at its start is dropped. EBCDIC's own line end becomes LF. */
void ren__whole_line(ren__whole whole, ren_str bytes, size_t *at, ren_buf *out);

#endif
