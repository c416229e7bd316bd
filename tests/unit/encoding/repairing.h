/* repairing.h: pairs of broken and right text, and what the encoding step makes of them. */
#ifndef REPAIRING_H
#define REPAIRING_H

#include "unit.h"

#include <renskrift/encoding.h>

typedef struct pair {
  const char *broken, *right; /* right NULL: it stays as it is */
} pair;

/* Edits that change something: not the marks of lost letters. */
static inline size_t changes(const ren_edits *edits, ren_str bytes) {
  size_t count = 0;
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *edit = ren_edits_get(edits, i);
    count += !ren_str_eq(edit->after, (ren_str){bytes.ptr + edit->offset, edit->length});
  }
  return count;
}

/* What the step makes of bytes; the number of its changes into *count if asked for. */
static inline void repair(ren_str bytes, const ren_encoding_opts *opts, ren_buf *out, size_t *count) {
  ren_text *text;
  ren_edits *edits;
  assert_ok(ren_text_new(&text, bytes, err));
  assert_ok(ren_encoding_edits(&edits, text, NULL, opts, err));
  if (count) *count = changes(edits, bytes);
  assert_ok(ren_text_apply(text, edits, NULL, err));
  ren_buf_clear(out);
  ren_buf_append_str(out, ren_text_bytes(text));
  ren_buf_putc(out, '\0');
  ren_edits_free(edits);
  ren_text_free(text);
}

/* Each pair, and that repairing twice changes nothing more. */
static inline void check_with(const pair *pairs, size_t n, const ren_encoding_opts *opts) {
  ren_buf out = {0}, again = {0};
  for (size_t i = 0; i < n; i++) {
    size_t count;
    repair(ren_str_of(pairs[i].broken), opts, &out, &count);
    assert_string_equal(out.ptr, pairs[i].right ? pairs[i].right : pairs[i].broken);
    if (!pairs[i].right) assert_int_equal(count, 0);
    repair(ren_str_of(out.ptr), NULL, &again, &count);
    assert_string_equal(again.ptr, out.ptr);
    assert_int_equal(count, 0);
  }
  ren_buf_free(&out);
  ren_buf_free(&again);
}

#define CHECK(table) check_with(table, sizeof table / sizeof *table, NULL)

#endif
