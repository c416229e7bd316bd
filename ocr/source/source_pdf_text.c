/* The text layer of a PDF page as words with places, imagined at 300 dpi. */
#include "source/source_pdf.h"

#include "alloc.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

static float font_size(const GList **style, guint index) {
  while (*style) {
    const PopplerTextAttributes *a = (*style)->data;
    if ((guint)a->end_index >= index) return (float)a->font_size;
    *style = (*style)->next;
  }
  return 0;
}

/* poppler's text and places, one letter each. */
static size_t fill_letters(ren__letter *out, const char *text, const PopplerRectangle *places, guint count,
                           const GList *style) {
  size_t length = strlen(text), made = 0;
  for (size_t at = 0; at < length && made < count; made++) {
    const PopplerRectangle *box = &places[made];
    ren__letter *l = &out[made];
    at += ren_utf8_decode(text + at, length - at, &l->cp);
    l->size = font_size(&style, (guint)made);
    l->x1 = fmin(box->x1, box->x2);
    l->x2 = fmax(box->x1, box->x2);
    l->y1 = fmin(box->y1, box->y2);
    l->y2 = fmax(box->y1, box->y2);
  }
  return made;
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

static void set_size(ren_page *page, double width, double height) {
  page->width = (uint32_t)lround(fmax(width * REN__LAYER_DPI / 72, 1));
  page->height = (uint32_t)lround(fmax(height * REN__LAYER_DPI / 72, 1));
}

static ren_status read_letters(ren_page *page, ren__layer_facts *facts, ren__letter *letters, size_t count,
                               double width, double height, ren_error *err) {
  uint32_t direction = ren__letters_direction(letters, count);
  ren__letters_turn(letters, count, direction, width, height);
  page->rotation = (360 - direction) % 360;
  if (direction % 180) set_size(page, height, width);
  return ren__letters_gather(page, facts, letters, count, err);
}

static ren_status read_text(ren_page *page, ren__layer_facts *facts, PopplerPage *leaf, const char *text, double width,
                            double height, ren_error *err) {
  PopplerRectangle *places = NULL;
  guint count = 0;
  if (!poppler_page_get_text_layout(leaf, &places, &count)) return REN_OK;
  GList *styles = poppler_page_get_text_attributes(leaf);
  ren__letter *letters = ren_alloc_array((size_t)count + 1, sizeof *letters);
  ren_status status = REN_OK;
  if (letters)
    status = read_letters(page, facts, letters, fill_letters(letters, text, places, count, styles), width, height, err);
  else
    status = ren_fail_nomem(err);
  ren_free(letters);
  poppler_page_free_text_attributes(styles);
  g_free(places);
  return status;
}

ren_status ren__pdf_layer(ren_page *page, ren__layer_facts *facts, ren__source *source, ren_error *err) {
  PopplerPage *leaf;
  double width, height;
  ren_status status = ren__pdf_page(&leaf, &width, &height, source, page->number, err);
  if (status != REN_OK) return status;
  char *text = poppler_page_get_text(leaf);
  page->dpi = REN__LAYER_DPI;
  set_size(page, width, height);
  page->source = REN_SOURCE_TEXT_LAYER;
  if (text && text[0]) {
    status = read_text(page, facts, leaf, text, width, height, err);
    if (status == REN_OK) status = ren__pdf_look(page, facts, leaf, width, height, err);
    number_blocks(page);
  }
  g_free(text);
  g_object_unref(leaf);
  return status;
}
