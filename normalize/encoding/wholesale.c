#include "encoding/wholesale.h"

#include "encoding/codepages.h"
#include "utf8.h"

ren__whole ren__whole_guess(ren_str s) {
  const unsigned char *b = (const unsigned char *)s.ptr;
  if (s.len < 2) return REN__WHOLE_NONE;
  if (b[0] == 0xFF && b[1] == 0xFE) return REN__WHOLE_UTF16LE;
  if (b[0] == 0xFE && b[1] == 0xFF) return REN__WHOLE_UTF16BE;
  size_t zeros[2] = {0}, looked = s.len < 65536 ? s.len & ~(size_t)1 : 65536;
  if (looked < 8) return REN__WHOLE_NONE;
  for (size_t i = 0; i < looked; i++) zeros[i & 1] += b[i] == 0;
  size_t half = looked / 2;
  if (zeros[1] * 10 >= half * 7 && zeros[0] * 50 <= half) return REN__WHOLE_UTF16LE;
  if (zeros[0] * 10 >= half * 7 && zeros[1] * 50 <= half) return REN__WHOLE_UTF16BE;
  return REN__WHOLE_NONE;
}

const char *ren__whole_rule(ren__whole whole) {
  switch (whole) {
  case REN__WHOLE_UTF16LE: return "decode-utf16le";
  case REN__WHOLE_UTF16BE: return "decode-utf16be";
  case REN__WHOLE_EBCDIC: return "decode-ebcdic278";
  default: return "decode";
  }
}

static uint32_t unit_at(ren__whole whole, ren_str s, size_t at) {
  const unsigned char *b = (const unsigned char *)s.ptr + at;
  return whole == REN__WHOLE_UTF16LE ? (uint32_t)(b[0] | b[1] << 8) : (uint32_t)(b[1] | b[0] << 8);
}

static uint32_t next_point(ren__whole whole, ren_str s, size_t *at) {
  if (whole == REN__WHOLE_EBCDIC) return ren__cp_ebcdic278[(unsigned char)s.ptr[(*at)++]];
  if (*at + 2 > s.len) { /* half a unit at the end */
    *at = s.len;
    return 0xFFFD;
  }
  uint32_t cp = unit_at(whole, s, *at);
  *at += 2;
  if (cp < 0xD800 || cp > 0xDFFF) return cp;
  if (cp >= 0xDC00 || *at + 2 > s.len) return 0xFFFD;
  uint32_t tail = unit_at(whole, s, *at);
  if (tail < 0xDC00 || tail > 0xDFFF) return 0xFFFD;
  *at += 2;
  return 0x10000 + ((cp - 0xD800) << 10) + (tail - 0xDC00);
}

void ren__whole_line(ren__whole whole, ren_str s, size_t *at, ren_buf *out) {
  bool first = *at == 0;
  while (*at < s.len) {
    char bytes[4];
    uint32_t cp = next_point(whole, s, at);
    if (cp != 0 && !(first && cp == 0xFEFF)) ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
    first = false;
    if (cp == '\n') return;
  }
}
