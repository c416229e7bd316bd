#include "segment/cue_words.h"

#include "segment/cue_table.h"
#include "segment/organ_spelling.h"

#include "alloc.h"

#include <string.h>

static uint32_t mask_of(const ren__fold *fold) {
  uint32_t mask = 0;
  for (size_t i = 0; i < fold->len; i++)
    if (fold->letters[i] >= 'a' && fold->letters[i] <= 'z') mask |= 1u << (fold->letters[i] - 'a');
  return mask;
}

static void set_word(ren__cue_word *item, const ren__cue_entry *from) {
  ren__fold_str(&item->fold, ren_str_of(from->word));
  for (size_t i = 0; i < item->fold.len; i++) {
    uint8_t letter = item->fold.letters[i];
    if (letter >= 'a' && letter <= 'z') item->places[letter - 'a'] |= UINT64_C(1) << i;
  }
  item->word = from->cls;
  item->anchor = from->anchor;
  item->limit = from->limit;
}

static void set_sieve(ren__cue_sieve *sieve, const ren__cue_word *item) {
  sieve->mask = mask_of(&item->fold);
  sieve->alike = ren__fold_alike(sieve->mask);
  sieve->length = item->fold.len;
  sieve->word = item->word;
  sieve->anchor = item->anchor;
  sieve->limit = item->limit;
}

static bool in_length(const ren__cue_sieve *cue, size_t length) {
  unsigned slack = cue->limit / 3u; /* letters that may be missing: a thin one costs 3 */
  return length + slack >= cue->length && (cue->anchor != REN__WHOLE || length <= cue->length + slack);
}

/* With less than 3 quarters to spend only a look-alike can stand for the first letter. */
static bool any_beginning(const ren__cue_sieve *cue) { return cue->anchor == REN__ANY || cue->limit >= 3; }

enum { SHORTEST_TORN = 6, SHORTEST_TORN_KEY = 8 };

static void build_sets(ren__cue_words *words) {
  for (unsigned c = 0; c < 26; c++) words->alike[c] = ren__fold_alike(1u << c);
  words->alike[26] = ~0u;
  for (size_t i = 0; i < words->count; i++) {
    uint64_t bit = UINT64_C(1) << i % 64;
    unsigned first = words->items[i].fold.letters[0] - 'a';
    if (words->sieve[i].length >= SHORTEST_TORN) words->torn[first].bits[i / 64] |= bit;
    for (size_t n = 0; n <= REN__FOLD_MAX; n++)
      if (in_length(&words->sieve[i], n)) words->by_length[n].bits[i / 64] |= bit;
    for (unsigned c = 0; c < 27; c++)
      if (any_beginning(&words->sieve[i]) || words->alike[c] >> first & 1) words->by_first[c].bits[i / 64] |= bit;
  }
}

enum { RIVALS = REN__CUE_RIVALS, WORDS = REN__CUE_ENTRIES };

size_t ren__cue_words_slots(size_t size) {
  size_t slots = 1024;
  while (slots < 65536 && slots < size / 24) slots *= 2;
  return slots;
}

bool ren__cue_words_init(ren__cue_words *words, const ren_model *model, size_t size) {
  size_t slots = ren__cue_words_slots(size);
  *words = (ren__cue_words){.model = model, .count = WORDS, .rival_count = RIVALS, .seen_mask = slots - 1};
  words->items = ren_alloc_array(WORDS, sizeof *words->items);
  words->sieve = ren_alloc_array(WORDS, sizeof *words->sieve);
  words->rivals = ren_alloc_array(RIVALS, sizeof *words->rivals);
  words->seen = ren_alloc_array(slots, sizeof *words->seen);
  if (!words->items || !words->sieve || !words->rivals || !words->seen) return false;
  for (size_t i = 0; i < WORDS; i++) {
    set_word(&words->items[i], &ren__cue_table[i]);
    set_sieve(&words->sieve[i], &words->items[i]);
    if (ren__cue_table[i].cls < REN__STRONG_COUNT) words->counts[REN__REACH_STRONG] = i + 1;
    if (ren__cue_table[i].cls >= REN__KEY_COUNT) continue;
    words->counts[REN__REACH_KEYS] = i + 1;
  }
  words->counts[REN__REACH_ALL] = WORDS;
  build_sets(words);
  for (size_t i = 0; i < RIVALS; i++) set_word(&words->rivals[i], &ren__cue_rivals[i]);
  return true;
}

