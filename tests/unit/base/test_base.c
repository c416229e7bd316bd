#include "unit.h"

#include "alloc.h"
#include "arena.h"
#include "string_table.h"
#include "utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- UTF-8 -------------------------------------------------------------- */

static void every_code_point_round_trips(void **state) {
  (void)state;
  for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
    if (cp >= 0xD800 && cp <= 0xDFFF) continue;
    char bytes[4];
    uint32_t back;
    size_t n = ren_utf8_encode(cp, bytes);
    assert_int_equal(ren_utf8_decode(bytes, n, &back), n);
    assert_int_equal(back, cp);
    assert_int_equal(ren_utf8_decode_before(bytes, n, &back), n);
    assert_int_equal(back, cp);
    for (size_t cut = 1; cut < n; cut++) assert_int_not_equal(ren_utf8_decode(bytes, cut, &back), n);
  }
}

static void invalid_bytes_are_found(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t valid;
  } cases[] = {
      {"", 0},         {"ren text", 8},     {"f\xC3\xB6r", 4},       {"f\xF6r", 1},
      {"\xC0\x80", 0}, {"\xED\xA0\x80", 0}, {"\xF4\x90\x80\x80", 0}, {"1234567\xE2\x82", 7},
      {"\xC3", 0},     {"åäö\xFF", 6},      {"\xF0\x9F\x98\x80", 4}, {"12345678\x80", 8},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(ren_utf8_valid(cases[i].text, strlen(cases[i].text)), cases[i].valid);
}

static void casing_is_one_to_one(void **state) {
  (void)state;
  ren_buf lower = {0};
  ren_utf8_lower(&lower, REN_STR("ÅÄÖ ÉÜ ČŠŽŁ ΑΩ ЖЯ ßıİ 123"));
  assert_string_equal(lower.ptr, "åäö éü čšžł αω жя ßıİ 123");
  ren_buf_free(&lower);
  for (uint32_t cp = 1; cp < 0x3000; cp++) {
    uint32_t low = ren_to_lower(cp);
    assert_int_equal(ren_to_lower(low), low);
    if (low != cp) assert_int_equal(ren_to_upper(low), cp);
  }
  char small[4];
  assert_int_equal(ren_utf8_lower_into(small, sizeof small, REN_STR("ÅÄÖ")), 0);
}

/* ---- buffers and strings ------------------------------------------------- */

static void buffers_fail_once_and_stay_failed(void **state) {
  (void)state;
  ren_buf buf = {.max = 10};
  ren_buf_puts(&buf, "12345");
  ren_buf_puts(&buf, "1234567");
  assert_int_equal(buf.status, REN_ELIMIT);
  ren_buf_putc(&buf, 'x');
  assert_str(ren_buf_str(&buf), "12345");
  ren_buf_free(&buf);
  ren_buf huge = {0};
  assert_false(ren_buf_reserve(&huge, SIZE_MAX - 5));
  assert_int_equal(huge.status, REN_ENOMEM);
  ren_buf_free(&huge);
}

static void printf_grows(void **state) {
  (void)state;
  ren_buf buf = {0};
  for (int i = 0; i < 1000; i++) ren_buf_printf(&buf, "%d,", i);
  assert_int_equal(buf.len, 10 * 2 + 90 * 3 + 900 * 4);
  assert_int_equal(buf.ptr[buf.len], 0);
  ren_buf_free(&buf);
}

static void tables_number_strings(void **state) {
  (void)state;
  ren__strings *table = ren__strings_new();
  char key[16];
  for (uint32_t i = 0; i < 5000; i++) {
    snprintf(key, sizeof key, "ord%u", i);
    assert_int_equal(ren__strings_add(table, ren_str_of(key)), i);
  }
  assert_int_equal(ren__strings_add(table, REN_STR("ord77")), 77);
  assert_int_equal(ren__strings_find(table, REN_STR("ord4999")), 4999);
  assert_int_equal(ren__strings_find(table, REN_STR("saknas")), UINT32_MAX);
  assert_str(ren__strings_get(table, 12), "ord12");
  ren__strings_free(table);
}

