/* Whole documents as bad scans leave them: what is told from the rest of the document. */
#include "unit.h"

#include "segment/damage_signs.h"
#include "segment/numbering.h"
#include "segment/pointers.h"
#include "segment/roster.h"

#include <renskrift/segment.h>

#include <stdio.h>

/* `organ|date|dnr|paragraph|Name (P); ...` of every block, a line each. */
static void show_blocks(ren_buf *out, const char *bytes) {
  ren_text *text = NULL;
  ren_reservations *list = NULL;
  assert_ok(ren_text_new(&text, ren_str_of(bytes), err));
  assert_ok(ren_reservations_new(&list, err));
  assert_ok(ren_segment(list, "x", text, NULL, err));
  for (size_t i = 0; i < ren_reservations_count(list); i++) {
    const ren_reservation *r = ren_reservations_get(list, i);
    const ren_str fields[] = {r->organ, r->date, r->dnr, r->paragraph};
    if (i) ren_buf_putc(out, '\n');
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
      ren_buf_append_str(out, fields[k]);
      ren_buf_putc(out, '|');
    }
    for (size_t k = 0; k < r->signatory_count; k++) {
      if (k) ren_buf_puts(out, "; ");
      ren_buf_append_str(out, r->signatories[k].name);
      ren_buf_puts(out, " (");
      ren_buf_append_str(out, r->signatories[k].party);
      ren_buf_putc(out, ')');
    }
  }
  ren_reservations_free(list);
  ren_text_free(text);
}

static void documents(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      /* a reader without the section sign */
      {"Hamnnämnden\nDatum: 2024-05-14\n\n8 31 Taxa för gästhamnen\nDnr HN 2024/12\n\nBeslut\n\nTaxan antas.\n\n"
       "Reservation\n\nUlf Ask (C) reserverar sig mot beslutet.\n\n8 32 Muddring av inloppet\nDnr HN 2024/19\n\n"
       "Reservation\n\nUlf Ask (C) reserverar sig mot beslutet.\n",
       "Hamnnämnden|2024-05-14|HN 2024/12|§ 31|Ulf Ask (C)\nHamnnämnden|2024-05-14|HN 2024/19|§ 32|Ulf Ask (C)"},
      /* the head, the hyphen and a name; the name stands well twice */
      {"Protokell\n\n8arn~ och ungdomsnamnoen\n\nDatum: 2O24-05-14\n\n§ 7 Skolskjutsar\n\nOrn: BUN 2024/3\n\n"
       "Yrkanden\n\nRoger Ekdahl (M) yrkar avslag.\n\nBes1ut\n\nForslaget antas.\n\nReservationer\n\n"
       "Roger Ekdahl (M) reserverar sig mot beslutet.\n\nOm5orgen\n\nRoqer Ekdohl (M) lamnar foljande sarskilda "
       "uttalande: Skjutsarna behovs.\n",
       "Barn- och ungdomsnämnden|2024-05-14|BUN 2024/3|§ 7|Roger Ekdahl (M)\n"
       "Barn- och ungdomsnämnden|2024-05-14|BUN 2024/3|§ 7|Roger Ekdahl (M)\n"
       "Barn- och ungdomsnämnden|2024-05-14|BUN 2024/3|§ 7|Roger Ekdahl (M)"},
      /* `sig` in pieces */
      {"Hamnnämnden\n\n§ 7 Kaj 3\n\nUlf Ask (C) reserverar z ig mot be5lutet.\n", "Hamnnämnden|||§ 7|Ulf Ask (C)"},
      /* lines without blank ones between them: headings and numbers begin anew */
      {"Kulturnämnden 2024-05-14\n§ 7 Bidrag till hembygdsföreningen för renovering av kvarnen i Norrby\n"
       "Reservation\nUlf Ask (C) reserverar sig mot beslutet eftersom kvarnen är det enda som är kvar\n"
       "av den gamla byn och eftersom föreningen har lagt ned mer än tusen timmar på taket\n"
       "§ 8 Delegationsbeslut\nBesluten läggs till handlingarna och nämnden tackar för den goda\n"
       "redovisningen av dem.\n",
       "Kulturnämnden|2024-05-14||§ 7|Ulf Ask (C)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf shown = {0};
    show_blocks(&shown, cases[i][0]);
    assert_str(ren_buf_str(&shown), cases[i][1]);
    ren_buf_free(&shown);
  }
}

static void numbering(void **state) {
  (void)state;
  const struct {
    const char *lines;
    uint32_t numbers[4];
  } cases[] = {{"$ 12 Taxa\n\nTexten.\n\n& 13 Plan\n\n", {12, 0, 13}},
               {"8 31 Taxa\n\n8 32 Plan\n\n", {31, 32}},
               {"8 31 Taxa\n\nText.\n\n", {0, 0}},
               {"8 31 Taxa\n\nDnr KS 2024/1\n\n", {31, 0}},
               {"529\n\nBygglov\n\n8 30\n\nPlan\n", {29, 0, 30, 0}},
               {"KS 8171 Dnr KS 2021/18\n\nTaxa\n", {171, 0}},
               {"8 31 kronor\n\n8 32 kronor\n", {0, 0}},
               {"$ 500 miljoner\n\nText\n", {0, 0}}};
  ren__cue_words words;
  ren__titles *titles = ren__titles_new();
  assert_true(ren__cue_words_init(&words, NULL, 4096));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__paras paras = {0};
    assert_true(ren__paras_find(&paras, &words, titles, ren_str_of(cases[i].lines)));
    assert_true(ren__numbering_find(&paras, ren_str_of(cases[i].lines)));
    for (size_t k = 0; k < paras.count && k < 4; k++)
      if (paras.items[k].number != cases[i].numbers[k])
        fail_msg("\"%s\": paragraph %zu is %u", cases[i].lines, k, paras.items[k].number);
    ren__paras_clear(&paras);
  }
  ren__titles_free(titles);
  ren__cue_words_clear(&words);
}

