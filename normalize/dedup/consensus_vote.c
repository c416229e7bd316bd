#include "dedup/consensus_vote.h"

#include "utf8.h"

#include <math.h>
#include <string.h>

/* Costs in decades. */
static const double DIFFERS = 2;      /* a word differs between boards */
static const double SHARED = 0.3;     /* ... and another one has it so */
static const double ANOTHER_WORD = 1; /* of all differences: a word that is readily another */
static const double COMMON = 1.5;     /* less than that of a word */
static const double RARE = 5.5;       /* a word that differs seldom, whatever is around it */
/* What it tells that a word does not fit the words around. */
static const double LEAST_UNFIT = 1, MOST_UNFIT = 4;
static const double MISREAD = 2.5; /* what a misreading costs, roughly */

static const double SOUND = 2.1; /* a text where a letter in 125 is misread */
static const double USUALLY = 1; /* a misreading that a text has everywhere: lost marks */
static const double WORST = 30;  /* dearer misreadings are not told apart */
/* Kinds of misreading that are no dearer: shapes that look alike; a lost letter and what the
 * model tells of, too; any one letter. */
#define LOOK_ALIKE 0.95
#define USUAL_KIND 2.0
#define ANY_KIND 2.5
enum { AGREED = 3 };                   /* witnesses of a figure that cannot be read */
static const double UNLIKE_FIGURE = 3; /* decades by which a lone figure must not fit */
enum { BRIEF = 3, LONG = 7 };          /* letters of a word that has many neighbours, and few */

/* A form that stands in the place, and who has it. */
typedef struct tally {
  ren_str form;
  size_t votes;
  bool own;
  double cost;    /* as a word */
  size_t belongs; /* to which form, perhaps itself */
} tally;

typedef struct count {
  const ren__lexis *lexis;
  const ren__ballot *ballot;
  tally forms[REN__WITNESSES + 1]; /* the likeliest words first */
  size_t form_count, own;
} count;

static bool same_form(ren_str a, ren_str b) {
  size_t i = 0, j = 0;
  while (i < a.len && j < b.len) {
    uint32_t x, y;
    i += ren_utf8_decode(a.ptr + i, a.len - i, &x);
    j += ren_utf8_decode(b.ptr + j, b.len - j, &y);
    if (ren_to_lower(x) != ren_to_lower(y)) return false;
  }
  return i == a.len && j == b.len;
}

