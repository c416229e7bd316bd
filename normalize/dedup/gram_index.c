#include "dedup/gram_index.h"

#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* A key is gram hash (32 bits), text (26), bin of its place (6): one sort orders all. */
enum { BIN_BITS = 6, ID_SHIFT = BIN_BITS, HASH_SHIFT = 32 };
#define ID_MASK ((UINT32_C(1) << REN__ID_BITS) - 1)
#define LAST UINT32_C(0x80000000) /* marks the last posting of a run */

enum {
  CHUNK = 256, /* texts per task */
  FILTER_BITS = 20,
  PAIRS_PER_TEXT = 4000, /* budget of counting steps */
  PAIRS_BASE = 20000000, /* small batches need no cap */
  COMMON_MIN = 60        /* fewer texts than this never make a boilerplate */
};

struct ren__gram_index {
  size_t count;
  unsigned sample;
  uint32_t *grams;    /* per text: sampled grams */
  uint32_t *rare;     /* per text: bones beyond boilerplate */
  uint64_t *bones_at; /* per text: its place in bones, count + 1 */
  uint8_t *bones;
  uint32_t *post;  /* runs of text numbers, the last of each run marked */
  uint64_t *start; /* per text: its entries, count + 1 */
  uint32_t *entry; /* place in post just behind the text itself */
  uint8_t *entry_bin;
  uint32_t *common; /* sorted hashes */
  size_t common_count;
  uint8_t *filter; /* bit set over the top bits of the common ones */
};

typedef struct maker {
  ren__gram_index *index;
  const ren_str *texts;
  uint64_t *keys;
  uint64_t *first; /* per text: its place in keys, count + 1 */
  bool fill;
} maker;

/* Counts or writes the keys of one text, and its bones. */
static void sketch(const maker *m, const ren__skeleton *sk, size_t text) {
  uint64_t *out = m->fill ? m->keys + m->first[text] : NULL;
  if (out)
    memcpy(m->index->bones + m->index->bones_at[text], sk->bone, sk->bones);
  else
    m->index->bones_at[text + 1] = sk->bones;
  uint32_t packed = 0, mask = m->index->sample - 1, count = 0;
  for (size_t i = 0; i < sk->bones; i++) {
    packed = ren__gram_push(packed, sk->bone[i]);
    if (i + 1 < REN__GRAM) continue;
    uint32_t hash = ren__gram_hash(packed);
    if (hash & mask) continue;
    if (out) {
      size_t bin = (i + 1 - REN__GRAM) * REN__BINS / sk->bones;
      out[count] = (uint64_t)hash << HASH_SHIFT | (uint64_t)text << ID_SHIFT | bin;
    }
    count++;
  }
  m->index->grams[text] = count;
}

static bool sketch_task(void *payload, size_t chunk) {
  maker *m = payload;
  ren__skeleton sk = {0};
  bool ok = true;
  size_t end = (chunk + 1) * CHUNK < m->index->count ? (chunk + 1) * CHUNK : m->index->count;
  for (size_t text = chunk * CHUNK; ok && text < end; text++) {
    ok = ren__skeleton_make(&sk, m->texts[text]);
    if (ok) sketch(m, &sk, text);
  }
  ren__skeleton_free(&sk);
  return ok;
}

static size_t chunks(size_t count) { return (count + CHUNK - 1) / CHUNK; }

/* One gram in how many: all of them for small batches, one in four for most. */
static unsigned choose_sample(const ren_str *texts, size_t count) {
  uint64_t bytes = 0;
  for (size_t i = 0; i < count; i++) bytes += texts[i].len;
  if (bytes <= UINT64_C(8) << 20) return 1;
  if (bytes <= UINT64_C(32) << 20) return 2;
  return bytes <= UINT64_C(1) << 30 ? 4 : 8;
}

static ren_status make_keys(maker *m, unsigned threads, ren_error *err) {
  ren__gram_index *index = m->index;
  m->first = ren_alloc_array(index->count + 1, sizeof *m->first);
  if (!m->first) return ren_fail_nomem(err);
  if (!ren_parallel(chunks(index->count), threads, sketch_task, m)) return ren_fail_nomem(err);
  for (size_t i = 0; i < index->count; i++) {
    m->first[i + 1] = m->first[i] + index->grams[i];
    index->bones_at[i + 1] += index->bones_at[i];
  }
  index->bones = ren_alloc((size_t)index->bones_at[index->count] + 1);
  m->keys = ren_alloc_array(m->first[index->count], sizeof *m->keys);
  if (!m->keys || !index->bones) return ren_fail_nomem(err);
  m->fill = true;
  if (!ren_parallel(chunks(index->count), threads, sketch_task, m)) return ren_fail_nomem(err);
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
static ren_status choose_cap(size_t *cap, const uint64_t *keys, size_t count, size_t texts, ren_error *err) {
  uint64_t *runs = ren_alloc_array(texts + 2, sizeof *runs);
  if (!runs) return ren_fail_nomem(err);
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    runs[end - i]++;
  }
  double budget = (double)PAIRS_BASE + (double)PAIRS_PER_TEXT * (double)texts, spent = 0;
  *cap = 2;
  for (size_t d = 2; d <= texts; d++) {
    spent += (double)runs[d] * (double)d * (double)(d - 1) / 2;
    if (spent > budget) break;
    *cap = d;
  }
  ren_free(runs);
  return REN_OK;
}

