/* line_bytes.h: what can be told of a line by its bytes alone, sixteen at a time. */
#ifndef REN_LINE_BYTES_H
#define REN_LINE_BYTES_H

#include <renskrift/base.h>

enum { REN__LINE_BYTES_MAX = 400 };

typedef struct ren__line_bytes {
  uint32_t tails;                               /* bytes 80..BF: those that begin no letter */
  uint32_t first_word;                          /* letters and signs before the first blank or tab */
  bool tab, blank, two_blanks, bracket, hyphen; /* there is one; bracket: '(' */
} ren__line_bytes;

/* Of text[from, from + length), length at most REN__LINE_BYTES_MAX. */
ren__line_bytes ren__line_bytes_of(ren_str text, size_t from, size_t length);

#endif
