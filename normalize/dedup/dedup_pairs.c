/* Compares every candidate pair of classes, many at a time. */
#include "dedup/dedup_state.h"

#include "alloc.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
  ROWS = 32,              /* texts per task */
  EXHAUSTIVE_TEXTS = 200, /* small sets: every pair */
  EXHAUSTIVE_BYTES = 2 << 20,
  WEAK_MAX = 12,   /* candidates per text beyond the strong ones */
  STRONG_SHARE = 8 /* strong: one gram in so many of the smaller text is shared */
};

/* Work space of a thread; handed from task to task. */
typedef struct worker {
  struct worker *next;
  ren__comparer comparer;
  ren__hits hits;
  ren__hit *weak;
  size_t weak_cap;
} worker;

typedef struct matcher {
  ren_dedup *d;
  ren__class_pairs *parts; /* one per task */
  size_t tasks;
  bool exhaustive;
  uint32_t min_score;
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
  if (!w) return NULL;
  w->comparer.opts = ren__dedup_judge_opts(m->d);
  if (m->exhaustive || ren__hits_init(&w->hits, m->d->index)) return w;
  ren__hits_free(&w->hits);
  ren_free(w);
  return NULL;
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
  return !verdict.related || keep_pair(part, a, b, &w->comparer, &verdict);
}

static bool compare_all(matcher *m, worker *w, ren__class_pairs *part, uint32_t a) {
  if (m->d->class_words[a] == 0) return true;
  for (uint32_t b = a + 1; b < m->d->classes; b++)
    if (m->d->class_words[b] && !compare(m, w, part, a, b)) return false;
  return true;
}

static bool is_strong(const matcher *m, uint32_t a, const ren__hit *hit) {
  uint32_t x = ren__index_weight(m->d->index, a), y = ren__index_weight(m->d->index, hit->text);
  return hit->score * (uint64_t)STRONG_SHARE >= (x < y ? x : y);
}

static int by_score(const void *p, const void *q) {
  const ren__hit *x = p, *y = q;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->spread != y->spread) return x->spread > y->spread ? -1 : 1;
  return (x->text > y->text) - (x->text < y->text);
}

static bool compare_hits(matcher *m, worker *w, ren__class_pairs *part, uint32_t a) {
  size_t weak = 0;
  if (!ren__index_hits(m->d->index, a, m->min_score, &w->hits)) return false;
  for (size_t k = 0; k < w->hits.count; k++) {
    const ren__hit *hit = &w->hits.list[k];
    if (is_strong(m, a, hit)) {
      if (!compare(m, w, part, a, hit->text)) return false;
      continue;
    }
    if (!ren_grow(&w->weak, &w->weak_cap, weak, sizeof *w->weak)) return false;
    w->weak[weak++] = *hit;
  }
  if (weak > WEAK_MAX) {
    qsort(w->weak, weak, sizeof *w->weak, by_score);
    weak = WEAK_MAX;
  }
  for (size_t k = 0; k < weak; k++)
    if (!compare(m, w, part, a, w->weak[k].text)) return false;
  return true;
}

static int by_ends(const void *p, const void *q) {
  const ren__class_pair *x = p, *y = q;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

static bool match_task(void *payload, size_t task) {
  matcher *m = payload;
  worker *w = take_worker(m);
  if (!w) return false;
  ren__class_pairs *part = &m->parts[task];
  size_t end = (task + 1) * ROWS < m->d->classes ? (task + 1) * ROWS : m->d->classes;
  bool ok = true;
  for (size_t a = task * ROWS; ok && a < end; a++)
    ok = m->exhaustive ? compare_all(m, w, part, (uint32_t)a) : compare_hits(m, w, part, (uint32_t)a);
  if (part->count > 1) qsort(part->list, part->count, sizeof *part->list, by_ends);
  return leave_worker(m, w) && ok;
}

/* The tasks' results one after the other: already in order. */
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
  return true;
}

static bool is_small(const ren_dedup *d) {
  size_t bytes = 0;
  for (size_t k = 0; k < d->classes; k++) bytes += d->class_text[k].len;
  return d->classes <= EXHAUSTIVE_TEXTS && bytes <= EXHAUSTIVE_BYTES;
}

/* A passage of eight words has about 17 grams, six of them at real OCR damage; so
 * many fewer are to be seen the more are left out. */
static uint32_t score_wanted(const ren_dedup *d) {
  unsigned sample = ren__index_sample(d->index);
  uint32_t grams = sample == 1 ? 5 : sample == 2 ? 4 : d->classes < 400000 ? 3 : 4;
  uint32_t bits = 0; /* the weight of a gram that two texts have */
  for (size_t rare = d->classes / 2; rare > 1; rare >>= 1) bits++;
  uint32_t weight = bits / 2 + 1 < REN__GRAM_WEIGHT ? bits / 2 + 1 : REN__GRAM_WEIGHT;
  return grams * weight;
}

ren_status ren__dedup_find_pairs(ren_dedup *d, ren_error *err) {
  matcher m = {
      .d = d, .tasks = (d->classes + ROWS - 1) / ROWS, .exhaustive = is_small(d), .min_score = score_wanted(d)};
  ren_status status = REN_OK;
  m.parts = ren_alloc_array(m.tasks, sizeof *m.parts);
  if (!m.parts) return ren_fail_nomem(err);
  pthread_mutex_init(&m.lock, NULL);
  if (!ren_parallel(m.tasks, d->opts.threads, match_task, &m) || !gather(&m))
    status = m.cancelled ? ren_fail(err, REN_ECANCELLED, "stopped by the caller") : ren_fail_nomem(err);
  for (size_t t = 0; t < m.tasks; t++) ren_free(m.parts[t].list), ren_free(m.parts[t].spans);
  while (m.idle) {
    worker *w = m.idle;
    m.idle = w->next;
    ren__comparer_free(&w->comparer);
    ren__hits_free(&w->hits);
    ren_free(w->weak);
    ren_free(w);
  }
  pthread_mutex_destroy(&m.lock);
  ren_free(m.parts);
  return status;
}
