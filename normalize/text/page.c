#include <renskrift/page.h>

#include "alloc.h"
#include "arena.h"

typedef struct page_store {
  ren_arena *strings;
  size_t word_cap, line_cap;
} page_store;

static page_store *store_of(const ren_page *page) { return page->arena; }

bool ren_role_is_furniture(ren_role role) {
  return role != REN_ROLE_BODY && role != REN_ROLE_HEADING && role != REN_ROLE_TABLE;
}

const char *ren_role_name(ren_role role) {
  static const char *const names[] = {"body",         "heading",     "table", "running-head",
                                      "running-foot", "page-number", "margin"};
  return (size_t)role < sizeof names / sizeof *names ? names[role] : "body";
}

ren_status ren_page_new(ren_page **out, const char *file, uint32_t number, ren_error *err) {
  *out = NULL;
  ren_page *page = ren_alloc(sizeof *page);
  page_store *store = ren_alloc(sizeof *store);
  if (!page || !store) goto nomem;
  page->arena = store;
  store->strings = ren_arena_new();
  if (!store->strings) goto nomem;
  page->number = number;
  if (ren_page_set(page, &page->file, file ? file : "", err) != REN_OK) goto nomem;
  if (ren_page_set(page, &page->language, "", err) != REN_OK) goto nomem;
  *out = page;
  return REN_OK;
nomem:
  if (page && page->arena)
    ren_page_free(page);
  else {
    ren_free(store);
    ren_free(page);
  }
  return ren_fail_nomem(err);
}

void ren_page_free(ren_page *page) {
  if (!page) return;
  ren_arena_free(store_of(page)->strings);
  ren_free(store_of(page));
  ren_free(page->words);
  ren_free(page->lines);
  ren_free(page);
}

ren_status ren_page_set(ren_page *page, char **member, const char *value, ren_error *err) {
  char *copy = NULL;
  if (value) {
    copy = ren_arena_copy(store_of(page)->strings, ren_str_of(value));
    if (!copy) return ren_fail_nomem(err);
  }
  *member = copy;
  return REN_OK;
}

ren_status ren_page_copy_head(ren_page *to, const ren_page *from, ren_error *err) {
  to->width = from->width;
  to->height = from->height;
  to->dpi = from->dpi;
  to->rotation = from->rotation;
  to->skew = from->skew;
  to->source = from->source;
  ren_status status = ren_page_set(to, &to->language, from->language, err);
  if (status == REN_OK) status = ren_page_set(to, &to->note, from->note, err);
  if (status == REN_OK) status = ren_page_set(to, &to->error, from->error, err);
  return status;
}

ren_status ren_page_add_line(ren_page *page, const ren_line *line, ren_error *err) {
  if (!ren_grow(&page->lines, &store_of(page)->line_cap, page->line_count, sizeof *page->lines))
    return ren_fail_nomem(err);
  ren_line *added = &page->lines[page->line_count++];
  *added = *line;
  added->first_word = page->word_count;
  added->word_count = 0;
  return REN_OK;
}

ren_status ren_page_add_word(ren_page *page, const ren_word *word, ren_error *err) {
  if (page->line_count == 0) return ren_fail(err, REN_EINVAL, "a word needs a line");
  if (!ren_grow(&page->words, &store_of(page)->word_cap, page->word_count, sizeof *page->words))
    return ren_fail_nomem(err);
  ren_word copy = *word;
  if (!ren_arena_str(store_of(page)->strings, word->text, &copy.text) ||
      !ren_arena_str(store_of(page)->strings, word->alternatives, &copy.alternatives))
    return ren_fail_nomem(err);
  copy.line = page->line_count - 1;
  page->words[page->word_count++] = copy;
  page->lines[page->line_count - 1].word_count++;
  return REN_OK;
}
