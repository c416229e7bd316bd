/* progress.h: one line at the bottom of the terminal: what is being done, how much is
 * done, how fast, how long it will take. Drawn at most ten times a second, cut to the
 * terminal's width, wiped before messages and at the end.
 *
 *     reading pages  [########............]  12/40  14.2 pages/min  2 min left
 *
 * The rate counts what was done since the stage began, so that pages taken over from
 * an earlier run do not make it look fast.
 */
#ifndef REN_CLI_PROGRESS_H
#define REN_CLI_PROGRESS_H

#include "cli.h"

typedef enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER } cli_when;

/* Starts a stage. unit is what is counted ("pages"; "bytes" is shown in MB); done is
 * what an earlier run had done already. Ends the stage before. */
void cli_progress_begin(cli *c, cli_when when, const char *label, const char *unit, uint64_t done, uint64_t total);
void cli_progress_add(cli *c, uint64_t more); /* thread-safe */
void cli_progress_end(cli *c);                /* wipes the line */

/* For messages.c, with the lock held. progress may be NULL. */
void cli_progress_hide(cli_progress *progress);
void cli_progress_show(cli_progress *progress);

/* The text of the line (no control characters) after `elapsed` seconds: shorter than
 * width. A progress that is not on the screen is freed with free. */
cli_progress *cli_progress_new(const char *label, const char *unit, uint64_t first, uint64_t done, uint64_t total);
void cli_progress_line(ren_buf *out, const cli_progress *progress, double elapsed, unsigned width);

#endif
