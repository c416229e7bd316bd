#include "test_layout_pages.h"

static const char *const body_lines[] = {"Förvaltningen har under året arbetat med att korta väntetiderna",
                                         "för bygglov och lämnar här en redovisning av vad som har gjorts",
                                         "Antalet inkomna ansökningar har ökat jämfört med i fjol men det",
                                         "har inte lett till att handläggningen tar längre tid än tidigare",
                                         "Nämnden konstaterar att målet om tio veckor nås i de flesta fall",
                                         "och att de ärenden som drar ut på tiden oftast saknar underlag"};

/* Text that differs from page to page. */
static void put_body(ren_page *page, unsigned page_index) {
  static const char *const words[] = {"nämnden",
                                      "beslutar",
                                      "att",
                                      "godkänna",
                                      "planen",
                                      "för",
                                      "skolskjuts",
                                      "och",
                                      "ärendet",
                                      "bereds",
                                      "vidare",
                                      "under",
                                      "hösten",
                                      "förslag",
                                      "om",
                                      "taxor",
                                      "lämnas",
                                      "till",
                                      "kommunfullmäktige",
                                      "utan",
                                      "eget",
                                      "ställningstagande",
                                      "i",
                                      "samband",
                                      "med",
                                      "bokslutet",
                                      "redovisas",
                                      "kostnader",
                                      "per",
                                      "verksamhet"};
  unsigned seed = 77 + page_index * 1000;
  for (int i = 0; i < 36; i++) {
    char line[256] = "";
    while (strlen(line) < 70) {
      seed = seed * 1103515245U + 12345U;
      snprintf(line + strlen(line), sizeof line - strlen(line), "%s ", words[(seed >> 10) % 30]);
    }
    line[strlen(line) - 1] = '\0';
    set_line(page, LEFT, 500 + i * PITCH, 30, line, NULL);
  }
}

/* Role of the line that begins with the given words; fails if there is none. */
static ren_role role_of(const ren_page *page, const char *begin) {
  for (uint32_t i = 0; i < page->line_count; i++) {
    char text[512] = "";
    for (uint32_t w = 0; w < page->lines[i].word_count; w++) {
      ren_str word = page->words[page->lines[i].first_word + w].text;
      snprintf(text + strlen(text), sizeof text - strlen(text), "%s%.*s", w ? " " : "", (int)word.len, word.ptr);
    }
    if (strncmp(text, begin, strlen(begin)) == 0) return page->lines[i].role;
  }
  fail_msg("no line begins with %s", begin);
  return REN_ROLE_BODY;
}

static void finish(ren_page **pages, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (pages[i]) assert_int_equal(ren_page_layout(pages[i], NULL), REN_OK);
  }
  assert_int_equal(ren_pages_mark_furniture(pages, count, NULL), REN_OK);
}

static void free_pages(ren_page **pages, size_t count) {
  for (size_t i = 0; i < count; i++) ren_page_free(pages[i]);
}

/* Every body line must stay. */
static void expect_body_kept(const ren_page *page) {
  for (uint32_t i = 0; i < page->line_count; i++) {
    if (page->lines[i].box.y > 440 && page->lines[i].box.y < 2600)
      assert_false(ren_role_is_furniture(page->lines[i].role));
  }
}

static void noisy_heads(void **state) {
  (void)state;
  static const char *const heads[] = {
      "Kommunstyrelsen  Sammanträdesprotokoll", "Kornmunstyreisen  Sammanträdesprotokoll",
      "Kommunstyrelsen  Sarnmanträdesprotokoll", "Kommunstyreisen  Sammantradesprotokol1"};
  static const char *const dates[] = {"2024-05-28", "2024-05-28", "2024-05-28", "2O24-05-28"};
  ren_page *pages[4];
  for (unsigned i = 0; i < 4; i++) {
    char number[32];
    pages[i] = new_page(i + 1);
    set_line(pages[i], LEFT, 180 + (int)i * 6, 30, heads[i], NULL);
    set_line(pages[i], LEFT, 240 + (int)i * 6, 30, dates[i], NULL);
    snprintf(number, sizeof number, "Sida %u (4)", i + 1);
    set_line(pages[i], 1900, 180 + (int)i * 6, 30, number, NULL);
    put_body(pages[i], i);
    set_line(pages[i], LEFT, 3300, 30, "Justerarens signatur", NULL);
  }
  finish(pages, 4);
  for (unsigned i = 0; i < 4; i++) {
    assert_int_equal(role_of(pages[i], "Ko"), REN_ROLE_RUNNING_HEAD);
    assert_int_equal(role_of(pages[i], "2"), REN_ROLE_RUNNING_HEAD);
    assert_int_equal(role_of(pages[i], "Justerarens"), REN_ROLE_RUNNING_FOOT);
    expect_body_kept(pages[i]);
  }
  free_pages(pages, 4);
}

