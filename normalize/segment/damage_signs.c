#include "segment/damage_signs.h"

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/* The second byte of å, ä or ö. */
static bool is_swedish(char c) {
  return c == '\xA5' || c == '\xA4' || c == '\xB6' || c == '\x85' || c == '\x84' || c == '\x96';
}

bool ren__damage_shows(ren_str text) {
  enum { ENOUGH_LETTERS = 200, WORDS_PER_SIGN = 500, LETTERS_PER_MARK = 200, LOOKED_AT = 1 << 18 };
  size_t words = 0, damaged = 0, letters = 0, marked = 0;
  if (text.len > LOOKED_AT) text.len = LOOKED_AT;
  for (size_t i = 1; i + 1 < text.len; i++) {
    char c = text.ptr[i];
    words += c == ' ' || c == '\n';
    letters += is_small(c);
    marked += c == '\xC3' && is_swedish(text.ptr[i + 1]);
    damaged += is_small(text.ptr[i - 1]) && c >= '0' && c <= '9' && is_small(text.ptr[i + 1]);
  }
  return (damaged && damaged * WORDS_PER_SIGN >= words) ||
         (letters >= ENOUGH_LETTERS && marked * LETTERS_PER_MARK < letters);
}
