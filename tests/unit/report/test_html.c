/* Markup: what is escaped, what is made visible, numbers, links, hashes. */
#include "html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef void (*put_fn)(ren__html *h, ren_str text);

static void expect(put_fn put, ren_str text, const char *markup) {
  ren__html h = {0};
  put(&h, text);
  assert_int_equal(h.status, REN_OK);
  assert_string_equal(h.buf.ptr ? h.buf.ptr : "", markup);
  ren_buf_free(&h.buf);
}

static void escapes(void **state) {
  (void)state;
  static const struct {
    ren_str text;
    const char *markup;
  } rows[] = {
      {{"", 0}, ""},
      {{"Åsa & Örjan", 13}, "Åsa &amp; Örjan"},
      {{"</script><b a=\"x\" b='y'>", 24}, "&lt;/script&gt;&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;"},
      {{"a\0b\x01\x1B\x7F", 6}, "a␀b␁␛␡"},
      {{"rad\n\två", 8}, "rad\n\två"},
      {{"f\xF6r", 3}, "f\xEF\xBF\xBDr"},
      {{"\xC2\x85", 2}, "\xEF\xBF\xBD"},                             /* a C1 control */
      {{"\xE2\x80\xAEtxt", 6}, "\xEF\xBF\xBDtxt"},                   /* right-to-left override */
      {{"\xED\xA0\x80", 3}, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a surrogate */
      {{"\xEF\xBF\xBF", 3}, "\xEF\xBF\xBD"},                         /* a noncharacter */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) expect(ren__put_text, rows[i].text, rows[i].markup);
}

static void shows_the_invisible(void **state) {
  (void)state;
  static const struct {
    ren_str text;
    const char *markup;
  } rows[] = {
      {{" ", 1}, "␣"},
      {{"-\n", 2}, "-↵"},
      {{" \r\n", 3}, "␣␍↵"},
      {{"a b", 3}, "a b"},
      {{"\xE5r", 2}, "\\xE5r"},
      {{"för\xC2\xADvaltning", 14}, "för[soft hyphen]valtning"},
      {{"\xE2\x80\x8B<", 4}, "[U+200B]&lt;"},
      {{"\xCC\x88", 2}, "◌\xCC\x88"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) expect(ren__put_visible, rows[i].text, rows[i].markup);
  char lots[4000];
  memset(lots, 'x', sizeof lots);
  ren__html h = {0};
  ren__put_visible(&h, (ren_str){lots, sizeof lots});
  assert_in_range(h.buf.len, 200, 400);
  ren_buf_free(&h.buf);
}

static void writes_numbers(void **state) {
  (void)state;
  ren__html h = {0};
  ren__put_count(&h, 0);
  ren__put(&h, " ");
  ren__put_count(&h, 999);
  ren__put(&h, " ");
  ren__put_count(&h, 1234567);
  ren__put(&h, " ");
  ren__put_plural(&h, 1, "page", "pages");
  ren__put(&h, " ");
  ren__put_percent(&h, 0.9999);
  ren__put_percent(&h, 1);
  ren__put_percent(&h, -3);
  assert_string_equal(h.buf.ptr, "0 999 1,234,567 1 page 99\xC2\xA0%100\xC2\xA0%0\xC2\xA0%");
  ren_buf_free(&h.buf);
}

static void writes_links(void **state) {
  (void)state;
  ren__html h = {0};
  ren__put_href(&h, REN_STR("mapp/§ 1?#%\"å"), ".txt");
  assert_string_equal(h.buf.ptr, "./mapp/%C2%A7%201%3F%23%25%22%C3%A5.txt");
  ren_buf_free(&h.buf);
  ren__html j = {0};
  ren__put_href(&j, REN_STR("javascript:alert(1)"), "");
  assert_string_equal(j.buf.ptr, "./javascript%3Aalert%281%29");
  ren_buf_free(&j.buf);
  expect(ren__put_script_json, REN_STR("{\"</script><!--\":1}"), "{\"\\u003c/script>\\u003c!--\":1}");
}

static void writes_base64(void **state) {
  (void)state;
  expect(ren__put_base64, REN_STR(""), "");
  expect(ren__put_base64, REN_STR("f"), "Zg==");
  expect(ren__put_base64, REN_STR("fo"), "Zm8=");
  expect(ren__put_base64, REN_STR("foobar"), "Zm9vYmFy");
  char bytes[3000];
  memset(bytes, 0xFF, sizeof bytes);
  ren__html h = {0};
  ren__put_base64(&h, (ren_str){bytes, sizeof bytes});
  assert_int_equal(h.buf.len, 4000);
  for (size_t i = 0; i < h.buf.len; i++) assert_int_equal(h.buf.ptr[i], '/');
  ren_buf_free(&h.buf);
}

static void hashes(void **state) {
  (void)state;
  static const char *const abc[] = {"a", "bc", NULL}, *const none[] = {NULL},
                           *const two_blocks[] = {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", NULL};
  ren__html h = {0};
  ren__put_sha256(&h, abc); /* FIPS 180-4's examples, in base64 */
  ren__put(&h, " ");
  ren__put_sha256(&h, none);
  ren__put(&h, " ");
  ren__put_sha256(&h, two_blocks);
  assert_string_equal(h.buf.ptr,
                      "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= "
                      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
  ren_buf_free(&h.buf);
}

static void reads_jpeg_sizes(void **state) {
  (void)state;
  static const unsigned char good[] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 4,    1, 2,    0xFF, 0xFF,
                                       0xC0, 0,    17,   8,    5, 0x78, 3, 0xDE, 3};
  uint32_t width = 0, height = 0;
  assert_true(ren__jpeg_size((ren_str){(const char *)good, sizeof good}, &width, &height));
  assert_int_equal(width, 990);
  assert_int_equal(height, 1400);
  for (size_t cut = 0; cut < 17; cut++)
    assert_false(ren__jpeg_size((ren_str){(const char *)good, cut}, &width, &height));
  assert_false(ren__jpeg_size(REN_STR("\x89PNG\r\n\x1A\n and more of it"), &width, &height));
  assert_false(ren__jpeg_size(REN_STR("\xFF\xD8\xFF\xE0\x00\x00\x00\x00\x00\x00\x00\x00"), &width, &height));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes),          cmocka_unit_test(shows_the_invisible), cmocka_unit_test(writes_numbers),
      cmocka_unit_test(writes_links),     cmocka_unit_test(writes_base64),       cmocka_unit_test(hashes),
      cmocka_unit_test(reads_jpeg_sizes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
