/* Who signed: every way of writing a list of persons and parties. */
#include "unit.h"

#include "segment/persons.h"

#include <stdio.h>

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

/* The list as `Name (P); Name (P)`. */
static void show(char *out, size_t room, const ren__persons *persons, const char *text) {
  size_t n = 0;
  out[0] = 0;
  for (size_t i = 0; i < persons->count; i++) {
    const ren__person *p = &persons->items[i];
    n += (size_t)snprintf(out + n, room - n, "%s%.*s%s(%s)", i ? "; " : "", (int)(p->end - p->start), text + p->start,
                          p->end > p->start ? " " : "", p->party);
  }
}

static void lists(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"Anna Ek (L)", "Anna Ek (L)"},
      {"Louise Berg m.fl. (alla L)", "Louise Berg (L)"},
      {"Anna Ek och Bo Alm (båda L)", "Anna Ek (L); Bo Alm (L)"},
      {"Anna Ek, Bo Alm och Cia Dahl (alla M)", "Anna Ek (M); Bo Alm (M); Cia Dahl (M)"},
      {"Anna Ek (S), Bo Alm (V) och Cia Dahl (MP) reserverar sig", "Anna Ek (S); Bo Alm (V); Cia Dahl (MP)"},
      {"(S), (V) och (MP)", "(S); (V); (MP)"},
      {"ledamöterna från M, L och KD reserverar sig", "(M); (L); (KD)"},
      {"Representanterna från S, V och MP antecknar", "(S); (V); (MP)"},
      {"Ledamöterna från SD", "(SD)"},
      {"Moderaterna och Liberalerna reserverar sig", "(M); (L)"},
      {"Sverigedemokraternas ledamöter", "(SD)"},
      {"S, V och MP", "(S); (V); (MP)"},
      {"vice ordföranden Anna Ek (M) och ledamoten Bo Alm (KD)", "Anna Ek (M); Bo Alm (KD)"},
      {"borgarrådet Jan Alm (L) enligt följande", "Jan Alm (L)"},
      {"1:e vice ordföranden Anna Ek (M)", "Anna Ek (M)"},
      {"Tjänstgörande ersättaren Ali Nouri (C)", "Ali Nouri (C)"},
      {"Anna-Karin von Essen (m)", "Anna-Karin von Essen (M)"},
      {"Jonas Andersson i Linköping (SD)", "Jonas Andersson i Linköping (SD)"},
      {"Anders W. Jonsson (C) och Jan R Ek (M)", "Anders W. Jonsson (C); Jan R Ek (M)"},
      {"André Ek (V)", "André Ek (V)"},
      {"Anna Ek (FP), Bo Alm (vpk)", "Anna Ek (FP); Bo Alm (VPK)"},
      {"Anna Ek (SJVP)", "Anna Ek (SJVP)"},
      {"Anna Ek (ABC)", "Anna Ek (ABC)"},
      {"Anna Ek, Liberalerna", "Anna Ek (L)"},
      {"Anna Ek (L) Bo Alm (M) och Cia Dahl (C)", "Anna Ek (L); Bo Alm (M); Cia Dahl (C)"},
      {"Anna Ek och Bo Alm, båda (S), reserverar sig", "Anna Ek (S); Bo Alm (S)"},
      {"V-ledamoten Farida Noor reserverar sig", "Farida Noor (V)"},
      {"S-, V- och MP-ledamöterna reserverar sig", "(S); (V); (MP)"},
      {"Moderatledamöterna reserverar sig", "(M)"},
      {"Vpk:s grupp reserverar sig", "(VPK)"},
      {"Samtliga ledamöter i Socialdemokraternas och Vänsterpartiets grupper", "(S); (V)"},
      {"Anna Ek (partilös) reserverar sig", "Anna Ek ()"},
      {"Örsundapartiet (ÖP) reserverar sig", "(ÖP)"},
      {"Frimodig kyrka (FISK) lämnar", "(FISK)"},
      {"SD, genom Anna Ek och Bo Alm, reserverar sig", "Anna Ek (SD); Bo Alm (SD)"},
      {"herrar Ek och Sjögren samt fröken Wide", "Ek (); Sjögren (); Wide ()"},
      {"Rektor Nils Ek (fp) och fru Asta Dahl (s)", "Nils Ek (FP); Asta Dahl (S)"},
      {"Anna Ek, regionråd i opposition (S)", "Anna Ek (S)"},
      {"Anna Ek (M) med instämmande av Bo Alm (KD) yrkar", "Anna Ek (M); Bo Alm (KD)"},
      {"Anna Ek (L): Liberalerna vill se mer", "Anna Ek (L)"},
      /* OCR */
      {"Anna Ek {5D) och Bo A1m [L]", "Anna Ek (SD); Bo A1m (L)"},
      {"Anna Ek L) och Bo Alm (M reserverar", "Anna Ek (L); Bo Alm (M)"},
      {"Bo Alm \xC2\xA9", "Bo Alm (C)"},
      {"1ovisa Ek (L)", "1ovisa Ek (L)"},
      {"lngvar Ek (L)", "lngvar Ek (L)"},
      {"Hedda F nank (L)", "Hedda F nank (L)"},
      {"Ledamotorna fran 5D och SJYP", "(SD); (SJVP)"},
      {"Anna Ek CL) och Bo Alm (KDJ reserverar", "Anna Ek (L); Bo Alm (KD)"},
      {"Anna Ek (Y), Bo Alm (tm) och Cia Dahl {kd]", "Anna Ek (V); Bo Alm (M); Cia Dahl (KD)"},
      {"Stig Rask \xC2\xA2vpk> avger", "Stig Rask (VPK)"},
      {"Anna Ek.(L) och Bo Alm (M)", "Anna Ek (L); Bo Alm (M)"},
      {"Anna'Ek (L), Sandel-l Bo (V)", "Anna'Ek (L); Sandel-l Bo (V)"},
      {"aote Viklund (SJVP)", "aote Viklund (SJVP)"},
      {"Mats 0 Lund (L) och Bo \xC2\xA9 Alm (C)", "Mats 0 Lund (L); Bo \xC2\xA9 Alm (C)"},
      {"J an-Erik Fors (D)", "J an-Erik Fors (D)"},
      {"Anna Ek () och Bo Alm (KD)", "Anna Ek (); Bo Alm (KD)"},
      /* nobody */
      {"Nämnden beslutar", ""},
      {"förvaltningens förslag", ""},
      {"Ordföranden", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *text = cases[i][0];
    ren__tokens tokens = {0};
    ren__persons persons;
    char shown[512];
    assert_true(ren__tokens_split(&tokens, text, 0, strlen(text), 100));
    ren__cue_classify(&words, &tokens, text);
    ren__persons_read(&persons, &tokens, text, 0, tokens.count, true);
    show(shown, sizeof shown, &persons, text);
    if (strcmp(shown, cases[i][1]) != 0) fail_msg("%s gives %s", text, shown);
    ren__tokens_clear(&tokens);
  }
}

