#include "utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

size_t ren_utf8_decode(const char *text, size_t n, uint32_t *cp) {
  const unsigned char *s = (const unsigned char *)text;
  unsigned char a = s[0];
  if (a < 0x80) {
    *cp = a;
    return 1;
  }
  if (a >= 0xC2 && a <= 0xDF && n >= 2 && is_tail(s[1])) {
    *cp = (uint32_t)(a & 0x1F) << 6 | (s[1] & 0x3F);
    return 2;
  }
  if ((a & 0xF0) == 0xE0 && n >= 3 && is_tail(s[1]) && is_tail(s[2])) {
    uint32_t c = (uint32_t)(a & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    if (c >= 0x800 && !(c >= 0xD800 && c <= 0xDFFF)) {
      *cp = c;
      return 3;
    }
  } else if (a >= 0xF0 && a <= 0xF4 && n >= 4 && is_tail(s[1]) && is_tail(s[2]) && is_tail(s[3])) {
    uint32_t c =
        (uint32_t)(a & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
    if (c >= 0x10000 && c <= 0x10FFFF) {
      *cp = c;
      return 4;
    }
  }
  *cp = REN_BAD_CODEPOINT;
  return 1;
}

size_t ren_utf8_decode_before(const char *s, size_t at, uint32_t *cp) {
  *cp = 0;
  if (at == 0) return 0;
  for (size_t back = 1; back <= 4 && back <= at; back++) {
    if (is_tail((unsigned char)s[at - back])) continue;
    if (ren_utf8_decode(s + at - back, back, cp) == back) return back;
    break;
  }
  *cp = REN_BAD_CODEPOINT;
  return 1;
}

size_t ren_utf8_encode(uint32_t cp, char out[4]) {
  if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = 0xFFFD;
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  if (cp < 0x800) {
    out[0] = (char)(0xC0 | cp >> 6);
    out[1] = (char)(0x80 | (cp & 0x3F));
    return 2;
  }
  if (cp < 0x10000) {
    out[0] = (char)(0xE0 | cp >> 12);
    out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[2] = (char)(0x80 | (cp & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | cp >> 18);
  out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
  out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
  out[3] = (char)(0x80 | (cp & 0x3F));
  return 4;
}

size_t ren_ascii_prefix(const char *s, size_t n) {
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t word;
    memcpy(&word, s + i, 8);
    if (word & UINT64_C(0x8080808080808080)) break;
  }
  while (i < n && (unsigned char)s[i] < 0x80) i++;
  return i;
}

/* Past characters of one and two bytes, sixteen bytes at a time: nearly all there is. */
static size_t skip_common(const char *s, size_t n, size_t i) {
#if defined(__SSE2__)
  while (i + 17 <= n) {
    __m128i bytes;
    memcpy(&bytes, s + i, sizeof bytes);
    unsigned high = (unsigned)_mm_movemask_epi8(bytes);
    /* Signed: tails are -128..-65, leads of two bytes -62..-33. */
    unsigned leads = (unsigned)_mm_movemask_epi8(
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-63)), _mm_cmplt_epi8(bytes, _mm_set1_epi8(-32))));
    unsigned tails = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(-64)));
    if ((leads | tails) != high || (leads << 1 & 0xFFFF) != tails) return i;
    i += 16;
    if (leads >> 15) i--; /* its tail is in the next sixteen */
  }
#else
  (void)s, (void)n;
#endif
  return i;
}

size_t ren_utf8_valid(const char *s, size_t n) {
  size_t i = 0;
  for (;;) {
    i = skip_common(s, n, i);
    i += ren_ascii_prefix(s + i, n - i);
    while (i < n && (unsigned char)s[i] >= 0x80) { /* three bytes or more, the end, or none */
      uint32_t cp;
      size_t len = ren_utf8_decode(s + i, n - i, &cp);
      if (cp == REN_BAD_CODEPOINT) return i;
      i += len;
    }
    if (i == n) return n;
  }
}

size_t ren_utf8_count(ren_str s) {
  size_t count = 0;
  uint32_t cp;
  for (size_t i = 0; i < s.len; i += ren_utf8_decode(s.ptr + i, s.len - i, &cp)) count++;
  return count;
}

bool ren_is_mark(uint32_t cp) { return cp >= 0x300 && cp <= 0x36F; }

