#include "layout/touching_words.h"

void ren__part_touching_words(ren_page *page, const ren_line *line) {
  ren_word *words = page->words + line->first_word;
  for (uint32_t i = 0; i + 1 < line->word_count; i++) {
    ren_box *left = &words[i].box;
    const ren_box *right = &words[i + 1].box;
    if (left->x + left->w > right->x + right->w && left->x < right->x) left->w = right->x - left->x;
  }
}
