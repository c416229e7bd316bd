/* Page records with the words as they have become. */
#include "text/text_map.h"

#include "utf8.h"

/* Moves a byte offset back to the start of its character. */
static size_t snap(ren_str s, size_t at) {
  while (at > 0 && at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80) at--;
  return at;
}

typedef struct words_cursor {
  const ren_text *text;
  const ren_page *page;
  const ren__place *places; /* of this page's words */
  size_t taken;             /* end of the current text that earlier words have */
} words_cursor;

/* The part of the current text that belongs to word i: what its letters became,
 * less what earlier words have. When one replacement covers this word and the next
 * ones, each gets a share by its length. */
static ren_str word_now(words_cursor *c, uint32_t i) {
  const ren_str bytes = ren_text_bytes(c->text);
  size_t offset, length, after, unused;
  const size_t raw = c->places[i].offset, raw_length = c->page->words[i].text.len;
  ren__current_span(c->text, raw, raw_length, &offset, &length);
  size_t end = offset + length;
  if (i + 1 < c->page->word_count && length > 0) {
    size_t next_length = c->page->words[i + 1].text.len;
    ren__current_span(c->text, c->places[i + 1].offset, next_length, &after, &unused);
    if (after < end && unused > 0 && after <= offset && raw_length + next_length > 0)
      end = offset + snap((ren_str){bytes.ptr + offset, length}, length * raw_length / (raw_length + next_length));
  }
  if (offset < c->taken) offset = c->taken;
  if (end <= offset) return (ren_str){"", 0};
  c->taken = end;
  return ren_str_trim((ren_str){bytes.ptr + offset, end - offset});
}

static ren_status copy_head(ren_page *to, const ren_page *from, ren_error *err) {
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

static const ren__place *places_of(const ren_text *text, size_t page_index) {
  size_t i = 0;
  while (i < text->word_count && text->words[i].page < page_index) i++;
  return text->words + i;
}

ren_status ren_text_corrected_page(ren_page **out, const ren_text *text, size_t page_index, ren_error *err) {
  *out = NULL;
  if (page_index >= text->page_count || !text->pages[page_index])
    return ren_fail(err, REN_EINVAL, "there is no page with index %zu", page_index);
  const ren_page *page = text->pages[page_index];
  ren_page *copy;
  ren_status status = ren_page_new(&copy, page->file, page->number, err);
  if (status != REN_OK) return status;
  status = copy_head(copy, page, err);
  words_cursor cursor = {text, page, places_of(text, page_index), 0};
  for (uint32_t l = 0; status == REN_OK && l < page->line_count; l++) {
    const ren_line *line = &page->lines[l];
    status = ren_page_add_line(copy, line, err);
    for (uint32_t w = 0; status == REN_OK && w < line->word_count; w++) {
      ren_word word = page->words[line->first_word + w];
      /* Furniture is left out of the text, not off the page. */
      if (!ren_role_is_furniture(line->role)) word.text = word_now(&cursor, line->first_word + w);
      if (word.text.len) status = ren_page_add_word(copy, &word, err);
    }
  }
  if (status != REN_OK) {
    ren_page_free(copy);
    return status;
  }
  *out = copy;
  return REN_OK;
}
