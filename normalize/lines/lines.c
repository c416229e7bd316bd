#include <renskrift/lines.h>

#include "alloc.h"
#include "lines/breaks.h"
#include "lines/emit.h"
#include "lines/halves.h"
#include "lines/hyphen.h"
#include "lines/line_furniture.h"
#include "lines/line_numbers.h"
#include "lines/lost_hyphen.h"
#include "lines/margin_stamps.h"
#include "lines/notes.h"
#include "lines/text_columns.h"
#include "text/compose.h"

static void job_free(ren__job *job) {
  ren__table_free(&job->table);
  ren__own_free(&job->own);
  ren__left_words_free(&job->left_words);
  ren__patterns_close(&job->patterns);
  ren_free(job->halves);
  ren_free(job->run);
  ren_free(job->joint);
}

static ren_status find_running_text(ren__job *job, ren_error *err) {
  ren_status status = ren__line_numbers_find(&job->table, job->opts.min_confidence, err);
  if (status == REN_OK) status = ren__furniture_find(&job->table, job->opts.min_confidence, err);
  if (status != REN_OK) return status;
  size_t count = job->table.count;
  if (count > UINT32_MAX) return ren_fail(err, REN_ELIMIT, "more than %u lines", UINT32_MAX);
  job->run = ren_realloc_array(NULL, count, sizeof *job->run);
  job->joint = ren_realloc_array(NULL, count, sizeof *job->joint); /* each is decided */
  if (!job->run || !job->joint) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++)
    if (!job->table.line[i].furniture) job->run[job->run_count++] = (uint32_t)i;
  return job->opts.keep_lines ? REN_OK : ren__notes_move(job, err);
}

static ren_status look_up_own_words(ren__job *job, ren_error *err) {
  bool any = false;
  for (size_t i = 1; i < job->run_count; i++) {
    if (ren__run_line(job, i - 1)->last != REN__LAST_HYPHEN) continue;
    if (!ren__hyphen_prepare(job, i)) return ren_fail_nomem(err);
    any = true;
  }
  if (any && job->model) ren__halves_find_entries(job);
  if (any) ren__own_count(&job->own, job->table.text);
  return REN_OK;
}

static ren_status run_job(ren__job *job, ren_edits *edits, ren_error *err) {
  ren_status status = find_running_text(job, err);
  if (status == REN_OK) status = look_up_own_words(job, err);
  if (status != REN_OK) return status;
  job->wrap = ren__wrap_measure(&job->table, job->run, job->run_count);
  ren__breaks_decide(job);
  status = ren__inner_hyphens(job, edits, err);
  if (status != REN_OK) return status;
  return job->opts.keep_lines ? ren__emit_words_only(job, edits, err) : ren__emit(job, edits, err);
}

/* What is put right before lines are joined: each gives edits, or NULL where there is nothing.
 * Of three columns the second and third are parted when they stand under the first. */
typedef ren_status prelude(ren_edits **out, const ren__table *table, float min_confidence, ren_error *err);
static prelude *const preludes[] = {ren__margin_stamps_find, ren__columns_find, ren__columns_find};
enum { PRELUDES = sizeof preludes / sizeof *preludes };

static ren_status join_from(ren_edits **out, ren__job job, size_t next, ren_error *err);

/* The rest is done in the text as the first edits leave it. */
static ren_status join_after(ren_edits **out, ren_edits *first, ren__job job, size_t next, ren_error *err) {
  ren_text *changed = NULL;
  ren_edits *rest = NULL;
  ren_str bytes = ren_text_bytes(job.text);
  ren_status status = ren_text_new(&changed, bytes, err);
  if (status == REN_OK) status = ren_text_apply(changed, first, NULL, err);
  job.text = changed;
  if (status == REN_OK) status = join_from(&rest, job, next, err);
  if (status == REN_OK) status = ren__compose(out, bytes, first, ren_text_bytes(changed), rest, true, err);
  ren_edits_free(rest);
  ren_text_free(changed);
  return status;
}

static ren_status join_lines(ren_edits **out, ren__job *job, ren_error *err) {
  ren_edits *edits = NULL;
  ren_status status = ren__patterns_open(&job->patterns, job->opts.hyphenation, err);
  if (status == REN_OK) status = ren_edits_new(&edits, REN_STEP_LINES, err);
  if (status == REN_OK) status = run_job(job, edits, err);
  if (status == REN_OK)
    *out = edits;
  else
    ren_edits_free(edits);
  return status;
}

static ren_status join_from(ren_edits **out, ren__job job, size_t next, ren_error *err) {
  ren_edits *first = NULL;
  ren__job whole = job; /* nothing of this text is the next one's */
  ren_status status = ren__table_scan(&whole.table, job.text, err);
  while (status == REN_OK && !first && next < PRELUDES) {
    prelude *asked = preludes[next++];
    status = asked(&first, &whole.table, job.opts.min_confidence, err);
    while (!first && next < PRELUDES && preludes[next] == asked) next++; /* what found nothing finds nothing again */
  }
  if (status == REN_OK && !first) status = join_lines(out, &whole, err);
  job_free(&whole);
  if (status == REN_OK && first) status = join_after(out, first, job, next, err);
  ren_edits_free(first);
  return status;
}

ren_status ren_lines_edits(ren_edits **out, const ren_text *text, const ren_model *model, const ren_lines_opts *opts,
                           ren_error *err) {
  *out = NULL;
  ren_lines_opts options = REN_LINES_OPTS_INIT;
  if (opts) options = *opts;
  if (options.version != 1 || !(options.min_confidence >= 0 && options.min_confidence <= 1))
    return ren_fail(err, REN_EINVAL, "bad options for joining lines");
  return join_from(out, (ren__job){.text = text, .model = model, .opts = options}, options.keep_lines ? PRELUDES : 0,
                   err);
}
