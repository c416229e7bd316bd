/* kneser_ney.h: interpolated modified Kneser-Ney trigrams (Chen & Goodman 1998),
 * pruned by weighted difference (Seymore & Rosenfeld 1996), in back-off form.
 */
#ifndef REN_KNESER_NEY_H
#define REN_KNESER_NEY_H

#include <renskrift/base.h>

/* n-grams as they are kept: sorted by words; costs are -log10. */
typedef struct ren__ngram {
  uint32_t words[3];
  float cost, backoff;
} ren__ngram;

typedef struct ren__ngrams {
  uint32_t vocabulary; /* ids 0 .. vocabulary - 1; 0 is the boundary */
  float *unigram_cost, *unigram_backoff;
  ren__ngram *bigrams, *trigrams;
  size_t bigram_count, trigram_count;
} ren__ngrams;

/* `stream`: ids with boundaries between sentences. Keeps about the given numbers of
 * n-grams. */
ren_status ren__kneser_ney(ren__ngrams *out, const uint32_t *stream, size_t length, uint32_t vocabulary,
                           size_t max_bigrams, size_t max_trigrams, ren_error *err);
void ren__ngrams_clear(ren__ngrams *ngrams);

#endif
