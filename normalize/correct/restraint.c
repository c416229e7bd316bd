#include "correct/restraint.h"

#include "correct/ocr_readings.h"

#include <string.h>

/* Confidences that changes want. */
static const float NEVER = 2;
static const float ALONE = 0.999f;       /* hardly anything else is misread */
static const float REAL_WORD = 0.99f;    /* a known word in a text that has its marks */
static const float FROM_MEMORY = 0.97f;  /* the batch knows a word like it */
static const float SHORT_WORD = 0.99f;   /* up to three letters */
static const float FREE = 0.95f;         /* a letter of any kind */
static const float NAME = 0.99f;         /* any capitalised word */
static const float NAME_FREE = 0.9995f;  /* and a letter of any kind */
static const float NAME_MARKS = 0.97f;   /* a known name gets marks */
static const float DOUBTED = 0.95f;      /* a capital of a sentence, not of a name, that the recogniser doubted */
static const float MARKED_TEXT = 0.995f; /* the same where the text has its marks */

bool ren__is_lost_mark(uint8_t change) { return change == REN_CHANGE_DIACRITICS || change == REN_CHANGE_LOSSY; }

static float most(float a, float b) { return a > b ? a : b; }

static const ren__seen *seen_of(const ren__document *d, const ren__reading *reading) {
  return &d->types[d->items[reading->item].type].seen;
}

/* Where hardly any words may be misread, or far more are odd than damage explains (dialect,
 * other languages, tables of abbreviations), those few are more likely odd. */
static bool few_are_misread(const ren__document *d) {
  enum { FEW = 2, SHARE = 100, MANY = 2 };
  return d->misread < FEW + d->profile.words / SHARE || d->misread * MANY < d->odd;
}

/* The recogniser was in doubt about the word, or had thought of what it is to become: then it
 * does not matter how little else was misread. */
static bool is_doubted(const ren__document *d, const ren__reading *reading) {
  return reading->candidate->read || ren__ocr_doubt(d, &d->items[reading->item]) < 0;
}

/* Whether all that happens is that å, ä, ö come back, lost or misread. */
static bool restores_marks_only(const ren_model *model, const ren__candidate *c) {
  if (c->generic || c->change == REN_CHANGE_SPLIT || c->change == REN_CHANGE_MERGE) return false;
  for (size_t i = 0; i < c->event_count; i++)
    if (model->confusions[c->events[i]].group == REN_GROUP_SHAPE) return false;
  return true;
}

static float wanted_of_small(const ren__document *d, const ren__seen *seen, const ren__candidate *c) {
  if (restores_marks_only(d->model, c)) return 0;
  if (seen->length <= 3) return SHORT_WORD;
  return c->change == REN_CHANGE_SPELLING ? FREE : 0;
}

/* Names are not touched without overwhelming evidence, unless all that happens is that lost
 * marks come back. Short words in capitals are abbreviations. */
static float wanted_of_capital(const ren__document *d, const ren__seen *seen, const ren__candidate *c, bool marks,
                               bool doubted) {
  bool capitals = seen->casing == REN_CASE_UPPER;
  if (marks && (capitals || seen->casing == REN_CASE_MIXED)) return 0;
  if (marks) return !d->channel.marks_lost ? MARKED_TEXT : seen->known ? NAME_MARKS : 0;
  if (capitals && seen->length <= 3) return NEVER;
  if (doubted && seen->starts_sentence && c->change != REN_CHANGE_SPELLING) return DOUBTED;
  bool name = !seen->starts_sentence || (d->recognised && capitals); /* `ÖJEBRO` in the head of a page */
  return c->change == REN_CHANGE_SPELLING && name ? NAME_FREE : NAME;
}

/* An unknown word that stays one: a guess at the marks of what is no word at all. */
static bool stays_unknown(const ren__document *d, const ren__candidate *c) {
  if (!d->recognised || d->channel.marks_lost || c->blank || c->change == REN_CHANGE_MEMORY) return false;
  return c->id < REN_LM_FIRST_WORD && !ren__find(d->model, c->word, c->length) &&
         ren__compound_cost(d->model, c->word, c->length) < 0;
}

float ren__wanted_confidence(const ren__document *d, const ren__reading *reading) {
  const ren__candidate *c = reading->candidate;
  const ren__seen *seen = seen_of(d, reading);
  bool memory = c->change == REN_CHANGE_MEMORY, marks = memory || ren__is_lost_mark(c->change);
  bool small = seen->casing == REN_CASE_LOWER || seen->casing == REN_CASE_OPEN;
  float wanted = memory ? FROM_MEMORY : 0;
  if (stays_unknown(d, c)) return NEVER;
  bool doubted = is_doubted(d, reading);
  if (!marks && !doubted && few_are_misread(d)) wanted = ALONE;
  if (seen->known && !d->channel.marks_lost && !memory) wanted = most(wanted, REAL_WORD);
  return most(wanted, small ? wanted_of_small(d, seen, c) : wanted_of_capital(d, seen, c, marks, doubted));
}

/* ---- what is left alone --------------------------------------------------- */

/* Abbreviations (`ledn. och`), units (`mg/l`), first parts of compounds (`bygde- och`) and
 * parts of double names (`Lill-Jobs`) are no misread words, though they are in no list. */
static bool is_own_way(const ren__document *d, const ren__reading *reading) {
  const ren__place_of_word *place = &d->items[reading->item];
  const ren__seen *seen = &d->types[place->type].seen;
  const char *at = d->bytes.ptr, *end = at + d->bytes.len, *next = at + place->offset + place->length;
  if (restores_marks_only(d->model, reading->candidate)) return false;
  char before = place->offset ? at[place->offset - 1] : ' ', after = next < end ? *next : ' ';
  if (seen->length <= 3 && (before == '/' || after == '/')) return true;
  bool hangs = after == '-' && (next + 1 == end || (unsigned char)next[1] <= ' '); /* `bygde- och` */
  if (hangs || (seen->casing == REN_CASE_CAPITAL && (before == '-' || after == '-'))) return true;
  if (after != '.' || seen->known || seen->length > 8) return false;
  for (next++; next < end && *next == ' ';) next++;
  return next < end && (*next >= 'a' || (*next >= '0' && *next <= '9') || strchr(",;)\t", *next)) &&
         (unsigned char)*next < 0x80;
}

/* Whether old spelling would only be made new: `wägnar`, `jemlikt`, `af`. Not where the
 * text has any of it, be it but a quotation. */
static bool is_modernised(const ren__document *d, const ren__reading *reading) {
  const ren__candidate *c = reading->candidate;
  const ren__seen *seen = &d->types[d->items[reading->item].type].seen;
  if (d->profile.old < 3 || c->length != seen->length) return false;
  for (size_t i = 0; i < c->length; i++) {
    unsigned char was = seen->word[i], is = c->word[i];
    if (was == is || (was == 'w' && is == 'v') || (was == 'e' && (is == 0xE4 || is == 'a'))) continue;
    if (!(was == 'f' && is == 'v')) return false;
  }
  return true;
}

bool ren__is_left_alone(const ren__document *d, const ren__reading *reading) {
  return is_own_way(d, reading) || is_modernised(d, reading);
}
