/* consensus_judge.h: what edits made of a group of copies whose truth is known. */
#ifndef CONSENSUS_JUDGE_H
#define CONSENSUS_JUDGE_H

#include "consensus_copies.h"

#include <renskrift/dedup.h>

/* How a damaged word differs from what was meant. */
typedef enum miss_kind {
  MISS_MARKS,  /* only its å, ä, ö */
  MISS_DIGIT,  /* a number's figures, or a figure came in */
  MISS_BLANK,  /* cut, or run together with another */
  MISS_LOST,   /* nothing is left of it */
  MISS_SHORT,  /* letters, of up to three */
  MISS_KNOWN,  /* letters; what is seen is a word too */
  MISS_UNSEEN, /* letters; what was meant is no word that the model knows */
  MISS_LETTERS,
  MISS_KINDS
} miss_kind;
extern const char *const miss_names[MISS_KINDS];

typedef struct judged {
  size_t damaged;                     /* words not as they were meant */
  size_t repairable, repaired, worse; /* those that another witness has right; repaired; changed but wrong */
  size_t repaired_alone;              /* those that none has right */
  size_t sound, broken;               /* words as they were meant; changed */
  size_t own, levelled;               /* words that differ between copies; changed but not to what was meant */
  size_t kind_seen[OWN_KINDS], kind_changed[OWN_KINDS];
  size_t met[MISS_KINDS], missed[MISS_KINDS];
  struct {
    size_t repairable, repaired;
  } by_copies[MAX_COPIES + 1];
  size_t shown; /* how many more of each kind to print */
  const ren_model *model;
} judged;

void judge_group(judged *sum, const copy_group *group, ren_edits *const *edits);

#endif
