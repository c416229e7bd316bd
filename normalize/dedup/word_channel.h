/* word_channel.h: how likely a word was read as another: a noisy channel of letters
 * (Kernighan, Church and Gale 1990) whose rates are the text's own.
 *
 * Costs are -log10 of probabilities. Each misread letter costs that of the text's rate
 * and that of the kind of misreading: look-alike shapes are common, any other letter is
 * rare. A figure never stands for another figure, is never lost and never comes into a
 * number: what differs so is another number. A letter in a number stands for the figure it
 * looks like; for any figure, or none, only where most figures are left.
 */
#ifndef REN_DEDUP_WORD_CHANNEL_H
#define REN_DEDUP_WORD_CHANNEL_H

#include "dedup/word_signs.h"

#include <renskrift/model.h>

/* The model's confusions, found by the first letter that is seen. */
typedef struct ren__confusions {
  const ren_model *model; /* NULL: there are none */
  uint16_t first[257];
} ren__confusions;
void ren__confusions_of(ren__confusions *confusions, const ren_model *model);

typedef struct ren__word_rates {
  double letter; /* cost of a misread letter, whatever the kind */
  double mark;   /* cost of a lost mark (a for å) */
  const ren__confusions *confusions;
} ren__word_rates;

/* From the share of letters misread and of marks lost. */
ren__word_rates ren__word_rates_of(double misread, double lost, const ren__confusions *confusions);

double ren__lost_blank_cost(const ren__word_rates *rates);

enum { REN__NEVER = 100 };

/* What a letter in a number costs that looks like no figure. */
#define REN__UNREAD_FIGURE 3.0

/* Case counts for nothing. REN__NEVER and more: it cannot have been, or costs more than
 * the limit. */
double ren__word_channel(const ren__word_rates *rates, ren_str seen, ren_str meant, double limit);

#endif
