#include "segment/organs.h"

#include "segment/organ_spelling.h"

#include "utf8.h"

#include <string.h>

/* What the last word of an organ's name ends with; `whole` ones stand alone too. */
static const struct {
  const char *stem;
  uint8_t limit;
} tails[] = {
    {"nämnd", 3},           {"nämnden", 5},   {"styrelse", 5},   {"styrelsen", 7},      {"fullmäktige", 9},
    {"utskott", 4},         {"utskottet", 4}, {"beredning", 5},  {"beredningen", 5},    {"delegationen", 6},
    {"kommittén", 4},       {"presidiet", 4}, {"direktion", 4},  {"direktionen", 4},    {"drätselkammare", 6},
    {"drätselkammaren", 6}, {"kyrkoråd", 3},  {"kyrkorådet", 3}, {"församlingsråd", 6}, {"församlingsrådet", 6},
};

/* Words that end so and are no organ. */
static const char *const not_organs[] = {
    "nämnd",        "nämnden",          "styrelsen",      "utskottet",     "beredning", "beredningen",
    "delegationen", "lagberedning",     "kommittén",      "länsstyrelsen", "presidiet", "styrelse",
    "utskott",      "stadsdelsnämnden", "stadsdelsnämnd", "facknämnden",   "facknämnd"};

/* The cost of the word ending in the stem, genitive -s left off. */
static bool ends_in(const ren__fold *word, const char *tail, unsigned limit) {
  ren__fold stem, end = {0};
  ren__fold_str(&stem, ren_str_of(tail));
  if (word->len < stem.len) return false;
  for (size_t i = word->len - stem.len; i < word->len; i++) ren__fold_push(&end, word->letters[i]);
  return ren__fold_distance(&stem, &end, REN__WHOLE, limit) != REN__COST_NONE;
}

static bool is_tail(const ren__token *token, bool *genitive) {
  const ren__fold *word = &token->fold;
  ren__fold cut = *word;
  if (!(token->words & REN__WORD(REN__W_ORGAN))) return false;
  if (word->len < 5 || word->len >= REN__FOLD_MAX) return false;
  *genitive = false;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
      if (ends_in(&cut, tails[i].stem, tails[i].limit)) return true;
    if ((*genitive || word->letters[word->len - 1] != 's') && ren__organ_is_word(&cut)) return true;
    if (word->letters[word->len - 1] != 's') return false;
    cut.len--;
    *genitive = true;
  }
  return false;
}

static bool is_alone(const ren__fold *word) {
  for (size_t i = 0; i < sizeof not_organs / sizeof *not_organs; i++) {
    ren__fold plain, genitive;
    ren__fold_str(&plain, ren_str_of(not_organs[i]));
    genitive = plain;
    ren__fold_push(&genitive, 's');
    unsigned limit = plain.len < 10 ? 0 : plain.len / 2u;
    if (ren__fold_distance(&plain, word, REN__WHOLE, limit) != REN__COST_NONE) return true;
    if (ren__fold_distance(&genitive, word, REN__WHOLE, limit) != REN__COST_NONE) return true;
  }
  return false;
}

static bool fold_is(const ren__token *token, const char *word) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(word));
  return ren__fold_eq(&fold, &token->fold);
}

static bool fold_begins(const ren__token *token, const char *word) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(word));
  return ren__fold_distance(&fold, &token->fold, REN__PREFIX, 6) != REN__COST_NONE;
}

/* `Tekniska nämnden`, `Sociala utskottet`: an adjective makes the common word a name. */
static bool is_organ_adjective(const ren__token *t) {
  static const char *const adjectives[] = {"tekniska", "sociala",   "gemensamma",       "kyrkliga",  "lokala",
                                           "allmänna", "kommunala", "samhällstekniska", "särskilda", "förenade"};
  for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++) {
    ren__fold fold;
    ren__fold_str(&fold, ren_str_of(adjectives[i]));
    if (ren__fold_distance(&fold, &t->fold, REN__WHOLE, 3) != REN__COST_NONE) return true;
  }
  return false;
}

/* A capitalised word that may be (part of) a place. */
static bool is_place(const ren__token *t) {
  const uint64_t no = REN__WORD(REN__W_TILL) | REN__WORD(REN__W_FROM) | REN__WORD(REN__W_PROTOKOLL) |
                      REN__WORD(REN__W_SAMMANTRADE) | REN__WORD(REN__W_DATUM) | REN__WORD(REN__W_TITLE) |
                      REN__WORD(REN__W_BESLUT) | REN__WORD(REN__W_I);
  return t->flags & REN__TOKEN_UPPER && t->fold.len > 2 && !(t->words & no) && !fold_is(t, "kommun") &&
         !fold_is(t, "kommuns");
}

