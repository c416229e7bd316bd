/* From letters to words: what is mended, what is printed twice, which way lines run; and
 * when a layer is trusted. */
#include "layer/layer.h"

#include "utf8.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS_MAX = 2000 };

/* Letters of half their size wide and 10 points high, from x, y on. '|' goes back by one and a
 * half points: the next letter is printed over the last. */
static size_t set_letters(ren__letter *out, const char *text, double x, double y) {
  size_t count = 0;
  for (size_t at = 0, length = strlen(text); at < length && count < LETTERS_MAX;) {
    uint32_t cp;
    at += ren_utf8_decode(text + at, length - at, &cp);
    if (cp == '|') {
      x -= 4;
      continue;
    }
    out[count++] = (ren__letter){.cp = cp, .size = 10, .x1 = x, .x2 = x + 5, .y1 = y, .y2 = y + 10};
    x += 5;
    if (cp != '\n') continue;
    x = 50;
    y += 14;
  }
  return count;
}

static ren_page *gather(const char *text, ren__layer_facts *facts) {
  ren__letter letters[LETTERS_MAX];
  ren_page *page = NULL;
  size_t count = set_letters(letters, text, 50, 50);
  *facts = (ren__layer_facts){0};
  assert_ok(ren_page_new(&page, "a.pdf", 1, err));
  page->dpi = 300;
  page->width = 2480;
  page->height = 3508;
  page->source = REN_SOURCE_TEXT_LAYER;
  assert_ok(ren__letters_gather(page, facts, letters, count, err));
  return page;
}

static void assert_words(const ren_page *page, const char *wanted) {
  char text[1000] = "";
  size_t used = 0;
  for (uint32_t i = 0; i < page->word_count; i++)
    used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s", i ? " " : "", (int)page->words[i].text.len,
                             page->words[i].text.ptr);
  assert_string_equal(text, wanted);
}

