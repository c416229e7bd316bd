/* document.h: one document being worked on: its text and the log of what was changed; what
 * is to be known of its pages, which themselves are not held in memory.
 */
#ifndef REN_CLI_DOCUMENT_H
#define REN_CLI_DOCUMENT_H

#include "cli.h"

#include "page_store.h"

#include <renskrift/text.h>

typedef struct cli_document {
  cli_page_store *pages; /* where to get them again, marked; NULL: nowhere */
  uint32_t page_count;
  uint32_t bad_pages; /* that are not there, or could not be read */
  bool recognised;    /* a page of it was, or could not be read */
  bool scanned;       /* a page of it was recognised, and is not to be found in the original */
  ren_text *text;
  ren_log *log;
} cli_document;

/* All leave an empty document on failure. A document of pages takes them or their store (also
 * on failure) and marks running heads and page numbers. */
ren_status cli_document_from_file(cli_document *out, const char *path, ren_error *err);
/* ... which may hold page records (renskrift/page/1) instead of a text. */
ren_status cli_document_from_records(cli_document *out, const char *path, ren_error *err);
ren_status cli_document_from_pages(cli_document *out, ren_page **pages, uint32_t count, ren_error *err);
ren_status cli_document_from_store(cli_document *out, cli_page_store *store, ren_error *err);
void cli_document_clear(cli_document *document);

#endif
