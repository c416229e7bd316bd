/* The HTML report: what it says, that it is well formed and loads nothing, whatever
 * the records hold. */
#include "run_folder.h"

static const char jpeg[] = "\xFF\xD8\xFF\xC0\x00\x11\x08\x00\x10\x00\x08\x03 and some bytes";

static void has(const ren_buf *html, const char *part) {
  if (!memmem(html->ptr, html->len, part, strlen(part))) {
    print_error("not there: %s\n", part);
    fail();
  }
}

static void has_not(const ren_buf *html, const char *part) {
  if (memmem(html->ptr, html->len, part, strlen(part))) {
    print_error("should not be there: %s\n", part);
    fail();
  }
}

/* ---- a checker of markup: every tag closed in order, every id once ----------------- */

typedef struct checker {
  const char *at, *end;
  char stack[64][16];
  size_t depth;
} checker;

static bool is_void(const char *tag) {
  static const char *const names[] = {"meta", "br", "img", "input", "!doctype", "rect"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(tag, names[i]) == 0) return true;
  return false;
}

static void read_name(checker *c, char name[16]) {
  size_t len = 0;
  while (c->at < c->end && *c->at != ' ' && *c->at != '>' && *c->at != '/' && len < 15) name[len++] = *c->at++;
  name[len] = '\0';
}

static void skip_attributes(checker *c) {
  bool quoted = false;
  for (; c->at < c->end && (quoted || *c->at != '>'); c->at++) {
    if (*c->at == '"') quoted = !quoted;
    assert_true(*c->at != '<');
  }
  assert_true(c->at < c->end);
  c->at++;
}

static void check_tag(checker *c) {
  char name[16];
  bool closing = *++c->at == '/';
  if (closing) c->at++;
  read_name(c, name);
  skip_attributes(c);
  if (closing) {
    assert_true(c->depth > 0);
    assert_string_equal(c->stack[--c->depth], name);
  } else if (!is_void(name)) {
    assert_true(c->depth < 64);
    strcpy(c->stack[c->depth++], name);
  }
  if (!closing && (strcmp(name, "script") == 0 || strcmp(name, "style") == 0)) {
    c->at = memmem(c->at, (size_t)(c->end - c->at), "</", 2);
    assert_non_null(c->at);
  }
}

static void check_markup(const ren_buf *html) {
  checker c = {.at = html->ptr, .end = html->ptr + html->len};
  while (c.at < c.end) {
    unsigned char byte = (unsigned char)*c.at;
    assert_true(byte >= 0x20 || byte == '\n' || byte == '\t');
    if (*c.at == '<')
      check_tag(&c);
    else
      c.at++;
  }
  assert_int_equal(c.depth, 0);
  has_not(html, "src=\"http");
  has_not(html, "src=\"//");
  has_not(html, "url(");
  has_not(html, "@import");
  has_not(html, " style=");
  has_not(html, " onclick=");
}

/* ---- runs ---------------------------------------------------------------------------- */

static void tells_of_an_empty_run(void **state) {
  ren_run_free(start_run(*state));
  ren_buf html = write_report(*state);
  check_markup(&html);
  has(&html, "Fair copy of 0 documents");
  has(&html, "no documents yet");
  has(&html, "No text was changed");
  ren_buf_free(&html);
}

static void needs_a_run(void **state) {
  ren_error err = {0};
  assert_int_equal(ren_report_write(*state, &err), REN_EIO);
  assert_non_null(strstr(err.file, "run.sqlite"));
  put_file(*state, "run.sqlite", "inte en databas, men en textfil som är längre än ett huvud på hundra byte .....");
  assert_int_equal(ren_report_write(*state, NULL), REN_EFORMAT);
}

static void tells_of_failures(void **state) {
  ren_run *run = start_run(*state);
  add_file(run, "/arkiv/låst & dold.pdf", "låst", 0, REN_FILE_FAILED, "the PDF is encrypted <needs a password>");
  add_file(run, "ej-klar.pdf", "ej-klar", 4, REN_FILE_PENDING, NULL);
  add_file(run, "borta.txt", "borta", 0, REN_FILE_DONE, NULL);
  ren_run_free(run);
  ren_buf html = write_report(*state);
  check_markup(&html);
  has(&html, "låst &amp; dold.pdf</a>: the PDF is encrypted &lt;needs a password&gt;");
  has(&html, "1 failed, 1 not done");
  has(&html, "its text is not in the folder any more");
  ren_buf_free(&html);
}

