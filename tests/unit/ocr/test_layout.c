#include "test_layout_pages.h"

static const char *const prose_a =
    "Nämnden har tagit del av förvaltningens redovisning av arbetet med trygga skolvägar. Under våren har samtliga "
    "skolor inventerats och ett fyrtiotal platser har fått bättre belysning. Kostnaden ryms inom beslutad budget och "
    "arbetet fortsätter till hösten.";
static const char *const prose_b =
    "Ordföranden föreslår att ärendet återremitteras för att belysa hur taxan slår mot mindre föreningar. Flera "
    "remissinstanser har pekat på att underlaget saknar en jämförelse med grannkommunerna och att konsekvenserna för "
    "ideella arrangörer inte har beskrivits.";

static void one_column(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int y = 600;
  set_line(page, LEFT, y, 46, "§ 12 Trygga skolvägar", NULL);
  y = set_paragraph(page, LEFT, y + 110, 1800, 30, prose_a);
  set_paragraph(page, LEFT, y + 30, 1800, 30, prose_b);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  expect_text(page, 1,
              "h § 12 Trygga skolvägar\n\n"
              "b Nämnden har tagit del av förvaltningens redovisning av arbetet med trygga skolvägar. Under\n"
              "b våren har samtliga skolor inventerats och ett fyrtiotal platser har fått bättre belysning.\n"
              "b Kostnaden ryms inom beslutad budget och arbetet fortsätter till hösten.\n\n"
              "b Ordföranden föreslår att ärendet återremitteras för att belysa hur taxan slår mot mindre\n"
              "b föreningar. Flera remissinstanser har pekat på att underlaget saknar en jämförelse med\n"
              "b grannkommunerna och att konsekvenserna för ideella arrangörer inte har beskrivits.\n");
  ren_page_free(page);
}

/* The words of page after layout, as one string, for comparing orders. */
static char *words_of(ren_page *page) {
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  return page_text(page, 1);
}

static void fill_two_columns(ren_page *page, int heading) {
  char twice[1024];
  if (heading) set_line(page, LEFT, 500, 44, "Remissvar om taxor och avgifter för föreningslivet i kommunen", NULL);
  snprintf(twice, sizeof twice, "%s %s", prose_a, prose_b);
  set_paragraph(page, LEFT, 640, 880, 30, twice);
  set_paragraph(page, LEFT + 980, 655, 880, 30, prose_b); /* not on the baselines of the left one */
}

static void two_columns(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  fill_two_columns(page, 1);
  char *text = words_of(page);
  check_partition(page);
  const char *left_end = strstr(text, "arrangörer inte har"), *right = strstr(text, "b Ordföranden föreslår att");
  assert_non_null(left_end);
  assert_non_null(right);
  assert_true(strncmp(text, "h Remissvar om taxor", 20) == 0);
  assert_true(left_end < right);
  assert_int_equal(page->lines[0].column, 0);
  assert_int_equal(page->lines[1].column, 0);
  assert_int_equal(page->lines[page->line_count - 1].column, 1);
  free(text);
  ren_page_free(page);
}

/* The order of the words as given must not matter. */
static void any_given_order(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  fill_two_columns(page, 1);
  char *expected = words_of(page);
  for (unsigned seed = 1; seed < 5; seed++) {
    shuffle_words(page, seed, seed % 2);
    page->source = REN_SOURCE_TEXT_LAYER;
    char *text = words_of(page);
    assert_string_equal(text, expected);
    free(text);
  }
  free(expected);
  ren_page_free(page);
}

/* A second time changes nothing. */
static void stable(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  fill_two_columns(page, 1);
  char *first = words_of(page), *second = words_of(page);
  assert_string_equal(first, second);
  free(first);
  free(second);
  ren_page_free(page);
}

/* Words of both columns in one line, as recognisers merge them across a gap. */
static void merged_lines(void **state) {
  (void)state;
  static const char *const left[] = {"Nämnden godkänner planen",  "med det tillägget att en",
                                     "uppföljning ska lämnas i",  "samband med bokslutet och",
                                     "att kostnaderna redovisas", "per verksamhet och månad."};
  static const char *const right[] = {"Ledamöterna från partiet",  "reserverar sig mot beslutet",
                                      "eftersom underlaget inte",  "visar vilka följder som",
                                      "planen får för byskolorna", "och för skolskjutsarna."};
  ren_page *page = new_page(1);
  for (int i = 0; i < 6; i++) {
    char both[128];
    const int stops[] = {1300, 0};
    snprintf(both, sizeof both, "%s\t%s", left[i], right[i]);
    set_line(page, LEFT, 600 + i * PITCH, 30, both, stops);
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 12);
  char *text = page_text(page, 0);
  assert_true(strstr(text, "per verksamhet") < strstr(text, "Ledamöterna från"));
  free(text);
  ren_page_free(page);
}

