/* renskrift-worker on PDFs: text layers, which of them are kept, searchable PDFs. The
 * worker lies beside this program. */
#include "ocr/worker_testing.h"

#include <math.h>

#define A4 "/MediaBox [0 0 595 842]"
#define SLIP "/MediaBox [0 642 400 842]" /* the part of A4 that LETTER needs: quicker to recognise */

static const char LETTER[] = "BT /F 12 Tf 72 770 Td (Kulturn\\344mnden) Tj 0 -40 Td "
                             "(N\\344mnden beslutar enligt f\\366rslaget.) Tj 0 -16 Td "
                             "(\\305ke Sj\\366str\\366m \\(C\\) deltar inte i beslutet.) Tj ET";

typedef struct fixture {
  folder f;
  ren_ocr *ocr;
  char path[400];
} fixture;

static void set_up(fixture *x, const ren_ocr_opts *opts) {
  folder_make(&x->f);
  assert_ok(ren_ocr_new(&x->ocr, opts, err));
}

static void tear_down(fixture *x) {
  ren_ocr_free(x->ocr);
  folder_remove(&x->f);
}

static void put_mapped_pdf(fixture *x, const char *to_unicode, const char *attributes, const char *const *contents,
                           int pages) {
  ren_buf pdf = make_mapped_pdf(to_unicode, attributes, contents, pages);
  put_file(&x->f, x->path, sizeof x->path, "a.pdf", ren_buf_str(&pdf));
  ren_buf_free(&pdf);
}

static void put_pdf(fixture *x, const char *attributes, const char *const *contents, int pages) {
  put_mapped_pdf(x, NULL, attributes, contents, pages);
}

static bool near(double a, double b, double slack) { return fabs(a - b) <= slack; }

/* ---- text layers ------------------------------------------------------------ */

static void test_layer(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4, (const char *const[]){LETTER, LETTER}, 2);
  uint32_t pages = 0;
  assert_ok(ren_ocr_page_count(&pages, x.ocr, x.path, err));
  assert_int_equal(pages, 2);
  ren_page *page = NULL;
  ren_buf preview = {0};
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 2, 200, &preview, err));
  assert_int_equal(page->source, REN_SOURCE_TEXT_LAYER);
  assert_int_equal(page->dpi, 300);
  assert_int_equal(page->width, 2479);
  assert_int_equal(page->height, 3508);
  assert_string_equal(page->language, "");
  assert_non_null(strstr(page->note, "text layer kept"));
  assert_holds(page, "Kulturnämnden\nNämnden beslutar enligt förslaget.\nÅke Sjöström (C) deltar inte i beslutet.");
  const ren_word *word = &page->words[0]; /* its baseline is 72 points from the top */
  assert_true(near(word->box.x, 300, 4) && near(word->box.y + word->box.h, 300, 15));
  assert_true(near((double)page->lines[0].size, 50, 1));
  assert_memory_equal(preview.ptr, "\xFF\xD8\xFF", 3);
  ren_page_free(page);
  ren_buf_free(&preview);
  tear_down(&x);
}

/* poppler takes a small number and the text beside it for one word; so it does with figures
 * that stand below each other. */
static void test_parted_words(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4,
          (const char *const[]){"BT /F 7 Tf 40 770 Td (4) Tj /F 12 Tf 32 0 Td (Beslut) Tj "
                                "/F 7 Tf -32 -14 Td (5) Tj /F 12 Tf 32 0 Td (N\\344mnden) Tj ET"},
          1);
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  assert_int_equal(page->word_count, 4);
  for (uint32_t i = 0; i < page->word_count; i++)
    assert_true(page->words[i].text.len == 1 || page->words[i].text.len >= 6);
  ren_page_free(page);
  tear_down(&x);
}

