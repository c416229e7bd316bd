#include "dedup/word_channel.h"

#include "model/model_file.h"
#include "utf8.h"

#include <math.h>

/* Costs of kinds of misreading, beside that of the text's rate. */
static const double SAME_SHAPE = 0.6, ALIKE = 0.9, OTHER_LETTER = 2.3, MARK_CAME = 1.0, TWO_FOR_ONE = 0.8;
static const double FIGURE_SHAPE = 0.8, FIGURE_FOR_LETTER = 2.5, SIGN_FOR_LETTER = 1.5, UNREADABLE = 0.5;
static const double LOST = 1.0, LOST_THIN = 0.7, LOST_SIGN = 0.5, LOST_BLANK = 0.3;
static const double CAME = 2.4, CAME_THIN = 1.8, CAME_SIGN = 1.5, CAME_BLANK = 0.8, CAME_FIGURE = 2.6;

static const double UNREAD_FIGURE = REN__UNREAD_FIGURE;
/* Figures that must be left where a letter stands for any figure or comes between two, and where
 * it stands for a sign. */
enum { LEFT = 2, LEFT_OF_SIGN = 4 };

/* The share of letters misread in the text that the model's confusions are counted in. */
static const double COUNTED = 1.0 / 30;

ren__word_rates ren__word_rates_of(double misread, double lost, const ren__confusions *confusions) {
  return (ren__word_rates){-log10(misread), -log10(lost > misread * 0.3 ? lost : misread * 0.3), confusions};
}

double ren__lost_blank_cost(const ren__word_rates *rates) { return rates->letter + LOST_BLANK; }

void ren__confusions_of(ren__confusions *confusions, const ren_model *model) {
  uint32_t i = 0;
  confusions->model = model;
  for (int byte = 0; model && byte <= 256; byte++) {
    while (i < model->confusion_count && (unsigned char)model->confusions[i].seen[0] < byte) i++;
    confusions->first[byte] = (uint16_t)i;
  }
}

typedef struct channel {
  const ren__word_rates *rates;
  const ren__sign *seen, *meant;
  int n, m;
  bool number;  /* the word meant has figures */
  bool figures; /* those seen are no damage */
  bool brief;   /* two signs are seen, or one */
  int left;     /* how many figures are seen */
} channel;

static bool is_blank(const ren__sign *s) { return s->cp == ' '; }

static double letter_for_letter(const channel *c, const ren__sign *seen, const ren__sign *meant) {
  if (seen->code != meant->code)
    return c->rates->letter + (ren__shapes_alike(seen->cp, meant->cp) ? ALIKE : OTHER_LETTER);
  bool plain = seen->cp < 0x80, marked = meant->cp >= 0x80;
  if (plain && marked) return c->rates->mark;
  return c->rates->letter + (marked || plain ? SAME_SHAPE : MARK_CAME);
}

/* A letter between two figures. */
static bool is_among_figures(const channel *c, const ren__sign *seen) {
  bool inside = seen > c->seen && seen + 1 < c->seen + c->n;
  return inside && seen->letter && seen[-1].digit && seen[1].digit;
}

static double letter_for_figure(const channel *c, const ren__sign *seen, const ren__sign *meant) {
  if (!seen->letter) return REN__NEVER;
  if (ren__digit_shape(meant->cp, seen->cp)) return c->rates->letter + FIGURE_SHAPE;
  return c->left >= LEFT ? c->rates->letter + UNREAD_FIGURE : REN__NEVER;
}

static double figure_for_letter(const channel *c, const ren__sign *seen, const ren__sign *meant) {
  if (ren__digit_shape(seen->cp, meant->cp)) return c->rates->letter + FIGURE_SHAPE;
  return c->brief ? REN__NEVER : c->rates->letter + FIGURE_FOR_LETTER;
}

static double replaced(const channel *c, const ren__sign *seen, const ren__sign *meant) {
  if (seen->cp == meant->cp && seen->cp != REN_BAD_CODEPOINT) return 0;
  double rate = c->rates->letter;
  if (c->number && !meant->letter && !meant->digit && !is_blank(meant))
    return c->left >= LEFT_OF_SIGN && is_among_figures(c, seen) ? rate + UNREAD_FIGURE : REN__NEVER;
  if (meant->digit) return letter_for_figure(c, seen, meant);
  if (seen->digit) return c->figures ? REN__NEVER : figure_for_letter(c, seen, meant);
  if (seen->cp == REN_BAD_CODEPOINT || seen->cp == '?') return UNREADABLE;
  if (seen->letter && meant->letter) return letter_for_letter(c, seen, meant);
  return rate + (is_blank(seen) || is_blank(meant) ? OTHER_LETTER : SIGN_FOR_LETTER);
}

static double lost(const channel *c, const ren__sign *meant) {
  if (meant->digit) return REN__NEVER;
  if (is_blank(meant)) return c->rates->letter + LOST_BLANK;
  if (!meant->letter) return c->number ? REN__NEVER : c->rates->letter + LOST_SIGN;
  return c->rates->letter + (meant->thin ? LOST_THIN : LOST);
}