/* `Tekniska nämnden`, `Skärholmens stadsdelsnämnd`: the word before makes a name of the
 * common noun. */
static bool names_tail(const ren__token *t) {
  return is_organ_adjective(t) || (is_place(t) && t->fold.letters[t->fold.len - 1] == 's');
}

/* `bygg- och miljönämnden`: what stands before the tail belongs to it. */
static bool joined_before(const ren__token *t, size_t i) {
  return t[i].before & REN__GAP_DASH || (i > 0 && t[i - 1].words & REN__WORD(REN__W_AND));
}

/* `Hammarlunda stadsdelsnämnd`: the name of the place stands before it as it is. */
static bool is_district_tail(const ren__token *t) {
  return fold_begins(t, "stadsdelsnämnd") || fold_begins(t, "stadsdelnämnd") || fold_begins(t, "stadsområdesnämnd");
}

/* `barn-`, `vård-` before `och`, whatever became of the hyphen. */
static bool is_joined_stem(const ren__tokens *tokens, const char *text, size_t i, size_t end) {
  const ren__token *t = &tokens->items[i];
  if (i + 1 >= end || !(t[1].words & REN__WORD(REN__W_AND))) return false;
  return t[1].before & REN__GAP_DASH || ren__organ_is_stem((ren_str){text + t->start, t->end - t->start});
}

/* Part of a town behind the name: `Socialutskottet Väster`, `Stadsområdesnämnd Norr`. */
static bool is_quarter(const ren__token *t) {
  static const char *const quarters[] = {"norr",   "söder",   "öster",   "väster",   "nordost",     "nordväst",
                                         "sydost", "sydväst", "centrum", "hisingen", "innerstaden", "norra",
                                         "södra",  "östra",   "västra",  "city"};
  if (!(t->flags & REN__TOKEN_UPPER)) return false;
  for (size_t i = 0; i < sizeof quarters / sizeof *quarters; i++)
    if (fold_is(t, quarters[i])) return true;
  return false;
}

static const uint32_t joins = REN__GAP_BLANK | REN__GAP_NEWLINE | REN__GAP_DASH;

/* `Direktionen för Sydvästra gymnasieförbundet`, `Styrelsen för AB Kvarnbyhem`: names, up
 * to the end of the line, a comma or a word that names do not hold. */
static bool read_board_of(ren__organ *out, const ren__tokens *tokens, size_t first, size_t end) {
  enum { MOST = 6 };
  const ren__token *t = tokens->items;
  const uint32_t tight = REN__GAP_BLANK | REN__GAP_DASH;
  if (!fold_is(&t[first], "styrelsen") && !fold_is(&t[first], "direktionen")) return false;
  if (first + 2 >= end || !(t[first + 2].flags & REN__TOKEN_UPPER)) return false;
  size_t i = first + 2;
  while (i < end && i < first + 2 + MOST && !(t[i].before & ~tight) &&
         !(t[i].words &
           ~(REN__WORD(REN__W_AND) | REN__WORD(REN__W_I) | REN__WORD(REN__W_ORGAN) | REN__WORD(REN__W_PARTICLE))) &&
         !(t[i].flags & REN__TOKEN_DIGITS))
    i++;
  while (i > first + 2 && t[i - 1].words & (REN__WORD(REN__W_AND) | REN__WORD(REN__W_I))) i--;
  *out = (ren__organ){first, i - 1, false};
  return i > first + 2;
}

/* `Nämnden för funktionsstöd`, `Nämnden för demokrati och medborgarservice`: words up
 * to the end of the line, a comma or a verb; `och` only before a small letter. */
static bool read_namnden_for(ren__organ *out, const ren__tokens *tokens, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  if (first + 2 >= end || !fold_is(&t[first + 1], "för")) return false;
  if (read_board_of(out, tokens, first, end)) return true;
  if (!fold_is(&t[first], "nämnden") && !fold_is(&t[first], "styrelsen")) return false;
  size_t i = first + 2, words = 0;
  const uint64_t verbs = REN__WORD(REN__W_DECIDES) | REN__WORD(REN__W_GIVES) | REN__WORD(REN__W_DEN) |
                         REN__WORD(REN__W_OM) | REN__WORD(REN__W_SAMMANTRADE) | REN__WORD(REN__W_PROTOKOLL);
  while (i < end && words < 5 && !(t[i].before & ~(joins | (i > first + 2 ? REN__GAP_COMMA : 0))) &&
         !(t[i].words & verbs) && !(t[i].flags & (REN__TOKEN_DIGITS)) &&
         (t[i].flags & REN__TOKEN_CAPITALS || !(t[i].flags & REN__TOKEN_UPPER))) {
    words++;
    i++;
    if (words >= 1 && i < end && !(t[i].words & REN__WORD(REN__W_AND)) && !(t[i - 1].words & REN__WORD(REN__W_AND)) &&
        !(t[i].before & (REN__GAP_COMMA | REN__GAP_DASH)))
      break;
  }
  if (!words || t[i - 1].words & REN__WORD(REN__W_AND)) return false;
  ren__fold last = t[i - 1].fold;
  *out = (ren__organ){first, i - 1, last.len > 4 && last.letters[last.len - 1] == 's' && i < end && i - first == 3};
  return true;
}

