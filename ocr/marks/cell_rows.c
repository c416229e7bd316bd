#include "marks/cell_rows.h"

#include "alloc.h"

#include <math.h>
#include <stdlib.h>

/* More than this are noise or a picture. */
enum { LOOSE_MOST = 1000 };

/* In x-heights. Letters of a word stand nearer to each other than JOIN; a cell of a table stands ALONE. */
static const double JOIN = 0.5, ALONE = 1.5, SAME_ROW = 0.6, BODY = 0.6;
/* A capital with a ring; and in heights of the cells beside. */
static const double TALL = 2.1, ROW_TALL = 1.15;

/* ---- cells -------------------------------------------------------------------- */

static ren_status add(ren__cells *out, const ren__cell *cell, ren_error *err) {
  if (!ren_grow(&out->list, &out->cap, out->count, sizeof *out->list)) return ren_fail_nomem(err);
  out->list[out->count++] = *cell;
  return REN_OK;
}

static ren_box hull(const ren_box *a, const ren_box *b) {
  int32_t x = a->x < b->x ? a->x : b->x, y = a->y < b->y ? a->y : b->y;
  int32_t right = a->x + a->w > b->x + b->w ? a->x + a->w : b->x + b->w;
  int32_t foot = a->y + a->h > b->y + b->h ? a->y + a->h : b->y + b->h;
  return (ren_box){x, y, right - x, foot - y};
}

static int32_t gap_between(const ren_box *a, const ren_box *b) {
  int32_t left = a->x - (b->x + b->w), right = b->x - (a->x + a->w);
  return left > right ? left : right;
}

static bool beside(const ren_box *a, const ren_box *b) {
  int32_t from = a->y > b->y ? a->y : b->y, to = a->y + a->h < b->y + b->h ? a->y + a->h : b->y + b->h;
  return 2 * (to - from) > (a->h < b->h ? a->h : b->h);
}

/* Letters are put together anew where they lie in no word, or in a small one, or in one that is none. */
static bool is_loose(const ren__letter *letter, const ren__word_fit *fits) {
  if (letter->joined || letter->word == REN__IN_NO_WORD) return !letter->joined;
  return fits[letter->word].fit != REN__FITS && fits[letter->word].fit != REN__MISREAD;
}

static bool is_lost(const ren__letter *letter, const ren__word_fit *fits) {
  return letter->word == REN__IN_NO_WORD || fits[letter->word].fit == REN__UPRIGHT;
}

/* A letter beside a word that fits is a part of it that tesseract cut off. */
static bool hangs_on_word(const ren_page *page, const ren__word_fit *fits, const ren_box *box, double x_height) {
  for (uint32_t i = 0; i < page->word_count; i++)
    if (fits[i].fit == REN__FITS && gap_between(&page->words[i].box, box) < JOIN * x_height &&
        beside(&page->words[i].box, box))
      return true;
  return false;
}

static bool joins(const ren__cell *cell, const ren__letter *letter, uint32_t word, double x_height) {
  if (word != REN__IN_NO_WORD && word == cell->word) return true;
  return gap_between(&cell->box, &letter->box) < JOIN * x_height && beside(&cell->box, &letter->box);
}

/* The letters come from left to right. */
static ren_status add_letter(ren__cells *out, const ren__letter *letter, const ren__word_fit *fits, double x_height,
                             ren_error *err) {
  const bool lost = is_lost(letter, fits);
  const uint32_t word = lost ? REN__IN_NO_WORD : letter->word;
  size_t at = 0;
  while (at < out->count && !joins(&out->list[at], letter, word, x_height)) at++;
  if (at == out->count) {
    const ren__cell new = {.box = letter->box, .word = REN__IN_NO_WORD, .next = REN__NO_CELL, .prev = REN__NO_CELL};
    ren_status status = add(out, &new, err);
    if (status != REN_OK) return status;
  }
  ren__cell *cell = &out->list[at];
  cell->box = hull(&cell->box, &letter->box);
  cell->foot += (letter->foot - cell->foot) / ++cell->letters;
  if (cell->word == REN__IN_NO_WORD) cell->word = word;
  if (word != REN__IN_NO_WORD) out->of_word[word] = (uint32_t)at;
  cell->wanted = cell->wanted || lost || fits[word].fit == REN__DOUBTFUL;
  return REN_OK;
}

