/* joined_text.h: a text as the lines step leaves it, without language data. */
#ifndef REN_TEST_JOINED_TEXT_H
#define REN_TEST_JOINED_TEXT_H

#include "unit.h"

#include <renskrift/lines.h>

#include <stdlib.h>

/* opts may be NULL. *count: edits of the rule; either may be NULL. The caller frees it. */
static inline char *joined_text(const char *in, const ren_lines_opts *opts, const char *rule, size_t *count) {
  ren_text *text;
  ren_edits *edits;
  assert_ok(ren_text_new(&text, ren_str_of(in), err));
  assert_ok(ren_lines_edits(&edits, text, NULL, opts, err));
  if (count) *count = 0;
  for (size_t i = 0; count && i < ren_edits_count(edits); i++)
    *count += strcmp(ren_edits_get(edits, i)->rule, rule) == 0;
  assert_ok(ren_text_apply(text, edits, NULL, err));
  char *out = strndup(ren_text_bytes(text).ptr, ren_text_bytes(text).len);
  ren_edits_free(edits);
  ren_text_free(text);
  return out;
}

#endif
