#include "dedup/verdict_memory.h"

#include "alloc.h"
#include "dedup/dedup_state.h"
#include "dedup_rules.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

typedef struct entry {
  int64_t key, proof;
  size_t start, length; /* of the value */
  bool used;
} entry;

typedef struct shelf {
  entry *list;
  size_t count, cap;
  ren_buf values;
} shelf;

struct ren__verdict_memory {
  shelf old; /* by key */
  shelf fresh;
  pthread_mutex_t lock;  /* of the fresh ones */
  XXH128_hash_t *prints; /* of each class */
};

ren__verdict_memory *ren__memory_new(void) {
  ren__verdict_memory *m = ren_alloc(sizeof *m);
  if (!m || pthread_mutex_init(&m->lock, NULL) == 0) return m;
  ren_free(m);
  return NULL;
}

void ren__memory_free(ren__verdict_memory *m) {
  if (!m) return;
  ren_free(m->old.list), ren_free(m->fresh.list), ren_free(m->prints);
  ren_buf_free(&m->old.values), ren_buf_free(&m->fresh.values);
  pthread_mutex_destroy(&m->lock);
  ren_free(m);
}

static entry *add_entry(shelf *s, int64_t key, int64_t proof) {
  if (!ren_grow(&s->list, &s->cap, s->count, sizeof *s->list)) return NULL;
  s->list[s->count] = (entry){key, proof, s->values.len, 0, false};
  return &s->list[s->count++];
}

bool ren__memory_load(ren__verdict_memory *m, const ren__remembered *r) {
  entry *e = add_entry(&m->old, r->key, r->proof);
  if (!e) return false;
  ren_buf_append_str(&m->old.values, r->value);
  e->length = r->value.len;
  return m->old.values.status == REN_OK;
}

/* ---- keys ------------------------------------------------------------------- */

typedef struct printer {
  ren__verdict_memory *memory;
  const ren_dedup *d;
} printer;

static void add_string(XXH3_state_t *state, const void *bytes, size_t length) {
  uint64_t size = length;
  XXH3_128bits_update(state, &size, sizeof size);
  if (length) XXH3_128bits_update(state, bytes, length);
}

static bool print_task(void *payload, size_t task) {
  const printer *p = payload;
  ren__bone_buffer buffer = {0};
  ren__bones bones;
  bool ok = true;
  for (size_t k = task * REN__TASK_TEXTS; k < ren__task_end(task, p->d->classes); k++) {
    ren__subject s = ren__dedup_subject(p->d, k);
    ok = ok && ren__bones_read(&bones, &buffer, p->d->store, k);
    if (!ok) break;
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    add_string(&state, s.text.ptr, s.text.len);
    add_string(&state, s.guard.ptr, s.guard.len);
    add_string(&state, bones.ptr, bones.count);
    p->memory->prints[k] = XXH3_128bits_digest(&state);
  }
  ren__bone_buffer_free(&buffer);
  return ok;
}

bool ren__memory_begin(ren__verdict_memory *m, const ren_dedup *d) {
  printer p = {m, d};
  m->prints = ren_alloc_array(d->classes, sizeof *m->prints);
  return m->prints && ren_parallel(ren__task_count(d->classes), d->opts.threads, print_task, &p);
}

static XXH128_hash_t key_of(const ren__verdict_memory *m, const ren_dedup *d, uint32_t a, uint32_t b) {
  ren__judge_opts opts = ren__dedup_judge_opts(d);
  const uint64_t parts[8] = {m->prints[a].low64,  m->prints[a].high64, m->prints[b].low64,     m->prints[b].high64,
                             opts.min_similarity, REN__DEDUP_RULES,    opts.min_passage_words, opts.passages};
  return XXH3_128bits(parts, sizeof parts);
}

/* ---- values: the verdict, then each span ------------------------------------- */

enum { RELATED = 1, TURNED = 2, RELATION_SHIFT = 2 };

static void put_number(ren_buf *out, uint64_t n) { /* LEB128 */
  for (; n >= 128; n >>= 7) ren_buf_putc(out, (char)(n | 128));
  ren_buf_putc(out, (char)n);
}

static void pack(ren_buf *out, const ren__comparer *c, const ren__verdict *v) {
  if (!v->related && v->similarity == 0 && v->weight == 0) return; /* most are nothing at all */
  unsigned head = (v->related ? RELATED : 0) | (v->b_contains_a ? TURNED : 0) | (unsigned)v->relation << RELATION_SHIFT;
  put_number(out, head);
  put_number(out, v->similarity);
  put_number(out, v->weight);
  for (size_t k = 0; v->related && k < c->span_count; k++) {
    const ren_span_pair *s = &c->spans[k];
    put_number(out, s->a_offset), put_number(out, s->a_length);
    put_number(out, s->b_offset), put_number(out, s->b_length);
    ren_buf_append(out, &s->similarity, sizeof s->similarity);
  }
}

