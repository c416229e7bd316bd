#include "segment/leadins.h"

#include "segment/facts.h"
#include "segment/organs.h"

#include <string.h>

static bool is(const ren__tokens *tokens, size_t i, ren__word word) {
  return i < tokens->count && (tokens->items[i].words & REN__WORD(word)) != 0;
}

static bool fold_is(const ren__token *t, const char *word) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(word));
  return ren__fold_eq(&fold, &t->fold);
}

/* `Reservationsanslag`, `motionsspår`: the noun only begins the word. */
static bool begins_compound(const ren__token *t) {
  static const char *const stems[] = {"reservations", "motions", "yrkandes", "uttalandes", "röstförklarings"};
  for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
    ren__fold stem;
    ren__fold_str(&stem, ren_str_of(stems[i]));
    if (t->fold.len >= stem.len + 3u && memcmp(t->fold.letters, stem.letters, stem.len) == 0) return true;
  }
  return false;
}

bool ren__leadin_noun(const ren__tokens *tokens, size_t i, size_t end, ren_kind *kind, size_t *words) {
  size_t at = i;
  *words = 1;
  while (at < end && is(tokens, at, REN__W_ADJECTIVE)) at++;
  bool special = at < end && is(tokens, at, REN__W_SARSKILD);
  if (special) at++;
  if (at >= end) return false;
  uint64_t w = tokens->items[at].words;
  *words = at - i + 1;
  if (begins_compound(&tokens->items[at])) return false;
  if (w & REN__WORD(REN__W_ERSATTARYTTRANDE))
    *kind = REN_KIND_ERSATTARYTTRANDE;
  else if (w & REN__WORD(REN__W_PROTOKOLLSANTECKNING))
    *kind = REN_KIND_PROTOKOLLSANTECKNING;
  else if (w & REN__WORD(REN__W_ROSTFORKLARING))
    *kind = REN_KIND_ROSTFORKLARING;
  else if (w & REN__WORD(REN__W_RESERVATION))
    *kind = REN_KIND_RESERVATION;
  else if (special && w & (REN__WORD(REN__W_UTTALANDE) | REN__WORD(REN__W_YTTRANDE)))
    *kind = REN_KIND_SARSKILT_UTTALANDE;
  else if (w & REN__WORD(REN__W_YRKANDE))
    *kind = REN_KIND_YRKANDE;
  else if (w & (REN__WORD(REN__W_YTTRANDE) | REN__WORD(REN__W_UTTALANDE)))
    *kind = REN_KIND_YTTRANDE;
  else if (w & REN__WORD(REN__W_MOTION))
    *kind = REN_KIND_MOTION;
  else if (w & REN__WORD(REN__W_ANTECKNING) && is(tokens, at + 1, REN__W_TILL) &&
           is(tokens, at + 2, REN__W_PROTOKOLLET)) {
    *kind = REN_KIND_PROTOKOLLSANTECKNING;
    *words += 2;
  } else {
    return false;
  }
  return true;
}

/* The ending of the noun: singular, plural, or definite (which is no heading). */
typedef enum ending { SINGULAR, PLURAL, DEFINITE } ending;

static ending ending_of(const ren__token *t) {
  static const struct {
    const char *tail;
    uint8_t ending;
  } tails[] = {{"ationen", DEFINITE}, {"ationerna", DEFINITE}, {"ationer", PLURAL},    {"anden", PLURAL},
               {"andena", DEFINITE},  {"andet", DEFINITE},     {"ingar", PLURAL},      {"ingarna", DEFINITE},
               {"ingen", DEFINITE},   {"motioner", PLURAL},    {"motionen", DEFINITE}, {"ation", SINGULAR},
               {"ande", SINGULAR},    {"ing", SINGULAR},       {"motion", SINGULAR}};
  unsigned least = REN__COST_NONE;
  ending best = SINGULAR;
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    ren__fold tail, end = {0};
    ren__fold_str(&tail, ren_str_of(tails[i].tail));
    if (t->fold.len < tail.len) continue;
    for (size_t j = t->fold.len - tail.len; j < t->fold.len; j++) ren__fold_push(&end, t->fold.letters[j]);
    unsigned cost = ren__fold_distance(&tail, &end, REN__WHOLE, 5);
    if (cost < least) {
      least = cost;
      best = (ending)tails[i].ending;
    }
  }
  return best;
}

