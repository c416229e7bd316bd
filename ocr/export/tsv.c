/* The twelve columns of tesseract's TSV: level page block par line word left top width
 * height conf text; level 1 page, 2 block, 3 paragraph, 4 line, 5 word. A column of the
 * page is a block, a block a paragraph. */
#include "export/markup.h"

#include <renskrift/ocr.h>

#include "utf8.h"

typedef struct place {
  int level;
  uint32_t page, block, paragraph, line, word;
} place;

static void put_row(ren_buf *out, place p, ren_box box) {
  ren_buf_printf(out, "%d\t%u\t%u\t%u\t%u\t%u\t%d\t%d\t%d\t%d\t", p.level, p.page, p.block, p.paragraph, p.line, p.word,
                 (int)box.x, (int)box.y, (int)box.w, (int)box.h);
}

/* Text without tabs, line ends and other control characters. */
static void put_text(ren_buf *out, ren_str text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    size_t length = ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp == REN_BAD_CODEPOINT) {
      ren_buf_puts(out, "\xEF\xBF\xBD");
    } else if (cp >= 0x20 && (cp < 0x7F || cp >= 0xA0) && cp != 0x2028 && cp != 0x2029) {
      ren_buf_append(out, text.ptr + at, length);
    }
    at += length;
  }
}

static void put_line(ren_buf *out, const ren_page *page, const ren_line *line, place p) {
  p.level = 4;
  put_row(out, p, line->box);
  ren_buf_puts(out, "-1\t\n");
  uint32_t words = ren__line_words(page, line);
  for (uint32_t i = 0; i < words; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    p.level = 5;
    p.word = i + 1;
    put_row(out, p, word->box);
    int64_t millionths =
        (int64_t)(1e8 * (double)ren__clean_confidence(word->confidence) + 0.5); /* as tesseract: 96.123456 */
    ren_buf_printf(out, "%lld.%06lld\t", (long long)(millionths / 1000000), (long long)(millionths % 1000000));
    put_text(out, word->text);
    if (ren__breaks_off(page, line->first_word + i)) ren_buf_puts(out, REN__SOFT_HYPHEN);
    ren_buf_putc(out, '\n');
  }
}

static void put_area(ren_buf *out, const ren_page *page, ren__span area, place p) {
  p.level = 2;
  put_row(out, p, area.box);
  ren_buf_puts(out, "-1\t\n");
  for (uint32_t at = area.first; at < area.end;) {
    ren__span block = ren__next_block(page, at, area.end);
    p.level = 3;
    p.paragraph++;
    p.line = 0;
    put_row(out, p, block.box);
    ren_buf_puts(out, "-1\t\n");
    for (uint32_t i = block.first; i < block.end; i++) {
      place line = p;
      line.line = i - block.first + 1;
      put_line(out, page, &page->lines[i], line);
    }
    at = block.end;
  }
}

void ren__tsv_begin(ren_buf *out) {
  ren_buf_puts(out, "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n");
}

void ren__tsv_page(const ren_page *page, ren_buf *out) {
  place p = {.level = 1, .page = page->number};
  ren_box whole = {0, 0, page->width < INT32_MAX ? (int32_t)page->width : INT32_MAX,
                   page->height < INT32_MAX ? (int32_t)page->height : INT32_MAX};
  put_row(out, p, whole);
  ren_buf_puts(out, "-1\t\n");
  for (uint32_t at = 0; at < page->line_count;) {
    ren__span area = ren__next_area(page, at);
    p.block++;
    put_area(out, page, area, p);
    at = area.end;
  }
}
