/* signs/sign_percent.h: a % that lies in pieces. */
#ifndef REN_SIGNS_SIGN_PERCENT_H
#define REN_SIGNS_SIGN_PERCENT_H

#include "signs/sign_marks.h"

/* Joins a stroke and what is left of its rings where the whole looks like a %; marks are judged already. */
void ren__join_broken_percents(ren__marks *marks, PIX *grey);

#endif
