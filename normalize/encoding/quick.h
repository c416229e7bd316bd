/* quick.h: lines whose decision is plain from their runs alone.
 *
 * Broken text repeats its runs: what was found out about one (nothing to do; one chain
 * that is best by any measure, with the edits it makes; anything else) is kept in a table
 * by its bytes. A line of runs of the first two kinds, with one chain between them and
 * enough evidence for it without a look at the line, gets its edits from the table. They
 * are the ones that repair.h would make; in doubt the line is left to it.
 */
#ifndef REN_ENCODING_QUICK_H
#define REN_ENCODING_QUICK_H

#include "encoding/repair.h"

typedef struct ren__quick ren__quick;

/* NULL when out of memory. */
ren__quick *ren__quick_new(void);
void ren__quick_free(ren__quick *quick);

/* The run that starts at s and has n bytes needs no look. */
bool ren__quick_harmless(ren__quick *quick, ren__repair *repair, const char *s, size_t n);

/* Repairs the line [start, end) of the text; its edits go to `edits`, its votes to
 * repair->won. votes: of the lines before; a line that they help now they would help at
 * the end as well. False: nothing was done, and the line needs a closer look. */
bool ren__quick_line(ren__quick *quick, ren__repair *repair, ren_str text, size_t start, size_t end,
                     const ren__votes *votes, ren_edits *edits, ren_status *status, ren_error *err);

enum { REN__QUICK_RUN_MAX = 120 }; /* bytes of a run */

#endif
