#include "dedup/boilerplate.h"

#include "alloc.h"

#include <string.h>

enum {
  COMMON_MIN = 60, /* fewer texts than this never make a boilerplate */
  SAMPLE_BITS = 3, /* large batches: one stretch in eight is counted */
  SMALL_BATCH = 1 << 23,
  AHEAD = 16,
  COUNTERS_MIN = 1 << 10,
  COUNTERS_MAX = 1 << 25,
  COUNT_MAX = 60000
};
#define ID_MASK ((UINT64_C(1) << REN__ID_BITS) - 1)
#define BASE UINT64_C(0x9E3779B97F4A7C15)

typedef struct key_list {
  uint64_t *list;
  size_t count, cap;
} key_list;

typedef struct maker {
  ren__bone_store *store;
  uint16_t *counter; /* stretches, by bits of their hashes */
  uint64_t counters; /* a power of two, less one */
  size_t limit;      /* texts that may have a stretch before it is boilerplate */
  key_list *found;   /* per task: stretch hash | text */
  uint64_t top;      /* BASE ^ (REN__STRETCH - 1) */
  uint64_t mask;     /* which stretches are sampled */
  uint64_t *common;  /* sorted hashes of boilerplate */
  size_t common_count;
  bool *touched; /* per text: has boilerplate */
} maker;

/* Polynomial hashes are weak in their low bits: mixed before use (splitmix64). */
static uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (z ^ (z >> 31)) & ~ID_MASK; /* the low bits hold the text */
}

static uint64_t roll(const maker *m, uint64_t hash, const uint8_t *bone, size_t i) {
  if (i >= REN__STRETCH) hash -= (uint64_t)(bone[i - REN__STRETCH] & 15) * m->top * BASE;
  return (hash + (bone[i] & 15)) * BASE; /* without marks */
}

static bool is_sampled(const maker *m, uint64_t mixed) { return ((mixed >> REN__ID_BITS) & m->mask) == 0; }

static uint16_t *counter_of(const maker *m, uint64_t mixed) {
  return &m->counter[(mixed >> (REN__ID_BITS + SAMPLE_BITS)) & m->counters];
}

/* Counters lie anywhere in memory: each is fetched while others are counted. */
typedef struct counting {
  uint16_t *waiting[AHEAD];
  size_t seen;
} counting;

/* NULL: only what waits. Counters stop far above any limit, and far enough from their end that
 * threads cannot run over it together. */
static void count_one(counting *c, uint16_t *counter) {
  uint16_t **slot = &c->waiting[c->seen++ % AHEAD];
  if (*slot && __atomic_load_n(*slot, __ATOMIC_RELAXED) < COUNT_MAX) __atomic_fetch_add(*slot, 1, __ATOMIC_RELAXED);
  *slot = counter;
  if (counter) __builtin_prefetch(counter, 1);
}

static bool count_task(void *payload, size_t task) {
  maker *m = payload;
  counting c = {0};
  ren__bone_buffer buffer = {0};
  ren__bones b;
  for (size_t t = task * REN__TASK_TEXTS; t < ren__task_end(task, m->store->count); t++) {
    if (!ren__bones_unmarked(&b, &buffer, m->store, t)) return false;
    uint64_t hash = 0, mixed;
    for (size_t i = 0; i < b.count; i++) {
      hash = roll(m, hash, b.ptr, i);
      if (i + 1 >= REN__STRETCH && is_sampled(m, mixed = mix(hash))) count_one(&c, counter_of(m, mixed));
    }
  }
  for (int i = 0; i < AHEAD; i++) count_one(&c, NULL);
  ren__bone_buffer_free(&buffer);
  return true;
}

/* Those whose counter says that they may be common. */
static bool stretch_task(void *payload, size_t task) {
  maker *m = payload;
  key_list *keys = &m->found[task];
  size_t least = m->limit < COUNT_MAX ? m->limit : COUNT_MAX - 1;
  ren__bone_buffer buffer = {0};
  ren__bones b;
  bool ok = true;
  for (size_t t = task * REN__TASK_TEXTS; ok && t < ren__task_end(task, m->store->count); t++) {
    ok = ren__bones_unmarked(&b, &buffer, m->store, t);
    uint64_t hash = 0;
    for (size_t i = 0; ok && i < b.count; i++) {
      hash = roll(m, hash, b.ptr, i);
      if (i + 1 < REN__STRETCH) continue;
      uint64_t mixed = mix(hash);
      if (!is_sampled(m, mixed) || *counter_of(m, mixed) <= least) continue;
      ok = ren_grow(&keys->list, &keys->cap, keys->count, sizeof *keys->list);
      if (ok) keys->list[keys->count++] = mixed | t;
    }
  }
  ren__bone_buffer_free(&buffer);
  return ok;
}

static bool is_common(const maker *m, uint64_t hash) {
  size_t low = 0, high = m->common_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (m->common[mid] < hash)
      low = mid + 1;
    else
      high = mid;
  }
  return low < m->common_count && m->common[low] == hash;
}

