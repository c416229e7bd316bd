#include "dedup/moved_words.h"

#include "alloc.h"

#include <stdlib.h>

enum {
  LEAST_WORDS = 8, /* that must be free on both sides */
  ISLAND = 3,      /* equal words that do not tell */
  LEAST_VOTES = 4, /* for a shift */
  SLACK = 4,       /* shifts so near count as one: words are cut and joined */
  REACH = 24,      /* words between two votes */
  REPEATS = 8,     /* pairs of words more frequent than this do not vote */
  ROUNDS = 16
};

typedef struct word_pair {
  uint64_t key;
  size_t at;
} word_pair;

typedef struct vote {
  ptrdiff_t shift; /* b - a */
  size_t a;
} vote;

typedef struct mover {
  const ren__dedup_tokens *a, *b;
  bool *free_a, *free_b;
  word_pair *pairs; /* of b, sorted */
  size_t pair_count;
  vote *votes;
  size_t vote_count, vote_cap;
} mover;

static int by_key(const void *p, const void *q) {
  const word_pair *x = p, *y = q;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

static int by_shift(const void *p, const void *q) {
  const vote *x = p, *y = q;
  if (x->shift != y->shift) return x->shift < y->shift ? -1 : 1;
  return (x->a > y->a) - (x->a < y->a);
}

static uint64_t pair_key(const ren__dedup_tokens *t, size_t i) {
  return (uint64_t)t->list[i].key << 32 | t->list[i + 1].key;
}

static size_t words_in(const ren__unit *u) { return u->count_a > u->count_b ? u->count_a : u->count_b; }

/* A few words that happen to be equal between stretches that are not. */
static size_t island_end(const ren__units *units, size_t k) {
  size_t end = k, words = 0;
  for (; end < units->count && units->list[end].op != REN_DIFF_CHANGE; end++) words += units->list[end].count_a;
  size_t around = (k > 0 ? words_in(&units->list[k - 1]) : 0) + (end < units->count ? words_in(&units->list[end]) : 0);
  return words <= ISLAND && around >= LEAST_WORDS ? end : k;
}

static size_t mark_free(bool *free_words, const ren__units *units, bool second) {
  size_t count = 0;
  for (size_t k = 0, island = 0; k < units->count; k++) {
    const ren__unit *u = &units->list[k];
    size_t first = second ? u->b : u->a, n = second ? u->count_b : u->count_a;
    if (u->op != REN_DIFF_CHANGE && (k == 0 || units->list[k - 1].op == REN_DIFF_CHANGE)) island = island_end(units, k);
    if (u->op != REN_DIFF_CHANGE && k >= island) continue;
    for (size_t i = first; i < first + n; i++) free_words[i] = true, count++;
  }
  return count;
}

static void collect_pairs(mover *m) {
  m->pair_count = 0;
  for (size_t i = 0; i + 1 < m->b->count; i++)
    if (m->free_b[i] && m->free_b[i + 1]) m->pairs[m->pair_count++] = (word_pair){pair_key(m->b, i), i};
  qsort(m->pairs, m->pair_count, sizeof *m->pairs, by_key);
}

static bool collect_votes(mover *m) {
  m->vote_count = 0;
  for (size_t i = 0; i + 1 < m->a->count; i++) {
    if (!m->free_a[i] || !m->free_a[i + 1]) continue;
    uint64_t key = pair_key(m->a, i);
    size_t low = 0, high = m->pair_count;
    while (low < high) {
      size_t mid = low + (high - low) / 2;
      if (m->pairs[mid].key < key)
        low = mid + 1;
      else
        high = mid;
    }
    for (high = low; high < m->pair_count && m->pairs[high].key == key && high - low < REPEATS; high++) {
      if (!ren_grow(&m->votes, &m->vote_cap, m->vote_count, sizeof *m->votes)) return false;
      m->votes[m->vote_count++] = (vote){(ptrdiff_t)m->pairs[high].at - (ptrdiff_t)i, i};
    }
  }
  if (m->vote_count) qsort(m->votes, m->vote_count, sizeof *m->votes, by_shift);
  return true;
}

/* The votes first..first+count that agree most. */
static size_t best_votes(const mover *m, size_t *first) {
  size_t best = 0;
  for (size_t i = 0, run = 0; i < m->vote_count; i++) {
    const vote *v = &m->votes[i], *last = i ? v - 1 : NULL;
    bool near = last && v->shift - last->shift <= SLACK && (v->a > last->a ? v->a - last->a : last->a - v->a) <= REACH;
    run = near ? run + 1 : 1;
    if (run > best) best = run, *first = i + 1 - run;
  }
  return best;
}

static bool both_free(const mover *m, size_t a, size_t b) {
  return a < m->a->count && b < m->b->count && m->free_a[a] && m->free_b[b];
}

static bool is_free(const mover *m, const ren__unit *u) {
  for (size_t i = 0; i < u->count_a; i++)
    if (!m->free_a[u->a + i]) return false;
  for (size_t i = 0; i < u->count_b; i++)
    if (!m->free_b[u->b + i]) return false;
  return true;
}

/* Aligns the stretch around the votes, and takes its words. */
static bool take(mover *m, ren__units *moved, size_t first, size_t count) {
  size_t a0 = m->a->count, a1 = 0;
  for (size_t i = first; i < first + count; i++) {
    if (m->votes[i].a < a0) a0 = m->votes[i].a;
    if (m->votes[i].a > a1) a1 = m->votes[i].a;
  }
  ptrdiff_t shift = m->votes[first].shift;
  if ((ptrdiff_t)a0 + shift < 0) a0 = (size_t)-shift;
  size_t b0 = (size_t)((ptrdiff_t)a0 + shift), b1 = (size_t)((ptrdiff_t)a1 + shift);
  while (a0 > 0 && b0 > 0 && both_free(m, a0 - 1, b0 - 1)) a0--, b0--;
  while (both_free(m, a1 + 1, b1 + 1)) a1++, b1++;
  ren__dedup_tokens a = {m->a->list + a0, a1 - a0 + 1, 0}, b = {m->b->list + b0, b1 - b0 + 1, 0};
  ren__units part = {0};
  bool ok = ren__align_words(&part, &a, &b);
  for (size_t k = 0; ok && k < part.count; k++) {
    ren__unit u = part.list[k];
    u.a += a0, u.b += b0;
    bool between = k > 0 && k + 1 < part.count && u.count_a == u.count_b && u.count_a <= ISLAND;
    if ((u.op == REN_DIFF_CHANGE && !between) || !is_free(m, &u)) continue;
    ok = ren_grow(&moved->list, &moved->cap, moved->count, sizeof *moved->list);
    if (!ok) break;
    moved->list[moved->count++] = u;
    for (size_t i = 0; i < u.count_a; i++) m->free_a[u.a + i] = false;
    for (size_t i = 0; i < u.count_b; i++) m->free_b[u.b + i] = false;
  }
  for (size_t i = first; i < first + count; i++) m->free_a[m->votes[i].a] = false; /* so that it ends */
  ren__units_free(&part);
  return ok;
}

static bool run(mover *m, ren__units *moved) {
  for (int round = 0; round < ROUNDS; round++) {
    size_t first = 0;
    collect_pairs(m);
    if (!collect_votes(m)) return false;
    size_t count = best_votes(m, &first);
    if (count < LEAST_VOTES) return true;
    if (!take(m, moved, first, count)) return false;
  }
  return true;
}

bool ren__align_moved(ren__units *moved, const ren__units *units, const ren__dedup_tokens *a,
                      const ren__dedup_tokens *b) {
  mover m = {.a = a, .b = b};
  moved->count = 0;
  m.free_a = ren_alloc_array(a->count + 1, sizeof *m.free_a);
  m.free_b = ren_alloc_array(b->count + 1, sizeof *m.free_b);
  m.pairs = ren_alloc_array(b->count + 1, sizeof *m.pairs);
  bool ok = m.free_a && m.free_b && m.pairs;
  if (ok && mark_free(m.free_a, units, false) >= LEAST_WORDS && mark_free(m.free_b, units, true) >= LEAST_WORDS)
    ok = run(&m, moved);
  ren_free(m.free_a);
  ren_free(m.free_b);
  ren_free(m.pairs);
  ren_free(m.votes);
  return ok;
}
