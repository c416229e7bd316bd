#include "lines/line_numbers.h"

#include "alloc.h"
#include "lines/small_letters.h"
#include "lines/wrap.h"

#include <string.h>

enum {
  DIGITS_MAX = 4,
  COLUMN_MAX = 24, /* numbers begin near the left edge */
  LEAST = 8,       /* numbers that are a count */
  LEAST_STEP = 6,  /* the same where only each fifth or tenth line has one */
  PAGE_LEAST = 15, /* numbers with lines of their own: on each of two pages */
  PAGE_MAX = 200,  /* lines on a page */
  MISSED = 4,      /* steps over numbers that were not read */
  FULL_WIDTH = 45  /* a line from which a sentence runs on */
};

static const float CONFIDENCE = 0.95f;

typedef struct mark {
  uint32_t line, page;
  uint32_t value; /* 0: misread, its neighbours tell */
  uint32_t digits;
  uint32_t column; /* where the number ends */
  uint32_t rest;   /* bytes from the number to the text; 0: nothing follows */
  bool good;       /* in step with its neighbours */
} mark;

typedef struct count {
  ren__table *table;
  mark *mark;
  size_t marks, cap;
  size_t lines; /* of all pages */
  uint32_t pages, step;
} count;

/* ---- the numbers ---------------------------------------------------------------- */

/* Of the same shape as a digit. */
static bool may_be_digit(char c) { return (c >= '0' && c <= '9') || (c && strchr("lI|iOoSsBZzg", c)); }

static bool read_mark(const ren__table *t, size_t i, mark *m) {
  const ren__line *line = &t->line[i];
  const char *s = t->text.ptr + line->start;
  uint32_t n = 0, value = 0, misread = 0;
  if (line->indent > COLUMN_MAX || line->furniture) return false;
  for (; n < line->len && n <= DIGITS_MAX && may_be_digit(s[n]); n++) {
    misread += s[n] > '9';
    value = value * 10 + (uint32_t)(s[n] - '0');
  }
  if (n == 0 || n > DIGITS_MAX || s[0] == '0' || (misread && n == line->len)) return false;
  if (misread == n && !(n == 1 && (s[0] == 'l' || s[0] == '|'))) return false; /* "I dag" */
  *m = (mark){.line = (uint32_t)i, .value = misread ? 0 : value, .digits = n, .column = line->indent + n};
  if (n == line->len) return true;
  uint32_t rest = n;
  for (size_t blank; rest < line->len && (blank = ren__blank(s + rest, line->len - rest)) != 0;)
    rest += (uint32_t)blank;
  m->rest = rest;
  return rest > n;
}

static bool collect(count *c) {
  const ren__table *t = c->table;
  mark m;
  for (size_t i = 0; i < t->count; i++) {
    c->pages += t->line[i].page_before;
    if (!read_mark(t, i, &m)) continue;
    if (!ren_grow(&c->mark, &c->cap, c->marks, sizeof *c->mark)) return false;
    m.page = c->pages;
    c->mark[c->marks++] = m;
  }
  c->pages++;
  c->lines = t->count;
  return true;
}

/* The column in which most numbers of a page end; others are no line numbers. */
static void keep_one_column(count *c) {
  size_t kept = 0;
  for (size_t from = 0, to; from < c->marks; from = to) {
    uint32_t votes[COLUMN_MAX + DIGITS_MAX + 1] = {0}, best = 0;
    for (to = from; to < c->marks && c->mark[to].page == c->mark[from].page; to++) votes[c->mark[to].column]++;
    for (uint32_t k = 1; k < sizeof votes / sizeof *votes; k++)
      if (votes[k] > votes[best]) best = k;
    for (size_t i = from; i < to; i++)
      if (c->mark[i].column == best || c->table->line[c->mark[i].line].indent == 0) c->mark[kept++] = c->mark[i];
  }
  c->marks = kept;
}

/* ---- in order: a number at the beginning of the line ------------------------------ */

static void find_step(count *c) {
  static const uint32_t steps[] = {1, 5, 10};
  size_t most = 0;
  for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
    size_t votes = 0;
    for (size_t i = 1; i < c->marks; i++)
      votes += c->mark[i].value && c->mark[i].value == c->mark[i - 1].value + steps[k];
    if (votes <= most) continue;
    most = votes;
    c->step = steps[k];
  }
}

static uint32_t digits_of(uint32_t value) { return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4; }

/* A misread number between two that leave room for one. */
static void read_by_neighbours(count *c) {
  for (size_t i = 1; i + 1 < c->marks; i++) {
    mark *m = &c->mark[i];
    uint32_t value = m[-1].value + c->step;
    bool fits = m[-1].value && digits_of(value) == m->digits && m[-1].page == m->page;
    if (m->value == 0 && fits && (m[1].value == value + c->step || m[1].value == 0)) m->value = value;
  }
}

/* Good: the next of its page, or one that the next follows, soon after the one before. Every page begins anew or goes
 * on. */
