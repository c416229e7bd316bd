#include "dedup/bone_store.h"

#include "alloc.h"

#include <string.h>

enum {
  COMMON_MIN = 60, /* fewer texts than this never make a boilerplate */
  SAMPLE_BITS = 3, /* large batches: one stretch in eight is counted */
  SMALL_BATCH = 1 << 23
};
#define ID_MASK ((UINT64_C(1) << REN__ID_BITS) - 1)
#define BASE UINT64_C(0x9E3779B97F4A7C15)

typedef struct maker {
  ren__bone_store *store;
  const ren_str *texts;
  bool fill;
  uint64_t *keys;   /* stretch hash | text */
  uint64_t *first;  /* per text: its place in keys */
  uint64_t top;     /* BASE ^ (REN__STRETCH - 1) */
  uint64_t mask;    /* which stretches are sampled */
  uint64_t *common; /* sorted hashes of boilerplate */
  size_t common_count;
} maker;

static bool read_task(void *payload, size_t task) {
  maker *m = payload;
  ren__bone_store *s = m->store;
  ren__skeleton sk = {0};
  bool ok = true;
  for (size_t i = task * REN__TASK_TEXTS; ok && i < ren__task_end(task, s->count); i++) {
    ok = ren__skeleton_make(&sk, m->texts[i]);
    if (!ok) break;
    if (m->fill)
      memcpy(s->bytes + s->start[i], sk.bone, sk.bones);
    else
      s->start[i + 1] = sk.bones;
  }
  ren__skeleton_free(&sk);
  return ok;
}

/* Polynomial hashes are weak in their low bits: mixed before use (splitmix64). */
static uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (z ^ (z >> 31)) & ~ID_MASK; /* the low bits hold the text */
}

static uint64_t roll(const maker *m, uint64_t hash, const uint8_t *bone, size_t i) {
  if (i >= REN__STRETCH) hash -= (uint64_t)(bone[i - REN__STRETCH] & 15) * m->top * BASE;
  return (hash + (bone[i] & 15)) * BASE;
}

static bool is_sampled(const maker *m, uint64_t mixed) { return ((mixed >> REN__ID_BITS) & m->mask) == 0; }

static bool stretch_task(void *payload, size_t task) {
  maker *m = payload;
  for (size_t t = task * REN__TASK_TEXTS; t < ren__task_end(task, m->store->count); t++) {
    ren__bones b = ren__bones_of(m->store, t);
    uint64_t hash = 0, count = 0;
    for (size_t i = 0; i < b.count; i++) {
      hash = roll(m, hash, b.ptr, i);
      if (i + 1 < REN__STRETCH || !is_sampled(m, mix(hash))) continue;
      if (m->fill) m->keys[m->first[t] + count] = mix(hash) | t;
      count++;
    }
    if (!m->fill) m->first[t + 1] = count;
  }
  return true;
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

static bool mark_task(void *payload, size_t task) {
  maker *m = payload;
  ren__bone_store *s = m->store;
  for (size_t t = task * REN__TASK_TEXTS; t < ren__task_end(task, s->count); t++) {
    uint8_t *bone = s->bytes + s->start[t];
    size_t count = (size_t)(s->start[t + 1] - s->start[t]), marked = 0, common = 0;
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++) {
      hash = roll(m, hash, bone, i);
      if (i + 1 < REN__STRETCH || !is_sampled(m, mix(hash)) || !is_common(m, mix(hash))) continue;
      size_t from = i + 1 - REN__STRETCH;
      /* a few bones between two sampled stretches belong to them */
      if (marked && from < marked + REN__STRETCH) from = marked;
      for (size_t k = from; k <= i; k++) bone[k] |= REN__COMMON;
      common += i + 1 - from;
      marked = i + 1;
    }
    s->rare[t] = (uint32_t)(count - common);
  }
  return true;
}

/* Hashes that more than `limit` texts have. */
static bool collect_common(maker *m, size_t count, size_t limit) {
  size_t cap = 0;
  for (size_t i = 0, end; i < count; i = end) {
    size_t texts = 1;
    for (end = i + 1; end < count && ((m->keys[end] ^ m->keys[i]) & ~ID_MASK) == 0; end++)
      texts += m->keys[end] != m->keys[end - 1];
    if (texts <= limit) continue;
    if (!ren_grow(&m->common, &cap, m->common_count, sizeof *m->common)) return false;
    m->common[m->common_count++] = m->keys[i] & ~ID_MASK;
  }
  return true;
}

static void begin_rolling(maker *m, bool sampled) {
  m->top = 1;
  for (int i = 1; i < REN__STRETCH; i++) m->top *= BASE;
  m->mask = sampled ? (1 << SAMPLE_BITS) - 1 : 0;
}

