/* page_number.h: lines and line ends that number a page. */
#ifndef REN_PAGE_NUMBER_H
#define REN_PAGE_NUMBER_H

#include <renskrift/base.h>

typedef enum ren__number_form {
  REN__NUMBER_NONE,
  REN__NUMBER_BARE,  /* "3": only its place says what it is */
  REN__NUMBER_WEAK,  /* "- 3 -", "Sida 3", "s. 3" */
  REN__NUMBER_STRONG /* "Sida 3 (12)", "3(12)", "Sid 3 av 12", "3/12" after "Sida" */
} ren__number_form;

typedef struct ren__number {
  ren__number_form form;
  uint32_t page, of; /* of: 0 unknown */
} ren__number;

/* The whole line. Letters that OCR takes for digits (l I | O) count as digits
 * after the first place. */
ren__number ren__page_number(ren_str line);

/* The end of a longer line: "Stadsrevisionen, Rapport 3 (12)". Only the strong
 * forms with brackets or the word for page. */
ren__number ren__page_number_at_end(ren_str line);

/* Nothing but "Justerandes signatur", "Utdragsbestyrkande" and the like, with the
 * dots or lines to sign on. */
bool ren__is_stamp(ren_str line);

#endif
