#include "items.h"

#include "json_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ren_dedup_item *add_item(cli_items *items) {
  items->list = cli_grow(items->list, &items->cap, items->count, sizeof *items->list);
  return &items->list[items->count++];
}

static ren_str keep_string(cli_items *items, const ren_buf *taken) {
  char *copy = cli_strndup(ren_buf_str(taken));
  cli_list_add(&items->strings, copy);
  return (ren_str){copy, taken->len};
}

void cli_items_clear(cli_items *items) {
  for (size_t i = 0; i < items->bytes_count; i++) ren_buf_free(&items->bytes[i]);
  free(items->bytes);
  free(items->list);
  cli_list_clear(&items->strings);
  *items = (cli_items){0};
}

/* ---- reservations ----------------------------------------------------------- */

/* The letter that an å, ä or ö (its second byte in UTF-8) becomes; 0 for others. */
static char without_marks(unsigned char second) {
  if (second == 0xA5 || second == 0xA4 || second == 0x85 || second == 0x84) return 'a';
  return second == 0xB6 || second == 0x96 ? 'o' : '\0';
}

/* Letters and digits only, Swedish ones without their dots and rings: what OCR loses
 * first. */
static void append_folded(ren_buf *out, ren_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c | 0x20);
    if (c == '\xC3' && i + 1 < text.len) c = without_marks((unsigned char)text.ptr[i + 1]);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) ren_buf_putc(out, c);
  }
}

static int by_text(const void *a, const void *b) {
  const ren_str *x = a, *y = b;
  int order = memcmp(x->ptr, y->ptr, x->len < y->len ? x->len : y->len);
  return order ? order : (x->len > y->len) - (x->len < y->len);
}

static ren_str guard_of(cli_items *items, const ren_reservation *r) {
  ren_buf guard = {0};
  ren_str *parties = cli_alloc_array(r->signatory_count, sizeof *parties);
  for (size_t i = 0; i < r->signatory_count; i++) parties[i] = r->signatories[i].party;
  if (r->signatory_count) qsort(parties, r->signatory_count, sizeof *parties, by_text);
  for (size_t i = 0; i < r->signatory_count; i++) {
    if (!parties[i].len || (i && ren_str_eq(parties[i], parties[i - 1]))) continue;
    ren_buf_append_str(&guard, parties[i]);
    ren_buf_putc(&guard, ' ');
  }
  ren_buf_putc(&guard, '|');
  append_folded(&guard, r->heading.len ? r->heading : r->dnr);
  ren_str kept = keep_string(items, &guard);
  ren_buf_free(&guard);
  free(parties);
  return kept;
}

static void add_reservations(cli_items *items, const ren_reservations *list, size_t first) {
  for (size_t i = first; i < ren_reservations_count(list); i++) {
    const ren_reservation *r = ren_reservations_get(list, i);
    ren_str guard = guard_of(items, r);
    *add_item(items) = (ren_dedup_item){r->id, r->text, guard, r->refers_id};
  }
}

void cli_items_from_reservations(cli_items *items, const ren_reservations *list) { add_reservations(items, list, 0); }

/* ---- files ------------------------------------------------------------------ */

static bool string_member(ren_buf *out, ren_str line, const char *name, const char **why) {
  cli_json_member member;
  size_t at;
  ren_buf_clear(out);
  if (!cli_json_find(line, name, &member, why, &at)) return false;
  if (member.found) cli_json_unquote(out, (ren_str){line.ptr + member.start, member.end - member.start});
  *why = NULL;
  return member.found;
}

static ren_str next_line(ren_str text, size_t *at) {
  const char *end = memchr(text.ptr + *at, '\n', text.len - *at);
  size_t stop = end ? (size_t)(end - text.ptr) : text.len;
  ren_str line = {text.ptr + *at, stop - *at};
  *at = stop + 1;
  return line;
}

/* The first line that is not blank is a JSON object: then all are taken for records. */
static bool is_ndjson(ren_str text) {
  cli_json_member member;
  const char *why;
  size_t where;
  for (size_t at = 0; at < text.len;) {
    ren_str line = ren_str_trim(next_line(text, &at));
    if (line.len) return line.ptr[0] == '{' && cli_json_find(line, "text", &member, &why, &where);
  }
  return false;
}

/* A record that has at least an id and a text. */
static bool add_plain_record(cli_items *items, ren_str line, ren_buf *value, const char **why) {
  ren_dedup_item item = {.guard = {"", 0}, .refers_id = {"", 0}};
  if (!string_member(value, line, "id", why)) return false;
  item.id = keep_string(items, value);
  if (!string_member(value, line, "text", why)) return false;
  item.text = keep_string(items, value);
  *add_item(items) = item;
  return true;
}

static void add_record(cli *c, cli_items *items, ren_reservations *list, const cli_input *input, ren_str line,
                       size_t number) {
  ren_buf value = {0};
  const char *why = NULL;
  bool ours = string_member(&value, line, "schema", &why) &&
              ren_str_eq(ren_buf_str(&value), REN_STR("renskrift/reservation/1"));
  bool read = ours && ren_reservations_read_ndjson(list, line, NULL) == REN_OK;
  if (!read && !add_plain_record(items, line, &value, &why))
    cli_fail(c, CLI_SOME_FAILED, input->shown, "line %zu: %s; left out", number,
             why ? why : "has no \"id\" and \"text\" strings");
  ren_buf_free(&value);
}

/* Reservations are gathered first and become items when all are read: growing the list
 * may move what it holds. Plain records come after them. */
static void add_records(cli *c, cli_items *items, ren_reservations *list, const cli_input *input, ren_str text) {
  size_t number = 0;
  for (size_t at = 0; at < text.len && !cli_interrupted();) {
    ren_str line = next_line(text, &at);
    number++;
    if (ren_str_trim(line).len) add_record(c, items, list, input, line, number);
  }
}

bool cli_items_from_file(cli *c, cli_items *items, ren_reservations *reservations, const cli_input *input) {
  ren_error err = {0};
  ren_buf text = {0};
  if (ren_file_read(&text, input->path, 0, &err) != REN_OK) {
    cli_fail_error(c, &err);
    ren_buf_free(&text);
    return false;
  }
  if (is_ndjson(ren_buf_str(&text))) {
    add_records(c, items, reservations, input, ren_buf_str(&text));
    ren_buf_free(&text);
    return true;
  }
  items->bytes = cli_grow(items->bytes, &items->bytes_cap, items->bytes_count, sizeof *items->bytes);
  items->bytes[items->bytes_count++] = text;
  *add_item(items) = (ren_dedup_item){ren_str_of(input->shown), ren_buf_str(&text), {"", 0}, {"", 0}};
  return true;
}
