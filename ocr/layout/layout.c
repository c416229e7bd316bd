/* ren_page_layout: the stages of page_layout.h in order, and the result put back. */
#include "layout/page_layout.h"

#include <renskrift/ocr.h>

#include <string.h>

/* What was laid out, in reading order. */
typedef struct result {
  ren_word *words;
  ren_line *lines;
  uint32_t word_count, line_count, columns, blocks;
} result;

static int32_t clamp(int64_t v) { return (int32_t)(v < -REN__FAR ? -REN__FAR : v > REN__FAR ? REN__FAR : v); }

/* From the words as they stand on the page: those of the layout have been levelled. */
static ren_box box_of(const ren__layout *lay, const ren__lay_line *line, int32_t shift) {
  int32_t x0 = REN__FAR, y0 = REN__FAR, x1 = -REN__FAR, y1 = -REN__FAR;
  for (uint32_t i = 0; i < line->count; i++) {
    const ren_box *box = &lay->page->words[lay->order[line->first + i]].box;
    x0 = ren__min32(x0, clamp(box->x));
    y0 = ren__min32(y0, clamp(box->y));
    x1 = ren__max32(x1, clamp((int64_t)box->x + ren__max32(box->w, 0)));
    y1 = ren__max32(y1, clamp((int64_t)box->y + ren__max32(box->h, 0)));
  }
  return (ren_box){x0 + shift, y0, ren__max32(x1 - x0, 0), ren__max32(y1 - y0, 0)};
}

/* Adds the lines of a layout whose page begins `shift` px right of the sheet's edge. */
static void emit(const ren__layout *lay, result *out, int32_t shift) {
  uint32_t column = out->columns, block = out->blocks;
  for (uint32_t i = 0; i < lay->line_count; i++) {
    const ren__lay_line *line = &lay->lines[i];
    out->lines[out->line_count] = (ren_line){.box = box_of(lay, line, shift),
                                             .block = block + line->block,
                                             .first_word = out->word_count,
                                             .word_count = line->count,
                                             .size = line->size,
                                             .role = line->role,
                                             .column = column + line->column};
    if (out->columns <= column + line->column) out->columns = column + line->column + 1;
    if (out->blocks <= block + line->block) out->blocks = block + line->block + 1;
    for (uint32_t w = 0; w < line->count; w++) {
      ren_word *word = &out->words[out->word_count++];
      *word = lay->page->words[lay->order[line->first + w]];
      word->box.x += shift;
      word->line = out->line_count;
    }
    out->line_count++;
  }
}

static bool lay_rows(ren__layout *lay) {
  return ren__layout_words(lay) && ren__layout_weight(lay) && ren__layout_boxes(lay) && ren__layout_rows(lay);
}

static bool lay_rest(ren__layout *lay) {
  return ren__layout_gutters(lay) && ren__layout_columns(lay) && ren__layout_order(lay) && ren__layout_margins(lay) &&
         ren__layout_blocks(lay) && ren__layout_roles(lay);
}

/* Lays out the words of a sheet of two pages that lie left or right of the fold. */
static bool lay_half(const ren_page *sheet, ren_arena *arena, int32_t fold, bool right, result *out) {
  ren_page half = *sheet;
  int32_t shift = right ? fold : 0;
  half.width = right ? sheet->width - ren__min32(fold, (int32_t)sheet->width) : (uint32_t)fold;
  half.words = ren_arena_alloc(arena, (size_t)sheet->word_count * sizeof *half.words);
  if (!half.words) return false;
  half.word_count = 0;
  for (uint32_t i = 0; i < sheet->word_count; i++) {
    ren_word word = sheet->words[i];
    if ((word.box.x + word.box.w / 2 >= fold) != right) continue;
    word.box.x -= shift;
    half.words[half.word_count++] = word;
  }
  if (half.word_count == 0) return true;
  ren__layout lay = {.page = &half, .arena = arena};
  if (!lay_rows(&lay) || !lay_rest(&lay)) return false;
  emit(&lay, out, shift);
  return true;
}

static bool lay_page(ren_page *page, ren_arena *arena, result *out) {
  ren__layout lay = {.page = page, .arena = arena};
  int32_t fold = 0;
  out->words = ren_arena_alloc(arena, (size_t)page->word_count * sizeof *out->words);
  out->lines = ren_arena_alloc(arena, (size_t)page->word_count * sizeof *out->lines);
  if (!out->words || !out->lines || !lay_rows(&lay) || !ren__layout_fold(&lay, &fold)) return false;
  if (fold) return lay_half(page, arena, fold, false, out) && lay_half(page, arena, fold, true, out);
  if (!lay_rest(&lay)) return false;
  emit(&lay, out, 0);
  return true;
}

static ren_status store(ren_page *page, const result *from, ren_error *err) {
  while (page->line_count < from->line_count) { /* room for more lines than there were */
    ren_status status = ren_page_add_line(page, &(ren_line){0}, err);
    if (status != REN_OK) return status;
  }
  page->line_count = from->line_count;
  memcpy(page->lines, from->lines, from->line_count * sizeof *page->lines);
  memcpy(page->words, from->words, from->word_count * sizeof *page->words);
  return REN_OK;
}

ren_status ren_page_layout(ren_page *page, ren_error *err) {
  if (!page) return ren_fail(err, REN_EINVAL, "no page to lay out");
  if (page->word_count == 0) {
    page->line_count = 0;
    return REN_OK;
  }
  ren_arena *arena = ren_arena_new();
  if (!arena) return ren_fail_nomem(err);
  result laid = {0};
  ren_status status = lay_page(page, arena, &laid) ? store(page, &laid, err) : ren_fail_nomem(err);
  ren_arena_free(arena);
  return status;
}
