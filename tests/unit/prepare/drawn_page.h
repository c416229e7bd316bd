/* Pages drawn for tests: marks as large as letters, in rows. */
#ifndef REN_TESTS_DRAWN_PAGE_H
#define REN_TESTS_DRAWN_PAGE_H

#include "unit.h"

#include "prepare/prepare.h"

enum { WIDTH = 1200, HEIGHT = 800, X_HEIGHT = 22, PITCH = 30, LEADING = 60, MARGIN = 100, STROKE = 4 };

static inline PIX *blank_page(l_uint32 grey) {
  PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
  assert_non_null(pix);
  pixSetAllArbitrary(pix, grey);
  return pix;
}

static inline void fill(PIX *pix, l_int32 x, l_int32 y, l_int32 w, l_int32 h, l_uint32 grey) {
  BOX box = {.x = x, .y = y, .w = w, .h = h, .refcount = 1};
  pixSetInRectArbitrary(pix, &box, grey);
}

/* A ring, like an o; every fourth has the two dots of an ö. */
static inline void letter(PIX *pix, l_int32 x, l_int32 y, l_int32 stroke, l_uint32 grey, bool dots) {
  fill(pix, x, y, X_HEIGHT, stroke, grey);
  fill(pix, x, y + X_HEIGHT - stroke, X_HEIGHT, stroke, grey);
  fill(pix, x, y, stroke, X_HEIGHT, grey);
  fill(pix, x + X_HEIGHT - stroke, y, stroke, X_HEIGHT, grey);
  if (!dots) return;
  fill(pix, x + 3, y - 9, stroke, stroke, grey);
  fill(pix, x + X_HEIGHT - 3 - stroke, y - 9, stroke, stroke, grey);
}

static inline l_uint32 grey_at(PIX *pix, l_int32 x, l_int32 y) {
  l_uint32 value = 0;
  assert_int_equal(pixGetPixel(pix, x, y, &value), 0);
  return value;
}

#endif
