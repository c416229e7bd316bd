#include "encoding/cache.h"

#include <string.h>

#include "alloc.h"

ren__cache *ren__cache_new(void) {
  ren__cache *cache = ren_alloc(sizeof *cache);
  if (!cache) return NULL;
  cache->arena = ren_arena_new();
  if (cache->arena) return cache;
  ren_free(cache);
  return NULL;
}

void ren__cache_free(ren__cache *cache) {
  if (!cache) return;
  ren_arena_free(cache->arena);
  ren_free(cache);
}

void ren__cache_trim(ren__cache *cache) {
  if (cache->stored < REN__CACHE_MAX) return;
  memset(cache->entries, 0, sizeof cache->entries);
  ren_arena_reset(cache->arena);
  cache->stored = 0;
}

uint64_t ren__cache_key(const ren__unit *units, size_t n) {
  uint64_t h = UINT64_C(0x9E3779B97F4A7C15) ^ n;
  for (size_t i = 0; i < n; i++) {
    h = (h ^ units[i].cp) * UINT64_C(0xFF51AFD7ED558CCD);
    h ^= h >> 32;
  }
  return h | 1;
}

static size_t slot(uint64_t key) { return (size_t)(key >> 17) & ((1u << REN__CACHE_BITS) - 1); }

const ren__cache_entry *ren__cache_find(const ren__cache *cache, uint64_t key) {
  const ren__cache_entry *entry = &cache->entries[slot(key)];
  return entry->key == key ? entry : NULL;
}

const ren__cache_entry *ren__cache_put(ren__cache *cache, uint64_t key, const ren__candidate *candidates,
                                       size_t count) {
  ren__candidate *copy = NULL;
  if (count) {
    copy = ren_arena_alloc(cache->arena, count * sizeof *copy);
    if (!copy) return NULL;
    memcpy(copy, candidates, count * sizeof *copy);
  }
  ren__cache_entry *entry = &cache->entries[slot(key)];
  *entry = (ren__cache_entry){key, copy, count};
  cache->stored += count;
  return entry;
}
