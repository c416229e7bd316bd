/* item_reader.h: one NDJSON record as a text to be compared: renskrift/reservation/1, or
 * any with the strings `id` and `text`, and maybe `guard` and `refers_id`.
 */
#ifndef REN_CLI_ITEM_READER_H
#define REN_CLI_ITEM_READER_H

#include "cli.h"

#include <renskrift/dedup.h>
#include <renskrift/segment.h>

typedef struct cli_item_reader {
  ren_buf id, text, guard, refers;
  ren_reservations *list; /* holds the record at hand */
} cli_item_reader;        /* begins as {0} */

/* The item borrows from the reader until the next call. False: *why says why not. */
bool cli_item_read(cli_item_reader *reader, ren_str line, ren_dedup_item *item, const char **why);
void cli_item_reader_clear(cli_item_reader *reader);

/* The guard of a reservation, appended: the parties and the matter (heading, else dnr),
 * folded so that small differences of letters do not count. */
void cli_item_guard(ren_buf *out, const ren_reservation *r);

#endif
