/* Pages of a document, where a sheet may hold two of them beside each other. */
#include "layout/furniture.h"

static bool has_room_for_two(const ren_page *page) {
  return page->width > 0 && page->height > 0 && (float)page->width > 1.15F * (float)page->height;
}

static int64_t right_of(const ren_line *line) { return (int64_t)line->box.x + line->box.w; }

/* Layout orders the lines of the left half before those of the right one: how many are
 * left of the fold, if none stands across. Returns false if the page has one half only or
 * its lines are not parted. */
static bool find_halves(const ren_page *page, uint32_t *left_lines, int64_t *fold) {
  int64_t most = INT32_MIN, least = INT32_MAX, width = page->width;
  uint32_t k = 0;
  while (k < page->line_count && 2 * right_of(&page->lines[k]) <= 11 * width / 10) {
    if (page->lines[k].box.x > 45 * width / 100) break;
    if (right_of(&page->lines[k]) > most) most = right_of(&page->lines[k]);
    k++;
  }
  for (uint32_t i = k; i < page->line_count; i++) {
    if (page->lines[i].box.x < least) least = page->lines[i].box.x;
  }
  *left_lines = k;
  *fold = width / 2;
  if (k > 0 && k < page->line_count) {
    if (least <= most) return false;
    if (*fold <= most || *fold >= least) *fold = (most + least) / 2;
  }
  return k > 0 && k < page->line_count && 10 * *fold > 4 * width && 10 * *fold < 6 * width;
}

static bool fits_one_half(const ren_page *page, uint32_t left_lines, int64_t fold) {
  if (left_lines == page->line_count) return true;
  for (uint32_t i = 0; left_lines == 0 && i < page->line_count; i++) {
    if (page->lines[i].box.x < fold) return false;
  }
  return left_lines == 0;
}

static void measure(ren__leaf *leaf) {
  int64_t right = 1, bottom = 1;
  for (uint32_t i = 0; i < leaf->page->line_count; i++) {
    const ren_line *line = &leaf->page->lines[i];
    if (right_of(line) > right) right = right_of(line);
    if ((int64_t)line->box.y + line->box.h > bottom) bottom = (int64_t)line->box.y + line->box.h;
  }
  leaf->width = leaf->page->width ? (float)leaf->page->width : (float)right;
  leaf->height = leaf->page->height ? (float)leaf->page->height : (float)bottom;
  leaf->scale = leaf->width > leaf->height ? leaf->width : leaf->height;
}

/* Adds the page as two leaves if it is a sheet of two. `others`: other sheets are, so that
 * one with an empty half is, too. */
static size_t add_leaves(ren__leaf *out, const ren_page *page, bool others) {
  uint32_t left_lines = 0;
  int64_t fold = 0;
  out[0] = (ren__leaf){.page = page, .to = page ? page->line_count : 0};
  if (!page) return 1;
  measure(&out[0]);
  if (!has_room_for_two(page)) return 1;
  bool two = find_halves(page, &left_lines, &fold);
  if (!two && !(others && fits_one_half(page, left_lines, fold))) return 1;
  out[0].scale = out[0].height;
  out[1] = out[0];
  out[0].to = out[1].from = left_lines;
  out[0].width = (float)fold;
  out[1].left = (float)fold;
  out[1].width -= (float)fold;
  return 2;
}

bool ren__is_spread(const ren_page *page) {
  uint32_t lines;
  int64_t fold;
  return page && has_room_for_two(page) && find_halves(page, &lines, &fold);
}

size_t ren__leaves_find(ren__leaf *out, ren_page *const *pages, size_t count, bool spreads) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += add_leaves(out + n, pages[i], spreads);
  return n;
}