static int compare_bytes(ren_str a, ren_str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Whether x is more readily what was meant than y. */
static bool before(const tally *x, const tally *y) {
  double a = MISREAD * (double)x->votes - x->cost, b = MISREAD * (double)y->votes - y->cost;
  return a != b ? a > b : compare_bytes(x->form, y->form) < 0;
}

static bool all_same(const ren__ballot *ballot) {
  size_t same = 0;
  while (same < ballot->count && ren_str_eq(ballot->readings[same].form, ballot->readings[0].form)) same++;
  return same == ballot->count;
}

/* The readings as different forms, each in the spelling that most of them have. */
static void collect(count *c) {
  const ren__ballot *b = c->ballot;
  for (size_t i = 0; i < b->count; i++) {
    size_t k = 0;
    while (k < c->form_count && !same_form(c->forms[k].form, b->readings[i].form)) k++;
    if (k == c->form_count) c->forms[c->form_count++] = (tally){.form = b->readings[i].form};
    tally *f = &c->forms[k];
    f->votes++;
    f->own = f->own || i == 0;
    size_t now = 0, so = 0;
    for (size_t o = 1; o < b->count; o++) {
      now += ren_str_eq(b->readings[o].form, f->form);
      so += ren_str_eq(b->readings[o].form, b->readings[i].form);
    }
    if (so > now || (so == now && compare_bytes(b->readings[i].form, f->form) > 0)) f->form = b->readings[i].form;
  }
  for (size_t k = 0; k < c->form_count; k++)
    c->forms[k].cost = ren__form_cost(c->lexis, c->forms[k].form, c->forms[k].votes - c->forms[k].own);
}

/* ---- what is meant by what is seen ------------------------------------------ */

/* All readings of the form x, as misreadings of y. */
static double misreading(const count *c, const tally *x, const tally *y) {
  double sum = 0;
  for (size_t i = 0; i < c->ballot->count; i++) {
    const ren__witnessed *r = &c->ballot->readings[i];
    if (same_form(r->form, x->form)) sum += ren__word_channel(r->rates, r->form, y->form, WORST);
  }
  return sum;
}

static bool is_two(ren_str form) { return memchr(form.ptr, ' ', form.len) != NULL; }

/* Whether the kind of misreading is a common one, whatever the text's rate. */
static bool looks_alike(const tally *x, const tally *y) {
  static const ren__word_rates no_rates = {0};
  return ren__word_channel(&no_rates, x->form, y->form, LOOK_ALIKE) <= LOOK_ALIKE;
}

/* What the kind of misreading costs, the model's confusions among them; at most ANY_KIND. */
static double kind_of_misreading(const count *c, const tally *x, const tally *y) {
  const ren__word_rates no_rates = {.confusions = c->ballot->readings[0].rates->confusions};
  return ren__word_channel(&no_rates, x->form, y->form, ANY_KIND);
}

static bool is_sound(const count *c) { return c->ballot->readings[0].rates->letter > SOUND; }

/* Whether another text has the form x too, and not because it has all words so; no matter
 * where one's own text has. */
static bool is_shared(const count *c, const tally *x, const tally *y) {
  const ren__witnessed *own = &c->ballot->readings[0];
  if (x->own && ren__word_channel(own->rates, own->form, y->form, USUALLY) <= USUALLY) return false;
  for (size_t i = 1; i < c->ballot->count; i++) {
    const ren__witnessed *r = &c->ballot->readings[i];
    if (same_form(r->form, x->form) && ren__word_channel(r->rates, r->form, y->form, WORST) > USUALLY) return true;
  }
  return false;
}

/* Without a model any form may be a word: only lost marks and what OCR often mixes up in
 * damaged text tell. */
static double difference_unread(const count *c, const tally *x, const tally *y) {
  if (x->cost >= REN__NO_WORD) return DIFFERS + x->cost;
  if (is_shared(c, x, y)) return DIFFERS + SHARED;
  if (is_two(y->form) || ren__word_compare(x->form, y->form).diacritics) return DIFFERS + x->cost;
  bool readily = (is_sound(c) && ren_utf8_count(x->form) < LONG) || ren__first_upper(x->form) ||
                 ren__other_ending(x->form, y->form);
  return DIFFERS + (readily || !looks_alike(x, y) ? ANOTHER_WORD : x->cost);
}

/* Which kinds of misreading make another word of a word of so many letters, and by how many
 * decades it must then not fit: short words have many neighbours, long ones few. */
static const struct {
  size_t letters;
  double kind, misfit;
} accidents[] = {
    {2, ANY_KIND, 4}, {BRIEF, USUAL_KIND, 1}, {REN__WORD_MAX, LOOK_ALIKE, 2}, {REN__WORD_MAX, USUAL_KIND, 4}};

/* What the words around tell against a word that exists, if several have another one that
 * it is readily misread from. */
static double out_of_place(const count *c, const tally *x, const tally *y) {
  size_t letters = ren_utf8_count(x->form);
  double unfit = 0;
  if (y->votes < 2) return 0;
  double kind = kind_of_misreading(c, x, y), misfit = ren__misfit(&c->ballot->around, x->form, y->form);
  for (size_t i = 0; i < sizeof accidents / sizeof *accidents; i++)
    if (letters <= accidents[i].letters && kind <= accidents[i].kind && misfit >= accidents[i].misfit)
      unfit = fmax(unfit, misfit - accidents[i].misfit + LEAST_UNFIT);
  return fmin(unfit, MOST_UNFIT);
}

/* Whether a capital may be that of a name: of a common word it stands at the start of a sentence. */
static bool may_be_name(const count *c, const tally *x, const tally *y) {
  if (!ren__first_upper(x->form)) return false;
  uint32_t flags = ren_model_word(c->lexis->model, y->form).flags;
  return !(flags & REN_WORD_KNOWN) || flags & (REN_WORD_NAME | REN_WORD_PLACE | REN_WORD_CAPITAL) || y->votes < 2;
}

/* The form x as a word of its own, where others have y: names and other forms of a word
 * differ readily, other words as they are common and as they fit the words around. */
static double difference(const count *c, const tally *x, const tally *y) {
  if (!c->lexis->model) return difference_unread(c, x, y);
  bool known = ren__lexis_knows(c->lexis, x->form), ending = ren__other_ending(x->form, y->form);
  if (known && (is_sound(c) || (ending && x->cost <= RARE))) return DIFFERS + ANOTHER_WORD;
  if (x->cost > REN__COMMON_COST || is_two(x->form) || (is_two(y->form) && !known)) return DIFFERS + x->cost;
  if (is_shared(c, x, y)) return DIFFERS + SHARED;
  if (is_sound(c) || may_be_name(c, x, y) || (ending && !known)) return DIFFERS + ANOTHER_WORD;
  if ((x->cost > RARE && !ending) || !known) return DIFFERS + x->cost - COMMON;
  return DIFFERS + ANOTHER_WORD + out_of_place(c, x, y);
}

/* The likeliest words first; but what a text has everywhere for something else (a for å)
 * comes behind that, however many have it. */
static void put_in_order(count *c) {
  for (size_t k = 1; k < c->form_count; k++) {
    tally f = c->forms[k];
    size_t at = k;
    for (; at > 0 && before(&f, &c->forms[at - 1]); at--) c->forms[at] = c->forms[at - 1];
    c->forms[at] = f;
  }
  for (size_t k = 1; k < c->form_count; k++) {
    size_t w = 0;
    while (w < k && misreading(c, &c->forms[w], &c->forms[k]) > USUALLY) w++;
    if (w == k) continue;
    tally f = c->forms[k];
    memmove(&c->forms[w + 1], &c->forms[w], (k - w) * sizeof f);
    c->forms[w] = f;
  }
  for (size_t k = 0; k < c->form_count; k++)
    if (c->forms[k].own) c->own = k;
}

/* Sorts the forms into words: each joins the word it is likeliest misread from. */
static void sort_into_words(count *c) {
  put_in_order(c);
  for (size_t k = 0; k < c->form_count; k++) {
    double least = REN__NEVER;
    c->forms[k].belongs = k;
    for (size_t w = 0; w < k; w++) {
      if (c->forms[w].belongs != w) continue;
      double cost = misreading(c, &c->forms[k], &c->forms[w]);
      if (cost >= least || cost >= difference(c, &c->forms[k], &c->forms[w])) continue;
      least = cost;
      c->forms[k].belongs = w;
    }
  }
}

/* What the readings of a word cost with x as what was meant. */
static double whole_cost(const count *c, size_t word, const tally *x) {
  double sum = x->cost;
  for (size_t k = 0; k < c->form_count; k++)
    if (c->forms[k].belongs == word) sum += misreading(c, &c->forms[k], x);
  return sum;
}

/* Which form of the word was meant, and by how much it is likelier than any other. */
static size_t meant_by(const count *c, size_t word, double *margin) {
  double least = INFINITY, second = INFINITY;
  size_t best = word;
  for (size_t k = 0; k < c->form_count; k++) {
    if (c->forms[k].belongs != word) continue;
    double cost = whole_cost(c, word, &c->forms[k]);
    if (cost < least) {
      second = least;
      least = cost;
      best = k;
    } else if (cost < second)
      second = cost;
  }
  *margin = second - least;
  return best;
}

static double share_of(const count *c, size_t word) {
  size_t votes = 0;
  for (size_t k = 0; k < c->form_count; k++)
    if (c->forms[k].belongs == word) votes += c->forms[k].votes;
  return -log10((double)votes / (double)c->ballot->count);
}

/* ---- the decision ------------------------------------------------------------ */

static const char *rule_of(ren_str own, ren_str form) {
  ren__word_diff diff = ren__word_compare(own, form);
  if (memchr(own.ptr, ' ', own.len)) return "witness-joined";
  if (memchr(form.ptr, ' ', form.len)) return "witness-parted";
  return diff.diacritics ? "witness-diacritics" : "witness-word";
}

/* The more have the word, the less likely is it that boards differ there; but names do. */
static double agreement(const count *c, const tally *own, const tally *meant) {
  return !c->lexis->model || may_be_name(c, own, meant) ? 0 : log10((double)meant->votes);
}

/* How many decades the change is likelier than the likeliest of what speaks against it. */
static double odds_of(const count *c, const tally *own, const tally *meant, size_t word, double odds) {
  const ren__word_rates *rates = c->ballot->readings[0].rates;
  double changed = share_of(c, word) + ren__word_channel(rates, own->form, meant->form, WORST);
  odds = fmin(odds, difference(c, own, meant) - changed);
  for (size_t w = 0; odds >= REN__SURE && w < c->form_count; w++) {
    if (w == word || c->forms[w].belongs != w) continue;
    double other = share_of(c, w) + ren__word_channel(rates, own->form, c->forms[w].form, WORST);
    odds = fmin(odds, other - changed);
  }
  if (odds < REN__SURE) return odds;
  changed -= agreement(c, own, meant);
  return ren__rival_cost(c->lexis, &c->ballot->around, rates, own->form, meant->form, odds + changed) - changed;
}

/* A single witness does not tell that two words are one. */
static bool pieces_are_words(const count *c, const tally *own, const tally *meant) {
  const char *blank = memchr(own->form.ptr, ' ', own->form.len);
  if (!blank || meant->votes > 1) return false;
  size_t length = (size_t)(blank - own->form.ptr);
  ren_str piece[2] = {{own->form.ptr, length}, {blank + 1, own->form.len - length - 1}};
  for (int k = 0; k < 2; k++)
    if (ren_utf8_count(piece[k]) < 2 || ren__form_cost(c->lexis, piece[k], 0) > REN__COMMON_COST) return false;
  return true;
}

/* A bracket that the other has not stands between two words of which one would be lost. */
static bool loses_bracket(ren_str own, ren_str form) {
  for (size_t i = 1; i < own.len; i++)
    if ((own.ptr[i] == '(' || own.ptr[i] == ')') && !memchr(form.ptr, own.ptr[i], form.len)) return true;
  return false;
}

static size_t count_marks(ren_str word) {
  size_t marks = 0;
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    cp = cp == REN_BAD_CODEPOINT ? 0 : ren_to_lower(cp);
    marks += cp == 0xE5 || cp == 0xE4 || cp == 0xF6;
  }
  return marks;
}

