/* Which part of a text stands on which page, and on which word of the page. */
#include "place.h"
#include "run_folder.h"

#define WORD(text, line) "{\"text\":\"" text "\",\"box\":[10,20,30,40],\"confidence\":0.9,\"line\":" #line "}"
#define PAGE(n, words)                                                                                                 \
  "{\"schema\":\"renskrift/page/1\",\"page\":" #n                                                                      \
  ",\"width\":100,\"height\":200,\"source\":\"ocr\",\"lines\":[{\"role\":\"body\"},{\"role\":\"running-head\"},"       \
  "{\"role\":\"heading\"}],\"words\":[" words "]}\n"

typedef struct placed {
  ren__report r;
  ren__pages pages;
  ren__document doc;
} placed;

static void place(placed *p, const char *dir, const char *records, const char *text) {
  *p = (placed){.r = {.dir = dir}, .doc = {.name = REN_STR("a"), .safe_name = true}};
  put_file(dir, "a.page.ndjson", records);
  assert_int_equal(ren__pages_read(&p->pages, &p->r, &p->doc), REN_OK);
  assert_int_equal(ren__pages_place(&p->pages, ren_str_of(text), NULL), REN_OK);
}

static void expect_part(const placed *p, size_t i, const char *text, const char *part) {
  const ren__page_info *page = &p->pages.pages[i];
  ren_str got = {text + page->start, page->end - page->start};
  assert_true(ren_str_eq(got, ren_str_of(part)));
}

static void divides_a_text(void **state) {
  const char *text =
      "Nämnden beslutar att återremittera ärendet till förvaltningen för kompletterande utredning.\n\nSlut.\n";
  placed p;
  place(&p, *state,
        PAGE(1, WORD("Nämnden", 0) "," WORD("beslutar", 0) "," WORD("att", 0) "," WORD("aterremittera", 0))
            PAGE(2, WORD("Sida", 1) "," WORD("2", 1) "," WORD("ärendet", 0) "," WORD("till", 0) "," WORD(
                        "förvalt-", 0) "," WORD("ningen", 0)) PAGE(3, )
                PAGE(4, WORD("för", 0) "," WORD("kompletterande", 0) "," WORD("utredning.", 0) "," WORD("Slut.", 2)),
        text);
  assert_int_equal(p.pages.count, 4);
  expect_part(&p, 0, text, "Nämnden beslutar att återremittera ");
  expect_part(&p, 1, text, "ärendet till förvaltningen ");
  expect_part(&p, 2, text, "");
  expect_part(&p, 3, text, "för kompletterande utredning.\n\nSlut.\n");
  size_t word = ren__text_word_at(&p.pages, 24); /* återremittera */
  assert_int_equal(word, 3);
  assert_int_equal(p.pages.text_words[word].page_word, 3); /* found in spite of the misreading */
  assert_int_equal(p.pages.words[4].text_word, SIZE_MAX);  /* furniture has no place */
  assert_true(p.pages.words[p.pages.word_count - 1].heading);
  ren__pages_clear(&p.pages);
}

static void pairs_by_letters(void **state) {
  placed p;
  place(&p, *state,
        PAGE(1, WORD("en", 0) "," WORD("stampel", 0) "," WORD("komnun", 0) "," WORD("xyz", 0) "," WORD("slut", 0)),
        "en kommun slut");
  assert_int_equal(p.pages.text_words[1].page_word, 2);
  assert_int_equal(p.pages.words[1].text_word, SIZE_MAX);
  ren__pages_clear(&p.pages);
}

static void takes_hostile_records(void **state) {
  placed p;
  place(&p, *state,
        "{\"page\":-1}\n{\"page\":3,\"words\":[{\"text\":7,\"box\":[-5,1e9],\"line\":99},null,[]],\"lines\":{}}\n"
        "{\"page\":2,\"words\":[]}\n{\"page\":3}\n{\"page\":99999999999}\n{\"page\":4,\"words\":{\"text\":\"x\"}}\n"
        "[[[[\n{\"schema\":\"renskrift/page/2\",\"page\":5}\n",
        "a\xFF b\x00");
  assert_int_equal(p.pages.count, 2);
  assert_int_equal(p.pages.pages[0].number, 3);
  assert_int_equal(p.pages.pages[1].number, 4);
  assert_int_equal(p.pages.pages[0].start, 0);
  ren__pages_clear(&p.pages);
  place(&p, *state, "", "");
  assert_int_equal(p.pages.count, 0);
  assert_int_equal(ren__text_word_at(&p.pages, 0), SIZE_MAX);
  ren__pages_clear(&p.pages);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
  const struct CMUnitTest tests[] = {TEST(divides_a_text), TEST(pairs_by_letters), TEST(takes_hostile_records)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
