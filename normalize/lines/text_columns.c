#include "lines/text_columns.h"

#include "alloc.h"
#include "lines/small_letters.h"

#include <string.h>

enum {
  EDGE_MIN = 16, /* where a right column may begin */
  EDGE_MAX = 120,
  LEAST = 8, /* lines that begin there */
  LEAST_WIDE = 4,
  EDGE_LINES = 4, /* of a head or foot */
  SLACK = 8,      /* indentation inside the right column */
  FAR_INDENT = 20
};

static const float CONFIDENCE = 0.85f;

/* How a line lies to an edge. */
typedef enum side { CROSSES, LEFT_ONLY, RIGHT_ONLY, BOTH, BARELY_BOTH } side;

typedef struct row {
  size_t line;   /* of the table */
  size_t left;   /* where the left text ends; its start if there is none */
  size_t right;  /* where the right text begins; the line's end if there is none */
  uint32_t deep; /* columns from the edge to the right text */
  side side;
} row;

typedef struct search {
  const ren__table *table;
  ren_edits *edits;
  ren_error *err;
  row *row;
  size_t rows, cap;
  bool more;     /* the right column holds others */
  ren_buf block; /* a right column, as it is written below */
} search;

/* ---- a line and an edge ------------------------------------------------------------ */

static size_t letter_bytes(const char *s, size_t at, size_t end) {
  size_t n = 1;
  while (at + n < end && ((unsigned char)s[at + n] & 0xC0) == 0x80) n++;
  return n;
}

static row split(const ren__table *t, size_t i, uint32_t edge, uint32_t slack) {
  const ren__line *line = &t->line[i];
  const char *s = t->text.ptr;
  size_t end = ren__line_end(line);
  row r = {.line = i, .left = line->start, .right = end, .side = LEFT_ONLY};
  if (line->indent >= edge) {
    r.right = line->start;
    r.deep = line->indent - edge;
    r.side = r.deep <= slack ? RIGHT_ONLY : CROSSES;
    return r;
  }
  uint32_t column = line->indent, blanks = 0;
  for (size_t at = line->start; at < end; column++) {
    bool blank = s[at] == ' ';
    size_t n = blank ? 1 : letter_bytes(s, at, end);
    if (!blank && column >= edge) { /* the first of the right text, if the strip before it is free */
      r.right = at;
      r.deep = column - edge;
      bool free_strip = blanks > r.deep && r.deep <= slack;
      r.side = !free_strip ? CROSSES : blanks > 1 ? BOTH : BARELY_BOTH;
      return r;
    }
    blanks = blank ? blanks + 1 : 0;
    at += n;
    if (!blank) r.left = at;
  }
  r.side = column < edge ? LEFT_ONLY : CROSSES;
  return r;
}

/* ---- where could a right column begin? ------------------------------------------------ */

static void count_starts(const ren__table *t, size_t i, uint32_t starts[EDGE_MAX]) {
  const ren__line *line = &t->line[i];
  const char *s = t->text.ptr;
  size_t end = ren__line_end(line);
  uint32_t column = line->indent, blanks = line->indent;
  for (size_t at = line->start; at < end && column < EDGE_MAX; column++) {
    bool blank = s[at] == ' ';
    if (!blank && blanks > 1 && column >= EDGE_MIN) starts[column]++;
    blanks = blank ? blanks + 1 : 0;
    at += blank ? 1 : letter_bytes(s, at, end);
  }
}

typedef struct edges {
  uint32_t best, first; /* 0: none. The one with most lines; the leftmost that has half as many */
  bool more;            /* another one to the right of the first: three columns */
} edges;

static edges find_edges(const ren__table *t, size_t from, size_t to) {
  uint32_t starts[EDGE_MAX] = {0}, best = EDGE_MIN, first = EDGE_MIN;
  for (size_t i = from; i < to; i++) count_starts(t, i, starts);
  for (uint32_t c = EDGE_MIN; c < EDGE_MAX; c++)
    if (starts[c] > starts[best]) best = c;
  if (starts[best] < LEAST) return (edges){0};
  while (starts[first] < LEAST || starts[first] * 2 < starts[best]) first++;
  for (uint32_t c = first; c < EDGE_MAX && c <= first + SLACK; c++) /* not what is set in there */
    if (starts[c] > starts[first]) first = c;
  edges found = {best, first, false};
  for (uint32_t c = first + EDGE_MIN; c < EDGE_MAX; c++)
    found.more |= starts[c] >= LEAST && starts[c] * 2 >= starts[best];
  return found;
}

