#include "correct/signs_inner.h"

#include "utf8.h"

#include <string.h>

char ren__byte(ren_str text, size_t at) { return at < text.len ? text.ptr[at] : '\n'; }

bool ren__is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

bool ren__is_figure(char c) { return c >= '0' && c <= '9'; }

static bool is_line_end(char c) { return c == '\n' || c == '\f'; }

enum { LINE_ENDS = 3 }; /* that a run may be away */

ren__run ren__run_before(ren_str text, size_t at) {
  size_t to = at, ends = 0;
  while (to > 0 && ren__is_blank(text.ptr[to - 1]) && ends <= LINE_ENDS) ends += is_line_end(text.ptr[--to]);
  size_t from = to;
  while (from > 0 && !ren__is_blank(text.ptr[from - 1]) && to - from < 64) from--;
  return (ren__run){from, to};
}

ren__run ren__run_after(ren_str text, size_t at) {
  size_t from = at, ends = 0;
  while (from < text.len && ren__is_blank(text.ptr[from]) && ends <= LINE_ENDS) ends += is_line_end(text.ptr[from++]);
  size_t to = from;
  while (to < text.len && !ren__is_blank(text.ptr[to]) && to - from < 64) to++;
  return (ren__run){from, to};
}

ren_str ren__run_str(ren_str text, ren__run run) { return (ren_str){text.ptr + run.from, run.to - run.from}; }

size_t ren__read_number(ren_str text, size_t at, int most, uint32_t *number) {
  size_t end = at;
  *number = 0;
  while (end < text.len && ren__is_figure(text.ptr[end]) && end - at < (size_t)most)
    *number = *number * 10 + (uint32_t)(text.ptr[end++] - '0');
  bool fine = end > at && *number > 0 && text.ptr[at] != '0' && !ren__is_figure(ren__byte(text, end));
  return fine ? end : at;
}

char ren__letter_at(ren_str text, size_t at) {
  uint32_t cp;
  if (at >= text.len) return 0;
  ren_utf8_decode(text.ptr + at, text.len - at, &cp);
  return !ren_is_letter(cp) ? 0 : ren_is_upper(cp) ? 'U' : 'l';
}

size_t ren__letters_end(ren_str text, size_t at) {
  while (at < text.len) {
    uint32_t cp;
    size_t n = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (!ren_is_letter(cp) && !ren_is_mark(cp) && !(cp == '-' && ren__letter_at(text, at + 1))) break;
    at += n;
  }
  return at;
}

bool ren__names_month(ren_str word) {
  static const char *const months[] = {"januari", "februari", "mars",      "april",   "maj",      "juni",
                                       "juli",    "augusti",  "september", "oktober", "november", "december"};
  for (size_t i = 0; i < sizeof months / sizeof *months; i++)
    if (ren_str_eq(word, ren_str_of(months[i]))) return true;
  return false;
}

static bool is_iso_date(ren_str s) {
  if (s.len != 10) return false;
  for (size_t i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? s.ptr[i] != '-' : !ren__is_figure(s.ptr[i])) return false;
  return true;
}

static bool is_year(ren_str s) {
  return s.len == 4 && (memcmp(s.ptr, "19", 2) == 0 || memcmp(s.ptr, "20", 2) == 0) && ren__is_figure(s.ptr[2]) &&
         ren__is_figure(s.ptr[3]);
}

/* The month need not be spelt right: a day before it and a year behind it are enough. */
static bool day_and_month_before(ren_str text, size_t at) {
  ren__run month = ren__run_before(text, at), day = ren__run_before(text, month.from);
  uint32_t number;
  size_t letters = month.to - month.from;
  if (letters < 3 || letters > 10 || ren__letters_end(text, month.from) != month.to) return false;
  return day.to > day.from && ren__read_number(text, day.from, 2, &number) == day.to && number <= 31;
}

char ren__date_before(ren_str text, size_t at, bool *comma) {
  ren__run run = ren__run_before(text, at);
  *comma = run.to > run.from && (text.ptr[run.to - 1] == ',' || text.ptr[run.to - 1] == '.');
  if (*comma) run.to--;
  ren_str s = ren__run_str(text, run);
  if (s.len == 11 && s.ptr[0] == '(') s = (ren_str){s.ptr + 1, 10};
  if (is_iso_date(s)) return 'i';
  return is_year(s) && day_and_month_before(text, run.from) ? 't' : 0;
}

/* `Lindberg`, `Ek-Svan`, `O'Neill`; no capitals alone. */
static bool is_name(ren_str text, ren__run run) {
  if (ren__letter_at(text, run.from) != 'U') return false;
  size_t small = 0;
  for (size_t at = run.from; at < run.to;) {
    uint32_t cp;
    size_t n = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (!ren_is_letter(cp) && cp != '-' && cp != '\'' && cp != 0x2019) return false;
    small += ren_is_letter(cp) && !ren_is_upper(cp);
    at += n;
  }
  return small >= 1;
}

bool ren__name_before(ren_str text, size_t at) {
  ren__run last = ren__run_before(text, at);
  if (last.to == last.from || !is_name(text, last)) return false;
  ren__run first = ren__run_before(text, last.from);
  ren_str particle = ren__run_str(text, first);
  if (particle.len <= 3 && particle.len >= 2 && ren__letter_at(text, first.from) == 'l') /* `von`, `af` */
    first = ren__run_before(text, first.from);
  return first.to > first.from && is_name(text, first);
}
