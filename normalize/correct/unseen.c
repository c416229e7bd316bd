#include "correct/unseen.h"

#include "model/letter_ngrams.h"

#include <string.h>

enum { BEAM = 8, RING = 4 /* a confusion takes up to three letters */ };

/* Costs in decades. */
static const float TRIED = 3.5f;                      /* dearer confusions are not tried */
static const float BEHIND = 4;                        /* worse respellings are not worth a candidate */
static const float USUAL = 6.5f;                      /* of an unseen word; beyond it ... */
static const float BEYOND_USUAL = 0.3f;               /* ... letters count less: long words are mostly compounds */
static const float NOISE = 2.5f, NOISE_LETTER = 1.1f; /* what no word explains may be letters at random */
static const float LOOSE_TAX = 1.5f;                  /* words that are not known to make compounds, together */
static const float NAME_FREEDOM = 0.75f;              /* names are freer in their letters */
static const float LOST_LETTER = 14;                  /* `?` stands for a letter: it is not right as it is */
static const float ODD_SIGN = 7;                      /* words with digits or symbols in clean text: codes, mostly */

/* A spelling on its way: the first letters of the seen word are read. */
typedef struct spelling {
  unsigned char word[REN_WORD_MAX + 1];
  uint8_t length, event_count, dropped_count;
  unsigned char dropped[REN_MAX_DROPPED];
  uint16_t events[REN_MAX_EVENTS];
  ren__letter_context context;
  float letters, channel;
} spelling;

typedef struct speller {
  const ren__channel *ch;
  const ren__seen *seen;
  spelling beam[RING][BEAM]; /* that have read i letters, at i % RING, best first */
  size_t count[RING];
} speller;

static float cost_of(const spelling *s) { return s->letters + s->channel; }

static void put(speller *sp, size_t at, const spelling *s) {
  spelling *list = sp->beam[at % RING];
  size_t *count = &sp->count[at % RING], i = *count;
  if (i == BEAM && cost_of(&list[--i]) <= cost_of(s)) return;
  for (; i > 0 && cost_of(&list[i - 1]) > cost_of(s); i--) list[i] = list[i - 1];
  list[i] = *s;
  *count += *count < BEAM;
}

static bool append(spelling *s, const ren_model *model, const char *letters) {
  for (; *letters; letters++) {
    if (s->length >= REN_WORD_MAX) return false;
    s->letters += ren__letter_cost(model, &s->context, ren__letter_class((unsigned char)*letters));
    s->word[s->length++] = (unsigned char)*letters;
  }
  return true;
}

/* Letters that may have been lost altogether come back before position `at`. */
static void put_back(speller *sp, size_t at) {
  static const unsigned char marked[] = {0xE5, 0xE4, 0xF6, 0xE9};
  for (size_t i = 0; i < sp->count[at % RING]; i++) { /* what is put behind is seen as well */
    for (size_t m = 0; m < sizeof marked; m++) {
      spelling s = sp->beam[at % RING][i];
      const char letter[] = {(char)marked[m], 0};
      if (s.dropped_count == REN_MAX_DROPPED || sp->ch->drop[marked[m]] > TRIED) continue;
      s.channel += sp->ch->drop[marked[m]];
      s.dropped[s.dropped_count++] = marked[m];
      if (append(&s, sp->ch->model, letter)) put(sp, at, &s);
    }
  }
}

/* U+FFFD is no letter, nor is a question mark but at the end. */
static bool is_lost_letter(const ren__seen *seen, size_t at) {
  return seen->word[at] == 0x1A || (seen->word[at] == '?' && at + 1 < seen->length);
}

static void read_as_is(speller *sp, size_t at, const spelling *from) {
  spelling s = *from;
  const char letter[] = {(char)sp->seen->word[at], 0};
  if (is_lost_letter(sp->seen, at)) return;
  s.channel += sp->ch->keep[sp->seen->word[at]];
  if (append(&s, sp->ch->model, letter)) put(sp, at + 1, &s);
}

static void undo_confusions(speller *sp, size_t at, const spelling *from) {
  const ren__channel *ch = sp->ch;
  unsigned char letter = sp->seen->word[at];
  if (from->event_count == REN_MAX_EVENTS) return;
  for (uint32_t i = ch->first[letter]; i < ch->first[letter + 1]; i++) {
    uint16_t which = ch->order[i];
    const ren__confusion *c = &ch->model->confusions[which];
    if (ch->confusion[which] > TRIED) return;
    if (c->group == REN_GROUP_SHAPE || ren__letter_class((unsigned char)c->meant[0]) == REN_LETTER_OTHER) continue;
    size_t n = ren__group_length(c->seen);
    if (at + n > sp->seen->length || memcmp(sp->seen->word + at, c->seen, n) != 0) continue;
    spelling s = *from;
    s.channel += ch->confusion[which];
    s.events[s.event_count++] = which;
    if (append(&s, ch->model, c->meant)) put(sp, at + n, &s);
  }
}

