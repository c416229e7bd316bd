#include "segment/reservation_list.h"

static const char *refers_name(ren_refers how) {
  switch (how) {
  case REN_REFERS_LIKALYDANDE: return "likalydande";
  case REN_REFERS_SE: return "se";
  case REN_REFERS_INSTAMMER: return "instämmer";
  case REN_REFERS_NONE: break;
  }
  return "";
}

static void write_str(ren_json *json, const char *key, ren_str value) {
  ren_json_key(json, key);
  ren_json_str(json, value);
}

static void write_signatories(ren_json *json, const ren_reservation *item) {
  ren_json_key(json, "signatories");
  ren_json_array(json);
  for (size_t i = 0; i < item->signatory_count; i++) {
    ren_json_object(json);
    write_str(json, "name", item->signatories[i].name);
    write_str(json, "party", item->signatories[i].party);
    ren_json_end(json, '}');
  }
  ren_json_end(json, ']');
}

static void write_refers(ren_json *json, const ren_reservation *item) {
  ren_json_key(json, "refers_to");
  if (item->refers == REN_REFERS_NONE) {
    ren_json_null(json);
    return;
  }
  ren_json_object(json);
  ren_json_key(json, "how");
  ren_json_cstr(json, refers_name(item->refers));
  write_str(json, "to", item->refers_to);
  ren_json_key(json, "id");
  if (item->refers_id.len)
    ren_json_str(json, item->refers_id);
  else
    ren_json_null(json);
  ren_json_end(json, '}');
}

static void write_item(ren_buf *out, const ren_reservation *item) {
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/reservation/1");
  write_str(&json, "id", item->id);
  write_str(&json, "file", item->file);
  ren_json_key(&json, "page");
  if (item->origin.page)
    ren_json_int(&json, item->origin.page);
  else
    ren_json_null(&json);
  ren_json_key(&json, "offset");
  ren_json_int(&json, (int64_t)item->origin.offset);
  ren_json_key(&json, "length");
  ren_json_int(&json, (int64_t)item->origin.length);
  ren_json_key(&json, "kind");
  ren_json_cstr(&json, ren_kind_name(item->kind));
  write_str(&json, "organ", item->organ);
  write_str(&json, "date", item->date);
  write_str(&json, "dnr", item->dnr);
  write_str(&json, "paragraph", item->paragraph);
  write_signatories(&json, item);
  write_str(&json, "heading", item->heading);
  write_str(&json, "text", item->text);
  write_refers(&json, item);
  ren_json_end(&json, '}');
  ren_buf_putc(out, '\n');
}

void ren_reservations_write_ndjson(const ren_reservations *list, ren_buf *out) {
  for (size_t i = 0; i < list->count; i++) write_item(out, &list->items[i]);
}
