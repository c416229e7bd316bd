/* bone_store.h: the bones (skeleton.h) of all texts, half a byte each, and which of them
 * are boilerplate (boilerplate.h).
 */
#ifndef REN_DEDUP_BONE_STORE_H
#define REN_DEDUP_BONE_STORE_H

#include "dedup/chain.h"

enum { REN__ID_BITS = 25, REN__TASK_TEXTS = 256 };

/* Sorts in place (American flag sort: McIlroy, Bostic and McIlroy, Engineering
 * radix sort, 1993). */
void ren__sort_u64(uint64_t *keys, size_t count);
/* Sorts on so many bytes from bit `low` on and leaves the order of equal ones (radix sort
 * from the lowest byte: Knuth, volume 3, section 5.2.5). scratch: as many keys. Fast where
 * both fit the cache. */
void ren__sort_bytes(uint64_t *keys, uint64_t *scratch, size_t count, unsigned low, unsigned bytes);

/* Bones from..to-1 of a text. */
typedef struct ren__common_run {
  uint32_t from, to;
} ren__common_run;

/* Those of REN__TASK_TEXTS texts. */
typedef struct ren__bone_block {
  uint8_t *pairs; /* of bones, the first in the low half; each text begins with a byte of its own */
  ren__common_run *runs;
  size_t run_count, run_cap;
} ren__bone_block;

typedef struct ren__bone_store {
  size_t count;
  ren__bone_block *block;
  uint64_t *start;  /* per text: in its block's pairs */
  size_t *run;      /* per text: its first in the block's runs; the next text's are its last */
  uint32_t *length; /* per text, in bones */
  uint32_t *rare;   /* per text: bones beyond boilerplate */
  bool *damaged;    /* per text: badly (damage.h) */
  uint64_t bones;   /* of all texts */
} ren__bone_store;

/* common 0: by the number of texts. REN_ELIMIT for more than 2^26 texts. */
ren_status ren__bone_store_new(ren__bone_store **out, const ren_str *texts, size_t count, size_t common,
                               unsigned threads, ren_error *err);
/* With the boilerplate given: hashes of sampled stretches, ascending. */
ren_status ren__bone_store_given(ren__bone_store **out, const ren_str *texts, size_t count, const uint64_t *common,
                                 size_t common_count, ren_error *err);
void ren__bone_store_free(ren__bone_store *store);

/* Bones with REN__COMMON where they are boilerplate, in a buffer that grows as needed and may be
 * used again. False: out of memory. */
typedef struct ren__bone_buffer {
  uint8_t *ptr;
  size_t cap;
} ren__bone_buffer;
bool ren__bones_read(ren__bones *out, ren__bone_buffer *buffer, const ren__bone_store *store, size_t text);
bool ren__bones_unmarked(ren__bones *out, ren__bone_buffer *buffer, const ren__bone_store *store, size_t text);
void ren__bone_buffer_free(ren__bone_buffer *buffer);

/* Is there hardly anything in it but boilerplate? */
static inline bool ren__is_formula(const ren__bone_store *store, size_t text) {
  return (size_t)store->rare[text] * 10 < store->length[text];
}

static inline size_t ren__task_count(size_t texts) { return (texts + REN__TASK_TEXTS - 1) / REN__TASK_TEXTS; }
static inline size_t ren__task_end(size_t task, size_t texts) {
  return (task + 1) * REN__TASK_TEXTS < texts ? (task + 1) * REN__TASK_TEXTS : texts;
}

#endif
