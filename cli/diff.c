#include "diff.h"

#include <renskrift/dedup.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RED "\033[31m"
#define GREEN "\033[32m"
#define CYAN "\033[36m"
#define BOLD "\033[1m"
#define PLAIN "\033[m"

bool cli_wants_colour(void) {
  const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (no_colour && *no_colour) return false;
  return isatty(STDOUT_FILENO) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* ---- which lines ------------------------------------------------------------ */

/* Changed lines of the new text with what they were: half-open byte ranges. */
typedef struct hunk {
  size_t from, to, old_from, old_to;
} hunk;

static size_t line_start(ren_str text, size_t at) {
  while (at > 0 && text.ptr[at - 1] != '\n') at--;
  return at;
}

static size_t line_end(ren_str text, size_t at) {
  const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
  return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

static hunk hunk_of(const cli_diff_input *in, const ren_log_entry *entry) {
  ren_str now = ren_text_bytes(in->text);
  size_t end = entry->out_offset + entry->out_length;
  hunk h = {.from = line_start(now, entry->out_offset)};
  h.to = line_end(now, end > entry->out_offset ? end - 1 : end);
  ren_origin origin = ren_text_origin(in->text, h.from, h.to - h.from);
  h.old_from = origin.offset < entry->origin.offset ? origin.offset : entry->origin.offset;
  size_t ends[] = {origin.offset + origin.length, entry->origin.offset + entry->origin.length};
  h.old_to = ends[0] > ends[1] ? ends[0] : ends[1];
  return h;
}

static int by_place(const void *a, const void *b) {
  const hunk *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->old_from > y->old_from) - (x->old_from < y->old_from);
}

/* One hunk for each run of lines that share an edit. */
static size_t find_hunks(hunk *list, const cli_diff_input *in) {
  size_t n = 0, kept = 0;
  for (size_t i = 0; i < ren_log_count(in->log); i++) {
    const ren_log_entry *entry = ren_log_get(in->log, i);
    if (!ren_str_eq(entry->before, entry->after)) list[n++] = hunk_of(in, entry); /* not the marks of lost letters */
  }
  if (n) qsort(list, n, sizeof *list, by_place);
  for (size_t i = 0; i < n; i++) {
    hunk *last = kept ? &list[kept - 1] : NULL;
    if (last && (list[i].from < last->to || list[i].from == last->from || list[i].old_from < last->old_to)) {
      if (list[i].to > last->to) last->to = list[i].to;
      if (list[i].old_from < last->old_from) last->old_from = list[i].old_from;
      if (list[i].old_to > last->old_to) last->old_to = list[i].old_to;
    } else {
      list[kept++] = list[i];
    }
  }
  return kept;
}

/* ---- showing ---------------------------------------------------------------- */

/* How long a character that begins with this byte is; 0 for bytes that begin none. */
static size_t length_by_first(unsigned char c) {
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c < 0xE0) return 2;
  if (c >= 0xE0 && c < 0xF0) return 3;
  return c >= 0xF0 && c < 0xF5 ? 4 : 0;
}

/* Length of the well-formed UTF-8 character at s[0]; 0 if it is none (Unicode, table 3-7). */
static size_t character(const unsigned char *s, size_t left) {
  static const struct {
    unsigned char first, low, high;
  } second[] = {{0xE0, 0xA0, 0xBF}, {0xED, 0x80, 0x9F}, {0xF0, 0x90, 0xBF}, {0xF4, 0x80, 0x8F}};
  size_t length = length_by_first(s[0]);
  if (length > left) return 0;
  for (size_t i = 1; i < length; i++)
    if ((s[i] & 0xC0) != 0x80) return 0;
  for (size_t i = 0; i < sizeof second / sizeof *second; i++)
    if (s[0] == second[i].first && (s[1] < second[i].low || s[1] > second[i].high)) return 0;
  return length;
}

/* Controls of the first and second set: what steers terminals. */
static bool is_control(const unsigned char *c, size_t length) {
  if (length == 2) return c[0] == 0xC2 && c[1] < 0xA0;
  return *c == 0x7F || (*c < 0x20 && *c != '\n' && *c != '\t');
}

void cli_append_visible(ren_buf *out, ren_str text) {
  for (size_t at = 0; at < text.len;) {
    const unsigned char *c = (const unsigned char *)text.ptr + at;
    size_t length = character(c, text.len - at), taken = length ? length : 1;
    bool line_end = *c == '\r' && at + 1 < text.len && c[1] == '\n';
    if (length && !is_control(c, length))
      ren_buf_append(out, c, length);
    else
      for (size_t i = 0; i < taken && !line_end; i++) ren_buf_printf(out, "\\x%02X", c[i]);
    at += taken;
  }
}

/* Line ends within a mark would tear it. */
static void append_marked(ren_buf *out, ren_str text, bool colour, bool added) {
  if (!text.len) return;
  ren_buf_puts(out, colour ? (added ? GREEN : RED) : (added ? "{+" : "[-"));
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\n')
      ren_buf_puts(out, "\u23CE");
    else
      ren_buf_putc(out, text.ptr[i]);
  }
  ren_buf_puts(out, colour ? PLAIN : (added ? "+}" : "-]"));
}

