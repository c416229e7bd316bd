/* The shapes that OCR mixes up. */
#include "dedup/word_signs.h"

#include "dedup/skeleton.h"
#include "utf8.h"

int ren__signs_read(ren__sign out[REN__WORD_MAX], ren_str word) {
  int count = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == 0xAD) continue;
    if (count == REN__WORD_MAX) return -1;
    ren__sign *s = &out[count++];
    uint8_t codes[2] = {0, 0};
    bool two = ren__letter_codes(cp, codes) == 2; /* m and w are no kind of r and v */
    s->cp = cp == REN_BAD_CODEPOINT ? cp : ren_to_lower(cp);
    s->code = two ? (uint8_t)(REN__LETTER_CODES + codes[0]) : codes[0];
    s->upper = ren_is_upper(cp);
    s->letter = cp != REN_BAD_CODEPOINT && ren_is_letter(cp);
    s->digit = ren_is_digit(cp);
    s->thin = s->cp == 'i' || s->cp == 'l' || s->cp == 'j' || s->cp == '1' || (!s->letter && !s->digit);
  }
  return count;
}

bool ren__digit_shape(uint32_t digit, uint32_t letter) {
  switch (digit) {
  case '0': return letter == 'o' || letter == 'd' || letter == 0xF6;
  case '1': return letter == 'l' || letter == 'i' || letter == 'j' || letter == 't';
  case '3': return letter == 'a' || letter == 0xE4 || letter == 0xE5;
  case '4': return letter == 'a' || letter == 0xE4 || letter == 0xE5;
  case '5': return letter == 's';
  case '6': return letter == 0xF6 || letter == 'b' || letter == 'o';
  case '8': return letter == 'b' || letter == 's' || letter == 0xE5;
  case '9': return letter == 'g' || letter == 'q';
  default: return false;
  }
}

bool ren__shapes_alike(uint32_t x, uint32_t y) {
  static const char pairs[][2] = {{'n', 'u'}, {'a', 'o'}, {'e', 'o'}, {'v', 'y'}, {'n', 'r'},
                                  {'r', 't'}, {'g', 'y'}, {'a', 's'}, {'d', 'o'}, {'h', 'n'}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    uint32_t p = (unsigned char)pairs[i][0], q = (unsigned char)pairs[i][1];
    if ((x == p && y == q) || (x == q && y == p)) return true;
  }
  return false;
}

bool ren__signs_merge(const ren__sign *one, const ren__sign *first, const ren__sign *second) {
  static const struct {
    uint16_t one;
    char two[3];
  } shapes[] = {{'m', "rn"}, {'m', "in"},  {'m', "ni"},  {'m', "nn"},  {'d', "cl"},  {'d', "ol"}, {'n', "ri"},
                {'n', "ii"}, {'u', "ii"},  {'h', "li"},  {'k', "lc"},  {'w', "vv"},  {'b', "lo"}, {'b', "li"},
                {'k', "lt"}, {0xE4, "ii"}, {0xF6, "ii"}, {0xE4, "ae"}, {0xE5, "aa"}, {0xF6, "oe"}};
  if (first->cp > 'z' || second->cp > 'z') return false;
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (one->cp == shapes[i].one && first->cp == (unsigned char)shapes[i].two[0] &&
        second->cp == (unsigned char)shapes[i].two[1])
      return true;
  return false;
}

bool ren__first_upper(ren_str word) {
  uint32_t cp = 0;
  if (word.len) ren_utf8_decode(word.ptr, word.len, &cp);
  return ren_is_upper(cp);
}