static void test_turned_layer(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, "/MediaBox [0 0 595 842] /CropBox [0 400 595 842] /Rotate 90", (const char *const[]){LETTER}, 1);
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  assert_int_equal(page->width, 2479); /* the flag is wrong: the lines say so */
  assert_int_equal(page->height, 1842);
  assert_int_equal(page->rotation, 270);
  tear_down(&x);
  ren_page_free(page);
}

/* So many of the words of a page are known; of the few words in which the layer and OCR
 * differ, those with an ö. */
static ren_quality judge(void *payload, ren_str text) {
  const double *share = payload;
  if (text.len > 60) return (ren_quality){.words = 100, .known = (size_t)(100 * *share + 0.5)};
  return (ren_quality){.words = 1, .known = memmem(text.ptr, text.len, "\xC3\xB6", 2) != NULL};
}

#define CMAP(rows) "1 begincodespacerange <00> <FF> endcodespacerange\n" rows "\n"
/* Every letter is three places off; ö has become a currency sign. */
static const char SHIFTED[] = CMAP("1 beginbfrange <20> <FC> <001D> endbfrange");
static const char CURRENCY[] = CMAP("2 beginbfrange <20> <F5> <0020> <F7> <FF> <00F7> endbfrange\n"
                                    "1 beginbfchar <F6> <00A4> endbfchar");
static const char SENSELESS[] = CMAP("1 beginbfrange <20> <FF> <E020> endbfrange");

static void test_judged(void **state) {
  (void)state;
  static const struct {
    const char *to_unicode;
    ren_text_layer how;
    double known;
    ren_page_source source;
    const char *note;
  } cases[] = {{NULL, REN_TEXT_LAYER_AUTO, 0.97, REN_SOURCE_TEXT_LAYER, "text layer kept: 97 of 100 words are known"},
               {NULL, REN_TEXT_LAYER_AUTO, 0.21, REN_SOURCE_TEXT_LAYER, "21 of 100 words are known, but"},
               {SHIFTED, REN_TEXT_LAYER_AUTO, 0.04, REN_SOURCE_OCR,
                "recognised: the text layer is bad: 9 of its 87 characters have no meaning, and"},
               {CURRENCY, REN_TEXT_LAYER_AUTO, 0.80, REN_SOURCE_OCR,
                "recognised: the text layer is bad: words have signs in them"},
               {SENSELESS, REN_TEXT_LAYER_AUTO, 0.99, REN_SOURCE_OCR, "characters have no meaning"},
               {NULL, REN_TEXT_LAYER_KEEP, 0, REN_SOURCE_TEXT_LAYER, "text layer kept as asked"},
               {NULL, REN_TEXT_LAYER_IGNORE, 1, REN_SOURCE_OCR, NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fixture x;
    double known = cases[i].known;
    ren_ocr_opts opts = REN_OCR_OPTS_INIT;
    opts.text_layer = cases[i].how;
    opts.judge = judge;
    opts.payload = &known;
    set_up(&x, &opts);
    put_mapped_pdf(&x, cases[i].to_unicode, SLIP, (const char *const[]){LETTER}, 1);
    ren_page *page = NULL;
    assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
    if (cases[i].note && !strstr(page->note, cases[i].note)) fail_msg("'%s' is not in '%s'", cases[i].note, page->note);
    if (!cases[i].note) assert_null(page->note);
    assert_int_equal(page->source, cases[i].source);
    assert_holds(page, "Nämnden beslutar enligt förslaget.");
    ren_page_free(page);
    tear_down(&x);
  }
}

/* What nobody sees is not text: white, tiny, drawn without ink. Printed twice is once. */
static void test_unseen_words(void **state) {
  (void)state;
  static const char content[] = "BT /F 12 Tf 72 770 Td (Kulturn\344mnden) Tj 0.5 0 Td (Kulturn\344mnden) Tj 0 -40 Td "
                                "(N\344mnden beslutar enligt f\366rslaget.) Tj 1 1 1 rg 0 -16 Td (vitt) Tj 0 g "
                                "/F 0.1 Tf 0 -16 Td (litet) Tj /F 12 Tf 3 Tr 0 -16 Td (osynligt) Tj ET";
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4, (const char *const[]){content}, 1);
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  ren_buf text = page_text(page);
  assert_string_equal(text.ptr, "Kulturnämnden\nNämnden beslutar enligt förslaget.\n");
  assert_non_null(strstr(page->note, "3 words left out that nobody can see"));
  ren_buf_free(&text);
  ren_page_free(page);
  tear_down(&x);
}

