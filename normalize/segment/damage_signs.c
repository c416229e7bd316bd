#include "segment/damage_signs.h"

#include "text/text_map.h"

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

static bool holds_letters(const char *s, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z') || (s[i] & 0x80)) return true;
  return false;
}

bool ren__damage_mended(const ren_text *text) {
  enum { WORDS_PER_EDIT = 60, LETTERS_PER_WORD = 6 };
  size_t edits = 0;
  for (size_t i = 0; i < text->piece_count; i++) {
    const ren__piece *p = &text->pieces[i];
    edits += !p->verbatim && holds_letters(text->bytes + p->at, p->length);
  }
  return edits && edits * WORDS_PER_EDIT * LETTERS_PER_WORD >= text->length;
}
