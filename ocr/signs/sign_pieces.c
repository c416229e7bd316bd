#include "signs/sign_pieces.h"

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

/* Two parts side by side without a gap, together about as wide as high. */
static bool may_be_at(const ren__mark *from, size_t count, const ren_box *all) {
  if (count != 2 || from[1].line != from->line) return false;
  if (from[1].box.x > from->box.x + from->box.w + all->h / 20) return false;
  return 10 * all->w >= 7 * all->h && 10 * all->w <= 15 * all->h && all->h >= 0.9 * from->height;
}

static ren__sign sign_of(const ren__mark *from, size_t count, const ren_box *all) {
  if (may_be_percent(from, count, all)) return REN__SIGN_PERCENT;
  return may_be_at(from, count, all) ? REN__SIGN_AT : REN__SIGN_NONE;
}

static bool join(ren__mark *out, const ren__mark *from, size_t count, PIX *grey) {
  static const float SURE[REN__SIGNS] = {[REN__SIGN_PERCENT] = 0.7f, [REN__SIGN_AT] = 0.95f};
  ren_box all = hull_of(from, count);
  ren__sign sign = sign_of(from, count, &all);
  if (!sign) return false;
  bool apart = sign != REN__SIGN_AT || from[1].box.x >= from->box.x + from->box.w;
  for (size_t i = 0; i < count; i++)
    if (apart && from[i].likely[sign] > SURE[sign]) return false;
  ren__mark whole = *from;
  whole.box = all;
  ren__mark_judge(&whole, grey);
  if (whole.likely[sign] < SURE[sign]) return false;
  *out = whole;
  return true;
}

void ren__join_broken_signs(ren__marks *marks, PIX *grey) {
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