/* What may stand before the noun of a heading: `Bilaga 3:`, `§ 54`, `2.`, a dash. */
static size_t skip_prefix(const ren__tokens *tokens, size_t first, size_t end) {
  size_t i = first;
  while (i < end && i < first + 4) {
    const ren__token *t = &tokens->items[i];
    bool number = t->flags & REN__TOKEN_DIGITS && t->end - t->start <= 3;
    if (!number && !is(tokens, i, REN__W_BILAGA) && !(t->fold.len == 1 && i > first)) break;
    i++;
  }
  return i;
}

/* `Yrkanden och beslutsgång`, `Yrkanden på sammanträdet`. */
static bool is_filler(const ren__token *t) {
  if (t->before & REN__GAP_SLASH && fold_is(t, "er")) return true; /* `Reservation/er` */
  static const char *const fillers[] = {"beslutsgång", "propositionsordning", "omröstning", "på", "under", "vid",
                                        "dagens"};
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
    if (fold_is(t, fillers[i])) return true;
  return (t->words & REN__WORD(REN__W_SAMMANTRADE)) != 0;
}

/* `Reservationer och särskilda uttalanden m.m.`: only more nouns up to the end. */
static bool only_nouns(const ren__tokens *tokens, size_t i, size_t end, bool *more) {
  while (i < end) {
    ren_kind kind;
    size_t words;
    const ren__token *t = &tokens->items[i];
    if (ren__leadin_noun(tokens, i, end, &kind, &words)) {
      i += words;
      *more = true;
    } else if (is(tokens, i, REN__W_AND) || (t->fold.len <= 2 && t->fold.letters[0] == 'm') || fold_is(t, "mm")) {
      i++;
      *more = true;
    } else if ((t->flags & REN__TOKEN_DIGITS && t->end - t->start <= 3) || is_filler(t)) {
      i++;
    } else {
      return false;
    }
  }
  return true;
}

/* The word where the persons begin, after what may stand between noun and names. */
static size_t find_names(const ren__tokens *tokens, size_t i, size_t end, bool *from) {
  *from = false;
  for (size_t steps = 0; i < end && steps < 10; steps++, i++) {
    const ren__token *t = &tokens->items[i];
    if (is(tokens, i, REN__W_FROM) && !fold_is(t, "för")) {
      *from = true;
      return i + 1;
    }
    if (t->before & (REN__GAP_OPEN | REN__GAP_COLON | REN__GAP_DASH) && t->flags & REN__TOKEN_UPPER) return i;
    if (t->flags & REN__TOKEN_UPPER && steps == 0) return i;
    const uint64_t between = REN__WORD(REN__W_GIVEN) | REN__WORD(REN__W_MOT) | REN__WORD(REN__W_BESLUT) |
                             REN__WORD(REN__W_TILL) | REN__WORD(REN__W_PROTOKOLLET) | REN__WORD(REN__W_I) |
                             REN__WORD(REN__W_PARAGRAF) | REN__WORD(REN__W_ADJECTIVE);
    bool number = t->flags & REN__TOKEN_DIGITS && t->end - t->start <= 3;
    if (t->words & between || number || fold_is(t, "ärende") || fold_is(t, "ärendet")) continue;
    const ren__token *next = t + 1;
    if (steps > 0 || i + 1 >= end || t->words || !tokens->damaged) return end;
    *from = t->fold.len <= 3; /* what is left of `av`, or of `anfördes av` */
    if (next->flags & REN__TOKEN_UPPER || is(tokens, i + 1, REN__W_TITLE)) return i + 1;
  }
  return end;
}

