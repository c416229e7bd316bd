#include "ocr_output.h"

#include "corrected_pages.h"
#include "names.h"
#include "page_spool.h"
#include "resources.h"
#include "searchable_pdf.h"
#include "sink.h"

#include <renskrift/clean.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct ocr_output {
  cli *c;
  cli_scanner *scanner;
  const ren_model *model;
  const cli_inputs *inputs;
  unsigned formats;
  bool correct;
  const char *folder; /* NULL: everything goes to `shared` */
  char **names;       /* of the inputs in the folder, without suffix */
  cli_sink *shared;
  size_t file;                  /* at work */
  cli_sink *sinks[OCR_FORMATS]; /* of that file, in a folder */
  bool begun;                   /* it has a page of text already */
  uint32_t count;               /* its pages */
  cli_page_spool *spool;        /* they; NULL for text as it was read, which is written at once */
  ren_text *text;               /* at the end: of all pages, for the corrector */
  size_t exported;              /* at the end: pages written so far */
};

/* ---- names ------------------------------------------------------------------ */

bool ocr_output_is_folder(const char *output) {
  size_t length = output ? strlen(output) : 0;
  return length && (output[length - 1] == '/' || cli_is_folder(output));
}

const char *ocr_output_refusal(const ocr_wanted *wanted, size_t inputs) {
  unsigned following = OCR_BIT(OCR_TEXT) | OCR_BIT(OCR_NDJSON); /* these may stand behind each other in one file */
  unsigned formats = wanted->formats;
  if (ocr_output_is_folder(wanted->output)) return NULL;
  if (formats & (formats - 1)) return "several formats need a folder: --output DIR/";
  if (inputs > 1 && formats & ~following) return "several files in this format need a folder: --output DIR/";
  return NULL;
}

static char *path_in_folder(const ocr_output *o, size_t file, ocr_format format) {
  static const char *const suffixes[OCR_FORMATS] = {"txt", "hocr", "alto.xml", "tsv", "page.ndjson", "pdf"};
  return cli_format("%s%s%s.%s", o->folder, o->folder[strlen(o->folder) - 1] == '/' ? "" : "/", o->names[file],
                    suffixes[format]);
}

/* False if a result would replace an input. */
static bool name_outputs(ocr_output *o) {
  size_t count = o->inputs->count;
  char **relative = cli_alloc_array(count, sizeof *relative);
  for (size_t i = 0; i < count; i++) relative[i] = o->inputs->list[i].relative;
  o->names = cli_run_names(relative, count);
  free(relative);
  cli_clash *clash = cli_clash_new(o->inputs);
  bool fine = true;
  for (size_t i = 0; fine && i < count * OCR_FORMATS; i++) {
    if (!(o->formats & OCR_BIT(i % OCR_FORMATS))) continue;
    char *path = path_in_folder(o, i / OCR_FORMATS, (ocr_format)(i % OCR_FORMATS));
    fine = !cli_clash_is_input(clash, path);
    if (!fine) cli_fail(o->c, CLI_USAGE, path, "this input would be replaced; choose another folder");
    free(path);
  }
  cli_clash_free(clash);
  return fine;
}

ocr_output *ocr_output_new(cli *c, cli_scanner *scanner, const ren_model *model, const cli_inputs *inputs,
                           const ocr_wanted *wanted) {
  ren_error err = {0};
  ocr_output *o = cli_alloc(sizeof *o);
  *o = (ocr_output){.c = c, .scanner = scanner, .model = model, .inputs = inputs};
  o->formats = wanted->formats;
  o->correct = wanted->correct;
  if (ocr_output_is_folder(wanted->output)) o->folder = wanted->output;
  bool fine = o->folder ? name_outputs(o) : cli_sink_open(&o->shared, wanted->output, &err) == REN_OK;
  if (fine) return o;
  if (err.code != REN_OK) cli_fail_error(c, &err);
  ocr_output_free(o, false, NULL);
  return NULL;
}

ren_status ocr_output_free(ocr_output *o, bool whole, ren_error *err) {
  ren_status status = REN_OK;
  if (!o) return status;
  ocr_output_abandon(o);
  if (whole && o->shared)
    status = cli_sink_close(o->shared, err);
  else
    cli_sink_abandon(o->shared);
  cli_names_free(o->names, o->inputs->count);
  free(o);
  return status;
}

/* ---- one format --------------------------------------------------------------- */

