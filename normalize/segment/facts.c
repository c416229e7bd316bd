#include "segment/facts.h"

#include "utf8.h"

#include <stdio.h>
#include <string.h>

static ren_str spelling(const ren__token *t, const char *text) { return (ren_str){text + t->start, t->end - t->start}; }

/* The digit that a letter stands for where a number is; the letter itself if for none. */
static char digit_of(char c) {
  static const char table[128] = {['O'] = '0', ['o'] = '0', ['D'] = '0', ['Q'] = '0', ['l'] = '1', ['I'] = '1',
                                  ['i'] = '1', ['Z'] = '2', ['z'] = '2', ['A'] = '4', ['S'] = '5', ['s'] = '5',
                                  ['b'] = '6', ['G'] = '6', ['T'] = '7', ['B'] = '8', ['g'] = '9', ['q'] = '9'};
  unsigned char byte = (unsigned char)c;
  return byte < 128 && table[byte] ? table[byte] : c;
}

/* A number of so many digits at most, OCR's letters for digits undone. */
static bool value_of(ren_str s, size_t max_digits, uint32_t *out) {
  uint32_t value = 0;
  if (s.len == 0 || s.len > max_digits) return false;
  for (size_t i = 0; i < s.len; i++) {
    char c = digit_of(s.ptr[i]);
    if (c < '0' || c > '9') return false;
    value = value * 10 + (uint32_t)(c - '0');
  }
  *out = value;
  return true;
}

