#include "dedup/gram_index.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* A key is gram hash (32 bits), text (26), 32nd of the text (5): one sort orders all. */
enum { BIN_BITS = 5, ID_SHIFT = 6, HASH_SHIFT = 32, BINS = 1 << BIN_BITS };
#define ID_MASK ((UINT32_C(1) << REN__ID_BITS) - 1)
#define LAST UINT32_C(0x80000000) /* marks the last posting of a run */

enum {
  PAIRS_PER_TEXT = 4000, /* budget of counting steps */
  PAIRS_BASE = 20000000  /* small batches need no cap */
};

struct ren__gram_index {
  size_t count;
  unsigned sample;
  uint32_t *weight; /* per text: of its grams together */
  uint32_t *post;   /* runs of text numbers, the last of each run marked */
  uint64_t *start;  /* per text: its entries, count + 1 */
  uint32_t *entry;  /* place in post just behind the text itself */
  uint8_t *mark;    /* of an entry: 32nd of the text, weight - 1 above */
};

typedef struct maker {
  ren__gram_index *index;
  const ren__bone_store *store;
  uint64_t *keys;
  uint64_t *first; /* per text: its place in keys, count + 1 */
  bool fill;
  size_t cap;  /* document frequency above which a gram gives no candidates */
  size_t kept; /* postings */
} maker;

/* Counts or writes the keys of one text. */
static void sketch(maker *m, size_t text) {
  ren__bones b = ren__bones_of(m->store, text);
  uint64_t *out = m->fill ? m->keys + m->first[text] : NULL;
  uint32_t packed = 0, mask = m->index->sample - 1;
  size_t count = 0;
  for (size_t i = 0; i < b.count; i++) {
    packed = ren__gram_push(packed, b.ptr[i] & 15);
    if (i + 1 < REN__GRAM) continue;
    uint32_t hash = ren__gram_hash(packed);
    if (hash & mask) continue;
    if (out) {
      size_t bin = (i + 1 - REN__GRAM) * BINS / b.count;
      out[count] = (uint64_t)hash << HASH_SHIFT | (uint64_t)text << ID_SHIFT | bin;
    }
    count++;
  }
  if (!out) m->first[text + 1] = count;
}

static bool sketch_task(void *payload, size_t task) {
  maker *m = payload;
  for (size_t text = task * REN__TASK_TEXTS; text < ren__task_end(task, m->store->count); text++) sketch(m, text);
  return true;
}

/* One gram in how many: all of them for small batches, one in four for most. */
static unsigned choose_sample(const ren__bone_store *store) {
  uint64_t bones = store->start[store->count];
  if (bones <= UINT64_C(4) << 20) return 1;
  if (bones <= UINT64_C(16) << 20) return 2;
  return bones <= UINT64_C(1) << 29 ? 4 : 8;
}

static ren_status make_keys(maker *m, unsigned threads, ren_error *err) {
  size_t count = m->store->count;
  m->first = ren_alloc_array(count + 2, sizeof *m->first);
  if (!m->first) return ren_fail_nomem(err);
  ren_parallel(ren__task_count(count), threads, sketch_task, m);
  for (size_t i = 0; i < count; i++) m->first[i + 1] += m->first[i];
  m->keys = ren_alloc_array((size_t)m->first[count], sizeof *m->keys);
  if (!m->keys) return ren_fail_nomem(err);
  m->fill = true;
  ren_parallel(ren__task_count(count), threads, sketch_task, m);
  return REN_OK;
}

static uint32_t id_of(uint64_t key) { return (uint32_t)(key >> ID_SHIFT) & ID_MASK; }

/* Keeps one key per gram and text (the first place). */
static size_t drop_repeats(uint64_t *keys, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || keys[kept - 1] >> ID_SHIFT != keys[i] >> ID_SHIFT) keys[kept++] = keys[i];
  return kept;
}

