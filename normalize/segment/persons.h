/* persons.h: who signed: `Louise Berg m.fl. (alla L)`, `A (S), B (V) och C (MP)`,
 * `(S), (V) och (MP)`, `ledamöterna från M, L och KD`, `Moderaterna och Liberalerna`.
 */
#ifndef REN_PERSONS_H
#define REN_PERSONS_H

#include "segment/cue_words.h"

enum { REN__PERSONS_MAX = 64 };

typedef struct ren__person {
  size_t start, end; /* the name in the text; equal for a whole group */
  char party[16];    /* "" if not said */
  bool polite;       /* behind `herr` or `fru`: a single word is a name */
} ren__person;

typedef struct ren__persons {
  ren__person items[REN__PERSONS_MAX];
  size_t count;
  size_t stop;     /* first word that does not belong to the list */
  bool with_party; /* at least one has a party */
  bool marked;     /* a title, a group word or parentheses say that this is a list of persons */
} ren__persons;

/* Reads the list that begins at word `first`, at the latest until word `end`.
 * `bare` allows party letters without parentheses from the start ("M, L och KD").
 * False when nobody is named there. */
bool ren__persons_read(ren__persons *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                       bool bare);

#endif
