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

/* ---- the scan in a PDF ---------------------------------------------------------- */

/* A page that one image fills, in stripes a pixel wide: drawn off its pixels it would be grey. */
enum { ACROSS = 300, DOWN = 200 };

static void put_stripes(ren_buf *out) {
  for (int y = 0; y < DOWN; y++)
    for (int x = 0; x < ACROSS; x++) ren_buf_puts(out, x % 2 == 0 && y % 3 != 0 ? "40" : "F0");
  ren_buf_puts(out, ">");
}

static ren_buf make_striped_pdf(const char *media_box, const char *place) {
  ren_buf content = {0};
  ren_buf_printf(&content, "q %s cm BI /W %d /H %d /BPC 8 /CS /G /F /AHx ID ", place, ACROSS, DOWN);
  put_stripes(&content);
  ren_buf_puts(&content, " EI Q");
  ren_buf pdf = make_pdf(media_box, (const char *const[]){content.ptr}, 1);
  ren_buf_free(&content);
  return pdf;
}

/* The same with the image in an object of its own, as scanners do it. */
static ren_buf make_scanned_pdf(const char *of_pages, const char *of_page) {
  small_pdf pdf = {0};
  ren_buf text = {0};
  ren_buf_puts(&pdf.bytes, "%PDF-1.4\n");
  pdf_object(&pdf, "<< /Type /Catalog /Pages 2 0 R >>");
  ren_buf_printf(&text, "<< /Type /Pages /Kids [3 0 R] /Count 1 %s >>", of_pages);
  pdf_object(&pdf, text.ptr);
  ren_buf_clear(&text);
  ren_buf_printf(&text, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 48] %s /Contents 4 0 R >>", of_page);
  pdf_object(&pdf, text.ptr);
  pdf_stream(&pdf, "q 72 0 0 48 0 0 cm /A Do Q");
  ren_buf_clear(&text);
  ren_buf_printf(&text,
                 "<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                 "/ColorSpace /DeviceGray /Filter /ASCIIHexDecode /Length %d >>\nstream\n",
                 ACROSS, DOWN, 2 * ACROSS * DOWN + 1);
  put_stripes(&text);
  ren_buf_puts(&text, "\nendstream");
  pdf_object(&pdf, text.ptr);
  pdf_object(&pdf, "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
                   "/ColorSpace /DeviceGray /Filter /ASCIIHexDecode /Length 3 >>\nstream\n00>\nendstream");
  ren_buf_free(&text);
  return pdf_finish(&pdf);
}

/* The pixels of the first stage, as PNG packs them. */
static ren_buf first_stage_of(const folder *f, const ren_buf *pdf) {
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.debug_images = f->path;
  ren_ocr *ocr = NULL;
  ren_page *page = NULL;
  ren_buf png = {0};
  char path[400];
  put_file(f, path, sizeof path, "stripes.pdf", ren_buf_str(pdf));
  assert_ok(ren_ocr_new(&ocr, &opts, err));
  assert_ok(ren_ocr_page(&page, ocr, path, 1, 0, NULL, err));
  ren_page_free(page);
  ren_ocr_free(ocr);
  snprintf(path, sizeof path, "%s/stripes-0001-01-grey.png", f->path);
  assert_ok(ren_file_read(&png, path, 0, err));
  const char *pixels = memmem(png.ptr, png.len, "IDAT", 4);
  assert_non_null(pixels);
  memmove(png.ptr, pixels, png.len = (size_t)(png.ptr + png.len - pixels));
  return png;
}

static void expect_stripes(ren_buf *wanted, ren_buf pdf) {
  folder f;
  folder_make(&f);
  ren_buf seen = first_stage_of(&f, &pdf);
  ren_buf_free(&pdf);
  folder_remove(&f);
  if (wanted->len == 0) {
    *wanted = seen;
    return;
  }
  assert_int_equal(seen.len, wanted->len);
  assert_memory_equal(seen.ptr, wanted->ptr, wanted->len);
  ren_buf_free(&seen);
}

/* Whether its page measures whole points or not, and wherever the image is kept. */
static void test_scan_is_taken_as_it_is(void **state) {
  (void)state;
  ren_buf wanted = {0};
  expect_stripes(&wanted, make_striped_pdf("/MediaBox [0 0 72 48]", "72 0 0 48 0 0"));
  expect_stripes(&wanted, make_striped_pdf("/MediaBox [0 0 72.3 48.2]", "72.3 0 0 48.2 0 0"));
  expect_stripes(&wanted, make_striped_pdf("/MediaBox [0 0 71.44 47.6]", "71.44 0 0 47.6 0 0"));
  expect_stripes(&wanted, make_scanned_pdf("", "/Resources << /XObject << /A 5 0 R >> >>"));
  expect_stripes(&wanted, make_scanned_pdf("/Resources << /XObject << /A 5 0 R >> >>", ""));
  expect_stripes(&wanted, make_scanned_pdf("", "/Resources << /XObject << /A 5 0 R /B 6 0 R >> >>"));
  expect_stripes(&wanted, make_scanned_pdf("", "/Resources << /XObject << /B 6 0 R /A 5 0 R >> >>"));
  ren_buf_free(&wanted);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bytes), cmocka_unit_test(test_stages),
                                     cmocka_unit_test(test_scan_is_taken_as_it_is)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
