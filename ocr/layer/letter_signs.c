/* Characters of text layers that stand for letters, or for nothing. */
#include "layer/layer.h"

#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

/* U+FB00 .. U+FB06 */
static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

/* Hints to who sets or breaks lines: nothing is printed for them. A soft hyphen at the
 * end of a line is: see ren__letters_gather. */
static bool is_silent(uint32_t cp) {
  return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
         (cp >= 0x2060 && cp <= 0x2064) || cp == 0xFEFF;
}

/* No character at all. */
static bool is_void(uint32_t cp) {
  return cp == REN_BAD_CODEPOINT || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp & 0xFFFE) == 0xFFFE ||
         (cp >= 0xFDD0 && cp <= 0xFDEF);
}

/* One that only the maker of the font could explain. */
static bool is_private(uint32_t cp) { return cp == 0xFFFD || (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000; }

/* Bullets and ticks of symbol fonts have places of their own in the private area. */
static uint32_t plain_symbol(uint32_t cp) {
  switch (cp) {
  case 0xF0B7:
  case 0xF0A7:
  case 0xF0D8: return 0x2022;
  case 0xF02D: return '-';
  case 0xF0E0: return 0x2192;
  case 0xF0FC: return 0x2713;
  default: return cp;
  }
}

size_t ren__sign_text(char out[REN__SIGN_BYTES], uint32_t cp, ren__layer_facts *facts) {
  if (is_silent(cp)) {
    facts->dropped++;
    return 0;
  }
  facts->letters++;
  cp = plain_symbol(cp);
  if (cp >= 0xFB00 && cp <= 0xFB06) {
    const char *text = ligatures[cp - 0xFB00];
    facts->ligatures++;
    memcpy(out, text, strlen(text));
    return strlen(text);
  }
  bool nothing = is_void(cp);
  if (nothing || is_private(cp)) facts->senseless++;
  return ren_utf8_encode(nothing ? ' ' : cp, out);
}

/* ---- marks beside their letters ---------------------------------------------- */

/* The combining mark for a spacing one, 0 for anything else. The degree sign is one only
 * between letters. */
static uint32_t combining(uint32_t cp, bool in_word) {
  switch (cp) {
  case 0xA8: return 0x308;
  case 0x2DA: return 0x30A;
  case 0xB4: return 0x301;
  case 0xB0: return in_word ? 0x30A : 0;
  default: return 0;
  }
}

static bool takes(uint32_t letter, uint32_t mark) {
  const char *takers = mark == 0x30A ? "aAuU" : mark == 0x308 ? "aAoOuUeEiI" : "aAeEiIoOuU";
  return letter < 0x80 && strchr(takers, (int)letter) != NULL;
}

static size_t composed_bytes(char out[4], uint32_t letter, uint32_t mark) {
  utf8proc_int32_t pair[2] = {(utf8proc_int32_t)letter, (utf8proc_int32_t)mark};
  utf8proc_ssize_t left = utf8proc_normalize_utf32(pair, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  return left == 1 ? ren_utf8_encode((uint32_t)pair[0], out) : 0;
}

/* A mark at `at` and the letter it belongs to: the one after a spacing mark, the one
 * before a combining mark. *from and *to: the bytes that become one letter. */
static size_t find_pair(char out[4], const char *word, size_t length, size_t at, uint32_t cp, size_t size, size_t *from,
                        size_t *to) {
  uint32_t letter;
  size_t before = ren_utf8_decode_before(word, at, &letter);
  bool after_letter = before > 0 && ren_is_letter(letter);
  uint32_t mark = ren_is_mark(cp) ? cp : combining(cp, after_letter || at == 0);
  if (mark == 0) return 0;
  *from = at - before;
  *to = at + size;
  if (ren_is_mark(cp)) return before > 0 ? composed_bytes(out, letter, mark) : 0;
  if (*to >= length) return 0;
  size_t next = ren_utf8_decode(word + *to, length - *to, &letter);
  *from = at;
  *to += next;
  return takes(letter, mark) ? composed_bytes(out, letter, mark) : 0;
}

size_t ren__sign_compose(char *word, size_t length, ren__layer_facts *facts) {
  if (ren_ascii_prefix(word, length) == length) return length;
  for (size_t at = 0; at < length;) {
    uint32_t cp;
    size_t size = ren_utf8_decode(word + at, length - at, &cp), from, to;
    char letter[4];
    size_t bytes = find_pair(letter, word, length, at, cp, size, &from, &to);
    if (bytes == 0 || bytes > to - from) {
      at += size;
      continue;
    }
    memcpy(word + from, letter, bytes);
    memmove(word + from + bytes, word + to, length - to);
    length -= to - from - bytes;
    at = from + bytes;
    facts->composed++;
  }
  return length;
}
