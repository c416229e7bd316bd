/* recognise/cells_again.h: letters that stand alone are read with their row.
 *
 * tesseract's layout loses the columns of single letters in tables (parties, votes, sums), takes them for upright
 * words, and the net reads a letter in the middle of blank paper badly (`Xx`, `5` for `S`). */
#ifndef REN_RECOGNISE_CELLS_AGAIN_H
#define REN_RECOGNISE_CELLS_AGAIN_H

#include "prepare/prepare.h"
#include "recognise/recogniser.h"

/* Replaces *page. binary: of sheet->grey. */
ren_status ren__read_cells_again(ren_page **page, ren__recogniser *recogniser, const ren__sheet *sheet, PIX *binary,
                                 ren_error *err);

#endif
