/* modules: encoding */
/* The first byte chooses how invalid bytes are treated. What comes out is UTF-8, and
 * stays as it is when it is repaired again. */
#include <renskrift/encoding.h>

#include <stdlib.h>
#include <string.h>

#include "utf8.h"

static void require(bool holds) {
  if (!holds) abort();
}

static ren_text *repaired(ren_str bytes, const ren_encoding_opts *opts, size_t *edit_count) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  require(ren_text_new(&text, bytes, NULL) == REN_OK);
  require(ren_encoding_edits(&edits, text, NULL, opts, NULL) == REN_OK);
  *edit_count = ren_edits_count(edits);
  require(ren_text_apply(text, edits, NULL, NULL) == REN_OK);
  ren_edits_free(edits);
  return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1 || size > 1 << 14) return 0;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.invalid = data[0] & 1 ? REN_INVALID_DROP : REN_INVALID_KEEP;
  size_t count;
  ren_text *text = repaired((ren_str){(const char *)data + 1, size - 1}, &opts, &count);
  ren_str out = ren_text_bytes(text);
  require(ren_utf8_valid(out.ptr, out.len) == out.len);
  ren_text *again = repaired(out, &opts, &count);
  require(count == 0 && ren_str_eq(out, ren_text_bytes(again)));
  ren_text_free(again);
  ren_text_free(text);
  return 0;
}
