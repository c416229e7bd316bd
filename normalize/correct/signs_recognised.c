/* signs_recognised.c: what only recognised texts have wrong, and what only their pages tell: the
 * runs of such a text, one by one. Also dashes of ranges (`18.05—-14.15`) and names in small letters
 * (`ulla`) that the recogniser was of two minds about.
 */
#include "correct/signs_read.h"

#include "utf8.h"

#include <string.h>

/* A word that is common, and no name. */
static bool is_common(const ren__signs_state *s, ren__run run) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t n = ren__fold(s->text.ptr + run.from, ren__letters_end(s->text, run.from) - run.from, folded);
  const ren__entry *entry = n ? ren__find(s->d->model, folded, n) : NULL;
  return entry && entry->flags & REN_WORD_KNOWN &&
         !(entry->flags & (REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_CAPITAL));
}

/* ---- ranges --------------------------------------------------------------- */

static size_t dash_at(ren_str s, size_t at) {
  if (at + 3 <= s.len && memcmp(s.ptr + at, "\xE2\x80", 2) == 0 && (s.ptr[at + 2] == '\x93' || s.ptr[at + 2] == '\x94'))
    return 3;
  return at < s.len && s.ptr[at] == '-';
}

/* Two dashes, or a dash and a hyphen, between figures: one dash, read in two pieces. */
static void see_range(ren__signs_state *s, ren__run run) {
  ren_str word = ren__run_str(s->text, run);
  for (size_t at = 1; at < word.len; at++) {
    size_t first = dash_at(word, at), second = first ? dash_at(word, at + first) : 0;
    if (!second || first + second == 2 || !ren__is_figure(word.ptr[at - 1])) continue;
    if (!ren__is_figure(ren__byte(word, at + first + second))) continue;
    ren__sign_edit_add(s, run.from + at, first + second, "–", "dash", 0.95f);
    return;
  }
}

/* ---- words on a stroke ----------------------------------------------------- */

static bool is_small_word(ren_str s) {
  static const char *const words[] = {"av",  "och", "att", "till", "för", "från", "som", "med", "en",
                                      "den", "ett", "det", "de",   "om",  "i",    "på",  "sig"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ren_str_eq(s, ren_str_of(words[i]))) return true;
  return false;
}

/* `och-en-av-dem-motsätter`: a stroke of a pen through the blanks of a line. */
static void see_stroke(ren__signs_state *s, ren__run run, const ren__read *read) {
  static const float DOUBTFUL = 0.85f;
  enum { HYPHENS = 3, SMALL = 2 };
  size_t hyphens = 0, small = 0;
  if (read->word.confidence >= DOUBTFUL) return;
  for (size_t at = run.from, from = run.from; at <= run.to; at++) {
    if (at < run.to && s->text.ptr[at] != '-') continue;
    small += is_small_word((ren_str){s->text.ptr + from, at - from});
    hyphens += at < run.to;
    from = at + 1;
  }
  if (hyphens < HYPHENS || small < SMALL) return;
  for (size_t at = run.from + 1; at < run.to; at++)
    if (s->text.ptr[at] == '-') ren__sign_edit_add(s, at, 1, " ", "stray-mark", 0.94f);
}

/* ---- stops ---------------------------------------------------------------- */

/* The same word with the other stop. */
static bool has_stop(ren_str reading, ren_str word, char stop) {
  return reading.len == word.len && memcmp(reading.ptr, word.ptr, word.len - 1) == 0 &&
         reading.ptr[word.len - 1] == stop;
}

/* `ovan, Nämnden` and `ovan. som`, where the recogniser's next thought was the other stop. */
static void see_stop(ren__signs_state *s, ren__run run, const ren__read *read) {
  enum { LONG = 5 }; /* bytes of a word that is no abbreviation */
  ren_str word = ren__run_str(s->text, run);
  size_t at = 0;
  char stop = word.ptr[word.len - 1], other = stop == ',' ? '.' : ',';
  if ((stop != ',' && stop != '.') || word.len <= LONG || ren__letters_end(s->text, run.from) + 1 != run.to) return;
  if (!has_stop(ren__next_reading(&read->word, &at), word, other)) return;
  ren__run next = ren__run_after(s->text, run.to);
  if (memchr(s->text.ptr + next.from, '@', next.to - next.from)) return;
  bool paragraph = next.from == next.to || next.from > run.to + 1;
  char letter = next.from < next.to ? ren__letter_at(s->text, next.from) : 0;
  if (stop == ',' ? letter != 'U' || paragraph : letter != 'l' || next.from != run.to + 1) return;
  if (stop == ',' && !is_common(s, next)) return;
  ren__sign_edit_add(s, run.to - 1, 1, stop == ',' ? "." : ",", "full-stop", 0.93f);
}

