#include "compiler/lm_pack.h"

#include "alloc.h"

#include <math.h>
#include <string.h>

#define PACK_MAGIC "renlm\0\0\1"

static void put_varint(ren_buf *out, uint32_t n) {
  while (n >= 0x80) {
    ren_buf_putc(out, (char)(n | 0x80));
    n >>= 7;
  }
  ren_buf_putc(out, (char)n);
}

static void put_cost(ren_buf *out, float cost) { /* thirty-seconds of a decade */
  float scaled = roundf(cost * 32);
  ren_buf_putc(out, (char)(unsigned char)(scaled < 0 ? 0 : scaled > 255 ? 255 : scaled));
}

/* Layout: magic, counts; then for each word its cost and back-off, its bigrams (count;
 * difference of ids, cost, back-off, count of trigrams each) and theirs. */
void ren__lm_pack(const ren__ngrams *n, ren_buf *out) {
  ren_buf_append(out, PACK_MAGIC, 8);
  put_varint(out, n->vocabulary);
  put_varint(out, (uint32_t)n->bigram_count);
  put_varint(out, (uint32_t)n->trigram_count);
  size_t b = 0, t = 0;
  for (uint32_t w = 0; w < n->vocabulary; w++) {
    put_cost(out, n->unigram_cost[w]);
    put_cost(out, n->unigram_backoff[w]);
    size_t end = b;
    while (end < n->bigram_count && n->bigrams[end].words[0] == w) end++;
    put_varint(out, (uint32_t)(end - b));
    for (uint32_t last = 0; b < end; b++) {
      const ren__ngram *pair = &n->bigrams[b];
      put_varint(out, pair->words[1] - last);
      last = pair->words[1];
      put_cost(out, pair->cost);
      put_cost(out, pair->backoff);
      size_t stop = t;
      while (stop < n->trigram_count && n->trigrams[stop].words[0] == w && n->trigrams[stop].words[1] == last) stop++;
      put_varint(out, (uint32_t)(stop - t));
      for (uint32_t third = 0; t < stop; t++) {
        put_varint(out, n->trigrams[t].words[2] - third);
        third = n->trigrams[t].words[2];
        put_cost(out, n->trigrams[t].cost);
      }
    }
  }
}

typedef struct reader {
  ren_str in;
  size_t at;
  bool failed;
} reader;

static uint8_t get_byte(reader *r) {
  if (r->at < r->in.len) return (uint8_t)r->in.ptr[r->at++];
  r->failed = true;
  return 0;
}

static uint32_t get_varint(reader *r) {
  uint32_t n = 0;
  for (unsigned shift = 0; shift < 32; shift += 7) {
    uint8_t byte = get_byte(r);
    n |= (uint32_t)(byte & 0x7F) << shift;
    if (!(byte & 0x80)) return n;
  }
  r->failed = true;
  return 0;
}

static void read_trigrams(reader *r, ren__lm_tables *t, uint32_t count) {
  uint32_t id = 0;
  for (uint32_t i = 0; i < count && !r->failed; i++) {
    id += get_varint(r);
    if (t->trigram_count == UINT32_MAX || id >= t->vocabulary) r->failed = true;
    t->trigrams[t->trigram_count++] = (ren__trigram){.word = id & 0xFFFFFF, .cost = get_byte(r)};
  }
}

static void read_bigrams(reader *r, ren__lm_tables *t, uint32_t count, uint32_t all_trigrams) {
  uint32_t id = 0;
  for (uint32_t i = 0; i < count && !r->failed; i++) {
    id += get_varint(r);
    if (id >= t->vocabulary) r->failed = true;
    ren__bigram *pair = &t->bigrams[t->bigram_count++];
    pair->word = id & 0xFFFFFF;
    pair->cost = get_byte(r);
    pair->backoff = get_byte(r);
    pair->trigrams = t->trigram_count & 0xFFFFFF;
    uint32_t trigrams = get_varint(r);
    if (trigrams > all_trigrams - t->trigram_count)
      r->failed = true;
    else
      read_trigrams(r, t, trigrams);
  }
}

ren_status ren__lm_unpack(ren__lm_tables *out, ren_str packed, ren_error *err) {
  *out = (ren__lm_tables){0};
  reader r = {packed, 8, packed.len < 8 || memcmp(packed.ptr, PACK_MAGIC, 8) != 0};
  uint32_t vocabulary = get_varint(&r), bigrams = get_varint(&r), trigrams = get_varint(&r);
  if (r.failed || vocabulary > 1 << 21 || bigrams >= 1 << 24 || trigrams >= 1 << 24)
    return ren_fail(err, REN_EFORMAT, "not a packed language model");
  out->vocabulary = vocabulary;
  out->unigrams = ren_alloc_array(vocabulary + 1u, sizeof *out->unigrams);
  out->bigrams = ren_alloc_array(bigrams + 1u, sizeof *out->bigrams);
  out->trigrams = ren_alloc_array(trigrams, sizeof *out->trigrams);
  if (!out->unigrams || !out->bigrams || !out->trigrams) {
    ren__lm_tables_clear(out);
    return ren_fail_nomem(err);
  }
  for (uint32_t w = 0; w < vocabulary && !r.failed; w++) {
    out->unigrams[w].cost = get_byte(&r);
    out->unigrams[w].backoff = get_byte(&r);
    out->unigrams[w].bigrams = out->bigram_count;
    uint32_t count = get_varint(&r);
    if (count > bigrams - out->bigram_count)
      r.failed = true;
    else
      read_bigrams(&r, out, count, trigrams);
  }
  out->unigrams[vocabulary].bigrams = out->bigram_count;
  out->bigrams[out->bigram_count].trigrams = out->trigram_count & 0xFFFFFF;
  if (!r.failed && out->bigram_count == bigrams && out->trigram_count == trigrams) return REN_OK;
  ren__lm_tables_clear(out);
  return ren_fail(err, REN_EFORMAT, "the packed language model is damaged");
}

void ren__lm_tables_clear(ren__lm_tables *tables) {
  ren_free(tables->unigrams);
  ren_free(tables->bigrams);
  ren_free(tables->trigrams);
  *tables = (ren__lm_tables){0};
}
