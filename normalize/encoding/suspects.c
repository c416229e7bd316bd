#include "encoding/suspects.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "encoding/codepages.h"
#include "utf8.h"

static bool is_ascii_letter(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }
static bool is_ascii_upper(uint8_t c) { return (uint8_t)(c - 'A') < 26; }
static bool is_ascii_lower(uint8_t c) { return (uint8_t)(c - 'a') < 26; }
static bool is_hex(uint8_t c) { return (uint8_t)(c - '0') < 10 || (uint8_t)((c | 0x20) - 'a') < 6; }

/* What the eye sees at a place: the bytes around it, zeros beyond the ends. */
typedef struct view {
  const uint8_t *s;
  size_t n, at;
} view;

static uint8_t byte_at(const view *v, size_t at) { return at < v->n ? v->s[at] : 0; }
static uint8_t byte_before(const view *v) { return v->at ? v->s[v->at - 1] : 0; }

static bool suspect_sign(const view *v) {
  uint8_t c = v->s[v->at], next = byte_at(v, v->at + 1), before = byte_before(v);
  switch (c) {
  case 0: return true;
  case '&': return is_ascii_letter(next) || next == '#';
  case '%':
    if (next == 'u') return is_hex(byte_at(v, v->at + 2)) && is_hex(byte_at(v, v->at + 3));
    return is_hex(next) && is_hex(byte_at(v, v->at + 2));
  case '=': return next == '\n' || next == '\r' || (is_hex(next) && is_hex(byte_at(v, v->at + 2)));
  case '\\': return next > ' ' || is_ascii_letter(before);
  default: return is_ascii_letter(before) || is_ascii_letter(next) || before >= 0x80 || next >= 0x80; /* {|}[] */
  }
}

/* Second bytes after 0xC3 (U+00C0..U+00FF). '.' passes, 'x' is suspicious, 'e' is an
 * e with acute: suspicious only beside a capital, where MacRoman and cp850 meet. */
static const char after_c3[65] = "xxxx..xxxexxxxxxxxxxxx.xxxxxxxxxxxxx..xxxexxxxxxxxxxxx.xxxxxxxxx";
/* The same for U+0080..U+00BF. Signs marked 'l' are suspicious beside a letter. */
static const char after_c2[65] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.ll.lll.x.l.xx.ll...lllll.l....l";

static bool letter_beside(const view *v, size_t len) {
  return is_ascii_letter(byte_before(v)) || is_ascii_letter(byte_at(v, v->at + len)) || byte_at(v, v->at + len) == 0xC3;
}

static bool is_figure(uint8_t c) { return (uint8_t)(c - '0') < 10; }

/* What a paragraph sign becomes in other pages: º ß õ ⌡ ı ő ¤ ñ. */
bool ren__may_be_paragraph(uint32_t cp) {
  return cp == 0xBA || cp == 0xDF || cp == 0xF5 || cp == 0x2321 || cp == 0x131 || cp == 0x151 || cp == 0xA4 ||
         cp == 0xF1;
}

bool ren__goes_before_number(uint32_t cp) {
  static const uint16_t signs[] = {0xA0, 0xA2, 0xA3, 0xA5, 0xA7, 0xA9, 0xAB, 0xAC, 0xB0, 0xB1, 0xB7, 0xBB,   0xBC,
                                   0xBD, 0xBE, 0xBF, 0xD7, 0xD8, 0xE0, 0xE1, 0xE5, 0xE9, 0xF7, 0xF8, 0x2122, 0x2116};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i] == cp) return true;
  return (cp >= 0x2000 && cp < 0x20D0) || (cp >= 0x2190 && cp < 0x2600) || cp >= 0x2700;
}

/* Nor a sign that people put before numbers. */
static bool is_odd_before_number(const view *v, uint32_t cp, size_t len) {
  size_t at = v->at + len + (byte_at(v, v->at + len) == ' ');
  uint8_t before = byte_before(v);
  if ((before > ' ' && before != '(') || !is_figure(byte_at(v, at))) return false;
  return !ren__goes_before_number(cp);
}

