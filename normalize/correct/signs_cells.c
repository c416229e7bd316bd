/* signs_cells.c: figures of recognised tables: `51.6` in a column of `47,2`, `5§` and `s8` where
 * the recogniser thought of `56` and `58`, `%` read as `26` or `Yo` below other `%`, and `22107`
 * for `22 107`.
 *
 * Nothing is changed for its own sake: a column, the habit of the text or the width of the word
 * on the page has to say so.
 */
#include "correct/signs_read.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

typedef enum sort {
  NUMBER,
  GROUP,
  COMMA,
  POINT,
  SURE_POINT,
  MIXED,
  LONG,
  PER_CENT,
  SHAPED,
  FIGURES,
  PARTY,
  CROSS,
  NO_PARTY,
  KINDS
} sort;

static const float SURE = 0.9f;     /* confidence of a reading that is left as it is */
static const float DOUBTED = 0.95f; /* of one that makes no sense */

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

/* What is read for a per cent sign: its rings and stroke as letters and signs. */
static bool is_shaped_so(ren_str s) {
  static const char *const whole[] = {"o/o", "°/o", "?/o", "o/", "”/o", "9»", "2»", "9§",
                                      "9/",  "?/",  "”/",  "%o", "%)",  "9%", "Ice"};
  static const char *const fronts[] = {"Y", "J",  "I", "F", "P", "T", "V",  "9",  "2",  "0",  "7",
                                       "”", "\"", "°", "?", "e", "y", "9Y", "9I", "9J", "2Y", "99"};
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (ren_str_eq(s, ren_str_of(whole[i]))) return true;
  if (s.len < 2 || !(s.ptr[s.len - 1] == 'o' || s.ptr[s.len - 1] == 'c')) return false;
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
    if (ren_str_eq((ren_str){s.ptr, s.len - 1}, ren_str_of(fronts[i]))) return true;
  return false;
}

/* Or as figures, or a ring of it alone. */
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
  ren__sighting found = {.offset = run.from, .length = run.to - run.from, .sort = (uint8_t)kind};
  ren__set_after(&found, after);
  ren__note_sighting(s, &s->cells, &found);
}

/* The first of the alternatives that is a number. */
static bool number_read(const ren_reading *word, char after[REN_SIGN_TEXT_MAX + 1]) {
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
  if (read->line->role != REN_ROLE_TABLE || read->word.confidence >= SURE) return;
  if (number_read(&read->word, after)) note(s, run, MIXED, after);
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

/* Whether the next best reading has a comma for the point. */
static bool thinks_of_comma(const ren_reading *word) {
  size_t at = 0;
  ren_str reading = ren__next_reading(word, &at);
  if (!is_decimal(reading, ',') || reading.len != word->text.len) return false;
  for (size_t i = 0; i < reading.len; i++)
    if (reading.ptr[i] != word->text.ptr[i] && reading.ptr[i] != ',') return false;
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
  if (ren_str_eq(word, REN_STR("X")) || ren_str_eq(word, REN_STR("Xx"))) {
    note(s, run, CROSS, "");
    return;
  }
  size_t at = 0;
  if (read->word.confidence >= SURE) return;
  for (int rank = 0; rank < 2 && read->word.alternatives.len > at; rank++) {
    ren_str reading = ren__next_reading(&read->word, &at);
    if (ren_str_eq(reading, REN_STR("LL")) && word.len == 2 && word.ptr[1] == 'L') reading.len = 1; /* `IL`, `EL` */
    bool cross = ren_str_eq(reading, REN_STR("X"));
    if (!(cross || ren__is_party(reading)) || reading.len > 2) continue;
    memcpy(after, reading.ptr, reading.len);
    note(s, run, NO_PARTY, after);
    return;
  }
}

void ren__see_cell(ren__signs_state *s, ren__run run, const ren__read *read) {
  ren_str word = ren__run_str(s->text, run);
  size_t figures = figures_from(word, 0);
  if (see_per_cent(s, run, word)) return;
  if (word.len <= 3 && read->line->role == REN_ROLE_TABLE) see_party(s, run, read);
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
  } else if (is_decimal(word, ';') && read->word.confidence < DOUBTED) {
    ren__sign_edit_add(s, run.to - 2, 1, ",", "decimal-comma", 0.95f);
  } else if (is_decimal(word, '.')) {
    note(s, run, thinks_of_comma(&read->word) ? SURE_POINT : POINT, "");
  } else if (is_mixed(word)) {
    see_mixed(s, run, read);
  }
}

/* ---- deciding ------------------------------------------------------------- */

/* Every cell with its place on the page. */
typedef struct cells {
  ren__signs_state *s;
  ren__read *read;     /* of each; word empty: none */
  size_t kinds[KINDS]; /* how many there are */
} cells;

enum { AROUND = 1000 }; /* cells on either side that may share a column or a size */

typedef struct window {
  size_t from, to;
} window;

/* The cells around one that are of its page. */
static window page_of(const cells *c, size_t i) {
  window w = {i, i + 1};
  while (w.from > 0 && i - w.from < AROUND && c->read[w.from - 1].page == c->read[i].page) w.from--;
  while (w.to < c->s->cells.count && w.to - i < AROUND && c->read[w.to].page == c->read[i].page) w.to++;
  return w;
}

