/* The searchable PDF: the words are made into a text-only PDF here, the laying over
 * the original pages is the worker's (it opens the original). */
#include "export/text_pdf.h"
#include "pool/pool.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

/* A big file is written page by page; it may take this much longer for each. */
enum { SECONDS_A_PAGE = 3 };

typedef struct overlay {
  ren_page **pages; /* those that get words */
  size_t page_count;
  ren__wire_place *places;
  size_t place_count;
  ren_buf text_pdf, marks; /* marks: the places, then the bookmarks */
} overlay;

static void overlay_clear(overlay *o) {
  ren_free(o->pages);
  ren_free(o->places);
  ren_buf_free(&o->text_pdf);
  ren_buf_free(&o->marks);
}

/* A page whose own text layer was kept has its words already; failed and empty ones
 * have none. */
static bool needs_words(const ren_page *page) {
  return page->source == REN_SOURCE_OCR && page->word_count > 0 && page->dpi > 0;
}

static void place(overlay *o, ren_page *page, size_t index) {
  ren__wire_place *p = &o->places[o->place_count++];
  p->page = page->number ? page->number : (uint32_t)index + 1;
  if (needs_words(page)) {
    o->pages[o->page_count++] = page;
    p->text_page = (uint32_t)o->page_count;
  }
  if (page->source == REN_SOURCE_OCR && page->dpi > 0) {
    bool lying = page->rotation % 180 != 0;
    p->rotation = page->rotation;
    p->width = 72.0 * (lying ? page->height : page->width) / page->dpi;
    p->height = 72.0 * (lying ? page->width : page->height) / page->dpi;
  }
}

static ren_status overlay_make(overlay *o, ren_page *const *pages, size_t count, ren_error *err) {
  o->pages = ren_alloc_array(count, sizeof *o->pages);
  o->places = ren_alloc_array(count, sizeof *o->places);
  if (!o->pages || !o->places) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++)
    if (pages[i]) place(o, pages[i], i);
  if (o->page_count == 0) return REN_OK;
  o->text_pdf.max = REN__WIRE_BLOB_MAX;
  return ren__text_pdf(&o->text_pdf, o->pages, o->page_count, err);
}

/* ---- bookmarks ------------------------------------------------------------------ */

static const ren_page *page_of(ren_page *const *pages, size_t count, uint32_t number) {
  for (size_t i = 0; i < count; i++)
    if (pages[i] && (pages[i]->number ? pages[i]->number : i + 1) == number) return pages[i];
  return NULL;
}

/* Whole characters, without control characters. */
static void copy_title(char out[REN__WIRE_TITLE], ren_str title) {
  size_t length = 0;
  for (size_t at = 0; at < title.len;) {
    uint32_t cp;
    size_t n = ren_utf8_decode(title.ptr + at, title.len - at, &cp);
    if (length + n >= REN__WIRE_TITLE) break;
    if (cp != REN_BAD_CODEPOINT && cp >= 0x20 && cp != 0x7F) {
      memcpy(out + length, title.ptr + at, n);
      length += n;
    }
    at += n;
  }
  out[length] = '\0';
}

static void add_bookmark(overlay *o, ren_page *const *pages, size_t count, const ren_bookmark *from) {
  ren__wire_bookmark to = {.page = from->page, .level = from->level};
  const ren_page *page = page_of(pages, count, from->page);
  if (page && page->height > 0 && from->y > 0) to.down = (double)from->y / page->height;
  if (to.down > 1) to.down = 1;
  copy_title(to.title, from->title);
  if (to.title[0]) ren_buf_append(&o->marks, &to, sizeof to);
}

static ren_status gather_marks(overlay *o, ren_page *const *pages, size_t count, const ren_pdf_opts *opts,
                               ren_error *err) {
  ren_buf_append(&o->marks, o->places, o->place_count * sizeof *o->places);
  for (size_t i = 0; opts && i < opts->bookmark_count; i++) add_bookmark(o, pages, count, &opts->bookmarks[i]);
  return o->marks.status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

/* ---- the whole ------------------------------------------------------------------ */

static ren_status assemble(ren_ocr *ocr, const ren__document *document, const overlay *o, int64_t seconds, int fd,
                           ren_buf *note, ren_error *err) {
  ren__question question = {.op = REN__OP_PDF, .document = document, .output = fd, .seconds = seconds};
  question.page = (uint32_t)o->place_count;
  question.blob[0] = ren_buf_str(&o->text_pdf);
  question.blob[1] = ren_buf_str(&o->marks);
  ren__wire_message answer;
  ren__worker *worker = ren__pool_take(ocr, &document->identity);
  ren_status status = ren__pool_ask(ocr, worker, &question, &answer, NULL, err);
  ren__pool_give(ocr, worker);
  if (status == REN_OK && note) ren_buf_puts(note, answer.body.response.message);
  ren__wire_clear(&answer);
  return status;
}

ren_status ren_ocr_searchable_pdf(ren_ocr *ocr, const char *path, ren_page *const *pages, size_t count,
                                  const ren_pdf_opts *opts, int fd, ren_buf *note, ren_error *err) {
  if (fd < 0) return ren_fail(err, REN_EINVAL, "no descriptor to write the PDF to");
  overlay o = {0};
  ren__document document;
  ren_status status = ren__document_open(&document, path, err);
  if (status != REN_OK) return status;
  status = overlay_make(&o, pages, count, err);
  if (status == REN_OK) status = gather_marks(&o, pages, count, opts, err);
  int64_t seconds = (int64_t)ocr->opts.page_timeout + (int64_t)count * SECONDS_A_PAGE;
  if (status == REN_OK) status = assemble(ocr, &document, &o, seconds, fd, note, err);
  overlay_clear(&o);
  ren__document_close(&document);
  ren_error_place(err, path, 0);
  return status;
}
