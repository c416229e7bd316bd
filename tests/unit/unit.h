/* unit.h: cmocka with what it needs before it. */
#ifndef REN_UNIT_H
#define REN_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <renskrift/base.h>

#include <string.h>

/* Fails with the error's message if a call did not succeed. */
#define assert_ok(call)                                                                                                \
  do {                                                                                                                 \
    ren_error unit_err = {0};                                                                                          \
    ren_error *err = &unit_err;                                                                                        \
    if ((call) != REN_OK) fail_msg("%s: %s", #call, unit_err.message);                                                 \
  } while (0)

#define assert_str(view, literal)                                                                                      \
  do {                                                                                                                 \
    ren_str unit_view = (view);                                                                                        \
    char unit_copy[4096] = {0};                                                                                        \
    memcpy(unit_copy, unit_view.ptr, unit_view.len < sizeof unit_copy - 1 ? unit_view.len : sizeof unit_copy - 1);     \
    assert_string_equal(unit_copy, literal);                                                                           \
  } while (0)

#endif
