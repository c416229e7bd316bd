#include "test_layout_pages.h"

#include "export/glyphless_font.h"
#include "export/text_pdf.h"

#include <math.h>

/* ---- reading the PDF back ----------------------------------------------- */

static const char *find(const ren_buf *pdf, const char *what) {
  const char *at = memmem(pdf->ptr, pdf->len, what, strlen(what));
  if (!at) fail_msg("not in the PDF: %s", what);
  return at;
}

/* Every object is where the cross-reference table says. */
static size_t check_xref(const ren_buf *pdf) {
  size_t start = 0, count = 0;
  assert_memory_equal(pdf->ptr, "%PDF-1.7\n", 9);
  assert_memory_equal(pdf->ptr + pdf->len - 6, "%%EOF\n", 6);
  const char *at = pdf->ptr + pdf->len;
  while (memcmp(at, "startxref\n", 10) != 0) at--;
  assert_int_equal(sscanf(at, "startxref\n%zu", &start), 1);
  assert_int_equal(sscanf(pdf->ptr + start, "xref\n0 %zu\n", &count), 1);
  const char *entry = strchr(pdf->ptr + start + 5, '\n') + 1;
  assert_memory_equal(entry, "0000000000 65535 f \n", 20);
  for (size_t i = 1; i < count; i++) {
    unsigned long long offset;
    char head[32];
    entry += 20;
    assert_int_equal(sscanf(entry, "%10llu 00000 n ", &offset), 1);
    snprintf(head, sizeof head, "%zu 0 obj\n", i);
    assert_memory_equal(pdf->ptr + offset, head, strlen(head));
  }
  assert_memory_equal(entry + 20, "trailer\n", 8);
  return count - 1;
}

/* Streams are as long as they say. */
static void check_streams(const ren_buf *pdf) {
  const char *at = pdf->ptr, *end = pdf->ptr + pdf->len;
  size_t streams = 0;
  while ((at = memmem(at, (size_t)(end - at), "<< /Length ", 11)) != NULL) {
    size_t length = strtoul(at + 11, NULL, 10);
    const char *data = memmem(at, (size_t)(end - at), "stream\n", 7);
    assert_non_null(data);
    assert_memory_equal(data + 7 + length, "\nendstream\n", 11);
    at = data + 7 + length;
    streams++;
  }
  assert_true(streams >= 3);
}

static uint32_t unicode_of(const ren_buf *pdf, unsigned code) {
  char key[16];
  unsigned high = 0, low = 0;
  snprintf(key, sizeof key, "\n<%04X> <", code);
  const char *at = find(pdf, key) + strlen(key);
  int digits = (int)strspn(at, "0123456789ABCDEF");
  sscanf(at, "%4X", &high);
  if (digits == 4) return high;
  assert_int_equal(digits, 8);
  sscanf(at + 4, "%4X", &low);
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static void put_utf8(ren_buf *out, uint32_t cp) {
  if (cp < 0x80) {
    ren_buf_putc(out, (char)cp);
  } else if (cp < 0x800) {
    ren_buf_putc(out, (char)(0xC0 | cp >> 6));
    ren_buf_putc(out, (char)(0x80 | (cp & 0x3F)));
  } else {
    if (cp >= 0x10000) {
      ren_buf_putc(out, (char)(0xF0 | cp >> 18));
      ren_buf_putc(out, (char)(0x80 | (cp >> 12 & 0x3F)));
    } else {
      ren_buf_putc(out, (char)(0xE0 | cp >> 12));
    }
    ren_buf_putc(out, (char)(0x80 | (cp >> 6 & 0x3F)));
    ren_buf_putc(out, (char)(0x80 | (cp & 0x3F)));
  }
}

/* All shown text, through ToUnicode. */
static void read_text(const ren_buf *pdf, ren_buf *text) {
  const char *at = pdf->ptr, *end = pdf->ptr + pdf->len;
  while ((at = memmem(at, (size_t)(end - at), " Tm\n<", 5)) != NULL) {
    for (at += 5; *at != '>'; at += 4) {
      unsigned code = 0;
      assert_int_equal(sscanf(at, "%4X", &code), 1);
      put_utf8(text, unicode_of(pdf, code));
    }
    assert_memory_equal(at, "> Tj\n", 5);
  }
}

static ren_page *page_of(const char *text) {
  ren_page *page = new_page(1);
  set_line(page, LEFT, 600, 40, text, NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  return page;
}

/* ---- tests -------------------------------------------------------------- */

static void text_comes_back(void **state) {
  (void)state;
  static const char text[] = "§ 12 Åtgärder för Öckerö – 40 €, “ja” \xF0\x9F\x98\x80 ";
  ren_page *page = page_of(text);
  ren_buf pdf = {0}, again = {0}, read = {0};
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), NULL), REN_OK);
  assert_int_equal(check_xref(&pdf), 10);
  check_streams(&pdf);
  read_text(&pdf, &read);
  assert_string_equal(read.ptr, text);
  find(&pdf, "BT\n3 Tr\n");
  assert_int_equal(ren__text_pdf(&again, ren_page_feed_of(&page, 1), NULL), REN_OK);
  assert_int_equal(pdf.len, again.len);
  assert_memory_equal(pdf.ptr, again.ptr, pdf.len);
  ren_buf_free(&pdf);
  ren_buf_free(&again);
  ren_buf_free(&read);
  ren_page_free(page);
}

