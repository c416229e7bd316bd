#include "correct/word_types.h"

#include "alloc.h"
#include "correct/language.h"

#include <string.h>

/* A type is a folded word with its casing and whether it starts a sentence, which
 * decides what an unknown capital means. */
static uint32_t type_of(ren__document *d, const ren__item *item) {
  char key[REN_WORD_MAX + 2];
  key[0] = (char)(item->seen.casing << 1 | item->seen.starts_sentence);
  memcpy(key + 1, item->seen.word, item->seen.length);
  uint32_t type = ren__strings_add(d->keys, (ren_str){key, item->seen.length + (size_t)1});
  if (type == UINT32_MAX || !ren_grow(&d->types, &d->type_cap, type, sizeof *d->types)) return UINT32_MAX;
  if (type == d->type_count) {
    d->types[type] = (ren__type){.seen = item->seen};
    d->type_count++;
  }
  d->types[type].count++;
  return type;
}

static bool add_item(ren__document *d, const ren__item *item) {
  ren__place_of_word place = {item->offset, item->length, 0, item->kind, item->glued, item->single_blank};
  if (item->kind == REN_ITEM_WORD) {
    place.type = type_of(d, item);
    if (place.type == UINT32_MAX) return false;
  }
  if (!ren_grow(&d->items, &d->item_cap, d->item_count, sizeof *d->items)) return false;
  d->items[d->item_count++] = place;
  return true;
}

/* '?' stands for letters where it is common between letters and å, ä, ö are not to be
 * seen: one in 300 letters is a fifth of what Swedish has of them. */
static bool text_is_lossy(ren_str text) {
  size_t inside = 0, letters = 0, marks = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    bool letter = (unsigned char)((c | 0x20) - 'a') < 26;
    letters += letter;
    marks += c == 0xC3;
    if (c != '?' || i == 0 || i + 1 == text.len) continue;
    unsigned char before = (unsigned char)text.ptr[i - 1], after = (unsigned char)text.ptr[i + 1];
    inside += (unsigned char)((before | 0x20) - 'a') < 26 && (unsigned char)((after | 0x20) - 'a') < 26;
  }
  return inside > 0 && inside * 300 > letters && marks < inside;
}

/* ---- profile ------------------------------------------------------------ */

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

static void profile_types(ren__document *d) {
  for (uint32_t i = 0; i < d->type_count; i++) {
    ren__type *type = &d->types[i];
    if (type->count == 0) continue;
    const ren__entry *entry = ren__find(d->model, type->seen.word, type->seen.length);
    bool known = entry && ren__fits_casing(entry->flags, type->seen.casing);
    if (!known && !type->seen.has_digit && !type->seen.has_symbol)
      known = ren__compound_cost(d->model, type->seen.word, type->seen.length) >= 0;
    type->plain = known;
    count_letters(&d->profile, &type->seen, type->count);
    bool small = type->seen.casing == REN_CASE_LOWER || type->seen.starts_sentence;
    if (type->seen.length < 2 || !small) continue; /* names are no sign of damage */
    d->profile.words += type->count;
    if (!known) d->profile.unknown += type->count;
  }
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
    float score = ren__letters_logprob(d->model, type->seen.word, type->seen.length);
    if (score < -1.25f * type->seen.length) continue;
    if (!ren__memory_put(d->own, type->seen.word, type->seen.length, type->count)) return false;
  }
  return true;
}

ren_status ren__document_open(ren__document *out, const ren_text *text, const ren_model *model,
                              const ren_memory *memory, ren_error *err) {
  *out = (ren__document){.model = model, .text = text, .bytes = ren_text_bytes(text), .memory = memory};
  ren__item_scanner scanner = ren__item_scanner_of(out->bytes, text_is_lossy(out->bytes));
  ren__item item;
  out->keys = ren__strings_new();
  bool ok = out->keys && ren_memory_new(&out->own, NULL) == REN_OK;
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
  ren__strings_free(d->keys);
  ren_free(d->types);
  ren_free(d->pool);
  if (d->has_channel) ren__channel_clear(&d->channel);
  ren_memory_free(d->own);
  *d = (ren__document){0};
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
  for (uint32_t i = 0; i < d->type_count; i++) d->types[i].candidates = 0;
  d->pool_count = 0;
}
