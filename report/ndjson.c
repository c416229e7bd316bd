#include "ndjson.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 18 };

json_t *ren__ndjson_line(ren_str line, const char *schema) {
  json_t *record = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
  if (!json_is_object(record)) {
    json_decref(record);
    return NULL;
  }
  const json_t *said = json_object_get(record, "schema");
  if (said && schema && (!json_is_string(said) || strcmp(json_string_value(said), schema) != 0)) {
    json_decref(record);
    return NULL;
  }
  return record;
}

bool ren__next_line(ren_str *rest, ren_str *line) {
  if (rest->len == 0) return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len, step = end ? len + 1 : len;
  *line = (ren_str){rest->ptr, len};
  *rest = (ren_str){rest->ptr + step, rest->len - step};
  return true;
}

ren_str ren__get_str(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_string(value)) return (ren_str){"", 0};
  return (ren_str){json_string_value(value), json_string_length(value)};
}

int64_t ren__get_int(const json_t *object, const char *key, int64_t fallback) {
  const json_t *value = json_object_get(object, key);
  return json_is_integer(value) ? (int64_t)json_integer_value(value) : fallback;
}

double ren__get_num(const json_t *object, const char *key, double fallback) {
  const json_t *value = json_object_get(object, key);
  return json_is_number(value) && isfinite(json_number_value(value)) ? json_number_value(value) : fallback;
}

/* ---- a file ----------------------------------------------------------------- */

typedef struct reader {
  ren__ndjson_result *result;
  const char *schema;
  ren__record_fn fn;
  void *payload;
  bool stopped;
} reader;

static void take_line(reader *r, ren_str line) {
  if (r->stopped || ren_str_trim(line).len == 0) return;
  json_t *record = line.len <= REN__LINE_MAX ? ren__ndjson_line(line, r->schema) : NULL;
  if (!record) {
    r->result->bad++;
    return;
  }
  r->result->good++;
  r->stopped = !r->fn(r->payload, record);
  json_decref(record);
}

/* Gives out the whole lines of buf and keeps the rest of it. When the rest is too
 * long to be a record it is forgotten; *skipping then lasts to the line's end. */
static void take_lines(reader *r, ren_buf *buf, bool *skipping) {
  ren_str rest = ren_buf_str(buf), line;
  while (memchr(rest.ptr, '\n', rest.len) && ren__next_line(&rest, &line)) {
    if (!*skipping) take_line(r, line);
    *skipping = false;
  }
  memmove(buf->ptr, rest.ptr, rest.len);
  buf->len = rest.len;
  if (buf->len <= REN__LINE_MAX) return;
  if (!*skipping) r->result->bad++;
  *skipping = true;
  buf->len = 0;
}

static ren_status read_lines(reader *r, int fd, ren_error *err) {
  ren_buf buf = {0};
  bool skipping = false;
  ren_status status = REN_OK;
  while (!r->stopped) {
    if (!ren_buf_reserve(&buf, CHUNK)) {
      status = ren_fail_nomem(err);
      break;
    }
    ssize_t got = read(fd, buf.ptr + buf.len, CHUNK);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) status = ren_fail_errno(err, REN_EIO, errno, "cannot read");
    if (got <= 0) break;
    buf.len += (size_t)got;
    take_lines(r, &buf, &skipping);
  }
  if (status == REN_OK && buf.len && !skipping) take_line(r, ren_buf_str(&buf));
  if (status == REN_OK && r->stopped) status = ren_fail_nomem(err);
  ren_buf_free(&buf);
  return status;
}

ren_status ren__ndjson_file(ren__ndjson_result *result, const char *path, const char *schema, ren__record_fn fn,
                            void *payload, ren_error *err) {
  *result = (ren__ndjson_result){0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return REN_OK;
  ren_status status;
  if (fd < 0) {
    status = ren_fail_errno(err, REN_EIO, errno, "cannot open");
  } else {
    result->there = true;
    reader r = {result, schema, fn, payload, false};
    status = read_lines(&r, fd, err);
    close(fd);
  }
  ren_error_place(err, path, 0);
  return status;
}
