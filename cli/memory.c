#include "cli.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *check(void *memory) {
  if (memory) return memory;
  fputs("renskrift: out of memory\n", stderr);
  exit(CLI_SOME_FAILED);
}

/* Each piece takes as much as the one before: given back and taken anew, page by page, it
 * would cost a twentieth of the time. */
void cli_keep_memory(void) {
#if defined(M_MMAP_THRESHOLD)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

void *cli_alloc(size_t size) { return check(calloc(1, size ? size : 1)); }

void *cli_alloc_array(size_t count, size_t size) { return check(calloc(count ? count : 1, size)); }

void *cli_grow(void *list, size_t *cap, size_t count, size_t size) {
  if (count < *cap) return list;
  size_t more = *cap ? *cap * 2 : 16;
  char *grown = check(reallocarray(list, more, size));
  memset(grown + *cap * size, 0, (more - *cap) * size);
  *cap = more;
  return grown;
}

char *cli_strndup(ren_str s) {
  char *copy = cli_alloc(s.len + 1);
  if (s.len) memcpy(copy, s.ptr, s.len);
  return copy;
}

char *cli_format(const char *format, ...) {
  va_list args;
  char *text = NULL;
  va_start(args, format);
  int length = vasprintf(&text, format, args);
  va_end(args);
  return check(length < 0 ? NULL : text);
}

void cli_list_add(cli_list *list, char *taken) {
  list->items = cli_grow(list->items, &list->cap, list->count, sizeof *list->items);
  list->items[list->count++] = taken;
}

void cli_list_clear(cli_list *list) {
  for (size_t i = 0; i < list->count; i++) free(list->items[i]);
  free(list->items);
  *list = (cli_list){0};
}
