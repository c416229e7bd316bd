#include "test_layout_pages.h"

/* A reader for well-formed XML without DTDs: tags nest, attributes are quoted and do not
 * repeat an id, entities are the predefined ones, no forbidden characters. */
typedef struct xml_check {
  char open[32][40];
  int depth;
  size_t elements;
} xml_check;

static size_t name_length(const char *at) { return strcspn(at, " \t\r\n/>="); }

static const char *check_entities(const char *at, const char *end) {
  for (; at < end; at++) {
    unsigned char c = (unsigned char)*at;
    assert_true(c >= 0x20 || c == '\n' || c == '\t');
    assert_int_not_equal(c, '<');
    if (c != '&') continue;
    assert_true(strncmp(at, "&amp;", 5) == 0 || strncmp(at, "&lt;", 4) == 0 || strncmp(at, "&gt;", 4) == 0 ||
                strncmp(at, "&quot;", 6) == 0);
  }
  return end;
}

static const char *check_tag(xml_check *x, const char *at) {
  bool closing = at[1] == '/';
  at += closing ? 2 : 1;
  size_t n = name_length(at);
  char name[40] = "";
  assert_in_range(n, 1, sizeof name - 1);
  memcpy(name, at, n);
  at += n;
  if (closing) {
    assert_true(x->depth > 0);
    assert_string_equal(x->open[--x->depth], name);
    assert_int_equal(*at, '>');
    return at + 1;
  }
  x->elements++;
  for (;;) {
    at += strspn(at, " \n");
    if (*at == '/') {
      assert_int_equal(at[1], '>');
      return at + 2;
    }
    if (*at == '>') break;
    at += name_length(at);
    assert_true(at[0] == '=' && at[1] == '"');
    const char *end = strchr(at + 2, '"');
    assert_non_null(end);
    at = check_entities(at + 2, end) + 1;
  }
  assert_true(x->depth < 32);
  strcpy(x->open[x->depth++], name);
  return at + 1;
}

static size_t check_xml(const char *text) {
  xml_check x = {.depth = 0};
  while (*text) {
    if (strncmp(text, "<?", 2) == 0 || strncmp(text, "<!DOCTYPE", 9) == 0) {
      text = strchr(text, '>') + 1;
    } else if (*text == '<') {
      text = check_tag(&x, text);
    } else {
      text = check_entities(text, text + strcspn(text, "<"));
    }
  }
  assert_int_equal(x.depth, 0);
  return x.elements;
}

static size_t count_of(const char *text, const char *what) {
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what)) n++;
  return n;
}

static ren_page *sample_page(uint32_t number) {
  ren_page *page = new_page(number);
  set_line(page, LEFT, 200, 30, "Sida 1 (2)", NULL);
  set_line(page, LEFT, 600, 46, "§ 12 Avgifter \xE2\x80\x93 \xC3\x85r 2025", NULL);
  set_paragraph(page, LEFT, 700, 1500, 30, "N\xC3\xA4mnden <beslutar> \"enligt\" f\xC3\xB6rslag & bilaga.");
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  return page;
}

static void hocr(void **state) {
  (void)state;
  ren_page *pages[3] = {sample_page(1), NULL, sample_page(3)};
  ren_buf out = {0};
  pages[0]->lines[0].role = REN_ROLE_PAGE_NUMBER;
  pages[0]->words[0].confidence = 0.945F;
  ren_export_hocr(pages, 3, &out);
  assert_int_equal(out.status, REN_OK);
  check_xml(out.ptr);
  assert_int_equal(count_of(out.ptr, "class=\"ocr_page\""), 2);
  assert_int_equal(count_of(out.ptr, "class=\"ocrx_word\""), pages[0]->word_count + pages[2]->word_count);
  assert_int_equal(count_of(out.ptr, "class=\"ocr_pageno\""), 1);
  assert_non_null(
      strstr(out.ptr, "title=\"image &quot;protokoll.pdf&quot;; bbox 0 0 2480 3508; ppageno 0; scan_res 300 300\""));
  assert_non_null(strstr(out.ptr, "x_wconf 95\">Sida</span>"));
  assert_non_null(strstr(out.ptr, ">&lt;beslutar&gt;</span>"));
  assert_non_null(strstr(out.ptr, ">&quot;enligt&quot;</span>"));
  ren_buf_free(&out);
  ren_page_free(pages[0]);
  ren_page_free(pages[2]);
}

static void alto(void **state) {
  (void)state;
  ren_page *pages[1] = {sample_page(1)};
  ren_buf out = {0};
  pages[0]->lines[0].role = REN_ROLE_RUNNING_HEAD;
  pages[0]->words[0].confidence = 0.945F;
  ren_export_alto(pages, 1, &out);
  assert_int_equal(out.status, REN_OK);
  check_xml(out.ptr);
  assert_int_equal(count_of(out.ptr, "<String "), pages[0]->word_count);
  assert_int_equal(count_of(out.ptr, "<SP "), pages[0]->word_count - pages[0]->line_count);
  assert_non_null(strstr(out.ptr, "xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\""));
  assert_non_null(strstr(out.ptr, "WC=\"0.945\" CONTENT=\"Sida\"/>"));
  assert_non_null(strstr(out.ptr, "TAGREFS=\"heading\""));
  assert_true(strstr(out.ptr, "<TopMargin") < strstr(out.ptr, "<PrintSpace"));
  ren_buf_clear(&out);
  ren_export_alto(NULL, 0, &out);
  check_xml(out.ptr);
  ren_buf_free(&out);
  ren_page_free(pages[0]);
}

