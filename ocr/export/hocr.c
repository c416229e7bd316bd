/* hOCR 1.2 (kba.github.io/hocr-spec/1.2): XHTML with the places of the words in title
 * attributes. Columns are ocr_carea, blocks ocr_par, and lines ocr_line; running heads
 * and feet and page numbers are ocr_header, ocr_footer and ocr_pageno in place of
 * ocr_line, as the specification has it for such lines. */
#include "export/markup.h"

#include <renskrift/ocr.h>
#include <renskrift/version.h>

static void put_bbox(ren_buf *out, ren_box box) {
  /* The specification wants unsigned integers. */
  int64_t x0 = box.x > 0 ? box.x : 0, y0 = box.y > 0 ? box.y : 0;
  int64_t x1 = (int64_t)box.x + box.w, y1 = (int64_t)box.y + box.h;
  ren_buf_printf(out, "bbox %lld %lld %lld %lld", (long long)x0, (long long)y0, (long long)(x1 > x0 ? x1 : x0),
                 (long long)(y1 > y0 ? y1 : y0));
}

static const char *line_class(ren_role role) {
  switch (role) {
  case REN_ROLE_RUNNING_HEAD: return "ocr_header";
  case REN_ROLE_RUNNING_FOOT: return "ocr_footer";
  case REN_ROLE_PAGE_NUMBER: return "ocr_pageno";
  case REN_ROLE_BODY:
  case REN_ROLE_HEADING:
  case REN_ROLE_TABLE:
  case REN_ROLE_MARGIN: break;
  }
  return "ocr_line";
}

static void put_word(ren_buf *out, const ren_page *page, uint32_t index, size_t number) {
  const ren_word *word = &page->words[index];
  int confidence = (int)(100.0F * ren__clean_confidence(word->confidence) + 0.5F);
  ren_buf_printf(out, "<span class=\"ocrx_word\" id=\"word_%zu_%u\" title=\"", number, index + 1);
  put_bbox(out, word->box);
  ren_buf_printf(out, "; x_wconf %d\">", confidence);
  ren__xml_escape(out, word->text);
  if (ren__breaks_off(page, index)) ren_buf_puts(out, REN__SOFT_HYPHEN);
  ren_buf_puts(out, "</span>");
}

static void put_line(ren_buf *out, const ren_page *page, uint32_t index, size_t number) {
  const ren_line *line = &page->lines[index];
  uint32_t words = ren__line_words(page, line);
  ren_buf_printf(out, "     <span class=\"%s\" id=\"line_%zu_%u\" title=\"", line_class(line->role), number, index + 1);
  put_bbox(out, line->box);
  long tenths = line->size > 0.0F && line->size < 100000.0F ? (long)(10.0F * line->size + 0.5F) : 0;
  if (tenths) ren_buf_printf(out, "; x_size %ld.%ld", tenths / 10, tenths % 10);
  long long above = (long long)ren__baseline(page, line) - ((long long)line->box.y + line->box.h);
  if (words) ren_buf_printf(out, "; baseline 0 %lld", above);
  ren_buf_puts(out, "\">");
  for (uint32_t i = line->first_word; i < line->first_word + words; i++) {
    if (i > line->first_word && ren__rest_of(page, i - 1) != i) ren_buf_putc(out, ' ');
    put_word(out, page, i, number);
  }
  ren_buf_puts(out, "</span>\n");
}

static void put_area(ren_buf *out, const ren_page *page, ren__span area, size_t number, uint32_t *block_number) {
  ren_buf_printf(out, "   <div class=\"ocr_carea\" id=\"block_%zu_%u\" title=\"", number, area.first + 1);
  put_bbox(out, area.box);
  ren_buf_puts(out, "\">\n");
  for (uint32_t at = area.first; at < area.end;) {
    ren__span block = ren__next_block(page, at, area.end);
    ren_buf_printf(out, "    <p class=\"ocr_par\" id=\"par_%zu_%u\" title=\"", number, ++*block_number);
    put_bbox(out, block.box);
    ren_buf_puts(out, "\">\n");
    for (uint32_t i = block.first; i < block.end; i++) put_line(out, page, i, number);
    ren_buf_puts(out, "    </p>\n");
    at = block.end;
  }
  ren_buf_puts(out, "   </div>\n");
}

void ren__hocr_page(const ren_page *page, size_t index, ren_buf *out) {
  size_t number = index + 1;
  uint32_t blocks = 0;
  ren_buf_printf(out, "  <div class=\"ocr_page\" id=\"page_%zu\" title=\"image &quot;", number);
  ren__xml_escape(out, ren_str_of(page->file));
  ren_buf_puts(out, "&quot;; ");
  put_bbox(out, (ren_box){0, 0, page->width < INT32_MAX ? (int32_t)page->width : INT32_MAX,
                          page->height < INT32_MAX ? (int32_t)page->height : INT32_MAX});
  ren_buf_printf(out, "; ppageno %u", page->number ? page->number - 1 : 0);
  if (page->dpi) ren_buf_printf(out, "; scan_res %u %u", page->dpi, page->dpi);
  ren_buf_puts(out, "\">\n");
  for (uint32_t at = 0; at < page->line_count;) {
    ren__span area = ren__next_area(page, at);
    put_area(out, page, area, number, &blocks);
    at = area.end;
  }
  ren_buf_puts(out, "  </div>\n");
}

void ren__hocr_begin(const char *file, ren_buf *out) {
  ren_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
                    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
                    "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"sv\" lang=\"sv\">\n"
                    " <head>\n  <title>");
  ren__xml_escape(out, ren_str_of(file));
  ren_buf_puts(out, "</title>\n"
                    "  <meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n"
                    "  <meta name=\"ocr-system\" content=\"renskrift " REN_VERSION "\" />\n"
                    "  <meta name=\"ocr-capabilities\" content=\"ocr_page ocr_carea ocr_par ocr_line ocrx_word "
                    "ocr_header ocr_footer ocr_pageno ocrp_wconf\" />\n"
                    " </head>\n <body>\n");
}

void ren__hocr_end(ren_buf *out) { ren_buf_puts(out, " </body>\n</html>\n"); }