static void attendance_table(void **state) {
  (void)state;
  static const int stops[] = {1200, 0};
  static const char *const rows[] = {"Anna Berg (S)\tordförande", "Nils-Erik Dahl (M)\tvice ordförande",
                                     "Karin Öst (C)\tledamot", "Per Ek (V)\tledamot",
                                     "Samira Lind (L)\ttjänstgörande ersättare"};
  ren_page *page = new_page(1);
  set_paragraph(page, LEFT, 500, 1800, 30, prose_a);
  for (int i = 0; i < 5; i++) set_line(page, LEFT, 800 + i * PITCH, 30, rows[i], stops);
  shuffle_words(page, 7, 0);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  char *text = page_text(page, 1);
  assert_non_null(strstr(text, "\n\nt Anna Berg (S) ordförande\nt Nils-Erik Dahl (M) vice ordförande\n"
                               "t Karin Öst (C) ledamot\nt Per Ek (V) ledamot\n"
                               "t Samira Lind (L) tjänstgörande ersättare\n"));
  free(text);
  ren_page_free(page);
}

static void table_with_wrapped_cells(void **state) {
  (void)state;
  static const char *const left[] = {"Förvaltningen redovisar hur", "många ansökningar som har",
                                     "kommit in under perioden."};
  static const char *const right[] = {"Redovisningen läggs till", "handlingarna och nämnden",
                                      "tackar för arbetet i dag."};
  ren_page *page = new_page(1);
  for (int row = 0; row < 4; row++) {
    for (int i = 0; i < 3; i++) {
      set_line(page, LEFT, 600 + row * 260 + i * PITCH, 30, left[i], NULL);
      set_line(page, 1300, 600 + row * 260 + i * PITCH, 30, right[i], NULL);
    }
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  expect_text(page, 0,
              "Förvaltningen redovisar hur\nmånga ansökningar som har\nkommit in under perioden.\n\n"
              "Redovisningen läggs till\nhandlingarna och nämnden\ntackar för arbetet i dag.\n\n"
              "Förvaltningen redovisar hur\nmånga ansökningar som har\nkommit in under perioden.\n\n"
              "Redovisningen läggs till\nhandlingarna och nämnden\ntackar för arbetet i dag.\n\n"
              "Förvaltningen redovisar hur\nmånga ansökningar som har\nkommit in under perioden.\n\n"
              "Redovisningen läggs till\nhandlingarna och nämnden\ntackar för arbetet i dag.\n\n"
              "Förvaltningen redovisar hur\nmånga ansökningar som har\nkommit in under perioden.\n\n"
              "Redovisningen läggs till\nhandlingarna och nämnden\ntackar för arbetet i dag.\n");
  ren_page_free(page);
}

static void list_items(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int y = set_paragraph(page, LEFT, 600, 1500, 30, "Kommunstyrelsen beslutar följande i fråga om den nya planen:");
  set_line(page, LEFT + 40, y, 30, "1. Planen för trygga skolvägar antas med de ändringar som", NULL);
  set_line(page, LEFT + 100, y + PITCH, 30, "framgår av bilagan.", NULL);
  set_line(page, LEFT + 40, y + 2 * PITCH, 30, "2. Medel anvisas ur nämndens ram.", NULL);
  set_line(page, LEFT + 40, y + 3 * PITCH, 30, "3. Förvaltningen ska återkomma med en uppföljning av", NULL);
  set_line(page, LEFT + 100, y + 4 * PITCH, 30, "planen senast i maj.", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  expect_text(page, 1,
              "b Kommunstyrelsen beslutar följande i fråga om den nya planen:\n\n"
              "b 1. Planen för trygga skolvägar antas med de ändringar som\nb framgår av bilagan.\n\n"
              "b 2. Medel anvisas ur nämndens ram.\n\n"
              "b 3. Förvaltningen ska återkomma med en uppföljning av\nb planen senast i maj.\n");
  ren_page_free(page);
}

static void known_headings(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int y = set_paragraph(page, LEFT, 600, 1700, 30, prose_a);
  set_line(page, LEFT, y, 30, "Beslut", NULL);
  y = set_paragraph(page, LEFT, y + PITCH, 1700, 30, prose_b);
  set_line(page, LEFT, y, 30, "Reservation", NULL);
  set_paragraph(page, LEFT, y + PITCH, 1700, 30, "Ledamöterna från partierna reserverar sig mot beslutet.");
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  char *text = page_text(page, 1);
  assert_non_null(strstr(text, "\n\nh Beslut\n\nb Ordföranden föreslår"));
  assert_non_null(strstr(text, "\n\nh Reservation\n\nb Ledamöterna från"));
  free(text);
  ren_page_free(page);
}

/* Bold type of the same size is wider. */
static void bold_heading(void **state) {
  (void)state;
  for (int bold = 0; bold < 2; bold++) {
    ren_page *page = new_page(1);
    int y = set_paragraph(page, LEFT, 600, 1700, 30, prose_a);
    uint32_t first = page->word_count;
    set_line(page, LEFT, y + 40, 30, "Ekonomiska följder för nämnden", NULL);
    for (uint32_t i = first; bold && i < page->word_count; i++) page->words[i].box.w += page->words[i].box.w * 8 / 100;
    y = set_paragraph(page, LEFT, y + 40 + PITCH + 40, 1700, 30, prose_b);
    set_paragraph(page, LEFT, y + 40, 1700, 30, prose_a);
    assert_int_equal(ren_page_layout(page, NULL), REN_OK);
    char *text = page_text(page, 1);
    assert_non_null(strstr(text, bold ? "\n\nh Ekonomiska följder" : "\n\nb Ekonomiska följder"));
    free(text);
    ren_page_free(page);
  }
}

static void first_line_indents(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int y = 600;
  for (int i = 0; i < 3; i++) {
    set_line(page, LEFT + 60, y, 30, "Utskottet har behandlat frågan om hur skolskjutsen ska ordnas", NULL);
    set_line(page, LEFT, y + PITCH, 30, "när vägen är stängd och har funnit att reglerna behöver ändras.", NULL);
    y += 2 * PITCH;
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 6);
  for (uint32_t i = 0; i < 6; i++) assert_int_equal(page->lines[i].block, i / 2);
  ren_page_free(page);
}

/* Rows that slope are put together as if they lay level. */
static void sloping_rows(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  set_paragraph(page, LEFT, 600, 1700, 30, prose_a);
  set_paragraph(page, LEFT, 1000, 1700, 30, prose_b);
  const int stops[] = {1500, 0};
  set_line(page, LEFT, 1400, 30, "Anna Berg (S)\tordförande", stops);
  set_line(page, LEFT, 1400 + PITCH, 30, "Per Ek (V)\tledamot", stops);
  set_line(page, LEFT, 1400 + 2 * PITCH, 30, "Karin Öst (C)\tledamot", stops);
  char *level = words_of(page);
  for (uint32_t i = 0; i < page->word_count; i++) page->words[i].box.y += page->words[i].box.x / 50; /* 1.1 degrees */
  shuffle_words(page, 3, 0);
  char *sloping = words_of(page);
  assert_string_equal(sloping, level);
  free(level);
  free(sloping);
  ren_page_free(page);
}

static void line_numbers(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  for (int i = 0; i < 30; i++) {
    char number[8];
    snprintf(number, sizeof number, "%d", i + 1);
    if ((i + 1) % 5 == 0) set_line(page, 180 + (i < 9 ? 21 : 0), 500 + i * PITCH, 30, number, NULL);
    set_line(page, LEFT, 500 + i * PITCH, 30,
             "Styrelsen har inte funnit skäl att ändra det som tidigare beslutats om vägen", NULL);
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 36);
  for (uint32_t i = 0; i < 30; i++) assert_int_equal(page->lines[i].role, REN_ROLE_BODY);
  for (uint32_t i = 30; i < 36; i++) assert_int_equal(page->lines[i].role, REN_ROLE_MARGIN);
  ren_page_free(page);
}

/* Between spaced paragraphs the numbers still count the lines; those of a table that begins
 * where the text does are its own. */
static void numbered_lines(void **state) {
  static const struct {
    int number_x, every, lines;
    bool margin;
  } cases[] = {{200, 1, 24, true}, {200, 5, 24, true}, {LEFT, 1, 8, false}};
  (void)state;
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    ren_page *page = new_page(1);
    set_line(page, LEFT, 400, 30, "Bakgrund till förslaget", NULL);
    for (int i = 0, base = 500; i < cases[k].lines; i++, base += i % 4 ? PITCH : 2 * PITCH) {
      char number[16];
      snprintf(number, sizeof number, "%d", i + 2);
      if ((i + 2) % cases[k].every == 0) set_line(page, cases[k].number_x, base, 20, number, NULL);
      set_line(page, LEFT + 60, base, 30, "Styrelsen har inte funnit skäl att ändra det", NULL);
    }
    for (int i = 0; i < 9 && !cases[k].margin; i++)
      set_line(page, LEFT, 1500 + i * PITCH, 30, "Efter tabellen kommer text som börjar längst till vänster", NULL);
    assert_int_equal(ren_page_layout(page, NULL), REN_OK);
    uint32_t found = 0;
    for (uint32_t i = 0; i < page->line_count; i++) found += page->lines[i].role == REN_ROLE_MARGIN;
    int expected = cases[k].every == 1 ? cases[k].lines : (cases[k].lines + 1) / 5;
    assert_int_equal(found, cases[k].margin ? expected : 0);
    ren_page_free(page);
  }
}

/* A quotation set in as far as the first lines of the paragraphs is one block. */
static void quotation_at_indent(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int base = 300;
  for (int i = 0; i < 4; i++) {
    set_line(page, LEFT + 60, base, 30, "Nämnden har tidigare behandlat frågan om vägarna", NULL);
    set_line(page, LEFT, base + PITCH, 30, "och då funnit att de inte kan byggas om i år utan mer pengar", NULL);
    base += 2 * PITCH;
  }
  uint32_t before = page->line_count;
  base += PITCH;
  for (int i = 0; i < 3; i++, base += PITCH)
    set_line(page, LEFT + 60, base, 30, "som de boende skriver i sitt brev till staden", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  for (uint32_t i = 0; i < before; i += 2) assert_int_equal(page->lines[i].block, page->lines[i + 1].block);
  for (uint32_t i = 2; i < before; i += 2) assert_int_not_equal(page->lines[i].block, page->lines[i - 1].block);
  for (uint32_t i = before; i < before + 3; i++) assert_int_equal(page->lines[i].block, page->lines[before].block);
  ren_page_free(page);
}

/* Close footnotes do not tell how far the lines of the text are apart. */
static void footnotes(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  int base = 300;
  for (int i = 0; i < 20; i++, base += 66)
    set_line(page, LEFT, base, 34, "Samverkan sker inom hela kommunen mellan nämnder och bolag som berörs", NULL);
  for (int i = 0; i < 6; i++, base += 38)
    set_line(page, LEFT, base + 200, 22, "Samverkan är den modell som staden och polisen har enats om tidigare", NULL);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->lines[19].block, 0);
  assert_int_equal(page->lines[20].block, 1);
  assert_int_equal(page->lines[25].block, 1);
  ren_page_free(page);
}

/* A word whose box holds a speck below it stays in its row. */
static void box_too_high(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  static const int stops[] = {1200, 1700, 0};
  static const char *const rows[] = {"Material\t10\t20", "Lokaler\t30\t40", "Bidrag\t50\t60", "Resor\t70\t80"};
  for (int i = 0; i < 4; i++) set_line(page, LEFT, 400 + i * PITCH, 30, rows[i], stops);
  for (uint32_t i = 0; i < page->line_count; i++) page->lines[i].size = 30;
  for (uint32_t i = 0; i < page->word_count; i++) page->words[i].line = i / 3;
  page->words[3].box.h += 18;
  page->words[3].line = 1;
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 4);
  ren_page_free(page);
}

