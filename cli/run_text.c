/* The passes over the texts of a run. */
#include "run.h"

#include "pipeline.h"

#include <stdlib.h>

/* Texts that look like this to a reader may teach the others their words. */
static const double TEACHER_SCORE = 0.9;

/* ---- loading ----------------------------------------------------------------- */

static ren_status get_record(void *payload, uint32_t index, ren_buf *record, ren_error *err) {
  const run_document *d = payload;
  bool found;
  return ren_run_get_page(&found, d->state, d->id, index + 1, record, NULL, err);
}

static ren_status load_pages(run_document *d, ren_error *err) {
  return cli_document_from_store(&d->work, cli_page_store_new(d->pages, get_record, d), err);
}

ren_status run_load(run_job *job, size_t i, ren_error *err) {
  const cli_input *input = &job->inputs.list[i];
  ren_status status = cli_media_is_scan(input->media)
                          ? load_pages(&job->documents[i], err)
                          : cli_document_from_file(&job->documents[i].work, input->path, err);
  cli_input_place(input, err, 0);
  return status;
}

bool run_fail_document(run_job *job, size_t i, ren_error *err) {
  run_document *d = &job->documents[i];
  bool fatal = err->code == REN_EOUTPUT || err->code == REN_ENOMEM || err->code == REN_ECANCELLED;
  ren_error place = *err, failed = {0};
  d->failed = true;
  cli_document_clear(&d->work);
  cli_input_place(&job->inputs.list[i], err, 0);
  if (err->code == REN_EINVAL) err->code = REN_EFORMAT; /* options were checked: it is the file */
  cli_fail_error(job->c, err);
  if (fatal) return false;
  if (ren_run_set_file(job->state, d->id, REN_FILE_FAILED, d->pages, place.message, &failed) == REN_OK)
    return !cli_fails_fast(&job->s->reading);
  cli_fail_error(job->c, &failed);
  return false;
}

static bool run_pass(run_job *job, const char *label, bool (*make)(void *, size_t), bool (*take)(void *, size_t)) {
  cli_progress_begin(job->c, (cli_when)job->s->common.progress, label, "files", 0, job->inputs.count);
  bool whole = cli_pipeline_run(
      &(cli_pipeline){.count = job->inputs.count, .jobs = job->jobs, .payload = job, .make = make, .take = take});
  cli_progress_end(job->c);
  return whole && !cli_interrupted();
}

/* ---- gather: what the documents teach each other ------------------------------- */

static ren_status clean_step(run_job *job, run_document *d, unsigned step) {
  ren_clean_opts opts = job->opts;
  opts.steps &= step;
  return opts.steps ? ren_clean_text(d->work.text, job->model, &opts, NULL, &d->err) : REN_OK;
}

/* Its forms are those of its lines as they came: what was joined may be joined wrongly. */
static ren_status gather(run_job *job, run_document *d) {
  ren_status status = clean_step(job, d, REN_CLEAN_ENCODING);
  if (status == REN_OK) d->words = ren_hash64(ren_text_bytes(d->work.text));
  if (status == REN_OK && job->steps & REN_CLEAN_LINES) {
    status = ren_forms_new(&d->forms, &d->err);
    if (status == REN_OK) status = ren_forms_add(d->forms, ren_text_bytes(d->work.text), &d->err);
  }
  if (status == REN_OK && job->steps & REN_CLEAN_SPELLING) {
    status = clean_step(job, d, REN_CLEAN_LINES);
    /* What was recognised may be misread however clean it looks, and would vouch for itself. */
    d->clean = status == REN_OK && !d->work.recognised &&
               ren_model_quality(job->model, ren_text_bytes(d->work.text)).score >= TEACHER_SCORE;
  }
  return status;
}

static bool make_gathered(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  if (d->failed) return true;
  ren_status status = run_load(job, i, &d->err);
  if (status == REN_OK) gather(job, d);
  if (!d->clean) cli_document_clear(&d->work);
  return true;
}

static bool take_gathered(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  cli_progress_add(job->c, 1);
  if (d->failed) return true;
  ren_status status = d->err.code;
  if (status == REN_OK && d->forms) status = ren_forms_merge(job->batch.forms, d->forms, &d->err);
  if (status == REN_OK && d->clean)
    status = ren_memory_add(job->batch.words, job->model, ren_text_bytes(d->work.text), &d->err);
  if (status == REN_OK && d->clean) cli_detail(job->c, job->inputs.list[i].shown, "is clean: its words are trusted");
  ren_forms_free(d->forms);
  d->forms = NULL;
  cli_document_clear(&d->work);
  return status == REN_OK ? true : run_fail_document(job, i, &d->err);
}

