/* The leaves of a document: each page's image beside its part of the text. */
#include "sections.h"

#include <string.h>

/* Beyond IMAGE_MAX no browser would open the report; the images are then left out.
 * Texts without pages are divided so that the browser lays out only what is seen. */
#define IMAGE_MAX ((uint64_t)384 << 20)
enum { SHEET = 1 << 14, IMAGE_ONE_MAX = 8 << 20 };

static void write_image(ren__report *r, const ren__document *doc, uint32_t number, ren_str jpeg) {
  ren__html *h = &r->out;
  uint32_t width, height;
  if (jpeg.len == 0) {
    ren__put(h, "<p class=\"noscan\">No image of this page was kept.</p>");
    return;
  }
  if (!ren__jpeg_size(jpeg, &width, &height) || jpeg.len > IMAGE_ONE_MAX) {
    ren__put(h, "<p class=\"noscan\">The image of this page cannot be shown.</p>");
    return;
  }
  if (r->image_bytes + jpeg.len > IMAGE_MAX) {
    ren__put(h, "<p class=\"noscan\">Left out: with all its images this report could not be opened.</p>");
    return;
  }
  r->image_bytes += jpeg.len;
  ren__putf(h, "<button type=\"button\" class=\"scan\"><img alt=\"Page %u of ", (unsigned)number);
  ren__put_text(h, doc->name);
  ren__putf(h, "\" width=\"%u\" height=\"%u\" decoding=\"async\" src=\"data:image/jpeg;base64,", (unsigned)width,
            (unsigned)height);
  ren__put_base64(h, jpeg);
  ren__put(h, "\"></button>");
}

static void write_caption(ren__report *r, const ren__page_info *page, uint32_t number) {
  ren__html *h = &r->out;
  ren__putf(h, "<figcaption><b>Page %u</b>", (unsigned)number);
  if (page && page->word_count) {
    bool layer = ren_str_eq(page->source, REN_STR("text-layer"));
    ren__put(h, layer ? " · the PDF’s own text" : " · read from the image");
    if (!layer && page->confidence >= 0) {
      ren__put(h, ", words ");
      ren__put_percent(h, page->confidence);
      ren__put(h, " sure");
    }
  }
  if (page && page->note.len) {
    ren__put(h, "<br><span class=\"dim\">");
    ren__put_text(h, page->note);
    ren__put(h, "</span>");
  }
  ren__put(h, "</figcaption>");
}

static ren_status write_figure(ren__report *r, const ren__document *doc, const ren__page_info *page, uint32_t number) {
  ren_buf jpeg = {0};
  bool found;
  ren_status status = ren_run_get_page(&found, r->run, doc->id, number, NULL, &jpeg, r->err);
  if (status == REN_OK) {
    ren__put(&r->out, "<figure>");
    write_image(r, doc, number, ren_buf_str(&jpeg));
    write_caption(r, page, number);
    ren__put(&r->out, "</figure>\n");
  }
  ren_buf_free(&jpeg);
  return status;
}

static void open_leaf(ren__report *r, size_t document, uint32_t page) {
  ren__html *h = &r->out;
  if (page)
    ren__putf(h, "<section class=\"leaf\" id=\"d%zup%u\" data-p=\"%u\" aria-label=\"Page %u\">", document + 1,
              (unsigned)page, (unsigned)page, (unsigned)page);
  else
    ren__put(h, "<section class=\"leaf plain\">");
}

static void write_error(ren__report *r, ren_str error) {
  ren__put(&r->out, "<p class=\"trouble\" lang=\"en\"><b>This page could not be read.</b> ");
  ren__put_text(&r->out, error);
  ren__put(&r->out, "</p>\n");
}

static ren_status write_pages(ren__flow *flow, size_t document, const ren__pages *pages) {
  ren__report *r = flow->r;
  ren_status status = REN_OK;
  for (size_t i = 0; i < pages->count && status == REN_OK; i++) {
    const ren__page_info *page = &pages->pages[i];
    open_leaf(r, document, page->number);
    status = write_figure(r, flow->doc, page, page->number);
    ren__put(&r->out, "<div class=\"text\" lang=\"sv\">\n");
    if (page->error.len)
      write_error(r, page->error);
    else if (page->start == page->end)
      ren__put(&r->out, "<p class=\"dim\" lang=\"en\">No running text on this page.</p>\n");
    ren__flow_write(flow, page->start, page->end);
    if (i + 1 == pages->count) ren__flow_rest(flow);
    ren__put(&r->out, "</div></section>\n");
  }
  return status;
}

/* Images whose pages cannot be told apart in the text: a strip above it. */
static ren_status write_strip(ren__report *r, const ren__document *doc, size_t document) {
  uint32_t stored = 0;
  ren_status status = ren_run_count_pages(&stored, r->run, doc->id, r->err);
  if (status != REN_OK || stored == 0) return status;
  ren__put(&r->out, "<div class=\"strip\">\n");
  for (uint32_t page = 1; page <= doc->pages && status == REN_OK; page++) {
    ren__putf(&r->out, "<div id=\"d%zup%u\" data-p=\"%u\">", document + 1, (unsigned)page, (unsigned)page);
    status = write_figure(r, doc, NULL, page);
    ren__put(&r->out, "</div>\n");
  }
  ren__put(&r->out, "</div>\n");
  return status;
}

static void write_sheets(ren__flow *flow, size_t document) {
  ren__report *r = flow->r;
  for (size_t at = 0; at < flow->text.len || at == 0;) {
    size_t end = flow->text.len - at > SHEET ? at + SHEET : flow->text.len;
    const char *line_end = end < flow->text.len ? memchr(flow->text.ptr + end, '\n', flow->text.len - end) : NULL;
    end = line_end ? (size_t)(line_end - flow->text.ptr) + 1 : flow->text.len;
    open_leaf(r, document, 0);
    ren__put(&r->out, "<div class=\"text\" lang=\"sv\">\n");
    ren__flow_write(flow, at, end);
    if (end == flow->text.len) ren__flow_rest(flow);
    ren__put(&r->out, "</div></section>\n");
    if (end == flow->text.len) break;
    at = end;
  }
}

ren_status ren__write_leaves(ren__report *r, size_t document, ren_str text, ren__pages *pages,
                             const ren__changes *changes) {
  const ren__document *doc = &r->documents[document];
  ren__flow flow;
  if (!ren__flow_init(&flow, r, document, text, changes, pages->count ? pages : NULL)) return ren_fail_nomem(r->err);
  ren_status status = REN_OK;
  if (pages->count) {
    status = write_pages(&flow, document, pages);
  } else {
    status = write_strip(r, doc, document);
    if (status == REN_OK) write_sheets(&flow, document);
  }
  ren__flow_clear(&flow);
  return status;
}
