#include "lines/line_bytes.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { STEP = 16 };

#if defined(__SSE2__)

static inline unsigned where(__m128i bytes) { return (unsigned)_mm_movemask_epi8(bytes); }

/* Sixteen bytes; those after the line are 0. */
static inline __m128i load(ren_str text, size_t at, size_t left) {
  static const unsigned char inside[2 * STEP] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                 255, 255, 255, 255, 255, 255, 255, 255};
  __m128i bytes, mask;
  if (at + STEP <= text.len) {
    memcpy(&bytes, text.ptr + at, sizeof bytes);
    if (left >= STEP) return bytes;
    memcpy(&mask, inside + STEP - left, sizeof mask);
    return _mm_and_si128(bytes, mask);
  }
  char last[STEP] = {0};
  memcpy(last, text.ptr + at, left);
  memcpy(&bytes, last, sizeof bytes);
  return bytes;
}

/* How many of the first n bytes are no tails. */
static inline unsigned letters(unsigned tails, size_t n) {
  for (tails &= (1u << n) - 1; tails; tails &= tails - 1) n--;
  return (unsigned)n;
}

ren__line_bytes ren__line_bytes_of(ren_str text, size_t from, size_t length) {
  const __m128i zero = _mm_setzero_si128(), blank = _mm_set1_epi8(' '), first_letter = _mm_set1_epi8(-64);
  __m128i tails = zero, tab = zero, bracket = zero, hyphen = zero;
  unsigned blanks = 0, pairs = 0, carried = 0, first_word = 0;
  bool first = true;
  for (size_t i = 0; i < length; i += STEP) {
    __m128i bytes = load(text, from + i, length - i);
    unsigned here = where(_mm_cmpeq_epi8(bytes, blank));
    pairs |= here & (here << 1 | carried);
    carried = here >> (STEP - 1);
    blanks |= here;
    tails = _mm_sub_epi8(tails, _mm_cmplt_epi8(bytes, first_letter)); /* a line has 25 times sixteen at most */
    tab = _mm_or_si128(tab, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
    bracket = _mm_or_si128(bracket, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('(')));
    hyphen = _mm_or_si128(hyphen, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('-')));
    if (!first) continue;
    unsigned stops = here | where(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'))) | 1u << STEP;
    size_t left = length - i, word = (size_t)__builtin_ctz(stops);
    first_word += letters(where(_mm_cmplt_epi8(bytes, first_letter)), word < left ? word : left);
    first = word == STEP;
  }
  __m128i sums = _mm_sad_epu8(tails, zero);
  return (ren__line_bytes){.tails = (uint32_t)_mm_cvtsi128_si32(sums) + (uint32_t)_mm_extract_epi16(sums, 4),
                           .first_word = first_word,
                           .blank = blanks != 0,
                           .two_blanks = pairs != 0,
                           .tab = where(tab) != 0,
                           .bracket = where(bracket) != 0,
                           .hyphen = where(hyphen) != 0};
}

#else

ren__line_bytes ren__line_bytes_of(ren_str text, size_t from, size_t length) {
  ren__line_bytes found = {0};
  const char *s = text.ptr + from;
  for (size_t i = 0; i < length; i++) {
    found.tails += ((unsigned char)s[i] & 0xC0) == 0x80;
    found.blank |= s[i] == ' ';
    found.two_blanks |= i > 0 && s[i] == ' ' && s[i - 1] == ' ';
    found.tab |= s[i] == '\t';
    found.first_word += !found.tab && !found.blank && ((unsigned char)s[i] & 0xC0) != 0x80;
    found.bracket |= s[i] == '(';
    found.hyphen |= s[i] == '-';
  }
  return found;
}

#endif
