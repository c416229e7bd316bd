/* Scans and PDFs of a run: pages read in parallel, each stored at once. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

typedef struct page_list {
  run_job *job;
  cli_page_task *tasks;
  size_t count, cap;
} page_list;

/* A stored page that was read well is not read again; one that failed is. */
static bool is_stored(run_job *job, int64_t id, uint32_t number) {
  ren_buf record = {0};
  ren_page *page = NULL;
  bool found = false, good = false;
  if (ren_run_get_page(&found, job->state, id, number, &record, NULL, NULL) == REN_OK && found)
    good = ren_page_read_json(&page, ren_buf_str(&record), NULL) == REN_OK && !page->error;
  ren_page_free(page);
  ren_buf_free(&record);
  return good;
}

/* The longest first, so that all jobs have work until the end: scans are heavier than pages
 * with text. Pages of one file stay together. */
static int by_weight(const void *a, const void *b) {
  const cli_page_task *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  if (x->file != y->file) return x->file < y->file ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}

static bool list_pages(page_list *list, size_t i, uint32_t *stored) {
  run_job *job = list->job;
  run_document *d = &job->documents[i];
  uint32_t have = 0;
  if (ren_run_count_pages(&have, job->state, d->id, NULL) != REN_OK) have = 0;
  for (uint32_t p = 1; p <= d->pages; p++) {
    if (have && is_stored(job, d->id, p)) {
      ++*stored;
      continue;
    }
    list->tasks = cli_grow(list->tasks, &list->cap, list->count, sizeof *list->tasks);
    list->tasks[list->count++] = (cli_page_task){i, p, job->inputs.list[i].size / d->pages};
  }
  return !cli_interrupted();
}

static bool store_page(void *payload, size_t i, ren_page *page, ren_str preview) {
  const page_list *list = payload;
  run_job *job = list->job;
  const cli_page_task *task = &list->tasks[i];
  ren_error err = {0};
  ren_buf record = {0};
  if (page) ren_page_write_json(page, &record);
  ren_page_free(page);
  ren_status status = record.len && record.status == REN_OK ? REN_OK : ren_fail_nomem(&err);
  if (status == REN_OK)
    status =
        ren_run_put_page(job->state, job->documents[task->file].id, task->number, ren_buf_str(&record), preview, &err);
  ren_buf_free(&record);
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}

static bool read_pages(page_list *list, uint32_t stored) {
  enum { PREVIEW_SIDE = 1400 };
  run_job *job = list->job;
  if (stored && list->count)
    cli_say(job->c, NULL, "going on: %u pages are read already, %zu are left", stored, list->count);
  if (!list->count) return true;
  cli_page_job pages = {&job->inputs, list->tasks, list->count, PREVIEW_SIDE, false, store_page, list};
  cli_progress_begin(job->c, (cli_when)job->s->common.progress, "reading", "pages", stored, stored + list->count);
  bool whole = cli_read_pages(job->c, job->scanner, &pages);
  cli_progress_end(job->c);
  return whole;
}

/* Page counts; what cannot be opened is marked as failed. */
static bool count_pages(run_job *job) {
  size_t n = job->inputs.count;
  uint32_t *counts = cli_alloc_array(n, sizeof *counts);
  char **messages = cli_alloc_array(n, sizeof *messages);
  bool fine = cli_count_pages(job->c, job->scanner, &job->inputs, counts, messages);
  for (size_t i = 0; i < n && fine && !cli_interrupted(); i++) {
    run_document *d = &job->documents[i];
    ren_error err = {0};
    if (!cli_media_is_scan(job->inputs.list[i].media) || d->failed) continue;
    d->pages = counts[i];
    d->failed = counts[i] == 0;
    ren_file_state state = d->failed ? REN_FILE_FAILED : REN_FILE_PENDING;
    fine = ren_run_set_file(job->state, d->id, state, d->pages, messages[i], &err) == REN_OK;
    if (!fine) cli_fail_error(job->c, &err);
  }
  for (size_t i = 0; i < n; i++) free(messages[i]);
  free(messages);
  free(counts);
  return fine && !cli_interrupted();
}

bool run_scan(run_job *job) {
  page_list list = {.job = job};
  uint32_t stored = 0;
  bool any = false;
  for (size_t i = 0; i < job->inputs.count; i++) any |= cli_media_is_scan(job->inputs.list[i].media);
  if (!any) return true;
  bool going = count_pages(job);
  for (size_t i = 0; going && i < job->inputs.count; i++)
    if (!job->documents[i].failed && job->documents[i].pages) going = list_pages(&list, i, &stored);
  if (list.count) qsort(list.tasks, list.count, sizeof *list.tasks, by_weight);
  if (going) going = read_pages(&list, stored);
  cli_scanner_rest(job->scanner);
  job->pages_read = stored + list.count;
  free(list.tasks);
  return going;
}
