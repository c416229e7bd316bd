/* diff.h: what was changed, to be read in a terminal: the changed lines with the words
 * marked, in the form of git's --word-diff=plain:
 *
 *     --- protokoll.txt
 *     +++ protokoll.txt (cleaned)
 *     @@ -12 +12 @@
 *     [-Namnden-]{+Nämnden+} beslutar att bifalla motionen
 *
 * Where to look comes from the log (each edit knows its place on both sides); what to
 * mark, from ren_diff_words. With colours the brackets are left out.
 */
#ifndef REN_CLI_DIFF_H
#define REN_CLI_DIFF_H

#include "cli.h"

#include <renskrift/text.h>

typedef struct cli_diff_input {
  ren_str original;          /* the piece as it was read */
  const ren_text *text;      /* the piece as it is now */
  const ren_log *log;        /* of this piece alone */
  size_t old_line, new_line; /* numbers of the piece's first lines, from 1 */
  bool colour;
} cli_diff_input;

void cli_diff_head(ren_buf *out, const char *shown, bool colour);
ren_status cli_diff_write(ren_buf *out, const cli_diff_input *in, ren_error *err);

/* Bytes that are no text, and controls, as \xNN; a line end of two signs as \n. */
void cli_append_visible(ren_buf *out, ren_str text);

/* Whether standard output wants colours: a terminal, and NO_COLOR is not set. */
bool cli_wants_colour(void);

#endif
