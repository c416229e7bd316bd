/* consensus_copies.h: made-up groups of copies of one text, each damaged in its own way,
 * with known truth word by word and real differences between the copies.
 */
#ifndef CONSENSUS_COPIES_H
#define CONSENSUS_COPIES_H

#include "dedup_texts.h"

enum { MAX_COPIES = 10 };

/* What a copy may have of its own. */
typedef enum own_kind {
  OWN_NOTHING,
  OWN_NAME,
  OWN_NUMBER,
  OWN_FORM, /* another form of the word */
  OWN_WORD, /* another word */
  OWN_NEAR, /* another word, a letter away */
  OWN_NOT,  /* an added `inte` */
  OWN_SENTENCE,
  OWN_KINDS
} own_kind;
extern const char *const own_kind_names[OWN_KINDS];

typedef struct copy_word {
  size_t place;      /* equal places of two copies hold the same word, but for differences */
  own_kind kind;     /* what the place differs by in some copy */
  char *meant;       /* borrowed from the group; with its punctuation */
  size_t start, end; /* in the damaged text; empty if it was lost */
} copy_word;

typedef struct copy {
  copy_word *words;
  size_t count, cap;
  ren_buf text;
  double rate;
  bool marks_lost;
} copy;

typedef struct copy_group {
  copy copies[MAX_COPIES];
  size_t count;
  char **strings; /* all that is meant */
  size_t string_count, string_cap;
} copy_group;

/* Words of running text, for other words and other forms. */
typedef struct copy_words {
  char **sorted, **running;
  size_t sorted_count, running_count;
} copy_words;
void copy_words_make(copy_words *words, ren_str text);
void copy_words_free(copy_words *words);

/* count copies of the text, their rates of misread letters spread around `rate`. */
void copy_group_make(copy_group *group, gen_random *r, ren_str text, size_t count, double rate,
                     const copy_words *words);
void copy_group_free(copy_group *group);

/* A word without the punctuation around it. */
ren_str copy_core(ren_str word);

#endif
