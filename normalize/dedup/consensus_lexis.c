#include "dedup/consensus_lexis.h"

#include "model/letter_ngrams.h"
#include "model/lexicon.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Costs in decades. */
static const double LEAST = 1.5, MOST = 13;
static const double MOST_UNSEEN = 12;
static const double NAME_IN_SMALL = 2.5;      /* a name without its capital */
static const double NUMBER = 4;               /* all numbers alike */
static const double UNSEEN = 3, USUAL = 7;    /* of a word that no list has; beyond the usual ... */
static const double BEYOND = 0.6;             /* ... letters count less */
static const double ODD = REN__NO_WORD;       /* signs in the midst, figures among letters */
static const double NEW = 9;                  /* without a model */
static const double ELSEWHERE = 1.5;          /* less, for what stands elsewhere in the group too */
static const double NEXT = 2.5, NEXT_NEW = 8; /* what a word tells of the next one; without a model, that is all */

uint64_t ren__form_hash(ren_str word) {
  char low[4 * REN__WORD_MAX];
  size_t len = ren_utf8_lower_into(low, sizeof low, word);
  return len ? XXH3_64bits(low, len) : XXH3_64bits(word.ptr, word.len);
}

size_t ren__times_seen(const ren__lexis *lexis, ren_str word) {
  uint64_t hash = ren__form_hash(word);
  size_t low = 0, high = lexis->count, count = 0;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (lexis->forms[mid] < hash)
      low = mid + 1;
    else
      high = mid;
  }
  while (low + count < lexis->count && lexis->forms[low + count] == hash) count++;
  return count;
}

/* ---- costs ----------------------------------------------------------------- */

static double unseen_cost(const ren_model *model, ren_str word, bool capital) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t len = ren__fold(word.ptr, word.len, folded);
  if (len == 0) return ODD;
  double cost = UNSEEN + (double)ren__letters_cost(model, folded, len, false);
  if (capital) cost = fmin(cost, UNSEEN + (double)ren__letters_cost(model, folded, len, true));
  return cost > USUAL ? fmin(USUAL + BEYOND * (cost - USUAL), MOST_UNSEEN) : cost;
}

static double word_cost(const ren_model *model, ren_str word) {
  bool capital = ren__first_upper(word);
  ren_word_info info = ren_model_word(model, word);
  if (info.flags == 0) return unseen_cost(model, word, capital);
  bool name = !(info.flags & (REN_WORD_KNOWN | REN_WORD_COMPOUND | REN_WORD_ATTESTED)) || info.flags & REN_WORD_CAPITAL;
  return -(double)info.logprob + (name && !capital ? NAME_IN_SMALL : 0);
}

/* Figures with letters among them are damage, but for the likes of E6 and 3:e. */
static bool is_mixed(ren_str word) {
  size_t digits = 0, lower = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    digits += ren_is_digit(cp);
    lower += cp != REN_BAD_CODEPOINT && ren_is_letter(cp) && !ren_is_upper(cp);
  }
  return digits > 0 && lower > 0;
}

static double part_cost(const ren__lexis *lexis, ren_str part) {
  size_t at = 0;
  if (!ren__dedup_token_next(part, &at, &part)) return ODD;
  if (ren__has_odd(part) || is_mixed(part)) return ODD;
  if (ren__has_digit(part)) return NUMBER;
  return lexis->model ? word_cost(lexis->model, part) : NEW;
}

double ren__form_cost(const ren__lexis *lexis, ren_str form, size_t here) {
  double cost = 0, next = lexis->model ? NEXT : NEXT_NEW;
  size_t start = 0;
  for (size_t i = 0; i <= form.len; i++) {
    if (i < form.len && form.ptr[i] != ' ') continue;
    if (i > start) cost += part_cost(lexis, (ren_str){form.ptr + start, i - start}) - (start ? next : 0);
    start = i + 1;
  }
  size_t seen = ren__times_seen(lexis, form);
  if (seen > here && cost > REN__COMMON_COST)
    cost = fmax(REN__COMMON_COST + 0.1, cost - ELSEWHERE - log10((double)(seen - here)));
  return fmin(fmax(cost, LEAST), MOST);
}

bool ren__lexis_knows(const ren__lexis *lexis, ren_str form) {
  if (!lexis->model || memchr(form.ptr, ' ', form.len)) return false;
  return (ren_model_word(lexis->model, form).flags & (REN_WORD_KNOWN | REN_WORD_COMPOUND | REN_WORD_ABBREVIATION)) != 0;
}

double ren__misfit(const ren__surroundings *around, ren_str form, ren_str other) {
  return around->misfit ? around->misfit(around->payload, form, other) : 0;
}