void ren__cue_words_expect(ren__cue_words *words, bool damaged) {
  if (words->damaged != damaged) memset(words->seen, 0, (words->seen_mask + 1) * sizeof *words->seen);
  words->damaged = damaged;
}

void ren__cue_words_clear(ren__cue_words *words) {
  ren_free(words->items);
  ren_free(words->sieve);
  ren_free(words->rivals);
  ren_free(words->seen);
  *words = (ren__cue_words){0};
}

_Static_assert(WORDS <= 64 * REN__CUE_SETS, "the sets of cue words are too small");

/* At most `most` bits set. */
static bool few_bits(uint32_t bits, unsigned most) {
  while (bits && most) {
    bits &= bits - 1;
    most--;
  }
  return bits == 0;
}

/* The least that letters in `mask` cost when only `soft` ones have a look-alike: stops
 * counting above the limit. */
static unsigned least_cost(uint32_t mask, uint32_t soft, unsigned limit) {
  unsigned cost = 0;
  for (; mask && cost <= limit; mask &= mask - 1) cost += mask & -mask & soft ? 2 : 3;
  return cost;
}

/* Whether the word can be within the limit at all, by its letters. Lost letters
 * may be any, so a word that has some is always tried. */
static bool may_match(const ren__cue_sieve *cue, const ren__fold *fold, uint32_t mask, uint32_t alike) {
  if (fold->wild) return true;
  if (!few_bits(cue->mask & ~mask, cue->limit / 2u)) return false;
  if (least_cost(cue->mask & ~mask, alike, cue->limit) > cue->limit) return false;
  return cue->anchor != REN__WHOLE || least_cost(mask & ~cue->mask, cue->alike, cue->limit) <= cue->limit;
}

/* Unit edit distance within `most`, one column of the matrix a step. The top row of the
 * matrix is 0 for a free start, else it counts up. */
static bool unit_distance_within(const ren__cue_word *cue, const ren__fold *fold, unsigned most) {
  const unsigned m = cue->fold.len;
  const uint64_t last = UINT64_C(1) << (m - 1), top = cue->anchor == REN__ANY ? 0 : 1;
  uint64_t plus = ~UINT64_C(0), minus = 0;
  unsigned score = m, best = m;
  for (size_t j = 0; j < fold->len; j++) {
    uint8_t letter = fold->letters[j];
    uint64_t eq = letter >= 'a' && letter <= 'z' ? cue->places[letter - 'a'] : 0;
    uint64_t vertical = eq | minus;
    uint64_t diagonal = (((eq & plus) + plus) ^ plus) | eq;
    uint64_t up = minus | ~(diagonal | plus), down = plus & diagonal;
    score += (up & last) != 0;
    score -= (down & last) != 0;
    up = up << 1 | top;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
    if (score < best) best = score;
  }
  return (cue->anchor == REN__WHOLE ? score : best) <= most;
}

/* A rival wins when the word is as near to it and all but is it: a word that is far from
 * both is the cue, which minutes are full of. */
static bool rival_nearer(const ren__cue_words *words, const ren__cue_word *cue, const ren__fold *fold, unsigned cost) {
  const unsigned all_but = cost < 2 ? cost : 2;
  for (size_t i = 0; i < words->rival_count; i++) {
    const ren__cue_word *rival = &words->rivals[i];
    if (rival->word != cue->word || (!cost && rival->fold.len <= cue->fold.len)) continue;
    ren__anchor anchor = (ren__anchor)(rival->anchor == REN__WHOLE ? REN__WHOLE : cue->anchor);
    if (ren__fold_distance(&rival->fold, fold, anchor, all_but) != REN__COST_NONE) return true;
  }
  return false;
}

static bool begins_with(const ren__fold *fold, const ren__fold *word) {
  return fold->letters[0] == word->letters[0] && fold->len >= word->len &&
         memcmp(fold->letters, word->letters, word->len) == 0;
}

