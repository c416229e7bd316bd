/* hyphen.h: what a hyphen at a line end means.
 *
 * The two readings, one word or two with a real hyphen, are weighed by log-odds: a
 * prior by the casing of the halves, the word as the text itself writes it
 * elsewhere, the language model's lexicon, the hyphenation patterns, and short
 * tables of first parts. Suspended hyphens and numbers are told by rule. Weights
 * and their reasons: docs/lines.md.
 */
#ifndef REN_HYPHEN_H
#define REN_HYPHEN_H

#include "lines/joint.h"

/* Puts the forms that the decision at run[i] will ask for into job->own.
 * False: out of memory. */
bool ren__hyphen_prepare(ren__job *job, size_t i);

/* The joint between run[i - 1], which ends with a hyphen, and run[i]. Rule NONE:
 * not one word, and no suspended hyphen either. */
ren__joint ren__hyphen_decide(ren__job *job, size_t i);

/* ekonomisk-politiska, första-tredje: words that stand beside each other. */
bool ren__are_adjectives(ren_str left, ren_str right);

#endif
