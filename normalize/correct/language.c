#include "correct/language.h"

#include <string.h>

/* Common words that damage leaves alone and that neighbours of Swedish do not share. */
static const char *const SWEDISH[] = {"och", "att", "av",  "till", "ett",    "inte",  "vid", "som", "med",
                                      "har", "ska", "den", "det",  "enligt", "eller", "kan", "om"};

/* Common words of other languages (English, German, Danish and Norwegian, Finnish, French,
 * Spanish) that are no Swedish words, with or without their marks. */
static const char *const FOREIGN[] = {
    "the",   "of",    "and",  "that", "with",   "this",   "from",  "which", "are",  "have", "und", "das",
    "ist",   "nicht", "mit",  "von",  "die",    "og",     "ikke",  "af",    "jeg",  "blev", "ved", "oli",
    "mutta", "kuin",  "niin", "les",  "des",    "une",    "dans",  "pour",  "avec", "los",  "las", "una",
    "por",   "para",  "to",   "is",   "return", "import", "const", "int",   "def",  "void", "null"};

typedef struct votes {
  size_t words, swedish, foreign;
} votes;

static bool is_one_of(const ren__seen *seen, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strlen(list[i]) == seen->length && memcmp(list[i], seen->word, seen->length) == 0) return true;
  return false;
}

static votes count_votes(const ren__document *d, size_t from, size_t to) {
  votes v = {0};
  for (size_t i = from; i < to; i++) {
    if (d->items[i].kind != REN_ITEM_WORD) continue;
    const ren__seen *seen = &d->types[d->items[i].type].seen;
    v.words++;
    if (seen->length > 6) continue;
    v.swedish += is_one_of(seen, SWEDISH, sizeof SWEDISH / sizeof *SWEDISH);
    v.foreign += is_one_of(seen, FOREIGN, sizeof FOREIGN / sizeof *FOREIGN);
  }
  return v;
}

static void set_aside(ren__document *d, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    if (d->items[i].kind != REN_ITEM_WORD) continue;
    d->types[d->items[i].type].count--;
    d->items[i].kind = REN_ITEM_FOREIGN;
  }
}

/* Long Swedish text has one marker word in eight; a long stretch without any is not
 * Swedish prose, whatever else it is. */
static bool is_foreign(votes v, bool text_is_foreign) {
  if (v.foreign > v.swedish) return true;
  if (v.swedish * 40 >= v.words && v.swedish > 0) return false;
  return text_is_foreign;
}

void ren__set_foreign_aside(ren__document *d) {
  enum { STRETCH = 40 }; /* words; shorter stretches tell little */
  votes all = count_votes(d, 0, d->item_count);
  bool text_is_foreign = all.foreign > all.swedish || (all.words >= 200 && all.swedish * 100 < all.words);
  if (all.foreign == 0 && !text_is_foreign) return;
  for (size_t from = 0, to; from < d->item_count; from = to) {
    size_t words = 0, sentence = from;
    for (to = from; to < d->item_count; to++) {
      words += d->items[to].kind == REN_ITEM_WORD;
      if (d->items[to].kind != REN_ITEM_BOUNDARY) continue;
      votes v = count_votes(d, sentence, to); /* a quotation */
      if (v.foreign >= 2 && v.swedish == 0) set_aside(d, sentence, to);
      sentence = to + 1;
      if (words >= STRETCH) break;
    }
    if (to < d->item_count) to++;
    if (is_foreign(count_votes(d, from, to), text_is_foreign)) set_aside(d, from, to);
  }
}
