#include <renskrift/lines.h>

#include "alloc.h"
#include "lines/breaks.h"
#include "lines/emit.h"
#include "lines/hyphen.h"
#include "lines/line_furniture.h"
#include "lines/line_numbers.h"
#include "lines/lost_hyphen.h"
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
  job->run = ren_alloc_array(count, sizeof *job->run);
  job->joint = ren_alloc_array(count, sizeof *job->joint);
  if (!job->run || !job->joint) return ren_fail_nomem(err);
  for (size_t i = 0; i < count; i++)
    if (!job->table.line[i].furniture) job->run[job->run_count++] = (uint32_t)i;
  return REN_OK;
}

static ren_status look_up_own_words(ren__job *job, ren_error *err) {
  bool any = false;
  for (size_t i = 1; i < job->run_count; i++) {
    if (ren__run_line(job, i - 1)->last != REN__LAST_HYPHEN) continue;
    if (!ren__hyphen_prepare(job, i)) return ren_fail_nomem(err);
    any = true;
  }
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

/* The edits of a text; if columns is not NULL and the text has columns, only the edits that
 * put them below each other, in *columns. */
static ren_status join_lines(ren_edits **out, ren_edits **columns, ren__job job, ren_error *err) {
  ren_edits *edits = NULL;
  ren_status status = ren__table_scan(&job.table, job.text, err);
  if (status == REN_OK && columns) status = ren__columns_find(columns, &job.table, job.opts.min_confidence, err);
  if (status == REN_OK && !(columns && *columns)) {
    status = ren__patterns_open(&job.patterns, job.opts.hyphenation, err);
    if (status == REN_OK) status = ren_edits_new(&edits, REN_STEP_LINES, err);
    if (status == REN_OK) status = run_job(&job, edits, err);
  }
  job_free(&job);
  if (status == REN_OK)
    *out = edits;
  else
    ren_edits_free(edits);
  return status;
}

/* The lines are joined in the text as the columns leave it. */
static ren_status join_unfolded(ren_edits **out, ren_edits *columns, const ren__job *job, ren_error *err) {
  ren_text *unfolded = NULL;
  ren_edits *edits = NULL;
  ren_str bytes = ren_text_bytes(job->text);
  ren_status status = ren_text_new(&unfolded, bytes, err);
  if (status == REN_OK) status = ren_text_apply(unfolded, columns, NULL, err);
  ren__job again = *job;
  again.text = unfolded;
  if (status == REN_OK) status = join_lines(&edits, NULL, again, err);
  if (status == REN_OK) status = ren__compose(out, bytes, columns, ren_text_bytes(unfolded), edits, "columns", err);
  ren_edits_free(edits);
  ren_text_free(unfolded);
  return status;
}

ren_status ren_lines_edits(ren_edits **out, const ren_text *text, const ren_model *model, const ren_lines_opts *opts,
                           ren_error *err) {
  *out = NULL;
  ren_lines_opts options = REN_LINES_OPTS_INIT;
  if (opts) options = *opts;
  if (options.version != 1 || !(options.min_confidence >= 0 && options.min_confidence <= 1))
    return ren_fail(err, REN_EINVAL, "bad options for joining lines");
  ren__job job = {.text = text, .model = model, .opts = options};
  ren_edits *columns = NULL;
  ren_status status = join_lines(out, options.keep_lines ? NULL : &columns, job, err);
  if (status == REN_OK && columns) status = join_unfolded(out, columns, &job, err);
  ren_edits_free(columns);
  return status;
}
