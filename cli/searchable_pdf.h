/* searchable_pdf.h: the searchable PDF of a document, with bookmarks for its ärenden (§ 12)
 * and appendices; for documents and boards where there are several.
 */
#ifndef REN_CLI_SEARCHABLE_PDF_H
#define REN_CLI_SEARCHABLE_PDF_H

#include "corrected_pages.h"
#include "scan.h"

#include <renskrift/segment.h>

typedef struct cli_searchable {
  const cli_input *input;
  cli_corrected pages; /* with the words to be found */
  const ren_model *model;
} cli_searchable;

/* Writes to fd, which must be a regular file. -v says why it is no PDF/A-2b. */
ren_status cli_searchable_pdf(cli *c, cli_scanner *scanner, const cli_searchable *document, int fd, ren_error *err);

#endif
