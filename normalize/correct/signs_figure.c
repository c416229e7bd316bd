/* signs_figure.c: letters read for figures where only figures can stand: `den I januari`,
 * `till I 640 kronor`, `I.` before `2.` in a list; and blanks and specks in diary numbers of a
 * registry that the text names often. Figures themselves are never changed.
 */
#include "correct/signs_inner.h"

#include "utf8.h"

#include <string.h>

static const char *const RULE = "figure-letter";

typedef enum sort { DAY, THOUSAND, LIST_LETTER, LIST_NUMBER, LIST_ROMAN, DIARY, DIARY_BROKEN } sort;

static void note(ren__signs_state *s, size_t at, size_t length, sort kind, const char *after) {
  ren__sighting found = {.offset = at, .length = length, .sort = (uint8_t)kind};
  memcpy(found.after, after, strnlen(after, REN_SIGN_TEXT_MAX));
  ren__note_sighting(s, &s->figures, &found);
}

/* Three figures, and perhaps three more: `640 kronor`, `170 100 tkr`. */
static bool is_thousands(ren_str text, ren__run run) {
  uint32_t number = 0;
  size_t at = run.from;
  while (at < run.to && at < run.from + 3 && ren__is_figure(text.ptr[at])) number++, at++;
  return number == 3 && at == run.to;
}

/* A letter alone: `I`, `l` or `|`. */
void ren__see_figure(ren__signs_state *s, size_t at) {
  ren__run before = ren__run_before(s->text, at), next = ren__run_after(s->text, at + 1);
  if (before.to == before.from || next.to == next.from) return;
  ren_str word = ren__run_str(s->text, before);
  if (ren_str_eq(word, REN_STR("den")) &&
      ren__is_month((ren_str){s->text.ptr + next.from, ren__letters_end(s->text, next.from) - next.from}))
    note(s, at, 1, DAY, "1");
  else if (s->text.ptr[at] == 'I' && ren__byte(s->text, at + 1) == ' ' && is_thousands(s->text, next) &&
           ren__letter_at(s->text, before.from) == 'l' && ren__letters_end(s->text, before.from) == before.to)
    note(s, at, 1, THOUSAND, "1");
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
    if (ren__byte(s->text, line + 1) == '.' && ren__byte(s->text, line + 2) == ' ' &&
        ren__letter_at(s->text, line + 3) == 'U')
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

static bool is_registry(const ren__signs_state *s, const char *letters) {
  size_t times = 0;
  for (size_t i = 0; i < s->figures.count; i++)
    times += s->figures.list[i].sort == DIARY && strcmp(s->figures.list[i].after, letters) == 0;
  return times >= 2;
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

void ren__decide_figures(ren__signs_state *s) {
  for (size_t i = 0; i < s->figures.count; i++) {
    const ren__sighting *f = &s->figures.list[i];
    float confidence = 0;
    switch ((sort)f->sort) {
    case DAY: confidence = 0.99f; break;
    case THOUSAND: confidence = 0.96f; break;
    case LIST_LETTER: confidence = list_goes_on(s, i) ? 0.95f : 0; break;
    case DIARY_BROKEN: confidence = is_registry(s, f->after) ? 0.95f : 0; break;
    default: break;
    }
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
}
