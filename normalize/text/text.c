#include "text/text_map.h"

#include "alloc.h"

#include <string.h>

const char *ren_step_name(ren_step step) {
  static const char *const names[] = {"encoding", "lines", "spelling", "consensus"};
  return (size_t)step < REN_STEP_COUNT ? names[step] : "unknown";
}

void ren_text_free(ren_text *text) {
  if (!text) return;
  ren_free(text->bytes);
  ren_free(text->pieces);
  ren_free(text->page_starts);
  ren_free(text->lines);
  ren_free(text->words);
  ren_free(text);
}

ren_str ren_text_bytes(const ren_text *text) { return (ren_str){text->bytes, text->length}; }

/* Takes over bytes (NUL-terminated). */
static ren_status take_bytes(ren_text *text, char *bytes, size_t length, ren_error *err) {
  text->bytes = bytes;
  text->length = text->raw_length = length;
  text->pieces = ren_alloc(sizeof *text->pieces);
  if (!text->pieces) return ren_fail_nomem(err);
  text->pieces[0] = (ren__piece){0, length, 0, length, true};
  text->piece_count = 1;
  return REN_OK;
}

ren_status ren_text_new(ren_text **out, ren_str bytes, ren_error *err) {
  *out = NULL;
  ren_text *text = ren_alloc(sizeof *text);
  char *copy = text ? ren_strndup(bytes) : NULL;
  if (!copy || take_bytes(text, copy, bytes.len, err) != REN_OK) {
    if (!text || !text->bytes) ren_free(copy);
    ren_text_free(text);
    return ren_fail_nomem(err);
  }
  *out = text;
  return REN_OK;
}

/* ---- texts of pages ----------------------------------------------------- */

static ren_status alloc_places(ren_text *text, ren_page *const *pages, size_t count, ren_error *err) {
  size_t lines = 0, words = 0;
  for (size_t i = 0; i < count; i++) {
    if (!pages[i]) continue;
    lines += pages[i]->line_count;
    words += pages[i]->word_count;
  }
  text->page_starts = ren_alloc_array(count + 1, sizeof *text->page_starts);
  text->lines = ren_alloc_array(lines, sizeof *text->lines);
  text->words = ren_alloc_array(words, sizeof *text->words);
  return text->page_starts && text->lines && text->words ? REN_OK : ren_fail_nomem(err);
}

static void write_page(ren_text *text, ren_buf *raw, const ren_page *page, uint32_t index) {
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    if (i > 0 && line->block != page->lines[i - 1].block) ren_buf_putc(raw, '\n');
    text->lines[text->line_count++] = (ren__place){raw->len, index, i};
    for (uint32_t w = 0; w < line->word_count; w++) {
      if (w > 0) ren_buf_putc(raw, ' ');
      text->words[text->word_count++] = (ren__place){raw->len, index, line->first_word + w};
      ren_buf_append_str(raw, page->words[line->first_word + w].text);
    }
    ren_buf_putc(raw, '\n');
  }
}

ren_status ren_text_from_pages(ren_text **out, ren_page *const *pages, size_t count, ren_error *err) {
  *out = NULL;
  ren_buf raw = {0};
  ren_text *text = ren_alloc(sizeof *text);
  ren_status status = text ? alloc_places(text, pages, count, err) : ren_fail_nomem(err);
  if (status != REN_OK) goto out;
  text->pages = pages;
  text->page_count = count;
  for (size_t i = 0; i < count; i++) {
    if (i > 0) ren_buf_putc(&raw, '\f');
    text->page_starts[i] = raw.len;
    if (pages[i]) write_page(text, &raw, pages[i], (uint32_t)i);
  }
  ren_buf_puts(&raw, ""); /* NUL-terminates an empty one */
  if (raw.status != REN_OK) {
    status = ren_fail_nomem(err);
    goto out;
  }
  status = take_bytes(text, raw.ptr, raw.len, err);
  raw = (ren_buf){0};
  if (status == REN_OK) *out = text;
out:
  ren_buf_free(&raw);
  if (status != REN_OK) ren_text_free(text);
  return status;
}

bool ren__text_is_recognised(const ren_text *text) {
  for (size_t i = 0; i < text->page_count; i++)
    if (text->pages[i] && text->pages[i]->source == REN_SOURCE_OCR) return true;
  return false;
}

/* ---- the map ------------------------------------------------------------ */

