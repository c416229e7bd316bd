#include "segment/persons.h"

#include "segment/parties.h"
#include "segment/person_words.h"
#include "utf8.h"

#include <string.h>

typedef struct reader {
  ren__persons *out;
  const ren__tokens *tokens;
  const char *text;
  size_t first, at, end;
  bool in_name;        /* the last person's name may still grow */
  bool bare;           /* party letters may stand without parentheses */
  bool polite;         /* `herrar Ek och Sjögren`: one word is a name */
  bool all;            /* `båda` stands before the parentheses: `Anna Ek och Bo Alm, båda (S)` */
  const char *next;    /* the party of the next name: `V-ledamoten Farida Noor` */
  const char *through; /* the party of all names behind `genom`: r->party */
  char party[16];
  size_t skipped;   /* words that could not be made out */
  bool resumed;     /* one was just skipped: a name may begin without a comma */
  size_t open_from; /* first person since the last parentheses: `(alla L)` reaches back to it */
} reader;

static const ren__token *token_at(const reader *r, size_t i) { return &r->tokens->items[i]; }

static bool is(const reader *r, size_t i, ren__word word) {
  return i < r->end && (token_at(r, i)->words & REN__WORD(word)) != 0;
}

static ren_str spelling(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  return (ren_str){r->text + t->start, t->end - t->start};
}

static ren__person *add_person(reader *r, size_t start, size_t end) {
  if (r->out->count == REN__PERSONS_MAX) return NULL;
  ren__person *p = &r->out->items[r->out->count++];
  *p = (ren__person){.start = start, .end = end};
  return p;
}

static void set_party(reader *r, ren__person *person, const char *party) {
  size_t n = strlen(party);
  if (n >= sizeof person->party) return;
  memcpy(person->party, party, n + 1);
  r->out->with_party = true;
}

/* The party in front goes to the name that follows it. */
static void add_name(reader *r, const ren__token *t) {
  ren__person *p = add_person(r, t->start, t->end);
  if (p) p->polite = r->polite;
  r->in_name = p != NULL;
  if (p && r->next) set_party(r, p, r->next);
  if (p && r->through) set_party(r, p, r->through);
  r->next = NULL;
}

static void add_group(reader *r, const char *party) {
  ren__person *p = add_person(r, token_at(r, r->at)->start, token_at(r, r->at)->start);
  if (p) set_party(r, p, party);
  r->in_name = false;
  r->open_from = r->out->count;
}

/* Whether the last bracket in the gap before the word opens: not `(-) reserverar`. */
static bool bracket_opens(const reader *r, size_t i) {
  if (!(token_at(r, i)->before & REN__GAP_OPEN)) return false;
  for (size_t at = token_at(r, i)->start; at > 0; at--) {
    int bracket = ren__bracket(r->text, at - 1);
    if (bracket) return bracket > 0;
  }
  return true;
}

/* Whether the first bracket behind the word closes. */
static bool bracket_closes(const reader *r, size_t i) {
  if (!(token_at(r, i + 1)->before & REN__GAP_CLOSE)) return false;
  for (size_t at = token_at(r, i)->end; at < token_at(r, i + 1)->start; at++) {
    int bracket = ren__bracket(r->text, at);
    if (bracket) return bracket < 0;
  }
  return false;
}

/* The party in parentheses: known letters, or, as it follows a name, any one to five
 * capitals. A single capital that is no party's is a misread one. `inside`: the opening
 * bracket stands before another word. */
static bool party_in_parentheses(const reader *r, size_t i, bool inside, char out[16]) {
  const ren__token *t = token_at(r, i);
  ren_str s = spelling(r, i);
  unsigned cost;
  size_t used;
  bool open = inside || bracket_opens(r, i), close = bracket_closes(r, i);
  bool listed = t[1].before & REN__GAP_COMMA || is(r, i + 1, REN__W_AND);
  const char *known = ren__party_letters(s, open);
  if (!known && s.len > 4) known = ren__party_name(t, NULL, &used);
  bool capitals = t->flags & REN__TOKEN_CAPITALS && !(t->flags & REN__TOKEN_DIGITS) && s.len > 1 && open && close;
  bool doubtful = capitals && r->tokens->damaged && s.len > 2; /* `(SUVP)` */
  if (!known && (!capitals || doubtful)) known = ren__party_marked(s, open, close || listed, &cost);
  if (known) {
    memcpy(out, known, strlen(known) + 1);
    return true;
  }
  if (!capitals || s.len > 8 || ren_utf8_count(s) > 5) return false;
  memcpy(out, s.ptr, s.len);
  out[s.len] = 0;
  return true;
}

