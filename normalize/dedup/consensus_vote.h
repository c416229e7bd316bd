/* consensus_vote.h: whether a word may be replaced by what other witnesses have.
 *
 * A difference between boards is never levelled. So a word is replaced only if
 *  - the two forms differ as OCR makes words differ (dedup_words.h), never in digits,
 *    and not as two forms of one word (beslutet, besluten) do;
 *  - it is not a word by itself: the model does not know it or, without a model, it
 *    stands nowhere else in the texts; the one exception are lost diacritics (for, för), where
 *    the witnesses must be of one mind;
 *  - the other form is a word: known to the model, or held by two witnesses, and no
 *    other word has as many;
 *  - names give way only for lost diacritics or look-alike letters.
 */
#ifndef REN_DEDUP_CONSENSUS_VOTE_H
#define REN_DEDUP_CONSENSUS_VOTE_H

#include <renskrift/model.h>

enum { REN__WITNESSES = 16 };

/* What the witnesses have in one place. */
typedef struct ren__ballot {
  ren_str own;
  bool sentence_start; /* a capital says nothing there */
  bool own_lost_marks; /* the text has far fewer å, ä and ö than its witnesses */
  size_t own_seen;     /* how often the form stands in all the texts, without a model */
  ren_str votes[REN__WITNESSES];
  size_t count;
} ren__ballot;

typedef struct ren__election {
  bool replace;
  ren_str form;
  float confidence;
  const char *rule;
} ren__election;
ren__election ren__vote(const ren_model *model, const ren__ballot *ballot);

/* form in the casing of own, into buf; empty if it does not fit. */
ren_str ren__in_casing(char *buf, size_t room, ren_str own, ren_str form);

#endif