bool ren_is_letter(uint32_t cp) {
  if (cp < 0x80) return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
  if (cp < 0xC0) return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
  if (cp < 0x250) return cp != 0xD7 && cp != 0xF7;
  return (cp >= 0x370 && cp <= 0x3FF && cp != 0x37E && cp != 0x387) || (cp >= 0x400 && cp <= 0x52F) ||
         (cp >= 0x1E00 && cp <= 0x1FFF) || (cp >= 0xFB00 && cp <= 0xFB06);
}

bool ren_is_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }

bool ren_is_space(uint32_t cp) {
  return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 ||
         cp == 0x2029 || cp == 0x202F || cp == 0x3000;
}

/* Pairs of neighbours (even upper, odd lower) in Latin Extended A/B and Additional. */
static bool is_even_pair(uint32_t cp) {
  return (cp >= 0x100 && cp <= 0x12F) || (cp >= 0x132 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177) ||
         (cp >= 0x1DE && cp <= 0x1EF) || (cp >= 0x1F8 && cp <= 0x21F) || (cp >= 0x222 && cp <= 0x233) ||
         (cp >= 0x1E00 && cp <= 0x1E95) || (cp >= 0x1EA0 && cp <= 0x1EFF) || (cp >= 0x460 && cp <= 0x481) ||
         (cp >= 0x48A && cp <= 0x4BF) || (cp >= 0x4D0 && cp <= 0x52F);
}

static bool is_odd_pair(uint32_t cp) { /* odd upper, even lower */
  return (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E) || (cp >= 0x1CD && cp <= 0x1DC);
}

uint32_t ren_to_lower(uint32_t cp) {
  if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
  if (cp < 0x100) return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7 ? cp + 32 : cp;
  if (cp == 0x178) return 0xFF;
  if (cp == 0x130 || cp == 0x131) return cp; /* Turkish: not one to one */
  if (is_even_pair(cp)) return cp | 1;
  if (is_odd_pair(cp)) return cp & 1 ? cp + 1 : cp;
  if ((cp >= 0x391 && cp <= 0x3A9 && cp != 0x3A2) || (cp >= 0x410 && cp <= 0x42F)) return cp + 32;
  if (cp >= 0x400 && cp <= 0x40F) return cp + 80;
  return cp;
}

uint32_t ren_to_upper(uint32_t cp) {
  if (cp < 0x80) return cp >= 'a' && cp <= 'z' ? cp - 32 : cp;
  if (cp == 0xFF) return 0x178;
  if (cp < 0x100) return cp >= 0xE0 && cp != 0xF7 ? cp - 32 : cp;
  if (cp == 0x130 || cp == 0x131) return cp;
  if (is_even_pair(cp)) return cp & ~(uint32_t)1;
  if (is_odd_pair(cp)) return cp & 1 ? cp : cp - 1;
  if ((cp >= 0x3B1 && cp <= 0x3C9 && cp != 0x3C2) || (cp >= 0x430 && cp <= 0x44F)) return cp - 32;
  if (cp >= 0x450 && cp <= 0x45F) return cp - 80;
  return cp;
}

bool ren_is_upper(uint32_t cp) { return ren_to_lower(cp) != cp; }

void ren_utf8_lower(ren_buf *buf, ren_str s) {
  if (!ren_buf_reserve(buf, s.len)) return;
  for (size_t i = 0; i < s.len;) {
    uint32_t cp;
    size_t len = ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    char out[4];
    if (cp == REN_BAD_CODEPOINT)
      ren_buf_append(buf, s.ptr + i, len);
    else
      ren_buf_append(buf, out, ren_utf8_encode(ren_to_lower(cp), out));
    i += len;
  }
}

size_t ren_utf8_lower_into(char *out, size_t room, ren_str s) {
  size_t used = 0;
  for (size_t i = 0; i < s.len;) {
    uint32_t cp;
    char one[4];
    size_t len = ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    size_t n = cp == REN_BAD_CODEPOINT ? 1 : ren_utf8_encode(ren_to_lower(cp), one);
    if (cp == REN_BAD_CODEPOINT) one[0] = s.ptr[i];
    if (used + n > room) return 0;
    memcpy(out + used, one, n);
    used += n;
    i += len;
  }
  return used;
}
