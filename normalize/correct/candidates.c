#include "correct/candidates.h"

#include "model/lm.h"

#include <string.h>

enum { MAX_STEPS = 30000, MIN_PART = 3, MAX_PARTS = 3 };

/* Costs in decades. */
static const float JOINT = 0.5f;        /* a compound joint */
static const float COMPOUND_TAX = 0.7f; /* whole words are preferred to compounds */
static const float BEYOND_SELF = 2.0f;  /* how much worse than the word itself an unknown word's candidate may be */
static const float BEYOND_KNOWN = 6.0f; /* the same for known words: context may bring it back */
static const float BEYOND_BEST = 5.0f;
static const float INNER_CAPITAL = 1.0f; /* `fOr` for `for`: a capital is no usual reading of a small letter */
static const float FUNCTION_WORD = 2.8f; /* unigram cost of `och`, `att`, `för` ... */
static const float CONTENT_SPLIT = 4.0f; /* two content words together are more likely a compound */
static const float LEAST = 1.5f;         /* no word costs less */

typedef struct search {
  const ren__channel *ch;
  const ren_model *model;
  const ren__seen *seen;
  bool generic; /* any letter may change */
  bool rare;    /* unlikely confusions are tried too */
  float limit;  /* of channel + lexical + unigram cost */
  float cap;    /* of channel cost, raised round by round */
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

/* An unseen word by its letters. Long ones are mostly compounds that no list has; they
 * are likelier than their many letters make them, if those are Swedish at all. */
static float unseen_cost(const ren_model *model, const ren__candidate *c) {
  float cost = -ren__letters_logprob(model, c->word, c->length);
  const float usual = 6.5f;
  if (cost <= usual || cost > 1.15f * c->length) return cost;
  return usual + (cost - usual) * 0.3f;
}

ren__candidate ren__self(const ren__channel *ch, ren__seen *seen) {
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
    self.lexical = (float)entry->share / 16;
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
  bool lossy = memchr(seen->word, 0x1A, seen->length) || memchr(seen->word, '?', seen->length);
  if (capital && !seen->starts_sentence) self.id = REN_LM_NAME;
  self.lexical = unseen_cost(model, &self);
  if (capital) self.lexical *= 0.75f; /* names are freer in their letters */
  if (lossy)
    self.lexical = 14; /* a letter is certainly missing */
  else if (seen->has_digit || seen->has_symbol)
    self.lexical = self.lexical > 7 ? 7 : self.lexical;
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

static uint8_t change_of(const search *s) {
  const ren__candidate *c = &s->now;
  if (c->blank) return REN_CHANGE_SPLIT;
  if (c->generic) return REN_CHANGE_SPELLING;
  uint8_t change = c->dropped[0] ? REN_CHANGE_LOSSY : REN_CHANGE_DIACRITICS;
  for (int i = 0; i < c->event_count; i++) {
    uint32_t group = s->model->confusions[c->events[i]].group;
    if (group == REN_GROUP_LOSSY) return REN_CHANGE_LOSSY;
    if (group != REN_GROUP_DIACRITIC) change = REN_CHANGE_LETTERS;
  }
  return change;
}

/* A word ends where the seen word ends. */
static void complete(search *s, const ren__entry *entry) {
  ren__candidate c = s->now;
  if (c.event_count == 0 && !c.generic && !c.blank && !c.dropped[0]) return; /* the word itself */
  c.change = change_of(s);
  if (s->parts == 0) {
    if (!ren__fits_casing(entry->flags, s->seen->casing)) return;
    c.id = entry->lm_id;
    c.lexical = s->lexical + (float)entry->share / 16;
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

static void walk(search *s, size_t at, const ren__edge *edge, uint32_t number);

/* Takes the letters of `meant` from a state, then goes on. */
static void take(search *s, size_t at, const ren__edge *edge, uint32_t number, const char *meant, float cost) {
  uint8_t length = s->now.length;
  float channel = s->now.channel;
  s->now.channel += cost;
  for (; *meant; meant++) {
    uint32_t state = edge ? edge->target : REN_ROOT;
    if (edge && edge->final) number++;
    edge = ren__step(s->model, state, (unsigned char)*meant);
    if (!edge || s->now.length >= REN_WORD_MAX) goto out;
    number += edge->number;
    s->now.word[s->now.length++] = (unsigned char)*meant;
  }
  walk(s, at, edge, number);
out:
  s->now.length = length;
  s->now.channel = channel;
}

static void try_confusions(search *s, size_t at, const ren__edge *edge, uint32_t number) {
  const ren__channel *ch = s->ch;
  unsigned char letter = s->seen->word[at];
  if (s->now.event_count == REN_MAX_EVENTS) return;
  for (uint32_t i = ch->first[letter]; i < ch->first[letter + 1]; i++) {
    const ren__confusion *c = &s->model->confusions[i];
    if (!s->rare && ch->confusion[i] > ch->known_limit) continue;
    if (s->now.channel + ch->confusion[i] > s->cap) continue;
    size_t n = strlen(c->seen);
    if (at + n > s->seen->length || memcmp(s->seen->word + at, c->seen, n) != 0) continue;
    s->now.events[s->now.event_count++] = (uint16_t)i;
    take(s, at + n, edge, number, c->meant, ch->confusion[i]);
    s->now.event_count--;
  }
}

/* A letter was lost: try each that can come next. */
static void try_dropped(search *s, size_t at, const ren__edge *edge, uint32_t number) {
  uint32_t state = edge ? edge->target : REN_ROOT;
  bool marks_only = s->now.generic >= 1 + (s->seen->length >= 10);
  int slot = s->now.dropped[0] == 0 ? 0 : s->now.dropped[1] == 0 ? 1 : 2;
  if (state == 0 || slot == 2) return;
  for (const ren__edge *next = &s->model->edges[state];; next++) {
    unsigned char letter = (unsigned char)next->letter;
    float cost = s->ch->drop[letter];
    bool mark = letter == 0xE5 || letter == 0xE4 || letter == 0xF6;
    if (s->now.channel + cost <= s->cap && (mark ? cost < 3.5f || s->rare : s->generic && !marks_only)) {
      char meant[2] = {(char)letter, 0};
      s->now.dropped[slot] = letter;
      s->now.generic = (uint8_t)(s->now.generic + !mark);
      take(s, at, edge, number, meant, cost);
      s->now.generic = (uint8_t)(s->now.generic - !mark);
      s->now.dropped[slot] = 0;
    }
    if (next->last) return;
  }
}

static void try_generic(search *s, size_t at, const ren__edge *edge, uint32_t number) {
  if (!s->generic || s->now.generic >= 1 + (s->seen->length >= 10)) return;
  uint32_t state = edge ? edge->target : REN_ROOT;
  s->now.generic++;
  take(s, at + 1, edge, number, "", s->ch->erase);
  for (const ren__edge *next = state ? &s->model->edges[state] : NULL; next; next = next->last ? NULL : next + 1) {
    char meant[2] = {(char)next->letter, 0};
    if (next->letter != s->seen->word[at]) take(s, at + 1, edge, number, meant, s->ch->substitute);
  }
  s->now.generic--;
}

/* A compound's part ends here: start over at the root. */
static void try_joint(search *s, size_t at, const ren__entry *entry) {
  size_t part = s->now.length - s->part_start;
  if (s->parts + 1 >= MAX_PARTS || part < MIN_PART || entry->modifier == REN_NO_COST) return;
  if (s->seen->length - at + 1 < MIN_PART) return;
  float lexical = s->lexical;
  size_t start = s->part_start;
  s->lexical += (float)entry->modifier / 16 + JOINT;
  s->part_start = s->now.length;
  s->parts++;
  walk(s, at, NULL, 0);
  s->parts--;
  s->part_start = start;
  s->lexical = lexical;
}

/* A blank was lost here: two words. */
static void try_blank(search *s, size_t at, const ren__entry *entry) {
  if (!s->rare || !s->ch->damaged || s->now.blank || s->parts || s->now.length < 2 || s->seen->length - at < 2) return;
  if (!(entry->flags & REN_WORD_KNOWN) || entry->lm_id < REN_LM_FIRST_WORD) return;
  float channel = s->now.channel;
  bool function_word = s->model->unigrams[entry->lm_id].cost < FUNCTION_WORD * 32;
  s->now.blank = s->now.length;
  s->now.channel += s->ch->split + (function_word ? 0 : CONTENT_SPLIT);
  s->first_id = entry->lm_id;
  s->part_start = s->now.length;
  walk(s, at, NULL, 0);
  s->part_start = 0;
  s->now.blank = 0;
  s->now.channel = channel;
}

/* Goes on from an edge (NULL: the root) with the seen letters from `at`. `number` is
 * the number of the word that ends on the edge. */
static void walk(search *s, size_t at, const ren__edge *edge, uint32_t number) {
  if (++s->steps > MAX_STEPS || s->now.channel > s->cap || s->now.channel + s->lexical + LEAST > s->limit) return;
  size_t n = s->seen->length;
  if (edge && edge->final && number < s->model->entry_count) {
    const ren__entry *entry = &s->model->entries[number];
    if (at == n) complete(s, entry);
    if (at < n) {
      try_joint(s, at, entry);
      try_blank(s, at, entry);
    }
  }
  if (at < n) {
    unsigned char letter = small(s->seen->word[at]);
    char same[2] = {(char)letter, 0};
    float cost = letter == s->seen->word[at] ? s->ch->keep[letter] : INNER_CAPITAL;
    take(s, at + 1, edge, number, same, cost);
    try_confusions(s, at, edge, number);
    try_generic(s, at, edge, number);
  }
  try_dropped(s, at, edge, number);
}

/* Likely damage is tried first: each round admits costlier changes, and free changes
 * of any letter come last. It ends when nothing dearer could beat what was found. */
static void search_rounds(search *s) {
  static const float CAPS[] = {1.2f, 3.0f, 5.5f, 9.0f};
  bool unknown = !s->seen->known;
  for (size_t round = 0; round < sizeof CAPS / sizeof *CAPS; round++) {
    s->cap = CAPS[round];
    s->generic = false;
    s->rare = unknown;
    s->steps = 0;
    walk(s, 0, NULL, 0);
    if (s->count > 1 && total(s->model, &s->list[1]) < s->cap + LEAST) return;
    if (!unknown && s->cap > s->ch->known_limit) return;
    if (s->cap > s->limit) break;
  }
  /* In a text without damage an odd word is the author's own: it stays. */
  if (!unknown || !s->ch->free || s->ch->substitute + LEAST > s->limit) return;
  s->generic = true;
  s->steps = 0;
  walk(s, 0, NULL, 0);
}

size_t ren__candidates(ren__candidate list[REN_MAX_CANDIDATES], const ren__channel *ch, ren__seen *seen) {
  list[0] = ren__self(ch, seen);
  if (seen->length == 0 || (seen->known && !ch->damaged)) return 1;
  search s = {.ch = ch, .model = ch->model, .seen = seen, .list = list, .count = 1};
  s.limit = total(ch->model, &list[0]) + (seen->known ? BEYOND_KNOWN : ch->damaged ? BEYOND_SELF : 0);
  search_rounds(&s);
  return s.count;
}
