/* page_store.h: the pages of a document whose records are somewhere else: in a file without a
 * name, in the state of a run. They are read again whenever they are wanted, so that long
 * documents need no more memory than short ones.
 */
#ifndef REN_CLI_PAGE_STORE_H
#define REN_CLI_PAGE_STORE_H

#include "cli.h"

#include <renskrift/ocr.h>

typedef struct cli_page_store cli_page_store;

/* Appends the record (renskrift/page/1) of a page; nothing where there is none. */
typedef ren_status (*cli_record_getter)(void *payload, uint32_t index, ren_buf *record, ren_error *err);

/* Pages 0 .. count - 1. */
cli_page_store *cli_page_store_new(uint32_t count, cli_record_getter get, void *payload);
void cli_page_store_free(cli_page_store *store);

/* Finds running heads, page numbers and the like, once, and gives the pages with these marked,
 * in order; NULL where there is none. */
typedef ren_status (*cli_page_taker_in_order)(void *payload, const ren_page *page, uint32_t index, ren_error *err);
ren_status cli_page_store_mark(cli_page_store *store, cli_page_taker_in_order take, void *payload, ren_error *err);

/* A page, with what was marked; to be freed. NULL: there is none. */
ren_status cli_page_store_get(const cli_page_store *store, uint32_t index, ren_page **out, ren_error *err);

#endif