static ren_status add_loose(ren__cells *out, const ren_page *page, const ren__letters *letters,
                            const ren__word_fit *fits, double x_height, ren_error *err) {
  size_t loose = 0;
  for (size_t i = 0; i < letters->count; i++) loose += is_loose(&letters->list[i], fits);
  ren_status status = REN_OK;
  for (size_t i = 0; i < letters->count && loose <= LOOSE_MOST && status == REN_OK; i++)
    if (is_loose(&letters->list[i], fits)) status = add_letter(out, &letters->list[i], fits, x_height, err);
  for (size_t i = 0; i < out->count; i++)
    if (out->list[i].wanted && hangs_on_word(page, fits, &out->list[i].box, x_height)) out->list[i].wanted = false;
  return status;
}

/* tesseract's boxes of words are rough: they cut letters, and hold pieces of the lines above and below. */
static void fit_box(ren__cell *cell, const ren__letters *letters, double x_height) {
  ren_box ink = {0};
  for (size_t i = 0; i < letters->count; i++) {
    const ren__letter *letter = &letters->list[i];
    if (letter->word != cell->word || fabs(letter->foot - cell->foot) > SAME_ROW * x_height) continue;
    ink = ink.w ? hull(&ink, &letter->box) : letter->box;
  }
  if (ink.w == 0) return;
  const int32_t comma = (int32_t)(0.3 * x_height), foot = ink.y + ink.h + comma, word_foot = cell->box.y + cell->box.h;
  const ren_box all = hull(&ink, &cell->box);
  const int32_t top = ink.y, bottom = word_foot < foot ? word_foot : foot;
  cell->box = (ren_box){all.x, top, all.w, (bottom > ink.y + ink.h ? bottom : ink.y + ink.h) - top};
}

static ren_status add_words(ren__cells *out, const ren_page *page, const ren__letters *letters,
                            const ren__word_fit *fits, double x_height, ren_error *err) {
  ren_status status = REN_OK;
  for (uint32_t i = 0; i < page->word_count && status == REN_OK; i++) {
    if (fits[i].fit == REN__UPRIGHT || fits[i].fit == REN__DIRT || out->of_word[i] != REN__NO_CELL) continue;
    ren__cell cell = {.box = page->words[i].box,
                      .word = i,
                      .letters = fits[i].letters,
                      .foot = fits[i].foot,
                      .wanted = fits[i].fit == REN__MISREAD,
                      .next = REN__NO_CELL,
                      .prev = REN__NO_CELL};
    fit_box(&cell, letters, x_height);
    out->of_word[i] = (uint32_t)out->count;
    status = add(out, &cell, err);
  }
  return status;
}

/* ---- rows --------------------------------------------------------------------- */

static double body_of(const ren__cell *cell, double x_height) {
  return cell->letters ? cell->foot - BODY * x_height : cell->box.y + cell->box.h / 2.0;
}

static double middle_of(const ren_box *box) { return box->x + box->w / 2.0; }

static bool same_row(const ren__cell *a, const ren__cell *b, double x_height, double fall) {
  double across = middle_of(&b->box) - middle_of(&a->box);
  return fabs(body_of(b, x_height) - body_of(a, x_height) + fall * across) < SAME_ROW * x_height;
}

