/* corrected_pages.h: the pages of a document with their words as the corrector leaves them,
 * made one at a time.
 */
#ifndef REN_CLI_CORRECTED_PAGES_H
#define REN_CLI_CORRECTED_PAGES_H

#include "page_store.h"

#include <renskrift/text.h>

typedef struct cli_corrected {
  const cli_page_store *pages; /* marked */
  uint32_t count;
  const ren_text *text; /* of these pages; NULL: their words as they were read */
} cli_corrected;

/* To be freed; NULL where there is none. */
ren_status cli_corrected_get(const cli_corrected *from, uint32_t index, ren_page **out, ren_error *err);
/* For the library, as long as *from is there. */
ren_page_feed cli_corrected_feed(const cli_corrected *from);

#endif
