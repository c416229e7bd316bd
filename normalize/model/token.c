#include "model/token.h"

#include "utf8.h"

#include <string.h>

ren__tokens ren__tokens_of(ren_str text) { return (ren__tokens){.text = text, .sentence_start = true}; }

ren__casing ren__casing_of(ren_str word) {
  size_t upper = 0, lower = 0, n = 0;
  bool first = false;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (!ren_is_letter(cp)) continue;
    if (ren_is_upper(cp)) {
      upper++;
      first = first || n == 0;
    } else {
      lower++;
    }
    n++;
  }
  if (upper == 0) return REN_CASE_LOWER;
  if (lower == 0) return n == 1 ? REN_CASE_CAPITAL : REN_CASE_UPPER;
  return first && upper == 1 ? REN_CASE_CAPITAL : REN_CASE_MIXED;
}

static uint32_t peek(const ren__tokens *t, size_t at, size_t *len) {
  uint32_t cp = 0;
  *len = 0;
  if (at < t->text.len) *len = ren_utf8_decode(t->text.ptr + at, t->text.len - at, &cp);
  return cp;
}

/* The end of a word or number that starts at `at`: letters and digits, and joiners
 * between two of them. */
static size_t token_end(const ren__tokens *t, size_t at, bool number) {
  for (;;) {
    size_t len, next_len;
    uint32_t cp = peek(t, at, &len);
    if (len == 0) return at;
    if (ren_is_letter(cp) || ren_is_digit(cp) || ren_is_mark(cp)) {
      at += len;
      continue;
    }
    bool joiner =
        cp == '.' || cp == ':' || cp == '\'' || cp == 0x2019 || (number && (cp == ',' || cp == '/' || cp == '-'));
    uint32_t next = joiner ? peek(t, at + len, &next_len) : 0;
    if (!joiner || !(ren_is_letter(next) || ren_is_digit(next))) return at;
    at += len;
  }
}

bool ren__tokens_next(ren__tokens *t, ren__token *out) {
  while (t->at < t->text.len) {
    size_t len;
    uint32_t cp = peek(t, t->at, &len);
    if (ren_is_letter(cp) || ren_is_digit(cp)) {
      bool number = ren_is_digit(cp);
      size_t end = token_end(t, t->at, number);
      *out = (ren__token){.kind = number ? REN_TOKEN_NUMBER : REN_TOKEN_WORD,
                          .starts_sentence = t->sentence_start,
                          .offset = t->at,
                          .length = end - t->at};
      if (!number) out->casing = ren__casing_of((ren_str){t->text.ptr + t->at, end - t->at});
      t->at = end;
      t->sentence_start = false;
      t->boundary_due = true;
      return true;
    }
    t->at += len;
    bool ends = cp == '\n' || cp == '\f' || cp == '!' || cp == '?' || cp == '.';
    if (!ends) continue;
    if (cp == '.' && t->at < t->text.len) { /* a full stop before a small letter is an abbreviation's */
      size_t skip = t->at, next_len;
      while (skip < t->text.len && t->text.ptr[skip] == ' ') skip++;
      uint32_t next = peek(t, skip, &next_len);
      if (ren_is_letter(next) && !ren_is_upper(next)) continue;
    }
    t->sentence_start = true;
    if (!t->boundary_due) continue;
    t->boundary_due = false;
    *out = (ren__token){.kind = REN_TOKEN_BOUNDARY, .offset = t->at};
    return true;
  }
  if (!t->boundary_due) return false;
  t->boundary_due = false;
  *out = (ren__token){.kind = REN_TOKEN_BOUNDARY, .offset = t->at};
  return true;
}
