/* signs/sign_quotes.h: the page's own way of quoting.
 *
 * At low resolutions ” and " are a few grey pixels each. But a page has ”...”, “...” or "..." throughout,
 * and ’ or ' likewise, so that all its marks together say what each of them is.
 */
#ifndef REN_SIGNS_SIGN_QUOTES_H
#define REN_SIGNS_SIGN_QUOTES_H

#include "signs/sign_marks.h"

/* Bends what quote marks are likely to be towards what the others of the page are; marks are judged already. */
void ren__settle_quotes(ren__marks *marks);

/* Whether a mark is a half of “ ” ", or the whole of ’ or '. */
bool ren__is_half_quote(const ren__mark *mark);

#endif
