#include "dedup/class_pairs.h"

#include "alloc.h"

#include <string.h>

int ren__class_pair_order(const ren__class_pair *x, const ren__class_pair *y) {
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

bool ren__span_fits(const ren_span_pair *s, size_t size_a, size_t size_b) {
  return size_a < REN__TEXT_MAX && size_b < REN__TEXT_MAX && s->a_offset <= size_a &&
         s->a_length <= size_a - s->a_offset && s->b_offset <= size_b && s->b_length <= size_b - s->b_offset;
}

ren_span_pair ren__span_told(const ren__span *s) {
  return (ren_span_pair){s->a_offset, s->a_length, s->b_offset, s->b_length, s->similarity};
}

ren_span_pair ren__span_turned(const ren_span_pair *s) {
  return (ren_span_pair){s->b_offset, s->b_length, s->a_offset, s->a_length, s->similarity};
}

bool ren__class_pairs_add(ren__class_pairs *p, uint32_t a, uint32_t b, const ren__verdict *verdict,
                          const ren_span_pair *spans, size_t count) {
  if (!ren_grow(&p->list, &p->cap, p->count, sizeof *p->list)) return false;
  for (size_t k = 0; k < count; k++) {
    const ren_span_pair *s = &spans[k];
    if (!ren_grow(&p->spans, &p->span_cap, p->span_count + k, sizeof *p->spans)) return false;
    p->spans[p->span_count + k] = (ren__span){(uint32_t)s->a_offset, (uint32_t)s->a_length, (uint32_t)s->b_offset,
                                              (uint32_t)s->b_length, s->similarity};
  }
  p->span_count += count;
  p->list[p->count++] = (ren__class_pair){a, b, *verdict, (uint32_t)count, NULL};
  return true;
}

bool ren__class_pairs_own(ren__class_pairs *p, ren__span *block) {
  if (!ren_grow(&p->blocks, &p->block_cap, p->block_count, sizeof *p->blocks)) return false;
  p->blocks[p->block_count++] = block;
  return true;
}

bool ren__class_pairs_settle(ren__class_pairs *p) {
  if (p->span_count == 0) return true;
  ren__span *block = ren_realloc_array(p->spans, p->span_count, sizeof *block); /* without the room for more */
  if (block) p->spans = block;
  if (!block || !ren__class_pairs_own(p, block)) return false;
  for (; p->settled < p->count; p->settled++) {
    p->list[p->settled].spans = block;
    block += p->list[p->settled].span_count;
  }
  p->spans = NULL;
  p->span_count = p->span_cap = 0;
  return true;
}

bool ren__class_pairs_gather(ren__class_pairs *out, ren__class_pairs *parts, size_t count) {
  size_t pairs = 0, blocks = 0;
  for (size_t k = 0; k < count; k++) pairs += parts[k].count, blocks += parts[k].block_count;
  out->list = ren_alloc_array(pairs, sizeof *out->list);
  out->blocks = ren_alloc_array(blocks, sizeof *out->blocks);
  if (!out->list || !out->blocks) return false;
  out->cap = pairs, out->block_cap = blocks;
  for (size_t k = 0; k < count; k++) {
    ren__class_pairs *part = &parts[k];
    if (part->count) memcpy(out->list + out->count, part->list, part->count * sizeof *part->list);
    if (part->block_count)
      memcpy(out->blocks + out->block_count, part->blocks, part->block_count * sizeof *part->blocks);
    out->count += part->count, out->block_count += part->block_count;
    part->block_count = 0;
    ren__class_pairs_free(part);
  }
  out->settled = out->count;
  return true;
}

void ren__class_pairs_drop_spans(ren__class_pairs *p) {
  for (size_t k = 0; k < p->block_count; k++) ren_free(p->blocks[k]);
  for (size_t k = 0; k < p->count; k++) p->list[k].spans = NULL, p->list[k].span_count = 0;
  p->block_count = 0;
}

void ren__class_pairs_free(ren__class_pairs *p) {
  for (size_t k = 0; k < p->block_count; k++) ren_free(p->blocks[k]);
  ren_free(p->blocks), ren_free(p->spans), ren_free(p->list);
  *p = (ren__class_pairs){0};
}
