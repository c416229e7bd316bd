#include "unit.h"

#include <renskrift/text.h>

#include <stdio.h>
#include <stdlib.h>

static void add(ren_edits *edits, size_t offset, size_t length, const char *after) {
  ren_edit edit = {offset, length, ren_str_of(after), "test-rule", 0.9f};
  assert_ok(ren_edits_add(edits, &edit, err));
}

static void apply_one(ren_text *text, ren_log *log, ren_step step, size_t offset, size_t length, const char *after) {
  ren_edits *edits;
  assert_ok(ren_edits_new(&edits, step, err));
  add(edits, offset, length, after);
  assert_ok(ren_text_apply(text, edits, log, err));
  ren_edits_free(edits);
}

static void no_edits_changes_nothing(void **state) {
  (void)state;
  ren_text *text;
  ren_edits *edits;
  assert_ok(ren_text_new(&text, REN_STR("Nämnden beslutar\0 så."), err));
  assert_ok(ren_edits_new(&edits, REN_STEP_LINES, err));
  assert_ok(ren_text_apply(text, edits, NULL, err));
  assert_int_equal(ren_text_bytes(text).len, sizeof "Nämnden beslutar\0 så." - 1);
  ren_edits_free(edits);
  ren_text_free(text);
}

static void maps_compose_over_steps(void **state) {
  (void)state;
  ren_text *text;
  ren_log *log;
  assert_ok(ren_log_new(&log, err));
  assert_ok(ren_text_new(&text, REN_STR("att bif&auml;lla for-\nslaget nu"), err));
  apply_one(text, log, REN_STEP_ENCODING, 7, 6, "ä"); /* bifälla */
  apply_one(text, log, REN_STEP_LINES, 16, 2, "");    /* forslaget */
  assert_str(ren_text_bytes(text), "att bifälla forslaget nu");
  apply_one(text, log, REN_STEP_SPELLING, 13, 9, "förslaget");
  assert_str(ren_text_bytes(text), "att bifälla förslaget nu");
  ren_origin origin = ren_text_origin(text, 13, 10);
  assert_int_equal(origin.offset, 17);
  assert_int_equal(origin.length, 11); /* "for-\nslaget" */
  origin = ren_text_origin(text, 24, 2);
  assert_int_equal(origin.offset, 29);
  assert_int_equal(origin.length, 2);
  size_t offset, length;
  ren_text_current(text, (ren_origin){0, 7, 6}, &offset, &length);
  assert_int_equal(offset, 7);
  assert_int_equal(length, 2);
  assert_int_equal(ren_log_count(log), 3);
  const ren_log_entry *last = ren_log_get(log, 2);
  assert_int_equal(last->out_offset, 13);
  assert_int_equal(last->out_length, 10);
  const ren_log_entry *join = ren_log_get(log, 1); /* swallowed by the later edit */
  assert_int_equal(join->out_offset, 13);
  assert_int_equal(join->out_length, 10);
  ren_log_free(log);
  ren_text_free(text);
}

/* Later finds come behind the others; insertions go before what follows them, in the order of adding. */
static void edits_come_in_any_order(void **state) {
  (void)state;
  enum { WORDS = 200 };
  ren_buf bytes = {0}, wanted = {0};
  ren_text *text;
  ren_edits *edits;
  for (size_t i = 0; i < WORDS; i++) ren_buf_printf(&bytes, "%03zu ", i);
  assert_ok(ren_text_new(&text, ren_buf_str(&bytes), err));
  assert_ok(ren_edits_new(&edits, REN_STEP_ENCODING, err));
  for (size_t start = 0; start < 7; start++)
    for (size_t i = (start * 3) % 7; i < WORDS; i += 7) {
      char after[16];
      snprintf(after, sizeof after, "%s%zu", i % 2 ? "nummer" : "", i);
      add(edits, i * 4, 3, after);
    }
  add(edits, 40, 0, "a");
  add(edits, 20, 0, "b");
  add(edits, 40, 0, "c");
  assert_ok(ren_text_apply(text, edits, NULL, err));
  for (size_t i = 0; i < WORDS; i++)
    ren_buf_printf(&wanted, "%s%s%zu ", i == 5 ? "b" : i == 10 ? "ac" : "", i % 2 ? "nummer" : "", i);
  assert_str(ren_text_bytes(text), wanted.ptr);
  ren_origin origin = ren_text_origin(text, wanted.len - 4, 3);
  assert_int_equal(origin.offset, (WORDS - 1) * 4);
  ren_edits_free(edits);
  ren_text_free(text);
  ren_buf_free(&bytes);
  ren_buf_free(&wanted);
}

static void overlapping_edits_are_refused(void **state) {
  (void)state;
  ren_text *text;
  ren_edits *edits;
  ren_error error = {0};
  assert_ok(ren_text_new(&text, REN_STR("abcdef"), err));
  assert_ok(ren_edits_new(&edits, REN_STEP_SPELLING, err));
  add(edits, 3, 2, "x");
  add(edits, 1, 3, "y");
  assert_int_equal(ren_text_apply(text, edits, NULL, &error), REN_EINVAL);
  assert_str(ren_text_bytes(text), "abcdef");
  ren_edits_free(edits);
  ren_text_free(text);
}