/* Two pages on one scan. */
static void two_up(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  page->width = 3508;
  page->height = 2480;
  for (int side = 0; side < 2; side++) {
    for (int i = 0; i < 30; i++) {
      char line[96];
      snprintf(line, sizeof line, "Sidan %c rad %d om vad nämnden har beslutat i ärendet", side ? 'B' : 'A', i + 1);
      set_line(page, 200 + side * 1750, 300 + i * PITCH, 30, line, NULL);
    }
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 60);
  for (uint32_t i = 0; i < 60; i++) {
    ren_str letter = page->words[page->lines[i].first_word + 1].text;
    assert_int_equal(letter.ptr[0], i < 30 ? 'A' : 'B');
  }
  ren_page_free(page);
}

static void absurd_boxes(void **state) {
  (void)state;
  static const ren_box boxes[] = {{0, 0, 0, 0},
                                  {-5, -5, -5, -5},
                                  {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX},
                                  {INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX},
                                  {INT32_MIN, INT32_MAX, INT32_MIN, INT32_MIN},
                                  {100, 100, 1, INT32_MAX},
                                  {100, 100, INT32_MAX, 1},
                                  {200, 100, 60, 30}};
  ren_page *page = new_page(1);
  assert_int_equal(ren_page_add_line(page, &(ren_line){.size = -1.0F}, NULL), REN_OK);
  for (size_t i = 0; i < 64; i++) {
    ren_word word = {.text = ren_str_of(i % 3 ? "ord" : ""), .box = boxes[i % 8], .confidence = 2.0F};
    assert_int_equal(ren_page_add_word(page, &word, NULL), REN_OK);
  }
  page->words[3].line = 77; /* no such line */
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  check_partition(page);
  assert_int_equal(ren_pages_mark_furniture(&page, 1, NULL), REN_OK);
  ren_page_free(page);
}

