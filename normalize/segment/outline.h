/* outline.h: the sections of a document, gathered while the walk goes through it. The
 * walk says what begins; a section ends where the next of its rank or above begins. All
 * calls do nothing for walks whose caller wants no sections.
 */
#ifndef REN_OUTLINE_H
#define REN_OUTLINE_H

#include "segment/headings.h"

#include <renskrift/segment.h>

typedef struct ren__walk ren__walk;

/* A board under `Reservationer m.m.` or on a sheet stands below the chapter, a board that
 * keeps minutes above its matters. */
enum {
  REN__RANK_DOCUMENT,
  REN__RANK_ORGAN,
  REN__RANK_MATTER,
  REN__RANK_SUB_ORGAN,
  REN__RANK_PART,
  REN__RANK_BLOCK,
  REN__RANKS
};

typedef struct ren__outline {
  ren_sections *list;      /* NULL: not wanted */
  size_t first;            /* index in the list of this document's first section */
  size_t open[REN__RANKS]; /* index + 1 in the list; 0: none */
  ren_str date;            /* of the minutes that are open */
  size_t organs;           /* that spoke in the open document */
  bool listed;             /* some matters turned out to be items of a list of contents */
  size_t organ_at;         /* offset of the last line that named a board */
  bool doubted;            /* what the walk's ->doubted was after the last paragraph */
  bool heading_waits;      /* the open matter may get its heading from the next lines */
  bool holds_blocks;       /* the open part is a heading over several blocks: `Reservationer` */
} ren__outline;

void ren__outline_begin(ren__walk *walk);                      /* before each paragraph: the first begins a document */
void ren__outline_document(ren__walk *walk);                   /* other minutes begin with this paragraph */
void ren__outline_minutes(ren__walk *walk);                    /* they began with the last organ line */
void ren__outline_organ(ren__walk *walk);                      /* a line that named the organ */
void ren__outline_matter(ren__walk *walk, ren_str number);     /* § 12, Ärende 5 */
void ren__outline_appendix(ren__walk *walk, ren_str number);   /* Bilaga 2 */
void ren__outline_part(ren__walk *walk, ren__section section); /* Beslut, Sammanfattning ... */
/* `Reservationer`, `Yrkanden` alone in their line. */
void ren__outline_blocks(ren__walk *walk, ren_kind kind);
/* `Reservation av Anna Ek (L)`: a block begins with the heading in [start, end). */
void ren__outline_block(ren__walk *walk, ren_kind kind, size_t start, size_t end);
/* After each paragraph: headings and organs that were not known before it. */
void ren__outline_learn(ren__walk *walk);
/* All that is open ends with the text. */
void ren__outline_finish(ren__walk *walk);

#endif
