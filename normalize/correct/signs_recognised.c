/* signs_recognised.c: what only recognised texts have wrong, and what only their pages tell: the
 * runs of such a text, one by one. Also dashes of ranges (`18.05—-14.15`) and names in small letters
 * (`ulla`) that the recogniser was of two minds about.
 */
#include "correct/signs_read.h"

#include "utf8.h"

#include <string.h>

/* ---- ranges --------------------------------------------------------------- */

static size_t dash_at(ren_str s, size_t at) {
  if (at + 3 <= s.len && memcmp(s.ptr + at, "\xE2\x80", 2) == 0 && (s.ptr[at + 2] == '\x93' || s.ptr[at + 2] == '\x94'))
    return 3;
  return at < s.len && s.ptr[at] == '-';
}

/* Two dashes, or a dash and a hyphen, between figures: one dash, read in two pieces. */
void ren__see_range(ren__signs_state *s, ren__run run) {
  ren_str word = ren__run_str(s->text, run);
  for (size_t at = 1; at < word.len; at++) {
    size_t first = dash_at(word, at), second = first ? dash_at(word, at + first) : 0;
    if (!second || first + second == 2 || !ren__is_figure(word.ptr[at - 1])) continue;
    if (!ren__is_figure(ren__byte(word, at + first + second))) continue;
    ren__sign_edit_add(s, run.from + at, first + second, "–", "dash", 0.95f);
    return;
  }
}

/* ---- names ---------------------------------------------------------------- */

/* The same letters, the first of them a capital. */
static bool is_capitalised(ren_str reading, ren_str word) {
  uint32_t a, b;
  if (!word.len || !reading.len) return false;
  size_t n = ren_utf8_decode(word.ptr, word.len, &a), m = ren_utf8_decode(reading.ptr, reading.len, &b);
  if (b == a || ren_to_lower(b) != a || reading.len - m != word.len - n) return false;
  return memcmp(word.ptr + n, reading.ptr + m, word.len - n) == 0;
}

/* A word of small letters whose capital was the recogniser's next thought. */
static bool was_capital(const ren__read *read) {
  size_t at = 0;
  for (int rank = 0; rank < 2; rank++)
    if (is_capitalised(ren__next_reading(read->word, &at), read->word->text)) return true;
  return false;
}

/* Whether a sentence ended before a place: a word of four letters and more and a full stop. */
static bool sentence_before(const ren__signs_state *s, size_t at) {
  ren__run before = ren__run_before(s->text, at);
  if (before.to + 1 != at || before.to - before.from < 5 || s->text.ptr[before.to - 1] != '.') return false;
  return ren__letters_end(s->text, before.from) == before.to - 1;
}

/* Letters that are the same large and small. */
static bool is_twin(char c) { return c != '\0' && strchr("cosuvwxz", c) != NULL; }

void ren__see_small_name(ren__signs_state *s, ren__run run, const ren__read *read) {
  unsigned char folded[REN_WORD_MAX + 1];
  ren_str word = {s->text.ptr + run.from, ren__letters_end(s->text, run.from) - run.from};
  if (ren__letter_at(s->text, run.from) != 'l' || word.len < 3 || run.from + word.len > run.to) return;
  if (!was_capital(read)) return;
  size_t n = ren__fold(word.ptr, word.len, folded);
  const ren__entry *entry = n ? ren__find(s->d->model, folded, n) : NULL;
  const unsigned proper = REN_WORD_NAME | REN_WORD_PLACE;
  bool name = entry && entry->flags & proper && !(entry->flags & REN_WORD_KNOWN);
  bool begins = is_twin(word.ptr[0]) && sentence_before(s, run.from);
  if (!name && !begins) return;
  uint32_t letter;
  char after[5] = {0};
  size_t length = ren_utf8_decode(word.ptr, word.len, &letter);
  ren_utf8_encode(ren_to_upper(letter), after);
  ren__sign_edit_add(s, run.from, length, after, "capital", 0.94f);
}

/* ---- all runs ------------------------------------------------------------- */

void ren__see_recognised(ren__signs_state *s) {
  if (!s->d->recognised) return;
  for (size_t at = 0; at < s->text.len && !s->failed;) {
    if (ren__is_blank(s->text.ptr[at])) {
      at++;
      continue;
    }
    ren__run run = {at, at};
    while (run.to < s->text.len && !ren__is_blank(s->text.ptr[run.to])) run.to++;
    ren__read read;
    ren__see_address(s, run);
    ren__see_range(s, run);
    if (ren__read_of(s, run, &read)) {
      ren__see_cell(s, run, &read);
      ren__see_small_name(s, run, &read);
    }
    at = run.to;
  }
}
