/* The state of a run: what is kept, what is forgotten, and what a kill leaves. */
#include <renskrift/report.h>

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int make_folder(void **state) {
  char *dir = strdup("/tmp/renskrift-state-XXXXXX");
  *state = mkdtemp(dir);
  return *state ? 0 : 1;
}

static int remove_folder(void **state) {
  static const char *const names[] = {"run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal"};
  char path[256];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(path, sizeof path, "%s/%s", (char *)*state, names[i]);
    unlink(path);
  }
  rmdir(*state);
  free(*state);
  return 0;
}

static ren_run *open_run(const char *dir, const char *settings) {
  ren_run *run;
  ren_error err = {0};
  ren_status status = ren_run_open(&run, dir, settings, &err);
  if (status != REN_OK) print_error("%s\n", err.message);
  assert_int_equal(status, REN_OK);
  return run;
}

static int64_t add(ren_run *run, const char *path, uint64_t hash) {
  int64_t id = 0;
  ren_run_file file = {.path = path, .name = path, .media = REN_MEDIA_PDF, .size = 1000, .hash = hash, .pages = 3};
  assert_int_equal(ren_run_add_file(&id, run, &file, NULL), REN_OK);
  assert_true(id > 0);
  return id;
}

static uint32_t pages_of(ren_run *run, int64_t id) {
  uint32_t count;
  assert_int_equal(ren_run_count_pages(&count, run, id, NULL), REN_OK);
  return count;
}

static bool collect(void *payload, const ren_run_file *file) {
  ren_buf_printf(payload, "%s:%d:%u:%s\n", file->path, (int)file->state, file->pages,
                 file->message ? file->message : "-");
  return true;
}

static void expect_files(ren_run *run, const char *expected) {
  ren_buf list = {0};
  assert_int_equal(ren_run_each_file(run, collect, &list, NULL), REN_OK);
  assert_string_equal(list.ptr ? list.ptr : "", expected);
  ren_buf_free(&list);
}

static void keeps_files_and_pages(void **state) {
  ren_run *run = open_run(*state, "a");
  int64_t first = add(run, "protokoll å.pdf", UINT64_MAX), second = add(run, "bilaga.pdf", 2);
  assert_int_equal(ren_run_put_page(run, first, 1, REN_STR("{\"p\":1}"), REN_STR("\xFF\xD8\0jpeg"), NULL), REN_OK);
  assert_int_equal(ren_run_put_page(run, first, 2, REN_STR("{}"), (ren_str){0}, NULL), REN_OK);
  assert_int_equal(ren_run_set_file(run, first, REN_FILE_DONE, 2, NULL, NULL), REN_OK);
  assert_int_equal(ren_run_set_file(run, second, REN_FILE_FAILED, 0, "krypterad", NULL), REN_OK);
  ren_run_free(run);

  run = open_run(*state, "a");
  assert_int_equal(add(run, "bilaga.pdf", 2), second);
  assert_int_equal(add(run, "protokoll å.pdf", UINT64_MAX), first);
  expect_files(run, "protokoll å.pdf:1:2:-\nbilaga.pdf:2:0:krypterad\n");
  ren_buf record = {0}, preview = {0};
  bool found;
  assert_int_equal(ren_run_get_page(&found, run, first, 1, &record, &preview, NULL), REN_OK);
  assert_true(found);
  assert_true(ren_str_eq(ren_buf_str(&record), REN_STR("{\"p\":1}")));
  assert_true(ren_str_eq(ren_buf_str(&preview), REN_STR("\xFF\xD8\0jpeg")));
  assert_int_equal(ren_run_get_page(&found, run, first, 2, NULL, NULL, NULL), REN_OK);
  assert_true(found);
  assert_int_equal(ren_run_get_page(&found, run, first, 9, &record, &preview, NULL), REN_OK);
  assert_false(found);
  assert_int_equal(pages_of(run, first), 2);
  ren_buf_free(&record);
  ren_buf_free(&preview);
  ren_run_free(run);
}

static void drops_what_changed(void **state) {
  ren_run *run = open_run(*state, "a");
  int64_t id = add(run, "x.pdf", 1), other = add(run, "y.pdf", 1);
  assert_int_equal(ren_run_put_page(run, id, 1, REN_STR("{}"), (ren_str){0}, NULL), REN_OK);
  assert_int_equal(ren_run_put_page(run, other, 1, REN_STR("{}"), (ren_str){0}, NULL), REN_OK);
  assert_int_equal(ren_run_set_file(run, id, REN_FILE_DONE, 1, "note", NULL), REN_OK);
  assert_int_equal(add(run, "x.pdf", 2), id);
  assert_int_equal(pages_of(run, id), 0);
  assert_int_equal(pages_of(run, other), 1);
  expect_files(run, "x.pdf:0:3:-\ny.pdf:0:3:-\n");
  ren_run_free(run);
}