/* Nothing but an organ and perhaps a date, a paragraph and small words. */
static bool names_place(const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  ren__organ organ;
  ren__date date = {.first = end, .last = end};
  if (end - first > 12 || !ren__organ_search(&organ, tokens, text, first, end)) return false;
  ren__date_find(&date, tokens, text, first, end);
  const uint64_t small = REN__WORD(REN__W_I) | REN__WORD(REN__W_TILL) | REN__WORD(REN__W_DEN) |
                         REN__WORD(REN__W_SAMMANTRADE) | REN__WORD(REN__W_PROTOKOLL) | REN__WORD(REN__W_PARAGRAF);
  for (size_t i = first; i < end; i++) {
    if ((i >= organ.first && i <= organ.last) || (i >= date.first && i <= date.last)) continue;
    const ren__token *t = &tokens->items[i];
    if (!(t->words & small) && !(t->flags & REN__TOKEN_DIGITS && t->end - t->start <= 4)) return false;
  }
  return true;
}

/* `RESERVATION MÅL OCH BUDGET 2023`: a line of its own, without an end. */
static bool is_title_line(const ren__tokens *tokens, size_t first, size_t end) {
  enum { MOST = 12 };
  const uint64_t speech = REN__WORD(REN__W_SIG) | REN__WORD(REN__W_OSS) | REN__WORD(REN__W_VI) |
                          REN__WORD(REN__W_DECIDES) | REN__WORD(REN__W_GIVES) | REN__WORD(REN__W_GIVEN) |
                          REN__WORD(REN__W_NONE) | REN__WORD(REN__W_FROM);
  if (end != tokens->count || end - first > MOST || !(tokens->items[first].flags & REN__TOKEN_UPPER)) return false;
  if (tokens->items[end].before & (REN__GAP_STOP | REN__GAP_COLON | REN__GAP_COMMA)) return false;
  for (size_t i = first; i < end; i++)
    if (tokens->items[i].words & speech) return false;
  return true;
}

/* `angående skolskjuts`, `§ 29, Ängsgärdet 2:14`, `ärende 12`, `mot beslutet om ...`: the
 * rest of a heading that says what the text is about. */
static bool names_matter(const ren__tokens *tokens, size_t rest, size_t end) {
  static const char *const links[] = {"angående", "ang",   "gällande", "rörande",  "avseende", "beträffande",
                                      "betr",     "kring", "om",       "ärende",   "ärendet",  "över",
                                      "till",     "mot",   "i",        "paragraf", "punkt"};
  const ren__token *t = &tokens->items[rest], *last = &tokens->items[end];
  enum { LONGEST = 200 };
  if (end != tokens->count || last->before & (REN__GAP_STOP | REN__GAP_COLON)) return false;
  if (tokens->items[end - 1].end - t->start > LONGEST) return false;
  if (t->before & REN__GAP_SECTION) return true;
  if (t->before & REN__GAP_DASH && t->before & REN__GAP_BLANK) return (t->flags & REN__TOKEN_UPPER) != 0;
  if (t->before & REN__GAP_COLON) return is_title_line(tokens, rest, end);
  if (t->flags & REN__TOKEN_UPPER && !(t->flags & REN__TOKEN_CAPITALS)) return false;
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    if (fold_is(t, links[i])) return true;
  return false;
}

/* Kinds whose name is also that of a paper: only a heading when nothing but names follows. */
static bool is_paper(ren_kind kind) {
  return kind == REN_KIND_YTTRANDE || kind == REN_KIND_YRKANDE || kind == REN_KIND_MOTION;
}

static bool only_groups(const ren__persons *persons) {
  for (size_t i = 0; i < persons->count; i++)
    if (persons->items[i].start != persons->items[i].end) return false;
  return true;
}