static void fill_good_run(const char *dir) {
  ren_run *run = start_run(dir);
  int64_t id = add_file(run, "/arkiv/protokoll.pdf", "protokoll", 2, REN_FILE_DONE, NULL);
  static const char pages[] =
      "{\"schema\":\"renskrift/page/1\",\"page\":1,\"width\":1000,\"height\":2000,\"source\":\"ocr\",\"error\":null,"
      "\"lines\":[],\"words\":[{\"text\":\"Namnden\",\"box\":[100,200,300,40],\"confidence\":0.5},"
      "{\"text\":\"beslutar\",\"box\":[420,200,300,40],\"confidence\":0.7}]}\n"
      "{\"schema\":\"renskrift/page/1\",\"page\":2,\"width\":1000,\"height\":2000,\"error\":\"stopped after 120 "
      "seconds\",\"words\":[]}\n";
  put_file(dir, "protokoll.page.ndjson", pages);
  put_file(dir, "protokoll.txt", "Nämnden beslutar\n");
  put_file(dir, "protokoll.edits.ndjson",
           "{\"schema\":\"renskrift/edit/1\",\"file\":\"x\",\"page\":1,\"before\":\"Namnden\",\"after\":\"Nämnden\","
           "\"step\":\"spelling\",\"rule\":\"letters\",\"confidence\":0.85,\"out_offset\":0,\"out_length\":8}\n"
           "{\"page\":1,\"before\":\"\\n\",\"after\":\" \",\"step\":\"lines\",\"rule\":\"join-lines\",\"confidence\":1,"
           "\"out_offset\":8,\"out_length\":1}\n");
  put_file(dir, "reservations.ndjson",
           "{\"id\":\"p#1\",\"file\":\"/arkiv/protokoll.pdf\",\"page\":1,\"kind\":\"reservation\",\"organ\":"
           "\"Socialnämnden\",\"date\":\"2024-03-12\",\"signatories\":[{\"name\":\"Anna Ek\",\"party\":\"V\"}],"
           "\"heading\":\"Budget\",\"text\":\"Nämnden beslutar\"}\n"
           "{\"id\":\"q#1\",\"file\":\"annan.txt\",\"kind\":\"reservation\",\"organ\":\"Kulturnämnden\","
           "\"text\":\"Nämnden avslår\",\"refers_to\":{\"how\":\"se\",\"to\":\"Socialnämnden\",\"id\":\"p#1\"}}\n");
  put_file(dir, "clusters.ndjson",
           "{\"id\":\"1\",\"canonical\":\"p#1\",\"members\":[{\"id\":\"p#1\",\"similarity\":1,\"relation\":"
           "\"identical\"},{\"id\":\"q#1\",\"similarity\":0.8,\"relation\":\"near-identical\"}]}\n");
  put_file(dir, "passages.ndjson",
           "{\"a\":\"p#1\",\"b\":\"q#1\",\"spans\":[{\"a_offset\":0,\"a_length\":8,\"b_offset\":0,\"b_length\":8}]}\n");
  assert_int_equal(ren_run_put_page(run, id, 1, REN_STR("{}"), (ren_str){jpeg, sizeof jpeg - 1}, NULL), REN_OK);
  assert_int_equal(ren_run_put_page(run, id, 2, REN_STR("{}"), REN_STR("no jpeg"), NULL), REN_OK);
  assert_int_equal(ren_run_put_note(run, "elapsed", "12 s", NULL), REN_OK);
  ren_run_free(run);
}

