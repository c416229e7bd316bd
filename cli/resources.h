/* resources.h: finds the language data, the worker program and the hyphenation patterns.
 *
 *   model   --model FILE, $RENSKRIFT_MODEL, then ../share/renskrift/sv.renmodel beside
 *           the program (build folder and installation alike), then the installed place
 *   worker  beside the program, then the installed libexec folder
 */
#ifndef REN_CLI_RESOURCES_H
#define REN_CLI_RESOURCES_H

#include "cli.h"

#include <renskrift/model.h>

typedef enum cli_need { CLI_WANTED, CLI_REQUIRED } cli_need;

/* Opens the language data. When it is not there: with CLI_REQUIRED, or if a place was
 * named, a message and exit status 3 (returns false); else *out is NULL and true. path
 * (may be NULL) gets the file's name, to be freed. */
bool cli_open_model(cli *c, ren_model **out, char **path, const char *named, cli_need need);

char *cli_find_worker(void);                         /* NULL if there is none */
const char *cli_find_hyphenation(const char *named); /* NULL if there is none */

#endif
