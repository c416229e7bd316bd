#include "correct/candidates.h"

#include "correct/unseen.h"
#include "model/lm.h"

#include <math.h>
#include <string.h>

enum { MAX_STEPS = 30000, MIN_PART = 3, MAX_PARTS = 3 };

/* Costs in decades. */
static const float COMPOUND_TAX = REN_COMPOUND_TAX / 16.0f;
static const float ATTESTED_TAX = 0.5f; /* a rare word may itself be a misprint */
static const float CAPITAL_TAX = 1.5f;
static const float BEYOND_SELF = 2.0f;  /* how much worse than the word itself an unknown word's candidate may be */
static const float BEYOND_KNOWN = 6.0f; /* the same for known words: context may bring it back */
static const float BEYOND_BEST = 5.0f;
static const float LIKELY = 6.5f;
static const float LIKELY_DAMAGE = 2.5f, CLEARLY = 2.5f;
static const float INNER_CAPITAL = 1.0f; /* `fOr` for `for`: a capital is no usual reading of a small letter */
static const float FUNCTION_WORD = 2.8f; /* unigram cost of `och`, `att`, `för` ... */
static const float CONTENT_SPLIT = 4.0f; /* two content words together are more likely a compound */
static const float QUESTION = 3.1f;      /* 7 of 10,000 words of minutes end with a question mark */
static const float LEAST = 1.5f;         /* no word costs less */

typedef struct search {
  const ren__channel *ch;
  const ren_model *model;
  ren__seen *seen;
  uint8_t edits; /* how many letters of any kind may change */
  float dearest; /* confusion that is tried */
  bool rare;     /* unlikely confusions are tried too */
  float limit;   /* of channel + lexical + unigram cost */
  float cap;     /* of channel cost, raised round by round */
  unsigned steps;
  ren__candidate now; /* the path walked */
  float lexical;      /* of finished compound parts */
  uint32_t first_id;  /* of the word before a restored blank */
  size_t part_start;
  int parts;
  ren__candidate *list;
  size_t count;
} search;

bool ren__fits_casing(unsigned flags, uint8_t casing) {
  if (flags & REN_WORD_KNOWN) return true;
  if (casing == REN_CASE_LOWER) return false;
  if (casing == REN_CASE_OPEN) casing = REN_CASE_CAPITAL;
  if (flags & REN_WORD_ABBREVIATION && !(flags & (REN_WORD_NAME | REN_WORD_PLACE))) return casing != REN_CASE_CAPITAL;
  return flags & (REN_WORD_NAME | REN_WORD_PLACE);
}

/* Whether a word that official texts use now and then may be what was meant. */
static bool is_attested(unsigned flags, uint8_t casing) {
  return flags & REN_WORD_ATTESTED && !(flags & REN_WORD_CAPITAL && casing == REN_CASE_LOWER);
}

/* Words that are no names seldom have a capital inside a sentence. */
static float capital_tax(const ren__seen *seen, unsigned flags) {
  const unsigned proper = REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_CAPITAL | REN_WORD_ABBREVIATION;
  return seen->casing == REN_CASE_CAPITAL && !seen->starts_sentence && !(flags & proper) ? CAPITAL_TAX : 0;
}

static float unigram(const ren_model *model, const ren__candidate *c) {
  float cost = (float)model->unigrams[c->id].cost / 32;
  if (c->blank) cost += (float)model->unigrams[c->second].cost / 32;
  return cost;
}

static float total(const ren_model *model, const ren__candidate *c) {
  return c->channel + c->lexical + unigram(model, c);
}

/* ---- the word itself ---------------------------------------------------- */

static unsigned char small(unsigned char c) { return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c; }

