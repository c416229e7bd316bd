/* The library's side: options, and workers that misbehave. This program is its own
 * fake worker: started under the name fake-<vice> it shows that vice. */
#include "pool/pool.h"

#include "ocr/worker_testing.h"

#include <pthread.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/wait.h>

/* ---- the fake worker -------------------------------------------------------- */

static void answer_with(const char *record, uint32_t status, const char *why) {
  ren__wire_message request, response;
  while (ren__wire_receive(REN__WIRE_FD, REN__WIRE_REQUEST, &request, NULL) == REN__WIRE_OK) {
    ren__wire_init(&response);
    response.body.response.status = status;
    response.body.response.words = 1;
    response.body.response.pages = 3;
    snprintf(response.body.response.message, sizeof response.body.response.message, "%s", why);
    ren_buf_puts(&response.blob[0], record);
    ren__wire_send(REN__WIRE_FD, REN__WIRE_RESPONSE, &response, NULL);
    ren__wire_clear(&request);
    ren__wire_clear(&response);
  }
}

static void answer_when_careful(void) {
  ren__wire_message request, response;
  ren_page *page = NULL;
  while (ren__wire_receive(REN__WIRE_FD, REN__WIRE_REQUEST, &request, NULL) == REN__WIRE_OK) {
    const ren__wire_request *asked = &request.body.request;
    if ((asked->op == REN__OP_OCR || asked->op == REN__OP_STAGES) && !asked->careful) raise(SIGABRT);
    ren__wire_init(&response);
    if (ren_page_new(&page, "", asked->page, NULL) != REN_OK) return;
    ren_page_write_json(page, &response.blob[0]);
    ren_page_free(page);
    ren__wire_send(REN__WIRE_FD, REN__WIRE_RESPONSE, &response, NULL);
    ren__wire_clear(&request);
    ren__wire_clear(&response);
  }
}

/* How many of these there were, by a file beside the program. */
static int count_births(void) {
  const char *self = (const char *)getauxval(AT_EXECFN); // NOLINT: an address
  char path[500];
  snprintf(path, sizeof path, "%s-births", self);
  int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  struct stat st;
  if (fd < 0 || write(fd, "x", 1) != 1 || fstat(fd, &st) != 0) return 0;
  close(fd);
  return (int)st.st_size;
}

static int misbehave(const char *vice) {
  ren__wire_message request;
  if (strcmp(vice, "raves") == 0) answer_with("{\"schema\":\"renskrift/page/1\",\"file\":3}", REN_OK, "");
  if (strcmp(vice, "strays") == 0) {
    ren_page *page = NULL;
    ren_buf record = {0};
    if (ren_page_new(&page, "", 77, NULL) != REN_OK) return 1;
    ren_page_write_json(page, &record);
    answer_with(record.ptr, REN_OK, "");
  }
  if (strcmp(vice, "fears") == 0) /* unless it is asked to be careful */
    answer_when_careful();
  if (strcmp(vice, "dies-young") == 0) { /* each is killed, but the last */
    if (count_births() < 4) raise(SIGKILL);
    answer_with("", REN_OK, "");
  }
  if (strcmp(vice, "refuses") == 0) answer_with("", REN_EFORMAT, "is written in invisible ink");
  if (strcmp(vice, "leaves") == 0) return 7;
  if (ren__wire_receive(REN__WIRE_FD, REN__WIRE_REQUEST, &request, NULL) != REN__WIRE_OK) return 1;
  if (strcmp(vice, "hangs") == 0) pause();
  if (strcmp(vice, "is-killed") == 0) raise(SIGKILL);
  if (strcmp(vice, "crashes") == 0) {
    fputs("first complaint\nthe last complaint\n\n", stderr);
    signal(SIGSEGV, SIG_DFL); /* a sanitizer may have taken it */
    raise(SIGSEGV);
  }
  if (strcmp(vice, "starves") == 0) {
    fputs("terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n", stderr);
    raise(SIGABRT);
  }
  if (strcmp(vice, "babbles") == 0) {
    char noise[4096];
    memset(noise, 'x', sizeof noise);
    if (write(REN__WIRE_FD, noise, sizeof noise) < 0) return 1;
    pause();
  }
  if (strcmp(vice, "shouts") == 0) { /* more than a pipe holds, then an answer */
    for (int i = 0; i < 100000; i++) fputs("shout ", stderr);
    fflush(stderr);
    ren__wire_message response;
    ren__wire_init(&response);
    response.body.response.pages = 5;
    ren__wire_send(REN__WIRE_FD, REN__WIRE_RESPONSE, &response, NULL);
    pause();
  }
  return 0;
}

