/* The program's own parts: names, cuts, JSON members, page ranges, progress, placing of
 * consensus edits. */
#include "unit.h"

#include "json_scan.h"
#include "names.h"
#include "options.h"
#include "page_ranges.h"
#include "pipeline.h"
#include "progress.h"
#include "reader.h"
#include "run.h"
#include "spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- standard input --------------------------------------------------------- */

static void streams_are_kept_up_to_a_limit(void **state) {
  (void)state;
  static const struct {
    size_t size;
    uint64_t most;
    ren_status status;
  } cases[] = {{0, 10, REN_OK}, {10, 10, REN_OK}, {11, 10, REN_ELIMIT}, {60000, CLI_SPOOL_MAX, REN_OK}};
  char *bytes = calloc(1, 60000);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int ends[2], fd;
    ren_error err = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, cases[i].size), cases[i].size);
    close(ends[1]);
    assert_int_equal(cli_spool(&fd, ends[0], cases[i].most, &err), cases[i].status);
    close(ends[0]);
    if (cases[i].status == REN_OK) assert_int_equal(lseek(fd, 0, SEEK_END), cases[i].size);
    assert_int_equal(fd >= 0, cases[i].status == REN_OK);
    if (fd >= 0) close(fd);
  }
  free(bytes);
}

/* ---- names ------------------------------------------------------------------ */

static void names_of_runs_never_collide(void **state) {
  (void)state;
  char *relative[] = {"a.pdf",    "a.txt",    "b/a.txt", "a.pdf",       ".hidden", "noll",
                      "noll.txt", "x.tar.gz", "a-txt",   "c/.dold.txt", "b/a.old", "d.d/fil"};
  const char *expected[] = {"a",        "a-txt", "b/a",     "a-pdf",   ".hidden", "noll",
                            "noll-txt", "x.tar", "a-txt-2", "c/.dold", "b/a-old", "d.d/fil"};
  char **names = cli_run_names(relative, 12);
  for (size_t i = 0; i < 12; i++) assert_string_equal(names[i], expected[i]);
  cli_names_free(names, 12);
}

static void names_of_files_keep_their_suffix(void **state) {
  (void)state;
  char *relative[] = {"a.txt", "a.txt", "a.txt", "a-2.txt", "b"};
  const char *expected[] = {"a.txt", "a-2.txt", "a-3.txt", "a-2-2.txt", "b"};
  char **names = cli_file_names(relative, 5);
  for (size_t i = 0; i < 5; i++) assert_string_equal(names[i], expected[i]);
  cli_names_free(names, 5);
}

/* ---- cuts ------------------------------------------------------------------- */

static void cuts_fall_between_paragraphs(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t length, size, place;
    unsigned unit;
    bool big_endian;
    cli_cut cut;
  } cases[] = {
      {"aaaa bbbb cc\n\ndddd", 18, 16, 14, 1, false, CLI_CUT_PARAGRAPHS},
      {"aaaa bbbb cc\n \t\ndddd", 20, 17, 16, 1, false, CLI_CUT_PARAGRAPHS},
      {"aaaa bbbb cc\r\n\r\ndd", 18, 17, 16, 1, false, CLI_CUT_PARAGRAPHS},
      {"aaaa bbbb\ncc dd\nee ff", 21, 18, 16, 1, false, CLI_CUT_PARAGRAPHS},   /* no blank line */
      {"aa\n\naaaa bbbb cccc dddd", 23, 16, 14, 1, false, CLI_CUT_PARAGRAPHS}, /* too early */
      {"aaaaaaaa\303\245\303\245\303\245\303\245", 16, 11, 10, 1, false, CLI_CUT_PARAGRAPHS},
      {"{\"a\":1}\n{\"b\":2}\n{\"c\"", 20, 18, 16, 1, false, CLI_CUT_LINES},
      {"{\"a\":1} {\"b\":2}", 15, 10, 0, 1, false, CLI_CUT_LINES},
      {"a\0a\0a\0\n\0\n\0b\0b\0b\0", 16, 12, 10, 2, false, CLI_CUT_PARAGRAPHS},
      {"\0a\0a\0a\0\n\0\n\0b\0b\0b", 16, 13, 10, 2, true, CLI_CUT_PARAGRAPHS},
      {"a\0\0\0a\0\0\0\n\0\0\0b\0\0\0", 16, 14, 12, 4, false, CLI_CUT_PARAGRAPHS},
      {"\0\0\0a\0\0\0a\0\0\0\n\0\0\0b", 16, 15, 12, 4, true, CLI_CUT_PARAGRAPHS},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_str text = {cases[i].text, cases[i].length};
    assert_int_equal(cli_cut_place(text, cases[i].size, cases[i].unit, cases[i].big_endian, cases[i].cut),
                     cases[i].place);
  }
}

