/* signs_figure.c: letters read for figures where only figures can stand: `den I januari`,
 * `till I 640 kronor`, `I.` before `2.` in a list; and blanks and specks in diary numbers of a
 * registry that the text names often. Figures themselves are never changed.
 */
#include "correct/signs_inner.h"

#include "utf8.h"

#include <string.h>

static const char *const RULE = "figure-letter";

typedef enum sort { DAY, THOUSAND, NOUN, SENTENCE_I, LIST_LETTER, LIST_NUMBER, LIST_ROMAN, DIARY, DIARY_BROKEN } sort;

static void note(ren__signs_state *s, size_t at, size_t length, sort kind, const char *after) {
  ren__sighting found = {.offset = at, .length = length, .sort = (uint8_t)kind};
  ren__set_after(&found, after);
  ren__note_sighting(s, &s->figures, &found);
}

/* Three figures, and perhaps three more: `640 kronor`, `170 100 tkr`. */
static bool is_thousands(ren_str text, ren__run run) {
  uint32_t number = 0;
  size_t at = run.from;
  while (at < run.to && at < run.from + 3 && ren__is_figure(text.ptr[at])) number++, at++;
  return number == 3 && at == run.to;
}

static bool is_year(ren_str text, size_t at) {
  char first = ren__byte(text, at), second = ren__byte(text, at + 1);
  return ((first == '1' && second == '9') || (first == '2' && second == '0')) &&
         ren__is_figure(ren__byte(text, at + 2)) && ren__is_figure(ren__byte(text, at + 3)) &&
         !ren__is_figure(ren__byte(text, at + 4));
}

static bool is_unit(ren_str s) {
  static const char *const units[] = {"kronor", "kr", "tkr", "mnkr", "miljoner", "kr,", "kronor.", "kronor,", "tkr."};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (ren_str_eq(s, ren_str_of(units[i]))) return true;
  return false;
}

/* `till I 170 100`, `Beloppet I 640 kronor` */
static bool is_thousand(ren_str text, ren__run before, ren__run next) {
  if (!is_thousands(text, next) || ren__letters_end(text, before.from) != before.to) return false;
  return ren__letter_at(text, before.from) == 'l' || is_unit(ren__run_str(text, ren__run_after(text, next.to)));
}

/* A letter alone: `I`, `l` or `|`. */
void ren__see_figure(ren__signs_state *s, size_t at) {
  ren__run before = ren__run_before(s->text, at), next = ren__run_after(s->text, at + 1);
  if (before.to == before.from || next.to == next.from) return;
  char mark = s->text.ptr[at], behind = ren__byte(s->text, at + 1);
  ren_str word = ren__run_str(s->text, before);
  ren_str month = {s->text.ptr + next.from, ren__letters_end(s->text, next.from) - next.from};
  bool small = ren__letter_at(s->text, before.from) == 'l' && ren__letters_end(s->text, before.from) == before.to;
  bool den = ren_str_eq(word, REN_STR("den"));
  if ((den || ren_str_eq(word, REN_STR("med"))) && ren__names_month(month))
    note(s, at, 1, DAY, "1");
  else if (den && month.len >= 3 && month.len <= 10 && next.from + month.len == next.to &&
           is_year(s->text, next.to + 1))
    note(s, at, 1, DAY, "1");
  else if (mark == 'I' && behind == ' ' && is_thousand(s->text, before, next))
    note(s, at, 1, THOUSAND, "1");
  else if (mark == 'I' && small && word.len >= 5 && s->text.ptr[at - 1] == ' ' &&
           ren__letter_at(s->text, next.from) == 'l')
    note(s, at, 1, NOUN, "1");
  else if (mark == '|' && behind == ' ' && s->marks_lost && strchr(".?!", s->text.ptr[before.to - 1]) &&
           ren__letter_at(s->text, next.from) == 'l')
    note(s, at, 1, SENTENCE_I, "I");
}

/* `I.`, `l.`, `2.` at the start of a line. */
void ren__see_list_number(ren__signs_state *s, size_t line) {
  uint32_t number;
  char c = ren__byte(s->text, line);
  if (ren__is_figure(c)) {
    size_t end = ren__read_number(s->text, line, 2, &number);
    if (end == line || ren__byte(s->text, end) != '.' || ren__byte(s->text, end + 1) != ' ') return;
    ren__sighting found = {.offset = line, .number = number, .sort = LIST_NUMBER};
    ren__note_sighting(s, &s->figures, &found);
  } else if (c == 'I' || c == 'l' || c == '|') {
    if (ren__byte(s->text, line + 1) == 'I') note(s, line, 1, LIST_ROMAN, "");
    if (ren__byte(s->text, line + 1) == '.' && ren__byte(s->text, line + 2) == ' ' && ren__letter_at(s->text, line + 3))
      note(s, line, 1, LIST_LETTER, "1");
  }
}

/* ---- diary numbers ------------------------------------------------------- */

enum { REGISTRY_MAX = 6 };

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

static bool is_year_and_number(ren_str text, size_t at) {
  for (size_t i = 1; i <= 4; i++)
    if (!ren__is_figure(ren__byte(text, at + i))) return false;
  return ren__byte(text, at + 5) == '-' && ren__is_figure(ren__byte(text, at + 6)) &&
         ren__is_figure(ren__byte(text, at + 7)) && ren__is_figure(ren__byte(text, at + 8));
}

