#include "dedup/edit_distance.h"

#include "dedup/skeleton.h"

#include <string.h>

enum { WORD = 64, BLOCKS = REN__EDIT_MAX / WORD };

/* One block of 64 rows moved one column on. hin and the result are the horizontal
 * differences at its top and bottom: -1, 0 or 1 (Hyyrö 2003, figure 8). */
static int advance(uint64_t *pv, uint64_t *mv, uint64_t eq, int hin, unsigned last) {
  uint64_t negative = hin < 0;
  uint64_t xv = eq | *mv;
  eq |= negative;
  uint64_t xh = (((eq & *pv) + *pv) ^ *pv) | eq;
  uint64_t ph = *mv | ~(xh | *pv);
  uint64_t mh = *pv & xh;
  int hout = (int)((ph >> last) & 1) - (int)((mh >> last) & 1);
  ph = (ph << 1) | (hin > 0);
  mh = (mh << 1) | negative;
  *pv = mh | ~(xv | ph);
  *mv = ph & xv;
  return hout;
}

static size_t distance_one(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
  uint64_t eq[REN__LETTER_CODES] = {0};
  for (size_t i = 0; i < a_len; i++) eq[a[i]] |= UINT64_C(1) << i;
  uint64_t pv = ~UINT64_C(0), mv = 0;
  size_t distance = a_len;
  unsigned last = (unsigned)(a_len - 1);
  for (size_t j = 0; j < b_len; j++) distance += (size_t)(ptrdiff_t)advance(&pv, &mv, eq[b[j]], 1, last);
  return distance;
}

/* Rows on either side of the straight line from corner to corner that are looked at: copies
 * do not drift further apart than a sixth of their length. Paths beyond are not seen: for
 * long runs the distance is an upper bound. */
static size_t band_of(size_t len) { return len <= 4 * WORD ? len : len / 6 + 2 * WORD; }

static size_t distance_blocks(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
  uint64_t eq[BLOCKS][REN__LETTER_CODES], pv[BLOCKS], mv[BLOCKS];
  size_t blocks = (a_len + WORD - 1) / WORD, band = band_of(a_len), low = 0, high = 0; /* blocks low..high-1 */
  memset(eq, 0, blocks * sizeof eq[0]);
  for (size_t i = 0; i < a_len; i++) eq[i / WORD][a[i]] |= UINT64_C(1) << (i % WORD);
  size_t distance = 0; /* at the bottom of the last block at hand */
  unsigned last = (unsigned)((a_len - 1) % WORD);
  for (size_t j = 0; j < b_len; j++) {
    size_t row = (j + 1) * a_len / b_len, most = (row + band) / WORD + 1;
    for (; high < blocks && high < most; high++) { /* below the band everything is a deletion */
      pv[high] = ~UINT64_C(0), mv[high] = 0;
      distance += high + 1 == blocks ? last + 1 : WORD;
    }
    if (row > band) low = (row - band) / WORD;
    int h = 1; /* the first row counts up: both runs are aligned from their starts */
    for (size_t k = low; k < high; k++) h = advance(&pv[k], &mv[k], eq[k][b[j]], h, k + 1 == blocks ? last : WORD - 1);
    distance += (size_t)(ptrdiff_t)h;
  }
  return distance;
}

size_t ren__edit_distance(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
  while (a_len && b_len && *a == *b) a++, b++, a_len--, b_len--;
  while (a_len && b_len && a[a_len - 1] == b[b_len - 1]) a_len--, b_len--;
  if (a_len > b_len) {
    const uint8_t *run = a;
    size_t len = a_len;
    a = b, a_len = b_len;
    b = run, b_len = len;
  }
  if (a_len == 0) return b_len;
  return a_len <= WORD ? distance_one(a, a_len, b, b_len) : distance_blocks(a, a_len, b, b_len);
}

/* Scores in half letters. Random Swedish loses about one a letter, text with a
 * third of its letters wrong still gains. */
enum { MATCH = 2, MISS = -3, DROP = 24, BAND = 64, FAR = -1000000 };

/* A row of scores: cell[1] is column `low`; before the first and behind the last stands FAR. */
typedef struct band {
  int cell[BAND + 2];
  size_t low, count;
} band;

static int max_of(int x, int y) { return x > y ? x : y; }

/* The next row from the one before; x is its letter of a. Cells that fell behind
 * the best by more than DROP are dead. */
static void next_row(band *row, const band *before, uint8_t x, const uint8_t *b, size_t b_len, int step, int best) {
  int left = FAR, least = best - DROP;
  size_t j = before->low, k = 1;
  row->low = j;
  row->count = 0;
  for (; j <= b_len && row->count < BAND; j++, k++) {
    bool known = k <= before->count + 1;
    if (!known && left + MISS <= least) break;
    int score = left + MISS;
    if (known) {
      bool same = j > 0 && x == (step > 0 ? b[j - 1] : b[-(ptrdiff_t)j]);
      score = max_of(score, max_of(before->cell[k] + MISS, before->cell[k - 1] + (same ? MATCH : MISS)));
    }
    left = score;
    if (score >= least)
      row->cell[++row->count] = score;
    else if (row->count)
      row->cell[++row->count] = FAR;
    else
      row->low = j + 1;
  }
  row->cell[0] = row->cell[row->count + 1] = FAR;
}

ren__extension ren__extend(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len, int step) {
  band rows[2];
  ren__extension end = {0};
  int best = 0;
  rows[0].low = rows[0].count = 0;
  for (size_t j = 0; j <= b_len && j < BAND && (int)j * MISS >= -DROP; j++)
    rows[0].cell[++rows[0].count] = (int)j * MISS;
  rows[0].cell[0] = rows[0].cell[rows[0].count + 1] = FAR;
  for (size_t i = 1; i <= a_len; i++) {
    band *row = &rows[i & 1];
    next_row(row, &rows[(i - 1) & 1], step > 0 ? a[i - 1] : a[-(ptrdiff_t)i], b, b_len, step, best);
    while (row->count && row->cell[row->count] == FAR) row->count--; /* the dead on the right are not carried on */
    if (row->count == 0) break;
    for (size_t k = 1; k <= row->count; k++)
      if (row->cell[k] > best) {
        best = row->cell[k];
        end.a = i;
        end.b = row->low + k - 1;
      }
  }
  /* score = 2 matches - 3 edits, matches + edits = about the longer run */
  size_t longer = end.a > end.b ? end.a : end.b;
  end.edits = (2 * longer > (size_t)best ? 2 * longer - (size_t)best : 0) / (MATCH - MISS);
  return end;
}
