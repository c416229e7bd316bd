#include "align.h"
#include "alloc.h"

#include <string.h>

/* BASE: cells of a matrix that is filled whole. PIECE: symbols between cuts, so
 * that long texts cost time in proportion to their length. BLIND: the same where
 * there is nothing to cut at. */
enum { BASE_CELLS = 1 << 14, PIECE = 1 << 11, BLIND = 1 << 13, LEVELS = 2 };
#define PIECE_CELLS ((uint64_t)1 << 28)

typedef struct work {
  ren__runs *out;
  ren__rows rows;
  uint32_t *ahead, *behind; /* last rows from both ends */
  unsigned char *moves;     /* BASE_CELLS of directions */
  uint32_t *line;           /* one row of scores */
  ren__symbols a, b;        /* the whole series */
  const ren__align_opts *opts;
  bool failed;
  ren_error *err;
} work;

bool ren__runs_add(ren__runs *runs, ren__op op, size_t a, size_t b, size_t length) {
  if (length == 0) return true;
  if (op == REN__SAME)
    runs->same += length;
  else
    runs->errors += length;
  ren__run *last = runs->count ? &runs->ptr[runs->count - 1] : NULL;
  if (last && last->op == op && (op == REN__ADDED || last->a + last->length == a) &&
      (op == REN__LOST || last->b + last->length == b)) {
    last->length += length;
    return true;
  }
  if (!ren_grow(&runs->ptr, &runs->cap, runs->count, sizeof *runs->ptr)) return false;
  runs->ptr[runs->count++] = (ren__run){op, a, b, length};
  return true;
}

void ren__runs_clear(ren__runs *runs) {
  ren_free(runs->ptr);
  *runs = (ren__runs){0};
}

static void emit(work *w, ren__op op, size_t a, size_t b, size_t length) {
  if (!ren__runs_add(w->out, op, a, b, length)) w->failed = true;
}

/* A piece of both series: [a, a + n) and [b, b + m). */
typedef struct piece {
  size_t a, n, b, m;
} piece;

enum { MOVE_DIAGONAL, MOVE_LOST, MOVE_ADDED };

static void fill_moves(work *w, piece p) {
  const uint32_t *a = w->a.ptr + p.a, *b = w->b.ptr + p.b;
  uint32_t *line = w->line;
  for (size_t j = 0; j <= p.m; j++) line[j] = (uint32_t)j;
  for (size_t i = 1; i <= p.n; i++) {
    uint32_t corner = line[0];
    line[0] = (uint32_t)i;
    unsigned char *moves = w->moves + (i - 1) * p.m;
    for (size_t j = 1; j <= p.m; j++) {
      uint32_t best = corner + (a[i - 1] != b[j - 1]);
      unsigned char move = MOVE_DIAGONAL;
      if (line[j] + 1 < best) {
        best = line[j] + 1;
        move = MOVE_LOST;
      }
      if (line[j - 1] + 1 < best) {
        best = line[j - 1] + 1;
        move = MOVE_ADDED;
      }
      corner = line[j];
      line[j] = best;
      moves[j - 1] = move;
    }
  }
}

/* The whole matrix of a small piece. The path is found from its end, kept behind
 * the matrix and given out in order. */
static void solve_small(work *w, piece p) {
  fill_moves(w, p);
  unsigned char *path = w->moves + (size_t)BASE_CELLS;
  size_t steps = 0, i = p.n, j = p.m;
  while (i > 0 && j > 0) {
    unsigned char move = w->moves[(i - 1) * p.m + (j - 1)];
    path[steps++] = move;
    if (move != MOVE_ADDED) i--;
    if (move != MOVE_LOST) j--;
  }
  emit(w, REN__LOST, p.a, p.b, i);
  emit(w, REN__ADDED, p.a, p.b, j);
  size_t at_a = p.a + i, at_b = p.b + j;
  while (steps-- > 0) {
    if (path[steps] == MOVE_LOST) {
      emit(w, REN__LOST, at_a++, at_b, 1);
    } else if (path[steps] == MOVE_ADDED) {
      emit(w, REN__ADDED, at_a, at_b++, 1);
    } else {
      emit(w, w->a.ptr[at_a] == w->b.ptr[at_b] ? REN__SAME : REN__CHANGED, at_a, at_b, 1);
      at_a++;
      at_b++;
    }
  }
}

/* One symbol against many. */
static void solve_single(work *w, piece p) {
  size_t at = 0;
  while (at < p.m && w->b.ptr[p.b + at] != w->a.ptr[p.a]) at++;
  bool found = at < p.m;
  if (!found) at = 0;
  emit(w, REN__ADDED, p.a, p.b, at);
  emit(w, found ? REN__SAME : REN__CHANGED, p.a, p.b + at, 1);
  emit(w, REN__ADDED, p.a + 1, p.b + at + 1, p.m - at - 1);
}

static size_t trim_start(work *w, piece *p) {
  size_t same = 0, max = p->n < p->m ? p->n : p->m;
  while (same < max && w->a.ptr[p->a + same] == w->b.ptr[p->b + same]) same++;
  *p = (piece){p->a + same, p->n - same, p->b + same, p->m - same};
  return same;
}