/* Random edits in three steps: undo gives the original bytes, and what is still
 * verbatim maps to equal bytes of the origin. */
static void random_edits_can_be_undone(void **state) {
  (void)state;
  unsigned seed = 7;
  for (int round = 0; round < 300; round++) {
    char raw[200];
    size_t n = (size_t)(rand_r(&seed) % 200);
    for (size_t i = 0; i < n; i++) raw[i] = (char)(rand_r(&seed) % 5 ? 'a' + rand_r(&seed) % 26 : rand_r(&seed));
    ren_text *text;
    ren_log *log;
    assert_ok(ren_log_new(&log, err));
    assert_ok(ren_text_new(&text, (ren_str){raw, n}, err));
    for (int step = 0; step < 3; step++) {
      ren_edits *edits;
      assert_ok(ren_edits_new(&edits, (ren_step)step, err));
      size_t at = 0, length = ren_text_bytes(text).len;
      while (at < length && rand_r(&seed) % 8) {
        at += (size_t)rand_r(&seed) % 9;
        size_t span = (size_t)rand_r(&seed) % 5;
        if (at + span > length) break;
        add(edits, at, span, rand_r(&seed) % 3 ? "XY" : "");
        at += span + 1;
      }
      assert_ok(ren_text_apply(text, edits, log, err));
      ren_edits_free(edits);
    }
    ren_str now = ren_text_bytes(text);
    for (size_t i = 0; i < now.len; i++) {
      ren_origin origin = ren_text_origin(text, i, 1);
      assert_true(origin.offset + origin.length <= n);
      if (now.ptr[i] != 'X' && now.ptr[i] != 'Y') assert_int_equal(raw[origin.offset], now.ptr[i]);
    }
    ren_buf ndjson = {0}, back = {0};
    ren_log_write_ndjson(log, "fil.txt", &ndjson);
    assert_ok(ren_log_undo(&back, now, ren_buf_str(&ndjson), err));
    assert_int_equal(back.len, n);
    if (n) assert_memory_equal(back.ptr, raw, n);
    ren_buf_free(&ndjson);
    ren_buf_free(&back);
    ren_log_free(log);
    ren_text_free(text);
  }
}

static void add_line(ren_page *page, uint32_t block, const char *const *words) {
  assert_ok(ren_page_add_line(page, &(ren_line){.block = block}, err));
  for (; *words; words++) {
    ren_word word = {.text = ren_str_of(*words), .confidence = 0.5f, .box = {1, 2, 3, 4}};
    assert_ok(ren_page_add_word(page, &word, err));
  }
}

static void pages_give_text_and_corrected_words(void **state) {
  (void)state;
  ren_page *pages[2], *fixed;
  ren_text *text;
  ren_reading word;
  assert_ok(ren_page_new(&pages[0], "a.tif", 1, err));
  assert_ok(ren_page_new(&pages[1], "a.tif", 2, err));
  add_line(pages[0], 0, (const char *const[]){"Forsla-", NULL});
  add_line(pages[0], 0, (const char *const[]){"get", "antas.", NULL});
  add_line(pages[1], 0, (const char *const[]){"Slut", "på dagen", NULL}); /* a word may hold a blank */
  assert_ok(ren_text_from_pages(&text, pages, 2, err));
  assert_str(ren_text_bytes(text), "Forsla-\nget antas.\n\fSlut på dagen\n");
  apply_one(text, NULL, REN_STEP_LINES, 6, 2, "");
  apply_one(text, NULL, REN_STEP_SPELLING, 0, 9, "Förslaget");
  assert_int_equal(ren_text_origin(text, 19, 4).page, 2);
  assert_int_equal(ren_text_origin(text, 19, 4).offset, 0);
  assert_int_equal(ren_text_line(text, 19)->page, 1);
  assert_int_equal(ren_text_line(text, 19)->first_width, 3);
  assert_true(ren_text_word(&word, text, 12));
  assert_str(word.text, "antas.");
  assert_float_equal(word.confidence, 0.5f, 0);
  assert_false(ren_text_word(&word, text, 10));
  assert_true(ren_text_word(&word, text, 19 + strlen("Slut på d")));
  assert_str(word.text, "på dagen");
  assert_ok(ren_text_corrected_page(&fixed, text, 0, pages[0], err));
  assert_int_equal(fixed->word_count, 3);
  assert_str(fixed->words[0].text, "Försla");
  assert_str(fixed->words[1].text, "get");
  assert_str(fixed->words[2].text, "antas.");
  ren_page_free(fixed);
  ren_text_free(text);
  ren_page_free(pages[0]);
  ren_page_free(pages[1]);
}

