/* Workers that are killed, stopped and orphaned, and pages asked for by many threads:
 * nothing is lost and nothing is left over. The worker lies beside this program. */
#include "ocr/worker_testing.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static void pause_ms(long ms) {
  struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  nanosleep(&t, NULL);
}

typedef struct call {
  ren_ocr *ocr;
  uint32_t number;
  ren_page *page;
  ren_error err;
  ren_status status;
} call;

static void *ask(void *argument) {
  call *c = argument;
  c->status = ren_ocr_page(&c->page, c->ocr, DATA("notis.tif"), c->number, 0, NULL, &c->err);
  return NULL;
}

static ren_buf record_of(const ren_page *page) {
  ren_buf json = {0};
  ren_page_write_json(page, &json);
  return json;
}

static ren_ocr *open_ocr(unsigned workers, unsigned timeout) {
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.workers = workers;
  opts.page_timeout = timeout;
  ren_ocr *ocr = NULL;
  assert_ok(ren_ocr_new(&ocr, &opts, err));
  return ocr;
}

static pid_t wait_for_worker(void) {
  pid_t pid = 0;
  for (int i = 0; i < 2000 && find_workers(getpid(), &pid, 1) == 0; i++) pause_ms(2);
  return pid;
}

/* Killed on a page: the page is read by the successor, as if nothing had been. */
static void test_killed(void **state) {
  (void)state;
  call undisturbed = {.ocr = open_ocr(1, 120), .number = 1}, disturbed = undisturbed;
  ask(&undisturbed);
  assert_int_equal(undisturbed.status, REN_OK);
  for (int i = 0; i < 3; i++) {
    pthread_t thread;
    pid_t pid = wait_for_worker();
    assert_true(pid > 0);
    assert_int_equal(pthread_create(&thread, NULL, ask, &disturbed), 0);
    pause_ms(20 * i);
    kill(pid, SIGKILL);
    pthread_join(thread, NULL);
    if (disturbed.status != REN_OK) fail_msg("%s", disturbed.err.message);
    ren_buf a = record_of(undisturbed.page), b = record_of(disturbed.page);
    assert_string_equal(a.ptr, b.ptr);
    ren_buf_free(&a);
    ren_buf_free(&b);
    ren_page_free(disturbed.page);
  }
  ren_page_free(undisturbed.page);
  ren_ocr_free(undisturbed.ocr);
}

/* Ended by itself, as far as one can see: read again with safer settings, which is said. */
static void test_crashed(void **state) {
  (void)state;
  call c = {.number = 1};
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.text_layer = REN_TEXT_LAYER_IGNORE; /* the first question is to read the page */
  assert_ok(ren_ocr_new(&c.ocr, &opts, err));
  uint32_t pages;
  assert_ok(ren_ocr_page_count(&pages, c.ocr, DATA("notis.tif"), err));
  pthread_t thread;
  pid_t pid = wait_for_worker();
  assert_true(pid > 0);
  kill(pid, SIGSTOP); /* so that it ends on the page */
  assert_int_equal(pthread_create(&thread, NULL, ask, &c), 0);
  pause_ms(50);
  kill(pid, SIGABRT); /* sanitizers catch SIGSEGV and end the worker otherwise */
  kill(pid, SIGCONT);
  pthread_join(thread, NULL);
  if (c.status != REN_OK) fail_msg("%s", c.err.message);
  assert_true(c.page->note &&
              strstr(c.page->note, "read with safer settings, because an OCR worker died on it (signal 6") != NULL);
  assert_holds(c.page, "beslutar");
  ren_page_free(c.page);
  ren_ocr_free(c.ocr);
}

/* Stopped, as if caught in a loop: the deadline ends it and the next page goes on. */
static void test_stopped(void **state) {
  (void)state;
  call c = {.ocr = open_ocr(1, 2), .number = 1};
  uint32_t pages;
  assert_ok(ren_ocr_page_count(&pages, c.ocr, DATA("notis.tif"), err));
  pid_t pid = wait_for_worker();
  assert_true(pid > 0);
  kill(pid, SIGSTOP);
  ask(&c);
  assert_int_equal(c.status, REN_ELIMIT);
  assert_string_equal(c.err.message, "took longer than 2 s");
  assert_ok(ren_ocr_page_count(&pages, c.ocr, DATA("notis.tif"), err));
  ren_ocr_free(c.ocr);
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* More askers than workers; the records do not depend on either. */
static void test_crowd(void **state) {
  (void)state;
  enum { CALLS = 6 };
  call calls[CALLS];
  pthread_t threads[CALLS];
  ren_ocr *ocr = open_ocr(2, 120);
  pid_t pids[8];
  for (int i = 0; i < CALLS; i++) {
    calls[i] = (call){.ocr = ocr, .number = 1 + (uint32_t)i % 2};
    assert_int_equal(pthread_create(&threads[i], NULL, ask, &calls[i]), 0);
  }
  for (int i = 0; i < CALLS; i++) pthread_join(threads[i], NULL);
  assert_true(find_workers(getpid(), pids, 8) <= 2);
  for (int i = 0; i < CALLS; i++) {
    if (calls[i].status != REN_OK) fail_msg("%s", calls[i].err.message);
    ren_buf a = record_of(calls[i % 2].page), b = record_of(calls[i].page);
    assert_string_equal(a.ptr, b.ptr);
    ren_buf_free(&a);
    ren_buf_free(&b);
  }
  for (int i = 0; i < CALLS; i++) ren_page_free(calls[i].page);
  ren_ocr_free(ocr);
}

static bool is_gone(pid_t pid) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  FILE *file = fopen(path, "r");
  if (!file) return true;
  const char *end = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
  fclose(file);
  return !end || end[2] == 'Z'; /* dead, and waiting for somebody to notice */
}

/* Workers must not outlive a program that is killed, even in the middle of a page. */
static void test_orphaned(void **state) {
  (void)state;
  int to_us[2];
  assert_int_equal(pipe(to_us), 0);
  pid_t program = fork();
  if (program == 0) {
    call c = {.number = 1};
    pthread_t thread;
    ren_ocr_opts opts = REN_OCR_OPTS_INIT;
    if (ren_ocr_new(&c.ocr, &opts, NULL) != REN_OK || pthread_create(&thread, NULL, ask, &c) != 0) _exit(1);
    pid_t worker = wait_for_worker();
    if (write(to_us[1], &worker, sizeof worker) != sizeof worker) _exit(1);
    for (;;) pause();
  }
  close(to_us[1]);
  pid_t worker = 0;
  assert_int_equal(read(to_us[0], &worker, sizeof worker), sizeof worker);
  kill(program, SIGKILL);
  waitpid(program, NULL, 0);
  for (int i = 0; i < 1000 && !is_gone(worker); i++) pause_ms(5);
  assert_true(worker > 0 && is_gone(worker));
  close(to_us[0]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_killed), cmocka_unit_test(test_crashed),  cmocka_unit_test(test_stopped),
      cmocka_unit_test(test_crowd),  cmocka_unit_test(test_orphaned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
