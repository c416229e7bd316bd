/* UTF-8 that was read as an 8-bit page: the steps back, losses allowed for. */
#include "encoding/recode_steps.h"
#include "utf8.h"

/* The byte that a unit stands for under a page; 0 if none. */
uint8_t ren__unit_byte(uint32_t cp, ren__cp page) {
  if (cp & REN__RAW) return (uint8_t)cp;
  if (cp < 0x80) return 0;
  const ren__cp_reverse_row *row = ren__cp_encode(cp);
  if (!row) return 0;
  if (cp < 0xA0 && page == REN__CP_L9) return (uint8_t)cp;
  return row->byte[page];
}

static size_t tail_length(uint8_t lead) { return lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1; }

/* Decodes a well-formed sequence at units[i]; returns its length in units, 0 if none. */
static size_t sequence(const ren__unit *units, size_t n, size_t i, ren__cp page, uint8_t lead, uint32_t *cp) {
  char bytes[4] = {(char)lead};
  size_t tail = tail_length(lead);
  if (lead < 0xC2 || lead > 0xF4 || i + tail >= n) return 0;
  for (size_t k = 1; k <= tail; k++) {
    uint8_t b = ren__unit_byte(units[i + k].cp, page);
    if ((b & 0xC0) != 0x80) return 0;
    bytes[k] = (char)b;
  }
  return ren_utf8_decode(bytes, tail + 1, cp) == tail + 1 ? tail + 1 : 0;
}

static bool is(const ren__unit *units, size_t n, size_t i, uint32_t cp) { return i < n && units[i].cp == cp; }

static bool is_letter_at(const ren__unit *units, size_t n, size_t i) {
  return i < n && ren__letter_symbol(units[i].cp) != 0;
}

/* cp1252 only: what is left of a sequence after a program straightened its quotes and
 * dots, turned NBSP into a blank, folded its case, or lost a byte. */
static size_t damaged(const ren__unit *units, size_t n, size_t i, uint32_t *cp) {
  uint32_t c = units[i].cp;
  bool folded = c == 0xE3, starts = !(i && is_letter_at(units, n, i - 1)) || ren_is_upper(units[i - 1].cp);
  if (c == 0xC3 || folded) {
    if (!folded && is(units, n, i + 1, ' ')) { /* a with grave, its NBSP a blank now */
      /* pÃ with one blank has lost its second byte: it was no NBSP */
      if (i && is_letter_at(units, n, i - 1) && (ren_is_upper(units[i - 1].cp) || !is(units, n, i + 2, ' '))) return 0;
      *cp = 0xE0;
      return 1 + (is(units, n, i + 2, ' ') ? 1u : 0u);
    }
    if (!starts) return 0;
    if (is(units, n, i + 1, '.') && is(units, n, i + 2, '.') && is(units, n, i + 3, '.'))
      return *cp = folded ? 0xE5 : 0xC5, is_letter_at(units, n, i + 4) ? 4 : 0;
    if (is(units, n, i + 1, ',') && is(units, n, i + 2, ','))
      return *cp = folded ? 0xE4 : 0xC4, is_letter_at(units, n, i + 3) ? 3 : 0;
    if (!folded && is(units, n, i + 1, '-') && is_letter_at(units, n, i + 2)) return *cp = 0xD6, 2;
  }
  if (c == 0xC2 && is(units, n, i + 1, ' ') && !(i && is_letter_at(units, n, i - 1))) return *cp = 0xA0, 2;
  if (is(units, n, i, 0xFFFD) && i + 1 < n) { /* the first byte is lost */
    static const uint16_t tails[][2] = {{0xA5, 0xE5},   {0xA4, 0xE4},   {0xB6, 0xF6},
                                        {0x2026, 0xC5}, {0x201E, 0xC4}, {0x2013, 0xD6}};
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
      if (units[i + 1].cp == tails[k][0]) return *cp = tails[k][1], 2;
  }
  if ((c == 0xE2 || c == 0xC2) && is(units, n, i + 1, 0x20AC)) { /* U+20xx */
    if (is(units, n, i + 2, '"')) return *cp = 0x2013, 3;
    if (is(units, n, i + 2, '\'')) return *cp = 0x2019, 3;
    if (i + 2 >= n || units[i + 2].cp == 0xFFFD || units[i + 2].cp == '?' || units[i + 2].cp == '.' ||
        units[i + 2].cp == ',')
      return *cp = 0x201D, i + 2 < n && (units[i + 2].cp == 0xFFFD || units[i + 2].cp == '?') ? 3 : 2;
  }
  return 0;
}

