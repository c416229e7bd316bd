/* suspects.h: finds the places that deserve a closer look, fast.
 *
 * Sixteen bytes at a time where SSE2 is there, else eight. A byte is interesting if
 * it is not ASCII or one of the signs that escapes and ISO 646-SE are made of; its
 * neighbours then decide at once in nearly all clean text (å, ä, ö, é, dashes and
 * quotes pass without leaving the loop).
 */
#ifndef REN_ENCODING_SUSPECTS_H
#define REN_ENCODING_SUSPECTS_H

#include <renskrift/base.h>

/* Offset of the first suspicious byte at or after `from`; s.len if there is none. */
size_t ren__scan(ren_str s, size_t from);

/* The first byte of [from, end) that is not ASCII, or zero, or a sign of an escape or of
 * 7-bit Swedish; `end` if there is none. */
size_t ren__next_sign(const char *s, size_t from, size_t end);

/* Whether a code point may change under normal form C, alone or with the one before. */
bool ren__may_compose(uint32_t cp);
/* A sign that § becomes when it is read in another page. */
bool ren__may_be_paragraph(uint32_t cp);
/* People put it before numbers. */
bool ren__goes_before_number(uint32_t cp);

#endif
