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
      {"en rad\nsom fortsätter\n\nNytt", "^en _rad ^som _fortsätter | ^nytt/C |"},
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
      {"12 % av 1a, A4 och KS2023", "# ^av # # _och # |"},
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

/* Text with full lines is wrapped: a sentence goes on over their ends, whatever letter
 * comes next. Other lines stand alone. */
static void sentences_start_where_lines_say(void **state) {
#define FULL "Kommunstyrelsen uppdrog i maj åt nämnden att tillsammans med\n"
#define FULL_ITEMS "^kommunstyrelsen/C _uppdrog _i _maj _åt _nämnden _att _tillsammans _med"
  static const struct {
    const char *text, *items;
  } cases[] = {
      /* wrapped */
      {FULL "Spånga bibliotek pröva längre öppettider.",
       FULL_ITEMS " spånga/C _bibliotek _pröva _längre _öppettider |"},
      {FULL "?ldre och barn.", FULL_ITEMS " | ^ldre _och _barn |"},
      {FULL "  spånga bibliotek", FULL_ITEMS " spånga _bibliotek |"},
      {FULL "\nÄrendet", FULL_ITEMS " | ^ärendet/C |"},
      {FULL "\r\nÄrendet", FULL_ITEMS " | ^ärendet/C |"},
      {FULL "\fÄrendet", FULL_ITEMS " | ^ärendet/C |"},
      {FULL "Kort rad\nEn till", FULL_ITEMS " kort/C _rad | ^en/C _till |"},
      {FULL, FULL_ITEMS " |"},
      /* a full line that a mark ends */
      {"Förvaltningen har under våren sett över rutinerna för samråd.\nBarnen och",
       "^förvaltningen/C _har _under _våren _sett _över _rutinerna _för _samråd | ^barnen/C _och |"},
      {"Förvaltningen har under våren sett över rutinerna på följande:\nbarn och",
       "^förvaltningen/C _har _under _våren _sett _över _rutinerna _på _följande ^barn _och |"},
      /* lines that stand alone */
      {"Närvarande\nÅsa Ek\nBo af Ugglas", "^närvarande/C | ^åsa/C _ek/C | ^bo/C _af _ugglas/C |"},
      {"Justering\nordförande", "^justering/C ^ordförande |"},
      /* headings and items begin after their numbers */
      {"§ 12 Ärendet bordläggs", "# ^_ärendet/C _bordläggs |"},
      {"§ 12 \xEF\xBF\xBDrendenummer", "# ^_\xEF\xBF\xBDrendenummer/O |"},
      {"2. Val av justerare", "# | ^val/C _av _justerare |"},
      {"2 val av justerare", "# ^_val _av _justerare |"},
      {"Vi såg 12 ärenden", "^vi/C _såg # _ärenden |"},
      {"Bifall. 12 ärenden", "^bifall/C | # ^_ärenden |"},
      /* full stops of abbreviations */
      {"Enl. ledn. och bl.a. Åsa, jfr 3 kap. i lagen", "^enl/C ledn och _bl.a | ^åsa/C jfr # _kap i _lagen |"},
      {"slut.\n\nnytt", "^slut | ^nytt |"},
      {"slut.\nnytt", "^slut ^nytt |"},
  };
#undef FULL
#undef FULL_ITEMS
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(cases[i].text, false, cases[i].items);
}

/* Numbers, initials, marks of list items, codes, units and addresses are no words that
 * damage may have hit; look-alike digits and symbols inside words are. */
