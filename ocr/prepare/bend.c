/* Is the page bent, and surely enough to touch it?
 *
 * A surface is found from all pieces of lines, and one from each half of them. Of the feet that a
 * surface was not made of nearly all must stand on it: so chains of dirt, or lines that go each
 * its own way, prove nothing. Pages that lie flat have surfaces flat to 5 % of the x-height.
 */
#include "prepare/bend.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>

enum { CHAINS_MIN = 6, FEET_MIN = 120, ALL = 2 };
/* In x-heights; shares of feet. */
static const double BENT = 0.2, ON_LINE = 0.12, AGREE = 0.7, GAIN = 0.02, LONG_CHAINS = 0.85;
static const double FOLD = 0.4; /* how far rows may be pressed together */

/* How far off the level line a chain's feet are; a skew of the page counts as level. */
static double off_level(const ren__foot *foot, double slope) { return (double)foot->y - slope * (double)foot->x; }

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

/* ---- how bent ---------------------------------------------------------------------- */

static double surface_at(const ren__bend *bend, const ren__chains *chains, const ren__chain *chain, uint32_t i) {
  return ren__bend_at(bend, (double)chains->feet[chain->first + i].x, (double)chain->base);
}

/* The slope that all chains have in common. */
static double slope_of(const ren__bend *bend, const ren__chains *chains) {
  double xx = 0, xy = 0;
  for (uint32_t c = 0; c < chains->count; c++) {
    const ren__chain *chain = &chains->chains[c];
    double middle = 0, mean = 0;
    for (uint32_t i = 0; i < chain->count; i++) {
      middle += (double)chains->feet[chain->first + i].x / chain->count;
      mean += surface_at(bend, chains, chain, i) / chain->count;
    }
    for (uint32_t i = 0; i < chain->count; i++) {
      double x = (double)chains->feet[chain->first + i].x - middle;
      xx += x * x;
      xy += x * (surface_at(bend, chains, chain, i) - mean);
    }
  }
  return xx > 0 ? xy / xx : 0;
}

/* From the highest to the lowest point of a chain's line, the common slope taken out. */
static double sag_of(const ren__bend *bend, const ren__chains *chains, const ren__chain *chain, double slope) {
  double high = INFINITY, low = -INFINITY;
  for (uint32_t i = 0; i < chain->count; i++) {
    double d = surface_at(bend, chains, chain, i) - slope * (double)chains->feet[chain->first + i].x;
    high = fmin(high, d);
    low = fmax(low, d);
  }
  return low - high;
}

/* The sag that only one line in seven exceeds. */
static double sag_of_page(const ren__bend *bend, const ren__chains *chains, double slope, double *room) {
  for (uint32_t c = 0; c < chains->count; c++) room[c] = sag_of(bend, chains, &chains->chains[c], slope);
  qsort(room, chains->count, sizeof *room, by_size);
  return room[(uint32_t)(LONG_CHAINS * chains->count)];
}

/* ---- agreement ----------------------------------------------------------------------- */

typedef struct tally {
  uint32_t feet, on_surface, on_level;
} tally;

static uint32_t near_median(double *values, uint32_t count, double reach) {
  uint32_t near = 0;
  qsort(values, count, sizeof *values, by_size);
  for (uint32_t i = 0; i < count; i++) near += fabs(values[i] - values[count / 2]) < reach;
  return near;
}

/* The chains of one half, by the surface of the other. */
static void count_half(tally *out, const ren__bend *other, const ren__chains *chains, uint32_t half, double slope,
                       double reach, double *room) {
  for (uint32_t c = half; c < chains->count; c += 2) {
    const ren__chain *chain = &chains->chains[c];
    const ren__foot *feet = &chains->feet[chain->first];
    for (uint32_t i = 0; i < chain->count; i++) room[i] = (double)feet[i].y - surface_at(other, chains, chain, i);
    out->on_surface += near_median(room, chain->count, reach);
    for (uint32_t i = 0; i < chain->count; i++) room[i] = off_level(&feet[i], slope);
    out->on_level += near_median(room, chain->count, reach);
    out->feet += chain->count;
  }
}

static bool halves_agree(bool *agree, ren__chains *chains, const ren__bend *all, double x_height, double slope,
                         double *room) {
  tally sum = {0};
  for (uint32_t half = 0; half < 2; half++) {
    ren__bend other;
    if (!ren__fit_bend(&other, chains, all->width, all->height, x_height, half)) return false;
    count_half(&sum, &other, chains, half, slope, ON_LINE * x_height, room);
  }
  *agree = sum.on_surface >= AGREE * sum.feet && sum.on_surface >= sum.on_level + GAIN * sum.feet;
  return true;
}

/* Rows must stay in their order, and far enough apart. */
static bool unfolds(const ren__bend *bend) {
  enum { STEPS = 24 };
  for (int i = 0; i <= STEPS; i++)
    for (int j = 0; j < STEPS; j++) {
      double x = bend->width * i / STEPS, y = bend->height * j / STEPS, step = bend->height / STEPS;
      double grows = ren__bend_at(bend, x, y + step) - ren__bend_at(bend, x, y);
      if (fabs(grows) > FOLD * step) return false;
    }
  return true;
}

static bool is_bent(bool *out, ren__chains *chains, const ren__bend *bend, double x_height) {
  double *room = ren_alloc_array(chains->foot_count, sizeof *room); /* more feet than chains */
  if (!room) return false;
  double slope = slope_of(bend, chains);
  bool done = true;
  *out = sag_of_page(bend, chains, slope, room) > BENT * x_height && unfolds(bend);
  if (*out) done = halves_agree(out, chains, bend, x_height, slope, room);
  ren_free(room);
  return done;
}

bool ren__find_bend(ren__bend **out, PIX *binary, double x_height) {
  *out = NULL;
  if (x_height < 6) return true;
  ren__chains chains;
  if (!ren__find_chains(&chains, binary, x_height)) return false;
  bool done = true, bent = false;
  ren__bend *bend = NULL;
  if (chains.count >= CHAINS_MIN && chains.foot_count >= FEET_MIN) {
    bend = ren_alloc(sizeof *bend);
    done = bend && ren__fit_bend(bend, &chains, pixGetWidth(binary), pixGetHeight(binary), x_height, ALL) &&
           is_bent(&bent, &chains, bend, x_height);
  }
  ren__chains_free(&chains);
  if (done && bent)
    *out = bend;
  else
    ren_free(bend);
  return done;
}
