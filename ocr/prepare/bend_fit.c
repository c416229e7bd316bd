/* One smooth surface through the feet of all lines.
 *
 * foot.y = base of its chain + surface(foot.x, base), least squares, weighted anew in each pass:
 * first every foot has a say, far ones less (Huber), then only those near the surface (Tukey's
 * biweight), so that descenders and marks on no line drop out. The bases are eliminated: within a
 * chain only differences from the weighted mean count. Bends are penalised a little, so that there
 * is one answer where there is no type.
 */
#include "prepare/bend.h"

#include "alloc.h"

#include <math.h>

enum { PASSES = 9, CONVEX_PASSES = 4, SUPPORT = 4 };
static const double LETTERS_A_KNOT = 10;       /* x-heights between knots across */
static const double HUBER = 0.08, TUKEY = 0.3; /* x-heights */
static const double STIFF_ACROSS = 0.3, STIFF_DOWN = 3, LEVEL = 1e-4;

typedef struct normal {
  double a[REN__BEND_KNOTS][REN__BEND_KNOTS], b[REN__BEND_KNOTS];
  double mean[REN__BEND_KNOTS]; /* of a chain's splines */
} normal;

/* ---- splines -------------------------------------------------------------------- */

/* The four splines that are not 0 at x of [0, length]; returns the first. */
static uint32_t splines(double weights[SUPPORT], double x, double length, uint32_t count) {
  double intervals = count - 3, t = fmin(fmax(x / length, 0), 1) * intervals, whole = fmin(floor(t), intervals - 1);
  double u = t - whole, v = 1 - u;
  weights[0] = v * v * v / 6;
  weights[1] = (3 * u * u * u - 6 * u * u + 4) / 6;
  weights[2] = (3 * v * v * v - 6 * v * v + 4) / 6;
  weights[3] = u * u * u / 6;
  return (uint32_t)whole;
}

typedef struct patch {
  double weights[SUPPORT * SUPPORT];
  uint32_t at[SUPPORT * SUPPORT];
} patch;

static void patch_at(patch *out, const ren__bend *bend, double x, double y) {
  double across[SUPPORT], down[SUPPORT];
  uint32_t i0 = splines(across, x, bend->width, bend->across), j0 = splines(down, y, bend->height, REN__BEND_DOWN);
  for (uint32_t j = 0; j < SUPPORT; j++)
    for (uint32_t i = 0; i < SUPPORT; i++) {
      out->weights[j * SUPPORT + i] = down[j] * across[i];
      out->at[j * SUPPORT + i] = (j0 + j) * bend->across + i0 + i;
    }
}

double ren__bend_at(const ren__bend *bend, double x, double y) {
  patch p;
  double sum = 0;
  patch_at(&p, bend, x, y);
  for (int i = 0; i < SUPPORT * SUPPORT; i++) sum += p.weights[i] * bend->of[p.at[i]];
  return sum;
}

/* ---- normal equations ------------------------------------------------------------- */

static void add_chain(normal *n, const ren__bend *bend, const ren__chains *chains, const ren__chain *chain) {
  const uint32_t knots = bend->across * REN__BEND_DOWN;
  double weight = 0, height = 0;
  patch p;
  for (uint32_t i = 0; i < knots; i++) n->mean[i] = 0;
  for (uint32_t k = chain->first; k < chain->first + chain->count; k++) {
    const ren__foot *foot = &chains->feet[k];
    if (foot->weight == 0) continue;
    patch_at(&p, bend, foot->x, chain->base);
    for (int i = 0; i < SUPPORT * SUPPORT; i++) {
      double share = foot->weight * p.weights[i];
      n->mean[p.at[i]] += share;
      n->b[p.at[i]] += share * foot->y;
      for (int j = 0; j < SUPPORT * SUPPORT; j++) n->a[p.at[i]][p.at[j]] += share * p.weights[j];
    }
    weight += foot->weight;
    height += foot->weight * foot->y;
  }
  if (weight == 0) return;
  for (uint32_t i = 0; i < knots; i++) {
    if (n->mean[i] == 0) continue;
    n->b[i] -= n->mean[i] * height / weight;
    for (uint32_t j = 0; j < knots; j++) n->a[i][j] -= n->mean[i] * n->mean[j] / weight;
  }
}

