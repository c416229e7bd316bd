/* signs_preposition.c: the word `i` read as `1`, `I`, `|` or `:` between words. The language model
 * is asked whether `i`, a number or nothing fits the words around, and the answer must be clear;
 * only texts that show damage are asked about.
 */
#include "correct/signs_read.h"

#include "model/lexicon.h"
#include "model/lm.h"

#include <string.h>

/* Decades by which `i` must fit better than all else. */
static const float CLEARLY = 2.0f, LIKELY = 0.5f, BEGUN = 1.5f;

static bool is_letters(ren_str text, ren__run run) {
  return run.to > run.from && ren__letters_end(text, run.from) == run.to;
}

/* A word of a sentence as the language model sees it. */
static uint32_t id_of(const ren__signs_state *s, ren__run run) {
  unsigned char word[REN_WORD_MAX + 1];
  while (run.to > run.from && strchr(",;)", s->text.ptr[run.to - 1])) run.to--;
  if (run.to == run.from) return REN_LM_BOUNDARY;
  if (ren__is_figure(s->text.ptr[run.from])) return REN_LM_NUMBER;
  if (strchr(".!?:", s->text.ptr[run.to - 1])) return REN_LM_BOUNDARY;
  ren_str seen = ren__run_str(s->text, run), mended = ren__word_edit_at(s, run);
  if (mended.len) seen = mended;
  size_t n = ren__fold(seen.ptr, seen.len, word);
  const ren__entry *entry = n ? ren__find(s->d->model, word, n) : NULL;
  if (entry && entry->lm_id >= REN_LM_FIRST_WORD) return entry->lm_id;
  return ren__letter_at(s->text, run.from) == 'U' ? REN_LM_NAME : REN_LM_UNKNOWN;
}

/* The cost of `count` words behind two others. */
static float cost_of(const ren_model *model, ren__context context, const uint32_t *words, size_t count) {
  float cost = 0;
  for (size_t i = 0; i < count; i++) {
    cost += ren__lm_cost(model, context, words[i]);
    context = ren__lm_next(context, words[i]);
  }
  return cost;
}

/* Whether the recogniser was in doubt and thought of `i` next: then the rest of the text need
 * not show any damage. */
static bool is_doubted(const ren__signs_state *s, ren__run run) {
  static const float SURE = 0.9f;
  ren__read read;
  if (!s->d->recognised || !ren__read_of(s, run, &read) || read.word.confidence >= SURE) return false;
  size_t at = 0;
  for (int rank = 0; rank < 2; rank++) {
    ren_str reading = ren__next_reading(&read.word, &at);
    if (ren_str_eq(reading, REN_STR("i")) || ren_str_eq(reading, REN_STR("ii"))) return true;
  }
  return false;
}

void ren__see_preposition(ren__signs_state *s, ren__run run) {
  size_t at = run.from;
  if (at == 0 || s->text.ptr[at - 1] != ' ') return; /* `I` may begin a line without a full stop before */
  ren__run before = ren__run_before(s->text, at), next = ren__run_after(s->text, run.to);
  bool doubted = is_doubted(s, run), number = doubted && ren__is_figure(s->text.ptr[before.from]);
  if (!number && (!is_letters(s->text, before) || ren__letter_at(s->text, before.from) != 'l')) return;
  if (!ren__letter_at(s->text, next.from)) return;
  const ren__entry *in = ren__find(s->d->model, (const unsigned char *)"i", 1);
  uint32_t last = id_of(s, before), first = id_of(s, ren__run_before(s->text, before.from));
  uint32_t words[3] = {0, id_of(s, next), id_of(s, ren__run_after(s->text, next.to))};
  if (!in || (last == REN_LM_NUMBER && !doubted) || last == in->lm_id || words[1] == in->lm_id ||
      (words[1] == REN_LM_UNKNOWN && !doubted) || words[1] == REN_LM_BOUNDARY)
    return;
  ren__context context = {first, last};
  words[0] = in->lm_id;
  float is_in = cost_of(s->d->model, context, words, 3);
  words[0] = REN_LM_NUMBER;
  float is_number = cost_of(s->d->model, context, words, 3), is_nothing = cost_of(s->d->model, context, words + 1, 2);
  if (is_number - is_in < (doubted ? LIKELY : CLEARLY) ||
      (s->text.ptr[at] != '1' && !doubted && is_nothing - is_in < 0))
    return;
  if (s->text.ptr[at] == 'I' && !doubted) { /* a sentence may begin without a full stop before */
    const uint32_t begun[4] = {REN_LM_BOUNDARY, in->lm_id, words[1], words[2]};
    if (cost_of(s->d->model, context, begun, 4) - is_in < BEGUN) return;
  }
  ren__sighting found = {.offset = at, .length = run.to - at, .sort = doubted};
  ren__note_sighting(s, &s->prepositions, &found);
}

void ren__decide_prepositions(ren__signs_state *s) {
  bool damage = ren__shows_damage(s);
  for (size_t i = 0; i < s->prepositions.count; i++) {
    const ren__sighting *found = &s->prepositions.list[i];
    if ((damage || found->sort) && ren__swedish_at(s, found->offset))
      ren__sign_edit_add(s, found->offset, found->length, "i", "figure-letter", 0.94f);
  }
}
