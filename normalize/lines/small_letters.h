/* small_letters.h: the short way for nearly all letters of Swedish text, a to z and
 * the small letters of Latin-1. All others are decoded.
 */
#ifndef REN_SMALL_LETTERS_H
#define REN_SMALL_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

static inline bool ren__is_small_ascii(char c) { return c >= 'a' && c <= 'z'; }

/* Second byte, after C3, of a small letter: U+00DF to U+00FF, but not the sign of division. */
static inline bool ren__is_small_latin(char c) {
  unsigned char byte = (unsigned char)c;
  return byte >= 0x9F && byte <= 0xBF && byte != 0xB7;
}

/* Bytes of the small letter at s + at, or of the one that ends before it; 0: none. */
static inline size_t ren__small_letter_at(const char *s, size_t at, size_t end) {
  if (ren__is_small_ascii(s[at])) return 1;
  return (unsigned char)s[at] == 0xC3 && at + 1 < end && ren__is_small_latin(s[at + 1]) ? 2 : 0;
}

static inline size_t ren__small_letter_before(const char *s, size_t from, size_t at) {
  if (ren__is_small_ascii(s[at - 1])) return 1;
  return at >= from + 2 && (unsigned char)s[at - 2] == 0xC3 && ren__is_small_latin(s[at - 1]) ? 2 : 0;
}

#endif
