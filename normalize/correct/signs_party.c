/* signs_party.c: the letters of parties behind names: `(S)` read as `($)` or `(5)`, `(M)` as
 * `(M}`, `(D)` as `(DD)`.
 *
 * What the text writes behind other names in parentheses tells whether it names parties
 * there, and which; numbers behind names (footnotes, ages) speak against it.
 */
#include "correct/signs_inner.h"

#include <string.h>

static const char *const RULE = "party-letter";

typedef enum sort { WHOLE, DOLLAR, BRACKET, DOUBLED, FIVE, ROUND, ONE, NUMBER } sort;

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

static sort sort_of_figure(ren_str inside) {
  if (inside.len > 1) return NUMBER;
  switch (inside.ptr[0]) {
  case '5': return FIVE;
  case '3':
  case '6':
  case '8':
  case '9': return ROUND;
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
    found.number = (uint32_t)(inside.ptr[0] - '0');
    found.after[1] = found.sort == ONE ? 'L' : 'S';
  } else if (capitals && whole && inside.len == 2 && inside.ptr[0] == inside.ptr[1] &&
             ren__is_party((ren_str){inside.ptr, 1})) {
    found.sort = DOUBLED;
    found.after[1] = inside.ptr[0];
  } else if (capitals && (whole || ren__is_party(inside))) {
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
  if (!ren__is_party((ren_str){name, n}) || !ren__name_before(s->text, from)) return;
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

/* ---- deciding ------------------------------------------------------------ */

typedef struct habits {
  size_t named; /* names with a party */
  bool numbered;
} habits;

/* Footnotes are counted, and have other figures than those S looks like. */
static habits find_habits(const ren__sightings *seen) {
  habits h = {0, false};
  size_t fives = 0, figures = 0;
  bool found[10] = {false};
  for (size_t i = 0; i < seen->count; i++) {
    const ren__sighting *f = &seen->list[i];
    h.named += f->sort <= BRACKET;
    h.numbered = h.numbered || f->sort == NUMBER;
    fives += f->sort == FIVE;
    if (f->sort < FIVE || f->sort == NUMBER || found[f->number % 10]) continue;
    found[f->number % 10] = true;
    figures++;
  }
  h.numbered = h.numbered || figures >= 4;
  if (!h.numbered && h.named >= 2) h.named += fives;
  return h;
}

static float judge(const habits *h, const ren__sighting *f) {
  switch ((sort)f->sort) {
  case DOLLAR: return 0.98f;
  case BRACKET: return h->named >= 3 ? 0.97f : 0.85f;
  case DOUBLED: return h->named >= 3 ? 0.94f : 0.7f;
  case FIVE: return h->numbered ? 0 : h->named >= 2 ? 0.96f : 0.8f;
  case ROUND:
  case ONE: return h->numbered ? 0 : h->named >= 3 ? 0.93f : 0.6f;
  default: return 0;
  }
}

void ren__decide_parties(ren__signs_state *s) {
  habits h = find_habits(&s->parties);
  for (size_t i = 0; i < s->parties.count; i++) {
    const ren__sighting *f = &s->parties.list[i];
    float confidence = judge(&h, f);
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
  ren__decide_party_lists(s, h.named);
}
