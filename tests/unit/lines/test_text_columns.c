/* Columns that stand side by side in plain text, and tables that only look like it. */
#include "lines/joined_text.h"

static char *join(const char *in, bool keep_lines, size_t *columns) {
  ren_lines_opts opts = REN_LINES_OPTS_INIT;
  opts.keep_lines = keep_lines;
  return joined_text(in, &opts, "columns", columns);
}

#define TITLE "Socialnämndens sammanträde i Folkets hus, Norra Hult\n\n\n"
#define LEFT_1 "Förvaltningen har utrett frågan om en ny mötesplats för äldre i stadsdelens södra del."
#define RIGHT_1 "Lokalen vid torget är ledig från och med hösten och kan hyras på fem år."

static const char *const both = TITLE "Förvaltningen har utrett frågan     Lokalen vid torget är ledig från\n"
                                      "om en ny mötesplats för äldre i     och med hösten och kan hyras på\n"
                                      "stadsdelens södra del.              fem år.\n"
                                      "\n"
                                      "Pensionärsrådet har varit med i     Nämnden föreslås därför ge\n"
                                      "arbetet och anser att det saknas    förvaltningen i uppdrag att teckna\n"
                                      "platser där äldre kan mötas utan    hyresavtal och att återkomma med en\n"
                                      "att det kostar någonting. Rådet     budget för verksamheten i samband\n"
                                      "vill också att föreningarna får     med tertialrapporten. Personalen\n"
                                      "låna lokalen på kvällarna.          utökas inte.\n";

static void columns_are_put_below_each_other(void **state) {
  (void)state;
  size_t columns;
  char *out = join(both, false, &columns);
  assert_string_equal(
      out,
      "Socialnämndens sammanträde i Folkets hus, Norra Hult\n\n" LEFT_1
      "\n\nPensionärsrådet har varit med i arbetet och anser att det saknas platser där äldre kan mötas utan att det "
      "kostar någonting. Rådet vill också att föreningarna får låna lokalen på kvällarna.\n\n" RIGHT_1
      "\n\nNämnden föreslås därför ge förvaltningen i uppdrag att teckna hyresavtal och att återkomma med en budget "
      "för "
      "verksamheten i samband med tertialrapporten. Personalen utökas inte.\n");
  assert_true(columns > 0);
  free(out);
  out = join(both, true, &columns); /* lines that are kept are kept where they are */
  assert_string_equal(out, both);
  free(out);
}

static const char *const turns = "Förvaltningen har utrett frågan\n"
                                 "                                    Lokalen vid torget är ledig från\n"
                                 "om en ny mötesplats för äldre i\n"
                                 "                                    och med hösten och kan hyras på\n"
                                 "stadsdelens södra del. Behovet\n"
                                 "                                    fem år. Nämnden föreslås därför\n"
                                 "är stort, och pensionärsrådet\n"
                                 "                                    ge förvaltningen i uppdrag att\n"
                                 "har varit med i arbetet. Rådet\n"
                                 "                                    teckna hyresavtal och återkomma\n"
                                 "anser att det saknas platser där\n"
                                 "                                    med en budget för verksamheten i\n"
                                 "äldre kan mötas utan att det\n"
                                 "                                    samband med tertialrapporten i\n"
                                 "kostar någonting, och vill att\n"
                                 "                                    höst.\n"
                                 "föreningarna får låna lokalen.\n";

/* The columns' lines take turns, and the left one is the longer. */
static void lines_that_take_turns(void **state) {
  (void)state;
  size_t columns;
  char *out = join(turns, false, &columns);
  assert_string_equal(
      out,
      "Förvaltningen har utrett frågan om en ny mötesplats för äldre i stadsdelens södra del. Behovet är stort, och "
      "pensionärsrådet har varit med i arbetet. Rådet anser att det saknas platser där äldre kan mötas utan att det "
      "kostar någonting, och vill att föreningarna får låna lokalen.\n\n"
      "Lokalen vid torget är ledig från och med hösten och kan hyras på fem år. Nämnden föreslås därför ge "
      "förvaltningen i uppdrag att teckna hyresavtal och återkomma med en budget för verksamheten i samband med "
      "tertialrapporten i höst.\n");
  free(out);
}

/* Blanks of several bytes before the lines: nothing is cut inside a letter. */
static void wide_blanks(void **state) {
  (void)state;
  ren_buf text = {0};
  for (const char *c = turns, *end; *c; c = end) {
    end = strchr(c, '\n') + 1;
    ren_buf_printf(&text, "\xC2\xA0%.*s", (int)(end - c), c);
  }
  size_t columns;
  char *out = join(text.ptr, false, &columns);
  assert_true(columns > 0);
  for (const char *c = out + 1; *c; c++) assert_true((unsigned char)*c != 0xA0 || (unsigned char)c[-1] >= 0xC2);
  assert_non_null(strstr(out, "kostar någonting, och vill att föreningarna"));
  free(out);
  ren_buf_free(&text);
}

