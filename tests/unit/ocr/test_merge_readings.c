/* Two readings of one page made one. */
#include "unit.h"

#include "layer/merge_readings.h"

/* A line of one word. */
typedef struct read_line {
  int32_t y, w;
  const char *text;
  float confidence;
} read_line;

static ren_page *reading(const read_line *lines, size_t count) {
  ren_page *page = NULL;
  assert_ok(ren_page_new(&page, "", 1, err));
  for (size_t i = 0; i < count; i++) {
    const ren_box box = {100, lines[i].y, lines[i].w, 30};
    const ren_line line = {.box = box, .block = (uint32_t)i};
    const ren_word word = {
        .text = {lines[i].text, strlen(lines[i].text)}, .box = box, .confidence = lines[i].confidence};
    assert_ok(ren_page_add_line(page, &line, err));
    assert_ok(ren_page_add_word(page, &word, err));
  }
  return page;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void check(const read_line *one, size_t ones, const read_line *other, size_t others, const char *wanted) {
  ren_page *a = reading(one, ones), *b = reading(other, others), *out = NULL;
  assert_ok(ren__merge_readings(&out, a, b, err));
  ren_buf text = {0};
  for (uint32_t i = 0; i < out->word_count; i++) {
    if (i > 0) ren_buf_putc(&text, ' ');
    ren_buf_append_str(&text, out->words[i].text);
  }
  assert_string_equal(text.ptr, wanted);
  ren_buf_free(&text);
  ren_page_free(a);
  ren_page_free(b);
  ren_page_free(out);
}

static void test_lines(void **state) {
  (void)state;
  const read_line one[] = {{100, 400, "Narnnden", 0.5f},
                           {150, 400, "beslutar", 0.95f},
                           {200, 400, "bifalla", 0.9f},
                           {250, 400, "ansökan", 0.9f}};
  /* A better line; a worse one; one that is only a piece; one lost. */
  const read_line other[] = {{103, 390, "Nämnden", 0.8f}, {150, 402, "besiutar", 0.6f}, {198, 180, "falla", 0.99f}};
  check(one, COUNT(one), other, COUNT(other), "Nämnden beslutar bifalla ansökan");
  check(other, COUNT(other), one, COUNT(one), "Nämnden beslutar bifalla ansökan");
}

static void test_trust(void **state) {
  (void)state;
  const read_line lines[] = {{100, 400, "sex", 1.0f}, {150, 400, "bokstäver", 0.5f}};
  ren_page *page = reading(lines, COUNT(lines)), *empty = reading(NULL, 0);
  size_t letters = 0;
  assert_float_equal(ren__page_trust(page, &letters), (3 + 10 * 0.5) / 13, 1e-6); /* by bytes */
  assert_int_equal(letters, 13);
  assert_float_equal(ren__page_trust(empty, &letters), 0, 0);
  assert_int_equal(letters, 0);
  ren_page_free(page);
  ren_page_free(empty);
}

static void test_junk(void **state) {
  (void)state;
  static const struct {
    read_line lines[2];
    size_t count;
    bool junk;
  } cases[] = {{{{100, 90, "RA", 0.4f}, {150, 90, "LLfl", 0.5f}}, 2, true},
               {{{100, 90, "RA", 0.4f}, {150, 90, "bifall", 0.8f}}, 2, false},
               {{{100, 90, "12", 0.9f}}, 1, false},
               {{{100, 90, "Narnnden", 0.6f}}, 1, false}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    ren_page *page = reading(cases[i].lines, cases[i].count);
    assert_int_equal(ren__reads_as_junk(page), cases[i].junk);
    ren_page_free(page);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_trust),
                                     cmocka_unit_test(test_junk)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
