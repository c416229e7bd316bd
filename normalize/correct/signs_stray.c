/* signs_stray.c: specks of dirt and edges of pages read as `|`, `;`, `:`, `'` and the like, alone,
 * at words, between words, and full stops inside sentences. They are taken out only of texts
 * that have several.
 */
#include "correct/signs_inner.h"

#include "model/lexicon.h"

#include <string.h>

static const char *const RULE = "stray-mark";

typedef enum sort { EDGE, POINT, INNER_BAR, OPENING, DOUBLED, JOINED, LONE_LETTER, FULL_STOP } sort;

static bool is_mark(char c) { return c != '\0' && strchr("|;:'.,~_`", c) != NULL; }

/* Whether nothing but marks stands between a place and the line's end (or start). */
static bool only_marks(ren_str text, size_t at, bool forward) {
  while (forward ? at < text.len : at > 0) {
    char c = text.ptr[forward ? at : at - 1];
    if (c == '\n' || c == '\f') return true;
    if (c != ' ' && !is_mark(c)) return false;
    at = forward ? at + 1 : at - 1;
  }
  return true;
}

/* Marks that repeat are leaders and rules. */
static bool is_drawn(ren_str text, size_t at) {
  size_t from = at, to = at, same = 0;
  char c = text.ptr[at];
  while (from > 0 && at - from < 12 && (text.ptr[from - 1] == c || text.ptr[from - 1] == ' ')) from--;
  while (to < text.len && to - at < 12 && (text.ptr[to] == c || text.ptr[to] == ' ')) to++;
  for (size_t i = from; i < to; i++) same += text.ptr[i] == c;
  return same >= 3 && c != '|';
}

/* A run of marks alone, with the blank to the side of the text. */
static void see_alone(ren__signs_state *s, size_t at) {
  size_t end = at;
  while (is_mark(ren__byte(s->text, end))) end++;
  if (!ren__is_blank(ren__byte(s->text, end)) || end - at > 2 || is_drawn(s->text, at)) return;
  bool left = only_marks(s->text, at, false), right = only_marks(s->text, end, true);
  ren__sighting found = {.offset = at, .length = end - at, .sort = EDGE};
  /* `. Text` may be a list whose bullets were lost */
  if (s->text.ptr[at] == '.' || s->text.ptr[at] == '_') {
    if (left && !right && ren__letter_at(s->text, end + 1) != 'l') return;
    found.sort = POINT;
  }
  if (!left && !right) {
    if (s->text.ptr[at] != '|') return;
    found.sort = INNER_BAR;
  } else if (!left) {
    while (found.offset > 0 && s->text.ptr[found.offset - 1] == ' ') found.offset--;
    found.length = end - found.offset;
  } else if (!right) {
    while (ren__byte(s->text, found.offset + found.length) == ' ') found.length++;
  }
  ren__note_sighting(s, &s->strays, &found);
}

/* Whether a quotation that opens at `at` closes within its paragraph. */
static bool closes(ren_str text, size_t at) {
  char mark = text.ptr[at];
  for (size_t i = at + 1; i < text.len && i < at + 600; i++) {
    if (text.ptr[i] == mark || (text.ptr[i] == '\xE2' && ren__byte(text, i + 1) == '\x80')) return true;
    if (text.ptr[i] == '\n' && ren__byte(text, i + 1) == '\n' && mark == '\'') return false;
  }
  return false;
}

/* ---- full stops inside sentences ----------------------------------------- */

static const ren__place_of_word *word_at(const ren__document *d, size_t at) {
  size_t low = 0, high = d->item_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (d->items[mid].offset < at)
      low = mid + 1;
    else
      high = mid;
  }
  while (low < d->item_count && d->items[low].kind == REN_ITEM_BOUNDARY && d->items[low].offset <= at) low++;
  bool found = low < d->item_count && d->items[low].offset == at && d->items[low].kind == REN_ITEM_WORD;
  return found ? &d->items[low] : NULL;
}

