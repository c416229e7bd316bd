/* signs_cells.c: figures of recognised tables: `51.6` in a column of `47,2`, `5§` and `s8` where
 * the recogniser thought of `56` and `58`, `%` read as `26` or `Yo` below other `%`, and `22107`
 * for `22 107`.
 *
 * Nothing is changed for its own sake: a column, the habit of the text or the width of the word
 * on the page has to say so.
 */
#include "correct/signs_read.h"

#include <stdlib.h>
#include <string.h>

typedef enum sort { NUMBER, GROUP, COMMA, POINT, MIXED, LONG, PER_CENT, SHAPED, FIGURES, PARTY, NO_PARTY } sort;

enum { MOST = 4000 }; /* places that are compared with one another */

static const float SURE = 0.9f; /* confidence of a reading that is left as it is */

/* ---- kinds of runs -------------------------------------------------------- */

static size_t figures_from(ren_str s, size_t at) {
  size_t n = 0;
  while (at + n < s.len && ren__is_figure(s.ptr[at + n])) n++;
  return n;
}

/* `47,2` or `47.2` */
static bool is_decimal(ren_str s, char mark) {
  size_t whole = figures_from(s, 0);
  return whole >= 1 && whole <= 3 && whole + 2 == s.len && s.ptr[whole] == mark && ren__is_figure(s.ptr[whole + 1]);
}

/* A number, perhaps with decimals. */
static bool is_number(ren_str s) {
  size_t whole = figures_from(s, 0);
  return whole >= 1 && (whole == s.len || is_decimal(s, ','));
}

/* What is read for a per cent sign: its rings and stroke as letters and signs, or as figures. */
static bool is_shaped_so(ren_str s) {
  static const char *const shapes[] = {"Yo",  "yo", "eo",  "Jo",  "9o",  "2o", "0o", "o/o", "°/o",
                                       "?/o", "o/", "”/o", "”o",  "\"o", "9»", "2»", "9§",  "9/",
                                       "?/",  "Jc", "9c",  "9Jc", "Vo",  "”/", "%o", "%)",  "9%"};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (ren_str_eq(s, ren_str_of(shapes[i]))) return true;
  return false;
}

static bool is_figured_so(ren_str s) {
  static const char *const shapes[] = {"20", "26", "46", "90", "96", "6", "0", "o", "e", "2", "9", "PP"};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (ren_str_eq(s, ren_str_of(shapes[i]))) return true;
  return false;
}

/* A letter or sign among figures. */
static bool is_mixed(ren_str s) {
  size_t figures = 0;
  for (size_t i = 0; i < s.len; i++) figures += ren__is_figure(s.ptr[i]);
  bool numbered = s.len == figures + 1 && s.ptr[s.len - 1] >= 'a' && s.ptr[s.len - 1] <= 'd'; /* 3b */
  return figures > 0 && figures < s.len && s.len <= 6 && !numbered && !is_number(s) && !memchr(s.ptr, '-', s.len) &&
         !memchr(s.ptr, '/', s.len) && !memchr(s.ptr, '.', s.len) && !memchr(s.ptr, '%', s.len);
}

/* ---- seeing --------------------------------------------------------------- */

static void note(ren__signs_state *s, ren__run run, sort kind, const char *after) {
  if (s->cells.count >= MOST) return;
  ren__sighting found = {.offset = run.from, .length = run.to - run.from, .sort = (uint8_t)kind};
  ren__set_after(&found, after);
  ren__note_sighting(s, &s->cells, &found);
}

/* The first of the alternatives that is a number. */
static bool number_read(const ren_word *word, char after[REN_SIGN_TEXT_MAX + 1]) {
  for (size_t at = 0; at < word->alternatives.len;) {
    ren_str reading = ren__next_reading(word, &at);
    if (!is_number(reading) || reading.len > REN_SIGN_TEXT_MAX) continue;
    memcpy(after, reading.ptr, reading.len);
    after[reading.len] = '\0';
    return true;
  }
  return false;
}

static void see_mixed(ren__signs_state *s, ren__run run, const ren__read *read) {
  char after[REN_SIGN_TEXT_MAX + 1];
  if (read->line->role != REN_ROLE_TABLE || read->word->confidence >= SURE) return;
  if (number_read(read->word, after)) note(s, run, MIXED, after);
}