/* ---- is it running text? ---------------------------------------------------------------- */

typedef struct prose {
  size_t lines, words, over; /* over: a sentence runs on to the line */
  char last;                 /* what the line before ended with */
} prose;

static void add_prose(prose *p, const char *s, size_t from, size_t to) {
  if (from >= to) return;
  bool lower = ren__small_letter_at(s, from, to) > 0;
  p->over += p->lines && lower && !strchr(".:;!?", p->last);
  p->lines++;
  p->words++;
  for (size_t i = from + 1; i < to; i++) p->words += s[i] != ' ' && s[i - 1] == ' ';
  p->last = s[to - 1] ? s[to - 1] : ' ';
}

static bool is_prose(const prose *p) {
  return p->lines >= LEAST && p->words >= 3 * p->lines && p->over * 4 >= p->lines;
}

static bool both_run_on(const search *f, size_t from, size_t to) {
  prose left = {0}, right = {0};
  for (size_t i = from; i < to; i++) {
    const row *r = &f->row[i];
    const ren__line *line = &f->table->line[r->line];
    add_prose(&left, f->table->text.ptr, line->start, r->side == RIGHT_ONLY ? line->start : r->left);
    add_prose(&right, f->table->text.ptr, r->right, ren__line_end(line));
  }
  return is_prose(&left) && is_prose(&right);
}

/* A table above the columns: rows with both sides, and on the left no sentence that runs on. */
static size_t skip_table(const search *f, size_t from, size_t to) {
  prose left = {0};
  size_t i = from;
  for (; i < to && f->row[i].side == BOTH && (i == from || f->table->line[f->row[i].line].gap < 2); i++)
    add_prose(&left, f->table->text.ptr, f->table->line[f->row[i].line].start, f->row[i].left);
  bool table = left.lines >= 3 && left.over == 0 && i < to && f->table->line[f->row[i].line].gap >= 2;
  return table ? i : from;
}

/* A line stretched to the width of its column, as extractors write justified text: its blanks
 * are all wide, and alike. A row of a table has single ones too. */
static bool is_stretched(const char *s, size_t from, size_t to) {
  size_t least = SIZE_MAX, most = 0, run = 0;
  for (size_t i = from; i < to; i++) {
    if (s[i] == ' ') {
      run++;
      continue;
    }
    if (run && run < least) least = run;
    if (run > most) most = run;
    run = 0;
  }
  return most >= 2 && least >= 2 && most <= 2 * least + 1;
}

/* ---- the edits ------------------------------------------------------------------------------ */

static bool has_side(const row *r, bool right) { return right ? r->side != LEFT_ONLY : r->side != RIGHT_ONLY; }

/* Lines of the file before that of the row, from the row before: empty lines count once more. */
static size_t distance(const search *f, size_t from, size_t to) {
  size_t lines = 0;
  for (size_t i = from; i < to; i++) lines += 1 + f->table->line[f->row[i + 1].line].gap;
  return lines;
}

/* The distance of most neighbours on a side: 2 where the columns' lines take turns. */
static size_t pitch(const search *f, size_t from, size_t to, bool right) {
  size_t count[4] = {0}, last = SIZE_MAX, best = 1;
  for (size_t i = from; i < to; i++) {
    if (!has_side(&f->row[i], right)) continue;
    size_t d = last == SIZE_MAX ? 0 : distance(f, last, i);
    if (d > 0 && d < 4) count[d]++;
    last = i;
  }
  for (size_t d = 2; d < 4; d++)
    if (count[d] > count[best]) best = d;
  return best;
}

static const char *line_end_of(const search *f, size_t from) {
  const ren__line *line = &f->table->line[f->row[from].line];
  return line->raw_end > 0 && f->table->text.ptr[line->raw_end - 1] == '\r' ? "\r\n" : "\n";
}

static void write_line(ren_buf *out, const char *s, size_t from, size_t to, bool close) {
  bool stretched = close && is_stretched(s, from, to);
  for (size_t i = from; i < to; i++)
    if (!stretched || s[i] != ' ' || s[i - 1] != ' ') ren_buf_putc(out, s[i]);
}

