/* Folding, distances and the recognition of damaged cue words. */
#include "unit.h"

#include "segment/cue_words.h"
#include "segment/facts.h"
#include "segment/headings.h"
#include "segment/organs.h"
#include "segment/parties.h"

static ren__cue_words words;

static int setup(void **state) {
  (void)state;
  return ren__cue_words_init(&words, NULL, 4096) ? 0 : -1;
}

static int teardown(void **state) {
  (void)state;
  ren__cue_words_clear(&words);
  return 0;
}

static ren__fold fold_of(const char *s) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(s));
  return fold;
}

static ren__tokens split(const char *s) {
  ren__tokens tokens = {0};
  assert_true(ren__tokens_split(&tokens, s, 0, strlen(s), 1000));
  ren__cue_classify(&words, &tokens, s);
  return tokens;
}

/* ---- letters ------------------------------------------------------------ */

static void folding_undoes_common_confusions(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"särskilt", "SARSK1LT"}, {"Ledamöterna", "ledamotema"},
                                         {"följande", "fo1jande"}, {"Älvsjö", "alvsjo"},
                                         {"yttrande", "YTTRANDE"}, {"röst", "r0st"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    ren__fold a = fold_of(pairs[i][0]), b = fold_of(pairs[i][1]);
    if (!ren__fold_eq(&a, &b)) fail_msg("%s is not folded as %s", pairs[i][0], pairs[i][1]);
  }
}

static void distances(void **state) {
  (void)state;
  const struct {
    const char *word, *text;
    ren__anchor anchor;
    unsigned limit, cost;
  } cases[] = {{"reservation", "reservation", REN__WHOLE, 8, 0},
               {"reservation", "resorvation", REN__WHOLE, 8, 2},
               {"reservation", "reserxation", REN__WHOLE, 8, 4},
               {"reservation", "resevation", REN__WHOLE, 8, 4},
               {"reservation", "motivreservation", REN__ANY, 8, 0},
               {"reservation", "reservationer", REN__PREFIX, 8, 0},
               {"reservation", "reservationer", REN__WHOLE, 4, REN__COST_NONE},
               {"yttrande", "ersättaryttrandet", REN__ANY, 4, 0},
               {"anför", "anf\xEF\xBF\xBDr", REN__WHOLE, 3, 1},
               {"vi", "nej", REN__WHOLE, 0, REN__COST_NONE}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__fold a = fold_of(cases[i].word), b = fold_of(cases[i].text);
    unsigned cost = ren__fold_distance(&a, &b, cases[i].anchor, cases[i].limit);
    if (cost != cases[i].cost) fail_msg("%s to %s costs %u, not %u", cases[i].word, cases[i].text, cost, cases[i].cost);
  }
}

static unsigned tiny_random(uint64_t *state, unsigned below) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*state >> 33) % below;
}

static ren__fold random_word(uint64_t *state) {
  ren__fold fold = {0};
  for (unsigned n = 1 + tiny_random(state, 10); n; n--)
    ren__fold_push(&fold, (uint8_t)("aeirstnlm"[tiny_random(state, 9)]));
  return fold;
}

/* The band must not change what a limit lets through. */
static void limits_do_not_change_distances(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    ren__fold a = random_word(&seed), b = random_word(&seed);
    ren__anchor anchor = (ren__anchor)tiny_random(&seed, 3);
    unsigned far = ren__fold_distance(&a, &b, anchor, 120);
    assert_int_not_equal(far, REN__COST_NONE);
    for (unsigned limit = 0; limit < 20; limit++) {
      unsigned near = ren__fold_distance(&a, &b, anchor, limit);
      assert_int_equal(near, far <= limit ? far : REN__COST_NONE);
    }
  }
}

/* ---- cue words ------------------------------------------------------------ */

static uint64_t classes(const char *s) {
  ren__tokens tokens = split(s);
  uint64_t found = tokens.count ? tokens.items[0].words : 0;
  ren__tokens_clear(&tokens);
  return found;
}

