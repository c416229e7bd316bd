#include "dedup/bridge.h"

#include "dedup/edit_distance.h"

#include <string.h>

enum {
  EVIDENCE = 12,   /* one letter in so many must be aligned already */
  OTHER_PLACE = 5, /* skip if more than one in so many of the stretch lies elsewhere */
  CLEAN_PERCENT = 6,
  CLEAN_STRETCH = 64 /* letters */
};

unsigned ren__bridge_limit(size_t letters, size_t edits, size_t edits_of) {
  if (edits * 100 <= edits_of * CLEAN_PERCENT) return letters <= CLEAN_STRETCH ? 50 : 0;
  if (letters < 40) return 50;
  return letters < 120 ? 55 : 61;
}

typedef struct stretch {
  size_t a0, a1, b0, b1;
} stretch;

static bool is_free(const uint8_t *taken, size_t from, size_t to) {
  return ren__count_taken(taken, from, to) * OTHER_PLACE <= to - from;
}

/* Edits within the stretch, or SIZE_MAX if it is no bridge. */
static size_t bridge_edits(stretch s, const ren__passage *beside, const ren__reading *a, const ren__reading *b) {
  size_t in_a = s.a1 - s.a0, in_b = s.b1 - s.b0, longer = in_a > in_b ? in_a : in_b, shorter = in_a + in_b - longer;
  if (longer == 0) return 0;
  if (longer > REN__EDIT_MAX || shorter * 10 < longer * 6) return SIZE_MAX;
  if (!is_free(a->taken, s.a0, s.a1) || !is_free(b->taken, s.b0, s.b1)) return SIZE_MAX;
  unsigned limit = ren__bridge_limit(longer, beside->edits, beside->a1 - beside->a0);
  if (limit == 0) return SIZE_MAX;
  size_t edits = ren__edit_distance(a->sk.letter + s.a0, in_a, b->sk.letter + s.b0, in_b);
  return edits * 100 <= longer * limit ? edits : SIZE_MAX;
}

static void take(stretch s, ren__reading *a, ren__reading *b) {
  memset(a->taken + s.a0, 1, s.a1 - s.a0);
  memset(b->taken + s.b0, 1, s.b1 - s.b0);
}

/* The longer side of an open end is cut to the length of the other. */
static size_t at_most(size_t length, size_t other) { return length > other + other / 8 ? other + other / 8 : length; }

static void bridge_head(ren__passage *first, ren__reading *a, ren__reading *b) {
  size_t in_a = at_most(first->a0, first->b0), in_b = at_most(first->b0, first->a0);
  stretch s = {first->a0 - in_a, first->a0, first->b0 - in_b, first->b0};
  size_t edits = bridge_edits(s, first, a, b);
  if (edits == SIZE_MAX || in_a + in_b == 0) return;
  take(s, a, b);
  first->a0 = s.a0;
  first->b0 = s.b0;
  first->edits += edits;
}

static void bridge_tail(ren__passage *last, ren__reading *a, ren__reading *b) {
  size_t rest_a = a->sk.letters - last->a1, rest_b = b->sk.letters - last->b1;
  stretch s = {last->a1, last->a1 + at_most(rest_a, rest_b), last->b1, last->b1 + at_most(rest_b, rest_a)};
  size_t edits = bridge_edits(s, last, a, b);
  if (edits == SIZE_MAX || rest_a + rest_b == 0) return;
  take(s, a, b);
  last->a1 = s.a1;
  last->b1 = s.b1;
  last->edits += edits;
}

void ren__bridge(ren__passages *p, ren__reading *a, ren__reading *b) {
  size_t aligned = 0, kept = 0;
  size_t shorter = a->sk.letters < b->sk.letters ? a->sk.letters : b->sk.letters;
  for (size_t k = 0; k < p->count; k++) aligned += p->list[k].a1 - p->list[k].a0;
  if (p->count == 0 || aligned * EVIDENCE < shorter) return;
  for (size_t k = 1; k < p->count; k++) {
    ren__passage *last = &p->list[kept], next = p->list[k];
    size_t edits = SIZE_MAX;
    stretch s = {last->a1, next.a0, last->b1, next.b0};
    if (next.a0 >= last->a1 && next.b0 >= last->b1) edits = bridge_edits(s, last, a, b);
    if (edits == SIZE_MAX) {
      p->list[++kept] = next;
      continue;
    }
    take(s, a, b);
    last->a1 = next.a1;
    last->b1 = next.b1;
    last->edits += edits + next.edits;
  }
  p->count = kept + 1;
  bridge_head(&p->list[0], a, b);
  bridge_tail(&p->list[p->count - 1], a, b);
}
