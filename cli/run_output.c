/* What a run writes, each file atomically. */
#include "run.h"

#include "corrected_pages.h"
#include "searchable_pdf.h"
#include "sink.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A file that holds these bytes already need not reach the disk once more. */
static bool is_there(const char *path, ren_str bytes) {
  struct stat st;
  ren_buf have = {0};
  if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || (uint64_t)st.st_size != bytes.len) return false;
  bool same = ren_file_read(&have, path, 0, NULL) == REN_OK && ren_str_eq(ren_buf_str(&have), bytes);
  ren_buf_free(&have);
  return same;
}

static ren_status write_file(run_job *job, const char *name, const char *suffix, ren_str bytes, ren_error *err) {
  char *path = cli_format("%s/%s%s", job->s->output, name, suffix);
  ren_status status = cli_make_folder_of(path, err);
  if (status == REN_OK && !is_there(path, bytes)) status = ren_file_write_atomic(path, bytes, err);
  free(path);
  return status;
}

static ren_status write_buffer(run_job *job, const char *name, const char *suffix, ren_buf *taken, ren_error *err) {
  ren_status status =
      taken->status == REN_OK ? write_file(job, name, suffix, ren_buf_str(taken), err) : ren_fail_nomem(err);
  ren_buf_free(taken);
  return status;
}

/* ---- one document ------------------------------------------------------------- */

static ren_status write_pages(run_job *job, size_t i, ren_error *err) {
  const run_document *d = &job->documents[i];
  ren_buf out = {0};
  for (uint32_t p = 0; p < d->work.page_count; p++) {
    if (!d->work.pages[p]) continue;
    ren_page_write_json(d->work.pages[p], &out);
    ren_buf_putc(&out, '\n');
  }
  return write_buffer(job, job->names[i], ".page.ndjson", &out, err);
}

#ifdef REN_WITH_OCR

static bool has_scanned_page(const cli_document *d) {
  for (uint32_t p = 0; p < d->page_count; p++)
    if (d->pages[p] && !d->pages[p]->error && d->pages[p]->source == REN_SOURCE_OCR) return true;
  return false;
}

static ren_status write_pdf_file(run_job *job, size_t i, ren_page **pages, ren_error *err) {
  const cli_document *d = &job->documents[i].work;
  cli_searchable document = {&job->inputs.list[i], pages, d->page_count, d->text, job->model};
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
  const cli_document *d = &job->documents[i].work;
  if (job->s->no_pdf || !has_scanned_page(d)) return REN_OK;
  ren_page **pages = NULL;
  ren_status status = cli_pages_of_text(&pages, d->text, d->pages, d->page_count, err);
  if (status == REN_OK) status = write_pdf_file(job, i, pages, err);
  cli_pages_free(pages, d->page_count);
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
