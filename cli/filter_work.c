/* What the threads do: one piece each. */
#include "filter.h"

#include "json_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void filter_work_clear(filter_work *work) {
  ren_text_free(work->text);
  ren_log_free(work->log);
  ren_buf_free(&work->bytes);
  ren_buf_free(&work->made);
  ren_buf_free(&work->edits);
  ren_buf_free(&work->explained);
  free(work->complaints);
  *work = (filter_work){0};
}

typedef struct explain_call {
  const filter *f;
  filter_work *work;
} explain_call;

static void on_explain(void *payload, size_t line, size_t offset, const char *text) {
  (void)offset;
  const explain_call *call = payload;
  filter_work *work = call->work;
  ren_buf_printf(&work->explained, "%s:%zu: %s\n", call->f->inputs.list[work->file].shown,
                 work->first_line + (line ? line - 1 : 0), text);
}

static void clean_text(const filter *f, filter_work *work) {
  ren_clean_opts opts = f->opts;
  explain_call call = {f, work};
  if (f->settings->explain) {
    opts.encoding.explain = on_explain;
    opts.encoding.payload = &call;
  }
  ren_status status = ren_text_new(&work->text, ren_buf_str(&work->bytes), &work->err);
  if (status == REN_OK && f->want_log) status = ren_log_new(&work->log, &work->err);
  if (status == REN_OK) status = ren_clean_text(work->text, f->model, &opts, work->log, &work->err);
}

bool filter_clean_work(void *payload, size_t i) {
  filter *f = payload;
  filter_work *work = &f->window[i];
  if (cli_interrupted()) return false;
  if (f->settings->field)
    filter_clean_fields(f, work);
  else
    clean_text(f, work);
  cli_progress_add(f->c, work->bytes.len);
  return true;
}

/* ---- NDJSON ----------------------------------------------------------------- */

static void complain(filter_work *work, size_t line, const char *text) {
  work->complaints = cli_grow(work->complaints, &work->complaint_cap, work->complaint_count, sizeof *work->complaints);
  filter_complaint *complaint = &work->complaints[work->complaint_count++];
  complaint->line = line;
  snprintf(complaint->text, sizeof complaint->text, "%.*s", (int)sizeof complaint->text - 1, text);
}

/* Cleans a value; log may be NULL. Nothing is appended on failure. */
static ren_status clean_value(const filter *f, ren_buf *out, ren_str value, ren_log **log, ren_error *err) {
  ren_text *text;
  ren_status status = ren_text_new(&text, value, err);
  if (status == REN_OK && f->want_log) status = ren_log_new(log, err);
  if (status == REN_OK) status = ren_clean_text(text, f->model, &f->opts, *log, err);
  if (status == REN_OK) ren_buf_append_str(out, ren_text_bytes(text));
  ren_text_free(text);
  return status;
}

static void write_record(ren_buf *out, ren_str line, const cli_json_member *member, ren_str value) {
  ren_json json;
  ren_buf_append(out, line.ptr, member->start);
  ren_json_begin(&json, out);
  ren_json_str(&json, value);
  ren_buf_append(out, line.ptr + member->end, line.len - member->end);
}

static void clean_record(filter *f, filter_work *work, ren_str line, size_t number) {
  cli_json_member member;
  const char *why;
  size_t at;
  ren_error err = {0};
  ren_buf before = {0}, after = {0};
  ren_log *log = NULL;
  bool changed = false;
  if (!cli_json_find(line, f->settings->field, &member, &why, &at)) {
    char text[128];
    snprintf(text, sizeof text, "not a JSON object: %s (byte %zu of the line)", why, at);
    complain(work, number, text);
  } else if (member.found) {
    cli_json_unquote(&before, (ren_str){line.ptr + member.start, member.end - member.start});
    ren_status status = clean_value(f, &after, ren_buf_str(&before), &log, &err);
    if (status != REN_OK) complain(work, number, err.message);
    changed = status == REN_OK && !ren_str_eq(ren_buf_str(&before), ren_buf_str(&after));
  }
  if (changed)
    write_record(&work->made, line, &member, ren_buf_str(&after));
  else
    ren_buf_append_str(&work->made, line);
  if (log && !err.code) {
    char *shown = cli_format("%s:%zu", f->inputs.list[work->file].shown, number);
    work->edit_count += ren_log_count(log);
    ren_log_write_ndjson(log, shown, &work->edits);
    free(shown);
  }
  ren_log_free(log);
  ren_buf_free(&before);
  ren_buf_free(&after);
}

void filter_clean_fields(filter *f, filter_work *work) {
  size_t number = work->first_line;
  for (size_t at = 0; at < work->bytes.len && !cli_interrupted(); number++) {
    const char *end = memchr(work->bytes.ptr + at, '\n', work->bytes.len - at);
    size_t stop = end ? (size_t)(end - work->bytes.ptr) : work->bytes.len;
    ren_str line = {work->bytes.ptr + at, stop - at};
    if (ren_str_trim(line).len)
      clean_record(f, work, line, number);
    else
      ren_buf_append_str(&work->made, line);
    if (end) ren_buf_putc(&work->made, '\n');
    at = stop + 1;
  }
  if (work->made.status != REN_OK || work->edits.status != REN_OK) ren_fail_nomem(&work->err);
}