static void link_to_the_right(ren__cells *cells, uint32_t i, double x_height, double fall) {
  ren__cell *a = &cells->list[i];
  uint32_t nearest = REN__NO_CELL;
  for (uint32_t k = 0; k < cells->count; k++) {
    const ren__cell *b = &cells->list[k];
    if (k == i || middle_of(&b->box) <= a->box.x + a->box.w || b->box.x + b->box.w <= middle_of(&a->box)) continue;
    if (nearest != REN__NO_CELL && b->box.x >= cells->list[nearest].box.x) continue;
    if (same_row(a, b, x_height, fall)) nearest = k;
  }
  if (nearest == REN__NO_CELL) return;
  ren__cell *b = &cells->list[nearest];
  if (b->prev != REN__NO_CELL) {
    ren__cell *rival = &cells->list[b->prev];
    if (rival->box.x + rival->box.w >= a->box.x + a->box.w) return;
    rival->next = REN__NO_CELL;
  }
  a->next = nearest;
  b->prev = i;
}

static bool apart(const ren__cells *cells, uint32_t from, uint32_t to, double x_height) {
  return from == REN__NO_CELL || to == REN__NO_CELL ||
         gap_between(&cells->list[from].box, &cells->list[to].box) >= ALONE * x_height;
}

static int32_t height_of(const ren__cells *cells, uint32_t at) {
  return at == REN__NO_CELL ? 0 : cells->list[at].box.h;
}

/* A hole or a stamp is larger than its row. */
static bool is_as_high_as_row(const ren__cells *cells, const ren__cell *cell, double x_height) {
  int32_t before = height_of(cells, cell->prev), after = height_of(cells, cell->next);
  return cell->box.h <= TALL * x_height || cell->box.h <= ROW_TALL * (before > after ? before : after);
}

/* What was lost is wanted wherever it stands, small words only in tables. */
static bool is_wanted(const ren__cells *cells, uint32_t i, const ren__word_fit *fits, double x_height) {
  const ren__cell *cell = &cells->list[i];
  if (!cell->wanted || (cell->prev == REN__NO_CELL && cell->next == REN__NO_CELL)) return false;
  if (cell->word != REN__IN_NO_WORD && fits[cell->word].fit == REN__MISREAD) return true;
  if (!is_as_high_as_row(cells, cell, x_height)) return false;
  return cell->word == REN__IN_NO_WORD ||
         (apart(cells, cell->prev, i, x_height) && apart(cells, i, cell->next, x_height));
}

ren_status ren__cells_find(ren__cells *out, const ren_page *page, const ren__letters *letters,
                           const ren__word_fit *fits, double x_height, double slope, ren_error *err) {
  *out = (ren__cells){0};
  out->of_word = ren_alloc_array((size_t)page->word_count + 1, sizeof *out->of_word);
  if (!out->of_word) return ren_fail_nomem(err);
  for (uint32_t i = 0; i < page->word_count; i++) out->of_word[i] = REN__NO_CELL;
  ren_status status = add_loose(out, page, letters, fits, x_height, err);
  if (status == REN_OK) status = add_words(out, page, letters, fits, x_height, err);
  const double fall = tan(slope * 3.14159265358979 / 180);
  for (uint32_t i = 0; i < out->count && status == REN_OK; i++) link_to_the_right(out, i, x_height, fall);
  for (uint32_t i = 0; i < out->count && status == REN_OK; i++) out->list[i].wanted = is_wanted(out, i, fits, x_height);
  if (status != REN_OK) ren__cells_free(out);
  return status;
}

/* ---- strips -------------------------------------------------------------------- */

enum { AROUND = 2, EDGE = 2 };

/* In x-heights. */
static const double BLANK = 1.2, MARGIN = 1.5;

/* The leftmost cell of the strip that is to hold this one. */
static uint32_t begin_of(const ren__cells *cells, uint32_t at) {
  uint32_t first = at;
  for (int i = 0; i < AROUND && cells->list[first].prev != REN__NO_CELL; i++) first = cells->list[first].prev;
  return first;
}

