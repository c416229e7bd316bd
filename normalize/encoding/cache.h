/* cache.h: candidates of runs that were seen before. Words repeat: in running text two
 * runs of three have been looked at already. The candidates of a run depend on nothing
 * but its characters, so results do not depend on what is in the cache. */
#ifndef REN_ENCODING_CACHE_H
#define REN_ENCODING_CACHE_H

#include "arena.h"
#include "encoding/recode.h"

enum { REN__CACHE_BITS = 13, REN__CACHE_MAX = 1 << 14 };

typedef struct ren__cache_entry {
  uint64_t key; /* 0: empty */
  const ren__candidate *candidates;
  size_t count;
} ren__cache_entry;

typedef struct ren__cache {
  ren__cache_entry entries[1 << REN__CACHE_BITS];
  ren_arena *arena;
  size_t stored;
} ren__cache;

/* NULL when out of memory. */
ren__cache *ren__cache_new(void);
void ren__cache_free(ren__cache *cache);
/* Call between lines: makes room if the cache is full. */
void ren__cache_trim(ren__cache *cache);

uint64_t ren__cache_key(const ren__unit *units, size_t n);
/* NULL if it is not there. */
const ren__cache_entry *ren__cache_find(const ren__cache *cache, uint64_t key);
/* Copies the candidates; valid until the next trim. NULL when out of memory. */
const ren__cache_entry *ren__cache_put(ren__cache *cache, uint64_t key, const ren__candidate *candidates, size_t count);

#endif
