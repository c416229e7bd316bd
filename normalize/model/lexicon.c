#include "model/lexicon.h"

#include "utf8.h"

#include <string.h>

size_t ren__fold(const char *utf8, size_t len, unsigned char out[REN_WORD_MAX + 1]) {
  size_t n = 0;
  for (size_t i = 0; i < len;) {
    uint32_t cp;
    if ((unsigned char)utf8[i] < 0x80) { /* most letters */
      cp = (unsigned char)utf8[i++];
      if (cp >= 'A' && cp <= 'Z') cp += 32;
    } else {
      i += ren_utf8_decode(utf8 + i, len - i, &cp);
      cp = ren_to_lower(cp);
    }
    if (cp == 0x2019) cp = '\'';
    if (cp > 0xFF || cp == 0 || n == REN_WORD_MAX) return 0;
    out[n++] = (unsigned char)cp;
  }
  out[n] = 0;
  return n;
}

const ren__entry *ren__find(const ren_model *model, const unsigned char *word, size_t len) {
  ren__walk walk = {REN_ROOT, 0};
  uint32_t number = 0;
  const ren__edge *edge = NULL;
  if (len >= 2 && !(edge = ren__walk_pair(model, &walk, word, &number))) return NULL;
  for (size_t i = len >= 2 ? 2 : 0; i < len; i++)
    if (!(edge = ren__walk_on(model, &walk, word[i], &number))) return NULL;
  return ren__walk_entry(model, edge, number);
}

void ren__find_many(const ren_model *model, ren__sought *sought, size_t count) {
  ren__walk walk[REN_FIND_MANY];
  uint8_t going[REN_FIND_MANY];
  size_t left = 0;
  for (size_t k = 0; k < count; k++) { /* the first two letters need hardly wait */
    uint32_t number;
    walk[k] = (ren__walk){REN_ROOT, 0};
    bool found = sought[k].len > 2 && ren__walk_pair(model, &walk[k], sought[k].word, &number);
    sought[k].entry = sought[k].len && sought[k].len <= 2 ? ren__find(model, sought[k].word, sought[k].len) : NULL;
    __builtin_prefetch(&model->edges[walk[k].state]);
    going[left] = (uint8_t)k;
    left += found;
  }
  for (size_t i = 2; left; i++) {
    size_t kept = 0;
    for (size_t g = 0; g < left; g++) {
      size_t k = going[g];
      uint32_t number = 0;
      const ren__edge *edge = ren__walk_on(model, &walk[k], sought[k].word[i], &number);
      bool last = i + 1 == sought[k].len;
      if (edge && last) sought[k].entry = ren__walk_entry(model, edge, number);
      __builtin_prefetch(edge && last ? (const void *)sought[k].entry : &model->edges[walk[k].state]);
      going[kept] = (uint8_t)k;
      kept += edge && !last;
    }
    left = kept;
  }
}

/* ---- compounds ---------------------------------------------------------- */

enum { MIN_PART = 3, MAX_PARTS = 4 };
enum { LOOSE_PART = 4, LOOSE_COST = 96 /* a word that compounds are not known to have */ };

typedef struct splitter {
  const ren_model *model;
  const unsigned char *word;
  size_t len;
  /* best[parts][i]: cost (sixteenths) of the first i letters as modifiers; 0 unset */
  uint16_t best[MAX_PARTS][REN_WORD_MAX + 1];
  int lowest;
  bool loose;
} splitter;

/* The cost of a word as a part, given the one it has; REN_NO_COST: it is none. */
static int part_cost(const splitter *s, const ren__entry *entry, size_t length, uint8_t cost) {
  if (cost != REN_NO_COST || !s->loose || length < LOOSE_PART || !(entry->flags & REN_WORD_KNOWN)) return cost;
  return LOOSE_COST;
}

/* Tries all words that start at `from`, as modifiers (which open the next start) and
 * as heads (which must reach the end). */
static void try_parts(splitter *s, int part, size_t from, int cost) {
  ren__walk walk = {REN_ROOT, 0};
  uint32_t number = 0;
  for (size_t i = from; i < s->len; i++) {
    const ren__edge *edge = ren__walk_on(s->model, &walk, s->word[i], &number);
    if (!edge) return;
    size_t length = i + 1 - from;
    if (!edge->final || length < MIN_PART) continue;
    const ren__entry *entry = &s->model->entries[number];
    if (i + 1 == s->len) {
      int head = part_cost(s, entry, length, entry->head);
      if (part > 0 && head != REN_NO_COST && (s->lowest < 0 || cost + head < s->lowest)) s->lowest = cost + head;
    } else if (part + 1 < MAX_PARTS && s->len - i - 1 >= MIN_PART) {
      int modifier = part_cost(s, entry, length, entry->modifier), sum = cost + modifier + REN_JOINT_COST;
      if (modifier == REN_NO_COST) continue;
      uint16_t *cell = &s->best[part + 1][i + 1];
      if (*cell == 0 || sum < *cell) *cell = (uint16_t)sum;
    }
  }
}

/* `tillägg` is till + lägg: of three equal consonants at a joint one is dropped. The
 * head may so start on the modifier's last letter. */
static bool is_doubled(const splitter *s, size_t at) {
  return at >= 2 && s->word[at - 1] == s->word[at - 2] && !strchr("aeiouy\xe5\xe4\xf6", s->word[at - 1]);
}

static float split(const ren_model *model, const unsigned char *word, size_t len, bool loose) {
  if (len < 2 * MIN_PART || len > REN_WORD_MAX) return -1;
  splitter s = {.model = model, .word = word, .len = len, .lowest = -1, .loose = loose};
  try_parts(&s, 0, 0, 0);
  for (int part = 1; part < MAX_PARTS; part++) {
    for (size_t at = MIN_PART; at + MIN_PART <= len; at++) {
      int cost = s.best[part][at];
      if (cost == 0) continue;
      try_parts(&s, part, at, cost);
      if (is_doubled(&s, at)) try_parts(&s, part, at - 1, cost + REN_JOINT_COST);
    }
  }
  return s.lowest < 0 ? -1 : (float)s.lowest / 16;
}

float ren__compound_cost(const ren_model *model, const unsigned char *word, size_t len) {
  return split(model, word, len, false);
}

float ren__loose_compound_cost(const ren_model *model, const unsigned char *word, size_t len) {
  return split(model, word, len, true);
}
