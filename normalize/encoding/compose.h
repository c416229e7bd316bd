/* compose.h: two sets of edits, the second of the text that the first leaves, as one.
 */
#ifndef REN_ENCODING_COMPOSE_H
#define REN_ENCODING_COMPOSE_H

#include <renskrift/text.h>

/* *out: edits of `bytes` that make of it what `second` makes of `middle`, which is `bytes`
 * with `first` applied. Edits that meet become one, with the rule of the second and the
 * lower confidence. Sorts both lists. */
ren_status ren__compose(ren_edits **out, ren_str bytes, ren_edits *first, ren_str middle, ren_edits *second,
                        ren_error *err);

#endif
