/* block.h: one block being gathered: its lead-in, its own words, its signatures.
 */
#ifndef REN_BLOCK_H
#define REN_BLOCK_H

#include "segment/leadins.h"
#include "segment/paragraphs.h"
#include "segment/roster.h"

#include "arena.h"

typedef struct ren__piece {
  size_t offset, length;
  bool gap_before; /* a blank line stood before it */
  bool signature;  /* names, place and date under the text: not the block's own words */
} ren__piece;

/* Where a block stands; strings are borrowed until it is added to the list. */
typedef struct ren__place {
  ren_str organ, date, dnr, paragraph, heading;
} ren__place;

typedef struct ren__block {
  bool active, heading, certain;
  bool listed; /* began in a list of papers: a title only, unless text follows */
  ren_kind kind;
  ren__follow follow;
  size_t start, end;           /* the whole block with lead-in and signatures */
  size_t lead_start, lead_end; /* a formula's text, when nothing follows */
  ren__piece *pieces;
  size_t count, cap;
  size_t words; /* of its own text, roughly */
  bool first_person, signed_off;
  bool opens_list;      /* the names stand in the lines below the lead-in */
  bool listed_more;     /* ... with more than names in them: each is a block */
  bool proposes;        /* `Förslag till beslut` was the last line */
  bool supposed;        /* nothing announced the text: it follows a formula in the first person */
  ren__persons persons; /* of the lead-in */
  ren__persons signers; /* of the signature lines */
  ren_refers refers;
  ren_buf target; /* what the pointer says */
} ren__block;

void ren__block_begin(ren__block *block, ren_kind kind, size_t start, size_t end);
bool ren__block_add(ren__block *block, ren__piece piece);
bool ren__block_has_text(const ren__block *block);
void ren__block_clear(ren__block *block); /* and frees */

/* Names added that are not there yet. */
void ren__persons_merge(ren__persons *into, const ren__persons *more, const char *text);
bool ren__persons_overlap(const ren__persons *a, const ren__persons *b, const char *text);

/* The block as a record; ->text and ->signatories are in the arena. False: out of
 * memory. *drop: the block is no text (a heading without one). */
bool ren__block_finish(const ren__block *block, const char *text, const ren__roster *roster, ren_arena *arena,
                       ren_reservation *out, bool *drop);

#endif