static void first_page_differs(void **state) {
  (void)state;
  ren_page *pages[5];
  for (unsigned i = 0; i < 5; i++) {
    pages[i] = new_page(i + 1);
    if (i) set_line(pages[i], LEFT, 200, 30, "Björkåsa kommun, protokoll från socialnämnden", NULL);
    if (!i) set_line(pages[i], LEFT, 300, 60, "Protokoll från socialnämndens möte", NULL);
    put_body(pages[i], i);
    set_line(pages[i], LEFT, 3350, 26, "Björkåsa kommun, Storgatan 1", NULL);
    if (!i) set_line(pages[i], LEFT, 3400, 26, "Telefon 0900-12 34 56", NULL);
  }
  finish(pages, 5);
  assert_int_equal(role_of(pages[0], "Protokoll från"), REN_ROLE_HEADING);
  assert_int_equal(role_of(pages[0], "Telefon"), REN_ROLE_RUNNING_FOOT);
  for (unsigned i = 1; i < 5; i++)
    assert_int_equal(role_of(pages[i], "Björkåsa kommun, protokoll"), REN_ROLE_RUNNING_HEAD);
  for (unsigned i = 0; i < 5; i++) {
    assert_int_equal(role_of(pages[i], "Björkåsa kommun, Storgatan"), REN_ROLE_RUNNING_FOOT);
    expect_body_kept(pages[i]);
  }
  free_pages(pages, 5);
}

static void page_numbers(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool alone; /* known on a single page */
  } cases[] = {{"Sida %u (12)", true},
               {"%u(12)", true},
               {"%u (12)", true},
               {"- %u -", true},
               {"\xE2\x80\x93 %u \xE2\x80\x93", true},
               {"Sid. %u", true},
               {"sid %u av 12", true},
               {"Sida %u/12", true},
               {"%u", true}};
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    ren_page *pages[3];
    char begin[3][32];
    for (unsigned i = 0; i < 3; i++) {
      pages[i] = new_page(i + 3);
      put_body(pages[i], i);
      snprintf(begin[i], sizeof begin[i], cases[c].text, i + 3);
      set_line(pages[i], 1200, 3340, 28, begin[i], NULL);
    }
    finish(pages, 3);
    for (unsigned i = 0; i < 3; i++) {
      assert_int_equal(pages[i]->lines[pages[i]->line_count - 1].role, REN_ROLE_PAGE_NUMBER);
      expect_body_kept(pages[i]);
    }
    finish(pages + 1, 1);
    assert_int_equal(pages[1]->lines[pages[1]->line_count - 1].role == REN_ROLE_PAGE_NUMBER, cases[c].alone);
    free_pages(pages, 3);
  }
}

/* Numbers that do not count with the pages are text. */
static void numbers_in_the_body(void **state) {
  (void)state;
  static const char *const numbers[] = {"1998", "45", "7"};
  ren_page *pages[3];
  for (unsigned i = 0; i < 3; i++) {
    pages[i] = new_page(i + 1);
    put_body(pages[i], i);
    set_line(pages[i], LEFT, 3200, 30, numbers[i], NULL);
  }
  finish(pages, 3);
  for (unsigned i = 0; i < 3; i++) assert_int_equal(role_of(pages[i], numbers[i]), REN_ROLE_BODY);
  free_pages(pages, 3);
}

static void repeated_headings_stay(void **state) {
  (void)state;
  static const char *const tops[] = {"Beslut", "Reservation", "§ %u", "Ärende %u", "Bilaga %u"};
  for (size_t c = 0; c < sizeof tops / sizeof *tops; c++) {
    ren_page *pages[5];
    char top[32];
    for (unsigned i = 0; i < 5; i++) {
      pages[i] = new_page(i + 1);
      set_line(pages[i], LEFT, 200, 30, "Björkåsa kommun, protokoll från socialnämnden", NULL);
      snprintf(top, sizeof top, tops[c], i + 41);
      set_line(pages[i], LEFT, 400, 36, top, NULL);
      put_body(pages[i], i);
    }
    finish(pages, 5);
    for (unsigned i = 0; i < 5; i++) {
      snprintf(top, sizeof top, tops[c], i + 41);
      assert_false(ren_role_is_furniture(role_of(pages[i], top)));
      assert_int_equal(role_of(pages[i], "Björkåsa"), REN_ROLE_RUNNING_HEAD);
    }
    free_pages(pages, 5);
  }
}

