/* corrected_pages.h: pages with their words as the corrector leaves them.
 */
#ifndef REN_CLI_CORRECTED_PAGES_H
#define REN_CLI_CORRECTED_PAGES_H

#include "cli.h"

#include <renskrift/model.h>
#include <renskrift/text.h>

/* A copy of each page (NULL entries stay) with its words as they are in `text`, which is of
 * these pages. *out is to be freed by cli_pages_free. */
ren_status cli_pages_of_text(ren_page ***out, const ren_text *text, ren_page *const *pages, uint32_t count,
                             ren_error *err);
/* The text of the pages, cleaned by itself: without what other documents teach. */
ren_status cli_clean_pages(ren_text **out, ren_page *const *pages, uint32_t count, const ren_model *model,
                           ren_error *err);
/* NULL is fine. */
void cli_pages_free(ren_page **pages, uint32_t count);

#endif