/* Where boilerplate stands in a text; returns how many bones it has of it. */
static size_t find_runs(const maker *m, ren__bone_block *block, ren__bones b, bool *ok) {
  size_t first = block->run_count, common = 0;
  uint64_t hash = 0;
  for (size_t i = 0; *ok && i < b.count; i++) {
    hash = roll(m, hash, b.ptr, i);
    if (i + 1 < REN__STRETCH || !is_sampled(m, mix(hash)) || !is_common(m, mix(hash))) continue;
    uint32_t from = (uint32_t)(i + 1 - REN__STRETCH), to = (uint32_t)i + 1;
    ren__common_run *last = block->run_count > first ? &block->runs[block->run_count - 1] : NULL;
    if (last && from < last->to + REN__STRETCH) { /* a few bones between two sampled stretches belong to them */
      common += to - last->to;
      last->to = to;
      continue;
    }
    *ok = ren_grow(&block->runs, &block->run_cap, block->run_count, sizeof *block->runs);
    if (*ok) block->runs[block->run_count++] = (ren__common_run){from, to};
    common += REN__STRETCH;
  }
  return common;
}

static bool mark_task(void *payload, size_t task) {
  maker *m = payload;
  ren__bone_store *s = m->store;
  ren__bone_buffer buffer = {0};
  ren__bones b;
  bool ok = true;
  for (size_t t = task * REN__TASK_TEXTS; t < ren__task_end(task, s->count); t++) {
    s->rare[t] = s->length[t];
    s->run[t] = s->block[task].run_count;
    if (!ok || m->common_count == 0 || (m->touched && !m->touched[t])) continue;
    ok = ren__bones_unmarked(&b, &buffer, s, t);
    if (ok) s->rare[t] -= (uint32_t)find_runs(m, &s->block[task], b, &ok);
  }
  ren__bone_buffer_free(&buffer);
  return ok;
}

/* Hashes that more texts have than the limit, and the texts that have them. */
static bool collect_common(maker *m, const uint64_t *keys, size_t count) {
  size_t cap = 0;
  for (size_t i = 0, end; i < count; i = end) {
    size_t texts = 1;
    for (end = i + 1; end < count && ((keys[end] ^ keys[i]) & ~ID_MASK) == 0; end++)
      texts += keys[end] != keys[end - 1];
    if (texts <= m->limit) continue;
    if (!ren_grow(&m->common, &cap, m->common_count, sizeof *m->common)) return false;
    m->common[m->common_count++] = keys[i] & ~ID_MASK;
    for (size_t k = i; k < end; k++) m->touched[keys[k] & ID_MASK] = true;
  }
  return true;
}

static void begin_rolling(maker *m, bool sampled) {
  m->top = 1;
  for (int i = 1; i < REN__STRETCH; i++) m->top *= BASE;
  m->mask = sampled ? (1 << SAMPLE_BITS) - 1 : 0;
}

/* All tasks' keys in one sorted list. */
static uint64_t *join_keys(maker *m, size_t *count) {
  size_t tasks = ren__task_count(m->store->count), used = 0;
  *count = 0;
  for (size_t k = 0; k < tasks; k++) *count += m->found[k].count;
  uint64_t *keys = ren_alloc_array(*count + 1, sizeof *keys);
  for (size_t k = 0; k < tasks; k++) {
    if (keys && m->found[k].count) memcpy(keys + used, m->found[k].list, m->found[k].count * sizeof *keys);
    used += m->found[k].count;
    ren_free(m->found[k].list);
  }
  if (keys) ren__sort_u64(keys, *count);
  return keys;
}

/* A counter for eight sampled stretches: few exceed the limit by chance. */
static bool make_counters(maker *m) {
  uint64_t wanted = (m->store->bones / (m->mask + 1)) / 8;
  m->counters = COUNTERS_MIN - 1;
  while (m->counters < wanted && m->counters < COUNTERS_MAX - 1) m->counters = 2 * m->counters + 1;
  m->counter = ren_alloc_array((size_t)m->counters + 1, sizeof *m->counter);
  return m->counter != NULL;
}

static bool find_common(maker *m, unsigned threads) {
  size_t tasks = ren__task_count(m->store->count), count;
  m->found = ren_alloc_array(tasks, sizeof *m->found);
  m->touched = ren_alloc_array(m->store->count, sizeof *m->touched);
  if (!m->found || !m->touched || !make_counters(m)) return false;
  bool ok = ren_parallel(tasks, threads, count_task, m) && ren_parallel(tasks, threads, stretch_task, m);
  uint64_t *keys = join_keys(m, &count);
  ok = ok && keys && collect_common(m, keys, count);
  ren_free(keys);
  return ok;
}

bool ren__boilerplate_mark(ren__bone_store *store, size_t common, unsigned threads) {
  maker m = {.store = store, .limit = common ? common : COMMON_MIN + store->count / 1000};
  begin_rolling(&m, store->bones > SMALL_BATCH);
  bool ok = (store->count <= m.limit || find_common(&m, threads)) && /* fewer cannot make any */
            ren_parallel(ren__task_count(store->count), threads, mark_task, &m);
  ren_free(m.found), ren_free(m.common), ren_free(m.touched), ren_free(m.counter);
  return ok;
}

bool ren__boilerplate_mark_given(ren__bone_store *store, const uint64_t *common, size_t count) {
  maker m = {.store = store, .common = (uint64_t *)(uintptr_t)common, .common_count = count};
  begin_rolling(&m, true);
  return ren_parallel(ren__task_count(store->count), 1, mark_task, &m);
}

size_t ren__stretches(uint64_t *out, ren__bones b) {
  maker m = {0};
  uint64_t hash = 0;
  size_t count = 0;
  begin_rolling(&m, true);
  for (size_t i = 0; i < b.count; i++) {
    hash = roll(&m, hash, b.ptr, i);
    uint64_t mixed = mix(hash);
    if (i + 1 >= REN__STRETCH && is_sampled(&m, mixed)) out[count++] = mixed;
  }
  return count;
}
