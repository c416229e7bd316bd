#include "commands.h"
#include "names.h"
#include "page_ranges.h"
#include "resources.h"
#include "scan.h"
#include "sink.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum ocr_format { AS_TEXT, AS_HOCR, AS_ALTO, AS_TSV, AS_NDJSON, AS_PDF } ocr_format;

typedef struct ocr_settings {
  cli_common common;
  cli_shared shared;
  cli_reading reading;
  const char *output, *pages;
  int format; /* ocr_format */
} ocr_settings;

#define AT(member) .offset = offsetof(ocr_settings, member)

static const cli_option options[] = {
    {.kind = CLI_HEADING, .name = "Input and output"},
    {.kind = CLI_CHOICE,
     .name = "format",
     .value = "text|hocr|alto|tsv|ndjson|pdf",
     AT(format),
     .help = "The recognised lines as they stand (text, default), hOCR, ALTO 4, tesseract's TSV, page records "
             "(renskrift/page/1), or a searchable PDF."},
    {.kind = CLI_TEXT,
     .letter = 'o',
     .name = "output",
     .value = "FILE|DIR",
     AT(output),
     .help = "Write there instead of to standard output; into a folder (an existing one, or a name that ends in /) "
             "one file for each input."},
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
  cli_inputs inputs;
  cli_page_ranges ranges;
  uint32_t *counts; /* pages of each input */
  cli_page_task *tasks;
  size_t task_count, task_cap;
  char **names; /* of outputs in a folder */
  cli_sink *shared;
  size_t file; /* at work */
  cli_sink *sink;
  ren_page **pages; /* by number, NULL where none; not with text */
  bool failed;
} ocr_state;

/* ---- one document's output -------------------------------------------------- */

/* The lines as they stand, furniture and all; a blank line between blocks. */
static void write_lines(const ren_page *page, ren_buf *out) {
  for (uint32_t l = 0; l < page->line_count; l++) {
    const ren_line *line = &page->lines[l];
    if (l > 0 && line->block != page->lines[l - 1].block) ren_buf_putc(out, '\n');
    for (uint32_t w = 0; w < line->word_count; w++) {
      if (w) ren_buf_putc(out, ' ');
      ren_buf_append_str(out, page->words[line->first_word + w].text);
    }
    ren_buf_putc(out, '\n');
  }
}

static const char *suffix_of(int format) {
  static const char *const suffixes[] = {"txt", "hocr", "alto.xml", "tsv", "page.ndjson", "pdf"};
  return suffixes[format];
}

static char *path_in_folder(const ocr_state *o, size_t file) {
  const char *folder = o->s->output;
  return cli_format("%s%s%s.%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", o->names[file],
                    suffix_of(o->s->format));
}

static ren_status open_sink(ocr_state *o, size_t file, ren_error *err) {
  if (o->shared) return REN_OK;
  char *path = path_in_folder(o, file);
  ren_status status = cli_make_folder_of(path, err);
  if (status == REN_OK) status = cli_sink_open(&o->sink, path, err);
  free(path);
  return status;
}

static ren_status make_pdf(ocr_state *o, size_t file, int fd, ren_error *err) {
#ifdef REN_WITH_OCR
  return ren_ocr_searchable_pdf(cli_scanner_ocr(o->scanner), o->inputs.list[file].path, o->pages, o->counts[file], fd,
                                err);
#else
  (void)o, (void)file, (void)fd;
  return ren_fail(err, REN_EMISSING, "this build makes no PDFs");
#endif
}

/* The writer may move about in its file, so for a pipe it gets a scratch file. */
static ren_status write_pdf(ocr_state *o, size_t file, cli_sink *sink, ren_error *err) {
  struct stat st;
  if (fstat(cli_sink_descriptor(sink), &st) == 0 && S_ISREG(st.st_mode))
    return make_pdf(o, file, cli_sink_descriptor(sink), err);
  FILE *scratch = tmpfile();
  if (!scratch) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot make a temporary file");
  ren_buf bytes = {0};
  char *name = cli_format("/proc/self/fd/%d", fileno(scratch));
  ren_status status = make_pdf(o, file, fileno(scratch), err);
  if (status == REN_OK) status = ren_file_read(&bytes, name, 0, err);
  if (status == REN_OK) status = cli_sink_write(sink, ren_buf_str(&bytes), err);
  free(name);
  fclose(scratch);
  ren_buf_free(&bytes);
  return status;
}

