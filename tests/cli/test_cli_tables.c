/* Tables and packed streams. */
#include "unit.h"

#include "csv_scan.h"
#include "file_facts.h"
#include "packing.h"

#include <stdlib.h>

/* ---- CSV ---------------------------------------------------------------------- */

/* The record as values in brackets, "more" or what is wrong. */
static void show_record(ren_buf *out, const char *text, char delimiter, bool whole) {
  cli_csv_record record = {0};
  cli_csv_dialect d = {.delimiter = delimiter};
  ren_str bytes = ren_str_of(text);
  switch (cli_csv_read(bytes, 0, whole, &d, &record)) {
  case CLI_CSV_MORE: ren_buf_puts(out, "more"); break;
  case CLI_CSV_BROKEN: ren_buf_printf(out, "broken at %zu", record.at); break;
  case CLI_CSV_RECORD:
    for (size_t i = 0; i < record.count; i++) {
      ren_buf_puts(out, "[");
      cli_csv_value(out, bytes, &record.fields[i]);
      ren_buf_puts(out, "]");
    }
    ren_buf_printf(out, "%zu", record.end);
  }
  cli_csv_record_clear(&record);
}

static void records_are_read(void **state) {
  (void)state;
  static const struct {
    const char *text, *whole, *part;
  } cases[] = {
      {"a;b\nc", "[a][b]4", "[a][b]4"},
      {"a;b\r\n", "[a][b]5", "[a][b]5"},
      {"a;b\r", "[a][b\r]4", "more"},
      {"a;b", "[a][b]3", "more"},
      {"a;", "[a][]2", "more"},
      {";;\n", "[][][]3", "[][][]3"},
      {"\n", "[]1", "[]1"},
      {"\"a;\nb\";c\n", "[a;\nb][c]9", "[a;\nb][c]9"},
      {"\"a\"\"b\"\n", "[a\"b]7", "[a\"b]7"},
      {"\"a\"", "[a]3", "more"},
      {"\"\"\n", "[]3", "[]3"},
      {"\"\"\"\"\n", "[\"]5", "[\"]5"},
      {"a\"b\";c\n", "[a\"b\"][c]7", "[a\"b\"][c]7"},
      {"x;\"a\"b\n", "broken at 2", "broken at 2"},
      {"x;\"a\n", "broken at 2", "more"},
      {"x;\"a\"\"\n", "broken at 2", "more"},
      {"x;\"a\" \n", "broken at 2", "broken at 2"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    for (int whole = 0; whole < 2; whole++) {
      ren_buf shown = {0};
      show_record(&shown, cases[i].text, ';', whole);
      assert_str(ren_buf_str(&shown), whole ? cases[i].whole : cases[i].part);
      ren_buf_free(&shown);
    }
  }
}

static void dialects_are_found(void **state) {
  (void)state;
  static const struct {
    const char *text;
    char delimiter; /* '?': cannot tell */
    size_t skip;
    bool cr_ends;
  } cases[] = {
      {"a;b;c\n1;2,5;3\n", ';', 0, false},
      {"a,b\n\"1;2;3\",2\n", ',', 0, false},
      {"a\tb\n1, 2; 3\t2\n", '\t', 0, false},
      {"namn\nAnna\n", '\0', 0, false},
      {"\xEF\xBB\xBF"
       "a;b\n1;2\n",
       ';', 3, false},
      {"sep=|\na|b\n", '|', 6, false},
      {"\xEF\xBB\xBFsep=,\r\na,b\r\n", ',', 10, false},
      {"a;b\r1;2\r", ';', 0, true},
      {"", '\0', 0, false},
      {"a;b,c\n1,2,3\n;;;\n4\n", '?', 0, false},
      {"\xFF\xFE"
       "a",
       '?', 0, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cli_csv_dialect d;
    const char *why = NULL;
    bool found = cli_csv_detect(ren_str_of(cases[i].text), true, '\0', &d, &why);
    assert_int_equal(found, cases[i].delimiter != '?');
    if (!found) {
      assert_non_null(why);
      continue;
    }
    assert_int_equal(d.delimiter, cases[i].delimiter);
    assert_int_equal(d.skip, cases[i].skip);
    assert_int_equal(d.cr_ends, cases[i].cr_ends);
  }
}

static void values_are_quoted_where_needed(void **state) {
  (void)state;
  static const struct {
    const char *value;
    bool quoted;
    const char *field;
  } cases[] = {
      {"a", false, "a"},           {"a", true, "\"a\""}, {"a;b", false, "\"a;b\""},           {"a,b", false, "a,b"},
      {"a\nb", false, "\"a\nb\""}, {"", false, ""},      {"5\" rör", false, "\"5\"\" rör\""}, {"", true, "\"\""},
  };
  cli_csv_dialect d = {.delimiter = ';'};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf field = {0};
    cli_csv_write(&field, ren_str_of(cases[i].value), cases[i].quoted, &d);
    assert_str(ren_buf_str(&field), cases[i].field);
    ren_buf_free(&field);
  }
}

/* ---- packed streams --------------------------------------------------------------- */

static ren_status gather(void *payload, ren_str bytes, ren_error *err) {
  (void)err;
  ren_buf_append_str(payload, bytes);
  return REN_OK;
}

static void pack(ren_buf *out, cli_packing packing, ren_str text, size_t step) {
  cli_packer *packer = cli_packer_new(packing);
  for (size_t at = 0; at < text.len; at += step) {
    ren_str part = {text.ptr + at, text.len - at < step ? text.len - at : step};
    assert_ok(cli_pack(packer, part, false, gather, out, err));
  }
  assert_ok(cli_pack(packer, REN_STR(""), true, gather, out, err));
  cli_packer_free(packer);
}

/* In steps of `in` bytes into rooms of `room`. */
static ren_status unpack(ren_buf *out, cli_packing packing, ren_str packed, size_t in, size_t room, ren_error *err) {
  cli_unpacker *unpacker = cli_unpacker_new(packing);
  ren_status status = REN_OK;
  char *bytes = malloc(room);
  for (size_t at = 0; at < packed.len && status == REN_OK; at += in) {
    ren_str part = {packed.ptr + at, packed.len - at < in ? packed.len - at : in};
    size_t made = room;
    while (status == REN_OK && (part.len || made == room)) {
      status = cli_unpack(unpacker, &part, bytes, room, &made, err);
      ren_buf_append(out, bytes, made);
    }
  }
  if (status == REN_OK) status = cli_unpack_end(unpacker, err);
  cli_unpacker_free(unpacker);
  free(bytes);
  return status;
}

static void streams_come_back_in_any_steps(void **state) {
  (void)state;
  static const size_t steps[] = {1, 7, 1000, 65536}, rooms[] = {1, 3, 999, 262144};
  static const cli_packing packings[] = {CLI_GZIP, CLI_ZSTD};
  ren_buf text = {0};
  for (int i = 0; i < 300; i++) ren_buf_printf(&text, "§ %d Nämnden beslutar enligt förslaget.\n", i);
  for (int i = 0; i < 20000; i++) ren_buf_putc(&text, 'a');
  for (size_t p = 0; p < 2; p++) {
    ren_buf once = {0}, twice = {0};
    pack(&once, packings[p], ren_buf_str(&text), 1234);
    pack(&twice, packings[p], ren_buf_str(&text), text.len);
    assert_int_equal(cli_packing_of_bytes(ren_buf_str(&once)), packings[p]);
    pack(&twice, packings[p], REN_STR(""), 1);
    pack(&twice, packings[p], REN_STR("slut"), 1);
    for (size_t i = 0; i < 16; i++) {
      ren_buf back = {0};
      ren_error error = {0};
      assert_ok(unpack(&back, packings[p], ren_buf_str(&once), steps[i / 4], rooms[i % 4], err));
      assert_true(ren_str_eq(ren_buf_str(&back), ren_buf_str(&text)));
      ren_buf_clear(&back);
      assert_ok(unpack(&back, packings[p], ren_buf_str(&twice), steps[i / 4], rooms[i % 4], err));
      assert_int_equal(back.len, text.len + 4);
      ren_buf_clear(&back);
      ren_str cut = {once.ptr, once.len - 1 - i};
      assert_int_equal(unpack(&back, packings[p], cut, steps[i / 4], rooms[i % 4], &error), REN_EFORMAT);
      ren_buf_free(&back);
    }
    ren_buf_free(&once);
    ren_buf_free(&twice);
  }
  ren_buf_free(&text);
}

static void names_and_bytes_tell_the_packing(void **state) {
  (void)state;
  assert_int_equal(cli_packing_of_name("a.csv.gz"), CLI_GZIP);
  assert_int_equal(cli_packing_of_name("a.zst"), CLI_ZSTD);
  assert_int_equal(cli_packing_of_name(".gz"), CLI_PLAIN);
  assert_int_equal(cli_packing_of_name("gz"), CLI_PLAIN);
  assert_int_equal(cli_packing_of_name(NULL), CLI_PLAIN);
  assert_int_equal(cli_packing_of_bytes(REN_STR("\x1F\x8B")), CLI_PLAIN);
  assert_int_equal(cli_packing_of_bytes(REN_STR("\x50\x2A\x4D\x18")), CLI_ZSTD);
  assert_int_equal(cli_packing_of_bytes(REN_STR("text")), CLI_PLAIN);
}

/* ---- facts -------------------------------------------------------------------------- */

static void encodings_come_from_the_rules(void **state) {
  (void)state;
  cli_edit_counts counts = {0};
  cli_facts facts = {0};
  const char *names[8];
  cli_rule_count list[] = {{REN_STEP_ENCODING, "decode-cp850", 3},
                           {REN_STEP_ENCODING, "look-alike", 9},
                           {REN_STEP_ENCODING, "iso646-se", 3},
                           {REN_STEP_ENCODING, "decode-latin9", 5}};
  assert_int_equal(cli_facts_encodings(&facts, &counts, names, 8), 0);
  const cli_decoded edits[] = {{1, 2, "decode-cp850"}};
  cli_facts_of_encoding(&facts, REN_STR("a\303\245b"), edits, 1);
  assert_false(facts.utf8);
  cli_facts_of_encoding(&facts, REN_STR("a\303\245b\303\245"), edits, 1);
  assert_true(facts.utf8);
  counts.list = list;
  counts.count = 4;
  assert_int_equal(cli_facts_encodings(&facts, &counts, names, 8), 4);
  assert_string_equal(names[0], "latin-9");
  assert_string_equal(names[1], "cp850");
  assert_string_equal(names[2], "ISO 646-SE");
  assert_string_equal(names[3], "UTF-8");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(records_are_read),
      cmocka_unit_test(dialects_are_found),
      cmocka_unit_test(values_are_quoted_where_needed),
      cmocka_unit_test(streams_come_back_in_any_steps),
      cmocka_unit_test(names_and_bytes_tell_the_packing),
      cmocka_unit_test(encodings_come_from_the_rules),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
