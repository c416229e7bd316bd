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

bool ren__is_set_in(uint16_t base, const ren__line *line) {
  return line->indent >= base + 2 && line->indent <= base + 12;
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

/* The width that `share` twentieths of the tallied lines up to `most` keep within. */
static uint32_t width_of_share(const tally *t, uint32_t most, size_t share) {
  size_t total = 0, seen = 0;
  for (uint32_t w = 0; w <= most; w++) total += t->width[w];
  for (uint32_t w = 0; w <= most; w++) {
    seen += t->width[w];
    if (seen > 0 && seen * 20 >= total * share) return w;
  }
  return 0;
}

/* The width that 19 of 20 run-over lines keep within, leaving out those much wider
 * than the median (divided words that were joined already); *within is the share
 * of all that reach 70 % of it. */
static uint32_t common_width(const tally *t, double *within) {
  size_t total = 0, near = 0;
  uint32_t most = width_of_share(t, WIDTH_LIMIT, 10) * 27 / 20;
  uint32_t width = width_of_share(t, most < WIDTH_LIMIT ? most : WIDTH_LIMIT, 19);
  for (uint32_t w = 0; w <= WIDTH_LIMIT; w++) {
    total += t->width[w];
    if (w >= width * 7 / 10) near += t->width[w];
  }
  *within = total ? (double)near / (double)total : 0;
  return width;
}

float ren__wrap_room(const ren__table *table, size_t a, size_t b, const ren__wrap *wrap) {
  const ren__line *la = &table->line[a], *lb = &table->line[b];
  if (table->place) {
    const ren__place *pa = &table->place[a], *pb = &table->place[b];
    if (pa->line && pb->line && pa->right > pa->left && pb->line->word_count > 0) {
      double used = (double)pa->line->box.x + pa->line->box.w + pb->first_width + 0.25 * pa->line->box.h;
      return (float)((pa->right - used) / ((double)pa->right - pa->left));
    }
  }
  if (wrap->width == 0) return 0;
  double width = wrap->width, used = la->width;
  /* Some tools join divided words and leave the other line ends: such a line is as
   * long as two or three, and its last part tells. */
  while (used > 1.12 * width) used -= width;
  if (used < 0.12 * width && la->width > wrap->width) return 0;
  return (float)((width - used - 1 - lb->word_width) / width);
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

/* The indentation of most lines that a sentence runs on to. */
static uint16_t common_indent(const ren__table *table, const uint32_t *run, size_t count) {
  enum { INDENTS = 64 };
  size_t found[INDENTS] = {0}, best = 0;
  for (size_t i = 1; i < count; i++) {
    const ren__line *a = &table->line[run[i - 1]], *b = &table->line[run[i]];
    if (b->gap == 0 && !b->page_before && b->indent < INDENTS && ren__runs_over(a, b)) found[b->indent]++;
  }
  for (size_t i = 1; i < INDENTS; i++)
    if (found[i] > found[best]) best = i;
  return (uint16_t)best;
}

/* Lines that are set in begin paragraphs if sentences hardly ever run into them. */
static bool parts_by_indent(const ren__table *table, const uint32_t *run, size_t count, uint16_t base) {
  size_t in = 0, over = 0;
  for (size_t i = 1; i < count; i++) {
    const ren__line *a = &table->line[run[i - 1]], *b = &table->line[run[i]];
    if (b->gap || b->page_before || !ren__is_set_in(base, b) || a->first == REN__FIRST_MARKER) continue;
    in++;
    over += ren__runs_over(a, b);
  }
  return in >= 3 && over * 10 <= in;
}

typedef struct block {
  size_t wide;                /* lines too wide for print */
  size_t pairs, over, full;   /* full: the next word did not fit on the line */
  uint32_t widest, narrowest; /* narrowest: of the lines that are run over */
} block;

static block look_at_block(const ren__table *table, const uint32_t *run, size_t from, size_t to) {
  block b = {.narrowest = UINT32_MAX};
  for (size_t i = from; i < to; i++) {
    uint32_t width = table->line[run[i]].width;
    if (width > WIDTH_LIMIT)
      b.wide++;
    else if (width > b.widest)
      b.widest = width;
  }
  for (size_t i = from + 1; i < to; i++) {
    const ren__line *above = &table->line[run[i - 1]], *below = &table->line[run[i]];
    b.pairs++;
    b.full += above->width + 1 + below->word_width > b.widest || above->last == REN__LAST_HYPHEN;
    if (!ren__runs_over(above, below)) continue;
    b.over++;
    if (above->width < b.narrowest) b.narrowest = above->width;
  }
  return b;
}

/* Paragraphs between empty lines, each with a width of its own: of those that a
 * sentence runs on in, a fifth are much narrower or broader than the text, and the lines of
 * four fifths are about as wide as each other. */
static bool widths_vary(const ren__table *table, const uint32_t *run, size_t count, uint32_t width) {
  size_t wrapped = 0, other = 0, even = 0;
  for (size_t from = 0, to; from < count; from = to) {
    to = from + 1;
    while (to < count && !table->line[run[to]].gap && !table->line[run[to]].page_before) to++;
    block b = look_at_block(table, run, from, to);
    if (b.over == 0 || b.wide) continue;
    wrapped++;
    bool broad = b.widest * 10 > width * 12 && b.narrowest * 10 >= b.widest * 7; /* not lines that were merged */
    other += b.widest * 10 < width * 8 || broad;
    even += b.narrowest * 2 >= b.widest;
  }
  return width >= WIDTH_MIN && wrapped >= 8 && other * 5 >= wrapped && even * 10 >= wrapped * 8;
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
  if (close.pairs < 4 && apart.pairs >= 6) { /* perhaps a text with an empty line after every line */
    wrap.width = common_width(&apart, &within);
    if (apart.over * 10 >= apart.pairs * 3 && within >= 0.7 && apart.wide * 20 < apart.pairs) {
      wrap.state = REN__WRAP_HARD;
      wrap.spaced = true;
      return wrap;
    }
  }
  wrap.blank_paragraphs = gaps > 0;
  wrap.indent = common_indent(table, run, count);
  wrap.indented = parts_by_indent(table, run, count, wrap.indent);
  wrap.width = common_width(&close, &within);
  bool narrow = wrap.width >= WIDTH_MIN && within >= 0.6;
  bool many = close.over >= 4 && close.over * 6 >= close.pairs;
  bool most = close.over >= 3 && close.over * 5 >= close.pairs * 3 && within >= 0.9 && wrap.width >= 35;
  wrap.varied = gaps > 0 && !table->place && widths_vary(table, run, count, wrap.width);
  if ((many || most) && (narrow || wrap.varied) && close.wide * 5 <= close.pairs * 2) {
    wrap.state = REN__WRAP_HARD;
    wrap.tolerance = wrap.varied ? 0.12f : find_tolerance(table, run, 0, count, &wrap);
    return wrap;
  }
  wrap.width = 0;
  wrap.varied = false;
  if (close.pairs + apart.pairs >= 12 && (close.over + apart.over) * 20 < close.pairs + apart.pairs)
    wrap.state = REN__WRAP_CLEAN;
  if (close.wide + apart.wide > close.over) wrap.state = REN__WRAP_CLEAN;
  return wrap;
}

ren__wrap ren__wrap_block(const ren__table *table, const uint32_t *run, size_t from, size_t to,
                          const ren__wrap *whole) {
  ren__wrap wrap = *whole;
  block b = look_at_block(table, run, from, to);
  bool merged = whole->width > 0 && b.widest > whole->width + whole->width / 3;
  if (whole->varied && b.over > 0 && b.narrowest * 10 >= b.widest * 7) merged = false;
  if ((b.wide || merged) && whole->state == REN__WRAP_HARD) return wrap;
  if (b.wide) {
    wrap.state = REN__WRAP_CLEAN;
    return wrap;
  }
  if (whole->varied) {
    wrap.width = b.widest;
    return wrap;
  }
  if (whole->state == REN__WRAP_CLEAN && b.over < 3) return wrap;
  bool even = b.over > 0 && b.narrowest * 10 >= b.widest * 6;
  /* a short text can show its wrapping too: every line full to the letter */
  bool tight = b.pairs >= 2 && b.over > 0 && b.widest >= 35 && b.full * 10 >= b.pairs * 9;
  if ((b.over >= 3 && b.over * 4 >= b.pairs && even) || (tight && whole->state == REN__WRAP_UNSURE)) {
    wrap.state = REN__WRAP_HARD;
    wrap.width = b.widest;
  } else if (whole->state != REN__WRAP_HARD) {
    wrap.width = b.widest;
  } else if (even && b.widest < wrap.width) {
    /* a narrower paragraph (a quotation, a column): measured by itself if it is
     * plainly one, else by the text's width with the benefit of the doubt */
    wrap.width = b.over * 3 >= b.pairs ? b.widest : (wrap.width + b.widest) / 2;
  }
  return wrap;
}
