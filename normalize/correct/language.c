#include "correct/language.h"

#include <string.h>

/* Common words that damage leaves alone and that neighbours of Swedish do not share. */
static const char *const SWEDISH[] = {"och", "att", "av",  "till", "ett",    "inte",  "vid", "som", "med",
                                      "har", "ska", "den", "det",  "enligt", "eller", "kan", "om"};

/* Common words of other languages (English, German, Danish and Norwegian, Finnish, French,
 * Spanish) that are no Swedish words, with or without their marks. */
static const char *const FOREIGN[] = {
    "the",   "of",     "and",    "that",  "with", "this", "from", "which", "are",  "have", "und", "das",   "ist",
    "nicht", "mit",    "von",    "die",   "og",   "ikke", "af",   "jeg",   "blev", "ved",  "oli", "mutta", "kuin",
    "niin",  "les",    "des",    "une",   "dans", "pour", "avec", "los",   "las",  "una",  "por", "para",  "to",
    "is",    "return", "import", "const", "int",  "def",  "void", "null",  "at",   "hvor", "noe", "dere",  "meget"};

typedef struct votes {
  size_t words, swedish, foreign;
} votes;

static bool is_one_of(const ren__seen *seen, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++) /* a folded word ends with a zero */
    if (strcmp(list[i], (const char *)seen->word) == 0) return true;
  return false;
}

static int8_t vote_of(const ren__seen *seen) {
  for (size_t i = 0; i < seen->length; i++) {
    unsigned char c = seen->word[i];
    if (c == 0xE6 || c == 0xF8) return -1;                          /* æ and ø */
    if (c == 0xE4 && i > 0 && seen->word[i - 1] == 0xE4) return -1; /* ää: Finnish */
  }
  if (seen->length > 6) return 0;
  if (is_one_of(seen, SWEDISH, sizeof SWEDISH / sizeof *SWEDISH)) return 1;
  return is_one_of(seen, FOREIGN, sizeof FOREIGN / sizeof *FOREIGN) ? -1 : 0;
}

static void count_vote(votes *v, int8_t vote, uint32_t times) {
  v->words += times;
  v->swedish += vote > 0 ? times : 0;
  v->foreign += vote < 0 ? times : 0;
}

static void add_votes(votes *v, const votes *more) {
  v->words += more->words;
  v->swedish += more->swedish;
  v->foreign += more->foreign;
}

static votes count_types(ren__document *d) {
  votes v = {0};
  for (uint32_t i = 0; i < d->type_count; i++) {
    d->types[i].vote = vote_of(&d->types[i].seen);
    count_vote(&v, d->types[i].vote, d->types[i].count);
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

static bool is_capitalised(const ren__document *d, size_t item) {
  return item < d->item_count && d->items[item].kind == REN_ITEM_WORD &&
         d->types[d->items[item].type].seen.casing == REN_CASE_CAPITAL;
}

/* What an item says of its language. `von` and `af` between capitals are parts of Swedish names; lists
 * of names are what a recognised page may hold nothing but. */
static int8_t vote_at(const ren__document *d, size_t item) {
  const ren__type *type = &d->types[d->items[item].type];
  if (!d->recognised || type->vote >= 0 || item == 0 || !is_capitalised(d, item - 1) || !is_capitalised(d, item + 1))
    return type->vote;
  const char *word = (const char *)type->seen.word;
  return strcmp(word, "von") == 0 || strcmp(word, "af") == 0 ? 0 : type->vote;
}

/* Sets aside the quotations in a stretch of some sentences that starts at `from`, or all of
 * it; returns its end. */
static size_t judge_stretch(ren__document *d, size_t from, bool text_is_foreign) {
  enum { STRETCH = 40 }; /* words; shorter stretches tell little */
  votes all = {0}, sentence = {0};
  size_t to = from, start = from, words = 0;
  for (bool ended = false; to < d->item_count && !ended; to++) {
    if (d->items[to].kind == REN_ITEM_WORD) {
      count_vote(&sentence, vote_at(d, to), 1);
      words++;
    }
    if (d->items[to].kind != REN_ITEM_BOUNDARY) continue;
    if (sentence.foreign >= 2 && sentence.foreign > sentence.swedish)
      set_aside(d, start, to); /* a quotation */
    else
      add_votes(&all, &sentence);
    sentence = (votes){0};
    start = to + 1;
    ended = words >= STRETCH;
  }
  add_votes(&all, &sentence);
  if (is_foreign(all, text_is_foreign)) set_aside(d, from, to);
  return to;
}

void ren__set_foreign_aside(ren__document *d) {
  votes all = count_types(d);
  bool text_is_foreign = all.foreign > all.swedish || (all.words >= 200 && all.swedish * 100 < all.words);
  if (all.foreign == 0 && !text_is_foreign) return;
  for (size_t at = 0; at < d->item_count;) at = judge_stretch(d, at, text_is_foreign);
}