/* ---- vices ------------------------------------------------------------------ */

static const struct {
  const char *vice;
  ren_status status;
  const char *message;
} vices[] = {
    {"crashes", REN_EBACKEND, "died on it twice (signal 11, Segmentation fault: the last complaint)"},
    {"leaves", REN_EBACKEND, "died on it twice (exit status 7)"},
    {"is-killed", REN_EBACKEND, "was killed on it 12 times (signal 9, Killed)"},
    {"starves", REN_ELIMIT, "needs more than the 2048 MiB of memory"},
    {"hangs", REN_ELIMIT, "took longer than 1 s"},
    {"babbles", REN_EBACKEND, "answers in another protocol"},
    {"raves", REN_EBACKEND, "makes no sense"},
    {"strays", REN_EBACKEND, "makes no sense"},
    {"refuses", REN_EFORMAT, "is written in invisible ink"},
};

static ren_ocr *ocr_to_debug(const folder *f, const char *vice, const char *debug_images) {
  char path[400], self[400];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  assert_true(length > 0);
  self[length] = '\0';
  snprintf(path, sizeof path, "%s/fake-%s", f->path, vice);
  assert_int_equal(symlink(self, path), 0);
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  char tessdata[300], model[400];
  snprintf(tessdata, sizeof tessdata, "%s", f->path);
  put_file(f, model, sizeof model, "swe.traineddata", REN_STR("x"));
  opts.worker = path;
  opts.tessdata = tessdata;
  opts.page_timeout = 1;
  opts.debug_images = debug_images;
  ren_ocr *ocr = NULL;
  assert_ok(ren_ocr_new(&ocr, &opts, err));
  return ocr;
}

static ren_ocr *ocr_with(const folder *f, const char *vice) { return ocr_to_debug(f, vice, NULL); }

static void test_bad_workers(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof vices / sizeof *vices; i++) {
    folder f;
    folder_make(&f);
    ren_ocr *ocr = ocr_with(&f, vices[i].vice);
    ren_page *page = NULL;
    ren_error err = {0};
    ren_status status = ren_ocr_page(&page, ocr, DATA("notis.tif"), 2, 0, NULL, &err);
    if (status != vices[i].status || !strstr(err.message, vices[i].message))
      fail_msg("%s: %s: %s", vices[i].vice, ren_status_name(status), err.message);
    assert_null(page);
    assert_string_equal(err.file, DATA("notis.tif"));
    assert_int_equal(err.page, 2);
    ren_ocr_free(ocr);
    folder_remove(&f);
  }
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left, not even a dead one */
}