static void write_right(search *f, size_t from, size_t to) {
  size_t last = SIZE_MAX, usual = pitch(f, from, to, true);
  const char *eol = line_end_of(f, from);
  ren_buf_clear(&f->block);
  for (size_t i = from; i < to; i++) {
    const row *r = &f->row[i];
    if (!has_side(r, true)) continue;
    if (last != SIZE_MAX) ren_buf_append_str(&f->block, ren_str_of(eol));
    if (last != SIZE_MAX && distance(f, last, i) > usual) ren_buf_append_str(&f->block, ren_str_of(eol));
    for (uint32_t k = 0; k < r->deep; k++) ren_buf_putc(&f->block, ' ');
    write_line(&f->block, f->table->text.ptr, r->right, ren__line_end(&f->table->line[r->line]), !f->more);
    last = i;
  }
}

static size_t line_begin(const search *f, size_t i) {
  const char *s = f->table->text.ptr;
  size_t at = f->table->line[f->row[i].line].start;
  while (at > 0 && s[at - 1] != '\n' && s[at - 1] != '\f') at--; /* blanks may be of several bytes */
  return at;
}

static ren_status put(search *f, size_t from, size_t to, ren_str after) {
  ren_edit edit = {from, to - from, after, "columns", CONFIDENCE};
  return from == to && after.len == 0 ? REN_OK : ren_edits_add(f->edits, &edit, f->err);
}

static ren_status close_blanks(search *f, size_t from, size_t to) {
  const char *s = f->table->text.ptr;
  ren_status status = REN_OK;
  for (size_t i = from + 1, next; i < to && status == REN_OK; i = next) {
    next = i + 1;
    if (s[i] != ' ' || s[i - 1] != ' ') continue;
    while (next < to && s[next] == ' ') next++;
    status = put(f, i, next, (ren_str){0});
  }
  return status;
}

/* The rows between two left texts go, but for an empty line where the distance says so. */
static ren_status close_up(search *f, size_t a, size_t b, bool gap) {
  const ren__line *la = &f->table->line[f->row[a].line], *lb = &f->table->line[f->row[b].line];
  size_t begin = line_begin(f, b);
  if (b == a + 1 && (lb->gap > 0) == gap) return put(f, f->row[a].left, ren__line_end(la), (ren_str){0});
  ren_buf eol = {0};
  ren_buf_printf(&eol, "%s%s", line_end_of(f, a), gap ? line_end_of(f, a) : "");
  ren_status status = eol.status == REN_OK ? put(f, f->row[a].left, begin, ren_buf_str(&eol)) : ren_fail_nomem(f->err);
  ren_buf_free(&eol);
  return status;
}

/* As at the foot of a page: a full stop ends the paragraph, unless a sentence runs on. */
static bool ends_there(const search *f, size_t last) {
  size_t at = 0;
  while (f->block.ptr[at] == ' ') at++;
  bool lower = ren__small_letter_at(f->block.ptr, at, f->block.len) > 0;
  return strchr(".:!?", f->table->text.ptr[f->row[last].left - 1]) && !lower;
}

static ren_status unfold(search *f, size_t from, size_t to) {
  size_t last = SIZE_MAX, usual = pitch(f, from, to, false);
  ren_status status = REN_OK;
  write_right(f, from, to);
  if (f->block.status != REN_OK) return ren_fail_nomem(f->err);
  for (size_t i = from; i < to && status == REN_OK; i++) {
    if (!has_side(&f->row[i], false)) continue;
    if (is_stretched(f->table->text.ptr, f->table->line[f->row[i].line].start, f->row[i].left))
      status = close_blanks(f, f->table->line[f->row[i].line].start, f->row[i].left);
    if (status != REN_OK) break;
    if (last == SIZE_MAX) /* right texts above the first left one */
      status = put(f, line_begin(f, from), line_begin(f, i), (ren_str){0});
    else
      status = close_up(f, last, i, distance(f, last, i) > usual);
    last = i;
  }
  ren_buf tail = {0};
  ren_buf_printf(&tail, "%s%s", line_end_of(f, from), ends_there(f, last) ? line_end_of(f, from) : "");
  ren_buf_append_str(&tail, ren_buf_str(&f->block));
  size_t stop = ren__line_end(&f->table->line[f->row[to - 1].line]);
  if (tail.status != REN_OK) status = ren_fail_nomem(f->err);
  if (status == REN_OK) status = put(f, f->row[last].left, stop, ren_buf_str(&tail));
  ren_buf_free(&tail);
  return status;
}

