/* lm.h: the word trigram model: interpolated modified Kneser-Ney (Chen & Goodman
 * 1998), pruned, in back-off form. Probabilities are costs, -log10.
 */
#ifndef REN_LM_H
#define REN_LM_H

#include "model/model_file.h"

/* Two words of context, as language model ids. */
typedef struct ren__context {
  uint32_t first, second;
} ren__context;

/* The id of a word of text; of none: the boundary. */
uint32_t ren__lm_id(const ren_model *model, ren_str word);

/* -log10 P(word | context). */
float ren__lm_cost(const ren_model *model, ren__context context, uint32_t word);

static inline ren__context ren__lm_next(ren__context context, uint32_t word) {
  return (ren__context){context.second, word};
}

#endif
