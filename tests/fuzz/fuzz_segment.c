/* modules: segment text */
/* Any text gives blocks that lie inside it, with ids of their own, the same ones each
 * time, and records that are read back as they were written; and sections that lie inside
 * their parents. */
#include <renskrift/segment.h>

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok) {
  if (!ok) abort();
}

static void check_item(const ren_reservations *list, const ren_reservation *x, size_t length) {
  check(x->offset <= length && x->length <= length - x->offset && x->length > 0);
  check(x->text.len > 0 && ren_utf8_valid(x->text.ptr, x->text.len) == x->text.len);
  check((x->refers == REN_REFERS_NONE) == (x->refers_to.len == 0));
  check(x->date.len == 0 || x->date.len == 10);
  bool found = x->refers_id.len == 0;
  for (size_t i = 0; i < ren_reservations_count(list); i++) {
    const ren_reservation *other = ren_reservations_get(list, i);
    found |= ren_str_eq(x->refers_id, other->id) && other != x;
    check(other == x || !ren_str_eq(other->id, x->id));
  }
  check(found);
}

static void check_section(const ren_sections *sections, size_t i, size_t length) {
  const ren_section *x = ren_sections_get(sections, i);
  check(x->offset <= length && x->length <= length - x->offset && x->length > 0);
  check(x->number.ptr && x->organ.ptr && ren_utf8_valid(x->heading.ptr, x->heading.len) == x->heading.len);
  check(ren_section_kind_name(x->kind)[0] != '\0');
  check((x->depth == 0) == (x->parent == REN_SECTION_NONE) && (x->depth == 0) == (x->kind == REN_SECTION_DOCUMENT));
  check(i == 0 || ren_sections_get(sections, i - 1)->offset <= x->offset);
  if (!x->depth) return;
  check(x->parent < i);
  const ren_section *parent = ren_sections_get(sections, x->parent);
  check(parent->depth + 1 == x->depth && parent->offset <= x->offset);
  check(x->offset + x->length <= parent->offset + parent->length);
}

static ren_reservations *segment(const ren_text *text, ren_buf *out, bool outline) {
  ren_reservations *list = NULL;
  ren_sections *sections = NULL;
  check(ren_reservations_new(&list, NULL) == REN_OK);
  check(!outline || ren_sections_new(&sections, NULL) == REN_OK);
  check(ren_segment_sections(list, sections, "f", text, NULL, NULL) == REN_OK);
  check(ren_reservations_resolve(list, NULL) == REN_OK);
  for (size_t i = 0; outline && i < ren_sections_count(sections); i++)
    check_section(sections, i, ren_text_bytes(text).len);
  ren_sections_free(sections);
  ren_reservations_write_ndjson(list, out);
  return list;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_text *text = NULL;
  ren_buf first = {0}, second = {0}, third = {0};
  ren_reservations *read = NULL;
  check(ren_text_new(&text, (ren_str){(const char *)data, size}, NULL) == REN_OK);
  check(ren_reservations_new(&read, NULL) == REN_OK);
  if (ren_utf8_valid((const char *)data, size) != size) {
    check(ren_segment(read, "f", text, NULL, NULL) == REN_EFORMAT);
  } else {
    ren_reservations *list = segment(text, &first, false), *again = segment(text, &second, true);
    check(ren_str_eq(ren_buf_str(&first), ren_buf_str(&second)));
    for (size_t i = 0; i < ren_reservations_count(list) && i < 200; i++)
      check_item(list, ren_reservations_get(list, i), size);
    check(ren_reservations_read_ndjson(read, ren_buf_str(&first), NULL) == REN_OK);
    ren_reservations_write_ndjson(read, &third);
    check(ren_str_eq(ren_buf_str(&first), ren_buf_str(&third)));
    ren_reservations_free(list);
    ren_reservations_free(again);
  }
  ren_reservations_free(read);
  ren_text_free(text);
  ren_buf_free(&first);
  ren_buf_free(&second);
  ren_buf_free(&third);
  return 0;
}