static void shows_a_run(void **state) {
  fill_good_run(*state);
  ren_buf html = write_report(*state);
  check_markup(&html);
  has(&html, "<mark class=\"s u\" data-c=\"85\" data-r=\"letters\" data-b=\"Namnden\" data-p=\"1\" "
             "data-q=\"1000 1000 3001 201\">Nämnden</mark>");
  has(&html, "<mark class=\"l t\" data-c=\"100\" data-r=\"join-lines\" data-b=\"↵\" data-a=\"␣\"> </mark>beslutar");
  has(&html, "width=\"8\" height=\"16\"");
  has(&html, "src=\"data:image/jpeg;base64,/9j/wAAR");
  has(&html, "The image of this page cannot be shown");
  has(&html, "protokoll.pdf, page 2</a>: stopped after 120 seconds");
  has(&html, "words 60\xC2\xA0% sure");
  has(&html, "Anna Ek <b class=\"party\">V</b>");
  has(&html, "se <a href=\"#r1\">Socialnämnden</a>");
  has(&html, "<dt>elapsed</dt><dd>12 s</dd>");
  has(&html, "id=\"t1\"");
  has(&html, "<ins>");
  has(&html, "id=\"passages\"");
  ren_buf again = write_report(*state);
  assert_true(ren_str_eq(ren_buf_str(&html), ren_buf_str(&again)));
  ren_buf_free(&html);
  ren_buf_free(&again);
}

/* ---- hostile records -------------------------------------------------------------------- */

static const char *const hostile_edits[] = {
    "{\"out_offset\":0,\"out_length\":99999,\"before\":\"a\"}",
    "{\"out_offset\":-1,\"out_length\":1}",
    "{\"out_offset\":9223372036854775807,\"out_length\":9223372036854775807}",
    "{\"out_offset\":\"0\",\"out_length\":null}",
    "{\"out_offset\":1,\"out_length\":1,\"rule\":\"</script><script>alert(1)</script>\",\"step\":\"spelling\"}",
    ("{\"out_offset\":0,\"out_length\":6,\"before\":\"\\\" onmouseover=\\\"x\",\"after\":\"'><img "
     "src=x>\",\"step\":\"<b>\"}"),
    "{\"out_offset\":2,\"out_length\":9,\"before\":\"\\u0000\\u0001\\u202e\",\"after\":\"x\",\"confidence\":1e999}",
    "{\"out_offset\":2,\"out_length\":9,\"before\":\"x\",\"after\":\"x\",\"confidence\":-1e300}",
    "{\"out_offset\":5,\"out_length\":0,\"before\":\"bort\",\"after\":\"\",\"step\":\"lines\",\"confidence\":5}",
    "{\"out_offset\":5,\"out_length\":0,\"before_hex\":\"e5zz6\",\"before_hex2\":1,\"step\":\"encoding\"}",
    "{\"out_offset\":14,\"out_length\":4,\"before_hex\":\"e5zz\",\"step\":\"encoding\"}",
    "{\"out_offset\":0,\"out_length\":40,\"step\":\"consensus\",\"page\":4294967296}",
    "not json",
    "[]",
    "null",
    "{\"a\":",
    "{\"schema\":\"renskrift/edit/9\"}",
    "\xFF\xFE",
    "{\"before\":\"\xFF\"}",
    "",
};

