#include <renskrift/clean.h>

#include "utf8.h"

/* Applies what a step made, and frees it. */
static ren_status finish_step(ren_status made, ren_edits **edits, ren_text *text, ren_log *log, ren_error *err) {
  if (made == REN_OK) made = ren_text_apply(text, *edits, log, err);
  ren_edits_free(*edits);
  *edits = NULL;
  return made;
}

ren_status ren_clean_text(ren_text *text, const ren_model *model, const ren_clean_opts *opts, ren_log *log,
                          ren_error *err) {
  ren_status status = REN_OK;
  ren_edits *edits = NULL;
  if (opts->steps & REN_CLEAN_ENCODING) {
    status = ren_encoding_edits(&edits, text, model, &opts->encoding, err);
    status = finish_step(status, &edits, text, log, err);
  }
  ren_str bytes = ren_text_bytes(text);
  size_t valid = status == REN_OK ? ren_utf8_valid(bytes.ptr, bytes.len) : bytes.len;
  if (valid != bytes.len) {
    status = ren_fail(err, REN_EFORMAT, "byte %zu is not UTF-8; run the encoding step first", valid);
    if (err && err->code == REN_EFORMAT) err->offset = valid;
  }
  if (status == REN_OK && opts->steps & REN_CLEAN_LINES) {
    status = ren_lines_edits(&edits, text, model, &opts->lines, err);
    status = finish_step(status, &edits, text, log, err);
  }
  if (status == REN_OK && opts->steps & REN_CLEAN_SPELLING) {
    status = ren_correct_edits(&edits, text, model, &opts->correct, err);
    status = finish_step(status, &edits, text, log, err);
  }
  return status;
}

ren_status ren_clean_string(ren_buf *out, ren_str bytes, const ren_model *model, const ren_clean_opts *opts,
                            ren_error *err) {
  ren_text *text;
  ren_status status = ren_text_new(&text, bytes, err);
  if (status == REN_OK) status = ren_clean_text(text, model, opts, NULL, err);
  if (status == REN_OK) ren_buf_append_str(out, ren_text_bytes(text));
  if (status == REN_OK && out->status != REN_OK) status = ren_fail_nomem(err);
  ren_text_free(text);
  return status;
}
