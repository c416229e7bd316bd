#include "correct/ocr_readings.h"

#include "utf8.h"

#include <math.h>
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

/* ---- how sure it was ------------------------------------------------------ */

/* P(confidence | right) against P(confidence | misread), in decades: counted on made pages of
 * council minutes, 29 kinds of damage (tests/accuracy/ocr.sh, seeds 1 and 2, pages with less
 * than a fifth of the words wrong). Nine in ten of the words that are right have 0.93 and
 * more, one in twelve of those that are misread. */
static const struct band { float below, doubt; } BANDS[] = {{0.85f, -1.3f}, {0.93f, -0.2f}, {2, 1.1f}};

float ren__ocr_doubt(const ren__document *d, const ren__place_of_word *place) {
  ren_reading word;
  if (!d->recognised || !ren_text_word(&word, d->text, place->offset) || word.confidence >= 1)
    return 0; /* 1: a text layer's */
  const struct band *band = BANDS;
  while (word.confidence >= band->below) band++;
  return band->doubt;
}

/* ---- its alternatives ----------------------------------------------------- */

/* What it costs that the recogniser ranks the right word so: the same pages have it first for
 * a quarter of the misread words, and among the next five for another quarter. */
static const float FIRST = 1.3f, NEXT = 0.35f;

/* Letters of a word that another reading may take the place of: shorter ones are often no words. */
enum { SHORTEST = 4 };

static unsigned char without_mark(unsigned char c) {
  switch (c) {
  case 0xE5:
  case 0xE4: return 'a';
  case 0xF6: return 'o';
  case 0xE9:
  case 0xE8: return 'e';
  default: return c;
  }
}

/* Marks come back, or other letters change. */
static uint8_t change_of(const ren__candidate *c, const ren__seen *seen) {
  if (c->length != seen->length) return REN_CHANGE_LETTERS;
  for (size_t i = 0; i < c->length; i++)
    if (c->word[i] != seen->word[i] && without_mark(c->word[i]) != seen->word[i]) return REN_CHANGE_LETTERS;
  return REN_CHANGE_DIACRITICS;
}

static bool make(ren__candidate *out, const ren_model *model, ren_str reading, const ren__seen *seen, size_t rank) {
  *out = (ren__candidate){.read = true};
  size_t n = ren__fold(reading.ptr, reading.len, out->word);
  if (n == 0 || (n == seen->length && memcmp(out->word, seen->word, n) == 0)) return false;
  const ren__entry *entry = ren__find(model, out->word, n);
  out->length = (uint8_t)n;
  out->change = change_of(out, seen);
  if (out->change == REN_CHANGE_LETTERS && (n < SHORTEST || seen->has_digit)) return false;
  out->channel = FIRST + NEXT * (float)rank;
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

/* -log10(10^-a + 10^-b) */
static float add_costs(float a, float b) { return -log10f(powf(10, -a) + powf(10, -b)); }

/* The channel found the word by itself: two witnesses for it. Returns its place in the list. */
static uint32_t join_twin(ren__candidate *reading, const ren__candidate *list, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    if (list[i].length != reading->length || list[i].blank || memcmp(list[i].word, reading->word, reading->length) != 0)
      continue;
    float channel = add_costs(list[i].channel, reading->channel);
    *reading = list[i];
    reading->channel = channel;
    reading->read = true;
    return i;
  }
  return 0;
}

/* Listed words are taken as they were read, but for names that may have lost a mark (`Asa`). Compounds are not: nearly
 * all of those that are misread make sense to nobody (`utbildningshämnden`). */
static bool is_listed(const ren__document *d, const ren__type *type) {
  if (!type->seen.known) return false;
  const ren__entry *entry = ren__find(d->model, type->seen.word, type->seen.length);
  return entry && ren__fits_casing(entry->flags, type->seen.casing);
}

/* The word's alternatives, if it stands in the text as it was read; empty if not. */
static ren_str alternatives_of(const ren__document *d, const ren__place_of_word *place) {
  ren_reading word;
  if (!ren_text_word(&word, d->text, place->offset) || word.alternatives.len == 0) return REN_STR("");
  bool whole = ren_str_eq(bare(word.text), (ren_str){d->bytes.ptr + place->offset, place->length});
  return whole ? word.alternatives : REN_STR(""); /* else joined or cut */
}

size_t ren__ocr_readings(ren__candidate out[REN_MAX_READINGS], uint32_t twins[REN_MAX_READINGS], const ren__document *d,
                         const ren__place_of_word *place) {
  const ren__type *type = &d->types[place->type];
  if (!d->recognised) return 0;
  bool listed = is_listed(d, type), capital = type->seen.casing == REN_CASE_CAPITAL;
  if (listed && !capital) return 0;
  ren_str readings = alternatives_of(d, place);
  size_t count = 0, rank = 0;
  for (size_t i = 0, start = 0; readings.len && i <= readings.len && count < REN_MAX_READINGS; i++) {
    if (i < readings.len && readings.ptr[i] != '\t') continue;
    ren_str reading = bare((ren_str){readings.ptr + start, i - start});
    if (listed && rank > 0) break;
    bool made = make(&out[count], d->model, reading, &type->seen, rank);
    if (made && (!listed || out[count].change == REN_CHANGE_DIACRITICS)) {
      twins[count] = join_twin(&out[count], &d->pool[type->first], type->candidates);
      count++;
    }
    start = i + 1;
    rank++;
  }
  return count;
}
