#include "scan.h"

#include "pipeline.h"
#include "resources.h"
#include "sink.h"

#include <stdlib.h>
#include <string.h>

struct cli_scanner {
  ren_ocr *ocr;
  unsigned jobs;
  bool fail_fast;
};

#ifdef REN_WITH_OCR

static ren_quality judge(void *payload, ren_str text) { return ren_model_quality(payload, text); }

/* Pages at work are given up: one may take minutes. */
static void cancel(void *payload) { ren_ocr_cancel(payload); }

cli_scanner *cli_scanner_open(cli *c, const cli_reading *reading, unsigned jobs, const ren_model *model) {
  ren_error err = {0};
  cli_scanner *scanner = cli_alloc(sizeof *scanner);
  char *worker = cli_find_worker();
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  opts.worker = worker;
  opts.languages = reading->languages;
  opts.tessdata = reading->tessdata;
  opts.debug_images = reading->debug_images;
  opts.workers = scanner->jobs = jobs;
  scanner->fail_fast = cli_fails_fast(reading);
  opts.page_timeout = reading->page_timeout;
  opts.text_layer = (ren_text_layer)reading->text_layer;
  opts.judge = model ? judge : NULL;
  opts.payload = (void *)model; /* the callback takes it back as const */
  ren_status status = opts.debug_images ? cli_make_folder(opts.debug_images, &err) : REN_OK;
  if (status == REN_OK) status = ren_ocr_new(&scanner->ocr, &opts, &err);
  free(worker);
  if (status == REN_OK) {
    cli_on_interrupt(cancel, scanner->ocr);
    return scanner;
  }
  cli_fail_error(c, &err);
  free(scanner);
  return NULL;
}

void cli_scanner_free(cli_scanner *scanner) {
  if (!scanner) return;
  cli_on_interrupt(NULL, NULL);
  ren_ocr_free(scanner->ocr);
  free(scanner);
}

void cli_scanner_rest(cli_scanner *scanner) {
  if (scanner) ren_ocr_rest(scanner->ocr);
}

#else

void cli_scanner_rest(cli_scanner *scanner) { (void)scanner; }

cli_scanner *cli_scanner_open(cli *c, const cli_reading *reading, unsigned jobs, const ren_model *model) {
  (void)reading;
  (void)jobs;
  (void)model;
  cli_fail(c, CLI_MISSING, NULL, "this build reads no scans and PDFs (it was made without OCR)");
  return NULL;
}

void cli_scanner_free(cli_scanner *scanner) { free(scanner); }

#endif

ren_ocr *cli_scanner_ocr(cli_scanner *scanner) { return scanner->ocr; }

#ifdef REN_WITH_OCR

/* ---- counting --------------------------------------------------------------- */

typedef struct count_job {
  cli *c;
  cli_scanner *scanner;
  const cli_inputs *inputs;
  uint32_t *counts;
  char **messages;
  ren_error *errors;
} count_job;

static bool make_count(void *payload, size_t i) {
  const count_job *job = payload;
  const cli_input *input = &job->inputs->list[i];
  if (!cli_media_is_scan(input->media)) return true;
  if (ren_ocr_page_count(&job->counts[i], job->scanner->ocr, input->path, &job->errors[i]) != REN_OK)
    job->counts[i] = 0;
  return true;
}

/* Failures are said in the order of the inputs. */
static bool take_count(void *payload, size_t i) {
  const count_job *job = payload;
  ren_error *err = &job->errors[i];
  if (err->code == REN_OK) return true;
  bool fatal = err->code == REN_EMISSING || err->code == REN_ENOMEM || job->scanner->fail_fast;
  if (job->messages) job->messages[i] = cli_strndup(ren_str_of(err->message));
  cli_input_place(&job->inputs->list[i], err, 0);
  cli_fail_error(job->c, err);
  return !fatal;
}

bool cli_count_pages(cli *c, cli_scanner *scanner, const cli_inputs *inputs, uint32_t *counts, char **messages) {
  count_job job = {c, scanner, inputs, counts, messages, NULL};
  job.errors = cli_alloc_array(inputs->count, sizeof *job.errors);
  bool whole = cli_pipeline_run(&(cli_pipeline){
      .count = inputs->count, .jobs = scanner->jobs, .payload = &job, .make = make_count, .take = take_count});
  free(job.errors);
  const char *confinement = ren_ocr_confinement(scanner->ocr);
  if (confinement) cli_detail(c, NULL, "OCR workers are confined by %s", confinement);
  return whole;
}

