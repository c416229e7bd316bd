/* items.h: what is compared with each other: the texts of reservations, records or files. */
#ifndef REN_CLI_ITEMS_H
#define REN_CLI_ITEMS_H

#include "inputs.h"

#include <renskrift/dedup.h>
#include <renskrift/segment.h>

typedef struct cli_items {
  ren_dedup_item *list;
  size_t count, cap;
  cli_list strings; /* that the items borrow, with ... */
  ren_buf *bytes;   /* ... whole files */
  size_t bytes_count, bytes_cap;
} cli_items;

/* One item for each reservation; borrows the list. The guard is the parties and the
 * matter (heading, else dnr), folded so that small differences of letters do not count. */
void cli_items_from_reservations(cli_items *items, const ren_reservations *list);

/* A file: NDJSON records with `id` and `text` (those of renskrift/reservation/1 with all
 * they say), or any other text as one item named after the file. `reservations` keeps
 * what the items borrow. False after a message. */
bool cli_items_from_file(cli *c, cli_items *items, ren_reservations *reservations, const cli_input *input);

void cli_items_clear(cli_items *items);

#endif
