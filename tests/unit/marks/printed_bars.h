/* Pages for tests: letters drawn as bars, and what was read of them. */
#ifndef REN_TESTS_PRINTED_BARS_H
#define REN_TESTS_PRINTED_BARS_H

#include "unit.h"

#include "marks/word_fit.h"

enum { WIDE = 1200, HIGH = 400, X_HEIGHT = 20, CAPITAL = 28, ACROSS = 18, STEP = 24, FITS_MOST = 64 };

typedef struct sheet {
  PIX *grey, *binary;
  ren_page *page;
  ren__letters letters;
  ren__word_fit fits[FITS_MOST];
} sheet;

static inline void sheet_make(sheet *s) {
  *s = (sheet){.grey = pixCreate(WIDE, HIGH, 8)};
  assert_non_null(s->grey);
  pixSetAll(s->grey);
  assert_ok(ren_page_new(&s->page, "test", 1, err));
}

static inline void bar(sheet *s, int x, int y, int w, int h) { pixRasterop(s->grey, x, y, w, h, PIX_CLR, NULL, 0, 0); }

/* So many letters with their feet on `foot`; the box around them. */
static inline ren_box print_word(sheet *s, int x, int foot, int letters) {
  for (int i = 0; i < letters; i++) bar(s, x + i * STEP, foot - CAPITAL, ACROSS, CAPITAL);
  return (ren_box){x, foot - CAPITAL, (letters - 1) * STEP + ACROSS, CAPITAL};
}

static inline void say(sheet *s, const char *text, ren_box box, float confidence) {
  const ren_line line = {.box = box, .size = CAPITAL};
  const ren_word word = {.text = {text, strlen(text)}, .box = box, .confidence = confidence};
  assert_ok(ren_page_add_line(s->page, &line, err));
  assert_ok(ren_page_add_word(s->page, &word, err));
}

static inline void find_letters(sheet *s) {
  s->binary = pixThresholdToBinary(s->grey, 128);
  assert_non_null(s->binary);
  assert_ok(ren__letters_find(&s->letters, s->binary, X_HEIGHT, s->page, err));
}

static inline void fit_words(sheet *s) {
  find_letters(s);
  assert_true(s->page->word_count <= FITS_MOST);
  assert_ok(ren__fit_words(s->fits, s->page, &s->letters, X_HEIGHT, err));
}

static inline void sheet_clear(sheet *s) {
  ren__letters_free(&s->letters);
  ren_page_free(s->page);
  pixDestroy(&s->grey);
  pixDestroy(&s->binary);
}

#endif
