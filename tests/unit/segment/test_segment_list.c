/* The list: ids, records written and read again, pointers over a batch, bad input. */
#include "unit.h"

#include <renskrift/segment.h>

#include <stdio.h>
#include <stdlib.h>

static void add_text(ren_reservations *list, const char *file, const char *bytes, size_t length) {
  ren_text *text;
  assert_ok(ren_text_new(&text, (ren_str){bytes, length}, err));
  assert_ok(ren_segment(list, file, text, NULL, err));
  ren_text_free(text);
}

static void add(ren_reservations *list, const char *file, const char *bytes) {
  add_text(list, file, bytes, strlen(bytes));
}

static ren_reservations *new_list(void) {
  ren_reservations *list;
  assert_ok(ren_reservations_new(&list, err));
  return list;
}

static const char minutes[] = "Socialnämnden 2024-05-22\n\n§ 54 Remiss\n\nDnr SN 2024/0317\n\nBeslut\n\nJa.\n\n"
                              "Reservation\n\nAnna Ek (L) reserverar sig mot beslutet enligt följande:\n\n"
                              "Vi är emot. \xE2\x80\x9DNej\xE2\x80\x9D sa vi.\n\nTabb\there.\n\n"
                              "Särskilt uttalande av Bo Alm (M), se bilaga 2.\n";

static void ids_are_unique(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  add(list, "a.txt", minutes);
  add(list, "b.txt", minutes);
  add(list, "a.txt", minutes);
  assert_int_equal(ren_reservations_count(list), 6);
  assert_str(ren_reservations_get(list, 0)->id, "a.txt#1");
  assert_str(ren_reservations_get(list, 1)->id, "a.txt#2");
  assert_str(ren_reservations_get(list, 3)->id, "b.txt#2");
  assert_str(ren_reservations_get(list, 4)->id, "a.txt#3");
  assert_null(ren_reservations_get(list, 6));
  ren_reservations_free(list);
}

static void records_come_back(void **state) {
  (void)state;
  ren_reservations *list = new_list(), *again = new_list();
  ren_buf out = {0}, second = {0};
  add(list, "prot\"okoll.txt", minutes);
  assert_ok(ren_reservations_resolve(list, err));
  ren_reservations_write_ndjson(list, &out);
  assert_ok(ren_reservations_read_ndjson(again, ren_buf_str(&out), err));
  ren_reservations_write_ndjson(again, &second);
  assert_true(ren_str_eq(ren_buf_str(&out), ren_buf_str(&second)));
  const ren_reservation *x = ren_reservations_get(again, 0);
  assert_str(x->text, "Vi är emot. \xE2\x80\x9DNej\xE2\x80\x9D sa vi.\n\nTabb\there.");
  assert_str(x->signatories[0].party, "L");
  assert_int_equal(ren_reservations_get(again, 1)->refers, REN_REFERS_SE);
  assert_int_equal(ren_reservations_get(again, 1)->kind, REN_KIND_SARSKILT_UTTALANDE);
  ren_buf_free(&out);
  ren_buf_free(&second);
  ren_reservations_free(list);
  ren_reservations_free(again);
}

static void plain_records_are_enough(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  assert_ok(ren_reservations_read_ndjson(
      list, REN_STR("{\"id\":\"x\",\"text\":\"Hej\"}\n\n{\"text\":\"Då\",\"id\":\"y\",\"more\":[1]}"), err));
  assert_int_equal(ren_reservations_count(list), 2);
  assert_str(ren_reservations_get(list, 1)->text, "Då");
  assert_int_equal(ren_reservations_get(list, 1)->kind, REN_KIND_RESERVATION);
  ren_reservations_free(list);
}

static void malformed_records_are_refused(void **state) {
  (void)state;
  static const char *const bad[] = {
      "{\"id\":\"a\",\"text\":\"b\"}\nnot json\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\"\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"\",\"text\":\"b\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":1,\"text\":\"b\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n[1,2]\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\",\"schema\":\"renskrift/edit/1\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\",\"offset\":-1}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\",\"kind\":\"visa\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\",\"signatories\":[1]}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\",\"refers_to\":{\"how\":\"?\"}}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"\xFF\"}\n",
      "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"a\",\"text\":\"b\"} trailing\n",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ren_reservations *list = new_list();
    ren_error err = {0};
    assert_int_equal(ren_reservations_read_ndjson(list, ren_str_of(bad[i]), &err), REN_EFORMAT);
    assert_non_null(strstr(err.message, "line 2"));
    assert_true(err.offset >= 22);
    assert_int_equal(ren_reservations_count(list), 0);
    ren_reservations_free(list);
  }
}

/* ---- pointers over a batch -------------------------------------------------- */

static ren_str target_of(const ren_reservations *list, const char *id) {
  for (size_t i = 0; i < ren_reservations_count(list); i++)
    if (ren_str_eq(ren_reservations_get(list, i)->id, ren_str_of(id))) return ren_reservations_get(list, i)->refers_id;
  fail_msg("no block %s", id);
  return (ren_str){0};
}

#define BLOCK(file, number, organ, sign, text)                                                                         \
  "{\"id\":\"" file "#" number "\",\"file\":\"" file "\",\"organ\":\"" organ "\",\"signatories\":[" sign               \
  "],\"text\":\"" text "\"}\n"
#define POINTER(file, number, organ, sign, how, to)                                                                    \
  "{\"id\":\"" file "#" number "\",\"file\":\"" file "\",\"organ\":\"" organ "\",\"signatories\":[" sign               \
  "],\"text\":\"...\",\"refers_to\":{\"how\":\"" how "\",\"to\":\"" to "\",\"id\":null}}\n"
