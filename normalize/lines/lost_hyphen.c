#include "lines/lost_hyphen.h"

#include "lines/notes.h"

#include "lines/hyphen.h"
#include "lines/hyphen_habits.h"
#include "lines/line_words.h"
#include "lines/small_letters.h"
#include "model/lm.h"
#include "utf8.h"

#include <string.h>

/* ---- weights, in natural log-odds ------------------------------------------ */

#define LOST_PRIOR (-9.0)          /* a line end inside a word without a sign of it */
#define LOST_NO_WORD 13.0          /* one half is no word, and joined they are one */
#define LOST_NO_WORD_RARE 10.0     /* and joined they are a word that is not certain */
#define LOST_TWO_WORDS 4.2         /* both are words, and joined one that texts use */
#define LOST_SMALL_WORD 1.0        /* the same, one of them a small word: för / rum, allt / för */
#define LOST_TWO_WORDS_RARE (-5.5) /* joined they only stand in lists of words: meter / breda */
#define LOST_USED (-7.5)           /* log10: texts use the word */
#define LOST_LEAST (-3.0)          /* of what the language model says where one half is no word */
#define LOST_BOUND 16.0            /* and at most */
#define INNER_COMMON (-6.3)        /* log10: a word that is joined once in two million */
#define INNER_VERY_COMMON (-5.6)
#define LN10 2.302585

enum { WORD_BYTES = 80, INNER_LEAST = 3 };

static bool letter_before(const char *s, size_t from, size_t at) {
  uint32_t cp;
  return at > from && ren_utf8_decode_before(s + from, at - from, &cp) > 0 && ren_is_letter(cp);
}

/* The run of letters that ends at end, or starts at at. */
static ren_str run_back(const char *s, size_t from, size_t end) {
  size_t at = end;
  while (at > from && end - at < WORD_BYTES) {
    size_t known = ren__small_letter_before(s, from, at);
    if (known) {
      at -= known;
      continue;
    }
    if (s[at - 1] == ' ') break;
    uint32_t cp;
    size_t n = ren_utf8_decode_before(s + from, at - from, &cp);
    if (n == 0 || !ren_is_letter(cp)) break;
    at -= n;
  }
  return (ren_str){s + at, end - at};
}

static ren_str run_on(const char *s, size_t at, size_t end) {
  size_t to = at;
  while (to < end && to - at < WORD_BYTES) {
    size_t known = ren__small_letter_at(s, to, end);
    if (known) {
      to += known;
      continue;
    }
    if (s[to] == ' ') break;
    uint32_t cp;
    size_t n = ren_utf8_decode(s + to, end - to, &cp);
    if (!ren_is_letter(cp)) break;
    to += n;
  }
  return (ren_str){s + at, to - at};
}

static bool all_small(ren_str s, bool first_may_be_capital) {
  for (size_t i = 0; i < s.len;) {
    uint32_t cp;
    size_t n = ren_utf8_decode(s.ptr + i, s.len - i, &cp);
    if (ren_is_upper(cp) && !(i == 0 && first_may_be_capital)) return false;
    i += n;
  }
  return s.len > 0;
}

static ren_word_info joined_info(const ren_model *model, ren_str left, ren_str right) {
  char word[2 * WORD_BYTES];
  memcpy(word, left.ptr, left.len);
  memcpy(word + left.len, right.ptr, right.len);
  return ren_model_word(model, (ren_str){word, left.len + right.len});
}

static const ren__entry *entry_of(const ren_model *model, ren_str s) {
  unsigned char folded[REN_WORD_MAX + 1];
  size_t n = ren__fold(s.ptr, s.len, folded);
  return n ? ren__find(model, folded, n) : NULL;
}

/* What the lexicon alone says, 0 if the word is not there: compounds take ten times as long. */
static unsigned flags_joined(const ren_model *model, ren_str left, ren_str right) {
  char word[2 * WORD_BYTES];
  memcpy(word, left.ptr, left.len);
  memcpy(word + left.len, right.ptr, right.len);
  const ren__entry *entry = entry_of(model, (ren_str){word, left.len + right.len});
  return entry ? entry->flags & (REN_WORD_KNOWN | REN_WORD_ATTESTED) : 0;
}

static bool is_word_with(const ren_model *model, ren_str s, const ren__entry *entry) {
  unsigned flags = entry ? entry->flags : ren__compound_info(model, s).flags;
  return flags & (REN_WORD_KNOWN | REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_COMPOUND);
}

static bool is_word(const ren_model *model, ren_str s) { return is_word_with(model, s, entry_of(model, s)); }

/* ---- a hyphen lost at a line end -------------------------------------------- */

/* The word before the one that starts at word, or none if more than a blank is between. */
static ren_str word_left_of(const char *s, size_t from, ren_str word) {
  size_t at = (size_t)(word.ptr - s);
  return at > from + 1 && s[at - 1] == ' ' ? run_back(s, from, at - 1) : (ren_str){0};
}