static void survives_hostile_records(void **state) {
  ren_run *run = start_run(*state);
  const char *path = "a\"><script>alert(1)</script>.pdf";
  add_file(run, path, "a", 1, REN_FILE_DONE, "<img src=x onerror=alert(1)>");
  add_file(run, "b.pdf", "../../etc/passwd", 1, REN_FILE_DONE, NULL);
  add_file(run, "c.pdf", "/etc/passwd", 1, REN_FILE_FAILED, "\x1B[31mröd\xFF");
  assert_int_equal(ren_run_put_note(run, "</dl>", "<script>", NULL), REN_OK);
  ren_run_free(run);
  put_file(*state, "a.txt", "</p></div>å\xFF\xE2\x80\xAE\n\n\x01 rad två \"citat\" & <b>fet</b>\r\n\f\n§ 1\n");
  ren_buf edits = {0};
  for (size_t i = 0; i < sizeof hostile_edits / sizeof *hostile_edits; i++) {
    ren_buf_puts(&edits, hostile_edits[i]);
    ren_buf_putc(&edits, '\n');
  }
  put_file(*state, "a.edits.ndjson", edits.ptr);
  put_file(*state, "a.page.ndjson",
           "{\"page\":1,\"width\":1,\"height\":1,\"note\":\"</section>\",\"language\":\"\\u0000\",\"words\":[{\"text\":"
           "\"rad\",\"box\":[2147483647,2147483647,2147483647,2147483647]}]}\n{\"page\":2,\"error\":\"<\"}\n");
  put_file(
      *state, "reservations.ndjson",
      "{\"id\":\"</h3>\",\"file\":\"x\",\"organ\":\"<i>\",\"signatories\":[{\"name\":\"a\\tb\\nc\",\"party\":\"<\"}],"
      "\"text\":\"</p>\\n<p>\",\"refers_to\":{\"id\":\"</h3>\",\"how\":\"<\",\"to\":\"\"}}\n{\"id\":5}\n{}\n[\n");
  put_file(*state, "clusters.ndjson",
           "{\"id\":\"1\",\"canonical\":\"\",\"members\":[{\"id\":\"</h3>\",\"similarity\":7},{\"id\":\"<x>\"},{},5]}\n"
           "{\"members\":[]}\n{\"members\":{}}\n");
  put_file(*state, "passages.ndjson",
           "{\"a\":\"</h3>\",\"b\":\"<\",\"spans\":[{\"a_offset\":99999,\"a_length\":9223372036854775807},7]}\n");
  ren_buf html = write_report(*state);
  check_markup(&html);
  has_not(&html, "<script>alert");
  has_not(&html, "<img src=x");
  has_not(&html, "root:");
  has(&html, "no place in this text");
  has(&html, "could not be read");
  has(&html, "a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.pdf");
  ren_buf_free(&edits);
  ren_buf_free(&html);
}

/* Edits over each other, over line ends and inside letters keep the text whole. */
static void keeps_the_text(void **state) {
  ren_run *run = start_run(*state);
  add_file(run, "a.txt", "a", 0, REN_FILE_DONE, NULL);
  ren_run_free(run);
  put_file(*state, "a.txt", "Åäö ett två tre\nfyra fem\n\nsex\n");
  ren_buf edits = {0};
  for (int i = 0; i < 40; i++)
    ren_buf_printf(&edits, "{\"out_offset\":%d,\"out_length\":%d,\"before\":\"b%d\",\"after\":\"a\",\"step\":\"%s\"}\n",
                   i * 7 % 34, i % 5, i, i % 2 ? "spelling" : "encoding");
  put_file(*state, "a.edits.ndjson", edits.ptr);
  ren_buf_free(&edits);
  ren_buf html = write_report(*state);
  check_markup(&html);
  const char *at = memmem(html.ptr, html.len, "<section class=\"leaf", 20);
  assert_non_null(at);
  char plain[200];
  size_t len = 0;
  for (bool tag = false; strncmp(at, "</section>", 10) != 0 && len < sizeof plain - 1; at++) {
    if (*at == '<') tag = true;
    if (!tag && *at != '\n') plain[len++] = *at;
    if (*at == '>') tag = false;
  }
  plain[len] = '\0';
  assert_string_equal(plain, "Åäö ett två trefyra femsex");
  ren_buf_free(&html);
}

static void says_when_it_cannot_write(void **state) {
  ren_run_free(start_run(*state));
  char path[512];
  snprintf(path, sizeof path, "%s/report.html", (char *)*state);
  char inside[600];
  snprintf(inside, sizeof inside, "mkdir -p %s/x", path);
  assert_int_equal(system(inside), 0);
  ren_error err = {0};
  assert_int_equal(ren_report_write(*state, &err), REN_EOUTPUT);
  assert_non_null(strstr(err.file, "report.html"));
  snprintf(inside, sizeof inside, "rm -r %s", path);
  assert_int_equal(system(inside), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(tells_of_an_empty_run),    TEST(needs_a_run),    TEST(tells_of_failures),         TEST(shows_a_run),
      TEST(survives_hostile_records), TEST(keeps_the_text), TEST(says_when_it_cannot_write),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
