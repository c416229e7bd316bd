/* The index: what it says of what was done, what it takes for its own, who else uses it. */
#include "../unit.h"
#include "copies.h"

#include <renskrift/dedup.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int make_path(void **state) {
  char *path = strdup("/tmp/renskrift-index-XXXXXX");
  int fd = mkstemp(path);
  if (fd >= 0) close(fd); /* an empty file is an index without texts */
  *state = path;
  return fd < 0;
}

static int remove_path(void **state) {
  unlink(*state);
  free(*state);
  return 0;
}

static ren_dedup_item item(const char *id, const char *text) {
  return (ren_dedup_item){.id = ren_str_of(id), .text = ren_str_of(text)};
}

static ren_dedup_index *open_index(void **state) {
  ren_dedup_index *index = NULL;
  assert_ok(ren_dedup_index_open(&index, *state, true, err));
  return index;
}

static void add_two(ren_dedup_index *index) {
  const ren_dedup_item items[2] = {item("b", school_ocr), item("a", school)};
  assert_ok(ren_dedup_index_update(index, items, 2, NULL, 0, NULL, NULL, err));
}

static size_t group(ren_dedup_index *index) {
  ren_dedup *d = NULL;
  assert_ok(ren_dedup_index_group(&d, index, NULL, err));
  size_t count = ren_dedup_cluster_count(d);
  ren_dedup_free(d);
  return count;
}

static void on_message(void *payload, ren_log_level level, const char *text) {
  (void)level;
  strcat(payload, text);
  strcat(payload, ";");
}

static void test_counts(void **state) {
  ren_dedup_index *index = open_index(state);
  ren_index_counts counts;
  char said[500] = "";
  const ren_hooks hooks = {said, on_message, NULL};
  add_two(index);
  const ren_dedup_item more[3] = {
      item("a", school), item("b", "nu något annat"), {REN_STR("c\0d"), {"", 0}, {"", 0}, {"", 0}}};
  const ren_str forget[2] = {REN_STR("x"), REN_STR("a")};
  assert_ok(ren_dedup_index_update(index, more, 3, forget, 1, &hooks, &counts, err));
  assert_int_equal(counts.added, 1);
  assert_int_equal(counts.replaced, 1);
  assert_int_equal(counts.same, 1);
  assert_int_equal(counts.unknown, 1);
  assert_string_equal(said, "x: is not in the index;b: another text was there before;");
  assert_ok(ren_dedup_index_update(index, NULL, 0, forget + 1, 1, &hooks, &counts, err));
  assert_int_equal(counts.forgotten, 1);
  size_t count;
  assert_int_equal(group(index), 0);
  const ren_dedup_item *items = ren_dedup_index_items(index, &count);
  assert_int_equal(count, 2);
  assert_str(items[0].id, "b");
  assert_int_equal(items[1].id.len, 3);
  ren_dedup_index_free(index);
}

static void test_is_kept(void **state) {
  ren_dedup_index *index = open_index(state);
  add_two(index);
  assert_int_equal(group(index), 1);
  ren_dedup_index_free(index);
  assert_ok(ren_dedup_index_open(&index, *state, false, err));
  assert_int_equal(group(index), 1);
  ren_error err = {0};
  const ren_dedup_item one = item("c", school);
  assert_int_equal(ren_dedup_index_update(index, &one, 1, NULL, 0, NULL, NULL, &err), REN_EINVAL);
  ren_dedup_index_free(index);
}

static void run_sql(void **state, const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(*state, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

/* Verdicts that make no sense are made anew, not believed and not tripped over. */
static void test_broken_verdicts(void **state) {
  static const char *const breaking[] = {"UPDATE verdict SET value = x'01'",
                                         "UPDATE verdict SET value = x'FFFFFFFFFFFFFFFFFFFFFFFF'",
                                         "UPDATE verdict SET value = x'050000' || x'FF7F' || value",
                                         "UPDATE verdict SET value = randomblob(40)",
                                         "UPDATE verdict SET proof = proof + 1",
                                         "DELETE FROM verdict"};
  ren_dedup_index *index = open_index(state);
  add_two(index);
  assert_int_equal(group(index), 1);
  for (size_t i = 0; i < sizeof breaking / sizeof *breaking; i++) {
    run_sql(state, breaking[i]);
    assert_int_equal(group(index), 1);
  }
  ren_dedup_index_free(index);
}

static void check_refused(void **state, ren_status status, const char *why) {
  ren_dedup_index *index = NULL;
  ren_error err = {0};
  assert_int_equal(ren_dedup_index_open(&index, *state, true, &err), status);
  assert_null(index);
  assert_non_null(strstr(err.message, why));
}

static void test_refuses(void **state) {
  run_sql(state, "CREATE TABLE x (y)");
  check_refused(state, REN_EFORMAT, "not an index");
  run_sql(state, "DROP TABLE x; PRAGMA application_id = 1380273732; PRAGMA user_version = 99; CREATE TABLE text (id)");
  check_refused(state, REN_EFORMAT, "newer version");
}

/* Waits as long as an adding waits for another one. */
static void test_in_use(void **state) {
  ren_dedup_index *index = open_index(state);
  ren_error why = {0};
  sqlite3 *db = NULL;
  const ren_dedup_item one = item("a", school);
  assert_int_equal(sqlite3_open(*state, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(ren_dedup_index_update(index, &one, 1, NULL, 0, NULL, NULL, &why), REN_EOUTPUT);
  assert_non_null(strstr(why.message, "another program is using it"));
  sqlite3_close(db);
  assert_ok(ren_dedup_index_update(index, &one, 1, NULL, 0, NULL, NULL, err));
  ren_dedup_index_free(index);
}

static void test_new(void **state) {
  ren_dedup_index *index = open_index(state);
  ren_dedup *d = NULL;
  ren_buf out = {0};
  add_two(index);
  for (int told = 0; told < 2; told++) {
    assert_ok(ren_dedup_index_group(&d, index, NULL, err));
    ren_buf_clear(&out);
    ren_dedup_index_write_new(index, d, &out);
    assert_int_equal(out.len > 0, !told);
    assert_ok(ren_dedup_index_told(index, d, err));
    ren_dedup_free(d);
  }
  ren_buf_free(&out);
  ren_dedup_index_free(index);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_counts, make_path, remove_path),
                                     cmocka_unit_test_setup_teardown(test_is_kept, make_path, remove_path),
                                     cmocka_unit_test_setup_teardown(test_broken_verdicts, make_path, remove_path),
                                     cmocka_unit_test_setup_teardown(test_refuses, make_path, remove_path),
                                     cmocka_unit_test_setup_teardown(test_in_use, make_path, remove_path),
                                     cmocka_unit_test_setup_teardown(test_new, make_path, remove_path)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
