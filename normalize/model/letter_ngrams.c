#include "model/letter_ngrams.h"

unsigned ren__letter_class(unsigned char c) {
  if (c >= 'a' && c <= 'z') return c - 'a' + 1u;
  switch (c) {
  case 0xe5: return 27;
  case 0xe4: return 28;
  case 0xf6: return 29;
  case 0xe9: return 30;
  default: return REN_LETTER_OTHER;
  }
}

ren__letter_context ren__letters_start(bool name) {
  unsigned start = name ? REN_LETTER_OTHER : REN_LETTER_END;
  ren__letter_context context = {0, REN_LETTERS_ORDER - 1};
  for (int i = 0; i < REN_LETTERS_ORDER - 1; i++) context.classes = context.classes << REN_LETTER_BITS | start;
  return context;
}

static const ren__letter_ngram *find(const ren_model *model, uint32_t key) {
  uint32_t mask = model->letter_slots - 1;
  for (uint32_t at = ren__letter_slot(key, model->letter_slots), n = 0; n <= mask; at = (at + 1) & mask, n++) {
    const ren__letter_ngram *ngram = &model->letters[at];
    if (ngram->key == key) return ngram;
    if (ngram->key == 0) break;
  }
  return NULL;
}

static const float FOREIGN = 3.5f; /* a letter that Swedish words do not have */

/* Longer histories than the known one need not be looked for: n-grams are kept with all
 * their beginnings. */
float ren__letter_cost(const ren_model *model, ren__letter_context *context, unsigned letter) {
  enum { MASK = (1 << REN_LETTER_BITS * (REN_LETTERS_ORDER - 1)) - 1 };
  uint32_t history = context->classes, classes = history << REN_LETTER_BITS | letter;
  unsigned cost = 0;
  context->classes = classes & MASK;
  if (letter == REN_LETTER_OTHER) {
    context->known = 0;
    return FOREIGN;
  }
  for (unsigned order = context->known + 1; order > 0; order--) {
    const ren__letter_ngram *ngram = find(model, ren__letter_key(classes, order));
    if (ngram) {
      context->known = order < REN_LETTERS_ORDER ? order : REN_LETTERS_ORDER - 1;
      return (float)(cost + ngram->cost) / 1000;
    }
    const ren__letter_ngram *before = order > 1 ? find(model, ren__letter_key(history, order - 1)) : NULL;
    if (before) cost += before->backoff;
  }
  context->known = 0;
  return (float)cost / 1000 + FOREIGN; /* no table at all */
}

float ren__letters_cost(const ren_model *model, const unsigned char *word, size_t len, bool name) {
  ren__letter_context context = ren__letters_start(name);
  float sum = 0;
  for (size_t i = 0; i < len; i++) sum += ren__letter_cost(model, &context, ren__letter_class(word[i]));
  return sum + ren__letter_cost(model, &context, REN_LETTER_END);
}
