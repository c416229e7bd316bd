/* signs_party.c: the letters of parties behind names: `(S)` read as `($)` or `(5)`, `(M)` as
 * `(M}`, and in lists of parties: `från 5, V och MP`, `M, D och KDi kommunstyrelsen`.
 *
 * What the text writes behind other names in parentheses tells whether it names parties
 * there, and which; numbers behind names (footnotes, ages) speak against it.
 */
#include "correct/signs_inner.h"

#include <string.h>

static const char *const RULE = "party-letter";

typedef enum sort { WHOLE, DOLLAR, BRACKET, FIVE, EIGHT, ONE, NUMBER, LIST, GLUED_I } sort;

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* The parties of Swedish parliaments, and some local ones by their shape; one or two capitals. */
static bool is_party(ren_str s) {
  static const char *const parties[] = {"S", "M", "SD", "C", "V", "KD", "MP", "L", "FP", "FI", "D", "NYD"};
  for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
    if (ren_str_eq(s, ren_str_of(parties[i]))) return true;
  return false;
}

static sort sort_of_figure(ren_str inside) {
  if (inside.len > 1) return NUMBER;
  switch (inside.ptr[0]) {
  case '5': return FIVE;
  case '8': return EIGHT;
  case '1': return ONE;
  default: return NUMBER;
  }
}

/* What stands in the parenthesis, without specks. */
static ren_str inside_of(ren_str text, size_t from, size_t to) {
  while (from < to && strchr("'.,:*", text.ptr[from])) from++;
  while (from < to && strchr("'.,:*", text.ptr[to - 1])) to--;
  return (ren_str){text.ptr + from, to - from};
}

static bool is_speck(char c) { return strchr("-.,:;'*~_", c) != NULL; }

/* `(V)` at `open`, whatever brackets and specks it has got. */
static void see_parenthesis(ren__signs_state *s, size_t open) {
  size_t close = open + 1, start = open;
  while (close < open + 6 && !strchr(")}>]\n ", ren__byte(s->text, close))) close++;
  char closing = ren__byte(s->text, close);
  if (close == open + 1 || !strchr(")}>]", closing)) return;
  if (start > 1 && is_speck(s->text.ptr[start - 1]) && s->text.ptr[start - 2] == ' ') start--;
  if (start == 0 || !ren__is_blank(s->text.ptr[start - 1]) || !ren__name_before(s->text, start)) return;
  ren_str inside = inside_of(s->text, open + 1, close);
  ren__sighting found = {.offset = start, .length = close + 1 - start, .sort = BRACKET};
  if (inside.len == 0 || inside.len > 3) return;
  bool figures = true, capitals = true;
  for (size_t i = 0; i < inside.len; i++) {
    figures = figures && ren__is_figure(inside.ptr[i]);
    capitals = capitals && is_capital(inside.ptr[i]);
  }
  bool whole = s->text.ptr[open] == '(' && closing == ')' && start == open && inside.len == close - open - 1;
  found.after[0] = '(';
  if (inside.len == 1 && inside.ptr[0] == '$') {
    found.sort = DOLLAR;
    found.after[1] = 'S';
  } else if (figures) {
    if (s->text.ptr[open] != '(' || closing != ')') return;
    found.sort = (uint8_t)sort_of_figure(inside);
    found.after[1] = found.sort == ONE ? 'L' : 'S';
  } else if (capitals && (whole || is_party(inside))) {
    found.sort = whole ? WHOLE : BRACKET;
    memcpy(found.after + 1, inside.ptr, inside.len);
  } else {
    return;
  }
  found.after[strlen(found.after)] = ')';
  ren__note_sighting(s, &s->parties, &found);
}

/* `Anna Ek v)`, `Anna Ek V)` */
static void see_missing_bracket(ren__signs_state *s, size_t close) {
  size_t from = close;
  while (from > 0 && close - from < 3 && !ren__is_blank(s->text.ptr[from - 1])) from--;
  char name[3] = {0};
  size_t n = close - from;
  if (n == 0 || n > 2 || from == 0 || s->text.ptr[from - 1] != ' ') return;
  for (size_t i = 0; i < n; i++) name[i] = (char)(s->text.ptr[from + i] & ~0x20);
  if (!is_party((ren_str){name, n}) || !ren__name_before(s->text, from)) return;
  ren__sighting found = {.offset = from, .length = n + 1, .sort = BRACKET, .after = "("};
  memcpy(found.after + 1, name, n);
  found.after[1 + n] = ')';
  ren__note_sighting(s, &s->parties, &found);
}

