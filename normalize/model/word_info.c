/* The public view of the lexicon and the language model. */
#include "model/lexicon.h"
#include "model/lm.h"
#include "model/token.h"

#include "utf8.h"

#include <string.h>

ren_word_info ren__entry_info(const ren_model *model, const ren__entry *entry) {
  float cost = (float)model->unigrams[entry->lm_id].cost / 32 + (float)entry->share / 16;
  return (ren_word_info){entry->flags, -cost};
}

static ren_word_info compound_info(const ren_model *model, const unsigned char *word, size_t len) {
  float compound = ren__compound_cost(model, word, len);
  if (compound >= 0) return (ren_word_info){REN_WORD_COMPOUND, -compound - 2};
  return (ren_word_info){0, -12};
}

ren_word_info ren__compound_info(const ren_model *model, ren_str word) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t len = ren__fold(word.ptr, word.len, folded);
  return len ? compound_info(model, folded, len) : (ren_word_info){0, -12};
}

static ren_word_info info_of(const ren_model *model, const unsigned char *word, size_t len) {
  const ren__entry *entry = ren__find(model, word, len);
  return entry ? ren__entry_info(model, entry) : compound_info(model, word, len);
}

ren_word_info ren_model_word(const ren_model *model, ren_str word) {
  ren_word_info all = {0, -12};
  size_t start = 0;
  bool first = true;
  for (size_t i = 0; i <= word.len; i++) {
    if (i < word.len && word.ptr[i] != '-') continue;
    unsigned char folded[REN_WORD_MAX + 1];
    size_t len = ren__fold(word.ptr + start, i - start, folded);
    ren_word_info part = len ? info_of(model, folded, len) : (ren_word_info){0, -12};
    if (part.flags == 0) return part;
    all.flags = first ? part.flags : (all.flags & part.flags ? all.flags & part.flags : REN_WORD_COMPOUND);
    all.logprob = first ? part.logprob : all.logprob + part.logprob;
    first = false;
    start = i + 1;
  }
  return all;
}

uint32_t ren__lm_id(const ren_model *model, ren_str word) {
  if (word.len == 0) return REN_LM_BOUNDARY;
  if (ren_is_digit((unsigned char)word.ptr[0])) return REN_LM_NUMBER;
  unsigned char folded[REN_WORD_MAX + 1];
  size_t len = ren__fold(word.ptr, word.len, folded);
  const ren__entry *entry = len ? ren__find(model, folded, len) : NULL;
  return entry ? entry->lm_id : REN_LM_UNKNOWN;
}

float ren_model_trigram(const ren_model *model, ren_str first, ren_str second, ren_str word) {
  ren__context context = {ren__lm_id(model, first), ren__lm_id(model, second)};
  return -ren__lm_cost(model, context, ren__lm_id(model, word));
}

/* ---- quality ------------------------------------------------------------ */

typedef struct letter_counts {
  size_t letters, diacritics;
} letter_counts;

static void count_letters(ren_str word, letter_counts *counts) {
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (!ren_is_letter(cp)) continue;
    counts->letters++;
    cp = ren_to_lower(cp);
    counts->diacritics += cp == 0xE5 || cp == 0xE4 || cp == 0xF6;
  }
}

static double clamp01(double x) { return x < 0 ? 0 : x > 1 ? 1 : x; }

ren_quality ren_model_quality(const ren_model *model, ren_str text) {
  ren_quality quality = {0};
  letter_counts counts = {0};
  ren__tokens tokens = ren__tokens_of(text);
  ren__token token;
  while (ren__tokens_next(&tokens, &token)) {
    if (token.kind != REN_TOKEN_WORD) continue;
    ren_str word = {text.ptr + token.offset, token.length};
    count_letters(word, &counts);
    if (ren_utf8_count(word) < 2) continue;
    quality.words++;
    ren_word_info info = ren_model_word(model, word);
    bool capital = token.casing != REN_CASE_LOWER;
    if (info.flags & (REN_WORD_KNOWN | REN_WORD_COMPOUND) || (capital && info.flags)) quality.known++;
  }
  if (counts.letters) quality.diacritics = (double)counts.diacritics / (double)counts.letters;
  if (quality.words == 0) return quality;
  double known = (double)quality.known / (double)quality.words;
  /* Clean minutes with many names have 93 % known words and more; a page read with an
   * English model 75 % and hardly an å, ä or ö. Short texts may lack them by chance. */
  double lexical = clamp01((known - 0.70) / 0.20);
  double marks = counts.letters < 120 ? 1 : clamp01(quality.diacritics / 0.025);
  quality.score = lexical * marks;
  return quality;
}