size_t ren__piece_at(const ren_text *text, size_t offset) {
  size_t low = 0, high = text->piece_count; /* last piece with at <= offset */
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->pieces[middle].at <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

void ren__raw_span(const ren_text *text, size_t offset, size_t length, size_t *raw, size_t *raw_length) {
  *raw = *raw_length = 0;
  if (text->piece_count == 0) return;
  const ren__piece *first = &text->pieces[ren__piece_at(text, offset)];
  size_t start = first->verbatim ? first->origin + (offset - first->at) : first->origin;
  if (offset >= first->at + first->length) start = first->origin + first->origin_length; /* at the very end */
  size_t end = start;
  if (length > 0) {
    const ren__piece *last = &text->pieces[ren__piece_at(text, offset + length - 1)];
    end = last->verbatim ? last->origin + (offset + length - last->at) : last->origin + last->origin_length;
  }
  *raw = start;
  *raw_length = end > start ? end - start : 0;
}

void ren__current_span(const ren_text *text, size_t raw, size_t raw_length, size_t *offset, size_t *length) {
  size_t low = 0, high = text->piece_count; /* first piece whose origin ends after raw */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (text->pieces[middle].origin + text->pieces[middle].origin_length > raw)
      high = middle;
    else
      low = middle + 1;
  }
  *offset = low < text->piece_count ? text->pieces[low].at : text->length;
  *length = 0;
  bool any = false;
  for (size_t i = low; i < text->piece_count && text->pieces[i].origin < raw + raw_length; i++) {
    const ren__piece *p = &text->pieces[i];
    size_t from = p->at, to = p->at + p->length;
    if (p->verbatim && raw > p->origin) from += raw - p->origin;
    if (p->verbatim && raw + raw_length < p->origin + p->origin_length)
      to -= p->origin + p->origin_length - (raw + raw_length);
    if (!any) *offset = from;
    any = true;
    if (to > *offset) *length = to - *offset;
  }
}

/* The last place that starts at or before a raw offset; NULL if none. */
static const ren__place *find_place(const ren__place *places, size_t count, size_t raw) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (places[middle].offset <= raw)
      low = middle + 1;
    else
      high = middle;
  }
  return low ? &places[low - 1] : NULL;
}

static size_t page_index_of(const ren_text *text, size_t raw) {
  size_t low = 0, high = text->page_count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (text->page_starts[middle] <= raw)
      low = middle;
    else
      high = middle;
  }
  return low;
}

ren_origin ren_text_origin(const ren_text *text, size_t offset, size_t length) {
  ren_origin origin = {0};
  size_t raw;
  ren__raw_span(text, offset, length, &raw, &origin.length);
  origin.offset = raw;
  if (text->page_count == 0) return origin;
  size_t index = page_index_of(text, raw);
  origin.page = text->pages[index] ? text->pages[index]->number : (uint32_t)index + 1;
  origin.offset = raw - text->page_starts[index];
  return origin;
}

void ren_text_current(const ren_text *text, ren_origin origin, size_t *offset, size_t *length) {
  size_t raw = origin.offset;
  for (size_t i = 0; i < text->page_count; i++) {
    uint32_t number = text->pages[i] ? text->pages[i]->number : (uint32_t)i + 1;
    if (number == origin.page) raw = text->page_starts[i] + origin.offset;
  }
  ren__current_span(text, raw, origin.length, offset, length);
}

const ren_line *ren_text_line(const ren_text *text, size_t offset, const ren_page **page) {
  size_t raw, unused;
  if (page) *page = NULL;
  if (text->page_count == 0 || offset > text->length) return NULL;
  ren__raw_span(text, offset, 0, &raw, &unused);
  const ren__place *place = find_place(text->lines, text->line_count, raw);
  if (!place) return NULL;
  if (page) *page = text->pages[place->page];
  return &text->pages[place->page]->lines[place->index];
}

const ren_word *ren_text_word(const ren_text *text, size_t offset) {
  size_t raw, unused;
  if (text->page_count == 0 || offset > text->length) return NULL;
  ren__raw_span(text, offset, 0, &raw, &unused);
  const ren__place *place = find_place(text->words, text->word_count, raw);
  if (!place) return NULL;
  const ren_word *word = &text->pages[place->page]->words[place->index];
  return raw < place->offset + word->text.len ? word : NULL;
}
