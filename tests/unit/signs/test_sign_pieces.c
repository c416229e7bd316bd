/* What is left of a % or an @ is judged as a whole, and other neighbours are left apart. */
#include "signs/sign_glyph.h"
#include "signs/sign_pieces.h"

#include "unit.h"

#include "glyph_art.h"

enum { WIDE = 120, HIGH = 60, BASELINE = 40, LEFT = 20, FIGURE = 20, PIECES = 3 };

/* Columns and rows of the art; up to but without `right` and `bottom`. */
typedef struct window {
  int left, top, right, bottom;
} window;

static const char *rows_of(const char *letter) {
  for (size_t i = 0; i < sizeof GLYPHS / sizeof *GLYPHS; i++)
    if (strcmp(GLYPHS[i].letter, letter) == 0) return GLYPHS[i].rows;
  fail_msg("no glyph for %s", letter);
  return NULL;
}

/* The left ring of the % has the columns before 9 and the rows before 11, the right one those from 14 and 9. */
static bool is_stroke(int column, int row) { return !(column < 9 && row < 11) && !(column >= 14 && row >= 9); }

/* Draws what a window shows of the %, of its stroke or its rings, and returns the box of its ink. */
static ren_box draw(PIX *grey, const window *w, bool stroke, int shift) {
  const char *rows = rows_of("%");
  int wide = (int)strcspn(rows, "\n"), high = (int)strlen(rows) / (wide + 1);
  int x0 = WIDE, y0 = HIGH, x1 = 0, y1 = 0;
  for (int row = w->top; row < w->bottom && row < high; row++)
    for (int column = w->left; column < w->right && column < wide; column++) {
      if (rows[row * (wide + 1) + column] != '#' || is_stroke(column, row) != stroke) continue;
      int x = LEFT + shift + column, y = BASELINE - high + row;
      pixSetPixel(grey, x, y, 0);
      x0 = x < x0 ? x : x0;
      y0 = y < y0 ? y : y0;
      x1 = x >= x1 ? x + 1 : x1;
      y1 = y >= y1 ? y + 1 : y1;
    }
  return (ren_box){x0, y0, x1 - x0, y1 - y0};
}

typedef struct piece {
  window shown;
  bool stroke;
  int shift; /* to the right */
  uint32_t line;
} piece;

/* How many marks are left of the pieces of a %, and how sure the first of them is one. */
static size_t join(const piece pieces[PIECES], size_t count, float *likely) {
  ren__mark list[PIECES];
  PIX *grey = pixCreate(WIDE, HIGH, 8);
  pixSetAll(grey);
  for (size_t i = 0; i < count; i++)
    list[i] = (ren__mark){.box = draw(grey, &pieces[i].shown, pieces[i].stroke, pieces[i].shift),
                          .line = pieces[i].line,
                          .baseline = BASELINE,
                          .height = FIGURE};
  for (size_t i = 0; i < count; i++) ren__mark_judge(&list[i], grey);
  ren__marks marks = {.list = list, .count = count};
  ren__join_broken_signs(&marks, grey);
  *likely = list[0].likely[REN__SIGN_PERCENT];
  pixDestroy(&grey);
  return marks.count;
}

#define STROKE {0, 0, 23, 20}, true
#define HIGH_RING {0, 0, 9, 11}, false
#define HALF_HIGH_RING {0, 0, 9, 6}, false
#define LOW_RING {14, 9, 23, 20}, false
#define HALF_LOW_RING {14, 14, 23, 20}, false

static void test_pieces(void **state) {
  (void)state;
  static const struct {
    const char *what;
    piece pieces[PIECES];
    size_t count, left;
  } cases[] = {
      {"half of each ring", {{HALF_HIGH_RING, 0, 0}, {STROKE, 0, 0}, {HALF_LOW_RING, 0, 0}}, 3, 1},
      {"half of the upper ring", {{HALF_HIGH_RING, 0, 0}, {STROKE, 0, 0}, {LOW_RING, 0, 0}}, 3, 1},
      {"half of the lower ring", {{HIGH_RING, 0, 0}, {STROKE, 0, 0}, {HALF_LOW_RING, 0, 0}}, 3, 1},
      {"the lower ring is another line's", {{HALF_HIGH_RING, 0, 0}, {STROKE, 0, 0}, {HALF_LOW_RING, 0, 1}}, 3, 3},
      {"the lower ring stands apart", {{HALF_HIGH_RING, 0, 0}, {STROKE, 0, 0}, {HALF_LOW_RING, 20, 0}}, 3, 3},
      {"two rings", {{HIGH_RING, 0, 0}, {LOW_RING, 0, 0}}, 2, 2},
      {"two strokes", {{STROKE, 0, 0}, {STROKE, 18, 0}}, 2, 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    float likely = 0;
    size_t left = join(cases[i].pieces, cases[i].count, &likely);
    if (left != cases[i].left) fail_msg("%s: %zu marks are left", cases[i].what, left);
    if (left == 1 && likely < 0.7f) fail_msg("%s: no %%", cases[i].what);
  }
  ren__join_broken_signs(&(ren__marks){0}, NULL);
}

/* An @ without one of its columns, and with the right part moved away. */
static void test_at(void **state) {
  (void)state;
  static const struct {
    int cut, shift;
    size_t left;
  } cases[] = {{17, 0, 1}, {17, 12, 2}};
  const char *rows = rows_of("@");
  int wide = (int)strcspn(rows, "\n"), high = (int)strlen(rows) / (wide + 1), below = 5;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    PIX *grey = pixCreate(WIDE, HIGH, 8);
    pixSetAll(grey);
    int from = LEFT + cases[i].cut + 1 + cases[i].shift, top = BASELINE + below - high;
    ren__mark list[] = {{.box = {LEFT, top, cases[i].cut, high}, .baseline = BASELINE, .height = FIGURE},
                        {.box = {from, top, wide - cases[i].cut - 1, high}, .baseline = BASELINE, .height = FIGURE}};
    for (int row = 0; row < high; row++)
      for (int column = 0; column < wide; column++)
        if (column != cases[i].cut && rows[row * (wide + 1) + column] == '#')
          pixSetPixel(grey, LEFT + column + (column > cases[i].cut ? cases[i].shift : 0), top + row, 0);
    for (int k = 0; k < 2; k++) ren__mark_judge(&list[k], grey);
    ren__marks marks = {.list = list, .count = 2};
    ren__join_broken_signs(&marks, grey);
    pixDestroy(&grey);
    if (marks.count != cases[i].left)
      fail_msg("cut at %d, %d apart: %zu marks", cases[i].cut, cases[i].shift, marks.count);
    if (marks.count == 1) assert_true(list[0].likely[REN__SIGN_AT] > 0.9f);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces), cmocka_unit_test(test_at)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
