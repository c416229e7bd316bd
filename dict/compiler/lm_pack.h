/* lm_pack.h: the language model as it is kept under dict/: varints and differences
 * inside an .xz file; ids are the line numbers of the word list.
 */
#ifndef REN_LM_PACK_H
#define REN_LM_PACK_H

#include "compiler/kneser_ney.h"
#include "model/model_file.h"

/* n-grams -> bytes. */
void ren__lm_pack(const ren__ngrams *ngrams, ren_buf *out);

/* The tables as the model file holds them. */
typedef struct ren__lm_tables {
  uint32_t vocabulary;
  ren__unigram *unigrams; /* vocabulary + 1 */
  ren__bigram *bigrams;   /* bigram_count + 1 */
  ren__trigram *trigrams;
  uint32_t bigram_count, trigram_count;
} ren__lm_tables;

ren_status ren__lm_unpack(ren__lm_tables *out, ren_str packed, ren_error *err);
void ren__lm_tables_clear(ren__lm_tables *tables);

#endif
