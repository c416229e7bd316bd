#include "alloc.h"

#include <pthread.h>
#include <unistd.h>

typedef struct crew {
  pthread_mutex_t lock;
  size_t next, n;
  bool stopped;
  bool (*task)(void *, size_t);
  void *payload;
} crew;

static void *work(void *arg) {
  crew *c = arg;
  for (;;) {
    pthread_mutex_lock(&c->lock);
    bool go = !c->stopped && c->next < c->n;
    size_t i = c->next;
    if (go) c->next++;
    pthread_mutex_unlock(&c->lock);
    if (!go) return NULL;
    if (c->task(c->payload, i)) continue;
    pthread_mutex_lock(&c->lock);
    c->stopped = true;
    pthread_mutex_unlock(&c->lock);
  }
}

bool ren_parallel(size_t n, unsigned threads, bool (*task)(void *payload, size_t i), void *payload) {
  enum { MAX_THREADS = 256 };
  crew c = {.n = n, .task = task, .payload = payload};
  pthread_t ids[MAX_THREADS];
  unsigned started = 0;
  if (threads > MAX_THREADS) threads = MAX_THREADS;
  pthread_mutex_init(&c.lock, NULL);
  /* If a thread cannot be had the others do its share. */
  for (unsigned i = 1; i < threads && i < n; i++)
    if (pthread_create(&ids[started], NULL, work, &c) == 0) started++;
  work(&c);
  for (unsigned i = 0; i < started; i++) pthread_join(ids[i], NULL);
  pthread_mutex_destroy(&c.lock);
  return !c.stopped;
}

unsigned ren_cpu_count(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (unsigned)n : 1;
}