/* Where the text was read badly, what cannot be made out is skipped on the way to a party. */
static void skips_what_is_damaged(void **state) {
  (void)state;
  static const char *const cases[][3] = {{"Anna Ek (L) oh Bo Alm (M)", "Anna Ek (L)", "Anna Ek (L); Bo Alm (M)"},
                                         {"ledamöterna ran M, KD och SD", "", "(M); (KD); (SD)"},
                                         {"Anna Ek, Bo Alm och Cia Dahl (bxda M)",
                                          "Anna Ek (); Bo Alm (); Cia Dahl (); (M)",
                                          "Anna Ek (M); Bo Alm (M); Cia Dahl (M)"},
                                         {"Anna Ek (SUVP)", "Anna Ek (SUVP)", "Anna Ek (SJVP)"},
                                         {"5am Idh (V)", "", "5am Idh (V)"},
                                         {"Anna Ek (L) anser att nämnden", "Anna Ek (L)", "Anna Ek (L)"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int damaged = 0; damaged < 2; damaged++) {
      const char *text = cases[i][0];
      ren__tokens tokens = {.damaged = damaged != 0};
      ren__persons persons;
      char shown[512];
      assert_true(ren__tokens_split(&tokens, text, 0, strlen(text), 100));
      ren__cue_classify(&words, &tokens, text);
      ren__persons_read(&persons, &tokens, text, 0, tokens.count, true);
      show(shown, sizeof shown, &persons, text);
      if (strcmp(shown, cases[i][1 + damaged]) != 0) fail_msg("\"%s\" (%d): %s", text, damaged, shown);
      ren__tokens_clear(&tokens);
    }
}

static void stops_where_the_list_ends(void **state) {
  (void)state;
  const char *text = "Anna Ek (L) Vi anser att Bo Alm (M) har fel";
  ren__tokens tokens = {0};
  ren__persons persons;
  assert_true(ren__tokens_split(&tokens, text, 0, strlen(text), 100));
  ren__cue_classify(&words, &tokens, text);
  assert_true(ren__persons_read(&persons, &tokens, text, 0, tokens.count, true));
  assert_int_equal(persons.count, 1);
  assert_int_equal(persons.stop, 3);
  ren__tokens_clear(&tokens);
}

static void no_more_than_fit(void **state) {
  (void)state;
  ren_buf text = {0};
  for (int i = 0; i < 500; i++) ren_buf_puts(&text, "Anna Ek (L), ");
  ren__tokens tokens = {0};
  ren__persons persons;
  assert_true(ren__tokens_split(&tokens, text.ptr, 0, text.len, 10000));
  ren__cue_classify(&words, &tokens, text.ptr);
  assert_true(ren__persons_read(&persons, &tokens, text.ptr, 0, tokens.count, true));
  assert_int_equal(persons.count, REN__PERSONS_MAX);
  ren__tokens_clear(&tokens);
  ren_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists),
      cmocka_unit_test(skips_what_is_damaged),
      cmocka_unit_test(stops_where_the_list_ends),
      cmocka_unit_test(no_more_than_fit),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