static size_t run_end(const uint64_t *keys, size_t count, size_t start) {
  size_t end = start + 1;
  while (end < count && keys[end] >> HASH_SHIFT == keys[start] >> HASH_SHIFT) end++;
  return end;
}

/* The largest document frequency that the budget allows. */
static ren_status choose_cap(maker *m, size_t count, ren_error *err) {
  size_t texts = m->store->count;
  uint64_t *runs = ren_alloc_array(texts + 2, sizeof *runs);
  if (!runs) return ren_fail_nomem(err);
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(m->keys, count, i);
    runs[end - i]++;
  }
  double budget = (double)PAIRS_BASE + (double)PAIRS_PER_TEXT * (double)texts, spent = 0;
  m->cap = 2;
  for (size_t d = 2; d <= texts; d++) {
    spent += (double)runs[d] * (double)d * (double)(d - 1) / 2;
    if (spent > budget) break;
    m->cap = d;
  }
  ren_free(runs);
  return REN_OK;
}

/* 1..8: half the binary logarithm of how rare a gram is. */
static uint32_t weight_of(size_t texts, size_t frequency) {
  uint32_t bits = 0;
  for (size_t rare = texts / frequency; rare > 1; rare >>= 1) bits++;
  return bits / 2 + 1 < REN__GRAM_WEIGHT ? bits / 2 + 1 : REN__GRAM_WEIGHT;
}

/* Room for each text's entries: one per kept gram of it, but for the last of a run. */
static void count_entries(maker *m, size_t count) {
  ren__gram_index *index = m->index;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(m->keys, count, i);
    if (end - i > m->cap) continue;
    uint32_t weight = weight_of(m->store->count, end - i);
    for (size_t k = i; k < end; k++) index->weight[id_of(m->keys[k])] += weight;
    if (end - i < 2) continue;
    m->kept += end - i;
    for (size_t k = i; k + 1 < end; k++) index->start[id_of(m->keys[k]) + 1]++;
  }
}

/* Turns the keys into postings in place (4 bytes behind 8) and scatters entries. */
static void scatter(maker *m, size_t count, uint64_t *fill) {
  ren__gram_index *index = m->index;
  uint32_t *post = (uint32_t *)(void *)m->keys;
  size_t used = 0;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(m->keys, count, i);
    if (end - i < 2 || end - i > m->cap) continue;
    uint32_t weight = weight_of(m->store->count, end - i);
    for (size_t k = i; k < end; k++) {
      uint64_t key = m->keys[k];
      uint32_t id = id_of(key);
      if (k + 1 < end) {
        uint64_t at = fill[id]++;
        index->entry[at] = (uint32_t)(used + 1);
        index->mark[at] = (uint8_t)((key & (BINS - 1)) | (weight - 1) << BIN_BITS);
      }
      uint32_t posting = k + 1 < end ? id : id | LAST;
      memcpy(&post[used++], &posting, sizeof posting);
    }
  }
}

static ren_status make_postings(maker *m, size_t count, ren_error *err) {
  ren__gram_index *index = m->index;
  count_entries(m, count);
  if (m->kept >= UINT32_MAX) return ren_fail(err, REN_ELIMIT, "more than 4 billion search grams");
  for (size_t i = 0; i < index->count; i++) index->start[i + 1] += index->start[i];
  size_t entries = (size_t)index->start[index->count];
  index->entry = ren_alloc_array(entries, sizeof *index->entry);
  index->mark = ren_alloc_array(entries, 1);
  if (!index->entry || !index->mark) return ren_fail_nomem(err);
  memcpy(m->first, index->start, (index->count + 1) * sizeof *m->first);
  scatter(m, count, m->first);
  uint32_t *post = ren_realloc_array(m->keys, m->kept + 1, sizeof *post);
  if (!post) return ren_fail_nomem(err);
  index->post = post;
  m->keys = NULL;
  return REN_OK;
}