static bool is_plain_word(const ren__document *d, ren__run run, size_t least) {
  const ren__place_of_word *word = word_at(d, run.from);
  if (!word || word->length != run.to - run.from) return false;
  const ren__type *type = &d->types[word->type];
  return type->plain && type->seen.casing == REN_CASE_LOWER && type->seen.length >= least;
}

/* Words that no sentence ends with and nothing is listed after. */
static bool is_small_word(ren_str s) {
  static const char *const words[] = {"av", "till", "för", "från", "och", "att", "den", "ett", "inom", "samt", "som"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ren_str_eq(s, ren_str_of(words[i]))) return true;
  return false;
}

/* `förslag. och`: a word too long for an abbreviation, and the sentence goes on. */
static void see_full_stop(ren__signs_state *s, size_t at) {
  enum { LONG = 6 };
  if (ren__letter_at(s->text, at + 2) != 'l' || ren__byte(s->text, at + 1) == '\f') return;
  size_t from = at;
  while (from > 0 && at - from < 64 && !ren__is_blank(s->text.ptr[from - 1])) from--;
  ren__run next = {at + 2, ren__letters_end(s->text, at + 2)};
  if (ren__letters_end(s->text, from) != at) return;
  bool small = is_small_word((ren_str){s->text.ptr + from, at - from});
  if (s->text.ptr[at] == ':' && !small) return;
  if ((!small && !is_plain_word(s->d, (ren__run){from, at}, LONG)) || !is_plain_word(s->d, next, 2)) return;
  ren__sighting found = {.offset = at, .length = 1, .sort = FULL_STOP};
  ren__note_sighting(s, &s->strays, &found);
}

/* `'word` that is not closed, `.word`, `:word`. */
static void see_opening(ren__signs_state *s, size_t at) {
  char c = s->text.ptr[at], letter = ren__letter_at(s->text, at + 1);
  bool line = at == 0 || s->text.ptr[at - 1] == '\n';
  if (c == '"' && (!line || letter != 'U')) return;
  if ((c == '"' || c == '\'') && closes(s->text, at)) return;
  if (c == ':' && at > 1 && ren__is_figure(s->text.ptr[at - 2])) return; /* `21 :a` */
  if (c == '.' && ren__is_figure(ren__byte(s->text, at + 1))) return;
  ren__sighting found = {.offset = at, .length = 1, .sort = OPENING};
  ren__note_sighting(s, &s->strays, &found);
}

void ren__see_stray(ren__signs_state *s, size_t at) {
  char c = s->text.ptr[at], next = ren__byte(s->text, at + 1);
  bool fresh = at == 0 || ren__is_blank(s->text.ptr[at - 1]);
  if (!fresh && c == ',' && (next == '.' || next == ';')) { /* `(M),.` */
    ren__sighting found = {.offset = at + 1, .length = 1, .sort = DOUBLED};
    if (ren__is_blank(ren__byte(s->text, at + 2))) ren__note_sighting(s, &s->strays, &found);
  } else if (!fresh) {
    see_full_stop(s, at);
  } else if (strchr("'\".:;,", c) && ren__letter_at(s->text, at + 1)) {
    see_opening(s, at);
  } else if (is_mark(c) && (is_mark(next) || ren__is_blank(next))) {
    see_alone(s, at);
  }
}

/* ---- words joined by a mark ---------------------------------------------- */

static bool is_known(const ren__signs_state *s, size_t from, size_t to) {
  unsigned char word[REN_WORD_MAX + 1];
  size_t n = ren__letter_at(s->text, from) == 'l' ? ren__fold(s->text.ptr + from, to - from, word) : 0;
  const ren__entry *entry = n ? ren__find(s->d->model, word, n) : NULL;
  return entry && ren__fits_casing(entry->flags, REN_CASE_LOWER);
}