static size_t trim_end(work *w, piece *p) {
  size_t same = 0, max = p->n < p->m ? p->n : p->m;
  while (same < max && w->a.ptr[p->a + p->n - 1 - same] == w->b.ptr[p->b + p->m - 1 - same]) same++;
  p->n -= same;
  p->m -= same;
  return same;
}

/* Where the better half of b ends when a is halved: the first of equals. */
static size_t best_split(work *w, piece p, size_t half) {
  ren__symbols first = {w->a.ptr + p.a, half}, rest = {w->a.ptr + p.a + half, p.n - half};
  ren__symbols b = {w->b.ptr + p.b, p.m};
  ren__last_row(&w->rows, first, b, false, w->ahead);
  ren__last_row(&w->rows, rest, b, true, w->behind);
  size_t best = 0;
  uint64_t least = UINT64_MAX;
  for (size_t j = 0; j <= p.m; j++) {
    uint64_t sum = (uint64_t)w->ahead[j] + w->behind[p.m - j];
    if (sum < least) {
      least = sum;
      best = j;
    }
  }
  return best;
}

/* Depth: at most log2 of the longest series, as a is halved each time. */
static void solve(work *w, piece p) {
  size_t start_a = p.a, start_b = p.b, head = trim_start(w, &p), tail = trim_end(w, &p);
  emit(w, REN__SAME, start_a, start_b, head);
  if (p.n == 0 || p.m == 0) {
    emit(w, REN__LOST, p.a, p.b, p.n);
    emit(w, REN__ADDED, p.a, p.b, p.m);
  } else if (p.n == 1) {
    solve_single(w, p);
  } else if ((uint64_t)p.n * p.m <= BASE_CELLS) {
    solve_small(w, p);
  } else {
    size_t half = p.n / 2, split = best_split(w, p, half);
    solve(w, (piece){p.a, half, p.b, split});
    solve(w, (piece){p.a + half, p.n - half, p.b + split, p.m - split});
  }
  emit(w, REN__SAME, p.a + p.n, p.b + p.m, tail);
}

static void solve_blind(work *w, piece p) {
  size_t longer = p.n > p.m ? p.n : p.m, parts = longer / BLIND + 1;
  for (size_t i = 0; i < parts; i++) {
    size_t a0 = p.n * i / parts, a1 = p.n * (i + 1) / parts, b0 = p.m * i / parts, b1 = p.m * (i + 1) / parts;
    solve(w, (piece){p.a + a0, a1 - a0, p.b + b0, b1 - b0});
  }
}

static void solve_large(work *w, piece p, unsigned level) {
  uint64_t exact = level ? PIECE_CELLS : w->opts->exact ? w->opts->exact : REN__ALIGN_EXACT;
  if (p.n == 0 || p.m == 0 || (uint64_t)p.n <= exact / p.m) {
    solve(w, p);
    return;
  }
  if (level == LEVELS) {
    solve_blind(w, p);
    return;
  }
  ren__cut *cuts = NULL;
  size_t count = 0;
  ren__symbols a = {w->a.ptr + p.a, p.n}, b = {w->b.ptr + p.b, p.m};
  if (ren__find_cuts(&cuts, &count, a, b, w->opts->grams[level], w->err) != REN_OK) {
    w->failed = true;
    return;
  }
  size_t done_a = 0, done_b = 0;
  for (size_t i = 0; i < count; i++) {
    if (cuts[i].a - done_a < PIECE && cuts[i].b - done_b < PIECE) continue;
    solve_large(w, (piece){p.a + done_a, cuts[i].a - done_a, p.b + done_b, cuts[i].b - done_b}, level + 1);
    done_a = cuts[i].a;
    done_b = cuts[i].b;
  }
  ren_free(cuts);
  solve_large(w, (piece){p.a + done_a, p.n - done_a, p.b + done_b, p.m - done_b}, level + 1);
}

ren_status ren__align(ren__runs *out, ren__symbols a, ren__symbols b, const ren__align_opts *opts, ren_error *err) {
  *out = (ren__runs){0};
  if (a.len > UINT32_MAX / 2 || b.len > UINT32_MAX / 2)
    return ren_fail(err, REN_ELIMIT, "texts of more than two thousand million letters cannot be aligned");
  work w = {.out = out, .a = a, .b = b, .opts = opts, .err = err};
  piece all = {0, a.len, 0, b.len};
  size_t head = trim_start(&w, &all), tail = trim_end(&w, &all);
  w.ahead = ren_alloc_array(all.m + 1, sizeof *w.ahead);
  w.behind = ren_alloc_array(all.m + 1, sizeof *w.behind);
  w.moves = ren_alloc((size_t)BASE_CELLS * 3 + 2); /* the cells, then a path of at most n + m moves */
  w.line = ren_alloc_array((size_t)BASE_CELLS + 1, sizeof *w.line);
  w.failed = !ren__rows_init(&w.rows, opts->kinds, all.m) || !w.ahead || !w.behind || !w.moves || !w.line;
  if (!w.failed) {
    emit(&w, REN__SAME, 0, 0, head);
    solve_large(&w, all, 0);
    emit(&w, REN__SAME, all.a + all.n, all.b + all.m, tail);
  }
  ren__rows_clear(&w.rows);
  ren_free(w.ahead);
  ren_free(w.behind);
  ren_free(w.moves);
  ren_free(w.line);
  if (!w.failed) return REN_OK;
  ren__runs_clear(out);
  return ren_fail_nomem(err);
}
