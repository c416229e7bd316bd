#include "align.h"
#include "alloc.h"

#include <stdlib.h>
#include <string.h>

/* Above this length only every 2nd, 4th ... place (chosen by what stands there) is
 * looked at: enough places are left, and memory stays small. */
enum { SAMPLE_FROM = 1 << 20 };

typedef struct gram {
  uint64_t hash;
  size_t at;
} gram;

static uint64_t mix(uint64_t x) {
  x ^= x >> 33;
  x *= UINT64_C(0xFF51AFD7ED558CCD);
  return x ^ (x >> 33);
}

static uint64_t sample_mask(size_t len) {
  uint64_t mask = 0;
  for (size_t n = len; n > SAMPLE_FROM; n /= 2) mask = mask * 2 + 1;
  return mask;
}

static int by_hash(const void *left, const void *right) {
  const gram *x = left, *y = right;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static int by_first(const void *left, const void *right) {
  const ren__cut *x = left, *y = right;
  return x->a < y->a ? -1 : x->a > y->a;
}

/* The hashes (polynomial, rolling) of all runs of `size` symbols, sorted. */
static bool list_grams(gram **out, size_t *count, ren__symbols s, size_t size, uint64_t mask) {
  static const uint64_t base = UINT64_C(0x9E3779B97F4A7C15);
  size_t cap = 0;
  *out = NULL;
  *count = 0;
  if (s.len < size) return true;
  uint64_t hash = 0, leaving = 1;
  for (size_t i = 0; i < size; i++) leaving *= base;
  for (size_t i = 0; i < s.len; i++) {
    hash = hash * base + mix((uint64_t)s.ptr[i] + 1);
    if (i >= size) hash -= leaving * mix((uint64_t)s.ptr[i - size] + 1);
    uint64_t mixed = mix(hash);
    if (i + 1 < size || (mixed & mask)) continue;
    if (!ren_grow(out, &cap, *count, sizeof **out)) return false;
    (*out)[(*count)++] = (gram){mixed, i + 1 - size};
  }
  if (*count) qsort(*out, *count, sizeof **out, by_hash);
  return true;
}

/* True if the hash at i is the only one of its kind; moves *next behind its kind. */
static bool alone(const gram *grams, size_t count, size_t i, size_t *next) {
  size_t end = i + 1;
  while (end < count && grams[end].hash == grams[i].hash) end++;
  *next = end;
  return end == i + 1;
}

static bool pair_up(ren__cut **out, size_t *count, ren__symbols a, ren__symbols b, size_t size, const gram *ga,
                    size_t na, const gram *gb, size_t nb) {
  size_t cap = 0, i = 0, j = 0;
  while (i < na && j < nb) {
    size_t next_i, next_j;
    bool one_a = alone(ga, na, i, &next_i), one_b = alone(gb, nb, j, &next_j);
    if (ga[i].hash < gb[j].hash) {
      i = next_i;
    } else if (ga[i].hash > gb[j].hash) {
      j = next_j;
    } else {
      if (one_a && one_b && memcmp(a.ptr + ga[i].at, b.ptr + gb[j].at, size * sizeof *a.ptr) == 0) {
        if (!ren_grow(out, &cap, *count, sizeof **out)) return false;
        (*out)[(*count)++] = (ren__cut){ga[i].at, gb[j].at};
      }
      i = next_i;
      j = next_j;
    }
  }
  return true;
}

/* Keeps the longest chain that increases in b (the pairs are sorted by a, without
 * equal places): patience sorting with back links. */
static bool longest_chain(ren__cut *cuts, size_t *count) {
  size_t n = *count, length = 0;
  size_t *tails = ren_alloc_array(n, sizeof *tails), *before = ren_alloc_array(n, sizeof *before);
  if (!tails || !before) {
    ren_free(tails);
    ren_free(before);
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    size_t low = 0, high = length;
    while (low < high) {
      size_t mid = (low + high) / 2;
      if (cuts[tails[mid]].b < cuts[i].b)
        low = mid + 1;
      else
        high = mid;
    }
    before[i] = low ? tails[low - 1] : SIZE_MAX;
    tails[low] = i;
    if (low == length) length++;
  }
  size_t at = length ? tails[length - 1] : SIZE_MAX;
  for (size_t k = length; k-- > 0; at = before[at]) tails[k] = at;
  for (size_t k = 0; k < length; k++) cuts[k] = cuts[tails[k]];
  *count = length;
  ren_free(tails);
  ren_free(before);
  return true;
}

ren_status ren__find_cuts(ren__cut **out, size_t *count, ren__symbols a, ren__symbols b, size_t size, ren_error *err) {
  gram *ga = NULL, *gb = NULL;
  size_t na = 0, nb = 0;
  uint64_t mask = sample_mask(a.len < b.len ? a.len : b.len);
  *out = NULL;
  *count = 0;
  bool ok = list_grams(&ga, &na, a, size, mask) && list_grams(&gb, &nb, b, size, mask) &&
            pair_up(out, count, a, b, size, ga, na, gb, nb);
  ren_free(ga);
  ren_free(gb);
  if (ok && *count) {
    qsort(*out, *count, sizeof **out, by_first);
    ok = longest_chain(*out, count);
  }
  if (ok) return REN_OK;
  ren_free(*out);
  *out = NULL;
  *count = 0;
  return ren_fail_nomem(err);
}