/* Such a sign by itself, beside a number. */
static bool by_number(const view *v, uint32_t cp, size_t len) {
  if (!ren__may_be_paragraph(cp)) return is_odd_before_number(v, cp, len);
  size_t at = v->at + len;
  bool blank = byte_at(v, at) == ' ' || (byte_at(v, at) == 0xC2 && byte_at(v, at + 1) == 0xA0);
  uint8_t before = byte_before(v);
  if (before == ' ' && v->at >= 2 && is_figure(v->s[v->at - 2])) return !is_ascii_letter(byte_at(v, at));
  if (is_figure(byte_at(v, at)) && (before <= ' ' || before == '(')) return true;
  if (!blank || !is_figure(byte_at(v, byte_at(v, at) == ' ' ? at + 1 : at + 2))) return false;
  return before <= ' ' || before == '(' || before == 0xA0;
}

/* U+2000..U+203F. */
static bool suspect_punctuation(const view *v, uint32_t cp) {
  uint8_t before = byte_before(v), after = byte_at(v, v->at + 3);
  if ((cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E)) return true;
  switch (cp) {
  case 0x201D: /* a closing quote that opens; in a word it was a letter */
    return is_ascii_letter(after) || (is_ascii_letter(before) && after == 0xC3);
  case 0x201E: return is_ascii_letter(before) || is_ascii_letter(after);
  case 0x2026: return is_ascii_letter(after) || after >= 0x80;
  case 0x201A: return is_ascii_letter(before) || after >= 0x80;
  case 0x2013:
  case 0x2014:
  case 0x2018:
  case 0x2019:
  case 0x201C:
  case 0x2022: return (is_ascii_letter(before) || before >= 0x80) && is_ascii_letter(after);
  case 0x2020:
  case 0x2021:
  case 0x2030:
  case 0x2039: return letter_beside(v, 3);
  default: return false;
  }
}

/* Code points whose normal form C may differ, or which join the one before. */
static bool may_compose(uint32_t cp) {
  if (cp < 0x300) return false;
  if (cp < 0x380) return cp < 0x370 || cp == 0x374 || cp == 0x37E;
  if (cp < 0x900) return cp == 0x387 || (cp >= 0x483 && cp <= 0x487) || cp >= 0x591;
  if (cp >= 0x2002 && cp < 0x2E80)
    return cp == 0x2126 || cp == 0x212A || cp == 0x212B || cp == 0x2329 || cp == 0x232A || cp == 0x2ADC ||
           (cp >= 0x20D0 && cp <= 0x20F0) || (cp >= 0x2CEF && cp <= 0x2DFF);
  if (cp >= 0x3000 && cp < 0xA66F) return (cp >= 0x302A && cp <= 0x302F) || cp == 0x3099 || cp == 0x309A;
  if (cp >= 0xAC00 && cp < 0xF900) return false;
  if (cp >= 0xFF00 && cp < 0x10000) return false;
  return cp < 0x1F000 || (cp >= 0x2F800 && cp < 0x30000);
}

bool ren__may_compose(uint32_t cp) { return may_compose(cp); }

/* A place in the window U+2000..U+2FFF, or another script or symbol. */
static bool suspect_other(const view *v, uint32_t cp, size_t len) {
  if (may_compose(cp)) return true;
  if (cp >= 0x2000 && cp < 0x2040) return suspect_punctuation(v, cp);
  uint8_t after = byte_at(v, v->at + len);
  if (cp >= 0x2060 && cp < 0x2070) return true;
  if (cp >= 0xE000 && cp < 0xF900) return true;
  if (cp == 0xFFFD) return after >= 0x80;
  if (cp == 0xFEFF || (cp >= 0xFB00 && cp < 0xFB07) || (cp >= 0xFF01 && cp < 0xFF5F)) return true;
  if (cp >= 0x1F000) return false;
  if (letter_beside(v, len)) return true;
  /* The first sign of a sequence that some code page made of UTF-8. */
  return after >= 0x80 &&
         (cp == 0x221A || cp == 0x251C || cp == 0x252C || cp == 0x413 || cp == 0x412 || cp == 0x432 || cp == 0x393);
}

