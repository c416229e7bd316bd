/* ren_page_layout: the stages of page_layout.h in order, and the result put back. */
#include "layout/page_layout.h"

#include <renskrift/ocr.h>

#include <string.h>

static int32_t clamp(int64_t v) { return (int32_t)(v < -REN__FAR ? -REN__FAR : v > REN__FAR ? REN__FAR : v); }

/* From the words as they stand on the page: those of the layout have been levelled. */
static ren_box box_of(const ren__layout *lay, const ren__lay_line *line) {
  int32_t x0 = REN__FAR, y0 = REN__FAR, x1 = -REN__FAR, y1 = -REN__FAR;
  for (uint32_t i = 0; i < line->count; i++) {
    const ren_box *box = &lay->page->words[lay->order[line->first + i]].box;
    x0 = ren__min32(x0, clamp(box->x));
    y0 = ren__min32(y0, clamp(box->y));
    x1 = ren__max32(x1, clamp((int64_t)box->x + ren__max32(box->w, 0)));
    y1 = ren__max32(y1, clamp((int64_t)box->y + ren__max32(box->h, 0)));
  }
  return (ren_box){x0, y0, ren__max32(x1 - x0, 0), ren__max32(y1 - y0, 0)};
}

/* Writes words and lines of the page in the new order. */
static ren_status store(const ren__layout *lay, ren_error *err) {
  ren_page *page = lay->page;
  ren_word *words = ren_arena_alloc(lay->arena, (size_t)lay->n * sizeof *words);
  if (!words) return ren_fail_nomem(err);
  while (page->line_count < lay->line_count) { /* room for more lines than there were */
    ren_status status = ren_page_add_line(page, &(ren_line){0}, err);
    if (status != REN_OK) return status;
  }
  page->line_count = lay->line_count;
  uint32_t at = 0;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    const ren__lay_line *line = &lay->lines[i];
    page->lines[i] = (ren_line){.box = box_of(lay, line),
                                .block = line->block,
                                .first_word = at,
                                .word_count = line->count,
                                .size = line->size,
                                .role = line->role,
                                .column = line->column};
    for (uint32_t w = 0; w < line->count; w++) {
      words[at] = page->words[lay->order[line->first + w]];
      words[at++].line = i;
    }
  }
  memcpy(page->words, words, (size_t)lay->n * sizeof *words);
  return REN_OK;
}

ren_status ren_page_layout(ren_page *page, ren_error *err) {
  if (!page) return ren_fail(err, REN_EINVAL, "no page to lay out");
  if (page->word_count == 0) {
    page->line_count = 0;
    return REN_OK;
  }
  ren__layout lay = {.page = page, .arena = ren_arena_new()};
  if (!lay.arena) return ren_fail_nomem(err);
  bool done = ren__layout_words(&lay) && ren__layout_rows(&lay) && ren__layout_gutters(&lay) &&
              ren__layout_columns(&lay) && ren__layout_order(&lay) && ren__layout_margins(&lay) &&
              ren__layout_weight(&lay) && ren__layout_blocks(&lay) && ren__layout_roles(&lay);
  ren_status status = done ? store(&lay, err) : ren_fail_nomem(err);
  ren_arena_free(lay.arena);
  return status;
}