/* What is copied of a word in two boxes is the whole word, with its first box. */
static void joined_words(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  ren_buf pdf = {0}, read = {0};
  set_line(page, LEFT, 200, 30, "om \xC3\xA5tg\xC3\xA4r", NULL);
  set_line(page, LEFT, 256, 30, "der be slut barn- och", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  page->words[1].joined = page->words[3].joined = true;
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), NULL), REN_OK);
  check_streams(&pdf);
  read_text(&pdf, &read);
  assert_string_equal(read.ptr, "om \xC3\xA5tg\xC3\xA4r\xC2\xAD"
                                "der beslut barn- och ");
  const char *first = find(&pdf, "/Span <</ActualText <FEFF00E50074006700E40072006400650072>>> BDC\n");
  const char *rest = find(&pdf, "/Span <</ActualText <FEFF0020>>> BDC\n");
  assert_true(first < rest);
  find(&pdf, "<FEFF006200650073006C00750074>");
  find(&pdf, "<FEFF006200610072006E002D0020>"); /* a hyphen that stays is no line end's */
  ren_buf_free(&pdf);
  ren_buf_free(&read);
  ren_page_free(page);
}

static void many_different_letters(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  ren_buf word = {0}, pdf = {0}, read = {0};
  for (uint32_t cp = 0x400; cp < 0x400 + 250; cp++) put_utf8(&word, cp);
  ren_buf_putc(&word, ' ');
  set_line(page, LEFT, 600, 40, word.ptr, NULL);
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), NULL), REN_OK);
  find(&pdf, "\n100 beginbfchar\n");
  find(&pdf, "\n52 beginbfchar\n"); /* with the blank and U+FFFD */
  read_text(&pdf, &read);
  assert_string_equal(read.ptr, word.ptr);
  ren_buf_free(&word);
  ren_buf_free(&pdf);
  ren_buf_free(&read);
  ren_page_free(page);
}

typedef struct turn {
  uint32_t rotation;
  float skew;
  double box_width, box_height; /* of the page, points */
  double a, b, x, y;            /* of the text matrix, for a word at the top left */
} turn;

static void pages_are_turned_back(void **state) {
  (void)state;
  static const turn turns[] = {{0, 0, 600, 1200, 1, 0, 0, 1176},
                               {90, 0, 1200, 600, 0, 1, 24, 0},
                               {180, 0, 600, 1200, -1, 0, 600, 24},
                               {270, 0, 1200, 600, 0, -1, 1176, 600},
                               {0, 2, 600, 1200, 1, 0, -19.9340, 1166.0168},
                               {0, -2, 600, 1200, 1, 0, 20.2702, 1185.2814}};
  for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
    const turn *t = &turns[i];
    ren_page *page = new_page(1);
    page->width = 2500;
    page->height = 5000;
    page->rotation = t->rotation;
    page->skew = t->skew;
    ren_word word = {.text = REN_STR("Ord"), .box = {0, 0, 200, 100}};
    assert_int_equal(ren_page_add_line(page, &(ren_line){.box = {0, 0, 200, 125}}, NULL), REN_OK);
    assert_int_equal(ren_page_add_word(page, &word, NULL), REN_OK);
    ren_buf pdf = {0};
    assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), NULL), REN_OK);
    double w, h, a, b, c, d, x, y;
    assert_int_equal(sscanf(find(&pdf, "/MediaBox"), "/MediaBox [0 0 %lf %lf]", &w, &h), 2);
    assert_int_equal(sscanf(find(&pdf, " Tz ") + 4, "%lf %lf %lf %lf %lf %lf Tm", &a, &b, &c, &d, &x, &y), 6);
    assert_true(w == t->box_width && h == t->box_height);
    assert_true(fabs(a - t->a) < 0.001 && fabs(b - t->b) < 0.001 && fabs(c + t->b) < 0.001 && fabs(d - t->a) < 0.001);
    assert_true(fabs(x - t->x) < 0.01 && fabs(y - t->y) < 0.01);
    find(&pdf, "/F0 30 Tf");   /* the line is 125 px = 30 points high */
    find(&pdf, "106.6667 Tz"); /* 48 points for three letters of 15 */
    ren_buf_free(&pdf);
    ren_page_free(page);
  }
}