static bool matches(const ren__cue_word *cue, const ren__fold *fold, unsigned *cost) {
  *cost = 0;
  if (begins_with(fold, &cue->fold) && (cue->anchor != REN__WHOLE || fold->len == cue->fold.len)) return true;
  if (cue->limit == 0 && cue->anchor != REN__ANY) return false;
  if (!fold->wild && !unit_distance_within(cue, fold, cue->limit / 2u)) return false;
  *cost = ren__fold_distance(&cue->fold, fold, (ren__anchor)cue->anchor, cue->limit);
  return *cost != REN__COST_NONE;
}

/* Without its ring `vår` is the verb `var`: it counts only with it. */
static bool ringless(const ren__cue_word *cue, const ren__fold *fold, ren_str spelling) {
  return cue->word == REN__W_OUR && cue->fold.letters[0] == 'v' && spelling.len == fold->len;
}

typedef struct question {
  const ren__cue_words *words;
  const ren__fold *fold;
  ren_str spelling;
  uint32_t mask, alike;
  bool asked, real; /* whether the model knows the spelling */
} question;

/* `Kulturnämnden`: letters that fold to one (r and n) hide the cue behind them. */
static bool exact_behind_r(const question *q, const ren__cue_word *cue) {
  for (size_t at = 1; at < q->spelling.len; at++) {
    if ((q->spelling.ptr[at - 1] | 32) != 'r' || (q->spelling.ptr[at] | 32) != 'n') continue;
    ren__fold rest;
    unsigned cost;
    ren__fold_str(&rest, (ren_str){q->spelling.ptr + at, q->spelling.len - at});
    if (matches(cue, &rest, &cost) && !cost) return true;
  }
  return false;
}

static bool is_cue(question *q, size_t i) {
  const ren__cue_word *cue = &q->words->items[i];
  unsigned cost;
  if (!matches(cue, q->fold, &cost)) return false;
  if (rival_nearer(q->words, cue, q->fold, cost)) return false;
  if (cost && cue->anchor == REN__ANY && exact_behind_r(q, cue)) return true;
  bool trusted = cue->word == REN__W_ORGAN || cue->word == REN__W_MONTH; /* the model knows odd compounds */
  if (cost && q->words->model && !trusted) {
    if (!q->asked)
      q->real = (ren_model_word(q->words->model, q->spelling).flags & (REN_WORD_KNOWN | REN_WORD_NAME)) != 0;
    q->asked = true;
    if (q->real) return false;
  }
  return !ringless(cue, q->fold, q->spelling);
}

/* Classes of the word among the first `count` cue words. */
static uint64_t match_all(const ren__cue_words *words, size_t count, const ren__fold *fold, ren_str spelling) {
  uint64_t found = 0;
  if (!fold->len) return 0;
  question q = {.words = words, .fold = fold, .spelling = spelling, .mask = mask_of(fold)};
  for (uint32_t bits = q.mask; bits; bits &= bits - 1) q.alike |= words->alike[__builtin_ctz(bits)];
  uint8_t letter = fold->letters[0];
  const ren__cue_set *length = &words->by_length[fold->len];
  const ren__cue_set *first = &words->by_first[letter >= 'a' && letter <= 'z' ? letter - 'a' : 26];
  for (size_t at = 0; at * 64 < count; at++) {
    uint64_t bits = length->bits[at] & first->bits[at];
    if (count < at * 64 + 64) bits &= (UINT64_C(1) << count % 64) - 1;
    for (; bits; bits &= bits - 1) {
      size_t i = at * 64 + (size_t)__builtin_ctzll(bits);
      const ren__cue_sieve *cue = &words->sieve[i];
      if (may_match(cue, fold, q.mask, q.alike) && !(found & REN__WORD(cue->word)) && is_cue(&q, i))
        found |= REN__WORD(cue->word);
    }
  }
  if (!found && words->damaged && count >= words->counts[REN__REACH_KEYS] && ren__organ_is_word(fold))
    found = REN__WORD(REN__W_ORGAN);
  return found;
}