static ren__candidate self_of(const ren__channel *ch, ren__seen *seen) {
  const ren_model *model = ch->model;
  ren__candidate self = {.length = seen->length};
  for (size_t i = 0; i < seen->length; i++) {
    self.word[i] = small(seen->word[i]);
    self.channel += ch->keep[self.word[i]];
  }
  /* A question mark at the end of a word is one. */
  size_t length = seen->length;
  if (length > 1 && seen->word[length - 1] == '?') length--;
  const ren__entry *entry = ren__find(model, self.word, length);
  if (entry) {
    self.id = entry->lm_id;
    self.lexical = (float)entry->share / 16 + capital_tax(seen, entry->flags);
    seen->known = ren__fits_casing(entry->flags, seen->casing);
    if (seen->known || entry->lm_id >= REN_LM_FIRST_WORD) return self;
  }
  self.id = REN_LM_UNKNOWN;
  float compound = ren__compound_cost(model, self.word, length);
  if (compound >= 0) {
    self.lexical = compound + COMPOUND_TAX;
    seen->known = true;
    return self;
  }
  bool capital = seen->casing != REN_CASE_LOWER && seen->casing != REN_CASE_OPEN;
  if (capital && !seen->starts_sentence) self.id = REN_LM_NAME;
  return self;
}

/* ---- the walk ----------------------------------------------------------- */

static void keep_candidate(search *s, const ren__candidate *c) {
  size_t i;
  float cost = total(s->model, c);
  for (i = 1; i < s->count; i++) { /* the same word by another way */
    if (s->list[i].length != c->length || s->list[i].blank != c->blank ||
        memcmp(s->list[i].word, c->word, c->length) != 0)
      continue;
    if (cost >= total(s->model, &s->list[i])) return;
    memmove(&s->list[i], &s->list[i + 1], (s->count - i - 1) * sizeof *s->list);
    s->count--;
    break;
  }
  for (i = s->count; i > 1 && total(s->model, &s->list[i - 1]) > cost; i--)
    if (i < REN_MAX_CANDIDATES) s->list[i] = s->list[i - 1];
  if (i >= REN_MAX_CANDIDATES) return;
  s->list[i] = *c;
  if (s->count < REN_MAX_CANDIDATES) s->count++;
  float best = total(s->model, &s->list[1]) + BEYOND_BEST;
  if (best < s->limit) s->limit = best;
  if (s->count == REN_MAX_CANDIDATES) {
    float worst = total(s->model, &s->list[s->count - 1]);
    if (worst < s->limit) s->limit = worst;
  }
}

uint8_t ren__change_of(const ren_model *model, const ren__candidate *c) {
  if (c->blank) return REN_CHANGE_SPLIT;
  if (c->generic) return REN_CHANGE_SPELLING;
  uint8_t change = c->dropped[0] ? REN_CHANGE_LOSSY : REN_CHANGE_DIACRITICS;
  for (int i = 0; i < c->event_count; i++) {
    uint32_t group = model->confusions[c->events[i]].group;
    if (group == REN_GROUP_SHAPE) return REN_CHANGE_LETTERS; /* a lost letter excuses no other one */
    if (group == REN_GROUP_LOSSY) change = REN_CHANGE_LOSSY;
    if (group == REN_GROUP_ENGLISH && change == REN_CHANGE_DIACRITICS) change = REN_CHANGE_LETTERS;
  }
  return change;
}

/* A word ends where the seen word ends. */
static void complete(search *s, const ren__entry *entry) {
  ren__candidate c = s->now;
  if (c.event_count == 0 && !c.generic && !c.blank && !c.dropped[0]) return; /* the word itself */
  c.change = ren__change_of(s->model, &c);
  if (s->parts == 0) {
    bool fits = ren__fits_casing(entry->flags, s->seen->casing);
    if (!fits && !is_attested(entry->flags, s->seen->casing)) return;
    if (!fits) c.lexical += ATTESTED_TAX;
    c.lexical += capital_tax(s->seen, entry->flags);
    c.id = entry->lm_id;
    c.lexical += (float)entry->share / 16;
  } else {
    if (entry->head == REN_NO_COST) return;
    c.id = REN_LM_UNKNOWN;
    c.lexical = s->lexical + (float)entry->head / 16 + COMPOUND_TAX;
  }
  if (c.blank) {
    c.second = c.id;
    c.id = s->first_id;
  }
  if (total(s->model, &c) < s->limit) keep_candidate(s, &c);
}

