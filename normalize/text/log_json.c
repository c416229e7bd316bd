/* renskrift/edit/1 records, and undoing by them. */
#include "text/log.h"

#include "alloc.h"
#include "utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ------------------------------------------------------------ */

static void write_hex(ren_json *json, ren_str bytes) {
  static const char digits[] = "0123456789abcdef";
  ren_buf hex = {0};
  for (size_t i = 0; i < bytes.len; i++) {
    unsigned char c = (unsigned char)bytes.ptr[i];
    ren_buf_putc(&hex, digits[c >> 4]);
    ren_buf_putc(&hex, digits[c & 15]);
  }
  ren_json_str(json, ren_buf_str(&hex));
  if (hex.status != REN_OK) json->out->status = hex.status;
  ren_buf_free(&hex);
}

static void write_entry(const ren_log_entry *entry, const char *file, ren_buf *out) {
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/edit/1");
  ren_json_key(&json, "file");
  ren_json_cstr(&json, file);
  ren_json_key(&json, "page");
  if (entry->origin.page)
    ren_json_int(&json, entry->origin.page);
  else
    ren_json_null(&json);
  ren_json_key(&json, "offset");
  ren_json_int(&json, (int64_t)entry->origin.offset);
  ren_json_key(&json, "length");
  ren_json_int(&json, (int64_t)entry->origin.length);
  ren_json_key(&json, "before");
  ren_json_str(&json, entry->before);
  if (ren_utf8_valid(entry->before.ptr, entry->before.len) != entry->before.len) {
    ren_json_key(&json, "before_hex");
    write_hex(&json, entry->before);
  }
  ren_json_key(&json, "after");
  ren_json_str(&json, entry->after);
  ren_json_key(&json, "step");
  ren_json_cstr(&json, ren_step_name(entry->step));
  ren_json_key(&json, "rule");
  ren_json_cstr(&json, entry->rule);
  ren_json_key(&json, "confidence");
  ren_json_num(&json, (double)entry->confidence, 4);
  ren_json_key(&json, "step_offset");
  ren_json_int(&json, (int64_t)entry->step_offset);
  ren_json_key(&json, "out_offset");
  ren_json_int(&json, (int64_t)entry->out_offset);
  ren_json_key(&json, "out_length");
  ren_json_int(&json, (int64_t)entry->out_length);
  ren_json_end(&json, '}');
  ren_buf_putc(out, '\n');
}

void ren_log_write_ndjson(const ren_log *log, const char *file, ren_buf *out) {
  for (size_t i = 0; i < log->count; i++) write_entry(&log->list[i], file, out);
}

/* ---- undoing ------------------------------------------------------------ */

typedef struct undo_edit {
  size_t offset; /* in the text the step was given */
  ren_str before, after;
} undo_edit;

typedef struct undo_list {
  undo_edit *list;
  size_t count, cap;
} undo_list;

static bool unhex(ren_arena *arena, const char *hex, ren_str *out) {
  size_t n = strlen(hex);
  char *bytes = ren_arena_alloc(arena, n / 2 + 1);
  if (!bytes || n % 2) return false;
  for (size_t i = 0; i < n; i += 2) {
    char pair[3] = {hex[i], hex[i + 1], 0}, *end;
    bytes[i / 2] = (char)strtol(pair, &end, 16);
    if (*end) return false;
  }
  *out = (ren_str){bytes, n / 2};
  return true;
}

static bool copy_string(ren_arena *arena, const json_t *value, ren_str *out) {
  if (!json_is_string(value)) return false;
  return ren_arena_str(arena, (ren_str){json_string_value(value), json_string_length(value)}, out);
}

static bool read_entry(undo_list steps[REN_STEP_COUNT], ren_arena *arena, ren_str line) {
  json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, NULL);
  const char *name = json_string_value(json_object_get(root, "step"));
  const char *hex = json_string_value(json_object_get(root, "before_hex"));
  const json_t *offset = json_object_get(root, "step_offset");
  undo_edit edit = {0};
  bool ok = name && json_is_integer(offset) && json_integer_value(offset) >= 0 &&
            copy_string(arena, json_object_get(root, "before"), &edit.before) &&
            copy_string(arena, json_object_get(root, "after"), &edit.after);
  if (ok && hex) ok = unhex(arena, hex, &edit.before);
  int step = 0;
  while (ok && step < REN_STEP_COUNT && strcmp(name, ren_step_name((ren_step)step)) != 0) step++;
  if (ok && step < REN_STEP_COUNT) {
    edit.offset = (size_t)json_integer_value(offset);
    undo_list *list = &steps[step];
    ok = ren_grow(&list->list, &list->cap, list->count, sizeof *list->list);
    if (ok) list->list[list->count++] = edit;
  } else {
    ok = false;
  }
  json_decref(root);
  return ok;
}

/* Rebuilds the text that a step was given from the text that it made. */
static bool undo_step(ren_buf *given, ren_str made, const undo_list *edits) {
  size_t at = 0; /* in made */
  for (size_t i = 0; i < edits->count; i++) {
    const undo_edit *edit = &edits->list[i];
    if (edit->offset < given->len) return false;
    size_t keep = edit->offset - given->len;
    if (keep > made.len - at) return false;
    ren_buf_append(given, made.ptr + at, keep);
    at += keep;
    if (!ren_str_starts((ren_str){made.ptr + at, made.len - at}, edit->after)) return false;
    ren_buf_append_str(given, edit->before);
    at += edit->after.len;
  }
  ren_buf_append(given, made.ptr + at, made.len - at);
  return true;
}

static ren_status read_entries(undo_list steps[REN_STEP_COUNT], ren_arena *arena, ren_str ndjson, ren_error *err) {
  size_t number = 0;
  for (size_t i = 0; i < ndjson.len;) {
    const char *end = memchr(ndjson.ptr + i, '\n', ndjson.len - i);
    size_t stop = end ? (size_t)(end - ndjson.ptr) : ndjson.len;
    ren_str line = ren_str_trim((ren_str){ndjson.ptr + i, stop - i});
    number++;
    if (line.len && !read_entry(steps, arena, line))
      return ren_fail(err, REN_EFORMAT, "line %zu is not a renskrift/edit/1 record", number);
    i = stop + 1;
  }
  return REN_OK;
}

ren_status ren_log_undo(ren_buf *out, ren_str text, ren_str ndjson, ren_error *err) {
  undo_list steps[REN_STEP_COUNT] = {0};
  ren_buf now = {0}, before = {0};
  ren_arena *arena = ren_arena_new();
  ren_status status = arena ? read_entries(steps, arena, ndjson, err) : ren_fail_nomem(err);
  ren_buf_append_str(&now, text);
  for (int step = REN_STEP_COUNT; status == REN_OK && step-- > 0;) {
    if (steps[step].count == 0) continue;
    ren_buf_clear(&before);
    if (!undo_step(&before, ren_buf_str(&now), &steps[step]))
      status =
          ren_fail(err, REN_EFORMAT, "the log does not belong to this text (step %s)", ren_step_name((ren_step)step));
    ren_buf swap = now;
    now = before;
    before = swap;
  }
  if (status == REN_OK) ren_buf_append_str(out, ren_buf_str(&now));
  if (status == REN_OK && (now.status != REN_OK || out->status != REN_OK)) status = ren_fail_nomem(err);
  for (int step = 0; step < REN_STEP_COUNT; step++) ren_free(steps[step].list);
  ren_buf_free(&now);
  ren_buf_free(&before);
  ren_arena_free(arena);
  return status;
}
