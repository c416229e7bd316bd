#include "segment/leadins.h"

#include "segment/block.h"

#include "segment/organs.h"

static bool is(const ren__tokens *tokens, size_t i, ren__word word) {
  return i < tokens->count && (tokens->items[i].words & REN__WORD(word)) != 0;
}

static bool fold_is(const ren__token *t, const char *word) {
  ren__fold fold;
  ren__fold_str(&fold, ren_str_of(word));
  return ren__fold_eq(&fold, &t->fold);
}

static size_t find(const ren__tokens *tokens, size_t first, size_t end, uint64_t words) {
  for (size_t i = first; i < end; i++)
    if (tokens->items[i].words & words) return i;
  return end;
}

/* `W` of `Anders W. Jonsson`, the second `m` of `m.m.`; not the party of `yttrande C.` */
static bool is_initial(const ren__tokens *tokens, size_t i, size_t first) {
  const ren__token *t = &tokens->items[i];
  if (t->fold.len != 1 || t->flags & REN__TOKEN_DIGITS) return false;
  if (!(t->flags & REN__TOKEN_UPPER) || i == first) return true;
  return t[-1].flags & REN__TOKEN_UPPER && !(t->before & (REN__GAP_COMMA | REN__GAP_OPEN));
}

/* Words that no sentence ends with. */
static const uint64_t never_last = REN__WORD(REN__W_TITLE) | REN__WORD(REN__W_AND) | REN__WORD(REN__W_FROM) |
                                   REN__WORD(REN__W_MOT) | REN__WORD(REN__W_SOM);

size_t ren__sentence_end(const ren__tokens *tokens, size_t first) {
  for (size_t i = first + 1; i < tokens->count; i++) {
    const ren__token *t = &tokens->items[i], *before = t - 1;
    if (!(t->before & REN__GAP_STOP)) continue;
    if (!(t->flags & REN__TOKEN_UPPER) && !(t->before & REN__GAP_QUOTE)) continue;
    if (t->before & REN__GAP_OPEN && before->words & REN__WORD(REN__W_MFL)) continue;
    if (is_initial(tokens, i - 1, first) && !(t->before & REN__GAP_CLOSE)) continue;
    if (!(t->before & ~(uint32_t)(REN__GAP_STOP | REN__GAP_BLANK)) && before->words & never_last)
      continue;                                                        /* a speck: `ledamoten.Tua`, `av .Lovisa` */
    if (i == first + 1 && before->flags & REN__TOKEN_DIGITS) continue; /* `1. Att ...` */
    return i;
  }
  return tokens->count;
}

/* After `:` the own words begin; after `enligt följande.` with the next sentence. */
void ren__leadin_follow(ren__leadin *out, const ren__tokens *tokens, size_t rest, size_t end) {
  bool announces = false;
  out->own = tokens->count;
  out->follow = REN__MAYBE;
  for (size_t i = rest; i < end; i++) {
    if (is(tokens, i, REN__W_FOLJANDE)) announces = true;
    const ren__token *t = &tokens->items[i];
    bool time = t->flags & REN__TOKEN_DIGITS && (t - 1)->flags & REN__TOKEN_DIGITS;
    bool apart = t->before & (REN__GAP_BLANK | REN__GAP_NEWLINE | REN__GAP_QUOTE); /* not `(MP):s` */
    if (i > rest && t->before & REN__GAP_COLON && apart && !time && (t - 1)->fold.len > 1) {
      out->own = out->end = i;
      out->follow = REN__OPEN;
      return;
    }
  }
  bool colon = tokens->items[end].before & REN__GAP_COLON;
  if (ren__pointer_find(&out->pointer, tokens, rest, end)) {
    out->follow = REN__CLOSED;
  } else if (announces || colon || (rest >= end && end == tokens->count)) { /* `A (L) yrkar` and a list */
    out->follow = REN__OPEN;
    if (end < tokens->count) out->own = end;
  }
}

/* `Även SD-gruppen reserverar sig`. */
static bool is_also(const ren__token *t) {
  return fold_is(t, "även") || fold_is(t, "också") || fold_is(t, "vidare") || fold_is(t, "dessutom");
}

