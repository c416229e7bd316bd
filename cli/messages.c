#include "cli.h"
#include "progress.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void cli_init(cli *c) {
  *c = (cli){0};
  pthread_mutex_init(&c->lock, NULL);
}

void cli_clear(cli *c) {
  cli_progress_end(c);
  pthread_mutex_destroy(&c->lock);
}

/* ---- exit status ---------------------------------------------------------- */

/* Statuses are ordered by their number; 130 is the greatest. */
void cli_note_status(cli *c, int status) {
  pthread_mutex_lock(&c->lock);
  if (status > c->status) c->status = status;
  pthread_mutex_unlock(&c->lock);
}

int cli_status(cli *c) {
  pthread_mutex_lock(&c->lock);
  int status = c->status;
  pthread_mutex_unlock(&c->lock);
  return status;
}

int cli_status_of(const ren_error *err) {
  switch (err->code) {
  case REN_OK: return CLI_OK;
  case REN_EINVAL: return CLI_USAGE;
  case REN_EOUTPUT: return CLI_OUTPUT;
  case REN_EMISSING: return CLI_MISSING;
  case REN_ECANCELLED: return CLI_INTERRUPTED;
  default: return CLI_SOME_FAILED;
  }
}

/* ---- writing -------------------------------------------------------------- */

/* File names and messages about hostile files must not steer the terminal. */
static void append_plain(ren_buf *line, const char *text) {
  for (; *text; text++) ren_buf_putc(line, (unsigned char)*text < 0x20 || *text == 0x7F ? '?' : *text);
}

static void emit(cli *c, const ren_buf *line) {
  pthread_mutex_lock(&c->lock);
  cli_progress_hide(c->progress);
  fwrite(line->ptr, 1, line->len, stderr);
  fflush(stderr);
  cli_progress_show(c->progress);
  pthread_mutex_unlock(&c->lock);
}

static void emit_message(cli *c, const char *place, const char *text) {
  ren_buf line = {0};
  ren_buf_puts(&line, "renskrift: ");
  if (place && *place) {
    append_plain(&line, place);
    ren_buf_puts(&line, ": ");
  }
  append_plain(&line, text);
  ren_buf_putc(&line, '\n');
  if (line.status == REN_OK) emit(c, &line);
  ren_buf_free(&line);
}

static void emit_format(cli *c, const char *place, const char *format, va_list args) {
  char text[2048];
  vsnprintf(text, sizeof text, format, args);
  emit_message(c, place, text);
}

void cli_fail(cli *c, int status, const char *file, const char *format, ...) {
  va_list args;
  va_start(args, format);
  emit_format(c, file, format, args);
  va_end(args);
  cli_note_status(c, status);
}

void cli_say(cli *c, const char *file, const char *format, ...) {
  if (c->quiet) return;
  va_list args;
  va_start(args, format);
  emit_format(c, file, format, args);
  va_end(args);
}

void cli_detail(cli *c, const char *file, const char *format, ...) {
  if (!c->verbose) return;
  va_list args;
  va_start(args, format);
  emit_format(c, file, format, args);
  va_end(args);
}

void cli_print(cli *c, ren_str text) {
  if (!text.len) return;
  ren_buf copy = {0};
  ren_buf_append_str(&copy, text);
  if (copy.status == REN_OK) emit(c, &copy);
  ren_buf_free(&copy);
}

/* ---- failures of the library ---------------------------------------------- */

/* What to do about it; "" where the message says all. */
static const char *hint(const ren_error *err) {
  switch (err->code) {
  case REN_EOUTPUT:
    if (err->sys_errno == ENOSPC || err->sys_errno == EDQUOT) return "; make room and run the same command again";
    return err->sys_errno == EACCES || err->sys_errno == EROFS ? "; choose another place with --output" : "";
  case REN_ENOMEM: return "; try fewer --jobs";
  default: return "";
  }
}

void cli_fail_error(cli *c, ren_error *err) {
  int status = cli_status_of(err);
  bool broken_pipe = err->code == REN_EOUTPUT && err->sys_errno == EPIPE; /* the reader has had enough */
  if (err->code != REN_OK && !broken_pipe && err->code != REN_ECANCELLED) {
    char place[REN_ERROR_FILE_MAX + 32], text[REN_ERROR_MESSAGE_MAX + 256];
    if (err->page)
      snprintf(place, sizeof place, "%s: page %u", err->file, err->page);
    else
      snprintf(place, sizeof place, "%s", err->file);
    int used = snprintf(text, sizeof text, "%s%s", err->message, hint(err));
    const char *byte = strstr(err->message, "byte ");
    bool placed = byte && byte[5] >= '0' && byte[5] <= '9';
    if (!placed && err->offset != UINT64_MAX && err->offset != 0 && used > 0 && (size_t)used < sizeof text)
      snprintf(text + used, sizeof text - (size_t)used, " (at byte %llu)", (unsigned long long)err->offset);
    emit_message(c, place, text);
  }
  cli_note_status(c, status);
  *err = (ren_error){0};
}