/* All spellings of the whole word, best first, in the beam of its length. */
static void spell(speller *sp, bool name) {
  spelling start = {.context = ren__letters_start(name)};
  put(sp, 0, &start);
  for (size_t at = 0; at < sp->seen->length; at++) {
    sp->count[(at + RING - 1) % RING] = 0;
    put_back(sp, at);
    for (size_t i = 0; i < sp->count[at % RING]; i++) {
      read_as_is(sp, at, &sp->beam[at % RING][i]);
      undo_confusions(sp, at, &sp->beam[at % RING][i]);
    }
  }
  put_back(sp, sp->seen->length);
}

/* Without the channel: by letters, or as a compound of words that are not known to
 * make any. */
static float word_cost(const ren_model *model, const unsigned char *word, size_t length, bool name) {
  float cost = ren__letters_cost(model, word, length, name) * (name ? NAME_FREEDOM : 1);
  float loose = ren__loose_compound_cost(model, word, length);
  return loose >= 0 && loose + LOOSE_TAX < cost ? loose + LOOSE_TAX : cost;
}

static bool has_lost_letter(const ren__seen *seen) {
  return memchr(seen->word, 0x1A, seen->length) || memchr(seen->word, '?', seen->length);
}

static ren__candidate candidate_of(const ren_model *model, const spelling *s, uint32_t id) {
  ren__candidate c = {.length = s->length, .event_count = s->event_count, .channel = s->channel, .id = id};
  memcpy(c.word, s->word, s->length);
  memcpy(c.events, s->events, sizeof c.events);
  memcpy(c.dropped, s->dropped, s->dropped_count);
  c.change = ren__change_of(model, &c);
  return c;
}

/* Long unseen words are mostly compounds that no list has: likelier than their many
 * letters make them. */
static float pardon(float best) { return best > USUAL ? (best - USUAL) * (1 - BEYOND_USUAL) : 0; }

static float as_it_stands(const ren__channel *channel, const ren__seen *seen, float cost) {
  float noise = NOISE + NOISE_LETTER * (float)seen->length;
  if (has_lost_letter(seen)) return LOST_LETTER;
  if (cost > noise) cost = noise;
  bool code = !channel->damaged && (seen->has_digit || seen->has_symbol);
  return code && cost > ODD_SIGN ? ODD_SIGN : cost;
}

/* Of the word itself; asked again and again, it is kept. */
static float own_cost(const ren_model *model, ren__seen *seen, const ren__candidate *self) {
  if (seen->own_cost == 0) seen->own_cost = word_cost(model, self->word, self->length, self->id == REN_LM_NAME);
  return seen->own_cost;
}

float ren__unseen_cost(const ren__channel *channel, ren__seen *seen, const ren__candidate *self) {
  float cost = own_cost(channel->model, seen, self);
  return as_it_stands(channel, seen, cost - pardon(cost));
}

static bool is_same(const ren__candidate *c, const spelling *s) {
  return c->length == s->length && memcmp(c->word, s->word, s->length) == 0;
}

size_t ren__respell(ren__candidate out[REN_RESPELLINGS], ren__candidate *self, const ren__channel *channel,
                    ren__seen *seen) {
  const ren_model *model = channel->model;
  speller sp = {.ch = channel, .seen = seen};
  size_t count = 0;
  bool name = self->id == REN_LM_NAME;
  float best = own_cost(model, seen, self), as_is = best;
  spell(&sp, name);
  const spelling *found = sp.beam[seen->length % RING];
  for (size_t i = 0; i < sp.count[seen->length % RING] && count < REN_RESPELLINGS; i++) {
    if (is_same(self, &found[i])) continue;
    if (cost_of(&found[i]) > cost_of(&found[0]) + BEHIND) break;
    out[count] = candidate_of(model, &found[i], self->id);
    out[count].lexical = word_cost(model, found[i].word, found[i].length, name);
    if (out[count].lexical < best) best = out[count].lexical;
    count++;
  }
  for (size_t i = 0; i < count; i++) out[i].lexical -= pardon(best);
  self->lexical = as_it_stands(channel, seen, as_is - pardon(best));
  return count;
}
