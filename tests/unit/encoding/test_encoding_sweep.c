/* Lines and texts that went through one chain from end to end. */
#include "repairing.h"

#include "encoding/leader.h"
#include "encoding/sweep.h"
#include "utf8.h"

static void two_confusions(void **state) {
  (void)state;
  static const pair table[] = {{"NÐmnden f¯resl▄r att Ðrendet ▄terremitteras f¯r ytterligare utredning.",
                                "Nämnden föreslår att ärendet återremitteras för ytterligare utredning."},
                               {"F¯rvaltningen f▄r i uppdrag att se ¯ver avgifterna f¯r b▄tplatser.",
                                "Förvaltningen får i uppdrag att se över avgifterna för båtplatser."},
                               {"Nâ€°mnden fË†reslÃ‚r att â€°rendet Ã‚terremitteras fË†r ytterligare utredning.",
                                "Nämnden föreslår att ärendet återremitteras för ytterligare utredning."},
                               {"N\xC2\x9Bmnden fÖreslÍr att \xC2\x9Brendet Íterremitteras fÖr ytterligare utredning.",
                                "Nämnden föreslår att ärendet återremitteras för ytterligare utredning."},
                               {"÷vriga frågor och anmälningar", NULL}, /* its other words are in order */
                               {"÷vriga uppdrag", "Övriga uppdrag"}};
  CHECK(table);
}

static void left_alone(void **state) {
  (void)state;
  static const pair table[] = {{"Ordet \"mÃ¶te\" visas fel.", NULL},
                               {"Ordet `fÓrvaltning` syns i rapporten om kommunen.", NULL},
                               {"Se www.kommun.se/mÌ¦te/beslut om den fulla texten", NULL},
                               {"Kontakta hans@mÓte.se om detta", NULL},
                               {"Antal elever ║ 12 ║ 34", NULL},
                               {"Kostnaden är € 327 per elev.", NULL},
                               {"Le maître d'hôtel était déjà là pour la fête.", NULL},
                               {"Declarações de nºs de linha:", NULL},
                               {"Hans Müller och Karl Müller deltog i mötet.", NULL}};
  CHECK(table);
}

/* A name by itself may be right; in a text that is broken throughout it is not. */
static void names_follow_their_text(void **state) {
  (void)state;
  enum { LINES = 12 };
  ren_buf broken = {0}, right = {0}, out = {0};
  for (int i = 0; i < LINES; i++) {
    ren_buf_puts(&broken, "NÐmnden f¯resl▄r att Ðrendet ▄terremitteras f¯r ytterligare utredning.\n");
    ren_buf_puts(&right, "Nämnden föreslår att ärendet återremitteras för ytterligare utredning.\n");
  }
  ren_buf_puts(&broken, "Bj¯rk, H▄kan\nP▄ f¯rslag av\n");
  ren_buf_puts(&right, "Björk, Håkan\nPå förslag av\n");
  repair(ren_buf_str(&broken), NULL, &out, NULL);
  assert_string_equal(out.ptr, right.ptr);
  ren_buf_free(&broken);
  ren_buf_free(&right);
  ren_buf_free(&out);
}

static void families(void **state) {
  (void)state;
  uint32_t mac = REN__STEP_BYTE | REN__CP_437 << 3 | REN__CP_MAC;
  uint32_t same = REN__STEP_BYTE | REN__CP_865 << 3 | REN__CP_MAC;
  uint32_t idle = REN__STEP_BYTE | REN__CP_L9 << 3 | REN__CP_WIN;
  assert_int_equal(ren__sweep_family(mac), ren__sweep_family(same));
  assert_int_equal(ren__sweep_family(mac | idle << 8), ren__sweep_family(mac));
  assert_int_equal(ren__sweep_family(idle | mac << 8), ren__sweep_family(mac));
  assert_int_not_equal(ren__sweep_family(mac), ren__sweep_family(REN__STEP_BYTE | REN__CP_437 << 3));
  assert_int_equal(ren__sweep_family(REN__STEP_UTF8 | REN__CP_L9), REN__STEP_UTF8 | REN__CP_WIN);
}

/* One pass over a line: letters in fitting places only. */
static void settled_texts(void **state) {
  (void)state;
  static const struct {
    const char *line;
    unsigned words;
  } table[] = {
      {"NÃ¤mnden fÃ¶reslÃ¥r detta.", 3}, {"Ã…rsta och Ã…nge", 2},  {"FÃ¶RSLAG", 0},     {"skriv \"Ã¥\" i stället", 0},
      {"mÃ¶te &amp; beslut", 0},         {"NÃ¤mnden – beslut", 0}, {"inget att se", 0}, {"a1Ã¥", 0}};
  ren__votes votes = {.chain = {REN__STEP_UTF8 | REN__CP_WIN}, .runs = {64}, .count = 1};
  ren__leader leader = {0};
  ren__leader_update(&leader, &votes);
  assert_int_equal(leader.chain, REN__STEP_UTF8 | REN__CP_WIN);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ren_edits *edits;
    ren_status status = REN_OK;
    ren_str line = ren_str_of(table[i].line);
    assert_ok(ren_edits_new(&edits, REN_STEP_ENCODING, err));
    assert_int_equal(ren__leader_line(&leader, line, 0, line.len, edits, &status, NULL), table[i].words);
    if (!table[i].words) assert_int_equal(ren_edits_count(edits), 0);
    ren_edits_free(edits);
  }
  ren__repair_vote(&votes, REN__STEP_RAW | REN__CP_850, 10); /* one in seven */
  ren__leader_update(&leader, &votes);
  assert_int_equal(leader.chain, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(two_confusions), cmocka_unit_test(left_alone),
                                     cmocka_unit_test(names_follow_their_text), cmocka_unit_test(families),
                                     cmocka_unit_test(settled_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