static void what_is_protected_and_what_is_not(void **state) {
  static const struct {
    const char *text, *items;
  } cases[] = {
      {"a) bifalla, b) avslå", "~ bifalla ~ avslå |"},
      {"ö) sist", "~ sist |"},
      {"A. Bifall", "~ | ^bifall/C |"},
      {"J.A Ek, J.A. Ek och K.-G. Å. Ek", "~ _ek/C ~ | ^ek/C _och ~ | ~ | ~ | ^ek/C |"},
      {"i, å och ö", "^i å _och _ö |"},
      {"A och O", "^a/C _och _o/C |"},
      {"miljdndmnd milj|ndmnd milj&ndmnd", "^miljdndmnd _milj|ndmnd _milj&ndmnd |"},
      {"{rgan &tgirder |ng", "^{rgan/O _&tgirder/O _|ng/O |"},
      {"&Tgirder {Rgan & {", "^tgirder/C rgan/C |"},
      {"6verens 4tgard 8ver 3dje 1ag", "^6verens/O _4tgard/O _8ver/O _3dje/O # |"},
      {"Ak & Ek (SD)", "^ak/C ek/C sd/U |"},
      {"milj(nämnd) milj(", "^milj nämnd milj |"},
      {"f£rslag £rende 100 £", "^f£rslag rende # |"},
      {"hej!hopp! vad?nu", "^hej!hopp | ^vad?nu |"},
      {"Av 1 250 000 kr, 3 100,50, 12:30, 2024-08-31", "^av/C # # # _kr # # # # # # # |"},
      {"KS 2023/552-1, SLK-2025-00041, TN 24/7", "~ # # # ~ # # ~ # # |"},
      {"dnr 2023:12b och 12a §", "^dnr # _och # |"},
      {"Till A4, E6an, 5G, 2b, 50-årig, H2O, B12", "^till/C # e6an/C # # # +årig # # |"},
      {"anna.ek@kommunen.se, www.kommunen.se och så", "~ ~ _och _så |"},
      {"http://kommunen.se/ärende?id=3 och ftp://x", "~ _och ~ |"},
      {"x_y C:\\TEMP a@ @b", "~ ~ ~ b |"},
      {"ledn. och mg/l samt Lill-Jobs", "^ledn och _mg l _samt _lill/C +jobs/C |"},
      {"omfatta.även nämnden:s d\u2019Hondt", "^omfatta.även _nämnden:s _d'Hondt/M |"},
      {"EU:s LSS-insats SÄPO:s", "^eU:s/M _lss/U +insats _säPO:s/M |"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(cases[i].text, false, cases[i].items);
}

/* A lost letter may have been a capital; one inside a word was none. */
static void lost_letters_leave_the_casing_open(void **state) {
  static const struct {
    const char *text, *items;
  } cases[] = {
      {"?rendet och ?ldre", "^?rendet/O _och _?ldre/O |"},
      {"?", ""},
      {"? ?", ""},
      {"f?r V?RD V?rd", "^f?r _v?rd/U _v?rd/C |"},
      {"?VRIGT ?-?", "^?vrigt/U |"},
      {"12?rig ?12", "^12?rig/O # |"},
      {"ja?Nej", "^ja?Nej/M |"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check(cases[i].text, true, cases[i].items);
  check("\xEF\xBF\xBDrendet och \xEF\xBF\xBDLDRE", false, "^\xEF\xBF\xBDrendet/O _och _\xEF\xBF\xBDldre/U |");
}

/* Items lie in the text one after the other, and the scanner comes to its end, whatever
 * the text is and wherever it is cut. */
static void scan_to_the_end(ren_str text, bool lossy) {
  ren__item_scanner scanner = ren__item_scanner_of(text, lossy);
  ren__item item;
  size_t end = 0, count = 0;
  bool boundary = true;
  while (ren__next_item(&scanner, &item)) {
    assert_true(item.offset >= end && item.offset <= text.len && item.length <= text.len - item.offset);
    assert_true(item.kind == REN_ITEM_BOUNDARY || item.length > 0);
    assert_false(item.kind == REN_ITEM_BOUNDARY && boundary); /* none before a word or after another */
    if (item.kind == REN_ITEM_WORD) {
      assert_true(item.seen.length > 0 && item.seen.length <= REN_WORD_MAX && item.length <= 3 * item.seen.length);
      assert_int_equal(item.seen.word[item.seen.length], 0);
      assert_null(memchr(item.seen.word, 0, item.seen.length));
    }
    end = item.offset + item.length;
    boundary = item.kind == REN_ITEM_BOUNDARY;
    assert_true(++count <= 2 * text.len + 1);
  }
  assert_true(boundary);
  assert_false(ren__next_item(&scanner, &item));
}

static void every_text_comes_to_an_end(void **state) {
  static const char *const starts[] = {"", "Slut.", "slut", "12", "§ 12", "?", "a)", "ö.", "se@k", "rad\n", "f\xC3"};
  static const char ends[] = " \n\r\t\f\0.?!:'-&{|@(\xC3\x80\xE5\xEF\xFF";
  (void)state;
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    for (size_t a = 0; a < sizeof ends; a++) {
      for (size_t b = 0; b < sizeof ends; b++) {
        ren_buf text = {0};
        ren_buf_puts(&text, starts[i]);
        ren_buf_putc(&text, ends[a]);
        for (int times = 0; times < 3; times++) ren_buf_putc(&text, ends[b]);
        for (int lossy = 0; lossy < 2; lossy++) scan_to_the_end(ren_buf_str(&text), lossy);
        ren_buf_free(&text);
      }
    }
  }
}

static void cut_text_is_still_text(void **state) {
  static const char text[] =
      "§ 12 Årsmötet på Öland.\r\n\f?rende 6versyn\0&tgirder\xEF\xBF\xBDr \xE5\xE4\xF6 \xF0\x9F\x98\x80 "
      "a\xCC\x8Angslup \xE2\x84\xABr \xC5\xB8r (ja!) http://å.se/ö KS 2023/12 d\u2019ö.ä:ö'å-Å \xED\xA0\x80.";
  (void)state;
  for (size_t cut = 0; cut < sizeof text; cut++)
    for (int lossy = 0; lossy < 2; lossy++) scan_to_the_end((ren_str){text + cut / 3, cut - cut / 3}, lossy);
  check("\xC3\xA5\xC3 \xE5r \xED\xA0\x80r", false, "^å r r |");
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
      cmocka_unit_test(sentences_start_where_lines_say),
      cmocka_unit_test(what_is_protected_and_what_is_not),
      cmocka_unit_test(lost_letters_leave_the_casing_open),
      cmocka_unit_test(every_text_comes_to_an_end),
      cmocka_unit_test(cut_text_is_still_text),
      cmocka_unit_test(question_marks_of_lossy_texts_are_letters),
      cmocka_unit_test(plain_words_are_read_as_others),
      cmocka_unit_test(length_is_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
