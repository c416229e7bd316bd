/* clean --undo: the original bytes from a text and its edit records. */
#include "filter.h"

#include "json_scan.h"

#include <string.h>

/* The "file" member of a record; empty if there is none. */
static void file_of(ren_buf *out, ren_str line) {
  cli_json_member member;
  const char *why;
  size_t at;
  ren_buf_clear(out);
  if (cli_json_find(line, "file", &member, &why, &at) && member.found)
    cli_json_unquote(out, (ren_str){line.ptr + member.start, member.end - member.start});
}

static ren_str base_name(ren_str path) {
  for (size_t i = path.len; i > 0; i--)
    if (path.ptr[i - 1] == '/') return (ren_str){path.ptr + i, path.len - i};
  return path;
}

typedef struct selection {
  ren_str wanted;   /* base name of the text */
  bool only_wanted; /* second pass: leave other files' records out */
  bool several;     /* the records name more than one file */
  ren_buf first;
} selection;

/* Copies the records of one file. */
static void select_records(ren_buf *out, ren_str log, selection *s) {
  ren_buf file = {0};
  bool any = false;
  for (size_t at = 0; at < log.len;) {
    const char *end = memchr(log.ptr + at, '\n', log.len - at);
    size_t stop = end ? (size_t)(end - log.ptr) + 1 : log.len;
    ren_str line = {log.ptr + at, stop - at};
    at = stop;
    if (!ren_str_trim(line).len) continue;
    file_of(&file, line);
    if (!any) ren_buf_append_str(&s->first, ren_buf_str(&file));
    if (any && !ren_str_eq(ren_buf_str(&file), ren_buf_str(&s->first))) s->several = true;
    any = true;
    if (!s->only_wanted || ren_str_eq(base_name(ren_buf_str(&file)), s->wanted)) ren_buf_append_str(out, line);
  }
  ren_buf_free(&file);
}

static ren_status write_output(const char *path, ren_str bytes, ren_error *err) {
  cli_sink *sink;
  ren_status status = cli_sink_open_packed(&sink, path, cli_packing_of_name(path), err);
  if (status != REN_OK) return status;
  status = cli_sink_write(sink, bytes, err);
  if (status == REN_OK) return cli_sink_close(sink, err);
  cli_sink_abandon(sink);
  return status;
}

int filter_undo(cli *c, const cli_command *command, const filter_settings *settings, const cli_list *operands) {
  ren_error err = {0};
  ren_buf log = {0}, chosen = {0}, text = {0}, original = {0};
  selection s = {0};
  if (operands->count > 1) return cli_usage(c, command, "--undo takes one text");
  if (settings->in_place) return cli_usage(c, command, "--undo writes to standard output or --output");
  const char *path = operands->count ? operands->items[0] : "-";
  ren_status status = cli_read_whole(&log, settings->undo, &err);
  if (status == REN_OK) status = cli_read_whole(&text, path, &err);
  if (status == REN_OK) select_records(&chosen, ren_buf_str(&log), &s);
  if (s.several) {
    s.only_wanted = true;
    s.wanted = base_name(ren_str_of(path));
    ren_buf_clear(&chosen);
    select_records(&chosen, ren_buf_str(&log), &s);
  }
  if (status == REN_OK) {
    status = ren_log_undo(&original, ren_buf_str(&text), ren_buf_str(&chosen), &err);
    ren_error_place(&err, settings->undo, 0);
  }
  if (status == REN_OK) status = write_output(settings->output, ren_buf_str(&original), &err);
  if (status != REN_OK) cli_fail_error(c, &err);
  ren_buf_free(&log);
  ren_buf_free(&chosen);
  ren_buf_free(&text);
  ren_buf_free(&original);
  ren_buf_free(&s.first);
  return cli_status(c);
}