/* Two boxes of one word stay, also around a page number; a word that was divided shares its box. */
static void words_are_divided_and_joined(void **state) {
  (void)state;
  ren_page *page, *fixed, *again;
  ren_text *text;
  ren_buf json = {0};
  assert_ok(ren_page_new(&page, "a.tif", 1, err));
  add_line(page, 0, (const char *const[]){"ett", "for-", NULL});
  add_line(page, 1, (const char *const[]){"7", NULL});
  add_line(page, 2, (const char *const[]){"slag", "omav\xC3\xA5rd", "att", NULL});
  page->lines[1].role = REN_ROLE_PAGE_NUMBER;
  page->words[4].box = (ren_box){100, 20, 70, 30};
  assert_ok(ren_text_from_pages(&text, &page, 1, err));
  size_t hyphen = (size_t)(strstr(ren_text_bytes(text).ptr, "for-") + 3 - ren_text_bytes(text).ptr);
  size_t gap = strspn(ren_text_bytes(text).ptr + hyphen, "-\n7");
  apply_one(text, NULL, REN_STEP_LINES, hyphen, gap, "");
  apply_one(text, NULL, REN_STEP_SPELLING, hyphen - 3, 7, "f\xC3\xB6rslag");
  apply_one(text, NULL, REN_STEP_SPELLING, hyphen + 8, 1, " ");
  assert_ok(ren_text_corrected_page(&fixed, text, 0, page, err));
  static const char *const words[] = {"ett", "f\xC3\xB6r", "7", "slag", "om", "v\xC3\xA5rd", "att"};
  assert_int_equal(fixed->word_count, sizeof words / sizeof *words);
  for (uint32_t i = 0; i < fixed->word_count; i++) {
    assert_str(fixed->words[i].text, words[i]);
    assert_int_equal(fixed->words[i].joined, i == 1);
  }
  const ren_box *om = &fixed->words[4].box, *care = &fixed->words[5].box;
  assert_true(om->x == 100 && om->w == 20 && care->x == 130 && care->w == 40 && care->y == 20 && care->h == 30);
  ren_page_write_json(fixed, &json);
  assert_ok(ren_page_read_json(&again, ren_buf_str(&json), err));
  assert_true(again->words[1].joined && !again->words[2].joined);
  ren_buf_free(&json);
  ren_page_free(again);
  ren_page_free(fixed);
  ren_text_free(text);
  ren_page_free(page);
}

static void page_records_round_trip(void **state) {
  (void)state;
  ren_page *page, *again;
  ren_buf json = {0}, json2 = {0};
  ren_error error = {0};
  assert_ok(ren_page_new(&page, "protokoll \"å\".pdf", 3, err));
  page->width = 100, page->dpi = 300;
  add_line(page, 1, (const char *const[]){"§", "12", NULL});
  add_line(page, 2, (const char *const[]){NULL});
  ren_page_write_json(page, &json);
  assert_ok(ren_page_read_json(&again, ren_buf_str(&json), err));
  ren_page_write_json(again, &json2);
  assert_string_equal(json.ptr, json2.ptr);
  ren_page_free(again);
  assert_int_equal(ren_page_read_json(&again, (ren_str){json.ptr, json.len - 9}, &error), REN_EFORMAT);
  assert_null(again);
  ren_buf_free(&json);
  ren_buf_free(&json2);
  ren_page_free(page);
}

static void pieces_go_on_where_the_last_ended(void **state) {
  (void)state;
  ren_log *log;
  ren_buf ndjson = {0}, back = {0}, out = {0};
  const char *const pieces[] = {"for alla\n", "for alla\n"};
  assert_ok(ren_log_new(&log, err));
  for (int i = 0; i < 2; i++) {
    ren_text *text;
    assert_ok(ren_text_new(&text, ren_str_of(pieces[i]), err));
    apply_one(text, log, REN_STEP_SPELLING, 0, 3, "för");
    ren_log_write_ndjson(log, "x", &ndjson);
    ren_buf_append_str(&out, ren_text_bytes(text));
    ren_log_next_piece(log, text);
    ren_text_free(text);
  }
  assert_non_null(strstr(ndjson.ptr, "\"offset\":9,"));
  assert_non_null(strstr(ndjson.ptr, "\"out_offset\":10,"));
  assert_ok(ren_log_undo(&back, ren_buf_str(&out), ren_buf_str(&ndjson), err));
  assert_string_equal(back.ptr, "for alla\nfor alla\n");
  ren_buf_free(&ndjson);
  ren_buf_free(&back);
  ren_buf_free(&out);
  ren_log_free(log);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_edits_changes_nothing),          cmocka_unit_test(maps_compose_over_steps),
      cmocka_unit_test(edits_come_in_any_order),           cmocka_unit_test(overlapping_edits_are_refused),
      cmocka_unit_test(random_edits_can_be_undone),        cmocka_unit_test(pages_give_text_and_corrected_words),
      cmocka_unit_test(words_are_divided_and_joined),      cmocka_unit_test(page_records_round_trip),
      cmocka_unit_test(pieces_go_on_where_the_last_ended),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