/* What is more in one's own form is a word of its own: a blank was lost. */
static bool loses_word(const ren__lexis *lexis, ren_str own, ren_str form) {
  if (own.len <= form.len) return false;
  size_t more = own.len - form.len;
  bool behind = memcmp(own.ptr, form.ptr, form.len) == 0, before = memcmp(own.ptr + more, form.ptr, form.len) == 0;
  ren_str rest = {before ? own.ptr : own.ptr + form.len, more};
  return (behind || before) && (ren__has_digit(rest) || (more > 1 && ren__lexis_knows(lexis, rest)));
}

/* Marks are lost, hardly ever invented: a word gives them up only for one that is known. */
static bool invents_marks(const ren__lexis *lexis, const tally *own, const tally *meant) {
  bool unsure = !lexis->model || meant->cost > REN__COMMON_COST;
  return unsure && count_marks(own->form) > count_marks(meant->form);
}

/* Whether the figures of the one are those of the other, in order, or some of them. */
static bool has_figures_of(ren_str some, ren_str all) {
  size_t k = 0;
  for (size_t i = 0; i < some.len; i++) {
    if (some.ptr[i] < '0' || some.ptr[i] > '9') continue;
    while (k < all.len && all.ptr[k] != some.ptr[i]) k++;
    if (k++ == all.len) return false;
  }
  return true;
}

