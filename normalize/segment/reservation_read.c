#include "segment/reservation_list.h"

#include <jansson.h>
#include <string.h>

typedef struct record {
  const json_t *root;
  const char *wrong; /* the first field that is not as it should be */
} record;

/* An absent or null field is the empty string. */
static ren_str read_str(record *r, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!value || json_is_null(value)) return (ren_str){"", 0};
  if (!json_is_string(value)) {
    if (!r->wrong) r->wrong = key;
    return (ren_str){"", 0};
  }
  return (ren_str){json_string_value(value), json_string_length(value)};
}

static uint64_t read_number(record *r, const char *key, uint64_t max) {
  const json_t *value = json_object_get(r->root, key);
  if (!value || json_is_null(value)) return 0;
  if (!json_is_integer(value) || json_integer_value(value) < 0 || (uint64_t)json_integer_value(value) > max) {
    if (!r->wrong) r->wrong = key;
    return 0;
  }
  return (uint64_t)json_integer_value(value);
}

static ren_kind read_kind(record *r) {
  ren_str name = read_str(r, r->root, "kind");
  if (!name.len) return REN_KIND_RESERVATION;
  for (int kind = REN_KIND_RESERVATION; kind <= REN_KIND_MOTION; kind++)
    if (ren_str_eq(name, ren_str_of(ren_kind_name((ren_kind)kind)))) return (ren_kind)kind;
  if (!r->wrong) r->wrong = "kind";
  return REN_KIND_RESERVATION;
}

static void read_refers(record *r, ren_reservation *item) {
  static const struct {
    const char *name;
    ren_refers how;
  } names[] = {{"likalydande", REN_REFERS_LIKALYDANDE}, {"se", REN_REFERS_SE}, {"instämmer", REN_REFERS_INSTAMMER}};
  const json_t *refers = json_object_get(r->root, "refers_to");
  if (!refers || json_is_null(refers)) return;
  ren_str how = read_str(r, refers, "how");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (ren_str_eq(how, ren_str_of(names[i].name))) item->refers = names[i].how;
  if (item->refers == REN_REFERS_NONE && !r->wrong) r->wrong = "refers_to";
  item->refers_to = read_str(r, refers, "to");
  item->refers_id = read_str(r, refers, "id");
}

static bool read_signatories(record *r, ren_arena *arena, ren_reservation *item) {
  const json_t *array = json_object_get(r->root, "signatories");
  if (!array || json_is_null(array)) return true;
  size_t count = json_array_size(array);
  if (!json_is_array(array)) {
    if (!r->wrong) r->wrong = "signatories";
    return true;
  }
  item->signatories = count ? ren_arena_alloc(arena, count * sizeof *item->signatories) : NULL;
  if (count && !item->signatories) return false;
  for (size_t i = 0; i < count; i++) {
    const json_t *one = json_array_get(array, i);
    if (!json_is_object(one) && !r->wrong) r->wrong = "signatories";
    item->signatories[i].name = read_str(r, one, "name");
    item->signatories[i].party = read_str(r, one, "party");
  }
  item->signatory_count = count;
  return true;
}

static void read_strings(record *r, ren_reservation *item) {
  const struct {
    const char *key;
    ren_str *value;
  } fields[] = {{"id", &item->id},           {"file", &item->file}, {"organ", &item->organ},
                {"date", &item->date},       {"dnr", &item->dnr},   {"paragraph", &item->paragraph},
                {"heading", &item->heading}, {"text", &item->text}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) *fields[i].value = read_str(r, r->root, fields[i].key);
}

static ren_status read_record(ren_reservations *list, const json_t *root, size_t line, ren_error *err) {
  record r = {.root = root};
  ren_reservation item = {0};
  ren_str schema = read_str(&r, root, "schema");
  if (!json_is_object(root)) return ren_fail(err, REN_EFORMAT, "line %zu is not a JSON object", line);
  if (schema.len && !ren_str_eq(schema, REN_STR("renskrift/reservation/1")))
    return ren_fail(err, REN_EFORMAT, "line %zu has the schema %.60s, not renskrift/reservation/1", line, schema.ptr);
  if (!json_is_string(json_object_get(root, "id")) || !json_is_string(json_object_get(root, "text")))
    return ren_fail(err, REN_EFORMAT, "line %zu has no id or no text", line);
  read_strings(&r, &item);
  item.kind = read_kind(&r);
  item.origin.page = (uint32_t)read_number(&r, "page", UINT32_MAX);
  item.offset = item.origin.offset = (size_t)read_number(&r, "offset", SIZE_MAX / 2);
  item.length = item.origin.length = (size_t)read_number(&r, "length", SIZE_MAX / 2);
  read_refers(&r, &item);
  if (!read_signatories(&r, list->arena, &item)) return ren_fail_nomem(err);
  if (!item.id.len && !r.wrong) r.wrong = "id";
  if (r.wrong) return ren_fail(err, REN_EFORMAT, "line %zu: the field \"%s\" is not valid", line, r.wrong);
  return ren__reservations_add(list, &item, err);
}

static ren_status read_line(ren_reservations *list, ren_str line, size_t number, size_t offset, ren_error *err) {
  json_error_t why;
  json_t *root = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
  ren_status status = root ? read_record(list, root, number, err)
                           : ren_fail(err, REN_EFORMAT, "line %zu is not JSON: %.200s", number, why.text);
  size_t within = root || why.position < 0 ? 0 : (size_t)why.position;
  if (status == REN_EFORMAT && err) err->offset = offset + within;
  json_decref(root);
  return status;
}

ren_status ren_reservations_read_ndjson(ren_reservations *list, ren_str ndjson, ren_error *err) {
  size_t before = list->count, number = 0;
  ren_status status = REN_OK;
  for (size_t at = 0; at < ndjson.len && status == REN_OK;) {
    const char *newline = memchr(ndjson.ptr + at, '\n', ndjson.len - at);
    size_t end = newline ? (size_t)(newline - ndjson.ptr) : ndjson.len;
    ren_str line = ren_str_trim((ren_str){ndjson.ptr + at, end - at});
    number++;
    if (line.len) status = read_line(list, line, number, at, err);
    at = end + 1;
  }
  if (status != REN_OK) ren__reservations_truncate(list, before);
  return status;
}
