/* TeX accents: \"a \"{a} {\"a} \aa {\aa} \aa{} \r{a} \r a \'e \o; and letters followed or
 * preceded by a spacing accent (a with U+00A8, U+02DA, U+00B0), as PDF extraction
 * leaves them. */
#include <string.h>
#include <utf8proc.h>

#include "encoding/generate.h"
#include "utf8.h"

/* Letter and combining mark as one character of Latin-1 or Latin Extended A; 0 if none. */
static uint32_t composed(uint32_t letter, uint32_t mark) {
  utf8proc_int32_t pair[2] = {(utf8proc_int32_t)letter, (utf8proc_int32_t)mark};
  if (letter >= 0x80 || !ren__letter_symbol(letter)) return 0;
  if (utf8proc_normalize_utf32(pair, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE) != 1) return 0;
  return pair[0] < 0x180 ? (uint32_t)pair[0] : 0;
}

/* What TeX writes after its backslash, and the combining mark. */
static uint32_t mark_of(uint32_t sign) {
  static const char signs[] = "\"'`^~rcvH";
  static const uint16_t marks[] = {0x308, 0x301, 0x300, 0x302, 0x303, 0x30A, 0x327, 0x30C, 0x30B};
  const char *at = sign && sign < 0x80 ? strchr(signs, (int)sign) : NULL;
  return at ? marks[at - signs] : 0;
}

static uint32_t at(const ren__unit *in, size_t n, size_t i) { return i < n ? in[i].cp : 0; }

/* A letter with a name: \aa, \o, \ss; the length of the name. */
static size_t letter_name(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  static const struct {
    char name[3];
    uint16_t cp;
  } names[] = {{"aa", 0xE5},  {"AA", 0xC5}, {"ae", 0xE6}, {"AE", 0xC6}, {"ss", 0xDF}, {"oe", 0x153},
               {"OE", 0x152}, {"o", 0xF8},  {"O", 0xD8},  {"l", 0x142}, {"L", 0x141}};
  for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
    size_t len = strlen(names[k].name);
    if (at(in, n, i) != (uint32_t)names[k].name[0] || (len > 1 && at(in, n, i + 1) != (uint32_t)names[k].name[1]))
      continue;
    if (ren__letter_symbol(at(in, n, i + len))) continue; /* another command */
    *cp = names[k].cp;
    return len;
  }
  return 0;
}

/* A TeX accent whose backslash is in[i]; its length without braces around it. */
static size_t tex(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  uint32_t c = at(in, n, i + 1), next = at(in, n, i + 2), mark = mark_of(c);
  size_t len = letter_name(in, n, i + 1, cp);
  if (len) {
    size_t end = i + 1 + len;
    if (at(in, n, end) == '{' && at(in, n, end + 1) == '}') return len + 3;
    return at(in, n, end) == ' ' ? len + 2 : len + 1;
  }
  if (!mark) return 0;
  if (next == '{' && at(in, n, i + 4) == '}' && (*cp = composed(at(in, n, i + 3), mark)) != 0) return 5;
  if (ren__letter_symbol(c)) return 0; /* \r, \c and the like want braces */
  return (*cp = composed(next, mark)) != 0 ? 3 : 0;
}

static void put(ren__unit *out, size_t *made, const ren__unit *in, size_t i, size_t len, uint32_t cp) {
  out[*made] = in[i];
  out[*made].cp = cp;
  out[*made].count = (uint16_t)(in[i + len - 1].first + in[i + len - 1].count - in[i].first);
  out[(*made)++].changed = true;
}

size_t ren__read_tex(const ren__unit *in, size_t n, ren__unit *out) {
  size_t made = 0, found = 0;
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    bool braced = in[i].cp == '{' && at(in, n, i + 1) == '\\';
    size_t start = i + (braced ? 1 : 0), len = in[start].cp == '\\' ? tex(in, n, start, &cp) : 0;
    if (braced && at(in, n, start + len) != '}') len = 0;
    if (len && braced) len += 2;
    if (len) {
      put(out, &made, in, i, len, cp);
      found++;
      i += len;
    } else {
      out[made++] = in[i++];
    }
  }
  return found ? made : 0;
}

/* The mark that a spacing accent stands for. */
static uint32_t spacing_mark(uint32_t cp) {
  switch (cp) {
  case 0xA8:
  case 0x308: return 0x308;
  case 0xB0:
  case 0x2DA:
  case 0x30A: return 0x30A;
  case 0xB4: return 0x301;
  default: return 0;
  }
}

/* A letter with a spacing accent beside it: only those that Swedish text has. */
static uint32_t accented(uint32_t letter, uint32_t mark) {
  uint32_t lower = letter < 0x80 ? letter | 0x20 : 0;
  bool known = (mark == 0x308 && (lower == 'a' || lower == 'o' || lower == 'u' || lower == 'e')) ||
               (mark == 0x30A && lower == 'a') || (mark == 0x301 && (lower == 'e' || lower == 'a'));
  return known ? composed(letter, mark) : 0;
}

/* An acute also stands for an apostrophe: d´affaires, Jane´s. */
static bool inner_acute(const ren__unit *in, size_t n, size_t i) {
  bool two_before = i >= 2 && ren__letter_symbol(in[i - 1].cp) && ren__letter_symbol(in[i - 2].cp);
  uint32_t next = at(in, n, i + 1);
  bool genitive = (next | 0x20) == 's' && !ren__letter_symbol(at(in, n, i + 2));
  return two_before && !genitive;
}

size_t ren__read_spacing(const ren__unit *in, size_t n, ren__unit *out) {
  size_t made = 0, found = 0;
  bool before = false; /* accents stand before their letters in this run */
  for (size_t i = 0; i + 1 < n && !before; i++) {
    uint32_t mark = spacing_mark(in[i].cp);
    bool after_letter = i && accented(in[i - 1].cp, mark) != 0;
    before = mark && !after_letter && accented(in[i + 1].cp, mark) != 0;
  }
  for (size_t i = 0; i < n;) {
    uint32_t here = in[i].cp, next = at(in, n, i + 1), cp = 0;
    if (before)
      cp = accented(next, spacing_mark(here));
    else if (!ren_is_mark(next)) /* a combining mark after its letter: normal form does that */
      cp = accented(here, spacing_mark(next));
    if (cp && spacing_mark(before ? here : next) == 0x301 && !inner_acute(in, n, before ? i : i + 1)) cp = 0;
    if (cp) {
      put(out, &made, in, i, 2, cp);
      found++;
      i += 2;
    } else {
      out[made++] = in[i++];
    }
  }
  return found ? made : 0;
}
