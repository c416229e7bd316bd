#include "recognise/second_try.h"

#include "layer/merge_readings.h"
#include "recognise/upright.h"

/* Pages read with more trust than this hardly gain. */
static const double TRUST_ENOUGH = 0.88, CLEARLY = 0.02;
enum { LETTERS_MIN = 40 };

/* ---- what shows through ------------------------------------------------------ */

/* Grey type that the curve took away would be missed: as many sure words are asked for. */
static bool reads_better(const ren__sample *with, const ren__sample *without) {
  return with->sure >= without->sure && with->trust > without->trust + CLEARLY;
}

static l_int32 inch_of(const ren__sheet *sheet) {
  l_int32 height = pixGetHeight(sheet->grey);
  return (l_int32)sheet->dpi < height ? (l_int32)sheet->dpi : height;
}

bool ren__clear_bleed(ren__recogniser *recogniser, ren__sheet *sheet) {
  ren__bleed bleed;
  if (!ren__find_bleed(&bleed, sheet->grey, sheet->x_height)) return false;
  if (!bleed.marks) return true;
  l_int32 height = inch_of(sheet), top = 2 * ren__fullest_strip(bleed.marks, height / 2);
  PIX *clear = ren__without_bleed(sheet->grey, &bleed);
  pixDestroy(&bleed.marks);
  if (!clear) return false;
  ren__sample with, without;
  ren__recognise_strip(&without, recogniser, sheet->grey, sheet->dpi, top, height);
  ren__recognise_strip(&with, recogniser, clear, sheet->dpi, top, height);
  if (reads_better(&with, &without)) {
    pixDestroy(&sheet->grey);
    sheet->grey = clear;
    ren__stage(sheet, "bleed");
  } else {
    pixDestroy(&clear);
  }
  return true;
}

/* ---- ragged, thin and broken strokes ------------------------------------------ */

typedef enum way { SOFTER, MIDDLE, THICKER, WAYS, NONE = WAYS } way;

static PIX *prepared(PIX *grey, way how, double x_height) {
  const double width = 0.08 * x_height; /* like the raggedness of strokes, far less than they are wide */
  switch (how) {
  case SOFTER: return ren__softened(grey, width);
  case MIDDLE: return pixMedianFilter(grey, 3, 3);
  default: return ren__thickened(grey, width);
  }
}

static double letter_height(const ren__sheet *sheet) {
  return sheet->x_height > 0 ? sheet->x_height : 0.07 * sheet->dpi;
}

/* Some whole lines of the page, and how they were read. */
typedef struct passage {
  l_int32 top, height;
  ren__sample sample;
} passage;

static void add_line(passage *out, const ren_page *page, const ren_line *line) {
  int32_t bottom = out->top + out->height, end = line->box.y + line->box.h;
  if (out->height == 0) out->top = bottom = line->box.y;
  if (line->box.y < out->top) out->top = line->box.y;
  out->height = (end > bottom ? end : bottom) - out->top;
  for (uint32_t i = 0; i < line->word_count; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    out->sample.letters += word->text.len;
    out->sample.trust += (double)word->confidence * (double)word->text.len;
  }
}

/* The lines that have their middle in the fullest half inch. Cut lines would be misread. */
static passage choose_passage(const ren_page *page, const ren__sheet *sheet) {
  passage out = {0};
  PIX *binary = pixThresholdToBinary(sheet->grey, 140);
  l_int32 height = inch_of(sheet) / 2, top = binary ? ren__fullest_strip(binary, height) : 0;
  pixDestroy(&binary);
  for (uint32_t i = 0; i < page->line_count; i++) {
    const ren_line *line = &page->lines[i];
    int32_t middle = line->box.y + line->box.h / 2;
    if (middle >= top && middle < top + height && line->box.h < 2 * height) add_line(&out, page, line);
  }
  if (out.sample.letters) out.sample.trust /= (double)out.sample.letters;
  l_int32 margin = (l_int32)(letter_height(sheet) / 4);
  out.top -= margin;
  out.height += 2 * margin;
  return out;
}

static way best_way(ren__recogniser *recogniser, const ren__sheet *sheet, const ren_page *page) {
  passage lines = choose_passage(page, sheet);
  if (lines.sample.letters < LETTERS_MIN / 2) return NONE;
  BOX box = {.y = lines.top, .w = pixGetWidth(sheet->grey), .h = lines.height, .refcount = 1};
  PIX *strip = pixClipRectangle(sheet->grey, &box, NULL);
  double best = lines.sample.trust + CLEARLY;
  way found = NONE;
  for (way how = SOFTER; how < WAYS && strip; how++) {
    PIX *other = prepared(strip, how, letter_height(sheet));
    ren__sample sample = {0};
    if (other) ren__recognise_strip(&sample, recogniser, other, sheet->dpi, 0, pixGetHeight(other));
    pixDestroy(&other);
    if (sample.trust <= best || 2 * sample.letters < lines.sample.letters) continue;
    best = sample.trust;
    found = how;
  }
  pixDestroy(&strip);
  return found;
}

static void show(ren__sheet *sheet, PIX *other) {
  PIX *first = sheet->grey;
  sheet->grey = other;
  ren__stage(sheet, "again");
  sheet->grey = first;
}

ren_status ren__try_again(ren_page **page, ren__recogniser *recogniser, ren__sheet *sheet, ren_error *err) {
  size_t letters;
  if (ren__page_trust(*page, &letters) >= TRUST_ENOUGH || letters < LETTERS_MIN) return REN_OK;
  way how = best_way(recogniser, sheet, *page);
  if (how == NONE) return REN_OK;
  PIX *other = prepared(sheet->grey, how, letter_height(sheet));
  if (!other) return REN_OK; /* the first reading stands */
  show(sheet, other);
  ren_page *again = NULL, *merged = NULL;
  ren_status status = ren_page_new(&again, "", (*page)->number, err);
  if (status == REN_OK) status = ren__recognise(again, recogniser, other, sheet->dpi, err);
  if (status == REN_OK) status = ren__merge_readings(&merged, *page, again, err);
  pixDestroy(&other);
  ren_page_free(again);
  if (status != REN_OK) return status;
  ren_page_free(*page);
  *page = merged;
  return REN_OK;
}
