/* align.h: a cheapest alignment (unit costs) of two series of symbols, in memory
 * that grows with their lengths, not with the product.
 *
 * - Rows of the distance matrix are computed 64 at a time by bit vectors (Myers,
 *   "A fast bit-vector algorithm for approximate string matching", JACM 1999, in
 *   the block form of Hyyrö, 2003), one band of 64 rows over all columns, so that
 *   only one horizontal difference per column is kept.
 * - The path is found by halving (Hirschberg, CACM 1975) with those rows.
 * - Series whose matrix is beyond REN__ALIGN_EXACT cells are first cut at runs of
 *   symbols that occur once in each (as patience diff does), in their longest
 *   increasing order; each piece is then aligned exactly. The cost is then an
 *   upper bound, equal to the distance wherever a cheapest path goes through the
 *   cuts. Series without such runs are cut in proportion.
 */
#ifndef REN_ALIGN_H
#define REN_ALIGN_H

#include <renskrift/base.h>

#define REN__ALIGN_EXACT ((uint64_t)1 << 33)

typedef enum ren__op { REN__SAME, REN__CHANGED, REN__LOST, REN__ADDED } ren__op;

/* A run of one kind: `length` symbols from a (all but ADDED) and b (all but LOST). */
typedef struct ren__run {
  ren__op op;
  size_t a, b, length;
} ren__run;

typedef struct ren__runs {
  ren__run *ptr;
  size_t count, cap;
  size_t errors; /* symbols changed, lost or added */
  size_t same;   /* symbols that agree */
} ren__runs;

typedef struct ren__symbols {
  const uint32_t *ptr; /* each below `kinds` */
  size_t len;
} ren__symbols;

typedef struct ren__align_opts {
  uint32_t kinds;  /* number of different symbols */
  size_t grams[2]; /* lengths of the runs to cut at: strict, then loose */
  uint64_t exact;  /* cells up to which no cuts are made; 0: REN__ALIGN_EXACT */
} ren__align_opts;

/* REN_ENOMEM, REN_ELIMIT. Deterministic. Free with ren__runs_clear. */
ren_status ren__align(ren__runs *out, ren__symbols a, ren__symbols b, const ren__align_opts *opts, ren_error *err);
void ren__runs_clear(ren__runs *runs);
bool ren__runs_add(ren__runs *runs, ren__op op, size_t a, size_t b, size_t length);

/* Inside the aligner. A pair of places where both series may be cut. */
typedef struct ren__cut {
  size_t a, b;
} ren__cut;

/* Common runs of `gram` symbols that occur once in each series, in the longest
 * order that increases in both. *out is freed with ren_free. */
ren_status ren__find_cuts(ren__cut **out, size_t *count, ren__symbols a, ren__symbols b, size_t gram, ren_error *err);

/* Work space of the bit-vector rows. */
typedef struct ren__rows {
  uint64_t *masks;    /* per symbol: where it stands in the 64 rows at hand */
  signed char *steps; /* per column: difference to the column before */
  size_t columns;
} ren__rows;

bool ren__rows_init(ren__rows *rows, uint32_t kinds, size_t columns);
void ren__rows_clear(ren__rows *rows);
/* scores[j] = distance of all of a to the first j symbols of b, j = 0..b.len.
 * backwards: of the reversed series. */
void ren__last_row(ren__rows *rows, ren__symbols a, ren__symbols b, bool backwards, uint32_t *scores);

#endif
