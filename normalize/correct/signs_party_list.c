/* signs_party_list.c: lists of parties: `från 5, V och MP`, `M, D. L och KD`, `M, D, Loch KD`,
 * `D, M, I och KDi kommunstyrelsen`. Parties that are read right on both sides, or two of them,
 * tell what the damaged one is.
 */
#include "correct/signs_inner.h"

#include <string.h>

static const char *const RULE = "party-letter";

typedef enum sort { ALONE, MEMBER, LETTER_L } sort;

/* The parties of Swedish parliaments, and the local ones that lists were seen with. */
bool ren__is_party(ren_str s) {
  static const char *const parties[] = {"S", "M", "SD", "C", "V", "KD", "MP", "L", "FP", "FI", "D", "NYD"};
  for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
    if (ren_str_eq(s, ren_str_of(parties[i]))) return true;
  return false;
}

static void note(ren__signs_state *s, size_t at, size_t length, sort kind, const char *after) {
  ren__sighting found = {.offset = at, .length = length, .sort = (uint8_t)kind};
  ren__set_after(&found, after);
  ren__note_sighting(s, &s->party_lists, &found);
}

/* A run as a party and the mark behind it ('\0': none). */
static ren_str party_of(ren_str text, ren__run run, char *mark) {
  ren_str s = ren__run_str(text, run);
  *mark = '\0';
  if (s.len && strchr(",.;:", s.ptr[s.len - 1])) *mark = s.ptr[--s.len];
  return s;
}

static bool is_party_run(ren_str text, ren__run run, char *mark) { return ren__is_party(party_of(text, run, mark)); }

static bool is_and(ren_str s) { return ren_str_eq(s, REN_STR("och")) || ren_str_eq(s, REN_STR("samt")); }

/* `från 5, V och MP`: a party follows, and a party or a word that lists begin with precedes. */
static void see_five(ren__signs_state *s, size_t at) {
  ren__run next = ren__run_after(s->text, at + 2), before = ren__run_before(s->text, at);
  ren_str word = ren__run_str(s->text, before);
  char mark, own;
  bool begins =
      ren_str_eq(word, REN_STR("från")) || ren_str_eq(word, REN_STR("för")) || ren_str_eq(word, REN_STR("av"));
  bool listed = is_party_run(s->text, before, &mark) && mark == ',';
  if (!is_party_run(s->text, next, &own) || !(begins || listed)) return;
  if (own == ',' || is_and(ren__run_str(s->text, ren__run_after(s->text, next.to)))) note(s, at, 1, ALONE, "S");
}

/* ---- walking along a list ------------------------------------------------ */

typedef struct walk {
  ren__run run;   /* the member */
  size_t parties; /* read right */
  size_t first;   /* sighting of this list */
  bool last;      /* behind `och` */
  bool over;
} walk;

/* `Loch`: a party and `och`. */
static bool take_and(ren__signs_state *s, walk *w, ren_str name) {
  char after[REN_SIGN_TEXT_MAX + 1] = {0}, mark;
  ren_str party = {name.ptr, name.len - 3};
  if (name.len < 4 || name.len > 6 || memcmp(name.ptr + party.len, "och", 3) != 0 || !ren__is_party(party))
    return false;
  if (!is_party_run(s->text, ren__run_after(s->text, w->run.to), &mark)) return false;
  memcpy(after, party.ptr, party.len);
  memcpy(after + party.len, " och", 4);
  note(s, w->run.from, name.len, MEMBER, after);
  w->last = true;
  w->parties++;
  return true;
}

/* `KDi kommunstyrelsen` */
static bool take_in(ren__signs_state *s, walk *w, ren_str name) {
  char after[REN_SIGN_TEXT_MAX + 1] = {0};
  ren_str party = {name.ptr, name.len - 1};
  if (name.len < 2 || name.len > 4 || name.ptr[party.len] != 'i' || !ren__is_party(party)) return false;
  if (ren__letter_at(s->text, ren__run_after(s->text, w->run.to).from) != 'l') return false;
  memcpy(after, party.ptr, party.len);
  memcpy(after + party.len, " i", 2);
  note(s, w->run.from, name.len, MEMBER, after);
  w->over = true;
  return true;
}

/* `LL`, and `I`, `l` or `1` for L */
static bool take_misread(ren__signs_state *s, walk *w, ren_str name) {
  char after[2] = {0};
  if (name.len == 2 && name.ptr[0] == name.ptr[1] && ren__is_party((ren_str){name.ptr, 1}))
    after[0] = name.ptr[0];
  else if (name.len == 1 && (name.ptr[0] == 'I' || name.ptr[0] == 'l' || name.ptr[0] == '1'))
    after[0] = 'L';
  else if (name.len == 1 && name.ptr[0] == 'i' && is_and(ren__run_str(s->text, ren__run_after(s->text, w->run.to))))
    after[0] = 'L';
  else
    return false;
  note(s, w->run.from, name.len, name.len == 1 ? LETTER_L : MEMBER, after);
  return true;
}