static void test_mending(void **state) {
  (void)state;
  static const struct {
    const char *letters, *words;
    ren__layer_facts facts;
  } cases[] = {
      {"Beslut i ärendet", "Beslut i ärendet", {0}},
      {"e\xEF\xAC\x80"
       "ekt o\xEF\xAC\x83"
       "ciell \xEF\xAC\x81nns",
       "effekt officiell finns",
       {.ligatures = 3}},
      {"fo\xCC\x88r \xC2\xA8"
       "an \xCB\x9A"
       "aret p\xC2\xB0"
       "a 20\xC2\xB0",
       "för än året på 20°",
       {.composed = 4}},
      {"kommun\xC2\xADstyrelse\xE2\x80\x8Bn\nkom\xC2\xAD\nmun", "kommunstyrelsen kom\xC2\xAD mun", {.dropped = 2}},
      {"B|Be|es|s", "Bes", {.twice = 3}},
      {"alla", "alla", {0}},
      {"a\x02"
       "b \xEE\x80\x81",
       "a b \xEE\x80\x81",
       {.senseless = 2}},
      {"\xEF\x82\xB7 punkt", "• punkt", {0}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__layer_facts facts;
    ren_page *page = gather(cases[i].letters, &facts);
    assert_words(page, cases[i].words);
    facts.letters = 0;
    assert_memory_equal(&facts, &cases[i].facts, sizeof facts);
    ren_page_free(page);
  }
}

static void test_dropping(void **state) {
  (void)state;
  ren__layer_facts facts;
  ren_page *page = gather("ett två\ntre\nfyra fem", &facts);
  const bool drop[] = {true, false, true, false, true};
  ren__layer_drop(page, drop);
  assert_words(page, "två fyra");
  assert_int_equal(page->line_count, 2);
  assert_int_equal(page->words[1].line, 1);
  assert_int_equal(page->lines[1].box.w, page->words[1].box.w);
  ren_page_free(page);
}

static void test_direction(void **state) {
  (void)state;
  static const char text[] = "Nämnden beslutar enligt förslaget";
  for (uint32_t direction = 0; direction < 360; direction += 90) {
    ren__letter upright[LETTERS_MAX], letters[LETTERS_MAX];
    size_t count = set_letters(upright, text, 100, 200);
    memcpy(letters, upright, sizeof upright);
    /* turning them back by the other way gives letters that run in `direction` */
    bool lying = direction % 180 != 0;
    ren__letters_turn(letters, count, (360 - direction) % 360, lying ? 842 : 595, lying ? 595 : 842);
    assert_int_equal(ren__letters_direction(letters, count), direction);
    ren__letters_turn(letters, count, direction, 595, 842);
    for (size_t i = 0; i < count; i++) assert_true(fabs(letters[i].x1 - upright[i].x1) < 1e-6);
  }
  ren__letter few[LETTERS_MAX], hebrew[LETTERS_MAX];
  size_t count = set_letters(few, "Bilaga 2", 10, 10);
  for (size_t i = 0; i < count; i++) few[i].y1 += 10 * (double)i, few[i].y2 += 10 * (double)i;
  assert_int_equal(ren__letters_direction(few, count), 0); /* too few to tell */
  count = set_letters(hebrew,
                      "\xD7\x90\xD7\x91\xD7\x92\xD7\x93\xD7\x94\xD7\x95\xD7\x96\xD7\x97\xD7\x98\xD7\x99\xD7\x9A\xD7\x9B"
                      "\xD7\x9C\xD7\x9D",
                      10, 10);
  for (size_t i = 0; i < count; i++) hebrew[i].x1 = 500 - hebrew[i].x1, hebrew[i].x2 = 500 - hebrew[i].x2;
  assert_int_equal(ren__letters_direction(hebrew, count), 0);
}

/* ---- trust ------------------------------------------------------------------------ */

/* Words in -lse, -en, -ar and -er are known, and offentlig. */
static ren_quality judge(void *payload, ren_str text) {
  ren_quality quality = {0};
  char copy[4000];
  (void)payload;
  snprintf(copy, sizeof copy, "%.*s", (int)text.len, text.ptr);
  for (char *word = strtok(copy, " \n"); word; word = strtok(NULL, " \n")) {
    size_t length = strlen(word);
    if (length < 2 || (word[0] >= '0' && word[0] <= '9')) continue;
    const char *end = word + length - 2;
    quality.words++;
    quality.known += !strcmp(end, "se") || !strcmp(end, "en") || !strcmp(end, "ar") || !strcmp(end, "er") ||
                     !strcmp(word, "offentlig");
  }
  return quality;
}

static void test_trust(void **state) {
  (void)state;
  static const struct {
    const char *layer;
    ren__layer_facts seen; /* by the look at the picture */
    ren__trust trust;
    const char *why;
  } cases[] = {
      {"nämnden beslutar vägen skolar planer", {0}, REN__TRUST_SOUND, "5 of 5 words are known"},
      {"the board noted this report", {0}, REN__TRUST_DOUBT, "0 of 5 words are known"},
      {"nämnden beslutar vägen skolar planer", {.uncovered = 1}, REN__TRUST_DOUBT, "much of what is printed"},
      {"nämnden beslutar vägen skolar planer", {.between = 2}, REN__TRUST_DOUBT, "marks are printed on its lines"},
      {"n¤mnden beslutar vägen skolar planer", {0}, REN__TRUST_DOUBT, "words have signs in them"},
      {"nämnden beslutar vägen \x02 skolar planer", {0}, REN__TRUST_DOUBT, "1 of its"},
      {"vägen planer skolar 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", {0}, REN__TRUST_DOUBT, "most of it is numbers"},
      {"\xEE\x80\x81\xEE\x80\x82\xEE\x80\x83 en", {0}, REN__TRUST_NONE, "have no meaning"},
  };
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.judge = judge;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__layer_facts facts;
    char why[REN__WHY_MAX];
    ren__trust trust;
    ren_page *page = gather(cases[i].layer, &facts);
    facts.uncovered = cases[i].seen.uncovered;
    facts.between = cases[i].seen.between;
    assert_ok(ren__layer_trust(&trust, why, page, &facts, &opts, err));
    if (!strstr(why, cases[i].why)) fail_msg("'%s' is not in '%s'", cases[i].why, why);
    assert_int_equal(trust, cases[i].trust);
    ren_page_free(page);
  }
}

