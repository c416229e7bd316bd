/* What scans have and PDFs do not: two pages on a sheet, boxes of the recogniser, marks in
 * the margins, letters misread. */
#include "test_layout_pages.h"

static const char *const prose =
    "Förvaltningen har under året arbetat med att korta väntetiderna för bygglov och lämnar här en redovisning av vad "
    "som har gjorts. Antalet ansökningar har ökat jämfört med i fjol men det har inte lett till att handläggningen "
    "tar längre tid än tidigare. Nämnden konstaterar att målet om tio veckor nås i de flesta fall och att de ärenden "
    "som drar ut på tiden oftast saknar underlag från den sökande.";

/* The text of one page is not that of the next. */
static int set_prose(ren_page *page, int x, int base, int turn) {
  char text[1024];
  const char *from = prose;
  for (int i = 0; i < 7 * turn; i++) from = strchr(from, ' ') + 1;
  snprintf(text, sizeof text, "%s %.*s", from, (int)(from - prose), prose);
  return set_paragraph(page, x, base, 1800, 30, text);
}

static void lay_out(ren_page **pages, size_t count) {
  for (size_t i = 0; i < count; i++) assert_int_equal(ren_page_layout(pages[i], NULL), REN_OK);
  assert_int_equal(ren_pages_mark_furniture(pages, count, NULL), REN_OK);
}

static void free_pages(ren_page **pages, size_t count) {
  for (size_t i = 0; i < count; i++) ren_page_free(pages[i]);
}

/* The line that begins so; NULL if there is none. */
static const ren_line *find_line(const ren_page *page, const char *begin) {
  for (uint32_t i = 0; i < page->line_count; i++) {
    ren_str word = page->words[page->lines[i].first_word].text;
    if (word.len == strlen(begin) && memcmp(word.ptr, begin, word.len) == 0) return &page->lines[i];
  }
  return NULL;
}

static ren_role role_of(const ren_page *page, const char *begin) {
  const ren_line *line = find_line(page, begin);
  if (!line) fail_msg("no line begins with %s", begin);
  return line->role;
}

static int words_of(const ren_page *page, bool furniture) {
  int n = 0;
  for (uint32_t i = 0; i < page->line_count; i++)
    if (ren_role_is_furniture(page->lines[i].role) == furniture) n += (int)page->lines[i].word_count;
  return n;
}

/* ---- two pages on a sheet ---------------------------------------------------- */

static ren_page *new_sheet(uint32_t number) {
  ren_page *page = new_page(number);
  page->width = 2 * PAGE_WIDTH;
  return page;
}

/* A page with head, text and number; each half is turned a little by itself. */
static void put_half(ren_page *page, int x, int number, float slope) {
  char text[64];
  uint32_t first = page->word_count;
  set_line(page, x + LEFT, 200, 30, "Lillåkra kommun, valnämnden", NULL);
  for (int k = 0, base = 500; k < 3; k++) base = set_prose(page, x + LEFT, base, number + k) + PITCH;
  snprintf(text, sizeof text, "Sida %d (12)", number);
  set_line(page, x + 1100, 3300, 30, text, NULL);
  for (uint32_t i = first; i < page->word_count; i++)
    page->words[i].box.y += (int32_t)(slope * (float)(page->words[i].box.x - x));
}

static void two_pages_on_a_sheet(void **state) {
  (void)state;
  ren_page *pages[3];
  for (int i = 0; i < 3; i++) {
    pages[i] = new_sheet((uint32_t)i + 1);
    put_half(pages[i], 0, 2 * i + 1, 0.008F);
    if (i < 2) put_half(pages[i], PAGE_WIDTH, 2 * i + 2, -0.007F); /* the last sheet is half empty */
  }
  lay_out(pages, 3);
  for (int i = 0; i < 3; i++) {
    int right = 0;
    check_partition(pages[i]);
    for (uint32_t k = 0; k < pages[i]->line_count; k++) { /* the left page first, no line across */
      const ren_box *box = &pages[i]->lines[k].box;
      assert_true(box->x >= right * PAGE_WIDTH || box->x > PAGE_WIDTH);
      if (box->x > PAGE_WIDTH) right = 1;
      assert_true(right || box->x + box->w < PAGE_WIDTH);
    }
    assert_int_equal(words_of(pages[i], true), i < 2 ? 12 : 6);
    assert_int_equal(role_of(pages[i], "Sida"), REN_ROLE_PAGE_NUMBER);
    assert_int_equal(role_of(pages[i], "Lillåkra"), REN_ROLE_RUNNING_HEAD);
  }
  free_pages(pages, 3);
}

