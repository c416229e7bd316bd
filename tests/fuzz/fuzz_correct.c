/* modules: correct compiler */
/* Any text: correcting it ends without error. Edits lie inside the text, do not overlap (or
 * they would not apply), say how sure they are, leave lines as they are and valid text valid,
 * and are undone byte for byte by their log; asking for more certainty gives no more of them.
 * What comes out can be corrected again. First byte: how much certainty is asked for (two bits),
 * and whether more is asked for as well. The model is a small one. */
#include "../unit/small_model_make.h"

#include <renskrift/correct.h>

#include "utf8.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok) {
  if (!ok) abort();
}

static const ren_model *the_model(void) {
  static ren_model *model; /* kept to the end */
  char folder[64];
  if (model) return model;
  model = small_model_make(folder, NULL);
  must(model && small_model_remove(folder));
  return model;
}

static size_t lines_of(ren_str text) {
  size_t lines = 0;
  for (size_t i = 0; i < text.len; i++) lines += text.ptr[i] == '\n';
  return lines;
}

static void check_edits(const ren_edits *edits, ren_str text, float min_confidence) {
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *edit = ren_edits_get(edits, i);
    must(edit->offset <= text.len && edit->length <= text.len - edit->offset);
    must(edit->confidence >= min_confidence && edit->confidence > 0 && edit->confidence < 1);
    ren_str before = {text.ptr + edit->offset, edit->length};
    must(!ren_str_eq(before, edit->after) && lines_of(before) == lines_of(edit->after));
  }
}

static ren_edits *edits_of(const ren_text *text, float min_confidence) {
  ren_edits *edits = NULL;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  opts.min_confidence = min_confidence;
  must(ren_correct_edits(&edits, text, the_model(), &opts, NULL) == REN_OK);
  check_edits(edits, ren_text_bytes(text), min_confidence);
  return edits;
}

static void check_undo(ren_str input, const ren_text *text, const ren_log *log) {
  ren_buf ndjson = {0}, back = {0};
  ren_log_write_ndjson(log, "x", &ndjson);
  must(ren_log_undo(&back, ren_text_bytes(text), ren_buf_str(&ndjson), NULL) == REN_OK);
  must(ren_str_eq(ren_buf_str(&back), input));
  ren_buf_free(&ndjson);
  ren_buf_free(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const float asked[] = {0.9f, 0.5f, 0, 0.99f};
  ren_text *text = NULL;
  ren_log *log = NULL;
  if (size == 0) return 0;
  ren_str input = {(const char *)data + 1, size - 1};
  bool valid = ren_utf8_valid(input.ptr, input.len) == input.len;
  float min_confidence = asked[data[0] % 4];
  must(ren_text_new(&text, input, NULL) == REN_OK && ren_log_new(&log, NULL) == REN_OK);
  ren_edits *edits = edits_of(text, min_confidence), *fewer = data[0] & 4 ? edits_of(text, 0.999f) : NULL;
  must(!fewer || ren_edits_count(fewer) <= ren_edits_count(edits));
  must(ren_text_apply(text, edits, log, NULL) == REN_OK);
  ren_str out = ren_text_bytes(text);
  must(lines_of(out) == lines_of(input));
  must(!valid || ren_utf8_valid(out.ptr, out.len) == out.len);
  if (valid) check_undo(input, text, log);
  ren_edits *again = edits_of(text, min_confidence);
  ren_text *copy = NULL;
  must(ren_text_new(&copy, out, NULL) == REN_OK && ren_text_apply(copy, again, NULL, NULL) == REN_OK);
  must(!valid || ren_utf8_valid(ren_text_bytes(copy).ptr, ren_text_bytes(copy).len) == ren_text_bytes(copy).len);
  ren_edits_free(again);
  ren_edits_free(fewer);
  ren_edits_free(edits);
  ren_log_free(log);
  ren_text_free(copy);
  ren_text_free(text);
  return 0;
}
