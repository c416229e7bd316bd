/* Dirt on bare paper.
 *
 * A speck is a mark smaller than a third of the x-height both ways. The dots of å, ä
 * and ö, full stops, commas and broken-off pieces all lie within an x-height of a
 * larger mark; what lies further from every larger mark belongs to no letter. Left in,
 * it makes layout analysis see columns and lines where there are none.
 */
#include "prepare/prepare.h"

#include <math.h>

enum { FEW = 5, PAINT = 2 };

typedef struct marks {
  BOXA *small;
  PIX *near_large; /* 1 bit, half size: within reach of a larger mark */
} marks;

static bool is_small(const BOX *box, double limit) { return box->w <= limit && box->h <= limit; }

/* Half-size is exact enough for a distance and four times as quick. */
static PIX *reach_of(PIX *large, double x_height) {
  PIX *half = pixReduceRankBinary2(large, 1, NULL);
  l_int32 reach = 2 * (l_int32)lround(x_height / 2) + 1;
  PIX *grown = half ? pixDilateCompBrick(NULL, half, reach, reach) : NULL;
  pixDestroy(&half);
  return grown;
}

static bool find(marks *out, PIX *binary, double x_height) {
  *out = (marks){0};
  const double limit = fmax(x_height / 3, 2);
  PIX *large = pixCopy(NULL, binary);
  BOXA *all = pixConnCompBB(binary, 8);
  out->small = boxaCreate(0);
  bool done = large && all && out->small;
  for (l_int32 i = 0, n = done ? boxaGetCount(all) : 0; i < n; i++) {
    BOX *box = boxaGetBox(all, i, L_CLONE);
    if (is_small(box, limit)) {
      boxaAddBox(out->small, box, L_COPY);
      pixRasterop(large, box->x, box->y, box->w, box->h, PIX_CLR, NULL, 0, 0);
    }
    boxDestroy(&box);
  }
  if (done) out->near_large = reach_of(large, x_height);
  done = done && out->near_large;
  boxaDestroy(&all);
  pixDestroy(&large);
  return done;
}

static bool is_far(const marks *m, l_int32 x, l_int32 y, l_int32 w, l_int32 h) {
  l_uint32 near = 1;
  if (pixGetPixel(m->near_large, (x + w / 2) / 2, (y + h / 2) / 2, &near) != 0) return false;
  return near == 0;
}

/* With the paper around it: the lightest corner of the patch. */
static void paint(PIX *grey, PIX *binary, l_int32 x, l_int32 y, l_int32 w, l_int32 h) {
  l_int32 x2 = x + w + PAINT - 1, y2 = y + h + PAINT - 1;
  x -= PAINT;
  y -= PAINT;
  const l_int32 corners[4][2] = {{x, y}, {x2, y}, {x, y2}, {x2, y2}};
  l_uint32 paper = 0;
  for (int i = 0; i < 4; i++) {
    l_uint32 value = 0; /* stays 0 outside the page */
    pixGetPixel(grey, corners[i][0], corners[i][1], &value);
    if (value > paper) paper = value;
  }
  BOX patch = {.x = x, .y = y, .w = x2 - x + 1, .h = y2 - y + 1, .refcount = 1};
  pixSetInRectArbitrary(grey, &patch, paper);
  pixRasterop(binary, x, y, patch.w, patch.h, PIX_CLR, NULL, 0, 0);
}

bool ren__count_specks(uint32_t *far, uint32_t *all, PIX *binary, const ren__glyphs *glyphs) {
  marks m;
  bool done = find(&m, binary, glyphs->x_height);
  *far = *all = 0;
  for (l_int32 i = 0, n = done ? boxaGetCount(m.small) : 0; i < n; i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(m.small, i, &x, &y, &w, &h);
    *all += 1;
    *far += is_far(&m, x, y, w, h);
  }
  boxaDestroy(&m.small);
  pixDestroy(&m.near_large);
  return done;
}

bool ren__remove_specks(PIX *grey, PIX *binary, const ren__glyphs *glyphs) {
  if (glyphs->x_height < 6) return true;
  marks m;
  bool done = find(&m, binary, glyphs->x_height);
  l_int32 count = done ? boxaGetCount(m.small) : 0;
  for (l_int32 i = 0; i < count && count > FEW; i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(m.small, i, &x, &y, &w, &h);
    if (!is_far(&m, x, y, w, h)) continue;
    paint(grey, binary, x, y, w, h);
  }
  boxaDestroy(&m.small);
  pixDestroy(&m.near_large);
  return done;
}
