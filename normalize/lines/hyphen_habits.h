/* hyphen_habits.h: which words official texts write with a hyphen, as they were
 * counted by tools/count_hyphens.c: first parts (icke-), beginnings of what follows
 * (el-till*), whole words, and first parts after a certain word (public service-).
 */
#ifndef REN_HYPHEN_HABITS_H
#define REN_HYPHEN_HABITS_H

#include <renskrift/base.h>

/* What the weight was found for, from the vaguest to the surest. */
typedef enum ren__habit {
  REN__HABIT_NONE,
  REN__HABIT_FIRST,
  REN__HABIT_STEM,
  REN__HABIT_WORD,
  REN__HABIT_GROUP
} ren__habit;

/* Natural log-odds that left and right at a line end are one divided word and not a
 * word with a hyphen; before is the word before left, or empty. Any case. */
ren__habit ren__hyphen_habit(ren_str before, ren_str left, ren_str right, double *log_odds);

/* The table: lines of a key and a weight letter, sorted by bytes, in blocks (strings
 * of C have a limit). */
enum { REN__HABITS_BLOCK = 4000 };
extern const char ren__hyphen_habits[][REN__HABITS_BLOCK];
extern const size_t ren__hyphen_habits_count;

#endif