/* Whether the character that starts at v->at deserves a look; its length in *len. */
static bool suspect(const view *v, size_t *len) {
  const uint8_t *p = v->s + v->at;
  *len = 1;
  if (p[0] < 0x80) return suspect_sign(v);
  uint32_t cp;
  *len = ren_utf8_decode((const char *)p, v->n - v->at, &cp);
  if (cp == REN_BAD_CODEPOINT || by_number(v, cp, *len)) return true;
  if (cp < 0xC0) {
    char kind = after_c2[cp - 0x80];
    if (cp == 0xA0) return byte_before(v) >= 0x80 && is_ascii_letter(byte_at(v, v->at + 2));
    return kind == 'x' || (kind == 'l' && letter_beside(v, 2));
  }
  if (cp < 0x100) {
    char kind = after_c3[cp - 0xC0];
    if (kind == '.') return cp < 0xE0 && is_ascii_lower(byte_before(v));
    return kind == 'x' || (kind == 'e' && (is_ascii_upper(byte_before(v)) || is_ascii_upper(byte_at(v, v->at + 2))));
  }
  if (cp < 0x250) /* Latin Extended: suspicious where a code page of ours has it */
    return cp == 0x102 || (ren__cp_encode(cp) && letter_beside(v, 2));
  if (cp < 0x300) return letter_beside(v, *len);
  return suspect_other(v, cp, *len);
}

/* Bit i: byte i of the 16 at p is interesting. */
static unsigned interesting(const uint8_t *p) {
#if defined(__SSE2__)
  __m128i v;
  memcpy(&v, p, sizeof v);
  __m128i fold = _mm_sub_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xDF)), _mm_set1_epi8(0x5B));
  __m128i m = _mm_cmpeq_epi8(_mm_min_epu8(fold, _mm_set1_epi8(2)), fold);
  m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('%')));
  m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('&')));
  m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_set1_epi8('=')));
  m = _mm_or_si128(m, _mm_cmpeq_epi8(v, _mm_setzero_si128()));
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(m, v));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < 16; i++) {
    uint8_t c = p[i];
    if (c >= 0x80 || (uint8_t)((c & 0xDF) - 0x5B) < 3 || c == '%' || c == '&' || c == '=' || c == 0) mask |= 1u << i;
  }
  return mask;
#endif
}

size_t ren__scan(ren_str text, size_t from) {
  view v = {(const uint8_t *)text.ptr, text.len, from};
  size_t at = from, passed = from;
  for (; at + 16 <= v.n; at += 16) {
    unsigned mask = interesting(v.s + at);
    while (mask) {
      unsigned bit = (unsigned)__builtin_ctz(mask);
      mask &= mask - 1;
      v.at = at + bit;
      if (v.at < passed) continue;
      /* å ä ö Å Ä Ö: the only ones frequent enough to matter. */
      if (v.s[v.at] == 0xC3 && v.at + 1 < v.n && (v.s[v.at + 1] & 0xC0) == 0x80 &&
          after_c3[v.s[v.at + 1] & 63] == '.' && (v.s[v.at + 1] >= 0xA0 || !is_ascii_lower(byte_before(&v)))) {
        passed = v.at + 2;
        continue;
      }
      size_t len;
      if (suspect(&v, &len)) return v.at;
      passed = v.at + len;
    }
  }
  for (v.at = at > passed ? at : passed; v.at < v.n;) {
    size_t len;
    uint8_t c = v.s[v.at];
    bool plain = c < 0x80 && (uint8_t)((c & 0xDF) - 0x5B) >= 3 && c != '%' && c != '&' && c != '=' && c != 0;
    if (!plain && suspect(&v, &len)) return v.at;
    v.at += plain ? 1 : len;
  }
  return v.n;
}

size_t ren__next_sign(const char *s, size_t from, size_t end) {
  const uint8_t *p = (const uint8_t *)s;
  size_t at = from;
  for (; at + 16 <= end; at += 16) {
    unsigned mask = interesting(p + at);
    if (mask) return at + (unsigned)__builtin_ctz(mask);
  }
  for (; at < end; at++) {
    uint8_t c = p[at];
    if (c >= 0x80 || (uint8_t)((c & 0xDF) - 0x5B) < 3 || c == '%' || c == '&' || c == '=' || c == 0) return at;
  }
  return end;
}
