#include "dedup/dedup_candidates.h"

#include "alloc.h"
#include "dedup/dedup_state.h"
#include "dedup/gram_index.h"

#include <pthread.h>
#include <stdlib.h>

enum {
  ROWS = 64,              /* texts per task */
  EXHAUSTIVE_TEXTS = 200, /* small sets: every pair */
  EXHAUSTIVE_BYTES = 2 << 20,
  STRONG = 16,            /* score of a copy */
  PASSAGE_GRAMS = 2,      /* shared at least, where passages are wanted */
  COPY_GRAMS = 3,         /* and otherwise */
  MIN_SCORE = 8,          /* two rare grams on a diagonal */
  BONES_PER_CHANCE = 250, /* one point more is asked for so many bones of the smaller text */
  SOUND_SPREAD = 3,       /* copies: one stretch in so many of the smaller text shares a gram */
  DAMAGED_SPREAD = 12,    /* and if one of the two is badly damaged */
  COPY_WEAK_MAX = 6,      /* candidates per text beyond the strong ones */
  WEAK_MAX = 24,          /* and if passages are wanted, with */
  BONES_PER_WEAK = 1024,  /* and one more for each so many bones */
  DENSE_BONES = 1 << 29   /* larger batches are sampled half as densely */
};
#define STRONG_MARK UINT32_C(0x80000000)

/* What one family found for the texts of a task, row by row. */
typedef struct row_hits {
  ren__hit *list;
  size_t count, cap;
  uint32_t rows[ROWS];
} row_hits;

typedef struct finder {
  ren_dedup *d;
  ren__family family;
  ren__gram_index *index;   /* of that family: one at a time is in memory */
  row_hits *found;          /* per task */
  ren__candidate_row *rows; /* by class */
  uint32_t **blocks;        /* per task */
  uint32_t *home;           /* class -> a smaller class it is strongly tied to, or itself */
  pthread_mutex_t lock;
  struct worker *idle;
  bool exhaustive;
} finder;

typedef struct worker {
  struct worker *next;
  ren__hits hits;
} worker;

static worker *take_worker(finder *f) {
  pthread_mutex_lock(&f->lock);
  worker *w = f->idle;
  if (w) f->idle = w->next;
  pthread_mutex_unlock(&f->lock);
  if (w) return w;
  w = ren_alloc(sizeof *w);
  if (!w) return NULL;
  if (f->exhaustive || ren__hits_init(&w->hits, f->d->classes)) return w;
  ren__hits_free(&w->hits);
  ren_free(w);
  return NULL;
}

static void leave_worker(finder *f, worker *w) {
  pthread_mutex_lock(&f->lock);
  w->next = f->idle;
  f->idle = w;
  pthread_mutex_unlock(&f->lock);
}

static int by_text(const void *p, const void *q) {
  const ren__hit *x = p, *y = q;
  if (x->text != y->text) return x->text < y->text ? -1 : 1;
  return (x->score < y->score) - (x->score > y->score);
}

static int by_score(const void *p, const void *q) {
  const ren__hit *x = p, *y = q;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return (x->text > y->text) - (x->text < y->text);
}

/* Each text once, with its better score; what is neither strong nor among the best of
 * the weak goes. Leaves the list by text. */
static size_t choose(ren__hit *hit, size_t count, size_t weak_max) {
  size_t kept = 0, strong = 0;
  if (count > 1) qsort(hit, count, sizeof *hit, by_text);
  for (size_t k = 0; k < count; k++)
    if (kept == 0 || hit[kept - 1].text != hit[k].text) hit[kept++] = hit[k];
  for (size_t k = 0; k < kept; k++) strong += hit[k].score >= STRONG;
  if (kept - strong <= weak_max) return kept;
  qsort(hit, kept, sizeof *hit, by_score);
  kept = strong + weak_max;
  qsort(hit, kept, sizeof *hit, by_text);
  return kept;
}

static bool wants_passages(const finder *f) { return f->d->opts.tell == REN_TELL_PASSAGES; }

static size_t smaller_of(const ren__bone_store *store, uint32_t a, uint32_t b) {
  size_t x = store->length[a], y = store->length[b];
  return x < y ? x : y;
}

/* A copy shares grams all over the smaller text, a quotation in one place. Of a text that says
 * the same over and over only the first places count (most: those of the text at hand). */
static bool is_spread(const ren__hit *hit, size_t smaller, size_t most, size_t share) {
  size_t stretches = smaller / REN__SPREAD_BONES + 1;
  return hit->spread * share >= (stretches < most ? stretches : most);
}