ren_status ren__index_new(ren__gram_index **out, const ren__bone_store *store, unsigned sample, unsigned threads,
                          ren_error *err) {
  *out = NULL;
  ren__gram_index *index = ren_alloc(sizeof *index);
  maker m = {.index = index, .store = store};
  if (!index) return ren_fail_nomem(err);
  index->count = store->count;
  index->sample = sample ? sample : choose_sample(store);
  index->weight = ren_alloc_array(store->count, sizeof *index->weight);
  index->start = ren_alloc_array(store->count + 2, sizeof *index->start);
  ren_status status = index->weight && index->start ? make_keys(&m, threads, err) : ren_fail_nomem(err);
  if (status == REN_OK) {
    size_t keys = (size_t)m.first[store->count];
    ren__sort_u64(m.keys, keys);
    keys = drop_repeats(m.keys, keys);
    status = choose_cap(&m, keys, err);
    if (status == REN_OK) status = make_postings(&m, keys, err);
  }
  ren_free(m.keys);
  ren_free(m.first);
  if (status == REN_OK)
    *out = index;
  else
    ren__index_free(index);
  return status;
}

void ren__index_free(ren__gram_index *index) {
  if (!index) return;
  ren_free(index->weight), ren_free(index->post), ren_free(index->start);
  ren_free(index->entry), ren_free(index->mark);
  ren_free(index);
}

unsigned ren__index_sample(const ren__gram_index *index) { return index->sample; }

uint32_t ren__index_weight(const ren__gram_index *index, size_t text) { return index->weight[text]; }

bool ren__hits_init(ren__hits *hits, const ren__gram_index *index) {
  *hits = (ren__hits){0};
  hits->slots = ren_alloc_array(index->count, sizeof *hits->slots);
  hits->touched = ren_alloc_array(index->count, sizeof *hits->touched);
  return hits->slots && hits->touched;
}

void ren__hits_free(ren__hits *hits) {
  ren_free(hits->list), ren_free(hits->slots), ren_free(hits->touched);
  *hits = (ren__hits){0};
}

static int by_text(const void *a, const void *b) {
  uint32_t x = ((const ren__hit *)a)->text, y = ((const ren__hit *)b)->text;
  return (x > y) - (x < y);
}

/* Adds up what every text behind `text` shares with it; returns how many there are. */
static size_t add_up(const ren__gram_index *index, size_t text, ren__hits *hits) {
  size_t touched = 0;
  for (uint64_t e = index->start[text]; e < index->start[text + 1]; e++) {
    uint64_t bin = UINT64_C(1) << (index->mark[e] & (BINS - 1));
    uint64_t weight = ((uint64_t)(index->mark[e] >> BIN_BITS) + 1) << 32;
    for (uint32_t p = index->entry[e];; p++) {
      uint32_t posting = index->post[p], other = posting & ID_MASK;
      uint64_t *slot = &hits->slots[other];
      if (*slot == 0) hits->touched[touched++] = other;
      *slot = (*slot + weight) | bin;
      if (posting & LAST) break;
    }
  }
  return touched;
}

bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_score, ren__hits *hits) {
  size_t touched = add_up(index, text, hits);
  bool ok = true;
  hits->count = 0;
  for (size_t i = 0; i < touched; i++) {
    uint64_t slot = hits->slots[hits->touched[i]];
    hits->slots[hits->touched[i]] = 0;
    if (slot >> 32 < min_score) continue;
    ok = ok && ren_grow(&hits->list, &hits->cap, hits->count, sizeof *hits->list);
    if (!ok) continue; /* the slots must still be cleared */
    uint32_t spread = (uint32_t)__builtin_popcountll(slot & UINT32_MAX);
    hits->list[hits->count++] = (ren__hit){hits->touched[i], (uint32_t)(slot >> 32), spread};
  }
  if (ok && hits->count > 1) /* so that nothing depends on the order of the grams */
    qsort(hits->list, hits->count, sizeof *hits->list, by_text);
  return ok;
}