/* ---- regions ----------------------------------------------------------------------------------- */

/* Columns from row `from` on: the end of the region, or `from` if there are none. */
static size_t region_end(const search *f, size_t from) {
  size_t end = from, i = from;
  for (; i < f->rows && f->row[i].side != CROSSES; i++)
    if (f->row[i].side == BOTH || f->row[i].side == RIGHT_ONLY) end = i + 1;
  /* the left column may be the longer one */
  for (; end < i && f->row[end].side == LEFT_ONLY && f->table->line[f->row[end].line].gap < 2; end++) {
  }
  return end;
}

/* Heads and feet of the page stand apart from the columns: rows [*from, *to) without them. */
static void leave_head_and_foot(const search *f, size_t *from, size_t *to) {
  for (size_t i = 1; i < EDGE_LINES && i < f->rows; i++)
    if (f->table->line[f->row[i].line].gap >= 2) *from = i;
  for (size_t i = f->rows; i > *from + 1 && i + EDGE_LINES > f->rows; i--)
    if (f->table->line[f->row[i - 1].line].gap >= 2) *to = i - 1;
}

static ren_status unfold_at(search *f, uint32_t edge, size_t from, size_t to) {
  f->rows = 0;
  for (size_t i = from; i < to; i++) {
    if (!ren_grow(&f->row, &f->cap, f->rows, sizeof *f->row)) return ren_fail_nomem(f->err);
    f->row[f->rows++] = split(f->table, i, edge, f->more ? EDGE_MAX : SLACK);
  }
  ren_status status = REN_OK;
  size_t first_row = 0, last_row = f->rows;
  leave_head_and_foot(f, &first_row, &last_row);
  f->rows = last_row;
  for (size_t i = first_row; i < f->rows && status == REN_OK;) {
    bool begins = f->row[i].side == BOTH || f->row[i].side == RIGHT_ONLY;
    size_t end = begins ? region_end(f, i) : i;
    if (end > i) i = skip_table(f, i, end);
    size_t first = i;
    while (first < end && f->row[first].side == RIGHT_ONLY) first++; /* a lone heading above the right one */
    if (end > first && both_run_on(f, i, end)) status = unfold(f, i, end);
    i = end > i ? end : i + 1;
  }
  return status;
}

static ren_status search_page(search *f, size_t from, size_t to) {
  edges found = find_edges(f->table, from, to);
  size_t before = ren_edits_count(f->edits);
  if (found.first == 0) return REN_OK;
  f->more = found.more;
  ren_status status = unfold_at(f, found.first, from, to);
  if (status != REN_OK || found.best == found.first || ren_edits_count(f->edits) > before) return status;
  f->more = false;
  return unfold_at(f, found.best, from, to);
}

/* Few texts have that many lines with wide gaps. */
static bool may_have_columns(const ren__table *t) {
  size_t wide = 0;
  for (size_t i = 0; i < t->count && wide < LEAST_WIDE; i++)
    wide += t->line[i].row == REN__ROW_TABLE || t->line[i].indent >= FAR_INDENT;
  return wide >= LEAST_WIDE && !memchr(t->text.ptr, '\t', t->text.len);
}

ren_status ren__columns_find(ren_edits **out, const ren__table *table, float min_confidence, ren_error *err) {
  *out = NULL;
  if (table->place || min_confidence > CONFIDENCE || !may_have_columns(table)) return REN_OK;
  search f = {.table = table, .err = err};
  ren_status status = ren_edits_new(&f.edits, REN_STEP_LINES, err);
  for (size_t from = 0, to; from < table->count && status == REN_OK; from = to) {
    for (to = from + 1; to < table->count && !table->line[to].page_before; to++) {
    }
    status = search_page(&f, from, to);
  }
  if (status == REN_OK && ren_edits_count(f.edits) > 0)
    *out = f.edits;
  else
    ren_edits_free(f.edits);
  ren_free(f.row);
  ren_buf_free(&f.block);
  return status;
}