static void cuts_always_move_on(void **state) {
  (void)state;
  static const char letters[] = "a \n\r\t\f\303\245\377\0{";
  uint32_t seed = 7;
  for (int round = 0; round < 20000; round++) {
    char text[64];
    for (size_t i = 0; i < sizeof text; i++) {
      seed = seed * 1664525 + 1013904223;
      text[i] = letters[(seed >> 16) % (sizeof letters - 1)];
    }
    size_t size = 8 + (seed >> 8) % 40;
    size_t place = cli_cut_place((ren_str){text, sizeof text}, size, 1 + (seed >> 5) % 2, seed & 1, CLI_CUT_PARAGRAPHS);
    assert_true(place > 0 && place <= size);
  }
}

/* Pieces put together are the file; none is much larger than it should be, and of several
 * none is smaller than half. */
static void check_pieces(const char *path, ren_str whole, size_t *count) {
  const cli_input input = {.path = (char *)(uintptr_t)path, .shown = (char *)(uintptr_t)path, .size = whole.len};
  cli_reader *reader;
  ren_buf piece = {0};
  size_t at = 0;
  bool last = false;
  assert_ok(cli_reader_open(&reader, &input, CLI_CUT_PARAGRAPHS, err));
  for (*count = 0; !last; ++*count) {
    assert_ok(cli_reader_next(reader, &piece, &last, err));
    assert_true(at + piece.len <= whole.len && memcmp(whole.ptr + at, piece.ptr, piece.len) == 0);
    assert_int_equal(piece.ptr[piece.len], 0);
    assert_true(piece.len <= CLI_PIECE + CLI_PIECE / 2 && (*count == 0 || piece.len >= CLI_PIECE / 2));
    at += piece.len;
  }
  assert_int_equal(at, whole.len);
  ren_buf_free(&piece);
  cli_reader_free(reader);
}

static void pieces_tile_the_file(void **state) {
  (void)state;
  static const struct {
    size_t length, pieces;
  } cases[] = {{0, 1}, {1, 1}, {CLI_PIECE + 1, 1}, {CLI_PIECE * 2, 2}, {CLI_PIECE / 4 * 9, 2}, {CLI_PIECE / 4 * 17, 4}};
  char path[] = "/tmp/renskrift-pieces-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf text = {0};
    size_t count;
    while (text.len + 64 <= cases[i].length)
      ren_buf_printf(&text, "§ %zu Nämnden beslutar enligt förslaget.\n\n", text.len);
    while (text.len < cases[i].length) ren_buf_putc(&text, 'x');
    assert_ok(ren_file_write_atomic(path, ren_buf_str(&text), err));
    check_pieces(path, ren_buf_str(&text), &count);
    assert_int_equal(count, cases[i].pieces);
    ren_buf_free(&text);
  }
  unlink(path);
}

/* ---- JSON members ------------------------------------------------------------- */

