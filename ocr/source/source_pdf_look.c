/* Does the layer hold what is printed, and is printed what it holds? A look at the
 * picture, coarse and quick. */
#include "source/source_pdf.h"

#include "prepare/prepare.h"

#include "alloc.h"
#include "utf8.h"

#include <math.h>

enum {
  LOOK_DPI = 100,
  STRAY_GLYPHS = 60,
  FEW_WORDS = 150, /* more cover a scan; to decode its picture costs more than all the rest */
  CONTRAST_MIN = 24,
  TINY = 8 /* px at 300 dpi, of a letter's box: two points */
};

typedef struct looker {
  ren_page *page;
  PIX *grey;     /* upright, as the words are */
  PIX *of_words; /* 1 bit: where words are */
  PIX *of_lines;
  double scale; /* of the page's boxes */
} looker;

static BOX shrunk(const looker *l, ren_box box, double slack) {
  double x = (box.x - slack) * l->scale, y = (box.y - slack) * l->scale;
  BOX out = {.x = (l_int32)floor(x), .y = (l_int32)floor(y), .refcount = 1};
  out.w = (l_int32)ceil((box.x + box.w + slack) * l->scale) - out.x;
  out.h = (l_int32)ceil((box.y + box.h + slack) * l->scale) - out.y;
  return out;
}

static void mark(PIX *mask, BOX box) { pixRasterop(mask, box.x, box.y, box.w, box.h, PIX_SET, NULL, 0, 0); }

static bool make_masks(looker *l) {
  l->of_words = pixCreate(pixGetWidth(l->grey), pixGetHeight(l->grey), 1);
  l->of_lines = l->of_words ? pixCreateTemplate(l->of_words) : NULL;
  if (!l->of_lines) return false;
  for (uint32_t i = 0; i < l->page->word_count; i++)
    mark(l->of_words, shrunk(l, l->page->words[i].box, l->page->words[i].box.h / 4.0));
  for (uint32_t i = 0; i < l->page->line_count; i++) mark(l->of_lines, shrunk(l, l->page->lines[i].box, 0));
  return true;
}

static bool is_set(PIX *mask, l_int32 x, l_int32 y) {
  l_uint32 value = 0;
  return pixGetPixel(mask, x, y, &value) == 0 && value != 0;
}

/* ---- printed, but not in the layer ---------------------------------------------- */

/* A scan with a digital stamp has a layer of a few good words and a page of printed
 * ones that are not in it: count letter-like marks within and without. */
static bool count_marks(ren__layer_facts *facts, const looker *l) {
  PIX *binary = pixThresholdToBinary(l->grey, 160);
  BOXA *marks = binary ? pixConnCompBB(binary, 8) : NULL;
  uint32_t within = 0, without = 0;
  for (l_int32 i = 0, n = marks ? boxaGetCount(marks) : 0; i < n; i++) {
    l_int32 x, y, w, h;
    boxaGetBoxGeometry(marks, i, &x, &y, &w, &h);
    if (h < 4 || h > 24 || w < 2 || w > 40) continue;
    l_int32 middle = x + w / 2, level = y + h / 2;
    if (is_set(l->of_words, middle, level)) {
      within++;
    } else {
      without++;
      if (h >= 7 && is_set(l->of_lines, middle, level)) facts->between++;
    }
  }
  facts->uncovered = without > STRAY_GLYPHS && without > within;
  bool done = marks != NULL;
  boxaDestroy(&marks);
  pixDestroy(&binary);
  return done;
}

/* ---- in the layer, but not printed ----------------------------------------------- */

/* White on white, behind or under nothing. The middle of the box only: the letters of the
 * lines above and below may reach into it. */
static bool has_ink(const looker *l, ren_box box) {
  ren_box middle = {box.x, box.y + box.h / 4, box.w, box.h - box.h / 2};
  BOX at = shrunk(l, middle, 0);
  l_uint32 least = 255, most = 0;
  for (l_int32 y = at.y; y < at.y + at.h; y++)
    for (l_int32 x = at.x; x < at.x + at.w; x++) {
      l_uint32 value;
      if (pixGetPixel(l->grey, x, y, &value) != 0) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  return most >= least + CONTRAST_MIN;
}

/* The ink of full stops, dashes and quotation marks is not in the middle of their boxes. */
static bool has_letters(ren_str text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t cp;
    at += ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (cp != REN_BAD_CODEPOINT && (ren_is_letter(cp) || ren_is_digit(cp))) return true;
  }
  return false;
}

static bool is_unseen(const looker *l, const ren_word *word) {
  return word->box.h < TINY || (has_letters(word->text) && !has_ink(l, word->box));
}

/* If hardly anything has ink it is the look that is wrong: a font that cannot be drawn. */
static bool drop_unseen(ren__layer_facts *facts, const looker *l) {
  uint32_t count = l->page->word_count, unseen = 0;
  bool *drop = ren_alloc_array(count, sizeof *drop);
  if (!drop) return count == 0;
  for (uint32_t i = 0; i < count; i++) {
    drop[i] = is_unseen(l, &l->page->words[i]);
    unseen += drop[i];
  }
  if (unseen > 0 && 2 * unseen <= count) {
    ren__layer_drop(l->page, drop);
    facts->unseen = unseen;
  }
  ren_free(drop);
  return true;
}

/* ---- looking ---------------------------------------------------------------------- */

ren_status ren__pdf_look(ren_page *page, ren__layer_facts *facts, PopplerPage *leaf, double width, double height,
                         ren_error *err) {
  double cover = ren__pdf_image_cover(leaf, width, height);
  if (page->word_count == 0 || (page->word_count > FEW_WORDS && cover >= 0.3)) return REN_OK;
  double dpi = fmin(LOOK_DPI, ren__pdf_dpi_limit(width, height, UINT64_MAX));
  ren__pdf_grid grid = ren__pdf_grid_at(width, height, dpi);
  PIX *grey = NULL;
  ren_status status = ren__pdf_render(&grey, leaf, &grid, err);
  if (status != REN_OK) return status;
  looker l = {.page = page, .grey = ren__turned(grey, page->rotation), .scale = dpi / page->dpi};
  pixDestroy(&grey);
  bool done = l.grey && (cover >= 0.3 || drop_unseen(facts, &l)) && make_masks(&l) && count_marks(facts, &l);
  pixDestroy(&l.grey);
  pixDestroy(&l.of_words);
  pixDestroy(&l.of_lines);
  return done ? REN_OK : ren_fail_nomem(err);
}
