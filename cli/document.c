#include "document.h"

#include "inputs.h"

#include <renskrift/ocr.h>

#include <stdlib.h>
#include <string.h>

void cli_document_clear(cli_document *document) {
  ren_text_free(document->text); /* borrows the pages */
  ren_log_free(document->log);
  for (uint32_t i = 0; i < document->page_count; i++) ren_page_free(document->pages[i]);
  free(document->pages);
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

/* The records of renskrift/page/1 begin so, whatever stands before the name of the schema. */
static bool holds_pages(ren_str bytes) {
  enum { LOOKED_AT = 64 };
  static const char name[] = "\"renskrift/page/1\"";
  size_t n = bytes.len < LOOKED_AT ? bytes.len : LOOKED_AT;
  return n && bytes.ptr[0] == '{' && memmem(bytes.ptr, n, name, sizeof name - 1);
}

/* One page a line; all of one file. */
static ren_status read_pages(cli_document *out, ren_str bytes, ren_error *err) {
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
    out->pages = cli_grow(out->pages, &cap, out->page_count, sizeof(ren_page *));
    out->pages[out->page_count++] = page;
    if (strcmp(page->file, out->pages[0]->file) != 0)
      status = ren_fail(err, REN_EFORMAT, "pages of %s and of %s in one file: give every document its own",
                        out->pages[0]->file, page->file);
  }
  return status;
}

ren_status cli_document_from_records(cli_document *out, const char *path, ren_error *err) {
  ren_buf bytes = {0};
  *out = (cli_document){0};
  ren_status status = ren_file_read(&bytes, path, 0, err);
  bool pages = status == REN_OK && holds_pages(ren_buf_str(&bytes));
  if (pages) status = read_pages(out, ren_buf_str(&bytes), err);
  ren_buf_free(&bytes);
  if (status != REN_OK) cli_document_clear(out);
  if (status != REN_OK) return status;
  return pages ? cli_document_from_pages(out, out->pages, out->page_count, err)
               : cli_document_from_file(out, path, err);
}

ren_status cli_document_from_pages(cli_document *out, ren_page **pages, uint32_t count, ren_error *err) {
  *out = (cli_document){.pages = pages, .page_count = count};
  ren_status status = REN_OK;
#ifdef REN_WITH_OCR
  status = ren_pages_mark_furniture(pages, count, err);
#endif
  if (status == REN_OK) status = ren_text_from_pages(&out->text, pages, count, err);
  return finish(out, status, err);
}
