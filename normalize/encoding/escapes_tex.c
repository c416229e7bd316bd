/* TeX accents: \"a \"{a} {\"a} \aa {\aa} \aa{} \r{a} \r a \'e; and letters followed or
 * preceded by a spacing accent (a with U+00A8, U+02DA, U+00B0), as PDF extraction
 * leaves them. */
#include "encoding/generate.h"
#include "utf8.h"

static uint32_t accented(uint32_t letter, uint32_t accent) {
  uint32_t lower = letter | 0x20, made = 0;
  if (letter >= 0x80) return 0;
  if (accent == '"') made = lower == 'a' ? 0xE4 : lower == 'o' ? 0xF6 : lower == 'u' ? 0xFC : lower == 'e' ? 0xEB : 0;
  if (accent == 'r') made = lower == 'a' ? 0xE5 : 0;
  if (accent == '\'') made = lower == 'e' ? 0xE9 : lower == 'a' ? 0xE1 : 0;
  if (accent == '`') made = lower == 'a' ? 0xE0 : lower == 'e' ? 0xE8 : 0;
  return made && letter != lower ? ren_to_upper(made) : made;
}

static uint32_t at(const ren__unit *in, size_t n, size_t i) { return i < n ? in[i].cp : 0; }

/* A TeX accent whose backslash is in[i]; its length without braces around it. */
static size_t tex(const ren__unit *in, size_t n, size_t i, uint32_t *cp) {
  uint32_t c = at(in, n, i + 1), next = at(in, n, i + 2);
  if ((c == 'a' && next == 'a') || (c == 'A' && next == 'A')) { /* \aa */
    if (ren__letter_symbol(at(in, n, i + 3))) return 0;
    *cp = c == 'a' ? 0xE5 : 0xC5;
    if (at(in, n, i + 3) == '{' && at(in, n, i + 4) == '}') return 5;
    return at(in, n, i + 3) == ' ' ? 4 : 3;
  }
  if (c != '"' && c != 'r' && c != '\'' && c != '`') return 0;
  if (next == '{' && at(in, n, i + 4) == '}' && (*cp = accented(at(in, n, i + 3), c)) != 0) return 5;
  if (c == 'r') return 0;
  return (*cp = accented(next, c)) != 0 ? 3 : 0;
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

static uint32_t accent_of(uint32_t cp) {
  switch (cp) {
  case 0xA8:
  case 0x308: return '"';
  case 0xB0:
  case 0x2DA:
  case 0x30A: return 'r';
  case 0xB4: return '\'';
  default: return 0;
  }
}

size_t ren__read_spacing(const ren__unit *in, size_t n, ren__unit *out) {
  size_t made = 0, found = 0;
  bool before = false; /* accents stand before their letters in this run */
  for (size_t i = 0; i + 1 < n && !before; i++) {
    uint32_t next = in[i + 1].cp;
    bool after_letter = i && accented(in[i - 1].cp, accent_of(in[i].cp)) != 0;
    before = accent_of(in[i].cp) && !after_letter && accented(next, accent_of(in[i].cp)) != 0;
  }
  for (size_t i = 0; i < n;) {
    uint32_t here = in[i].cp, next = at(in, n, i + 1), cp = 0;
    if (before)
      cp = accent_of(here) ? accented(next, accent_of(here)) : 0;
    else if (!ren_is_mark(next)) /* a combining mark after its letter: normal form does that */
      cp = accent_of(next) ? accented(here, accent_of(next)) : 0;
    /* An acute also stands for an apostrophe: d´affaires, Jane´s. */
    if (cp && accent_of(before ? here : next) == '\'' && (before || ren__letter_symbol(at(in, n, i + 2)))) cp = 0;
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
