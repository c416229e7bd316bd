#include "items.h"

#include "json_scan.h"
#include "reader.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 20 };

static ren_dedup_item *add_item(cli_items *items) {
  items->list = cli_grow(items->list, &items->cap, items->count, sizeof *items->list);
  return &items->list[items->count++];
}

/* A string longer than what is left of the last chunk begins a new one. */
static ren_str keep_string(cli_items *items, ren_str s) {
  if (s.len == 0) return (ren_str){"", 0};
  if (s.len > items->room - items->used) {
    items->room = s.len > CHUNK / 4 ? s.len : CHUNK;
    items->used = 0;
    cli_list_add(&items->chunks, cli_alloc(items->room));
  }
  char *kept = items->chunks.items[items->chunks.count - 1] + items->used;
  memcpy(kept, s.ptr, s.len);
  items->used += s.len;
  return (ren_str){kept, s.len};
}

void cli_items_clear(cli_items *items) {
  for (size_t i = 0; i < items->file_count; i++) ren_buf_free(&items->files[i]);
  free(items->files);
  free(items->list);
  cli_list_clear(&items->chunks);
  *items = (cli_items){0};
}

void cli_items_from_reservations(cli_items *items, const ren_reservations *list) {
  ren_buf guard = {0};
  for (size_t i = 0; i < ren_reservations_count(list); i++) {
    const ren_reservation *r = ren_reservations_get(list, i);
    ren_buf_clear(&guard);
    cli_item_guard(&guard, r);
    *add_item(items) = (ren_dedup_item){r->id, r->text, keep_string(items, ren_buf_str(&guard)), r->refers_id};
  }
  ren_buf_free(&guard);
}

/* ---- files ------------------------------------------------------------------ */

ren_str cli_next_line(ren_str text, size_t *at) {
  const char *end = memchr(text.ptr + *at, '\n', text.len - *at);
  size_t stop = end ? (size_t)(end - text.ptr) : text.len;
  ren_str line = {text.ptr + *at, stop - *at};
  *at = stop + 1;
  return line;
}

bool cli_is_ndjson(ren_str text) {
  cli_json_member member;
  const char *why;
  size_t where;
  for (size_t at = 0; at < text.len;) {
    ren_str line = ren_str_trim(cli_next_line(text, &at));
    if (line.len) return line.ptr[0] == '{' && cli_json_find(line, "text", &member, &why, &where);
  }
  return false;
}

typedef struct file_records {
  cli *c;
  cli_items *items;
  const cli_input *input;
  cli_item_reader reader;
  size_t line;
} file_records;

static void add_record(file_records *r, ren_str line) {
  ren_dedup_item item;
  const char *why;
  if (!cli_item_read(&r->reader, line, &item, &why)) {
    cli_fail(r->c, CLI_SOME_FAILED, r->input->shown, "line %zu: %s; left out", r->line, why);
    return;
  }
  cli_items *items = r->items;
  *add_item(items) = (ren_dedup_item){keep_string(items, item.id), keep_string(items, item.text),
                                      keep_string(items, item.guard), keep_string(items, item.refers_id)};
}

static void add_records(file_records *r, ren_str text) {
  for (size_t at = 0; at < text.len && !cli_interrupted();) {
    ren_str line = cli_next_line(text, &at);
    r->line++;
    if (ren_str_trim(line).len) add_record(r, line);
  }
}

static void add_text(cli_items *items, const cli_input *input, ren_buf taken) {
  items->files = cli_grow(items->files, &items->file_cap, items->file_count, sizeof *items->files);
  items->files[items->file_count++] = taken;
  *add_item(items) = (ren_dedup_item){ren_str_of(input->shown), ren_buf_str(&taken), {"", 0}, {"", 0}};
}

static ren_status read_file(file_records *r, cli_reader *reader, ren_error *err) {
  ren_buf piece = {0}, whole = {0};
  bool last = false, records = false;
  ren_status status = cli_reader_next(reader, &piece, &last, err);
  if (status == REN_OK) records = cli_is_ndjson(ren_buf_str(&piece));
  while (status == REN_OK) {
    if (records)
      add_records(r, ren_buf_str(&piece));
    else
      ren_buf_append_str(&whole, ren_buf_str(&piece));
    if (last) break;
    status = cli_reader_next(reader, &piece, &last, err);
  }
  if (status == REN_OK && whole.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK && !records)
    add_text(r->items, r->input, whole);
  else
    ren_buf_free(&whole);
  ren_buf_free(&piece);
  return status;
}

bool cli_items_from_file(cli *c, cli_items *items, const cli_input *input) {
  file_records r = {.c = c, .items = items, .input = input};
  ren_error err = {0};
  cli_reader *reader = NULL;
  ren_status status = cli_reader_open(&reader, input, CLI_CUT_LINES, &err);
  if (status == REN_OK) status = read_file(&r, reader, &err);
  if (status != REN_OK) cli_fail_error(c, &err);
  cli_reader_free(reader);
  cli_item_reader_clear(&r.reader);
  return status == REN_OK;
}