/* A line that some pages share, where others have text of their own. */
static void shared_line_in_the_body(void **state) {
  (void)state;
  ren_page *pages[8];
  for (unsigned i = 0; i < 8; i++) {
    pages[i] = new_page(i + 1);
    set_line(pages[i], LEFT, 200, 30, "Björkåsa kommun, protokoll från socialnämnden", NULL);
    set_line(pages[i], LEFT, 400, 30, i % 3 == 0 ? "Ordföranden tackar för föredragningen" : body_lines[i % 6], NULL);
    put_body(pages[i], i);
  }
  finish(pages, 8);
  for (unsigned i = 0; i < 8; i += 3) assert_false(ren_role_is_furniture(role_of(pages[i], "Ordföranden tackar")));
  free_pages(pages, 8);
}

static void single_page(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  set_line(page, LEFT, 200, 30, "Sammanträdesprotokoll", NULL);
  put_body(page, 0);
  set_line(page, LEFT, 3300, 30, "Justerandes sign", NULL);
  set_line(page, 1900, 3380, 30, "3 (12)", NULL);
  finish(&page, 1);
  assert_false(ren_role_is_furniture(role_of(page, "Sammanträdesprotokoll")));
  assert_int_equal(role_of(page, "Justerandes"), REN_ROLE_RUNNING_FOOT);
  assert_int_equal(role_of(page, "3 (12)"), REN_ROLE_PAGE_NUMBER);
  expect_body_kept(page);
  ren_page_free(page);
}

/* Left and right pages with heads of their own, and a page that failed. */
static void alternating_heads(void **state) {
  (void)state;
  ren_page *pages[9];
  for (unsigned i = 0; i < 9; i++) {
    pages[i] = i == 4 ? NULL : new_page(i + 1);
    if (i == 4) continue;
    set_line(pages[i], i % 2 ? 1500 : LEFT, 200, 30, i % 2 ? "Socialnämnden i Björkåsa" : "Protokoll våren 2024", NULL);
    put_body(pages[i], i);
  }
  finish(pages, 9);
  for (unsigned i = 0; i < 9; i++) {
    if (i == 4) continue;
    assert_int_equal(role_of(pages[i], i % 2 ? "Socialnämnden" : "Protokoll"), REN_ROLE_RUNNING_HEAD);
    expect_body_kept(pages[i]);
  }
  free_pages(pages, 9);
}

static void margin_stamps(void **state) {
  (void)state;
  ren_page *pages[4];
  for (unsigned i = 0; i < 4; i++) {
    pages[i] = new_page(i + 1);
    put_body(pages[i], i);
    set_line(pages[i], 2220, 1731, 22, "Inkom 240512", NULL);
  }
  finish(pages, 4);
  for (unsigned i = 0; i < 4; i++) {
    uint32_t furniture = 0;
    assert_int_equal(role_of(pages[i], "Inkom"), REN_ROLE_MARGIN);
    for (uint32_t k = 0; k < pages[i]->line_count; k++) furniture += ren_role_is_furniture(pages[i]->lines[k].role);
    assert_int_equal(furniture, 1);
  }
  free_pages(pages, 4);
}

/* Heads whose numbers differ: a range of paragraphs, a shorter head on the first page, the
 * page number by itself below. Dates are no page numbers. */
static void heads_that_vary(void **state) {
  static const char *const heads[][3] = {
      {"Protokoll 2024-05-06, §§ 12-14", "Protokoll 2024-05-06, §§ 15-16", "Protokoll 2024-05-06, §§ 17-19"},
      {"Lillåkra kommun 2024-05-06", "Lillåkra kommun, socialnämnden 2024-05-06",
       "Lillåkra kommun, socialnämnden 2024-05-06"}};
  (void)state;
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
    ren_page *pages[3];
    for (unsigned i = 0; i < 3; i++) {
      char number[16];
      pages[i] = new_page(i + 1);
      set_line(pages[i], LEFT, 170, 30, heads[k][i], NULL);
      snprintf(number, sizeof number, "%u/3", i + 1);
      set_line(pages[i], 2000, 220, 30, number, NULL);
      put_body(pages[i], i);
    }
    finish(pages, 3);
    for (unsigned i = 0; i < 3; i++) {
      assert_int_equal(role_of(pages[i], heads[k][i]), REN_ROLE_RUNNING_HEAD);
      expect_body_kept(pages[i]);
    }
    free_pages(pages, 3);
  }
}