uint64_t ren__cue_classes(ren__cue_words *words, const ren__token *token, const char *text, ren__reach reach) {
  enum { SHORTEST_KEY = 5 };
  static const uint64_t within[] = {0, REN__STRONG, REN__KEYS, ~UINT64_C(0)};
  if (token->fold.len < (reach == REN__REACH_ALL ? 1 : SHORTEST_KEY)) return 0;
  if (!(token->flags & REN__TOKEN_LETTERS) && token->fold.len < 3) return 0;
  ren_str spelling = {text + token->start, token->end - token->start};
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < spelling.len; i++) hash = (hash ^ (unsigned char)spelling.ptr[i]) * 1099511628211u;
  hash &= ~UINT64_C(3);
  ren__seen_word *slot = &words->seen[(hash >> 20) & words->seen_mask];
  if ((slot->hash & ~UINT64_C(3)) != hash || (slot->hash & 3) < reach)
    *slot = (ren__seen_word){hash | reach, match_all(words, words->counts[reach], &token->fold, spelling)};
  return slot->words & within[reach];
}

/* Whether pieces may be this cue: about its length, all its letters but one. */
static bool may_join(const ren__cue_sieve *cue, size_t length, uint32_t mask) {
  if (length + 1u < cue->length || length > cue->length + (cue->anchor == REN__WHOLE ? 1u : 4u)) return false;
  return few_bits(cue->mask & ~mask, 1);
}

/* The cues that pieces of so many letters may be, in text that was read badly: in other
 * text only long keys. False: none. */
static bool torn_cues(ren__cue_set *out, const ren__cue_words *words, uint8_t letter, size_t length, uint32_t mask,
                      bool damaged) {
  const size_t count = damaged ? words->count : words->counts[REN__REACH_KEYS];
  bool any = false;
  if (letter < 'a' || letter > 'z' || length < (damaged ? SHORTEST_TORN : SHORTEST_TORN_KEY) - 1u) return false;
  for (size_t at = 0; at < REN__CUE_SETS; at++) {
    out->bits[at] = 0;
    for (uint64_t bits = words->torn[letter - 'a'].bits[at]; bits; bits &= bits - 1) {
      size_t i = at * 64 + (size_t)__builtin_ctzll(bits);
      const ren__cue_sieve *cue = &words->sieve[i];
      if (i >= count || (!damaged && cue->length < SHORTEST_TORN_KEY) || !may_join(cue, length, mask)) continue;
      out->bits[at] |= bits & -bits;
      any = true;
    }
  }
  return any;
}

/* The classes of pieces put together; `last` is the last of them. A piece that says what
 * the whole would say stays alone. */
static uint64_t match_joined(const ren__cue_words *words, const ren__cue_set *cues, const ren__fold *joined,
                             const ren__token *last) {
  uint64_t found = 0;
  bool letter_off = joined->len == last->fold.len + 1; /* `R eservation`: the rest is one too, but damaged */
  for (size_t at = 0; at < REN__CUE_SETS; at++)
    for (uint64_t bits = cues->bits[at]; bits; bits &= bits - 1) {
      const ren__cue_word *cue = &words->items[at * 64 + (size_t)__builtin_ctzll(bits)];
      bool same = last->words & REN__WORD(cue->word);
      unsigned cost;
      if (same && !letter_off) continue;
      if (last->words & REN__CUES && cue->fold.len < last->fold.len + 4u && !letter_off) continue;
      if (matches(cue, joined, &cost) && cost <= (cue->fold.len < 8 || same ? 0u : 4u)) found |= REN__WORD(cue->word);
    }
  return found;
}

/* Whether b may be the rest of the word a: nothing but a blank between, or a mark without
 * a blank (`Reserva tion`, `antec-knat`, `S ocialnamn.den`). */
static bool may_be_torn(const ren__token *a, const ren__token *b) {
  const uint32_t blank = REN__GAP_BLANK | REN__GAP_NEWLINE;
  const uint32_t marks = REN__GAP_DASH | REN__GAP_STOP | REN__GAP_COMMA | REN__GAP_QUOTE | REN__GAP_OTHER;
  if (b->before & blank && b->before & ~blank) return false;
  if (b->before & ~(blank | marks) || !(b->flags & REN__TOKEN_LETTERS)) return false;
  return !b->before || !(b->flags & REN__TOKEN_UPPER) || (a->flags & REN__TOKEN_CAPITALS && a->fold.len > 1);
}

