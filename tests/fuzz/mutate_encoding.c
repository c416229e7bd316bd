/* Breaks prose the way that text is broken, for fuzz_encoding: most of what random bytes
 * make never gets past the first look. A line goes through up to three confusions and
 * kinds, all of it or from some word on, and then loses, doubles or changes a few bytes. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "encoding/codepages.h"
#include "utf8.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

static const char *const prose[] = {
    "Nämnden beslutar att återremittera ärendet till förvaltningen.",
    "Åsa Öberg (S) yrkar bifall till förslaget – ”enhälligt”, 5 § förvaltningslagen.",
    "Bygglov för tillbyggnad på Älvsjö 1:23, sökande Örjan Håkansson",
    "§ 17 Årsredovisning för år 2024",
    "ÅRSTA ÄLDREBOENDE, HÖGDALEN",
    "Kommunstyrelsen får i uppdrag att se över rutinerna; kostnaden är 1 250 000 kr (ca 4 %).",
    "Närvarande: André Müller, Zoë Björk, Søren Kjær, Łukasz Nowak",
    "Mötet öppnas kl. 18.30 och paragraf 12–15 förklaras omedelbart justerade…",
    "på å, i ö, än är för få år",
    "Se https://www.exempel.se/mötes-protokoll?id=5&år=2024 eller skriv till ake@exempel.se.",
    "if (a[i] == '\\n' && b) { return x | y; } // för",
    "”Det är ‘så’ det ska vara”, sa hon – och gick.",
    "Temperaturen var −5 °C, ytan 45 m² och avgiften 300 €.",
    "fi fl öga ﬁnns ﬂera; а е о; Ελλάδα; Россия",
    "skriv `Ã¥` när du menar å",
    "överförmyndarnämnden, socialnämnden; barn- och utbildningsnämnden",
};
enum { PROSE = sizeof prose / sizeof *prose, ROOM = 1 << 14 };

typedef struct broken {
  uint8_t s[ROOM];
  size_t n;
} broken;

static uint64_t state;

static unsigned draw(unsigned below) {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (unsigned)(state >> 33) % below;
}

static void put(broken *b, const void *bytes, size_t n) {
  if (b->n + n > ROOM) return;
  memcpy(b->s + b->n, bytes, n);
  b->n += n;
}

static void put_cp(broken *b, uint32_t cp) {
  char bytes[4];
  put(b, bytes, ren_utf8_encode(cp, bytes));
}

/* Bytes of `is` (REN__CP_COUNT: UTF-8) read as `as` (REN__CP_COUNT: left as bytes). */
static void confuse(broken *out, const uint8_t *s, size_t n, unsigned is, unsigned as) {
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    size_t len = ren_utf8_decode((const char *)s + i, n - i, &cp), count = len;
    uint8_t bytes[4];
    memcpy(bytes, s + i, len);
    if (is < REN__CP_COUNT && cp >= 0x80 && cp != REN_BAD_CODEPOINT) {
      const ren__cp_reverse_row *row = ren__cp_encode(cp);
      bytes[0] = row ? row->byte[is] : 0;
      count = bytes[0] ? 1 : 0;
    }
    for (size_t k = 0; k < count; k++) {
      if (as >= REN__CP_COUNT || bytes[k] < 0x80)
        put(out, &bytes[k], 1);
      else
        put_cp(out, ren__cp_decode((ren__cp)as, bytes[k]) ? ren__cp_decode((ren__cp)as, bytes[k]) : 0xFFFD);
    }
    i += len;
  }
}

/* Letters as escapes and the like. */
static void escape(broken *out, const uint8_t *s, size_t n, unsigned kind) {
  static const char iso646[] = "\xE4{\xF6|\xE5}\xC4[\xD6\\\xC5]"; /* letter, sign */
  static const char *const forms[] = {"&#%u;", "&#x%x;", "\\u%04x", "\\x%02x",
                                      "=%02X", "%%%02X", "\\'%02x", "&amp;#%u;"};
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    size_t len = ren_utf8_decode((const char *)s + i, n - i, &cp);
    const char *at = cp >= 0x80 && cp < 0x100 ? strchr(iso646, (int)(char)cp) : NULL;
    char text[32];
    if (cp < 0x80 || cp == REN_BAD_CODEPOINT || cp > 0x2122)
      put(out, s + i, len);
    else if (kind == 0 && at)
      put(out, at + 1, 1);
    else if (kind == 1 && at) { /* base letter and mark */
      put(out, &"aoaAOA"[(at - iso646) / 2], 1);
      put_cp(out, draw(2) ? 0x308 : 0xA8);
    } else if (kind == 2)
      for (size_t k = 0; k < len; k++) put(out, text, (size_t)snprintf(text, sizeof text, "=%02X", s[i + k]));
    else if (kind == 3)
      for (size_t k = 0; k < len; k++) put(out, text, (size_t)snprintf(text, sizeof text, "%%%02X", s[i + k]));
    else
      put(out, text, (size_t)snprintf(text, sizeof text, forms[kind % 8], (unsigned)cp));
    i += len;
  }
}

