/* layout/page_layout.h: the shared state of ren_page_layout and its stages.
 *
 *   words -> rows -> gutters -> lines in reading order -> blocks -> roles
 *
 * 1. layout_words.c   Sane boxes; baseline and text height of each word from its box
 *                     and its letters (an ink box of "som" ends at the x-height, one
 *                     of "hög" reaches below the baseline); a y-bucket grid.
 *    layout_weight.c  How wide the letters of the page's type are; layout_boxes.c: boxes that
 *                     are too high for letters so wide.
 * 2. layout_rows.c    Each word is linked with its nearest neighbour to the right on
 *                     the same baseline; chains of links are rows. Nearest-neighbour
 *                     linking follows curved and slightly skewed lines (O'Gorman, "The
 *                     document spectrum", IEEE PAMI 15(11), 1993).
 *                     What skew is left in the rows is measured and taken out (of the
 *                     copies here), and the links are made again.
 *    layout_fold.c    Two pages on a landscape sheet: each half is then laid out by itself,
 *                     from the words on.
 * 3. layout_gutters.c Empty vertical strips between the pieces of rows, found by one
 *                     sweep from top to bottom (whitespace covers after Breuel, "Two
 *                     geometric algorithms for layout analysis", DAS 2002, reduced to
 *                     strips that start at a gap in a row).
 *    layout_columns.c Which of them separate columns of running text (read one column
 *                     after the other) and which cells of a table (read row by row).
 * 4. layout_order.c   Rows are cut at column gutters; a recursive cut along the gutters
 *                     gives the reading order (XY cut: Nagy and Seth, ICPR 1984, with
 *                     the cuts chosen in advance).
 *    layout_margins.c Notes and line numbers in the margin are set apart.
 * 5. layout_blocks.c  Paragraph-like groups and table rows; layout_roles.c: headings
 *                     by size, place, name, and bold type (layout_weight.c).
 *
 * Everything is integer or float arithmetic on sorted arrays: the same page gives the
 * same result. Cost is O(n log n) plus n times small constants.
 */
#ifndef REN_LAYOUT_PAGE_LAYOUT_H
#define REN_LAYOUT_PAGE_LAYOUT_H

#include "arena.h"

#include <renskrift/page.h>

#define REN__NONE UINT32_MAX

/* Coordinates are clamped to +-REN__FAR, so that sums and differences fit. */
enum { REN__FAR = 1 << 22, REN__MAX_GUTTERS = 48 };

/* A word's place, px. Index = index in page->words as given. */
typedef struct ren__lay_word {
  int32_t x0, y0, x1, y1;
  float base; /* baseline */
  float alt;  /* baseline reckoned from the top: another one where the box is too high */
  float size; /* height of capitals; 0: a mark without a height of its own ("-", ".") */
  uint32_t letters;
  uint32_t next, prev; /* in its row */
  bool wild;           /* an absurd box: takes no part in measuring */
  bool margin;         /* a line number or a note beside the text: role MARGIN */
} ren__lay_word;

/* A row, or after layout_order a line: order[first .. first + count), left to right. */
typedef struct ren__lay_line {
  uint32_t first, count;
  int32_t x0, y0, x1, y1;
  float base, size;
  uint32_t column, region, block;
  ren_role role;
  bool cells;       /* a gap of it lies in a table gutter */
  bool signing;     /* a place to sign, or what stands below */
  uint32_t wrapped; /* part of a table row with a wrapped cell: the gutter's index + 1 */
} ren__lay_line;

typedef struct ren__lay_gutter {
  int32_t x0, x1, y0, y1;
  uint32_t rows; /* gaps that lie in it */
  bool columns;  /* separates columns of text; otherwise cells */
  bool cells;    /* of these: one row of a table of wrapped cells */
  bool table;    /* separates cells of a table (not a list marker or a label from its text) */
  bool signing;  /* between places to sign */
  bool wrapped;  /* of `cells`: the row is one line but for its first cell, which is wrapped */
  bool blocks;   /* of columns: two short blocks beside each other, with nothing below them */
} ren__lay_gutter;

