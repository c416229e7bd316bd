#include "repairing.h"

#include <stdlib.h>

static void mojibake_of_utf8(void **state) {
  (void)state;
  static const pair table[] = {
      {"NÃ¤mnden beslutar att godkÃ¤nna fÃ¶rslaget pÃ¥ sidan tvÃ¥.",
       "Nämnden beslutar att godkänna förslaget på sidan två."},
      {"Ã„rendet bordlÃ¤ggs till nÃ¤sta mÃ¶te â€“ enhÃ¤lligt.", "Ärendet bordläggs till nästa möte – enhälligt."},
      {"FÃƒÂ¶rvaltningen fÃƒÂ¥r i uppdrag att ÃƒÂ¥terkomma.", "Förvaltningen får i uppdrag att återkomma."},
      {"F├Ârvaltningen ska redovisa kostnaderna f├Âr l├ñget.", "Förvaltningen ska redovisa kostnaderna för läget."},
      {"N√§mnden f√∂resl√•r att √§rendet √•terremitteras.", "Nämnden föreslår att ärendet återremitteras."},
      {"Boende i Ã…rsta har fått svar från nämnden.", "Boende i Årsta har fått svar från nämnden."},
      {"MÃ¶tet hÃ¶lls kl. 18.00 Â§ 12 och 5 Â°C.", "Mötet hölls kl. 18.00 § 12 och 5 °C."},
      {"Kaffe Ã  25 kronor fÃ¶r alla.", "Kaffe à 25 kronor för alla."},
      {"Beslutet gÃ¤ller fã¶r alla.", "Beslutet gäller för alla."},
      {"BESLUT FÃ¶R NÃ¤MNDEN", "BESLUT FÖR NÄMNDEN"},
      {"Det finns fler fÃ¶r- och nackdelar med den hÃ¤r â€\"lÃ¶sningenâ€\" tyvÃ¤rr.", NULL}};
  check_with(table, sizeof table / sizeof *table - 1, NULL);
}

static void one_page_as_another(void **state) {
  (void)state;
  static const pair table[] = {
      {"N„mnden beslutar att †terremittera „rendet f”r utredning.",
       "Nämnden beslutar att återremittera ärendet för utredning."},
      {"NŠmnden beslutar att gŒ pŒ fšrslaget.", "Nämnden beslutar att gå på förslaget."},
      {"F÷rvaltningen Õterkommer i õrendet.", "Förvaltningen återkommer i ärendet."},
      {"N‰mnden beslutar fˆr sin del att gÂ vidare.", "Nämnden beslutar för sin del att gå vidare."},
      {"Nдmnden beslutar fцr sin del att gе vidare.", "Nämnden beslutar för sin del att gå vidare."},
      {"F\xC2\x94rslaget bif\xC2\x84lls av n\xC2\x84mnden.", "Förslaget bifälls av nämnden."},
      {"Vi fick svar f”rst efter mötet.", "Vi fick svar först efter mötet."}};
  CHECK(table);
}

static void raw_bytes(void **state) {
  (void)state;
  static const pair table[] = {
      {"N\xE4mnden g\xE5r p\xE5 f\xF6rslaget \x96 enh\xE4lligt.", "Nämnden går på förslaget – enhälligt."},
      {"N\x84mnden g\x86r p\x86 f\x94rslaget.", "Nämnden går på förslaget."},
      {"N\x8Amnden g\x8Cr p\x8C f\x9Arslaget.", "Nämnden går på förslaget."},
      {"f\xC3\xB6rst r\xE4tt och sedan f\x94rst\x86s igen\nNästa rad\n",
       "först rätt och sedan förstås igen\nNästa rad\n"},
      {"\xC5sa Bj\xF6rk", "Åsa Björk"}};
  CHECK(table);
}

static void seven_bit_swedish(void **state) {
  (void)state;
  static const pair table[] = {{"N{mnden beslutar att g} p} f|rslaget.", "Nämnden beslutar att gå på förslaget."},
                               {"PROGRAM F\\R ATT R[KNA", "PROGRAM FÖR ATT RÄKNA"},
                               {"a[i] | b{}", NULL},
                               {"if (x[i] || y) { return {1}; }", NULL},
                               {"| Namn | Parti |", NULL},
                               {"Välj ja|nej i listan [1] eller {2}.", NULL},
                               {"{\"namn\": \"Östen\", \"parti\": [\"S\", \"M\"]}", NULL},
                               {"Texten löd ”[s]om nämnden sagt”.", NULL},
                               {"(S}", NULL}};
  CHECK(table);
}