static ren_status write_document(ocr_state *o, size_t file, ren_error *err) {
  cli_sink *sink = o->sink ? o->sink : o->shared;
  uint32_t count = o->counts[file];
  ren_buf out = {0};
  ren_status status = REN_OK;
#ifdef REN_WITH_OCR
  status = ren_pages_mark_furniture(o->pages, count, err);
  if (status != REN_OK) return status;
  switch (o->s->format) {
  case AS_HOCR: ren_export_hocr(o->pages, count, &out); break;
  case AS_ALTO: ren_export_alto(o->pages, count, &out); break;
  case AS_TSV: ren_export_tsv(o->pages, count, &out); break;
  default: break;
  }
#endif
  if (o->s->format == AS_PDF) return write_pdf(o, file, sink, err);
  for (uint32_t i = 0; o->s->format == AS_NDJSON && i < count; i++) {
    if (!o->pages[i]) continue;
    ren_page_write_json(o->pages[i], &out);
    ren_buf_putc(&out, '\n');
  }
  status = out.status == REN_OK ? cli_sink_write(sink, ren_buf_str(&out), err) : ren_fail_nomem(err);
  ren_buf_free(&out);
  return status;
}

/* ---- pages as they come, in order ------------------------------------------- */

static void drop_file(ocr_state *o) {
  for (uint32_t i = 0; o->pages && i < o->counts[o->file]; i++) ren_page_free(o->pages[i]);
  free(o->pages);
  o->pages = NULL;
  cli_sink_abandon(o->sink);
  o->sink = NULL;
}

static ren_status take_text(ocr_state *o, bool first, const ren_page *page, ren_error *err) {
  ren_buf out = {0};
  if (!first) ren_buf_putc(&out, '\f');
  write_lines(page, &out);
  ren_status status = out.status == REN_OK ? cli_sink_write(o->sink ? o->sink : o->shared, ren_buf_str(&out), err)
                                           : ren_fail_nomem(err);
  ren_buf_free(&out);
  return status;
}

static ren_status begin_file(ocr_state *o, size_t file, ren_error *err) {
  o->failed = false;
  o->file = file;
  if (o->s->format != AS_TEXT) o->pages = cli_alloc_array(o->counts[file], sizeof *o->pages);
  return open_sink(o, file, err);
}

static ren_status end_file(ocr_state *o, ren_error *err) {
  ren_status status = o->pages ? write_document(o, o->file, err) : REN_OK;
  if (status != REN_OK) return status;
  cli_sink *sink = o->sink;
  o->sink = NULL;
  return cli_sink_close(sink, err);
}

/* Writes it (text) or keeps it until its file is whole (the other formats). */
static ren_status add_page(ocr_state *o, const cli_page_task *task, bool first, ren_page *page, ren_error *err) {
  ren_status status = page ? REN_OK : ren_fail_nomem(err);
  if (o->pages) {
    o->pages[task->number - 1] = page;
    return status;
  }
  if (status == REN_OK && !o->failed) status = take_text(o, first, page, err);
  ren_page_free(page);
  return status;
}

static bool take_page(void *payload, size_t i, ren_page *page, ren_str preview) {
  (void)preview;
  ocr_state *o = payload;
  const cli_page_task *task = &o->tasks[i];
  bool first = i == 0 || o->tasks[i - 1].file != task->file;
  bool last = i + 1 == o->task_count || o->tasks[i + 1].file != task->file;
  ren_error err = {0};
  ren_status status = first ? begin_file(o, task->file, &err) : REN_OK;
  if (status != REN_OK) o->failed = true;
  ren_status added = add_page(o, task, first, page, &err);
  if (status == REN_OK) status = added;
  if (status == REN_OK && last && !o->failed) status = end_file(o, &err);
  if (status != REN_OK) {
    ren_error_place(&err, o->inputs.list[task->file].shown, 0);
    cli_fail_error(o->c, &err);
    o->failed = true;
  }
  if (last) drop_file(o);
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
      o->tasks[o->task_count++] = (cli_page_task){f, p};
    }
  }
}

