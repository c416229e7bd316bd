#include "lines/wrap.h"

enum {
  WIDTH_LIMIT = 160, /* wider lines are not lines of print */
  WIDTH_MIN = 16
};

bool ren__runs_over(const ren__line *a, const ren__line *b) {
  if (b->row || a->row || b->first != REN__FIRST_LOWER) return false;
  switch ((ren__last)a->last) {
  case REN__LAST_TERMINAL:
  case REN__LAST_COLON:
  case REN__LAST_SEMICOLON: return false;
  default: return true;
  }
}

typedef struct tally {
  size_t pairs, over;            /* line ends, and those that a sentence runs over */
  size_t width[WIDTH_LIMIT + 1]; /* of lines that are run over */
  size_t wide;                   /* lines too wide for print */
} tally;

static void tally_pair(tally *t, const ren__line *a, const ren__line *b) {
  t->pairs++;
  if (a->width > WIDTH_LIMIT) t->wide++;
  if (!ren__runs_over(a, b)) return;
  t->over++;
  if (a->width <= WIDTH_LIMIT) t->width[a->width]++;
}

/* The width that 95 % of the run-over lines keep within; *within is the share of
 * them that reach 70 % of it. */
static uint32_t common_width(const tally *t, double *within) {
  size_t total = 0, seen = 0, near = 0;
  for (uint32_t w = 0; w <= WIDTH_LIMIT; w++) total += t->width[w];
  *within = 0;
  if (total == 0) return 0;
  uint32_t width = 0;
  for (uint32_t w = 0; w <= WIDTH_LIMIT; w++) {
    seen += t->width[w];
    if (seen * 20 >= total * 19) {
      width = w;
      break;
    }
  }
  for (uint32_t w = width * 7 / 10; w <= WIDTH_LIMIT; w++) near += t->width[w];
  *within = (double)near / (double)total;
  return width;
}

float ren__wrap_room(const ren__table *table, size_t a, size_t b, const ren__wrap *wrap) {
  const ren__line *la = &table->line[a], *lb = &table->line[b];
  if (table->place) {
    const ren__place *pa = &table->place[a], *pb = &table->place[b];
    if (pa->line && pb->line && pa->right > pa->left && pb->line->word_count > 0 && pb->page) {
      const ren_word *word = &pb->page->words[pb->line->first_word];
      double used = (double)pa->line->box.x + pa->line->box.w + word->box.w + 0.25 * pa->line->box.h;
      return (float)((pa->right - used) / ((double)pa->right - pa->left));
    }
  }
  if (wrap->width == 0) return 0;
  double indent = la->indent < wrap->width / 2 ? la->indent : 0;
  (void)indent;
  return (float)(((double)wrap->width - la->width - 1 - lb->word_width) / wrap->width);
}

/* How ragged the run-over lines are: the room that 19 of 20 of them stay below.
 * Typewriter text is near 0; proportional type counted in letters up to 0.15. */
static float find_tolerance(const ren__table *table, const uint32_t *run, size_t from, size_t to,
                            const ren__wrap *wrap) {
  enum { BINS = 32 };
  size_t bin[BINS] = {0}, total = 0;
  for (size_t i = from + 1; i < to; i++) {
    const ren__line *a = &table->line[run[i - 1]], *b = &table->line[run[i]];
    if (b->gap || b->page_before || !ren__runs_over(a, b) || a->last == REN__LAST_HYPHEN) continue;
    float room = ren__wrap_room(table, run[i - 1], run[i], wrap);
    size_t at = room <= 0 ? 0 : room >= 0.32f ? BINS - 1 : (size_t)(room * 100);
    bin[at]++;
    total++;
  }
  if (total < 8) return 0.12f;
  size_t seen = 0, at = 0;
  while (at < BINS && (seen += bin[at]) * 20 < total * 19) at++;
  float found = (float)at / 100;
  return found > 0.15f ? 0.15f : found;
}

ren__wrap ren__wrap_measure(const ren__table *table, const uint32_t *run, size_t count) {
  tally close = {0}, apart = {0};
  size_t gaps = 0;
  for (size_t i = 1; i < count; i++) {
    const ren__line *a = &table->line[run[i - 1]], *b = &table->line[run[i]];
    if (a->row || b->row || b->first == REN__FIRST_MARKER) continue;
    if (b->page_before) continue;
    gaps += b->gap > 0;
    tally_pair(b->gap ? &apart : &close, a, b);
  }
  ren__wrap wrap = {.state = REN__WRAP_UNSURE, .tolerance = 0.12f};
  double within;
  if (close.pairs < 4 && apart.pairs >= 8) { /* perhaps a text with an empty line after every line */
    wrap.width = common_width(&apart, &within);
    if (apart.over * 10 >= apart.pairs * 3 && within >= 0.7 && apart.wide * 20 < apart.pairs) {
      wrap.state = REN__WRAP_HARD;
      wrap.spaced = true;
      return wrap;
    }
  }
  wrap.blank_paragraphs = gaps > 0;
  wrap.width = common_width(&close, &within);
  bool narrow = wrap.width >= WIDTH_MIN && within >= 0.6;
  if (close.over >= 4 && close.over * 6 >= close.pairs && narrow && close.wide * 20 < close.pairs) {
    wrap.state = REN__WRAP_HARD;
    wrap.tolerance = find_tolerance(table, run, 0, count, &wrap);
    return wrap;
  }
  wrap.width = 0;
  if (close.pairs + apart.pairs >= 12 && (close.over + apart.over) * 20 < close.pairs + apart.pairs)
    wrap.state = REN__WRAP_CLEAN;
  if (close.wide + apart.wide > close.over) wrap.state = REN__WRAP_CLEAN;
  return wrap;
}

ren__wrap ren__wrap_block(const ren__table *table, const uint32_t *run, size_t from, size_t to,
                          const ren__wrap *whole) {
  ren__wrap wrap = *whole;
  size_t pairs = 0, over = 0;
  uint32_t widest = 0, narrowest = UINT32_MAX;
  for (size_t i = from + 1; i < to; i++) {
    const ren__line *a = &table->line[run[i - 1]], *b = &table->line[run[i]];
    pairs++;
    if (a->width > widest) widest = a->width;
    if (!ren__runs_over(a, b)) continue;
    over++;
    if (a->width < narrowest) narrowest = a->width;
  }
  if (table->line[run[to - 1]].width > widest) widest = table->line[run[to - 1]].width;
  if (widest > WIDTH_LIMIT || (whole->state == REN__WRAP_CLEAN && over < 3)) {
    if (widest > WIDTH_LIMIT) wrap.state = REN__WRAP_CLEAN;
    return wrap;
  }
  bool even = over > 0 && narrowest * 10 >= widest * 6;
  if (over >= 3 && over * 4 >= pairs && even) {
    wrap.state = REN__WRAP_HARD;
    wrap.width = widest;
  } else if (whole->state != REN__WRAP_HARD) {
    wrap.width = widest;
  } else if (even && widest < wrap.width) {
    /* a narrower paragraph (a quotation, a column): measured by itself if it is
     * plainly one, else by the text's width with the benefit of the doubt */
    wrap.width = over * 3 >= pairs ? widest : (wrap.width + widest) / 2;
  }
  return wrap;
}
