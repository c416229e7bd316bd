#include "lines/emit.h"

#include "lines/notes.h"

#include <string.h>

static const char *rule_name(ren__rule rule) {
  switch (rule) {
  case REN__RULE_SPLIT: return "hyphen-split";
  case REN__RULE_SIGN: return "hyphen-sign";
  case REN__RULE_TRIPLE: return "triple-consonant";
  case REN__RULE_KEEP: return "hyphen-keep";
  case REN__RULE_LOST: return "hyphen-lost";
  case REN__RULE_SUSPENDED: return "hyphen-suspended";
  case REN__RULE_SLASH: return "join-slash";
  case REN__RULE_MARK: return "list-mark";
  case REN__RULE_JOIN: return "join-lines";
  case REN__RULE_BLANK_LINE: return "blank-line";
  case REN__RULE_PAGE: return "page-break";
  case REN__RULE_PARAGRAPH: return "paragraph";
  case REN__RULE_GAP:
  case REN__RULE_NONE: break;
  }
  return "line-gap";
}

static const char *furniture_name(uint8_t furniture) {
  switch ((enum ren__furniture)furniture) {
  case REN__PAGE_NUMBER: return "page-number";
  case REN__RUNNING_FOOT: return "running-foot";
  case REN__PAGE_STAMP: return "page-stamp";
  case REN__LINE_NUMBER: return "line-number";
  case REN__MOVED_NOTE: return "moved-note";
  case REN__RUNNING_HEAD:
  case REN__RUNNING_TEXT: break;
  }
  return "running-head";
}

typedef struct writer {
  const ren__job *job;
  ren_edits *edits;
  ren_error *err;
} writer;

/* Replaces [from, to) by after, less what is the same at either end. */
static ren_status replace(const writer *w, size_t from, size_t to, ren_str after, const char *rule, float confidence) {
  const char *s = w->job->table.text.ptr;
  while (from < to && after.len && s[from] == after.ptr[0]) {
    from++;
    after = (ren_str){after.ptr + 1, after.len - 1};
  }
  while (from < to && after.len && s[to - 1] == after.ptr[after.len - 1]) {
    to--;
    after.len--;
  }
  if (from == to && after.len == 0) return REN_OK;
  ren_edit edit = {from, to - from, after, rule, confidence};
  return ren_edits_add(w->edits, &edit, w->err);
}

/* Line ends as the gap [from, to) writes them: CR LF stays CR LF. */
static ren_str line_ends(const writer *w, size_t from, size_t to, bool blank_line) {
  const char *s = w->job->table.text.ptr;
  const char *lf = memchr(s + from, '\n', to - from);
  bool crlf = lf && lf > s && lf[-1] == '\r';
  if (crlf) return blank_line ? REN_STR("\r\n\r\n") : REN_STR("\r\n");
  return blank_line ? REN_STR("\n\n") : REN_STR("\n");
}

/* List items and rows that follow each other over a page end need no blank line. */
static bool same_list(const ren__line *a, const ren__line *b) {
  bool items = b->first == REN__FIRST_MARKER && a->first == REN__FIRST_MARKER;
  return items || (a->row && b->row);
}

/* A break that stays. Its gap is made even where the text is wrapped or in pages;
 * in a text of a paragraph a line not a blank is touched. */
static ren_status emit_break(const writer *w, size_t i, size_t from, size_t to) {
  const ren__job *job = w->job;
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  const ren__joint *joint = &job->joint[i];
  ren__nearness near = ren__nearness_of(job, i);
  if (joint->rule == REN__RULE_PARAGRAPH)
    return replace(w, from, to, line_ends(w, from, to, true), "paragraph", joint->confidence);
  if (near != REN__NEAR_PAGE && job->wrap.state != REN__WRAP_HARD) return REN_OK;
  bool blank = near == REN__NEAR_BLANK || (near == REN__NEAR_PAGE && !same_list(a, b));
  size_t stop = to; /* the indentation of table rows is theirs */
  if (b->row == REN__ROW_TABLE)
    while (stop > from && (job->table.text.ptr[stop - 1] == ' ' || job->table.text.ptr[stop - 1] == '\t')) stop--;
  return replace(w, from, stop, line_ends(w, from, to, blank), "line-gap", 0.95f);
}

