/* edit_counts.h: how many edits of each rule, for summaries. */
#ifndef REN_CLI_EDIT_COUNTS_H
#define REN_CLI_EDIT_COUNTS_H

#include "cli.h"

#include <renskrift/text.h>

typedef struct cli_rule_count {
  ren_step step;
  const char *rule; /* static storage, as in the log */
  size_t count;
} cli_rule_count;

typedef struct cli_edit_counts {
  cli_rule_count *list;
  size_t count, cap;
  size_t steps[REN_STEP_COUNT], total;
} cli_edit_counts;

void cli_edit_counts_add(cli_edit_counts *counts, const ren_log *log);
void cli_edit_counts_merge(cli_edit_counts *counts, const cli_edit_counts *more);
/* "12 edits: encoding 3 (mojibake 2, entity 1), spelling 9 (...)", commonest rules first. */
void cli_edit_counts_write(const cli_edit_counts *counts, ren_buf *out);
void cli_edit_counts_clear(cli_edit_counts *counts);

#endif
