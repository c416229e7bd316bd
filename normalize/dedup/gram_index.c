#include "dedup/gram_index.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* A key is gram hash (32 bits), text (25), place (6); a posting text (25), place (6)
 * and whether it is the last of its run. Places start anew after 64: only differences
 * matter. */
enum { PLACE_BITS = 6, PLACES = REN__PLACES, DIAGONAL_STEPS = 4, HASH_SHIFT = 32 };
#define ID_MASK ((UINT32_C(1) << REN__ID_BITS) - 1)
#define LAST UINT32_C(0x80000000)

enum {
  BUCKET_BITS = 8, /* keys are gathered by the highest bits of their hash */
  BUCKETS = 1 << BUCKET_BITS,
  PASS_KEYS = 1 << 24, /* in memory at a time, unless a bucket is larger */
  STEPS_BASE = 2000000 /* small batches need no cap */
};

/* Budget of counting steps for each text that gives grams of the family. */
static const double steps_per_text[REN__FAMILIES] = {4000, 5000};

struct ren__gram_index {
  size_t count;
  uint32_t *post;  /* runs, each by text */
  uint64_t *start; /* per text: its entries, count + 1 */
  uint32_t *entry; /* place in post just behind the text itself */
  uint8_t *mark;   /* of an entry: place in the text, weight - 1 above */
};

typedef struct maker {
  ren__gram_index *index;
  const ren__bone_store *store;
  const ren__index_opts *opts;
  uint64_t *keys, *scratch;           /* of a pass, of a bucket */
  uint32_t *place;                    /* per task and bucket: keys, then where they go in keys */
  uint64_t bucket_start[BUCKETS + 1]; /* of all keys */
  bool fill;
  unsigned from, to; /* buckets at hand */
  size_t postings, postings_cap, texts;
  size_t cap; /* document frequency above which a gram gives no candidates */
} maker;

/* ---- keys ------------------------------------------------------------------ */

static bool sketch_task(void *payload, size_t task) {
  maker *m = payload;
  const ren__bone_store *s = m->store;
  size_t from = task * REN__TASK_TEXTS, to = ren__task_end(task, s->count), most = 0;
  unsigned length = ren__family_length(m->opts->family);
  uint32_t *place = m->place + task * BUCKETS;
  for (size_t t = from; t < to; t++) most = s->length[t] > most ? s->length[t] : most;
  ren__sampled *grams = ren_alloc_array(most + 1, sizeof *grams);
  ren__bone_buffer buffer = {0};
  ren__bones b;
  if (!grams) return false;
  for (size_t t = from; t < to; t++) {
    if (!ren__bones_read(&b, &buffer, s, t)) break;
    unsigned step = ren__sampling(m->opts->family, b.count, s->damaged[t]) * m->opts->thin;
    size_t count = step ? ren__sketch(grams, b, length, step, ren__is_formula(s, t)) : 0;
    for (size_t k = 0; k < count; k++) {
      unsigned bucket = grams[k].hash >> (32 - BUCKET_BITS);
      if (!m->fill)
        place[bucket]++;
      else if (bucket >= m->from && bucket < m->to)
        m->keys[place[bucket]++] =
            (uint64_t)grams[k].hash << HASH_SHIFT | (uint64_t)t << PLACE_BITS | ren__place(grams[k].at);
    }
  }
  bool ok = buffer.ptr != NULL;
  ren_free(grams);
  ren__bone_buffer_free(&buffer);
  return ok;
}

/* How many keys there are, by bucket. */
static bool count_keys(maker *m) {
  size_t tasks = ren__task_count(m->store->count);
  m->place = ren_alloc_array(tasks * BUCKETS, sizeof *m->place);
  if (!m->place || !ren_parallel(tasks, m->opts->threads, sketch_task, m)) return false;
  for (size_t b = 0; b < BUCKETS; b++) {
    m->bucket_start[b + 1] = m->bucket_start[b];
    for (size_t t = 0; t < tasks; t++) m->bucket_start[b + 1] += m->place[t * BUCKETS + b];
  }
  for (size_t t = 0; t < m->store->count; t++)
    m->texts += ren__sampling(m->opts->family, m->store->length[t], m->store->damaged[t]) > 0;
  return true;
}