static void damaged_cues_are_found(void **state) {
  (void)state;
  const struct {
    const char *text;
    ren__word word;
  } cases[] = {{"Reservat1on", REN__W_RESERVATION},
               {"RESERVATION", REN__W_RESERVATION},
               {"Rcservation", REN__W_RESERVATION},
               {"Resorvationer", REN__W_RESERVATION},
               {"R E S E R V A T I O N", REN__W_RESERVATION},
               {"Reserva tion", REN__W_RESERVATION},
               {"reser-\nverar", REN__W_RESERVERAR},
               {"reservcrar", REN__W_RESERVERAR},
               {"Sarskilt", REN__W_SARSKILD},
               {"S\xEF\xBF\xBDrskilt", REN__W_SARSKILD},
               {"S?rskilt", REN__W_SARSKILD},
               {"särskilda", REN__W_SARSKILD},
               {"uttalandc", REN__W_UTTALANDE},
               {"Ersattaryttrandc", REN__W_ERSATTARYTTRANDE},
               {"Protokol1santeckning", REN__W_PROTOKOLLSANTECKNING},
               {"rostforklaring", REN__W_ROSTFORKLARING},
               {"hanvisar", REN__W_HANVISAR},
               {"instammer", REN__W_INSTAMMER},
               {"likaIydande", REN__W_LIKALYDANDE},
               {"foljande", REN__W_FOLJANDE},
               {"Tilläggsyrkande", REN__W_YRKANDE},
               {"auqusti", REN__W_MONTH}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (!(classes(cases[i].text) & REN__WORD(cases[i].word))) fail_msg("%s is not found", cases[i].text);
}

static void real_words_are_no_cues(void **state) {
  (void)state;
  static const char *const real[] = {
      "observation", "observerar",   "konservation", "preparation", "serverar",  "verkande",  "erkännande",
      "verkar",      "styrkande",    "emotion",      "notion",      "bestämmer", "avvisar",   "anvisar",
      "reserven",    "presentation", "inför",        "utför",       "därför",    "antecknad", "tilltalande"};
  const uint64_t cues = REN__CUES & ~REN__WORD(REN__W_PROTOKOLLSANTECKNING);
  for (size_t i = 0; i < sizeof real / sizeof *real; i++)
    if (classes(real[i]) & cues) fail_msg("%s is taken for a cue", real[i]);
}

static void first_person_needs_its_ring(void **state) {
  (void)state;
  assert_true(classes("vår") & REN__WORD(REN__W_OUR));
  assert_false(classes("var") & REN__WORD(REN__W_OUR));
  assert_false(classes("vara") & REN__WORD(REN__W_OUR));
}

/* ---- facts ---------------------------------------------------------------- */

/* Words torn by blanks and specks are one, glued ones are two. */
static void torn_and_glued_words(void **state) {
  (void)state;
  const struct {
    const char *text, *words; /* in the text, divided by bars */
    bool damaged;
  } cases[] = {{"Reserva tion av", "Reserva tion|av", false},
               {"R eservation", "R eservation", true},
               {"antec-knat", "antec-knat", true},
               {"enligt fol jande", "enligt|fol jande", true},
               {"enligt fol jande", "enligt|fol|jande", false},
               {"FridaSolvik ochJens", "Frida|Solvik|och|Jens", false},
               {"SDoch D", "SD|och|D", false},
               {"september2024", "september|2024", false},
               {"2025kl", "2025|kl", false},
               {"(SDyantecknar", "SD|yantecknar", false},
               {"McCarthy eHälsa BoråsAB", "McCarthy|eHälsa|BoråsAB", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = {.damaged = cases[i].damaged};
    ren_buf shown = {0};
    assert_true(ren__tokens_split(&tokens, cases[i].text, 0, strlen(cases[i].text), 100));
    ren__cue_classify(&words, &tokens, cases[i].text);
    for (size_t j = 0; j < tokens.count; j++) {
      if (j) ren_buf_putc(&shown, '|');
      ren_buf_append(&shown, cases[i].text + tokens.items[j].start, tokens.items[j].end - tokens.items[j].start);
    }
    assert_str(ren_buf_str(&shown), cases[i].words);
    ren_buf_free(&shown);
    ren__tokens_clear(&tokens);
  }
}

static void dates(void **state) {
  (void)state;
  const struct {
    const char *text, *iso;
  } cases[] = {{"beslutade vid sitt sammanträde den 31 augusti 2023 följande", "2023-08-31"},
               {"Sammanträdesdatum 2024-05-22", "2024-05-22"},
               {"den 3 rnaj 2024", "2024-05-03"},
               {"den 12 auqusti 2O23", "2023-08-12"},
               {"31/8 2023", "2023-08-31"},
               {"24.5.2024", "2024-05-24"},
               {"den 5 mars z025", "2025-03-05"},
               {"2024-1l-26", "2024-11-26"},
               {"2001-05-2z", "2001-05-22"},
               {"2024 -09.17", "2024-09-17"},
               {"2024-0917", "2024-09-17"},
               {"den 24 september2024", "2024-09-24"},
               {"den 16 juni 2025hl. 18.30", "2025-06-16"},
               {"vintern 2000/2001", ""},
               {"den 31 skolor 2023", ""},
               {"2024-13-22", ""},
               {"KS 2023/551-1", ""},
               {"kl. 13.30", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = split(cases[i].text);
    ren__date date = {0};
    ren__date_find(&date, &tokens, cases[i].text, 0, tokens.count);
    assert_string_equal(date.iso, cases[i].iso);
    ren__tokens_clear(&tokens);
  }
}

static void diary_numbers(void **state) {
  (void)state;
  const struct {
    const char *text, *dnr;
  } cases[] = {{"Dnr SN 2024/0317", "SN 2024/0317"},
               {"Diarienummer KUN 2024/0088", "KUN 2024/0088"},
               {"§ 12 Ärendenummer SLK-2025-00041", "SLK-2025-00041"},
               {"Dnr KS\n2023/551-1", "KS 2023/551-1"},
               {"Dnr: KS/2025:88", "KS/2025:88"},
               {"dnr 1.5.3-102/2024", "1.5.3-102/2024"},
               {"TN 2024/0203", "TN 2024/0203"},
               {"Dor KS 2021/00330", "KS 2021/00330"},
               {"D nr 8LS 2O24/77-1.2", "BLS 2024/77-1.2"},
               {"Diarienummer.RS 2024/118O", "RS 2024/1180"},
               {"Den KS 2021", ""},
               {"den 31 augusti 2023", ""},
               {"SOU 2020", ""},
               {"Dnr saknas", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = split(cases[i].text);
    ren__dnr dnr = {0};
    if (!ren__dnr_find(&dnr, &tokens, cases[i].text, 0, tokens.count)) dnr.length = 0;
    assert_str(((ren_str){dnr.value, dnr.length}), cases[i].dnr);
    ren__tokens_clear(&tokens);
  }
}

static void paragraph_signs(void **state) {
  (void)state;
  const struct {
    const char *text;
    uint32_t number;
    bool sure;
  } cases[] = {{"§ 12 Rubrik", 12, true},  {"§12", 12, true},          {"Paragraf 7", 7, true},
               {"$ 12 Rubrik", 12, false}, {"S 12 Rubrik", 12, false}, {"8 12 Rubrik", 12, false},
               {"Beslut 12", 0, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = split(cases[i].text);
    ren__paragraph p = {0};
    if (!ren__paragraph_read(&p, &tokens, cases[i].text, 0, tokens.count)) p.number = 0;
    assert_int_equal(p.number, cases[i].number);
    assert_int_equal(p.sure, cases[i].sure);
    ren__tokens_clear(&tokens);
  }
}

static void organs(void **state) {
  (void)state;
  const struct {
    const char *text, *name;
  } cases[] = {{"Socialnämnden", "Socialnämnden"},
               {"SOCIALNÄMNDEN", "Socialnämnden"},
               {"socialnämndens protokoll", "Socialnämnden"},
               {"Enskede-Årsta-Vantörs stadsdelsnämnd", "Enskede-Årsta-Vantörs stadsdelsnämnd"},
               {"NORRA SOLHÖJDENS STADSDELSNÄMND", "Norra Solhöjdens stadsdelsnämnd"},
               {"Bygg- och miljönämnden", "Bygg- och miljönämnden"},
               {"från barn- och ungdomsnämndens sammanträde", "Barn- och ungdomsnämnden"},
               {"Äldre- samt vård- och omsorgsnämnden", "Äldre- samt vård- och omsorgsnämnden"},
               {"Nämnden för funktionsstöd", "Nämnden för funktionsstöd"},
               {"Nämnden för demokrati och medborgarservice", "Nämnden för demokrati och medborgarservice"},
               {"Tekniska nämnden", "Tekniska nämnden"},
               {"Kommunstyrelsens arbetsutskott", "Kommunstyrelsens arbetsutskott"},
               {"SAMMANTRÄDESPROTOKOLL Kommunstyrelsen", "Kommunstyrelsen"},
               {"Kommunfullmaktige", "Kommunfullmäktige"},
               {"Hatsonamndeu", "Hälsonämnden"},
               {"8arn- och undomsnamnden", "Barn- och ungdomsnämnden"},
               {"Norra Solhöjdens stadsdetsnamnd", "Norra Solhöjdens stadsdelsnämnd"},
               {"Nämnden för idrott och fritid", "Nämnden för idrott och fritid"},
               {"Brobyggarnamnden", "Brobyggarnämnden"},
               {"Nämnden beslutar", ""},
               {"Stadsdelsnämnden godkänner", ""},
               {"Länsstyrelsen", ""},
               {"Vårdcentralen", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = split(cases[i].text);
    ren__organ organ;
    ren_buf name = {0};
    if (ren__organ_search(&organ, &tokens, cases[i].text, 0, tokens.count))
      ren__organ_name(&name, &organ, &tokens, cases[i].text);
    assert_str(ren_buf_str(&name), cases[i].name);
    ren_buf_free(&name);
    ren__tokens_clear(&tokens);
  }
  assert_true(ren__organ_same(REN_STR("Socialnämnden"), REN_STR("SociaInamnden")));
  assert_false(ren__organ_same(REN_STR("Socialnämnden"), REN_STR("Skolnämnden")));
  assert_false(ren__organ_same(REN_STR(""), REN_STR("")));
}

static void headings(void **state) {
  (void)state;
  const struct {
    const char *text;
    ren__section section;
  } cases[] = {{"Beslut", REN__SECTION_DECISION},
               {"BES1UT", REN__SECTION_DECISION},
               {"Propositionsordning", REN__SECTION_VOTE},
               {"Protokollsutdrag skickas till", REN__SECTION_DISTRIBUTION},
               {"Vid protokollet", REN__SECTION_END},
               {"Justeras den 3 maj", REN__SECTION_END},
               {"Bakgrund", REN__SECTION_SOFT},
               {"Närvarande: Anna Ek (L)", REN__SECTION_PEOPLE},
               {"Handlingar", REN__SECTION_PAPERS},
               {"beslut", REN__SECTION_NONE},
               {"Beslutet är enhälligt", REN__SECTION_NONE},
               {"Belysning", REN__SECTION_NONE}};
  ren__titles *titles = ren__titles_new();
  assert_non_null(titles);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = split(cases[i].text);
    if (ren__section_of(titles, &tokens) != cases[i].section) fail_msg("%s", cases[i].text);
    ren__tokens_clear(&tokens);
  }
  ren__titles_free(titles);
}

static void party_letters(void **state) {
  (void)state;
  const struct {
    const char *text, *strict, *lenient;
  } cases[] = {{"SD", "SD", "SD"}, {"fp", NULL, "FP"},       {"5D", NULL, "SD"},     {"1", NULL, "L"},
               {"kd", NULL, "KD"}, {"SJVP", "SJVP", "SJVP"}, {"SJYP", NULL, "SJVP"}, {"Q", NULL, NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *strict = ren__party_letters(ren_str_of(cases[i].text), false);
    const char *lenient = ren__party_letters(ren_str_of(cases[i].text), true);
    assert_true((strict == NULL) == (cases[i].strict == NULL));
    assert_true((lenient == NULL) == (cases[i].lenient == NULL));
    if (strict) assert_string_equal(strict, cases[i].strict);
    if (lenient) assert_string_equal(lenient, cases[i].lenient);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(folding_undoes_common_confusions),
      cmocka_unit_test(distances),
      cmocka_unit_test(limits_do_not_change_distances),
      cmocka_unit_test(damaged_cues_are_found),
      cmocka_unit_test(real_words_are_no_cues),
      cmocka_unit_test(first_person_needs_its_ring),
      cmocka_unit_test(torn_and_glued_words),
      cmocka_unit_test(dates),
      cmocka_unit_test(diary_numbers),
      cmocka_unit_test(paragraph_signs),
      cmocka_unit_test(organs),
      cmocka_unit_test(headings),
      cmocka_unit_test(party_letters),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