void ren__see_party(ren__signs_state *s, size_t at) {
  if (s->text.ptr[at] != ')')
    see_parenthesis(s, at);
  else
    see_missing_bracket(s, at);
}

/* ---- lists of parties ---------------------------------------------------- */

static bool is_party_run(ren_str text, ren__run run) {
  ren_str s = ren__run_str(text, run);
  if (s.len && (s.ptr[s.len - 1] == ',' || s.ptr[s.len - 1] == '.')) s.len--;
  return is_party(s);
}

static bool ends_with_comma(ren_str text, ren__run run) { return run.to > run.from && text.ptr[run.to - 1] == ','; }

static bool is_and(ren_str s) { return ren_str_eq(s, REN_STR("och")) || ren_str_eq(s, REN_STR("samt")); }

/* `från 5, V och MP`: a party follows, and a party or a word that lists begin with precedes. */
static void see_five(ren__signs_state *s, size_t at) {
  ren__run next = ren__run_after(s->text, at + 2), before = ren__run_before(s->text, at);
  ren_str word = ren__run_str(s->text, before);
  bool begins =
      ren_str_eq(word, REN_STR("från")) || ren_str_eq(word, REN_STR("för")) || ren_str_eq(word, REN_STR("av"));
  bool listed = is_party_run(s->text, before) && ends_with_comma(s->text, before);
  bool goes_on = ends_with_comma(s->text, next) || is_and(ren__run_str(s->text, ren__run_after(s->text, next.to)));
  if (!is_party_run(s->text, next) || !goes_on || !(begins || listed)) return;
  ren__sighting found = {.offset = at, .length = 1, .sort = LIST, .after = "S"};
  ren__note_sighting(s, &s->parties, &found);
}

/* `M, D och KDi kommunstyrelsen` */
static void see_glued_i(ren__signs_state *s, size_t i) {
  ren__run run = ren__run_before(s->text, i + 1);
  ren_str name = {s->text.ptr + run.from, i - run.from};
  ren__run before = ren__run_before(s->text, run.from), next = ren__run_after(s->text, i + 1);
  if (!is_party(name) || ren__letter_at(s->text, next.from) != 'l') return;
  if (is_and(ren__run_str(s->text, before)))
    before = ren__run_before(s->text, before.from);
  else if (!ends_with_comma(s->text, before))
    return;
  if (!is_party_run(s->text, before)) return;
  ren__sighting found = {.offset = run.from, .length = name.len + 1, .sort = GLUED_I};
  memcpy(found.after, name.ptr, name.len);
  strcpy(found.after + name.len, " i");
  ren__note_sighting(s, &s->parties, &found);
}

void ren__see_party_list(ren__signs_state *s, size_t at) {
  switch (s->text.ptr[at]) {
  case 'i': see_glued_i(s, at); break;
  case '5':
  case '8':
  case '$': see_five(s, at); break;
  default: break;
  }
}

/* ---- deciding ------------------------------------------------------------ */

void ren__decide_parties(ren__signs_state *s) {
  size_t named = 0, numbered = 0;
  for (size_t i = 0; i < s->parties.count; i++) {
    named += s->parties.list[i].sort <= BRACKET;
    numbered += s->parties.list[i].sort == NUMBER;
  }
  for (size_t i = 0; i < s->parties.count; i++) {
    const ren__sighting *f = &s->parties.list[i];
    float confidence = 0;
    switch ((sort)f->sort) {
    case DOLLAR: confidence = 0.98f; break;
    case BRACKET: confidence = named >= 3 ? 0.97f : 0.85f; break;
    case FIVE: confidence = numbered ? 0 : named >= 2 ? 0.96f : 0.8f; break;
    case EIGHT:
    case ONE: confidence = numbered ? 0 : named >= 3 ? 0.93f : 0.6f; break;
    case LIST: confidence = 0.94f; break;
    case GLUED_I: confidence = 0.96f; break;
    default: break;
    }
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
}
