/* lexicon_build.h: word lists of all kinds -> one list of entries.
 */
#ifndef REN_LEXICON_BUILD_H
#define REN_LEXICON_BUILD_H

#include "model/model_file.h"
#include "string_table.h"

enum { REN_LM_MIN_COUNT = 3 /* words of the corpus that get an id in the language model */ };

typedef struct ren__form {
  uint32_t lm_id;           /* 0: none of its own */
  uint32_t trusted;         /* count in trusted text */
  uint32_t capital;         /* share of capitals, percent */
  uint32_t bearers;         /* of a name */
  uint32_t modifies, heads; /* in how many compounds of the corpus */
  uint8_t forms;            /* REN_FORM_* of the dictionary */
  uint8_t flags;            /* REN_WORD_* */
} ren__form;

typedef struct ren__lexicon_build {
  ren__strings *words; /* Latin-1, lower case */
  ren__form *forms;    /* by number */
  size_t cap;
  uint32_t lm_count;
  uint32_t *lm_words; /* number of each language model word */
  size_t lm_cap;
} ren__lexicon_build;

/* What the lexicon will say of a word: REN_WORD_*. */
uint8_t ren__form_flags(const ren__form *form);
/* The form of a word, new if need be; NULL: out of memory. */
ren__form *ren__build_form(ren__lexicon_build *build, const unsigned char *word, size_t len);
/* dict/words.tsv.xz, names.tsv, places.tsv, extra.tsv under the folder. */
ren_status ren__build_read(ren__lexicon_build *build, const char *tables, ren_error *err);
/* Judges which words are known and learns the costs of compounds. Fills entries, one
 * per word in ascending byte order, whose numbers are in `order`. */
ren_status ren__build_entries(ren__entry **entries, uint32_t **order, ren__lexicon_build *build, ren_error *err);
void ren__build_clear(ren__lexicon_build *build);

#endif
