#include "document.h"

#include "inputs.h"

#include <renskrift/ocr.h>

#include <stdlib.h>

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

ren_status cli_document_from_pages(cli_document *out, ren_page **pages, uint32_t count, ren_error *err) {
  *out = (cli_document){.pages = pages, .page_count = count};
  ren_status status = REN_OK;
#ifdef REN_WITH_OCR
  status = ren_pages_mark_furniture(pages, count, err);
#endif
  if (status == REN_OK) status = ren_text_from_pages(&out->text, pages, count, err);
  return finish(out, status, err);
}