/* "§ 12 ..." at the top of each page is what the page is about. */
static void paragraphs_on_new_pages(void **state) {
  static const char *const titles[] = {"§ 12 Ombyggnad av badhuset", "§ 13 Ombyggnad av badhuset",
                                       "§ 14 Ombyggnad av badhuset"};
  (void)state;
  ren_page *pages[3];
  for (unsigned i = 0; i < 3; i++) {
    pages[i] = new_page(i + 1);
    set_line(pages[i], LEFT, 400, 36, titles[i], NULL);
    put_body(pages[i], i);
  }
  finish(pages, 3);
  for (unsigned i = 0; i < 3; i++) assert_false(ren_role_is_furniture(pages[i]->lines[0].role));
  free_pages(pages, 3);
}

static void nothing_to_mark(void **state) {
  (void)state;
  ren_page *pages[2] = {NULL, new_page(1)};
  assert_int_equal(ren_pages_mark_furniture(pages, 2, NULL), REN_OK);
  assert_int_equal(ren_pages_mark_furniture(NULL, 0, NULL), REN_OK);
  ren_page_free(pages[1]);
}

/* ---- part by part ------------------------------------------------------------ */

/* Heads that come and go, page numbers, a heading at the same height, pages that failed and,
 * in the second document, spreads. */
static ren_page *part_page(uint32_t i, bool spreads) {
  char text[64];
  if (i % 23 == 7) return NULL;
  ren_page *page = new_page(i + 1);
  if (spreads && i % 3 != 1) page->width = 2 * PAGE_WIDTH;
  if (i % 11 != 3) set_line(page, LEFT, 150, 30, i < 40 ? "Björkåsa kommun Protokoll" : "Bilaga till protokoll", NULL);
  if (i % 6 == 2) set_line(page, LEFT, 300, 30, i % 4 ? "Beslut" : "Nämnden yttrar sig i ärendet", NULL);
  put_body(page, i);
  if (page->width > PAGE_WIDTH) set_line(page, PAGE_WIDTH + LEFT, 500, 30, "Nämnden beslutar enligt förslaget", NULL);
  snprintf(text, sizeof text, i % 5 ? "Sida %u" : "%u", i + 1);
  set_line(page, 1200, 3400, 28, text, NULL);
  if (i % 9 == 4) set_line(page, LEFT, 3450, 28, "Justerandes signatur", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  return page;
}

static void expect_same_roles(const ren_page *a, const ren_page *b) {
  for (uint32_t i = 0; a && i < a->line_count; i++)
    if (a->lines[i].role != b->lines[i].role)
      fail_msg("page %u line %u: %s, in parts %s", a->number, i, ren_role_name(a->lines[i].role),
               ren_role_name(b->lines[i].role));
}

static void test_part_by_part(void **state) {
  (void)state;
  enum { PAGES = 75, PART = 10 };
  for (int spreads = 0; spreads < 2; spreads++) {
    ren_page *whole[PAGES], *part[PAGES];
    ren_furniture_facts facts = {0};
    uint32_t marked = 0;
    for (uint32_t i = 0; i < PAGES; i++) {
      whole[i] = part_page(i, spreads);
      ren_furniture_look(&facts, whole[i]);
    }
    assert_int_equal(facts.spreads, spreads);
    assert_int_equal(ren_pages_mark_furniture(whole, PAGES, NULL), REN_OK);
    for (uint32_t from = 0; from < PAGES; from += PART) {
      uint32_t to = from + PART < PAGES ? from + PART : PAGES;
      uint32_t first = from > REN_FURNITURE_REACH ? from - REN_FURNITURE_REACH : 0;
      uint32_t end = to + REN_FURNITURE_REACH < PAGES ? to + REN_FURNITURE_REACH : PAGES;
      for (uint32_t i = first; i < end; i++) part[i] = part_page(i, spreads);
      assert_int_equal(ren_furniture_mark(part + first, end - first, from - first, to - first, &facts, NULL), REN_OK);
      for (uint32_t i = from; i < to; i++) expect_same_roles(whole[i], part[i]);
      free_pages(part + first, end - first);
    }
    for (uint32_t i = 0; i < PAGES; i++)
      for (uint32_t l = 0; whole[i] && l < whole[i]->line_count; l++)
        marked += ren_role_is_furniture(whole[i]->lines[l].role);
    assert_true(marked > PAGES);
    free_pages(whole, PAGES);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_part_by_part),       cmocka_unit_test(noisy_heads),
      cmocka_unit_test(first_page_differs),      cmocka_unit_test(page_numbers),
      cmocka_unit_test(numbers_in_the_body),     cmocka_unit_test(repeated_headings_stay),
      cmocka_unit_test(shared_line_in_the_body), cmocka_unit_test(single_page),
      cmocka_unit_test(alternating_heads),       cmocka_unit_test(margin_stamps),
      cmocka_unit_test(heads_that_vary),         cmocka_unit_test(paragraphs_on_new_pages),
      cmocka_unit_test(nothing_to_mark),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