/* Whether the list goes on behind a member: over its comma, or what was read for one. */
static void step(ren__signs_state *s, walk *w, char mark) {
  ren__run next = ren__run_after(s->text, w->run.to);
  char behind;
  bool party = is_party_run(s->text, next, &behind);
  if (w->last || (mark != ',' && mark != '\0' && !party)) {
    w->over = true;
  } else if (mark == '.' || mark == ';') { /* `M, D. L och KD` */
    bool goes_on = behind == ',' || is_and(ren__run_str(s->text, ren__run_after(s->text, next.to)));
    w->over = !goes_on || w->parties < 2;
    if (!w->over) note(s, w->run.to - 1, 1, MEMBER, ",");
  } else if (mark == '\0') {
    w->last = is_and(ren__run_str(s->text, next));
    w->over = !w->last;
    if (w->last) next = ren__run_after(s->text, next.to);
  }
  w->run = next;
}

/* A list begins with the party before a comma. */
static void see_list(ren__signs_state *s, size_t comma) {
  enum { MEMBERS = 10 };
  char mark;
  walk w = {.run = ren__run_before(s->text, comma + 1), .first = s->party_lists.count};
  if (!is_party_run(s->text, w.run, &mark)) return;
  if (is_party_run(s->text, ren__run_before(s->text, w.run.from), &mark) && mark == ',') return; /* seen from there */
  for (size_t i = 0; i < MEMBERS && !w.over && w.run.to > w.run.from; i++) {
    ren_str name = party_of(s->text, w.run, &mark);
    bool and_taken = false;
    if (ren__is_party(name))
      w.parties++;
    else if (i > 0 && w.parties && take_and(s, &w, name))
      and_taken = true;
    else if (i == 0 || take_in(s, &w, name) || !take_misread(s, &w, name))
      break;
    if (and_taken)
      w.run = ren__run_after(s->text, w.run.to);
    else if (!w.over)
      step(s, &w, mark);
    if (and_taken) { /* one more, and the list is over */
      ren_str end = party_of(s->text, w.run, &mark);
      if (!ren__is_party(end)) take_in(s, &w, end);
      break;
    }
  }
  for (size_t i = w.first; i < s->party_lists.count; i++) s->party_lists.list[i].number = (uint32_t)w.parties;
}

/* `V,S och MP` */
static void see_glued(ren__signs_state *s, size_t comma) {
  ren__run before = ren__run_before(s->text, comma), next = ren__run_after(s->text, comma + 1);
  char mark;
  ren_str word = ren__run_str(s->text, ren__run_before(s->text, before.from));
  bool listed = is_party_run(s->text, ren__run_before(s->text, before.from), &mark) && mark == ',';
  bool goes_on = is_party_run(s->text, next, &mark) &&
                 (mark == ',' || is_and(ren__run_str(s->text, ren__run_after(s->text, next.to))));
  if (!ren__is_party(ren__run_str(s->text, before)) || !goes_on || !(listed || ren_str_eq(word, REN_STR("från"))))
    return;
  note(s, comma, 1, ALONE, ", ");
}

static bool ends_with(ren_str s, const char *tail) {
  size_t n = strlen(tail);
  return s.len >= n && memcmp(s.ptr + s.len - n, tail, n) == 0;
}

/* `från Mi kommunstyrelsen`, `från M och Di nämnden`: short lists, without a comma */
static void see_glued_i(ren__signs_state *s, size_t i) {
  ren__run run = ren__run_before(s->text, i + 1), before = ren__run_before(s->text, run.from);
  ren__run next = ren__run_after(s->text, i + 1);
  ren_str name = {s->text.ptr + run.from, i - run.from}, board = ren__run_str(s->text, next);
  char after[REN_SIGN_TEXT_MAX + 1] = {0}, mark;
  if (!ren__is_party(name) || ren__letter_at(s->text, next.from) != 'l') return;
  while (board.len && strchr(".,", board.ptr[board.len - 1])) board.len--;
  if (!ends_with(board, "styrelsen") && !ends_with(board, "nämnden") && !ends_with(board, "fullmäktige")) return;
  bool paired = is_and(ren__run_str(s->text, before)) &&
                is_party_run(s->text, ren__run_before(s->text, before.from), &mark) && mark == '\0';
  if (!paired && !ren_str_eq(ren__run_str(s->text, before), REN_STR("från"))) return;
  memcpy(after, name.ptr, name.len);
  memcpy(after + name.len, " i", 2);
  note(s, run.from, name.len + 1, ALONE, after);
}

void ren__see_party_list(ren__signs_state *s, size_t at) {
  char c = s->text.ptr[at];
  if (c == '5' || c == '8' || c == '$')
    see_five(s, at);
  else if (c == 'i')
    see_glued_i(s, at);
  else if (c != ',')
    return;
  else if (ren__is_blank(ren__byte(s->text, at + 1)))
    see_list(s, at);
  else
    see_glued(s, at);
}

void ren__decide_party_lists(ren__signs_state *s, size_t named) {
  for (size_t i = 0; i < s->party_lists.count; i++) {
    const ren__sighting *f = &s->party_lists.list[i];
    float confidence = 0.94f;
    if (f->sort == MEMBER) confidence = f->number >= 2 ? 0.95f : 0.6f;
    if (f->sort == LETTER_L) confidence = f->number >= 3 ? 0.985f : f->number == 2 && named >= 2 ? 0.93f : 0.6f;
    if (ren__swedish_at(s, f->offset)) ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
}