/* A stop that stands alone behind a word of its line: `67 % .` */
static void see_lone_stop(ren__signs_state *s, ren__run run) {
  ren_str word = ren__run_str(s->text, run);
  if (!(ren_str_eq(word, REN_STR(".")) || ren_str_eq(word, REN_STR(",")))) return;
  ren__run before = ren__run_before(s->text, run.from), next = ren__run_after(s->text, run.to);
  if (before.to == before.from || before.to + 1 != run.from || s->text.ptr[before.to] != ' ') return;
  char last = s->text.ptr[before.to - 1], letter = next.from < next.to ? ren__letter_at(s->text, next.from) : 'U';
  if (strchr(".,:;-", last) || letter != (word.ptr[0] == '.' ? 'U' : 'l')) return;
  ren__sign_edit_add(s, before.to, 1, "", "false-blank", 0.94f);
}

/* ---- lost blanks ----------------------------------------------------------- */

/* `attavsätta`: no word, but `att` and one. */
static bool is_att_and_word(const ren__signs_state *s, ren__run run) {
  enum { ATT = 3, LEAST = 4 };
  unsigned char folded[REN_WORD_MAX + 1];
  if (run.to - run.from < ATT + LEAST || memcmp(s->text.ptr + run.from, "att", ATT) != 0) return false;
  size_t end = ren__letters_end(s->text, run.from), n = ren__fold(s->text.ptr + run.from, end - run.from, folded);
  if (n < ATT + LEAST || ren__find(s->d->model, folded, n) || ren__compound_cost(s->d->model, folded, n) >= 0)
    return false;
  return is_common(s, (ren__run){run.from + ATT, run.to});
}

/* `2002Budget` */
static bool is_year_and_word(const ren__signs_state *s, ren__run run) {
  enum { YEAR = 4, LEAST = 4 };
  uint32_t number;
  if (run.to - run.from < YEAR + LEAST || ren__read_number(s->text, run.from, YEAR, &number) != run.from + YEAR)
    return false;
  if (number < 1900 || number > 2099 || ren__letter_at(s->text, run.from + YEAR) != 'U') return false;
  return ren__letters_end(s->text, run.from + YEAR) == run.to && is_common(s, (ren__run){run.from + YEAR, run.to});
}

static void see_lost_blank(ren__signs_state *s, ren__run run) {
  size_t at = is_att_and_word(s, run) ? run.from + 3 : is_year_and_word(s, run) ? run.from + 4 : 0;
  if (!at) return;
  char after[] = {s->text.ptr[at - 1], ' ', '\0'};
  ren__sign_edit_add(s, at - 1, 1, after, "missing-blank", 0.95f);
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
    if (is_capitalised(ren__next_reading(&read->word, &at), read->word.text)) return true;
  return false;
}

/* Whether a sentence ended before a place: a word of four letters and more and a full stop. Or a
 * paragraph of prose begins there. */
static bool sentence_before(const ren__signs_state *s, size_t at) {
  enum { PROSE = 60 };
  ren__run before = ren__run_before(s->text, at);
  if (at > 1 && s->text.ptr[at - 1] == '\n' && s->text.ptr[at - 2] == '\n') {
    const char *end = memchr(s->text.ptr + at, '\n', s->text.len - at);
    size_t stop = end ? (size_t)(end - s->text.ptr) : s->text.len;
    return stop - at >= PROSE && s->text.ptr[stop - 1] == '.' && !strchr(",:;-", s->text.ptr[before.to - 1]);
  }
  if (before.to + 1 != at || before.to - before.from < 5 || s->text.ptr[before.to - 1] != '.') return false;
  return ren__letters_end(s->text, before.from) == before.to - 1;
}

/* Letters that are the same large and small. */
static bool is_twin(char c) { return c != '\0' && strchr("cosuvwxz", c) != NULL; }

static void see_small_name(ren__signs_state *s, ren__run run, const ren__read *read) {
  unsigned char folded[REN_WORD_MAX + 1];
  ren_str word = {s->text.ptr + run.from, ren__letters_end(s->text, run.from) - run.from};
  if (ren__letter_at(s->text, run.from) != 'l' || word.len < 3 || run.from + word.len > run.to) return;
  if (run.from + word.len + 1 < run.to) return; /* no address, and nothing that more than a stop follows */
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
    see_range(s, run);
    see_lone_stop(s, run);
    if (ren__read_of(s, run, &read)) {
      ren__see_cell(s, run, &read);
      see_small_name(s, run, &read);
      see_stop(s, run, &read);
      see_stroke(s, run, &read);
      see_lost_blank(s, run);
      if (ren_str_eq(ren__run_str(s->text, run), REN_STR("Ii"))) ren__see_preposition(s, run);
    }
    at = run.to;
  }
}