static ren_str word_right_of(const char *s, ren_str word, size_t end) {
  size_t at = (size_t)(word.ptr - s) + word.len;
  return at + 1 < end && s[at] == ' ' ? run_on(s, at + 1, end) : (ren_str){0};
}

/* Two words, the word that they make, and what the lexicon has of each. */
typedef struct pair {
  ren_str left, right;
  const ren__entry *joined, *first, *second;
} pair;

static uint32_t id_of(const ren__entry *entry) { return entry ? entry->lm_id : REN_LM_UNKNOWN; }

/* How much likelier the words around are with the joined word than with the two. */
static double in_context(const ren_model *model, const char *s, const ren__line *a, const ren__line *b,
                         const pair *words) {
  ren_str p1 = word_left_of(s, a->start, words->left), p2 = p1.len ? word_left_of(s, a->start, p1) : (ren_str){0};
  ren_str n1 = word_right_of(s, words->right, ren__line_end(b));
  uint32_t whole = id_of(words->joined), left = id_of(words->first), right = id_of(words->second);
  ren__context before = {ren__lm_id(model, p2), ren__lm_id(model, p1)};
  double one = -ren__lm_cost(model, before, whole), two = -ren__lm_cost(model, before, left);
  two -= ren__lm_cost(model, ren__lm_next(before, left), right);
  if (n1.len) {
    uint32_t next = ren__lm_id(model, n1);
    one -= ren__lm_cost(model, ren__lm_next(before, whole), next);
    two -= ren__lm_cost(model, (ren__context){left, right}, next);
  }
  return LN10 * (one - two);
}

static bool is_small_word(ren_str s) { return ren__is_inner_word(s) || ren__is_series_word(s); }

static double lost_evidence(const ren_model *model, const char *s, const ren__line *a, const ren__line *b,
                            const pair *words) {
  bool two = is_word_with(model, words->left, words->first) && is_word_with(model, words->right, words->second);
  bool known = words->joined->flags & REN_WORD_KNOWN;
  double context = in_context(model, s, a, b, words);
  if (context > LOST_BOUND) context = LOST_BOUND;
  if (!two) return (known ? LOST_NO_WORD : LOST_NO_WORD_RARE) + (context < LOST_LEAST ? LOST_LEAST : context);
  if (!known || ren__entry_info(model, words->joined).logprob < LOST_USED) return LOST_TWO_WORDS_RARE + context;
  return (is_small_word(words->left) || is_small_word(words->right) ? LOST_SMALL_WORD : LOST_TWO_WORDS) + context;
}

double ren__hyphen_lost(ren__job *job, size_t i) {
  const ren__line *a = ren__run_line(job, i - 1), *b = ren__run_line(job, i);
  if (!job->model || b->first != REN__FIRST_LOWER) return LOST_PRIOR;
  const char *s = job->table.text.ptr;
  ren_str left = run_back(s, a->start, ren__line_end(a));
  if (left.len < 2 || left.len >= WORD_BYTES) return LOST_PRIOR;
  const ren__left_word *word = ren__left_words_find(&job->left_words, job->model, job->run_count, left);
  if (!ren__may_follow(word, ren__line_str(&job->table, job->run[i]))) return LOST_PRIOR; /* most */
  ren_str right = run_on(s, b->start, ren__line_end(b));
  if (right.len < 2 || right.len >= WORD_BYTES) return LOST_PRIOR;
  const ren__entry *entry = ren__left_word_joined(word, job->model, right);
  if (!entry || !(entry->flags & (REN_WORD_KNOWN | REN_WORD_ATTESTED))) return LOST_PRIOR; /* nearly always */
  if (!all_small(left, true)) return LOST_PRIOR;
  size_t start = (size_t)(left.ptr - s);
  if (start > a->start && s[start - 1] != ' ' && s[start - 1] != '(') return LOST_PRIOR;
  pair words = {left, right, entry, word->entry, entry_of(job->model, right)};
  double score = LOST_PRIOR + lost_evidence(job->model, s, a, b, &words);
  return score > 0 && ren__patterns_divides(&job->patterns, left, right) < 0 ? LOST_PRIOR : score;
}

/* ---- hyphens inside a line --------------------------------------------------- */

typedef struct inner {
  ren_str left, right;
  size_t from, to; /* the hyphen and a blank after it */
} inner;

/* för- valtning: what follows a suspended hyphen is a conjunction, or the rest of a
 * list; two words that make one are a divided word only if one of them is none. */
static float with_blank(const ren__job *job, const inner *in, float logprob) {
  if (ren__suspends(in->right) || ren__is_series_word(in->right)) return 0;
  if (ren__is_inner_word(in->right)) return logprob > INNER_COMMON ? 0.75f : 0; /* beräkning- en */
  bool left = is_word(job->model, in->left), right = is_word(job->model, in->right);
  if (left && right) return 0.8f;
  return right ? 0.9f : 0.97f;
}

/* kommun-styrelsen: only words so common that they would have been counted, were they
 * ever written with the hyphen. */
static float two_words(const inner *in, float logprob) {
  return logprob > INNER_VERY_COMMON && !ren__are_adjectives(in->left, in->right) ? 0.75f : 0;
}

