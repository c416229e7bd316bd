#include "correct/word_types.h"

#include "alloc.h"
#include "correct/language.h"
#include "model/letter_ngrams.h"
#include "text/text_map.h"

#include <math.h>
#include <string.h>

/* ---- types --------------------------------------------------------------- */

/* A type is a folded word with its casing and whether it starts a sentence, which
 * decides what an unknown capital means. Words are filled up with zeros, so they are
 * hashed and compared eight letters at a time. */
static uint32_t hash_of(const ren__seen *seen) {
  uint64_t hash = (uint64_t)(seen->casing << 1 | seen->starts_sentence);
  for (size_t i = 0; i < seen->length; i += 8) {
    uint64_t letters;
    memcpy(&letters, seen->word + i, 8);
    hash = (hash ^ letters) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
  }
  return (uint32_t)hash;
}

static bool same_type(const ren__seen *a, const ren__seen *b) {
  if (a->length != b->length || a->casing != b->casing || a->starts_sentence != b->starts_sentence) return false;
  for (size_t i = 0; i < a->length; i += 8)
    if (memcmp(a->word + i, b->word + i, 8) != 0) return false;
  return true;
}

static ren__type_slot *slot_of(const ren__document *d, uint32_t hash, const ren__seen *seen) {
  size_t i = hash & (d->slot_count - 1);
  while (d->slots[i].type && !(d->slots[i].hash == hash && same_type(&d->types[d->slots[i].type - 1].seen, seen)))
    i = (i + 1) & (d->slot_count - 1);
  return &d->slots[i];
}

static bool grow_slots(ren__document *d) {
  size_t count = d->slot_count ? d->slot_count * 2 : 1024;
  ren__type_slot *slots = ren_alloc_array(count, sizeof *slots);
  if (!slots) return false;
  for (size_t i = 0; i < d->slot_count; i++) {
    size_t to = d->slots[i].hash & (count - 1);
    if (!d->slots[i].type) continue;
    while (slots[to].type) to = (to + 1) & (count - 1);
    slots[to] = d->slots[i];
  }
  ren_free(d->slots);
  d->slots = slots;
  d->slot_count = count;
  return true;
}

/* The number of a word's type, new if need be; UINT32_MAX: out of memory. */
static uint32_t type_of(ren__document *d, const ren__seen *seen) {
  if (d->type_count * (size_t)2 >= d->slot_count && !grow_slots(d)) return UINT32_MAX;
  uint32_t hash = hash_of(seen);
  ren__type_slot *slot = slot_of(d, hash, seen);
  if (slot->type == 0) {
    if (!ren_grow(&d->types, &d->type_cap, d->type_count, sizeof *d->types)) return UINT32_MAX;
    d->types[d->type_count++] = (ren__type){.seen = *seen};
    *slot = (ren__type_slot){hash, d->type_count};
  }
  d->types[slot->type - 1].count++;
  return slot->type - 1;
}

static bool add_item(ren__document *d, const ren__item *item) {
  ren__place_of_word place = {
      .offset = item->offset, .kind = item->kind, .glued = item->glued, .single_blank = item->single_blank};
  if (item->kind == REN_ITEM_WORD) {
    place.length = (uint8_t)item->length;
    place.type = type_of(d, &item->seen);
    if (place.type == UINT32_MAX) return false;
  }
  if (!ren_grow(&d->items, &d->item_cap, d->item_count, sizeof *d->items)) return false;
  d->items[d->item_count++] = place;
  return true;
}

enum { TELLING = 5 /* letters of a word that tells of damage if nobody knows it */ };

/* ---- profile ------------------------------------------------------------ */

static bool is_ascii_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

/* '?' stands for letters where it is common between letters and å, ä, ö are not to be
 * seen: one in 300 letters is a fifth of what Swedish has of them. */
static bool text_is_lossy(ren_str text) {
  const char *end = text.ptr + text.len;
  size_t inside = 0, letters = 0, marks = 0;
  for (const char *at = text.ptr; at < end && (at = memchr(at, '?', (size_t)(end - at))); at++)
    inside += at > text.ptr && at + 1 < end && is_ascii_letter(at[-1]) && is_ascii_letter(at[1]);
  if (inside == 0) return false;
  for (size_t i = 0; i < text.len; i++) {
    letters += is_ascii_letter(text.ptr[i]);
    marks += text.ptr[i] == '\xC3';
  }
  return inside * 300 > letters && marks < inside;
}

static void count_letters(ren__profile *p, const ren__seen *seen, double count) {
  for (size_t i = 0; i < seen->length; i++) {
    unsigned char c = seen->word[i];
    if (c == '?' || c == 0x1A) p->lossy += count;
    p->letters += count;
    p->aring += c == 0xE5 ? count : 0;
    p->auml += c == 0xE4 ? count : 0;
    p->ouml += c == 0xF6 ? count : 0;
  }
}

/* `hafva`, `qvarn`, `hvilka`, `af`, `wägnar`: the spelling of before 1906. Known words
 * with such letters (`web`, `hvetebröd`) are none of it. */
static bool is_old(const ren__seen *seen, bool known) {
  if (seen->casing != REN_CASE_LOWER || known) return false;
  if (seen->length == 2) return memcmp(seen->word, "af", 2) == 0;
  if (seen->word[0] == 'w') return true;
  for (size_t i = 0; i + 1 < seen->length; i++)
    if (seen->word[i + 1] == 'w' || (seen->word[i + 1] == 'v' && strchr("fhq", seen->word[i]))) return true;
  return false;
}

