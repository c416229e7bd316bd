/* The text layer of a PDF page as words with places, imagined at 300 dpi. */
#include "source/source_pdf.h"

#include "alloc.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

/* A page with more words than this is taken to be covered by its layer; looking at
 * the picture costs more than all the rest. */
enum { FEW_WORDS = 150, LOOK_DPI = 100, STRAY_GLYPHS = 60, WORD_BYTES = 1024 };

typedef struct reader {
  ren_page *page;
  double scale;
  const char *text;           /* poppler's, lines ended by '\n' */
  const PopplerRectangle *at; /* one per character */
  guint count;
  const GList *style; /* the run of equal font that holds the current character */
  bool line_open;
  /* the word being gathered */
  char word[WORD_BYTES];
  size_t length;
  PopplerRectangle box;
  double points; /* font size of its first letter */
} reader;

static double font_size(reader *r, guint index) {
  while (r->style) {
    const PopplerTextAttributes *a = r->style->data;
    if ((guint)a->end_index >= index) return a->font_size;
    r->style = r->style->next;
  }
  return 0;
}

static ren_box scaled(const reader *r, const PopplerRectangle *box) {
  double x1 = fmin(box->x1, box->x2) * r->scale, x2 = fmax(box->x1, box->x2) * r->scale;
  double y1 = fmin(box->y1, box->y2) * r->scale, y2 = fmax(box->y1, box->y2) * r->scale;
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

/* Fake bold and hidden twins: the same word at the same place. */
static bool is_twin(const ren_page *page, ren_str text, ren_box box) {
  for (uint32_t i = page->word_count; i > 0 && i + 40 > page->word_count; i--) {
    const ren_word *word = &page->words[i - 1];
    if (!ren_str_eq(word->text, text)) continue;
    int32_t dx = word->box.x - box.x, dy = word->box.y - box.y, near = box.h / 5;
    if (dx <= near && -dx <= near && dy <= near && -dy <= near) return true;
  }
  return false;
}

static ren_status end_word(reader *r, ren_error *err) {
  ren_str text = {r->word, r->length};
  r->length = 0;
  if (text.len == 0) return REN_OK;
  ren_box box = scaled(r, &r->box);
  if (!on_page(r->page, box) || is_twin(r->page, text, box)) return REN_OK;
  float size = (float)(r->points * r->scale);
  if (r->line_open) { /* a line has one size: a small line number is none of the text beside it */
    float before = r->page->lines[r->page->line_count - 1].size;
    r->line_open = size < 1.1F * before && before < 1.1F * size;
  }
  if (!r->line_open) {
    ren_line line = {.box = box, .size = size};
    ren_status status = ren_page_add_line(r->page, &line, err);
    if (status != REN_OK) return status;
    r->line_open = true;
  }
  ren_line *line = &r->page->lines[r->page->line_count - 1];
  int32_t right = line->box.x + line->box.w, bottom = line->box.y + line->box.h;
  if (box.x + box.w > right) right = box.x + box.w;
  if (box.y + box.h > bottom) bottom = box.y + box.h;
  if (box.x < line->box.x) line->box.x = box.x;
  if (box.y < line->box.y) line->box.y = box.y;
  line->box.w = right - line->box.x;
  line->box.h = bottom - line->box.y;
  return ren_page_add_word(r->page, &(ren_word){.text = text, .box = box, .confidence = 1}, err);
}

/* poppler closes up what it takes for one word although it is not: a line number and the
 * text, a bullet and its item, figures below each other. White as wide as a blank parts them. */
static bool is_apart(const reader *r, guint index) {
  if (r->length == 0 || index == 0) return false;
  const PopplerRectangle *before = &r->at[index - 1], *here = &r->at[index];
  double height = fmin(fabs(before->y2 - before->y1), fabs(here->y2 - here->y1));
  double beside = here->x1 - before->x2, below = fmax(here->y1 - before->y2, before->y1 - here->y2);
  if (fmax(beside, below) > 0.3 * height) return true;
  double down = fabs(here->y1 + here->y2 - before->y1 - before->y2) / 2; /* turned text goes straight down */
  return down > 0.4 * height && fabs(here->x1 - before->x1) > height;
}

static void add_letter(reader *r, const char *bytes, size_t size, guint index) {
  if (r->length + size > sizeof r->word) return; /* longer than any word: the rest is lost */
  const PopplerRectangle *box = &r->at[index];
  if (r->length == 0) {
    r->box = *box;
    r->points = font_size(r, index);
  } else {
    r->box.x1 = fmin(r->box.x1, box->x1);
    r->box.y1 = fmin(r->box.y1, box->y1);
    r->box.x2 = fmax(r->box.x2, box->x2);
    r->box.y2 = fmax(r->box.y2, box->y2);
  }
  memcpy(r->word + r->length, bytes, size);
  r->length += size;
}

static ren_status read_characters(reader *r, ren_error *err) {
  size_t length = strlen(r->text);
  guint index = 0;
  ren_status status = REN_OK;
  for (size_t at = 0; at < length && index < r->count && status == REN_OK; index++) {
    uint32_t cp;
    size_t size = ren_utf8_decode(r->text + at, length - at, &cp);
    if (cp == '\n') {
      status = end_word(r, err);
      r->line_open = false;
    } else if (cp == REN_BAD_CODEPOINT || cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || ren_is_space(cp)) {
      status = end_word(r, err);
    } else {
      if (is_apart(r, index)) status = end_word(r, err);
      if (status == REN_OK) add_letter(r, r->text + at, size, index);
    }
    at += size;
  }
  return status == REN_OK ? end_word(r, err) : status;
}

/* Rough blocks: a gap of more than a line's height. Layout looks closer. */
static void number_blocks(ren_page *page) {
  uint32_t block = 0;
  for (uint32_t i = 1; i < page->line_count; i++) {
    const ren_box *above = &page->lines[i - 1].box, *here = &page->lines[i].box;
    int32_t gap = here->y - (above->y + above->h);
    if (gap > above->h || gap < -above->h) block++;
    page->lines[i].block = block;
  }
}

/* ---- does the layer hold what is printed? ---------------------------------- */

static bool inside_word(const ren_page *page, double x, double y) {
  for (uint32_t i = 0; i < page->word_count; i++) {
    const ren_box *b = &page->words[i].box;
    int32_t slack = b->h / 4;
    if (x >= b->x - slack && x < b->x + b->w + slack && y >= b->y - slack && y < b->y + b->h + slack) return true;
  }
  return false;
}

/* A scan with a digital stamp has a layer of a few good words and a page of printed
 * ones that are not in it: count letter-like marks within and without. */
static ren_status look_for_more(bool *uncovered, const ren_page *words, PopplerPage *page, double width, double height,
                                ren_error *err) {
  PIX *grey = NULL;
  ren_status status = ren__pdf_render(&grey, page, width, height, LOOK_DPI, err);
  if (status != REN_OK) return status;
  PIX *binary = pixThresholdToBinary(grey, 160);
  BOXA *marks = binary ? pixConnCompBB(binary, 8) : NULL;
  l_int32 count = marks ? boxaGetCount(marks) : 0, within = 0, without = 0;
  for (l_int32 i = 0; i < count; i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(marks, i, &x, &y, &w, &h);
    if (h < 4 || h > 24 || w < 2 || w > 40) continue;
    double scale = (double)REN__LAYER_DPI / LOOK_DPI;
    if (inside_word(words, (x + w / 2.0) * scale, (y + h / 2.0) * scale))
      within++;
    else
      without++;
  }
  *uncovered = without > STRAY_GLYPHS && without > within;
  boxaDestroy(&marks);
  pixDestroy(&binary);
  pixDestroy(&grey);
  return REN_OK;
}

static ren_status find_uncovered(ren__layer_facts *facts, const ren_page *words, PopplerPage *page, double width,
                                 double height, ren_error *err) {
  if (words->word_count == 0 || words->word_count > FEW_WORDS) return REN_OK;
  ren__pdf_images images;
  ren__pdf_images_find(&images, page, width, height, false);
  if (images.cover < 0.3) return REN_OK;
  return look_for_more(&facts->uncovered, words, page, width, height, err);
}

ren_status ren__pdf_layer(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err) {
  PopplerPage *leaf;
  double width, height;
  ren_status status = ren__pdf_page(&leaf, &width, &height, source, page->number, err);
  if (status != REN_OK) return status;
  reader *r = ren_alloc(sizeof *r);
  char *text = poppler_page_get_text(leaf);
  PopplerRectangle *places = NULL;
  GList *styles = poppler_page_get_text_attributes(leaf);
  page->dpi = REN__LAYER_DPI;
  page->width = (uint32_t)lround(fmax(width * REN__LAYER_DPI / 72, 1));
  page->height = (uint32_t)lround(fmax(height * REN__LAYER_DPI / 72, 1));
  page->source = REN_SOURCE_TEXT_LAYER;
  if (!r) {
    status = ren_fail_nomem(err);
  } else if (text && text[0]) {
    *r = (reader){.page = page, .scale = (double)REN__LAYER_DPI / 72, .text = text, .style = styles};
    if (poppler_page_get_text_layout(leaf, &places, &r->count)) {
      r->at = places;
      status = read_characters(r, err);
    }
    number_blocks(page);
    if (status == REN_OK) status = find_uncovered(facts, page, leaf, width, height, err);
  }
  poppler_page_free_text_attributes(styles);
  g_free(places);
  g_free(text);
  ren_free(r);
  g_object_unref(leaf);
  return status;
}