/* A word is the first inside parentheses when one opens in the gap before it. OCR may
 * have lost the opening one (`Ek L)`) or made a letter of it (`Ek CL)`). */
static bool opens(const reader *r, size_t i) {
  unsigned cost;
  if (bracket_opens(r, i)) return true;
  return r->in_name && i < r->end && bracket_closes(r, i) && ren__party_marked(spelling(r, i), false, true, &cost);
}

/* Gives the party to the persons since the last parentheses: to all after `alla` and
 * `båda`, to the pair of `Anna Ek och Bo Alm (L)`, else to the last. */
static void give_party(reader *r, const char *party, bool all) {
  ren__persons *out = r->out;
  size_t from = out->count - 1;
  if (all || out->count - r->open_from == 2) from = r->open_from;
  for (size_t i = from; i < out->count; i++)
    if (!out->items[i].party[0]) set_party(r, &out->items[i], party);
}

/* `(bida M)`: what is left of `båda`. */
static bool lost_all(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  if (!r->tokens->damaged || i + 1 >= r->end || t->flags & REN__TOKEN_UPPER || t->fold.len < 3 || t->fold.len > 8)
    return false;
  return t[1].before == REN__GAP_BLANK && bracket_closes(r, i + 1) &&
         ren__party_letters(spelling(r, i + 1), false) != NULL;
}

static bool read_parentheses(reader *r) {
  char party[16];
  size_t at = r->at;
  bool all = r->all, any = false, named = r->out->count > r->open_from;
  r->all = false;
  while (at < r->end) {
    bool inside = at == r->at || !(token_at(r, at)->before & REN__GAP_CLOSE);
    if (!inside) break;
    if (is(r, at, REN__W_ALL) || (at == r->at && named && lost_all(r, at))) {
      all = true;
    } else if (party_in_parentheses(r, at, at > r->at, party)) {
      if (named && !any)
        give_party(r, party, all);
      else {
        r->at = at;
        add_group(r, party);
      }
      any = true;
    } else if (named && ren__word_independent(token_at(r, at))) {
      any = true;
    } else if (!is(r, at, REN__W_AND) && !is(r, at, REN__W_TITLE)) {
      if (any) break;
      if (!named || token_at(r, at)->end - token_at(r, at)->start > 5) return false;
      any = true; /* a party beyond reading: `Arne Ek (e)` */
    }
    at++;
  }
  if (!any) return false;
  r->at = at;
  r->in_name = false;
  r->open_from = r->out->count;
  r->out->marked = true;
  return true;
}

/* Begins with a capital, or with what OCR makes of one: `1ovisa`, `8engt`, `lngvar`
 * (no Swedish word begins with l and a consonant but j). */
static bool is_capitalised(const reader *r, size_t i) {
  if (i >= r->end) return false;
  const ren__token *t = token_at(r, i);
  char first = r->text[t->start], second = t->end - t->start > 1 ? r->text[t->start + 1] : ' ';
  if (!(t->flags & REN__TOKEN_LETTERS)) return false;
  const size_t shortest = r->tokens->damaged ? 3 : 4;
  if (t->flags & REN__TOKEN_UPPER) return !(t->flags & REN__TOKEN_DIGITS) || t->fold.len >= shortest;
  if (t->fold.len < shortest) return false;
  if (t->flags & REN__TOKEN_DIGITS) return strchr("01568", first) && second >= 'a' && second <= 'z';
  return first == 'l' && strchr("bcdfghkmnpqrstvxz", second);
}

/* `Bo Alm ©`: the parentheses and the letter have become one sign. */
static bool read_copyright(reader *r) {
  if (r->in_name && is_capitalised(r, r->at) && r->at + 1 < r->end && bracket_opens(r, r->at + 1))
    return false; /* `Mats © Lund (L)` */
  if (!(token_at(r, r->at)->before & REN__GAP_COPYRIGHT) || r->out->count == r->open_from) return false;
  give_party(r, "C", false);
  r->in_name = false;
  r->open_from = r->out->count;
  r->out->marked = true;
  return true;
}

