/* What else a damaged form may have been meant as: the walk through the lexicon. */
#include "dedup/consensus_lexis.h"

#include "model/lexicon.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

/* Costs in decades of a word that stands in the place of another: of the same word with
 * another ending, and of any word, less than that of the word itself. */
static const double ENDING = 2.7, ENDING_LESS = 5, WORD = 4, WORD_LESS = 0.5, NAME = 3;

typedef struct search {
  const ren__lexis *lexis;
  const ren__surroundings *around;
  const ren__word_rates *rates;
  ren_str seen, meant;
  size_t length; /* of seen, in letters */
  unsigned char word[REN_WORD_MAX + 2];
  double least;
  double doubt; /* that the meant form is a word at all */
  bool capital, name;
} search;

/* Decades by which a rival may fit worse, and what more may cost. */
static const double ENDING_FITS = 4, ENDING_UNFIT = 1, WORD_FITS = 2, WORD_UNFIT = 3;

/* A word of the lexicon is a rival as likely as it is a word, and likelier if it is the
 * meant one with another ending: boards differ so. */
static void consider(search *s, size_t len, ren_word_info info) {
  char form[2 * REN_WORD_MAX + 4];
  size_t at = 0;
  for (size_t i = 0; i < len; i++) at += ren_utf8_encode(s->word[i], form + at);
  ren_str rival = {form, at};
  if (ren__form_hash(rival) == ren__form_hash(s->meant) || ren__form_hash(rival) == ren__form_hash(s->seen)) return;
  if (!(info.flags & (REN_WORD_KNOWN | REN_WORD_ATTESTED | REN_WORD_COMPOUND)) && !s->capital) return;
  double word = -(double)info.logprob;
  double prior = fmax(WORD, word - WORD_LESS);
  bool ending = ren__other_ending(rival, s->meant);
  if (ending) prior = fmax(ENDING, word - ENDING_LESS);
  if (s->name && info.flags & REN_WORD_NAME) prior = fmin(prior, NAME);
  prior -= s->doubt;
  if (prior >= s->least) return;
  double misfit = ren__misfit(s->around, rival, s->meant);
  prior += ending ? fmin(fmax(misfit - ENDING_FITS, 0), ENDING_UNFIT) : fmin(fmax(misfit - WORD_FITS, 0), WORD_UNFIT);
  double cost = prior + ren__word_channel(s->rates, s->seen, rival, s->least - prior);
  if (cost < s->least) s->least = cost;
}

/* The rest of the seen word from `at` on, as it is. */
static void finish(search *s, ren__walk walk, size_t len, const unsigned char *rest, size_t rest_len,
                   const ren__edge *last, uint32_t number) {
  if (len + rest_len > REN_WORD_MAX) return;
  for (size_t i = 0; i < rest_len; i++) {
    last = ren__walk_on(s->lexis->model, &walk, rest[i], &number);
    if (!last) return;
    s->word[len++] = rest[i];
  }
  const ren__entry *entry = ren__walk_entry(s->lexis->model, last, number);
  if (entry) consider(s, len, ren__entry_info(s->lexis->model, entry));
}

static bool is_merged(unsigned char one, const unsigned char two[2]) {
  ren__sign x = {.cp = one}, y = {.cp = two[0]}, z = {.cp = two[1]};
  return ren__signs_merge(&x, &y, &z);
}

/* One letter other, more or less at `at`. */
static void vary(search *s, ren__walk walk, const unsigned char *seen, size_t len, size_t at, const ren__edge *last,
                 uint32_t number) {
  const ren_model *model = s->lexis->model;
  if (at < len) finish(s, walk, at, seen + at + 1, len - at - 1, last, number);
  for (const ren__edge *edge = walk.state ? &model->edges[walk.state] : NULL; edge;
       edge = edge->last ? NULL : edge + 1) {
    ren__walk next = walk;
    uint32_t on;
    const ren__edge *gone = ren__walk_on(model, &next, (unsigned char)edge->letter, &on);
    if (!gone) continue;
    s->word[at] = (unsigned char)edge->letter;
    finish(s, next, at + 1, seen + at, len - at, gone, on);
    if (at < len && seen[at] != edge->letter) finish(s, next, at + 1, seen + at + 1, len - at - 1, gone, on);
    if (at + 1 < len && is_merged((unsigned char)edge->letter, seen + at))
      finish(s, next, at + 1, seen + at + 2, len - at - 2, gone, on);
    memcpy(s->word, seen, at);
  }
}

/* The meant word with other endings, compounds among them. */
static void vary_ending(search *s, const unsigned char *meant, size_t len) {
  for (size_t cut = 0; cut <= 4 && cut + 4 <= len; cut++)
    for (size_t e = 0; e < REN__ENDINGS; e++) {
      size_t n = len - cut, more = strlen(ren__endings[e]);
      if (n + more > REN_WORD_MAX || n + more > s->length + 2 || n + more + 2 < s->length) continue;
      memcpy(s->word, meant, n);
      memcpy(s->word + n, ren__endings[e], more);
      if (n + more == len && memcmp(s->word, meant, len) == 0) continue;
      char form[2 * REN_WORD_MAX + 4];
      size_t at = 0;
      for (size_t i = 0; i < n + more; i++) at += ren_utf8_encode(s->word[i], form + at);
      double dearest = s->least - ENDING + s->doubt;
      if (dearest < 0 || ren__word_channel(s->rates, s->seen, (ren_str){form, at}, dearest) >= dearest) continue;
      ren_word_info info = ren_model_word(s->lexis->model, (ren_str){form, at});
      if (info.flags) consider(s, n + more, info);
    }
}

double ren__rival_cost(const ren__lexis *lexis, const ren__surroundings *around, const ren__word_rates *rates,
                       ren_str seen, ren_str meant, double limit) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t len = ren__fold(seen.ptr, seen.len, folded);
  search s = {.lexis = lexis, .around = around, .rates = rates, .seen = seen, .meant = meant, .least = limit};
  ren__walk walk = {REN_ROOT, 0};
  const ren__edge *last = NULL;
  uint32_t number = 0;
  if (!lexis->model || len == 0 || len >= REN_WORD_MAX) return limit;
  s.capital = ren__first_upper(seen);
  s.name = s.capital && !(ren_model_word(lexis->model, meant).flags & REN_WORD_KNOWN);
  s.length = len;
  s.doubt = fmax(0, ren__form_cost(lexis, meant, 0) - REN__COMMON_COST);
  for (size_t at = 0; at <= len; at++) {
    vary(&s, walk, folded, len, at, last, number);
    if (at == len) break;
    last = ren__walk_on(lexis->model, &walk, folded[at], &number);
    if (!last) break;
    s.word[at] = folded[at];
  }
  len = ren__fold(meant.ptr, meant.len, folded);
  vary_ending(&s, folded, len);
  return s.least;
}
