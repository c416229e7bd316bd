#include "unit.h"

#include "correct/words.h"
#include "utf8.h"

/* Items as text: words folded, with `^` at a sentence's start, `+` where only a hyphen and
 * `_` where one blank stands before, and C, U, M or O for their casing; `#` numbers, `~` what is
 * foreign, `|` ends of sentences. */
static void show(ren_buf *out, const ren__item *item) {
  if (out->len) ren_buf_putc(out, ' ');
  if (item->kind != REN_ITEM_WORD) {
    ren_buf_putc(out, "w#~|"[item->kind]);
    return;
  }
  if (item->seen.starts_sentence) ren_buf_putc(out, '^');
  if (item->glued) ren_buf_putc(out, '+');
  if (item->single_blank) ren_buf_putc(out, '_');
  for (size_t i = 0; i < item->seen.length; i++) {
    char bytes[4];
    uint32_t letter = item->seen.word[i] == 0x1A ? 0xFFFD : item->seen.word[i];
    ren_buf_append(out, bytes, ren_utf8_encode(letter, bytes));
  }
  if (item->seen.casing != REN_CASE_LOWER) ren_buf_printf(out, "/%c", "lCUMO"[item->seen.casing]);
}

static void scan(ren_buf *out, ren_str text, bool lossy) {
  ren__item_scanner scanner = ren__item_scanner_of(text, lossy);
  ren__item item;
  ren_buf_clear(out);
  ren_buf_puts(out, "");
  while (ren__next_item(&scanner, &item)) show(out, &item);
}

static void check(const char *text, bool lossy, const char *expected) {
  ren_buf out = {0};
  scan(&out, ren_str_of(text), lossy);
  assert_string_equal(out.ptr, expected);
  ren_buf_free(&out);
}

static void text_is_cut_into_items(void **state) {
  static const struct {
    const char *text, *items;
  } cases[] = {
      {"", ""},
      {" \n\n ", ""},
      {"Nämnden beslutar.", "^nämnden/C _beslutar |"},
      {"i å ä ö", "^i _å _ä _ö |"},
      /* sentences */
      {"Bifall. Avslag! Vem? Åsa", "^bifall/C | ^avslag/C | ^vem/C | ^åsa/C |"},
      {"enl. beslut", "^enl beslut |"},
      {"en rad\nsom fortsätter\n\nNytt", "^en _rad som _fortsätter | ^nytt/C |"},
      /* what stands around words */
      {"(beslut), \"ärende\"; råd/nämnd", "^beslut ärende råd nämnd |"},
      {"Spånga-Tensta stadsdels- och", "^spånga/C +tensta/C _stadsdels och |"},
      {"två  blanka\toch flik", "^två blanka och _flik |"},
      {"Sida — två… »citat«", "^sida/C två citat |"},
      {"ja! (nej) & vem?", "^ja | ^nej vem |"},
      {"rad med: kolon", "^rad _med kolon |"},
      /* joiners and symbols inside */
      {"bl.a. EU:s d'Hondt", "^bl.a | ^eU:s/M _d'Hondt/M |"},
      {"f&rslag &tgirder {rgan let|er", "^f&rslag _&tgirder/O _{rgan/O _let|er |"},
      {"f\xEF\xBF\xBDr \xEF\xBF\xBDr", "^f\xEF\xBF\xBDr _\xEF\xBF\xBDr/O |"},
      /* casing */
      {"NÄMNDEN Åsa SvJ tillfäUig", "^nämnden/U _åsa/C _svJ/M _tillfäUig/M |"},
      {"É Þorn Ærlig ßa ÿ", "~ _þorn/C _ærlig/C _ßa _ÿ |"},
      /* other letters */
      {"skład жук e\xCC\x81n a×b c÷d", "~ ~ ~ _a b _c d |"},
      /* numbers and codes */
      {"12 % av 1a, A4 och KS2023", "# av # # _och # |"},
      {"KS 2023/12 SN-7", "~ # # ~ # |"},
      {"6versyn till1", "^6versyn/O _till1 |"},
      {"A B Ek", "^a/C ~ _ek/C |"},
      /* addresses, whatever stands before the mark that shows them */
      {"Se www.kommun.se nu", "^se/C ~ _nu |"},
      {"www", "^www |"},
      {"www. och www.", "~ _och ~ |"},
      {"ordet,se@kommun.se", "~ |"},
      {"http://a.se c:\\mapp en_fil", "~ ~ ~ |"},
      {"(se www.a.se)", "^se ~ |"},
      {"ord: x", "^ord x |"},
      {"@kommunen", "^kommunen |"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(cases[i].text, false, cases[i].items);
}

static void question_marks_of_lossy_texts_are_letters(void **state) {
  (void)state;
  check("f?r n? ?ret vem?", false, "^f?r _n | ^ret _vem |");
  check("f?r n? ?ret vem?", true, "^f?r _n? _?ret/O _vem? |");
}

/* Words with nothing odd around them are read in a way of their own, which must agree with
 * the general one. A colon makes the scanner look closer. */
static void plain_words_are_read_as_others(void **state) {
  static const char *const words[] = {
      "beslut", "Beslut", "å",  "Å",    "åäöéüßÿþ",  "Öster", "BESLUT", "besluT",           "i",
      "A",      "O",      "B",  "É",    "w",         "www",   "beslut", "\xC3\x97",         "a\xC3\xB7",
      "\xC3",   "a\xE5r", "Łó", "дума", "a\xCC\x81", "Ab",    "AB",     "abcdefghijklmnop", "aBc",
  };
  ren_buf text = {0}, plain = {0}, general = {0};
  (void)state;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ren_buf_clear(&text);
    ren_buf_printf(&text, "och %s:", words[i]);
    scan(&general, ren_buf_str(&text), false);
    scan(&plain, (ren_str){text.ptr, text.len - 1}, false);
    assert_string_equal(plain.ptr, general.ptr);
  }
  ren_buf_free(&text);
  ren_buf_free(&plain);
  ren_buf_free(&general);
}

/* 63 letters are the longest word; longer ones are none. */
static void length_is_limited(void **state) {
  (void)state;
  for (size_t length = 60; length <= 130; length++) {
    for (int wide = 0; wide < 2; wide++) {
      ren_buf text = {0}, out = {0};
      for (size_t i = 0; i < length; i++) ren_buf_puts(&text, wide ? "ö" : "o");
      scan(&out, ren_buf_str(&text), false);
      if (length > REN_WORD_MAX)
        assert_string_equal(out.ptr, "~ |");
      else
        assert_int_equal(out.len, text.len + 3);
      ren_buf_free(&text);
      ren_buf_free(&out);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_is_cut_into_items),
      cmocka_unit_test(question_marks_of_lossy_texts_are_letters),
      cmocka_unit_test(plain_words_are_read_as_others),
      cmocka_unit_test(length_is_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