/* A sequence whose first letter was lower-cased, or upper-cased, with the text. */
static size_t case_folded(const ren__unit *units, size_t n, size_t i, ren__cp page, uint32_t *cp) {
  uint32_t c = units[i].cp;
  if (c != 0xE3 && c != 0xE2 && c != 0xC2) return 0;
  if (c == 0xC2) { /* U+00E2 in capitals: U+2013 and its like */
    size_t len = sequence(units, n, i, page, 0xE2, cp);
    return len && *cp >= 0x2010 && *cp < 0x2030 ? len : 0;
  }
  size_t len = sequence(units, n, i, page, c == 0xE3 ? 0xC3 : 0xC2, cp);
  if (len && c == 0xE3) *cp = ren_to_lower(*cp);
  return len;
}

static size_t one(const ren__unit *units, size_t n, size_t i, ren__cp page, uint32_t *cp) {
  uint8_t lead = ren__unit_byte(units[i].cp, page);
  size_t len = 0;
  if (lead >= 0xC2) len = sequence(units, n, i, page, lead, cp);
  if (len && *cp >= 0xA0) return len;
  if (page != REN__CP_WIN) return len;
  uint32_t other = 0;
  size_t found = case_folded(units, n, i, page, &other);
  if (!found && !len) found = damaged(units, n, i, &other);
  if (found) {
    *cp = other;
    return found;
  }
  return len;
}

/* FÃ¶R: a word in capitals whose mojibake could not follow. */
static void follow_case(ren__unit *units, size_t n) {
  for (size_t i = 0; i < n;) {
    size_t end = i, uppers = 0, lowers = 0;
    for (; end < n && is_letter_at(units, n, end); end++) {
      if (units[end].changed) continue;
      if (ren_is_upper(units[end].cp))
        uppers++;
      else
        lowers++;
    }
    for (size_t k = i; uppers >= 2 && !lowers && k < end; k++)
      if (units[k].changed) units[k].cp = ren_to_upper(units[k].cp);
    i = end + 1;
  }
}

/* Scripts and signs that one sequence alone makes by chance: Ö and a closing quote are
 * a Hebrew accent. */
static bool is_exotic(uint32_t cp) {
  if (cp < 0x250) return cp < 0xA0;
  if (cp < 0x2010)
    return cp != 0x2C6 && cp != 0x2DA && cp != 0x2DC && !(cp >= 0x300 && cp < 0x330) && !(cp >= 0x1E00 && cp < 0x1F00);
  return (cp >= 0x2C00 && cp < 0x1F000 && !(cp >= 0xFB00 && cp <= 0xFB06) && cp != 0xFFFD && cp != 0xFEFF) ||
         cp >= 0x20000;
}

/* What UTF-8 of Swedish text holds; through the other pages, whose letters make valid
 * sequences by chance, nothing else is accepted. */
static bool is_expected(uint32_t cp) {
  return (cp >= 0xA0 && cp < 0x180) || (cp >= 0x2010 && cp <= 0x203A) || cp == 0x20AC || cp == 0x2122 || cp == 0x2212 ||
         cp == 0xFFFD || cp == 0xFEFF || (cp >= 0xFB00 && cp <= 0xFB02) || (cp >= 0x300 && cp < 0x330) || cp >= 0x1F000;
}

size_t ren__step_utf8(const ren__unit *in, size_t n, ren__cp page, bool on_the_way, ren__unit *out, size_t *sequences) {
  size_t made = 0;
  *sequences = 0;
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    size_t len = in[i].cp < 0x80 ? 0 : one(in, n, i, page, &cp);
    if (len && on_the_way && !(cp < 0xA0 || is_expected(cp) || ren__cp_encode(cp))) len = 0;
    if (len && !on_the_way && page != REN__CP_WIN && page != REN__CP_L9 && !is_expected(cp)) len = 0;
    if (len && !on_the_way && is_exotic(cp) && !(made && out[made - 1].changed)) {
      uint32_t next;
      if (i + len >= n || in[i + len].cp < 0x80 || !one(in, n, i + len, page, &next)) len = 0;
    }
    out[made] = in[i];
    if (len) {
      const ren__unit *last = &in[i + len - 1];
      out[made].cp = cp;
      out[made].count = (uint16_t)(last->first + last->count - in[i].first);
      out[made].changed = true;
      ++*sequences;
    }
    made++;
    i += len ? len : 1;
  }
  if (*sequences) follow_case(out, made);
  return made;
}
