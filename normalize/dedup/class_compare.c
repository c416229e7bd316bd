/* One class held against another, by comparing them or from memory. */
#include "dedup/dedup_state.h"

bool ren__class_compare(const ren_dedup *d, ren__comparer *c, uint32_t a, uint32_t b, ren__verdict *verdict) {
  if (d->memory && ren__memory_find(d->memory, d, a, b, c, verdict)) return true;
  if (!c->subject.text.ptr || c->subject.number != a) { /* only where it is needed */
    ren__subject subject = ren__dedup_subject(d, a);
    if (!ren__comparer_set(c, &subject)) return false;
  }
  ren__subject other = ren__dedup_subject(d, b);
  if (!ren__compare(c, &other, verdict)) return false;
  return !d->memory || ren__memory_keep(d->memory, d, a, b, c, verdict);
}
