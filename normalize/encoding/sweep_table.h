/* sweep_table.h: the one- and two-step chains between 8-bit pages, and which characters
 * each of them explains. Built once in a process, at the first call; 0.7 MB. */
#ifndef REN_ENCODING_SWEEP_TABLE_H
#define REN_ENCODING_SWEEP_TABLE_H

#include "encoding/codepages.h"

/* Pages that people's files have been in; the others of codepages.h are found only
 * where UTF-8 was read as them. */
enum { REN__SWEEP_PAGES = REN__CP_MAC + 1, REN__SWEEP_WORDS = 13 };

typedef uint64_t ren__sweep_set[REN__SWEEP_WORDS]; /* bit i: chain i */

/* Chains under test. A chain must make of every character something that Swedish text
 * holds, and of nearly all what it holds much of: misses[k] are those that have failed the
 * latter k times. */
enum { REN__SWEEP_MISSES = 3 };
typedef struct ren__sweep_test {
  ren__sweep_set misses[REN__SWEEP_MISSES];
} ren__sweep_test;

/* All chains, or those of one step. */
void ren__sweep_begin(ren__sweep_test *test, bool one_step);
/* Takes out those that fail with a character beyond ASCII. False: none is left. */
bool ren__sweep_narrow(ren__sweep_test *test, uint32_t cp);
/* Those that have failed at most so many times. */
void ren__sweep_end(const ren__sweep_test *test, size_t allowed, ren__sweep_set set);
uint32_t ren__sweep_chain_at(size_t i);
/* What chain i makes of a character that it explains. */
uint32_t ren__sweep_result(uint32_t cp, size_t i);
/* What Swedish text may hold; the letter model knows how often. */
bool ren__is_ordinary(uint32_t cp);

#endif
