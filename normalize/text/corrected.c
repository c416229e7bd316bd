/* Page records with the words as they have become. */
#include "text/text_map.h"

#include "alloc.h"
#include "utf8.h"

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/* Moves a byte offset back to the start of its character. */
static size_t snap(ren_str s, size_t at) {
  while (at > 0 && at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80) at--;
  return at;
}

typedef struct words_cursor {
  const ren_text *text;
  const ren_page *page;
  const size_t *places; /* of this page's words in the raw text */
  size_t taken;         /* end of the current text that earlier words have */
} words_cursor;

/* The next word of running text: furniture is not in it. word_count if there is none. */
static uint32_t next_word(const ren_page *page, uint32_t i) {
  do i++;
  while (i < page->word_count && ren_role_is_furniture(page->lines[page->words[i].line].role));
  return i;
}

/* The part of the current text that belongs to word i: what its letters became,
 * less what earlier words have. When one replacement covers this word and the next
 * ones, each gets a share by its length. */
static ren_str word_now(words_cursor *c, uint32_t i) {
  const ren_str bytes = ren_text_bytes(c->text);
  size_t offset, length, after, unused;
  const size_t raw = c->places[i], raw_length = c->page->words[i].text.len;
  ren__current_span(c->text, raw, raw_length, &offset, &length);
  size_t end = offset + length;
  const uint32_t next = next_word(c->page, i);
  if (next < c->page->word_count && length > 0) {
    size_t next_length = c->page->words[next].text.len;
    ren__current_span(c->text, c->places[next], next_length, &after, &unused);
    if (after < end && unused > 0 && after <= offset && raw_length + next_length > 0)
      end = offset + snap((ren_str){bytes.ptr + offset, length}, length * raw_length / (raw_length + next_length));
  }
  if (offset < c->taken) offset = c->taken;
  if (end <= offset) return (ren_str){"", 0};
  c->taken = end;
  return ren_str_trim((ren_str){bytes.ptr + offset, end - offset});
}

/* Where each word of a page begins in the raw text, as ren_text_add_page put it there. */
static size_t *places_of(const ren_page *page, size_t at) {
  size_t *places = ren_alloc_array(page->word_count + 1, sizeof *places);
  for (uint32_t l = 0; places && l < page->line_count; l++) {
    const ren_line *line = &page->lines[l];
    if (l > 0 && line->block != line[-1].block) at++;
    for (uint32_t w = 0; w < line->word_count; w++) {
      places[line->first_word + w] = at;
      at += page->words[line->first_word + w].text.len + 1;
    }
    if (line->word_count == 0) at++;
  }
  return places;
}

/* The page being made, and where its last word of running text ends in the text. */
typedef struct corrected_copy {
  ren_page *page;
  const char *end; /* NULL: there is none yet */
  uint32_t last;
} corrected_copy;

static size_t count_letters(ren_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return n;
}

/* The part of a box that letters from..to of `all` take. */
static ren_box share_of(ren_box box, size_t from, size_t to, size_t all) {
  int64_t left = (int64_t)box.w * (int64_t)from / (int64_t)all, right = (int64_t)box.w * (int64_t)to / (int64_t)all;
  return (ren_box){(int32_t)(box.x + left), box.y, (int32_t)(right - left), box.h};
}

static ren_status add_part(corrected_copy *c, const ren_word *word, ren_error *err) {
  if (c->end == word->text.ptr) c->page->words[c->last].joined = true;
  ren_status status = ren_page_add_word(c->page, word, err);
  c->last = c->page->word_count - 1;
  c->end = word->text.ptr + word->text.len;
  return status;
}

/* A word that was divided gives several. */
static ren_status add_now(corrected_copy *c, const ren_word *word, ren_str now, ren_error *err) {
  ren_status status = REN_OK;
  size_t all = count_letters(now), before = 0;
  for (size_t at = 0; status == REN_OK && at < now.len;) {
    size_t end = at;
    while (end < now.len && !is_blank(now.ptr[end])) end++;
    ren_word part = *word;
    part.text = (ren_str){now.ptr + at, end - at};
    size_t letters = count_letters(part.text);
    part.box = share_of(word->box, before, before + letters, all);
    if (letters) status = add_part(c, &part, err);
    before += letters + 1;
    at = end + 1;
  }
  return status;
}

static ren_status add_lines(ren_page *copy, const ren_text *text, const ren_page *page, const size_t *places,
                            ren_error *err) {
  ren_status status = REN_OK;
  words_cursor cursor = {text, page, places, 0};
  corrected_copy made = {.page = copy};
  for (uint32_t l = 0; status == REN_OK && l < page->line_count; l++) {
    const ren_line *line = &page->lines[l];
    status = ren_page_add_line(copy, line, err);
    for (uint32_t w = 0; status == REN_OK && w < line->word_count; w++) {
      const ren_word *word = &page->words[line->first_word + w];
      /* Furniture is left out of the text, not off the page. */
      if (ren_role_is_furniture(line->role))
        status = ren_page_add_word(copy, word, err);
      else
        status = add_now(&made, word, word_now(&cursor, line->first_word + w), err);
    }
  }
  return status;
}

ren_status ren_text_corrected_page(ren_page **out, const ren_text *text, size_t page_index, const ren_page *page,
                                   ren_error *err) {
  *out = NULL;
  if (page_index >= text->page_count) return ren_fail(err, REN_EINVAL, "there is no page with index %zu", page_index);
  ren_page *copy;
  ren_status status = ren_page_new(&copy, page->file, page->number, err);
  if (status != REN_OK) return status;
  size_t *places = places_of(page, text->pages[page_index].offset);
  status = places ? ren_page_copy_head(copy, page, err) : ren_fail_nomem(err);
  if (status == REN_OK) status = add_lines(copy, text, page, places, err);
  ren_free(places);
  if (status == REN_OK)
    *out = copy;
  else
    ren_page_free(copy);
  return status;
}