static bool subject(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t verb,
                    size_t slack) {
  size_t from = first;
  while (from < verb && is_also(&tokens->items[from])) from++;
  if (is(tokens, from, REN__W_VI)) {
    out->first_person = true;
    from++;
    while (from < verb && is(tokens, from, REN__W_VI)) from++;
    ren__persons_read(&out->persons, tokens, text, from, verb, true);
    return verb - from <= slack + (out->persons.count ? out->persons.stop - from : 0) || out->persons.with_party;
  }
  if (!ren__persons_read(&out->persons, tokens, text, from, verb, true)) return false;
  if (!out->persons.with_party && !out->persons.marked) return false;
  return verb - out->persons.stop <= slack;
}

/* `Anna Ek och Bo Alm reserverar sig`: names alone will do where nobody else can be meant. */
static bool plain_subject(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t verb) {
  return ren__persons_read(&out->persons, tokens, text, first, verb, true) && out->persons.stop == verb;
}

/* `Därför reserverar vi oss`, `Vi vill reservera oss`, not `avstår från att reservera oss`. */
static bool begins_reservation(const ren__tokens *tokens, size_t first, size_t verb) {
  static const char *const refusals[] = {"att", "inte", "ej"};
  for (size_t i = first; i < verb; i++)
    for (size_t j = 0; j < sizeof refusals / sizeof *refusals; j++) {
      ren__fold fold;
      ren__fold_str(&fold, ren_str_of(refusals[j]));
      if (ren__fold_eq(&fold, &tokens->items[i].fold)) return false;
    }
  return is(tokens, first, REN__W_VI) ? verb - first <= 8 : verb - first <= 4;
}

/* The word `sig` or `oss` of the verb. What is left of `sig` is told by its place: right
 * behind the verb and before `mot` or `till`. */
static size_t find_self(const ren__tokens *tokens, size_t verb, size_t end) {
  size_t reach = verb + 5 < end ? verb + 5 : end;
  size_t self = find(tokens, verb + 1, reach, REN__WORD(REN__W_SIG) | REN__WORD(REN__W_OSS));
  if (self < reach) return self;
  const ren__token *t = &tokens->items[verb];
  bool next = is(tokens, verb + 2, REN__W_MOT) || is(tokens, verb + 2, REN__W_TILL);
  ren__fold sig;
  ren__fold_str(&sig, REN_STR("sig"));
  if (verb + 2 < end && next && ren__fold_distance(&sig, &t[1].fold, REN__WHOLE, 5) != REN__COST_NONE) return verb + 1;
  if (verb + 3 < end && is(tokens, verb + 3, REN__W_MOT)) { /* `reserverar z ig mot` */
    ren__fold torn = t[1].fold;
    for (size_t i = 0; i < t[2].fold.len; i++) ren__fold_push(&torn, t[2].fold.letters[i]);
    if (ren__fold_distance(&sig, &torn, REN__WHOLE, 3) != REN__COST_NONE) return verb + 2;
  }
  bool glued = t->fold.len > 10 && t->fold.letters[t->fold.len - 1] == 'g';
  return glued && verb + 1 < end ? verb : end;
}

/* `Mot beslutet reserverar sig A (L)`; old minutes name no parties. */
static bool inverted_subject(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t verb,
                             size_t self, size_t end) {
  bool formula = is(tokens, first, REN__W_MOT) || fold_is(&tokens->items[first], "häremot");
  for (size_t i = self + 1; i < end && i < self + 4 && verb - first <= 6; i++) {
    if (!ren__persons_read(&out->persons, tokens, text, i, end, true)) continue;
    if (out->persons.with_party || (formula && i <= self + 2)) return true;
  }
  return false;
}

/* `Mot beslutet reserverar sig`, `Följande ledamöter reserverar sig mot beslutet:` and the names below. */
static bool opens_list(const ren__tokens *tokens, size_t first, size_t self, size_t end) {
  const ren__token *last = &tokens->items[end];
  bool opener = is(tokens, first, REN__W_MOT) || is(tokens, first, REN__W_FOLJANDE) || self <= first + 1;
  return opener && self < first + 9 && end - self <= 6 && (last->before & REN__GAP_COLON || end == tokens->count) &&
         !(last->before & REN__GAP_STOP);
}

