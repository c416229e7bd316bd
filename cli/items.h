/* items.h: what is compared with each other: the texts of reservations, records or files. */
#ifndef REN_CLI_ITEMS_H
#define REN_CLI_ITEMS_H

#include "inputs.h"
#include "item_reader.h"

typedef struct cli_items {
  ren_dedup_item *list;
  size_t count, cap;
  cli_list chunks;   /* hold the strings of records, each once, and ... */
  size_t used, room; /* (of the last chunk) */
  ren_buf *files;    /* ... files that are one text */
  size_t file_count, file_cap;
} cli_items;

/* One item for each reservation; borrows the list. */
void cli_items_from_reservations(cli_items *items, const ren_reservations *list);

/* A file, read in pieces: NDJSON records (item_reader.h), or any other text as one item
 * named after the file. False after a message. */
bool cli_items_from_file(cli *c, cli_items *items, const cli_input *input);

void cli_items_clear(cli_items *items);

/* Is the first line that is not blank a JSON object with a text? Then all are records. */
bool cli_is_ndjson(ren_str text);
/* The line that begins at *at, which moves behind it. */
ren_str cli_next_line(ren_str text, size_t *at);

#endif
