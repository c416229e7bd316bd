/* kept_file.h: a file that appears only when it is whole, and that is left alone if it holds
 * these bytes already: it need not reach the disk once more.
 */
#ifndef REN_CLI_KEPT_FILE_H
#define REN_CLI_KEPT_FILE_H

#include "cli.h"

typedef struct cli_kept_file cli_kept_file;

/* Nothing can fail before there is something to write. */
cli_kept_file *cli_kept_file_open(const char *path);
ren_status cli_kept_file_write(cli_kept_file *file, ren_str bytes, ren_error *err);
/* Frees it; with a status that is not REN_OK (it is returned) what was there stays. */
ren_status cli_kept_file_close(cli_kept_file *file, ren_status status, ren_error *err);

#endif