static void escapes(void **state) {
  (void)state;
  static const pair table[] = {
      {"N&auml;mnden g&aring;r p&aring; f&ouml;rslaget &ndash; enh&auml;lligt.",
       "Nämnden går på förslaget – enhälligt."},
      {"N&aumlmnden beslutar om f&oumlrslaget.", "Nämnden beslutar om förslaget."},
      {"N&amp;auml;mnden f&#246;resl&#xE5;r bifall.", "Nämnden föreslår bifall."},
      {"N\\u00e4mnden f\\xf6resl\\xe5r bifall.", "Nämnden föreslår bifall."},
      {"N=E4mnden f=F6resl=E5r bifall och =E5terremiss.", "Nämnden föreslår bifall och återremiss."},
      {"N=C3=A4mnden f=C3=B6resl=C3=\n=A5r bifall.", "Nämnden föreslår bifall."},
      {"N%C3%A4mnden f%F6resl%E5r bifall.", "Nämnden föreslår bifall."},
      {"N\\'e4mnden f\\'f6resl\\'e5r bifall.", "Nämnden föreslår bifall."},
      {"N\\\"amnden f\\\"oresl{\\aa}r bifall.", "Nämnden föreslår bifall."},
      {"Na¨mnden fo¨resla˚r bifall.", "Nämnden föreslår bifall."},
      {"Se https://example.se/m%C3%B6te?a=1&amp;b=2 för mer.", NULL},
      {"printf(\"f\\u00f6r %c0x%s\\n\");", NULL},
      {"AT&T och H&M sökte 50 % = hälften.", NULL},
      {"  --ort=ABBEKAS   väljer ort", NULL}};
  CHECK(table);
}

static void letters(void **state) {
  (void)state;
  static const pair table[] = {
      {"Na\xCC\x88mnden fo\xCC\x88resla\xCC\x8Ar", "Nämnden föreslår"},
      {"Be\xC2\xADslut om \xEF\xAC\x81nansiering", "Beslut om finansiering"},
      {"nämnd\xC2\xAD\nen", NULL}, /* a hyphenation mark that the next step needs */
      {"\xEF\xBB\xBFNämnden\xE2\x80\x8B beslutar", "Nämnden beslutar"},
      {"B\xD0\xB5slut om yttran\xD0\xB4\xD0\xB5 från nämnden", "Beslut om yttrande från nämnden"},
      {"ＢＥＳＬＵＴ", "BESLUT"}};
  CHECK(table);
}

static void right_text_stays(void **state) {
  (void)state;
  static const pair table[] = {{"Genèvekonventionen, Støre, Müller, Dvořák och Łódź nämns i ärendet.", NULL},
                               {"Han sade ”ja” – och 'nej' – i § 5 à 25 °C … [sic] 3÷2 ½", NULL},
                               {"Nezávislé členství a přípustný přepínač – „neznámý“", NULL},
                               {"Jest w podmodule „%s” ożna wykonać „git status”", NULL},
                               {"Fører av motorvogn må ikke nyte alkohol", NULL},
                               {"Mõte on õige, kõik põhjused.", NULL},
                               {"Père Noël était très près de la forêt, là-bas.", NULL},
                               {"NÃO HÁ SITUAÇÃO, AÇÕES", NULL},
                               {"Süreç hâlâ çalışıyor", NULL},
                               {"Під’єднати окремі бібліотеки", NULL},
                               {"Ευχαριστώ πολύ", NULL},
                               {"👩‍👩‍👧 hej 🇸🇪", NULL},
                               {"skriv \"Ã¥\" eller `Ã¤` när du menar å", NULL},
                               {"Tecknet Ã¶ är ett ö som lästs fel.", NULL},
                               {"Bokstäverna A-Ö” och Å–Ä", NULL},
                               {"U29tZSBiYXNlNjQgZGF0YQ==", NULL},
                               {"C:\\Users\\namn\\rapport.docx", NULL},
                               {"f?r och f\xEF\xBF\xBDr är för korrigeraren", NULL},
                               {"├──┬──┐\n│  │  │\n└──┴──┘", NULL}};
  CHECK(table);
}

static void whole_texts(void **state) {
  (void)state;
  static const char le[] = "\xFF\xFE"
                           "N\0\xE4\0m\0n\0d\0\n\0"
                           "f\0\xF6\0r\0",
                    be[] = "\0P\0\xE5\0 \0v\0\xE4\0g\0!";
  ren_buf out = {0};
  size_t count;
  repair((ren_str){le, sizeof le - 1}, NULL, &out, &count);
  assert_string_equal(out.ptr, "Nämnd\nför");
  assert_int_equal(count, 2);
  repair((ren_str){be, sizeof be - 1}, NULL, &out, &count);
  assert_string_equal(out.ptr, "På väg!");
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.from = "EBCDIC-278";
  repair(REN_STR("\x95\xC0\x94\x95\x84\x25\x86\x6A\x99"), &opts, &out, &count);
  assert_string_equal(out.ptr, "nämnd\nför");
  ren_buf_free(&out);
}

static void given_encodings(void **state) {
  (void)state;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  static const pair dos[] = {{"\x8Fsa \x94", "Åsa ö"}}, bits[] = {{"[{]}", "ÄäÅå"}};
  opts.from = "CP850";
  check_with(dos, 1, &opts);
  opts.from = "iso646-se";
  check_with(bits, 1, &opts);
  opts.from = "klingon";
  ren_text *text;
  ren_edits *edits;
  ren_error error = {0};
  assert_ok(ren_text_new(&text, REN_STR("x"), err));
  assert_int_equal(ren_encoding_edits(&edits, text, NULL, &opts, &error), REN_EINVAL);
  assert_null(edits);
  ren_text_free(text);
}

