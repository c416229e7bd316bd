/* spool.h: a stream kept in a file without a name, for what has to be read more than once.
 */
#ifndef REN_CLI_SPOOL_H
#define REN_CLI_SPOOL_H

#include "cli.h"

#define CLI_SPOOL_MAX ((uint64_t)4 << 30)

/* A file below TMPDIR (or /tmp) that has no name and goes with its descriptor; -1 and errno. */
int cli_open_nameless(void);

/* Copies all that comes from `from` to such a file. REN_ELIMIT: more than `most` bytes; REN_EIO; REN_EOUTPUT: no room;
 * REN_ECANCELLED: interrupted. */
ren_status cli_spool(int *out, int from, uint64_t most, ren_error *err);

#endif