static void widen(broken *out, const uint8_t *s, size_t n, bool big) {
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    i += ren_utf8_decode((const char *)s + i, n - i, &cp);
    uint8_t pair[2] = {(uint8_t)cp, (uint8_t)(cp >> 8)}, other[2] = {(uint8_t)(cp >> 8), (uint8_t)cp};
    put(out, big ? other : pair, 2);
  }
}

static void fold(broken *out, const uint8_t *s, size_t n, bool upper) {
  for (size_t i = 0; i < n;) {
    uint32_t cp;
    size_t len = ren_utf8_decode((const char *)s + i, n - i, &cp);
    if (cp == REN_BAD_CODEPOINT)
      put(out, s + i, len);
    else
      put_cp(out, upper ? ren_to_upper(cp) : ren_to_lower(cp));
    i += len;
  }
}

static void break_line(broken *line) {
  static broken next;
  unsigned times = 1 + draw(3);
  while (times--) {
    size_t from = 0, end = line->n;
    if (draw(3) == 0) from = line->n ? draw((unsigned)line->n) : 0;
    if (draw(4) == 0) end = from + (line->n > from ? draw((unsigned)(line->n - from)) : 0);
    next.n = 0;
    put(&next, line->s, from);
    switch (draw(8)) {
    case 0: escape(&next, line->s + from, end - from, draw(12)); break;
    case 1: fold(&next, line->s + from, end - from, draw(2)); break;
    case 2: confuse(&next, line->s + from, end - from, draw(REN__CP_COUNT + 1), REN__CP_COUNT); break;
    case 3:
      if (draw(6) == 0) {
        widen(&next, line->s + from, end - from, draw(2));
        break;
      } /* fall through */
    default: confuse(&next, line->s + from, end - from, draw(REN__CP_COUNT + 1), draw(REN__CP_COUNT)); break;
    }
    put(&next, line->s + end, line->n - end);
    *line = next;
  }
}

/* A few bytes lost, doubled, changed or put in. */
static void nibble(uint8_t *s, size_t *n, size_t max) {
  static const char *const bits[] = {"\xEF\xBF\xBD", "\xC3", "\xC3 ", "\xE2\x80\x9D", "\xC2\xA0", "\r\n", "\n", "=\n",
                                     "&amp;",        "|",    "{",     "\xCC\x88",     "\xC2\xAD", "\x94", "\\", "§ "};
  for (unsigned k = draw(4); k > 0 && *n > 4; k--) {
    size_t at = draw((unsigned)*n), len = 1 + draw(3);
    if (draw(3) == 0) {
      if (at + len > *n) len = *n - at;
      memmove(s + at, s + at + len, *n - at - len);
      *n -= len;
    } else {
      const char *bit = bits[draw(sizeof bits / sizeof *bits)];
      len = strlen(bit);
      if (*n + len > max) return;
      memmove(s + at + len, s + at, *n - at);
      memcpy(s + at, bit, len);
      *n += len;
    }
  }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed) {
  static broken all, line;
  state = seed;
  (void)draw(2);
  if (max < 64 || draw(4) == 0) return LLVMFuzzerMutate(data, size, max);
  if (size > 8 && draw(3) == 0) { /* what is there, a little more broken */
    nibble(data, &size, max);
    return size;
  }
  all.n = 0;
  uint8_t first = (uint8_t)draw(4);
  put(&all, &first, 1);
  for (unsigned lines = 1 + draw(5); lines > 0; lines--) {
    const char *text = prose[draw(PROSE)];
    line.n = 0;
    put(&line, text, strlen(text));
    if (draw(4)) break_line(&line);
    put(&all, line.s, line.n);
    if (lines > 1) put(&all, "\n", 1);
  }
  size_t n = all.n < max ? all.n : max;
  memcpy(data, all.s, n);
  n--;
  nibble(data + 1, &n, max - 1);
  return n + 1;
}
