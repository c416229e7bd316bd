/* lossy.h: places where a letter is lost for good: f?r, U+FFFD in a word, private-use
 * letters that the text's words do not explain. They stay in the text, for the corrector,
 * which takes them as wildcards; an edit that changes nothing marks each in the log. */
#ifndef REN_ENCODING_LOSSY_H
#define REN_ENCODING_LOSSY_H

#include <renskrift/encoding.h>

#define REN__LOST_LETTER "lost-letter"

/* Adds the marks of a text to its edits, which are complete. */
ren_status ren__mark_lossy(ren_edits *edits, ren_str text, const ren_model *model, const ren_encoding_opts *opts,
                           ren_error *err);

#endif
