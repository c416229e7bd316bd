/* compose.h: two sets of edits, the second of the text that the first leaves, as one.
 */
#ifndef REN_COMPOSE_H
#define REN_COMPOSE_H

#include <renskrift/text.h>

/* *out: edits of `bytes` that make of it what `second` makes of `middle`, which is `bytes`
 * with `first` applied. Edits that meet become one, with the lowest confidence; where one of
 * the first is among them, the rule is its own or, as asked, that of the second. Sorts both
 * lists. */
ren_status ren__compose(ren_edits **out, ren_str bytes, ren_edits *first, ren_str middle, ren_edits *second,
                        bool rule_of_first, ren_error *err);

#endif
