/* Repairs that lean on the line, and the quick way that leans on runs alone. */
#include "repairing.h"

static void take_note(void *payload, size_t line, size_t offset, const char *text) {
  (void)line;
  (void)offset;
  (void)text;
  ++*(size_t *)payload;
}

/* With explain, every line is read closely; without, plain ones are not. */
static void repair_closely(ren_str bytes, ren_buf *out, size_t *count) {
  size_t notes = 0;
  ren_encoding_opts opts = REN_ENCODING_OPTS_INIT;
  opts.explain = take_note;
  opts.payload = &notes;
  repair(bytes, &opts, out, count);
}

static void paragraph_signs(void **state) {
  (void)state;
  static const pair table[] = {
      {"º 17 ─rendet bordlades till den 4 maj.", "§ 17 Ärendet bordlades till den 4 maj."},
      {"Bordlagt den 4 maj, õ 31 och den 8 juni, õ 40.", "Bordlagt den 4 maj, § 31 och den 8 juni, § 40."},
      {"Beslutet fattades den 4 maj enligt 5 ¤ kommunallagen.",
       "Beslutet fattades den 4 maj enligt 5 § kommunallagen."},
      {"Vattnet var 5 º varmt.", NULL},
      {"Ley Nº4 no es válida.", NULL},
      {"Resan till Saõ Paulo kostade 40 000 kronor.", NULL}};
  CHECK(table);
}

static void letters_of_other_languages(void **state) {
  (void)state;
  static const pair table[] = {
      {"Nämnden beslutar att fîrslaget ska tillstyrkas.", "Nämnden beslutar att förslaget ska tillstyrkas."},
      {"Motionen om fler bostèder ska avslås av nämnden.", "Motionen om fler bostäder ska avslås av nämnden."},
      {"Socialnõmnden", "Socialnämnden"},
      {"Maître d'hôtel serverade en crème brûlée i salen.", NULL},
      {"Puhver lõppes.", NULL},
      {"koje završavaju s jednim", NULL},
      {"Advarsel: én melding er signert.", NULL},
      {"Die Übergänge werden geprüft.", NULL}};
  CHECK(table);
}

static void signs_at_the_edges_of_words(void **state) {
  (void)state;
  static const pair table[] = {{"…vriga uppdrag", "Övriga uppdrag"},
                               {"Nämnden sade ”nej” till förslaget.", NULL},
                               {"… och därmed avslutades mötet.", NULL}};
  CHECK(table);
}

static void code_stays(void **state) {
  (void)state;
  static const pair table[] = {{"  {0x0021, 8.4f, 12.8f},  {0x0022, 6.4f, 14.6f},", NULL},
                               {"  lower = \"åäö éü čšž\"; /* ß..ÿ without ÷ */", NULL},
                               {"Använd UTF\\-8 eller någon annan teckenkodning.", NULL}};
  CHECK(table);
}

static void other_languages_stay(void **state) {
  (void)state;
  static const pair table[] = {
      {"Kunnanvaltuusto päätti äänestyksen jälkeen hyväksyä esityksen ja käsitellä asian syksyllä.", NULL},
      {"Kommunestyret vedtok å sende saken tilbake, og rådmannen får fullmakt til å følge den opp.", NULL},
      {"Byrådet besluttede at følge indstillingen; sagen går tilbage, før økonomiudvalget mødes.", NULL},
      {"Der Gemeinderat beschließt die Änderung der Gebührensatzung für das nächste Jahr; die Übergabe folgt.", NULL},
      {"Le conseil a décidé de différer la décision ; la maîtresse d'œuvre complétera l'étude dès le 3 août.", NULL},
      {"El concejo aprobó la moción del señor Núñez en la sección 4.ª, según el artículo n.º 12.", NULL},
      {"A câmara aprovou a moção; as reuniões serão às três horas, conforme o artigo 5.º da declaração.", NULL},
      {"Rada gminy przyjęła uchwałę o podziale środków i odroczyła głosowanie nad wnioskiem.", NULL},
      {"Zastupitelstvo schválilo návrh a uložilo řediteli, aby předložil zprávu příští měsíc.", NULL},
      {"Belediye meclisi görüşmeleri erteledi; başkan çalışmanın ayrıntılarını açıklayacağını söyledi.", NULL},
      {"Το δημοτικό συμβούλιο αποφάσισε να αναβάλει τη συζήτηση για την επόμενη εβδομάδα.", NULL},
      {"Совет принял решение отложить рассмотрение вопроса; размер листа 10 х 15 см.", NULL},
      {"Volikogu otsustas küsimuse arutelu edasi lükata ja võttis õiguskomisjoni ettepaneku vastu.", NULL},
      {"The council's décor budget — naïve at best — cost € 366 more than the café's façade.", NULL},
      {"Mötet avslutades med tårta 🎂 och kaffe ☕ för alla 👩‍👩‍👧.", NULL},
      {"1 234,50 | 2 345,00 | 3 456,50 | ± 0,5 % | ≥ 12 | 5 º | 90° | ½", NULL},
      {"QmVzbHV0ZXQgdmFudCBsYWdhIGtyYWZ0IGRlbiAxIGphbnVhcmk=", NULL},
      {"Se https://www.exempel.se/s%C3%B6k?q=%C3%A5tg%C3%A4rd&sida=2 för mer.", NULL}};
  CHECK(table);
}

