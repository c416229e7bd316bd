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
  ren_page_feed from;
  size_t *wordy; /* indices of the pages that get words */
  size_t wordy_count;
  uint32_t *heights; /* of the pages of the places */
  ren__wire_place *places;
  size_t place_count;
  ren_buf text_pdf, marks; /* marks: the places, then the bookmarks */
} overlay;

static void overlay_clear(overlay *o) {
  ren_free(o->wordy);
  ren_free(o->heights);
  ren_free(o->places);
  ren_buf_free(&o->text_pdf);
  ren_buf_free(&o->marks);
}

/* A page whose own text layer was kept has its words already; failed and empty ones
 * have none. */
static bool needs_words(const ren_page *page) {
  return page->source == REN_SOURCE_OCR && page->word_count > 0 && page->dpi > 0;
}

static void place(overlay *o, const ren_page *page, size_t index) {
  o->heights[o->place_count] = page->height;
  ren__wire_place *p = &o->places[o->place_count++];
  p->page = page->number ? page->number : (uint32_t)index + 1;
  if (needs_words(page)) {
    o->wordy[o->wordy_count++] = index;
    p->text_page = (uint32_t)o->wordy_count;
  }
  if (page->source == REN_SOURCE_OCR && page->dpi > 0) {
    bool lying = page->rotation % 180 != 0;
    p->rotation = page->rotation;
    p->width = 72.0 * (lying ? page->height : page->width) / page->dpi;
    p->height = 72.0 * (lying ? page->width : page->height) / page->dpi;
  }
}

static ren_status get_wordy(void *payload, size_t index, ren_page **out, ren_error *err) {
  const overlay *o = payload;
  return o->from.get(o->from.payload, o->wordy[index], out, err);
}

static void done_with(void *payload, ren_page *page) {
  const overlay *o = payload;
  if (o->from.done) o->from.done(o->from.payload, page);
}

static ren_status overlay_make(overlay *o, ren_error *err) {
  const size_t count = o->from.count;
  o->wordy = ren_alloc_array(count, sizeof *o->wordy);
  o->heights = ren_alloc_array(count, sizeof *o->heights);
  o->places = ren_alloc_array(count, sizeof *o->places);
  if (!o->wordy || !o->heights || !o->places) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++) {
    ren_page *page;
    ren_status status = o->from.get(o->from.payload, i, &page, err);
    if (status != REN_OK) return status;
    if (page) place(o, page, i);
    done_with(o, page);
  }
  if (o->wordy_count == 0) return REN_OK;
  o->text_pdf.max = REN__WIRE_BLOB_MAX;
  const ren_page_feed wordy = {.count = o->wordy_count, .payload = o, .get = get_wordy, .done = done_with};
  return ren__text_pdf(&o->text_pdf, wordy, err);
}

/* ---- bookmarks ------------------------------------------------------------------ */

/* 0: there is no such page. */
static uint32_t height_of(const overlay *o, uint32_t number) {
  for (size_t i = 0; i < o->place_count; i++)
    if (o->places[i].page == number) return o->heights[i];
  return 0;
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

static void add_bookmark(overlay *o, const ren_bookmark *from) {
  ren__wire_bookmark to = {.page = from->page, .level = from->level};
  uint32_t height = height_of(o, from->page);
  if (height > 0 && from->y > 0) to.down = (double)from->y / height;
  if (to.down > 1) to.down = 1;
  copy_title(to.title, from->title);
  if (to.title[0]) ren_buf_append(&o->marks, &to, sizeof to);
}

static ren_status gather_marks(overlay *o, const ren_pdf_opts *opts, ren_error *err) {
  ren_buf_append(&o->marks, o->places, o->place_count * sizeof *o->places);
  for (size_t i = 0; opts && i < opts->bookmark_count; i++) add_bookmark(o, &opts->bookmarks[i]);
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

ren_status ren_ocr_searchable_pdf(ren_ocr *ocr, const char *path, ren_page_feed pages, const ren_pdf_opts *opts, int fd,
                                  ren_buf *note, ren_error *err) {
  if (fd < 0) return ren_fail(err, REN_EINVAL, "no descriptor to write the PDF to");
  overlay o = {.from = pages};
  ren__document document;
  ren_status status = ren__document_open(&document, path, err);
  if (status != REN_OK) return status;
  status = overlay_make(&o, err);
  if (status == REN_OK) status = gather_marks(&o, opts, err);
  int64_t seconds = (int64_t)ocr->opts.page_timeout + (int64_t)pages.count * SECONDS_A_PAGE;
  if (status == REN_OK) status = assemble(ocr, &document, &o, seconds, fd, note, err);
  overlay_clear(&o);
  ren__document_close(&document);
  ren_error_place(err, path, 0);
  return status;
}
