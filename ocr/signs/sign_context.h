/* signs/sign_context.h: whether a sign may stand where its shape was seen. */
#ifndef REN_SIGNS_SIGN_CONTEXT_H
#define REN_SIGNS_SIGN_CONTEXT_H

#include "signs/sign_align.h"

/* What stands around a mark. */
typedef struct ren__sign_place {
  const uint32_t *read; /* what it was read as, 0 to 3 letters */
  size_t read_count;
  uint32_t before, after;           /* letters beside it in its word, 0 if there are none */
  uint32_t word_before, word_after; /* else the nearest letters of the words beside */
  bool first, last;                 /* on its line */
  bool glued;                       /* no blank before it */
  bool apart;                       /* a blank behind it, or the end of the word */
  bool twin;                        /* a half of a quote beside another half, a § beside a sure one */
  ren__lead lead;
  uint32_t peers;
  bool dotted; /* a point stands inside its word or the next: an address */
} ren__sign_place;

/* How likely by shape a mark must at least be for a closer look. */
float ren__sign_least(ren__sign sign);
bool ren__sign_fits(ren__sign sign, float likely, const ren__sign_place *place);
/* The sign's text. */
const char *ren__sign_written(ren__sign sign);

#endif