/* The buckets of the next pass, and where each task writes. */
static void plan_pass(maker *m) {
  size_t tasks = ren__task_count(m->store->count), at = 0;
  m->from = m->to;
  do m->to++;
  while (m->to < BUCKETS && m->bucket_start[m->to + 1] - m->bucket_start[m->from] <= PASS_KEYS);
  for (size_t b = m->from; b < m->to; b++)
    for (size_t t = 0; t < tasks; t++) {
      uint32_t count = m->place[t * BUCKETS + b];
      m->place[t * BUCKETS + b] = (uint32_t)at;
      at += count;
    }
}

/* One key per gram and text (the first place). */
static size_t drop_repeats(uint64_t *keys, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || keys[kept - 1] >> PLACE_BITS != keys[i] >> PLACE_BITS) keys[kept++] = keys[i];
  return kept;
}

/* ---- postings ---------------------------------------------------------------- */

static size_t run_end(const uint64_t *keys, size_t count, size_t start) {
  size_t end = start + 1;
  while (end < count && keys[end] >> HASH_SHIFT == keys[start] >> HASH_SHIFT) end++;
  return end;
}

static bool posting_room(maker *m, size_t more, size_t bucket) {
  if (m->postings + more <= m->postings_cap) return true;
  /* buckets are alike: the others will need as much as those before */
  size_t cap = m->postings + more + (m->postings + more) / (bucket + 1) * (BUCKETS - 1 - bucket);
  uint32_t *post = ren_realloc_array(m->index->post, cap + cap / 32, sizeof *post);
  if (!post) return false;
  m->index->post = post;
  m->postings_cap = cap + cap / 32;
  return true;
}

/* Appends the runs that two texts share at least. */
static bool add_runs(maker *m, const uint64_t *keys, size_t count, size_t bucket) {
  size_t shared = 0;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    if (end - i > 1) shared += end - i;
  }
  if (!posting_room(m, shared, bucket)) return false;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    if (end - i < 2) continue;
    for (size_t k = i; k < end; k++) {
      uint32_t id = (uint32_t)(keys[k] >> PLACE_BITS) & ID_MASK, place = (uint32_t)keys[k] % PLACES;
      m->index->post[m->postings++] = id | place << REN__ID_BITS | (k + 1 == end ? LAST : 0);
    }
  }
  return true;
}

static ren_status make_postings(maker *m, ren_error *err) {
  size_t tasks = ren__task_count(m->store->count);
  if (!count_keys(m)) return ren_fail_nomem(err);
  uint64_t largest = 0;
  for (size_t b = 0; b < BUCKETS; b++)
    if (m->bucket_start[b + 1] - m->bucket_start[b] > largest) largest = m->bucket_start[b + 1] - m->bucket_start[b];
  m->scratch = ren_alloc_array((size_t)largest + 1, sizeof *m->scratch);
  if (!m->scratch) return ren_fail_nomem(err);
  for (m->fill = true; m->to < BUCKETS;) {
    plan_pass(m);
    size_t keys = (size_t)(m->bucket_start[m->to] - m->bucket_start[m->from]);
    if (keys > UINT32_MAX) return ren_fail(err, REN_ELIMIT, "more than a trillion search grams");
    m->keys = ren_alloc_array(keys + 1, sizeof *m->keys);
    if (!m->keys || !ren_parallel(tasks, m->opts->threads, sketch_task, m)) return ren_fail_nomem(err);
    for (size_t b = m->from; b < m->to; b++) {
      uint64_t *bucket = m->keys + (m->bucket_start[b] - m->bucket_start[m->from]);
      size_t count = (size_t)(m->bucket_start[b + 1] - m->bucket_start[b]);
      ren__sort_bytes(bucket, m->scratch, count, HASH_SHIFT, 3); /* tasks and texts are in order already */
      if (!add_runs(m, bucket, drop_repeats(bucket, count), b)) return ren_fail_nomem(err);
    }
    ren_free(m->keys);
    m->keys = NULL;
  }
  return m->postings < UINT32_MAX ? REN_OK : ren_fail(err, REN_ELIMIT, "more than 4 billion search grams");
}

static size_t posting_run_end(const uint32_t *post, size_t start) {
  while (!(post[start] & LAST)) start++;
  return start + 1;
}

