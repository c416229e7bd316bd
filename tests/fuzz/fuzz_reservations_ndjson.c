/* modules: segment text */
/* Any bytes are either refused with a message, leaving the list as it was, or give
 * records that resolve, and that are written and read again without change. */
#include <renskrift/segment.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok) {
  if (!ok) abort();
}

static void check_round_trip(ren_reservations *list) {
  ren_reservations *again = NULL;
  ren_buf first = {0}, second = {0};
  check(ren_reservations_resolve(list, NULL) == REN_OK);
  ren_reservations_write_ndjson(list, &first);
  check(ren_reservations_new(&again, NULL) == REN_OK);
  check(ren_reservations_read_ndjson(again, ren_buf_str(&first), NULL) == REN_OK);
  check(ren_reservations_count(again) == ren_reservations_count(list));
  ren_reservations_write_ndjson(again, &second);
  check(ren_str_eq(ren_buf_str(&first), ren_buf_str(&second)));
  ren_reservations_free(again);
  ren_buf_free(&first);
  ren_buf_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_reservations *list = NULL;
  ren_error err = {0};
  check(ren_reservations_new(&list, NULL) == REN_OK);
  if (ren_reservations_read_ndjson(list, (ren_str){(const char *)data, size}, &err) == REN_OK) {
    check_round_trip(list);
  } else {
    check(err.code == REN_EFORMAT && err.message[0] && strstr(err.message, "line ") && err.offset <= size);
    check(ren_reservations_count(list) == 0);
  }
  ren_reservations_free(list);
  return 0;
}