static void many_words_in_one_place(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  assert_int_equal(ren_page_add_line(page, &(ren_line){0}, NULL), REN_OK);
  for (int i = 0; i < 20000; i++) {
    ren_word word = {.text = ren_str_of("ja"), .box = {500 + i % 2, 500, 40, 30}};
    assert_int_equal(ren_page_add_word(page, &word, NULL), REN_OK);
  }
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  check_partition(page);
  ren_page_free(page);
}

/* What stands below each place to sign is read together, with dotted lines and without. */
static void places_to_sign(void **state) {
  (void)state;
  static const int stops[] = {1400, 0};
  for (int dotted = 0; dotted < 2; dotted++) {
    ren_page *page = new_page(1);
    int y = set_paragraph(page, LEFT, 600, 1800, 30, prose_a) + 200;
    if (dotted) set_line(page, LEFT, y - PITCH, 30, ".....................\t.....................", stops);
    set_line(page, LEFT, y, 30, "Karin Öst\tNils Dahl", stops);
    set_line(page, LEFT, y + PITCH, 30, "ordförande\tkommundirektör", stops);
    assert_int_equal(ren_page_layout(page, NULL), REN_OK);
    char *text = page_text(page, 0);
    assert_non_null(strstr(text, "\n\nKarin Öst\n\nordförande\n\n"));
    assert_non_null(strstr(text, "\n\nNils Dahl\n\nkommundirektör\n"));
    free(text);
    ren_page_free(page);
  }
}

