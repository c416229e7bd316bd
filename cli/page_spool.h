/* page_spool.h: page records in a file without a name, for a page store.
 */
#ifndef REN_CLI_PAGE_SPOOL_H
#define REN_CLI_PAGE_SPOOL_H

#include "cli.h"

#include <renskrift/page.h>

typedef struct cli_page_spool cli_page_spool;

/* For so many pages. REN_EOUTPUT: no room for a temporary file. */
ren_status cli_page_spool_open(cli_page_spool **out, uint32_t count, ren_error *err);
void cli_page_spool_free(cli_page_spool *spool);

/* In any order; some may never come. */
ren_status cli_page_spool_add(cli_page_spool *spool, const ren_page *page, ren_error *err);
/* A cli_record_getter; payload is the spool. */
ren_status cli_page_spool_get(void *payload, uint32_t index, ren_buf *record, ren_error *err);

#endif
