#include "correct/decode.h"

#include "alloc.h"
#include "correct/ocr_readings.h"

#include <string.h>

enum {
  MAX_ARCS = REN_MAX_SENTENCE * (REN_MAX_CANDIDATES + REN_MAX_READINGS + 1),
  CONTEXT = 2,
  MERGED = 6 /* letters of a word that a blank may have parted */
};

typedef struct decoder {
  ren__document *d;
  ren__lattice *lattice;
  ren__reading_fn fn;
  void *payload;
  bool changes_only;
  ren__arc *arcs;
  float *posterior;
  size_t arc_count;
  ren__candidate merges[REN_MAX_SENTENCE];
  ren__candidate readings[REN_MAX_SENTENCE][REN_MAX_READINGS];
  uint32_t path[REN_MAX_SENTENCE];
} decoder;

static const ren__candidate *candidates_of(const decoder *dec, size_t item) {
  return &dec->d->pool[dec->d->types[dec->d->items[item].type].first];
}

static size_t candidate_count(const decoder *dec, size_t item) {
  const ren__place_of_word *place = &dec->d->items[item];
  return place->kind == REN_ITEM_WORD ? dec->d->types[place->type].candidates : 1;
}

/* Whether nothing can be wrong with an item. Such words need no candidates, until one with
 * doubts stands beside them. */
static bool is_settled(const decoder *dec, size_t item) {
  const ren__place_of_word *place = &dec->d->items[item];
  if (place->kind != REN_ITEM_WORD) return true;
  return !dec->d->channel.damaged && dec->d->types[place->type].settled && ren__ocr_doubt(dec->d, place) >= 0;
}

/* Finds the candidates of the items [from, to); of those that are not settled only, or of
 * all. false: out of memory. */
static bool find_candidates(const decoder *dec, size_t from, size_t to, bool all) {
  for (size_t i = from; i < to; i++) {
    const ren__place_of_word *place = &dec->d->items[i];
    if (place->kind != REN_ITEM_WORD || (!all && is_settled(dec, i))) continue;
    if (!ren__document_candidates(dec->d, place->type)) return false;
  }
  return true;
}

/* The language model's id of an item as it stands. */
static uint32_t plain_id(const decoder *dec, size_t item) {
  switch (dec->d->items[item].kind) {
  case REN_ITEM_WORD: return candidates_of(dec, item)[0].id;
  case REN_ITEM_NUMBER: return REN_LM_NUMBER;
  case REN_ITEM_BOUNDARY: return REN_LM_BOUNDARY;
  default: return REN_LM_UNKNOWN;
  }
}

/* ---- arcs --------------------------------------------------------------- */

static void add_arc(decoder *dec, size_t at, size_t span, const ren__candidate *candidate, uint32_t id, float cost) {
  dec->arcs[dec->arc_count++] = (ren__arc){.from = (uint16_t)at,
                                           .span = (uint16_t)span,
                                           .id = id,
                                           .second = candidate && candidate->blank ? candidate->second : 0,
                                           .cost = cost,
                                           .candidate = candidate};
}

/* A join of two words that a false blank parts: at least one of them is no word. */
static bool make_merge(decoder *dec, size_t item, ren__candidate *out) {
  const ren__document *d = dec->d;
  const ren__place_of_word *a = &d->items[item], *b = a + 1;
  if (item + 1 >= d->item_count || a->kind != REN_ITEM_WORD || b->kind != REN_ITEM_WORD || !b->single_blank)
    return false;
  const ren__seen *first = &d->types[a->type].seen, *second = &d->types[b->type].seen;
  if (first->length + second->length < MERGED || (first->known && second->known) || second->casing != REN_CASE_LOWER ||
      first->has_digit || second->has_digit || first->has_symbol || second->has_symbol ||
      first->length + second->length > REN_WORD_MAX)
    return false;
  *out = (ren__candidate){
      .length = (uint8_t)(first->length + second->length), .change = REN_CHANGE_MERGE, .channel = d->channel.merge};
  memcpy(out->word, first->word, first->length);
  memcpy(out->word + first->length, second->word, second->length);
  const ren__entry *entry = ren__find(d->model, out->word, out->length);
  if (entry && ren__fits_casing(entry->flags, first->casing)) {
    out->id = entry->lm_id;
    out->lexical = (float)entry->share / 16;
    return true;
  }
  float compound = first->known || second->known ? -1 : ren__compound_cost(d->model, out->word, out->length);
  out->id = REN_LM_UNKNOWN;
  out->lexical = compound + 1;
  return compound >= 0;
}

/* What a word may have been: by the channel, by the recogniser, or by both. */
static void add_word(decoder *dec, size_t at, size_t item) {
  const ren__candidate *list = candidates_of(dec, item), *read = dec->readings[at];
  const ren__place_of_word *place = &dec->d->items[item];
  uint32_t twins[REN_MAX_READINGS] = {0};
  size_t count = candidate_count(dec, item), readings = ren__ocr_readings(dec->readings[at], twins, dec->d, place);
  float doubt = count > 1 || readings ? ren__ocr_doubt(dec->d, place) : 0;
  for (size_t c = 0; c < count; c++) {
    bool twin = false;
    for (size_t r = 0; r < readings; r++) twin = twin || (c && twins[r] == c);
    if (!twin) add_arc(dec, at, 1, &list[c], list[c].id, list[c].channel + list[c].lexical + (c ? doubt : 0));
  }
  for (size_t r = 0; r < readings; r++)
    add_arc(dec, at, 1, &read[r], read[r].id, read[r].channel + read[r].lexical + doubt);
}

