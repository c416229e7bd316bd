/* bone_store.h: the bones (skeleton.h) of all texts, one byte each, and which of them
 * are boilerplate.
 *
 * Boilerplate is a stretch of REN__STRETCH bones (eight or nine words) that stands
 * letter for letter in more texts than `common`. Single phrases do not count: they are
 * the language, and search weighs them by their rarity anyway. Stretches are hashed by
 * a rolling polynomial (Karp and Rabin 1987), sampled context-free in large batches,
 * sorted and counted.
 */
#ifndef REN_DEDUP_BONE_STORE_H
#define REN_DEDUP_BONE_STORE_H

#include "dedup/chain.h"

enum { REN__STRETCH = 28, REN__ID_BITS = 25, REN__TASK_TEXTS = 256 };

/* Sorts in place (American flag sort: McIlroy, Bostic and McIlroy, Engineering
 * radix sort, 1993). */
void ren__sort_u64(uint64_t *keys, size_t count);
/* Sorts on so many bytes from bit `low` on and leaves the order of equal ones (radix sort
 * from the lowest byte: Knuth, volume 3, section 5.2.5). scratch: as many keys. Fast where
 * both fit the cache. */
void ren__sort_bytes(uint64_t *keys, uint64_t *scratch, size_t count, unsigned low, unsigned bytes);

typedef struct ren__bone_store {
  size_t count;
  uint8_t **block;  /* per REN__TASK_TEXTS texts: bone | REN__COMMON of all of them */
  uint64_t *start;  /* per text: in its block */
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

/* Hashes of the stretches of a text that are sampled in large batches. Writes at most one
 * for each bone, in the order of the text; returns how many. */
size_t ren__stretches(uint64_t *out, ren__bones bones);

static inline ren__bones ren__bones_of(const ren__bone_store *store, size_t text) {
  return (ren__bones){store->block[text / REN__TASK_TEXTS] + store->start[text], store->length[text]};
}

/* Is there hardly anything in it but boilerplate? */
static inline bool ren__is_formula(const ren__bone_store *store, size_t text) {
  return (size_t)store->rare[text] * 10 < store->length[text];
}

static inline size_t ren__task_count(size_t texts) { return (texts + REN__TASK_TEXTS - 1) / REN__TASK_TEXTS; }
static inline size_t ren__task_end(size_t task, size_t texts) {
  return (task + 1) * REN__TASK_TEXTS < texts ? (task + 1) * REN__TASK_TEXTS : texts;
}

#endif