/* Takes the hits of one family that are worth a look. */
static size_t sift(const finder *f, uint32_t a, ren__family family, const ren__hits *hits) {
  const ren__bone_store *store = f->d->store;
  ren__hit *hit = hits->list;
  size_t kept = 0;
  for (size_t k = 0; k < hits->count; k++) {
    size_t smaller = smaller_of(store, a, hit[k].text);
    /* short grams meet by chance, the more often the longer both texts are */
    if (family == REN__SHORT_GRAMS && hit[k].score < MIN_SCORE + smaller / BONES_PER_CHANCE) continue;
    bool damaged = store->damaged[a] || store->damaged[hit[k].text];
    size_t share = damaged ? DAMAGED_SPREAD : SOUND_SPREAD;
    if (!wants_passages(f) && !is_spread(&hit[k], smaller, hits->stretches, share)) continue;
    hit[kept++] = hit[k];
  }
  return kept;
}

/* The hits of the family at hand, and those of the family before it, if any. */
static bool find_hits(finder *f, worker *w, uint32_t a, const ren__hit *before, size_t before_count) {
  uint32_t grams = wants_passages(f) && f->family == REN__LONG_GRAMS ? PASSAGE_GRAMS : COPY_GRAMS;
  w->hits.count = 0;
  if (!ren__index_hits(f->index, a, grams, MIN_SCORE, &w->hits)) return false;
  w->hits.count = sift(f, a, f->family, &w->hits);
  for (size_t k = 0; k < before_count; k++) {
    if (!ren_grow(&w->hits.list, &w->hits.cap, w->hits.count, sizeof *w->hits.list)) return false;
    w->hits.list[w->hits.count++] = before[k];
  }
  size_t weak = wants_passages(f) ? WEAK_MAX + f->d->store->length[a] / BONES_PER_WEAK : COPY_WEAK_MAX;
  w->hits.count = choose(w->hits.list, w->hits.count, weak);
  return true;
}

static bool all_behind(finder *f, worker *w, uint32_t a) {
  w->hits.count = 0;
  for (uint32_t b = a + 1; f->d->class_words[a] && b < f->d->classes; b++) {
    if (f->d->class_words[b] == 0) continue;
    if (!ren_grow(&w->hits.list, &w->hits.cap, w->hits.count, sizeof *w->hits.list)) return false;
    w->hits.list[w->hits.count++] = (ren__hit){.text = b};
  }
  return true;
}

/* The rows of a task with all that was found before and what this family adds. */
static bool hits_task(void *payload, size_t task) {
  finder *f = payload;
  worker *w = take_worker(f);
  row_hits *last = &f->found[task], now = {0};
  size_t end = (task + 1) * ROWS < f->d->classes ? (task + 1) * ROWS : f->d->classes, used = 0;
  bool ok = w != NULL;
  for (size_t a = task * ROWS; ok && a < end; a++) {
    uint32_t *row = &last->rows[a % ROWS];
    ok = f->exhaustive ? all_behind(f, w, (uint32_t)a)
                       : find_hits(f, w, (uint32_t)a, last->list ? last->list + used : NULL, *row);
    used += *row;
    now.rows[a % ROWS] = ok ? (uint32_t)w->hits.count : 0;
    for (size_t k = 0; ok && k < w->hits.count; k++) {
      ok = ren_grow(&now.list, &now.cap, now.count, sizeof *now.list);
      if (ok) now.list[now.count++] = w->hits.list[k];
    }
  }
  ren_free(last->list);
  *last = now;
  if (w) leave_worker(f, w);
  return ok;
}

/* Hits become rows of candidates. */
static bool rows_task(void *payload, size_t task) {
  finder *f = payload;
  row_hits *found = &f->found[task];
  size_t end = (task + 1) * ROWS < f->d->classes ? (task + 1) * ROWS : f->d->classes;
  uint32_t *block = ren_alloc_array(found->count + 1, sizeof *block);
  if (!block) return false;
  for (size_t k = 0; k < found->count; k++)
    block[k] = found->list[k].text | (found->list[k].score >= STRONG ? STRONG_MARK : 0);
  for (size_t a = task * ROWS; a < end; a++) {
    f->rows[a] = (ren__candidate_row){.a = (uint32_t)a, .count = found->rows[a % ROWS]};
    f->home[a] = (uint32_t)a;
  }
  f->blocks[task] = block;
  ren_free(found->list);
  found->list = NULL;
  return true;
}

