/* correct_judge.h: what was right and what was wrong about a corrected pair: reliability
 * of the confidences, words repaired and broken, and the kinds of errors that are left.
 */
#ifndef CORRECT_JUDGE_H
#define CORRECT_JUDGE_H

#include "correct_measure.h"

/* ---- reliability ------------------------------------------------------------ */

enum { BINS = 8 };

typedef struct reliability {
  size_t edits[BINS], right[BINS];
  double stated[BINS]; /* sum of confidences */
} reliability;

/* An edit is right if the words that it touches equal the truth at that place, with all
 * edits of the pair made and signs at their edges aside. `list`: those that were 0.99 sure
 * and wrong, on stderr. */
void reliability_add(reliability *r, const pair *p, bool list);
void reliability_print(const reliability *r);

/* ---- words ------------------------------------------------------------------ */

enum kind {
  KIND_FALSE,
  KIND_CASE,
  KIND_NUMBER,
  KIND_PARTING,
  KIND_LOST,
  KIND_NAME,
  KIND_REAL,
  KIND_COMPOUND,
  KIND_UNKNOWN,
  KIND_LEFT,
  KIND_WRONG,
  KINDS
};

/* One error that is left: the words, and how often. */
typedef struct leftover {
  enum kind kind;
  char *words; /* truth, seen, corrected */
  size_t count;
} leftover;

typedef struct words_score {
  size_t repaired, broken, kinds[KINDS];
  leftover *left;
  size_t left_count, left_room;
} words_score;

void words_add(words_score *score, const pair *p, const ren_model *model, bool keep);
/* A line of counts by kind; with `list` each error too, on stderr. */
void words_print_kinds(const char *set, words_score *score, bool list);
void words_score_free(words_score *score);

#endif