/* A table above columns of text that share its gutter, both on one grid of lines. */
static void table_above_columns(void **state) {
  (void)state;
  static const int stops[] = {1300, 0};
  static const char *const rows[] = {"Anna Berg\tordförande", "Nils-Erik Dahl\tledamot", "Karin Öst\tersättare",
                                     "Per Ek\tledamot", "Samira Lind\tersättare"};
  ren_page *page = new_page(1);
  for (int i = 0; i < 5; i++) set_line(page, LEFT, 500 + i * PITCH, 30, rows[i], stops);
  char twice[1024];
  snprintf(twice, sizeof twice, "%s %s", prose_a, prose_b);
  set_paragraph(page, LEFT, 500 + 7 * PITCH, 900, 30, twice);
  set_paragraph(page, 1250, 500 + 7 * PITCH, 900, 30, prose_b);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  char *text = page_text(page, 0);
  check_partition(page);
  assert_true(strncmp(text, "Anna Berg ordförande\nNils-Erik Dahl ledamot\n", 44) == 0);
  const char *left_end = strstr(text, "beskrivits."), *right = strstr(text, "\n\nOrdföranden föreslår");
  assert_non_null(left_end);
  assert_non_null(right);
  assert_true(left_end < right);
  free(text);
  ren_page_free(page);
}

