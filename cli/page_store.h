/* page_store.h: the pages of a document, on disk: records in a file without a name. Long
 * documents need no more memory than short ones.
 */
#ifndef REN_CLI_PAGE_STORE_H
#define REN_CLI_PAGE_STORE_H

#include "cli.h"

#include <renskrift/ocr.h>

typedef struct cli_page_store cli_page_store;

/* For so many pages. REN_EOUTPUT: no room for a temporary file. */
ren_status cli_page_store_open(cli_page_store **out, uint32_t count, ren_error *err);
void cli_page_store_free(cli_page_store *store);

/* In any order; those that never come are NULL for the others. */
ren_status cli_page_store_add(cli_page_store *store, const ren_page *page, ren_error *err);

/* Takes pages with their furniture marked, in order, NULL where there is none; whether it keeps
 * (and frees) the page is its business if *page is set to NULL. */
typedef ren_status (*cli_page_store_taker)(void *payload, ren_page **page, size_t index, ren_error *err);
ren_status cli_page_store_each(const cli_page_store *store, cli_page_store_taker take, void *payload, ren_error *err);

#endif
