/* Letters to words and lines. */
#include "layer/layer.h"

#include "alloc.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

enum { WORD_BYTES = 1024, CHAINS = 1024, NOWHERE = 0 };

typedef struct gatherer {
  ren_page *page;
  ren__layer_facts *facts;
  double scale;
  bool line_open;
  /* words by their text, to find those that are drawn twice: index + 1 of the last one,
   * and of the one before each */
  uint32_t chain[CHAINS];
  uint32_t *before;
  size_t before_room;
  /* the word being gathered */
  char word[WORD_BYTES];
  size_t length;
  ren__letter all; /* its box; the size of its first letter */
  ren__letter last;
} gatherer;

static ren_box scaled(const gatherer *g, const ren__letter *l) {
  double x1 = fmin(l->x1, l->x2) * g->scale, x2 = fmax(l->x1, l->x2) * g->scale;
  double y1 = fmin(l->y1, l->y2) * g->scale, y2 = fmax(l->y1, l->y2) * g->scale;
  ren_box out = {(int32_t)lround(x1), (int32_t)lround(y1), 0, 0};
  out.w = (int32_t)lround(x2) - out.x;
  out.h = (int32_t)lround(y2) - out.y;
  if (out.w < 1) out.w = 1;
  if (out.h < 1) out.h = 1;
  return out;
}

/* What lies wholly outside the page is not on it. */
static bool on_page(const ren_page *page, ren_box box) {
  return box.x < (int32_t)page->width && box.y < (int32_t)page->height && box.x + box.w > 0 && box.y + box.h > 0;
}

/* ---- drawn twice -------------------------------------------------------------- */

static uint32_t chain_of(ren_str text) {
  uint32_t hash = 2166136261U;
  for (size_t i = 0; i < text.len; i++) hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619U;
  return hash % CHAINS;
}

/* Fake bold, shadows and hidden twins: the same word at nearly the same place. */
static bool is_twin(const gatherer *g, ren_str text, ren_box box) {
  for (uint32_t i = g->chain[chain_of(text)]; i != NOWHERE; i = g->before[i - 1]) {
    const ren_word *word = &g->page->words[i - 1];
    if (!ren_str_eq(word->text, text)) continue;
    int32_t dx = word->box.x - box.x, dy = word->box.y - box.y, near = box.h / 3;
    if (dx <= near && -dx <= near && dy <= near && -dy <= near) return true;
  }
  return false;
}

static ren_status remember(gatherer *g, ren_str text, ren_error *err) {
  uint32_t here = g->page->word_count;
  if (!ren_grow(&g->before, &g->before_room, here, sizeof *g->before)) return ren_fail_nomem(err);
  uint32_t *chain = &g->chain[chain_of(text)];
  g->before[here - 1] = *chain;
  *chain = here;
  return REN_OK;
}

/* The second of two equal letters stands where the first does, not after it; a shadow
 * stands a little lower, too, which no letter of the same word does. */
static bool is_twin_letter(const gatherer *g, const ren__letter *l) {
  if (g->length == 0 || g->last.cp != l->cp) return false;
  double width = fmin(fabs(l->x2 - l->x1), fabs(g->last.x2 - g->last.x1));
  double height = fmin(fabs(l->y2 - l->y1), fabs(g->last.y2 - g->last.y1));
  double across = fabs(l->x1 - g->last.x1), down = fabs(l->y1 - g->last.y1);
  return down < 0.4 * height && across < (down > 0.05 * height ? 0.8 : 0.4) * width;
}

/* ---- words -------------------------------------------------------------------- */

static ren_status open_line(gatherer *g, ren_box box, float size, ren_error *err) {
  if (g->line_open) { /* a line has one size: a small line number is none of the text beside it */
    float before = g->page->lines[g->page->line_count - 1].size;
    g->line_open = size < 1.1F * before && before < 1.1F * size;
  }
  if (g->line_open) return REN_OK;
  ren_line line = {.box = box, .size = size};
  ren_status status = ren_page_add_line(g->page, &line, err);
  g->line_open = status == REN_OK;
  return status;
}

static void stretch(ren_box *line, ren_box word) {
  int32_t right = line->x + line->w, bottom = line->y + line->h;
  if (word.x + word.w > right) right = word.x + word.w;
  if (word.y + word.h > bottom) bottom = word.y + word.h;
  if (word.x < line->x) line->x = word.x;
  if (word.y < line->y) line->y = word.y;
  line->w = right - line->x;
  line->h = bottom - line->y;
}