static void members_are_found(void **state) {
  (void)state;
  static const struct {
    const char *line, *quoted, *value; /* quoted NULL: not found; "" : not an object */
  } cases[] = {
      {"{\"text\":\"hej\"}", "\"hej\"", "hej"},
      {" { \"a\" : [1,{\"text\":\"nej\"}], \"text\" : \"ja\" } ", "\"ja\"", "ja"},
      {"{\"text\":\"ett\",\"text\":\"två\"}", "\"två\"", "två"},
      {"{\"t\\u0065xt\":\"\\u00e5\\n\\\"\\/\\\\\"}", "\"\\u00e5\\n\\\"\\/\\\\\"", "å\n\"/\\"},
      {"{\"text\":\"\\ud83d\\ude00\\ud83d\"}", "\"\\ud83d\\ude00\\ud83d\"", "😀\xEF\xBF\xBD"},
      {"{\"text\":\"f\xF6r\"}", "\"f\xF6r\"", "f\xF6r"},
      {"{\"text\":null}", NULL, NULL},
      {"{\"text\":\"a\",\"text\":{}}", NULL, NULL},
      {"{}", NULL, NULL},
      {"{\"a\":{},\"b\":[],\"c\":-1.5e3,\"d\":true}", NULL, NULL},
      {"", "", NULL},
      {"[]", "", NULL},
      {"\"text\"", "", NULL},
      {"{\"text\":\"a\"", "", NULL},
      {"{\"text\":\"a}", "", NULL},
      {"{\"text\" \"a\"}", "", NULL},
      {"{\"text\":\"\\x\"}", "", NULL},
      {"{\"text\":\"\\u12\"}", "", NULL},
      {"{\"a\":1,}", "", NULL},
      {"{\"a\":[1,2}}", "", NULL},
      {"{\"a\":1} {}", "", NULL},
      {"{\"a\":}", "", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cli_json_member member;
    const char *why;
    size_t at;
    ren_buf value = {0};
    ren_str line = ren_str_of(cases[i].line);
    bool ok = cli_json_find(line, "text", &member, &why, &at);
    if (cases[i].quoted && !*cases[i].quoted) {
      if (ok) fail_msg("taken for an object: %s", cases[i].line);
      assert_non_null(why);
      continue;
    }
    if (!ok) fail_msg("%s: %s", cases[i].line, why);
    assert_int_equal(member.found, cases[i].quoted != NULL);
    if (!member.found) continue;
    ren_str quoted = {line.ptr + member.start, member.end - member.start};
    assert_str(quoted, cases[i].quoted);
    cli_json_unquote(&value, quoted);
    assert_str(ren_buf_str(&value), cases[i].value);
    ren_buf_free(&value);
  }
}

static void pointers_lead_to_strings(void **state) {
  (void)state;
  static const struct {
    const char *line, *pointer, *quoted; /* NULL: not found */
  } cases[] = {
      {"{\"a\":{\"b\":\"x\"},\"b\":\"y\"}", "/a/b", "\"x\""},
      {"{\"b\":\"y\",\"a\":{\"c\":{\"b\":\"z\"}}}", "/a/b", NULL},
      {"{\"a\":[{\"t\":\"1\"},{\"t\":\"2\"}]}", "/a/1/t", "\"2\""},
      {"{\"a\":[\"1\",[],{},\"4\"]}", "/a/3", "\"4\""},
      {"{\"a\":{\"3\":\"x\"}}", "/a/3", "\"x\""},
      {"{\"a\":[\"1\"]}", "/a/b", NULL},
      {"{\"a\":[\"1\"]}", "/a/00", NULL},
      {"{\"a\":{\"b\":\"x\"},\"a\":{\"c\":\"y\"}}", "/a/b", NULL}, /* the later one counts */
      {"{\"a\":{\"b\":\"x\"},\"a\":{\"b\":\"y\"}}", "/a/b", "\"y\""},
      {"{\"a/b\":{\"~\":\"x\"}}", "/a~1b/~0", "\"x\""},
      {"{\"a\":{},\"b\":{\"c\":\"x\"}}", "/a/c", NULL},
      {"{\"\":{\"\":\"x\"}}", "//", "\"x\""},
      {"{\"a\":{\"b\":{\"c\":\"x\"}},\"c\":\"y\"}", "/a/b/c", "\"x\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    cli_json_member member;
    const char *why;
    size_t at;
    ren_str line = ren_str_of(cases[i].line);
    assert_true(cli_json_find(line, cases[i].pointer, &member, &why, &at));
    if (member.found != (cases[i].quoted != NULL)) fail_msg("%s in %s", cases[i].pointer, cases[i].line);
    if (member.found) assert_str(((ren_str){line.ptr + member.start, member.end - member.start}), cases[i].quoted);
  }
}

static void deep_nesting_is_refused(void **state) {
  (void)state;
  char line[2000];
  cli_json_member member;
  const char *why;
  size_t at;
  memset(line, '[', sizeof line);
  memcpy(line, "{\"a\":", 5);
  assert_false(cli_json_find((ren_str){line, sizeof line}, "a", &member, &why, &at));
}

/* ---- page ranges ----------------------------------------------------------------- */

static void ranges_hold_pages(void **state) {
  (void)state;
  cli_page_ranges ranges = {0};
  assert_true(cli_page_ranges_parse(&ranges, "3-5,8,20-"));
  static const uint32_t inside[] = {3, 4, 5, 8, 20, 4000}, outside[] = {1, 2, 6, 7, 9, 19};
  for (size_t i = 0; i < 6; i++) {
    assert_true(cli_page_ranges_hold(&ranges, inside[i]));
    assert_false(cli_page_ranges_hold(&ranges, outside[i]));
  }
  assert_int_equal(cli_page_ranges_highest(&ranges), 20);
  free(ranges.list);
  static const char *const wrong[] = {"", "0", "a", "5-3", "1,", ",1", "1--2", "-", "1 2", "99999999999999999999"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    cli_page_ranges none = {0};
    if (cli_page_ranges_parse(&none, wrong[i])) fail_msg("taken: %s", wrong[i]);
    free(none.list);
  }
}

/* ---- the pipeline ------------------------------------------------------------------ */

typedef struct line_up {
  unsigned made[200], taken[200];
  size_t next;
  bool ordered;
  size_t stop_at;
} line_up;

static bool make(void *payload, size_t i) {
  line_up *l = payload;
  l->made[i]++;
  return true;
}

static bool take(void *payload, size_t i) {
  line_up *l = payload;
  if (i != l->next++) l->ordered = false;
  l->taken[i]++;
  return i != l->stop_at;
}

static void things_are_taken_in_order(void **state) {
  (void)state;
  for (unsigned jobs = 1; jobs <= 8; jobs++) {
    line_up l = {.ordered = true, .stop_at = SIZE_MAX};
    cli_pipeline p = {.count = 200, .jobs = jobs, .payload = &l, .make = make, .take = take};
    assert_true(cli_pipeline_run(&p));
    assert_true(l.ordered);
    for (size_t i = 0; i < 200; i++) assert_true(l.made[i] == 1 && l.taken[i] == 1);
    l = (line_up){.ordered = true, .stop_at = 50};
    assert_false(cli_pipeline_run(&p));
    assert_true(l.ordered && l.next == 51);
  }
}

/* ---- progress and suggestions -------------------------------------------------------- */

static void the_bar_fits_the_terminal(void **state) {
  (void)state;
  static const struct {
    double elapsed;
    unsigned width;
    const char *line;
  } cases[] = {
      {60, 80, "reading  [#######.......................]  10/40  10.0 pages/min  3 min left"},
      {0.1, 80, "reading  [#######.......................]  10/40"},
      {60, 60, "reading  [###..........]  10/40  10.0 pages/min  3 min left"},
      {60, 30, "reading  10/40  10.0 pages/mi"},
      {30000, 80, "reading  [######........................]  10/40  0.0 pages/min  25 h 00 min left"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ren_buf line = {0};
    cli_progress *p = cli_progress_new("reading", "pages", 0, 10, 40);
    cli_progress_line(&line, p, cases[i].elapsed, cases[i].width);
    if (i < 4) assert_str(ren_buf_str(&line), cases[i].line);
    assert_true(line.len < cases[i].width);
    ren_buf_free(&line);
    free(p);
  }
}

static const char *nth(const void *payload, size_t i) {
  (void)payload;
  static const char *const names[] = {"keep-lines", "min-confidence", "min-similarity", "quiet"};
  return i < 4 ? names[i] : NULL;
}

static void suggestions_are_near(void **state) {
  (void)state;
  assert_string_equal(cli_suggest("kep-lines", nth, NULL), "keep-lines");
  assert_string_equal(cli_suggest("quite", nth, NULL), "quiet");
  assert_string_equal(cli_suggest("min-conf", nth, NULL), "min-confidence");
  assert_null(cli_suggest("xyzzy", nth, NULL));
  assert_null(cli_suggest("", nth, NULL));
}

/* ---- consensus ------------------------------------------------------------------------ */

static void add(ren_edits *edits, size_t offset, size_t length, const char *after) {
  ren_edit edit = {offset, length, ren_str_of(after), "vote", 1.0f};
  assert_ok(ren_edits_add(edits, &edit, err));
}

static void consensus_lands_in_the_document(void **state) {
  (void)state;
  const char *document = "Rubrik\n\nVi anser att\nskolan bohövs. Vi  yrkar avslag.\n\nNästa.";
  ren_str item = REN_STR("Vi anser att skolan bohövs. Vi yrkar avslag.");
  ren_edits *edits, *placed;
  assert_ok(ren_edits_new(&edits, REN_STEP_CONSENSUS, err));
  assert_ok(ren_edits_new(&placed, REN_STEP_CONSENSUS, err));
  add(edits, 20, 7, "behövs");   /* bohövs */
  add(edits, 9, 10, "att skol"); /* spans the line end: what stands there is not what was meant */
  add(edits, 29, 2, "De");       /* Vi */
  assert_ok(run_place_edits(placed, ren_str_of(document), 8, strlen(document) - 8, item, edits, err));
  assert_int_equal(ren_edits_count(placed), 2);
  assert_int_equal(ren_edits_get(placed, 0)->offset, 28);
  assert_int_equal(ren_edits_get(placed, 1)->offset, 37);
  /* The same block once more: nothing overlaps. */
  assert_ok(run_place_edits(placed, ren_str_of(document), 8, strlen(document) - 8, item, edits, err));
  assert_int_equal(ren_edits_count(placed), 2);
  /* A text that is not there, and a place that is none. */
  assert_ok(run_place_edits(placed, REN_STR("helt annat"), 0, 10, item, edits, err));
  assert_ok(run_place_edits(placed, REN_STR("kort"), 90, 10, item, edits, err));
  assert_int_equal(ren_edits_count(placed), 2);
  ren_edits_free(edits);
  ren_edits_free(placed);
}

/* The head of a page stands in the midst of the block. */
static void consensus_lands_around_furniture(void **state) {
  (void)state;
  const char *document = "Vi anser att\nGranlunda kommun  Sida 3 (5)\nskolan bohövs. Vi yrkar avslag.";
  ren_str item = REN_STR("Vi anser att skolan bohövs. Vi yrkar avslag.");
  ren_edits *edits, *placed;
  assert_ok(ren_edits_new(&edits, REN_STEP_CONSENSUS, err));
  assert_ok(ren_edits_new(&placed, REN_STEP_CONSENSUS, err));
  add(edits, 20, 7, "behövs");
  assert_ok(run_place_edits(placed, ren_str_of(document), 0, strlen(document), item, edits, err));
  assert_int_equal(ren_edits_count(placed), 1);
  assert_memory_equal(document + ren_edits_get(placed, 0)->offset, "bohövs", 7);
  ren_edits_free(edits);
  ren_edits_free(placed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(streams_are_kept_up_to_a_limit),
      cmocka_unit_test(names_of_runs_never_collide),
      cmocka_unit_test(names_of_files_keep_their_suffix),
      cmocka_unit_test(cuts_fall_between_paragraphs),
      cmocka_unit_test(cuts_always_move_on),
      cmocka_unit_test(pieces_tile_the_file),
      cmocka_unit_test(members_are_found),
      cmocka_unit_test(pointers_lead_to_strings),
      cmocka_unit_test(deep_nesting_is_refused),
      cmocka_unit_test(ranges_hold_pages),
      cmocka_unit_test(things_are_taken_in_order),
      cmocka_unit_test(the_bar_fits_the_terminal),
      cmocka_unit_test(suggestions_are_near),
      cmocka_unit_test(consensus_lands_in_the_document),
      cmocka_unit_test(consensus_lands_around_furniture),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
