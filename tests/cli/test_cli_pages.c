/* Pages that stay on disk while a document is worked on, and files that are left alone if they
 * hold what is to be written. */
#include "unit.h"

#include "kept_file.h"
#include "page_spool.h"
#include "page_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the store ---------------------------------------------------------------- */

enum { PAGES = 90, MISSING = 41 };

/* A running head, a line of text, a page number. */
static ren_page *make_page(uint32_t number) {
  ren_page *page;
  char text[40], figure[12];
  assert_ok(ren_page_new(&page, "minutes.tif", number, err));
  page->width = 2480, page->height = 3508, page->dpi = 300;
  snprintf(text, sizeof text, "Ärende-%u", number * 7919);
  snprintf(figure, sizeof figure, "%u", number);
  const char *const words[] = {"Kommunstyrelsen", text, figure};
  for (uint32_t l = 0; l < 3; l++) {
    ren_box box = {300, 100 + 1600 * (int32_t)l, 900, 40};
    assert_ok(ren_page_add_line(page, &(ren_line){.block = l, .size = 11, .box = box}, err));
    assert_ok(ren_page_add_word(page, &(ren_word){.text = ren_str_of(words[l]), .confidence = 1, .box = box}, err));
  }
  return page;
}

static cli_page_spool *fill_spool(ren_page **pages) {
  cli_page_spool *spool;
  assert_ok(cli_page_spool_open(&spool, PAGES, err));
  for (uint32_t i = 0; i < PAGES; i++) { /* in an order of its own */
    uint32_t index = i * 37 % PAGES;
    pages[index] = index == MISSING ? NULL : make_page(index + 1);
    if (pages[index]) assert_ok(cli_page_spool_add(spool, pages[index], err));
  }
  return spool;
}

static void check_same(const ren_page *page, const ren_page *wanted) {
  ren_buf a = {0}, b = {0};
  if (!page || !wanted) {
    assert_ptr_equal(page, wanted);
    return;
  }
  ren_page_write_json(page, &a);
  ren_page_write_json(wanted, &b);
  assert_string_equal(a.ptr, b.ptr);
  ren_buf_free(&a);
  ren_buf_free(&b);
}

static ren_status take(void *payload, const ren_page *page, uint32_t index, ren_error *err) {
  (void)err;
  check_same(page, ((ren_page *const *)payload)[index]);
  return REN_OK;
}

/* Marked part by part, they are as if they had been marked as a whole, then and when they are got again. */
static void stored_pages_come_back_marked(void **state) {
  (void)state;
  ren_page *pages[PAGES], *page;
  cli_page_spool *spool = fill_spool(pages);
  cli_page_store *store = cli_page_store_new(PAGES, cli_page_spool_get, spool);
#ifdef REN_WITH_OCR
  assert_ok(ren_pages_mark_furniture(pages, PAGES, err));
  assert_int_equal(pages[50]->lines[0].role, REN_ROLE_RUNNING_HEAD);
  assert_int_equal(pages[50]->lines[1].role, REN_ROLE_BODY);
  assert_int_equal(pages[50]->lines[2].role, REN_ROLE_PAGE_NUMBER);
#endif
  assert_ok(cli_page_store_mark(store, take, pages, err));
  for (uint32_t i = PAGES; i-- > 0;) {
    assert_ok(cli_page_store_get(store, i, &page, err));
    check_same(page, pages[i]);
    ren_page_free(page);
    ren_page_free(pages[i]);
  }
  cli_page_store_free(store);
  cli_page_spool_free(spool);
}

static void pages_out_of_range_are_refused(void **state) {
  (void)state;
  cli_page_spool *spool;
  ren_error err = {0};
  ren_page *page = make_page(3);
  assert_int_equal(cli_page_spool_open(&spool, 2, &err), REN_OK);
  assert_int_equal(cli_page_spool_add(spool, page, &err), REN_EINVAL);
  page->number = 0;
  assert_int_equal(cli_page_spool_add(spool, page, &err), REN_EINVAL);
  ren_page_free(page);
  cli_page_spool_free(spool);
}

/* ---- kept files ----------------------------------------------------------------- */

static ren_str long_text(char *room, size_t size) {
  for (size_t i = 0; i < size; i++) room[i] = (char)('a' + i % 23);
  return (ren_str){room, size};
}

static ren_status write_in_parts(const char *path, ren_str bytes, ren_status outcome) {
  enum { PART = 5000 };
  ren_error why = {0};
  cli_kept_file *file = cli_kept_file_open(path);
  for (size_t at = 0; at < bytes.len; at += PART) {
    size_t part = bytes.len - at < PART ? bytes.len - at : PART;
    assert_ok(cli_kept_file_write(file, (ren_str){bytes.ptr + at, part}, err));
  }
  return cli_kept_file_close(file, outcome, &why);
}

static void check_file(const char *path, ren_str wanted) {
  ren_buf have = {0};
  assert_ok(ren_file_read(&have, path, 0, err));
  assert_int_equal(have.len, wanted.len);
  if (wanted.len) assert_memory_equal(have.ptr, wanted.ptr, wanted.len);
  ren_buf_free(&have);
}

static void files_are_left_alone_if_they_are_the_same(void **state) {
  (void)state;
  enum { SIZE = 40000 };
  static char room[SIZE + 1];
  static const struct {
    size_t old_length, length, differs_at; /* SIZE: nowhere */
    bool same;
  } cases[] = {{SIZE, SIZE, SIZE, true},       {SIZE, SIZE, 0, false},        {SIZE, SIZE, 16384, false},
               {SIZE, SIZE, SIZE - 1, false},  {SIZE, SIZE - 1, SIZE, false}, {SIZE - 1, SIZE, SIZE, false},
               {0, SIZE, SIZE, false},         {SIZE, 0, SIZE, false},        {0, 0, SIZE, true},
               {16384, 16384 + 1, SIZE, false}};
  char folder[] = "/tmp/ren-kept-XXXXXX", path[80];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/file", folder);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct stat before, after;
    ren_str old = {long_text(room, SIZE).ptr, cases[i].old_length}, bytes = {room, cases[i].length};
    assert_ok(ren_file_write_atomic(path, old, err));
    assert_int_equal(stat(path, &before), 0);
    room[cases[i].differs_at] = '!';
    assert_int_equal(write_in_parts(path, bytes, REN_OK), REN_OK);
    check_file(path, bytes);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino == after.st_ino, cases[i].same);
  }
  unlink(path);
  rmdir(folder);
}

static void failures_leave_what_was_there(void **state) {
  (void)state;
  char folder[] = "/tmp/ren-kept-XXXXXX", path[80];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/deep/file", folder);
  assert_int_equal(write_in_parts(path, REN_STR("new"), REN_EFORMAT), REN_EFORMAT);
  assert_int_equal(access(path, F_OK), -1);
  assert_int_equal(write_in_parts(path, REN_STR("old"), REN_OK), REN_OK);
  assert_int_equal(write_in_parts(path, REN_STR("new"), REN_EFORMAT), REN_EFORMAT);
  check_file(path, REN_STR("old"));
  unlink(path);
  assert_int_equal(write_in_parts(path, REN_STR(""), REN_OK), REN_OK); /* an empty file is one */
  check_file(path, REN_STR(""));
  unlink(path);
  path[strlen(path) - strlen("/file")] = '\0';
  assert_int_equal(rmdir(path), 0); /* nothing half written is left */
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stored_pages_come_back_marked), cmocka_unit_test(pages_out_of_range_are_refused),
      cmocka_unit_test(files_are_left_alone_if_they_are_the_same), cmocka_unit_test(failures_leave_what_was_there)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
