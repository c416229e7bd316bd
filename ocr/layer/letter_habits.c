/* What a page of Swedish can hardly do without. */
#include "layer/layer.h"

#include <string.h>

/* Of 1000 letters so many (rounded down from minutes of 2025). */
static const struct {
  const char *what;
  const char *forms[3];
  double of_thousand;
} habits[REN__HABITS] = {
    {"å", {"å", "Å", NULL}, 12},
    {"ä", {"ä", "Ä", NULL}, 16},
    {"ö", {"ö", "Ö", NULL}, 12},
    [REN__HABIT_LIGATURES] = {"ff, fi or fl", {"ff", "fi", "fl"}, 3.5},
};
static const double EXPECTED_MIN = 5;

static bool holds(ren_str text, const char *form) {
  return form && memmem(text.ptr, text.len, form, strlen(form)) != NULL;
}

void ren__habits_count(ren__habits *out, ren_str text) {
  for (int h = 0; h < REN__HABITS; h++)
    for (int form = 0; form < 3; form++) out->of[h] += holds(text, habits[h].forms[form]);
}

int ren__habits_missing(const ren__habits *found, size_t letters) {
  for (int h = 0; h < REN__HABITS; h++)
    if (found->of[h] == 0 && habits[h].of_thousand * (double)letters >= 1000 * EXPECTED_MIN) return h;
  return -1;
}

const char *ren__habit_name(int habit) { return habits[habit].what; }