/* How many of a kind stand in the column of a cell. */
static size_t count_in_column(const cells *c, size_t i, sort kind) {
  size_t count = 0;
  window w = page_of(c, i);
  if (!c->read[i].word.text.len) return 0;
  for (size_t k = w.from; k < w.to; k++)
    if (k != i && c->s->cells.list[k].sort == kind && c->read[k].word.text.len)
      count += ren__same_column(&c->read[i], &c->read[k]);
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

/* `51.6` where the text writes `47,2`, or where the recogniser thought of the comma and the text has no
 * points. */
static bool is_comma(const cells *c, size_t i) {
  const ren__sighting *f = &c->s->cells.list[i];
  size_t commas = c->kinds[COMMA], points = c->kinds[POINT] + c->kinds[SURE_POINT];
  bool unit = is_unit_behind(c->s, f);
  if (unit && f->sort == SURE_POINT && c->kinds[POINT] == 0) return true;
  return (commas >= 3 && commas >= 2 * points && unit) || (commas >= points && count_in_column(c, i, COMMA) >= 2);
}

/* ---- the width of numbers ------------------------------------------------- */

static const float BEARING = 0.15f; /* white at the ends of a number, that boxes leave out */

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

/* How far apart the figures of short numbers of this page and size stand; 0: unknown. */
static float figure_width(const cells *c, size_t i) {
  enum { SAMPLES = 64 };
  float widths[SAMPLES];
  size_t count = 0;
  window w = page_of(c, i);
  for (size_t k = w.from; k < w.to && count < SAMPLES; k++) {
    const ren__sighting *f = &c->s->cells.list[k];
    const ren__read *read = &c->read[k], *like = &c->read[i];
    if ((f->sort != NUMBER && f->sort != GROUP) || !read->word.text.len) continue;
    if (read->line->size < 0.8f * like->line->size || read->line->size > 1.25f * like->line->size) continue;
    widths[count++] = (float)read->word.box.w / ((float)f->length - BEARING);
  }
  if (count < 3) return 0;
  qsort(widths, count, sizeof *widths, by_size);
  return widths[count / 2];
}

static bool is_year(ren_str s) { return s.len == 4 && (memcmp(s.ptr, "19", 2) == 0 || memcmp(s.ptr, "20", 2) == 0); }

/* `22107` that is wide enough for `22 107`, where other numbers have such blanks. */
static void decide_long(const cells *c, size_t i) {
  static const float ONE = 0.13f; /* more white beside a 1 */
  static const float TABLE = 0.12f, PROSE = 0.25f, MOST = 1.5f;
  const ren__sighting *f = &c->s->cells.list[i];
  const ren__read *read = &c->read[i];
  ren_str word = {c->s->text.ptr + f->offset, f->length};
  float width = read->word.text.len ? figure_width(c, i) : 0;
  if (width <= 0) return;
  float ends = (word.ptr[0] == '1' ? ONE : 0) + (word.ptr[word.len - 1] == '1' ? ONE : 0);
  float excess = (float)read->word.box.w / width - ((float)word.len - BEARING - ends);
  bool table = read->line->role == REN_ROLE_TABLE;
  ren__run next = ren__run_after(c->s->text, f->offset + f->length);
  bool postal = word.len == 5 && ren__letter_at(c->s->text, next.from) == 'U'; /* `93740 Vik` */
  if (is_year(word) || (!table && (postal || word.ptr[0] == '0'))) return;
  if (excess < (table ? TABLE : PROSE) || excess > MOST) return;
  char after[] = {word.ptr[word.len - 4], ' ', '\0'};
  ren__sign_edit_add(c->s, f->offset + f->length - 4, 1, after, "lost-blank", 0.95f);
}

/* ---- all cells ------------------------------------------------------------ */

static void decide(const cells *c, size_t i) {
  ren__signs_state *s = c->s;
  const ren__sighting *f = &s->cells.list[i];
  size_t at = f->offset;
  switch ((sort)f->sort) {
  case SURE_POINT:
  case POINT:
    if (is_comma(c, i)) ren__sign_edit_add(s, at + f->length - 2, 1, ",", "decimal-comma", 0.95f);
    break;
  case MIXED: ren__sign_edit_add(s, at, f->length, f->after, "table-figure", 0.93f); break;
  case LONG:
    if (c->kinds[GROUP] >= 2) decide_long(c, i);
    break;
  case SHAPED: ren__sign_edit_add(s, at, f->length, f->after, "per-cent", 0.95f); break;
  case FIGURES:
    if (count_in_column(c, i, PER_CENT) + count_in_column(c, i, SHAPED) >= 2)
      ren__sign_edit_add(s, at, f->length, f->after, "per-cent", 0.93f);
    break;
  case NO_PARTY:
    if (f->after[0] == 'X' && count_in_column(c, i, CROSS) >= 2)
      ren__sign_edit_add(s, at, f->length, f->after, "table-cross", 0.94f);
    else if (f->after[0] != 'X' && count_in_column(c, i, PARTY) >= 3)
      ren__sign_edit_add(s, at, f->length, f->after, "party-letter", 0.94f);
    break;
  default: break;
  }
}

void ren__decide_cells(ren__signs_state *s) {
  size_t count = s->cells.count;
  cells c = {.s = s, .read = count ? ren_alloc_array(count, sizeof *c.read) : NULL};
  s->failed = s->failed || (count && !c.read);
  for (size_t i = 0; i < count && !s->failed; i++) {
    size_t at = s->cells.list[i].offset;
    const ren_placed_line *placed = ren_text_line(s->d->text, at);
    c.read[i].page = UINT32_MAX;
    if (placed) {
      c.read[i].line = &placed->line;
      c.read[i].page = placed->page;
      ren_text_word(&c.read[i].word, s->d->text, at);
    }
    c.kinds[s->cells.list[i].sort]++;
  }
  for (size_t i = 0; i < count && !s->failed; i++) decide(&c, i);
  ren_free(c.read);
}
