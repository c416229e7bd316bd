/* dedup --index: texts are added to a file over months; groups are those of all of them. */
#include "dedup.h"
#include "sink.h"

#include <stdlib.h>

typedef struct index_job {
  cli *c;
  const dedup_settings *s;
  ren_dedup_index *index;
  ren_dedup *dedup;
} index_job;

static void on_message(void *payload, ren_log_level level, const char *text) {
  const index_job *job = payload;
  (void)level;
  cli_detail(job->c, job->s->index, "%s", text);
}

static ren_status update(index_job *job, const cli_inputs *inputs, ren_error *err) {
  cli_items items = {0};
  ren_index_counts counts = {0};
  const cli_list *forget = &job->s->forget;
  ren_str *ids = cli_alloc_array(forget->count, sizeof *ids);
  const ren_hooks hooks = {.payload = job, .message = on_message};
  for (size_t i = 0; i < forget->count; i++) ids[i] = ren_str_of(forget->items[i]);
  ren_status status = dedup_read_items(job->c, &items, inputs) ? REN_OK : ren_fail(err, REN_ECANCELLED, "interrupted");
  if (status == REN_OK)
    status = ren_dedup_index_update(job->index, items.list, items.count, ids, forget->count, &hooks, &counts, err);
  if (status == REN_OK)
    cli_detail(job->c, job->s->index, "%zu texts added, %zu as they were", counts.added, counts.same);
  if (counts.replaced) cli_say(job->c, job->s->index, "%zu texts replaced by others of the same id", counts.replaced);
  if (counts.unknown)
    cli_fail(job->c, CLI_SOME_FAILED, job->s->index, "%zu texts to be forgotten are not there", counts.unknown);
  cli_items_clear(&items);
  free(ids);
  return status;
}

/* What was printed is known from then on; what could not be printed is new the next time. */
static ren_status write_new(index_job *job, ren_error *err) {
  ren_buf out = {0};
  ren_dedup_index_write_new(job->index, job->dedup, &out);
  ren_status status = out.status == REN_OK ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) status = cli_write_output(job->s->output, ren_buf_str(&out), err);
  if (status == REN_OK) status = ren_dedup_index_told(job->index, job->dedup, err);
  ren_buf_free(&out);
  return status;
}

static ren_status print(index_job *job, const ren_model *model, ren_error *err) {
  size_t count = 0;
  ren_dedup_opts opts = dedup_opts(job->c, job->s, model);
  ren_status status = ren_dedup_index_group(&job->dedup, job->index, &opts, err);
  if (status != REN_OK) return status;
  const ren_dedup_item *items = ren_dedup_index_items(job->index, &count);
  dedup_tell_counts(job->c, job->s->index, count, job->dedup);
  return job->s->only_new ? write_new(job, err) : dedup_write(job->s, items, job->dedup, err);
}

void dedup_with_index(cli *c, const dedup_settings *s, const cli_inputs *inputs, const ren_model *model) {
  index_job job = {.c = c, .s = s};
  ren_error err = {0};
  bool changes = inputs->count || s->forget.count;
  ren_status status = ren_dedup_index_open(&job.index, s->index, changes || s->only_new, &err);
  if (status == REN_OK && changes) status = update(&job, inputs, &err);
  if (status == REN_OK) status = print(&job, model, &err);
  if (status != REN_OK) cli_fail_error(c, &err);
  ren_dedup_free(job.dedup);
  ren_dedup_index_free(job.index);
}
