/* baseline.h: correctors that look at one word at a time, to be measured beside ours.
 *
 * Both take what is between blanks, without signs at its edges, if most of it is letters.
 */
#ifndef BASELINE_H
#define BASELINE_H

#include "correct_measure.h"

typedef struct baseline {
  const char *name;
  void *self;
  double loading; /* seconds */
  /* What the word should be; false: as it is. Appends to `out`. */
  bool (*fix)(void *self, ren_str word, ren_buf *out);
} baseline;

/* The first suggestion of hunspell for each word that it does not know, casing kept;
 * asked once for each different word. False if built without hunspell. */
bool baseline_hunspell(baseline *out, const char *aff, const char *dic);

/* Symmetric deletes (Garbe 2012): every word of a list within two edits is found by the
 * strings that both leave when letters are dropped; the nearest wins, of equally near ones
 * the most frequent. `words`: dict/words.tsv.xz; `names`: dict/names.tsv. */
bool baseline_symspell(baseline *out, const char *words, const char *names);

ren_edits *baseline_edits(const baseline *b, ren_str text);

/* Writes `word` with the casing of `like`: all capitals, first capital or as it is. UTF-8. */
void baseline_casing(ren_buf *out, ren_str word, ren_str like);

#endif