/* Lines that run along the side or upside down: the page is turned. */
static void test_turned_text(void **state) {
  (void)state;
  static const struct {
    const char *matrix;
    uint32_t rotation;
  } cases[] = {{"1 0 0 1 0 0", 0}, {"0 1 -1 0 842 0", 90}, {"-1 0 0 -1 595 842", 180}, {"0 -1 1 0 0 842", 270}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char content[600];
    fixture x;
    set_up(&x, NULL);
    snprintf(content, sizeof content, "q %s cm %s Q", cases[i].matrix, LETTER);
    put_pdf(&x, "/MediaBox [0 0 842 842] /CropBox [0 0 842 842]", (const char *const[]){content}, 1);
    ren_page *page = NULL;
    assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
    assert_int_equal(page->rotation, cases[i].rotation);
    assert_holds(page, "Kulturnämnden\nNämnden beslutar enligt förslaget.\nÅke Sjöström (C) deltar inte i beslutet.");
    ren_page_free(page);
    tear_down(&x);
  }
}

/* A stamp's digital words on a scan do not make it a text page; here the "scan" is
 * drawn, and its letters are boxes. */
static void test_partial_layer(void **state) {
  (void)state;
  ren_buf content = {0};
  ren_buf_puts(&content, "BT /F 9 Tf 400 820 Td (Diarief\\366rd handling KS 2024/117) Tj ET\n"
                         "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q\n");
  for (int line = 0; line < 12; line++)
    for (int letter = 0; letter < 40; letter++)
      ren_buf_printf(&content, "%d %d 4 6 re f\n", 72 + letter * 10, 700 - line * 18);
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4, (const char *const[]){content.ptr}, 1);
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  assert_non_null(page->note); /* whichever side won, it was by looking at both */
  assert_holds(page, "Diarieförd");
  ren_page_free(page);
  ren_buf_free(&content);
  tear_down(&x);
}

/* Black margins, and pixels sown over the whole page: tesseract alone reads nothing of
 * either. */
static void test_dirty_page(void **state) {
  (void)state;
  static const char *const edges = "0 642 400 14 re f 386 642 14 200 re f\n";
  ren_buf salt = {0};
  uint32_t random = 1;
  ren_buf_puts(&salt, LETTER);
  for (int i = 0; i < 12000; i++) {
    random = random * 1664525 + 1013904223;
    uint32_t x = random >> 8 & 0x7FF, y = random >> 19;
    ren_buf_printf(&salt, " %.2f %.2f .24 .24 re f", 0.24 * (x % 1666), 642 + 0.24 * (y % 833));
  }
  ren_buf border = {0};
  ren_buf_printf(&border, "%s %s", LETTER, edges);
  const char *const contents[] = {salt.ptr, border.ptr};
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.text_layer = REN_TEXT_LAYER_IGNORE;
  fixture x;
  set_up(&x, &opts);
  put_pdf(&x, SLIP, contents, 2);
  for (uint32_t i = 1; i <= 2; i++) {
    ren_page *page = NULL;
    assert_ok(ren_ocr_page(&page, x.ocr, x.path, i, 0, NULL, err));
    assert_holds(page, "Kulturnämnden");
    assert_holds(page, "Nämnden beslutar enligt förslaget.");
    ren_page_free(page);
  }
  ren_buf_free(&salt);
  ren_buf_free(&border);
  tear_down(&x);
}

