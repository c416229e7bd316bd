/* The readable cases of tests/golden/encoding. */
#include "repairing.h"

#include <stdlib.h>
#include <unistd.h>

#include "utf8.h"

#define FOLDER TEST_GOLDEN "/encoding/"

static ren_model *model; /* NULL: without language data */

static void run(ren_str in, const ren_encoding_opts *opts, ren_buf *out, size_t *count) {
  ren_text *text;
  ren_edits *edits;
  assert_ok(ren_text_new(&text, in, err));
  assert_ok(ren_encoding_edits(&edits, text, model, opts, err));
  *count = changes(edits, in);
  assert_ok(ren_text_apply(text, edits, NULL, err));
  ren_buf_clear(out);
  ren_buf_append_str(out, ren_text_bytes(text));
  ren_edits_free(edits);
  ren_text_free(text);
}

static bool takes(ren_str *s, const char *sign) {
  size_t n = strlen(sign);
  if (s->len < n || memcmp(s->ptr, sign, n) != 0) return false;
  s->ptr += n;
  s->len -= n;
  return true;
}

/* Signs become what they stand for: ⟦AD⟧ a character, ⟦x94⟧ a byte. */
static void decode(ren_buf *out, ren_str s) {
  ren_buf_clear(out);
  while (s.len) {
    if (takes(&s, "⏎")) {
      ren_buf_putc(out, '\n');
    } else if (takes(&s, "␍")) {
      ren_buf_putc(out, '\r');
    } else if (takes(&s, "␉")) {
      ren_buf_putc(out, '\t');
    } else if (takes(&s, "⟦")) {
      bool byte = takes(&s, "x");
      char bytes[4];
      uint32_t cp = 0;
      while (s.len && !takes(&s, "⟧")) {
        cp = cp * 16 + (uint32_t)strtoul((char[]){s.ptr[0], '\0'}, NULL, 16);
        s.ptr++;
        s.len--;
      }
      if (byte)
        ren_buf_putc(out, (char)cp);
      else
        ren_buf_append(out, bytes, ren_utf8_encode(cp, bytes));
    } else {
      ren_buf_putc(out, s.ptr[0]);
      s.ptr++;
      s.len--;
    }
  }
}

static bool check(ren_str kind, ren_str in, ren_str want) {
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  if (ren_str_eq(kind, REN_STR("typography-plain"))) opts.typography = REN_TYPOGRAPHY_PLAIN;
  if (ren_str_eq(kind, REN_STR("typography-swedish"))) opts.typography = REN_TYPOGRAPHY_SWEDISH;
  ren_buf have = {0}, again = {0};
  size_t count, more;
  run(in, &opts, &have, &count);
  run(ren_buf_str(&have), &opts, &again, &more);
  bool stays = ren_str_eq(in, want);
  bool good = ren_str_eq(ren_buf_str(&have), want) && (!stays || count == 0);
  bool settled = more == 0 && ren_str_eq(ren_buf_str(&have), ren_buf_str(&again));
  if (!good || !settled)
    print_message("--- %.*s%s\n    in:   %.*s\n    want: %.*s\n    have: %s\n    then: %s\n", (int)kind.len, kind.ptr,
                  model ? " (with language data)" : "", (int)in.len, in.ptr, (int)want.len, want.ptr, have.ptr,
                  again.ptr);
  ren_buf_free(&have);
  ren_buf_free(&again);
  return good && settled;
}

static ren_str field(ren_str *line) {
  const char *tab = memchr(line->ptr, '\t', line->len);
  ren_str taken = {line->ptr, tab ? (size_t)(tab - line->ptr) : line->len};
  size_t used = taken.len + (tab ? 1 : 0);
  line->ptr += used;
  line->len -= used;
  return taken;
}

/* Counts the cases of a file and those that are wrong. */
static void cases_of(const char *path, size_t *count, size_t *wrong) {
  ren_buf file = {0}, in = {0}, want = {0};
  assert_ok(ren_file_read(&file, path, 0, err));
  ren_str rest = ren_buf_str(&file);
  *count = *wrong = 0;
  while (rest.len) {
    const char *end = memchr(rest.ptr, '\n', rest.len);
    ren_str line = {rest.ptr, end ? (size_t)(end - rest.ptr) : rest.len};
    rest.ptr += line.len + (end ? 1 : 0);
    rest.len -= line.len + (end ? 1 : 0);
    if (!line.len || line.ptr[0] == '#') continue;
    ren_str kind = field(&line), broken = field(&line);
    decode(&in, broken);
    decode(&want, ren_str_eq(line, REN_STR("=")) ? broken : line);
    ++*count;
    *wrong += !check(kind, ren_buf_str(&in), ren_buf_str(&want));
  }
  ren_buf_free(&file);
  ren_buf_free(&in);
  ren_buf_free(&want);
}

static void without_model(void **state) {
  (void)state;
  size_t count, wrong;
  cases_of(FOLDER "cases.tsv", &count, &wrong);
  assert_true(count > 190);
  assert_int_equal(wrong, 0);
}

/* What the language data decide may change with them: one in fifty may be wrong. */
static void with_model(void **state) {
  (void)state;
  if (access(TEST_MODEL, R_OK) != 0) skip();
  size_t count[2], wrong[2];
  assert_ok(ren_model_open(&model, TEST_MODEL, err));
  cases_of(FOLDER "cases.tsv", &count[0], &wrong[0]);
  cases_of(FOLDER "cases_with_model.tsv", &count[1], &wrong[1]);
  ren_model_free(model);
  model = NULL;
  assert_true((wrong[0] + wrong[1]) * 50 <= count[0] + count[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(without_model), cmocka_unit_test(with_model)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