/* `Vänsterpartiet Fågelsjö` with nothing behind it, or `genom Anna Ek`. */
static bool is_branch(const reader *r, size_t i) {
  ren__fold through;
  ren__fold_str(&through, REN_STR("genom"));
  if (i >= r->end || token_at(r, i)->before != REN__GAP_BLANK || token_at(r, i)->words) return false;
  if (!(token_at(r, i)->flags & REN__TOKEN_UPPER)) return false;
  return i + 1 == r->tokens->count || (i + 1 < r->end && ren__fold_eq(&through, &token_at(r, i + 1)->fold));
}

static bool read_party_name(reader *r) {
  const ren__token *t = token_at(r, r->at);
  size_t used;
  if (!(t->flags & REN__TOKEN_UPPER) && !r->out->marked) return false;
  const char *party = ren__party_name(t, r->at + 1 < r->end ? t + 1 : NULL, &used);
  if (!party || (r->in_name && !(t->before & REN__GAP_COMMA))) return false;
  bool apposition = t->before & REN__GAP_COMMA && r->out->count > r->open_from;
  if (apposition && !r->out->items[r->out->count - 1].party[0]) {
    give_party(r, party, false); /* `Anna Ek, Liberalerna` */
    r->open_from = r->out->count;
  } else {
    add_group(r, party);
  }
  r->at += used;
  if (is_branch(r, r->at)) r->at++;
  return true;
}

/* `Vpk:s grupp`: the genitive behind party letters. */
static bool has_genitive(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  return i + 1 < r->end && t[1].before == REN__GAP_COLON && t[1].end - t[1].start == 1 && r->text[t[1].start] == 's';
}

/* `M, L och KD`, `(S)-gruppen`, `från m, fp och vpk`: letters that stand alone between commas. */
static bool read_bare_letters(reader *r) {
  const ren__token *t = token_at(r, r->at);
  bool genitive = has_genitive(r, r->at), listed = r->bare && r->out->marked;
  if (r->in_name && !genitive) return false;
  if (!(t->flags & REN__TOKEN_CAPITALS) && !genitive && !listed) return false;
  const char *party = ren__party_letters(spelling(r, r->at), listed || genitive);
  if (!party) return false;
  const uint32_t list =
      REN__GAP_COMMA | REN__GAP_DASH | REN__GAP_STOP | REN__GAP_COLON | REN__GAP_CLOSE | REN__GAP_SLASH;
  bool ends = r->at + 1 >= r->end || (t[1].before & list) || is(r, r->at + 1, REN__W_AND);
  if ((!r->bare || !(t->flags & REN__TOKEN_CAPITALS)) && !ends) return false;
  bool joined = r->at + 1 < r->end && t[1].before & REN__GAP_DASH;
  r->out->marked = true;
  if (joined && is(r, r->at + 1, REN__W_TITLE) && is_capitalised(r, r->at + 2)) {
    r->next = party;
    r->at += 2;
    return true;
  }
  add_group(r, party);
  r->at += genitive ? 2 : 1;
  if (joined && is(r, r->at, REN__W_GROUP)) r->at++;
  return true;
}

/* `Örsundapartiet (ÖP)`, `Frimodig kyrka (FISK)`: a local party with its letters. */
static bool read_local_party(reader *r) {
  char letters[16];
  size_t used;
  bool begins = r->at == r->first || is(r, r->at - 1, REN__W_AND) || is(r, r->at - 1, REN__W_FROM) ||
                token_at(r, r->at)->before & REN__GAP_COMMA;
  if (!begins || !ren__party_local(letters, r->tokens, r->text, r->at, r->end, &used)) return false;
  add_group(r, letters);
  r->at += used;
  r->out->marked = true;
  return true;
}

/* A piece of a name that OCR has torn: `F nank (L)`, `H cdda Frank (L)`: no word that
 * cues know, and a parenthesis not far behind. */
static bool is_torn(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  const uint32_t tight = REN__GAP_BLANK | REN__GAP_NEWLINE;
  if (t->words || t->before & ~tight || !(t->flags & REN__TOKEN_LETTERS)) return false;
  bool letter = t[-1].fold.len == 1 && t[-1].flags & REN__TOKEN_UPPER && !(t->flags & REN__TOKEN_UPPER);
  if (letter && t->fold.len > 1 && is_capitalised(r, i + 1)) return true; /* `J ana Ek m.fl.` */
  for (size_t j = i + 1; j < r->end && j <= i + 3; j++) {
    if (bracket_opens(r, j)) return ren__party_letters(spelling(r, j), true) != NULL;
    if (token_at(r, j)->before & ~tight || !is_capitalised(r, j)) return false;
  }
  return false;
}

