/* organs.h: nämnder, styrelser, fullmäktige: found in headings and at the start of
 * sentences, and given as one would write them in a heading.
 */
#ifndef REN_ORGANS_H
#define REN_ORGANS_H

#include "segment/cue_words.h"

typedef struct ren__organ {
  size_t first, last; /* words of the name, both included */
  bool genitive;      /* `socialnämndens` */
} ren__organ;

/* In a text that was read badly: puts torn organs together and reads `och` between them. */
void ren__organs_mend(ren__tokens *tokens, const char *text);

/* An organ whose name begins at word `first` (after no more than an article) and ends
 * before word `end`. */
bool ren__organ_read(ren__organ *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);
/* The first organ named anywhere in [first, end). */
bool ren__organ_search(ren__organ *out, const ren__tokens *tokens, const char *text, size_t first, size_t end);

/* The name without genitive, its first letter a capital, ALL CAPITALS undone; appended. */
void ren__organ_name(ren_buf *out, const ren__organ *organ, const ren__tokens *tokens, const char *text);

/* Whether two names mean the same organ, OCR noise allowed for. */
bool ren__organ_same(ren_str a, ren_str b);

#endif