static void invalid_bytes(void **state) {
  (void)state;
  static const char junk[] = "abc \x81\xFF\x8D\x90 def";
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  ren_buf out = {0};
  opts.from = "utf-8";
  repair(ren_str_of(junk), &opts, &out, NULL);
  assert_string_equal(out.ptr, "abc \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD def");
  opts.invalid = REN_INVALID_DROP;
  repair(ren_str_of(junk), &opts, &out, NULL);
  assert_string_equal(out.ptr, "abc  def");
  opts.invalid = REN_INVALID_FAIL;
  ren_text *text;
  ren_edits *edits;
  ren_error error = {0};
  assert_ok(ren_text_new(&text, ren_str_of(junk), err));
  assert_int_equal(ren_encoding_edits(&edits, text, NULL, &opts, &error), REN_EFORMAT);
  assert_int_equal(error.offset, 4);
  ren_text_free(text);
  ren_buf_free(&out);
}

static void edits_are_small(void **state) {
  (void)state;
  ren_text *text;
  ren_edits *edits;
  assert_ok(ren_text_new(&text, REN_STR("Nämnden går vidare med fÃ¶rslaget."), err));
  assert_ok(ren_encoding_edits(&edits, text, NULL, NULL, err));
  assert_int_equal(ren_edits_count(edits), 1);
  const ren_edit *edit = ren_edits_get(edits, 0);
  assert_int_equal(edit->length, 4);
  assert_str(edit->after, "ö");
  assert_string_equal(edit->rule, "utf8-as-cp1252");
  assert_true(edit->confidence > 0.95f);
  ren_edits_free(edits);
  ren_text_free(text);
}

/* A line that says too little by itself is decided by the others. */
static void lines_vote(void **state) {
  (void)state;
  static const pair table[] = {
      {"N„mnden beslutar att †terremittera „rendet.\nKarin Dannersj”\nf”r utredning av f”rslaget\n",
       "Nämnden beslutar att återremittera ärendet.\nKarin Dannersjö\nför utredning av förslaget\n"}};
  CHECK(table);
}

static void typography(void **state) {
  (void)state;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  ren_buf out = {0};
  opts.typography = REN_TYPOGRAPHY_PLAIN;
  repair(REN_STR("”Ja” – sade hon"), &opts, &out, NULL);
  assert_string_equal(out.ptr, "\"Ja\" - sade hon");
  opts.typography = REN_TYPOGRAPHY_SWEDISH;
  repair(REN_STR("Hon sade \"ja\" - eller “nej”"), &opts, &out, NULL);
  assert_string_equal(out.ptr, "Hon sade ”ja” – eller ”nej”");
  ren_buf_free(&out);
}

static void long_lines(void **state) {
  (void)state;
  ren_buf in = {0}, out = {0};
  for (int i = 0; i < 8000; i++) ren_buf_puts(&in, "fÃ¶rslaget om ");
  size_t count;
  repair(ren_buf_str(&in), NULL, &out, &count);
  assert_int_equal(count, 8000);
  assert_null(strstr(out.ptr, "Ã"));
  ren_buf_clear(&in);
  for (int i = 0; i < 100000; i++) ren_buf_puts(&in, "Ã");
  repair(ren_buf_str(&in), NULL, &out, &count);
  ren_buf_free(&in);
  ren_buf_free(&out);
}

typedef struct note_list {
  size_t count, line;
  char text[200];
} note_list;

static void take_note(void *payload, size_t line, size_t offset, const char *text) {
  note_list *notes = payload;
  (void)offset;
  notes->count++;
  notes->line = line;
  strncpy(notes->text, text, sizeof notes->text - 1);
}

static void explains(void **state) {
  (void)state;
  note_list notes = {0};
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.explain = take_note;
  opts.payload = &notes;
  ren_buf out = {0};
  repair(REN_STR("Nämnden\nfÃ¶rslaget\nvidare\n"), &opts, &out, NULL);
  assert_int_equal(notes.count, 1);
  assert_int_equal(notes.line, 2);
  assert_non_null(strstr(notes.text, "utf8-as-cp1252"));
  ren_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(mojibake_of_utf8), cmocka_unit_test(one_page_as_another),
                                     cmocka_unit_test(raw_bytes),        cmocka_unit_test(seven_bit_swedish),
                                     cmocka_unit_test(escapes),          cmocka_unit_test(letters),
                                     cmocka_unit_test(right_text_stays), cmocka_unit_test(whole_texts),
                                     cmocka_unit_test(given_encodings),  cmocka_unit_test(invalid_bytes),
                                     cmocka_unit_test(edits_are_small),  cmocka_unit_test(lines_vote),
                                     cmocka_unit_test(typography),       cmocka_unit_test(long_lines),
                                     cmocka_unit_test(explains)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
