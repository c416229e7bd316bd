/* Searchable PDFs for the archive: which claim to be PDF/A-2b and why others do not, metadata
 * that is kept, bookmarks. The worker lies beside this program. */
#include "ocr/worker_testing.h"

typedef struct fixture {
  folder f;
  ren_ocr *ocr;
  char from[300], to[300];
} fixture;

static void set_up(fixture *x) {
  folder_make(&x->f);
  assert_ok(ren_ocr_new(&x->ocr, NULL, err));
}

static void tear_down(fixture *x) {
  ren_ocr_free(x->ocr);
  folder_remove(&x->f);
}

typedef struct original {
  const char *catalog, *page, *contents, *objects, *trailer; /* what stands in them; NULL: nothing more */
} original;

static const char *text_of(const char *s) { return s ? s : ""; }

/* Without a table of references: readers find the objects. */
static void put_original(fixture *x, const original *o) {
  ren_buf pdf = {0};
  const char *contents = o->contents ? o->contents : "q Q";
  ren_buf_printf(&pdf, "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n", text_of(o->catalog));
  ren_buf_puts(&pdf, "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n");
  ren_buf_printf(&pdf, "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R %s >>\nendobj\n",
                 text_of(o->page));
  ren_buf_printf(&pdf, "4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n%s\n", strlen(contents), contents,
                 text_of(o->objects));
  ren_buf_printf(&pdf, "trailer\n<< /Size 20 /Root 1 0 R %s >>\nstartxref\n0\n%%%%EOF\n", text_of(o->trailer));
  put_file(&x->f, x->from, sizeof x->from, "from.pdf", ren_buf_str(&pdf));
  ren_buf_free(&pdf);
}

/* A page that was read: one word. */
static ren_page *read_page(void) {
  ren_page *page;
  ren_word word = {.text = REN_STR("Beslut"), .box = {50, 50, 200, 40}, .confidence = 1};
  assert_ok(ren_page_new(&page, "from.pdf", 1, err));
  page->width = 833, page->height = 417, page->dpi = 300;
  assert_ok(ren_page_add_line(page, &(ren_line){.box = word.box}, err));
  assert_ok(ren_page_add_word(page, &word, err));
  return page;
}

/* What is said of the PDF made of it, and the PDF itself. */
static void make(fixture *x, const ren_pdf_opts *opts, ren_buf *note, ren_buf *pdf) {
  ren_page *page = read_page();
  put_file(&x->f, x->to, sizeof x->to, "to.pdf", (ren_str){"", 0});
  int fd = open(x->to, O_RDWR | O_CLOEXEC);
  ren_buf_clear(note);
  ren_buf_clear(pdf);
  assert_ok(ren_ocr_searchable_pdf(x->ocr, x->from, ren_page_feed_of(&page, 1), opts, fd, note, err));
  close(fd);
  assert_ok(ren_file_read(pdf, x->to, 0, err));
  ren_page_free(page);
}

#define HELVETICA "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"

