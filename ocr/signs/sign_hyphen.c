#include "signs/sign_hyphen.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { HYPHENS = 256 };

/* `e-post`, `KS-2024`, `Per-`: one hyphen, and a letter before it. */
static bool has_hyphen(ren_str text) {
  const char *at = memchr(text.ptr, '-', text.len);
  uint32_t before;
  if (!at || at == text.ptr || memchr(at + 1, '-', text.len - (size_t)(at + 1 - text.ptr))) return false;
  ren_utf8_decode_before(text.ptr, (size_t)(at - text.ptr), &before);
  return ren_is_letter(before);
}

static int by_length(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* In typewriter faces all letters are equally wide, so that long words differ little in pixels a letter. */
static bool is_typewritten(const ren_page *page) {
  double sum = 0, squares = 0, count = 0;
  for (uint32_t i = 0; i < page->word_count; i++) {
    const ren_word *word = &page->words[i];
    size_t letters = ren_utf8_count(word->text);
    if (letters < 6 || word->box.h == 0) continue;
    double pitch = word->box.w / ((double)letters - 0.15);
    sum += pitch;
    squares += pitch * pitch;
    count++;
  }
  if (count < 5) return true; /* who knows */
  double mean = sum / count, variance = squares / count - mean * mean;
  return variance < 0.05 * 0.05 * mean * mean;
}

double ren__shortest_dash(const ren_page *page, const ren__marks *marks) {
  static const double ALONE = 0.49, NEVER = 9, TIMES = 1.18;
  double lengths[HYPHENS];
  size_t count = 0;
  for (size_t i = 0; i < marks->count && count < HYPHENS; i++) {
    const ren__mark *mark = &marks->list[i];
    double length = ren__dash_length(mark);
    if (length <= 0) continue;
    const ren_line *line = &page->lines[mark->line];
    for (uint32_t k = 0; k < line->word_count && count < HYPHENS; k++) {
      const ren_word *word = &page->words[line->first_word + k];
      int32_t x = mark->box.x + mark->box.w / 2;
      if (x >= word->box.x && x < word->box.x + word->box.w && has_hyphen(word->text)) lengths[count++] = length;
    }
  }
  if (count == 0) return is_typewritten(page) ? NEVER : ALONE;
  qsort(lengths, count, sizeof *lengths, by_length);
  return TIMES * lengths[count / 2];
}
