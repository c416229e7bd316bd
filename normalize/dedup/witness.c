#include "dedup/witness.h"

#include "dedup/dedup_words.h"
#include "utf8.h"

double ren__diacritics(ren_str text) {
  size_t letters = 0, marked = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp)) continue;
    uint32_t low = ren_to_lower(cp);
    letters++;
    marked += low == 0xE5 || low == 0xE4 || low == 0xF6;
  }
  return letters ? (double)marked / (double)letters : 0;
}

/* A word that no clean text has: signs or digits between its letters, a letter alone
 * that is not a Swedish word. */
static bool looks_damaged(ren_str word) {
  if (ren__has_odd(word)) return true;
  bool letter = false, digit = false, upper_inside = false, lower = false;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    letter = letter || ren_is_letter(cp);
    digit = digit || ren_is_digit(cp);
    upper_inside = upper_inside || (lower && ren_is_upper(cp));
    lower = lower || (ren_is_letter(cp) && !ren_is_upper(cp));
  }
  return (letter && digit && lower) || upper_inside;
}

float ren__cleanness(const ren_model *model, ren_str text) {
  if (model) return (float)ren_model_quality(model, text).score;
  size_t at = 0, words = 0, bad = 0;
  ren_str word;
  while (ren__dedup_token_next(text, &at, &word)) {
    words++;
    bad += looks_damaged(word);
  }
  if (words == 0) return 0;
  double marked = ren__diacritics(text) / 0.03;
  if (marked > 1) marked = 1;
  double damage = 4.0 * (double)bad / (double)words;
  return (float)((0.5 + 0.5 * marked) * (damage < 1 ? 1 - damage : 0));
}

enum { TELLING = 4 /* letters of a word that tells */ };

/* Of words of clean text no list has these; of damaged words one letter in seven is. */
static const double UNKNOWN = 0.02, ONE_IN = 7, LEAST = 0.002, MOST = 0.2;

double ren__misread(const ren__lexis *lexis, const ren__dedup_tokens *tokens) {
  size_t words = 0, odd = 0;
  for (size_t i = 0; i < tokens->count; i++) {
    ren_str word = tokens->list[i].word;
    if (ren_utf8_count(word) < TELLING) continue;
    words++;
    if (lexis->model)
      odd += ren_model_word(lexis->model, word).flags == 0;
    else
      odd += ren__times_seen(lexis, word) == 0;
  }
  double share = ((double)odd + 1) / ((double)words + 10) - UNKNOWN;
  double rate = share / ONE_IN;
  return rate < LEAST ? LEAST : rate > MOST ? MOST : rate;
}
