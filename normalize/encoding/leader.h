/* leader.h: lines of a text that one chain has gone through from end to end.
 *
 * Once nearly all runs of a text have been won by one chain, "UTF-8 read as X" or "raw
 * bytes of X", most lines hold nothing but the signs that it makes of å ä ö é. These are
 * put back by one pass over the bytes. Anything else in a line, be it a quote beside such
 * a sign, a sign of an escape or a capital where it does not belong, leaves the line to
 * quick.h and repair.h.
 */
#ifndef REN_ENCODING_LEADER_H
#define REN_ENCODING_LEADER_H

#include "encoding/repair.h"

enum { REN__LEADER_SIGNS = 8 };

typedef struct ren__leader {
  uint32_t top;   /* the chain that has won nearly all runs; 0: none */
  uint32_t chain; /* the same if lines can be gone through by it, else 0 */
  const char *rule;
  struct {
    char shown[12]; /* what the chain makes of the letter */
    uint8_t length;
    char letter[3];
    bool small;
  } signs[REN__LEADER_SIGNS];
} ren__leader;

/* Follows the votes: takes the chain that has won nearly all runs, or none. */
void ren__leader_update(ren__leader *leader, const ren__votes *votes);

/* Repairs the line [start, end) of the text; its edits go to `edits`. Returns the number
 * of words that it touched; 0: nothing was done. */
unsigned ren__leader_line(const ren__leader *leader, ren_str text, size_t start, size_t end, ren_edits *edits,
                          ren_status *status, ren_error *err);

#endif