static void arenas_give_zeroed_memory(void **state) {
  (void)state;
  ren_arena *arena = ren_arena_new();
  for (int round = 0; round < 3; round++) {
    for (size_t size = 1; size < 9000; size += 97) {
      unsigned char *piece = ren_arena_alloc(arena, size);
      assert_int_equal((uintptr_t)piece % 16, 0);
      for (size_t i = 0; i < size; i++) assert_int_equal(piece[i], 0);
      memset(piece, 0xAB, size);
    }
    ren_arena_reset(arena);
  }
  assert_null(ren_arena_alloc(arena, SIZE_MAX - 3));
  ren_arena_free(arena);
}

/* ---- JSON --------------------------------------------------------------- */

static void json_is_escaped(void **state) {
  (void)state;
  ren_buf out = {0};
  ren_json json;
  ren_json_begin(&json, &out);
  ren_json_object(&json);
  ren_json_key(&json, "text");
  ren_json_str(&json, REN_STR("å \"citat\" \\ \n\t\x01\x7F f\xF6r"));
  ren_json_key(&json, "tal");
  ren_json_array(&json);
  ren_json_int(&json, -5);
  ren_json_num(&json, 0.125, 2);
  ren_json_num(&json, -3.0, 4);
  ren_json_num(&json, 1.0 / 0.0, 2);
  ren_json_num(&json, -0.0001, 2);
  ren_json_bool(&json, true);
  ren_json_null(&json);
  ren_json_array(&json);
  ren_json_end(&json, ']');
  ren_json_end(&json, ']');
  ren_json_key(&json, "namn");
  ren_json_cstr(&json, NULL);
  ren_json_end(&json, '}');
  assert_string_equal(out.ptr, "{\"text\":\"å \\\"citat\\\" \\\\ \\n\\t\\u0001\\u007f f\xEF\xBF\xBDr\","
                               "\"tal\":[-5,0.13,-3,null,0,true,null,[]],\"namn\":null}");
  ren_buf_free(&out);
}

/* ---- files -------------------------------------------------------------- */

