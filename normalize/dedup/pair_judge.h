/* pair_judge.h: what two texts are to each other.
 *
 * similarity = share of both texts' letters that lie in aligned passages
 * (passages.h), in millionths so that sums are exact. Boilerplate is subtracted
 * before judging: the share among the letters that are not boilerplate must reach
 * the bar too; texts that are hardly anything else are joined only when practically
 * equal and about the same matter (guard). Formulas (fewer than 25 words) are
 * compared word by word: any other word, number, name or party keeps them apart. Texts
 * of fewer than 60 words, where several formulas may stand in a row, stay apart if a
 * party, a number or (unless both are known to be about the same) a name differs.
 * Guards that differ forbid joining such short texts, and ask of longer ones that they
 * be practically equal.
 */
#ifndef REN_DEDUP_PAIR_JUDGE_H
#define REN_DEDUP_PAIR_JUDGE_H

#include "dedup/bone_store.h"
#include "dedup/passages.h"
#include "dedup/word_align.h"

enum {
  REN__ONE = 1000000,
  REN__FORMULA_WORDS = 25,
  REN__READINGS = 16,
  REN__FEW_WORDS = 60 /* below it who signs and what about weighs more than wording */
};

/* A text as a subject of comparison. */
typedef struct ren__subject {
  ren_str text, guard;
  uint32_t words;
  uint32_t number; /* its bones in the store (texts of the same words have the same) */
} ren__subject;

typedef struct ren__judge_opts {
  const ren__bone_store *store;
  uint32_t min_similarity; /* millionths */
  size_t min_passage_words;
  bool passages; /* false: what is not alike as a whole need not be told */
} ren__judge_opts;

/* Groups count pairs of this weight and more; what is further below the bar is nothing to them. */
static inline uint32_t ren__nearly_alike(uint32_t min_similarity) { return min_similarity / 3 * 2; }

typedef struct ren__verdict {
  bool related; /* false: nothing worth telling */
  ren_relation relation;
  bool b_contains_a; /* CONTAINS the other way round */
  uint32_t similarity;
  uint32_t weight; /* for grouping: 0 if they must not be joined */
} ren__verdict;

/* Work space of one thread: one text held against many. */
typedef struct ren__comparer {
  ren__judge_opts opts;
  ren__subject subject; /* a */
  ren__bones bones;
  ren__bone_buffer own, other; /* the bones of a and of b */
  ren__reading *a, *b;         /* letter by letter; a is NULL until it is needed */
  struct {
    ren__reading list[REN__READINGS];
    uint32_t number[REN__READINGS]; /* whose, + 1; 0: free */
    unsigned next;
  } readings; /* the last ones: copies come one after the other */
  ren__gram_table table;
  ren__gram_table short_table; /* made when it is wanted */
  bool tabled;
  ren__chains chains;
  ren__passages passages;
  ren__dedup_tokens tokens_a, tokens_b;
  ren__units units;
  ren_span_pair *spans; /* of the last verdict, by a_offset */
  size_t span_count, span_cap;
} ren__comparer;

bool ren__comparer_set(ren__comparer *c, const ren__subject *a);
/* False: out of memory. */
bool ren__compare(ren__comparer *c, const ren__subject *b, ren__verdict *verdict);
/* The numbers mean other texts from now on. */
void ren__comparer_forget(ren__comparer *c);
void ren__comparer_free(ren__comparer *c);

#endif
