/* recognise/second_try.h: other preparations of a page, chosen by how well they read.
 *
 * What helps a page (softer strokes, thicker ones, no bleed-through) hurts another, and the
 * look of a page does not tell. The confidence of what is read does: a strip of the page is
 * read with each, the whole page again only with one that reads clearly better.
 */
#ifndef REN_RECOGNISE_SECOND_TRY_H
#define REN_RECOGNISE_SECOND_TRY_H

#include "prepare/prepare.h"
#include "recognise/recogniser.h"

/* Takes away what shows through from the other side, if the strip with most of it reads
 * better without. False: no memory. */
bool ren__clear_bleed(ren__recogniser *recogniser, ren__sheet *sheet);

/* A page that was read with little trust is read again, softened or thickened, if that reads
 * better; of each line the better reading stays. */
ren_status ren__try_again(ren_page **page, ren__recogniser *recogniser, ren__sheet *sheet, ren_error *err);

#endif
