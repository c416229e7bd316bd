/* renskrift-worker on images: reading, turning, and everything that is not an image.
 * The worker lies beside this program. */
#include "ocr/worker_testing.h"

static ren_ocr *open_ocr(void) {
  ren_ocr *ocr = NULL;
  assert_ok(ren_ocr_new(&ocr, NULL, err));
  return ocr;
}

static ren_page *read_page(ren_ocr *ocr, const char *path, uint32_t number) {
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, ocr, path, number, 0, NULL, err));
  return page;
}

/* ---- kinds of images -------------------------------------------------------- */

/* PNM and BMP files are large: they are made from the small bilevel one. */
static void make_from_pbm(const folder *f, char *pgm, char *bmp, size_t room) {
  ren_buf pbm = {0}, out = {0};
  unsigned w = 0, h = 0;
  int head = 0;
  assert_ok(ren_file_read(&pbm, DATA("rad.pbm"), 0, err));
  assert_int_equal(sscanf(pbm.ptr, "P4 %u %u%n", &w, &h, &head), 2);
  const unsigned char *bits = (const unsigned char *)pbm.ptr + head + 1;
  ren_buf_printf(&out, "P5\n# made by a test\n%u %u\n255\n", w, h);
  for (unsigned i = 0; i < w * h; i++)
    ren_buf_putc(&out, bits[i / w * ((w + 7) / 8) + i % w / 8] >> (7 - i % w % 8) & 1 ? 0 : (char)255);
  put_file(f, pgm, room, "rad.pgm", ren_buf_str(&out));
  size_t pixels = out.len - w * h;
  ren_buf image = {0};
  const uint32_t sizes[] = {54 + 3 * w * h, 0, 54, 40, w, h, 1 | 24 << 16, 0, 3 * w * h, 0, 0, 0, 0};
  ren_buf_puts(&image, "BM");
  ren_buf_append(&image, sizes, sizeof sizes);
  assert_int_equal(w % 4, 0); /* no padding of the lines */
  for (unsigned y = h; y > 0; y--)
    for (unsigned x = 0; x < w; x++)
      for (int colour = 0; colour < 3; colour++) ren_buf_putc(&image, out.ptr[pixels + (y - 1) * w + x]);
  put_file(f, bmp, room, "rad.bmp", ren_buf_str(&image));
  ren_buf_free(&pbm);
  ren_buf_free(&out);
  ren_buf_free(&image);
}

static void test_kinds(void **state) {
  (void)state;
  folder f;
  char pgm[400], bmp[400], misnamed[400];
  ren_buf png = {0};
  folder_make(&f);
  make_from_pbm(&f, pgm, bmp, sizeof pgm);
  assert_ok(ren_file_read(&png, DATA("rad.png"), 0, err));
  put_file(&f, misnamed, sizeof misnamed, "rad.pdf", ren_buf_str(&png)); /* content counts, not the name */
  const char *const paths[] = {DATA("rad.png"),
                               DATA("rad.jpg"),
                               DATA("rad.jp2"),
                               DATA("rad.webp"),
                               DATA("rad.gif"),
                               DATA("rad.pbm"),
                               DATA("rad-lzw.tif"),
                               DATA("rad-jpeg.tif"),
                               DATA("rad-cmyk.jpg"),
                               DATA("rad-alfa.png"),
                               DATA("rad-negativ.png"),
                               pgm,
                               bmp,
                               misnamed};
  ren_ocr *ocr = open_ocr();
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    uint32_t pages = 0;
    assert_ok(ren_ocr_page_count(&pages, ocr, paths[i], err));
    assert_int_equal(pages, 1);
    ren_page *page = read_page(ocr, paths[i], 1);
    assert_holds(page, "beslutar");
    assert_holds(page, "så här");
    assert_string_equal(page->file, paths[i]);
    ren_page_free(page);
  }
  ren_ocr_free(ocr);
  ren_buf_free(&png);
  folder_remove(&f);
}

/* ---- pages ------------------------------------------------------------------ */

