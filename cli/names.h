/* names.h: names for outputs that never collide. */
#ifndef REN_CLI_NAMES_H
#define REN_CLI_NAMES_H

#include "cli.h"

/* The outputs of a run: for each relative input path its name without suffix; where two
 * would be the same the later keeps its suffix as `name-pdf`, then gets a number:
 * `name-pdf-2`. Depends on the inputs and their order only. Returns `count` strings. */
char **cli_run_names(char *const *relative, size_t count);

/* As they are; later doubles get a number before the suffix: `a-2.txt`. */
char **cli_file_names(char *const *relative, size_t count);

void cli_names_free(char **names, size_t count);

#endif
