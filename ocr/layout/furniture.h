/* layout/furniture.h: running heads, feet, page numbers and margin stamps.
 *
 * A line is furniture when it repeats and when it stands where furniture stands:
 *
 *  Place.      Only lines in the outer bands of the page are looked at, and a line only
 *              counts when nothing but furniture lies between it and the page's edge.
 *  Repetition. Lines of near pages (up to WINDOW away) at the same height are compared
 *              by letters alone: lower case, no accents, a run of digits is one '#'.
 *              They match when the edit distance (Myers, "A fast bit-vector algorithm
 *              for approximate string matching", JACM 46(3), 1999) is at most a quarter
 *              of the length, which OCR noise rarely exceeds. Where little but a number
 *              is left, the numbers must agree too, or count up with the pages.
 *              Pages that follow each other count as a run; a line that two neighbours
 *              share must be at the very same height. At the very edge of the page, the
 *              pieces of a head (furniture_pieces.c) are compared by themselves, too.
 *  Slot.       Where other pages of the run have text of their own at that height, the height
 *              belongs to the body, and what repeats there (the heading "Beslut" at the
 *              top of three pages) stays.
 *
 * A sheet that holds two pages beside each other counts as two (furniture_leaves.c).
 *
 * Headings of minutes and paragraph numbers (§ 12) are never furniture by themselves.
 * Page numbers are also known by their form and by counting with the pages.
 */
#ifndef REN_LAYOUT_FURNITURE_H
#define REN_LAYOUT_FURNITURE_H

#include "arena.h"

#include <renskrift/page.h>

enum { REN__KEY_MAX = 64, REN__NUMBERS_MAX = 6, REN__DIGITS_MAX = 24 };

typedef enum ren__number_form {
  REN__NOT_A_NUMBER,
  REN__PLAIN_NUMBER, /* "3": a page number only if other pages agree */
  REN__PAGE_NUMBER   /* "Sida 3 (12)", "3(12)", "- 3 -": by its form */
} ren__number_form;

/* What a line reads, for comparing. */
typedef struct ren__key {
  unsigned char text[REN__KEY_MAX]; /* letters a-z, '#' for numbers, '$' for § */
  uint32_t length;
  uint32_t letters;
  uint32_t numbers[REN__NUMBERS_MAX];
  uint32_t number_count;
  unsigned char digits[REN__DIGITS_MAX]; /* of all numbers */
  uint32_t digit_count;
  ren__number_form form; /* of the whole line */
  uint32_t page_number;  /* for form, or as part of the line; 0: none */
  bool numbered;         /* the line begins or ends with a number of the form REN__PAGE_NUMBER */
  bool heading;          /* a word that stands alone as heading in minutes, or "§ 12" */
  bool signature;        /* "Justerarens signatur", "Utdragsbestyrkande" */
  bool counted;          /* begins with "bilaga", "§", ...: its number is part of what it says */
} ren__key;

/* A page of the document: of a sheet that holds two beside each other, one of them. */
typedef struct ren__leaf {
  const ren_page *page; /* NULL: failed */
  uint32_t from, to;    /* lines of the sheet's record */
  float left;           /* where it begins on the sheet, px */
  float width, height;
  float scale; /* the longer side: a page of tables on its side has its head as far from the edge */
} ren__leaf;

/* Is this sheet two pages beside each other, whatever the others are? */
bool ren__is_spread(const ren_page *page);
/* out: room for two a page. Returns how many there are. spreads: there are some in the document. */
size_t ren__leaves_find(ren__leaf *out, ren_page *const *pages, size_t count, bool spreads);

/* A line in pieces, parted by white. */
enum { REN__PIECES_MAX = 4 };
typedef struct ren__pieces {
  ren__key key[REN__PIECES_MAX];
  uint32_t count;
} ren__pieces;

void ren__pieces_make(ren__pieces *pieces, const ren_page *page, const ren_line *line);
/* Do those of the line that has fewer all read like pieces of the other, or like their
 * beginnings? Besides, a line may have a number that was misread. */
bool ren__pieces_match(const ren__pieces *a, const ren__pieces *b, int64_t apart);

void ren__key_make(ren__key *key, const ren_page *page, const ren_line *line);
/* Do two lines of pages that lie `apart` pages from each other say the same? */
bool ren__key_match(const ren__key *a, const ren__key *b, int64_t apart);
/* Do they begin and end alike and have the same numbers, and one has a piece in the middle
 * that the other lacks? ("Lillåkra kommun 2024-05-06", with and without the committee.) */
bool ren__key_lacks_piece(const ren__key *a, const ren__key *b);
/* Edit distance, at most REN__KEY_MAX letters each. */
uint32_t ren__key_distance(const unsigned char *a, uint32_t n, const unsigned char *b, uint32_t m);

#endif
