#include "lines/page_number.h"

#include "utf8.h"

#include <string.h>

typedef struct cursor {
  const char *s;
  size_t at, end;
} cursor;

static void blanks(cursor *c) {
  while (c->at < c->end) {
    if (c->s[c->at] == ' ' || c->s[c->at] == '\t')
      c->at++;
    else if (c->end - c->at >= 2 && memcmp(c->s + c->at, "\xC2\xA0", 2) == 0)
      c->at += 2;
    else
      break;
  }
}

static bool sign(cursor *c, char sign) {
  blanks(c);
  if (c->at >= c->end || c->s[c->at] != sign) return false;
  c->at++;
  return true;
}

/* -, en dash or em dash. */
static bool dash(cursor *c) {
  blanks(c);
  if (c->at < c->end && c->s[c->at] == '-') {
    c->at++;
    return true;
  }
  if (c->end - c->at >= 3 && (memcmp(c->s + c->at, "–", 3) == 0 || memcmp(c->s + c->at, "—", 3) == 0)) {
    c->at += 3;
    return true;
  }
  return false;
}

static int digit_of(char c, bool first) {
  if (c >= '0' && c <= '9') return c - '0';
  if (first) return c == 'l' || c == 'I' || c == '|' ? 1 : -1;
  return c == 'l' || c == 'I' || c == '|' ? 1 : c == 'O' || c == 'o' ? 0 : -1;
}

/* Up to four digits, at least one of them real. */
static bool number(cursor *c, uint32_t *out) {
  blanks(c);
  size_t from = c->at;
  uint32_t n = 0;
  bool real = false;
  while (c->at < c->end && c->at - from < 4) {
    int d = digit_of(c->s[c->at], c->at == from);
    if (d < 0) break;
    real |= c->s[c->at] >= '0' && c->s[c->at] <= '9';
    n = n * 10 + (uint32_t)d;
    c->at++;
  }
  *out = n;
  bool more = c->at < c->end && digit_of(c->s[c->at], false) >= 0;
  return c->at > from && !more && (real || c->at - from == 1);
}

static bool word(cursor *c, const char *low) {
  blanks(c);
  size_t n = strlen(low);
  if (c->end - c->at < n) return false;
  for (size_t i = 0; i < n; i++) {
    char ch = c->s[c->at + i];
    if (ch >= 'A' && ch <= 'Z') ch = (char)(ch + 32);
    if (ch == '1' && low[i] == 'i') ch = 'i';
    if (ch != low[i]) return false;
  }
  size_t next = c->at + n;
  if (next < c->end && ((c->s[next] | 32) >= 'a' && (c->s[next] | 32) <= 'z')) return false;
  c->at = next;
  return true;
}

static bool page_word(cursor *c) {
  static const char *const words[] = {"sidan", "sida", "sidnr", "sid.", "sid", "s.", "page", "blad"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!word(c, words[i])) continue;
    sign(c, ':');
    return true;
  }
  return false;
}

static bool done(cursor *c) {
  blanks(c);
  return c->at >= c->end;
}

static bool total(cursor *c, bool named, uint32_t *of) {
  if (sign(c, '(')) return number(c, of) && sign(c, ')');
  if (!named) return false;
  if (sign(c, '/')) return number(c, of);
  return (word(c, "av") || word(c, "of")) && number(c, of);
}

ren__number ren__page_number(ren_str line) {
  ren__number found = {0};
  if (line.len == 0 || line.len > 40) return found;
  cursor c = {line.ptr, 0, line.len};
  bool dashed = dash(&c);
  bool named = page_word(&c);
  if (!number(&c, &found.page) || (line.ptr[0] == '|' && !named)) return (ren__number){0};
  if (!named && !dashed && !(line.ptr[0] >= '0' && line.ptr[0] <= '9')) return (ren__number){0};
  if (dashed && dash(&c) && done(&c)) {
    found.form = REN__NUMBER_WEAK;
    return found;
  }
  if (dashed) return (ren__number){0};
  if (done(&c)) {
    found.form = named ? REN__NUMBER_WEAK : REN__NUMBER_BARE;
    return found.page > 0 ? found : (ren__number){0};
  }
  if (!total(&c, named, &found.of) || !done(&c)) return (ren__number){0};
  if (found.page == 0 || found.page > found.of) return (ren__number){0};
  found.form = REN__NUMBER_STRONG;
  return found;
}

ren__number ren__page_number_at_end(ren_str line) {
  if (line.len < 4 || line.len > 240) return (ren__number){0};
  size_t from = line.len > 24 ? line.len - 24 : 0;
  for (size_t at = from; at < line.len; at++) {
    if (at > 0 && line.ptr[at - 1] != ' ' && line.ptr[at - 1] != '\t') continue;
    ren__number found = ren__page_number((ren_str){line.ptr + at, line.len - at});
    if (found.form == REN__NUMBER_STRONG) return found;
  }
  return (ren__number){0};
}

bool ren__is_stamp(ren_str line) {
  static const char *const stamps[] = {"justerandes sign",
                                       "justerandes signatur",
                                       "justerandes signaturer",
                                       "justerares sign",
                                       "justerares signatur",
                                       "justerarens sign",
                                       "justerarens signatur",
                                       "ordförandes sign",
                                       "ordförandens signatur",
                                       "utdragsbestyrkande",
                                       "justerare sign",
                                       "sekreterarens signatur",
                                       "just. sign",
                                       "just sign",
                                       "just.sign"};
  if (line.len < 2 || line.len > 120) return false;
  if ((line.ptr[0] | 32) >= 'a' && (line.ptr[0] | 32) <= 'z') { /* the first two letters say no nearly always */
    char two[3] = {(char)(line.ptr[0] | 32), (char)(line.ptr[1] | 32), 0};
    if (!strstr("ju or ut se", two)) return false;
  }
  char low[160];
  size_t n = ren_utf8_lower_into(low, sizeof low - 1, line), found = 0;
  for (size_t at = 0; at < n;) {
    if (strchr(" \t._-:|/", low[at]) && low[at]) {
      at++;
      continue;
    }
    size_t best = 0;
    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++) {
      size_t len = strlen(stamps[i]);
      if (len > best && n - at >= len && memcmp(low + at, stamps[i], len) == 0) best = len;
    }
    if (best == 0) return false;
    at += best;
    found++;
  }
  return found > 0;
}
