#include "changes.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

typedef struct loader {
  ren__changes *out;
  ren_str text;
} loader;

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What stood there before, byte for byte where it was not UTF-8. */
static bool keep_before(ren__changes *out, const json_t *record, ren_str *before) {
  ren_str hex = ren__get_str(record, "before_hex");
  if (hex.len == 0 || hex.len % 2) return ren_arena_str(out->arena, ren__get_str(record, "before"), before);
  char *bytes = ren_arena_alloc(out->arena, hex.len / 2 + 1);
  if (!bytes) return false;
  for (size_t i = 0; i < hex.len; i += 2) {
    int high = hex_digit(hex.ptr[i]), low = hex_digit(hex.ptr[i + 1]);
    bytes[i / 2] = high < 0 || low < 0 ? '?' : (char)(high * 16 + low);
  }
  *before = (ren_str){bytes, hex.len / 2};
  return true;
}

static bool inside_letter(ren_str text, size_t at) {
  return at > 0 && at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

static bool add_change(void *payload, const json_t *record) {
  loader *l = payload;
  ren__changes *out = l->out;
  int64_t offset = ren__get_int(record, "out_offset", -1), length = ren__get_int(record, "out_length", -1);
  if (offset < 0 || length < 0 || (uint64_t)offset > l->text.len || (uint64_t)length > l->text.len - (uint64_t)offset) {
    out->unplaced++;
    return true;
  }
  if (!ren_grow(&out->list, &out->cap, out->count, sizeof *out->list)) return false;
  ren__change *c = &out->list[out->count];
  int64_t page = ren__get_int(record, "page", 0);
  *c = (ren__change){.kind = ren__kind_of(ren__get_str(record, "step")),
                     .confidence = ren__get_num(record, "confidence", 0),
                     .page = page > 0 && page <= UINT32_MAX ? (uint32_t)page : 0,
                     .start = (size_t)offset,
                     .end = (size_t)(offset + length),
                     .order = out->count};
  while (inside_letter(l->text, c->start)) c->start--;
  while (inside_letter(l->text, c->end)) c->end++;
  if (!ren_arena_str(out->arena, ren__get_str(record, "rule"), &c->rule) ||
      !ren_arena_str(out->arena, ren__get_str(record, "after"), &c->after) || !keep_before(out, record, &c->before))
    return false;
  out->count++;
  return true;
}

/* By place; points first, then longer ones first, then by step and as logged. */
static int by_place(const void *left, const void *right) {
  const ren__change *x = left, *y = right;
  bool x_point = x->start == x->end, y_point = y->start == y->end;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x_point != y_point) return x_point ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static int by_step(const void *left, const void *right) {
  const ren__change *x = left, *y = right;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return by_place(left, right);
}

static bool make_marks(ren__changes *out) {
  if (out->count) qsort(out->list, out->count, sizeof *out->list, by_place);
  for (size_t i = 0; i < out->count; i++) {
    const ren__change *c = &out->list[i];
    ren__mark *last = out->mark_count ? &out->marks[out->mark_count - 1] : NULL;
    bool same_point = last && last->start == last->end && c->start == c->end && c->start == last->start;
    if (last && (c->start < last->end || same_point)) {
      if (c->end > last->end) last->end = c->end;
      last->count++;
      continue;
    }
    if (!ren_grow(&out->marks, &out->mark_cap, out->mark_count, sizeof *out->marks)) return false;
    out->marks[out->mark_count++] = (ren__mark){c->start, c->end, i, 1};
  }
  for (size_t i = 0; i < out->mark_count; i++)
    if (out->marks[i].count > 1)
      qsort(out->list + out->marks[i].first, out->marks[i].count, sizeof *out->list, by_step);
  return true;
}

ren_status ren__changes_read(ren__changes *out, ren__report *r, const ren__document *doc, ren_str text) {
  *out = (ren__changes){.arena = ren_arena_new()};
  if (!out->arena) return ren_fail_nomem(r->err);
  loader l = {out, text};
  ren__ndjson_result found;
  ren_buf path = {0};
  ren_status status = REN_OK;
  if (ren__report_path(r, doc, ".edits.ndjson", &path))
    status = ren__ndjson_file(&found, path.ptr, "renskrift/edit/1", add_change, &l, r->err);
  ren_buf_free(&path);
  if (status == REN_OK && !make_marks(out)) status = ren_fail_nomem(r->err);
  if (status != REN_OK) ren__changes_clear(out);
  return status;
}

void ren__changes_clear(ren__changes *changes) {
  ren_free(changes->list);
  ren_free(changes->marks);
  ren_arena_free(changes->arena);
  *changes = (ren__changes){0};
}
