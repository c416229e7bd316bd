/* Edits come in order but for a few that were found later: runs that are in order are
 * found and merged, so a sorted list costs one look and a second look's edits one pass. */
#include "text/edits.h"

#include <string.h>

#include "alloc.h"

/* Insertions stand before what follows them; equal places keep the order of adding. */
static bool comes_before(const ren_edit *a, const ren_edit *b) {
  if (a->offset != b->offset) return a->offset < b->offset;
  return a->length == 0 && b->length != 0;
}

/* The ends of the runs that are in order. NULL when out of memory. */
static size_t *find_runs(const ren_edits *edits, size_t *count) {
  size_t *ends = NULL, cap = 0;
  *count = 0;
  for (size_t i = 1; i <= edits->count; i++) {
    if (i < edits->count && !comes_before(&edits->list[i], &edits->list[i - 1])) continue;
    if (!ren_grow(&ends, &cap, *count, sizeof *ends)) {
      ren_free(ends);
      return NULL;
    }
    ends[(*count)++] = i;
  }
  return ends;
}

static void merge(const ren_edit *from, size_t start, size_t middle, size_t end, ren_edit *to) {
  size_t a = start, b = middle;
  for (size_t i = start; i < end; i++) {
    bool second = a == middle || (b < end && comes_before(&from[b], &from[a]));
    to[i] = second ? from[b++] : from[a++];
  }
}

ren_status ren__edits_sort(ren_edits *edits, ren_error *err) {
  size_t count;
  if (!edits->unsorted) return REN_OK;
  size_t *ends = find_runs(edits, &count);
  ren_edit *other = ends ? ren_realloc_array(NULL, edits->count, sizeof *other) : NULL;
  if (!other) {
    ren_free(ends);
    return ren_fail_nomem(err);
  }
  ren_edit *from = edits->list, *to = other;
  while (count > 1) {
    size_t kept = 0, start = 0;
    for (size_t i = 0; i < count; i += 2) {
      size_t middle = ends[i], end = i + 1 < count ? ends[i + 1] : middle;
      merge(from, start, middle, end, to);
      ends[kept++] = start = end;
    }
    count = kept;
    ren_edit *swap = from;
    from = to;
    to = swap;
  }
  if (from != edits->list) memcpy(edits->list, from, edits->count * sizeof *from);
  edits->unsorted = false;
  ren_free(ends);
  ren_free(other);
  return REN_OK;
}
