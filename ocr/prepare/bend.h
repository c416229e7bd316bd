/* prepare/bend.h: lines of type that do not run straight, and how to make them so.
 *
 * A book that is not pressed flat, a folded copy and a photograph taken from the side have
 * lines that bend, or fan out. Marks that stand beside one another are chained to pieces of
 * lines; through their feet goes one surface for the whole page: how far below its place on
 * a level page the baseline lies. The page is straightened by it if many pieces agree and
 * the bend is large.
 */
#ifndef REN_PREPARE_BEND_H
#define REN_PREPARE_BEND_H

#include "prepare/prepare.h"

/* Where a letter, or a piece of joined letters, touches the line. */
typedef struct ren__foot {
  float x, y;
  float weight; /* while fitting: 0 for descenders and whatever stands on no line */
} ren__foot;

/* A piece of a line: feet[first .. first + count), left to right. */
typedef struct ren__chain {
  uint32_t first, count;
  float base; /* where its line lies on the level page */
} ren__chain;

typedef struct ren__chains {
  ren__foot *feet;
  ren__chain *chains;
  uint32_t foot_count, count;
} ren__chains;

/* false: no memory. Free with ren__chains_free. */
bool ren__find_chains(ren__chains *out, PIX *binary, double x_height);
void ren__chains_free(ren__chains *chains);

/* Cubic B-splines across times cubic B-splines down, knots evenly spaced. */
enum { REN__BEND_ACROSS = 24, REN__BEND_DOWN = 6, REN__BEND_KNOTS = REN__BEND_ACROSS * REN__BEND_DOWN };
struct ren__bend { /* prepare.h has the name */
  uint32_t across; /* splines; down there are always REN__BEND_DOWN */
  double width, height;
  double of[REN__BEND_KNOTS];
};

/* How far below its level place the page's ink lies, px; x and y on the level page. */
double ren__bend_at(const ren__bend *bend, double x, double y);
/* Through the feet of every chain but those whose index is `without` modulo 2 (2: all).
 * false: no memory. */
bool ren__fit_bend(ren__bend *out, ren__chains *chains, double width, double height, double x_height, uint32_t without);

#endif