/* The largest document frequency that the budget allows; longer runs are dropped. */
static ren_status cap_runs(maker *m, ren_error *err) {
  size_t texts = m->store->count, kept = 0;
  uint32_t *post = m->index->post;
  uint64_t *runs = ren_alloc_array(texts + 2, sizeof *runs);
  if (!runs) return ren_fail_nomem(err);
  for (size_t i = 0, end; i < m->postings; i = end) {
    end = posting_run_end(post, i);
    runs[end - i]++;
  }
  double budget = (double)STEPS_BASE + steps_per_text[m->opts->family] * (double)m->texts, spent = 0;
  m->cap = 2;
  for (size_t d = 2; d <= texts; d++) {
    spent += (double)runs[d] * (double)d * (double)(d - 1) / 2;
    if (spent > budget) break;
    m->cap = d;
  }
  ren_free(runs);
  for (size_t i = 0, end; i < m->postings; i = end) {
    end = posting_run_end(post, i);
    if (end - i > m->cap) continue;
    memmove(&post[kept], &post[i], (end - i) * sizeof *post);
    kept += end - i;
  }
  m->postings = kept;
  post = ren_realloc_array(post, kept + 1, sizeof *post); /* half of it is often gone */
  if (post) m->index->post = post;
  return REN_OK;
}

/* ---- entries ------------------------------------------------------------------- */

/* 1..4: a third of the binary logarithm of how rare a gram is. */
static uint32_t weight_of(size_t texts, size_t frequency) {
  uint32_t bits = 0;
  for (size_t rare = texts / frequency; rare > 1; rare >>= 1) bits++;
  uint32_t weight = (bits + 1) / 3;
  return weight < 1 ? 1 : weight < REN__GRAM_WEIGHT ? weight : REN__GRAM_WEIGHT;
}

/* From each text to what stands behind it in its runs. */
static ren_status make_entries(maker *m, ren_error *err) {
  ren__gram_index *index = m->index;
  uint64_t *fill = ren_alloc_array(index->count + 1, sizeof *fill);
  index->start = ren_alloc_array(index->count + 1, sizeof *index->start);
  ren_status status = fill && index->start ? REN_OK : ren_fail_nomem(err);
  if (status != REN_OK) goto out;
  for (size_t p = 0; p < m->postings; p++)
    if (!(index->post[p] & LAST)) index->start[(index->post[p] & ID_MASK) + 1]++;
  for (size_t i = 0; i < index->count; i++) index->start[i + 1] += index->start[i];
  size_t entries = (size_t)index->start[index->count];
  index->entry = ren_alloc_array(entries, sizeof *index->entry);
  index->mark = ren_alloc_array(entries, 1);
  if (!index->entry || !index->mark) {
    status = ren_fail_nomem(err);
    goto out;
  }
  memcpy(fill, index->start, (index->count + 1) * sizeof *fill);
  for (size_t i = 0, end; i < m->postings; i = end) {
    end = posting_run_end(index->post, i);
    uint32_t weight = weight_of(m->texts, end - i);
    for (size_t p = i; p + 1 < end; p++) {
      uint64_t at = fill[index->post[p] & ID_MASK]++;
      index->entry[at] = (uint32_t)p + 1;
      index->mark[at] = (uint8_t)((index->post[p] >> REN__ID_BITS) % PLACES | (weight - 1) << PLACE_BITS);
    }
  }
out:
  ren_free(fill);
  return status;
}

ren_status ren__index_new(ren__gram_index **out, const ren__bone_store *store, const ren__index_opts *opts,
                          ren_error *err) {
  *out = NULL;
  ren__gram_index *index = ren_alloc(sizeof *index);
  maker m = {.index = index, .store = store, .opts = opts};
  if (!index) return ren_fail_nomem(err);
  index->count = store->count;
  ren_status status = make_postings(&m, err);
  if (status == REN_OK) status = cap_runs(&m, err);
  if (status == REN_OK) status = make_entries(&m, err);
  ren_free(m.keys), ren_free(m.scratch);
  ren_free(m.place);
  if (status == REN_OK)
    *out = index;
  else
    ren__index_free(index);
  return status;
}

void ren__index_free(ren__gram_index *index) {
  if (!index) return;
  ren_free(index->post), ren_free(index->start), ren_free(index->entry), ren_free(index->mark);
  ren_free(index);
}

/* ---- hits ---------------------------------------------------------------------- */

enum {
  COUNTS = 1 << 15, /* stays in the nearest cache */
  AHEAD = 12        /* entries: runs lie anywhere in memory */
};