/* Only blanks and line ends differ: whole lines, old and new. */
static void append_lines(ren_buf *out, ren_str text, char sign, bool colour) {
  for (size_t at = 0; at < text.len;) {
    size_t end = line_end(text, at);
    size_t stop = end > at && text.ptr[end - 1] == '\n' ? end - 1 : end;
    ren_buf_printf(out, "%s%c", colour ? (sign == '-' ? RED : GREEN) : "", sign);
    ren_buf_append(out, text.ptr + at, stop - at);
    ren_buf_printf(out, "%s\n", colour ? PLAIN : "");
    at = end;
  }
}

static ren_status append_words(ren_buf *out, ren_str old, ren_str now, bool colour, ren_error *err) {
  ren_diff_piece *pieces = NULL;
  size_t count = 0;
  bool marked = false;
  ren_status status = ren_diff_words(&pieces, &count, old, now, err);
  if (status != REN_OK) return status;
  for (size_t i = 0; i < count; i++) marked |= pieces[i].op != REN_DIFF_SAME;
  for (size_t i = 0; marked && i < count; i++) {
    const ren_diff_piece *p = &pieces[i];
    ren_str a = {old.ptr + p->a_offset, p->a_length}, b = {now.ptr + p->b_offset, p->b_length};
    if (p->op == REN_DIFF_SAME) {
      ren_buf_append_str(out, b);
      continue;
    }
    /* The blank after the word stays outside the marks. */
    size_t a_tail = a.len - ren_str_trim(a).len, b_tail = b.len - ren_str_trim(b).len;
    bool blanks = a_tail && b_tail && a.ptr + a.len - a_tail == ren_str_trim(a).ptr + ren_str_trim(a).len &&
                  b.ptr + b.len - b_tail == ren_str_trim(b).ptr + ren_str_trim(b).len;
    append_marked(out, blanks ? ren_str_trim(a) : a, colour, false);
    append_marked(out, blanks ? ren_str_trim(b) : b, colour, true);
    if (blanks) ren_buf_append(out, b.ptr + b.len - b_tail, b_tail);
  }
  if (!marked) {
    append_lines(out, old, '-', colour);
    append_lines(out, now, '+', colour);
  } else if (out->len && out->ptr[out->len - 1] != '\n') {
    ren_buf_putc(out, '\n');
  }
  ren_diff_free(pieces);
  return REN_OK;
}

static size_t count_lines(ren_str text) {
  size_t lines = 0;
  for (size_t i = 0; i < text.len; i++) lines += text.ptr[i] == '\n';
  return lines;
}

static void append_range(ren_buf *out, char sign, size_t line, ren_str text) {
  size_t lines = count_lines(text) + (text.len && text.ptr[text.len - 1] != '\n');
  ren_buf_printf(out, " %c%zu", sign, line);
  if (lines != 1) ren_buf_printf(out, ",%zu", lines);
}

static ren_status append_hunk(ren_buf *out, const cli_diff_input *in, const hunk *h, size_t old_line, size_t new_line,
                              ren_error *err) {
  ren_str now = {ren_text_bytes(in->text).ptr + h->from, h->to - h->from};
  ren_str old = {in->original.ptr + h->old_from, h->old_to - h->old_from};
  ren_buf shown_old = {0}, shown_new = {0};
  cli_append_visible(&shown_old, old);
  cli_append_visible(&shown_new, now);
  ren_buf_puts(out, in->colour ? CYAN "@@" : "@@");
  append_range(out, '-', old_line, old);
  append_range(out, '+', new_line, now);
  ren_buf_puts(out, in->colour ? " @@" PLAIN "\n" : " @@\n");
  ren_status status = append_words(out, ren_buf_str(&shown_old), ren_buf_str(&shown_new), in->colour, err);
  ren_buf_free(&shown_old);
  ren_buf_free(&shown_new);
  return status;
}

void cli_diff_head(ren_buf *out, const char *shown, bool colour) {
  ren_buf_printf(out, "%s--- %s\n+++ %s (cleaned)%s\n", colour ? BOLD : "", shown, shown, colour ? PLAIN : "");
}

ren_status cli_diff_write(ren_buf *out, const cli_diff_input *in, ren_error *err) {
  hunk *hunks = cli_alloc_array(ren_log_count(in->log), sizeof *hunks);
  size_t count = find_hunks(hunks, in), old_at = 0, new_at = 0, old_line = in->old_line, new_line = in->new_line;
  ren_str now = ren_text_bytes(in->text);
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < count; i++) {
    const hunk *h = &hunks[i];
    if (h->old_from > old_at) {
      old_line += count_lines((ren_str){in->original.ptr + old_at, h->old_from - old_at});
      old_at = h->old_from;
    }
    new_line += count_lines((ren_str){now.ptr + new_at, h->from - new_at});
    new_at = h->from;
    status = append_hunk(out, in, h, old_line, new_line, err);
  }
  free(hunks);
  if (status == REN_OK && out->status != REN_OK) status = ren_fail_nomem(err);
  return status;
}
