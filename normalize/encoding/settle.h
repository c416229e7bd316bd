/* settle.h: one look over a text, and looking again until nothing more is found.
 */
#ifndef REN_ENCODING_SETTLE_H
#define REN_ENCODING_SETTLE_H

#include <renskrift/encoding.h>

/* The edits that one look finds; *read gets the lines that it read, as they are with them. A line with damage of two
 * kinds may hide one behind the other, which ren_encoding_edits then finds in a second look. */
ren_status ren__encoding_look(ren_edits **out, ren_buf *read, const ren_text *text, const ren_model *model,
                              const ren_encoding_opts *opts, ren_error *err);

#endif
