#include "compiler/letter_model.h"

#include "alloc.h"
#include "model/letter_ngrams.h"

#include <math.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 16, PRUNED_ORDER = 4 /* and above: n-grams of one word only are left out */ };

/* What is counted of an n-gram; as a history also what comes after it. */
typedef struct counted {
  uint32_t key;
  uint16_t kinds; /* different letters after it */
  float count;    /* of words that hold it */
  float after;    /* of all that comes after it */
  double probability;
} counted;

typedef struct table {
  counted *slots;
  uint32_t size, used;
} table;

/* The n-gram's place, or the free place where it would stand. */
static counted *locate(const table *t, uint32_t key) {
  uint32_t at = ren__letter_slot(key, t->size);
  while (t->slots[at].key && t->slots[at].key != key) at = (at + 1) & (t->size - 1);
  return &t->slots[at];
}

static bool grow(table *t) {
  table bigger = {.size = t->size ? t->size * 2 : FIRST_SLOTS, .used = t->used};
  bigger.slots = ren_alloc_array(bigger.size, sizeof *bigger.slots);
  if (!bigger.slots) return false;
  for (uint32_t i = 0; i < t->size; i++)
    if (t->slots[i].key) *locate(&bigger, t->slots[i].key) = t->slots[i];
  ren_free(t->slots);
  *t = bigger;
  return true;
}

static bool count_ngram(table *t, uint32_t key, float weight) {
  if (t->used >= t->size / 2 && !grow(t)) return false;
  counted *slot = locate(t, key);
  t->used += slot->key == 0;
  slot->key = key;
  slot->count += weight;
  return true;
}

static bool has_foreign_letter(ren_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (ren__letter_class((unsigned char)word.ptr[i]) == REN_LETTER_OTHER) return true;
  return false;
}

static bool count_word(table *t, ren_str word, bool name, float weight) {
  if (has_foreign_letter(word)) return true;
  uint32_t classes = ren__letters_start(name).classes;
  for (size_t i = 0; i <= word.len; i++) {
    unsigned letter = i < word.len ? ren__letter_class((unsigned char)word.ptr[i]) : REN_LETTER_END;
    classes = classes << REN_LETTER_BITS | letter;
    for (unsigned order = 1; order <= REN_LETTERS_ORDER; order++)
      if (!count_ngram(t, ren__letter_key(classes, order), weight)) return false;
  }
  return true;
}

/* What stands before a word's first letter is a history of its own, though it comes after
 * nothing: its count stays 0. */
static bool add_starts(table *t) {
  for (int name = 0; name < 2; name++)
    for (unsigned order = 1; order < REN_LETTERS_ORDER; order++)
      if (!count_ngram(t, ren__letter_key(ren__letters_start(name).classes, order), 0)) return false;
  return true;
}

/* Words of the dictionary and of trusted text, and names, those of many bearers more. */
static bool count_all(table *t, const ren__lexicon_build *build) {
  uint32_t count = ren__strings_count(build->words);
  if (!add_starts(t)) return false;
  for (uint32_t n = 0; n < count; n++) {
    const ren__form *form = &build->forms[n];
    ren_str word = ren__strings_get(build->words, n);
    uint8_t flags = ren__form_flags(form);
    bool small = flags & REN_WORD_KNOWN || (flags & REN_WORD_ATTESTED && !(flags & REN_WORD_CAPITAL));
    bool name = flags & (REN_WORD_NAME | REN_WORD_PLACE) || (flags & REN_WORD_ATTESTED && flags & REN_WORD_CAPITAL);
    if (small && !count_word(t, word, false, 1)) return false;
    float bearers = 1 + log10f(1 + (float)form->bearers);
    if (name && !count_word(t, word, true, bearers)) return false;
  }
  return true;
}

static unsigned order_of(uint32_t key) { return (unsigned)(31 - __builtin_clz(key)) / REN_LETTER_BITS; }

static uint32_t history_of(uint32_t key) { return key >> REN_LETTER_BITS; }

static uint32_t shorter(uint32_t key) { return ren__letter_key(key, order_of(key) - 1); }

static bool is_start(const counted *c) { return c->count <= 0; }

static bool is_kept(const counted *c) {
  return c->key && (order_of(c->key) < PRUNED_ORDER || c->count > 1 || is_start(c));
}

/* Adds up what comes after each history; the empty one has the key 1. */
static void count_histories(table *t, counted *empty) {
  for (uint32_t i = 0; i < t->size; i++) {
    const counted *c = &t->slots[i];
    if (!is_kept(c) || is_start(c)) continue;
    uint32_t key = history_of(c->key);
    counted *history = key == 1 ? empty : locate(t, key);
    history->after += c->count;
    history->kinds++;
  }
}

/* Interpolated Witten-Bell: shorter n-grams first. */
static void smooth(table *t, const counted *empty) {
  for (unsigned order = 1; order <= REN_LETTERS_ORDER; order++) {
    for (uint32_t i = 0; i < t->size; i++) {
      counted *c = &t->slots[i];
      if (!is_kept(c) || order_of(c->key) != order) continue;
      const counted *history = order == 1 ? empty : locate(t, history_of(c->key));
      double below = order == 1 ? 1.0 / 32 : locate(t, shorter(c->key))->probability;
      double kinds = history->kinds;
      c->probability = ((double)c->count + kinds * below) / ((double)history->after + kinds);
    }
  }
}

static uint16_t milli(double probability) {
  double cost = -log10(probability) * 1000;
  return (uint16_t)(cost < 0 ? 0 : cost > UINT16_MAX ? UINT16_MAX : cost);
}

/* A history that nothing kept comes after passes its shorter one on as it is. */
static ren__letter_ngram pack(const counted *c) {
  double after = (double)c->after, kinds = c->kinds;
  return (ren__letter_ngram){c->key, milli(c->probability), kinds > 0 ? milli(kinds / (after + kinds)) : 0};
}

static ren_status write(ren_buf *out, const table *t, ren_error *err) {
  uint32_t kept = 0, size = 1024;
  for (uint32_t i = 0; i < t->size; i++) kept += is_kept(&t->slots[i]);
  while (size < kept + kept / 2) size *= 2;
  ren__letter_ngram *slots = ren_alloc_array(size, sizeof *slots);
  if (!slots) return ren_fail_nomem(err);
  for (uint32_t i = 0; i < t->size; i++) {
    if (!is_kept(&t->slots[i])) continue;
    uint32_t at = ren__letter_slot(t->slots[i].key, size);
    while (slots[at].key) at = (at + 1) & (size - 1);
    slots[at] = pack(&t->slots[i]);
  }
  ren_buf_append(out, slots, size * sizeof *slots);
  ren_free(slots);
  return out->status == REN_OK ? REN_OK : ren_fail_nomem(err);
}

ren_status ren__build_letters(ren_buf *out, const ren__lexicon_build *build, ren_error *err) {
  table t = {0};
  counted empty = {0};
  ren_status status = grow(&t) && count_all(&t, build) ? REN_OK : ren_fail_nomem(err);
  if (status == REN_OK) {
    count_histories(&t, &empty);
    smooth(&t, &empty);
    status = write(out, &t, err);
  }
  ren_free(t.slots);
  return status;
}
