#include "segment/section_list.h"

static void write_str(ren_json *json, const char *key, ren_str value) {
  ren_json_key(json, key);
  ren_json_str(json, value);
}

static void write_int(ren_json *json, const char *key, size_t value, bool known) {
  ren_json_key(json, key);
  if (known)
    ren_json_int(json, (int64_t)value);
  else
    ren_json_null(json);
}

static void write_section(ren_buf *out, const ren_section *item, size_t number) {
  ren_json json;
  ren_json_begin(&json, out);
  ren_json_object(&json);
  ren_json_key(&json, "schema");
  ren_json_cstr(&json, "renskrift/section/1");
  write_int(&json, "section", number, true);
  write_int(&json, "parent", item->parent + 1, item->parent != REN_SECTION_NONE);
  write_int(&json, "depth", item->depth, true);
  write_str(&json, "file", item->file);
  write_int(&json, "page", item->origin.page, item->origin.page != 0);
  write_int(&json, "offset", item->origin.offset, true);
  write_int(&json, "length", item->origin.length, true);
  ren_json_key(&json, "kind");
  ren_json_cstr(&json, ren_section_kind_name(item->kind));
  write_str(&json, "number", item->number);
  write_str(&json, "heading", item->heading);
  write_str(&json, "organ", item->organ);
  ren_json_end(&json, '}');
  ren_buf_putc(out, '\n');
}

void ren_sections_write_ndjson(const ren_sections *sections, ren_buf *out) {
  for (size_t i = 0; i < sections->count; i++) write_section(out, &sections->items[i], i + 1);
}
