/* correct_names.h: person names in council prose, and how many of them a corrector turns
 * into something else.
 */
#ifndef CORRECT_NAMES_H
#define CORRECT_NAMES_H

#include <renskrift/renskrift.h>

/* Prints a table; -v lists every changed name on stderr. A note if SHARED/lists is absent. */
void names_measure(const ren_model *model, const char *shared, bool verbose);

/* ---- names (correct_names_draw.c) ----------------------------------------------- */

enum name_kind {
  NAME_COMMON,
  NAME_RARE_FIRST,
  NAME_DOUBLE_FIRST,
  NAME_DOUBLE_LAST,
  NAME_NOBLE,
  NAME_INITIALS,
  NAME_RARE_LAST,
  NAME_INVENTED,
  NAME_KINDS
};
extern const char *const name_kinds[NAME_KINDS];

typedef struct person {
  enum name_kind kind;
  char name[96];
} person;

enum { PERSONS = 2000 };

/* PERSONS different names, the same every time. False if the lists are absent. */
bool names_draw(person *out, const char *lists);

/* ---- prose (correct_prose.c) ------------------------------------------------------ */

/* Sentences with %s for names, an array that ends in NULL. */
extern const char *const prose_with_names[];
/* A line of a list or a table for each person, with one %s. */
extern const char *const prose_lines[];
extern const char *const prose_headings[]; /* with one %s: the name in capitals */
extern const char *const prose_plain[];    /* no names */

#endif