/* A wide table has a gap in the middle, too. */
static void one_page_on_its_side(void **state) {
  (void)state;
  static const int stops[][8] = {{2700, 3100, 3500, 0}, {1000, 1500, 2000, 2700, 3200, 3700, 4200, 0}};
  static const char *const rows[] = {"Köpta tjänster och material\t12\t40\t56",
                                     "Lokaler\t46 886\t5 534\t44 649\t21 304\t48 406\t14 164\t43 828"};
  for (int k = 0; k < 2; k++) {
    ren_page *table = new_sheet(1);
    for (int i = 0; i < 24; i++) set_line(table, LEFT, 400 + i * PITCH, 30, rows[k], stops[k]);
    assert_int_equal(ren_page_layout(table, NULL), REN_OK);
    assert_int_equal(table->line_count, 24);
    ren_page_free(table);
  }
}

/* ---- boxes ------------------------------------------------------------------- */

/* Labels that stand alone get boxes as high as a line. */
static void boxes_as_high_as_a_line(void **state) {
  (void)state;
  static const int stops[] = {1200, 1700, 0};
  static const char *const rows[] = {"Material\t10\t20", "Lokaler\t30\t40", "Bidrag\t50\t60", "Resor\t70\t80"};
  ren_page *page = new_page(1);
  int base = set_paragraph(page, LEFT, 400, 1800, 30, prose) + PITCH;
  uint32_t first = page->word_count;
  for (int i = 0; i < 4; i++) set_line(page, LEFT, base + i * PITCH, 30, rows[i], stops);
  for (uint32_t i = first; i < page->word_count; i += 3) {
    page->words[i].box.y = base + (int)(i - first) / 3 * PITCH - 35;
    page->words[i].box.h = 48;
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  const ren_line *line = find_line(page, "Lokaler");
  assert_non_null(line);
  assert_int_equal(line->word_count, 3);
  assert_true(line->size < 36);
  ren_page_free(page);
}

/* ---- margins ----------------------------------------------------------------- */

/* Every fifth line is numbered; some numbers were misread. Notes stand right of short lines. */
static void small_print_outside(void **state) {
  (void)state;
  static const char *const numbers[] = {"5", "IO", "15", "20", "Z5"};
  ren_page *page = new_page(1);
  for (int k = 0, base = 600; k < 6; k++) base = set_paragraph(page, LEFT, base, 1800, 30, prose) + PITCH;
  int words = (int)page->word_count;
  for (int i = 0; i < 5; i++) set_line(page, LEFT - 110, 600 + (5 * i + 4) * PITCH, 19, numbers[i], NULL);
  set_line(page, LEFT + 1940, 900, 19, "Just.", NULL);
  set_line(page, LEFT + 1940, 930, 19, "sign.", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(words_of(page, false), words);
  assert_int_equal(role_of(page, "Just."), REN_ROLE_MARGIN);
  assert_int_equal(role_of(page, "IO"), REN_ROLE_MARGIN);
  ren_page_free(page);
}

/* A typewriter's paragraphs: sign and number stand far out, a wide blank between them. */
static void sections_outside(void **state) {
  (void)state;
  static const char *const heads[] = {"§\t12\tVal av justerare", "§\t13\tDetaljplan", "§\t14\tBudget"};
  static const int stops[] = {LEFT + 56, LEFT + 290, 0};
  ren_page *page = new_page(1);
  for (int k = 0, base = 600; k < 3; k++) {
    set_line(page, LEFT, base, 30, heads[k], stops);
    base = set_paragraph(page, LEFT + 290, base + 80, 1400, 30, prose) + PITCH;
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  const ren_line *line = find_line(page, "§");
  assert_non_null(line);
  assert_int_equal(line->word_count, 5);
  assert_int_equal(words_of(page, false), (int)page->word_count);
  ren_page_free(page);
}

/* ---- lists ------------------------------------------------------------------- */

/* Bullets read as letters, a number that was not read at all. */
static void marks_misread(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int base = set_paragraph(page, LEFT, 400, 1800, 30, prose);
  static const char *const items[] = {"1.\tatt godkänna redovisningen av väntetiderna",
                                      "att lägga ärendet till handlingarna",
                                      "e\tkortare väntetider för den som söker bygglov", "e\tbättre underlag"};
  static const int stops[] = {LEFT + 130, 0};
  for (int i = 0; i < 4; i++) set_line(page, i == 1 ? LEFT + 130 : LEFT + 50, base + i * PITCH, 30, items[i], stops);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  for (uint32_t i = page->line_count - 3; i < page->line_count; i++)
    assert_int_not_equal(page->lines[i].block, page->lines[i - 1].block);
  ren_page_free(page);
}

/* ---- heads ------------------------------------------------------------------- */

typedef struct head_case {
  const char *name, *heads[4]; /* a TAB: at the right */
  int words;                   /* of furniture on each page */
} head_case;

static void heads_misread(void **state) {
  (void)state;
  static const head_case cases[] = {
      {"a number misread on both", {"32\tRevisorerna 2025-11-04", "Revisorerna 2025-11-04\t2/2"}, 3},
      {"the first page says less", {"Lillåkra kommun", "Lillåkra kommun, valnämnden\t2025-11-04"}, -1},
      {"paragraph signs",
       {"Protokoll 2020-04-08, §§ 12-14", "Protokoll 2020-04-08, 88 15-17", "Protokoll 2020-04-08, $8 18-20"},
       4},
      {"numbers misread everywhere", {"\t98", "\tSAN", "\tSAO", "\tSäl:"}, 1},
      {"other lines at the edge", {"Antalet ärenden har minskat", "Nämnden har inget att erinra"}, 0},
  };
  static const int stops[] = {1700, 0};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    ren_page *pages[4];
    size_t n = 0;
    for (; n < 4 && cases[k].heads[n]; n++) {
      pages[n] = new_page((uint32_t)n + 1);
      set_line(pages[n], LEFT, 200, 30, cases[k].heads[n], stops);
      set_prose(pages[n], LEFT, 500, 2 * (int)n);
    }
    lay_out(pages, n);
    for (size_t i = 0; i < n; i++) {
      int expected = cases[k].words < 0 ? (int)(2 * i + 2) : cases[k].words;
      if (words_of(pages[i], true) != expected)
        fail_msg("%s, page %zu: %d words of furniture", cases[k].name, i + 1, words_of(pages[i], true));
    }
    free_pages(pages, n);
  }
}

/* Stamps above the head of a page, or alone where others have white. */
static void stamps_at_the_edge(void **state) {
  (void)state;
  ren_page *pages[4];
  for (int i = 0; i < 4; i++) {
    pages[i] = new_page((uint32_t)i + 1);
    if (i == 1) set_line(pages[i], 1800, 110, 36, "INKOM 2024", NULL);
    set_line(pages[i], LEFT, 200, 30, "Lillåkra kommun, valnämnden", NULL);
    set_prose(pages[i], LEFT, 500, 2 * i);
    if (i == 2) set_line(pages[i], LEFT, 3420, 30, "KOPIA", NULL);
  }
  lay_out(pages, 4);
  assert_int_equal(role_of(pages[1], "INKOM"), REN_ROLE_MARGIN);
  assert_int_equal(role_of(pages[1], "Lillåkra"), REN_ROLE_RUNNING_HEAD);
  assert_int_equal(role_of(pages[2], "KOPIA"), REN_ROLE_MARGIN);
  free_pages(pages, 4);
}

/* A page on its side has head and foot as far from the edge as the others; the first row of a
 * table that goes on, and footnotes of the same wording, are text. */
static void furniture_or_not(void **state) {
  (void)state;
  ren_page *pages[4];
  static const int stops[] = {1200, 1700, 0};
  for (int i = 0; i < 4; i++) {
    char note[96];
    bool lies = i == 2;
    pages[i] = new_page((uint32_t)i + 1);
    if (lies) {
      pages[i]->width = PAGE_HEIGHT;
      pages[i]->height = PAGE_WIDTH;
    }
    set_line(pages[i], LEFT, 500, 30, "Åtgärd\t2024\t2025", stops);
    for (int k = 1; k < 9; k++)
      set_line(pages[i], LEFT, 500 + k * PITCH, 30, (k + i) % 3 ? "Lokaler\t12\t18" : "Resor\t20\t31", stops);
    set_prose(pages[i], LEFT, 1100, 2 * i);
    snprintf(note, sizeof note, "%d Se även förvaltningens skrivelse den %d maj 20%d9.", i + 1, 7 * i + 11, i % 3);
    set_line(pages[i], LEFT, (lies ? PAGE_WIDTH : PAGE_HEIGHT) - 420, 22, note, NULL);
    set_line(pages[i], LEFT, (lies ? PAGE_WIDTH : PAGE_HEIGHT) - 240, 30, "Lillåkra kommun, 109 45 Lillåkra", NULL);
  }
  lay_out(pages, 4);
  for (int i = 0; i < 4; i++) {
    assert_int_equal(role_of(pages[i], "Lillåkra"), REN_ROLE_RUNNING_FOOT);
    assert_int_equal(role_of(pages[i], "Åtgärd"), REN_ROLE_TABLE);
    assert_int_equal(words_of(pages[i], true), 5);
  }
  free_pages(pages, 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_pages_on_a_sheet),    cmocka_unit_test(one_page_on_its_side),
      cmocka_unit_test(boxes_as_high_as_a_line), cmocka_unit_test(small_print_outside),
      cmocka_unit_test(sections_outside),        cmocka_unit_test(marks_misread),
      cmocka_unit_test(heads_misread),           cmocka_unit_test(stamps_at_the_edge),
      cmocka_unit_test(furniture_or_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
