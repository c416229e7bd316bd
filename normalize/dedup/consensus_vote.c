#include "dedup/consensus_vote.h"

#include "dedup/dedup_words.h"
#include "utf8.h"

#include <string.h>

typedef struct tally {
  ren_str form;
  size_t votes;
} tally;

static bool same_form(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  while (i < a.len && j < b.len) {
    uint32_t x, y;
    i += ren_utf8_decode(a.ptr + i, a.len - i, &x);
    j += ren_utf8_decode(b.ptr + j, b.len - j, &y);
    if (ren_to_lower(x) != ren_to_lower(y)) return false;
  }
  return i == a.len && j == b.len;
}

static int order_of(ren_str a, ren_str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_word(const ren_model *model, ren_str form) {
  char part[256];
  size_t at = 0, len = 0;
  if (!ren__has_digit(form) && ren__has_odd(form) && !memchr(form.ptr, ' ', form.len)) return false;
  while (at <= form.len) { /* two words: both must be known */
    if (at == form.len || form.ptr[at] == ' ') {
      if (len == 0 || ren_model_word(model, (ren_str){part, len}).flags == 0) return false;
      len = 0;
    } else if (len < sizeof part)
      part[len++] = form.ptr[at];
    at++;
  }
  return true;
}

/* Votes for the word as it stands, the strongest other form, and the votes against
 * both. With a model only words vote: two damaged copies do not outvote a sound one. */
static tally count_votes(const ren_model *model, const ren__ballot *ballot, size_t *own, size_t *against) {
  tally best = {0};
  size_t valid = 0;
  *own = 0;
  for (size_t i = 0; i < ballot->count; i++) {
    if (same_form(ballot->votes[i], ballot->own)) {
      ++*own;
      continue;
    }
    if (model && !is_word(model, ballot->votes[i])) continue;
    tally form = {ballot->votes[i], 0};
    valid++;
    for (size_t k = 0; k < ballot->count; k++) {
      if (!same_form(ballot->votes[k], form.form)) continue;
      form.votes++;
      if (order_of(ballot->votes[k], form.form) > 0) form.form = ballot->votes[k]; /* lower case sorts last */
    }
    if (form.votes > best.votes || (form.votes == best.votes && order_of(form.form, best.form) < 0)) best = form;
  }
  *against = valid - best.votes;
  return best;
}

static bool first_upper(ren_str word) {
  uint32_t cp = 0;
  if (word.len) ren_utf8_decode(word.ptr, word.len, &cp);
  return ren_is_upper(cp);
}

/* How many å, ä and ö a form has. */
static size_t marks(ren_str word) {
  size_t count = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    cp = cp == REN_BAD_CODEPOINT ? 0 : ren_to_lower(cp);
    count += cp == 0xE5 || cp == 0xE4 || cp == 0xF6;
  }
  return count;
}

/* A digit within lower-case letters is damage; E6, V75 and 3:e are not. */
static bool digit_is_damage(ren_str word) {
  size_t digits = 0, lower = 0, other = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (ren_is_digit(cp))
      digits++;
    else if (cp != REN_BAD_CODEPOINT && ren_is_letter(cp) && !ren_is_upper(cp))
      lower++;
    else
      other++;
  }
  return digits > 0 && lower >= 2 && digits <= lower && other <= 1;
}

/* Equal but for blanks and stops: a way of writing (m.fl., m fl), no damage. */
static bool same_letters(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < a.len && (a.ptr[i] == ' ' || a.ptr[i] == '.' || a.ptr[i] == ':' || a.ptr[i] == '/')) i++;
    while (j < b.len && (b.ptr[j] == ' ' || b.ptr[j] == '.' || b.ptr[j] == ':' || b.ptr[j] == '/')) j++;
    if (i == a.len || j == b.len) return i == a.len && j == b.len;
    if (a.ptr[i++] != b.ptr[j++]) return false;
  }
}

/* What no evidence may change: numbers, and what a form may not bring in. */
static bool is_protected(const ren__ballot *ballot, ren_str form, const ren__word_diff *diff) {
  if (diff->cost == 0 || diff->cost == REN__UNRELATED || diff->digits || ren__has_digit(form)) return true;
  if (ren__has_odd(form) && !memchr(form.ptr, ' ', form.len)) return true;
  return ren__has_digit(ballot->own) && !digit_is_damage(ballot->own);
}

static bool is_name(const ren__ballot *ballot, ren_str form) {
  return first_upper(ballot->own) && first_upper(form) && !ballot->sentence_start;
}

typedef struct decision {
  const ren_model *model;
  const ren__ballot *ballot;
  tally best;
  size_t own, against;
  ren__word_diff diff;
} decision;

