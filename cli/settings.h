/* settings.h: the options that several commands share, with their tables. A command's
 * settings begin with cli_common and hold the other groups it wants; its option table
 * includes theirs.
 */
#ifndef REN_CLI_SETTINGS_H
#define REN_CLI_SETTINGS_H

#include "inputs.h"
#include "options.h"
#include "progress.h"

#include <renskrift/clean.h>

/* -q -v --progress */
typedef struct cli_common {
  bool quiet;
  unsigned verbose;
  int progress; /* cli_when */
} cli_common;
extern const cli_option cli_common_options[];

/* How text is cleaned. */
typedef struct cli_cleaning {
  float min_confidence; /* below 0: each step's own default */
  cli_list batch_memory;
  const char *from;
  int typography, invalid;
  bool keep_lines;
  const char *hyphenation;
} cli_cleaning;
#define CLI_CLEANING_INIT                                                                                              \
  { .min_confidence = -1.0f }
extern const cli_option cli_encoding_options[]; /* --from --typography --invalid */
extern const cli_option cli_lines_options[];    /* --keep-lines --hyphenation */
extern const cli_option cli_batch_options[];    /* --batch-memory */
extern const cli_option cli_confidence_options[];

/* How scans and PDFs are read. */
typedef struct cli_reading {
  const char *languages, *tessdata, *debug_images;
  unsigned page_timeout;
  int text_layer;
  bool fail_fast, keep_going; /* the second outdoes the first */
} cli_reading;
#define CLI_READING_INIT                                                                                               \
  { .languages = "swe", .page_timeout = 120 }
extern const cli_option cli_reading_options[];

typedef struct cli_shared {
  unsigned jobs; /* 0: a job for each processor */
  const char *model;
} cli_shared;
extern const cli_option cli_model_options[]; /* --model */
extern const cli_option cli_jobs_options[];  /* --jobs */

/* Whether the first page or file that fails is the end. */
bool cli_fails_fast(const cli_reading *reading);

/* Takes -q and -v into effect. */
void cli_apply_common(cli *c, const cli_common *common);
unsigned cli_jobs(const cli_shared *shared);

/* "encoding,lines" -> REN_CLEAN_*; 0 after a usage message. */
unsigned cli_parse_steps(cli *c, const cli_command *command, const char *text);

/* What the texts of a batch teach: words that no lexicon has, and how words are written
 * inside lines. Both NULL where there are none. */
typedef struct cli_batch {
  ren_memory *words;
  ren_forms *forms;
  uint64_t hash; /* of the texts of --batch-memory: the same as another time? */
} cli_batch;
/* Makes those that are NULL; false: out of memory, which was said. */
bool cli_batch_open(cli *c, cli_batch *batch);
/* Reads the texts of --batch-memory; model may be NULL. False when interrupted or out of memory. */
bool cli_batch_load(cli *c, cli_batch *batch, const cli_list *files, const ren_model *model);
void cli_batch_clear(cli_batch *batch);

/* The library's options from ours. The result borrows from `cleaning` and `batch`. */
ren_clean_opts cli_clean_opts(const cli_cleaning *cleaning, unsigned steps, const cli_batch *batch);

#endif
