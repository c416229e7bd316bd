/* CSV export: quoting by RFC 4180, the columns, and lines that are not records. */
#include <renskrift/report.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect(const char *kind, const char *ndjson, const char *rows) {
  ren_buf out = {0};
  ren_error err = {0};
  ren_status status = ren_report_csv(&out, kind, ren_str_of(ndjson), &err);
  if (status != REN_OK) print_error("%s\n", err.message);
  assert_int_equal(status, REN_OK);
  const char *body = strstr(out.ptr, "\r\n") + 2;
  assert_string_equal(body, rows);
  ren_buf_free(&out);
}

static void writes_edits(void **state) {
  (void)state;
  expect("edits", "", "");
  expect("edits",
         "{\"schema\":\"renskrift/edit/1\",\"file\":\"a, "
         "b.pdf\",\"page\":2,\"offset\":10,\"length\":3,\"before\":\"f\\\"r\","
         "\"after\":\"för\",\"step\":\"spelling\",\"rule\":\"letters\",\"confidence\":0.98765,\"out_offset\":9,"
         "\"out_length\":4}\n\n"
         "{\"file\":\"b.txt\",\"page\":null,\"offset\":0,\"length\":1,\"before\":\"\\n\",\"after\":\" "
         "\",\"step\":\"lines\","
         "\"rule\":\"wrap\",\"confidence\":1}",
         "\"a, b.pdf\",2,10,3,spelling,letters,0.9877,\"f\"\"r\",,för,9,4\r\n"
         "b.txt,,0,1,lines,wrap,1,\"\n\",, ,,\r\n");
}

static void writes_reservations(void **state) {
  (void)state;
  expect(
      "reservations",
      "{\"schema\":\"renskrift/reservation/1\",\"id\":\"p#1\",\"file\":\"p.pdf\",\"page\":4,\"offset\":5,\"length\":6,"
      "\"kind\":\"reservation\",\"organ\":\"Socialnämnden\",\"date\":\"2024-03-12\",\"dnr\":\"SN 2024/17\","
      "\"signatories\":[{\"name\":\"Anna Ek\",\"party\":\"V\"},{\"name\":\"\",\"party\":\"MP\"},{\"name\":\"Bo Al\"}],"
      "\"heading\":\"Budget\",\"text\":\"Vi yrkar avslag.\\nDet räcker inte.\","
      "\"refers_to\":{\"how\":\"se\",\"to\":\"Skolnämnden\",\"id\":null}}",
      "p#1,p.pdf,4,5,6,reservation,Socialnämnden,2024-03-12,SN 2024/17,,Anna Ek (V); (MP); Bo Al,Budget,se,"
      "Skolnämnden,,\"Vi yrkar avslag.\nDet räcker inte.\"\r\n");
  expect("reservations", "{\"id\":7,\"signatories\":\"x\",\"refers_to\":[1]}", ",,,,,,,,,,,,,,,\r\n");
}

static void writes_clusters(void **state) {
  (void)state;
  expect(
      "clusters",
      "{\"id\":\"1\",\"canonical\":\"a#1\",\"members\":[{\"id\":\"a#1\",\"similarity\":1,\"relation\":\"identical\"},"
      "{\"id\":\"b#2\",\"similarity\":0.91,\"relation\":\"near-identical\"}]}\r\n",
      "1,a#1,a#1,1,identical\r\n1,a#1,b#2,0.91,near-identical\r\n");
}

static void refuses_what_is_no_record(void **state) {
  (void)state;
  static const struct {
    const char *kind, *ndjson;
    ren_status status;
    uint64_t offset;
  } rows[] = {
      {"pages", "", REN_EINVAL, UINT64_MAX},
      {"edits", "{}\n[1]\n", REN_EFORMAT, 3},
      {"edits", "{\"schema\":\"renskrift/edit/2\"}", REN_EFORMAT, 0},
      {"edits", "{\"schema\":1}", REN_EFORMAT, 0},
      {"clusters", "{}\n{}\nnull", REN_EFORMAT, 6},
      {"clusters", "{\"a\":\"\xC3\x28\"}", REN_EFORMAT, 0},
      {"clusters", "{\"a\":", REN_EFORMAT, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ren_buf out = {0};
    ren_error err = {0};
    assert_int_equal(ren_report_csv(&out, rows[i].kind, ren_str_of(rows[i].ndjson), &err), rows[i].status);
    assert_int_equal(out.len, 0);
    assert_int_equal(err.offset, rows[i].offset);
    ren_buf_free(&out);
  }
  ren_buf out = {0};
  assert_int_equal(ren_report_csv(&out, NULL, REN_STR(""), NULL), REN_EINVAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_edits),
      cmocka_unit_test(writes_reservations),
      cmocka_unit_test(writes_clusters),
      cmocka_unit_test(refuses_what_is_no_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
