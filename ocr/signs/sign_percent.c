#include "signs/sign_percent.h"

#include "signs/sign_glyph.h"

static ren_box hull_of(const ren__mark *from, size_t count) {
  ren_box all = from->box;
  int32_t right = all.x + all.w, bottom = all.y + all.h;
  for (size_t i = 1; i < count; i++) {
    const ren_box *b = &from[i].box;
    if (b->x < all.x) all.x = b->x;
    if (b->y < all.y) all.y = b->y;
    if (b->x + b->w > right) right = b->x + b->w;
    if (b->y + b->h > bottom) bottom = b->y + b->h;
  }
  all.w = right - all.x;
  all.h = bottom - all.y;
  return all;
}

/* As tall as half a ring may be. */
static bool is_piece(const ren_box *b, const ren_box *all) { return 5 * b->h >= all->h && 10 * b->h <= 7 * all->h; }

/* On the line; a comma hangs below it. */
static bool is_low(const ren__mark *mark, const ren_box *all) {
  int32_t bottom = mark->box.y + mark->box.h;
  return is_piece(&mark->box, all) && bottom >= all->y + all->h - all->h / 6 &&
         bottom <= mark->baseline + 0.1 * mark->height;
}

/* A piece at the top, the stroke, a piece at the foot, hardly apart; the stroke may have kept one ring. */
static bool may_be_percent(const ren__mark *from, size_t count, const ren_box *all) {
  const ren_box *first = &from->box, *last = &from[count - 1].box;
  for (size_t i = 1; i < count; i++)
    if (from[i].line != from->line || from[i].box.x > from[i - 1].box.x + from[i - 1].box.w + all->h / 6) return false;
  if (10 * all->w > 14 * all->h || 2 * all->w < all->h) return false;
  bool high = is_piece(first, all) && first->y <= all->y + all->h / 6;
  bool low = is_low(&from[count - 1], all);
  if (count > 2) return high && low && from[1].box.h * 5 >= 4 * all->h;
  return (high && last->h * 5 >= 4 * all->h) || (low && first->h * 5 >= 4 * all->h);
}

static bool join(ren__mark *out, const ren__mark *from, size_t count, PIX *grey) {
  static const float SURE = 0.7f;
  ren_box all = hull_of(from, count);
  if (!may_be_percent(from, count, &all)) return false;
  for (size_t i = 0; i < count; i++)
    if (from[i].likely[REN__SIGN_PERCENT] > SURE) return false;
  ren__mark whole = *from;
  whole.box = all;
  ren__mark_judge(&whole, grey);
  if (whole.likely[REN__SIGN_PERCENT] < SURE) return false;
  *out = whole;
  return true;
}

void ren__join_broken_percents(ren__marks *marks, PIX *grey) {
  size_t kept = 0;
  for (size_t i = 0; i < marks->count;) {
    size_t left = marks->count - i, taken = 1;
    ren__mark mark = marks->list[i];
    if (left >= 3 && join(&mark, &marks->list[i], 3, grey))
      taken = 3;
    else if (left >= 2 && join(&mark, &marks->list[i], 2, grey))
      taken = 2;
    marks->list[kept++] = mark;
    i += taken;
  }
  marks->count = kept;
}
