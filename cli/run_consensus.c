/* What the copies of a text say of each other, brought back to the documents. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

static bool on_progress(void *payload, uint64_t done, uint64_t total) {
  (void)payload;
  (void)done;
  (void)total;
  return !cli_interrupted();
}

bool run_group(run_job *job, ren_reservations *list) {
  ren_error err = {0};
  ren_dedup_opts opts = REN_DEDUP_OPTS_INIT;
  opts.min_similarity = job->s->min_similarity;
  opts.threads = job->jobs;
  opts.model = job->model;
  opts.hooks.progress = on_progress;
  ren_dedup_free(job->dedup);
  job->dedup = NULL;
  cli_items_clear(&job->items);
  ren_status status = ren_reservations_resolve(list, &err);
  if (status == REN_OK) {
    cli_items_from_reservations(&job->items, list);
    status = ren_dedup_new(&job->dedup, job->items.list, job->items.count, &opts, &err);
  }
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}

/* ---- placing ---------------------------------------------------------------- */

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/* Aligns the item with the document from `at` on, letting blanks differ: map[i] is the
 * place of the item's byte i. */
static bool align(size_t *map, ren_str item, ren_str block, size_t at) {
  for (size_t i = 0; i < item.len;) {
    if (at < block.len && item.ptr[i] == block.ptr[at]) {
      map[i++] = at++;
    } else if (at < block.len && is_blank(block.ptr[at])) {
      at++;
    } else if (is_blank(item.ptr[i])) {
      map[i++] = at;
    } else {
      return false;
    }
  }
  map[item.len] = at;
  return true;
}

static bool find_item(size_t *map, ren_str item, ren_str block) {
  if (item.len == 0 || block.len == 0) return false;
  for (size_t at = 0; at < block.len; at++) {
    const char *next = memchr(block.ptr + at, item.ptr[0], block.len - at);
    if (!next) return false;
    at = (size_t)(next - block.ptr);
    if (align(map, item, block, at)) return true;
  }
  return false;
}

/* Where page furniture stands in the midst of the block, word by word: map[i] is SIZE_MAX
 * for what is not found. */
static ren_status map_words(size_t *map, ren_str item, ren_str block, ren_error *err) {
  ren_diff_piece *pieces = NULL;
  size_t count = 0;
  for (size_t i = 0; i <= item.len; i++) map[i] = SIZE_MAX;
  ren_status status = ren_diff_words(&pieces, &count, item, block, err);
  for (size_t i = 0; status == REN_OK && i < count; i++) {
    const ren_diff_piece *p = &pieces[i];
    if (p->op == REN_DIFF_SAME)
      align(map + p->a_offset, (ren_str){item.ptr + p->a_offset, p->a_length}, block, p->b_offset);
  }
  ren_diff_free(pieces);
  return status;
}

static bool overlaps(const ren_edits *edits, size_t offset, size_t length) {
  for (size_t i = 0; i < ren_edits_count(edits); i++) {
    const ren_edit *e = ren_edits_get(edits, i);
    if (offset <= e->offset + e->length && e->offset <= offset + length) return true;
  }
  return false;
}

ren_status run_place_edits(ren_edits *to, ren_str document, size_t offset, size_t length, ren_str item,
                           const ren_edits *edits, ren_error *err) {
  if (offset > document.len || length > document.len - offset) return REN_OK;
  ren_str block = {document.ptr + offset, length};
  size_t *map = cli_alloc_array(item.len + 1, sizeof *map);
  ren_status status = find_item(map, item, block) ? REN_OK : map_words(map, item, block, err);
  for (size_t i = 0; status == REN_OK && i < ren_edits_count(edits); i++) {
    ren_edit edit = *ren_edits_get(edits, i);
    if (edit.offset > item.len || edit.length > item.len - edit.offset) continue;
    if (map[edit.offset] == SIZE_MAX || (edit.length && map[edit.offset + edit.length - 1] == SIZE_MAX)) continue;
    size_t from = map[edit.offset], end = edit.length ? map[edit.offset + edit.length - 1] + 1 : from;
    ren_str here = {block.ptr + from, end > from ? end - from : 0};
    if (!ren_str_eq(here, (ren_str){item.ptr + edit.offset, edit.length})) continue;
    edit.offset = offset + from;
    if (!overlaps(to, edit.offset, edit.length)) status = ren_edits_add(to, &edit, err);
  }
  free(map);
  return status;
}

/* ---- the pass --------------------------------------------------------------- */

static run_document *document_of(run_job *job, size_t item) {
  for (size_t i = 0; i < job->inputs.count; i++) {
    run_document *d = &job->documents[i];
    if (item >= d->first_item && item < d->first_item + d->item_count) return d;
  }
  return NULL;
}

/* The edits of one item wait in its document until its text is there again. */
static ren_status agree_on(run_job *job, size_t item, ren_error *err) {
  ren_edits *edits = NULL;
  float least = job->opts.correct.min_confidence;
  ren_status status = ren_dedup_consensus(&edits, job->dedup, item, least, err);
  run_document *d = status == REN_OK && ren_edits_count(edits) ? document_of(job, item) : NULL;
  if (!d) {
    ren_edits_free(edits);
    return status;
  }
  d->agreed = cli_grow(d->agreed, &d->agreed_cap, d->agreed_count, sizeof *d->agreed);
  d->agreed[d->agreed_count++] = (run_agreed){item, edits};
  return REN_OK;
}

bool run_agree(run_job *job) {
  ren_error err = {0};
  ren_status status = REN_OK;
  if (!run_group(job, job->list)) return false;
  if (!(job->steps & REN_CLEAN_SPELLING)) return true;
  for (size_t i = 0; status == REN_OK && i < ren_dedup_cluster_count(job->dedup); i++) {
    const ren_cluster *cluster = ren_dedup_cluster(job->dedup, i);
    for (size_t k = 0; status == REN_OK && k < cluster->member_count; k++)
      status = agree_on(job, cluster->members[k].item, &err);
    if (cli_interrupted()) return false;
  }
  if (status != REN_OK) cli_fail_error(job->c, &err);
  return status == REN_OK;
}

ren_status run_apply_consensus(run_job *job, run_document *d, ren_error *err) {
  ren_edits *all = NULL;
  if (d->agreed_count == 0) return REN_OK;
  ren_status status = ren_edits_new(&all, REN_STEP_CONSENSUS, err);
  for (size_t i = 0; status == REN_OK && i < d->agreed_count; i++) {
    const ren_reservation *r = ren_reservations_get(job->list, d->agreed[i].item);
    status = run_place_edits(all, ren_text_bytes(d->work.text), r->offset, r->length, r->text, d->agreed[i].edits, err);
  }
  if (status == REN_OK) status = ren_text_apply(d->work.text, all, d->work.log, err);
  ren_edits_free(all);
  return status;
}
