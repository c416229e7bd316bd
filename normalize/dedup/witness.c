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

/* What a character may say about its word. */
enum { LETTER = 1, UPPER = 2, LOWER = 4, DIGIT = 8, ODD = 16, BLANK = 32, EDGE = 64, MARKED = 128 };

static unsigned kind_of(uint32_t cp) {
  if (cp == REN_BAD_CODEPOINT) return ODD;
  if (ren_is_space(cp)) return BLANK;
  if (ren_is_letter(cp)) {
    uint32_t low = ren_to_lower(cp);
    return LETTER | (ren_is_upper(cp) ? UPPER : LOWER) | (low == 0xE5 || low == 0xE4 || low == 0xF6 ? MARKED : 0);
  }
  if (ren_is_digit(cp)) return DIGIT;
  unsigned odd = ren__is_odd(cp) ? ODD : 0;
  return odd | (ren__is_edge(cp) ? EDGE : 0);
}

/* Kinds of the ASCII characters, filled once per text: cheaper than asking each time. */
static void ascii_kinds(uint8_t kinds[128]) {
  for (uint32_t cp = 0; cp < 128; cp++) kinds[cp] = (uint8_t)kind_of(cp);
}

typedef struct tokens_seen {
  size_t words, bad, letters, marked;
} tokens_seen;

/* A word as it is read: signs at its end count only when more of it follows. */
typedef struct word_seen {
  unsigned kinds, pending;
  bool upper_inside, open;
} word_seen;

/* A word that no clean text has: signs or digits between its letters, capitals inside. */
static void end_word(tokens_seen *seen, word_seen *w) {
  if (w->open) {
    bool mixed = (w->kinds & LETTER) && (w->kinds & DIGIT) && (w->kinds & LOWER);
    seen->words++;
    seen->bad += (w->kinds & ODD) || mixed || w->upper_inside;
  }
  *w = (word_seen){0};
}

static void add_character(tokens_seen *seen, word_seen *w, unsigned kind) {
  if (kind & BLANK) {
    end_word(seen, w);
    return;
  }
  if (kind & EDGE) {
    w->pending |= kind & ODD;
    if (!w->open) w->pending = 0;
    return;
  }
  w->upper_inside |= (kind & UPPER) && (w->kinds & LOWER);
  w->kinds |= kind | w->pending;
  w->pending = 0;
  w->open = true;
  seen->letters += kind & LETTER;
  seen->marked += (kind & MARKED) != 0;
}

float ren__cleanness(const ren_model *model, ren_str text) {
  if (model) return (float)ren_model_quality(model, text).score;
  uint8_t ascii[128];
  tokens_seen seen = {0};
  word_seen word = {0};
  ascii_kinds(ascii);
  for (size_t i = 0; i < text.len;) {
    unsigned char c = (unsigned char)text.ptr[i];
    uint32_t cp = c;
    i += c < 0x80 ? 1 : ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    add_character(&seen, &word, c < 0x80 ? ascii[c] : kind_of(cp));
  }
  end_word(&seen, &word);
  if (seen.words == 0) return 0;
  double marked = seen.letters ? (double)seen.marked / (double)seen.letters / 0.03 : 0;
  if (marked > 1) marked = 1;
  double damage = 4.0 * (double)seen.bad / (double)seen.words;
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