static void test_pages(void **state) {
  (void)state;
  ren_ocr *ocr = open_ocr();
  uint32_t pages = 0;
  assert_ok(ren_ocr_page_count(&pages, ocr, DATA("notis.tif"), err));
  assert_int_equal(pages, 2);
  ren_buf preview = {0};
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, ocr, DATA("notis.tif"), 2, 300, &preview, err));
  assert_holds(page, "Ordföranden Märta Öberg förklarar sammanträdet");
  assert_holds(page, "Södra Åsbyn.");
  assert_int_equal(page->number, 2);
  assert_int_equal(page->dpi, 200);
  assert_int_equal(page->width, 1000);
  assert_int_equal(page->source, REN_SOURCE_OCR);
  assert_string_equal(page->language, "swe");
  for (uint32_t i = 0; i < page->word_count; i++) {
    const ren_word *word = &page->words[i];
    assert_true(word->confidence >= 0 && word->confidence <= 1);
    assert_true(word->box.x >= 0 && word->box.x + word->box.w <= 1000 && word->box.y + word->box.h <= 520);
    assert_true(page->lines[word->line].size > 10 && page->lines[word->line].size < 60);
  }
  assert_true(preview.len > 1000 && preview.len < 60000);
  assert_memory_equal(preview.ptr, "\xFF\xD8\xFF", 3);
  ren_page_free(page);
  ren_buf_free(&preview);
  ren_error err = {0};
  assert_int_equal(ren_ocr_page(&page, ocr, DATA("notis.tif"), 3, 0, NULL, &err), REN_EINVAL);
  assert_string_equal(err.message, "has no page 3, only 2");
  ren_ocr_free(ocr);
}

static void test_turned(void **state) {
  (void)state;
  static const struct {
    const char *path;
    uint32_t rotation, width;
    double skew;
  } cases[] = {
      {DATA("liggande.tif"), 270, 1000, 0}, {DATA("upp-och-ned.tif"), 180, 1000, 0}, {DATA("sned.tif"), 0, 1028, -3}};
  ren_ocr *ocr = open_ocr();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_page *page = read_page(ocr, cases[i].path, 1);
    assert_int_equal(page->rotation, cases[i].rotation);
    assert_int_equal(page->width, cases[i].width);
    assert_true((double)page->skew > cases[i].skew - 0.3 && (double)page->skew < cases[i].skew + 0.3);
    assert_holds(page, "§ 14 Bidrag till hembygdsföreningen");
    assert_holds(page, "Nämnden beslutar att bevilja föreningen ett bidrag");
    assert_holds(page, "Åke Sjöström (C) deltar");
    /* Level: the words of a line stand at one height. */
    for (uint32_t w = 1; w < page->word_count; w++)
      if (page->words[w].line == page->words[w - 1].line)
        assert_true(abs(page->words[w].box.y + page->words[w].box.h - page->words[w - 1].box.y -
                        page->words[w - 1].box.h) < 16);
    ren_page_free(page);
  }
  ren_ocr_free(ocr);
}

static void test_blank(void **state) {
  (void)state;
  folder f;
  char path[400];
  ren_buf pgm = {0};
  folder_make(&f);
  ren_buf_puts(&pgm, "P5 900 1200 255\n");
  for (int i = 0; i < 900 * 1200; i++) ren_buf_putc(&pgm, (char)(240 + i % 7));
  put_file(&f, path, sizeof path, "blank.pgm", ren_buf_str(&pgm));
  ren_ocr *ocr = open_ocr();
  ren_page *page = read_page(ocr, path, 1);
  assert_int_equal(page->word_count, 0);
  assert_null(page->error);
  assert_string_equal(page->note, "blank page");
  ren_page_free(page);
  ren_ocr_free(ocr);
  ren_buf_free(&pgm);
  folder_remove(&f);
}

/* ---- what cannot be read ---------------------------------------------------- */

static void refuse(ren_ocr *ocr, const char *path, ren_status wanted, const char *message) {
  ren_error err = {0};
  ren_page *page = NULL;
  ren_status status = ren_ocr_page(&page, ocr, path, 1, 0, NULL, &err);
  if (status != wanted || !strstr(err.message, message))
    fail_msg("%s: %s: %s", path, ren_status_name(status), err.message);
  assert_string_equal(err.file, path);
  assert_null(page);
}