static ren_status collect_common(ren__gram_index *index, const uint64_t *keys, size_t count, size_t limit,
                                 ren_error *err) {
  size_t cap = 0;
  index->filter = ren_alloc((size_t)1 << (FILTER_BITS - 3));
  if (!index->filter) return ren_fail_nomem(err);
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    if (end - i <= limit) continue;
    if (!ren_grow(&index->common, &cap, index->common_count, sizeof *index->common)) return ren_fail_nomem(err);
    uint32_t hash = (uint32_t)(keys[i] >> HASH_SHIFT);
    index->common[index->common_count++] = hash;
    uint32_t bit = hash >> (32 - FILTER_BITS);
    index->filter[bit >> 3] |= (uint8_t)(1u << (bit & 7));
  }
  return REN_OK;
}

/* Room for each text's entries: one per kept gram of it, but for the last of a run. */
static size_t count_entries(uint64_t *start, const uint64_t *keys, size_t count, size_t cap) {
  size_t kept = 0;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    if (end - i < 2 || end - i > cap) continue;
    kept += end - i;
    for (size_t k = i; k + 1 < end; k++) start[id_of(keys[k]) + 1]++;
  }
  return kept;
}

/* Turns the keys into postings in place (4 bytes behind 8) and scatters entries. */
static void scatter(ren__gram_index *index, uint64_t *keys, size_t count, size_t cap, uint64_t *fill) {
  uint32_t *post = (uint32_t *)(void *)keys;
  size_t used = 0;
  for (size_t i = 0, end; i < count; i = end) {
    end = run_end(keys, count, i);
    if (end - i < 2 || end - i > cap) continue;
    for (size_t k = i; k < end; k++) {
      uint64_t key = keys[k];
      uint32_t id = id_of(key);
      if (k + 1 < end) {
        uint64_t at = fill[id]++;
        index->entry[at] = (uint32_t)(used + 1);
        index->entry_bin[at] = (uint8_t)(key & (REN__BINS - 1));
      }
      uint32_t posting = k + 1 < end ? id : id | LAST;
      memcpy(&post[used++], &posting, sizeof posting);
    }
  }
}

static ren_status make_postings(ren__gram_index *index, maker *m, size_t count, size_t cap, ren_error *err) {
  index->start = ren_alloc_array(index->count + 2, sizeof *index->start);
  if (!index->start) return ren_fail_nomem(err);
  size_t kept = count_entries(index->start, m->keys, count, cap);
  for (size_t i = 0; i < index->count; i++) index->start[i + 1] += index->start[i];
  if (kept >= UINT32_MAX) return ren_fail(err, REN_ELIMIT, "more than 4 billion search grams");
  size_t entries = (size_t)index->start[index->count];
  index->entry = ren_alloc_array(entries, sizeof *index->entry);
  index->entry_bin = ren_alloc_array(entries, 1);
  uint64_t *fill = m->first; /* no longer needed */
  if (!index->entry || !index->entry_bin) return ren_fail_nomem(err);
  memcpy(fill, index->start, (index->count + 1) * sizeof *fill);
  scatter(index, m->keys, count, cap, fill);
  uint32_t *post = ren_realloc_array(m->keys, kept + 1, sizeof *post);
  if (!post) return ren_fail_nomem(err);
  index->post = post;
  m->keys = NULL;
  return REN_OK;
}

static bool is_common(const ren__gram_index *index, uint32_t hash) {
  uint32_t bit = hash >> (32 - FILTER_BITS);
  if (!(index->filter[bit >> 3] >> (bit & 7) & 1)) return false;
  size_t low = 0, high = index->common_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (index->common[mid] < hash)
      low = mid + 1;
    else
      high = mid;
  }
  return low < index->common_count && index->common[low] == hash;
}

static void mark_common(ren__gram_index *index, size_t text) {
  uint8_t *bone = index->bones + index->bones_at[text];
  size_t bones = (size_t)(index->bones_at[text + 1] - index->bones_at[text]), marked = 0; /* end of what is marked */
  uint32_t packed = 0, mask = index->sample - 1, common = 0;
  bool before = false;
  for (size_t i = 0; i < bones; i++) {
    packed = ren__gram_push(packed, bone[i] & 15);
    if (i + 1 < REN__GRAM) continue;
    uint32_t hash = ren__gram_hash(packed);
    if (hash & mask) continue;
    bool now = is_common(index, hash);
    if (now) {
      /* between two sampled grams of boilerplate lies boilerplate */
      size_t from = before || marked > i + 1 - REN__GRAM ? marked : i + 1 - REN__GRAM;
      for (size_t k = from; k <= i; k++) bone[k] |= REN__COMMON;
      common += (uint32_t)(i + 1 - from);
      marked = i + 1;
    }
    before = now;
  }
  index->rare[text] = (uint32_t)bones - common;
}

