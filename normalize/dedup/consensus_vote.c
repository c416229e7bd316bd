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

/* Votes for the word as it stands, and the strongest other form. */
static tally count_votes(const ren__ballot *ballot, size_t *own) {
  tally best = {0};
  *own = 0;
  for (size_t i = 0; i < ballot->count; i++) {
    if (same_form(ballot->votes[i], ballot->own)) {
      ++*own;
      continue;
    }
    tally form = {ballot->votes[i], 0};
    for (size_t k = 0; k < ballot->count; k++) {
      if (!same_form(ballot->votes[k], form.form)) continue;
      form.votes++;
      if (order_of(ballot->votes[k], form.form) > 0) form.form = ballot->votes[k]; /* lower case sorts last */
    }
    if (form.votes > best.votes || (form.votes == best.votes && order_of(form.form, best.form) < 0)) best = form;
  }
  return best;
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

static bool first_upper(ren_str word) {
  uint32_t cp = 0;
  if (word.len) ren_utf8_decode(word.ptr, word.len, &cp);
  return ren_is_upper(cp);
}

/* å, ä, ö and é that a form has. */
static size_t marks(ren_str word) {
  size_t count = 0;
  for (size_t i = 0; i < word.len; i++) count += ((unsigned char)word.ptr[i] & 0xC0) == 0xC0;
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

static bool may_pair(const ren__ballot *ballot, ren_str form, const ren__word_diff *diff) {
  if (diff->cost == 0 || diff->cost == REN__UNRELATED || diff->digits || ren__has_digit(form) || ren__has_odd(form)) {
    if (!(diff->cost > 0 && memchr(form.ptr, ' ', form.len) && !diff->digits && !ren__has_digit(form))) return false;
  }
  if (ren__has_digit(ballot->own) && !digit_is_damage(ballot->own)) return false;
  bool name = first_upper(ballot->own) && first_upper(form) && !ballot->sentence_start;
  return !name || diff->diacritics || diff->cost <= 2;
}

/* Lost diacritics of a word that is a word without them too. */
static bool marks_restored(const ren__ballot *ballot, const tally *best, size_t own, const ren__word_diff *diff) {
  if (!diff->diacritics || marks(best->form) <= marks(ballot->own) || own > 0) return false;
  return best->votes == ballot->count && (best->votes >= 2 || ballot->own_lost_marks);
}

static float confidence_of(const tally *best, const ren__ballot *ballot, float single) {
  float doubt = 1.0f - single;
  for (size_t k = 1; k < best->votes && k < 4; k++) doubt *= 0.5f;
  float unity = (float)best->votes / (float)ballot->count;
  return (1.0f - doubt) * (0.5f + 0.5f * unity);
}

ren__election ren__vote(const ren_model *model, const ren__ballot *ballot) {
  static const ren__election stays = {0};
  size_t own = 0;
  if (ballot->count == 0) return stays;
  tally best = count_votes(ballot, &own);
  if (best.votes == 0 || best.votes <= own) return stays;
  ren__word_diff diff = ren__word_compare(ballot->own, best.form);
  if (!may_pair(ballot, best.form, &diff) || (!model && same_letters(ballot->own, best.form))) return stays;
  bool odd = ren__has_odd(ballot->own) || digit_is_damage(ballot->own);
  bool own_word = !odd && (model ? is_word(model, ballot->own) : own > 0);
  bool best_word = model ? is_word(model, best.form) : best.votes >= 2;
  if (marks_restored(ballot, &best, own, &diff) && (best_word || best.votes >= 2))
    return (ren__election){true, best.form, confidence_of(&best, ballot, 0.93f), "witness-diacritics"};
  if (diff.diacritics && marks(best.form) <= marks(ballot->own)) return stays; /* marks are lost, never invented */
  if (own_word || own > 0 || !best_word || best.votes * 2 <= ballot->count) return stays;
  if (model || odd) {
    bool like = ren__word_is_noise(&diff) || (diff.cost * 5 <= diff.letters * REN__LETTER * 2 && diff.letters >= 4);
    if (!like || (diff.inflection && best.votes < 2)) return stays;
    return (ren__election){true, best.form, confidence_of(&best, ballot, 0.92f), "witness-word"};
  }
  /* Without a model only shapes that OCR mixes up are evidence of damage. */
  if (diff.inflection || !ren__word_is_noise(&diff) || diff.cost > 3) return stays;
  return (ren__election){true, best.form, confidence_of(&best, ballot, 0.88f), "witness-vote"};
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
