#include "dedup/passages.h"

#include "alloc.h"
#include "dedup/bridge.h"
#include "dedup/edit_distance.h"

#include <stdlib.h>
#include <string.h>

enum {
  SMALL_GAP = 8,   /* letters: joined whatever they are */
  SMALL_HOLE = 24, /* letters: not counted, but the passage goes on behind it */
  MIN_LETTERS = 20,
  MAX_EDIT_PERCENT = 45,
  WEAK_SCORE = 14,
  MAX_CHAINS = 256, /* the best ones; what is left is chance */
  REACH = 320       /* letters that a passage is followed at a time beyond its last segment */
};

bool ren__reading_make(ren__reading *r, ren_str text, const ren__bone_store *store, size_t number) {
  r->text = text;
  if (!ren__bones_read(&r->bones, &r->marked, store, number) || !ren__skeleton_make(&r->sk, text)) return false;
  if (r->sk.letters + 1 > r->cap) {
    size_t cap = 2 * r->sk.letters + 64;
    ren_free(r->taken);
    r->taken = ren_alloc(cap);
    r->cap = r->taken ? cap : 0;
  }
  return r->taken != NULL;
}

void ren__reading_free(ren__reading *r) {
  ren__skeleton_free(&r->sk);
  ren__bone_buffer_free(&r->marked);
  ren_free(r->taken);
  *r = (ren__reading){0};
}

size_t ren__count_taken(const uint8_t *taken, size_t from, size_t to) {
  size_t count = 0;
  for (; from + 8 <= to; from += 8) { /* eight flags at a time: their sum ends in the highest byte */
    uint64_t flags;
    memcpy(&flags, taken + from, 8);
    count += flags * UINT64_C(0x0101010101010101) >> 56;
  }
  for (; from < to; from++) count += taken[from];
  return count;
}

static size_t max_of(size_t x, size_t y) { return x > y ? x : y; }
static size_t min_of(size_t x, size_t y) { return x < y ? x : y; }

/* Edits among the vowels and digits between the equal bones of a segment. */
static size_t segment_edits(const ren__skeleton *a, const ren__skeleton *b, size_t i, size_t j, size_t len) {
  size_t edits = 0;
  for (size_t k = 0; k + 1 < len; k++) {
    const uint8_t *x = a->letter + a->at[i + k] + 1, *y = b->letter + b->at[j + k] + 1;
    size_t x_len = a->at[i + k + 1] - a->at[i + k] - 1, y_len = b->at[j + k + 1] - b->at[j + k] - 1;
    if (x_len == 1 && y_len == 1)
      edits += *x != *y;
    else if (x_len || y_len)
      edits += x_len > 8 || y_len > 8 ? max_of(x_len, y_len) : ren__edit_distance(x, x_len, y, y_len);
  }
  return edits;
}

static bool add_piece(ren__passages *p, ren__passage piece) {
  if (!ren_grow(&p->piece, &p->piece_cap, p->pieces, sizeof *p->piece)) return false;
  p->piece[p->pieces++] = piece;
  return true;
}

/* Ends the passage at hand: keeps it if it is long and like enough, and new. */
static bool finish(ren__passages *p, ren__reading *a, ren__reading *b) {
  size_t in_a = 0, in_b = 0, edits = 0, old_a = 0, old_b = 0, pieces = p->pieces;
  for (size_t k = 0; k < pieces; k++) {
    const ren__passage *piece = &p->piece[k];
    in_a += piece->a1 - piece->a0;
    in_b += piece->b1 - piece->b0;
    edits += piece->edits;
    old_a += ren__count_taken(a->taken, piece->a0, piece->a1);
    old_b += ren__count_taken(b->taken, piece->b0, piece->b1);
  }
  p->pieces = 0;
  if (min_of(in_a, in_b) < MIN_LETTERS || edits * 100 > max_of(in_a, in_b) * MAX_EDIT_PERCENT) return true;
  if (old_a * 2 > in_a || old_b * 2 > in_b) return true;
  for (size_t k = 0; k < pieces; k++) {
    const ren__passage *piece = &p->piece[k];
    memset(a->taken + piece->a0, 1, piece->a1 - piece->a0);
    memset(b->taken + piece->b0, 1, piece->b1 - piece->b0);
  }
  if (!ren_grow(&p->list, &p->cap, p->count, sizeof *p->list)) return false;
  const ren__passage *first = &p->piece[0], *last = &p->piece[pieces - 1];
  p->list[p->count++] = (ren__passage){first->a0, last->a1, first->b0, last->b1, edits};
  return true;
}

