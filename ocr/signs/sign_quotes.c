#include "signs/sign_quotes.h"

#include <math.h>

/* Which sign opens and which closes, as offsets from REN__SIGN_SIX. */
enum { SIX, NINE, STRAIGHT, SHAPES };
enum { STYLES = 3 };
static const int STYLE[STYLES][2] = {{NINE, NINE}, {SIX, NINE}, {STRAIGHT, STRAIGHT}};

typedef struct quote {
  ren__mark *half[2]; /* the second is NULL where both are one mark, or the sign has one */
  bool lone;
  bool closes;
  double shape[SHAPES];
} quote;

static double share(const ren__mark *mark, int first) {
  return mark->likely[first] + mark->likely[first + 1] + mark->likely[first + 2];
}

bool ren__is_half_quote(const ren__mark *mark) {
  return share(mark, REN__SIGN_SIX) > 0.5 && share(mark, REN__SIGN_SIX) > share(mark, REN__SIGN_SIXES);
}

static bool is_whole(const ren__mark *mark) {
  return share(mark, REN__SIGN_SIXES) > 0.5 && share(mark, REN__SIGN_SIXES) > share(mark, REN__SIGN_SIX);
}

static double gap(const ren__mark *left, const ren__mark *right) { return right->box.x - left->box.x - left->box.w; }

static bool on_one_line(const ren__marks *marks, size_t a, size_t b) {
  return b < marks->count && marks->list[a].line == marks->list[b].line;
}

/* The quote that begins with a mark; how many marks it is. */
static size_t read_quote(quote *q, const ren__marks *marks, size_t i) {
  static const double TOGETHER = 0.35, BESIDE = 0.4;
  ren__mark *mark = &marks->list[i];
  bool half = ren__is_half_quote(mark);
  if (!half && !is_whole(mark)) return 0;
  bool pair = half && on_one_line(marks, i, i + 1) && ren__is_half_quote(mark + 1) &&
              gap(mark, mark + 1) < TOGETHER * mark->height;
  *q = (quote){.half = {mark, pair ? mark + 1 : NULL}, .lone = half && !pair};
  q->closes = i > 0 && mark[-1].line == mark->line && gap(mark - 1, mark) < BESIDE * mark->height;
  for (int s = 0; s < SHAPES; s++) {
    q->shape[s] = mark->likely[(half ? REN__SIGN_SIX : REN__SIGN_SIXES) + s];
    if (pair) q->shape[s] *= mark[1].likely[REN__SIGN_SIX + s];
  }
  return pair ? 2 : 1;
}

static void bend(const quote *q, const double weight[STYLES]) {
  double of[SHAPES] = {0.02, 0.02, 0.02};
  for (int s = 0; s < STYLES; s++) of[STYLE[s][q->closes]] += weight[s];
  for (int k = 0; k < 2; k++) {
    float *likely = q->half[k] ? q->half[k]->likely : NULL, sum = 0;
    if (!likely) continue;
    for (int i = 0; i < SHAPES; i++) {
      likely[REN__SIGN_SIX + i] *= (float)of[i];
      likely[REN__SIGN_SIXES + i] *= (float)of[i];
    }
    for (int i = 0; i < REN__SIGNS; i++) sum += likely[i];
    for (int i = 0; i < REN__SIGNS && sum > 0; i++) likely[i] /= sum;
  }
}

/* How well the page's quotes fit each style, as weights that sum to 1. No single mark counts for more than 20 : 1. */
static void weigh(double weight[STYLES], const ren__marks *marks, bool lone) {
  double fit[STYLES] = {0}, best = -1e9, sum = 0;
  quote q;
  for (size_t i = 0, taken; i < marks->count; i += taken ? taken : 1) {
    taken = read_quote(&q, marks, i);
    if (!taken || q.lone != lone) continue;
    double all = q.shape[SIX] + q.shape[NINE] + q.shape[STRAIGHT];
    for (int s = 0; s < STYLES; s++) fit[s] += log(0.05 + (all > 0 ? q.shape[STYLE[s][q.closes]] / all : 0));
  }
  for (int s = 0; s < STYLES; s++) best = fit[s] > best ? fit[s] : best;
  for (int s = 0; s < STYLES; s++) sum += weight[s] = exp(fit[s] - best);
  for (int s = 0; s < STYLES; s++) weight[s] /= sum;
}

void ren__settle_quotes(ren__marks *marks) {
  double weight[2][STYLES];
  quote q;
  for (int lone = 0; lone < 2; lone++) weigh(weight[lone], marks, lone);
  for (size_t i = 0, taken; i < marks->count; i += taken ? taken : 1) {
    taken = read_quote(&q, marks, i);
    if (taken) bend(&q, weight[q.lone]);
  }
}