enum { MOST_WORDS = 8 };

/* Whether a word that an organ's name could end with stands there at all. */
static bool organ_ahead(const ren__tokens *tokens, size_t first, size_t end) {
  for (size_t i = first; i < end && i < first + MOST_WORDS; i++)
    if (tokens->items[i].words & REN__WORD(REN__W_ORGAN)) return true;
  return false;
}

/* A name of one word, or with what is joined to it before: `Bygg- och miljönämnden`,
 * `Enskede-Årsta-Vantörs stadsdelsnämnd`, `Äldre- samt vård- och omsorgsnämnden`. */
bool ren__organ_read(ren__organ *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  const ren__token *t = tokens->items;
  if (!organ_ahead(tokens, first, end)) return false;
  if (read_namnden_for(out, tokens, first, end)) return true;
  for (size_t i = first; i < end && i < first + MOST_WORDS; i++) {
    bool genitive;
    if (i > first && t[i].before & ~(joins | REN__GAP_COMMA)) return false;
    if (is_tail(&t[i], &genitive)) {
      bool alone = is_alone(&t[i].fold);
      if (i > first && t[i].flags & REN__TOKEN_UPPER && !(t[i].flags & REN__TOKEN_CAPITALS) && !joined_before(t, i))
        return false; /* `Björkåsa Socialnämnden`: the name begins with the tail */
      bool district = i > first && is_place(&t[i - 1]) && is_district_tail(&t[i]);
      if (alone && (i == first || (!names_tail(&t[i - 1]) && !district))) return false;
      *out = (ren__organ){first, i, genitive};
      bool more;
      if (genitive && i + 1 < end && !(t[i + 1].before & ~joins) && is_tail(&t[i + 1], &more) &&
          !(t[i + 1].flags & REN__TOKEN_UPPER && !(t[i + 1].flags & REN__TOKEN_CAPITALS)))
        *out = (ren__organ){first, i + 1, more}; /* socialnämndens arbetsutskott */
      else if (!genitive && i + 1 < end && t[i + 1].before == REN__GAP_BLANK && is_quarter(&t[i + 1]))
        out->last++; /* Socialnämnd Nordost */
      return true;
    }
    /* words before the tail: joined by a hyphen or `och`, a place in genitive, an adjective */
    bool hyphen = t[i + 1].before & REN__GAP_DASH || is_joined_stem(tokens, text, i, end);
    bool conjunction = t[i].words & REN__WORD(REN__W_AND) || fold_is(&t[i], "och");
    bool place = is_place(&t[i]) && (t[i].fold.letters[t[i].fold.len - 1] == 's' ||
                                     (i + 2 < end && is_place(&t[i + 1])) || is_district_tail(&t[i + 1]));
    if (!hyphen && !(conjunction && i > first) && !place && !is_organ_adjective(&t[i]) &&
        !(t[i + 1].words & REN__WORD(REN__W_AND)))
      return false;
  }
  return false;
}

bool ren__organ_search(ren__organ *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  for (size_t i = first; i < end; i++) {
    const ren__token *t = &tokens->items[i];
    bool genitive;
    /* a single word is found without what stands before it, unless it is capitalised */
    if (!(t->flags & REN__TOKEN_UPPER) && !is_tail(t, &genitive) && !fold_is(t, "nämnden") && !fold_is(t, "styrelsen"))
      continue;
    if (!ren__organ_read(out, tokens, text, i, end)) continue;
    /* `barn- och` before `ungdomsnämnden`, as often as it is there */
    while (out->first >= first + 2 && tokens->items[out->first - 1].words & REN__WORD(REN__W_AND) &&
           is_joined_stem(tokens, text, out->first - 2, end))
      out->first -= 2;
    return true;
  }
  return false;
}

/* Two words that are one: `Friti dsnämnden`, `Fri,tidsnämnden`. */
static void join_pair(ren__tokens *tokens, size_t i) {
  ren__token *t = &tokens->items[i];
  const uint32_t specks = REN__GAP_COMMA | REN__GAP_STOP | REN__GAP_QUOTE | REN__GAP_OTHER;
  if (i + 1 >= tokens->count || !(t->flags & REN__TOKEN_UPPER) || t->words || t[1].flags & REN__TOKEN_UPPER) return;
  if (t[1].words && t->fold.len > 2) return; /* `Tekniska nämnden` */
  if (t[1].before != REN__GAP_BLANK && t[1].before & ~specks) return;
  ren__fold joined = t->fold;
  for (size_t j = 0; j < t[1].fold.len; j++) ren__fold_push(&joined, t[1].fold.letters[j]);
  if (!ren__organ_is_word(&joined)) return;
  t->end = t[1].end;
  t->fold = joined;
  t->words |= REN__WORD(REN__W_ORGAN);
  for (size_t j = i + 1; j < tokens->count; j++) tokens->items[j] = tokens->items[j + 1];
  tokens->count--;
}