static bool get_number(ren_str *in, uint64_t *n) {
  *n = 0;
  for (unsigned shift = 0; in->len && shift < 64; shift += 7) {
    unsigned char c = (unsigned char)*in->ptr;
    in->ptr++, in->len--;
    *n |= (uint64_t)(c & 127) << shift;
    if (c < 128) return true;
  }
  return false;
}

static bool get_range(ren_str *in, size_t *offset, size_t *length, size_t size) {
  uint64_t o, l;
  if (!get_number(in, &o) || !get_number(in, &l) || o > size || l > size - o) return false;
  *offset = (size_t)o, *length = (size_t)l;
  return true;
}

static bool get_span(ren_str *in, ren_span_pair *s, size_t size_a, size_t size_b) {
  if (!get_range(in, &s->a_offset, &s->a_length, size_a) || !get_range(in, &s->b_offset, &s->b_length, size_b) ||
      in->len < sizeof s->similarity)
    return false;
  memcpy(&s->similarity, in->ptr, sizeof s->similarity);
  in->ptr += sizeof s->similarity, in->len -= sizeof s->similarity;
  return s->similarity >= 0 && s->similarity <= 1;
}

/* What does not fit the texts was not written by us: false. */
static bool unpack(ren_str in, size_t size_a, size_t size_b, ren__comparer *c, ren__verdict *v) {
  uint64_t head, similarity, weight;
  *v = (ren__verdict){0};
  c->span_count = 0;
  if (in.len == 0) return true;
  if (!get_number(&in, &head) || !get_number(&in, &similarity) || !get_number(&in, &weight)) return false;
  if (head >> RELATION_SHIFT > REN_RELATION_SHARES || similarity > REN__ONE || weight > REN__ONE) return false;
  *v = (ren__verdict){(head & RELATED) != 0, (ren_relation)(head >> RELATION_SHIFT), (head & TURNED) != 0,
                      (uint32_t)similarity, (uint32_t)weight};
  while (in.len) {
    if (!ren_grow(&c->spans, &c->span_cap, c->span_count, sizeof *c->spans)) return false;
    if (!get_span(&in, &c->spans[c->span_count++], size_a, size_b)) return false;
  }
  return true;
}

/* ---- looking up and keeping ----------------------------------------------------- */

static entry *look_up(const shelf *s, XXH128_hash_t key) {
  size_t low = 0, high = s->count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (s->list[mid].key < (int64_t)key.low64)
      low = mid + 1;
    else
      high = mid;
  }
  entry *e = low < s->count ? &s->list[low] : NULL;
  return e && e->key == (int64_t)key.low64 && e->proof == (int64_t)key.high64 ? e : NULL;
}

bool ren__memory_find(ren__verdict_memory *m, const ren_dedup *d, uint32_t a, uint32_t b, ren__comparer *c,
                      ren__verdict *v) {
  entry *e = look_up(&m->old, key_of(m, d, a, b));
  if (!e) return false;
  __atomic_store_n(&e->used, true, __ATOMIC_RELAXED);
  return unpack((ren_str){m->old.values.ptr ? m->old.values.ptr + e->start : "", e->length}, d->class_text[a].len,
                d->class_text[b].len, c, v);
}

bool ren__memory_keep(ren__verdict_memory *m, const ren_dedup *d, uint32_t a, uint32_t b, const ren__comparer *c,
                      const ren__verdict *v) {
  XXH128_hash_t key = key_of(m, d, a, b);
  pthread_mutex_lock(&m->lock);
  entry *e = add_entry(&m->fresh, (int64_t)key.low64, (int64_t)key.high64);
  if (e) {
    pack(&m->fresh.values, c, v);
    e->length = m->fresh.values.len - e->start;
  }
  bool ok = e && m->fresh.values.status == REN_OK;
  pthread_mutex_unlock(&m->lock);
  return ok;
}

/* ---- what is to be stored --------------------------------------------------------- */

static int by_key(const void *p, const void *q) {
  const entry *x = p, *y = q;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->proof > y->proof) - (x->proof < y->proof);
}

size_t ren__memory_sort_fresh(ren__verdict_memory *m) {
  if (m->fresh.count > 1) qsort(m->fresh.list, m->fresh.count, sizeof *m->fresh.list, by_key);
  return m->fresh.count;
}

static ren__remembered tell(const shelf *s, size_t i) {
  const entry *e = &s->list[i];
  return (ren__remembered){e->key, e->proof, {s->values.ptr ? s->values.ptr + e->start : "", e->length}};
}

ren__remembered ren__memory_fresh(const ren__verdict_memory *m, size_t i) { return tell(&m->fresh, i); }

bool ren__memory_next_stale(const ren__verdict_memory *m, size_t *at, int64_t *key) {
  while (*at < m->old.count && m->old.list[*at].used) ++*at;
  if (*at == m->old.count) return false;
  *key = m->old.list[(*at)++].key;
  return true;
}