static void pages_without_text(void **state) {
  (void)state;
  ren_page *pages[3] = {NULL, new_page(2), page_of("Ett ord")};
  ren_buf pdf = {0};
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(pages, 3), NULL), REN_OK);
  assert_int_equal(check_xref(&pdf), 14);
  find(&pdf, "/Count 3 ");
  find(&pdf, "[0 0 595.28 841.89]");
  find(&pdf, "[0 0 595.2 841.92]");
  ren_buf_free(&pdf);
  ren_page_free(pages[1]);
  ren_page_free(pages[2]);
}

static void absurd_pages(void **state) {
  (void)state;
  ren_page *page = page_of("Ett ord");
  ren_buf pdf = {0};
  page->width = page->height = UINT32_MAX;
  page->dpi = 1;
  page->skew = NAN;
  page->words[0].box = (ren_box){INT32_MIN, INT32_MAX, INT32_MAX, INT32_MAX};
  page->lines[0].box = (ren_box){INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX};
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), NULL), REN_OK);
  check_xref(&pdf);
  find(&pdf, "[0 0 14400 14400]");
  ren_buf_free(&pdf);
  ren_page_free(page);
}

static void refusals(void **state) {
  (void)state;
  ren_page *page = page_of("Ett ord");
  ren_error err = {0};
  ren_buf pdf = {.max = 2000}, used = {0};
  assert_int_equal(ren__text_pdf(&pdf, ren_page_feed_of(&page, 1), &err), REN_ELIMIT);
  assert_int_equal(ren__text_pdf(&used, ren_page_feed_of(NULL, 0), &err), REN_EINVAL);
  ren_buf_puts(&used, "x");
  assert_int_equal(ren__text_pdf(&used, ren_page_feed_of(&page, 1), &err), REN_EINVAL);
  ren_buf_free(&pdf);
  ren_buf_free(&used);
  ren_page_free(page);
}

static uint32_t read32(const unsigned char *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Tables within the file, in order, with right checksums; the whole sums to the magic. */
static void font_file(void **state) {
  (void)state;
  ren_buf out = {0};
  ren__glyphless_font(&out);
  const unsigned char *font = (unsigned char *)out.ptr;
  unsigned tables = (unsigned)font[4] << 8 | font[5];
  uint32_t whole = 0;
  assert_int_equal(out.len % 4, 0);
  for (size_t i = 0; i < out.len; i += 4) whole += read32(font + i);
  assert_int_equal(whole, 0xB1B0AFBA);
  for (unsigned i = 0; i < tables; i++) {
    const unsigned char *entry = font + 12 + 16 * i;
    uint32_t offset = read32(entry + 8), length = read32(entry + 12), sum = 0;
    if (i) assert_true(memcmp(entry - 16, entry, 4) < 0);
    assert_true(offset % 4 == 0 && offset + length <= out.len);
    if (memcmp(entry, "head", 4) == 0) continue; /* summed before its adjustment was set */
    for (uint32_t k = 0; k < length; k += 4) sum += read32(font + offset + k);
    assert_int_equal(sum, read32(entry + 4));
  }
  ren_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_comes_back),
      cmocka_unit_test(joined_words),
      cmocka_unit_test(many_different_letters),
      cmocka_unit_test(pages_are_turned_back),
      cmocka_unit_test(pages_without_text),
      cmocka_unit_test(absurd_pages),
      cmocka_unit_test(refusals),
      cmocka_unit_test(font_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