/* The lines of notes [from, to) of the run, joined as was decided. */
static void write_notes(const ren__job *job, size_t from, size_t to, ren_buf *out) {
  for (size_t k = from; k < to; k++) {
    const ren__line *line = ren__run_line(job, k);
    bool joined = k + 1 < to && ren__joined(&job->joint[k + 1]);
    size_t cut = joined ? job->joint[k + 1].cut : 0;
    ren_buf_append(out, job->table.text.ptr + line->start, line->len - cut);
    ren_buf_puts(out, joined ? job->joint[k + 1].glue : k + 1 < to ? "\n" : "");
  }
}

/* Before line i of the run stand notes that were moved there: they come between the paragraph
 * before them and this line. */
static ren_status emit_notes(const writer *w, size_t i, size_t to) {
  const ren__job *job = w->job;
  size_t first = i;
  while (first > 0 && ren__is_moved(ren__run_line(job, first - 1))) first--;
  size_t from = ren__line_end(ren__run_line(job, first - 1));
  ren_buf text = {0};
  ren_buf_puts(&text, "\n\n");
  write_notes(job, first, i, &text);
  ren_buf_puts(&text, "\n\n");
  ren_edit edit = {from, to - from, {text.ptr, text.len}, "moved-note", 0.9f};
  ren_status status = text.status == REN_OK ? ren_edits_add(w->edits, &edit, w->err) : ren_fail_nomem(w->err);
  ren_buf_free(&text);
  return status;
}

static ren_status emit_joint(const writer *w, size_t i, size_t to) {
  if (ren__is_moved(ren__run_line(w->job, i - 1))) return emit_notes(w, i, to);
  const ren__line *a = ren__run_line(w->job, i - 1);
  const ren__joint *joint = &w->job->joint[i];
  size_t from = ren__line_end(a);
  if (!ren__joined(joint)) return emit_break(w, i, from, to);
  ren_str glue = ren_str_of(joint->glue);
  ren_edit edit = {from - joint->cut, to - from + joint->cut, glue, rule_name((ren__rule)joint->rule),
                   joint->confidence};
  return ren_edits_add(w->edits, &edit, w->err);
}

/* Removes furniture lines [from, to) of the table, each up to the next line. */
static ren_status emit_furniture(const writer *w, size_t from, size_t to) {
  const ren__table *t = &w->job->table;
  for (size_t k = from; k < to; k++) {
    size_t end = k + 1 < t->count ? ren__line_begin(&t->line[k + 1]) : t->text.len;
    size_t start = ren__line_begin(&t->line[k]);
    ren_edit edit = {start, end - start, {0}, furniture_name(t->line[k].furniture), t->line[k].furniture_confidence};
    ren_status status = ren_edits_add(w->edits, &edit, w->err);
    if (status != REN_OK) return status;
  }
  return REN_OK;
}

/* The number before a line of running text. */
static ren_status emit_number(const writer *w, const ren__line *line) {
  if (line->lead == 0) return REN_OK;
  ren_edit edit = {ren__line_begin(line), line->lead, {0}, furniture_name(REN__LINE_NUMBER), 0.95f};
  return ren_edits_add(w->edits, &edit, w->err);
}

/* After the last line: a form feed or blanks go, one line end stays. */
static ren_status emit_end(const writer *w, size_t last) {
  const ren__job *job = w->job;
  const ren__table *t = &job->table;
  size_t from = ren__line_end(&t->line[last]);
  size_t to = last + 1 < t->count ? ren__line_begin(&t->line[last + 1]) : t->text.len;
  bool feed = memchr(t->text.ptr + from, '\f', to - from) != NULL;
  if (job->wrap.state != REN__WRAP_HARD && !feed && last + 1 == t->count) return REN_OK;
  size_t tail = ren__line_end(&t->line[t->count - 1]);
  bool ended = memchr(t->text.ptr + tail, '\n', t->text.len - tail) != NULL;
  ren_str after = ended ? line_ends(w, from, to, false) : (ren_str){0};
  return replace(w, from, to, after, "line-gap", 0.95f);
}

/* The first paragraph loses its indentation as the others do. */
static ren_status emit_start(const writer *w) {
  const ren__job *job = w->job;
  const ren__line *line = ren__run_line(job, 0);
  const char *s = job->table.text.ptr;
  size_t from = ren__line_begin(line), start = from;
  while (from > 0 && (s[from - 1] == ' ' || s[from - 1] == '\t')) from--;
  if (job->wrap.state != REN__WRAP_HARD || !job->wrap.indented || line->row) return REN_OK;
  return replace(w, from, start, (ren_str){0}, "line-gap", 0.95f);
}