static double came(const channel *c, const ren__sign *seen) {
  if (seen->digit) return c->figures || c->brief ? REN__NEVER : c->rates->letter + CAME_FIGURE;
  if (is_blank(seen)) return c->rates->letter + CAME_BLANK;
  if (c->number) /* or else it stands for a figure, or belongs to the number */
    return c->left >= LEFT && is_among_figures(c, seen) ? c->rates->letter + UNREAD_FIGURE : REN__NEVER;
  if (!seen->letter) return c->rates->letter + CAME_SIGN;
  return c->rates->letter + (seen->thin ? CAME_THIN : CAME);
}

static void relax(double *cell, double cost) {
  if (cost < *cell) *cell = cost;
}

/* How many letters the group has, if they stand there; 0: they do not. */
static int group_at(const ren__sign *signs, int left, const char group[4]) {
  int k = 0;
  for (; k < 3 && group[k]; k++)
    if (k == left || signs[k].cp != (unsigned char)group[k]) return 0;
  return k;
}

static double confusion_cost(const channel *c, const ren__confusion *pair) {
  if (pair->group == REN_GROUP_SHAPE) return c->rates->letter - log10((double)pair->probability / COUNTED);
  if (pair->group == REN_GROUP_LOSSY) return UNREADABLE;
  return c->rates->mark - log10((double)pair->probability);
}

typedef double costs[REN__WORD_MAX + 1][REN__WORD_MAX + 1];

/* The model's confusions that lead on from here. */
static void confuse(const channel *c, costs table, int i, int j) {
  const ren__confusions *all = c->rates->confusions;
  uint32_t cp = c->seen[i].cp;
  if (!all || !all->model || cp > 255 || c->seen[i].digit || c->meant[j].digit) return;
  for (uint32_t k = all->first[cp]; k < all->first[cp + 1]; k++) {
    const ren__confusion *pair = &all->model->confusions[k];
    int a = group_at(c->seen + i, c->n - i, pair->seen), b = a ? group_at(c->meant + j, c->m - j, pair->meant) : 0;
    if (b) relax(&table[i + a][j + b], table[i][j] + confusion_cost(c, pair));
  }
}

static double least_cost(const channel *c, double limit) {
  costs table;
  double pair = c->rates->letter + TWO_FOR_ONE;
  for (int i = 0; i <= c->n; i++)
    for (int j = 0; j <= c->m; j++) table[i][j] = 2 * REN__NEVER;
  table[0][0] = 0;
  for (int i = 0; i <= c->n; i++)
    for (int j = 0; j <= c->m; j++) {
      const ren__sign *x = c->seen + i, *y = c->meant + j;
      double here = table[i][j];
      if (here > limit) continue;
      if (i < c->n) relax(&table[i + 1][j], here + came(c, x));
      if (j < c->m) relax(&table[i][j + 1], here + lost(c, y));
      if (i == c->n || j == c->m) continue;
      relax(&table[i + 1][j + 1], here + replaced(c, x, y));
      if (j + 1 < c->m && ren__signs_merge(x, y, y + 1)) relax(&table[i + 1][j + 2], here + pair);
      if (i + 1 < c->n && ren__signs_merge(y, x, x + 1)) relax(&table[i + 2][j + 1], here + pair);
      if (x->cp != y->cp) confuse(c, table, i, j);
    }
  return table[c->n][c->m];
}

/* Figures within small letters are damage, and one alone or beside one letter may be (consensus_vote.c
 * asks for more); those of V75 and 3:e are not, nor are those of a word that was meant with some. */
static bool figures_count(const channel *c) {
  int digits = 0, letters = 0, small = 0;
  for (int i = 0; i < c->n; i++) {
    digits += c->seen[i].digit;
    letters += c->seen[i].letter;
    small += c->seen[i].letter && !c->seen[i].upper;
  }
  if (c->brief && digits == 1) return c->number;
  return c->number || small == 0 || digits > letters;
}

static bool same_sign(const ren__sign *x, const ren__sign *y) { return x->cp == y->cp && x->cp != REN_BAD_CODEPOINT; }

/* What is equal at both ends costs nothing; a letter or two of it may belong to a group. */
static void leave_out_common(channel *c) {
  enum { MARGIN = 2 };
  int head = 0, tail = 0, shorter = c->n < c->m ? c->n : c->m;
  while (head < shorter && same_sign(&c->seen[head], &c->meant[head])) head++;
  while (tail < shorter - head && same_sign(&c->seen[c->n - 1 - tail], &c->meant[c->m - 1 - tail])) tail++;
  head = head > MARGIN ? head - MARGIN : 0;
  tail = tail > MARGIN ? tail - MARGIN : 0;
  c->seen += head, c->meant += head;
  c->n -= head + tail, c->m -= head + tail;
}

double ren__word_channel(const ren__word_rates *rates, ren_str seen, ren_str meant, double limit) {
  ren__sign x[REN__WORD_MAX], y[REN__WORD_MAX];
  channel c = {.rates = rates, .seen = x, .meant = y};
  c.n = ren__signs_read(x, seen);
  c.m = ren__signs_read(y, meant);
  if (c.n < 0 || c.m < 0) return REN__NEVER;
  for (int j = 0; j < c.m; j++) c.number = c.number || y[j].digit;
  for (int i = 0; i < c.n; i++) c.left += x[i].digit;
  c.brief = c.n <= 2;
  c.figures = figures_count(&c);
  leave_out_common(&c);
  double cost = least_cost(&c, fmin(limit, REN__NEVER - 1));
  return cost > limit ? REN__NEVER : cost;
}
