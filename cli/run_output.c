/* What a run writes, each file atomically. */
#include "run.h"

#include "kept_file.h"
#include "searchable_pdf.h"

#include <stdlib.h>

static cli_kept_file *open_file(run_job *job, const char *name, const char *suffix) {
  char *path = cli_format("%s/%s%s", job->s->output, name, suffix);
  cli_kept_file *file = cli_kept_file_open(path);
  free(path);
  return file;
}

static ren_status write_file(run_job *job, const char *name, const char *suffix, ren_str bytes, ren_error *err) {
  cli_kept_file *file = open_file(job, name, suffix);
  return cli_kept_file_close(file, cli_kept_file_write(file, bytes, err), err);
}

static ren_status write_buffer(run_job *job, const char *name, const char *suffix, ren_buf *taken, ren_error *err) {
  ren_status status =
      taken->status == REN_OK ? write_file(job, name, suffix, ren_buf_str(taken), err) : ren_fail_nomem(err);
  ren_buf_free(taken);
  return status;
}

/* ---- one document ------------------------------------------------------------- */

static ren_status write_pages(run_job *job, size_t i, ren_error *err) {
  const cli_document *d = &job->documents[i].work;
  cli_kept_file *file = open_file(job, job->names[i], ".page.ndjson");
  ren_buf record = {0};
  ren_status status = REN_OK;
  for (uint32_t p = 0; status == REN_OK && p < d->page_count; p++) {
    ren_page *page;
    status = cli_page_store_get(d->pages, p, &page, err);
    if (!page) continue;
    ren_buf_clear(&record);
    ren_page_write_json(page, &record);
    ren_buf_putc(&record, '\n');
    ren_page_free(page);
    status = record.status == REN_OK ? cli_kept_file_write(file, ren_buf_str(&record), err) : ren_fail_nomem(err);
  }
  ren_buf_free(&record);
  return cli_kept_file_close(file, status, err);
}

#ifdef REN_WITH_OCR

static ren_status write_pdf_file(run_job *job, size_t i, ren_error *err) {
  const cli_document *d = &job->documents[i].work;
  const cli_searchable document = {&job->inputs.list[i], {d->pages, d->page_count, d->text}, job->model};
  char *path = cli_format("%s/%s.pdf", job->s->output, job->names[i]);
  ren_file *file = NULL;
  ren_status status = ren_file_create_atomic(&file, path, err);
  if (status == REN_OK) status = cli_searchable_pdf(job->c, job->scanner, &document, ren_file_descriptor(file), err);
  if (status == REN_OK)
    status = ren_file_commit(file, err);
  else
    ren_file_abandon(file);
  free(path);
  return status;
}

/* A PDF that cannot be made costs the PDF only. */
static ren_status write_pdf(run_job *job, size_t i, ren_error *err) {
  if (job->s->no_pdf || !job->documents[i].work.scanned) return REN_OK;
  ren_status status = write_pdf_file(job, i, err);
  if (status == REN_OK || status == REN_EOUTPUT || status == REN_ENOMEM) return status;
  cli_fail(job->c, CLI_SOME_FAILED, job->inputs.list[i].shown, "no searchable PDF: %s", err->message);
  *err = (ren_error){0};
  return REN_OK;
}

#else

static ren_status write_pdf(run_job *job, size_t i, ren_error *err) {
  (void)job, (void)i, (void)err;
  return REN_OK;
}

#endif

ren_status run_write_document(run_job *job, size_t i, ren_error *err) {
  const run_document *d = &job->documents[i];
  ren_buf edits = {0};
  ren_status status = write_file(job, job->names[i], ".txt", ren_text_bytes(d->work.text), err);
  ren_log_write_ndjson(d->work.log, job->inputs.list[i].shown, &edits);
  if (status == REN_OK)
    status = write_buffer(job, job->names[i], ".edits.ndjson", &edits, err);
  else
    ren_buf_free(&edits);
  if (status == REN_OK && d->work.page_count) status = write_pages(job, i, err);
  if (status == REN_OK && d->work.page_count) status = write_pdf(job, i, err);
  return status;
}

/* ---- the batch ----------------------------------------------------------------- */

ren_status run_write_batch(run_job *job, ren_error *err) {
  ren_buf out = {0};
  ren_reservations_write_ndjson(job->final_list, &out);
  ren_status status = write_buffer(job, "reservations", ".ndjson", &out, err);
  ren_dedup_write_clusters(job->dedup, &out);
  if (status == REN_OK) status = write_buffer(job, "clusters", ".ndjson", &out, err);
  if (status == REN_OK) ren_dedup_write_passages(job->dedup, &out);
  if (status == REN_OK) status = write_buffer(job, "passages", ".ndjson", &out, err);
  ren_buf_free(&out);
  return status;
}