/* A wrapped first cell is read before the figures beside its first line; the row is a block. */
static void wrapped_first_cells(void **state) {
  (void)state;
  static const int stops[] = {1500, 1900, 0};
  ren_page *page = new_page(1);
  static const char *const rows[] = {"Genomlysning av taxan för vatten och\t1204\t1310",
                                     "avlopp",
                                     "Fortsatt arbete med planen för tätorten\t2210\t2415",
                                     "och dess närmaste omland",
                                     "Uppföljning av avtalet med regionen om\t3107\t3009",
                                     "färdtjänst",
                                     "Underhåll\t4100\t4200"};
  for (int i = 0; i < 7; i++) set_line(page, LEFT, 800 + i * PITCH + i / 2 * 25, 30, rows[i], stops);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  expect_text(page, 1,
              "t Genomlysning av taxan för vatten och\nt avlopp\nt 1204 1310\n\n"
              "t Fortsatt arbete med planen för tätorten\nt och dess närmaste omland\nt 2210 2415\n\n"
              "t Uppföljning av avtalet med regionen om\nt färdtjänst\nt 3107 3009\n\n"
              "t Underhåll 4100 4200\n");
  ren_page_free(page);
}

/* Sender and addressee beside each other on baselines of their own; the list below is none of it. */
static void letterhead_of_two_blocks(void **state) {
  (void)state;
  static const int stops[] = {1250, 0};
  static const char *const from[] = {"Norra Hults kommun", "Socialnämnden", "Karin Öst, utredare",
                                     "Telefon 0500-12 34 56"};
  static const char *const to[] = {"Södra Hults kommun", "Torggatan 5", "123 45 Södra Hult"};
  static const char *const rows[] = {"Anna Berg\tordförande", "Nils-Erik Dahl\tledamot", "Karin Öst\tersättare",
                                     "Per Ek\tledamot", "Samira Lind\tersättare"};
  ren_page *page = new_page(1);
  for (int i = 0; i < 4; i++) set_line(page, LEFT, 500 + i * PITCH, 30, from[i], NULL);
  for (int i = 0; i < 3; i++) set_line(page, 1250, 522 + i * PITCH, 30, to[i], NULL);
  for (int i = 0; i < 5; i++) set_line(page, LEFT, 500 + (7 + i) * PITCH, 30, rows[i], stops);
  set_paragraph(page, LEFT, 500 + 14 * PITCH, 1800, 30, prose_a);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  char *text = page_text(page, 0);
  check_partition(page);
  const char *end = strstr(text, "0500-12 34 56"), *other = strstr(text, "Södra Hults kommun");
  assert_non_null(end);
  assert_non_null(other);
  assert_true(end < other);
  assert_non_null(strstr(text, "Anna Berg ordförande\nNils-Erik Dahl ledamot\n"));
  free(text);
  ren_page_free(page);
}

static void empty_page(void **state) {
  (void)state;
  ren_page *page = new_page(1);
  assert_int_equal(ren_page_layout(page, NULL), REN_OK);
  assert_int_equal(page->line_count, 0);
  assert_int_equal(ren_page_layout(NULL, NULL), REN_EINVAL);
  ren_page_free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_column),
      cmocka_unit_test(two_columns),
      cmocka_unit_test(any_given_order),
      cmocka_unit_test(stable),
      cmocka_unit_test(merged_lines),
      cmocka_unit_test(attendance_table),
      cmocka_unit_test(table_with_wrapped_cells),
      cmocka_unit_test(list_items),
      cmocka_unit_test(known_headings),
      cmocka_unit_test(first_line_indents),
      cmocka_unit_test(bold_heading),
      cmocka_unit_test(sloping_rows),
      cmocka_unit_test(line_numbers),
      cmocka_unit_test(numbered_lines),
      cmocka_unit_test(quotation_at_indent),
      cmocka_unit_test(footnotes),
      cmocka_unit_test(box_too_high),
      cmocka_unit_test(two_up),
      cmocka_unit_test(absurd_boxes),
      cmocka_unit_test(many_words_in_one_place),
      cmocka_unit_test(places_to_sign),
      cmocka_unit_test(table_above_columns),
      cmocka_unit_test(wrapped_first_cells),
      cmocka_unit_test(letterhead_of_two_blocks),
      cmocka_unit_test(empty_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
