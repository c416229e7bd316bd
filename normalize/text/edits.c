#include "text/edits.h"

#include <string.h>

#include "alloc.h"

ren_status ren_edits_new(ren_edits **out, ren_step step, ren_error *err) {
  *out = NULL;
  ren_edits *edits = ren_alloc(sizeof *edits);
  if (!edits) return ren_fail_nomem(err);
  edits->step = step;
  edits->strings = ren_arena_new();
  if (!edits->strings) {
    ren_free(edits);
    return ren_fail_nomem(err);
  }
  *out = edits;
  return REN_OK;
}

void ren_edits_free(ren_edits *edits) {
  if (!edits) return;
  ren_arena_free(edits->strings);
  ren_free(edits->list);
  ren_free(edits);
}

/* A copy that lives as long as the edits. */
static bool keep(ren_edits *edits, ren_str after, ren_str *kept) {
  uint32_t bytes = 0;
  if (after.len == 0 || after.len > sizeof bytes) return ren_arena_str(edits->strings, after, kept);
  memcpy(&bytes, after.ptr, after.len);
  ren_str *recent = &edits->recent[(bytes * UINT32_C(0x9E3779B1)) >> 26];
  if (!recent->ptr || recent->len != after.len || memcmp(recent->ptr, after.ptr, after.len) != 0)
    if (!ren_arena_str(edits->strings, after, recent)) return false;
  *kept = *recent;
  return true;
}

ren_status ren_edits_add(ren_edits *edits, const ren_edit *edit, ren_error *err) {
  if (!ren_grow(&edits->list, &edits->cap, edits->count, sizeof *edits->list)) return ren_fail_nomem(err);
  ren_edit copy = *edit;
  if (!keep(edits, edit->after, &copy.after)) return ren_fail_nomem(err);
  if (edits->count && edits->list[edits->count - 1].offset > copy.offset) edits->unsorted = true;
  edits->list[edits->count++] = copy;
  return REN_OK;
}

size_t ren_edits_count(const ren_edits *edits) { return edits->count; }

const ren_edit *ren_edits_get(const ren_edits *edits, size_t i) { return &edits->list[i]; }

ren_step ren_edits_step(const ren_edits *edits) { return edits->step; }

void ren_edits_filter(ren_edits *edits, float min_confidence) {
  size_t kept = 0;
  for (size_t i = 0; i < edits->count; i++)
    if (edits->list[i].confidence >= min_confidence) edits->list[kept++] = edits->list[i];
  edits->count = kept;
}