ren_status ren__emit(const ren__job *job, ren_edits *edits, ren_error *err) {
  writer w = {job, edits, err};
  const ren__table *t = &job->table;
  size_t done = 0; /* lines of the table that are dealt with */
  ren_status status = job->run_count > 0 && job->run[0] == 0 ? emit_start(&w) : REN_OK;
  for (size_t i = 0; i < job->run_count && status == REN_OK; i++) {
    size_t at = job->run[i];
    if (ren__is_moved(&t->line[at])) continue;
    /* the joint reaches to the first line of furniture, or to this line */
    if (i > 0) status = emit_joint(&w, i, ren__line_begin(&t->line[done]));
    if (status == REN_OK) status = emit_furniture(&w, done, at);
    if (status == REN_OK) status = emit_number(&w, &t->line[at]);
    done = at + 1;
  }
  if (status == REN_OK && job->run_count > 0) status = emit_end(&w, done - 1);
  if (status == REN_OK) status = emit_furniture(&w, done, t->count);
  return status;
}

/* ---- keep_lines ------------------------------------------------------------ */

/* End of the token that starts line b: up to a blank or the end of the line. */
static size_t token_end(const ren__job *job, const ren__line *b) {
  size_t at = b->start, end = ren__line_end(b);
  while (at < end && !ren__blank(job->table.text.ptr + at, end - at)) at++;
  return at;
}

static ren_status move_up(const writer *w, size_t i) {
  const ren__job *job = w->job;
  const char *s = job->table.text.ptr;
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  const ren__joint *joint = &job->joint[i];
  const char *rule = rule_name((ren__rule)joint->rule);
  size_t from = ren__line_end(a), end = ren__line_end(b), token = token_end(job, b), rest = token;
  while (rest < end) {
    size_t n = ren__blank(s + rest, end - rest);
    if (n == 0) break;
    rest += n;
  }
  bool alone = rest == end; /* the line below goes with its only word */
  ren__nearness near = ren__nearness_of(job, i);
  if (!b->lead && (near == REN__NEAR_LINE || (near == REN__NEAR_BLANK && alone))) {
    ren_edit join = {from - joint->cut, b->start - from + joint->cut, ren_str_of(joint->glue), rule, joint->confidence};
    ren_status status = ren_edits_add(w->edits, &join, w->err);
    if (status != REN_OK || alone) return status;
    ren_edit part = {token, rest - token, line_ends(w, from, b->start, false), rule, joint->confidence};
    return ren_edits_add(w->edits, &part, w->err);
  }
  /* over empty lines, furniture or a page end: the half is written above and
   * taken away below, and what lies between stays */
  bool divided_again = alone && i + 1 < job->run_count && ren__joined(&job->joint[i + 1]);
  if (divided_again) return REN_OK; /* the half has lost its own end already */
  char moved[512];
  size_t glue = strlen(joint->glue), n = token - b->start;
  if (glue + n > sizeof moved) return REN_OK;
  memcpy(moved, joint->glue, glue);
  memcpy(moved + glue, s + b->start, n);
  ren_edit up = {from - joint->cut, joint->cut, {moved, glue + n}, rule, joint->confidence};
  ren_status status = ren_edits_add(w->edits, &up, w->err);
  if (status != REN_OK) return status;
  size_t stop = rest;
  if (alone && b->raw_end < job->table.text.len) stop = b->raw_end + 1;
  ren_edit down = {b->start, stop - b->start, {0}, rule, joint->confidence};
  return ren_edits_add(w->edits, &down, w->err);
}

ren_status ren__emit_words_only(const ren__job *job, ren_edits *edits, ren_error *err) {
  writer w = {job, edits, err};
  for (size_t i = 1; i < job->run_count; i++) {
    ren__rule rule = (ren__rule)job->joint[i].rule;
    bool word = rule == REN__RULE_SPLIT || rule == REN__RULE_SIGN || rule == REN__RULE_TRIPLE ||
                rule == REN__RULE_KEEP || rule == REN__RULE_LOST;
    if (!word) continue;
    ren_status status = move_up(&w, i);
    if (status != REN_OK) return status;
  }
  return REN_OK;
}
