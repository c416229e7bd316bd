#include "segment/facts.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>

static ren_str spelling(const ren__token *t, const char *text) { return (ren_str){text + t->start, t->end - t->start}; }

/* A number, OCR's letters for digits undone when at least one real digit stands there. */
static bool number_of(const ren__token *t, const char *text, size_t max_digits, uint32_t *out) {
  ren_str s = spelling(t, text);
  uint32_t value = 0;
  if (s.len == 0 || s.len > max_digits || !(t->flags & REN__TOKEN_DIGITS)) return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == 'O' || c == 'o') c = '0';
    if (c == 'l' || c == 'I') c = '1';
    if (c == 'S') c = '5';
    if (c == 'B') c = '8';
    if (c < '0' || c > '9') return false;
    value = value * 10 + (uint32_t)(c - '0');
  }
  *out = value;
  return true;
}

static unsigned month_of(const ren__token *t) {
  static const char *const months[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                       "juli",    "augusti",  "september", "oktober", "november", "december"};
  unsigned best = 0, least = REN__COST_NONE;
  for (unsigned i = 0; i < 12; i++) {
    ren__fold fold;
    ren__fold_str(&fold, ren_str_of(months[i]));
    unsigned limit = fold.len >= 7 ? 5 : fold.len >= 5 ? 3 : 2;
    unsigned cost = ren__fold_distance(&fold, &t->fold, REN__WHOLE, limit);
    if (cost < least) {
      least = cost;
      best = i + 1;
    }
  }
  return best;
}

static bool set_date(ren__date *out, uint32_t year, uint32_t month, uint32_t day) {
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  return snprintf(out->iso, sizeof out->iso, "%04u-%02u-%02u", year % 10000, month % 100, day % 100) == 10;
}

static bool date_in_words(ren__date *out, const ren__token *t, const char *text, size_t i, size_t end) {
  uint32_t day, year;
  if (i + 2 >= end || !number_of(&t[i], text, 2, &day) || !number_of(&t[i + 2], text, 4, &year)) return false;
  unsigned month = t[i + 1].words & REN__WORD(REN__W_MONTH) ? month_of(&t[i + 1]) : 0;
  if (!month || !set_date(out, year, month, day)) return false;
  out->first = i;
  out->last = i + 2;
  return true;
}

static bool date_in_digits(ren__date *out, const ren__token *t, const char *text, size_t i, size_t end) {
  uint32_t a, b, c;
  if (i + 2 >= end || !number_of(&t[i], text, 4, &a) || !number_of(&t[i + 1], text, 2, &b) ||
      !number_of(&t[i + 2], text, 4, &c))
    return false;
  uint32_t g1 = t[i + 1].before & ~(uint32_t)REN__GAP_BLANK, g2 = t[i + 2].before & ~(uint32_t)REN__GAP_BLANK;
  out->first = i;
  out->last = i + 2;
  if (a > 1800 && g1 == REN__GAP_DASH && g2 == REN__GAP_DASH && c <= 31) return set_date(out, a, b, c);
  if (c > 1800 && g1 == REN__GAP_SLASH && (g2 == 0 || g2 == REN__GAP_SLASH || g2 == REN__GAP_DASH))
    return set_date(out, c, b, a);
  if (c > 1800 && g1 == REN__GAP_STOP && g2 == REN__GAP_STOP) return set_date(out, c, b, a);
  return false;
}

bool ren__date_find(ren__date *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  for (size_t i = first; i < end; i++) {
    if (!(t[i].flags & REN__TOKEN_DIGITS)) continue;
    if (date_in_words(out, t, text, i, end) || date_in_digits(out, t, text, i, end)) return true;
  }
  return false;
}

/* Copies [from, to) with runs of white space as one blank. */
static bool copy_tight(ren__dnr *out, const char *from, const char *to) {
  size_t n = 0;
  for (const char *p = from; p < to; p++) {
    bool blank = *p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || *p == '\f';
    if (blank && (n == 0 || out->value[n - 1] == ' ')) continue;
    if (n + 1 >= sizeof out->value) return false;
    out->value[n++] = blank ? ' ' : *p;
  }
  out->length = n;
  return n > 0;
}

/* Groups of digits joined by / - : . without blanks, from word i on; returns the word
 * behind, or i. */
static size_t digit_groups(const ren__token *t, size_t i, size_t end) {
  const uint32_t joins = REN__GAP_SLASH | REN__GAP_DASH | REN__GAP_COLON | REN__GAP_STOP;
  size_t at = i, long_groups = 0;
  while (at < end && t[at].flags & REN__TOKEN_DIGITS) {
    if (at > i && (!(t[at].before & joins) || t[at].before & ~joins)) break;
    long_groups += t[at].end - t[at].start >= 3;
    at++;
  }
  return long_groups || at - i >= 3 ? at : i;
}

static bool is_organ_code(const ren__token *t) {
  return t->flags & REN__TOKEN_CAPITALS && !(t->flags & REN__TOKEN_DIGITS) && t->fold.len >= 2 && t->fold.len <= 6;
}

bool ren__dnr_find(ren__dnr *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  for (size_t i = first; i < end; i++) {
    bool word = (t[i].words & REN__WORD(REN__W_DNR)) != 0;
    size_t from = word ? i + 1 : i;
    if (word && from < end && t[from].fold.len <= 2 && !(t[from].flags & (REN__TOKEN_DIGITS | REN__TOKEN_CAPITALS)))
      from++;
    size_t digits = from;
    while (digits < end && digits < from + 2 && is_organ_code(&t[digits])) digits++;
    if (!word &&
        (digits != from + 1 || digits >= end || t[digits].before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_DASH)))
      continue;
    size_t after = digits < end ? digit_groups(t, digits, end) : digits;
    if (after == digits || (!word && after < digits + 2)) continue;
    out->first = i;
    if (copy_tight(out, text + t[from].start, text + t[after - 1].end)) return true;
  }
  return false;
}

static bool paragraph_sign(const ren__tokens *tokens, const char *text, size_t first, bool *sure) {
  const ren__token *t = &tokens->items[first];
  *sure = t->before & REN__GAP_SECTION;
  if (*sure) return true;
  for (size_t i = t->start; i > 0;) { /* `$ 12`: the sign stands just before */
    char c = text[--i];
    if (c == '$' || c == '&') return true;
    if (c != ' ') break;
  }
  return false;
}

bool ren__paragraph_read(ren__paragraph *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  size_t at = first;
  bool sure = false;
  if (first >= end) return false;
  if (!paragraph_sign(tokens, text, first, &sure)) {
    bool word = t[first].words & REN__WORD(REN__W_PARAGRAF) && t[first].fold.len <= 9;
    bool misread = t[first].end - t[first].start == 1 && strchr("S58Ss", text[t[first].start]) != NULL;
    if ((!word && !misread) || at + 1 >= end) return false;
    sure = word;
    at++;
    if (t[at].before & ~(uint32_t)REN__GAP_BLANK) return false;
  }
  *out = (ren__paragraph){.sure = sure, .next = at + 1};
  if (!number_of(&t[at], text, 4, &out->number) || out->number == 0) return false;
  if (at + 1 < end && t[at + 1].end - t[at + 1].start == 1 && text[t[at + 1].start] >= 'a' &&
      text[t[at + 1].start] <= 'e' && !(t[at + 1].before & ~(uint32_t)REN__GAP_BLANK)) {
    out->letter = text[t[at + 1].start];
    out->next++;
  }
  return true;
}
