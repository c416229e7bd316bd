/* sink.h: where output goes: standard output, a file that appears only when it is whole,
 * or a device or pipe.
 */
#ifndef REN_CLI_SINK_H
#define REN_CLI_SINK_H

#include "packing.h"

typedef struct cli_sink cli_sink;

/* path NULL or "-": standard output. Links are followed: what they point at is
 * replaced. Failures are REN_EOUTPUT and name the file. */
ren_status cli_sink_open(cli_sink **out, const char *path, ren_error *err);
/* What is written is packed on the way. */
ren_status cli_sink_open_packed(cli_sink **out, const char *path, cli_packing packing, ren_error *err);
ren_status cli_sink_write(cli_sink *sink, ren_str bytes, ren_error *err);
int cli_sink_descriptor(const cli_sink *sink);
/* Both free. close puts the file into place; abandon leaves what was there. NULL is fine. */
ren_status cli_sink_close(cli_sink *sink, ren_error *err);
void cli_sink_abandon(cli_sink *sink);

/* In one go. */
ren_status cli_write_output(const char *path, ren_str bytes, ren_error *err);

/* Keeps a copy of path as path~ (by a link where that works), or, if there is one already,
 * as path~2~, path~3~ ...: none is ever replaced. *made (may be NULL) gets its name, to be
 * freed. */
ren_status cli_keep_backup(const char *path, char **made, ren_error *err);

/* Makes a folder and those above it; fine if it is there. For a file: its folder. */
ren_status cli_make_folder(const char *path, ren_error *err);
ren_status cli_make_folder_of(const char *file, ren_error *err);

bool cli_is_folder(const char *path);
bool cli_same_file(const char *a, const char *b); /* false if either is not there */

#endif
