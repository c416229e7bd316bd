/* sweep_table.h: the one- and two-step chains between 8-bit pages, and which characters
 * each of them explains. Built once in a process, at the first call; 40 KB. */
#ifndef REN_ENCODING_SWEEP_TABLE_H
#define REN_ENCODING_SWEEP_TABLE_H

#include "encoding/codepages.h"

/* Pages that people's files have been in; the others of codepages.h are found only
 * where UTF-8 was read as them. */
enum { REN__SWEEP_PAGES = REN__CP_MAC + 1, REN__SWEEP_WORDS = 13 };

typedef uint64_t ren__sweep_set[REN__SWEEP_WORDS]; /* bit i: chain i */

/* Takes out of `set` the chains that make of a character beyond ASCII nothing that
 * Swedish text holds. False: none is left. */
bool ren__sweep_narrow(ren__sweep_set set, uint32_t cp);
/* All chains, or those of one step. */
void ren__sweep_all(ren__sweep_set set, bool one_step);
uint32_t ren__sweep_chain_at(size_t i);
/* What Swedish text may hold; the letter model knows how often. */
bool ren__is_ordinary(uint32_t cp);

#endif