void ren__organs_mend(ren__tokens *tokens, const char *text) {
  enum { HEAD_WORDS = 24 }; /* organs stand at the start of lines and sentences */
  for (size_t i = 0; i < tokens->count && i < HEAD_WORDS; i++) join_pair(tokens, i);
  for (size_t i = 1; i + 1 < tokens->count && i < HEAD_WORDS; i++) {
    ren__token *t = &tokens->items[i];
    bool organ = t[1].words & REN__WORD(REN__W_ORGAN), little = !t->words && t->fold.len >= 2 && t->fold.len <= 3;
    if (organ && little && ren__organ_is_stem((ren_str){text + t[-1].start, t[-1].end - t[-1].start}))
      t->words |= REN__WORD(REN__W_AND);
  }
}

static bool all_capitals(const ren__organ *organ, const ren__tokens *tokens) {
  for (size_t i = organ->first; i <= organ->last; i++)
    if (tokens->items[i].fold.len > 2 && !(tokens->items[i].flags & REN__TOKEN_CAPITALS)) return false;
  return true;
}

/* In ALL CAPITALS only places keep theirs: words joined by a hyphen without `och`. */
static void append_word(ren_buf *out, ren_str word, bool lower, bool capital) {
  size_t at = 0;
  uint32_t cp;
  char bytes[4];
  if (capital && word.len) {
    at = ren_utf8_decode(word.ptr, word.len, &cp);
    if (cp != REN_BAD_CODEPOINT) ren_buf_append(out, bytes, ren_utf8_encode(ren_to_upper(cp), bytes));
  }
  ren_str rest = {word.ptr + at, word.len - at};
  if (lower)
    ren_utf8_lower(out, rest);
  else
    ren_buf_append_str(out, rest);
}

void ren__organ_name(ren_buf *out, const ren__organ *organ, const ren__tokens *tokens, const char *text) {
  bool lower = all_capitals(organ, tokens);
  ren_buf spelled = {0};
  bool ends = tokens->items[organ->last].words & REN__WORD(REN__W_ORGAN);
  size_t tail = ends ? organ->last : organ->first; /* `Nämnden för ...` begins with it */
  for (size_t i = organ->first; i <= organ->last; i++) {
    const ren__token *t = &tokens->items[i];
    bool place = lower && i < organ->last &&
                 (t->fold.letters[t->fold.len - 1] == 's' || tokens->items[i + 1].before == REN__GAP_DASH) &&
                 !(t->words & REN__WORD(REN__W_AND));
    if (i > organ->first) {
      bool blank = t->before & (REN__GAP_BLANK | REN__GAP_NEWLINE);
      if (t->before & REN__GAP_DASH) ren_buf_putc(out, '-');
      if (t->before & REN__GAP_COMMA) ren_buf_putc(out, ',');
      if (blank) ren_buf_putc(out, ' ');
    }
    ren_str word = {text + t->start, t->end - t->start};
    if (i == organ->last && organ->genitive && word.len > 1) word.len--;
    bool capital = i == organ->first || place || (t->flags & REN__TOKEN_UPPER && !lower);
    if (i == tail || (i < tail && tokens->items[i + 1].words & REN__WORD(REN__W_AND))) {
      ren_buf_clear(&spelled);
      ren__organ_spell(&spelled, word, i == tail);
      word = ren_buf_str(&spelled);
    }
    append_word(out, word, lower, capital);
    bool joined = i + 1 < tail && tokens->items[i + 1].words & REN__WORD(REN__W_AND);
    if (joined && !(tokens->items[i + 1].before & REN__GAP_DASH)) ren_buf_putc(out, '-'); /* it was lost */
  }
  if (spelled.status != REN_OK) out->status = spelled.status;
  ren_buf_free(&spelled);
}

bool ren__organ_same(ren_str a, ren_str b) {
  ren__fold x, y;
  if (!a.len || !b.len) return false;
  ren__fold_str(&x, a);
  ren__fold_str(&y, b);
  unsigned shorter = x.len < y.len ? x.len : y.len;
  return ren__fold_distance(&x, &y, REN__WHOLE, shorter >= 18 ? 7 : shorter >= 10 ? 5 : 2) != REN__COST_NONE;
}