/* ären-de: the second half is no word (or too short to tell), nor is the first. */
static float without_blank(const ren__job *job, const inner *in, float logprob) {
  bool left = is_word(job->model, in->left), right = is_word(job->model, in->right);
  bool foreign = ren_model_word(job->model, in->right).flags & REN_WORD_ATTESTED; /* time-out */
  if (left && (right || foreign)) return two_words(in, logprob);
  if (right && ren_utf8_count(in->right) > 3) return logprob > INNER_VERY_COMMON ? 0.8f : 0; /* re-integrera */
  return left ? 0.85f : 0.95f;
}

static float inner_confidence(ren__job *job, const inner *in) {
  bool blank = in->to - in->from > 1;
  if (in->left.len < 2 || in->right.len < 2 || in->left.len >= WORD_BYTES || in->right.len >= WORD_BYTES) return 0;
  if (!all_small(in->left, true) || !all_small(in->right, false)) return 0;
  if (ren_utf8_count(in->left) + ren_utf8_count(in->right) < 5) return 0;
  if (!(flags_joined(job->model, in->left, in->right) & REN_WORD_KNOWN)) return 0;
  ren_word_info joined = joined_info(job->model, in->left, in->right);
  uint32_t first;
  ren_utf8_decode(in->left.ptr, in->left.len, &first);
  bool name = joined.flags & REN_WORD_CAPITAL;
  if (name && (!ren_is_upper(first) || joined.logprob < INNER_COMMON)) return 0;
  double habit = 0;
  if (ren__hyphen_habit((ren_str){0}, in->left, in->right, &habit) != REN__HABIT_NONE && habit < INNER_LEAST) return 0;
  if (ren__keeps_hyphen(in->left, in->right)) return 0;
  if (ren__patterns_divides(&job->patterns, in->left, in->right) < 0) return 0;
  if (blank) return with_blank(job, in, joined.logprob);
  return joined.logprob > INNER_COMMON ? without_blank(job, in, joined.logprob) : 0;
}

/* hälso-och sjukvården: the blank went with the line end when a suspended hyphen was taken
 * for that of a divided word. */
static bool lost_its_blank(const ren__job *job, const char *s, size_t end, const inner *in) {
  size_t stop = in->to + in->right.len;
  bool conjunction = ren_str_eq(in->right, REN_STR("och")) || ren_str_eq(in->right, REN_STR("eller"));
  if (!conjunction || in->to - in->from > 1 || in->left.len >= WORD_BYTES) return false;
  bool goes_on = stop == end || (s[stop] == ' ' && run_on(s, stop + 1, end).len > 0);
  return goes_on && !(flags_joined(job->model, in->left, in->right) & REN_WORD_KNOWN); /* mod-eller */
}

/* The hyphen at s + at of the line stands between two halves, and no other hyphen is near. */
static bool find_halves(const char *s, const ren__line *line, size_t at, inner *in) {
  size_t end = ren__line_end(line), next = at + 1;
  if (next < end && s[next] == ' ') next++;
  if (next >= end || !letter_before(s, line->start, at)) return false;
  *in = (inner){run_back(s, line->start, at), run_on(s, next, end), at, next};
  size_t start = (size_t)(in->left.ptr - s), stop = next + in->right.len;
  bool alone = start == line->start || strchr(" (\"", s[start - 1]);
  return alone && in->right.len && (stop == end || strchr(" .,;:!?)\"", s[stop]));
}

/* With keep_lines the first token of a joined line is moved up as it is. */
static bool moves_up(const ren__job *job, size_t i, const inner *in) {
  if (!job->opts.keep_lines || i == 0 || !ren__joined(&job->joint[i])) return false;
  const ren__line *line = ren__run_line(job, i);
  return !memchr(job->table.text.ptr + line->start, ' ', in->from - line->start);
}

ren_status ren__inner_hyphens(ren__job *job, ren_edits *edits, ren_error *err) {
  if (!job->model) return REN_OK;
  const char *s = job->table.text.ptr;
  for (size_t i = 0; i < job->run_count; i++) {
    const ren__line *line = ren__run_line(job, i);
    if (!line->hyphen || ren__is_moved(line)) continue;
    size_t end = ren__line_end(line);
    for (size_t at = line->start; at < end; at++) {
      const char *hyphen = memchr(s + at, '-', end - at);
      if (!hyphen) break;
      at = (size_t)(hyphen - s);
      inner in;
      if (!find_halves(s, line, at, &in) || moves_up(job, i, &in)) continue;
      float confidence = inner_confidence(job, &in);
      ren_edit edit = {in.from, in.to - in.from, {0}, "hyphen-inner", confidence};
      if (lost_its_blank(job, s, end, &in)) edit = (ren_edit){in.to, 0, REN_STR(" "), "hyphen-suspended", 0.98f};
      if (edit.confidence < job->opts.min_confidence || edit.confidence <= 0) continue;
      ren_status status = ren_edits_add(edits, &edit, err);
      if (status != REN_OK) return status;
    }
  }
  return REN_OK;
}