static void settle(ren_buf *out, const char *text, bool damaged) {
  ren__roster *roster = ren__roster_new(ren_str_of(text), NULL, damaged);
  assert_non_null(roster);
  const char *at = strrchr(text, ':') + 2; /* the name after the last colon, up to its bracket */
  size_t start = (size_t)(at - text), end = start + strcspn(at, "({") - 1;
  ren__person person = {.start = start, .end = end};
  if (at[strcspn(at, "({")] == '(' && at[strcspn(at, "({") + 2] == ')') person.party[0] = at[strcspn(at, "({") + 1];
  ren__roster_settle(roster, &person);
  ren_buf_append(out, text + person.start, person.end - person.start);
  ren_buf_puts(out, " (");
  ren_buf_puts(out, person.party);
  ren_buf_puts(out, ")");
  ren__roster_free(roster);
}

static void roster(void **state) {
  (void)state;
  const struct {
    const char *text, *settled;
    bool damaged;
  } cases[] = {
      {"Anna Lindström (L), Bo Ek (M). Anna Lindström (L). Sist: Anna Lindstrom (L)", "Anna Lindström (L)", true},
      {"Anna Lindblad (L), Anna Lindblad (L). Sist: Anna Lindb1ad (L)", "Anna Lindblad (L)", true},
      {"Anna Lindblad (L), Anna Lindblad (L). Sist: Anna Lindb1ad (L)", "Anna Lindb1ad (L)", false},
      {"Anna Lindblad (L), Anna Lindblad (L). Sist: Anna Lindb1ad (M)", "Anna Lindb1ad (M)", true},
      {"Anna Lindblad (L). Sist: Anna Lindb1ad (L)", "Anna Lindb1ad (L)", true},
      {"Anna Karlsson (S), Anna Karlsson (S). Sist: Anna Larsson (S)", "Anna Larsson (S)", true},
      {"Anna Lindblad (L), Bo Ek (M). Sist: Anna Lindblad {q", "Anna Lindblad (L)", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf shown = {0};
    settle(&shown, cases[i].text, cases[i].damaged);
    assert_str(ren_buf_str(&shown), cases[i].settled);
    ren_buf_free(&shown);
  }
}

static void signs_of_damage(void **state) {
  (void)state;
  const struct {
    const char *text;
    bool shows;
  } cases[] = {{"Nämnden beslutar att godkänna förslaget den 3 maj 2024, dnr KS 2024/12.", false},
               {"Nämnden be5lutar att godkänna förslaget.", true},
               {"CO2 och e-post till a4-format", false},
               {"", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(ren__damage_shows(ren_str_of(cases[i].text)), cases[i].shows);
  ren_buf plain = {0};
  for (int i = 0; i < 12; i++) ren_buf_puts(&plain, "Namnden foreslar att kommunen ska. ");
  assert_true(ren__damage_shows(ren_buf_str(&plain)));
  ren_buf_free(&plain);
}

/* Small words of pointers that cannot be made out. */
static void pointers(void **state) {
  (void)state;
  static const struct {
    const char *text, *target;
    ren_refers how;
  } cases[] = {{"likalydande mod Liberalernas reservation", "Liberalernas reservation", REN_REFERS_LIKALYDANDE},
               {"hanvisar tiil sitt yrkande", "sitt yrkande", REN_REFERS_SE},
               {"se reservation f namfort under halsonamnden", "Hälsonämnden", REN_REFERS_SE}};
  ren__cue_words words;
  assert_true(ren__cue_words_init(&words, NULL, 4096));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren__tokens tokens = {.damaged = true};
    ren__pointer pointer;
    ren_buf target = {0};
    assert_true(ren__tokens_split(&tokens, cases[i].text, 0, strlen(cases[i].text), 100));
    ren__cue_classify(&words, &tokens, cases[i].text);
    assert_true(ren__pointer_find(&pointer, &tokens, 0, tokens.count));
    assert_int_equal(pointer.how, cases[i].how);
    ren__pointer_target(&target, &pointer, &tokens, cases[i].text);
    assert_str(ren_buf_str(&target), cases[i].target);
    ren_buf_free(&target);
    ren__tokens_clear(&tokens);
  }
  ren__cue_words_clear(&words);
}

/* Letters that were mended are a sign too; joined lines are none. */
static void mended_words(void **state) {
  (void)state;
  static const struct {
    size_t offset, length;
    const char *after;
    bool shows;
  } cases[] = {{8, 1, "s", true}, {28, 1, " ", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_text *text = NULL;
    ren_edits *edits = NULL;
    assert_ok(ren_text_new(&text, REN_STR("Nämnden bezlutar att godta\nförslaget."), err));
    assert_ok(ren_edits_new(&edits, REN_STEP_SPELLING, err));
    ren_edit edit = {cases[i].offset, cases[i].length, ren_str_of(cases[i].after), "test", 1};
    assert_ok(ren_edits_add(edits, &edit, err));
    assert_false(ren__damage_mended(text));
    assert_ok(ren_text_apply(text, edits, NULL, err));
    assert_int_equal(ren__damage_mended(text), cases[i].shows);
    ren_edits_free(edits);
    ren_text_free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents),       cmocka_unit_test(numbering),    cmocka_unit_test(roster),
      cmocka_unit_test(signs_of_damage), cmocka_unit_test(mended_words), cmocka_unit_test(pointers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