static void writing_replaces_or_leaves(void **state) {
  (void)state;
  char folder[] = "/tmp/renskrift-base-XXXXXX", path[64], missing[64];
  ren_error error = {0};
  ren_file *file;
  ren_buf back = {0};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/fil.txt", folder);
  snprintf(missing, sizeof missing, "%s/saknas/fil.txt", folder);
  assert_ok(ren_file_write_atomic(path, REN_STR("ett"), err));
  assert_int_equal(chmod(path, 0640), 0);
  assert_ok(ren_file_create_atomic(&file, path, err));
  assert_ok(ren_file_append(file, REN_STR("tv"), err));
  ren_file_abandon(file);
  assert_ok(ren_file_read(&back, path, 0, err));
  assert_string_equal(back.ptr, "ett");
  assert_ok(ren_file_write_atomic(path, REN_STR("två"), err));
  struct stat st;
  assert_int_equal(stat(path, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0640);
  assert_int_equal(ren_file_write_atomic(missing, REN_STR("x"), &error), REN_EOUTPUT);
  assert_int_equal(error.sys_errno, ENOENT);
  assert_string_equal(error.file, missing);
  ren_buf_clear(&back);
  assert_int_equal(ren_file_read(&back, path, 2, NULL), REN_ELIMIT);
  assert_int_equal(ren_file_read(&back, folder, 0, NULL), REN_EIO);
  ren_buf_free(&back);
  unlink(path);
  assert_int_equal(rmdir(folder), 0); /* nothing temporary is left */
}

static void media_are_told_by_content(void **state) {
  (void)state;
  const struct {
    ren_str head;
    ren_media media;
  } cases[] = {
      {{"", 0}, REN_MEDIA_EMPTY},
      {REN_STR("%PDF-1.7\n"), REN_MEDIA_PDF},
      {REN_STR("\n\n%PDF-1.4"), REN_MEDIA_PDF},
      {REN_STR("II*\0\x08\0\0\0"), REN_MEDIA_TIFF},
      {REN_STR("\x89PNG\r\n\x1a\n"), REN_MEDIA_PNG},
      {REN_STR("\xFF\xD8\xFF\xE0"), REN_MEDIA_JPEG},
      {REN_STR("RIFF\1\2\3\4WEBPVP8 "), REN_MEDIA_WEBP},
      {REN_STR("P6\n100 100\n255\n"), REN_MEDIA_PNM},
      {REN_STR("P6 är en etta"), REN_MEDIA_TEXT},
      {REN_STR("Sammanträdesprotokoll"), REN_MEDIA_TEXT},
      {REN_STR("N\xE4mnden"), REN_MEDIA_TEXT},
      {REN_STR("\xFF\xFEN\0\xE4\0"), REN_MEDIA_TEXT},
      {REN_STR("N\0\xE4\0m\0n\0d\0e\0n\0"), REN_MEDIA_TEXT},
      {REN_STR("N\0\0\0a\0\0\0m\0\0\0n\0\0\0"), REN_MEDIA_TEXT},
      {REN_STR("\0\0\0N\0\0\0a\0\0\0m\0\0\0n"), REN_MEDIA_TEXT},
      {REN_STR("PK\x03\x04rest"), REN_MEDIA_BINARY},
      {REN_STR("\1\2\3\4\5\6\7\1\2\3"), REN_MEDIA_BINARY},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(ren_media_sniff(cases[i].head), cases[i].media);
}

/* ---- threads and errors -------------------------------------------------- */

static bool mark(void *payload, size_t i) {
  ((unsigned char *)payload)[i]++;
  return true;
}

static bool stop_at_ten(void *payload, size_t i) {
  ((unsigned char *)payload)[i]++;
  return i < 10;
}

static void parallel_work_is_done_once(void **state) {
  (void)state;
  unsigned char done[1000] = {0};
  assert_true(ren_parallel(1000, 8, mark, done));
  for (size_t i = 0; i < 1000; i++) assert_int_equal(done[i], 1);
  memset(done, 0, sizeof done);
  assert_false(ren_parallel(1000, 1, stop_at_ten, done));
  assert_int_equal(done[10], 1);
  assert_int_equal(done[11], 0);
  assert_true(ren_parallel(0, 4, mark, done));
}

static void errors_keep_the_first_message(void **state) {
  (void)state;
  ren_error error = {0};
  assert_int_equal(ren_fail(&error, REN_EFORMAT, "page %d is torn", 3), REN_EFORMAT);
  assert_int_equal(ren_fail(&error, REN_ENOMEM, "later"), REN_ENOMEM);
  ren_error_place(&error, "a.pdf", 3);
  ren_error_place(&error, "b.pdf", 4);
  assert_string_equal(error.message, "page 3 is torn");
  assert_string_equal(error.file, "a.pdf");
  assert_int_equal(error.page, 3);
  assert_int_equal(ren_fail(NULL, REN_EINVAL, "nobody listens"), REN_EINVAL);
}

/* The fast way over common characters stops where the plain one does. */
static void utf8_is_checked_in_blocks(void **state) {
  (void)state;
  static const char *const parts[] = {"a",    "och ", "å",        "ö",           "–", "\xF0\x9F\x8E\x82",
                                      "\xC3", "\xA4", "\xC0\xAF", "\xED\xA0\x80"};
  uint32_t seed = 7;
  for (size_t round = 0; round < 20000; round++) {
    char bytes[256];
    size_t n = 0, plain = 0;
    while (n < 60 + round % 40) {
      seed = seed * 1664525 + 1013904223;
      const char *part = parts[(seed >> 16) % (round % 3 ? 6 : 10)];
      memcpy(bytes + n, part, strlen(part));
      n += strlen(part);
    }
    while (plain < n) {
      uint32_t cp;
      size_t len = ren_utf8_decode(bytes + plain, n - plain, &cp);
      if (cp == REN_BAD_CODEPOINT) break;
      plain += len;
    }
    assert_int_equal(ren_utf8_valid(bytes, n), plain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_is_checked_in_blocks),
      cmocka_unit_test(every_code_point_round_trips),
      cmocka_unit_test(invalid_bytes_are_found),
      cmocka_unit_test(casing_is_one_to_one),
      cmocka_unit_test(buffers_fail_once_and_stay_failed),
      cmocka_unit_test(printf_grows),
      cmocka_unit_test(tables_number_strings),
      cmocka_unit_test(arenas_give_zeroed_memory),
      cmocka_unit_test(json_is_escaped),
      cmocka_unit_test(writing_replaces_or_leaves),
      cmocka_unit_test(media_are_told_by_content),
      cmocka_unit_test(parallel_work_is_done_once),
      cmocka_unit_test(errors_keep_the_first_message),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
