/* searchable_pdf.h: the searchable PDF of a document, with bookmarks for its ärenden (§ 12)
 * and appendices; for documents and boards where there are several.
 */
#ifndef REN_CLI_SEARCHABLE_PDF_H
#define REN_CLI_SEARCHABLE_PDF_H

#include "scan.h"

#include <renskrift/segment.h>

typedef struct cli_searchable {
  const cli_input *input;
  ren_page *const *pages; /* with the words to be found */
  uint32_t page_count;
  const ren_text *text; /* of the same pages; NULL: their words as they are */
  const ren_model *model;
} cli_searchable;

/* Writes to fd, which must be a regular file. -v says why it is no PDF/A-2b. */
ren_status cli_searchable_pdf(cli *c, cli_scanner *scanner, const cli_searchable *document, int fd, ren_error *err);

#endif
