/* headings.h: the fixed headings of minutes, told by their whole line, OCR noise and
 * upper case allowed for.
 */
#ifndef REN_HEADINGS_H
#define REN_HEADINGS_H

#include "segment/cue_words.h"

typedef enum ren__section {
  REN__SECTION_NONE,
  REN__SECTION_SOFT,         /* may stand inside a reservation: Bakgrund, Förslag till beslut */
  REN__SECTION_DECISION,     /* Beslut */
  REN__SECTION_VOTE,         /* Propositionsordning, Omröstning, Beslutsgång */
  REN__SECTION_DISTRIBUTION, /* Protokollsutdrag skickas till: what follows are addressees */
  REN__SECTION_PAPERS,       /* Handlingar, Beslutsunderlag: what follows are titles */
  REN__SECTION_MOTIONS,      /* Ledamöternas förslag till beslut: who moved what */
  REN__SECTION_PEOPLE,       /* Närvarande, Beslutande: names that sign nothing */
  REN__SECTION_END,          /* Vid protokollet, Justering, Underskrifter */
  REN__SECTION_SUMMARY,      /* Sammanfattning av ärendet */
  REN__SECTION_OTHER         /* Ärendet, Ekonomiska konsekvenser, Bilaga ... */
} ren__section;

/* The titles folded once, for a whole document. */
typedef struct ren__titles ren__titles;
ren__titles *ren__titles_new(void); /* NULL: out of memory */
void ren__titles_free(ren__titles *titles);

ren__section ren__section_of(const ren__titles *titles, const ren__tokens *tokens);

#endif
