/* signs/sign_pieces.h: signs that lie in pieces beside each other. */
#ifndef REN_SIGNS_SIGN_PIECES_H
#define REN_SIGNS_SIGN_PIECES_H

#include "signs/sign_marks.h"

/* Joins the stroke of a % and what is left of its rings, and two parts of an @, where the whole looks like the sign;
 * marks are judged already. */
void ren__join_broken_signs(ren__marks *marks, PIX *grey);

#endif