/* Free letters before (or behind) a place: extensions stop at what is taken. */
static size_t free_before(const uint8_t *taken, size_t at) {
  size_t room = min_of(at, REACH);
  const uint8_t *last = memrchr(taken + at - room, 1, room);
  return last ? (size_t)(taken + at - last) - 1 : room;
}

static size_t free_behind(const uint8_t *taken, size_t at, size_t end) {
  size_t room = min_of(end - at, REACH);
  const uint8_t *first = memchr(taken + at, 1, room);
  return first ? (size_t)(first - (taken + at)) : room;
}

/* Do the next letters fit at all, on one of the nearest diagonals? Most chance
 * meetings end here, for a fraction of what following them would cost. */
static bool worth_following(const uint8_t *a, size_t a_room, const uint8_t *b, size_t b_room, int step) {
  enum { LOOK = 12, NEED = 5, SHIFT = 2 };
  if (a_room < LOOK + SHIFT || b_room < LOOK + SHIFT) return a_room && b_room;
  for (int shift = -SHIFT; shift <= SHIFT; shift++) {
    int fits = 0, skip_a = shift > 0 ? shift : 0, skip_b = shift < 0 ? -shift : 0;
    for (int k = 0; k < LOOK; k++)
      fits += step > 0 ? a[skip_a + k] == b[skip_b + k] : a[-1 - skip_a - k] == b[-1 - skip_b - k];
    if (fits >= NEED) return true;
  }
  return false;
}

static void grow_left(ren__passage *piece, const ren__reading *a, const ren__reading *b, size_t a_room, size_t b_room) {
  const uint8_t *x = a->sk.letter + piece->a0, *y = b->sk.letter + piece->b0;
  if (!worth_following(x, a_room, y, b_room, -1)) return;
  ren__extension e = ren__extend(x, a_room, y, b_room, -1);
  piece->a0 -= e.a;
  piece->b0 -= e.b;
  piece->edits += e.edits;
}

static void grow_right(ren__passage *piece, const ren__reading *a, const ren__reading *b, size_t a_room,
                       size_t b_room) {
  const uint8_t *x = a->sk.letter + piece->a1, *y = b->sk.letter + piece->b1;
  if (!worth_following(x, a_room, y, b_room, 1)) return;
  ren__extension e = ren__extend(x, a_room, y, b_room, 1);
  piece->a1 += e.a;
  piece->b1 += e.b;
  piece->edits += e.edits;
}

/* Puts `next` behind the piece at hand: joined, behind a small hole, or as the
 * start of a new passage. */
static bool join(ren__passages *p, ren__passage *piece, ren__passage next, ren__reading *a, ren__reading *b) {
  size_t gap_a = next.a0 - piece->a1, gap_b = next.b0 - piece->b1, wide = max_of(gap_a, gap_b);
  size_t edits = wide, limit = ren__bridge_limit(wide, piece->edits, piece->a1 - piece->a0);
  if (wide > SMALL_GAP && limit && wide <= REN__EDIT_MAX && min_of(gap_a, gap_b) * 2 >= wide)
    edits = ren__edit_distance(a->sk.letter + piece->a1, gap_a, b->sk.letter + piece->b1, gap_b);
  if (wide <= SMALL_GAP || edits * 100 <= wide * limit) {
    piece->edits += edits + next.edits;
    piece->a1 = next.a1;
    piece->b1 = next.b1;
    return true;
  }
  grow_right(piece, a, b, gap_a, gap_b);
  grow_left(&next, a, b, next.a0 - piece->a1, next.b0 - piece->b1);
  if (!add_piece(p, *piece)) return false;
  size_t hole = max_of(next.a0 - piece->a1, next.b0 - piece->b1);
  *piece = next;
  return hole <= SMALL_HOLE || finish(p, a, b);
}

/* Beyond the ends of a chain there is no segment to stop at. */
static void follow_left(ren__passage *piece, const ren__reading *a, const ren__reading *b) {
  size_t before;
  do {
    before = piece->a0;
    grow_left(piece, a, b, free_before(a->taken, piece->a0), free_before(b->taken, piece->b0));
  } while (before - piece->a0 > REACH / 2);
}

