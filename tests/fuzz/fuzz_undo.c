/* modules: text */
/* Edit logs. The input is a log, a line `--`, and a text: undoing must fail cleanly or
 * give a text. Then the same bytes make edits on a text: their log must undo them. */
#include <renskrift/text.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void undo_given(ren_str input) {
  const char *cut = memmem(input.ptr, input.len, "\n--\n", 4);
  if (!cut) return;
  size_t log = (size_t)(cut - input.ptr) + 1;
  ren_buf out = {0};
  (void)ren_log_undo(&out, (ren_str){cut + 4, input.len - log - 3}, (ren_str){input.ptr, log}, NULL);
  ren_buf_free(&out);
}

/* Three steps of edits steered by the input's bytes. */
static void round_trip(ren_str input) {
  ren_text *text;
  ren_log *log;
  ren_buf ndjson = {0}, back = {0};
  if (ren_text_new(&text, input, NULL) != REN_OK || ren_log_new(&log, NULL) != REN_OK) abort();
  for (int step = 0; step < 3; step++) {
    ren_edits *edits;
    ren_str now = ren_text_bytes(text);
    if (ren_edits_new(&edits, (ren_step)step, NULL) != REN_OK) abort();
    for (size_t at = (size_t)step; at + 8 < now.len; at += 3 + ((unsigned char)now.ptr[at] & 15)) {
      size_t length = (unsigned char)now.ptr[at] % 3;
      ren_edit edit = {at, length, {now.ptr, (unsigned char)now.ptr[at + 1] % 4u}, "test", 1};
      if (ren_edits_add(edits, &edit, NULL) != REN_OK) abort();
    }
    if (ren_text_apply(text, edits, log, NULL) != REN_OK) abort();
    ren_edits_free(edits);
  }
  ren_log_write_ndjson(log, "x", &ndjson);
  ren_error err = {0};
  /* Bytes that are not UTF-8 in `after` cannot be told in JSON; before_hex covers `before`. */
  ren_status status = ren_log_undo(&back, ren_text_bytes(text), ren_buf_str(&ndjson), &err);
  bool utf8 = true;
  for (size_t i = 0; i < input.len; i++) utf8 = utf8 && (unsigned char)input.ptr[i] < 0x80;
  if (utf8 &&
      (status != REN_OK || back.len != input.len || memcmp(back.ptr ? back.ptr : "", input.ptr, input.len) != 0))
    abort();
  ren_buf_free(&ndjson);
  ren_buf_free(&back);
  ren_log_free(log);
  ren_text_free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_str input = {(const char *)data, size};
  undo_given(input);
  round_trip(input);
  return 0;
}