static size_t mark_good(count *c) {
  size_t good = 0;
  for (size_t i = 0; i < c->marks; i++) {
    mark *m = &c->mark[i];
    if (m->value == 0) continue;
    bool after = i > 0 && m[-1].value && m->value == m[-1].value + c->step;
    bool before = i + 1 < c->marks && m[1].value == m->value + c->step;
    bool gap = i > 0 && m[-1].value && m->value > m[-1].value && m->value <= m[-1].value + MISSED * c->step;
    bool start = i == 0 || (m[-1].page != m->page && m->value == c->step);
    m->good = after || (before && (start || gap)) || (start && m->value == c->step && m->page > 0);
    good += m->good;
  }
  return good;
}

/* Sentences that run over from one numbered line to the next; a list and a table have none. */
static size_t count_run_over(const count *c) {
  size_t over = 0;
  for (size_t i = 0; i < c->marks; i++) {
    const mark *m = &c->mark[i];
    if (!m->good || m->rest == 0 || m->line == 0) continue;
    const char *s = c->table->text.ptr;
    const ren__line *line = &c->table->line[m->line];
    size_t at = line->start + m->rest;
    const ren__line *before = &c->table->line[m->line - 1];
    bool lower = ren__small_letter_at(s, at, ren__line_end(line)) > 0;
    over += lower && before->width >= FULL_WIDTH && before->last != REN__LAST_TERMINAL;
  }
  return over;
}

static uint32_t first_good(const count *c) {
  size_t i = 0;
  while (i < c->marks && !c->mark[i].good) i++;
  return i < c->marks ? c->mark[i].value : UINT32_MAX;
}

static size_t count_read(const count *c) {
  size_t read = 0;
  for (size_t i = 0; i < c->marks; i++) read += c->mark[i].value > 0;
  return read;
}

static bool counts_lines(count *c) {
  if (c->marks < LEAST_STEP) return false;
  find_step(c);
  read_by_neighbours(c);
  size_t good = c->step ? mark_good(c) : 0, counted = good * c->step;
  if (good < (c->step == 1 ? LEAST : LEAST_STEP) || good * 10 < count_read(c) * 8) return false;
  if (counted * 10 < c->lines * 5 || counted * 10 > c->lines * 16) return false;
  if (first_good(c) > 3 * c->step) return false; /* years, numbers of matters */
  return count_run_over(c) * 7 >= good;
}

/* ---- in any order: lines of their own ----------------------------------------------- */

/* Do the bare numbers of a page [from, to) count from 1 to the last, each once? */
static bool counts_page(count *c, size_t from, size_t to) {
  bool seen[PAGE_MAX + 1] = {false};
  uint32_t distinct = 0, last = 0, bare = 0;
  for (size_t i = from; i < to; i++) {
    const mark *m = &c->mark[i];
    if (m->rest || m->value == 0 || m->value > PAGE_MAX) continue;
    bare++;
    distinct += !seen[m->value];
    seen[m->value] = true;
    if (m->value > last) last = m->value;
  }
  if (distinct < PAGE_LEAST || distinct + 1 < last || bare > distinct + 1) return false;
  for (size_t i = from; i < to; i++)
    c->mark[i].good = c->mark[i].rest == 0 && c->mark[i].value > 0 && c->mark[i].value <= PAGE_MAX;
  return true;
}

static bool counts_pages(count *c) {
  size_t pages = 0, all = 0;
  for (size_t i = 0; i < c->marks; i++) c->mark[i].good = false;
  for (size_t from = 0, to; from < c->marks; from = to) {
    for (to = from; to < c->marks && c->mark[to].page == c->mark[from].page; to++) {
    }
    pages += counts_page(c, from, to);
    all++;
  }
  return pages >= 2 && pages * 2 >= all;
}

/* ---- the whole ---------------------------------------------------------------------- */

static void take_off(count *c) {
  for (size_t i = 0; i < c->marks; i++) {
    const mark *m = &c->mark[i];
    ren__line *line = &c->table->line[m->line];
    if (!m->good) continue;
    if (m->rest) {
      ren__table_cut(c->table, m->line, m->rest);
    } else {
      line->furniture = REN__LINE_NUMBER;
      line->furniture_confidence = CONFIDENCE;
    }
  }
}

/* Few texts begin that many lines with a digit: the rest is told by a look at the table. */
static bool may_count(const ren__table *t) {
  size_t digits = 0;
  for (size_t i = 0; i < t->count; i++) digits += t->line[i].first == REN__FIRST_DIGIT;
  return digits >= LEAST_STEP && digits * 16 >= t->count;
}

ren_status ren__line_numbers_find(ren__table *table, float min_confidence, ren_error *err) {
  count c = {.table = table};
  if (table->place || min_confidence > CONFIDENCE || !may_count(table)) return REN_OK;
  if (!collect(&c)) {
    ren_free(c.mark);
    return ren_fail_nomem(err);
  }
  keep_one_column(&c);
  if (counts_lines(&c) || counts_pages(&c)) take_off(&c);
  ren_free(c.mark);
  return REN_OK;
}