/* How many words from i on are pieces of one cue; its classes. 1: it stands alone. */
static size_t torn_pieces(const ren__cue_words *words, const ren__tokens *tokens, size_t i, ren__fold *joined,
                          uint64_t *found) {
  enum { MOST_PIECES = 3, LONGEST_TORN = 26 };
  const ren__token *t = &tokens->items[i];
  const uint32_t merged = 1u << ('m' - 'a') | 1u << ('w' - 'a'); /* what rn and vv may become where pieces meet */
  size_t length = t->fold.len;
  uint32_t mask = t->fold.mask | merged;
  if (t->words & REN__CUES || !length) return 1;
  for (size_t n = 1; n < MOST_PIECES && i + n < tokens->count; n++) {
    const ren__token *next = &t[n];
    ren__cue_set cues;
    length += next->fold.len;
    mask |= next->fold.mask;
    if (!may_be_torn(&t[n - 1], next) || length > LONGEST_TORN) return 1;
    bool fragment = n == 1 && t->words && next->words && next->before; /* two words that stand for themselves */
    if (fragment || !torn_cues(&cues, words, t->fold.letters[0], length, mask, tokens->damaged)) continue;
    *joined = t->fold;
    for (size_t k = 1; k <= n; k++)
      for (size_t j = 0; j < t[k].fold.len; j++) ren__fold_push(joined, t[k].fold.letters[j]);
    *found = match_joined(words, &cues, joined, next) & ~t->words; /* `protokollet få`: said without it */
    if (*found) return n + 1;
  }
  return 1;
}

/* Words that OCR has torn are put together again. */
static void join_torn(const ren__cue_words *words, ren__tokens *tokens) {
  size_t kept = 0;
  for (size_t i = 0; i < tokens->count;) {
    ren__fold joined;
    uint64_t found;
    size_t n = torn_pieces(words, tokens, i, &joined, &found);
    ren__token *out = &tokens->items[kept];
    if (kept++ != i) *out = tokens->items[i];
    if (n > 1) {
      out->end = tokens->items[i + n - 1].end;
      out->fold = joined;
      out->words = found;
    }
    i += n;
  }
  if (kept < tokens->count) tokens->items[kept] = tokens->items[tokens->count];
  tokens->count = kept;
}

/* A word behind the party of a name is a verb, likely one of these: more of its letters may
 * be wrong. */
static uint64_t verb_behind_party(const ren__cue_words *words, const ren__token *t) {
  const uint64_t verbs = REN__WORD(REN__W_RESERVERAR) | REN__WORD(REN__W_YRKAR) | REN__WORD(REN__W_ANFOR) |
                         REN__WORD(REN__W_ANTECKNAR) | REN__WORD(REN__W_GIVES) | REN__WORD(REN__W_INSTAMMER);
  const unsigned more = 2;
  unsigned nearest = REN__COST_NONE;
  uint64_t found = 0;
  for (size_t i = 0; i < words->count; i++) {
    const ren__cue_word *cue = &words->items[i];
    if (!(verbs & REN__WORD(cue->word)) || cue->fold.len < 5 || t->fold.len + 1u < cue->fold.len) continue;
    unsigned cost = ren__fold_distance(&cue->fold, &t->fold, (ren__anchor)cue->anchor, cue->limit + more);
    if (cost >= nearest || rival_nearer(words, cue, &t->fold, cost)) continue;
    nearest = cost;
    found = REN__WORD(cue->word);
  }
  return found;
}

void ren__cue_classify(ren__cue_words *words, ren__tokens *tokens, const char *text) {
  for (size_t i = 0; i < tokens->count; i++)
    tokens->items[i].words = ren__cue_classes(words, &tokens->items[i], text, REN__REACH_ALL);
  join_torn(words, tokens);
  for (size_t i = 0; i < tokens->count; i++) {
    ren__token *t = &tokens->items[i];
    if (t->before & REN__GAP_CLOSE && !t->words && !(t->flags & (REN__TOKEN_UPPER | REN__TOKEN_DIGITS)))
      t->words = verb_behind_party(words, t);
  }
}