static bool mark_task(void *payload, size_t chunk) {
  ren__gram_index *index = payload;
  size_t end = (chunk + 1) * CHUNK < index->count ? (chunk + 1) * CHUNK : index->count;
  for (size_t text = chunk * CHUNK; text < end; text++) mark_common(index, text);
  return true;
}

ren_status ren__index_new(ren__gram_index **out, const ren_str *texts, size_t count, const ren__index_opts *opts,
                          ren_error *err) {
  *out = NULL;
  if (count >> REN__ID_BITS) return ren_fail(err, REN_ELIMIT, "more than %u texts", ID_MASK);
  ren__gram_index *index = ren_alloc(sizeof *index);
  maker m = {.index = index, .texts = texts};
  ren_status status = index ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) {
    index->count = count;
    index->sample = opts->sample ? opts->sample : choose_sample(texts, count);
    index->grams = ren_alloc_array(count, sizeof *index->grams);
    index->rare = ren_alloc_array(count, sizeof *index->rare);
    index->bones_at = ren_alloc_array(count + 1, sizeof *index->bones_at);
    status = index->grams && index->rare && index->bones_at ? make_keys(&m, opts->threads, err) : ren_fail_nomem(err);
  }
  if (status != REN_OK) goto out;
  size_t keys = (size_t)m.first[count], cap = 0;
  ren__sort_u64(m.keys, keys);
  keys = drop_repeats(m.keys, keys);
  size_t common = opts->common ? opts->common : COMMON_MIN + count / 1000;
  status = collect_common(index, m.keys, keys, common, err);
  if (status == REN_OK) status = choose_cap(&cap, m.keys, keys, count, err);
  if (status == REN_OK) status = make_postings(index, &m, keys, cap, err);
  if (status != REN_OK) goto out;
  ren_parallel(chunks(count), opts->threads, mark_task, index);
  *out = index;
out:
  ren_free(m.keys);
  ren_free(m.first);
  if (!*out) ren__index_free(index);
  return status;
}

void ren__index_free(ren__gram_index *index) {
  if (!index) return;
  ren_free(index->grams);
  ren_free(index->rare);
  ren_free(index->bones_at);
  ren_free(index->bones);
  ren_free(index->post);
  ren_free(index->start);
  ren_free(index->entry);
  ren_free(index->entry_bin);
  ren_free(index->common);
  ren_free(index->filter);
  ren_free(index);
}

unsigned ren__index_sample(const ren__gram_index *index) { return index->sample; }

uint32_t ren__index_grams(const ren__gram_index *index, size_t text) { return index->grams[text]; }

ren__bones ren__index_bones(const ren__gram_index *index, size_t text) {
  return (ren__bones){index->bones + index->bones_at[text],
                      (size_t)(index->bones_at[text + 1] - index->bones_at[text])};
}

uint32_t ren__index_rare(const ren__gram_index *index, size_t text) { return index->rare[text]; }

bool ren__hits_init(ren__hits *hits, const ren__gram_index *index) {
  *hits = (ren__hits){0};
  hits->slots = ren_alloc_array(index->count, sizeof *hits->slots);
  hits->touched = ren_alloc_array(index->count, sizeof *hits->touched);
  return hits->slots && hits->touched;
}

void ren__hits_free(ren__hits *hits) {
  ren_free(hits->list);
  ren_free(hits->slots);
  ren_free(hits->touched);
  *hits = (ren__hits){0};
}

static int by_text(const void *a, const void *b) {
  uint32_t x = ((const ren__hit *)a)->text, y = ((const ren__hit *)b)->text;
  return (x > y) - (x < y);
}

bool ren__index_hits(const ren__gram_index *index, size_t text, uint32_t min_count, ren__hits *hits) {
  size_t touched = 0;
  hits->count = 0;
  for (uint64_t e = index->start[text]; e < index->start[text + 1]; e++) {
    uint64_t bin = UINT64_C(1) << (index->entry_bin[e] >> 1);
    for (uint32_t p = index->entry[e];; p++) {
      uint32_t posting = index->post[p], other = posting & ID_MASK;
      uint64_t *slot = &hits->slots[other];
      if (*slot == 0) hits->touched[touched++] = other;
      *slot = (*slot + (UINT64_C(1) << 32)) | bin;
      if (posting & LAST) break;
    }
  }
  bool ok = true;
  for (size_t i = 0; i < touched; i++) {
    uint64_t slot = hits->slots[hits->touched[i]];
    hits->slots[hits->touched[i]] = 0;
    if (slot >> 32 < min_count) continue;
    ok = ok && ren_grow(&hits->list, &hits->cap, hits->count, sizeof *hits->list);
    if (!ok) continue; /* the slots must still be cleared */
    hits->list[hits->count++] =
        (ren__hit){hits->touched[i], (uint32_t)(slot >> 32), (uint32_t)__builtin_popcountll(slot & UINT32_MAX)};
  }
  if (ok && hits->count > 1) /* so that nothing depends on the order of the grams */
    qsort(hits->list, hits->count, sizeof *hits->list, by_text);
  return ok;
}
