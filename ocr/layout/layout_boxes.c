/* Boxes that a recogniser made too high. A word that stands far from others (a label in a
 * table) often has a box as high as a line may be, from above the capitals to below the
 * descenders, whatever its letters. The width of its letters tells how large they are. */
#include "layout/page_layout.h"

#include <math.h>

/* Of such a box: its height, and how much lies under the baseline, in heights of a capital. */
static const float LINE_BOX = 1.6F, BELOW = 0.43F;

/* Is the box high for its letters by as much as a line's box is? */
static bool is_line_box(const ren__layout *lay, uint32_t i, float ink) {
  const ren__lay_word *w = &lay->words[i];
  float height = (float)(w->y1 - w->y0), weight = ren__word_weight(lay, i);
  if (w->wild || w->letters < 3 || weight <= 0.0F || ink <= 0.0F) return false;
  float by_width = weight > 1.06F && weight < 1.15F ? lay->size : weight * lay->size; /* bold type is wider */
  float as_line = height / (LINE_BOX * by_width), as_ink = height / (ink * by_width);
  return as_line > 0.85F && as_line < 1.2F && fabsf(logf(as_line)) < fabsf(logf(as_ink));
}

static void lower(ren__lay_word *w) {
  float size = (float)(w->y1 - w->y0) / LINE_BOX;
  w->base = (float)w->y1 - BELOW * size;
  w->alt = w->base;
  w->size = size;
  w->y0 = (int32_t)(w->base - size);
  w->y1 = (int32_t)ceilf(w->base);
}

/* Puts the boxes right; where the letters' widths are not known nothing is done. */
bool ren__layout_boxes(ren__layout *lay) {
  const ren_page *page = lay->page;
  bool any = false;
  if (page->source != REN_SOURCE_OCR || lay->font_boxes || !lay->rough_widths) return true;
  for (uint32_t i = 0; i < lay->n; i++) {
    if (!is_line_box(lay, i, ren__ink_height(page->words[i].text))) continue;
    lower(&lay->words[i]);
    any = true;
  }
  return !any || ren__layout_grid(lay);
}