static void forgets_under_other_settings(void **state) {
  ren_run *run = open_run(*state, "min-confidence=0.9");
  int64_t id = add(run, "x.pdf", 1);
  assert_int_equal(ren_run_put_page(run, id, 1, REN_STR("{}"), (ren_str){0}, NULL), REN_OK);
  ren_run_free(run);
  run = open_run(*state, "min-confidence=0.8");
  expect_files(run, "");
  assert_int_equal(pages_of(run, add(run, "x.pdf", 1)), 0);
  ren_run_free(run);
}

static void refuses_bad_calls(void **state) {
  ren_run *run = open_run(*state, "");
  assert_int_equal(ren_run_put_page(run, 77, 1, REN_STR("{}"), (ren_str){0}, NULL), REN_EINVAL);
  assert_int_equal(ren_run_set_file(run, 77, REN_FILE_DONE, 1, NULL, NULL), REN_EINVAL);
  int64_t id = add(run, "x.pdf", 1); /* and goes on afterwards */
  assert_int_equal(ren_run_put_page(run, id, 1, REN_STR("{}"), (ren_str){0}, NULL), REN_OK);
  ren_run *reader;
  assert_int_equal(ren_run_open_existing(&reader, *state, NULL), REN_OK); /* beside the writer */
  assert_int_equal(pages_of(reader, id), 1);
  assert_int_equal(ren_run_put_note(reader, "k", "v", NULL), REN_EINVAL);
  ren_run_free(reader);
  ren_run *second;
  ren_error err = {0};
  assert_int_equal(ren_run_open(&second, *state, "", &err), REN_EOUTPUT);
  assert_null(second);
  assert_non_null(strstr(err.message, "another run"));
  ren_run_free(run);
  ren_run_free(NULL);
}

static void make_database(const char *dir, const char *sql) {
  char path[256];
  snprintf(path, sizeof path, "%s/run.sqlite", dir);
  unlink(path);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void expect_refusal(const char *dir, const char *part) {
  ren_run *run;
  ren_error err = {0};
  assert_int_equal(ren_run_open(&run, dir, "", &err), REN_EFORMAT);
  assert_null(run);
  assert_non_null(strstr(err.message, part));
  assert_non_null(strstr(err.file, "run.sqlite"));
  assert_int_equal(ren_run_open_existing(&run, dir, NULL), REN_EFORMAT);
  assert_null(run);
}

static void refuses_foreign_files(void **state) {
  make_database(*state, "CREATE TABLE photos (id)");
  expect_refusal(*state, "not a state file");
  make_database(*state, "PRAGMA user_version = 1; CREATE TABLE file (id)");
  expect_refusal(*state, "not a state file");
  make_database(*state, "PRAGMA application_id = 1380273747; PRAGMA user_version = 99; CREATE TABLE file (id)");
  expect_refusal(*state, "newer version");
  make_database(*state, "PRAGMA application_id = 1380273747; PRAGMA user_version = 1; CREATE TABLE file (id)");
  expect_refusal(*state, "not a state file");
  char path[256];
  snprintf(path, sizeof path, "%s/run.sqlite", (char *)*state);
  unlink(path);
  assert_int_equal(
      ren_file_write_atomic(path, REN_STR("Sammanträdesprotokoll, inte en databas, men en rad text\n"), NULL), REN_OK);
  expect_refusal(*state, "not a state file");
  ren_buf kept = {0};
  assert_int_equal(ren_file_read(&kept, path, 0, NULL), REN_OK);
  assert_true(ren_str_starts(ren_buf_str(&kept), REN_STR("Sammanträdes"))); /* untouched */
  ren_buf_free(&kept);
}

static void needs_a_folder(void **state) {
  (void)state;
  ren_run *run;
  ren_error err = {0};
  assert_int_equal(ren_run_open(&run, "/nonexistent/folder", "", &err), REN_EOUTPUT);
  assert_string_equal(err.file, "/nonexistent/folder");
  assert_int_equal(ren_run_open_existing(&run, "/nonexistent/folder", NULL), REN_EIO);
}

/* ---- kills, threads, limits -------------------------------------------------- */

static void store_until_killed(const char *dir, int out) {
  ren_run *run;
  if (ren_run_open(&run, dir, "", NULL) != REN_OK) _exit(3);
  ren_run_file file = {.path = "x.tif", .name = "x", .size = 1000, .hash = 1};
  int64_t id;
  if (ren_run_add_file(&id, run, &file, NULL) != REN_OK) _exit(4);
  uint32_t page;
  if (ren_run_count_pages(&page, run, id, NULL) != REN_OK) _exit(5);
  static char preview[20000];
  for (page++;; page++) {
    if (ren_run_put_page(run, id, page, REN_STR("{}"), (ren_str){preview, sizeof preview}, NULL) != REN_OK) _exit(6);
    if (write(out, &page, sizeof page) != sizeof page) _exit(7);
  }
}

/* Lets a child store pages until it has said `wanted`, kills it, and gives the last
 * page that it has said to be stored. */
static uint32_t run_and_kill(const char *dir, uint32_t wanted) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    close(ends[0]);
    store_until_killed(dir, ends[1]);
  }
  close(ends[1]);
  uint32_t page = 0, last = 0;
  while (page < wanted && read(ends[0], &page, sizeof page) == sizeof page) last = page;
  kill(child, SIGKILL);
  while (read(ends[0], &page, sizeof page) == sizeof page) last = page; /* said before it died */
  int how;
  waitpid(child, &how, 0);
  assert_true(WIFSIGNALED(how));
  close(ends[0]);
  return last;
}