/* `%`, or what may be one, behind a number with a decimal. */
static bool see_per_cent(ren__signs_state *s, ren__run run, ren_str word) {
  ren__run before = ren__run_before(s->text, run.from);
  ren_str number = ren__run_str(s->text, before);
  bool decimal = is_decimal(number, ',') || is_decimal(number, '.');
  if (before.to + 1 != run.from || !(decimal || is_number(number))) return false;
  while (word.len > 1 && strchr(".,;", word.ptr[word.len - 1])) word.len--;
  run.to = run.from + word.len;
  if (ren_str_eq(word, REN_STR("%")))
    note(s, run, PER_CENT, "");
  else if (is_shaped_so(word))
    note(s, run, SHAPED, "%");
  else if (decimal && is_figured_so(word))
    note(s, run, FIGURES, "%");
  else
    return false;
  return true;
}

/* A party alone in its cell, or what the recogniser took for another sign while it thought of one. */
static void see_party(ren__signs_state *s, ren__run run, const ren__read *read) {
  ren_str word = ren__run_str(s->text, run);
  char after[3] = {0};
  if (ren__is_party(word)) {
    note(s, run, PARTY, "");
    return;
  }
  size_t at = 0;
  for (int rank = 0; rank < 2 && read->word->alternatives.len > at; rank++) {
    ren_str reading = ren__next_reading(read->word, &at);
    if (ren_str_eq(reading, REN_STR("LL")) && word.len == 2 && word.ptr[1] == 'L') reading.len = 1; /* `IL`, `EL` */
    if (!ren__is_party(reading) || reading.len > 2) continue;
    memcpy(after, reading.ptr, reading.len);
    note(s, run, NO_PARTY, after);
    return;
  }
}

void ren__see_cell(ren__signs_state *s, ren__run run, const ren__read *read) {
  ren_str word = ren__run_str(s->text, run);
  size_t figures = figures_from(word, 0);
  if (see_per_cent(s, run, word)) return;
  if (word.len <= 3 && read->line->role == REN_ROLE_TABLE && read->word->confidence < SURE)
    see_party(s, run, read);
  else if (word.len <= 2 && ren__is_party(word))
    note(s, run, PARTY, "");
  if (figures == word.len && figures >= 2 && figures <= 3) {
    ren__run before = ren__run_before(s->text, run.from);
    size_t left = figures_from(ren__run_str(s->text, before), 0);
    bool grouped =
        figures == 3 && left >= 1 && left <= 3 && left == before.to - before.from && before.to + 1 == run.from;
    note(s, run, grouped ? GROUP : NUMBER, "");
  } else if (figures == word.len && figures >= 4 && figures <= 6) {
    note(s, run, LONG, "");
  } else if (is_decimal(word, ',')) {
    note(s, run, COMMA, "");
  } else if (is_decimal(word, '.')) {
    note(s, run, POINT, "");
  } else if (is_mixed(word)) {
    see_mixed(s, run, read);
  }
}

/* ---- deciding ------------------------------------------------------------- */

static ren__run run_of(const ren__sighting *f) { return (ren__run){f->offset, f->offset + f->length}; }

static size_t count_of(const ren__signs_state *s, sort kind) {
  size_t count = 0;
  for (size_t i = 0; i < s->cells.count; i++) count += s->cells.list[i].sort == kind;
  return count;
}

/* How many of a kind stand in the column of a place. */
static size_t count_in_column(const ren__signs_state *s, const ren__sighting *f, sort kind) {
  ren__read here, there;
  size_t count = 0;
  here.word = ren_text_word(s->d->text, f->offset);
  here.line = ren_text_line(s->d->text, f->offset, &here.page);
  if (!here.word || !here.line) return 0;
  for (size_t i = 0; i < s->cells.count; i++) {
    const ren__sighting *other = &s->cells.list[i];
    if (other->sort != kind || other == f) continue;
    there.word = ren_text_word(s->d->text, other->offset);
    there.line = ren_text_line(s->d->text, other->offset, &there.page);
    count += there.word && there.line && ren__same_column(&here, &there);
  }
  return count;
}

