/* Escapes that stand for bytes: quoted-printable, percent, RTF, \x, octal and \u. The
 * bytes of neighbouring escapes are UTF-8 if they can be, else cp1252. */
#include "encoding/generate.h"
#include "encoding/recode_steps.h"
#include "utf8.h"

static int hex(uint32_t c, bool upper_only) {
  if (c >= '0' && c <= '9') return (int)(c - '0');
  if (c >= 'A' && c <= 'F') return (int)(c - 'A') + 10;
  if (!upper_only && c >= 'a' && c <= 'f') return (int)(c - 'a') + 10;
  return -1;
}

/* An escape at in[i]: its byte, or -1; its length in *len. */
typedef int (*read_byte)(const ren__unit *in, size_t n, size_t i, size_t *len);

static int pair(const ren__unit *in, size_t n, size_t i, bool upper_only) {
  if (i + 1 >= n) return -1;
  int high = hex(in[i].cp, upper_only), low = hex(in[i + 1].cp, upper_only);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static int quoted_byte(const ren__unit *in, size_t n, size_t i, size_t *len) {
  *len = 3;
  return in[i].cp == '=' ? pair(in, n, i + 1, true) : -1;
}

static int percent_byte(const ren__unit *in, size_t n, size_t i, size_t *len) {
  if (in[i].cp != '%') return -1;
  size_t at = i + 1;
  while (at + 1 < n && in[at].cp == '2' && in[at + 1].cp == '5' && pair(in, n, at + 2, false) >= 0) at += 2; /* %25C3 */
  *len = at + 2 - i;
  return pair(in, n, at, false);
}

/* \'e5 and {\'e5} */
static int rtf_byte(const ren__unit *in, size_t n, size_t i, size_t *len) {
  bool braced = in[i].cp == '{' && i + 5 < n && in[i + 5].cp == '}';
  *len = braced ? 6 : 4;
  i += braced;
  return in[i].cp == '\\' && i + 3 < n && in[i + 1].cp == '\'' ? pair(in, n, i + 2, false) : -1;
}

/* \345, of bytes beyond ASCII */
static int octal_byte(const ren__unit *in, size_t n, size_t i) {
  if (i + 3 >= n || in[i + 1].cp < '2' || in[i + 1].cp > '3') return -1;
  if (in[i + 2].cp < '0' || in[i + 2].cp > '7' || in[i + 3].cp < '0' || in[i + 3].cp > '7') return -1;
  return (int)((in[i + 1].cp - '0') * 64 + (in[i + 2].cp - '0') * 8 + (in[i + 3].cp - '0'));
}

/* \xe5 and \345 */
static int x_byte(const ren__unit *in, size_t n, size_t i, size_t *len) {
  *len = 4;
  if (in[i].cp != '\\' || i + 3 >= n) return -1;
  return in[i + 1].cp == 'x' ? pair(in, n, i + 2, false) : octal_byte(in, n, i);
}

static void put(ren__unit *out, size_t *made, const ren__unit *first, const ren__unit *last, uint32_t cp) {
  out[*made] = *first;
  out[*made].cp = cp;
  out[*made].count = (uint16_t)(last->first + last->count - first->first);
  out[(*made)++].changed = true;
}

/* Decodes `bytes`, whose escapes end before ends[k]. Blanks and signs of ASCII count
 * as they are; control characters are not accepted. */
static bool put_bytes(const ren__unit *in, size_t start, const char *bytes, const size_t *ends, size_t count,
                      ren__unit *out, size_t *made) {
  for (size_t k = 0; k < count;) {
    uint32_t cp;
    size_t len = ren_utf8_decode(bytes + k, count - k, &cp);
    if (cp == REN_BAD_CODEPOINT) cp = ren__cp_decode(REN__CP_WIN, (uint8_t)bytes[k]);
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) return false;
    size_t from = k ? ends[k - 1] : start;
    put(out, made, &in[from], &in[ends[k + len - 1] - 1], cp);
    k += len;
  }
  return true;
}

/* The byte of cp1252 that an escaped character stands for; 0 if it was not escaped. */
static uint8_t escaped_byte(const ren__unit *unit) {
  if (!unit->changed) return 0;
  return unit->cp >= 0x80 && unit->cp < 0xA0 ? (uint8_t)unit->cp : ren__unit_byte(unit->cp, REN__CP_WIN);
}

size_t ren__join_escaped(ren__unit *units, size_t n) {
  size_t made = 0;
  for (size_t i = 0; i < n;) {
    char bytes[4];
    size_t count = 0;
    uint32_t cp = 0;
    while (count < 4 && i + count < n && escaped_byte(&units[i + count]) >= 0x80) {
      bytes[count] = (char)escaped_byte(&units[i + count]);
      count++;
    }
    size_t len = count > 1 ? ren_utf8_decode(bytes, count, &cp) : 1;
    if (len > 1 && cp >= 0xA0 && cp != REN_BAD_CODEPOINT) {
      put(units, &made, &units[i], &units[i + len - 1], cp);
    } else {
      units[made++] = units[i];
      len = 1;
    }
    i += len;
  }
  return made < n ? ren__join_escaped(units, made) : made;
}