bool ren__hits_init(ren__hits *hits, size_t texts) {
  *hits = (ren__hits){0};
  hits->slots = ren_alloc_array(texts, sizeof *hits->slots);
  hits->touched = ren_alloc_array(texts + 1, sizeof *hits->touched); /* one more is written than counted */
  hits->counts = ren_alloc(COUNTS);
  return hits->slots && hits->touched && hits->counts;
}

void ren__hits_free(ren__hits *hits) {
  ren_free(hits->list), ren_free(hits->slots), ren_free(hits->touched), ren_free(hits->counts);
  *hits = (ren__hits){0};
}

/* Counts the grams that every text behind `text` shares with it. */
static void count_grams(const ren__gram_index *index, size_t text, uint8_t *counts) {
  memset(counts, 0, COUNTS);
  uint64_t end = index->start[text + 1];
  for (uint64_t e = index->start[text]; e < end; e++) {
    const uint32_t *p = index->post + index->entry[e];
    __builtin_prefetch(&index->post[index->entry[e + AHEAD < end ? e + AHEAD : e]]);
    for (uint32_t posting = 0; !(posting & LAST); p++) {
      posting = *p;
      uint8_t *count = &counts[posting % COUNTS];
      *count = (uint8_t)(*count + (*count < UINT8_MAX));
    }
  }
}

/* Adds up where the texts of at least min_grams share them; returns how many there are. */
static size_t add_up(const ren__gram_index *index, size_t text, uint32_t min_grams, ren__hits *hits) {
  size_t touched = 0;
  uint32_t places = 0;
  for (uint64_t e = index->start[text]; e < index->start[text + 1]; e++) {
    uint32_t place = index->mark[e] % PLACES, weight = (uint32_t)(index->mark[e] >> PLACE_BITS) + 1;
    uint32_t bit = UINT32_C(1) << place / (REN__SPREAD_BONES / REN__PLACE_BONES);
    places |= bit;
    const uint32_t *p = index->post + index->entry[e];
    for (uint32_t posting = 0; !(posting & LAST); p++) {
      posting = *p;
      if (hits->counts[posting % COUNTS] < min_grams) continue;
      uint32_t other = posting & ID_MASK, shift = (place - (posting >> REN__ID_BITS)) % PLACES / DIAGONAL_STEPS * 4;
      ren__slot *slot = &hits->slots[other];
      uint64_t room = 15 - (slot->diagonals >> shift & 15);
      hits->touched[touched] = other;
      touched += slot->diagonals == 0;
      slot->diagonals += (room < weight ? room : weight) << shift;
      slot->places |= bit;
    }
  }
  hits->stretches = (unsigned)__builtin_popcount(places);
  return touched;
}

/* The best two neighbouring diagonals, all pairs at once: bytes of even and odd ones. */
static uint32_t best_of(uint64_t slot, uint32_t least) {
  const uint64_t low = UINT64_C(0x0F0F0F0F0F0F0F0F), ones = UINT64_C(0x0101010101010101), high = ones << 7;
  uint64_t even = slot & low, odd = (slot >> 4) & low, x = even + odd, y = odd + (even >> 8 | even << 56);
  if (!(((x + (128 - least) * ones) | (y + (128 - least) * ones)) & high)) return 0;
  uint32_t best = 0;
  for (; x | y; x >>= 8, y >>= 8) {
    if ((x & 255) > best) best = x & 255;
    if ((y & 255) > best) best = y & 255;
  }
  return best;
}

bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_grams, uint32_t min_score,
                     ren__hits *hits) {
  if (index->start[text] == index->start[text + 1]) return true;
  count_grams(index, text, hits->counts);
  size_t touched = add_up(index, text, min_grams, hits);
  bool ok = true;
  for (size_t i = 0; i < touched; i++) {
    ren__slot slot = hits->slots[hits->touched[i]];
    hits->slots[hits->touched[i]] = (ren__slot){0};
    uint32_t score = best_of(slot.diagonals, min_score);
    if (score < min_score) continue;
    ok = ok && ren_grow(&hits->list, &hits->cap, hits->count, sizeof *hits->list);
    if (ok)
      hits->list[hits->count++] =
          (ren__hit){hits->touched[i], (uint16_t)score,
                     (uint16_t)__builtin_popcount(slot.places)}; /* the slots must be cleared in any case */
  }
  return ok;
}
