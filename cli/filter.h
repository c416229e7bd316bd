/* filter.h: text in, better text out: what clean, repair, join and correct share.
 *
 * Inputs are read in pieces (reader.h). A window of pieces, of one file or of many, is
 * cleaned by several threads at a time; then their results are written in order. So
 * memory is bounded by the window, and the output does not depend on --jobs.
 */
#ifndef REN_CLI_FILTER_H
#define REN_CLI_FILTER_H

#include "csv_scan.h"
#include "file_facts.h"
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
  const char *output, *edits, *field, *delimiter, *steps, *undo;
  cli_list columns;
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

typedef struct filter_table filter_table;

/* Bytes that no encoding explains. */
typedef struct filter_invalid {
  size_t count;
  uint64_t offset; /* of the first in the file */
  size_t line;
} filter_invalid;

typedef struct filter_work {
  size_t file; /* index of the input */
  bool first, last;
  size_t first_line;         /* number of the piece's first line in the file, from 1 */
  uint64_t offset;           /* of the piece in the (unpacked) file */
  uint64_t consumed;         /* bytes of the file that were read for it */
  const filter_table *table; /* with --column */
  ren_buf bytes;             /* the piece */
  /* made by the task */
  ren_text *text;
  ren_log *log;           /* NULL unless wanted; of this piece alone */
  ren_buf made, edits;    /* with --field and --column: the records, their edit records */
  cli_edit_counts counts; /* if wanted */
  cli_facts facts;        /* if wanted; lines always */
  filter_invalid invalid;
  ren_buf explained;
  filter_complaint *complaints; /* with --field and --column */
  size_t complaint_count, complaint_cap;
  ren_error err;
} filter_work;

typedef struct filter {
  cli *c;
  const cli_command *command;
  const filter_settings *settings;
  ren_model *model;
  cli_batch batch;
  ren_clean_opts opts;
  bool want_log, want_facts, want_records;
  cli_inputs inputs;
  filter_table **tables; /* with --column: one for each input that was begun */
  filter_work *window;
  size_t window_size, window_count;
  size_t piece; /* bytes that are read at a time */
} filter;

/* ren_parallel's task; payload is the filter. */
bool filter_clean_work(void *payload, size_t i);
void filter_work_clear(filter_work *work);
/* Whether records are cleaned string by string. */
bool filter_has_fields(const filter *f);
/* Notes of the encoding step on a line: printed with --explain, counted as doubts. */
bool filter_wants_notes(const filter *f);
void filter_explained(const filter *f, filter_work *work, size_t line, const char *text);

/* ---- strings in records ------------------------------------------------------ */

typedef struct filter_field {
  size_t start, end;   /* in the piece, with its quotes */
  size_t line, column; /* in the file, from 1; column of a table */
  size_t at, length;   /* its value */
  bool quoted;         /* in a table */
} filter_field;

typedef struct filter_fields {
  filter_field *list;
  size_t count, cap;
  ren_buf values; /* of all, each followed by a line end */
} filter_fields;

/* Takes the value that was appended to `values` from field.at on. */
void filter_fields_add(filter_fields *fields, filter_field field);
/* Cleans the strings of a piece of NDJSON or of a table. */
void filter_clean_fields(const filter *f, filter_work *work);

/* False after a usage message. */
bool filter_table_check(cli *c, const cli_command *command, const cli_list *columns);
/* From the head of the file; whole: nothing follows it. */
ren_status filter_table_open(filter_table **out, const filter *f, ren_str head, bool whole, ren_error *err);
void filter_table_free(filter_table *table);
const cli_csv_dialect *filter_table_dialect(const filter_table *table);
ren_status filter_table_fields(const filter_table *table, const filter_work *work, filter_fields *fields,
                               ren_error *err);
/* As cli_cutter; first: the text is the file's beginning; line: number of its first line. */
ren_status filter_table_cut(const filter_table *table, ren_str text, bool first, size_t line, size_t size, size_t *cut,
                            ren_error *err);
size_t filter_count_lines(ren_str text, const filter_table *table); /* line ends; table may be NULL */

/* ---- the table of --dry-run, appended --------------------------------------------- */

void filter_summary_head(ren_buf *out, const filter *f);
void filter_summary_row(ren_buf *out, const filter *f, const char *file, const cli_facts *facts,
                        const cli_edit_counts *counts, bool changed);
void filter_summary_total(ren_buf *out, const filter *f, size_t files, const cli_facts *facts,
                          const cli_edit_counts *counts);

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
