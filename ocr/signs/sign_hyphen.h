/* signs/sign_hyphen.h: how long this page's dashes are.
 *
 * In most typefaces an en dash is 1.6 times as long as a hyphen or longer, in typewriter
 * faces 1.2 times. So the page's own hyphens, in words that can have nothing else, say from
 * where a mark is a dash.
 */
#ifndef REN_SIGNS_SIGN_HYPHEN_H
#define REN_SIGNS_SIGN_HYPHEN_H

#include "signs/sign_marks.h"

/* In heights of a figure. */
double ren__shortest_dash(const ren_page *page, const ren__marks *marks);

#endif
