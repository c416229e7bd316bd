/* document.h: one document being worked on: its pages (scans) or bytes (texts), its text
 * and the log of what was changed.
 */
#ifndef REN_CLI_DOCUMENT_H
#define REN_CLI_DOCUMENT_H

#include "cli.h"

#include <renskrift/text.h>

typedef struct cli_document {
  ren_page **pages; /* NULL entries where there is none */
  uint32_t page_count;
  ren_text *text;
  ren_log *log;
} cli_document;

/* Both leave an empty document on failure. A document of pages takes them (also on
 * failure) and marks running heads and page numbers. */
ren_status cli_document_from_file(cli_document *out, const char *path, ren_error *err);
/* ... which may hold page records (renskrift/page/1) instead of a text. */
ren_status cli_document_from_records(cli_document *out, const char *path, ren_error *err);
ren_status cli_document_from_pages(cli_document *out, ren_page **pages, uint32_t count, ren_error *err);
void cli_document_clear(cli_document *document);

#endif
