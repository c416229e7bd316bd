/* compose.h: two sets of edits, the second of the text that the first leaves, as one.
 */
#ifndef REN_COMPOSE_H
#define REN_COMPOSE_H

#include <renskrift/text.h>

/* *out: edits of `bytes` that make of it what `second` makes of `middle`, which is `bytes`
 * with `first` applied. Edits that meet become one, with the lower confidence and `rule`
 * (static storage; NULL: that of the second) where one of the first is among them. Sorts both
 * lists. */
ren_status ren__compose(ren_edits **out, ren_str bytes, ren_edits *first, ren_str middle, ren_edits *second,
                        const char *rule, ren_error *err);

#endif
