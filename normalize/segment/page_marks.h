/* page_marks.h: lines that belong to the page and not to the text: page numbers and the
 * foot in which those who approve the minutes put their initials.
 */
#ifndef REN_PAGE_MARKS_H
#define REN_PAGE_MARKS_H

#include "segment/cue_tokens.h"

/* `3 (12)`, `Sida 3 av 12`, `Sid 3`, `Blad 7`, `- 3 -`, `12`: nothing else in the line. */
bool ren__is_page_number(ren_str line);
/* A line with such a number at its end: `Kommunstyrelsen 2021-11-09 Sida 14 av 22`. */
bool ren__page_numbered(ren_str line);
/* `Justerandes sign`, `Utdragsbestyrkande`. */
bool ren__page_foot(const char *text, size_t start, size_t end);

#endif
