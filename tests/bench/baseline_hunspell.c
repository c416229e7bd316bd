#include "baseline.h"

#include <stdlib.h>
#include <string.h>

#ifdef BENCH_HUNSPELL
#include <hunspell.h>

enum { SLOTS = 1 << 16 };

typedef struct answer {
  char *word, *suggestion; /* suggestion NULL: as it is */
} answer;

typedef struct speller {
  Hunhandle *hunspell;
  answer answers[SLOTS]; /* open addressing; texts of some thousand words fit */
  size_t count;
} speller;

static char *copy_of(const char *ptr, size_t len) {
  char *copy = measure_grow(NULL, len + 1, 1);
  memcpy(copy, ptr, len);
  copy[len] = 0;
  return copy;
}

static char *ask(speller *s, const char *word) {
  char **list = NULL, *first = NULL;
  if (Hunspell_spell(s->hunspell, word)) return NULL;
  int count = Hunspell_suggest(s->hunspell, &list, word);
  if (count > 0) first = copy_of(list[0], strlen(list[0]));
  Hunspell_free_list(s->hunspell, &list, count);
  return first;
}

static bool fix(void *self, ren_str word, ren_buf *out) {
  speller *s = self;
  size_t at = ren_hash64(word) % SLOTS;
  while (s->answers[at].word && !ren_str_eq(ren_str_of(s->answers[at].word), word)) at = (at + 1) % SLOTS;
  answer *a = &s->answers[at];
  if (!a->word) {
    if (++s->count > SLOTS / 2) measure_fail("too many different words", NULL);
    a->word = copy_of(word.ptr, word.len);
    a->suggestion = ask(s, a->word);
  }
  if (!a->suggestion) return false;
  baseline_casing(out, ren_str_of(a->suggestion), word);
  return true;
}

bool baseline_hunspell(baseline *out, const char *aff, const char *dic) {
  double start = measure_now();
  speller *s = measure_grow(NULL, 1, sizeof *s);
  memset(s, 0, sizeof *s);
  s->hunspell = Hunspell_create(aff, dic);
  *out = (baseline){"hunspell, first suggestion", s, measure_now() - start, fix};
  return s->hunspell != NULL;
}
#else
bool baseline_hunspell(baseline *out, const char *aff, const char *dic) {
  (void)out;
  (void)aff;
  (void)dic;
  return false;
}
#endif