static void survives_kills(void **state) {
  uint32_t stored = 0;
  for (uint32_t round = 0; round < 12; round++) {
    uint32_t last = run_and_kill(*state, stored + 1 + round * 7 % 23);
    ren_run *run = open_run(*state, "");
    stored = pages_of(run, add(run, "x.tif", 1));
    ren_run_free(run);
    assert_true(stored >= last);
  }
}

static void is_readable_after_a_kill(void **state) {
  uint32_t last = run_and_kill(*state, 40);
  assert_in_range(last, 40, 100000);
  ren_run *run;
  assert_int_equal(ren_run_open_existing(&run, *state, NULL), REN_OK); /* reads what the log holds */
  for (uint32_t page = 1; page <= last; page++) {
    bool found;
    assert_int_equal(ren_run_get_page(&found, run, 1, page, NULL, NULL, NULL), REN_OK);
    assert_true(found);
  }
  ren_run_free(run);
}

typedef struct job {
  ren_run *run;
  int64_t id;
  bool ok;
} job;

static void *store_pages(void *payload) {
  job *j = payload;
  bool found;
  j->ok = true;
  for (uint32_t page = 1; page <= 50; page++) {
    j->ok &= ren_run_put_page(j->run, j->id, page, REN_STR("{\"words\":[]}"), REN_STR("jpeg"), NULL) == REN_OK;
    j->ok &= ren_run_get_page(&found, j->run, j->id, page, NULL, NULL, NULL) == REN_OK && found;
  }
  return NULL;
}

static void serves_threads(void **state) {
  enum { THREADS = 4 };
  ren_run *run = open_run(*state, "");
  pthread_t threads[THREADS];
  job jobs[THREADS];
  for (int i = 0; i < THREADS; i++) {
    char name[16];
    snprintf(name, sizeof name, "%d.pdf", i);
    jobs[i] = (job){run, add(run, name, 1), false};
    assert_int_equal(pthread_create(&threads[i], NULL, store_pages, &jobs[i]), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    assert_true(jobs[i].ok);
    assert_int_equal(pages_of(run, jobs[i].id), 50);
  }
  ren_run_free(run);
}

static void says_when_nothing_more_fits(void **state) {
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {300000, 300000};
    ren_run *run;
    ren_error err = {0};
    if (ren_run_open(&run, *state, "", &err) != REN_OK) _exit(1);
    setrlimit(RLIMIT_FSIZE, &limit);
    ren_run_file file = {.path = "x", .name = "x"};
    int64_t id;
    if (ren_run_add_file(&id, run, &file, &err) != REN_OK) _exit(2);
    static char preview[60000];
    ren_status status = REN_OK;
    for (uint32_t page = 1; page < 20 && status == REN_OK; page++)
      status = ren_run_put_page(run, id, page, REN_STR("{}"), (ren_str){preview, sizeof preview}, &err);
    bool said = status == REN_EOUTPUT && strstr(err.message, "cannot keep the state") && strstr(err.file, "run.sqlite");
    _exit(said ? 0 : 3);
  }
  int how;
  waitpid(child, &how, 0);
  assert_true(WIFEXITED(how));
  assert_int_equal(WEXITSTATUS(how), 0);
  ren_run *run = open_run(*state, ""); /* what fitted is there */
  assert_in_range(pages_of(run, add(run, "x", 0)), 0, 19);
  ren_run_free(run);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(keeps_files_and_pages),
      TEST(drops_what_changed),
      TEST(forgets_under_other_settings),
      TEST(refuses_bad_calls),
      TEST(refuses_foreign_files),
      cmocka_unit_test(needs_a_folder),
      TEST(survives_kills),
      TEST(is_readable_after_a_kill),
      TEST(serves_threads),
      TEST(says_when_nothing_more_fits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
