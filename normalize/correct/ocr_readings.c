#include "correct/ocr_readings.h"

#include "utf8.h"

#include <string.h>

/* The letters of a reading, without the punctuation around them. */
static ren_str bare(ren_str s) {
  uint32_t cp;
  while (s.len) {
    size_t n = ren_utf8_decode(s.ptr, s.len, &cp);
    if (ren_is_letter(cp) || ren_is_digit(cp)) break;
    s = (ren_str){s.ptr + n, s.len - n};
  }
  while (s.len) {
    size_t n = ren_utf8_decode_before(s.ptr, s.len, &cp);
    if (ren_is_letter(cp) || ren_is_digit(cp)) break;
    s.len -= n;
  }
  return s;
}

static bool make(ren__candidate *out, const ren_model *model, ren_str reading, const ren__seen *seen, size_t rank) {
  *out = (ren__candidate){.change = REN_CHANGE_LETTERS};
  size_t n = ren__fold(reading.ptr, reading.len, out->word);
  if (n == 0 || (n == seen->length && memcmp(out->word, seen->word, n) == 0)) return false;
  const ren__entry *entry = ren__find(model, out->word, n);
  out->length = (uint8_t)n;
  out->channel = 1.0f + 0.3f * (float)rank;
  if (entry) {
    out->id = entry->lm_id;
    out->lexical = (float)entry->share / 16;
    return ren__fits_casing(entry->flags, seen->casing);
  }
  float compound = ren__compound_cost(model, out->word, n);
  out->id = REN_LM_UNKNOWN;
  out->lexical = compound + 0.7f;
  return compound >= 0;
}

size_t ren__ocr_readings(ren__candidate out[REN_MAX_READINGS], const ren__document *d,
                         const ren__place_of_word *place) {
  const ren__seen *seen = &d->types[place->type].seen;
  if (seen->known) return 0;
  const ren_word *word = ren_text_word(d->text, place->offset);
  if (!word || word->alternatives.len == 0) return 0;
  ren_str whole = bare(word->text);
  if (!ren_str_eq(whole, (ren_str){d->bytes.ptr + place->offset, place->length})) return 0; /* joined or cut */
  size_t count = 0, rank = 0;
  for (size_t i = 0, start = 0; i <= word->alternatives.len && count < REN_MAX_READINGS; i++) {
    if (i < word->alternatives.len && word->alternatives.ptr[i] != '\t') continue;
    ren_str reading = bare((ren_str){word->alternatives.ptr + start, i - start});
    if (make(&out[count], d->model, reading, seen, rank)) count++;
    start = i + 1;
    rank++;
  }
  return count;
}
