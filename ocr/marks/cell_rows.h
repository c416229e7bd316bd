/* marks/cell_rows.h: rows of a page put together from the words that fit and the letters that lie in none.
 *
 * In tables, wide blanks make single letters unreadable: the model is made for lines of text. So what is to be read
 * (again) is read together with its row, the blanks made as narrow as those of text.
 */
#ifndef REN_MARKS_CELL_ROWS_H
#define REN_MARKS_CELL_ROWS_H

#include "marks/word_fit.h"

#define REN__NO_CELL UINT32_MAX
enum { REN__STRIP_CELLS = 16 };

/* A word that fits; or letters beside each other that lie in no word or in small ones. */
typedef struct ren__cell {
  ren_box box;
  uint32_t word;       /* the first of its words; REN__IN_NO_WORD */
  uint32_t letters;    /* of the page in it */
  double foot;         /* the baseline there */
  bool wanted;         /* to be read, or to be read again */
  uint32_t next, prev; /* in its row; REN__NO_CELL */
} ren__cell;

typedef struct ren__cells {
  ren__cell *list;
  size_t count, cap;
  uint32_t *of_word; /* each word's cell; REN__NO_CELL */
} ren__cells;

/* slope: degrees clockwise that would make the page level. REN_ENOMEM. */
ren_status ren__cells_find(ren__cells *out, const ren_page *page, const ren__letters *letters,
                           const ren__word_fit *fits, double x_height, double slope, ren_error *err);
void ren__cells_free(ren__cells *cells);

/* Cells of a row as one line with narrow blanks. */
typedef struct ren__strip {
  PIX *grey;
  size_t count;
  uint32_t cell[REN__STRIP_CELLS];
  bool wanted[REN__STRIP_CELLS];
  int32_t left[REN__STRIP_CELLS], right[REN__STRIP_CELLS]; /* of each cell in the strip */
} ren__strip;

/* What strips are cut from. */
typedef struct ren__drawing {
  PIX *grey, *binary;
  l_uint32 paper;
  double x_height;
} ren__drawing;

/* The next cells to be read, with some of their row around them, from cell *at on in the order of the list; *at is
 * moved on. count 0: there are none. REN_ENOMEM. */
ren_status ren__strip_next(ren__strip *out, size_t *at, ren__cells *cells, const ren__drawing *from, ren_error *err);
void ren__strip_free(ren__strip *strip);

#endif