/* The square of the second difference of three knots. */
static void stiffen(normal *n, uint32_t first, uint32_t step, double strength) {
  static const double factor[3] = {1, -2, 1};
  for (uint32_t i = 0; i < 3; i++)
    for (uint32_t j = 0; j < 3; j++) n->a[first + i * step][first + j * step] += strength * factor[i] * factor[j];
}

static void add_stiffness(normal *n, uint32_t across) {
  for (uint32_t y = 0; y < REN__BEND_DOWN; y++)
    for (uint32_t x = 0; x < across; x++) {
      uint32_t at = y * across + x;
      n->a[at][at] += LEVEL;
      if (x + 2 < across) stiffen(n, at, 1, STIFF_ACROSS);
      if (y + 2 < REN__BEND_DOWN) stiffen(n, at, across, STIFF_DOWN);
    }
}

/* Cholesky; a becomes its factor. */
static bool solve(normal *n, uint32_t knots, double *out) {
  for (uint32_t i = 0; i < knots; i++)
    for (uint32_t j = 0; j <= i; j++) {
      double sum = n->a[i][j];
      for (uint32_t k = 0; k < j; k++) sum -= n->a[i][k] * n->a[j][k];
      if (i == j && sum <= 0) return false;
      n->a[i][j] = i == j ? sqrt(sum) : sum / n->a[j][j];
    }
  for (uint32_t i = 0; i < knots; i++) {
    double sum = n->b[i];
    for (uint32_t k = 0; k < i; k++) sum -= n->a[i][k] * out[k];
    out[i] = sum / n->a[i][i];
  }
  for (uint32_t i = knots; i-- > 0;) {
    for (uint32_t k = i + 1; k < knots; k++) out[i] -= n->a[k][i] * out[k];
    out[i] /= n->a[i][i];
  }
  return true;
}

/* ---- passes ------------------------------------------------------------------------ */

static double weight_of(double off, double x_height, bool convex) {
  double far = fabs(off) / (x_height * (convex ? HUBER : TUKEY));
  if (convex) return far <= 1 ? 1 : 1 / far;
  return far >= 1 ? 0 : (1 - far * far) * (1 - far * far);
}

static void settle(const ren__bend *bend, ren__chains *chains, double x_height, bool convex) {
  for (uint32_t c = 0; c < chains->count; c++) {
    ren__chain *chain = &chains->chains[c];
    double sum = 0, weight = 0;
    for (uint32_t k = chain->first; k < chain->first + chain->count; k++) {
      ren__foot *foot = &chains->feet[k];
      sum += foot->weight * (foot->y - ren__bend_at(bend, foot->x, chain->base));
      weight += foot->weight;
    }
    double base = weight > 0 ? sum / weight : chain->base;
    for (uint32_t k = chain->first; k < chain->first + chain->count; k++) {
      ren__foot *foot = &chains->feet[k];
      double off = foot->y - base - ren__bend_at(bend, foot->x, chain->base);
      foot->weight = (float)weight_of(off, x_height, convex);
    }
    chain->base = (float)base;
  }
}

static void begin(ren__chains *chains) {
  for (uint32_t c = 0; c < chains->count; c++) {
    ren__chain *chain = &chains->chains[c];
    double sum = 0;
    for (uint32_t k = chain->first; k < chain->first + chain->count; k++) {
      chains->feet[k].weight = 1;
      sum += chains->feet[k].y;
    }
    chain->base = (float)(sum / chain->count);
  }
}

static bool pass(ren__bend *bend, normal *n, const ren__chains *chains, uint32_t without) {
  const uint32_t knots = bend->across * REN__BEND_DOWN;
  *n = (normal){0};
  for (uint32_t c = 0; c < chains->count; c++)
    if (c % 2 != without) add_chain(n, bend, chains, &chains->chains[c]);
  add_stiffness(n, bend->across);
  return solve(n, knots, bend->of);
}

bool ren__fit_bend(ren__bend *out, ren__chains *chains, double width, double height, double x_height,
                   uint32_t without) {
  double across = fmin(fmax(round(width / (LETTERS_A_KNOT * x_height)), 3) + 3, REN__BEND_ACROSS);
  *out = (ren__bend){.across = (uint32_t)across, .width = width, .height = height};
  normal *n = ren_alloc(sizeof *n);
  if (!n) return false;
  begin(chains);
  for (int i = 0; i < PASSES && pass(out, n, chains, without); i++) settle(out, chains, x_height, i < CONVEX_PASSES);
  ren_free(n);
  return true;
}