/* `reserverade`, `har reserverat`: of another time, unless the minutes are written so. */
static bool is_past(const ren__token *verb) {
  static const char *const forms[] = {"reserverade", "reserverat"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    ren__fold past;
    ren__fold_str(&past, ren_str_of(forms[i]));
    if (ren__fold_distance(&past, &verb->fold, REN__WHOLE, 4) != REN__COST_NONE) return true;
  }
  return false;
}

/* `A (L) reserverar sig ...`, `Mot beslutet reserverar sig A (L) ...`, `Vi reserverar oss` */
static bool read_reserverar(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                            int context) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_RESERVERAR));
  size_t self = verb < end ? find_self(tokens, verb, end) : end;
  if (self == end) return false;
  out->kind = REN_KIND_RESERVATION;
  out->certain = true;
  out->past = context != REN_KIND_RESERVATION && is_past(&tokens->items[verb]);
  bool ours = is(tokens, self, REN__W_OSS);
  bool formula =
      context == REN_KIND_RESERVATION || is(tokens, self + 1, REN__W_MOT) || is(tokens, self + 1, REN__W_TILL);
  if (subject(out, tokens, text, first, verb, 10) ||
      (formula && !ours && plain_subject(out, tokens, text, first, verb))) {
    if (out->first_person && !out->persons.count && (!begins_reservation(tokens, first, verb) || out->past))
      return false;
    ren__leadin_follow(out, tokens, self + 1, end);
    return true;
  }
  if (ours) {
    if (!begins_reservation(tokens, first, verb) || out->past) return false;
    out->first_person = true;
    out->persons = (ren__persons){.stop = self};
    ren__leadin_follow(out, tokens, self + 1, end);
    return true;
  }
  if (inverted_subject(out, tokens, text, first, verb, self, end)) {
    ren__leadin_follow(out, tokens, out->persons.stop, end);
    return true;
  }
  out->persons = (ren__persons){0};
  out->opens_list = opens_list(tokens, first, self, end);
  if (!out->opens_list && (context != REN_KIND_RESERVATION || verb - first > 8)) return false;
  ren__leadin_follow(out, tokens, self + 1, end);
  if (out->opens_list) out->follow = REN__MAYBE;
  return true;
}

/* `A (L) lämnar följande särskilda uttalande:` */
static bool read_gives(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_GIVES) | REN__WORD(REN__W_ANFOR));
  if (verb == end) return false;
  bool inverted = is(tokens, first, REN__W_MOT) &&
                  ren__persons_read(&out->persons, tokens, text, verb + 1, end, true) &&
                  out->persons.with_party; /* `Mot beslutet anmäler A (L) reservation` */
  size_t from = inverted ? out->persons.stop : verb + 1;
  for (size_t i = from; i < end && i < from + 8; i++) {
    size_t words;
    if (tokens->items[i].before & REN__GAP_COLON) return false;
    bool noun = ren__leadin_noun(tokens, i, end, &out->kind, &words);
    if (!noun && !(is(tokens, i, REN__W_PROTOKOLLET) && is(tokens, i - 1, REN__W_TILL))) continue;
    if (!noun) out->kind = REN_KIND_PROTOKOLLSANTECKNING;
    size_t slack = find(tokens, verb, end, REN__WORD(REN__W_FOLJANDE)) < end ? 12 : 4;
    if (!inverted && !subject(out, tokens, text, first, verb, slack) && !plain_subject(out, tokens, text, first, verb))
      return false;
    if (out->first_person && !out->persons.count && out->kind == REN_KIND_YTTRANDE) return false;
    ren__leadin_follow(out, tokens, verb + 1, end);
    out->certain = true;
    bool paper = out->kind == REN_KIND_YTTRANDE || out->kind == REN_KIND_YRKANDE || out->kind == REN_KIND_MOTION;
    return !paper || out->follow == REN__OPEN;
  }
  return false;
}