/* No compound ends with these. */
static bool is_function_word(ren_str s) {
  static const char *const words[] = {"om", "som", "från", "av", "med", "att"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ren_str_eq(s, ren_str_of(words[i]))) return true;
  return false;
}

/* `uppdrag.om`, `i:enlighet`, `det'senaste`, `procent-från` */
void ren__see_joined(ren__signs_state *s, size_t at) {
  size_t from = at, to = at + 1, end;
  if (ren__letter_at(s->text, to) != 'l' || strchr("_~`;\"", s->text.ptr[at])) return;
  while (from > 0 && at - from < 64 && !ren__is_blank(s->text.ptr[from - 1])) from--;
  to = end = ren__letters_end(s->text, to);
  if (ren__byte(s->text, end) == ',') end++; /* a full stop may end an abbreviation: `utg.omr.` */
  if (!ren__is_blank(ren__byte(s->text, end)) || to - at - 1 < 2 || to - from < 7) return;
  if (ren__letters_end(s->text, from) < at || at == from) return;
  ren_str behind = {s->text.ptr + at + 1, to - at - 1};
  if (!is_known(s, from, at) || (s->text.ptr[at] == '-' ? !is_function_word(behind) : !is_known(s, at + 1, to))) return;
  ren__sighting found = {.offset = at, .length = 1, .sort = JOINED, .after = " "};
  ren__note_sighting(s, &s->strays, &found);
}

/* A small letter alone at the end of a line, behind a full stop or diary number, with nothing
 * that it could begin. */
void ren__see_line_end(ren__signs_state *s, size_t at) {
  if (at < 8 || s->text.ptr[at - 2] != ' ' || !strchr("ijlt", s->text.ptr[at - 1])) return;
  ren__run before = ren__run_before(s->text, at - 2);
  char next = ren__letter_at(s->text, at + 1), last = s->text.ptr[at - 3];
  if (next == 'l' || ren__byte(s->text, at + 1) == '(' || before.to != at - 2 || before.to - before.from < 6) return;
  bool sentence = (last == '.' || last == '?') && !memchr(s->text.ptr + before.from, '.', before.to - before.from - 1);
  bool number = ren__is_figure(last) && memchr(s->text.ptr + before.from, '-', before.to - before.from) &&
                ren__letter_at(s->text, before.from) == 'U';
  if (!sentence && !number) return;
  ren__sighting found = {.offset = at - 2, .length = 2, .sort = LONE_LETTER};
  ren__note_sighting(s, &s->strays, &found);
}

void ren__decide_strays(ren__signs_state *s) {
  size_t dirt = 0, bars = 0, joined = 0, words = (size_t)s->d->profile.words;
  char first = '\0', last;
  bool mixed = false; /* marks between words are of more than one kind: not the author's habit */
  for (size_t i = 0; i < s->strays.count; i++) {
    uint8_t kind = s->strays.list[i].sort;
    dirt += kind != POINT && kind != FULL_STOP && kind != INNER_BAR;
    bars += kind == INNER_BAR;
    if (kind != JOINED) continue;
    joined++;
    last = s->text.ptr[s->strays.list[i].offset];
    if (!first) first = last;
    mixed = mixed || last != first;
  }
  /* Several, and more than one in 150 words; bars inside lines are tables, or letters. */
  if (dirt < 3 || (dirt == joined && !mixed) || dirt * 150 <= words || bars >= 2 || s->marks_lost) return;
  for (size_t i = 0; i < s->strays.count; i++) {
    const ren__sighting *f = &s->strays.list[i];
    float confidence = f->sort == EDGE || f->sort == DOUBLED ? 0.95f : f->sort == INNER_BAR ? 0 : 0.92f;
    if (confidence > 0 && ren__swedish_at(s, f->offset))
      ren__sign_edit_add(s, f->offset, f->length, f->after, RULE, confidence);
  }
}
