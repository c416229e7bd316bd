#include "marks/page_letters.h"

#include "alloc.h"

#include <stdlib.h>

enum { MOST = 20000 };

/* In x-heights: from low letters to capitals of headings; two that touch, a word whose letters touch. */
static const double LOWEST = 0.7, HIGHEST = 3, JOINED = 5, WIDEST = 40;

typedef struct pieces {
  ren_box *boxes; /* by their left sides */
  size_t count;
} pieces;

static int by_left_side(const void *a, const void *b) {
  const ren_box *x = a, *y = b;
  if (x->x != y->x) return x->x < y->x ? -1 : 1;
  return x->y < y->y ? -1 : x->y > y->y;
}

static ren_status find_pieces(pieces *out, PIX *binary, ren_error *err) {
  *out = (pieces){0};
  BOXA *all = pixConnCompBB(binary, 8);
  if (!all) return ren_fail_nomem(err);
  l_int32 count = boxaGetCount(all);
  if (count > 0 && count <= MOST) out->boxes = ren_alloc_array((size_t)count, sizeof *out->boxes);
  for (l_int32 i = 0; out->boxes && i < count; i++) {
    ren_box *box = &out->boxes[out->count++];
    boxaGetBoxGeometry(all, i, &box->x, &box->y, &box->w, &box->h);
  }
  boxaDestroy(&all);
  if (count > 0 && count <= MOST && !out->boxes) return ren_fail_nomem(err);
  if (out->count) qsort(out->boxes, out->count, sizeof *out->boxes, by_left_side);
  return REN_OK;
}

static bool is_letter(const ren_box *b, double x_height, PIX *binary) {
  if (b->x <= 0 || b->y <= 0 || b->x + b->w >= pixGetWidth(binary) || b->y + b->h >= pixGetHeight(binary)) return false;
  return b->h >= LOWEST * x_height && b->h <= HIGHEST * x_height && b->w <= WIDEST * x_height && 12 * b->w >= b->h;
}

/* A ring or a dot: small, above the letter, hardly apart from it. */
static void take_above(ren__letter *letter, const pieces *all, size_t at, double x_height) {
  const ren_box piece = letter->box;
  size_t from = at;
  while (from > 0 && all->boxes[from - 1].x + x_height >= piece.x) from--;
  for (size_t i = from; i < all->count && all->boxes[i].x < piece.x + piece.w; i++) {
    const ren_box *b = &all->boxes[i];
    double gap = piece.y - (b->y + b->h);
    if (b->h > 0.6 * x_height || b->w > x_height || gap < -0.1 * x_height || gap > 0.5 * x_height) continue;
    if (b->x + b->w <= piece.x || b->y >= piece.y) continue;
    int32_t foot = letter->box.y + letter->box.h;
    if (b->y < letter->box.y) letter->box.y = b->y;
    letter->box.h = foot - letter->box.y;
  }
}

bool ren__box_holds(const ren_box *box, const ren_box *inner) {
  int32_t x = inner->x + inner->w / 2, y = inner->y + inner->h / 2;
  return x >= box->x && x < box->x + box->w && y >= box->y && y < box->y + box->h;
}

static uint32_t word_of(const ren_page *page, const ren_box *letter) {
  uint32_t found = REN__IN_NO_WORD;
  for (uint32_t i = 0; i < page->word_count; i++) {
    const ren_box *box = &page->words[i].box;
    if (!ren__box_holds(box, letter)) continue;
    if (found == REN__IN_NO_WORD ||
        (int64_t)box->w * box->h < (int64_t)page->words[found].box.w * page->words[found].box.h)
      found = i;
  }
  return found;
}

ren_status ren__letters_find(ren__letters *out, PIX *binary, double x_height, const ren_page *page, ren_error *err) {
  *out = (ren__letters){0};
  pieces all;
  ren_status status = find_pieces(&all, binary, err);
  for (size_t i = 0; i < all.count && status == REN_OK; i++) {
    if (!is_letter(&all.boxes[i], x_height, binary)) continue;
    if (!ren_grow(&out->list, &out->cap, out->count, sizeof *out->list)) {
      status = ren_fail_nomem(err);
      break;
    }
    const ren_box *box = &all.boxes[i];
    ren__letter *letter = &out->list[out->count++];
    *letter = (ren__letter){
        .box = *box, .foot = box->y + box->h, .joined = box->w > JOINED * x_height, .word = word_of(page, box)};
    take_above(letter, &all, i, x_height);
  }
  ren_free(all.boxes);
  if (status != REN_OK) ren__letters_free(out);
  return status;
}

void ren__letters_free(ren__letters *letters) {
  ren_free(letters->list);
  *letters = (ren__letters){0};
}
