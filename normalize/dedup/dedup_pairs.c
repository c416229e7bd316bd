/* Compares every candidate pair of classes, many at a time. */
#include "dedup/dedup_candidates.h"
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 64 }; /* per task */

/* Work space of a thread; handed from task to task. */
typedef struct worker {
  struct worker *next;
  ren__comparer comparer;
} worker;

typedef struct matcher {
  ren_dedup *d;
  ren__candidates candidates;
  ren__class_pairs *parts; /* one per task */
  size_t tasks;
  pthread_mutex_t lock;
  worker *idle;
  size_t done;
  bool cancelled;
} matcher;

static worker *take_worker(matcher *m) {
  pthread_mutex_lock(&m->lock);
  worker *w = m->idle;
  if (w) m->idle = w->next;
  pthread_mutex_unlock(&m->lock);
  if (w) return w;
  w = ren_alloc(sizeof *w);
  if (w) w->comparer.opts = ren__dedup_judge_opts(m->d);
  return w;
}

/* Gives the worker back and tells the caller how far things are. */
static bool leave_worker(matcher *m, worker *w) {
  const ren_hooks *hooks = &m->d->opts.hooks;
  pthread_mutex_lock(&m->lock);
  w->next = m->idle;
  m->idle = w;
  m->done++;
  if (hooks->progress && !m->cancelled && !hooks->progress(hooks->payload, m->done, m->tasks)) m->cancelled = true;
  bool go = !m->cancelled;
  pthread_mutex_unlock(&m->lock);
  return go;
}

static bool keep_pair(ren__class_pairs *part, uint32_t a, uint32_t b, const ren__comparer *c,
                      const ren__verdict *verdict) {
  if (!ren_grow(&part->list, &part->cap, part->count, sizeof *part->list)) return false;
  ren__class_pair *pair = &part->list[part->count++];
  *pair = (ren__class_pair){a, b, *verdict, part->span_count, (uint32_t)c->span_count};
  for (size_t k = 0; k < c->span_count; k++) {
    if (!ren_grow(&part->spans, &part->span_cap, part->span_count, sizeof *part->spans)) return false;
    part->spans[part->span_count++] = c->spans[k];
  }
  return true;
}

static bool compare(matcher *m, worker *w, ren__class_pairs *part, uint32_t a, uint32_t b) {
  ren__verdict verdict;
  if (!ren__class_compare(m->d, &w->comparer, a, b, &verdict)) return false;
  if (!verdict.related) return true;
  return keep_pair(part, a, b, &w->comparer, &verdict);
}

static bool match_row(matcher *m, worker *w, ren__class_pairs *part, const ren__candidate_row *row) {
  for (uint32_t k = 0; k < row->count; k++)
    if (!compare(m, w, part, row->a, row->b[k])) return false;
  return true;
}

static bool match_task(void *payload, size_t task) {
  matcher *m = payload;
  worker *w = take_worker(m);
  if (!w) return false;
  size_t end = (task + 1) * ROWS < m->candidates.count ? (task + 1) * ROWS : m->candidates.count;
  bool ok = true;
  for (size_t r = task * ROWS; ok && r < end; r++) ok = match_row(m, w, &m->parts[task], &m->candidates.rows[r]);
  return leave_worker(m, w) && ok;
}

static int by_ends(const void *p, const void *q) {
  const ren__class_pair *x = p, *y = q;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

/* The tasks' results one after the other, then in order. */
static bool gather(matcher *m) {
  ren__class_pairs *all = &m->d->found;
  for (size_t t = 0; t < m->tasks; t++) all->count += m->parts[t].count, all->span_count += m->parts[t].span_count;
  all->list = ren_alloc_array(all->count, sizeof *all->list);
  all->spans = ren_alloc_array(all->span_count, sizeof *all->spans);
  if (!all->list || !all->spans) return false;
  size_t pairs = 0, spans = 0;
  for (size_t t = 0; t < m->tasks; t++) {
    ren__class_pairs *part = &m->parts[t];
    for (size_t k = 0; k < part->count; k++) {
      all->list[pairs] = part->list[k];
      all->list[pairs++].first_span += spans;
    }
    if (part->span_count) memcpy(all->spans + spans, part->spans, part->span_count * sizeof *part->spans);
    spans += part->span_count;
    ren_free(part->list), ren_free(part->spans);
    *part = (ren__class_pairs){0};
  }
  if (pairs > 1) qsort(all->list, pairs, sizeof *all->list, by_ends);
  return true;
}

ren_status ren__dedup_find_pairs(ren_dedup *d, ren_error *err) {
  matcher m = {.d = d};
  ren_status status = ren__candidates_find(&m.candidates, d, err);
  if (status != REN_OK) return status;
  m.tasks = (m.candidates.count + ROWS - 1) / ROWS;
  m.parts = ren_alloc_array(m.tasks, sizeof *m.parts);
  pthread_mutex_init(&m.lock, NULL);
  if (!m.parts || !ren_parallel(m.tasks, d->opts.threads, match_task, &m) || !gather(&m))
    status = m.cancelled ? ren_fail(err, REN_ECANCELLED, "stopped by the caller") : ren_fail_nomem(err);
  for (size_t t = 0; m.parts && t < m.tasks; t++) ren_free(m.parts[t].list), ren_free(m.parts[t].spans);
  while (m.idle) {
    worker *w = m.idle;
    m.idle = w->next;
    ren__comparer_free(&w->comparer);
    ren_free(w);
  }
  pthread_mutex_destroy(&m.lock);
  ren_free(m.parts);
  ren__candidates_free(&m.candidates);
  return status;
}