/* Whether a word over this edge can still be worth it at this channel cost. */
static bool is_worth(const search *s, const ren__edge *edge, float channel) {
  const ren__bound *bound = &s->model->bounds[edge - s->model->edges];
  float rest = (float)(s->parts ? bound->later : bound->first) / 16;
  return channel <= s->cap && channel + s->lexical + rest <= s->limit;
}

static void walk(search *s, size_t at, const ren__edge *edge, uint32_t number);

/* Takes one letter over an edge of the state that `number` counts from, then goes on. */
static void take(search *s, size_t at, const ren__edge *edge, uint32_t number, float cost) {
  float channel = s->now.channel;
  if (s->now.length >= REN_WORD_MAX || !is_worth(s, edge, channel + cost)) return;
  s->now.channel += cost;
  s->now.word[s->now.length++] = (unsigned char)edge->letter;
  walk(s, at, edge, number + edge->number);
  s->now.length--;
  s->now.channel = channel;
}

/* A place in the automaton: its state and the number its edges count from. */
typedef struct place {
  uint32_t state, number;
} place;

static place place_after(const ren__edge *edge, uint32_t number) {
  return edge ? (place){edge->target, number + edge->final} : (place){REN_ROOT, 0};
}

/* Takes the letters that were meant, the last by take(). */
static void take_meant(search *s, size_t at, place from, const char *meant, float cost) {
  uint8_t length = s->now.length;
  for (; meant[1]; meant++) {
    const ren__edge *edge = ren__step(s->model, from.state, (unsigned char)*meant);
    if (!edge || s->now.length >= REN_WORD_MAX) goto out;
    s->now.word[s->now.length++] = (unsigned char)*meant;
    from = place_after(edge, from.number + edge->number);
  }
  const ren__edge *last = ren__step(s->model, from.state, (unsigned char)*meant);
  if (last) take(s, at, last, from.number, cost);
out:
  s->now.length = length;
}

static void try_confusions(search *s, size_t at, place from) {
  const ren__channel *ch = s->ch;
  unsigned char letter = s->seen->word[at];
  float most = s->cap - s->now.channel;
  if (most > s->dearest) most = s->dearest;
  if (s->now.event_count == REN_MAX_EVENTS) return;
  if (!s->rare && most > ch->known_limit) most = ch->known_limit;
  for (uint32_t i = ch->first[letter]; i < ch->first[letter + 1]; i++) {
    uint16_t which = ch->order[i];
    const ren__confusion *c = &s->model->confusions[which];
    if (ch->confusion[which] > most) return;
    size_t n = ren__group_length(c->seen);
    if (at + n > s->seen->length || memcmp(s->seen->word + at, c->seen, n) != 0) continue;
    s->now.events[s->now.event_count++] = which;
    take_meant(s, at + n, from, c->meant, ch->confusion[which]);
    s->now.event_count--;
  }
}

static const ren__edge *first_edge(const search *s, place from) {
  return from.state ? &s->model->edges[from.state] : NULL;
}

static const ren__edge *next_edge(const ren__edge *edge) { return edge->last ? NULL : edge + 1; }

static bool is_mark(unsigned letter) { return letter == 0xE5 || letter == 0xE4 || letter == 0xF6 || letter == 0xE9; }

/* A letter was lost: try each that can come next. */
static void try_dropped(search *s, size_t at, place from) {
  bool marks_only = s->now.generic >= s->edits;
  size_t slot = 0;
  while (slot < REN_MAX_DROPPED && s->now.dropped[slot]) slot++;
  float mark_drop = s->ch->least_mark_drop;
  if (slot == REN_MAX_DROPPED) return;
  if (marks_only && (mark_drop > s->dearest || mark_drop + s->now.channel > s->cap)) return;
  for (const ren__edge *edge = first_edge(s, from); edge; edge = next_edge(edge)) {
    unsigned char letter = (unsigned char)edge->letter;
    bool mark = is_mark(letter);
    if (mark ? s->ch->drop[letter] >= 3.5f && !s->rare : marks_only) continue;
    s->now.dropped[slot] = letter;
    s->now.generic = (uint8_t)(s->now.generic + !mark);
    take(s, at, edge, from.number, s->ch->drop[letter]);
    s->now.generic = (uint8_t)(s->now.generic - !mark);
    s->now.dropped[slot] = 0;
  }
}

