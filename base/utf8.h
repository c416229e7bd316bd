/* utf8.h: UTF-8 and the letters of the Latin script, without locale. */
#ifndef REN_UTF8_H
#define REN_UTF8_H

#include <renskrift/base.h>

#define REN_BAD_CODEPOINT UINT32_MAX

/* Decodes one code point at s (n > 0 bytes left). Returns its length, 1..4, and
 * *cp; for an invalid byte returns 1 and REN_BAD_CODEPOINT. Overlong forms and
 * surrogates are invalid (Unicode 15, table 3-7). */
size_t ren_utf8_decode(const char *s, size_t n, uint32_t *cp);
/* The code point that ends just before s + at; 0 and 0 length at the start. */
size_t ren_utf8_decode_before(const char *s, size_t at, uint32_t *cp);
/* Writes 1..4 bytes; code points that cannot be encoded give U+FFFD. */
size_t ren_utf8_encode(uint32_t cp, char out[4]);
/* Length of the longest valid prefix; equals n for valid text. Fast on ASCII. */
size_t ren_utf8_valid(const char *s, size_t n);
/* Length of the pure ASCII prefix. */
size_t ren_ascii_prefix(const char *s, size_t n);
size_t ren_utf8_count(ren_str s); /* code points; invalid bytes count one each */

/* Letters: ASCII, Latin-1, Latin Extended A and B, Greek and Cyrillic count;
 * combining marks (U+0300..036F) count as parts of words. */
bool ren_is_letter(uint32_t cp);
bool ren_is_mark(uint32_t cp);
bool ren_is_digit(uint32_t cp); /* ASCII only */
bool ren_is_space(uint32_t cp); /* blanks and line ends, incl. NBSP and U+2000..200A */
bool ren_is_upper(uint32_t cp);
uint32_t ren_to_lower(uint32_t cp); /* simple, one to one: Latin, Greek, Cyrillic */
uint32_t ren_to_upper(uint32_t cp);

/* Lower-cases s into buf (appended). */
void ren_utf8_lower(ren_buf *buf, ren_str s);
/* Lower-cases into a fixed array; returns the length, or 0 if it does not fit. */
size_t ren_utf8_lower_into(char *out, size_t room, ren_str s);

#endif
