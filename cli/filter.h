/* filter.h: text in, better text out: what clean, repair, join and correct share.
 *
 * Inputs are read in pieces (reader.h). A window of pieces, of one file or of many, is
 * cleaned by several threads at a time; then their results are written in order. So
 * memory is bounded by the window, and the output does not depend on --jobs.
 */
#ifndef REN_CLI_FILTER_H
#define REN_CLI_FILTER_H

#include "inputs.h"
#include "reader.h"
#include "settings.h"
#include "sink.h"

#include <renskrift/clean.h>

typedef enum cli_text_format { CLI_AS_TEXT, CLI_AS_NDJSON, CLI_AS_DIFF } cli_text_format;

typedef struct filter_settings {
  cli_common common;
  cli_shared shared;
  cli_cleaning cleaning;
  const char *output, *edits, *field, *steps, *undo;
  int format; /* cli_text_format */
  bool in_place, no_backup, dry_run, explain;
} filter_settings;
#define FILTER_SETTINGS_INIT                                                                                           \
  { .cleaning = CLI_CLEANING_INIT }

extern const cli_option cli_filter_output_options[];

/* ---- a piece of work -------------------------------------------------------- */

typedef struct filter_complaint {
  size_t line;
  char text[160];
} filter_complaint;

typedef struct filter_work {
  size_t file; /* index of the input */
  bool first, last;
  size_t first_line; /* number of the piece's first line in the file, from 1 */
  ren_buf bytes;     /* the piece */
  /* made by the task */
  ren_text *text;
  ren_log *log;        /* NULL unless wanted; of this piece alone */
  ren_buf made, edits; /* with --field: the lines, their edit records */
  size_t edit_count;   /* with --field */
  ren_buf explained;
  filter_complaint *complaints; /* with --field */
  size_t complaint_count, complaint_cap;
  ren_error err;
} filter_work;

typedef struct filter {
  cli *c;
  const cli_command *command;
  const filter_settings *settings;
  ren_model *model;
  ren_memory *memory;
  ren_clean_opts opts;
  bool want_log;
  cli_inputs inputs;
  filter_work *window;
  size_t window_size, window_count;
  size_t piece; /* bytes that are read at a time */
} filter;

/* ren_parallel's task; payload is the filter. */
bool filter_clean_work(void *payload, size_t i);
void filter_work_clear(filter_work *work);
/* Cleans the field of each line of an NDJSON piece. */
void filter_clean_fields(filter *f, filter_work *work);

/* ---- results, in order ------------------------------------------------------ */

typedef struct filter_output filter_output;
ren_status filter_output_open(filter_output **out, filter *f, ren_error *err);
/* Writes a piece; false when nothing more can be written (the reason was said). */
bool filter_output_take(filter_output *out, filter_work *work);
/* Input `file` could not be read on. */
void filter_output_drop_file(filter_output *out);
/* Puts the files into place, or with `whole` false leaves what was not finished. */
void filter_output_close(filter_output *out, bool whole);

/* Runs a filter command: steps is what it does unless --steps says otherwise. */
int filter_main(cli *c, const cli_command *command, int argc, char **argv, unsigned steps);

/* clean --undo */
int filter_undo(cli *c, const cli_command *command, const filter_settings *settings, const cli_list *operands);

#endif
