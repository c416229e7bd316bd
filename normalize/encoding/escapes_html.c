/* HTML entities, as HTML 4 names them: with and without the semicolon, by number, and
 * escaped more than once (&amp;auml;). */
#include "encoding/generate.h"

/* Of U+00A0 and so on. */
static const char *const latin1[96] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

static const struct {
  const char *name;
  uint16_t cp;
} others[] = {{"scaron", 0x161},  {"Scaron", 0x160},  {"OElig", 0x152},   {"oelig", 0x153},   {"Yuml", 0x178},
              {"circ", 0x2C6},    {"tilde", 0x2DC},   {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
              {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
              {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020}, {"Dagger", 0x2021},
              {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},  {"Prime", 0x2033},
              {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},   {"trade", 0x2122},  {"larr", 0x2190},
              {"rarr", 0x2192},   {"minus", 0x2212},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},
              {"amp", '&'},       {"quot", '"'},      {"apos", '\''},     {"lt", '<'},        {"gt", '>'}};

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

/* The name at in[0]: its length and character; the longest one, as &sup1 is not &sup. */
static size_t find_name(const ren__unit *in, size_t n, uint32_t *cp) {
  size_t best = 0, len;
  for (size_t k = 0; k < sizeof latin1 / sizeof *latin1; k++)
    if (matches(in, n, latin1[k], &len) && len > best) best = len, *cp = 0xA0 + (uint32_t)k;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    if (matches(in, n, others[k].name, &len) && len > best) best = len, *cp = others[k].cp;
  return best;
}

static size_t named(const ren__unit *in, size_t n, uint32_t *cp) {
  size_t len = find_name(in, n, cp);
  if (!len) return 0;
  if (len < n && in[len].cp == ';') return len + 1;
  /* Without its semicolon only a letter counts: &copy may be part of a query. */
  bool letter = ren__letter_symbol(*cp) != 0 && *cp >= 0x80;
  if (letter || (*cp == 0xA0 && !(len < n && ascii_alnum(in[len].cp)))) return len;
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
  return found ? ren__join_escaped(out, made) : 0;
}
