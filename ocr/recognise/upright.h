/* recognise/upright.h: which way up a page is, and whether it holds text, by reading a
 * strip of it. Dearer than looking at its shapes (prepare/pose.c), so only for pages that those do
 * not settle. */
#ifndef REN_RECOGNISE_UPRIGHT_H
#define REN_RECOGNISE_UPRIGHT_H

#include "prepare/prepare.h"
#include "recognise/recogniser.h"

/* Are there words in the strip with most ink? */
bool ren__holds_words(ren__recogniser *recogniser, const ren__sheet *sheet);
/* Reads the page both ways if it may be upside down, all four ways if it may lie on its
 * side, too (`all`: in any case); turns it the way that reads best. True if it was turned. */
bool ren__settle_turn(ren__recogniser *recogniser, ren__sheet *sheet, bool all);
/* The strip of this height with most ink: its upper edge. */
l_int32 ren__fullest_strip(PIX *binary, l_int32 height);
/* Hardly a word was read with trust. */
bool ren__looks_turned(const ren_page *page);

#endif
