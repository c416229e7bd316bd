/* modules: ocr */
/* Pages made of arbitrary words and boxes. Whatever they are: layout succeeds, keeps
 * every word once, and gives the same result again; lines partition the words and blocks
 * count up; marking and exporting do not fail; exports hold no control characters. */
#include <renskrift/ocr.h>

#include "export/text_pdf.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_PAGES = 4, MAX_WORDS = 400 };

static void require(bool condition) {
  if (!condition) abort();
}

typedef struct input {
  const uint8_t *at, *end;
} input;

static int32_t take(input *in, int bytes) {
  uint32_t v = 0;
  for (int i = 0; i < bytes; i++) v = v << 8 | (in->at < in->end ? *in->at++ : 0);
  return (int32_t)v;
}

/* One record per word: kind, box, length, text. Boxes are mostly on a grid of text
 * lines, so that rows, gutters and tables come about; some are anything at all. */
static void put_word(ren_page *page, input *in, uint32_t serial) {
  int kind = take(in, 1);
  if (page->line_count == 0 || kind & 1) {
    ren_line line = {.size = kind & 2 ? (float)take(in, 1) : 0.0F};
    require(ren_page_add_line(page, &line, NULL) == REN_OK);
  }
  ren_box box = {take(in, 1) * 10, take(in, 1) * 13, 10 + take(in, 1), 20 + take(in, 1) % 16};
  if (kind >= 240) box = (ren_box){take(in, 4), take(in, 4), take(in, 4), take(in, 4)};
  size_t length = (size_t)take(in, 1) % 20, left = (size_t)(in->end - in->at);
  if (length > left) length = left;
  ren_word word = {.text = {(const char *)in->at, length}, .box = box};
  word.confidence = (float)serial; /* tells words apart */
  in->at += length;
  require(ren_page_add_word(page, &word, NULL) == REN_OK);
}

static size_t read_pages(input in, ren_page **pages) {
  size_t count = 0;
  while (in.at < in.end && count < MAX_PAGES) {
    ren_page *page = NULL;
    int head = take(&in, 1);
    require(ren_page_new(&page, "f.pdf", (uint32_t)count + 1, NULL) == REN_OK);
    page->width = head & 1 ? 2480 : (uint32_t)take(&in, 2);
    page->height = head & 2 ? 3508 : (uint32_t)take(&in, 2);
    page->source = head & 4 ? REN_SOURCE_TEXT_LAYER : REN_SOURCE_OCR;
    page->rotation = (uint32_t)(head >> 3 & 3) * 90;
    page->skew = head & 32 ? 1.5F : 0.0F;
    page->dpi = head & 64 ? 300 : 0;
    int words = take(&in, 1);
    for (int i = 0; i < words && i < MAX_WORDS && in.at < in.end; i++) put_word(page, &in, (uint32_t)i);
    pages[count++] = page;
  }
  return count;
}

static void check_page(const ren_page *page, const ren_page *before) {
  uint32_t at = 0;
  bool seen[256] = {false};
  require(page->word_count == before->word_count);
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    require(line->first_word == at && line->word_count > 0);
    require(i == 0 ? line->block == 0 : line->block == line[-1].block || line->block == line[-1].block + 1);
    require(line->box.w >= 0 && line->box.h >= 0 && line->size >= 0.0F);
    for (uint32_t w = 0; w < line->word_count; w++, at++) {
      const ren_word *word = &page->words[at];
      uint32_t serial = (uint32_t)word->confidence;
      require(word->line == i && serial < page->word_count && !seen[serial]);
      require(ren_str_eq(word->text, before->words[serial].text));
      require(memcmp(&word->box, &before->words[serial].box, sizeof word->box) == 0);
      seen[serial] = true;
    }
  }
  require(at == page->word_count);
}

static void check_same(const ren_page *a, const ren_page *b) {
  require(a->line_count == b->line_count && a->word_count == b->word_count);
  for (uint32_t i = 0; i < a->line_count; i++) {
    require(a->lines[i].block == b->lines[i].block && a->lines[i].role == b->lines[i].role);
    require(a->lines[i].column == b->lines[i].column && a->lines[i].word_count == b->lines[i].word_count);
  }
  for (uint32_t i = 0; i < a->word_count; i++) require(ren_str_eq(a->words[i].text, b->words[i].text));
}

static void check_clean(const ren_buf *out) {
  require(out->status == REN_OK);
  for (size_t i = 0; i < out->len; i++) {
    unsigned char c = (unsigned char)out->ptr[i];
    require(c >= 0x20 || c == '\n' || c == '\t');
  }
}

static void check_exports(ren_page *const *pages, size_t count) {
  ren_buf out = {0};
  ren_export_hocr(pages, count, &out);
  check_clean(&out);
  ren_buf_clear(&out);
  ren_export_alto(pages, count, &out);
  check_clean(&out);
  ren_buf_clear(&out);
  ren_export_tsv(pages, count, &out);
  check_clean(&out);
  ren_buf_clear(&out);
  require(ren__text_pdf(&out, ren_page_feed_of(pages, count), NULL) == REN_OK);
  ren_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ren_page *raw[MAX_PAGES], *pages[MAX_PAGES], *again[MAX_PAGES];
  input in = {data, data + size};
  size_t count = read_pages(in, raw);
  read_pages(in, pages);
  read_pages(in, again);
  for (size_t i = 0; i < count; i++) {
    require(ren_page_layout(pages[i], NULL) == REN_OK && ren_page_layout(again[i], NULL) == REN_OK);
    check_page(pages[i], raw[i]);
  }
  require(ren_pages_mark_furniture(pages, count, NULL) == REN_OK);
  require(ren_pages_mark_furniture(again, count, NULL) == REN_OK);
  for (size_t i = 0; i < count; i++) check_same(pages[i], again[i]);
  if (count) check_exports(pages, count);
  for (size_t i = 0; i < count; i++) {
    ren_page_free(raw[i]);
    ren_page_free(pages[i]);
    ren_page_free(again[i]);
  }
  return 0;
}