/* ---- reading ---------------------------------------------------------------- */

typedef struct read_page {
  ren_page *page;
  ren_buf preview;
} read_page;

typedef struct read_job {
  cli *c;
  cli_scanner *scanner;
  const cli_page_job *job;
  read_page *slots; /* read, not yet taken */
} read_job;

/* A record of the failure takes the page's place. */
static ren_page *failed_page(const cli_input *input, uint32_t number, const ren_error *why) {
  ren_page *page;
  if (ren_page_new(&page, input->shown, number, NULL) != REN_OK) return NULL;
  ren_page_set(page, &page->error, why->message, NULL);
  return page;
}

/* False for what would befall every other page, too. */
static bool read_one(read_job *r, const cli_page_task *task, read_page *out) {
  const cli_input *input = &r->job->inputs->list[task->file];
  ren_error err = {0};
  uint32_t side = r->job->preview_side;
  ren_status status =
      ren_ocr_page(&out->page, r->scanner->ocr, input->path, task->number, side, side ? &out->preview : NULL, &err);
  if (status == REN_OK && input->spool) status = ren_page_set(out->page, &out->page->file, input->shown, &err);
  if (status == REN_OK) return true;
  ren_page_free(out->page);
  out->page = NULL;
  cli_input_place(input, &err, task->number);
  bool fatal = status == REN_EMISSING || status == REN_ECANCELLED || status == REN_ENOMEM || status == REN_EOUTPUT;
  ren_buf_clear(&out->preview);
  if (!fatal) out->page = failed_page(input, task->number, &err);
  if (!cli_interrupted()) {
    cli_fail_error(r->c, &err);
    if (!fatal) cli_note_status(r->c, CLI_SOME_FAILED);
  }
  return !fatal;
}

static bool make_page(void *payload, size_t i) {
  read_job *r = payload;
  read_page *slot = &r->slots[i];
  bool made = read_one(r, &r->job->tasks[i], slot);
  /* A failure while being interrupted may be none of the page's. */
  if (cli_interrupted() && (!slot->page || slot->page->error)) made = false;
  if (made) cli_progress_add(r->c, 1);
  return made;
}

static bool take_page(void *payload, size_t i) {
  read_job *r = payload;
  read_page *slot = &r->slots[i];
  ren_page *page = slot->page;
  slot->page = NULL;
  if (page && page->note)
    cli_detail(r->c, r->job->inputs->list[r->job->tasks[i].file].shown, "page %u: %s", page->number, page->note);
  bool last = page && page->error && r->scanner->fail_fast; /* what comes before it is taken already */
  bool goes_on = r->job->take(r->job->payload, i, page, ren_buf_str(&slot->preview));
  ren_buf_free(&slot->preview);
  return goes_on && !last;
}

bool cli_read_pages(cli *c, cli_scanner *scanner, const cli_page_job *job) {
  read_job r = {.c = c, .scanner = scanner, .job = job};
  r.slots = cli_alloc_array(job->count, sizeof *r.slots);
  bool whole = cli_pipeline_run(&(cli_pipeline){.count = job->count,
                                                .jobs = scanner->jobs,
                                                .unordered = !job->ordered,
                                                .payload = &r,
                                                .make = make_page,
                                                .take = take_page});
  for (size_t i = 0; i < job->count; i++) {
    ren_page_free(r.slots[i].page);
    ren_buf_free(&r.slots[i].preview);
  }
  free(r.slots);
  return whole;
}

#else

bool cli_count_pages(cli *c, cli_scanner *scanner, const cli_inputs *inputs, uint32_t *counts, char **messages) {
  (void)c;
  (void)scanner;
  (void)messages;
  memset(counts, 0, inputs->count * sizeof *counts);
  return true;
}

bool cli_read_pages(cli *c, cli_scanner *scanner, const cli_page_job *job) {
  (void)c;
  (void)scanner;
  return job->count == 0;
}

#endif
