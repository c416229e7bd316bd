/* Invisible text is taken out of a page's drawing instructions, nothing else. */
#include "layer/hidden_text.h"

#include "unit.h"

static const struct {
  const char *contents, *left; /* left NULL: nothing is taken out */
  size_t taken;
} cases[] = {
    {"BT 3 Tr (abc) Tj ET", "BT 3 Tr  ET", 1},
    {"BT /F 9 Tf 3 Tr 1 0 0 1 5 5 Tm [(a) -20 <62>] TJ ET q 1 0 0 1 0 0 cm /I Do Q",
     "BT /F 9 Tf 3 Tr 1 0 0 1 5 5 Tm  ET q 1 0 0 1 0 0 cm /I Do Q", 1},
    {"BT 3 Tr (a) ' 1 2 (b) \" ET", "BT 3 Tr T* T* ET", 2},
    {"BT (seen) Tj 3 Tr (not) Tj 0 Tr (seen) Tj ET", "BT (seen) Tj 3 Tr  0 Tr (seen) Tj ET", 1},
    {"q 3 Tr BT (a) Tj ET Q BT (b) Tj ET", "q 3 Tr BT  ET Q BT (b) Tj ET", 1},
    {"3 Tr (a \\) (b) c) Tj % (x) Tj\n(d) Tj", "3 Tr  ", 2},
    {"3 Tr BI /W 1 /H 1 ID \x01(Tj) EI (a) Tj", "3 Tr BI /W 1 /H 1 ID \x01(Tj) EI ", 1},
    {"3 Tr /P <</MCID 0>> BDC (a) Tj EMC", "3 Tr /P <</MCID 0>> BDC  EMC", 1},
    {"BT (seen) Tj ET", NULL, 0},
    {"3 Tr (never closed Tj", NULL, 0},
    {"3 Tr (a) Tj <62", NULL, 0},
    {"3 Tr (a) Tj BI ID x", NULL, 0},
    {"", NULL, 0},
};

static void test_strip(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf out = {0};
    ren_buf_puts(&out, "before|");
    assert_int_equal(ren__hidden_text_strip(&out, ren_str_of(cases[i].contents)), cases[i].taken);
    ren_buf wanted = {0};
    ren_buf_printf(&wanted, "before|%s", cases[i].left ? cases[i].left : "");
    assert_int_equal(out.len, wanted.len);
    assert_memory_equal(out.ptr, wanted.ptr, wanted.len);
    ren_buf_free(&wanted);
    ren_buf_free(&out);
  }
}

static void test_setup(void **state) {
  (void)state;
  static const char *const setups[][2] = {
      {"q 1 0 0 1 0 0 cm /I Do Q BT /F 9 Tf 3 Tr 1 0 0 1 5 5 Tm 0 g T* ET 1 w", "q 1 0 0 1 0 0 cm /I Do Q 0 g 1 w"},
      {"BT ET", ""},
      {"(open", NULL},
  };
  for (size_t i = 0; i < sizeof setups / sizeof *setups; i++) {
    ren_buf out = {0};
    assert_int_equal(ren__text_setup_strip(&out, ren_str_of(setups[i][0])), setups[i][1] != NULL);
    assert_str(ren_buf_str(&out), setups[i][1] ? setups[i][1] : "");
    ren_buf_free(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_strip), cmocka_unit_test(test_setup)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