static cli_sink *sink_of(const ocr_output *o, ocr_format format) { return o->folder ? o->sinks[format] : o->shared; }

static ren_status write_buffer(cli_sink *sink, ren_buf *taken, ren_error *err) {
  ren_status status = taken->status == REN_OK ? cli_sink_write(sink, ren_buf_str(taken), err) : ren_fail_nomem(err);
  ren_buf_free(taken);
  return status;
}

/* A word that goes on in the next line and lost its hyphen to the corrector. */
static bool wants_hyphen(const ren_page *page, const ren_line *line, uint32_t w) {
  const ren_word *word = &page->words[line->first_word + w];
  return word->joined && w + 1 == line->word_count && word->text.len && word->text.ptr[word->text.len - 1] != '-';
}

/* The lines as they stand, furniture and all; a blank line between blocks. */
static void put_lines(const ren_page *page, ren_buf *out) {
  for (uint32_t l = 0; l < page->line_count; l++) {
    const ren_line *line = &page->lines[l];
    if (l > 0 && line->block != page->lines[l - 1].block) ren_buf_putc(out, '\n');
    for (uint32_t w = 0; w < line->word_count; w++) {
      if (w) ren_buf_putc(out, ' ');
      ren_buf_append_str(out, page->words[line->first_word + w].text);
      if (wants_hyphen(page, line, w)) ren_buf_putc(out, '-');
    }
    ren_buf_putc(out, '\n');
  }
}

/* The writer may move about in its file, so for a pipe it gets a scratch file. */
static ren_status write_pdf(ocr_output *o, const cli_searchable *document, ren_error *err) {
  cli_sink *sink = sink_of(o, OCR_PDF);
  struct stat st;
  if (fstat(cli_sink_descriptor(sink), &st) == 0 && S_ISREG(st.st_mode))
    return cli_searchable_pdf(o->c, o->scanner, document, cli_sink_descriptor(sink), err);
  FILE *scratch = tmpfile();
  if (!scratch) return ren_fail_errno(err, REN_EOUTPUT, errno, "cannot make a temporary file");
  ren_buf bytes = {0};
  char *name = cli_format("/proc/self/fd/%d", fileno(scratch));
  ren_status status = cli_searchable_pdf(o->c, o->scanner, document, fileno(scratch), err);
  if (status == REN_OK) status = ren_file_read(&bytes, name, 0, err);
  if (status == REN_OK) status = cli_sink_write(sink, ren_buf_str(&bytes), err);
  free(name);
  fclose(scratch);
  ren_buf_free(&bytes);
  return status;
}

static ren_status write_text(ocr_output *o, const ren_page *page, ren_error *err) {
  ren_buf out = {0};
  if (o->begun) ren_buf_putc(&out, '\f');
  o->begun = true;
  put_lines(page, &out);
  return write_buffer(sink_of(o, OCR_TEXT), &out, err);
}

/* ---- pages from the store ------------------------------------------------------- */

#ifdef REN_WITH_OCR

static bool export_of(ren_export *out, ocr_format format) {
  if (format != OCR_HOCR && format != OCR_ALTO && format != OCR_TSV) return false;
  *out = format == OCR_HOCR ? REN_EXPORT_HOCR : format == OCR_ALTO ? REN_EXPORT_ALTO : REN_EXPORT_TSV;
  return true;
}

static ren_status write_as(ocr_output *o, ocr_format format, const ren_page *page, size_t index, ren_error *err) {
  ren_buf out = {0};
  ren_export export;
  if (format == OCR_TEXT) return o->correct ? write_text(o, page, err) : REN_OK; /* or it is written already */
  if (export_of(&export, format)) {
    if (o->exported == 0) ren_export_begin(export, page->file, &out);
    ren_export_page(export, page, index, &out);
  } else {
    ren_page_write_json(page, &out);
    ren_buf_putc(&out, '\n');
  }
  return write_buffer(sink_of(o, format), &out, err);
}

static ren_status write_page(ocr_output *o, const ren_page *page, size_t index, ren_error *err) {
  ren_status status = REN_OK;
  for (int format = 0; status == REN_OK && format < OCR_PDF; format++)
    if (o->formats & OCR_BIT(format)) status = write_as(o, (ocr_format)format, page, index, err);
  o->exported++;
  return status;
}