/* `von`, `af`, `de la` before another name; `i Linköping` after one. */
static bool is_particle(const reader *r, size_t i) {
  const uint64_t inside = REN__WORD(REN__W_PARTICLE) | REN__WORD(REN__W_I);
  if (i >= r->end || !(token_at(r, i)->words & inside)) return false;
  return is_capitalised(r, i + 1) && !(token_at(r, i + 1)->before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_NEWLINE));
}

/* Two names and more and a party in parentheses: the comma before them was forgotten. */
static bool person_follows(const reader *r, size_t i) {
  size_t names = 0;
  for (size_t j = i; j < r->end && j < i + 5; j++) {
    if (j > i && bracket_opens(r, j)) return names >= 2 && ren__party_letters(spelling(r, j), true) != NULL;
    if (!is_capitalised(r, j) || (j > i && token_at(r, j)->before & ~(uint32_t)(REN__GAP_BLANK | REN__GAP_DASH)))
      return false;
    names++;
  }
  return false;
}

/* After `(L)` a list goes on with a comma, `och`, a title or a name with its party. */
static bool may_go_on(const reader *r, size_t i) {
  const uint64_t openers = REN__WORD(REN__W_AND) | REN__WORD(REN__W_TITLE) | REN__WORD(REN__W_GROUP) |
                           REN__WORD(REN__W_FROM) | REN__WORD(REN__W_INSTAMMER);
  const ren__token *before = token_at(r, i - 1);
  if (before->words & openers || ren__word_polite(before) || ren__word_profession(before)) return true;
  return token_at(r, i)->before & REN__GAP_CLOSE && person_follows(r, i);
}

/* `aote Viklund (SJVP)`: the capital was misread. The party follows the next name. */
static bool lost_capital(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  if (r->in_name || t->words || t->fold.len > 9 || t->flags & REN__TOKEN_DIGITS || i + 2 >= r->end) return false;
  if (i && !(t->before & (REN__GAP_STOP | REN__GAP_COMMA)) && !is(r, i - 1, REN__W_AND) && i != r->first) return false;
  if (token_at(r, i + 1)->before != REN__GAP_BLANK || !is_capitalised(r, i + 1)) return false;
  return bracket_opens(r, i + 2) && ren__party_letters(spelling(r, i + 2), true) != NULL;
}

/* A mark without blanks inside a name is a speck (`Sandel-l`, `Ola'Nas`, `Anders.W`); a
 * nought between names is an initial (`Mats 0 Lund`). */
static bool inside_name(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  const uint32_t specks = REN__GAP_DASH | REN__GAP_QUOTE | REN__GAP_STOP | REN__GAP_OTHER;
  if (!r->in_name || t->words) return false;
  if (t->before == REN__GAP_BLANK && t->end - t->start == 1 && r->text[t->start] == '0')
    return is_capitalised(r, i + 1);
  return t->before && !(t->before & ~specks) && t->flags & REN__TOKEN_LETTERS;
}

static bool read_name(reader *r) {
  const ren__token *t = token_at(r, r->at);
  const uint32_t breaks = REN__GAP_COMMA | REN__GAP_COLON | REN__GAP_SEMICOLON | REN__GAP_CLOSE | REN__GAP_AMP |
                          REN__GAP_SLASH | REN__GAP_OTHER | REN__GAP_QUOTE;
  bool inside = inside_name(r, r->at);
  if (r->in_name && t->before & breaks && !inside) r->in_name = false;
  bool particle = r->in_name && (is_particle(r, r->at) || is_torn(r, r->at));
  if (!particle && !inside && !is_capitalised(r, r->at) && !lost_capital(r, r->at)) return false;
  if (r->in_name) {
    r->out->items[r->out->count - 1].end = t->end;
  } else {
    if (r->out->count && !(t->before & (breaks & ~(uint32_t)REN__GAP_CLOSE)) && !may_go_on(r, r->at) && !r->resumed)
      return false;
    r->resumed = false;
    add_name(r, t);
    if (!r->in_name) return false;
  }
  r->at++;
  return true;
}

/* Capitals at the start of a name speak against a title; `André` is one only before
 * `vice` and its like. */