static bool is_another_number(const tally *f, const tally *meant) {
  return ren__has_digit(f->form) && !has_figures_of(f->form, meant->form);
}

typedef struct cases {
  size_t upper, lower;
} cases;

static cases count_cases(ren_str word) {
  cases c = {0};
  for (size_t i = 0; i < word.len;) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp)) continue;
    c.upper += ren_is_upper(cp);
    c.lower += !ren_is_upper(cp);
  }
  return c;
}

/* 7a and 7b: the letter is part of the number. */
static bool has_other_letter(ren_str own, ren_str meant) {
  cases in_own = count_cases(own), in_meant = count_cases(meant);
  size_t letters = in_meant.upper + in_meant.lower;
  return letters > 0 && letters < 3 && letters == in_own.upper + in_own.lower && has_figures_of(own, meant) &&
         has_figures_of(meant, own);
}

/* A figure that its shape does not tell, and a letter that was read as nothing but a figure, are
 * taken from the others only if all that can be read have the same there. */
static bool may_be_another_number(const count *c, const tally *own, const tally *meant) {
  static const ren__word_rates no_rates = {0};
  if (is_two(meant->form) || is_two(own->form)) return false;
  bool figures = ren__has_digit(meant->form);
  if (figures && has_other_letter(own->form, meant->form)) return true;
  if (figures && ren__word_channel(&no_rates, own->form, meant->form, WORST) < REN__UNREAD_FIGURE) return false;
  if (!figures && (own->cost >= REN__NO_WORD || !ren__has_digit(own->form))) return false;
  if ((figures && own->cost < REN__NO_WORD) || meant->votes < AGREED) return true;
  for (size_t k = 0; k < c->form_count; k++)
    if (&c->forms[k] != meant && !c->forms[k].own && is_another_number(&c->forms[k], meant)) return true;
  return !figures && ren__misfit(&c->ballot->around, own->form, meant->form) < UNLIKE_FIGURE;
}

/* Enough of the word must be left, and what nobody knows wants two who have it, unless
 * it has but its marks back. */