/* `Följande reservation lämnas av A (L):` */
static bool read_given(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  size_t words;
  if (!is(tokens, first, REN__W_FOLJANDE) || !ren__leadin_noun(tokens, first + 1, end, &out->kind, &words))
    return false;
  size_t by = find(tokens, first + 1 + words, end, REN__WORD(REN__W_FROM));
  if (by >= end || by > first + words + 5) return false;
  if (!ren__persons_read(&out->persons, tokens, text, by + 1, end, true)) return false;
  out->certain = true;
  ren__leadin_follow(out, tokens, out->persons.stop, end);
  if (out->follow == REN__MAYBE) out->follow = REN__OPEN;
  return true;
}

/* `A (L) antecknar som yttrande ...`, `A (C) begär att få antecknat till protokollet att ...` */
static bool read_antecknar(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_ANTECKNAR));
  if (verb == end) return false;
  size_t gives = find(tokens, first, verb, REN__WORD(REN__W_GIVES));
  bool protocol = find(tokens, first, end, REN__WORD(REN__W_PROTOKOLLET)) < end;
  bool statement = find(tokens, verb, end, REN__WORD(REN__W_YTTRANDE)) < end;
  if (!protocol && !statement) return false;
  out->kind = REN_KIND_PROTOKOLLSANTECKNING;
  out->certain = true;
  if (!subject(out, tokens, text, first, gives < verb ? gives : verb, 3)) {
    if (out->first_person || !is(tokens, first, REN__W_TILL)) return false;
    static const char that[] = "att"; /* `Till protokollet antecknas att Anna Ek (M) anser ...` */
    size_t from = verb + 1 < end && fold_is(&tokens->items[verb + 1], that) ? verb + 2 : verb + 1;
    if (!ren__persons_read(&out->persons, tokens, text, from, end, true)) return false;
    if (from > verb + 1 && !out->persons.with_party) return false;
  }
  ren__leadin_follow(out, tokens, verb + 1, end);
  out->pointer = (ren__pointer){0};
  if (out->follow == REN__CLOSED) out->follow = REN__MAYBE;
  return true;
}

/* `A (L) anför följande:` */
static bool read_anfor(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                       int context) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_ANFOR));
  if (verb == end || !subject(out, tokens, text, first, verb, 3) || !out->persons.count) return false;
  if (context < 0 && !out->persons.with_party) return false; /* `Föredragande borgarrådet X anför följande.` */
  out->kind = context >= 0 ? (ren_kind)context : REN_KIND_YTTRANDE;
  out->certain = true;
  ren__leadin_follow(out, tokens, verb, end);
  return out->follow == REN__OPEN;
}

/* `A (m) och B (fp): bifall till ...` */
static bool is_demand(const ren__token *t) {
  static const char *const demands[] = {"bifall",  "avslag",  "återremiss", "bordläggning",
                                        "tillägg", "ändring", "förslag"};
  for (size_t i = 0; i < sizeof demands / sizeof *demands; i++)
    if (fold_is(t, demands[i])) return true;
  return false;
}

/* `A (M) yrkar bifall med instämmande av B (KD)`: they move it together. */
static void add_seconders(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t verb, size_t end) {
  ren__persons more;
  size_t with = find(tokens, verb + 1, end, REN__WORD(REN__W_INSTAMMER));
  if (with >= end || !is(tokens, with - 1, REN__W_MED)) return;
  size_t from = with + (is(tokens, with + 1, REN__W_FROM) ? 2 : 1);
  if (!ren__persons_read(&more, tokens, text, from, end, true) || !more.with_party) return;
  ren__persons_merge(&out->persons, &more, text);
}

static bool read_yrkar(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                       int context) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_YRKAR));
  if (verb == end) return false;
  bool somebody = subject(out, tokens, text, first, verb, 3) && out->persons.with_party;
  if (!somebody && (context != REN_KIND_YRKANDE || !plain_subject(out, tokens, text, first, verb))) return false;
  out->kind = REN_KIND_YRKANDE;
  out->certain = true;
  out->demands = is_demand(&tokens->items[verb + 1]) || fold_is(&tokens->items[verb + 1], "att");
  add_seconders(out, tokens, text, verb, end);
  ren__leadin_follow(out, tokens, verb + 1, end);
  out->pointer = (ren__pointer){0};
  if (out->follow == REN__CLOSED) out->follow = REN__MAYBE;
  return true;
}