static ren_status find_boilerplate(maker *m, size_t common, unsigned threads, ren_error *err) {
  ren__bone_store *s = m->store;
  size_t limit = common ? common : COMMON_MIN + s->count / 1000;
  s->rare = ren_alloc_array(s->count, sizeof *s->rare);
  if (!s->rare) return ren_fail_nomem(err);
  begin_rolling(m, s->start[s->count] > SMALL_BATCH);
  if (s->count > limit) { /* fewer texts cannot make any */
    m->first = ren_alloc_array(s->count + 1, sizeof *m->first);
    if (!m->first) return ren_fail_nomem(err);
    m->fill = false;
    ren_parallel(ren__task_count(s->count), threads, stretch_task, m);
    for (size_t i = 0; i < s->count; i++) m->first[i + 1] += m->first[i];
    m->keys = ren_alloc_array((size_t)m->first[s->count], sizeof *m->keys);
    if (!m->keys) return ren_fail_nomem(err);
    m->fill = true;
    ren_parallel(ren__task_count(s->count), threads, stretch_task, m);
    ren__sort_u64(m->keys, (size_t)m->first[s->count]);
    if (!collect_common(m, (size_t)m->first[s->count], limit)) return ren_fail_nomem(err);
  }
  ren_parallel(ren__task_count(s->count), threads, mark_task, m);
  return REN_OK;
}

static ren_status read_bones(maker *m, unsigned threads, ren_error *err) {
  ren__bone_store *s = m->store;
  s->start = ren_alloc_array(s->count + 1, sizeof *s->start);
  if (!s->start || !ren_parallel(ren__task_count(s->count), threads, read_task, m)) return ren_fail_nomem(err);
  for (size_t i = 0; i < s->count; i++) s->start[i + 1] += s->start[i];
  s->bytes = ren_alloc((size_t)s->start[s->count] + 1);
  m->fill = true;
  if (!s->bytes || !ren_parallel(ren__task_count(s->count), threads, read_task, m)) return ren_fail_nomem(err);
  return REN_OK;
}

ren_status ren__bone_store_new(ren__bone_store **out, const ren_str *texts, size_t count, size_t common,
                               unsigned threads, ren_error *err) {
  *out = NULL;
  if (count > ID_MASK) return ren_fail(err, REN_ELIMIT, "more than %u texts", (unsigned)ID_MASK);
  ren__bone_store *store = ren_alloc(sizeof *store);
  if (!store) return ren_fail_nomem(err);
  maker m = {.store = store, .texts = texts};
  store->count = count;
  ren_status status = read_bones(&m, threads, err);
  if (status == REN_OK) status = find_boilerplate(&m, common, threads, err);
  ren_free(m.keys), ren_free(m.first), ren_free(m.common);
  if (status == REN_OK)
    *out = store;
  else
    ren__bone_store_free(store);
  return status;
}

void ren__bone_store_free(ren__bone_store *store) {
  if (!store) return;
  ren_free(store->bytes), ren_free(store->start), ren_free(store->rare);
  ren_free(store);
}

/* ---- one text, without a batch ------------------------------------------------ */

static ren_status fill_given(maker *m, ren_error *err) {
  ren__bone_store *s = m->store;
  ren_status status = read_bones(m, 1, err);
  if (status != REN_OK) return status;
  s->rare = ren_alloc_array(s->count, sizeof *s->rare);
  if (!s->rare) return ren_fail_nomem(err);
  begin_rolling(m, true);
  for (size_t task = 0; task < ren__task_count(s->count); task++) mark_task(m, task);
  return REN_OK;
}

ren_status ren__bone_store_given(ren__bone_store **out, const ren_str *texts, size_t count, const uint64_t *common,
                                 size_t common_count, ren_error *err) {
  *out = NULL;
  ren__bone_store *store = ren_alloc(sizeof *store);
  if (!store) return ren_fail_nomem(err);
  maker m = {.store = store, .texts = texts, .common = (uint64_t *)(uintptr_t)common, .common_count = common_count};
  store->count = count;
  ren_status status = fill_given(&m, err);
  if (status == REN_OK)
    *out = store;
  else
    ren__bone_store_free(store);
  return status;
}

size_t ren__stretches(uint64_t *out, ren__bones b) {
  maker m = {0};
  uint64_t hash = 0;
  size_t count = 0;
  begin_rolling(&m, true);
  for (size_t i = 0; i < b.count; i++) {
    hash = roll(&m, hash, b.ptr, i);
    if (i + 1 >= REN__STRETCH && is_sampled(&m, mix(hash))) out[count++] = mix(hash);
  }
  return count;
}
