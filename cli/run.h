/* run.h: the main job: any mix of scans, PDFs and texts in, clean texts and grouped
 * reservations out.
 *
 *   inputs   hashed and entered in the run's state (run.sqlite), which gives each its name
 *   scan     pages are read in parallel over all files; each is stored the moment it is
 *            finished, so the same command goes on where it was stopped
 *   gather   every document's text; the clean ones teach the batch memory, in input order
 *   correct  every document, with that memory; its edits are stored; blocks found
 *   agree    blocks grouped; what the copies say of each other's damaged words
 *   finish   the stored edits made again, the consensus added, files written; blocks and
 *            groups found once more in the final texts
 *
 * A document is in memory only while it is worked on. What was read or corrected once is
 * not done again unless something that it depends on has changed. Nothing
 * depends on how many threads work or on earlier attempts: threads hand their results
 * over in input order, and pages always come out of the state.
 */
#ifndef REN_CLI_RUN_H
#define REN_CLI_RUN_H

#include "document.h"
#include "edit_counts.h"
#include "edit_pack.h"
#include "items.h"
#include "scan.h"
#include "settings.h"

#include <renskrift/dedup.h>
#include <renskrift/report.h>
#include <renskrift/segment.h>

typedef struct run_settings {
  cli_common common;
  cli_shared shared;
  cli_cleaning cleaning;
  cli_reading reading;
  const char *output, *steps;
  float min_similarity;
  bool no_pdf;
} run_settings;

/* Edits of an item's own text, waiting for its document. */
typedef struct run_agreed {
  size_t item; /* of the list of the first search */
  ren_edits *edits;
} run_agreed;

typedef struct run_document {
  ren_run *state;                /* the run's */
  int64_t id;                    /* in the state */
  uint32_t pages;                /* 0 for texts */
  bool failed;                   /* not worked on (any more); the reason was said */
  cli_document work;             /* while it is worked on */
  ren_error err;                 /* of the pass at work */
  bool clean;                    /* gather: good enough to teach the others */
  ren_forms *forms;              /* gather: how it writes words */
  uint64_t words;                /* gather: hash of the text that taught the others */
  size_t first_item, item_count; /* its blocks in the list */
  run_agreed *agreed;            /* agree */
  size_t agreed_count, agreed_cap;
} run_document;

typedef struct run_job {
  cli *c;
  const cli_command *command;
  const run_settings *s;
  unsigned steps, jobs;
  ren_model *model;
  char *model_path;
  cli_batch batch;
  ren_clean_opts opts;
  cli_scanner *scanner; /* NULL if there are no scans */
  cli_inputs inputs;
  char **names;
  ren_run *state;
  uint64_t model_hash;
  uint64_t clean_key; /* of all that the cleaning of a text depends on, but the text */
  cli_rules rules;
  run_document *documents; /* one for each input */
  ren_reservations *list, *final_list;
  cli_items items; /* of the list that was grouped last */
  ren_dedup *dedup;
  /* for the summary */
  cli_edit_counts counts;
  size_t files_done, pages_read, pages_failed;
} run_job;

/* The edits of a document are stored as its page 0. */
enum { RUN_EDITS_PAGE = 0 };

/* Each returns false when the run cannot go on: the reason was said. */
bool run_register(run_job *job);
bool run_scan(run_job *job);
bool run_gather(run_job *job);
bool run_correct(run_job *job);
bool run_agree(run_job *job);
bool run_finish(run_job *job);

/* Loads a document from the state or its file. REN_EIO, REN_EFORMAT ... */
ren_status run_load(run_job *job, size_t i, ren_error *err);
/* Says why a document failed, notes it in the state; false if the run must stop. */
bool run_fail_document(run_job *job, size_t i, ren_error *err);
/* The key of all that cleaning depends on: program, model, options, memory. */
bool run_find_clean_key(run_job *job);
/* Groups the blocks of a list: into job->items and job->dedup. */
bool run_group(run_job *job, ren_reservations *list);
/* Writes one document's files: text, edits, pages, PDF. */
ren_status run_write_document(run_job *job, size_t i, ren_error *err);
/* Writes reservations.ndjson, clusters.ndjson and passages.ndjson. */
ren_status run_write_batch(run_job *job, ren_error *err);

/* Makes the edits that wait for a document, on its corrected text. */
ren_status run_apply_consensus(run_job *job, run_document *document, ren_error *err);

/* Moves edits of an item's text to the document that holds it in [offset, offset +
 * length); those that cannot be placed without doubt, or touch others, are left out. */
ren_status run_place_edits(ren_edits *to, ren_str document, size_t offset, size_t length, ren_str item,
                           const ren_edits *edits, ren_error *err);

#endif
