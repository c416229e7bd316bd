#include "segment/damage_signs.h"

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

bool ren__damage_shows(ren_str text) {
  enum { ENOUGH_LETTERS = 400, WORDS_PER_SIGN = 500, LETTERS_PER_MARK = 200, LOOKED_AT = 1 << 18 };
  size_t words = 0, damaged = 0, letters = 0, marked = 0;
  if (text.len > LOOKED_AT) text.len = LOOKED_AT;
  for (size_t i = 1; i + 1 < text.len; i++) {
    char c = text.ptr[i];
    words += c == ' ' || c == '\n';
    letters += is_small(c);
    marked += c == '\xC3';
    damaged += is_small(text.ptr[i - 1]) && c >= '0' && c <= '9' && is_small(text.ptr[i + 1]);
  }
  return (damaged && damaged * WORDS_PER_SIGN >= words) ||
         (letters >= ENOUGH_LETTERS && marked * LETTERS_PER_MARK < letters);
}
