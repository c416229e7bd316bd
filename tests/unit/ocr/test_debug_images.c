/* Stages of preparation: what a worker says of them, and the files they become. */
#include "ocr/worker_testing.h"

#include "pool/debug_images.h"

static void add(ren_buf *out, const char *name, uint32_t size, const char *bytes) {
  ren__stage_head head = {.size = size};
  memcpy(head.name, name, strlen(name) < sizeof head.name ? strlen(name) : sizeof head.name);
  ren_buf_append(out, &head, sizeof head);
  ren_buf_puts(out, bytes);
}

static void test_bytes(void **state) {
  (void)state;
  static const struct {
    const char *name;
    uint32_t size;
    ren_status status;
  } cases[] = {{"grey", 4, REN_OK},
               {"grey", 5, REN_EBACKEND},
               {"grey", UINT32_MAX, REN_EBACKEND},
               {"", 4, REN_EBACKEND},
               {"../grey", 4, REN_EBACKEND},
               {"sixteenlettersxx", 4, REN_EBACKEND},
               {"grey", 2, REN_EBACKEND /* what is left over is no head */}};
  folder f;
  folder_make(&f);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf stages = {0};
    ren_error err = {0};
    add(&stages, cases[i].name, cases[i].size, "PNG!");
    assert_int_equal(ren__write_stages(f.path, "minutes/May 3.scan.tif", 12, ren_buf_str(&stages), &err),
                     cases[i].status);
    ren_buf_free(&stages);
  }
  char path[400];
  ren_buf bytes = {0};
  snprintf(path, sizeof path, "%s/May 3.scan-0012-01-grey.png", f.path);
  assert_ok(ren_file_read(&bytes, path, 0, err));
  assert_int_equal(bytes.len, 2); /* the last case wrote it again before it failed */
  ren_buf_free(&bytes);
  folder_remove(&f);
}

/* The turned page: it is seen as it lay and upright; the text is the same as without. */
static void test_stages(void **state) {
  (void)state;
  folder f;
  folder_make(&f);
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.debug_images = f.path;
  ren_ocr *ocr = NULL;
  ren_page *page = NULL;
  ren_buf preview = {0};
  assert_ok(ren_ocr_new(&ocr, &opts, err));
  assert_ok(ren_ocr_page(&page, ocr, DATA("liggande.tif"), 1, 200, &preview, err));
  assert_holds(page, "Nämnden beslutar att bevilja föreningen ett bidrag");
  assert_memory_equal(preview.ptr, "\xFF\xD8\xFF", 3);
  static const char *const wanted[] = {"liggande-0001-01-grey.png", "liggande-0001-02-sideways.png"};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    char path[400];
    ren_buf bytes = {0};
    snprintf(path, sizeof path, "%s/%s", f.path, wanted[i]);
    assert_ok(ren_file_read(&bytes, path, 0, err));
    assert_memory_equal(bytes.ptr, "\x89PNG", 4);
    ren_buf_free(&bytes);
  }
  ren_buf_free(&preview);
  ren_page_free(page);
  ren_ocr_free(ocr);
  folder_remove(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bytes), cmocka_unit_test(test_stages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