static bool is_title(const reader *r, size_t i) {
  const ren__token *t = token_at(r, i);
  if (!is(r, i, REN__W_TITLE)) return false;
  if (!(t->flags & REN__TOKEN_UPPER) || t->flags & REN__TOKEN_CAPITALS) return true;
  if (r->in_name && !(t->before & REN__GAP_COMMA)) return false;
  return t->fold.len > 6 || is(r, i + 1, REN__W_TITLE) || (t->fold.len <= 4 && t->fold.letters[0] != 'v');
}

/* `ledamöterna ran M, KD och SD`. */
static bool lost_from(const reader *r, size_t i) {
  if (!r->tokens->damaged || i == r->first || i + 1 >= r->end || !is(r, i - 1, REN__W_GROUP)) return false;
  const ren__token *t = token_at(r, i);
  return !t->words && t->fold.len <= 5 && ren__party_letters(spelling(r, i + 1), false) != NULL;
}

/* A word that cannot be made out, in a list that goes on to a party behind it. */
static bool skip_damaged(reader *r) {
  enum { REACH = 6, MOST_SKIPPED = 3 };
  const ren__token *t = token_at(r, r->at);
  if (!r->tokens->damaged || !r->out->count || r->skipped == MOST_SKIPPED || t->words & REN__KEYS) return false;
  for (size_t i = r->at + 1; i < r->end && i <= r->at + REACH; i++) {
    if (token_at(r, i)->before & (REN__GAP_COLON | REN__GAP_SEMICOLON) || token_at(r, i)->words & REN__KEYS)
      return false;
    if (!bracket_opens(r, i) || !ren__party_letters(spelling(r, i), true)) continue;
    r->skipped++;
    r->at++;
    r->in_name = false;
    r->resumed = true;
    return true;
  }
  return false;
}

/* `Anna Ek ()`: the party is lost, but there was one. */
static void read_empty_brackets(reader *r) {
  const uint32_t both = REN__GAP_OPEN | REN__GAP_CLOSE;
  if (!r->in_name || (token_at(r, r->at)->before & both) != both || bracket_opens(r, r->at)) return;
  r->out->with_party = r->out->marked = true;
  r->in_name = false;
  r->open_from = r->out->count;
}

/* The last word of an office behind a name, when the party follows it: `Anders Frykman,
 * regionråd i opposition (S)`. */
static size_t end_of_office(const reader *r, size_t i) {
  enum { MOST = 5 };
  if (!r->out->count || r->out->items[r->out->count - 1].party[0]) return i;
  for (size_t j = i + 1; j < r->end && j <= i + MOST; j++) {
    if (bracket_opens(r, j)) return ren__party_letters(spelling(r, j), true) ? j - 1 : i;
    if (token_at(r, j)->before != REN__GAP_BLANK || is_capitalised(r, j)) return i;
  }
  return i;
}

/* `Rektor Nils Ek`, `fröken Berg`: what people were before they were politicians. */
static bool is_profession(const reader *r, size_t i) {
  if (r->in_name && !(token_at(r, i)->before & REN__GAP_COMMA)) return false;
  if (!is_capitalised(r, i + 1) || (token_at(r, i)->flags & REN__TOKEN_UPPER && !is_capitalised(r, i + 2)))
    return false;
  return ren__word_profession(token_at(r, i));
}

/* `SD, genom Jesper Tott`: who signs for the party named before. */
static bool read_through(reader *r) {
  ren__fold through;
  ren__fold_str(&through, REN_STR("genom"));
  ren__persons *out = r->out;
  if (!out->count || !ren__fold_eq(&through, &token_at(r, r->at)->fold)) return false;
  if (!is_capitalised(r, r->at + 1) && !is(r, r->at + 1, REN__W_TITLE)) return false;
  ren__person *last = &out->items[out->count - 1];
  if (last->start != last->end) return false;
  memcpy(r->party, last->party, sizeof r->party);
  r->through = r->party;
  out->count--;
  r->at++;
  r->open_from = out->count;
  return true;
}