static void test_blank_page(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4, (const char *const[]){"q Q"}, 1);
  ren_page *page = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  assert_int_equal(page->word_count, 0);
  assert_string_equal(page->note, "blank page");
  ren_page_free(page);
  tear_down(&x);
}

/* ---- bad PDFs --------------------------------------------------------------- */

static void refuse(const fixture *x, const char *path, ren_status wanted, const char *message) {
  ren_error err = {0};
  ren_page *page = NULL;
  ren_status status = ren_ocr_page(&page, x->ocr, path, 1, 0, NULL, &err);
  if (status != wanted || !strstr(err.message, message))
    fail_msg("%s: %s: %s", path, ren_status_name(status), err.message);
  assert_string_equal(err.file, path);
}

static void test_bad(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  refuse(&x, DATA("krypterad.pdf"), REN_EFORMAT, "is encrypted; remove the password first");
  put_pdf(&x, A4, NULL, 0);
  refuse(&x, x.path, REN_EFORMAT, "is a PDF without pages");
  put_pdf(&x, "/MediaBox [0 0 1000000 1000000]", (const char *const[]){"q Q"}, 1);
  refuse(&x, x.path, REN_ELIMIT, "the page measures 353 x 353 m");
  put_pdf(&x, "/MediaBox [0 0 100000 100000]", (const char *const[]){"q Q"}, 1);
  refuse(&x, x.path, REN_ELIMIT, "the page measures 35.3 x 35.3 m");
  put_file(&x.f, x.path, sizeof x.path, "cut.pdf", REN_STR("%PDF-1.4\n1 0 obj\n<< /Type /Catalog"));
  refuse(&x, x.path, REN_EFORMAT, "is not a readable PDF");
  tear_down(&x);
}

/* poppler repairs what it can: a PDF without its end is still read. */
static void test_repaired(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  ren_buf pdf = make_pdf(A4, (const char *const[]){LETTER}, 1);
  put_file(&x.f, x.path, sizeof x.path, "a.pdf", (ren_str){pdf.ptr, pdf.len - 150});
  ren_page *page = NULL;
  ren_status status = ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, NULL);
  assert_true(status == REN_OK || status == REN_EFORMAT);
  if (page) assert_holds(page, "Nämnden beslutar enligt förslaget.");
  ren_page_free(page);
  ren_buf_free(&pdf);
  tear_down(&x);
}

/* ---- searchable PDFs -------------------------------------------------------- */

static void make_searchable(const fixture *x, const char *from, char *to, size_t room, ren_page **pages, size_t count) {
  put_file(&x->f, to, room, "searchable.pdf", (ren_str){"", 0});
  int fd = open(to, O_RDWR | O_CLOEXEC);
  assert_ok(ren_ocr_searchable_pdf(x->ocr, from, ren_page_feed_of(pages, count), NULL, fd, NULL, err));
  close(fd);
}

/* The words of the PDF's text layer lie where OCR read them. */
static void compare_places(const ren_page *layer, const ren_page *read) {
  assert_int_equal(layer->word_count, read->word_count);
  double scale = (double)layer->dpi / read->dpi, slack = 14;
  assert_true(near(layer->width, read->width * scale, 3) && near(layer->height, read->height * scale, 3));
  for (uint32_t i = 0; i < read->word_count; i++) {
    const ren_word *a = &layer->words[i], *b = &read->words[i];
    assert_true(ren_str_eq(a->text, b->text));
    double ax = a->box.x + a->box.w / 2.0, ay = a->box.y + a->box.h / 2.0;
    double bx = (b->box.x + b->box.w / 2.0) * scale, by = (b->box.y + b->box.h / 2.0) * scale;
    if (!near(ax, bx, slack) || !near(ay, by, 2 * slack))
      fail_msg("%.*s: at %.0f,%.0f, read at %.0f,%.0f", (int)a->text.len, a->text.ptr, ax, ay, bx, by);
  }
}