static ren_status end_word(gatherer *g, ren_error *err) {
  ren_str text = {g->word, ren__sign_compose(g->word, g->length, g->facts)};
  g->length = 0;
  if (text.len == 0) return REN_OK;
  ren_box box = scaled(g, &g->all);
  if (!on_page(g->page, box)) return REN_OK;
  if (is_twin(g, text, box)) {
    g->facts->twice++;
    return REN_OK;
  }
  ren_status status = open_line(g, box, (float)(g->all.size * g->scale), err);
  if (status == REN_OK)
    status = ren_page_add_word(g->page, &(ren_word){.text = text, .box = box, .confidence = 1}, err);
  if (status == REN_OK) status = remember(g, text, err);
  if (status == REN_OK) stretch(&g->page->lines[g->page->line_count - 1].box, box);
  return status;
}

/* poppler closes up what it takes for one word although it is not: a line number and the
 * text, a bullet and its item, figures below each other. White as wide as a blank parts them. */
static bool is_apart(const gatherer *g, const ren__letter *here) {
  const ren__letter *before = &g->last;
  if (g->length == 0) return false;
  double height = fmin(fabs(before->y2 - before->y1), fabs(here->y2 - here->y1));
  double beside = fmax(here->x1 - before->x2, before->x1 - here->x2),
         below = fmax(here->y1 - before->y2, before->y1 - here->y2);
  if (fmax(beside, below) > 0.3 * height) return true;
  double down = fabs(here->y1 + here->y2 - before->y1 - before->y2) / 2; /* turned text goes straight down */
  return down > 0.4 * height && fabs(here->x1 - before->x1) > height;
}

static void add_text(gatherer *g, const ren__letter *l, const char *text, size_t size) {
  if (g->length + size > sizeof g->word) return; /* longer than any word: the rest is lost */
  if (g->length == 0) g->all = *l;
  g->all.x1 = fmin(g->all.x1, l->x1);
  g->all.y1 = fmin(g->all.y1, l->y1);
  g->all.x2 = fmax(g->all.x2, l->x2);
  g->all.y2 = fmax(g->all.y2, l->y2);
  g->last = *l;
  memcpy(g->word + g->length, text, size);
  g->length += size;
}

/* ---- all letters --------------------------------------------------------------- */

/* No page has vertical tabs, form feeds and carriage returns: codes without a meaning. */
static bool is_white(uint32_t cp) {
  return cp != REN_BAD_CODEPOINT && ren_is_space(cp) && cp != '\v' && cp != '\f' && cp != '\r';
}

/* A soft hyphen at a line's end is printed; joining lines knows it. */
static bool ends_line(const ren__letter *letters, size_t count, size_t i) {
  while (++i < count && letters[i].cp != '\n')
    if (!is_white(letters[i].cp)) return false;
  return true;
}

static ren_status add_letter(gatherer *g, const ren__letter *l, bool at_end, ren_error *err) {
  char text[REN__SIGN_BYTES];
  ren_status status = REN_OK;
  if (is_twin_letter(g, l)) {
    g->facts->twice++;
    return REN_OK;
  }
  bool printed = l->cp == 0xAD && at_end;
  size_t size = printed ? ren_utf8_encode(l->cp, text) : ren__sign_text(text, l->cp, g->facts);
  if (size == 0) { /* its room is no gap in the word */
    g->last.x2 = fmax(g->last.x2, l->x2);
    return REN_OK;
  }
  if (text[0] == ' ') return end_word(g, err);
  if (is_apart(g, l)) status = end_word(g, err);
  if (status == REN_OK) add_text(g, l, text, size);
  return status;
}

ren_status ren__letters_gather(ren_page *page, ren__layer_facts *facts, const ren__letter *letters, size_t count,
                               ren_error *err) {
  gatherer *g = ren_alloc(sizeof *g);
  if (!g) return ren_fail_nomem(err);
  *g = (gatherer){.page = page, .facts = facts, .scale = page->dpi / 72.0};
  ren_status status = REN_OK;
  for (size_t i = 0; i < count && status == REN_OK; i++) {
    const ren__letter *l = &letters[i];
    if (l->cp == '\n') {
      status = end_word(g, err);
      g->line_open = false;
    } else if (is_white(l->cp)) {
      status = end_word(g, err);
    } else {
      status = add_letter(g, l, l->cp == 0xAD && ends_line(letters, count, i), err);
    }
  }
  if (status == REN_OK) status = end_word(g, err);
  ren_free(g->before);
  ren_free(g);
  return status;
}

/* ---- taking words out ----------------------------------------------------------- */

void ren__layer_drop(ren_page *page, const bool *drop) {
  uint32_t words = 0, lines = 0;
  for (uint32_t i = 0; i < page->line_count; i++) {
    ren_line line = page->lines[i];
    uint32_t first = words;
    for (uint32_t w = line.first_word; w < line.first_word + line.word_count; w++) {
      if (drop[w]) continue;
      page->words[words] = page->words[w];
      page->words[words].line = lines;
      if (words == first) line.box = page->words[words].box;
      stretch(&line.box, page->words[words].box);
      words++;
    }
    if (words == first) continue;
    line.first_word = first;
    line.word_count = words - first;
    page->lines[lines++] = line;
  }
  page->word_count = words;
  page->line_count = lines;
}
