#include "commands.h"
#include "document.h"
#include "scan.h"
#include "sink.h"

#include <renskrift/report.h>
#include <renskrift/segment.h>

#include "pipeline.h"
#include "resources.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef enum list_format { AS_NDJSON, AS_CSV, AS_TEXT } list_format;

typedef struct reservations_settings {
  cli_common common;
  cli_shared shared;
  cli_cleaning cleaning;
  cli_reading reading;
  const char *output;
  int format; /* list_format */
  bool no_clean;
  bool sections;
} reservations_settings;

#define AT(member) .offset = offsetof(reservations_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "ndjson|csv|text",
     AT(format),
     .help = "renskrift/reservation/1 records (default), a table, or a list to read."},
    {.kind = CLI_FLAG,
     .name = "sections",
     AT(sections),
     .help = "The sections of the documents (renskrift/section/1, or an outline as text) instead of the blocks."},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE",
     AT(output),
     .help = "Write there instead of to standard output."},
    {.kind = CLI_HEADING, .name = "Cleaning before the search"},
    {.kind = CLI_FLAG, .name = "no-clean", AT(no_clean), .help = "Search the texts as they are (UTF-8)."},
    {.kind = CLI_INCLUDE, .table = cli_confidence_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_encoding_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_lines_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_batch_options, AT(cleaning)},
    {.kind = CLI_INCLUDE, .table = cli_reading_options, AT(reading)},
    {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

typedef struct search {
  cli *c;
  const reservations_settings *s;
  ren_model *model;
  cli_batch batch;
  ren_clean_opts opts;
  cli_scanner *scanner; /* opened when the first scan is met */
  cli_inputs inputs;
  cli_document *documents;
  ren_error *errors;
  uint32_t *counts; /* pages of scans */
  ren_page ***pages;
  cli_page_task *tasks;
  size_t task_count, task_cap;
  ren_reservations *list;
  ren_sections *sections; /* NULL: not asked for */
} search;

/* ---- scans ------------------------------------------------------------------ */

static bool take_page(void *payload, size_t i, ren_page *page, ren_str preview) {
  (void)preview;
  search *r = payload;
  const cli_page_task *task = &r->tasks[i];
  r->pages[task->file][task->number - 1] = page;
  return page != NULL;
}

/* Reads the pages of all scans; false when that cannot be done at all. */
static bool read_scans(search *r) {
  bool any = false;
  for (size_t i = 0; i < r->inputs.count; i++) any |= cli_media_is_scan(r->inputs.list[i].media);
  if (!any) return true;
  r->scanner = cli_scanner_open(r->c, &r->s->reading, cli_jobs(&r->s->shared), r->model);
  if (!r->scanner) return false;
  if (!cli_count_pages(r->c, r->scanner, &r->inputs, r->counts, NULL)) return false;
  for (size_t i = 0; i < r->inputs.count; i++) {
    if (r->counts[i]) r->pages[i] = cli_alloc_array(r->counts[i], sizeof *r->pages[i]);
    for (uint32_t p = 1; p <= r->counts[i]; p++) {
      r->tasks = cli_grow(r->tasks, &r->task_cap, r->task_count, sizeof *r->tasks);
      r->tasks[r->task_count++] = (cli_page_task){.file = i, .number = p};
    }
  }
  cli_page_job job = {&r->inputs, r->tasks, r->task_count, 0, false, take_page, r};
  cli_progress_begin(r->c, (cli_when)r->s->common.progress, "reading", "pages", 0, r->task_count);
  bool whole = cli_read_pages(r->c, r->scanner, &job);
  cli_progress_end(r->c);
  return whole;
}

/* ---- texts ------------------------------------------------------------------ */

static ren_status load(search *r, size_t i, ren_error *err) {
  const cli_input *input = &r->inputs.list[i];
  if (!cli_media_is_scan(input->media)) return cli_document_from_records(&r->documents[i], input->path, err);
  ren_page **pages = r->pages[i];
  r->pages[i] = NULL;
  return cli_document_from_pages(&r->documents[i], pages, r->counts[i], err);
}

static bool make_document(void *payload, size_t i) {
  search *r = payload;
  ren_error *err = &r->errors[i];
  if (cli_media_is_scan(r->inputs.list[i].media) && !r->pages[i]) return true; /* said already */
  ren_status status = load(r, i, err);
  if (status == REN_OK && !r->s->no_clean) status = ren_clean_text(r->documents[i].text, r->model, &r->opts, NULL, err);
  ren_error_place(err, r->inputs.list[i].shown, 0);
  cli_progress_add(r->c, 1);
  return true;
}

static bool take_document(void *payload, size_t i) {
  search *r = payload;
  ren_error *err = &r->errors[i];
  const char *shown = r->inputs.list[i].shown;
  ren_status status = err->code;
  if (status == REN_OK && r->documents[i].text)
    status = ren_segment_sections(r->list, r->sections, shown, r->documents[i].text, r->model, err);
  cli_document_clear(&r->documents[i]);
  if (status == REN_OK) return true;
  ren_error_place(err, shown, 0);
  cli_fail_error(r->c, err);
  return status != REN_ENOMEM;
}

/* ---- output ----------------------------------------------------------------- */

static void append(ren_buf *out, const char *label, ren_str value) {
  if (!value.len) return;
  ren_buf_printf(out, "%s", label);
  ren_buf_append_str(out, value);
}

static void write_plain(ren_buf *out, const ren_reservation *r) {
  append(out, "", r->id);
  ren_buf_printf(out, "  %s", ren_kind_name(r->kind));
  append(out, "  ", r->organ);
  append(out, "  ", r->date);
  append(out, "  dnr ", r->dnr);
  append(out, "  ", r->paragraph);
  ren_buf_putc(out, '\n');
  for (size_t i = 0; i < r->signatory_count; i++) {
    ren_buf_puts(out, i ? ", " : "  ");
    append(out, "", r->signatories[i].name);
    if (r->signatories[i].party.len) {
      append(out, r->signatories[i].name.len ? " (" : "(", r->signatories[i].party);
      ren_buf_putc(out, ')');
    }
  }
  if (r->signatory_count) ren_buf_putc(out, '\n');
  append(out, "  ", r->heading);
  if (r->heading.len) ren_buf_putc(out, '\n');
  append(out, "  -> ", r->refers_id.len ? r->refers_id : r->refers_to);
  if (r->refers_id.len || r->refers_to.len) ren_buf_putc(out, '\n');
  ren_buf_putc(out, '\n');
  ren_buf_append_str(out, r->text);
  ren_buf_puts(out, "\n\n");
}

static void write_heading(ren_buf *out, const ren_section *s) {
  if (s->kind == REN_SECTION_DOCUMENT) append(out, "", s->file);
  ren_buf_printf(out, "%*s%s", (int)(2 * s->depth), "", s->kind == REN_SECTION_DOCUMENT ? "  " : "");
  ren_buf_puts(out, ren_section_kind_name(s->kind));
  append(out, "  ", s->number);
  append(out, "  ", s->heading);
  ren_buf_putc(out, '\n');
}

static void write_blocks(const search *r, ren_buf *out) {
  size_t sections = r->sections ? ren_sections_count(r->sections) : 0;
  if (r->s->format == AS_TEXT) {
    for (size_t i = 0; i < sections; i++) write_heading(out, ren_sections_get(r->sections, i));
    for (size_t i = 0; !r->sections && i < ren_reservations_count(r->list); i++)
      write_plain(out, ren_reservations_get(r->list, i));
  } else if (r->sections) {
    ren_sections_write_ndjson(r->sections, out);
  } else {
    ren_reservations_write_ndjson(r->list, out);
  }
}

static ren_status write_list(const search *r, ren_error *err) {
  ren_buf out = {0}, table = {0};
  ren_status status = REN_OK;
  write_blocks(r, &out);
  if (r->s->format == AS_CSV) status = ren_report_csv(&table, "reservations", ren_buf_str(&out), err);
  if (out.status != REN_OK || table.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK)
    status = cli_write_output(r->s->output, ren_buf_str(r->s->format == AS_CSV ? &table : &out), err);
  ren_buf_free(&out);
  ren_buf_free(&table);
  return status;
}

static void run_search(search *r) {
  ren_error err = {0};
  size_t n = r->inputs.count;
  r->documents = cli_alloc_array(n, sizeof *r->documents);
  r->errors = cli_alloc_array(n, sizeof *r->errors);
  r->counts = cli_alloc_array(n, sizeof *r->counts);
  r->pages = cli_alloc_array(n, sizeof *r->pages);
  bool whole = read_scans(r);
  if (whole) {
    cli_progress_begin(r->c, (cli_when)r->s->common.progress, "searching", "files", 0, n);
    whole = cli_pipeline_run(&(cli_pipeline){
        .count = n, .jobs = cli_jobs(&r->s->shared), .payload = r, .make = make_document, .take = take_document});
    cli_progress_end(r->c);
  }
  if (whole) {
    ren_status status = ren_reservations_resolve(r->list, &err);
    if (status == REN_OK) status = write_list(r, &err);
    if (status != REN_OK) cli_fail_error(r->c, &err);
    cli_detail(r->c, NULL, "%zu blocks found in %zu files", ren_reservations_count(r->list), n);
  }
}

static void search_clear(search *r) {
  for (size_t i = 0; r->pages && i < r->inputs.count; i++) {
    for (uint32_t p = 0; r->pages[i] && p < r->counts[i]; p++) ren_page_free(r->pages[i][p]);
    free(r->pages[i]);
    cli_document_clear(&r->documents[i]);
  }
  free(r->pages);
  free(r->documents);
  free(r->errors);
  free(r->counts);
  free(r->tasks);
  cli_scanner_free(r->scanner);
  ren_reservations_free(r->list);
  ren_sections_free(r->sections);
  cli_batch_clear(&r->batch);
  ren_model_free(r->model);
  cli_inputs_clear(&r->inputs);
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  reservations_settings s = {.cleaning = CLI_CLEANING_INIT, .reading = CLI_READING_INIT};
  search r = {.c = c, .s = &s};
  cli_list operands = {0};
  ren_error err = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status >= 0) goto out;
  if (s.sections && s.format == AS_CSV) {
    status = cli_usage(c, command, "--sections writes ndjson or text, no table");
    goto out;
  }
  cli_apply_common(c, &s.common);
  if (!cli_open_model(c, &r.model, NULL, s.shared.model, s.no_clean ? CLI_WANTED : CLI_REQUIRED)) goto done;
  if (!cli_batch_load(c, &r.batch, &s.cleaning.batch_memory, r.model)) goto done;
  r.opts = cli_clean_opts(&s.cleaning, REN_CLEAN_ALL, &r.batch);
  r.opts.lines.keep_lines = true; /* the search reads lines, and heads of pages say which board it is */
  cli_inputs_collect(c, &r.inputs, &operands, CLI_READS_TEXT | CLI_READS_SCANS | CLI_READS_STREAMS, NULL);
  if (ren_reservations_new(&r.list, &err) != REN_OK || (s.sections && ren_sections_new(&r.sections, &err) != REN_OK))
    cli_fail_error(c, &err);
  else if (r.inputs.count)
    run_search(&r);
  if (cli_interrupted()) cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted");
done:
  status = cli_status(c);
out:
  search_clear(&r);
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_reservations = {
    .name = "reservations",
    .summary = "find reservations and kindred texts, who signed them and where",
    .operands = "[FILE...]",
    .about = "Finds reservations, särskilda uttalanden, ersättaryttranden, anteckningar,\n"
             "yttranden, yrkanden and motions in minutes, with the board, the date, the case\n"
             "number and who signed them. Texts are cleaned first; PDFs and scans are read\n"
             "first. Without FILE, or with -, standard input is read; folders are walked.",
    .options = options,
    .examples = "  renskrift reservations minutes/ > reservations.ndjson\n"
                "  renskrift reservations --format text socialnamnden.pdf\n"
                "  renskrift reservations --sections --format text socialnamnden.pdf\n"
                "  renskrift reservations minutes/ | renskrift dedup > groups.ndjson\n",
    .run = run,
};
