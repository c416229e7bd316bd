/* What the threads do: one piece each. */
#include "filter.h"

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
  cli_edit_counts_clear(&work->counts);
  *work = (filter_work){0};
}

/* Offsets count in the file, in the message, too. */
static void place_error(filter_work *work) {
  char message[REN_ERROR_MESSAGE_MAX];
  static const char byte[] = "byte ";
  ren_error *err = &work->err;
  const char *digits = err->message + strlen(byte), *rest = digits + strspn(digits, "0123456789");
  err->offset += work->offset;
  if (strncmp(err->message, byte, strlen(byte)) != 0 || rest == digits) return;
  snprintf(message, sizeof message, "%s%llu%s", byte, (unsigned long long)err->offset, rest);
  memcpy(err->message, message, sizeof message);
}

typedef struct explain_call {
  const filter *f;
  filter_work *work;
} explain_call;

bool filter_has_fields(const filter *f) { return f->settings->field || f->settings->columns.count; }

bool filter_wants_notes(const filter *f) { return f->settings->explain || f->want_facts; }

void filter_explained(const filter *f, filter_work *work, size_t line, const char *text) {
  if (strstr(text, REN_ENCODING_IN_DOUBT) || strstr(text, "invalid-byte")) work->facts.doubts++;
  if (f->settings->explain)
    ren_buf_printf(&work->explained, "%s:%zu: %s\n", f->inputs.list[work->file].shown, line, text);
}

static void on_explain(void *payload, size_t line, size_t offset, const char *text) {
  (void)offset;
  const explain_call *call = payload;
  filter_explained(call->f, call->work, call->work->first_line + (line ? line - 1 : 0), text);
}

static size_t count_lost(ren_str text) {
  size_t count = 0;
  const char *at = text.ptr, *end = text.ptr + text.len;
  for (; text.len && at < end && (at = memchr(at, 0xEF, (size_t)(end - at))); at++) /* faster than memmem */
    count += end - at >= 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0;
  return count;
}

static void count_invalid(filter_invalid *invalid, const ren_log *log, uint64_t offset) {
  for (size_t i = 0; i < ren_log_count(log); i++) {
    const ren_log_entry *entry = ren_log_get(log, i);
    if (strcmp(entry->rule, "invalid-byte") != 0) continue;
    uint64_t place = offset + entry->origin.offset;
    if (!invalid->count || place < invalid->offset) invalid->offset = place;
    invalid->count++;
  }
}

/* Where U+FFFD came in, the piece is cleaned once more with a log that tells the places. */
static void find_invalid(const filter *f, filter_work *work) {
  ren_text *text = NULL;
  ren_log *log = work->log;
  ren_error err = {0};
  ren_str before = ren_buf_str(&work->bytes), after = ren_text_bytes(work->text);
  if (!(f->opts.steps & REN_CLEAN_ENCODING) || ren_str_eq(before, after) || count_lost(after) <= count_lost(before))
    return;
  ren_clean_opts opts = f->opts;
  opts.steps = REN_CLEAN_ENCODING;
  ren_status status = REN_OK;
  if (!log) {
    status = ren_log_new(&log, &err);
    if (status == REN_OK) status = ren_text_new(&text, before, &err);
    if (status == REN_OK) status = ren_clean_text(text, f->model, &opts, log, &err);
  }
  if (status == REN_OK) count_invalid(&work->invalid, log, work->offset);
  if (work->invalid.count)
    work->invalid.line = work->first_line +
                         filter_count_lines((ren_str){before.ptr, (size_t)(work->invalid.offset - work->offset)}, NULL);
  if (log != work->log) ren_log_free(log);
  ren_text_free(text);
}

static void clean_text(const filter *f, filter_work *work) {
  ren_clean_opts opts = f->opts;
  explain_call call = {f, work};
  if (filter_wants_notes(f)) {
    opts.encoding.explain = on_explain;
    opts.encoding.payload = &call;
  }
  ren_status status = ren_text_new(&work->text, ren_buf_str(&work->bytes), &work->err);
  if (status == REN_OK && f->want_log) status = ren_log_new(&work->log, &work->err);
  if (status == REN_OK) status = ren_clean_text(work->text, f->model, &opts, work->log, &work->err);
  if (status == REN_EFORMAT && work->err.offset != UINT64_MAX) place_error(work);
  if (status == REN_OK) find_invalid(f, work);
  if (status != REN_OK || !work->log) return;
  cli_edit_counts_add(&work->counts, work->log);
  if (f->want_facts) cli_facts_of_text(&work->facts, ren_buf_str(&work->bytes), work->log, ren_text_bytes(work->text));
}

bool filter_clean_work(void *payload, size_t i) {
  filter *f = payload;
  filter_work *work = &f->window[i];
  if (cli_interrupted()) return false;
  if (filter_has_fields(f))
    filter_clean_fields(f, work);
  else
    clean_text(f, work);
  cli_progress_add(f->c, work->consumed);
  return true;
}