/* `A (C) instämmer i det särskilda yttrandet från B (V).`: a text of the kind that it joins. */
static bool read_instammer(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                           int context) {
  size_t verb = find(tokens, first, end, REN__WORD(REN__W_INSTAMMER)), words;
  if (verb == end || !subject(out, tokens, text, first, verb, 2) || out->first_person) return false;
  if (!out->persons.count || !out->persons.items[out->persons.count - 1].party[0]) return false;
  if (!ren__pointer_find(&out->pointer, tokens, verb, end) || out->pointer.how != REN_REFERS_INSTAMMER) return false;
  bool noun = false;
  for (size_t i = out->pointer.first; i < out->pointer.end && !noun; i++)
    noun = ren__leadin_noun(tokens, i, out->pointer.end, &out->kind, &words);
  if (!noun || out->kind == REN_KIND_YTTRANDE || out->kind == REN_KIND_YRKANDE || out->kind == REN_KIND_MOTION)
    return false;
  ren__fold deputy;
  ren__fold_str(&deputy, REN_STR("ersättare"));
  bool by_deputy = ren__fold_distance(&deputy, &tokens->items[first].fold, REN__PREFIX, 5) != REN__COST_NONE;
  if (by_deputy || context == REN_KIND_ERSATTARYTTRANDE) out->kind = REN_KIND_ERSATTARYTTRANDE;
  out->certain = true;
  out->follow = REN__CLOSED;
  return true;
}

static bool demands_something(const ren__tokens *tokens, size_t first, size_t end) {
  const uint64_t verbs = REN__WORD(REN__W_DECIDES) | REN__WORD(REN__W_INSTAMMER);
  if (tokens->items[first].before & REN__GAP_COLON && is_demand(&tokens->items[first])) return true;
  return find(tokens, first, first + 5 < end ? first + 5 : end, verbs) < (first + 5 < end ? first + 5 : end);
}

/* Under a heading of notes or motions every sentence that begins with somebody who has
 * a party and goes on with a verb is one; other texts need a colon (`Anna Ek (L): ...`). */
static bool read_by_context(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                            int context) {
  if (context < 0 || !ren__persons_read(&out->persons, tokens, text, first, end, true)) return false;
  size_t stop = out->persons.stop;
  if (!out->persons.with_party || stop >= end) return false;
  bool colon = tokens->items[stop].before & REN__GAP_COLON;
  if (!colon && tokens->items[stop].flags & REN__TOKEN_UPPER && !(tokens->items[stop].flags & REN__TOKEN_CAPITALS))
    return false;
  bool notes =
      context == REN_KIND_PROTOKOLLSANTECKNING || context == REN_KIND_YRKANDE || context == REN_KIND_ROSTFORKLARING;
  if (context == REN_KIND_YRKANDE && !demands_something(tokens, stop, end)) return false;
  const uint64_t points = REN__WORD(REN__W_INSTAMMER) | REN__WORD(REN__W_HANVISAR);
  if (!notes && !colon && !(tokens->items[stop].words & points)) return false;
  out->kind = (ren_kind)context;
  ren__leadin_follow(out, tokens, stop, end);
  return true;
}

bool ren__leadin_read(ren__leadin *out, const ren__tokens *tokens, const char *text, size_t first, size_t end,
                      int context) {
  const ren__leadin fresh = {.first = first, .end = end, .own = tokens->count};
  *out = fresh;
  if (first >= end) return false;
  if (ren__leadin_heading(out, tokens, text, first, end)) return true;
  *out = fresh;
  if (read_reserverar(out, tokens, text, first, end, context)) return true;
  *out = fresh;
  if (read_gives(out, tokens, text, first, end)) return true;
  *out = fresh;
  if (read_given(out, tokens, text, first, end)) return true;
  *out = fresh;
  if (read_antecknar(out, tokens, text, first, end)) return true;
  *out = fresh;
  if (read_anfor(out, tokens, text, first, end, context)) return true;
  *out = fresh;
  if (read_yrkar(out, tokens, text, first, end, context)) return true;
  *out = fresh;
  if (read_instammer(out, tokens, text, first, end, context)) return true;
  *out = fresh;
  return read_by_context(out, tokens, text, first, end, context);
}