static void test_searchable(void **state) {
  (void)state;
  static const char *const paths[] = {DATA("notis.tif"), DATA("liggande.tif"), DATA("upp-och-ned.tif"), DATA("rad.jpg"),
                                      DATA("rad.jp2")};
  fixture x;
  set_up(&x, NULL);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    ren_page *page = NULL, *layer = NULL;
    char pdf[400];
    assert_ok(ren_ocr_page(&page, x.ocr, paths[i], 1, 0, NULL, err));
    make_searchable(&x, paths[i], pdf, sizeof pdf, &page, 1);
    assert_ok(ren_ocr_page(&layer, x.ocr, pdf, 1, 0, NULL, err));
    assert_int_equal(layer->source, REN_SOURCE_TEXT_LAYER);
    compare_places(layer, page);
    ren_page_free(layer);
    ren_page_free(page);
  }
  tear_down(&x);
}

static bool contains(const char *path, ren_str part) {
  ren_buf whole = {0};
  assert_ok(ren_file_read(&whole, path, 0, err));
  bool found = memmem(whole.ptr, whole.len, part.ptr, part.len) != NULL;
  ren_buf_free(&whole);
  return found;
}

static void test_bytes_kept(void **state) {
  (void)state;
  fixture x;
  char pdf[400];
  ren_buf jpeg = {0};
  set_up(&x, NULL);
  make_searchable(&x, DATA("rad.jpg"), pdf, sizeof pdf, (ren_page *[]){NULL}, 1);
  assert_ok(ren_file_read(&jpeg, DATA("rad.jpg"), 0, err));
  assert_true(contains(pdf, ren_buf_str(&jpeg)));
  ren_buf_free(&jpeg);
  tear_down(&x);
}

/* A PDF page whose own layer is kept gets no second one, and stays one page of two. */
static void test_layer_not_doubled(void **state) {
  (void)state;
  fixture x;
  set_up(&x, NULL);
  put_pdf(&x, A4, (const char *const[]){LETTER, "q Q"}, 2);
  ren_page *pages[2] = {NULL, NULL}, *again = NULL;
  for (uint32_t i = 0; i < 2; i++) assert_ok(ren_ocr_page(&pages[i], x.ocr, x.path, i + 1, 0, NULL, err));
  char pdf[400];
  make_searchable(&x, x.path, pdf, sizeof pdf, pages, 2);
  uint32_t count = 0;
  assert_ok(ren_ocr_page_count(&count, x.ocr, pdf, err));
  assert_int_equal(count, 2);
  assert_ok(ren_ocr_page(&again, x.ocr, pdf, 1, 0, NULL, err));
  assert_int_equal(again->word_count, pages[0]->word_count);
  for (int i = 0; i < 2; i++) ren_page_free(pages[i]);
  ren_page_free(again);
  tear_down(&x);
}

/* Of a layer that was not taken nothing is left to extract: neither text that is seen, nor
 * hidden words, nor those of an earlier run. */
static void test_old_layer_gone(void **state) {
  (void)state;
  static const char hidden[] = " BT 3 Tr /F 12 Tf 72 700 Td (gamla ord) Tj ET";
  ren_buf content = {0};
  ren_buf_puts(&content, LETTER);
  ren_buf_puts(&content, hidden);
  fixture x;
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.text_layer = REN_TEXT_LAYER_IGNORE;
  set_up(&x, &opts);
  put_mapped_pdf(&x, SHIFTED, SLIP, (const char *const[]){content.ptr}, 1);
  char first[400], second[410];
  ren_page *page = NULL, *again = NULL, *layer = NULL;
  assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
  make_searchable(&x, x.path, first, sizeof first, &page, 1);
  snprintf(second, sizeof second, "%s.2", first);
  assert_int_equal(rename(first, second), 0);
  assert_ok(ren_ocr_page(&again, x.ocr, second, 1, 0, NULL, err));
  make_searchable(&x, second, first, sizeof first, &again, 1);
  ren_ocr_free(x.ocr);
  opts.text_layer = REN_TEXT_LAYER_KEEP;
  assert_ok(ren_ocr_new(&x.ocr, &opts, err));
  assert_ok(ren_ocr_page(&layer, x.ocr, first, 1, 0, NULL, err));
  assert_int_equal(layer->source, REN_SOURCE_TEXT_LAYER);
  assert_int_equal(layer->word_count, again->word_count);
  assert_holds(layer, "Nämnden beslutar enligt förslaget.");
  ren_page_free(page);
  ren_page_free(again);
  ren_page_free(layer);
  ren_buf_free(&content);
  tear_down(&x);
}