static void tables_stay(void **state) {
  (void)state;
  static const char *const texts[] = {"Anna Berg              S      ordförande\n"
                                      "Karl Öst               M      vice ordförande\n"
                                      "Lisa Ek                V      ledamot\n"
                                      "Per Lind               KD     tjänstgörande ersättare\n"
                                      "Eva Strand             L      tjänstgörande ersättare\n"
                                      "Olle Fors              C      ledamot\n"
                                      "Maja Dahl              MP     ledamot\n"
                                      "Nils Hed               SD     ersättare\n"
                                      "Ida Borg               S      ersättare\n",
                                      "Fråga                      Svar\n"
                                      "Hur många platser finns?   tolv platser i dag\n"
                                      "Vem svarar?                förvaltningen\n"
                                      "När är det klart?          till hösten\n"
                                      "Vad kostar det?            två miljoner\n"
                                      "Finns det pengar?          nej\n"
                                      "Vem beslutar?              nämnden\n"
                                      "Vem skriver?               sekreteraren\n"
                                      "Vem justerar?              ordföranden\n"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t columns;
    char *out = join(texts[i], false, &columns);
    assert_int_equal(columns, 0);
    free(out);
  }
}

/* An attendance list above the columns whose cells stand at their edge stays a list. */
static void a_table_above_columns(void **state) {
  (void)state;
  ren_buf text = {0};
  ren_buf_printf(&text, "%s\n\n%s",
                 "Anna Berg (S)                       ordförande\n"
                 "Karl Öst (M)                        vice ordförande\n"
                 "Lisa Ek (V)                         ledamot\n"
                 "Per Lind (KD)                       tjänstgörande ersättare\n",
                 both + sizeof TITLE - 1);
  size_t columns;
  char *out = join(text.ptr, false, &columns);
  assert_non_null(strstr(out, "Per Lind (KD)                       tjänstgörande ersättare\n"));
  assert_non_null(strstr(out, LEFT_1 "\n\n"));
  assert_non_null(strstr(out, RIGHT_1 "\n\n"));
  free(out);
  ren_buf_free(&text);
}

/* Justified columns lose the blanks that stretch their lines. */
static void stretched_lines(void **state) {
  (void)state;
  static const char *const text = "Förvaltningen   har   utrett   om   Lokalen  vid torget är ledig från\n"
                                  "en  ny  mötesplats  för  äldre  i   och med hösten och kan hyras på\n"
                                  "stadsdelens södra del.  Behovet     fem år. Nämnden föreslås därför\n"
                                  "är  stort,  och  pensionärsrådet    ge förvaltningen i uppdrag att\n"
                                  "har varit med i arbetet. Rådet      teckna hyresavtal och återkomma\n"
                                  "anser att det saknas platser där    med   en   budget   för   denna\n"
                                  "äldre kan mötas utan att det        verksamhet samt uppföljning till\n"
                                  "kostar någonting, och det vill      nämnden under hösten, samtidigt\n"
                                  "rådet ändra på.                     som tertialrapporten lämnas.\n";
  size_t columns;
  char *out = join(text, false, &columns);
  assert_true(columns > 0);
  assert_non_null(strstr(out, "Förvaltningen har utrett om en ny mötesplats för äldre i stadsdelens"));
  assert_non_null(strstr(out, "återkomma med en budget för denna verksamhet"));
  free(out);
}

/* Three columns below a head that stands apart and whose parts stand at their edges. */
static void three_columns(void **state) {
  (void)state;
  static const char *const text =
      "Norra Hults kommun             Socialnämnden                  2026-03-14\n\n\n"
      "Förvaltningen har utrett om    Lokalen vid torget är ledig    Rådet anser att det saknas\n"
      "det behövs en mötesplats för   från hösten och kan hyras      platser där äldre kan mötas\n"
      "äldre i stadsdelens södra      på fem år. Nämnden föreslås    utan att det kostar något,\n"
      "del. Behovet är stort, och     ge förvaltningen i uppdrag     och vill att föreningar får\n"
      "pensionärsrådet har varit      att teckna hyresavtal och      låna lokalen på kvällar och\n"
      "med i arbetet. Förslaget       återkomma med en budget för    helger. Personalen utökas\n"
      "har skickats på remiss till    verksamheten i samband med     inte, men öppettiderna ska\n"
      "alla föreningar i området      tertialrapporten i höst, så    ses över av förvaltningen\n"
      "under våren.                   att arbetet kan börja.         tillsammans med rådet.\n";
  size_t columns;
  char *out = join(text, false, &columns);
  assert_string_equal(
      out,
      "Norra Hults kommun             Socialnämnden                  2026-03-14\n\n"
      "Förvaltningen har utrett om det behövs en mötesplats för äldre i stadsdelens södra del. Behovet är stort, och "
      "pensionärsrådet har varit med i arbetet. Förslaget har skickats på remiss till alla föreningar i området under "
      "våren.\n\n"
      "Lokalen vid torget är ledig från hösten och kan hyras på fem år. Nämnden föreslås ge förvaltningen i uppdrag "
      "att teckna hyresavtal och återkomma med en budget för verksamheten i samband med tertialrapporten i höst, så "
      "att arbetet kan börja.\n\n"
      "Rådet anser att det saknas platser där äldre kan mötas utan att det kostar något, och vill att föreningar får "
      "låna lokalen på kvällar och helger. Personalen utökas inte, men öppettiderna ska ses över av förvaltningen "
      "tillsammans med rådet.\n");
  free(out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_are_put_below_each_other),
      cmocka_unit_test(lines_that_take_turns),
      cmocka_unit_test(tables_stay),
      cmocka_unit_test(a_table_above_columns),
      cmocka_unit_test(stretched_lines),
      cmocka_unit_test(wide_blanks),
      cmocka_unit_test(three_columns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
