#include "model/lm.h"

/* The index of the bigram, or UINT32_MAX. */
static uint32_t find_bigram(const ren_model *model, uint32_t first, uint32_t second) {
  uint32_t low = model->unigrams[first].bigrams, end = model->unigrams[first + 1].bigrams, high = end;
  if (high > model->bigram_count) return UINT32_MAX;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (model->bigrams[middle].word < second)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && model->bigrams[low].word == second ? low : UINT32_MAX;
}

static const ren__trigram *find_trigram(const ren_model *model, uint32_t bigram, uint32_t word) {
  uint32_t low = model->bigrams[bigram].trigrams, end = model->bigrams[bigram + 1].trigrams, high = end;
  if (high > model->trigram_count) return NULL;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (model->trigrams[middle].word < word)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && model->trigrams[low].word == word ? &model->trigrams[low] : NULL;
}

float ren__lm_cost(const ren_model *model, ren__context context, uint32_t word) {
  unsigned cost = 0;
  uint32_t pair = find_bigram(model, context.first, context.second);
  if (pair != UINT32_MAX) {
    const ren__trigram *trigram = find_trigram(model, pair, word);
    if (trigram) return (float)trigram->cost / 32;
    cost += model->bigrams[pair].backoff;
  }
  pair = find_bigram(model, context.second, word);
  if (pair != UINT32_MAX) return (float)(cost + model->bigrams[pair].cost) / 32;
  cost += model->unigrams[context.second].backoff;
  return (float)(cost + model->unigrams[word].cost) / 32;
}
