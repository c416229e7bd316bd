#include "page_ranges.h"

#include <string.h>

/* A number from 1 on; 0 if there is none. */
static uint32_t take_number(const char **text) {
  uint64_t n = 0;
  while (**text >= '0' && **text <= '9' && n < UINT32_MAX / 16) n = n * 10 + (uint64_t)(*(*text)++ - '0');
  return (uint32_t)n;
}

bool cli_page_ranges_parse(cli_page_ranges *out, const char *text) {
  for (;;) {
    cli_page_range range = {take_number(&text), 0};
    if (*text == '-') {
      text++;
      range.last = take_number(&text);
      if (!range.first && !range.last) return false;
      if (!range.first) range.first = 1;
      if (!range.last) range.last = UINT32_MAX;
    } else {
      range.last = range.first;
    }
    if (range.first == 0 || range.last < range.first) return false;
    out->list = cli_grow(out->list, &out->cap, out->count, sizeof *out->list);
    out->list[out->count++] = range;
    if (*text != ',') return *text == '\0';
    text++;
  }
}

bool cli_page_ranges_hold(const cli_page_ranges *ranges, uint32_t page) {
  for (size_t i = 0; i < ranges->count; i++)
    if (page >= ranges->list[i].first && page <= ranges->list[i].last) return true;
  return ranges->count == 0;
}

uint32_t cli_page_ranges_highest(const cli_page_ranges *ranges) {
  uint32_t highest = 0;
  for (size_t i = 0; i < ranges->count; i++) {
    uint32_t named = ranges->list[i].last == UINT32_MAX ? ranges->list[i].first : ranges->list[i].last;
    if (named > highest) highest = named;
  }
  return highest;
}
