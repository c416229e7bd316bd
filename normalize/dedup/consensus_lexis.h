/* consensus_lexis.h: how likely a form is as a word, before anything is known of the
 * place where it stands. With a model its lexicon, compounds and letters tell; always
 * also whether the other texts of the group have the form elsewhere.
 */
#ifndef REN_DEDUP_CONSENSUS_LEXIS_H
#define REN_DEDUP_CONSENSUS_LEXIS_H

#include "dedup/word_channel.h"
#include "dedup/word_endings.h"

#include <renskrift/model.h>

typedef struct ren__lexis {
  const ren_model *model; /* may be NULL */
  uint64_t *forms;        /* sorted hashes of the words of the other texts */
  size_t count;
} ren__lexis;

uint64_t ren__form_hash(ren_str word);
size_t ren__times_seen(const ren__lexis *lexis, ren_str word);

/* -log10 of its probability; `here`: how many of those seen stand in this place. A form
 * of two words with a blank between costs both. */
double ren__form_cost(const ren__lexis *lexis, ren_str form, size_t here);

/* Whether the model's dictionary has the form, or makes it up of its words. */
bool ren__lexis_knows(const ren__lexis *lexis, ren_str form);

/* Dearer than this, a form is no word that anybody knows. */
#define REN__COMMON_COST 7.5
/* As dear as this is what nobody writes: signs in the midst, figures among letters. */
#define REN__NO_WORD 12.5

/* By how many decades a form that exists fits the words around worse than another. */
typedef struct ren__surroundings {
  double (*misfit)(void *payload, ren_str form, ren_str other); /* may be NULL */
  void *payload;
} ren__surroundings;
double ren__misfit(const ren__surroundings *around, ren_str form, ren_str other);

/* The cost of the likeliest word that the seen form may have been meant as, other than
 * `meant`: it stands there for it, and is misread. At most `limit`: what is dearer is
 * not looked for. */
double ren__rival_cost(const ren__lexis *lexis, const ren__surroundings *around, const ren__word_rates *rates,
                       ren_str seen, ren_str meant, double limit);

#endif