static bool accept_tail(ren__leadin *out, const ren__tokens *tokens, size_t end) {
  size_t stop = out->persons.stop;
  if (stop >= end) { /* `Reservation från SD.` is a sentence, not a heading: there may be no text */
    bool sentence =
        tokens->items[end].before & REN__GAP_STOP && !(tokens->items[end - 1].words & REN__WORD(REN__W_MFL));
    out->follow = sentence && !is_paper(out->kind) && only_groups(&out->persons) ? REN__MAYBE : REN__OPEN;
    return true;
  }
  const ren__token *t = &tokens->items[stop];
  bool capital = t->flags & REN__TOKEN_UPPER || t->before & REN__GAP_QUOTE;
  if (capital && !is_paper(out->kind) && !(t->before & REN__GAP_COMMA)) { /* the text goes on in the same line */
    out->follow = REN__OPEN;
    out->own = out->end = stop;
    return true;
  }
  ren__leadin_follow(out, tokens, stop, end);
  if (is_paper(out->kind)) return out->follow == REN__OPEN;
  return true;
}

static bool read_names(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t rest, size_t end) {
  bool from;
  size_t names = find_names(tokens, rest, end, &from);
  if (names >= end) return false;
  const ren__token *t = &tokens->items[names];
  if (!from && !(t->before & REN__GAP_OPEN) && is_paper(out->kind)) return false;
  if (!ren__persons_read(&out->persons, tokens, text, names, end, true)) return false;
  if (!from && !out->persons.with_party) return false;
  if (out->plural && is_paper(out->kind)) return false; /* `Yttranden av A (s) och B (m)`: they spoke */
  return accept_tail(out, tokens, end);
}

/* `Yrkande angående kameror (SD)`: whose it is. */
static void read_parties_behind(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t rest,
                                size_t end) {
  size_t open = end;
  out->persons = (ren__persons){0};
  if (!(tokens->items[end].before & REN__GAP_CLOSE)) return;
  while (open > rest && !(tokens->items[open - 1].before & REN__GAP_OPEN)) open--;
  if (open-- == rest) return;
  if (!ren__persons_read(&out->persons, tokens, text, open, end, true) || out->persons.stop < end ||
      !only_groups(&out->persons))
    out->persons = (ren__persons){0};
}

bool ren__leadin_heading(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  size_t noun = skip_prefix(tokens, first, end), words;
  if (noun >= end || !ren__leadin_noun(tokens, noun, end, &out->kind, &words)) return false;
  size_t last = noun + words - 1, rest = last + 1;
  ending how = out->kind == REN_KIND_PROTOKOLLSANTECKNING && words > 1 ? SINGULAR : ending_of(&tokens->items[last]);
  if (how == DEFINITE) return false;
  *out = (ren__leadin){
      .kind = out->kind, .heading = true, .certain = true, .first = first, .end = end, .own = tokens->count};
  out->plural = how == PLURAL;
  bool more = false;
  if (only_nouns(tokens, rest, end, &more)) {
    if (is_paper(out->kind) && !(tokens->items[noun].flags & REN__TOKEN_UPPER)) return false;
    out->bare = true;
    out->plural |= more;
    out->follow = REN__OPEN;
    if (tokens->items[end].before & REN__GAP_COLON && end < tokens->count) out->own = end;
    return true;
  }
  if (names_place(tokens, text, rest, end)) { /* `Reservation kommunstyrelsen 2025-02-12` */
    out->bare = true;
    out->follow = REN__OPEN;
    return !is_paper(out->kind) || out->kind == REN_KIND_YRKANDE;
  }
  if (read_names(out, tokens, text, rest, end)) return true;
  bool listed = noun > first && !is(tokens, first, REN__W_BILAGA); /* `5. Motion om utegym` of an agenda */
  if (listed) return false;
  out->loosely = !names_matter(tokens, rest, end);
  if (out->loosely && (is_paper(out->kind) || !is_title_line(tokens, first, end))) return false;
  read_parties_behind(out, tokens, text, rest, end);
  out->bare = out->titled = true;
  out->follow = REN__OPEN;
  return true;
}