static void try_generic(search *s, size_t at, const ren__edge *reached, uint32_t number) {
  if (s->now.generic >= s->edits) return;
  place from = place_after(reached, number);
  float channel = s->now.channel;
  s->now.generic++;
  s->now.channel += s->ch->erase;
  if (reached && is_worth(s, reached, s->now.channel)) walk(s, at + 1, reached, number);
  s->now.channel = channel;
  for (const ren__edge *edge = first_edge(s, from); edge; edge = next_edge(edge))
    if (edge->letter != s->seen->word[at]) take(s, at + 1, edge, from.number, s->ch->substitute);
  s->now.generic--;
}

/* A compound's part ends here: start over at the root. */
static void try_joint(search *s, size_t at, const ren__entry *entry) {
  size_t part = s->now.length - s->part_start;
  if (s->parts + 1 >= MAX_PARTS || part < MIN_PART || entry->modifier == REN_NO_COST) return;
  if (s->seen->length - at + 1 < MIN_PART) return;
  float lexical = s->lexical;
  size_t start = s->part_start;
  s->lexical += (float)(entry->modifier + REN_JOINT_COST) / 16;
  s->part_start = s->now.length;
  s->parts++;
  walk(s, at, NULL, 0);
  s->parts--;
  s->part_start = start;
  s->lexical = lexical;
}

/* A blank was lost here, or read as a mark (`omfatta.även`): two words. */
static void try_blank(search *s, size_t at, const ren__entry *entry) {
  if (!s->rare || !s->ch->damaged || s->now.blank || s->parts || s->now.length < 2 || s->seen->length - at < 2) return;
  if (!(entry->flags & REN_WORD_KNOWN) || entry->lm_id < REN_LM_FIRST_WORD) return;
  bool marked = strchr(".:'", s->seen->word[at]) != NULL;
  unsigned char next = s->seen->word[at + marked];
  if (next >= 'A' && next <= 'Z') return; /* somebody's abbreviation */
  float channel = s->now.channel, first = (float)s->model->unigrams[entry->lm_id].cost / 32;
  s->now.blank = s->now.length;
  s->now.channel += s->ch->split + (marked || first < FUNCTION_WORD ? 0 : CONTENT_SPLIT);
  s->lexical += first; /* for the bound; total() adds the word's own */
  s->first_id = entry->lm_id;
  s->part_start = s->now.length;
  walk(s, at + marked, NULL, 0);
  s->part_start = 0;
  s->now.blank = 0;
  s->lexical -= first;
  s->now.channel = channel;
}

/* Goes on from an edge (NULL: the root) with the seen letters from `at`. `number` is
 * the number of the word that ends on the edge. */
static void walk(search *s, size_t at, const ren__edge *edge, uint32_t number) {
  if (++s->steps > MAX_STEPS || s->now.channel + s->lexical + LEAST > s->limit) return;
  size_t n = s->seen->length;
  if (edge && edge->final && number < s->model->entry_count) {
    const ren__entry *entry = &s->model->entries[number];
    if (at == n) complete(s, entry);
    if (at < n) {
      try_joint(s, at, entry);
      try_blank(s, at, entry);
    }
  }
  place here = place_after(edge, number);
  if (here.state == 0) return;
  if (at < n) {
    unsigned char letter = small(s->seen->word[at]);
    const ren__edge *same = ren__step(s->model, here.state, letter);
    if (same) take(s, at + 1, same, here.number, letter == s->seen->word[at] ? s->ch->keep[letter] : INNER_CAPITAL);
    try_confusions(s, at, here);
    try_generic(s, at, edge, number);
  }
  try_dropped(s, at, here);
}

