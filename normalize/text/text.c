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
  ren_free(text->raw);
  ren_free(text->pages);
  ren_free(text->lines);
  ren_free(text->words);
  ren_buf_free(&text->alternatives);
  ren_free(text);
}

ren_str ren_text_bytes(const ren_text *text) { return (ren_str){text->bytes, text->length}; }

/* Takes over bytes (NUL-terminated). */
static ren_status take_bytes(ren_text *text, char *bytes, size_t length, ren_error *err) {
  text->bytes = bytes;
  text->length = text->raw_length = length;
  text->cap = length + 1;
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

static bool keep_word(ren_text *text, size_t offset, const ren_word *word) {
  if (word->text.len == 0) return true;
  if (!ren_grow(&text->words, &text->word_cap, text->word_count, sizeof *text->words)) return false;
  text->words[text->word_count++] = (ren__word_place){.offset = offset,
                                                      .length = (uint32_t)word->text.len,
                                                      .alternatives = (uint32_t)text->alternatives.len,
                                                      .confidence = word->confidence,
                                                      .box = word->box};
  ren_buf_append_str(&text->alternatives, word->alternatives);
  return true;
}

static bool write_line(ren_text *text, ren_buf *raw, const ren_page *page, const ren_line *line) {
  const ren_word *words = page->words + line->first_word;
  if (!ren_grow(&text->lines, &text->line_cap, text->line_count, sizeof *text->lines)) return false;
  ren__line_place *kept = &text->lines[text->line_count++];
  *kept = (ren__line_place){raw->len, {*line, (uint32_t)text->page_count - 1, page->source, 0}};
  if (line->word_count) kept->placed.first_width = words[0].box.w;
  for (uint32_t w = 0; w < line->word_count; w++) {
    if (w > 0) ren_buf_putc(raw, ' ');
    if (!keep_word(text, raw->len, &words[w])) return false;
    ren_buf_append_str(raw, words[w].text);
  }
  ren_buf_putc(raw, '\n');
  return true;
}

static bool write_page(ren_text *text, ren_buf *raw, const ren_page *page) {
  for (uint32_t i = 0; i < page->line_count; i++) {
    if (i > 0 && page->lines[i].block != page->lines[i - 1].block) ren_buf_putc(raw, '\n');
    if (!write_line(text, raw, page, &page->lines[i])) return false;
  }
  return raw->status == REN_OK && text->alternatives.status == REN_OK;
}

ren_status ren_text_add_page(ren_text *text, const ren_page *page, ren_error *err) {
  if (text->raw || text->piece_count != 1 || (text->page_count == 0 && text->length))
    return ren_fail(err, REN_EINVAL, "pages are added to a text of pages that nothing has changed");
  if (!ren_grow(&text->pages, &text->page_cap, text->page_count, sizeof *text->pages)) return ren_fail_nomem(err);
  if (text->page_count >= UINT32_MAX || text->alternatives.len > UINT32_MAX / 2)
    return ren_fail(err, REN_ELIMIT, "a document with so many pages is too large");
  ren_buf raw = {.ptr = text->bytes, .len = text->length, .cap = text->cap};
  if (text->page_count) ren_buf_putc(&raw, '\f');
  uint32_t number = page ? page->number : (uint32_t)text->page_count + 1;
  text->pages[text->page_count++] = (ren__page_place){raw.len, number};
  text->recognised |= page && page->source == REN_SOURCE_OCR;
  bool whole = (!page || write_page(text, &raw, page)) && raw.status == REN_OK;
  text->bytes = raw.ptr;
  text->cap = raw.cap;
  text->length = text->raw_length = raw.len;
  text->pieces[0] = (ren__piece){0, raw.len, 0, raw.len, true};
  return whole ? REN_OK : ren_fail_nomem(err);
}

ren_status ren_text_from_pages(ren_text **out, ren_page *const *pages, size_t count, ren_error *err) {
  ren_status status = ren_text_new(out, (ren_str){"", 0}, err);
  for (size_t i = 0; status == REN_OK && i < count; i++) status = ren_text_add_page(*out, pages[i], err);
  if (status == REN_OK) return REN_OK;
  ren_text_free(*out);
  *out = NULL;
  return status;
}

bool ren__text_is_recognised(const ren_text *text) { return text->recognised; }

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

/* How many of the sorted places begin at or before a raw offset: each begins with its offset. */
static size_t count_until(const void *places, size_t count, size_t size, size_t raw) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    size_t offset = *(const size_t *)(const void *)((const char *)places + middle * size);
    if (offset <= raw)
      low = middle + 1;
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
  const ren__page_place *page = &text->pages[count_until(text->pages, text->page_count, sizeof *text->pages, raw) -
                                             1]; /* the first begins at 0 */
  origin.page = page->number;
  origin.offset = raw - page->offset;
  return origin;
}

void ren_text_current(const ren_text *text, ren_origin origin, size_t *offset, size_t *length) {
  size_t raw = origin.offset;
  for (size_t i = 0; i < text->page_count; i++)
    if (text->pages[i].number == origin.page) raw = text->pages[i].offset + origin.offset;
  ren__current_span(text, raw, origin.length, offset, length);
}

const ren_placed_line *ren_text_line(const ren_text *text, size_t offset) {
  size_t raw, unused;
  if (text->page_count == 0 || offset > text->length) return NULL;
  ren__raw_span(text, offset, 0, &raw, &unused);
  size_t until = count_until(text->lines, text->line_count, sizeof *text->lines, raw);
  return until ? &text->lines[until - 1].placed : NULL;
}

bool ren_text_word(ren_reading *out, const ren_text *text, size_t offset) {
  size_t raw, unused;
  *out = (ren_reading){0};
  if (text->page_count == 0 || offset > text->length) return false;
  ren__raw_span(text, offset, 0, &raw, &unused);
  size_t until = count_until(text->words, text->word_count, sizeof *text->words, raw);
  if (until == 0) return false;
  const char *bytes = text->raw ? text->raw : text->bytes;
  const ren__word_place *word = &text->words[until - 1];
  if (raw - word->offset >= word->length) return false;
  size_t others = until < text->word_count ? word[1].alternatives : text->alternatives.len;
  *out = (ren_reading){.text = {bytes + word->offset, word->length}, .box = word->box, .confidence = word->confidence};
  if (others > word->alternatives)
    out->alternatives = (ren_str){text->alternatives.ptr + word->alternatives, others - word->alternatives};
  return true;
}