static bool goes_to_folder(const char *output) {
  size_t length = output ? strlen(output) : 0;
  return length && (output[length - 1] == '/' || cli_is_folder(output));
}

/* False if a result would replace an input. */
static bool name_outputs(ocr_state *o) {
  char **relative = cli_alloc_array(o->inputs.count, sizeof *relative);
  for (size_t i = 0; i < o->inputs.count; i++) relative[i] = o->inputs.list[i].relative;
  o->names = cli_run_names(relative, o->inputs.count);
  free(relative);
  cli_clash *clash = cli_clash_new(&o->inputs);
  bool fine = true;
  for (size_t i = 0; fine && i < o->inputs.count; i++) {
    char *path = path_in_folder(o, i);
    fine = !cli_clash_is_input(clash, path);
    if (!fine) cli_fail(o->c, CLI_USAGE, path, "this input would be replaced; choose another folder");
    free(path);
  }
  cli_clash_free(clash);
  return fine;
}

static void read_all(ocr_state *o) {
  ren_error err = {0};
  o->counts = cli_alloc_array(o->inputs.count, sizeof *o->counts);
  cli_count_pages(o->c, o->scanner, &o->inputs, o->counts, NULL);
  list_tasks(o);
  if (o->task_count == 0 || cli_interrupted()) return;
  bool to_folder = goes_to_folder(o->s->output);
  if (to_folder && !name_outputs(o)) return;
  if (!to_folder && cli_sink_open(&o->shared, o->s->output, &err) != REN_OK) {
    cli_fail_error(o->c, &err);
    return;
  }
  cli_page_job job = {&o->inputs, o->tasks, o->task_count, 0, true, take_page, o};
  cli_progress_begin(o->c, (cli_when)o->s->common.progress, "reading", "pages", 0, o->task_count);
  bool whole = cli_read_pages(o->c, o->scanner, &job);
  cli_progress_end(o->c);
  drop_file(o);
  if (!whole)
    cli_sink_abandon(o->shared);
  else if (cli_sink_close(o->shared, &err) != REN_OK)
    cli_fail_error(o->c, &err);
}

/* Formats that cannot simply follow each other in one file. */
static bool one_document_only(int format) { return format != AS_TEXT && format != AS_NDJSON; }

static int run(cli *c, const cli_command *command, int argc, char **argv) {
  ocr_settings s = {.reading = CLI_READING_INIT};
  ocr_state o = {.c = c, .s = &s};
  cli_list operands = {0};
  ren_model *model = NULL;
  int status = cli_parse(c, command, argc, argv, &s, &operands);
  if (status < 0 && operands.count == 0) status = cli_usage(c, command, "scans or PDFs are wanted");
  if (status < 0 && s.pages && !cli_page_ranges_parse(&o.ranges, s.pages))
    status = cli_usage(c, command, "--pages takes page numbers and ranges like 3-7,12");
  if (status >= 0) goto out;
  cli_apply_common(c, &s.common);
  if (!cli_open_model(c, &model, NULL, s.shared.model, CLI_WANTED)) goto done;
  if (!(o.scanner = cli_scanner_open(c, &s.reading, cli_jobs(&s.shared), model))) goto done;
  cli_inputs_collect(c, &o.inputs, &operands, CLI_READS_SCANS, NULL);
  if (o.inputs.count > 1 && one_document_only(s.format) && !goes_to_folder(s.output))
    cli_usage(c, command, "several files in this format need a folder: --output DIR/");
  else if (o.inputs.count)
    read_all(&o);
  if (cli_interrupted()) cli_fail(c, CLI_INTERRUPTED, NULL, "interrupted");
done:
  status = cli_status(c);
out:
  cli_names_free(o.names, o.inputs.count);
  cli_inputs_clear(&o.inputs);
  cli_scanner_free(o.scanner);
  ren_model_free(model);
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
             "run' makes clean text of it. A page that fails is named, the others are read.",
    .options = options,
    .examples = "  renskrift ocr minutes.pdf > minutes.txt\n"
                "  renskrift ocr --format pdf -o searchable.pdf scan.tif\n"
                "  renskrift ocr --format ndjson --pages 1-3 minutes.pdf\n"
                "  renskrift ocr --text-layer ignore -l swe+eng -o texts/ scans/\n",
    .run = run,
};