/* What is tried in turn: likely damage first, then rarer confusions, then a letter or two
 * of any kind, with likely confusions only beside them. */
static const struct attempt {
  float cap, dearest; /* of all changes together; of one confusion */
  uint8_t edits;      /* of any letter */
  uint8_t letters;    /* shorter words are not tried */
} ATTEMPTS[] = {{3.0f, 3.0f, 0, 0}, {5.5f, 5.5f, 0, 0}, {7.5f, 2.5f, 1, 0}, {9.0f, 9.0f, 0, 0}, {10.0f, 2.0f, 2, 10}};

/* Whether likely damage of a known word or compound explains what is seen, far better than
 * that it is right as it stands. */
static bool is_explained(const search *s) {
  if (s->count < 2 || s->list[1].generic || s->list[1].blank || s->list[1].channel > LIKELY_DAMAGE) return false;
  return total(s->model, &s->list[1]) + CLEARLY < total(s->model, &s->list[0]);
}

enum { KNOWN_ATTEMPT = 1 };

/* Goes on until nothing dearer could beat what was found. Known words hardly ever end
 * early, and are searched once. */
static void search_rounds(search *s) {
  bool unknown = !s->seen->known;
  for (size_t i = unknown ? 0 : KNOWN_ATTEMPT; i < sizeof ATTEMPTS / sizeof *ATTEMPTS; i++) {
    const struct attempt *a = &ATTEMPTS[i];
    /* In a text without damage an odd word is the author's own: it stays. */
    if (a->edits && (s->seen->length < s->ch->free_from || s->seen->length < a->letters || is_explained(s))) continue;
    if (a->edits * s->ch->substitute + LEAST > s->limit) return;
    s->cap = a->cap;
    s->dearest = a->dearest;
    s->edits = a->edits;
    s->rare = unknown;
    s->steps = 0;
    walk(s, 0, NULL, 0);
    if (s->count > 1 && total(s->model, &s->list[1]) < s->cap + LEAST) return;
    if (!unknown) return;
  }
}

/* Spellings by letters are worth a look where no likely word was found. */
static void add_respellings(search *s) {
  ren__candidate found[REN_RESPELLINGS];
  if ((s->count > 1 && total(s->model, &s->list[1]) < LIKELY) || is_explained(s)) return;
  size_t count = ren__respell(found, &s->list[0], s->ch, s->seen);
  s->limit = INFINITY;
  for (size_t i = 0; i < count; i++) keep_candidate(s, &found[i]);
}

/* The question mark at the end of a word may be one: what the rest may have been, and it. */
static void add_questions(search *s) {
  ren__seen rest = *s->seen;
  ren__candidate list[REN_MAX_CANDIDATES];
  if (rest.length < 3 || rest.word[rest.length - 1] != '?') return;
  rest.word[--rest.length] = 0;
  size_t count = ren__candidates(list, s->ch, &rest);
  for (size_t i = 1; i < count; i++) {
    if (list[i].length == REN_WORD_MAX) continue;
    list[i].word[list[i].length++] = '?';
    list[i].channel += QUESTION;
    keep_candidate(s, &list[i]);
  }
}

size_t ren__candidates(ren__candidate list[REN_MAX_CANDIDATES], const ren__channel *ch, ren__seen *seen) {
  list[0] = self_of(ch, seen);
  if (seen->length == 0 || (seen->known && !ch->damaged)) return 1;
  search s = {.ch = ch, .model = ch->model, .seen = seen, .list = list, .count = 1};
  bool unseen = !seen->known && list[0].id < REN_LM_FIRST_WORD;
  if (unseen) list[0].lexical = ren__unseen_cost(ch, seen, &list[0]);
  s.limit = total(ch->model, &list[0]) + (seen->known ? BEYOND_KNOWN : ch->damaged ? BEYOND_SELF : 0);
  search_rounds(&s);
  if (unseen && ch->damaged) add_respellings(&s);
  if (!seen->known) add_questions(&s);
  return s.count;
}