/* Words that belong to a list of persons without being a name. */
static bool read_other(reader *r) {
  const ren__token *t = token_at(r, r->at);
  if (read_through(r)) return true;
  bool lower = !(t->flags & REN__TOKEN_UPPER) || t->flags & REN__TOKEN_CAPITALS;
  if (is(r, r->at, REN__W_AND) && lower) {
    r->in_name = false;
  } else if (is(r, r->at, REN__W_GROUP)) {
    r->in_name = false;
    r->out->marked = r->bare = true;
  } else if (ren__word_polite(t) && (!r->in_name || t->before & REN__GAP_COMMA)) {
    r->in_name = false;
    r->polite = r->out->marked = true;
  } else if (is_profession(r, r->at)) {
    r->in_name = false;
    r->out->marked = true;
  } else if (ren__word_negation(t) && is_title(r, r->at + 1)) {
    r->in_name = false; /* icke tjänstgörande ersättaren */
  } else if (is_title(r, r->at)) {
    r->in_name = false;
    r->out->marked = true;
    r->at = end_of_office(r, r->at);
  } else if (is(r, r->at, REN__W_MFL) ||
             (t->fold.len == 1 && t->fold.letters[0] == 'm' && is(r, r->at + 1, REN__W_MFL))) {
    if (!r->out->count) return false;
  } else if (is(r, r->at, REN__W_FROM) || lost_from(r, r->at)) {
    if (r->out->count && !r->out->marked) return false;
    r->in_name = false;
  } else if (is(r, r->at, REN__W_ALL) && (!r->in_name || t->before & REN__GAP_COMMA) && lower) {
    r->in_name = false;
    r->all = r->out->marked = true;
  } else if (is(r, r->at, REN__W_I) && r->at > r->first && is(r, r->at - 1, REN__W_GROUP)) {
    r->in_name = false; /* `ledamöter i Socialdemokraternas grupp` */
  } else if ((is(r, r->at, REN__W_MED) || (r->tokens->damaged && !t->words && t->fold.len == 3)) &&
             is(r, r->at + 1, REN__W_INSTAMMER) && r->out->count) {
    r->in_name = false; /* `Anna Ek (M) med instämmande av Bo Alm (KD)` */
    r->at += is(r, r->at + 2, REN__W_FROM) ? 2 : 1;
  } else if ((t->flags & REN__TOKEN_DIGITS) && (is(r, r->at + 1, REN__W_TITLE) || t[1].before & REN__GAP_COLON)) {
    r->in_name = false; /* 1:e vice ordföranden */
  } else if (r->at && t->fold.len <= 2 && t->before & REN__GAP_COLON && (t - 1)->flags & REN__TOKEN_DIGITS) {
    r->in_name = false;
  } else {
    return false;
  }
  r->at++;
  return true;
}

/* A single capitalised word without party is no person. */
static void drop_doubtful(ren__persons *out, const char *text) {
  size_t kept = 0;
  for (size_t i = 0; i < out->count; i++) {
    const ren__person *p = &out->items[i];
    bool two_words =
        memchr(text + p->start, ' ', p->end - p->start) || memchr(text + p->start, '\n', p->end - p->start);
    if (p->start != p->end && !p->party[0] && !two_words && !p->polite) continue;
    out->items[kept++] = *p;
  }
  out->count = kept;
}

bool ren__persons_read(ren__persons *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                       bool bare) {
  reader r = {.out = out, .tokens = tokens, .text = text, .first = first, .at = first, .end = end, .bare = bare};
  *out = (ren__persons){0};
  out->stop = first;
  while (r.at < r.end) {
    size_t before = r.at;
    const ren__token *t = token_at(&r, r.at);
    bool speck = r.in_name && t->before == (REN__GAP_STOP | REN__GAP_OPEN); /* `Ek.(L)` */
    if (r.at > first && t->before & REN__GAP_STOP && !(t->before & REN__GAP_CLOSE) && !speck && out->count &&
        !is(&r, r.at - 1, REN__W_MFL) && t[-1].fold.len > 1 && !inside_name(&r, r.at))
      break; /* the sentence ends */
    if (r.at > first && t->before & REN__GAP_COLON && t->before & REN__GAP_BLANK && out->with_party) break;
    read_empty_brackets(&r);
    if (opens(&r, r.at)) {
      if (!read_parentheses(&r)) break;
    } else if (read_copyright(&r)) {
      continue;
    } else if (!read_local_party(&r) && !read_bare_letters(&r) && !read_party_name(&r) && !read_other(&r) &&
               !read_name(&r) && !skip_damaged(&r)) {
      break;
    }
    if (r.at == before) break;
  }
  if (r.at == r.end) read_copyright(&r);
  out->stop = r.at;
  drop_doubtful(out, text);
  return out->count > 0;
}
