#include "item_reader.h"

#include "json_scan.h"

#include <stdlib.h>
#include <string.h>

void cli_item_reader_clear(cli_item_reader *r) {
  ren_buf_free(&r->id), ren_buf_free(&r->text), ren_buf_free(&r->guard), ren_buf_free(&r->refers);
  ren_reservations_free(r->list);
  *r = (cli_item_reader){0};
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

void cli_item_guard(ren_buf *out, const ren_reservation *r) {
  ren_str *parties = cli_alloc_array(r->signatory_count, sizeof *parties);
  for (size_t i = 0; i < r->signatory_count; i++) parties[i] = r->signatories[i].party;
  if (r->signatory_count) qsort(parties, r->signatory_count, sizeof *parties, by_text);
  for (size_t i = 0; i < r->signatory_count; i++) {
    if (!parties[i].len || (i && ren_str_eq(parties[i], parties[i - 1]))) continue;
    ren_buf_append_str(out, parties[i]);
    ren_buf_putc(out, ' ');
  }
  ren_buf_putc(out, '|');
  append_folded(out, r->heading.len ? r->heading : r->dnr);
  free(parties);
}

static bool read_reservation(cli_item_reader *reader, ren_str line, ren_dedup_item *item) {
  ren_reservations_free(reader->list);
  reader->list = NULL;
  if (ren_reservations_new(&reader->list, NULL) != REN_OK ||
      ren_reservations_read_ndjson(reader->list, line, NULL) != REN_OK || ren_reservations_count(reader->list) != 1)
    return false;
  const ren_reservation *r = ren_reservations_get(reader->list, 0);
  ren_buf_clear(&reader->guard);
  cli_item_guard(&reader->guard, r);
  *item = (ren_dedup_item){r->id, r->text, ren_buf_str(&reader->guard), r->refers_id};
  return true;
}

/* ---- any records ------------------------------------------------------------- */

static ren_str take_string(ren_buf *out, ren_str line, const cli_json_member *member) {
  ren_buf_clear(out);
  if (member->found && line.ptr[member->start] == '"')
    cli_json_unquote(out, (ren_str){line.ptr + member->start, member->end - member->start});
  return out->ptr ? ren_buf_str(out) : (ren_str){"", 0};
}

static bool is_string(ren_str line, const cli_json_member *m) { return m->found && line.ptr[m->start] == '"'; }

bool cli_item_read(cli_item_reader *reader, ren_str line, ren_dedup_item *item, const char **why) {
  enum { SCHEMA, ID, TEXT, GUARD, REFERS, COUNT };
  static const char *const names[COUNT] = {"schema", "id", "text", "guard", "refers_id"};
  cli_json_member members[COUNT];
  if (!cli_json_members(line, names, members, COUNT, why)) return false;
  ren_str schema = take_string(&reader->refers, line, &members[SCHEMA]);
  if (ren_str_eq(schema, REN_STR("renskrift/reservation/1")) && read_reservation(reader, line, item)) return true;
  *why = "has no \"id\" and \"text\" strings";
  if (!is_string(line, &members[ID]) || !is_string(line, &members[TEXT])) return false;
  item->id = take_string(&reader->id, line, &members[ID]);
  item->text = take_string(&reader->text, line, &members[TEXT]);
  item->guard = take_string(&reader->guard, line, &members[GUARD]);
  item->refers_id = take_string(&reader->refers, line, &members[REFERS]);
  return true;
}
