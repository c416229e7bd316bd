#include "commands.h"
#include "ocr_output.h"
#include "page_ranges.h"
#include "resources.h"
#include "scan.h"

#include <stddef.h>
#include <stdlib.h>

typedef struct ocr_settings {
  cli_common common;
  cli_shared shared;
  cli_reading reading;
  const char *pages;
  ocr_wanted wanted;
} ocr_settings;

#define AT(member) .offset = offsetof(ocr_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_CHOICES,
     .name = "format",
     .value = OCR_FORMAT_CHOICES,
     AT(wanted.formats),
     .help = "The recognised lines as they stand (text, default), hOCR, ALTO 4, tesseract's TSV, page records "
             "(renskrift/page/1), or a searchable PDF; several with commas between them, into a folder."},
    {.kind = CLI_FLAG,
     .name = "correct",
     AT(wanted.correct),
     .help = "Words as the corrector leaves them ('renskrift clean'), in all formats; each keeps its place."},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE|DIR",
     AT(wanted.output),
     .help = "Write there instead of to standard output; into a folder (an existing one, or a name that ends in /) "
             "one file for each input and format."},
    {.kind = CLI_TEXT,
     .name = "pages",
     .value = "LIST",
     AT(pages),
     .help = "Of each file only these pages: 3-7,12,20-"},
    {.kind = CLI_INCLUDE, .table = cli_reading_options, AT(reading)},
    {.kind = CLI_INCLUDE, .table = cli_jobs_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_model_options, AT(shared)},
    {.kind = CLI_INCLUDE, .table = cli_common_options, AT(common)},
    {.kind = CLI_END}};

typedef struct ocr_state {
  cli *c;
  const ocr_settings *s;
  cli_scanner *scanner;
  ren_model *model;
  cli_inputs inputs;
  cli_page_ranges ranges;
  uint32_t *counts; /* pages of each input */
  cli_page_task *tasks;
  size_t task_count, task_cap;
  ocr_output *output;
  bool failed;
} ocr_state;

/* ---- pages as they come, in order ------------------------------------------- */

static bool take_page(void *payload, size_t i, ren_page *page, ren_str preview) {
  (void)preview;
  ocr_state *o = payload;
  const cli_page_task *task = &o->tasks[i];
  bool first = i == 0 || o->tasks[i - 1].file != task->file;
  bool last = i + 1 == o->task_count || o->tasks[i + 1].file != task->file;
  ren_error err = {0};
  ren_status status = page ? REN_OK : ren_fail_nomem(&err);
  if (first) o->failed = false;
  if (status == REN_OK && first) status = ocr_output_begin(o->output, task->file, o->counts[task->file], &err);
  if (status == REN_OK && !o->failed) status = ocr_output_add_page(o->output, page, &err);
  if (status == REN_OK && last && !o->failed) status = ocr_output_finish(o->output, &err);
  ren_page_free(page);
  if (status != REN_OK) {
    cli_input_place(&o->inputs.list[task->file], &err, 0);
    cli_fail_error(o->c, &err);
    o->failed = true;
    ocr_output_abandon(o->output);
  }
  return status != REN_EOUTPUT && status != REN_ENOMEM;
}

/* ---- the command ------------------------------------------------------------ */

static void list_tasks(ocr_state *o) {
  for (size_t f = 0; f < o->inputs.count; f++) {
    uint32_t highest = cli_page_ranges_highest(&o->ranges);
    if (o->counts[f] && highest > o->counts[f])
      cli_fail(o->c, CLI_SOME_FAILED, o->inputs.list[f].shown, "has no page %u, only %u", highest, o->counts[f]);
    for (uint32_t p = 1; p <= o->counts[f]; p++) {
      if (!cli_page_ranges_hold(&o->ranges, p)) continue;
      o->tasks = cli_grow(o->tasks, &o->task_cap, o->task_count, sizeof *o->tasks);
      o->tasks[o->task_count++] = (cli_page_task){.file = f, .number = p};
    }
  }
}

static void read_all(ocr_state *o) {
  ren_error err = {0};
  o->counts = cli_alloc_array(o->inputs.count, sizeof *o->counts);
  if (!cli_count_pages(o->c, o->scanner, &o->inputs, o->counts, NULL)) return;
  list_tasks(o);
  if (o->task_count == 0 || cli_interrupted()) return;
  o->output = ocr_output_new(o->c, o->scanner, o->model, &o->inputs, &o->s->wanted);
  if (!o->output) return;
  cli_page_job job = {&o->inputs, o->tasks, o->task_count, 0, true, take_page, o};
  cli_progress_begin(o->c, (cli_when)o->s->common.progress, "reading", "pages", 0, o->task_count);
  bool whole = cli_read_pages(o->c, o->scanner, &job);
  cli_progress_end(o->c);
  if (ocr_output_free(o->output, whole, &err) != REN_OK) cli_fail_error(o->c, &err);
}

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  ocr_settings s = {.reading = CLI_READING_INIT, .wanted.formats = OCR_BIT(OCR_TEXT)};
  ocr_state o = {.c = c, .s = &s};
  cli_list operands = {0};
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && operands.count == 0) status = cli_usage(c, command, "scans or PDFs are wanted");
  if (status < 0 && s.pages && !cli_page_ranges_parse(&o.ranges, s.pages))
    status = cli_usage(c, command, "--pages takes page numbers and ranges like 3-7,12");
  if (status >= 0) goto out;
  cli_apply_common(c, &s.common);
  if (!cli_open_model(c, &o.model, NULL, s.shared.model, s.wanted.correct ? CLI_REQUIRED : CLI_WANTED)) goto done;
  if (!(o.scanner = cli_scanner_open(c, &s.reading, cli_jobs(&s.shared), o.model))) goto done;
  cli_inputs_collect(c, &o.inputs, &operands, CLI_READS_SCANS | CLI_READS_SPOOLED, NULL);
  const char *refusal = ocr_output_refusal(&s.wanted, o.inputs.count);
  if (refusal)
    cli_usage(c, command, "%s", refusal);
  else if (o.inputs.count && !(o.inputs.refused && cli_fails_fast(&s.reading)))
    read_all(&o);
  if (cli_interrupted()) cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted");
done:
  status = cli_status(c);
out:
  cli_inputs_clear(&o.inputs);
  cli_scanner_free(o.scanner);
  ren_model_free(o.model);
  free(o.counts);
  free(o.tasks);
  free(o.ranges.list);
  cli_parse_clear(command, &s, &operands);
  return status;
}

const cli_command cli_command_ocr = {
    .name = "ocr",
    .summary = "scans and PDFs to text",
    .operands = "FILE...",
    .about = "Reads PDF, TIFF, PNG, JPEG, JPEG 2000, WebP and PNM files with tesseract, or\n"
             "takes the text that a PDF holds already. The text is as it was read: a line a\n"
             "line, running heads and page numbers too, a form feed between pages; 'renskrift\n"
             "run' makes clean text of it. A page that fails is named, the others are read.\n"
             "A single - is standard input.",
    .options = options,
    .examples = "  renskrift ocr minutes.pdf > minutes.txt\n"
                "  renskrift ocr --format pdf -o searchable.pdf scan.tif\n"
                "  renskrift ocr --format hocr,alto,pdf -o results/ scans/\n"
                "  renskrift ocr --format ndjson --pages 1-3 minutes.pdf\n"
                "  renskrift ocr --text-layer ignore -l swe+eng -o texts/ scans/\n",
    .run = run,
};
