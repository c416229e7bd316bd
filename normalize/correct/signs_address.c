/* signs_address.c: mail addresses of recognised texts: `@` read as another sign
 * (`anna.ekQvik.se`, `anna.ek Q vik.se`, `anna.ek(@vik.se`), blanks put in beside it, and the hyphen
 * of a line's end left in (`ang-elsta.se`).
 */
#include "correct/signs_read.h"

#include <string.h>

static const char *const RULE = "mail-address";

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

static bool is_address_byte(char c) { return is_small(c) || ren__is_figure(c) || c == '.' || c == '-' || c == '_'; }

static size_t address_bytes(ren_str s, size_t at) {
  size_t n = 0;
  while (at + n < s.len && is_address_byte(s.ptr[at + n])) n++;
  return n;
}

/* What follows the @: small letters, and an ending that countries or firms have. */
static bool is_domain(ren_str s) {
  static const char *const endings[] = {".se", ".nu", ".com", ".org", ".net", ".eu"};
  if (s.len < 5 || !is_small(s.ptr[0]) || address_bytes(s, 0) != s.len) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t n = strlen(endings[i]);
    if (s.len > n + 1 && memcmp(s.ptr + s.len - n, endings[i], n) == 0) return true;
  }
  return false;
}

/* `anna.ek`, `anna-lena.ek` */
static bool is_person(ren_str s) {
  size_t first = 0, marks = 0;
  if (address_bytes(s, 0) != s.len) return false;
  for (size_t i = 0; i < s.len; i++) {
    bool mark = !is_small(s.ptr[i]);
    if (mark && (first == 0 || i + 1 == s.len)) return false;
    if (mark && s.ptr[i] == '.') marks++;
    first += !mark;
  }
  return marks >= 1 && s.len >= 5;
}

/* What @ is read as: its bytes at `at`, 0 if nothing. */
static size_t sign_at(ren_str s, size_t at) {
  static const char *const signs[] = {"(@", "@)", "Q@", "Q)", "(Q", "GQ", "QQ", "Q", "&", "€",
                                      "©",  "®",  "@",  "G",  "C",  "O",  "8",  "ö", "("};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t n = strlen(signs[i]);
    if (at + n <= s.len && memcmp(s.ptr + at, signs[i], n) == 0) return n;
  }
  return 0;
}

static ren_str without_stop(ren_str s) {
  while (s.len && strchr(".,;:)", s.ptr[s.len - 1])) s.len--;
  return s;
}

static ren_str from_byte(ren_str s, size_t at) { return (ren_str){s.ptr + at, s.len - at}; }

/* `anna.ekQvik.se` in one run. */
static void see_within(ren__signs_state *s, ren__run run, ren_str word) {
  for (size_t at = 1; at < word.len; at++) {
    size_t sign = sign_at(word, at);
    if (!sign || !is_person((ren_str){word.ptr, at}) || !is_domain(from_byte(word, at + sign))) continue;
    if (sign == 1 && word.ptr[at] == '@') return;
    ren__sign_edit_add(s, run.from + at, sign, "@", RULE, 0.96f);
    return;
  }
}

/* Whether two runs follow each other in a line, or in a row of the page that was cut in two. */
static bool in_row(const ren__signs_state *s, ren__run a, ren__run b) {
  if (a.to == a.from) return false;
  if (a.to + 1 == b.from && s->text.ptr[a.to] == ' ') return true;
  ren_reading x, y;
  if (!ren_text_word(&x, s->d->text, a.from) || !ren_text_word(&y, s->d->text, b.from)) return false;
  const ren_placed_line *line = ren_text_line(s->d->text, a.from), *other = ren_text_line(s->d->text, b.from);
  if (!line || !other || line->page != other->page) return false;
  int64_t above = (int64_t)y.box.y - x.box.y;
  return y.box.x > x.box.x && above * 2 < x.box.h && -above * 2 < y.box.h;
}

/* `anna.ek Qvik.se`, `anna.ek @ vik.se`, `anna.ek@ vik.se`: the blanks go as well. */
static void see_parted(ren__signs_state *s, ren__run run, ren_str word) {
  ren__run before = ren__run_before(s->text, run.from);
  ren_str left = ren__run_str(s->text, before);
  size_t sign = sign_at(word, 0);
  if (!in_row(s, before, run)) return;
  if (sign && is_domain(from_byte(word, sign))) {
    if (is_person(left)) ren__sign_edit_add(s, before.to, run.from + sign - before.to, "@", RULE, 0.95f);
  } else if (is_domain(word) && left.ptr[left.len - 1] == '@' && is_person((ren_str){left.ptr, left.len - 1})) {
    ren__sign_edit_add(s, before.to, run.from - before.to, "", RULE, 0.95f);
  } else if (is_domain(word) && sign_at(left, 0) == left.len) {
    ren__run person = ren__run_before(s->text, before.from);
    if (in_row(s, person, run) && is_person(ren__run_str(s->text, person)))
      ren__sign_edit_add(s, person.to, run.from - person.to, "@", RULE, 0.95f);
  }
}