static ren__election elect(const decision *d, float single, const char *rule) {
  float doubt = 1.0f - single;
  for (size_t k = 1; k < d->best.votes && k < 4; k++) doubt *= 0.5f;
  float unity = (float)d->best.votes / (float)(d->best.votes + d->against + d->own);
  return (ren__election){true, d->best.form, (1.0f - doubt) * (0.5f + 0.5f * unity), rule};
}

/* Lost diacritics of a word that is a word without them too: all witnesses must agree. */
static bool marks_restored(const decision *d) {
  if (!d->diff.diacritics || marks(d->best.form) <= marks(d->ballot->own) || d->own > 0) return false;
  if (d->best.votes != d->ballot->count) return false;
  return d->best.votes >= 2 || (d->ballot->own_lost_marks && d->model && is_word(d->model, d->best.form));
}

/* The model does not know the word, but knows what the witnesses have. */
static ren__election with_model(const decision *d) {
  static const ren__election stays = {0};
  const ren__word_diff *diff = &d->diff;
  bool agreed = d->best.votes >= 2 && d->against == 0;
  unsigned flags = ren_model_word(d->model, d->best.form).flags;
  bool noise = ren__word_is_noise(diff);
  if (diff->inflection && !agreed) return stays;
  if (is_name(d->ballot, d->best.form) && !diff->diacritics && diff->cost > 2)
    if (!agreed || diff->inflection || (flags & REN_WORD_NAME) || !noise) return stays;
  if (diff->letters < 2) return stays;
  int limit = diff->letters < 4 ? REN__LETTER : diff->letters * REN__LETTER * 2 / 5;
  if (diff->letters < 4 && !agreed && !noise) return stays;
  if (!noise && diff->cost > limit) return stays;
  return elect(d, 0.92f, "witness-word");
}

/* Without a model only shapes that OCR mixes up are evidence of damage, and a form
 * that stands elsewhere in the texts too is a word. */
static ren__election without_model(const decision *d) {
  static const ren__election stays = {0};
  const ren__ballot *ballot = d->ballot;
  bool odd = ren__has_odd(ballot->own) || digit_is_damage(ballot->own);
  if (d->own > 0 || d->best.votes < 2 || ballot->own_seen > 1 || same_letters(ballot->own, d->best.form)) return stays;
  if (d->diff.diacritics && marks(d->best.form) <= marks(ballot->own)) return stays; /* lost, never invented */
  if (is_name(ballot, d->best.form) && !d->diff.diacritics && d->diff.cost > 2) return stays;
  bool noise = ren__word_is_noise(&d->diff);
  if (odd && (noise || (d->diff.letters >= 4 && d->diff.cost * 5 <= d->diff.letters * REN__LETTER * 2)))
    return elect(d, 0.92f, "witness-word");
  if (d->diff.inflection || !noise || d->diff.cost > 3) return stays;
  return elect(d, 0.88f, "witness-vote");
}

ren__election ren__vote(const ren_model *model, const ren__ballot *ballot) {
  static const ren__election stays = {0};
  decision d = {.model = model, .ballot = ballot};
  if (ballot->count == 0) return stays;
  d.best = count_votes(model, ballot, &d.own, &d.against);
  if (d.best.votes == 0 || d.best.votes <= d.own || d.best.votes <= d.against) return stays;
  d.diff = ren__word_compare(ballot->own, d.best.form);
  if (is_protected(ballot, d.best.form, &d.diff)) return stays;
  if (marks_restored(&d)) return elect(&d, 0.93f, "witness-diacritics");
  if (!model) return without_model(&d);
  return is_word(model, ballot->own) ? stays : with_model(&d);
}

ren_str ren__in_casing(char *buf, size_t room, ren_str own, ren_str form) {
  size_t upper = 0, lower = 0, len = 0;
  bool first_own = first_upper(own), first = true;
  for (size_t i = 0; i < own.len;) {
    uint32_t cp;
    i += ren_utf8_decode(own.ptr + i, own.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp)) continue;
    upper += ren_is_upper(cp);
    lower += !ren_is_upper(cp);
  }
  for (size_t i = 0; i < form.len; first = false) {
    uint32_t cp;
    char bytes[4];
    i += ren_utf8_decode(form.ptr + i, form.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT) return (ren_str){buf, 0};
    if (upper >= 2 && lower == 0)
      cp = ren_to_upper(cp);
    else if (first && first_own)
      cp = ren_to_upper(cp);
    else if (upper == 0 && lower > 0)
      cp = ren_to_lower(cp);
    size_t size = ren_utf8_encode(cp, bytes);
    if (len + size > room) return (ren_str){buf, 0};
    memcpy(buf + len, bytes, size);
    len += size;
  }
  return (ren_str){buf, len};
}
