#include "pipeline.h"

#include <stdlib.h>

typedef struct state {
  const cli_pipeline *p;
  bool *made;
  size_t next; /* whose turn it is */
  bool stopped;
  pthread_mutex_t lock;
  pthread_cond_t moved; /* next grew, or all stopped */
} state;

/* With the lock held. */
static void take_ready(state *s, size_t i) {
  if (s->p->unordered) {
    if (!s->stopped) s->stopped = !s->p->take(s->p->payload, i);
    return;
  }
  s->made[i] = true;
  for (; !s->stopped && s->next < s->p->count && s->made[s->next]; s->next++)
    if (!s->p->take(s->p->payload, s->next)) s->stopped = true;
}

/* Tasks are started in order, so the one waited for is at work already. */
static bool wait_turn(state *s, size_t i) {
  size_t ahead = (size_t)s->p->jobs * 4 + 4;
  pthread_mutex_lock(&s->lock);
  while (!s->stopped && !s->p->unordered && i >= s->next + ahead) pthread_cond_wait(&s->moved, &s->lock);
  bool go = !s->stopped;
  pthread_mutex_unlock(&s->lock);
  return go;
}

static bool task(void *payload, size_t i) {
  state *s = payload;
  bool made = wait_turn(s, i) && !cli_interrupted() && s->p->make(s->p->payload, i);
  pthread_mutex_lock(&s->lock);
  if (made)
    take_ready(s, i);
  else
    s->stopped = true;
  bool go = !s->stopped;
  pthread_cond_broadcast(&s->moved);
  pthread_mutex_unlock(&s->lock);
  return go;
}

bool cli_pipeline_run(const cli_pipeline *pipeline) {
  state s = {.p = pipeline, .made = cli_alloc_array(pipeline->count, sizeof(bool))};
  pthread_mutex_init(&s.lock, NULL);
  pthread_cond_init(&s.moved, NULL);
  ren_parallel(pipeline->count, pipeline->jobs, task, &s);
  bool whole = !s.stopped;
  pthread_cond_destroy(&s.moved);
  pthread_mutex_destroy(&s.lock);
  free(s.made);
  return whole;
}
