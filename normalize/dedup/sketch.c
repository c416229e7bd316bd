#include "dedup/sketch.h"

/* A passage of fifteen words with every tenth character wrong keeps about 25 long
 * grams whole: one in four of them is enough to see it. */
enum { LONG_STEP = 4, FEW_BONES = 600, VERY_FEW_BONES = 300 };

unsigned ren__family_length(ren__family family) { return family == REN__LONG_GRAMS ? 8 : 7; }

unsigned ren__sampling(ren__family family, size_t bones, bool damaged) {
  if (family == REN__SHORT_GRAMS) return damaged;
  return bones < VERY_FEW_BONES ? 1 : bones < FEW_BONES ? 2 : LONG_STEP;
}

size_t ren__sketch(ren__sampled *out, ren__bones b, unsigned length, unsigned step, bool with_common) {
  uint32_t packed = 0, keep = length < 8 ? (UINT32_C(1) << 4 * length) - 1 : UINT32_MAX, mask = step - 1;
  uint8_t common = with_common ? 0 : REN__COMMON;
  size_t count = 0;
  if (b.count < length) return 0;
  for (size_t i = 0; i + 1 < length; i++) packed = ren__gram_push(packed, b.ptr[i] & 15);
  for (size_t i = length - 1; i < b.count; i++) {
    packed = ren__gram_push(packed, b.ptr[i] & 15) & keep;
    uint32_t hash = ren__gram_hash(packed);
    size_t at = i + 1 - length;
    out[count] = (ren__sampled){hash, (uint32_t)at};
    count += ((hash & mask) == 0) & !(b.ptr[i] & b.ptr[at] & common);
  }
  return count;
}
