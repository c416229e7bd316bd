/* word_types.h: a text as the corrector sees it: its words by place and by type, with
 * the candidates of each type under the present channel.
 */
#ifndef REN_WORD_TYPES_H
#define REN_WORD_TYPES_H

#include "correct/batch_memory.h"
#include "correct/lattice.h"
#include "correct/words.h"

typedef struct ren__type {
  ren__seen seen;
  uint32_t count;             /* occurrences */
  uint32_t first, candidates; /* in the pool; candidates 0: not yet found */
  uint32_t tallied;           /* changes of it counted in this round */
  bool plain;                 /* known, small letters or not */
  bool settled;               /* known as it is written: no doubt in a text without damage */
  int8_t vote;                /* for Swedish (1), for another language (-1), or none */
} ren__type;

/* There is one for each word of the text, so it is kept small. */
typedef struct ren__place_of_word {
  size_t offset;
  uint32_t type;  /* of words */
  uint8_t length; /* of words: bytes; 63 letters have no more than 189 */
  uint8_t kind;   /* ren__item_kind */
  bool glued, single_blank;
} ren__place_of_word;

/* Where a type is found by its hash. */
typedef struct ren__type_slot {
  uint32_t hash, type; /* type: number + 1; 0: empty */
} ren__type_slot;

typedef struct ren__document {
  const ren_model *model;
  const ren_text *text;
  ren_str bytes;
  bool recognised; /* has pages that were read from pictures */
  ren__place_of_word *items;
  size_t item_count, item_cap;
  ren__type *types;
  size_t type_cap;
  uint32_t type_count;
  ren__type_slot *slots; /* open addressing */
  size_t slot_count;     /* a power of two */
  ren__candidate *pool;
  size_t pool_count, pool_cap;
  ren__profile profile;
  ren__channel channel;
  bool has_channel;
  uint32_t odd;             /* words that nothing explains, in the last round */
  uint32_t misread;         /* words changed in the last round, but for lost marks */
  const ren_memory *memory; /* of the batch; may be NULL */
  ren_memory *own;          /* of this text */
} ren__document;

ren_status ren__document_open(ren__document *out, const ren_text *text, const ren_model *model,
                              const ren_memory *memory, ren_error *err);
void ren__document_close(ren__document *document);

/* Candidates of a type, found when first asked for. false: out of memory. */
bool ren__document_candidates(ren__document *document, uint32_t type);
/* Forgets them, after a change of the channel. */
void ren__document_forget(ren__document *document);

#endif
