/* Texts that are 7-bit Swedish from end to end. */
#include "encoding/iso646_text.h"

#include "encoding/letters.h"
#include "utf8.h"

uint32_t ren__iso646_letter(uint32_t cp) {
  static const uint16_t upper[3] = {0xC4, 0xD6, 0xC5}, lower[3] = {0xE4, 0xF6, 0xE5};
  if (cp >= '[' && cp <= ']') return upper[cp - '['];
  if (cp >= '{' && cp <= '}') return lower[cp - '{'];
  return 0;
}

typedef struct tally {
  size_t known, likely, costly, odd;
} tally;

/* Signs by themselves; a capital in a word (a[i]); costly letters: no words. */
static void judge(tally *t, const ren__letters *letters, const char *s, size_t n) {
  uint32_t word[REN__WORD_MAX];
  ren__reading reading = ren__reading_start();
  size_t signs = 0, uppers = 0, lowers = 0;
  bool odd = n > REN__WORD_MAX;
  for (size_t i = 0; i < n && !odd; i++) {
    uint32_t letter = ren__iso646_letter((unsigned char)s[i]);
    word[i] = letter ? letter : (unsigned char)s[i];
    signs += letter != 0;
    bool upper = ren_is_upper(word[i]);
    odd = (upper && lowers) || (!upper && uppers >= 2 && !lowers);
    uppers += upper;
    lowers += !upper;
    ren__reading_add(letters, &reading, word[i], letter != 0);
  }
  ren__reading_end(&reading);
  if (!odd && !signs) return;
  if (odd || (signs == n && !(n == 1 && s[0] == '}')))
    t->odd++;
  else if (n >= 3 && ren__is_known(letters, word, n))
    t->known++;
  else if (reading.cost <= 5.0f * (float)n)
    t->likely++;
  else
    t->costly++; /* a name, or no word */
}

bool ren__is_iso646_text(const ren__letters *letters, ren_str text) {
  tally t = {0};
  if (ren_ascii_prefix(text.ptr, text.len) != text.len) return false;
  for (size_t i = 0; i < text.len;) {
    size_t from = i;
    bool signs = false;
    for (; i < text.len; i++) {
      bool sign = ren__iso646_letter((unsigned char)text.ptr[i]) != 0;
      if (!sign && !ren_is_letter((unsigned char)text.ptr[i])) break;
      signs = signs || sign;
    }
    if (signs) judge(&t, letters, text.ptr + from, i - from);
    if (i == from) i++;
  }
  size_t words = t.known + t.likely;
  return t.known >= 2 && t.odd * 20 <= words && t.costly * 4 <= words;
}
