#include "align.h"
#include "alloc.h"

#include <string.h>

bool ren__rows_init(ren__rows *rows, uint32_t kinds, size_t columns) {
  *rows = (ren__rows){.columns = columns};
  rows->masks = ren_alloc_array(kinds, sizeof *rows->masks);
  rows->steps = ren_alloc_array(columns, sizeof *rows->steps);
  return rows->masks && rows->steps;
}

void ren__rows_clear(ren__rows *rows) {
  ren_free(rows->masks);
  ren_free(rows->steps);
  *rows = (ren__rows){0};
}

static uint32_t symbol_at(ren__symbols s, size_t i, bool backwards) { return s.ptr[backwards ? s.len - 1 - i : i]; }

/* One band of up to 64 rows over all columns. steps[] holds the horizontal
 * differences along the band's upper edge and gets those along its lower edge. */
static void sweep_band(const ren__rows *rows, ren__symbols b, bool backwards, unsigned height) {
  const uint64_t *masks = rows->masks;
  signed char *steps = rows->steps;
  const unsigned last = height - 1;
  uint64_t up = ~UINT64_C(0), down = 0; /* vertical differences +1 and -1 */
  for (size_t j = 0; j < b.len; j++) {
    uint64_t match = masks[symbol_at(b, j, backwards)];
    const uint64_t in_plus = steps[j] > 0, in_minus = steps[j] < 0;
    const uint64_t diagonal = match | down;
    match |= in_minus;
    const uint64_t zero = (((match & up) + up) ^ up) | match;
    uint64_t right_plus = down | ~(zero | up), right_minus = up & zero;
    steps[j] = (signed char)((int)((right_plus >> last) & 1) - (int)((right_minus >> last) & 1));
    right_plus = (right_plus << 1) | in_plus;
    right_minus = (right_minus << 1) | in_minus;
    up = right_minus | ~(diagonal | right_plus);
    down = right_plus & diagonal;
  }
}

void ren__last_row(ren__rows *rows, ren__symbols a, ren__symbols b, bool backwards, uint32_t *scores) {
  memset(rows->steps, 1, b.len); /* row 0: j symbols are added */
  for (size_t top = 0; top < a.len; top += 64) {
    unsigned height = a.len - top < 64 ? (unsigned)(a.len - top) : 64;
    for (unsigned i = 0; i < height; i++) rows->masks[symbol_at(a, top + i, backwards)] |= UINT64_C(1) << i;
    sweep_band(rows, b, backwards, height);
    for (unsigned i = 0; i < height; i++) rows->masks[symbol_at(a, top + i, backwards)] = 0;
  }
  uint32_t score = (uint32_t)a.len;
  scores[0] = score;
  for (size_t j = 0; j < b.len; j++) {
    score = (uint32_t)((int64_t)score + rows->steps[j]);
    scores[j + 1] = score;
  }
}