static void follow_right(ren__passage *piece, const ren__reading *a, const ren__reading *b) {
  size_t before;
  do {
    before = piece->a1;
    grow_right(piece, a, b, free_behind(a->taken, piece->a1, a->sk.letters),
               free_behind(b->taken, piece->b1, b->sk.letters));
  } while (piece->a1 - before > REACH / 2);
}

static ren__passage of_segment(const ren__skeleton *a, const ren__skeleton *b, ren__segment s) {
  return (ren__passage){a->at[s.i], (size_t)a->at[s.i + s.len - 1] + 1, b->at[s.j], (size_t)b->at[s.j + s.len - 1] + 1,
                        segment_edits(a, b, s.i, s.j, s.len)};
}

/* Cuts off what of s lies before the end of the one before it. */
static ren__segment trimmed(ren__segment s, ren__segment before) {
  uint32_t end_a = before.i + before.len, end_b = before.j + before.len;
  uint32_t cut_a = end_a > s.i ? end_a - s.i : 0, cut_b = end_b > s.j ? end_b - s.j : 0;
  uint32_t cut = cut_a > cut_b ? cut_a : cut_b;
  if (cut >= s.len) cut = s.len - 1;
  return (ren__segment){s.i + cut, s.j + cut, s.len - cut};
}

static bool walk_chain(ren__passages *p, const ren__chains *c, const ren__chain *chain, ren__reading *a,
                       ren__reading *b) {
  const uint32_t *order = c->order + chain->first;
  const ren__segment *segment = c->segment;
  ren__segment last = segment[order[0]];
  ren__passage piece = of_segment(&a->sk, &b->sk, last);
  p->pieces = 0;
  follow_left(&piece, a, b);
  for (size_t k = 1; k < chain->count; k++) {
    ren__segment s = trimmed(segment[order[k]], last);
    if (!join(p, &piece, of_segment(&a->sk, &b->sk, s), a, b)) return false;
    last = s;
  }
  follow_right(&piece, a, b);
  return add_piece(p, piece) && finish(p, a, b);
}

/* Do the ends of the chain lie on letters taken already, on both sides? */
static bool is_old(const ren__chains *c, const ren__chain *chain, const ren__reading *a, const ren__reading *b) {
  const ren__segment *first = &c->segment[c->order[chain->first]];
  const ren__segment *last = &c->segment[c->order[chain->first + chain->count - 1]];
  size_t a0 = a->sk.at[first->i], a1 = a->sk.at[last->i + last->len - 1];
  size_t b0 = b->sk.at[first->j], b1 = b->sk.at[last->j + last->len - 1];
  return (a->taken[a0] && a->taken[a1]) || (b->taken[b0] && b->taken[b1]);
}

static int by_a(const void *x, const void *y) {
  const ren__passage *p = x, *q = y;
  if (p->a0 != q->a0) return p->a0 < q->a0 ? -1 : 1;
  return (p->b0 > q->b0) - (p->b0 < q->b0);
}

bool ren__passages_find(ren__passages *p, const ren__chains *c, ren__reading *a, ren__reading *b) {
  p->count = 0;
  memset(a->taken, 0, a->sk.letters);
  memset(b->taken, 0, b->sk.letters);
  size_t shorter = min_of(a->sk.letters, b->sk.letters), found = 0, aligned = 0;
  for (size_t k = 0; k < c->chains && k < MAX_CHAINS; k++) {
    /* weak chains are told only between texts that have much in common anyway */
    for (; found < p->count; found++) aligned += p->list[found].a1 - p->list[found].a0;
    if (c->chain[k].score < WEAK_SCORE && aligned * 10 < shorter) break;
    if (is_old(c, &c->chain[k], a, b)) continue;
    if (!walk_chain(p, c, &c->chain[k], a, b)) return false;
  }
  if (p->count > 1) qsort(p->list, p->count, sizeof *p->list, by_a);
  ren__bridge(p, a, b);
  return true;
}

void ren__passages_free(ren__passages *p) {
  ren_free(p->list);
  ren_free(p->piece);
  *p = (ren__passages){0};
}
