/* HTML entities, as HTML 4 names them: with and without the semicolon, by number, and
 * escaped more than once (&amp;auml;). */
#include "encoding/generate.h"

static const struct {
  const char *name;
  uint16_t cp;
} entities[] = {
    {"aring", 0xE5},   {"auml", 0xE4},    {"ouml", 0xF6},    {"Aring", 0xC5},   {"Auml", 0xC4},     {"Ouml", 0xD6},
    {"eacute", 0xE9},  {"Eacute", 0xC9},  {"egrave", 0xE8},  {"Egrave", 0xC8},  {"agrave", 0xE0},   {"Agrave", 0xC0},
    {"aacute", 0xE1},  {"Aacute", 0xC1},  {"acirc", 0xE2},   {"ecirc", 0xEA},   {"icirc", 0xEE},    {"ocirc", 0xF4},
    {"ucirc", 0xFB},   {"atilde", 0xE3},  {"otilde", 0xF5},  {"ntilde", 0xF1},  {"Ntilde", 0xD1},   {"iacute", 0xED},
    {"oacute", 0xF3},  {"uacute", 0xFA},  {"ugrave", 0xF9},  {"igrave", 0xEC},  {"ograve", 0xF2},   {"euml", 0xEB},
    {"iuml", 0xEF},    {"uuml", 0xFC},    {"Uuml", 0xDC},    {"ccedil", 0xE7},  {"Ccedil", 0xC7},   {"aelig", 0xE6},
    {"AElig", 0xC6},   {"oslash", 0xF8},  {"Oslash", 0xD8},  {"szlig", 0xDF},   {"eth", 0xF0},      {"thorn", 0xFE},
    {"scaron", 0x161}, {"Scaron", 0x160}, {"yacute", 0xFD},  {"nbsp", 0xA0},    {"shy", 0xAD},      {"sect", 0xA7},
    {"deg", 0xB0},     {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"bull", 0x2022},  {"hellip", 0x2026}, {"euro", 0x20AC},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"frac12", 0xBD},  {"frac14", 0xBC},  {"frac34", 0xBE},   {"sup2", 0xB2},
    {"sup3", 0xB3},    {"times", 0xD7},   {"plusmn", 0xB1},  {"middot", 0xB7},  {"micro", 0xB5},    {"copy", 0xA9},
    {"reg", 0xAE},     {"acute", 0xB4},   {"pound", 0xA3},   {"para", 0xB6},    {"minus", 0x2212},  {"trade", 0x2122},
    {"amp", '&'},      {"quot", '"'},     {"apos", '\''},    {"lt", '<'},       {"gt", '>'}};

static bool ascii_alnum(uint32_t c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

/* After "&": a number, &#229; or &#xE5;. Length without the "&", 0 if none. */
static size_t numeric(const ren__unit *in, size_t n, uint32_t *cp) {
  size_t i = 1;
  if (n < 3 || in[0].cp != '#') return 0;
  uint32_t base = (in[1].cp | 0x20) == 'x' ? 16 : 10, value = 0;
  if (base == 16) i = 2;
  size_t first = i;
  for (; i < n && i < first + 7; i++) {
    uint32_t c = in[i].cp, digit = c >= '0' && c <= '9'                     ? c - '0'
                                   : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                                            : 99;
    if (digit >= base) break;
    value = value * base + digit;
  }
  if (i == first || i == n || in[i].cp != ';') return 0;
  /* Browsers read 128..159 as cp1252. */
  *cp = value >= 0x80 && value < 0xA0 ? ren__cp_decode(REN__CP_WIN, (uint8_t)value) : value;
  if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) || value == 0x7F) return 0;
  return i + 1;
}

static bool matches(const ren__unit *in, size_t n, const char *name, size_t *len) {
  size_t i = 0;
  for (; name[i]; i++)
    if (i >= n || in[i].cp != (uint32_t)name[i]) return false;
  *len = i;
  return true;
}

static size_t named(const ren__unit *in, size_t n, uint32_t *cp) {
  for (size_t k = 0; k < sizeof entities / sizeof *entities; k++) {
    size_t len;
    if (!matches(in, n, entities[k].name, &len)) continue;
    *cp = entities[k].cp;
    if (len < n && in[len].cp == ';') return len + 1;
    /* Without its semicolon only a letter counts: &copy may be part of a query. */
    bool letter = ren__letter_symbol(*cp) != 0 && *cp >= 0x80;
    if (letter || (*cp == 0xA0 && !(len < n && ascii_alnum(in[len].cp)))) return len;
    return 0;
  }
  return 0;
}

/* The entity after "&" at in[0]; escapes of the escape are followed. */
static size_t entity(const ren__unit *in, size_t n, uint32_t *cp) {
  size_t skipped = 0;
  for (;;) {
    const ren__unit *at = in + skipped;
    size_t left = n - skipped, len = numeric(at, left, cp);
    if (!len) len = named(at, left, cp);
    if (!len) return skipped ? (*cp = '&', skipped) : 0;
    if (*cp != '&') return skipped + len;
    skipped += len;
  }
}

size_t ren__read_entities(const ren__unit *in, size_t n, ren__unit *out) {
  size_t made = 0, found = 0;
  for (size_t i = 0; i < n;) {
    uint32_t cp = 0;
    size_t len = in[i].cp == '&' ? entity(in + i + 1, n - i - 1, &cp) : 0;
    out[made] = in[i];
    /* Angle brackets and quotes: the text may well be about markup. */
    if (len && (cp == '<' || cp == '>' || cp == '"' || cp == '\'') && !(cp == '"' && n > 7)) len = 0;
    if (len) {
      out[made].cp = cp;
      out[made].count = (uint16_t)(in[i + len].first + in[i + len].count - in[i].first);
      out[made].changed = true;
      found++;
    }
    made++;
    i += len + 1;
  }
  return found ? made : 0;
}