static void profile_types(ren__document *d) {
  for (uint32_t i = 0; i < d->type_count; i++) {
    ren__type *type = &d->types[i];
    if (type->count == 0) continue;
    const ren__entry *entry = ren__find(d->model, type->seen.word, type->seen.length);
    bool listed = entry && ren__fits_casing(entry->flags, type->seen.casing), known = listed;
    if (!known && !type->seen.has_digit && !type->seen.has_symbol)
      known = ren__compound_cost(d->model, type->seen.word, type->seen.length) >= 0;
    type->plain = known;
    /* A name in small letters may be a compound, but is no settled matter. */
    type->settled = type->seen.known = listed || (known && !(entry && entry->lm_id >= REN_LM_FIRST_WORD));
    count_letters(&d->profile, &type->seen, type->count);
    if (is_old(&type->seen, known)) d->profile.old += type->count;
    bool small = type->seen.casing == REN_CASE_LOWER || type->seen.starts_sentence;
    if (type->seen.length < TELLING || !small) continue; /* names and abbreviations are no sign of damage */
    d->profile.words += type->count;
    if (!known) d->profile.unknown += type->count;
  }
  if (ren__is_old(&d->profile)) d->profile.unknown = 0; /* odd words are no damage there */
}

/* Unknown words with å, ä or ö, and those that come again, are this text's own names
 * and terms: what damage makes does not look so. */
static bool fill_own_memory(ren__document *d) {
  for (uint32_t i = 0; i < d->type_count; i++) {
    const ren__type *type = &d->types[i];
    if (type->count == 0 || type->plain || type->seen.has_digit || type->seen.has_symbol || type->seen.length < 5)
      continue;
    bool marks = memchr(type->seen.word, 0xE5, type->seen.length) || memchr(type->seen.word, 0xE4, type->seen.length) ||
                 memchr(type->seen.word, 0xF6, type->seen.length);
    if (!marks) continue;
    if (ren__letters_cost(d->model, type->seen.word, type->seen.length, true) > 1.25f * type->seen.length) continue;
    if (!ren__memory_put(d->own, type->seen.word, type->seen.length, type->count)) return false;
  }
  return true;
}

ren_status ren__document_open(ren__document *out, const ren_text *text, const ren_model *model,
                              const ren_memory *memory, ren_error *err) {
  *out = (ren__document){.model = model, .text = text, .bytes = ren_text_bytes(text), .memory = memory};
  out->recognised = ren__text_is_recognised(text);
  ren__item_scanner scanner = ren__item_scanner_of(out->bytes, text_is_lossy(out->bytes));
  ren__item item;
  bool ok = ren_memory_new(&out->own, NULL) == REN_OK;
  while (ok && ren__next_item(&scanner, &item)) ok = add_item(out, &item);
  if (ok) {
    ren__set_foreign_aside(out);
    profile_types(out);
    ok = fill_own_memory(out) && ren__channel_new(&out->channel, model, &out->profile, NULL) == REN_OK;
    out->has_channel = ok;
  }
  if (ok) return REN_OK;
  ren__document_close(out);
  return ren_fail_nomem(err);
}

void ren__document_close(ren__document *d) {
  ren_free(d->items);
  ren_free(d->types);
  ren_free(d->slots);
  ren_free(d->pool);
  if (d->has_channel) ren__channel_clear(&d->channel);
  ren_memory_free(d->own);
  *d = (ren__document){0};
}

/* What comes again and again spelt the same is more likely meant so. */
static float again(float lexical, uint32_t count) {
  const float per_decade = 1.5f, most = 2, least = 3;
  float pardon = per_decade * log10f((float)count);
  if (lexical <= least) return lexical;
  lexical -= pardon > most ? most : pardon;
  return lexical < least ? least : lexical;
}

bool ren__document_candidates(ren__document *d, uint32_t number) {
  ren__type *type = &d->types[number];
  ren__candidate list[REN_MAX_CANDIDATES];
  if (type->candidates) return true;
  size_t count = ren__candidates(list, &d->channel, &type->seen);
  bool name = type->seen.casing == REN_CASE_CAPITAL && !type->seen.starts_sentence;
  if (type->seen.known && name && d->channel.damaged) /* `Ahlgren` is a name, but here `Åhlgren` may be meant */
    count = ren__memory_candidates(d->memory, list, count, &d->channel, &type->seen);
  if (!type->seen.known) {
    /* A word that trusted text spells so is right as it is. */
    if (list[0].id < REN_LM_FIRST_WORD) list[0].lexical = again(list[0].lexical, type->count);
    uint32_t times = ren__memory_count(d->memory, type->seen.word, type->seen.length);
    if (times && list[0].id < REN_LM_FIRST_WORD && list[0].lexical > 3) list[0].lexical = 3;
    if (d->channel.damaged) count = ren__memory_candidates(d->memory, list, count, &d->channel, &type->seen);
    if (d->channel.damaged) count = ren__memory_candidates(d->own, list, count, &d->channel, &type->seen);
  }
  type->first = (uint32_t)d->pool_count;
  for (size_t i = 0; i < count; i++) {
    if (!ren_grow(&d->pool, &d->pool_cap, d->pool_count, sizeof *d->pool)) return false;
    d->pool[d->pool_count++] = list[i];
  }
  type->candidates = (uint32_t)count;
  return true;
}

void ren__document_forget(ren__document *d) {
  for (uint32_t i = 0; i < d->type_count; i++) d->types[i].candidates = d->types[i].tallied = 0;
  d->pool_count = 0;
}