/* A first name that the lexicon has as nothing else. */
static bool is_first_name(const ren__signs_state *s, ren_str word) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t n = ren__fold(word.ptr, word.len, folded);
  const ren__entry *entry = n ? ren__find(s->d->model, folded, n) : NULL;
  return entry && entry->flags & REN_WORD_NAME && !(entry->flags & REN_WORD_KNOWN);
}

/* `anna. ek@vik.se` */
static void see_name_before(ren__signs_state *s, ren__run run, ren_str word) {
  const char *at = memchr(word.ptr, '@', word.len);
  ren__run before = ren__run_before(s->text, run.from);
  ren_str first = ren__run_str(s->text, before);
  bool surname = at && !memchr(word.ptr, '.', (size_t)(at - word.ptr)) && is_small(word.ptr[0]);
  if (!surname || before.to + 1 != run.from || first.len < 3 || first.ptr[first.len - 1] != '.') return;
  first.len--;
  for (size_t i = 0; i < first.len; i++)
    if (!is_small(first.ptr[i])) return;
  if (is_first_name(s, first)) ren__sign_edit_add(s, before.to, 1, "", RULE, 0.95f);
}

/* ---- hyphens of line ends -------------------------------------------------- */

enum { MOST = 500 }; /* addresses that are remembered */

static void see_hyphen(ren__signs_state *s, ren__run run, ren_str word) {
  const char *sign = memchr(word.ptr, '@', word.len);
  if (!sign || s->addresses.count >= MOST) return;
  ren__sighting found = {.offset = run.from, .length = word.len, .number = (uint32_t)(sign - word.ptr)};
  for (size_t i = 1; i + 1 < word.len; i++) {
    bool end = word.ptr[i] == '-' && ren__begins_read(s, run.from + i + 1);
    if (end) found.next_word = (uint32_t)i; /* where the line ended */
  }
  ren__note_sighting(s, &s->addresses, &found);
}

static bool is_name(const ren__signs_state *s, ren_str word) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t n = ren__fold(word.ptr, word.len, folded);
  return n && ren__find(s->d->model, folded, n);
}

/* The part between marks that ends or begins at a place. */
static ren_str part_at(ren_str word, size_t at, bool before) {
  size_t from = at, to = at;
  while (before && from > 0 && is_small(word.ptr[from - 1])) from--;
  while (!before && to < word.len && is_small(word.ptr[to])) to++;
  return (ren_str){word.ptr + from, to - from};
}

/* Whether the text has the domain written so (`at` bytes of it, then the rest) elsewhere. */
static bool has_domain(const ren__signs_state *s, const ren__sighting *self, ren_str left, ren_str right) {
  for (size_t i = 0; i < s->addresses.count; i++) {
    const ren__sighting *f = &s->addresses.list[i];
    ren_str domain = {s->text.ptr + f->offset + f->number + 1, f->length - f->number - 1};
    if (f == self || domain.len != left.len + right.len) continue;
    if (memcmp(domain.ptr, left.ptr, left.len) == 0 && memcmp(domain.ptr + left.len, right.ptr, right.len) == 0)
      return true;
  }
  return false;
}

/* A hyphen at a line's end belongs to the address if both halves are words, as in `dals-ed.se`
 * and `anna-karin`, unless the text has the address without it. */
static void decide_hyphen(ren__signs_state *s, const ren__sighting *f) {
  ren_str word = {s->text.ptr + f->offset, f->length};
  size_t at = f->next_word;
  ren_str left = part_at(word, at, true), right = part_at(word, at + 1, false);
  if (at > f->number) {
    ren_str before = {word.ptr + f->number + 1, at - f->number - 1}, with = {before.ptr, before.len + 1};
    ren_str after = from_byte(word, at + 1);
    if (has_domain(s, f, with, after)) return;
    if (!has_domain(s, f, before, after) && is_name(s, left) && is_name(s, right)) return;
  } else {
    char joined[REN_WORD_MAX];
    if (left.len + right.len >= sizeof joined) return;
    memcpy(joined, left.ptr, left.len);
    memcpy(joined + left.len, right.ptr, right.len);
    bool one = is_name(s, (ren_str){joined, left.len + right.len});
    if (!one && is_name(s, left) && is_name(s, right)) return;
  }
  ren__sign_edit_add(s, f->offset + at, 1, "", RULE, 0.93f);
}

void ren__see_address(ren__signs_state *s, ren__run run) {
  ren_str word = without_stop(ren__run_str(s->text, run));
  if (word.len < 5 || !memchr(word.ptr, '.', word.len)) return;
  see_within(s, run, word);
  see_parted(s, run, word);
  see_name_before(s, run, word);
  see_hyphen(s, run, word);
}

void ren__decide_addresses(ren__signs_state *s) {
  for (size_t i = 0; i < s->addresses.count; i++)
    if (s->addresses.list[i].next_word) decide_hyphen(s, &s->addresses.list[i]);
}