static void test_loud_worker(void **state) {
  (void)state;
  folder f;
  folder_make(&f);
  ren_ocr *ocr = ocr_with(&f, "shouts");
  uint32_t pages = 0;
  assert_ok(ren_ocr_page_count(&pages, ocr, DATA("notis.tif"), err));
  assert_int_equal(pages, 5);
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* A page on which a worker died is asked for once more, carefully; the record says so. */
static void test_careful(void **state) {
  (void)state;
  for (int stages = 0; stages < 2; stages++) { /* with them the preview is a question of its own */
    folder f;
    folder_make(&f);
    ren_ocr *ocr = ocr_to_debug(&f, "fears", stages ? f.path : NULL);
    ren_page *page = NULL;
    ren_buf preview = {0};
    assert_ok(ren_ocr_page(&page, ocr, DATA("notis.tif"), 2, 100, &preview, err));
    assert_non_null(page->note);
    assert_string_equal(page->note, "read with safer settings, because an OCR worker died on it (signal 6, Aborted)");
    ren_buf_free(&preview);
    ren_page_free(page);
    ren_ocr_free(ocr);
    folder_remove(&f);
  }
}

/* Killed by others: asked again until it is answered. */
static void test_killed_by_others(void **state) {
  (void)state;
  folder f;
  folder_make(&f);
  ren_ocr *ocr = ocr_with(&f, "dies-young");
  uint32_t pages = 0;
  assert_ok(ren_ocr_page_count(&pages, ocr, DATA("notis.tif"), err));
  assert_int_equal(pages, 3);
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* ---- stopping --------------------------------------------------------------- */

typedef struct asker {
  ren_ocr *ocr;
  ren_error err;
  ren_status status;
} asker;

static void *ask_for_a_page(void *payload) {
  asker *a = payload;
  ren_page *page = NULL;
  a->status = ren_ocr_page(&page, a->ocr, DATA("notis.tif"), 1, 0, NULL, &a->err);
  ren_page_free(page);
  return NULL;
}

/* Those at work, those who wait for a worker, and those who come later. */
static void test_cancel(void **state) {
  (void)state;
  enum { ASKERS = 3 };
  folder f;
  folder_make(&f);
  ren_ocr *ocr = ocr_with(&f, "hangs");
  ocr->opts.page_timeout = 60;
  asker askers[ASKERS];
  pthread_t threads[ASKERS];
  for (int i = 0; i < ASKERS; i++) {
    askers[i] = (asker){.ocr = ocr};
    assert_int_equal(pthread_create(&threads[i], NULL, ask_for_a_page, &askers[i]), 0);
  }
  usleep(100000); /* one has the worker, the others wait for it */
  int64_t start = ren__wire_now();
  ren_ocr_cancel(ocr);
  for (int i = 0; i < ASKERS; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(askers[i].status, REN_ECANCELLED);
  }
  assert_true(ren__wire_now() - start < 5000);
  ask_for_a_page(&askers[0]);
  assert_int_equal(askers[0].status, REN_ECANCELLED);
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* ---- options ---------------------------------------------------------------- */

static void expect_refusal(const ren_ocr_opts *opts, ren_status wanted, const char *message) {
  ren_ocr *ocr = NULL;
  ren_error err = {0};
  ren_status status = ren_ocr_new(&ocr, opts, &err);
  if (status != wanted || !strstr(err.message, message)) fail_msg("%s: %s", ren_status_name(status), err.message);
  assert_null(ocr);
}

static void test_options(void **state) {
  (void)state;
  static const char *const bad[] = {"", "+swe", "swe+", "swe++eng", "../swe", "/etc/passwd", "swe eng", "s\xC3\xA5"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(ren__languages_valid(bad[i]));
  static const char *const good[] = {"swe", "swe+eng", "script/Latin", "chi_sim"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(ren__languages_valid(good[i]));
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.version = 9;
  expect_refusal(&opts, REN_EINVAL, "version 9");
  opts = (ren_ocr_opts)REN_OCR_OPTS_INIT;
  opts.languages = "../swe";
  expect_refusal(&opts, REN_EINVAL, "'../swe' is not a list");
  opts.languages = "swe";
  opts.memory_limit = 1 << 20;
  expect_refusal(&opts, REN_EINVAL, "at least 256 MiB");
}

static void test_missing(void **state) {
  (void)state;
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.worker = "/nonexistent/renskrift-worker";
  expect_refusal(&opts, REN_EMISSING, "/nonexistent/renskrift-worker cannot be run");
  opts = (ren_ocr_opts)REN_OCR_OPTS_INIT;
  opts.languages = "swe+xx_yy";
  expect_refusal(&opts, REN_EMISSING, "apt install tesseract-ocr-xx-yy");
  folder f;
  folder_make(&f);
  opts.languages = "swe";
  opts.tessdata = f.path;
  expect_refusal(&opts, REN_EMISSING, "no OCR language data swe.traineddata in /tmp/");
  folder_remove(&f);
}

static void test_no_document(void **state) {
  (void)state;
  folder f;
  folder_make(&f);
  ren_ocr *ocr = ocr_with(&f, "leaves");
  char fifo[400];
  snprintf(fifo, sizeof fifo, "%s/fifo", f.path);
  assert_int_equal(mkfifo(fifo, 0600), 0);
  const struct {
    const char *path;
    ren_status status;
    const char *message;
  } cases[] = {{"/nonexistent.pdf", REN_EIO, "No such file"},
               {f.path, REN_EIO, "Is a directory"},
               {fifo, REN_EINVAL, "not a regular file"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t pages;
    ren_error err = {0};
    assert_int_equal(ren_ocr_page_count(&pages, ocr, cases[i].path, &err), cases[i].status);
    assert_string_equal(err.file, cases[i].path);
    if (!strstr(err.message, cases[i].message)) fail_msg("%s", err.message);
  }
  ren_ocr_free(ocr);
  folder_remove(&f);
}

int main(void) {
  const char *self = (const char *)getauxval(AT_EXECFN); // NOLINT: an address
  const char *name = self && strrchr(self, '/') ? strrchr(self, '/') + 1 : "";
  if (strncmp(name, "fake-", 5) == 0) return misbehave(name + 5);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_options),          cmocka_unit_test(test_missing),     cmocka_unit_test(test_no_document),
      cmocka_unit_test(test_loud_worker),      cmocka_unit_test(test_bad_workers), cmocka_unit_test(test_careful),
      cmocka_unit_test(test_killed_by_others), cmocka_unit_test(test_cancel),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
