/* Which way the letters of a page run. Tables are often set along the long side of an
 * upright page, and programs that turn pages forget to say so. */
#include "layer/layer.h"

#include "utf8.h"

#include <math.h>

enum { LETTERS_NEEDED = 12 };

static bool is_blank(uint32_t cp) { return cp == '\n' || cp == REN_BAD_CODEPOINT || ren_is_space(cp); }

/* Hebrew, Arabic and their like run to the left on an upright page. */
static bool runs_left(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFF);
}

static bool counts(const ren__letter *l) { return !is_blank(l->cp) && !runs_left(l->cp); }

/* Quarter of the step from one letter to the next of its word: 0 right, 1 down, 2 left,
 * 3 up; -1 for leaps and letters upon each other. */
static int quarter_of(const ren__letter *a, const ren__letter *b) {
  double dx = (b->x1 + b->x2 - a->x1 - a->x2) / 2, dy = (b->y1 + b->y2 - a->y1 - a->y2) / 2;
  double reach = 1.5 * fmax(fmax(a->size, b->size), 1), across = fabs(dx), down = fabs(dy);
  if (across > reach || down > reach) return -1;
  if (across > 3 * down) return dx > 0 ? 0 : 2;
  if (down > 3 * across) return dy > 0 ? 1 : 3;
  return -1;
}

uint32_t ren__letters_direction(const ren__letter *letters, size_t count) {
  size_t steps[4] = {0};
  for (size_t i = 1; i < count; i++) {
    if (!counts(&letters[i]) || !counts(&letters[i - 1])) continue;
    int quarter = quarter_of(&letters[i - 1], &letters[i]);
    if (quarter >= 0) steps[quarter]++;
  }
  size_t all = steps[0] + steps[1] + steps[2] + steps[3];
  for (uint32_t q = 1; q < 4; q++)
    if (all >= LETTERS_NEEDED && 3 * steps[q] > 2 * all) return 90 * q;
  return 0;
}

void ren__letters_turn(ren__letter *letters, size_t count, uint32_t direction, double width, double height) {
  for (size_t i = 0; i < count; i++) {
    ren__letter *l = &letters[i];
    double x1 = l->x1, y1 = l->y1, x2 = l->x2, y2 = l->y2;
    switch (direction) {
    case 90: l->x1 = y1, l->x2 = y2, l->y1 = width - x2, l->y2 = width - x1; break;
    case 180: l->x1 = width - x2, l->x2 = width - x1, l->y1 = height - y2, l->y2 = height - y1; break;
    case 270: l->x1 = height - y2, l->x2 = height - y1, l->y1 = x1, l->y2 = x2; break;
    default: return;
    }
  }
}