#define SIGNED(name, party) "{\"name\":\"" name "\",\"party\":\"" party "\"}"

static void pointers_find_their_block(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  assert_ok(ren_reservations_read_ndjson(
      list,
      REN_STR(BLOCK("a", "1", "Socialnämnden", SIGNED("Anna Ek", "L"), "Vi vill.")            /* */
              BLOCK("a", "2", "Socialnämnden", SIGNED("Bo Alm", "M"), "Vi vill inte.")        /* */
              POINTER("a", "3", "Skolnämnden", SIGNED("Anna Ek", "L"), "se", "Socialnämnden") /* */
              POINTER("a", "4", "Skolnämnden", SIGNED("Cia Dahl", "M"), "likalydande",
                      "Moderaternas reservation i socialnämnden")                                                /* */
              POINTER("a", "5", "Skolnämnden", SIGNED("Cia Dahl", "M"), "instämmer", "Anna Eks (L) reservation") /* */
              POINTER("b", "1", "Kulturnämnden", SIGNED("Eva Fors", "L"), "likalydande",
                      "Liberalernas reservation i socialnämnden")                                  /* */
              POINTER("b", "2", "Kulturnämnden", SIGNED("Eva Fors", "L"), "se", "Byggnadsnämnden") /* */
              POINTER("b", "3", "Kulturnämnden", SIGNED("Eva Fors", "L"), "se", "Reservationer m.m.")),
      err));
  assert_ok(ren_reservations_resolve(list, err));
  assert_str(target_of(list, "a#3"), "a#1");
  assert_str(target_of(list, "a#4"), "a#2");
  assert_str(target_of(list, "a#5"), "a#1");
  assert_str(target_of(list, "b#1"), "a#1"); /* in another document of the batch */
  assert_str(target_of(list, "b#2"), "");
  assert_str(target_of(list, "b#3"), "");
  ren_reservations_free(list);
}

static void equals_are_not_guessed_between(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  assert_ok(ren_reservations_read_ndjson(
      list,
      REN_STR(BLOCK("a", "1", "Socialnämnden", SIGNED("Anna Ek", "L"), "Ett.") /* */
              BLOCK("a", "2", "Socialnämnden", SIGNED("Anna Ek", "L"), "Två.") /* */
              POINTER("a", "3", "Skolnämnden", SIGNED("Anna Ek", "L"), "se", "Socialnämnden")),
      err));
  assert_ok(ren_reservations_resolve(list, err));
  assert_str(target_of(list, "a#3"), "");
  ren_reservations_free(list);
}

/* ---- hostile input -------------------------------------------------------------- */

static void check_spans(const ren_reservations *list, size_t length) {
  for (size_t i = 0; i < ren_reservations_count(list); i++) {
    const ren_reservation *x = ren_reservations_get(list, i);
    assert_true(x->offset <= length && x->length <= length - x->offset);
  }
}

static void hostile_texts(void **state) {
  (void)state;
  static const struct {
    const char *unit;
    int times;
  } cases[] = {{"(", 50000},
               {"Reservation av ", 20000},
               {"reserverar sig ", 20000},
               {"\f", 50000},
               {"\n", 50000},
               {"§ 1\n", 20000},
               {"Anna Ek (L), ", 10000},
               {"A", 100000},
               {"R E S E R V ", 5000},
               {"Reservation\n\n", 20000},
               {"m.m. ", 20000},
               {"?", 50000},
               {"Anna Ek (L) reserverar sig mot beslutet. ", 3000},
               {"och ", 30000},
               {"-\n", 30000},
               {"1\n\f", 20000},
               {"Nämnden för ", 10000},
               {"\xC3\xA5", 50000}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf text = {0};
    for (int j = 0; j < cases[i].times; j++) ren_buf_puts(&text, cases[i].unit);
    ren_reservations *list = new_list();
    add_text(list, "x", text.ptr, text.len);
    assert_ok(ren_reservations_resolve(list, err));
    check_spans(list, text.len);
    ren_reservations_free(list);
    ren_buf_free(&text);
  }
}

static void nul_bytes_and_nothing(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  static const char nul[] = "Reservation av Anna Ek (L)\n\nVi \0 tycker \0\0 det.\n";
  add_text(list, "x", nul, sizeof nul - 1);
  assert_int_equal(ren_reservations_count(list), 1);
  add(list, "y", "");
  assert_int_equal(ren_reservations_count(list), 1);
  ren_reservations_free(list);
}

static void text_that_is_not_utf8(void **state) {
  (void)state;
  ren_reservations *list = new_list();
  ren_text *text;
  ren_error err = {0};
  assert_int_equal(ren_text_new(&text, REN_STR("Reservation av \xE5ke Ek (L)"), &err), REN_OK);
  assert_int_equal(ren_segment(list, "x", text, NULL, &err), REN_EFORMAT);
  assert_int_equal(ren_reservations_count(list), 0);
  ren_text_free(text);
  ren_reservations_free(list);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ids_are_unique),
      cmocka_unit_test(records_come_back),
      cmocka_unit_test(plain_records_are_enough),
      cmocka_unit_test(malformed_records_are_refused),
      cmocka_unit_test(pointers_find_their_block),
      cmocka_unit_test(equals_are_not_guessed_between),
      cmocka_unit_test(hostile_texts),
      cmocka_unit_test(nul_bytes_and_nothing),
      cmocka_unit_test(text_that_is_not_utf8),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
