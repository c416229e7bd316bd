/* modules: lines */
/* Any bytes: the step ends without error, its edits apply (they do not overlap and
 * lie inside the text), touch no letter but those of a divided word or of columns, and applying
 * them brings no form feed or furniture back. First byte: options. */
#include <renskrift/lines.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok) {
  if (!ok) abort();
}

static bool is_gap(ren_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!strchr(" \t\r\n\f\v-=\xC2\xA0\xAD\xAC\xE2\x80\x90\x91\x93\x94\x8B\x88\x92\xEF\xBB\xBF", s.ptr[i]))
      return false;
  return true;
}

static bool removes_furniture(const char *rule) {
  return strncmp(rule, "running-", 8) == 0 || strncmp(rule, "page-", 5) == 0 || strcmp(rule, "line-number") == 0;
}

/* What is moved is taken from somewhere: no letter is there more often than before. */
static void count_letters(long count[256], ren_str s, int by) {
  for (size_t i = 0; i < s.len; i++) count[(unsigned char)s.ptr[i]] += by;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_text *text = NULL;
  ren_edits *edits = NULL;
  ren_lines_opts opts = REN_LINES_OPTS_INIT;
  if (size == 0) return 0;
  opts.keep_lines = data[0] & 1;
  if (data[0] & 2) opts.min_confidence = 0;
  must(ren_text_new(&text, (ren_str){(const char *)data + 1, size - 1}, NULL) == REN_OK);
  must(ren_lines_edits(&edits, text, NULL, &opts, NULL) == REN_OK);
  ren_str before = ren_text_bytes(text);
  long moved[256] = {0};
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    must(e->confidence >= 0 && e->confidence <= 1 && e->offset + e->length <= before.len);
    must(e->length > 0 || e->after.len > 0);
    count_letters(moved, (ren_str){before.ptr + e->offset, e->length}, -1);
    count_letters(moved, e->after, 1);
    bool letters = removes_furniture(e->rule) || strcmp(e->rule, "columns") == 0 ||
                   strcmp(e->rule, "triple-consonant") == 0 || opts.keep_lines;
    must(letters || (is_gap((ren_str){before.ptr + e->offset, e->length}) && is_gap(e->after)));
  }
  for (int c = 'A'; c <= 'z'; c++) must(moved[c] <= 0);
  must(ren_text_apply(text, edits, NULL, NULL) == REN_OK);
  ren_edits_free(edits);
  ren_text_free(text);
  return 0;
}
