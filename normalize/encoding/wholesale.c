#include "encoding/wholesale.h"

#include <string.h>

#include "encoding/codepages.h"
#include "utf8.h"

/* ---- UTF-16 and UTF-32 ---------------------------------------------------- */

/* Where the zero bytes lie among `n` bytes, by their place in four. */
static ren__whole by_zeros(const unsigned char *b, size_t n) {
  size_t zeros[4] = {0}, high = 0;
  n &= ~(size_t)3;
  if (!n || !memchr(b, 0, n)) return REN__WHOLE_NONE;
  for (size_t i = 0; i < n; i++) {
    zeros[i & 3] += b[i] == 0;
    high += b[i] >= 0x80 && b[i] < 0xA0;
  }
  size_t quarter = n / 4, half = n / 2, even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
  if (zeros[3] == quarter && zeros[2] == quarter && zeros[0] * 50 <= quarter) return REN__WHOLE_UTF32LE;
  if (zeros[0] == quarter && zeros[1] == quarter && zeros[3] * 50 <= quarter) return REN__WHOLE_UTF32BE;
  if (n < 8 && (high || even + odd != half)) return REN__WHOLE_NONE; /* so little must be plain */
  if (odd * 10 >= half * 7 && even * 50 <= half) return REN__WHOLE_UTF16LE;
  if (even * 10 >= half * 7 && odd * 50 <= half) return REN__WHOLE_UTF16BE;
  return REN__WHOLE_NONE;
}

static ren__whole by_mark(ren_str s) {
  if (s.len >= 4 && memcmp(s.ptr, "\xFF\xFE\0\0", 4) == 0) return REN__WHOLE_UTF32LE;
  if (s.len >= 4 && memcmp(s.ptr, "\0\0\xFE\xFF", 4) == 0) return REN__WHOLE_UTF32BE;
  if (s.len >= 2 && memcmp(s.ptr, "\xFF\xFE", 2) == 0) return REN__WHOLE_UTF16LE;
  if (s.len >= 2 && memcmp(s.ptr, "\xFE\xFF", 2) == 0) return REN__WHOLE_UTF16BE;
  return REN__WHOLE_NONE;
}

static uint32_t unit_at(ren__whole whole, ren_str s, size_t at) {
  const unsigned char *b = (const unsigned char *)s.ptr + at;
  switch (whole) {
  case REN__WHOLE_UTF16LE: return (uint32_t)(b[0] | b[1] << 8);
  case REN__WHOLE_UTF16BE: return (uint32_t)(b[1] | b[0] << 8);
  case REN__WHOLE_UTF32LE: return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
  default: return (uint32_t)b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
  }
}

/* ---- EBCDIC --------------------------------------------------------------- */

enum { SAMPLE = 2000, EBCDIC_LEAST = 4 };

/* b: what text holds, l: a letter, 0: no text. */
static char ebcdic_kind(unsigned char byte) {
  uint32_t cp = ren__cp_ebcdic278[byte];
  if (ren__is_swedish_letter(cp) || (cp < 0x80 && ren_is_letter(cp))) return 'l';
  if (cp == 0xFC || cp == 0xDC || cp == 0xE6 || cp == 0xF8 || cp == 0xC6 || cp == 0xD8) return 'l';
  if ((cp >= ' ' && cp < 0x7F) || cp == 0xA7 || cp == 0xBD || cp == 0xB0) return 'b';
  return cp == '\n' || cp == '\r' || cp == '\t' || cp == '\f' ? 'b' : 0;
}

/* The bytes could be EBCDIC: hardly any that are no text there, and letters. ASCII and
 * its kind fail at their first blanks and vowels. */
static bool may_be_ebcdic(ren_str s) {
  size_t bad = 0, letters = 0, high = 0, n = s.len < SAMPLE ? s.len : SAMPLE;
  if (n < EBCDIC_LEAST) return false;
  for (size_t i = 0; i < n; i++) {
    unsigned char byte = (unsigned char)s.ptr[i];
    char kind = ebcdic_kind(byte);
    if (!kind && ++bad * 50 > n) return false;
    letters += kind == 'l';
    high += byte >= 0x80;
  }
  return letters >= 2 && high * 2 >= n && ren_utf8_valid(s.ptr, n) + 4 <= n;
}

