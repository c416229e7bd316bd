/* Records as CSV by RFC 4180: CRLF, quotes where needed, doubled inside. Values are
 * given as they are: nothing is put before a leading "=" or "-", which spreadsheets
 * may take for a formula when they open such a file. */
#include "ndjson.h"

#include <renskrift/report.h>

#include <string.h>

typedef struct table {
  const char *kind, *schema, *head;
  void (*write)(ren_buf *out, const json_t *record);
} table;

/* ---- cells ------------------------------------------------------------------ */

static void write_cell(ren_buf *out, ren_str value, bool last) {
  bool quote = false;
  for (size_t i = 0; i < value.len && !quote; i++) quote = value.ptr[i] && strchr("\",\r\n", value.ptr[i]);
  if (quote) ren_buf_putc(out, '"');
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '"') ren_buf_putc(out, '"');
    ren_buf_putc(out, value.ptr[i]);
  }
  if (quote) ren_buf_putc(out, '"');
  ren_buf_puts(out, last ? "\r\n" : ",");
}

static void write_str(ren_buf *out, const json_t *record, const char *key) {
  write_cell(out, ren__get_str(record, key), false);
}

static void write_int(ren_buf *out, const json_t *record, const char *key, bool last) {
  const json_t *value = json_object_get(record, key);
  if (json_is_integer(value)) ren_buf_printf(out, "%lld", (long long)json_integer_value(value));
  ren_buf_puts(out, last ? "\r\n" : ",");
}

static void write_num(ren_buf *out, const json_t *record, const char *key) {
  if (json_is_number(json_object_get(record, key))) {
    ren_json json;
    ren_json_begin(&json, out);
    ren_json_num(&json, ren__get_num(record, key, 0), 4);
  }
  ren_buf_putc(out, ',');
}

/* ---- the kinds ---------------------------------------------------------------- */

static void write_edit(ren_buf *out, const json_t *record) {
  write_str(out, record, "file");
  write_int(out, record, "page", false);
  write_int(out, record, "offset", false);
  write_int(out, record, "length", false);
  write_str(out, record, "step");
  write_str(out, record, "rule");
  write_num(out, record, "confidence");
  write_str(out, record, "before");
  write_str(out, record, "before_hex");
  write_str(out, record, "after");
  write_int(out, record, "out_offset", false);
  write_int(out, record, "out_length", true);
}

/* "Anna Ek (V); (MP)" */
static void write_signatories(ren_buf *out, const json_t *record) {
  ren_buf cell = {0};
  const json_t *list = json_object_get(record, "signatories");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    ren_str name = ren__get_str(one, "name"), party = ren__get_str(one, "party");
    if (cell.len) ren_buf_puts(&cell, "; ");
    ren_buf_append_str(&cell, name);
    if (party.len) {
      if (name.len) ren_buf_putc(&cell, ' ');
      ren_buf_putc(&cell, '(');
      ren_buf_append_str(&cell, party);
      ren_buf_putc(&cell, ')');
    }
  }
  if (cell.status != REN_OK) out->status = cell.status;
  write_cell(out, ren_buf_str(&cell), false);
  ren_buf_free(&cell);
}

static void write_reservation(ren_buf *out, const json_t *record) {
  write_str(out, record, "id");
  write_str(out, record, "file");
  write_int(out, record, "page", false);
  write_int(out, record, "offset", false);
  write_int(out, record, "length", false);
  write_str(out, record, "kind");
  write_str(out, record, "organ");
  write_str(out, record, "date");
  write_str(out, record, "dnr");
  write_str(out, record, "paragraph");
  write_signatories(out, record);
  write_str(out, record, "heading");
  const json_t *refers = json_object_get(record, "refers_to");
  write_str(out, refers, "how");
  write_str(out, refers, "to");
  write_str(out, refers, "id");
  write_cell(out, ren__get_str(record, "text"), true);
}

/* A row per member. */
static void write_cluster(ren_buf *out, const json_t *record) {
  const json_t *members = json_object_get(record, "members");
  for (size_t i = 0; i < json_array_size(members); i++) {
    const json_t *member = json_array_get(members, i);
    write_str(out, record, "id");
    write_str(out, record, "canonical");
    write_str(out, member, "id");
    write_num(out, member, "similarity");
    write_cell(out, ren__get_str(member, "relation"), true);
  }
}

static const table tables[] = {
    {"edits", "renskrift/edit/1",
     "file,page,offset,length,step,rule,confidence,before,before_hex,after,out_offset,out_length", write_edit},
    {"reservations", "renskrift/reservation/1",
     "id,file,page,offset,length,kind,organ,date,dnr,paragraph,signatories,heading,refers_how,refers_to,refers_id,text",
     write_reservation},
    {"clusters", "renskrift/cluster/1", "cluster,canonical,member,similarity,relation", write_cluster},
};

static const table *find_table(const char *kind) {
  for (size_t i = 0; kind && i < sizeof tables / sizeof *tables; i++)
    if (strcmp(tables[i].kind, kind) == 0) return &tables[i];
  return NULL;
}

ren_status ren_report_csv(ren_buf *out, const char *kind, ren_str ndjson, ren_error *err) {
  const table *t = find_table(kind);
  if (!t) return ren_fail(err, REN_EINVAL, "\"%s\" cannot be written as CSV", kind ? kind : "");
  size_t start = out->len;
  ren_buf_puts(out, t->head);
  ren_buf_puts(out, "\r\n");
  ren_str rest = ndjson, line;
  for (size_t number = 1; ren__next_line(&rest, &line); number++) {
    if (ren_str_trim(line).len == 0) continue;
    json_t *record = ren__ndjson_line(line, t->schema);
    if (!record) {
      out->len = start;
      ren_fail(err, REN_EFORMAT, "line %zu is not a record of schema %s", number, t->schema);
      if (err && err->code == REN_EFORMAT) err->offset = (uint64_t)(line.ptr - ndjson.ptr);
      return REN_EFORMAT;
    }
    t->write(out, record);
    json_decref(record);
  }
  if (out->status == REN_OK) return REN_OK;
  return out->status == REN_ENOMEM ? ren_fail_nomem(err) : ren_fail(err, out->status, "the table is too large");
}
