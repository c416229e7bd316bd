/* Words read from a page that was straightened, or still slopes, put where they are on the level
 * page. */
#include "prepare/bend.h"

#include <math.h>

typedef struct place {
  double x, y;
} place;

typedef struct rotation {
  double cosine, sine, x, y; /* about this centre */
} rotation;

/* Where the ink was before the page was straightened. The page may have been turned since. */
static place unstraightened(const ren__sheet *sheet, place at) {
  const double w = pixGetWidth(sheet->grey), h = pixGetHeight(sheet->grey);
  switch (sheet->turned_since) {
  case 90: return (place){at.x - ren__bend_at(sheet->bend, at.y, w - at.x), at.y};
  case 180: return (place){at.x, at.y - ren__bend_at(sheet->bend, w - at.x, h - at.y)};
  case 270: return (place){at.x + ren__bend_at(sheet->bend, h - at.y, at.x), at.y};
  default: return (place){at.x, at.y + ren__bend_at(sheet->bend, at.x, at.y)};
  }
}

/* The centre of the box is moved; its size is the word's own and stays. */
static ren_box moved(ren_box box, const ren__sheet *sheet, const rotation *r) {
  place at = {box.x + box.w / 2.0, box.y + box.h / 2.0};
  if (sheet->bend) at = unstraightened(sheet, at);
  double dx = at.x - r->x, dy = at.y - r->y;
  double x = r->x + dx * r->cosine - dy * r->sine, y = r->y + dx * r->sine + dy * r->cosine;
  return (ren_box){(int32_t)lround(x - box.w / 2.0), (int32_t)lround(y - box.h / 2.0), box.w, box.h};
}

static ren_box around(ren_box a, ren_box b) {
  int32_t x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
  int32_t right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
  int32_t bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
  return (ren_box){x, y, right - x, bottom - y};
}

void ren__sheet_level(const ren__sheet *sheet, ren_page *page) {
  if (sheet->slope == 0 && !sheet->bend) return;
  double angle = ren__radians(sheet->slope);
  rotation r = {cos(angle), sin(angle), pixGetWidth(sheet->grey) / 2.0, pixGetHeight(sheet->grey) / 2.0};
  for (uint32_t i = 0; i < page->line_count; i++) {
    ren_line *line = &page->lines[i];
    if (line->word_count == 0) line->box = moved(line->box, sheet, &r);
    for (uint32_t j = 0; j < line->word_count; j++) {
      ren_word *word = &page->words[line->first_word + j];
      word->box = moved(word->box, sheet, &r);
      line->box = j == 0 ? word->box : around(line->box, word->box);
    }
  }
}
