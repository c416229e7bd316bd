/* Stamps beside the text of plain-text pages. */
#include "lines/joined_text.h"

static void check(const char *in, const char *want) {
  char *out = joined_text(in, NULL, NULL, NULL);
  assert_string_equal(out, want);
  free(out);
}

static void stamps_beside_the_text_go(void **state) {
  (void)state;
  check("Avtalet med föreningen gäller tills ett nytt har antagits, och gäl-           Just.\n"
        "ler längst till utgången av året. Förvaltningen har i uppdrag att             sign.\n"
        "förhandla om hyran, som betalas i förskott varje kvartal.\n"
        "\f"
        "Nämnden har tidigare tagit ställning till en utökning av lokalerna            Just.\n"
        "                                                                              sign.\n"
        "och ansett att kostnaden måste rymmas inom den beslutade ramen för\n"
        "verksamheten.\n",
        "Avtalet med föreningen gäller tills ett nytt har antagits, och gäller längst till utgången av året. "
        "Förvaltningen har i uppdrag att förhandla om hyran, som betalas i förskott varje kvartal.\n\n"
        "Nämnden har tidigare tagit ställning till en utökning av lokalerna och ansett att kostnaden måste rymmas inom "
        "den beslutade ramen för verksamheten.\n");
}

static void columns_and_stamps(void **state) {
  (void)state;
  check("Förvaltningen har utrett frågan     Lokalen vid torget är ledig från        Just.\n"
        "om en ny mötesplats för äldre i     och med hösten och kan hyras på         sign.\n"
        "stadsdelens södra del. Behovet      fem år. Nämnden föreslås därför\n"
        "är stort, och pensionärsrådet       ge förvaltningen i uppdrag att\n"
        "har varit med i arbetet. Rådet      teckna hyresavtal och återkomma\n"
        "anser att det saknas platser där    med en budget för verksamheten i\n"
        "äldre kan mötas utan att det        samband med tertialrapporten i\n"
        "kostar någonting, och vill att      höst. Personalen utökas inte, men\n"
        "föreningar får låna lokalen.        öppettiderna ses över.\n\f",
        "Förvaltningen har utrett frågan om en ny mötesplats för äldre i stadsdelens södra del. Behovet är stort, och "
        "pensionärsrådet har varit med i arbetet. Rådet anser att det saknas platser där äldre kan mötas utan att det "
        "kostar någonting, och vill att föreningar får låna lokalen.\n\n"
        "Lokalen vid torget är ledig från och med hösten och kan hyras på fem år. Nämnden föreslås därför ge "
        "förvaltningen i uppdrag att teckna hyresavtal och återkomma med en budget för verksamheten i samband med "
        "tertialrapporten i höst. Personalen utökas inte, men öppettiderna ses över.\n");
}

static void other_words_stay(void **state) {
  (void)state;
  /* one stamp alone, and no page ends: it may be a cell */
  check("Post          2025      sign.\nLokaler       12        AB\n\f",
        "Post          2025      sign.\nLokaler       12        AB\n");
  check("Post          2025      sign.\nLokaler       12        sign.\n",
        "Post          2025      sign.\nLokaler       12        sign.\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(stamps_beside_the_text_go), cmocka_unit_test(columns_and_stamps),
                                     cmocka_unit_test(other_words_stay)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