static uint32_t root_of(uint32_t *home, uint32_t k) {
  while (home[k] != k) k = home[k] = home[home[k]];
  return k;
}

/* Gives the rows their candidates and ties what is strong together. */
static void tie(finder *f) {
  size_t at = 0; /* in the block */
  for (size_t a = 0; a < f->d->classes; a++) {
    if (a % ROWS == 0) at = 0;
    uint32_t *b = f->blocks[a / ROWS] + at;
    at += f->rows[a].count;
    f->rows[a].b = b;
    for (uint32_t k = 0; k < f->rows[a].count; k++) {
      bool strong = b[k] & STRONG_MARK;
      b[k] &= ~STRONG_MARK;
      if (!strong) continue;
      uint32_t x = root_of(f->home, (uint32_t)a), y = root_of(f->home, b[k]);
      f->home[x > y ? x : y] = x < y ? x : y;
    }
  }
  for (uint32_t a = 0; a < f->d->classes; a++) f->home[a] = root_of(f->home, a);
}

static int by_home(const void *p, const void *q, void *home) {
  const ren__candidate_row *x = p, *y = q;
  uint32_t i = ((uint32_t *)home)[x->a], j = ((uint32_t *)home)[y->a];
  if (i != j) return i < j ? -1 : 1;
  return (x->a > y->a) - (x->a < y->a);
}

static size_t drop_empty(ren__candidate_row *rows, size_t count) {
  size_t kept = 0;
  for (size_t k = 0; k < count; k++)
    if (rows[k].count) rows[kept++] = rows[k];
  return kept;
}

/* One family after the other. */
static ren_status find_all(finder *f, size_t tasks, ren_error *err) {
  ren_status status = REN_OK;
  int last = f->exhaustive ? 1 : REN__FAMILIES;
  for (int family = 0; status == REN_OK && family < last; family++) {
    ren__index_opts opts = {(ren__family)family, f->d->store->bones > DENSE_BONES ? 2 : 1, f->d->opts.threads};
    f->family = opts.family;
    if (!f->exhaustive) status = ren__index_new(&f->index, f->d->store, &opts, err);
    if (status == REN_OK && !ren_parallel(tasks, f->d->opts.threads, hits_task, f)) status = ren_fail_nomem(err);
    ren__index_free(f->index);
    f->index = NULL;
  }
  if (status == REN_OK && !ren_parallel(tasks, f->d->opts.threads, rows_task, f)) status = ren_fail_nomem(err);
  for (size_t t = 0; t < tasks; t++) ren_free(f->found[t].list);
  return status;
}

static bool is_small(const ren_dedup *d) {
  size_t bytes = 0;
  for (size_t k = 0; k < d->classes; k++) bytes += d->class_text[k].len;
  return d->classes <= EXHAUSTIVE_TEXTS && bytes <= EXHAUSTIVE_BYTES;
}

ren_status ren__candidates_find(ren__candidates *out, ren_dedup *d, ren_error *err) {
  finder f = {.d = d, .exhaustive = is_small(d)};
  size_t tasks = (d->classes + ROWS - 1) / ROWS;
  pthread_mutex_init(&f.lock, NULL);
  f.rows = ren_alloc_array(d->classes, sizeof *f.rows);
  f.blocks = ren_alloc_array(tasks, sizeof *f.blocks);
  f.home = ren_alloc_array(d->classes, sizeof *f.home);
  f.found = ren_alloc_array(tasks, sizeof *f.found);
  ren_status status = f.rows && f.blocks && f.home && f.found ? find_all(&f, tasks, err) : ren_fail_nomem(err);
  if (status == REN_OK) {
    tie(&f);
    size_t count = drop_empty(f.rows, d->classes);
    if (count > 1) qsort_r(f.rows, count, sizeof *f.rows, by_home, f.home);
    *out = (ren__candidates){f.rows, count, f.blocks, tasks};
  } else
    ren__candidates_free(&(ren__candidates){f.rows, 0, f.blocks, tasks});
  while (f.idle) {
    worker *w = f.idle;
    f.idle = w->next;
    ren__hits_free(&w->hits);
    ren_free(w);
  }
  ren_free(f.home), ren_free(f.found);
  pthread_mutex_destroy(&f.lock);
  return status;
}

void ren__candidates_free(ren__candidates *c) {
  for (size_t k = 0; c->blocks && k < c->block_count; k++) ren_free(c->blocks[k]);
  ren_free(c->blocks);
  ren_free(c->rows);
  *c = (ren__candidates){0};
}