static void choose(ren__strip *out, ren__cells *cells, uint32_t wanted) {
  int after = -REN__STRIP_CELLS; /* cells since the last that is wanted */
  for (uint32_t i = begin_of(cells, wanted); i != REN__NO_CELL && out->count < REN__STRIP_CELLS;
       i = cells->list[i].next) {
    ren__cell *cell = &cells->list[i];
    if (cell->wanted)
      after = 0;
    else if (++after > AROUND)
      break;
    out->wanted[out->count] = cell->wanted;
    out->cell[out->count++] = i;
    cell->wanted = false;
  }
}

/* What runs over the edge of the cell belongs to another. */
static bool clear_others(PIX *cut, PIX *binary, const BOX *box, l_uint32 paper) {
  PIX *ink = pixClipRectangle(binary, (BOX *)(uintptr_t)box, NULL),
      *others = ink ? pixExtractBorderConnComps(ink, 8) : NULL;
  PIX *grown = others ? pixDilateBrick(NULL, others, 3, 3) : NULL;
  bool done = grown && pixSetMasked(cut, grown, paper) == 0;
  pixDestroy(&ink);
  pixDestroy(&others);
  pixDestroy(&grown);
  return done;
}

/* Copies a cell to where its box shall begin. */
static bool copy_cell(PIX *to, int32_t x, int32_t y, const ren__cell *cell, const ren__drawing *from) {
  BOX box = {.x = cell->box.x - EDGE,
             .y = cell->box.y - EDGE,
             .w = cell->box.w + 2 * EDGE,
             .h = cell->box.h + 2 * EDGE,
             .refcount = 1};
  BOX *inside = boxClipToRectangle(&box, pixGetWidth(from->grey), pixGetHeight(from->grey));
  PIX *cut = inside ? pixClipRectangle(from->grey, inside, NULL) : NULL;
  bool done = cut && clear_others(cut, from->binary, inside, from->paper);
  if (done)
    pixRasterop(to, x + inside->x - cell->box.x, y + inside->y - cell->box.y, inside->w, inside->h, PIX_SRC, cut, 0, 0);
  pixDestroy(&cut);
  boxDestroy(&inside);
  return done;
}

static ren_status draw(ren__strip *out, const ren__cells *cells, const ren__drawing *from, ren_error *err) {
  const int32_t blank = (int32_t)(BLANK * from->x_height), margin = (int32_t)(MARGIN * from->x_height);
  int32_t above = 0, below = 0, wide = 2 * margin, x = margin;
  for (size_t i = 0; i < out->count; i++) {
    const ren__cell *cell = &cells->list[out->cell[i]];
    int32_t up = (int32_t)cell->foot - cell->box.y, down = cell->box.h - up;
    if (up > above) above = up;
    if (down > below) below = down;
    wide += cell->box.w + blank;
  }
  out->grey = pixCreate(wide, above + below + 2 * margin, 8);
  if (!out->grey) return ren_fail_nomem(err);
  pixSetAllArbitrary(out->grey, from->paper);
  for (size_t i = 0; i < out->count; i++) {
    const ren__cell *cell = &cells->list[out->cell[i]];
    int32_t up = (int32_t)cell->foot - cell->box.y;
    if (!copy_cell(out->grey, x, margin + above - up, cell, from)) return ren_fail_nomem(err);
    out->left[i] = x;
    out->right[i] = x + cell->box.w;
    x += cell->box.w + blank;
  }
  return REN_OK;
}

ren_status ren__strip_next(ren__strip *out, size_t *at, ren__cells *cells, const ren__drawing *from, ren_error *err) {
  *out = (ren__strip){0};
  while (*at < cells->count && !cells->list[*at].wanted) *at += 1;
  if (*at == cells->count) return REN_OK;
  choose(out, cells, (uint32_t)*at);
  cells->list[*at].wanted = false;
  return draw(out, cells, from, err);
}

void ren__strip_free(ren__strip *strip) {
  pixDestroy(&strip->grey);
  *strip = (ren__strip){0};
}

void ren__cells_free(ren__cells *cells) {
  ren_free(cells->list);
  ren_free(cells->of_word);
  *cells = (ren__cells){0};
}
