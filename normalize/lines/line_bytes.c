#include "lines/line_bytes.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

/* A bit a byte. */
typedef struct bits {
  uint64_t blank, tab, tail, bracket, hyphen;
} bits;

#if defined(__SSE2__)
static inline uint64_t where(__m128i bytes, char c) {
  return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

static inline bits look_at(const char *s) {
  bits b = {0};
  __m128i rare = _mm_setzero_si128();
  for (int i = 0; i < BLOCK; i += 16) {
    __m128i bytes;
    memcpy(&bytes, s + i, sizeof bytes);
    b.blank |= where(bytes, ' ') << i;
    b.tail |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(-64))) << i;
    rare = _mm_or_si128(rare, _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')),
                                           _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('(')),
                                                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('-')))));
  }
  if (!_mm_movemask_epi8(rare)) return b;
  for (int i = 0; i < BLOCK; i += 16) {
    __m128i bytes;
    memcpy(&bytes, s + i, sizeof bytes);
    b.tab |= where(bytes, '\t') << i;
    b.bracket |= where(bytes, '(') << i;
    b.hyphen |= where(bytes, '-') << i;
  }
  return b;
}
#else
static bits look_at(const char *s) {
  bits b = {0};
  for (int i = 0; i < BLOCK; i++) {
    b.blank |= (uint64_t)(s[i] == ' ') << i;
    b.tab |= (uint64_t)(s[i] == '\t') << i;
    b.tail |= (uint64_t)(((unsigned char)s[i] & 0xC0) == 0x80) << i;
    b.bracket |= (uint64_t)(s[i] == '(') << i;
    b.hyphen |= (uint64_t)(s[i] == '-') << i;
  }
  return b;
}
#endif

static inline uint32_t count(uint64_t set) {
  set -= set >> 1 & UINT64_C(0x5555555555555555);
  set = (set & UINT64_C(0x3333333333333333)) + (set >> 2 & UINT64_C(0x3333333333333333));
  set = (set + (set >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(set * UINT64_C(0x0101010101010101) >> 56);
}

ren__line_bytes ren__line_bytes_of(ren_str text, size_t from, size_t length) {
  ren__line_bytes found = {0};
  bool first = true;    /* in the first word */
  uint64_t carried = 0; /* the block before ended with a blank */
  for (size_t i = 0; i < length; i += BLOCK) {
    size_t left = length - i;
    uint64_t inside = left < BLOCK ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);
    bits b;
    if (from + i + BLOCK <= text.len) {
      b = look_at(text.ptr + from + i);
    } else {
      char last[BLOCK] = {0};
      memcpy(last, text.ptr + from + i, text.len - from - i);
      b = look_at(last);
    }
    uint64_t blank = b.blank & inside, tail = b.tail & inside, stop = (b.blank | b.tab) & inside;
    found.tails += tail ? count(tail) : 0;
    found.blank |= blank != 0;
    found.two_blanks |= (blank & (blank << 1 | carried)) != 0;
    carried = blank >> 63;
    found.tab |= (b.tab & inside) != 0;
    found.bracket |= (b.bracket & inside) != 0;
    found.hyphen |= (b.hyphen & inside) != 0;
    if (!first) continue;
    uint64_t word = stop ? (stop & (0 - stop)) - 1 : inside; /* what stands before the first */
    found.first_word += stop ? (uint32_t)__builtin_ctzll(stop) : (uint32_t)(left < BLOCK ? left : BLOCK);
    found.first_tails += word & tail ? count(word & tail) : 0;
    first = !stop;
  }
  return found;
}