typedef struct ren__layout {
  ren_page *page;
  ren_arena *arena; /* scratch, freed at the end */
  uint32_t n;
  ren__lay_word *words;
  bool font_boxes;        /* boxes have the font's height, not the ink's */
  bool exact_sizes;       /* the sizes are those of fonts, not measured */
  float size;             /* typical height of capitals */
  float seg_gap;          /* from this gap on, words of a row may be in different cells or columns */
  int32_t x0, y0, x1, y1; /* what the words cover */
  /* grid: word indices by y-bucket, each bucket sorted by x0 */
  uint32_t bucket_count;
  float bucket_height;
  uint32_t *bucket_first; /* bucket_count + 1 */
  uint32_t *bucket_words;
  const float *letter_widths; /* by class of letter, see layout_weight.c; NULL: not known */
  const float *rough_widths;  /* the same, known well enough to tell sizes by */
  uint32_t *order;            /* word indices, row by row */
  ren__lay_line *lines;
  uint32_t line_count;
  ren__lay_gutter gutters[REN__MAX_GUTTERS];
  uint32_t gutter_count;
} ren__layout;

/* Finds line numbers among the linked words and unlinks them (part of the rows stage). */
bool ren__layout_line_numbers(ren__layout *lay);
/* The same for stamps and notes right of the text that stand on the height of a line. */
bool ren__layout_outer_notes(ren__layout *lay);

/* And for small print outside of the text, whatever it says. */
bool ren__layout_small_print(ren__layout *lay);

/* Builds the grid anew (part of the words stage; again when words have moved). */
bool ren__layout_grid(ren__layout *lay);

/* Stages; false: out of memory. */
bool ren__layout_words(ren__layout *lay);
bool ren__layout_weight(ren__layout *lay);
bool ren__layout_boxes(ren__layout *lay);
bool ren__layout_rows(ren__layout *lay);
bool ren__layout_fold(const ren__layout *lay, int32_t *fold);
bool ren__layout_gutters(ren__layout *lay);
bool ren__layout_columns(ren__layout *lay);
bool ren__layout_order(ren__layout *lay);
/* Rows of dotted lines to sign on, with names below: cut like columns (part of the columns stage). */
void ren__layout_signatures(ren__layout *lay);
bool ren__layout_margins(ren__layout *lay);
bool ren__layout_blocks(ren__layout *lay);
bool ren__layout_roles(ren__layout *lay);

/* ---- helpers shared by the stages --------------------------------------- */

static inline int32_t ren__min32(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t ren__max32(int32_t a, int32_t b) { return a > b ? a : b; }

/* The q-quantile (0..1) of v, which is sorted in place; 0 when n is 0. */
float ren__quantile(float *v, size_t n, float q);
/* Buckets that the heights [y0, y1) touch. */
void ren__bucket_range(const ren__layout *lay, int32_t y0, int32_t y1, uint32_t *from, uint32_t *to);
/* The first entry of a bucket with x0 > x. */
uint32_t ren__bucket_after(const ren__layout *lay, uint32_t bucket, int32_t x);
/* Sets box, base and size of a line from its words. */
bool ren__line_measure(const ren__layout *lay, ren__lay_line *line);
/* Text of the i-th word of a line. */
ren_str ren__line_word(const ren__layout *lay, const ren__lay_line *line, uint32_t i);

/* How wide the letters of some lines are, in widths of the page's type: bold 1.05 .. 1.1. */
float ren__line_weight(const ren__layout *lay, uint32_t first, uint32_t count);

/* The same of a word; 0: cannot be told. */
float ren__word_weight(const ren__layout *lay, uint32_t word);
/* Height of the ink of these letters, in heights of a capital; 0: a mark. */
float ren__ink_height(ren_str text);

/* What a word begins with, for paragraph decisions. */
typedef enum ren__start { REN__START_OTHER, REN__START_LOWER, REN__START_UPPER, REN__START_DIGIT } ren__start;
ren__start ren__word_start(ren_str text);
/* "1." "12)" "a)" "(3)" "•" "–" "§": the first word of a list item or paragraph mark. */
bool ren__is_list_marker(ren_str text);
/* Does the line begin with one? In a scan it may be misread. */
bool ren__is_marked(const ren__layout *lay, const ren__lay_line *line);
/* The same marks, but only those that hardly ever begin a wrapped line. */
bool ren__is_bullet(ren_str text);
bool ren__ends_sentence(ren_str text);
/* "Beslut", "Reservation": a heading of minutes, alone on its line. */
bool ren__is_known_heading(const ren__layout *lay, const ren__lay_line *line);

#endif
