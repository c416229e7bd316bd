#include "dedup/bone_store.h"

#include "alloc.h"
#include "dedup/damage.h"

#include <string.h>

enum {
  COMMON_MIN = 60, /* fewer texts than this never make a boilerplate */
  SAMPLE_BITS = 3, /* large batches: one stretch in eight is counted */
  SMALL_BATCH = 1 << 23
};
#define ID_MASK ((UINT64_C(1) << REN__ID_BITS) - 1)
#define BASE UINT64_C(0x9E3779B97F4A7C15)

typedef struct key_list {
  uint64_t *list;
  size_t count, cap;
} key_list;

typedef struct maker {
  ren__bone_store *store;
  const ren_str *texts;
  key_list *found;  /* per task: stretch hash | text */
  uint64_t top;     /* BASE ^ (REN__STRETCH - 1) */
  uint64_t mask;    /* which stretches are sampled */
  uint64_t *common; /* sorted hashes of boilerplate */
  size_t common_count;
  bool *touched; /* per text: has boilerplate */
} maker;

/* The bones of the texts of a task, one after the other in a block. */
static bool read_task(void *payload, size_t task) {
  maker *m = payload;
  ren__bone_store *s = m->store;
  ren__skeleton sk = {0};
  size_t from = task * REN__TASK_TEXTS, to = ren__task_end(task, s->count), used = 0, most = 1;
  for (size_t i = from; i < to; i++) most += 2 * m->texts[i].len; /* m makes two bones */
  uint8_t *block = ren_alloc(most);
  bool ok = block != NULL;
  for (size_t i = from; ok && i < to; i++) {
    ok = ren__skeleton_make(&sk, m->texts[i]);
    if (!ok) break;
    memcpy(block + used, sk.bone, sk.bones);
    s->start[i] = used;
    s->length[i] = (uint32_t)sk.bones;
    s->damaged[i] = ren__damage(&sk) >= REN__BADLY_DAMAGED;
    used += sk.bones;
  }
  ren__skeleton_free(&sk);
  uint8_t *trimmed = ok ? ren_realloc_array(block, used + 1, 1) : NULL;
  s->block[task] = trimmed ? trimmed : block;
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
  key_list *keys = &m->found[task];
  for (size_t t = task * REN__TASK_TEXTS; t < ren__task_end(task, m->store->count); t++) {
    ren__bones b = ren__bones_of(m->store, t);
    uint64_t hash = 0;
    for (size_t i = 0; i < b.count; i++) {
      hash = roll(m, hash, b.ptr, i);
      if (i + 1 < REN__STRETCH) continue;
      uint64_t mixed = mix(hash);
      if (!is_sampled(m, mixed)) continue;
      if (!ren_grow(&keys->list, &keys->cap, keys->count, sizeof *keys->list)) return false;
      keys->list[keys->count++] = mixed | t;
    }
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
    s->rare[t] = s->length[t];
    if (m->common_count == 0 || (m->touched && !m->touched[t])) continue;
    uint8_t *bone = s->block[task] + s->start[t];
    size_t count = s->length[t], marked = 0, common = 0;
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

/* Hashes that more than `limit` texts have, and the texts that have them. */
static bool collect_common(maker *m, const uint64_t *keys, size_t count, size_t limit) {
  size_t cap = 0;
  for (size_t i = 0, end; i < count; i = end) {
    size_t texts = 1;
    for (end = i + 1; end < count && ((keys[end] ^ keys[i]) & ~ID_MASK) == 0; end++)
      texts += keys[end] != keys[end - 1];
    if (texts <= limit) continue;
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

static bool find_common(maker *m, size_t limit, unsigned threads) {
  size_t tasks = ren__task_count(m->store->count), count;
  m->found = ren_alloc_array(tasks, sizeof *m->found);
  m->touched = ren_alloc_array(m->store->count, sizeof *m->touched);
  if (!m->found || !m->touched) return false;
  bool ok = ren_parallel(tasks, threads, stretch_task, m);
  uint64_t *keys = join_keys(m, &count);
  ok = ok && keys && collect_common(m, keys, count, limit);
  ren_free(keys);
  return ok;
}

static ren_status find_boilerplate(maker *m, size_t common, unsigned threads, ren_error *err) {
  ren__bone_store *s = m->store;
  size_t limit = common ? common : COMMON_MIN + s->count / 1000;
  s->rare = ren_alloc_array(s->count, sizeof *s->rare);
  if (!s->rare) return ren_fail_nomem(err);
  begin_rolling(m, s->bones > SMALL_BATCH);
  if (s->count > limit && !find_common(m, limit, threads)) return ren_fail_nomem(err); /* fewer cannot make any */
  ren_parallel(ren__task_count(s->count), threads, mark_task, m);
  return REN_OK;
}

static ren_status read_bones(maker *m, unsigned threads, ren_error *err) {
  ren__bone_store *s = m->store;
  size_t tasks = ren__task_count(s->count);
  s->block = ren_alloc_array(tasks, sizeof *s->block);
  s->start = ren_alloc_array(s->count, sizeof *s->start);
  s->length = ren_alloc_array(s->count, sizeof *s->length);
  s->damaged = ren_alloc_array(s->count, sizeof *s->damaged);
  if (!s->block || !s->start || !s->length || !s->damaged || !ren_parallel(tasks, threads, read_task, m))
    return ren_fail_nomem(err);
  for (size_t i = 0; i < s->count; i++) s->bones += s->length[i];
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
  ren_free(m.found), ren_free(m.common), ren_free(m.touched);
  if (status == REN_OK)
    *out = store;
  else
    ren__bone_store_free(store);
  return status;
}

void ren__bone_store_free(ren__bone_store *store) {
  if (!store) return;
  for (size_t k = 0; store->block && k < ren__task_count(store->count); k++) ren_free(store->block[k]);
  ren_free(store->block), ren_free(store->start), ren_free(store->length);
  ren_free(store->rare), ren_free(store->damaged);
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
    uint64_t mixed = mix(hash);
    if (i + 1 >= REN__STRETCH && is_sampled(&m, mixed)) out[count++] = mixed;
  }
  return count;
}