static float cost_as(const ren__letters *letters, ren_str s, const uint16_t *ebcdic, ren__cp page) {
  ren__reading reading = ren__reading_start();
  for (size_t i = 0; i < s.len; i++) {
    unsigned char byte = (unsigned char)s.ptr[i];
    uint32_t cp = ebcdic ? ebcdic[byte] : byte < 0x80 ? byte : ren__cp_decode(page, byte);
    ren__reading_add(letters, &reading, cp || byte == 0 ? cp : REN__RAW | byte, false);
  }
  ren__reading_end(&reading);
  return reading.cost;
}

bool ren__whole_is_ebcdic(const ren__letters *letters, ren_str bytes) {
  static const ren__cp pages[] = {REN__CP_WIN, REN__CP_850, REN__CP_MAC, REN__CP_1251};
  const float prior = 6; /* nats: few texts are */
  ren_str s = {bytes.ptr, bytes.len < SAMPLE ? bytes.len : SAMPLE};
  if (!may_be_ebcdic(s)) return false;
  float cost = cost_as(letters, s, ren__cp_ebcdic278, REN__CP_WIN) + prior;
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (cost_as(letters, s, NULL, pages[i]) <= cost) return false;
  return true;
}

const char *ren__whole_rule(ren__whole whole) {
  switch (whole) {
  case REN__WHOLE_UTF16LE: return "decode-utf16le";
  case REN__WHOLE_UTF16BE: return "decode-utf16be";
  case REN__WHOLE_UTF32LE: return "decode-utf32le";
  case REN__WHOLE_UTF32BE: return "decode-utf32be";
  case REN__WHOLE_EBCDIC: return "decode-ebcdic278";
  default: return "decode";
  }
}

/* ---- stretches of a text -------------------------------------------------- */

enum { STRETCH_LEAST = 4 }; /* characters of UTF-16 with a zero byte */

/* Characters that Swedish text in UTF-16 holds. */
static bool is_usual(uint32_t cp) {
  return (cp >= ' ' && cp < 0x7F) || (cp >= 0xA0 && cp < 0x180) || cp == '\n' || cp == '\r' || cp == '\t' ||
         cp == 0x2013 || cp == 0x2014 || (cp >= 0x2018 && cp <= 0x201E && cp != 0x201A && cp != 0x201B) ||
         cp == 0x2022 || cp == 0x2026 || cp == 0x20AC || cp == 0xFEFF;
}

/* Where UTF-16 that starts at `at` ends; `at` if too little of it is there. */
static size_t utf16_end(ren__whole whole, ren_str s, size_t at) {
  size_t start = at, plain = 0;
  for (; at + 2 <= s.len; at += 2) {
    uint32_t cp = unit_at(whole, s, at);
    if (!is_usual(cp)) break;
    if (cp < 0x100) {
      plain++;
      continue;
    }
    /* Two bytes of other text may look so; then no zero follows. */
    uint32_t next = at + 4 <= s.len ? unit_at(whole, s, at + 2) : 0;
    if (!next || next >= 0x100 || !is_usual(next)) break;
  }
  return plain >= STRETCH_LEAST ? at : start;
}

/* The stretch of UTF-16 around the first zero byte of the line s[from, to): *start, and its end; 0 if none. */
static size_t find_utf16(ren_str s, size_t from, size_t to, size_t *start, ren__whole *whole) {
  const char *zero = memchr(s.ptr + from, 0, to - from);
  if (!zero) return 0;
  size_t at = (size_t)(zero - s.ptr), best = 0;
  for (int big = 0; big < 2; big++) {
    ren__whole order = big ? REN__WHOLE_UTF16BE : REN__WHOLE_UTF16LE;
    size_t first = big ? at : at - 1, back;
    if (!big && at == from) continue;
    for (back = first; back >= from + 2 && is_usual(unit_at(order, s, back - 2)); back -= 2) {
    }
    if (back == from) first = back; /* quotes at the start of the line */
    size_t end = utf16_end(order, s, first);
    if (end <= first || end - first <= best) continue;
    best = end - first;
    *start = first;
    *whole = order;
  }
  return best ? *start + best : 0;
}

static size_t line_end(ren_str s, size_t from) {
  const char *end = memchr(s.ptr + from, '\n', s.len - from);
  return end ? (size_t)(end - s.ptr) + 1 : s.len;
}