static void test_damaged(void **state) {
  (void)state;
  static const struct {
    const char *name, *message;
  } cases[] = {{"notis.tif", "TIFF"}, {"rad.png", "PNG"}, {"rad.jpg", "JPEG"},      {"rad.jp2", "JPEG 2000"},
               {"rad.webp", "WebP"},  {"rad.gif", "GIF"}, {"rad-jpeg.tif", "TIFF"}, {"rad-lzw.tif", "TIFF"}};
  folder f;
  folder_make(&f);
  ren_ocr *ocr = open_ocr();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char from[400], path[400];
    ren_buf bytes = {0};
    snprintf(from, sizeof from, "%s/ocr/%s", TEST_DATA, cases[i].name);
    assert_ok(ren_file_read(&bytes, from, 0, err));
    put_file(&f, path, sizeof path, cases[i].name, (ren_str){bytes.ptr, bytes.len / 3});
    refuse(ocr, path, REN_EFORMAT, cases[i].message);
    ren_buf_free(&bytes);
  }
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* The second half of a file that never arrived. */
static void test_zeroed(void **state) {
  (void)state;
  static const char *const names[] = {"notis.tif", "rad.png", "rad.jpg", "rad.jp2", "rad.webp"};
  folder f;
  folder_make(&f);
  ren_ocr *ocr = open_ocr();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char from[400], path[400];
    ren_buf bytes = {0};
    snprintf(from, sizeof from, "%s/ocr/%s", TEST_DATA, names[i]);
    assert_ok(ren_file_read(&bytes, from, 0, err));
    memset(bytes.ptr + bytes.len / 2, 0, bytes.len - bytes.len / 2);
    put_file(&f, path, sizeof path, names[i], ren_buf_str(&bytes));
    refuse(ocr, path, REN_EFORMAT, "damaged or cut short");
    ren_buf_free(&bytes);
  }
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* Headers that promise far too much, and files that are no images. */
static void test_absurd(void **state) {
  (void)state;
  const struct {
    const char *name;
    ren_str bytes;
    ren_status status;
    const char *message;
  } cases[] = {
      {"empty.png", {"", 0}, REN_EFORMAT, "is empty"},
      {"text.tif", REN_STR("Nämnden beslutar enligt förslaget.\n"), REN_EFORMAT, "neither an image nor a PDF but text"},
      {"bomb.png",
       REN_STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4E\x20\0\0\x4E\x20\x08\0\0\0\0\x3F\x9A\x5C\x6C\0\0\0\0IDAT\x35\xAF"
               "\x06\x1E"),
       REN_ELIMIT, "20000 x 20000 pixels (400 million); the limit is 200 million"},
      {"bomb.pgm", REN_STR("P5 100000 9000 255\n....."), REN_ELIMIT, "100000 x 9000 pixels"},
      {"stub.pgm", REN_STR("P5 12000 9000 255\n....."), REN_EFORMAT, "PNM"},
      {"bomb.gif", REN_STR("GIF89a\xFF\xFF\xFF\xFF\0\0\0,............."), REN_ELIMIT, "65535 x 65535 pixels"},
      {"loop.tif", REN_STR("II*\0\x08\0\0\0\0\0\x08\0\0\0"), REN_EFORMAT, "TIFF"},
      {"junk.jp2",
       REN_STR("\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14"
               "ftypjunk"),
       REN_EFORMAT, "JPEG 2000"},
  };
  folder f;
  folder_make(&f);
  ren_ocr *ocr = open_ocr();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char path[400];
    put_file(&f, path, sizeof path, cases[i].name, cases[i].bytes);
    refuse(ocr, path, cases[i].status, cases[i].message);
  }
  ren_page *page = read_page(ocr, DATA("rad.png"), 1); /* and the worker is none the worse */
  assert_holds(page, "beslutar");
  ren_page_free(page);
  ren_ocr_free(ocr);
  folder_remove(&f);
}

/* Letters alone in wide blanks: tesseract's layout takes their columns for upright words. */
static void test_table(void **state) {
  (void)state;
  ren_ocr *ocr = open_ocr();
  ren_page *page = read_page(ocr, DATA("tabell.tif"), 1);
  assert_holds(page, "Åsa Lindqvist C X");
  assert_holds(page, "Karl-Erik Öberg V X");
  assert_holds(page, "Märta Sjöström S X");
  assert_holds(page, "Hillevi Åkerlund L X");
  assert_int_equal(page->word_count, 32); /* and the column is no word */
  ren_page_free(page);
  ren_ocr_free(ocr);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds),  cmocka_unit_test(test_pages),   cmocka_unit_test(test_turned),
      cmocka_unit_test(test_blank),  cmocka_unit_test(test_damaged), cmocka_unit_test(test_absurd),
      cmocka_unit_test(test_zeroed), cmocka_unit_test(test_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