static void tsv(void **state) {
  (void)state;
  ren_page *page = sample_page(1);
  ren_buf out = {0};
  page->words[1].confidence = 0.5F;
  ren_export_tsv(&page, 1, &out);
  assert_int_equal(out.status, REN_OK);
  size_t rows = 0, words = 0;
  for (const char *at = out.ptr; *at; at += strcspn(at, "\n") + 1) {
    size_t length = strcspn(at, "\n"), tabs = 0;
    for (size_t i = 0; i < length; i++) tabs += at[i] == '\t';
    assert_int_equal(tabs, 11);
    words += at[0] == '5';
    rows++;
  }
  assert_int_equal(words, page->word_count);
  assert_true(rows > words + page->line_count);
  assert_non_null(strstr(out.ptr, "\t50.000000\t1\n"));
  ren_buf_free(&out);
  ren_page_free(page);
}

/* A word broken over a line end says what it is; one in two boxes on a line has no blank. */
static void joined_words(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  ren_buf out = {0};
  set_line(page, LEFT, 200, 30, "om kommun", NULL);
  set_line(page, LEFT, 256, 30, "styrelsens be slut", NULL);
  set_line(page, LEFT, 312, 30, "i Norra-", NULL);
  set_line(page, LEFT, 368, 30, "Hult", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->word_count, 8);
  page->words[1].joined = page->words[3].joined = page->words[6].joined = true;
  page->words[7].joined = true; /* nothing follows */
  ren_export_hocr(&page, 1, &out);
  check_xml(out.ptr);
  assert_non_null(strstr(out.ptr, ">kommun\xC2\xAD</span></span>"));
  assert_non_null(strstr(out.ptr, ">be</span><span"));
  assert_non_null(strstr(out.ptr, ">Norra-</span></span>"));
  assert_non_null(strstr(out.ptr, ">Hult</span></span>"));
  assert_non_null(strstr(out.ptr, "; baseline 0 -"));
  ren_buf_clear(&out);
  ren_export_alto(&page, 1, &out);
  check_xml(out.ptr);
  assert_non_null(strstr(out.ptr, "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"kommunstyrelsens\" CONTENT=\"kommun\"/>"
                                  "<HYP CONTENT=\"\xC2\xAD\"/></TextLine>"));
  assert_non_null(strstr(out.ptr, "SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"kommunstyrelsens\" CONTENT=\"styrelsens\"/>"));
  assert_non_null(
      strstr(out.ptr, "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"Norra-Hult\" CONTENT=\"Norra-\"/></TextLine>"));
  assert_non_null(strstr(out.ptr, "CONTENT=\"be\"/><String"));
  assert_int_equal(count_of(out.ptr, "<SP "), 3);
  assert_int_equal(count_of(out.ptr, "SUBS_TYPE"), 4);
  ren_buf_clear(&out);
  ren_export_tsv(&page, 1, &out);
  assert_non_null(strstr(out.ptr, "\tkommun\xC2\xAD\n"));
  ren_buf_free(&out);
  ren_page_free(page);
}

static void hostile_text(void **state) {
  (void)state;
  static const char bytes[] = "a\x01\x02\t\n<&>\"'\x7F\xC2\x85\xFF\xC3\xEF\xBF\xBE\xF0\x9F\x98\x80z";
  ren_page *page = new_page(1);
  ren_buf out = {0};
  assert_int_equal(ren_page_add_line(page, &(ren_line){.size = -3.0F}, NULL), REN_OK);
  ren_word word = {.text = {bytes, sizeof bytes - 1}, .box = {-7, INT32_MAX, INT32_MAX, -5}, .confidence = -1.0F};
  assert_int_equal(ren_page_add_word(page, &word, NULL), REN_OK);
  page->lines[0].word_count = 9; /* more than there are */
  ren_export_hocr(&page, 1, &out);
  check_xml(out.ptr);
  assert_non_null(strstr(out.ptr, "\xF0\x9F\x98\x80z</span>"));
  ren_buf_clear(&out);
  ren_export_alto(&page, 1, &out);
  check_xml(out.ptr);
  ren_buf_clear(&out);
  ren_export_tsv(&page, 1, &out);
  assert_int_equal(count_of(out.ptr, "\n"), 6);
  ren_buf_free(&out);
  ren_page_free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hocr),         cmocka_unit_test(alto),         cmocka_unit_test(tsv),
      cmocka_unit_test(joined_words), cmocka_unit_test(hostile_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