/* The hyphen before the year of `SLK-2025-00189`. */
void ren__see_diary_number(ren__signs_state *s, size_t at) {
  if (!is_year_and_number(s->text, at)) return;
  size_t from = at;
  char letters[REN_SIGN_TEXT_MAX + 1] = {0};
  while (from > 0 && at - from < REGISTRY_MAX && is_capital(s->text.ptr[from - 1])) from--;
  if (at - from >= 2 && (from == 0 || ren__is_blank(s->text.ptr[from - 1]))) {
    memcpy(letters, s->text.ptr + from, at - from);
    note(s, from, at - from, DIARY, letters);
    return;
  }
  /* capitals with blanks and specks between: as far as they go in the line */
  size_t n = 0, start = at;
  for (size_t back = at; back > 0 && at - back < 10 && n < REGISTRY_MAX; back--) {
    char c = s->text.ptr[back - 1];
    if (!is_capital(c) && !strchr(" .:'", c)) break;
    if (is_capital(c)) {
      letters[n++] = c;
      start = back - 1;
    }
  }
  for (size_t i = 0; i < n / 2; i++) {
    char c = letters[i];
    letters[i] = letters[n - 1 - i];
    letters[n - 1 - i] = c;
  }
  if (n >= 2 && (start == 0 || ren__is_blank(s->text.ptr[start - 1])))
    note(s, start, at - start, DIARY_BROKEN, letters);
}

/* ---- deciding ------------------------------------------------------------ */

enum { REGISTRIES = 16 };

/* Registries whose diary numbers the text has more than once. */
typedef struct registries {
  const char *letters[REGISTRIES];
  size_t times[REGISTRIES], count;
} registries;

static void count_registry(registries *r, const char *letters) {
  size_t i = 0;
  while (i < r->count && strcmp(r->letters[i], letters) != 0) i++;
  if (i == REGISTRIES) return;
  if (i == r->count) r->letters[r->count++] = letters;
  r->times[i]++;
}

static bool is_registry(const registries *r, const char *letters) {
  for (size_t i = 0; i < r->count; i++)
    if (strcmp(r->letters[i], letters) == 0) return r->times[i] >= 2;
  return false;
}

/* Whether 2 is the next number of the list, and there are no Roman numbers. */
static bool list_goes_on(const ren__signs_state *s, size_t i) {
  size_t next = i + 1;
  while (next < s->figures.count && s->figures.list[next].sort != LIST_NUMBER &&
         s->figures.list[next].sort != LIST_ROMAN && s->figures.list[next].sort != LIST_LETTER)
    next++;
  if (next == s->figures.count || s->figures.list[next].sort != LIST_NUMBER || s->figures.list[next].number != 2)
    return false;
  while (i > 0 && s->figures.list[i - 1].sort != LIST_NUMBER) i--; /* `1.` before is another reading */
  return i == 0 || s->figures.list[i - 1].number != 1;
}

/* Whether the noun before the letter has a figure nearby (`beslutspunkt 2`), and no Roman one. */
static bool has_figures(const ren__signs_state *s, size_t at) {
  enum { NEARBY = 8192 };
  ren__run noun = ren__run_before(s->text, at);
  size_t from = noun.from > NEARBY ? noun.from - NEARBY : 0;
  size_t left = s->text.len - noun.to < NEARBY ? s->text.len - from : noun.to + NEARBY - from;
  size_t n = noun.to - noun.from, figures = 0;
  for (const char *p = s->text.ptr + from, *end = p + left;
       (p = memmem(p, (size_t)(end - p), s->text.ptr + noun.from, n)); p += n) {
    size_t behind = (size_t)(p - s->text.ptr) + n;
    if (ren__byte(s->text, behind) != ' ') continue;
    char c = ren__byte(s->text, behind + 1), next = ren__byte(s->text, behind + 2);
    if ((c == 'I' || c == 'V') && (next == 'I' || next == 'V' || c == 'V')) return false;
    figures += c >= '1' && c <= '9' && !ren__is_figure(ren__byte(s->text, behind + 3));
  }
  return figures > 0;
}

void ren__decide_figures(ren__signs_state *s) {
  bool damaged = ren__shows_damage(s); /* `bilaga I` may be meant */
  registries r = {.count = 0};
  for (size_t i = 0; i < s->figures.count; i++)
    if (s->figures.list[i].sort == DIARY) count_registry(&r, s->figures.list[i].after);
  for (size_t i = 0; i < s->figures.count; i++) {
    const ren__sighting *f = &s->figures.list[i];
    float confidence = 0;
    switch ((sort)f->sort) {
    case DAY: confidence = 0.99f; break;
    case THOUSAND: confidence = 0.96f; break;
    case NOUN: confidence = damaged && has_figures(s, f->offset) ? 0.93f : 0; break;
    case SENTENCE_I: confidence = 0.93f; break;
    case LIST_LETTER: confidence = list_goes_on(s, i) ? 0.95f : 0; break;
    case DIARY_BROKEN: confidence = is_registry(&r, f->after) ? 0.95f : 0; break;
    default: break;
    }
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
}