/* ... in which at least one real digit stands. */
static bool number_of(const ren__token *t, const char *text, size_t max_digits, uint32_t *out) {
  return t->flags & REN__TOKEN_DIGITS && value_of(spelling(t, text), max_digits, out);
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

static const uint32_t specks = REN__GAP_STOP | REN__GAP_OTHER | REN__GAP_COMMA | REN__GAP_COLON | REN__GAP_QUOTE;

/* Between year, month and day: a dash, or, beside a dash, what became of the other. */
static bool dashed(uint32_t one, uint32_t other) {
  const uint32_t may = REN__GAP_DASH | REN__GAP_BLANK | specks;
  if ((one | other) & ~may || !((one | other) & REN__GAP_DASH)) return false;
  return one && other;
}

/* `2024-03-06`, also when a dash between month and day was lost. */
static bool year_first(ren__date *out, const ren__token *t, const char *text, size_t i, size_t end) {
  uint32_t a, b, c;
  if (!number_of(&t[i], text, 4, &a) || a < 1800) return false;
  ren_str month = spelling(&t[i + 1], text);
  if (month.len == 4 && t[i + 1].before == REN__GAP_DASH && value_of((ren_str){month.ptr, 2}, 2, &b) &&
      value_of((ren_str){month.ptr + 2, 2}, 2, &c)) {
    out->last = i + 1;
    return set_date(out, a, b, c);
  }
  if (i + 2 >= end || !dashed(t[i + 1].before, t[i + 2].before)) return false;
  if (!value_of(month, 2, &b) || !value_of(spelling(&t[i + 2], text), 2, &c)) return false;
  out->last = i + 2;
  return set_date(out, a, b, c);
}

static bool date_in_digits(ren__date *out, const ren__token *t, const char *text, size_t i, size_t end) {
  uint32_t a, b, c;
  out->first = i;
  if (i + 1 < end && year_first(out, t, text, i, end)) return true;
  if (i + 2 >= end || !number_of(&t[i], text, 2, &a) || !number_of(&t[i + 1], text, 2, &b) ||
      !number_of(&t[i + 2], text, 4, &c) || c < 1800)
    return false;
  uint32_t g1 = t[i + 1].before & ~(uint32_t)REN__GAP_BLANK, g2 = t[i + 2].before & ~(uint32_t)REN__GAP_BLANK;
  out->last = i + 2;
  if (g1 == REN__GAP_SLASH && (g2 == 0 || g2 == REN__GAP_SLASH || g2 == REN__GAP_DASH)) return set_date(out, c, b, a);
  return g1 == REN__GAP_STOP && g2 == REN__GAP_STOP && set_date(out, c, b, a);
}

bool ren__date_find(ren__date *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  for (size_t i = first; i < end; i++) {
    if (!(t[i].flags & REN__TOKEN_DIGITS)) continue;
    if (date_in_words(out, t, text, i, end) || date_in_digits(out, t, text, i, end)) return true;
  }
  return false;
}

static char letter_of(char c) { return c == '5' ? 'S' : c == '8' ? 'B' : c == '0' ? 'O' : c; }

static bool all_digits(ren_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (digit_of(s.ptr[i]) < '0' || digit_of(s.ptr[i]) > '9') return false;
  return true;
}

/* `N608` of `N608-0471/21`. */
static bool is_numbered_code(const ren__token *t, const char *text) {
  const uint32_t both = REN__TOKEN_DIGITS | REN__TOKEN_CAPITALS;
  ren_str s = spelling(t, text);
  if ((t->flags & both) != both || s.len < 3 || s.len > 6 || s.ptr[0] < 'A' || s.ptr[0] > 'Z') return false;
  for (size_t i = 1; i < s.len; i++)
    if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
  return t[1].before == REN__GAP_DASH && t[1].flags & REN__TOKEN_DIGITS && t[2].before == REN__GAP_SLASH;
}

/* Copies words [from, to) with runs of white space as one blank. Words before `digits`
 * are letters, the others numbers: what stands for a letter or a digit becomes it. */
static bool copy_dnr(ren__dnr *out, const ren__token *t, const char *text, size_t from, size_t digits, size_t to) {
  size_t n = 0;
  for (size_t i = from; i < to; i++) {
    bool number = i >= digits && all_digits(spelling(&t[i], text));
    for (size_t at = i > from ? t[i - 1].end : t[i].start; at < t[i].end; at++) {
      char c = text[at];
      bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (blank && (n == 0 || out->value[n - 1] == ' ')) continue;
      if (n + 1 >= sizeof out->value) return false;
      if (at >= t[i].start) c = number ? digit_of(c) : i < digits && !is_numbered_code(&t[i], text) ? letter_of(c) : c;
      out->value[n++] = blank ? ' ' : c;
    }
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

/* `SN`, `KS`, and as OCR reads them: `5N`, `BL5`, `tKS`. */
static bool is_organ_code(const ren__token *t, const char *text) {
  ren_str s = spelling(t, text);
  size_t capitals = 0, digits = 0;
  for (size_t i = 0; i < s.len; i++) {
    capitals += s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
    digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') && letter_of(s.ptr[i]) == s.ptr[i]) return false;
  }
  if (!digits && t->flags & REN__TOKEN_CAPITALS) return s.len >= 2 && t->fold.len <= 6;
  return s.len >= 2 && s.len <= 6 && capitals * 2 >= s.len && capitals;
}

/* `P` of `Dnr P 2022-0181`. */
static bool is_letter(const ren__token *t) {
  return t->end - t->start == 1 && t->flags & REN__TOKEN_CAPITALS && !(t->flags & REN__TOKEN_DIGITS);
}

/* `Dnr`, and what is left of it; *words: how many words it takes. */
static bool is_dnr_word(const ren__token *t, size_t i, size_t end, size_t *words) {
  ren__fold dnr, joined = t[i].fold;
  *words = 1;
  if (t[i].words & REN__WORD(REN__W_DNR)) return true;
  if (t[i].flags & REN__TOKEN_DIGITS && !(t[i].flags & REN__TOKEN_LETTERS)) return false;
  ren__fold_str(&dnr, REN_STR("dnr"));
  if (joined.len == 1 && i + 1 < end && t[i + 1].fold.len <= 2) {
    for (size_t j = 0; j < t[i + 1].fold.len; j++) ren__fold_push(&joined, t[i + 1].fold.letters[j]);
    *words = 2;
    return ren__fold_eq(&dnr, &joined);
  }
  return joined.len >= 2 && joined.len <= 4 && ren__fold_distance(&dnr, &joined, REN__WHOLE, 4) != REN__COST_NONE;
}

bool ren__dnr_find(ren__dnr *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  for (size_t i = first; i < end; i++) {
    size_t words, from = i;
    bool sure = (t[i].words & REN__WORD(REN__W_DNR)) != 0, word = is_dnr_word(t, i, end, &words);
    if (word) from += words;
    if (word && from < end && t[from].fold.len <= 2 && !(t[from].flags & (REN__TOKEN_DIGITS | REN__TOKEN_CAPITALS)))
      from++;
    size_t digits = from;
    while (digits < end && digits < from + 2 &&
           (is_organ_code(&t[digits], text) || (sure && is_letter(&t[digits])) ||
            (digits + 2 < end && is_numbered_code(&t[digits], text))))
      digits++;
    if (!word && (digits != from + 1 || digits >= end ||
                  t[digits].before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_DASH | REN__GAP_SLASH)))
      continue;
    size_t after = digits < end ? digit_groups(t, digits, end) : digits;
    if (after == digits || (!sure && after < digits + 2)) continue;
    out->first = i;
    if (copy_dnr(out, t, text, from, digits, after)) return true;
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