/* Pages of 1500 letters without ff, fi and fl, of which there should be five. */
static void test_lost_ligatures(void **state) {
  (void)state;
  static const struct {
    const char *among; /* the other words */
    ren__trust trust;
    const char *why;
  } cases[] = {
      {"Rask Öhman\n", REN__TRUST_SOUND, "words are known"},
      {"oentlig\n", REN__TRUST_DOUBT, "it has no ff, fi or fl"},
      {"oVentlig\n", REN__TRUST_SOUND, "words are known"}, /* once is chance */
      {"oVentlig oWentlig\n", REN__TRUST_DOUBT, "it has no ff, fi or fl"},
      {"o entlig\n", REN__TRUST_DOUBT, "it has no ff, fi or fl"},
  };
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.judge = judge;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf text = {0};
    for (int line = 0; line < 50; line++) ren_buf_puts(&text, "nämnden åren öser nämnden åren öser\n");
    ren_buf_puts(&text, cases[i].among);
    ren_buf_putc(&text, 0);
    ren__layer_facts facts;
    char why[REN__WHY_MAX];
    ren__trust trust;
    ren_page *page = gather(ren_buf_str(&text).ptr, &facts);
    assert_ok(ren__layer_trust(&trust, why, page, &facts, &opts, err));
    if (!strstr(why, cases[i].why)) fail_msg("'%s' is not in '%s'", cases[i].why, why);
    assert_int_equal(trust, cases[i].trust);
    ren_page_free(page);
    ren_buf_free(&text);
  }
}

static void test_compare(void **state) {
  (void)state;
  static const struct {
    const char *layer, *recognised;
    bool keep;
    const char *found;
  } cases[] = {
      {"the board noted this report", "the board noted this repart", true, "4 of 5"},
      {"WKH ERDUG QRWHG WKLV", "the board noted this report", false, "0 of 5"},
      {"namnden vagen skolar for taxorna", "nämnden vägen skolar för taxorna", false, "2 of 5"},
      {"trä ar nämnden beslutar vägen skolar planer husen", "träffar nämnden beslutar vägen skolar planer husen", false,
       "are lost (1 words)"},
      {"Rask Wååg Bäckström nämnden beslutar vägen", "Bask Wåäg Bäckstrom nämnden beslutar vägen", true, "3 of 6"},
      {"12 345 67 890 11 000", "12 345 67 890 11 000", true, "6 of 6"},
      {"12 345 67 890 11 000", "45 678 90 123 44 333", false, "0 of 6"},
      {"en rad", "", true, "nothing to compare"},
  };
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.judge = judge;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__layer_facts facts, none;
    char found[REN__WHY_MAX];
    bool keep;
    ren_page *layer = gather(cases[i].layer, &facts), *recognised = gather(cases[i].recognised, &none);
    assert_ok(ren__layer_compare(&keep, found, layer, &facts, recognised, &opts, err));
    if (!strstr(found, cases[i].found)) fail_msg("'%s' is not in '%s'", cases[i].found, found);
    assert_int_equal(keep, cases[i].keep);
    ren_page_free(layer);
    ren_page_free(recognised);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_mending),        cmocka_unit_test(test_dropping),
                                     cmocka_unit_test(test_direction),      cmocka_unit_test(test_trust),
                                     cmocka_unit_test(test_lost_ligatures), cmocka_unit_test(test_compare)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
