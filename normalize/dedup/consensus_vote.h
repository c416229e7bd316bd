/* consensus_vote.h: whether a word may be replaced by what other witnesses have.
 *
 * The forms that stand in a place, one's own among them, are sorted into words: a form
 * belongs to a word already there if it is likelier a misreading of it than a word of
 * its own (word_channel.h, consensus_lexis.h). What is one's own is replaced by the word
 * it belongs to only if that is likelier, by decades, than
 *
 *  - that it stands there as it was meant: boards differ, and a word that exists, or
 *    that another witness has as well, is more readily meant than a string that nobody
 *    knows. What is no likely misreading never gives way;
 *  - that it is a misreading of something else: of another word that witnesses have, or
 *    of one that stands in the lexicon;
 *  - that the others are misread and it is right.
 *
 * Figures that can be read never change (word_channel.h); what stands for one that cannot be
 * gives way only to a number that all others agree on. Confidence is the share of the likelihood.
 */
#ifndef REN_DEDUP_CONSENSUS_VOTE_H
#define REN_DEDUP_CONSENSUS_VOTE_H

#include "dedup/consensus_lexis.h"

enum { REN__WITNESSES = 16 };

/* What a text has in the place. */
typedef struct ren__witnessed {
  ren_str form;
  const ren__word_rates *rates; /* of the text */
} ren__witnessed;

typedef struct ren__ballot {
  ren__witnessed readings[REN__WITNESSES + 1]; /* the first one is one's own */
  size_t count;
  ren__surroundings around;
} ren__ballot;

typedef struct ren__election {
  bool replace;
  ren_str form;
  float confidence;
  const char *rule;
} ren__election;
ren__election ren__vote(const ren__lexis *lexis, const ren__ballot *ballot);

/* How much likelier a change must be than what speaks against it, in decades. */
#define REN__SURE 1.5
/* That a form which nobody else has is meant as it stands; 0 if it is a word. */
double ren__difference_cost(const ren__lexis *lexis, ren_str form);

/* The form that most of the readings are likeliest misread from. Empty: there are none. */
ren_str ren__meant_by_all(const ren__lexis *lexis, const ren__ballot *ballot);

/* form in the casing of own, into buf; empty if it does not fit. */
ren_str ren__in_casing(char *buf, size_t room, ren_str own, ren_str form);

#endif