enum { RUN_BYTES = 64 };

static size_t read_bytes(const ren__unit *in, size_t n, ren__unit *out, read_byte byte_at) {
  size_t made = 0, high = 0;
  for (size_t i = 0; i < n;) {
    char bytes[RUN_BYTES];
    size_t ends[RUN_BYTES], count = 0, len, at = i;
    int byte;
    while (at < n && count < RUN_BYTES && (byte = byte_at(in, n, at, &len)) >= 0) {
      bytes[count] = (char)byte;
      at += len;
      ends[count++] = at;
      high += byte >= 0x80;
    }
    if (count && put_bytes(in, i, bytes, ends, count, out, &made)) {
      i = at;
      continue;
    }
    if (count) return 0;
    out[made++] = in[i++];
  }
  return high ? ren__join_escaped(out, made) : 0; /* something beyond ASCII, else it may be anything */
}

size_t ren__read_quoted_printable(const ren__unit *in, size_t n, ren__unit *out) {
  return read_bytes(in, n, out, quoted_byte);
}

/* Escapes of characters: their length at in[i], 0 if there is none, and what they stand for. */
typedef size_t (*read_point)(const ren__unit *in, size_t n, size_t i, uint32_t *cp);

/* Reads the escapes of characters, then those of bytes among the rest. */
static size_t read_both(const ren__unit *in, size_t n, ren__unit *out, read_point point_at, read_byte byte_at) {
  size_t made = 0, found = 0;
  ren__unit half[REN__RUN_MAX] = {{0}};
  for (size_t i = 0; i < n;) {
    uint32_t cp = 0;
    size_t len = point_at(in, n, i, &cp);
    if (len && cp >= 0x80 && !(cp >= 0xD800 && cp < 0xE000)) {
      put(half, &made, &in[i], &in[i + len - 1], cp);
      found++;
      i += len;
    } else {
      half[made++] = in[i++];
    }
  }
  size_t both = read_bytes(half, made, out, byte_at);
  if (both || !found) return both;
  for (size_t i = 0; i < made; i++) out[i] = half[i];
  return ren__join_escaped(out, made);
}

/* %u00E5, as JavaScript's escape() writes it */
static size_t percent_point(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  if (in[i].cp != '%' || i + 5 >= n || (in[i + 1].cp | 0x20) != 'u') return 0;
  int high = pair(in, n, i + 2, false), low = pair(in, n, i + 4, false);
  if (high < 0 || low < 0) return 0;
  *cp = (uint32_t)high << 8 | (uint32_t)low;
  return 6;
}

size_t ren__read_percent(const ren__unit *in, size_t n, ren__unit *out) {
  return read_both(in, n, out, percent_point, percent_byte);
}

/* \u229? or \u229\'e5, with braces around or without: a number and what old readers show. */
static size_t rtf_point(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  size_t start = i, value = 0, digits = 0;
  bool braced = in[i].cp == '{';
  i += braced;
  if (i + 3 >= n || in[i].cp != '\\' || in[i + 1].cp != 'u') return 0;
  bool minus = in[i += 2].cp == '-';
  i += minus;
  for (; i < n && digits < 5 && in[i].cp >= '0' && in[i].cp <= '9'; i++, digits++)
    value = value * 10 + (in[i].cp - '0');
  if (digits < 3 || value > 0xFFFF) return 0;
  size_t shown = i < n && in[i].cp == '?' ? 1 : 0, byte_length;
  if (!shown && i < n && in[i].cp == '\\' && rtf_byte(in, n, i, &byte_length) >= 0) shown = byte_length;
  if (!shown || (braced && (i + shown >= n || in[i + shown].cp != '}'))) return 0;
  *cp = (uint32_t)(minus ? 0x10000 - value : value);
  return i + shown + braced - start;
}

size_t ren__read_rtf(const ren__unit *in, size_t n, ren__unit *out) {
  return read_both(in, n, out, rtf_point, rtf_byte);
}

/* \u00e5 (any number of backslashes); surrogate pairs. */
static size_t u_escape(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  size_t at = i;
  while (at < n && in[at].cp == '\\') at++;
  if (at == i || at + 4 >= n || in[at].cp != 'u') return 0;
  int high = pair(in, n, at + 1, false), low = pair(in, n, at + 3, false);
  if (high < 0 || low < 0) return 0;
  *cp = (uint32_t)(high << 8 | low);
  at += 5;
  if (*cp >= 0xD800 && *cp < 0xDC00) {
    uint32_t tail;
    size_t more = at < n && in[at].cp == '\\' ? u_escape(in, n, at, &tail) : 0;
    if (!more || tail < 0xDC00 || tail > 0xDFFF) return 0;
    *cp = 0x10000 + ((*cp - 0xD800) << 10) + (tail - 0xDC00);
    return at + more - i;
  }
  return at - i;
}

size_t ren__read_backslash(const ren__unit *in, size_t n, ren__unit *out) {
  return read_both(in, n, out, u_escape, x_byte);
}
