/* modules: encoding */
/* The first byte chooses how invalid bytes are treated, and whether quotes are changed.
 * What comes out is UTF-8, and stays as it is when it is repaired again; the table of runs
 * (quick.h), which is off while the step explains itself, changes nothing. A language
 * model takes part if RENSKRIFT_FUZZ_MODEL names one. */
#include <renskrift/encoding.h>

#include <stdlib.h>
#include <string.h>

#include "utf8.h"

static ren_model *model;

static void require(bool holds) {
  if (!holds) abort();
}

static void ignore_note(void *payload, size_t line, size_t offset, const char *text) {
  (void)payload, (void)line, (void)offset, (void)text;
}

static ren_text *repaired(ren_str bytes, const ren_encoding_opts *opts, size_t *edit_count) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  require(ren_text_new(&text, bytes, NULL) == REN_OK);
  require(ren_encoding_edits(&edits, text, model, opts, NULL) == REN_OK);
  *edit_count = 0; /* marks of lost letters change nothing */
  for (size_t i = 0; i < ren_edits_count(edits); i++)
    *edit_count += strcmp(ren_edits_get(edits, i)->rule, "lost-letter") != 0;
  require(ren_text_apply(text, edits, NULL, NULL) == REN_OK);
  ren_edits_free(edits);
  return text;
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  const char *path = getenv("RENSKRIFT_FUZZ_MODEL");
  require(!path || ren_model_open(&model, path, NULL) == REN_OK);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1 || size > 1 << 14) return 0;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.invalid = data[0] & 1 ? REN_INVALID_DROP : REN_INVALID_KEEP;
  if ((data[0] & 6) == 6) opts.typography = data[0] & 8 ? REN_TYPOGRAPHY_PLAIN : REN_TYPOGRAPHY_SWEDISH;
  size_t count;
  ren_str bytes = {(const char *)data + 1, size - 1};
  ren_text *text = repaired(bytes, &opts, &count);
  ren_str out = ren_text_bytes(text);
  require(ren_utf8_valid(out.ptr, out.len) == out.len);
  ren_text *again = repaired(out, &opts, &count);
  require(count == 0 && ren_str_eq(out, ren_text_bytes(again)));
  ren_text_free(again);
  opts.explain = ignore_note;
  ren_text *slow = repaired(bytes, &opts, &count);
  require(ren_str_eq(out, ren_text_bytes(slow)));
  ren_text_free(slow);
  ren_text_free(text);
  return 0;
}