static const struct {
  original o;
  const char *note; /* "": PDF/A-2b */
} cases[] = {
    {{0}, ""},
    {{.contents = "q 1 0 0 RG 0 0 10 10 re f Q"}, ""},
    {{.page = HELVETICA, .contents = "BT 3 Tr /F 9 Tf (gamla ord) Tj ET"}, ""}, /* hidden words are taken out */
    {{.page = HELVETICA, .contents = "BT /F 9 Tf (sedda ord) Tj ET"}, "text in fonts that were not checked"},
    {{.contents = "0 0 0 1 k 0 0 10 10 re f"}, "CMYK colours"},
    {{.page = "/Resources << /ColorSpace << /C /DeviceCMYK >> >>"}, "CMYK colours"},
    {{.contents = "q Q nonsense"}, "drawing instructions that PDF does not know"},
    {{.contents = "q (never closed"}, "drawing instructions that are not understood"},
    {{.catalog = "/OpenAction << /S /JavaScript /JS (app.beep) >>"}, "actions such as JavaScript"},
    {{.catalog = "/Names << /EmbeddedFiles << /Names [] >> >>"}, "attached files"},
    {{.catalog = "/OCProperties << /OCGs [] >>"}, "layers"},
    {{.catalog = "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX >>]"},
     "a colour profile for printing that was not checked"},
    {{.page = "/AA << /O << /S /GoTo >> >>"}, "actions of pages or fields"},
    {{.page = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 4 >>]"}, ""},
    {{.page = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 2 >>]"}, "annotations that are not printed"},
    {{.page = "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /F 4 >>]"}, "annotations without appearance"},
    {{.page = "/Resources << /XObject << /I 5 0 R >> >>",
      .objects = "5 0 obj << /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
                 "/DeviceGray /Interpolate true /Length 1 >>\nstream\nx\nendstream\nendobj"},
     "images to be interpolated"},
};

/* Without object streams, to be read with the eyes of a test. */
static bool plain_text(fixture *x, ren_buf *out) {
  char command[1024];
  char plain[400];
  snprintf(plain, sizeof plain, "%s.plain", x->to);
  snprintf(command, sizeof command,
           "qpdf --warning-exit-0 --no-warn --object-streams=disable --qdf --normalize-content=n "
           "--no-original-object-ids %s %s",
           x->to, plain);
  if (system(command) != 0) return false;
  ren_buf_clear(out);
  assert_ok(ren_file_read(out, plain, 0, err));
  return true;
}

static void test_claims(void **state) {
  (void)state;
  fixture x;
  ren_buf note = {0}, pdf = {0}, wanted = {0};
  set_up(&x);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    put_original(&x, &cases[i].o);
    make(&x, NULL, &note, &pdf);
    ren_buf_clear(&wanted);
    bool archival = cases[i].note[0] == '\0';
    if (!archival) ren_buf_printf(&wanted, "no PDF/A-2b: it has %s", cases[i].note);
    if (!ren_str_eq(ren_buf_str(&note), ren_buf_str(&wanted)))
      fail_msg("case %zu: %s, not %s", i, note.len ? note.ptr : "", wanted.len ? wanted.ptr : "");
    assert_int_equal(memmem(pdf.ptr, pdf.len, "<pdfaid:part>2<", 15) != NULL, archival);
    assert_true(plain_text(&x, &pdf));
    if (archival) assert_null(memmem(pdf.ptr, pdf.len, "/F 9 Tf", 7)); /* its font is gone */
    assert_int_equal(memmem(pdf.ptr, pdf.len, "/OutputIntents", 14) != NULL, archival || strstr(note.ptr, "printing"));
  }
  ren_buf_free(&note);
  ren_buf_free(&pdf);
  ren_buf_free(&wanted);
  tear_down(&x);
}

static void assert_has(const ren_buf *pdf, const char *what) {
  if (!memmem(pdf->ptr, pdf->len, what, strlen(what))) fail_msg("not in the PDF: %s", what);
}

static void test_metadata(void **state) {
  (void)state;
  static const char packet[] = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description "
                               "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                               "pdfaid:part=\"1\" pdfaid:conformance=\"A\"><dc:rights><rdf:Alt><rdf:li "
                               "xml:lang=\"x-default\">Allm&#228;n &amp; fri"
                               "</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";
  fixture x;
  ren_buf note = {0}, pdf = {0}, objects = {0};
  set_up(&x);
  original o = {.trailer = "/Info << /Title (Protokoll 2024 & 2025) /Author <FEFF00C5006B0065> "
                           "/CreationDate (D:20240506120000+02'00') >>"};
  put_original(&x, &o);
  make(&x, NULL, &note, &pdf);
  assert_int_equal(note.len, 0);
  assert_has(&pdf, "<rdf:li xml:lang=\"x-default\">Protokoll 2024 &amp; 2025</rdf:li>");
  assert_has(&pdf, "<dc:creator><rdf:Seq><rdf:li>\xC3\x85ke</rdf:li>");
  assert_has(&pdf, "<xmp:CreateDate>2024-05-06T12:00:00+02:00</xmp:CreateDate>");
  assert_true(plain_text(&x, &pdf));
  assert_has(&pdf, "/CreationDate (D:20240506120000+02'00')");
  ren_buf_printf(&objects, "5 0 obj << /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n%s\nendstream\nendobj",
                 sizeof packet - 1, packet);
  o = (original){
      .catalog = "/Metadata 5 0 R", .page = HELVETICA, .contents = "BT /F 9 Tf (ord) Tj ET", .objects = objects.ptr};
  put_original(&x, &o); /* its fonts were checked by who claimed it */
  make(&x, NULL, &note, &pdf);
  assert_int_equal(note.len, 0);
  assert_has(&pdf, "pdfaid:part=\"2\" pdfaid:conformance=\"B\"");
  assert_has(&pdf, "Allm&#228;n &amp; fri");
  o.page = "/AA << >>"; /* a claim that is not kept is not repeated */
  put_original(&x, &o);
  make(&x, NULL, &note, &pdf);
  assert_string_equal(note.ptr, "no PDF/A-2b: it has actions of pages or fields");
  assert_null(memmem(pdf.ptr, pdf.len, "pdfaid", 6));
  assert_has(&pdf, "<dc:rights>");
  ren_buf_free(&note);
  ren_buf_free(&pdf);
  ren_buf_free(&objects);
  tear_down(&x);
}

static void test_bookmarks(void **state) {
  (void)state;
  const ren_bookmark list[] = {{REN_STR("\xC2\xA7 1  Val"), 1, 0, 0},
                               {REN_STR("Beslut"), 1, 1, 417},
                               {REN_STR("Ber\xC3\xA4kning"), 1, 7, 9000},
                               {REN_STR("Ingen s\xC3\xA5"
                                        "dan sida"),
                                9, 0, 0},
                               {REN_STR("\xC2\xA7 2"), 1, 0, -5}};
  ren_pdf_opts opts = REN_PDF_OPTS_INIT;
  opts.bookmarks = list;
  opts.bookmark_count = sizeof list / sizeof *list;
  fixture x;
  ren_buf note = {0}, pdf = {0};
  set_up(&x);
  put_original(&x, &(original){.page = "/Rotate 90"});
  make(&x, &opts, &note, &pdf);
  assert_int_equal(note.len, 0);
  assert_true(plain_text(&x, &pdf));
  assert_has(&pdf, "/PageMode /UseOutlines");
  assert_has(&pdf, "/Title (Beslut)");
  assert_has(&pdf, "/Title (\xA7 1  Val)");
  assert_null(memmem(pdf.ptr, pdf.len, "sidan", 5));
  size_t items = 0;
  for (const char *at = pdf.ptr, *end = at + pdf.len; (at = memmem(at, (size_t)(end - at), "/Parent", 7)); at++)
    items++;
  assert_int_equal(items, 4 + 1); /* and the page */
  assert_has(&pdf, "/Count -1\n");
  assert_has(&pdf, "/Count 2\n");
  assert_has(&pdf, "/XYZ\n    200.00\n    0.00\n"); /* the foot of the upright page is the right of the lying one */
  put_original(&x, &(original){.catalog = "/Outlines << /First << /Title (Eget) /Parent 5 0 R >> >>"});
  make(&x, &opts, &note, &pdf);
  assert_true(plain_text(&x, &pdf));
  assert_has(&pdf, "(Eget)");
  assert_null(memmem(pdf.ptr, pdf.len, "(Beslut)", 8));
  ren_buf_free(&note);
  ren_buf_free(&pdf);
  tear_down(&x);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_claims), cmocka_unit_test(test_metadata),
                                     cmocka_unit_test(test_bookmarks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
