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

static bool compare(matcher *m, worker *w, ren__class_pairs *part, uint32_t a, uint32_t b) {
  ren__verdict verdict;
  if (!ren__class_compare(m->d, &w->comparer, a, b, &verdict)) return false;
  return !verdict.related || ren__class_pairs_add(part, a, b, &verdict, w->comparer.spans, w->comparer.span_count);
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
  return leave_worker(m, w) && ok && ren__class_pairs_settle(&m->parts[task]);
}

static int by_ends(const void *p, const void *q) { return ren__class_pair_order(p, q); }

static bool gather(matcher *m) {
  ren__class_pairs *all = &m->d->found;
  if (!ren__class_pairs_gather(all, m->parts, m->tasks)) return false;
  if (all->count > 1) qsort(all->list, all->count, sizeof *all->list, by_ends);
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
  for (size_t t = 0; m.parts && t < m.tasks; t++) ren__class_pairs_free(&m.parts[t]);
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