static bool is_read_at(const ren_page *read, const ren_word *word, double scale) {
  double x = word->box.x + word->box.w / 2.0, y = word->box.y + word->box.h / 2.0;
  for (uint32_t i = 0; i < read->word_count; i++) {
    const ren_word *other = &read->words[i];
    if (ren_str_eq(other->text, word->text) && near((other->box.x + other->box.w / 2.0) * scale, x, 14) &&
        near((other->box.y + other->box.h / 2.0) * scale, y, 28))
      return true;
  }
  return false;
}

/* Over a PDF page that is cropped and turned: the page's own words and the new ones,
 * read from the finished PDF, all lie where OCR saw words. */
static void test_over_turned_pdf(void **state) {
  (void)state;
  static const char *const attributes[] = {SLIP, "/MediaBox [-20 642 380 850] /Rotate 90",
                                           "/MediaBox [0 0 595 842] /CropBox [30 650 460 820] /Rotate 180",
                                           "/MediaBox [0 642 400 842] /Rotate 270"};
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.text_layer = REN_TEXT_LAYER_IGNORE;
  for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
    fixture x, keeping;
    set_up(&x, &opts);
    set_up(&keeping, NULL);
    put_pdf(&x, attributes[i], (const char *const[]){LETTER}, 1);
    ren_page *page = NULL, *layer = NULL;
    char pdf[400];
    assert_ok(ren_ocr_page(&page, x.ocr, x.path, 1, 0, NULL, err));
    assert_holds(page, "Nämnden beslutar enligt förslaget.");
    make_searchable(&x, x.path, pdf, sizeof pdf, &page, 1);
    assert_ok(ren_ocr_page(&layer, keeping.ocr, pdf, 1, 0, NULL, err));
    assert_true(near(layer->width, page->width * 300.0 / page->dpi, 3)); /* upright by /Rotate */
    assert_true(layer->word_count >= page->word_count);
    for (uint32_t w = 0; w < layer->word_count; w++)
      if (layer->words[w].text.len > 2 && /* what a font makes of a stroke or two differs */
          !is_read_at(page, &layer->words[w], 300.0 / page->dpi))
        fail_msg("%s: '%.*s' is out of place", attributes[i], (int)layer->words[w].text.len, layer->words[w].text.ptr);
    ren_page_free(layer);
    ren_page_free(page);
    tear_down(&x);
    tear_down(&keeping);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_layer),           cmocka_unit_test(test_parted_words),
      cmocka_unit_test(test_turned_layer),    cmocka_unit_test(test_judged),
      cmocka_unit_test(test_unseen_words),    cmocka_unit_test(test_turned_text),
      cmocka_unit_test(test_partial_layer),   cmocka_unit_test(test_dirty_page),
      cmocka_unit_test(test_blank_page),      cmocka_unit_test(test_bad),
      cmocka_unit_test(test_repaired),        cmocka_unit_test(test_searchable),
      cmocka_unit_test(test_bytes_kept),      cmocka_unit_test(test_layer_not_doubled),
      cmocka_unit_test(test_over_turned_pdf), cmocka_unit_test(test_old_layer_gone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
