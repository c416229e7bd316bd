/* sweep.h: a whole line that went through one chain of wrong decodings.
 *
 * repair.h asks of each run by itself which chain it went through; a chain that maps
 * letters to letters (MacRoman read as cp437, and that as cp850) leaves many runs
 * natural, or open to several readings. Here the question is put to the line: a chain
 * must explain every character beyond ASCII in it and leave nothing but what Swedish
 * text holds. Few chains pass, however many there are, and the letter model chooses
 * among them and leaving the line alone, over all its words together.
 */
#ifndef REN_ENCODING_SWEEP_H
#define REN_ENCODING_SWEEP_H

#include "encoding/repair.h"

/* Repairs the line in repair->line; true if it did. Its chain goes to repair->won. A
 * chain that is left in doubt, and repair->lead, which has won nearly all of the text,
 * needs hardly any evidence. */
bool ren__sweep(ren__repair *repair);

/* Whether repair->lead makes the line in repair->line likelier; the line stays. */
bool ren__sweep_would(ren__repair *repair);

/* Some chain makes likelier Swedish of a run that has no candidates by itself. */
bool ren__sweep_may_help(const ren__letters *letters, const uint32_t *cps, size_t n);

/* ---- the search, sweep_search.c -------------------------------------------- */

enum { REN__SAMPLE_MAX = 96, REN__SWEEPS_MAX = 48 };

/* The characters beyond ASCII of a line: its different stretches of them, with a zero
 * after each. */
typedef struct ren__sample {
  uint32_t cps[REN__SAMPLE_MAX];
  size_t count;
} ren__sample;

typedef struct ren__sweep_chain {
  uint32_t chain;
  float prior;
  uint64_t print; /* hash of what the sample becomes */
} ren__sweep_chain;

/* The chains that make ordinary text of all of the sample, one for each result, the
 * likeliest; those of the family `lead` have a prior below zero. Returns their number. */
size_t ren__sweep_search(const ren__sample *sample, uint32_t lead, ren__sweep_chain *chains);
/* What the chain makes of the sample; false if it does not explain all of it, or leaves
 * what Swedish text does not hold. */
bool ren__sweep_apply(const ren__sample *sample, uint32_t chain, ren__sample *out);

/* What chains that treat å ä ö alike have in common: their pages are of the same kind
 * (Windows, DOS, Mac). A chain itself. */
uint32_t ren__sweep_family(uint32_t chain);

#endif