static void add_arcs(decoder *dec, size_t first, size_t words) {
  dec->arc_count = 0;
  for (size_t i = 0; i < words; i++) {
    size_t item = first + i;
    if (dec->d->items[item].kind != REN_ITEM_WORD) {
      add_arc(dec, i, 1, NULL, plain_id(dec, item), 0);
      continue;
    }
    add_word(dec, i, item);
    if (i + 1 < words && make_merge(dec, item, &dec->merges[i]))
      add_arc(dec, i, 2, &dec->merges[i], dec->merges[i].id, dec->merges[i].channel + dec->merges[i].lexical);
  }
}

/* ---- sentences ---------------------------------------------------------- */

static bool report(decoder *dec, size_t item, size_t span, const ren__candidate *candidate, float posterior) {
  if (!candidate || (dec->changes_only && candidate->change == REN_CHANGE_NONE)) return true;
  ren__reading reading = {item, span, candidate, posterior};
  return dec->fn(dec->payload, &reading);
}

static bool report_plain(decoder *dec, size_t from, size_t to) {
  if (dec->changes_only) return true;
  if (!find_candidates(dec, from, to, true)) return false;
  for (size_t i = from; i < to; i++)
    if (dec->d->items[i].kind == REN_ITEM_WORD && !report(dec, i, 1, candidates_of(dec, i), 1)) return false;
  return true;
}

/* The words [from, to) of a sentence that starts at `start`. */
static bool decode_window(decoder *dec, size_t start, size_t from, size_t to) {
  ren__context context = {REN_LM_BOUNDARY, REN_LM_BOUNDARY};
  size_t before = from > start + CONTEXT ? from - CONTEXT : start;
  if (!find_candidates(dec, before, to, true)) return false;
  for (size_t i = before; i < from; i++) context = ren__lm_next(context, plain_id(dec, i));
  add_arcs(dec, from, to - from);
  if (!ren__lattice_decode(dec->lattice, dec->d->model, context, dec->arcs, dec->arc_count, to - from, dec->path,
                           dec->posterior))
    return report_plain(dec, from, to);
  for (size_t i = from; i < to;) {
    uint32_t index = dec->path[i - from];
    if (index == UINT32_MAX) return true;
    const ren__arc *arc = &dec->arcs[index];
    if (!report(dec, i, arc->span, arc->candidate, dec->posterior[index])) return false;
    i += arc->span;
  }
  return true;
}

static bool is_doubtful(const decoder *dec, size_t item) {
  if (is_settled(dec, item) && (item + 1 == dec->d->item_count || is_settled(dec, item + 1))) return false;
  if (candidate_count(dec, item) > 1) return true;
  ren__candidate merge;
  ren__candidate readings[REN_MAX_READINGS];
  uint32_t twins[REN_MAX_READINGS];
  const ren__place_of_word *place = &dec->d->items[item];
  if (place->kind != REN_ITEM_WORD) return false;
  if (ren__ocr_readings(readings, twins, dec->d, place)) return true;
  if (item + 1 >= dec->d->item_count) return false;
  return dec->d->items[item + 1].kind == REN_ITEM_WORD && make_merge((decoder *)(uintptr_t)dec, item, &merge);
}

/* Decodes the stretches of a sentence (boundary included) that hold doubtful words,
 * each with two words of context after it. */
static bool decode_sentence(decoder *dec, size_t start, size_t end) {
  if (!find_candidates(dec, start, end, false)) return false;
  size_t done = start;
  for (size_t i = start; i < end;) {
    if (!is_doubtful(dec, i)) {
      i++;
      continue;
    }
    size_t last = i; /* of a stretch without long gaps */
    for (size_t j = i + 1; j < end && j - last <= CONTEXT + 1 && j - i < REN_MAX_SENTENCE - CONTEXT - 1; j++)
      if (is_doubtful(dec, j)) last = j;
    size_t stop = last + 2 + CONTEXT < end ? last + 2 + CONTEXT : end; /* a merge takes one word more */
    if (!report_plain(dec, done, i) || !decode_window(dec, start, i, stop)) return false;
    done = i = stop;
  }
  return report_plain(dec, done, end);
}

ren_status ren__decode(ren__document *document, size_t from, size_t to, bool changes_only, ren__reading_fn fn,
                       void *payload, ren_error *err) {
  decoder dec = {.d = document, .fn = fn, .payload = payload, .changes_only = changes_only};
  dec.lattice = ren__lattice_new();
  dec.arcs = ren_alloc_array(MAX_ARCS, sizeof *dec.arcs);
  dec.posterior = ren_alloc_array(MAX_ARCS, sizeof *dec.posterior);
  bool ok = dec.lattice && dec.arcs && dec.posterior;
  for (size_t start = from; ok && start < to;) {
    size_t end = start;
    while (end < to && document->items[end].kind != REN_ITEM_BOUNDARY) end++;
    if (end < to) end++;
    ok = decode_sentence(&dec, start, end);
    start = end;
  }
  ren__lattice_free(dec.lattice);
  ren_free(dec.arcs);
  ren_free(dec.posterior);
  return ok ? REN_OK : ren_fail_nomem(err);
}