static bool is_unit_behind(const ren__signs_state *s, const ren__sighting *f) {
  static const char *const units[] = {"%", "procent", "miljoner", "miljarder", "mnkr", "mkr"};
  ren__run next = ren__run_after(s->text, f->offset + f->length);
  ren_str word = ren__run_str(s->text, next);
  while (word.len > 1 && strchr(".,;", word.ptr[word.len - 1])) word.len--;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (ren_str_eq(word, ren_str_of(units[i]))) return true;
  return is_shaped_so(word);
}

/* ---- the width of numbers ------------------------------------------------- */

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

enum { SAMPLES = 64 };

/* How far apart the figures of short numbers of this page and size stand; 0: unknown. */
static float figure_width(const ren__signs_state *s, const ren__read *like) {
  static const float BEARING = 0.15f; /* white at the ends of a number, that boxes leave out */
  float widths[SAMPLES];
  size_t count = 0;
  for (size_t i = 0; i < s->cells.count && count < SAMPLES; i++) {
    const ren__sighting *f = &s->cells.list[i];
    ren__read read;
    if ((f->sort != NUMBER && f->sort != GROUP) || !ren__read_of(s, run_of(f), &read) || read.page != like->page)
      continue;
    if (read.line->size < 0.8f * like->line->size || read.line->size > 1.25f * like->line->size) continue;
    widths[count++] = (float)read.word->box.w / ((float)f->length - BEARING);
  }
  if (count < 3) return 0;
  qsort(widths, count, sizeof *widths, by_size);
  return widths[count / 2];
}

static bool is_year(ren_str s) { return s.len == 4 && (memcmp(s.ptr, "19", 2) == 0 || memcmp(s.ptr, "20", 2) == 0); }

/* `22107` that is wide enough for `22 107`, where other numbers have such blanks. */
static void decide_long(ren__signs_state *s, const ren__sighting *f) {
  static const float BEARING = 0.15f, ONE = 0.13f; /* more white beside a 1 */
  static const float TABLE = 0.12f, PROSE = 0.25f;
  ren__run run = run_of(f);
  ren_str word = ren__run_str(s->text, run);
  ren__read read;
  if (!ren__read_of(s, run, &read)) return;
  float width = figure_width(s, &read);
  if (width <= 0) return;
  float ends = (word.ptr[0] == '1' ? ONE : 0) + (word.ptr[word.len - 1] == '1' ? ONE : 0);
  float excess = (float)read.word->box.w / width - ((float)word.len - BEARING - ends);
  bool table = read.line->role == REN_ROLE_TABLE;
  if (is_year(word) && (!table || excess < PROSE)) return;
  if (excess < (table ? TABLE : PROSE) || excess > 1.5f) return;
  char after[] = {word.ptr[word.len - 4], ' ', '\0'};
  ren__sign_edit_add(s, run.to - 4, 1, after, "lost-blank", 0.95f);
}

void ren__decide_cells(ren__signs_state *s) {
  size_t commas = count_of(s, COMMA), points = count_of(s, POINT), groups = count_of(s, GROUP);
  size_t per_cent = count_of(s, PER_CENT), shaped = count_of(s, SHAPED);
  bool comma_habit = commas >= 3 && commas >= 2 * points;
  for (size_t i = 0; i < s->cells.count; i++) {
    const ren__sighting *f = &s->cells.list[i];
    size_t at = f->offset;
    switch ((sort)f->sort) {
    case POINT:
      if (comma_habit && (is_unit_behind(s, f) || count_in_column(s, f, COMMA) >= 2))
        ren__sign_edit_add(s, at + f->length - 2, 1, ",", "decimal-comma", 0.95f);
      break;
    case MIXED: ren__sign_edit_add(s, at, f->length, f->after, "table-figure", 0.93f); break;
    case LONG:
      if (groups >= 2) decide_long(s, f);
      break;
    case SHAPED: ren__sign_edit_add(s, at, f->length, f->after, "per-cent", 0.95f); break;
    case FIGURES:
      if (per_cent + shaped >= 2 && count_in_column(s, f, PER_CENT) + count_in_column(s, f, SHAPED) >= 2)
        ren__sign_edit_add(s, at, f->length, f->after, "per-cent", 0.93f);
      break;
    case NO_PARTY:
      if (count_in_column(s, f, PARTY) >= 3) ren__sign_edit_add(s, at, f->length, f->after, "party-letter", 0.94f);
      break;
    default: break;
    }
  }
}