static void nordic_words(void **state) {
  (void)state;
  static const pair table[] = {{"Nämnden beslutar att godkänna førslaget och att ärendet är klart.",
                                "Nämnden beslutar att godkänna förslaget och att ärendet är klart."},
                               {"Kommunen hälsade på hos Sørensen och Bjørn i går kväll.", NULL},
                               {"Vi gjorde det før han kom.", NULL}};
  CHECK(table);
}

static const char *const mixed[] = {
    "NÃ¤mnden beslutar att godkÃ¤nna fÃ¶rslaget pÃ¥ sidan tvÃ¥.",
    "Ã„rendet bordlÃ¤ggs till nÃ¤sta mÃ¶te â€“ enhÃ¤lligt.",
    "Ã¥",
    "Skriv `Ã¥` om tecknet blir fel.",
    "N„mnden beslutar att †terremittera „rendet f”r utredning.",
    "NŠmnden beslutar att gŒ pŒ fšrslaget om bostŠder.",
    "F÷rvaltningen Õterkommer i õrendet om ÷versyn av taxan.",
    "Det h{r {r }terv{ndsg}ngen som n{mnden f|resl}r.",
    "F&ouml;rvaltningen f&aring;r i uppdrag att utreda fr&aring;gan.",
    "F=F6rslaget bif=E4lls av n=E4mnden.",
    "N\xE4mnden f\xF6resl\xE5r bifall.",
    "N\x84mnden f\x94resl\x86r bifall.",
    "Kaffe Ã  25 kronor fÃ¶r alla i MÃ¼ller-huset.",
    "Se https://www.exempel.se/sÃ¶k?q=Ã¥ fÃ¶r mer.",
    "Nämnden tackar Müller, Šimonytė och Bogotá för besöket.",
    "º 17 ─rendet bordlades.",
    "Beslut enligt förslaget.",
};
enum { MIXED = sizeof mixed / sizeof *mixed };

/* The quick way makes the same edits as the close look, line by line and together. */
static void quick_is_the_same(void **state) {
  (void)state;
  ren_buf all = {0}, quick = {0}, close = {0}, again = {0};
  size_t a, b;
  for (size_t round = 0; round < 3; round++)
    for (size_t i = 0; i < MIXED; i++) {
      ren_buf_puts(&all, mixed[(i * (round + 2)) % MIXED]);
      ren_buf_putc(&all, '\n');
      repair(ren_str_of(mixed[i]), NULL, &quick, &a);
      repair_closely(ren_str_of(mixed[i]), &close, &b);
      assert_string_equal(quick.ptr, close.ptr);
      assert_int_equal(a, b);
    }
  repair(ren_buf_str(&all), NULL, &quick, &a);
  repair_closely(ren_buf_str(&all), &close, &b);
  assert_string_equal(quick.ptr, close.ptr);
  assert_int_equal(a, b);
  repair(ren_str_of(quick.ptr), NULL, &again, &a);
  assert_string_equal(again.ptr, quick.ptr);
  assert_int_equal(a, 0);
  ren_buf_free(&all);
  ren_buf_free(&quick);
  ren_buf_free(&close);
  ren_buf_free(&again);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(paragraph_signs),
                                     cmocka_unit_test(letters_of_other_languages),
                                     cmocka_unit_test(signs_at_the_edges_of_words),
                                     cmocka_unit_test(code_stays),
                                     cmocka_unit_test(nordic_words),
                                     cmocka_unit_test(other_languages_stay),
                                     cmocka_unit_test(quick_is_the_same)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