static ren_status write_ends(ocr_output *o, ren_error *err) {
  ren_status status = REN_OK;
  for (int format = OCR_TEXT + 1; status == REN_OK && format < OCR_PDF; format++) {
    ren_buf out = {0};
    ren_export export;
    if (!(o->formats & OCR_BIT(format)) || !export_of(&export, (ocr_format)format)) continue;
    if (o->exported == 0) ren_export_begin(export, "", &out);
    ren_export_end(export, o->exported, &out);
    status = write_buffer(sink_of(o, (ocr_format)format), &out, err);
  }
  return status;
}

/* Takes a page with its furniture marked: it is written, or waits for the corrector. */
static ren_status take_marked(void *payload, const ren_page *page, uint32_t index, ren_error *err) {
  ocr_output *o = payload;
  if (o->text) return ren_text_add_page(o->text, page, err);
  return page ? write_page(o, page, index, err) : REN_OK;
}

/* By itself: without what other documents teach. */
static ren_status write_corrected(ocr_output *o, const cli_corrected *pages, ren_error *err) {
  ren_clean_opts opts = REN_CLEAN_OPTS_INIT;
  opts.lines.hyphenation = cli_find_hyphenation(NULL);
  ren_status status = ren_clean_text(o->text, o->model, &opts, NULL, err);
  for (uint32_t i = 0; status == REN_OK && i < o->count; i++) {
    ren_page *page;
    status = cli_corrected_get(pages, i, &page, err);
    if (page) status = write_page(o, page, i, err);
    ren_page_free(page);
  }
  return status;
}

static ren_status write_stored(ocr_output *o, ren_error *err) {
  cli_page_store *store = cli_page_store_new(o->count, cli_page_spool_get, o->spool);
  ren_status status = o->correct ? ren_text_new(&o->text, (ren_str){"", 0}, err) : REN_OK;
  o->exported = 0;
  cli_scanner_rest(o->scanner);
  if (status == REN_OK) status = cli_page_store_mark(store, take_marked, o, err);
  const cli_searchable document = {&o->inputs->list[o->file], {store, o->count, o->text}, o->model};
  if (status == REN_OK && o->correct) status = write_corrected(o, &document.pages, err);
  if (status == REN_OK) status = write_ends(o, err);
  if (status == REN_OK && o->formats & OCR_BIT(OCR_PDF)) status = write_pdf(o, &document, err);
  ren_text_free(o->text);
  o->text = NULL;
  cli_page_store_free(store);
  return status;
}

#else

static ren_status write_stored(ocr_output *o, ren_error *err) {
  (void)o;
  return ren_fail(err, REN_EMISSING, "this build reads no pages");
}

#endif

/* ---- one input ---------------------------------------------------------------- */

static void drop_pages(ocr_output *o) {
  cli_page_spool_free(o->spool);
  o->spool = NULL;
}

ren_status ocr_output_begin(ocr_output *o, size_t file, uint32_t pages, ren_error *err) {
  ren_status status = REN_OK;
  drop_pages(o);
  o->file = file;
  o->count = pages;
  o->begun = false;
  if (o->correct || o->formats & ~OCR_BIT(OCR_TEXT)) status = cli_page_spool_open(&o->spool, pages, err);
  if (!o->folder) return status;
  for (int format = 0; status == REN_OK && format < OCR_FORMATS; format++) {
    if (!(o->formats & OCR_BIT(format))) continue;
    char *path = path_in_folder(o, file, (ocr_format)format);
    status = cli_make_folder_of(path, err);
    if (status == REN_OK) status = cli_sink_open(&o->sinks[format], path, err);
    free(path);
  }
  return status;
}

ren_status ocr_output_add_page(ocr_output *o, const ren_page *page, ren_error *err) {
  ren_status status = o->spool ? cli_page_spool_add(o->spool, page, err) : REN_OK;
  if (status != REN_OK || o->correct || !(o->formats & OCR_BIT(OCR_TEXT))) return status;
  return write_text(o, page, err);
}

ren_status ocr_output_finish(ocr_output *o, ren_error *err) {
  ren_status status = o->spool ? write_stored(o, err) : REN_OK;
  drop_pages(o);
  for (int format = 0; status == REN_OK && format < OCR_FORMATS; format++) {
    cli_sink *sink = o->sinks[format];
    o->sinks[format] = NULL;
    status = cli_sink_close(sink, err);
  }
  return status;
}

void ocr_output_abandon(ocr_output *o) {
  drop_pages(o);
  for (int format = 0; format < OCR_FORMATS; format++) {
    cli_sink_abandon(o->sinks[format]);
    o->sinks[format] = NULL;
  }
}
