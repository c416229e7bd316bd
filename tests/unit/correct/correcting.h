/* correcting.h: texts corrected and damaged, for the tests of the corrector. */
#ifndef REN_CORRECTING_H
#define REN_CORRECTING_H

#include "unit.h"

#include <renskrift/correct.h>

#include "utf8.h"

#include <stdio.h>

static inline ren_edits *edits_of(const ren_model *model, ren_str bytes, float min_confidence) {
  ren_text *text;
  ren_edits *edits;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  opts.min_confidence = min_confidence;
  assert_ok(ren_text_new(&text, bytes, err));
  assert_ok(ren_correct_edits(&edits, text, model, &opts, err));
  ren_text_free(text);
  return edits;
}

static inline void correct_text(ren_buf *out, const ren_model *model, const char *bytes) {
  ren_text *text;
  ren_correct_opts opts = REN_CORRECT_OPTS_INIT;
  ren_edits *edits = edits_of(model, ren_str_of(bytes), opts.min_confidence);
  assert_ok(ren_text_new(&text, ren_str_of(bytes), err));
  assert_ok(ren_text_apply(text, edits, NULL, err));
  ren_buf_clear(out);
  ren_buf_puts(out, "");
  ren_buf_append_str(out, ren_text_bytes(text));
  ren_edits_free(edits);
  ren_text_free(text);
}

/* Where å, ä, ö and é have gone. */
typedef enum damage { PLAIN, QUESTION, REPLACEMENT, DROPPED } damage;

static inline void append_damaged(ren_buf *out, uint32_t letter, damage how) {
  uint32_t small = ren_to_lower(letter);
  unsigned char plain = small == 0xE5 || small == 0xE4 ? 'a' : small == 0xF6 ? 'o' : 'e';
  if (how == PLAIN) ren_buf_putc(out, (char)(small == letter ? plain : plain - 32));
  if (how == QUESTION) ren_buf_putc(out, '?');
  if (how == REPLACEMENT) ren_buf_puts(out, "\uFFFD");
}

static inline bool is_marked_letter(uint32_t letter) {
  uint32_t small = ren_to_lower(letter);
  return small == 0xE5 || small == 0xE4 || small == 0xF6 || small == 0xE9;
}

static inline void damage_text(ren_buf *out, ren_str text, damage how) {
  ren_buf_clear(out);
  for (size_t i = 0; i < text.len;) {
    uint32_t letter;
    size_t length = ren_utf8_decode(text.ptr + i, text.len - i, &letter);
    if (is_marked_letter(letter))
      append_damaged(out, letter, how);
    else
      ren_buf_append(out, text.ptr + i, length);
    i += length;
  }
}

/* Shows the first lines that differ. */
static inline void assert_same_lines(const char *got, const char *wanted, const char *what) {
  while (*got || *wanted) {
    size_t a = strcspn(got, "\n"), b = strcspn(wanted, "\n");
    if (a != b || memcmp(got, wanted, a) != 0)
      fail_msg("%s:\n  got    %.*s\n  wanted %.*s", what, (int)a, got, (int)b, wanted);
    got += a + (got[a] == '\n');
    wanted += b + (wanted[b] == '\n');
  }
}

#endif