static bool is_ebcdic_line(const ren__letters *letters, ren_str s, size_t from, size_t to) {
  while (to > from && (s.ptr[to - 1] == '\n' || s.ptr[to - 1] == '\r')) to--;
  return ren__whole_is_ebcdic(letters, (ren_str){s.ptr + from, to - from});
}

bool ren__whole_may_begin(ren_str line) {
  if (memchr(line.ptr, 0, line.len)) return true;
  size_t n = line.len;
  while (n && (line.ptr[n - 1] == '\n' || line.ptr[n - 1] == '\r')) n--;
  return may_be_ebcdic((ren_str){line.ptr, n});
}

size_t ren__whole_stretch(const ren__letters *letters, ren_str s, size_t at, ren__whole *whole) {
  for (size_t line = at; line < s.len;) {
    size_t end = line_end(s, line), start;
    size_t stop = find_utf16(s, line, end, &start, whole);
    if (stop && start == at) return stop;
    if (stop) {
      *whole = REN__WHOLE_NONE;
      return start;
    }
    if (is_ebcdic_line(letters, s, line, end)) {
      *whole = line == at ? REN__WHOLE_EBCDIC : REN__WHOLE_NONE;
      return line == at ? end : line;
    }
    line = end;
  }
  *whole = REN__WHOLE_NONE;
  return s.len;
}

/* ---- whole texts ---------------------------------------------------------- */

/* UTF-16 with a mark that other text follows. */
static bool ends_early(ren__whole whole, ren_str s) {
  if (whole != REN__WHOLE_UTF16LE && whole != REN__WHOLE_UTF16BE) return false;
  size_t end = utf16_end(whole, s, 0);
  return end > 0 && s.len - end > STRETCH_LEAST && !memchr(s.ptr + end, 0, s.len - end);
}

ren__whole ren__whole_guess(ren_str s) {
  enum { LOOKED = 65536 };
  const unsigned char *b = (const unsigned char *)s.ptr;
  ren__whole whole = by_mark(s);
  if (whole != REN__WHOLE_NONE) return ends_early(whole, s) ? REN__WHOLE_NONE : whole;
  size_t n = s.len < LOOKED ? s.len : LOOKED;
  whole = by_zeros(b, n);
  if (whole != REN__WHOLE_NONE && s.len > LOOKED) /* and at its end */
    return by_zeros(b + ((s.len - LOOKED) & ~(size_t)3), LOOKED) == whole ? whole : REN__WHOLE_NONE;
  if (whole != REN__WHOLE_NONE || !may_be_ebcdic(s)) return whole;
  size_t tail = s.len < SAMPLE ? 0 : s.len - SAMPLE;
  return may_be_ebcdic((ren_str){s.ptr + tail, s.len - tail}) ? REN__WHOLE_EBCDIC : REN__WHOLE_NONE;
}

/* ---- decoding ------------------------------------------------------------- */

static uint32_t next_point(ren__whole whole, ren_str s, size_t *at) {
  size_t unit = whole == REN__WHOLE_UTF32LE || whole == REN__WHOLE_UTF32BE ? 4 : 2;
  if (whole == REN__WHOLE_EBCDIC) {
    unsigned char byte = (unsigned char)s.ptr[(*at)++];
    return byte == '\n' ? byte : ren__cp_ebcdic278[byte]; /* lines may end the other way */
  }
  if (*at + unit > s.len) { /* part of a unit at the end */
    *at = s.len;
    return 0xFFFD;
  }
  uint32_t cp = unit_at(whole, s, *at);
  *at += unit;
  if (unit == 4) return cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0xFFFD : cp;
  if (cp < 0xD800 || cp > 0xDFFF) return cp;
  if (cp >= 0xDC00 || *at + 2 > s.len) return 0xFFFD;
  uint32_t tail = unit_at(whole, s, *at);
  if (tail < 0xDC00 || tail > 0xDFFF) return 0xFFFD;
  *at += 2;
  return 0x10000 + ((cp - 0xD800) << 10) + (tail - 0xDC00);
}

void ren__whole_line(ren__whole whole, ren_str s, size_t *at, ren_buf *out) {
  bool first = true;
  while (*at < s.len) {
    char bytes[4];
    uint32_t cp = next_point(whole, s, at);
    if (cp != 0 && !(first && cp == 0xFEFF)) ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
    first = false;
    if (cp == '\n') return;
  }
}