static bool is_likely_damage(const ren__lexis *lexis, const tally *own, const tally *meant) {
  ren__word_diff diff = ren__word_compare(own->form, meant->form);
  bool letters_only = diff.letters <= 2 && ren__first_upper(own->form); /* of a party */
  bool short_word = diff.letters < 4 && meant->votes > 2 && own->cost > REN__COMMON_COST && !letters_only;
  if (diff.cost > REN__LETTER && diff.cost * 20 > diff.letters * REN__LETTER * (short_word ? 14 : 9)) return false;
  if (is_two(own->form) && meant->votes < 2 && diff.cost * 5 > diff.letters * REN__LETTER) return false;
  if (letters_only && meant->votes < 2) return false;
  if (loses_bracket(own->form, meant->form) || loses_word(lexis, own->form, meant->form) ||
      invents_marks(lexis, own, meant))
    return false;
  if (meant->cost >= REN__NO_WORD) return meant->votes > 2;
  return (lexis->model && meant->cost <= REN__COMMON_COST) || meant->votes > 1 || (lexis->model && diff.diacritics);
}

ren__election ren__vote(const ren__lexis *lexis, const ren__ballot *ballot) {
  static const ren__election stays = {0};
  count c = {.lexis = lexis, .ballot = ballot};
  double odds = 0;
  if (all_same(ballot)) return stays;
  collect(&c);
  sort_into_words(&c);
  const tally *own = &c.forms[c.own];
  size_t best = meant_by(&c, own->belongs, &odds);
  const tally *meant = &c.forms[best];
  if (best == c.own || odds < REN__SURE || pieces_are_words(&c, own, meant)) return stays;
  if (!is_likely_damage(lexis, own, meant) || may_be_another_number(&c, own, meant)) return stays;
  odds = odds_of(&c, own, meant, own->belongs, odds);
  if (odds < REN__SURE) return stays;
  return (ren__election){true, meant->form, (float)(1 - pow(10, -odds)), rule_of(own->form, meant->form)};
}

double ren__difference_cost(const ren__lexis *lexis, ren_str form) {
  double cost = ren__form_cost(lexis, form, 0);
  return cost > REN__COMMON_COST && !ren__lexis_knows(lexis, form) ? DIFFERS + cost : 0;
}

ren_str ren__meant_by_all(const ren__lexis *lexis, const ren__ballot *ballot) {
  count c = {.lexis = lexis, .ballot = ballot};
  size_t most = 0, votes = 0;
  double margin;
  if (ballot->count == 0) return (ren_str){0};
  if (all_same(ballot)) return ballot->readings[0].form;
  collect(&c);
  sort_into_words(&c);
  for (size_t w = 0; w < c.form_count; w++) {
    size_t here = 0;
    for (size_t k = 0; k < c.form_count; k++)
      if (c.forms[k].belongs == w) here += c.forms[k].votes;
    if (here > votes) votes = here, most = w;
  }
  return c.forms[meant_by(&c, most, &margin)].form;
}

static uint32_t first_letter(ren_str word) {
  uint32_t cp = 0;
  if (word.len) ren_utf8_decode(word.ptr, word.len, &cp);
  return cp == REN_BAD_CODEPOINT ? 0 : cp;
}

/* How the form is to be written: as it is where one's own casing tells nothing. */
typedef enum casing { AS_IT_IS, SMALL, CAPITAL, CAPITALS } casing;

static casing casing_for(ren_str own, ren_str form) {
  cases in_own = count_cases(own), in_form = count_cases(form);
  bool same_first = ren_to_lower(first_letter(own)) == ren_to_lower(first_letter(form));
  if (in_own.lower == 0) return in_own.upper > 1 ? CAPITALS : AS_IT_IS;
  if (in_form.lower == 0 && in_own.lower < 2) return AS_IT_IS;
  if (!same_first || in_own.upper > 1) return AS_IT_IS;
  if (in_own.upper == 0) return SMALL;
  return ren__first_upper(own) ? CAPITAL : AS_IT_IS;
}

ren_str ren__in_casing(char *buf, size_t room, ren_str own, ren_str form) {
  casing how = casing_for(own, form);
  size_t len = 0;
  for (size_t i = 0; i < form.len;) {
    uint32_t cp;
    char bytes[4];
    bool first = i == 0;
    i += ren_utf8_decode(form.ptr + i, form.len - i, &cp);
    if (cp == REN_BAD_CODEPOINT) return (ren_str){buf, 0};
    if (how == CAPITALS || (how == CAPITAL && first))
      cp = ren_to_upper(cp);
    else if (how != AS_IT_IS)
      cp = ren_to_lower(cp);
    size_t size = ren_utf8_encode(cp, bytes);
    if (len + size > room) return (ren_str){buf, 0};
    memcpy(buf + len, bytes, size);
    len += size;
  }
  return (ren_str){buf, len};
}
