/* 7-bit Swedish in lines of names and in short headings, which have none of the words
 * that sentences have: Bj|rling, Claes; [rende 14; Fr}nvarande. */
#include "encoding/decide_names.h"
#include "utf8.h"

enum { LINE_WORDS_MAX = 6 };

/* A word as it will be, and the signs in it that become letters. */
typedef struct reading {
  uint32_t word[REN__WORD_MAX], rest[REN__WORD_MAX]; /* rest: without those */
  size_t count, rest_count;
  bool touched, outside; /* a sign at the start or the end of the word */
  bool capital, odd_case;
  bool brace; /* one of the signs is a brace, which has no business in a word */
} reading;

static void add(reading *r, uint32_t cp, bool changed, bool at_edge) {
  if (r->count == REN__WORD_MAX) return;
  bool upper = ren_is_upper(cp);
  if (r->count == 0)
    r->capital = upper;
  else
    r->odd_case = r->odd_case || upper;
  r->word[r->count++] = cp;
  if (!changed) r->rest[r->rest_count++] = cp;
  r->touched = r->touched || changed;
  r->outside = r->outside || (changed && at_edge);
}

/* Swedish has the word, and not the one without its signs: Dag| is no Dagö. */
static bool is_sure(const ren__letters *letters, const reading *r) {
  if (r->odd_case || r->count < 3 || !ren__is_known(letters, r->word, r->count)) return false;
  return !r->outside || r->rest_count < 3 || !ren__is_known(letters, r->rest, r->rest_count);
}

/* A name that no list has, or a long compound: its signs are amid its letters. */
static bool may_be_word(const reading *r, float letter_cost) {
  bool compound = r->brace && r->count >= 10 && letter_cost <= 3;
  return (r->capital || compound) && !r->odd_case && !r->outside && r->count >= 4 && letter_cost <= 3.4f;
}

typedef struct tally {
  const ren__letters *letters;
  unsigned words, names, sure, guessed;
  bool bad;
} tally;

static void judge(tally *t, const reading *r, float letter_cost) {
  if (r->count < 2 || t->bad) return;
  t->words++;
  if (r->capital && ren__is_name(t->letters, r->word, r->count)) t->names++;
  if (!r->touched) {
    t->bad = !r->capital && !ren__is_known(t->letters, r->word, r->count);
  } else if (is_sure(t->letters, r)) {
    t->sure++;
  } else if (may_be_word(r, letter_cost)) {
    t->guessed++;
  } else {
    t->bad = true;
  }
}

static const ren__candidate *find(const ren__suspect *suspect, uint32_t chain) {
  for (size_t i = 0; suspect && i < suspect->candidate_count; i++)
    if (suspect->candidates[i].chain == chain) return &suspect->candidates[i];
  return NULL;
}

/* The words of units; `changed` ones are what the chain makes. */
static void judge_units(tally *t, const ren__unit *units, const ren__unit *source, size_t n, float letter_cost) {
  for (size_t i = 0; i < n; i++) {
    reading r = {.count = 0};
    for (; i < n && ren__letter_symbol(units[i].cp); i++) {
      bool edge = r.count == 0 || i + 1 == n || !ren__letter_symbol(units[i + 1].cp);
      add(&r, units[i].cp, units[i].changed, edge);
      uint32_t was = source[units[i].first].cp;
      r.brace = r.brace || was == '{' || was == '}';
    }
    judge(t, &r, letter_cost);
  }
}

static void load(ren__repair *repair, size_t from, size_t count) {
  repair->run.count = count;
  for (size_t k = 0; k < count; k++)
    repair->run.units[k] = (ren__unit){.cp = repair->line.cells[from + k].cp, .first = (uint16_t)k, .count = 1};
}

/* The end of the word at i, or the place after a sign. */
static size_t end_of_word(const ren__line *line, size_t i) {
  size_t end = i;
  while (end < line->count && end - i < REN__RUN_MAX && ren__letter_symbol(line->cells[end].cp)) end++;
  return end > i ? end : i + 1;
}

bool ren__reads_as_names(ren__repair *repair, uint32_t chain, bool *all_known) {
  tally t = {.letters = repair->letters};
  const ren__line *line = &repair->line;
  *all_known = false;
  if (!repair->letters->model || !repair->suspect_count) return false;
  size_t next = 0;
  for (size_t i = 0; i < line->count && !t.bad && t.words <= LINE_WORDS_MAX;) {
    while (next < repair->suspect_count && repair->suspects[next].from < i) next++;
    const ren__suspect *suspect =
        next < repair->suspect_count && repair->suspects[next].from == i ? &repair->suspects[next] : NULL;
    const ren__candidate *candidate = find(suspect, chain);
    ren__unit out[REN__RUN_MAX];
    size_t end = suspect ? i + suspect->count : end_of_word(line, i);
    load(repair, i, end - i);
    size_t made = candidate ? ren__chain_apply(&repair->run, chain, out) : 0;
    judge_units(&t, made ? out : repair->run.units, repair->run.units, made ? made : end - i,
                candidate ? candidate->letter_cost : 0);
    i = end;
  }
  if (t.bad || t.words > LINE_WORDS_MAX || t.sure + t.guessed == 0) return false;
  *all_known = t.guessed == 0;
  return t.guessed == 0 || (t.words >= 2 && t.names + t.sure > 0);
}
