#include "document.h"

#include "inputs.h"

#include <renskrift/ocr.h>

#include <stdlib.h>
#include <string.h>

void cli_document_clear(cli_document *document) {
  ren_text_free(document->text);
  ren_log_free(document->log);
  cli_page_store_free(document->pages);
  *document = (cli_document){0};
}

static ren_status finish(cli_document *out, ren_status status, ren_error *err) {
  if (status == REN_OK) status = ren_log_new(&out->log, err);
  if (status != REN_OK) cli_document_clear(out);
  return status;
}

ren_status cli_document_from_file(cli_document *out, const char *path, ren_error *err) {
  ren_buf bytes = {0};
  *out = (cli_document){0};
  ren_status status = ren_file_read(&bytes, path, 0, err);
  const char *refusal = bytes.len ? cli_media_refusal(ren_media_sniff(ren_buf_str(&bytes)), CLI_READS_TEXT) : NULL;
  if (status == REN_OK && refusal) status = ren_fail(err, REN_EFORMAT, "%s", refusal);
  if (status == REN_OK) status = ren_text_new(&out->text, ren_buf_str(&bytes), err);
  ren_buf_free(&bytes);
  return finish(out, status, err);
}

static void free_pages(ren_page **pages, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) ren_page_free(pages[i]);
  free(pages);
}

/* The records of renskrift/page/1 begin so, whatever stands before the name of the schema. */
static bool holds_pages(ren_str bytes) {
  enum { LOOKED_AT = 64 };
  static const char name[] = "\"renskrift/page/1\"";
  size_t n = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
  return n && bytes.ptr[0] == '{' && memmem(bytes.ptr, n, name, sizeof name - 1);
}

/* One page a line; all of one file. */
static ren_status read_pages(ren_page ***pages, uint32_t *count, ren_str bytes, ren_error *err) {
  ren_status status = REN_OK;
  size_t cap = 0;
  for (size_t at = 0; at < bytes.len && status == REN_OK;) {
    const char *newline = memchr(bytes.ptr + at, '\n', bytes.len - at);
    size_t end = newline ? (size_t)(newline - bytes.ptr) : bytes.len;
    ren_str record = {bytes.ptr + at, end - at};
    at = end + 1;
    if (!record.len) continue;
    ren_page *page = NULL;
    status = ren_page_read_json(&page, record, err);
    if (status != REN_OK) break;
    *pages = cli_grow(*pages, &cap, *count, sizeof **pages);
    (*pages)[(*count)++] = page;
    if (strcmp(page->file, (*pages)[0]->file) != 0)
      status = ren_fail(err, REN_EFORMAT, "pages of %s and of %s in one file: give every document its own",
                        (*pages)[0]->file, page->file);
  }
  return status;
}

ren_status cli_document_from_records(cli_document *out, const char *path, ren_error *err) {
  ren_buf bytes = {0};
  ren_page **pages = NULL;
  uint32_t count = 0;
  *out = (cli_document){0};
  ren_status status = ren_file_read(&bytes, path, 0, err);
  bool holds = status == REN_OK && holds_pages(ren_buf_str(&bytes));
  if (holds) status = read_pages(&pages, &count, ren_buf_str(&bytes), err);
  ren_buf_free(&bytes);
  if (status == REN_OK)
    return holds ? cli_document_from_pages(out, pages, count, err) : cli_document_from_file(out, path, err);
  free_pages(pages, count);
  return status;
}

static ren_status take_page(void *payload, const ren_page *page, uint32_t index, ren_error *err) {
  (void)index;
  cli_document *out = payload;
  bool was_read = page && !page->error, by_eye = page && page->source == REN_SOURCE_OCR;
  out->page_count++;
  out->bad_pages += !was_read;
  out->recognised |= by_eye;
  out->scanned |= was_read && by_eye;
  return ren_text_add_page(out->text, page, err);
}

ren_status cli_document_from_pages(cli_document *out, ren_page **pages, uint32_t count, ren_error *err) {
  *out = (cli_document){0};
  ren_status status = ren_text_new(&out->text, (ren_str){"", 0}, err);
#ifdef REN_WITH_OCR
  if (status == REN_OK) status = ren_pages_mark_furniture(pages, count, err);
#endif
  for (uint32_t i = 0; status == REN_OK && i < count; i++) status = take_page(out, pages[i], i, err);
  free_pages(pages, count);
  return finish(out, status, err);
}

ren_status cli_document_from_store(cli_document *out, cli_page_store *store, ren_error *err) {
  *out = (cli_document){.pages = store};
  ren_status status = ren_text_new(&out->text, (ren_str){"", 0}, err);
  if (status == REN_OK) status = cli_page_store_mark(store, take_page, out, err);
  return finish(out, status, err);
}