bool run_gather(run_job *job) {
  if (!(job->steps & (REN_CLEAN_LINES | REN_CLEAN_SPELLING))) return run_find_clean_key(job);
  if (!cli_batch_open(job->c, &job->batch)) return false;
  job->opts.correct.memory = NULL; /* not to be read while they are filled */
  job->opts.lines.forms = NULL;
  bool whole = run_pass(job, "looking through", make_gathered, take_gathered);
  job->opts.correct.memory = job->batch.words;
  job->opts.lines.forms = job->batch.forms;
  return whole && run_find_clean_key(job);
}

/* ---- correct ------------------------------------------------------------------ */

/* What the edits of a loaded document depend on. */
static uint64_t key_of(const run_job *job, const run_document *d) {
  uint64_t parts[] = {job->clean_key, ren_hash64(ren_text_bytes(d->work.text))};
  return ren_hash64((ren_str){(const char *)parts, sizeof parts});
}

static ren_status get_edits(run_job *job, const run_document *d, ren_buf *packed, ren_error *err) {
  bool found;
  return ren_run_get_page(&found, job->state, d->id, RUN_EDITS_PAGE, packed, NULL, err);
}

static ren_status clean_and_store(run_job *job, run_document *d, uint64_t key, ren_error *err) {
  ren_buf packed = {0};
  ren_status status = ren_clean_text(d->work.text, job->model, &job->opts, d->work.log, err);
  if (status == REN_OK) cli_edits_pack(&packed, key, d->work.log);
  if (status == REN_OK && packed.status != REN_OK) status = ren_fail_nomem(err);
  if (status == REN_OK)
    status = ren_run_put_page(job->state, d->id, RUN_EDITS_PAGE, ren_buf_str(&packed), (ren_str){"", 0}, err);
  ren_buf_free(&packed);
  return status;
}

static bool make_corrected(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  ren_buf packed = {0};
  if (d->failed) return true;
  ren_status status = run_load(job, i, &d->err);
  uint64_t key = status == REN_OK ? key_of(job, d) : 0;
  if (status == REN_OK) status = get_edits(job, d, &packed, &d->err);
  if (status == REN_OK && cli_edits_have_key(ren_buf_str(&packed), key))
    cli_edits_replay(d->work.text, ren_buf_str(&packed), &job->rules, d->work.log, &d->err);
  else if (status == REN_OK)
    clean_and_store(job, d, key, &d->err);
  ren_buf_free(&packed);
  return true;
}

static bool take_corrected(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  cli_progress_add(job->c, 1);
  d->first_item = ren_reservations_count(job->list);
  if (d->failed) return true;
  ren_status status = d->err.code;
  if (status == REN_OK) status = ren_segment(job->list, job->inputs.list[i].shown, d->work.text, job->model, &d->err);
  d->item_count = ren_reservations_count(job->list) - d->first_item;
  if (status != REN_OK) return run_fail_document(job, i, &d->err);
  cli_document_clear(&d->work);
  return true;
}

bool run_correct(run_job *job) { return run_pass(job, "cleaning", make_corrected, take_corrected); }

/* ---- finish ------------------------------------------------------------------- */

static bool make_finished(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  if (d->failed) return true;
  ren_buf packed = {0};
  ren_status status = run_load(job, i, &d->err);
  if (status == REN_OK) status = get_edits(job, d, &packed, &d->err);
  if (status == REN_OK)
    status = cli_edits_replay(d->work.text, ren_buf_str(&packed), &job->rules, d->work.log, &d->err);
  ren_buf_free(&packed);
  if (status == REN_OK) status = run_apply_consensus(job, d, &d->err);
  if (status == REN_OK) run_write_document(job, i, &d->err);
  return true;
}

static ren_status note_done(run_job *job, run_document *d, ren_error *err) {
  bool none = d->pages && d->work.bad_pages == d->pages;
  char *message = NULL;
  if (d->work.bad_pages) message = cli_format("%u of %u pages could not be read", d->work.bad_pages, d->pages);
  ren_status status =
      ren_run_set_file(job->state, d->id, none ? REN_FILE_FAILED : REN_FILE_DONE, d->pages, message, err);
  free(message);
  return status;
}

static bool take_finished(void *payload, size_t i) {
  run_job *job = payload;
  run_document *d = &job->documents[i];
  cli_progress_add(job->c, 1);
  if (d->failed) return true;
  ren_status status = d->err.code;
  if (status == REN_OK)
    status = ren_segment(job->final_list, job->inputs.list[i].shown, d->work.text, job->model, &d->err);
  if (status == REN_OK) status = note_done(job, d, &d->err);
  if (status != REN_OK) return run_fail_document(job, i, &d->err);
  cli_edit_counts_add(&job->counts, d->work.log);
  job->files_done++;
  job->pages_failed += d->work.bad_pages;
  cli_document_clear(&d->work);
  return true;
}

bool run_finish(run_job *job) {
  ren_error err = {0};
  if (!run_pass(job, "writing", make_finished, take_finished) || !run_group(job, job->final_list)) return false;
  ren_status status = run_write_batch(job, &err);
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}
