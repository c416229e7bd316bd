#include "place.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

static bool keep(ren__pages *p, const json_t *object, const char *key, ren_str *out) {
  return ren_arena_str(p->arena, ren__get_str(object, key), out);
}

static uint32_t get_u32(const json_t *object, const char *key) {
  int64_t value = ren__get_int(object, key, 0);
  return value > 0 && value <= INT32_MAX ? (uint32_t)value : 0;
}

static int32_t box_part(const json_t *box, size_t i) {
  const json_t *value = json_array_get(box, i);
  json_int_t n = json_is_integer(value) ? json_integer_value(value) : 0;
  return n > 0 && n <= INT32_MAX ? (int32_t)n : 0;
}

/* The role stands with the line that the word belongs to. */
static void read_role(ren__page_word *word, const json_t *record, const json_t *object) {
  static const char *const text_roles[] = {"body", "heading", "table"};
  int64_t line = ren__get_int(object, "line", -1);
  if (line < 0) return;
  ren_str role = ren__get_str(json_array_get(json_object_get(record, "lines"), (size_t)line), "role");
  if (role.len == 0) return;
  word->heading = ren_str_eq(role, ren_str_of(text_roles[1]));
  word->furniture = true;
  for (size_t i = 0; i < sizeof text_roles / sizeof *text_roles; i++)
    if (ren_str_eq(role, ren_str_of(text_roles[i]))) word->furniture = false;
}

static bool read_words(ren__pages *p, ren__page_info *page, const json_t *record) {
  const json_t *words = json_object_get(record, "words");
  double sum = 0;
  for (size_t i = 0; i < json_array_size(words); i++) {
    const json_t *object = json_array_get(words, i), *box = json_object_get(object, "box");
    if (!ren_grow(&p->words, &p->word_cap, p->word_count, sizeof *p->words)) return false;
    ren__page_word *word = &p->words[p->word_count++];
    *word = (ren__page_word){.x = box_part(box, 0),
                             .y = box_part(box, 1),
                             .w = box_part(box, 2),
                             .h = box_part(box, 3),
                             .text_word = SIZE_MAX};
    if (!keep(p, object, "text", &word->text)) return false;
    read_role(word, record, object);
    sum += ren__get_num(object, "confidence", 0);
  }
  page->word_count = p->word_count - page->first_word;
  page->confidence = page->word_count ? sum / (double)page->word_count : -1;
  return true;
}

static bool add_page(void *payload, const json_t *record) {
  ren__pages *p = payload;
  if (!ren_grow(&p->pages, &p->cap, p->count, sizeof *p->pages)) return false;
  ren__page_info *page = &p->pages[p->count];
  *page = (ren__page_info){.number = get_u32(record, "page"),
                           .width = get_u32(record, "width"),
                           .height = get_u32(record, "height"),
                           .dpi = get_u32(record, "dpi"),
                           .first_word = p->word_count};
  /* Records come in the order of pages; one that does not cannot be placed. */
  if (page->number == 0 || (p->count && page->number <= p->pages[p->count - 1].number)) return true;
  if (!keep(p, record, "source", &page->source) || !keep(p, record, "language", &page->language) ||
      !keep(p, record, "note", &page->note) || !keep(p, record, "error", &page->error) || !read_words(p, page, record))
    return false;
  p->count++;
  return true;
}

static ren_status read_stored(ren__pages *p, ren__report *r, const ren__document *doc) {
  ren_buf record = {0};
  ren_status status = REN_OK;
  for (uint32_t number = 1; number <= doc->pages && status == REN_OK; number++) {
    bool found;
    ren_buf_clear(&record);
    status = ren_run_get_page(&found, r->run, doc->id, number, &record, NULL, r->err);
    if (status != REN_OK || !found) continue;
    json_t *object = ren__ndjson_line(ren_buf_str(&record), "renskrift/page/1");
    if (object && !add_page(p, object)) status = ren_fail_nomem(r->err);
    json_decref(object);
  }
  ren_buf_free(&record);
  return status;
}

ren_status ren__pages_read(ren__pages *out, ren__report *r, const ren__document *doc) {
  *out = (ren__pages){.arena = ren_arena_new()};
  if (!out->arena) return ren_fail_nomem(r->err);
  ren__ndjson_result found = {0};
  ren_buf path = {0};
  ren_status status = REN_OK;
  if (ren__report_path(r, doc, ".page.ndjson", &path))
    status = ren__ndjson_file(&found, path.ptr, "renskrift/page/1", add_page, out, r->err);
  ren_buf_free(&path);
  if (status == REN_OK && !found.there) status = read_stored(out, r, doc);
  if (status != REN_OK) ren__pages_clear(out);
  return status;
}

void ren__pages_clear(ren__pages *pages) {
  ren_free(pages->pages);
  ren_free(pages->words);
  ren_free(pages->text_words);
  ren_arena_free(pages->arena);
  *pages = (ren__pages){0};
}
