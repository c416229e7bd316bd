/* signs/sign_lists.h: the marks of lists.
 *
 * What stands alone before the first words of several lines, at one place and of one size,
 * are the marks of a list; each makes the others more likely.
 */
#ifndef REN_SIGNS_SIGN_LISTS_H
#define REN_SIGNS_SIGN_LISTS_H

#include "signs/sign_marks.h"

/* Dots and bars that stand apart before the rest of their line get `lead`, and as `peers` the number of their
 * like on the page. */
void ren__find_leads(ren__marks *marks);

#endif
