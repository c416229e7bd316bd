#include "commands.h"
#include "names.h"
#include "resources.h"
#include "run.h"
#include "sink.h"

#include <renskrift/version.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define AT(member) .offset = offsetof(run_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "Output"},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "DIR",
     AT(output),
     .help = "The folder for the results; made if it is not there."},
    {.kind = CLI_FLAG, .name = "no-pdf", AT(no_pdf), .help = "Make no searchable PDFs of scans."},
    {.kind = CLI_INCLUDE, .table = cli_reading_options, AT(reading)},
    {.kind = CLI_HEADING, .name = "Cleaning"},
    {.kind = CLI_TEXT, .name = "steps", .value = "LIST", AT(steps), .help = "Of encoding,lines,spelling only these."},
    {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_encoding_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_lines_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_batch_options, AT(cleaning)},
    {.kind = CLI_SHARE,
     .name = "min-similarity",
     .value = "P",
     .max = 1,
     AT(min_similarity),
     .help = "Share of both texts' letters that must align for near-identical reservations (default 0.75)."},
    {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

/* ---- the end -------------------------------------------------------------------- */

/* Nothing here may differ between two runs over the same input. */
static bool put_notes(run_job *job) {
  ren_error err = {0};
  ren_buf steps = {0};
  for (unsigned i = 0; i < 3; i++)
    if (job->steps & 1u << i) ren_buf_printf(&steps, "%s%s", steps.len ? ", " : "", ren_step_name((ren_step)i));
  const struct {
    const char *key, *value;
  } notes[] = {{"version", REN_VERSION}, {"steps", steps.ptr}, {"languages", job->s->reading.languages}};
  ren_status status = REN_OK;
  for (size_t i = 0; status == REN_OK && i < sizeof notes / sizeof *notes; i++)
    status = ren_run_put_note(job->state, notes[i].key, notes[i].value, &err);
  ren_buf_free(&steps);
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}

static bool write_report(run_job *job) {
  ren_error err = {0};
  ren_run_free(job->state); /* folds the state into one file */
  job->state = NULL;
  ren_status status = ren_report_write(job->s->output, &err);
  if (status == REN_OK) return true;
  ren_error_place(&err, job->s->output, 0);
  cli_fail_error(job->c, &err);
  return false;
}

/* `12; 30 kindred texts (yrkande 25, särskilt uttalande 5)` */
static void count_kinds(ren_buf *out, const ren_reservations *list) {
  size_t kinds[REN_KIND_MOTION + 1] = {0}, all = ren_reservations_count(list), told = 0;
  for (size_t i = 0; i < all; i++) kinds[ren_reservations_get(list, i)->kind]++;
  size_t kindred = all - kinds[REN_KIND_RESERVATION];
  ren_buf_printf(out, "\nReservations  %zu", kinds[REN_KIND_RESERVATION]);
  if (!kindred) return;
  ren_buf_printf(out, "; %zu kindred %s (", kindred, kindred == 1 ? "text" : "texts");
  for (int kind = REN_KIND_RESERVATION + 1; kind <= REN_KIND_MOTION; kind++)
    if (kinds[kind]) ren_buf_printf(out, "%s%s %zu", told++ ? ", " : "", ren_kind_name((ren_kind)kind), kinds[kind]);
  ren_buf_puts(out, ")");
}

static void summarise(run_job *job, double seconds) {
  ren_buf out = {0};
  size_t failed = job->inputs.refused, groups = ren_dedup_cluster_count(job->dedup);
  if (job->c->quiet) return;
  for (size_t i = 0; i < job->inputs.count; i++) failed += job->documents[i].failed;
  ren_buf_printf(&out, "Files         %zu done", job->files_done);
  if (failed) ren_buf_printf(&out, ", %zu failed", failed);
  if (job->pages_read) ren_buf_printf(&out, "; %zu pages", job->pages_read);
  if (job->pages_failed) ren_buf_printf(&out, ", %zu failed", job->pages_failed);
  ren_buf_printf(&out, " (%.0f s)\nChanges       ", seconds);
  for (int i = 0; i < REN_STEP_COUNT; i++)
    ren_buf_printf(&out, "%s%s %zu", i ? ", " : "", ren_step_name((ren_step)i), job->counts.steps[i]);
  count_kinds(&out, job->final_list);
  ren_buf_printf(&out, "; %zu %s of near-identical ones\n", groups, groups == 1 ? "group" : "groups");
  ren_buf_printf(&out, "Results       %s\nReport        %s/report.html\n", job->s->output, job->s->output);
  cli_print(job->c, ren_buf_str(&out));
  ren_buf_free(&out);
}

/* ---- the job ---------------------------------------------------------------------- */

static bool any_scan(const cli_inputs *inputs) {
  for (size_t i = 0; i < inputs->count; i++)
    if (cli_media_is_scan(inputs->list[i].media)) return true;
  return false;
}

static void work(run_job *job) {
  ren_error err = {0};
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  if (ren_reservations_new(&job->list, &err) != REN_OK || ren_reservations_new(&job->final_list, &err) != REN_OK) {
    cli_fail_error(job->c, &err);
    return;
  }
  if (!run_register(job) || !run_scan(job) || !run_gather(job) || !run_correct(job) || !run_agree(job) ||
      !run_finish(job) || !put_notes(job) || !write_report(job))
    return;
  clock_gettime(CLOCK_MONOTONIC, &end);
  summarise(job, (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
}

static void clear_job(run_job *job) {
  for (size_t i = 0; job->documents && i < job->inputs.count; i++) {
    run_document *d = &job->documents[i];
    cli_document_clear(&d->work);
    ren_forms_free(d->forms);
    for (size_t k = 0; k < d->agreed_count; k++) ren_edits_free(d->agreed[k].edits);
    free(d->agreed);
  }
  free(job->documents);
  ren_dedup_free(job->dedup);
  cli_items_clear(&job->items);
  ren_reservations_free(job->list);
  ren_reservations_free(job->final_list);
  ren_run_free(job->state);
  cli_edit_counts_clear(&job->counts);
  cli_rules_clear(&job->rules);
  cli_names_free(job->names, job->inputs.count);
  cli_inputs_clear(&job->inputs);
  cli_scanner_free(job->scanner);
  cli_batch_clear(&job->batch);
  ren_model_free(job->model);
  free(job->model_path);
}

/* Results below the inputs' own folder would be inputs of the next run. */
static bool results_among_inputs(const run_job *job, const cli_list *operands) {
  for (size_t i = 0; i < operands->count; i++)
    if (cli_is_folder(operands->items[i]) && cli_same_file(operands->items[i], job->s->output)) return true;
  return false;
}

/* Everything that the job needs is there before any work begins. */
static bool prepare(run_job *job, const cli_list *operands) {
  const run_settings *s = job->s;
  if (!cli_open_model(job->c, &job->model, &job->model_path, s->shared.model, CLI_REQUIRED)) return false;
  if (!cli_batch_load(job->c, &job->batch, &s->cleaning.batch_memory, job->model)) return false;
  job->opts = cli_clean_opts(&s->cleaning, job->steps, &job->batch);
  cli_inputs_collect(job->c, &job->inputs, operands, CLI_READS_TEXT | CLI_READS_SCANS | CLI_READS_SPOOLED, s->output);
  if (job->inputs.refused && cli_fails_fast(&s->reading)) return false;
  if (any_scan(&job->inputs)) {
    job->scanner = cli_scanner_open(job->c, &s->reading, job->jobs, job->model);
    if (!job->scanner) return false;
  }
  return job->inputs.count > 0;
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  run_settings s = {.cleaning = CLI_CLEANING_INIT, .reading = CLI_READING_INIT, .min_similarity = 0.75f};
  run_job job = {.c = c, .command = command, .s = &s, .steps = REN_CLEAN_ALL};
  cli_list operands = {0};
  cli_rules_init(&job.rules);
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && operands.count == 0) status = cli_usage(c, command, "scans, PDFs, texts or folders are wanted");
  if (status < 0 && !s.output) status = cli_usage(c, command, "--output DIR is wanted: the folder for the results");
  if (status < 0 && s.steps && !(job.steps = cli_parse_steps(c, command, s.steps))) status = CLI_USAGE;
  if (status < 0 && results_among_inputs(&job, &operands))
    status = cli_usage(c, command, "the folder for the results is one of the inputs; choose another");
  if (status >= 0) goto out;
  cli_apply_common(c, &s.common);
  job.jobs = cli_jobs(&s.shared);
  if (prepare(&job, &operands)) work(&job);
  if (cli_interrupted())
    cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted; what is done is kept, the same command goes on with it");
  status = cli_status(c);
out:
  clear_job(&job);
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_run = {
    .name = "run",
    .summary = "the main job: scans, PDFs and texts to clean texts and grouped reservations",
    .operands = "INPUT... -o DIR",
    .about = "Reads scans and PDFs, repairs, joins and corrects their text and that of text\n"
             "files, finds reservations, groups near-identical ones and lets good copies mend\n"
             "bad ones. DIR gets for each input NAME.txt, NAME.edits.ndjson and, for scans,\n"
             "NAME.page.ndjson and a searchable NAME.pdf; and reservations.ndjson,\n"
             "clusters.ndjson, passages.ndjson and report.html. Stopped at any moment, the\n"
             "same command goes on where it was. A single - is standard input.",
    .options = options,
    .examples = "  renskrift run scans/ -o results\n"
                "  renskrift run --jobs 8 --language swe minutes/*.pdf letters.txt -o results\n"
                "  renskrift run --no-pdf --min-confidence 0.95 archive/ -o results\n",
    .run = run,
};
