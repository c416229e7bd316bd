/* page_ranges.h: "3-7,12" */
#ifndef REN_CLI_PAGE_RANGES_H
#define REN_CLI_PAGE_RANGES_H

#include "cli.h"

typedef struct cli_page_range {
  uint32_t first, last; /* both included */
} cli_page_range;

typedef struct cli_page_ranges {
  cli_page_range *list;
  size_t count, cap;
} cli_page_ranges;

/* "-5", "3-7", "12", "20-", parted by commas. False if it is something else. */
bool cli_page_ranges_parse(cli_page_ranges *out, const char *text);
bool cli_page_ranges_hold(const cli_page_ranges *ranges, uint32_t page); /* no ranges: every page */
uint32_t cli_page_ranges_highest(const cli_page_ranges *ranges);         /* of the named ones */

#endif
