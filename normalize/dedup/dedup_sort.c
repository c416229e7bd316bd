#include "dedup/bone_store.h"

#include <string.h>

enum { SMALL = 48 };

static void insertion(uint64_t *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    uint64_t key = keys[i];
    size_t j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
    keys[j] = key;
  }
}

/* Sorts on the byte at shift and, within each bucket, on the bytes below it: at
 * most eight levels deep. */
static void flag_sort(uint64_t *keys, size_t count, unsigned shift) {
  if (count <= SMALL) {
    insertion(keys, count);
    return;
  }
  size_t next[256] = {0}, end[256];
  for (size_t i = 0; i < count; i++) next[(keys[i] >> shift) & 255]++;
  size_t sum = 0;
  for (size_t b = 0; b < 256; b++) {
    size_t size = next[b];
    next[b] = sum;
    end[b] = sum += size;
  }
  for (size_t b = 0; b < 256; b++)
    while (next[b] < end[b]) {
      uint64_t key = keys[next[b]];
      size_t home = (key >> shift) & 255;
      while (home != b) {
        size_t place = next[home]++;
        uint64_t other = keys[place];
        keys[place] = key;
        key = other;
        home = (key >> shift) & 255;
      }
      keys[next[b]++] = key;
    }
  if (shift == 0) return;
  for (size_t b = 0; b < 256; b++) {
    size_t start = b ? end[b - 1] : 0;
    if (end[b] - start > 1) flag_sort(keys + start, end[b] - start, shift - 8);
  }
}

void ren__sort_u64(uint64_t *keys, size_t count) { flag_sort(keys, count, 56); }

/* One stable pass on the byte at shift. */
static void scatter(uint64_t *to, const uint64_t *from, size_t count, unsigned shift) {
  size_t next[256] = {0}, sum = 0;
  for (size_t i = 0; i < count; i++) next[(from[i] >> shift) & 255]++;
  for (size_t b = 0; b < 256; b++) {
    size_t size = next[b];
    next[b] = sum;
    sum += size;
  }
  for (size_t i = 0; i < count; i++) to[next[(from[i] >> shift) & 255]++] = from[i];
}

void ren__sort_bytes(uint64_t *keys, uint64_t *scratch, size_t count, unsigned low, unsigned bytes) {
  uint64_t *from = keys, *to = scratch;
  for (unsigned k = 0; k < bytes; k++) {
    scatter(to, from, count, low + 8 * k);
    uint64_t *swap = from;
    from = to;
    to = swap;
  }
  if (from != keys && count) memcpy(keys, from, count * sizeof *keys);
}
