/* An @ that was read as another letter, told by the rest of the address. */
#include "signs/sign_address.h"

#include "unit.h"

#include <stdio.h>

static void test_addresses(void **state) {
  (void)state;
  static const struct {
    const char *read, *wanted; /* NULL: left alone */
  } cases[] = {
      {"leif.hakanssonQvrena.se", "leif.hakansson@vrena.se"},
      {"registratorQekeryd.se", "registrator@ekeryd.se"},
      {"anna.ekGekeryd.se,", "anna.ek@ekeryd.se,"},
      {"anna.ek(Gekeryd.se).", "anna.ek@ekeryd.se)."},
      {"anna.ek(@ekeryd.se", "anna.ek@ekeryd.se"},
      {"anna.ekÖekeryd.se", "anna.ek@ekeryd.se"},
      {"anna.ek©ekeryd.nu", "anna.ek@ekeryd.nu"},
      {"info(ekeryd.se", "info@ekeryd.se"},
      {"anna.ek@ekeryd.se", NULL},
      {"visitGotland.se", NULL},
      {"www.visitGotland.se", NULL},
      {"www.ekeryd.se", NULL},
      {"anna.ekGekeryd.xx", NULL},
      {"Anna.EkQekeryd.se", NULL},
      {"a(b).se", NULL},
      {"Qekeryd.se", NULL},
      {"anna.ekQ.se", NULL},
      {"2015Q3", NULL},
      {"", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_str text = ren_str_of(cases[i].read);
    size_t from = 0, to = 0;
    bool found = ren__find_misread_at(&from, &to, text);
    char got[100] = "";
    if (found) snprintf(got, sizeof got, "%.*s@%s", (int)from, text.ptr, text.ptr + to);
    if (found != (cases[i].wanted != NULL) || (found && strcmp(got, cases[i].wanted) != 0))
      fail_msg("%s: %s", cases[i].read, found ? got : "left alone");
  }
}

static void test_long(void **state) {
  (void)state;
  char text[400];
  size_t from, to;
  memset(text, 'a', sizeof text);
  memcpy(text + 200, "Q", 1);
  memcpy(text + sizeof text - 3, ".se", 3);
  assert_false(ren__find_misread_at(&from, &to, (ren_str){text, sizeof text}));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_addresses), cmocka_unit_test(test_long)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
