/* Which way up, and whether there is text at all: by reading a strip of the page. */
#include "recognise/upright.h"

#include <math.h>

/* A row that is mostly ink is a rule or a border. */
l_int32 ren__fullest_strip(PIX *binary, l_int32 height) {
  NUMA *rows = pixCountPixelsByRow(binary, NULL);
  l_int32 h = pixGetHeight(binary), most = pixGetWidth(binary) / 4, best = 0;
  double sum = 0, largest = -1;
  for (l_int32 y = 0; rows && y < h; y++) {
    l_int32 in = 0, out = 0;
    numaGetIValue(rows, y, &in);
    if (y >= height) numaGetIValue(rows, y - height, &out);
    sum += (in > most ? 0 : in) - (out > most ? 0 : out);
    if (y + 1 < height || sum <= largest) continue;
    largest = sum;
    best = y + 1 - height;
  }
  numaDestroy(&rows);
  return best;
}

static l_int32 strip_of(PIX *grey, l_int32 height) {
  PIX *binary = pixThresholdToBinary(grey, 140);
  l_int32 top = binary ? ren__fullest_strip(binary, height) : 0;
  pixDestroy(&binary);
  return top;
}

static ren__sample sample(ren__recogniser *recogniser, const ren__sheet *sheet, uint32_t turn) {
  ren__sample out = {0};
  PIX *grey = ren__turned(sheet->grey, turn);
  if (!grey) return out;
  l_int32 height = (l_int32)sheet->dpi, all = pixGetHeight(grey);
  if (height > all) height = all;
  ren__recognise_strip(&out, recogniser, grey, sheet->dpi, strip_of(grey, height), height);
  pixDestroy(&grey);
  return out;
}

bool ren__holds_words(ren__recogniser *recogniser, const ren__sheet *sheet) {
  ren__sample upright = sample(recogniser, sheet, 0);
  return upright.sure >= 2 || (!upright.gave_up && sample(recogniser, sheet, 90).sure >= 2);
}

/* A page that was scanned upright stays so unless another way reads clearly better. */
bool ren__settle_turn(ren__recogniser *recogniser, ren__sheet *sheet, bool all) {
  if (!all && sheet->up_is_sure && sheet->rotation == 0) return false;
  ren__sample now = sample(recogniser, sheet, 0);
  double best = now.trust + (sheet->rotation == 0 ? 0.15 : 0);
  size_t sure = now.sure; /* junk of few letters may have trust, but not more words */
  uint32_t turned = 0;
  bool sideways_too = all || sheet->rotation != 0;
  for (uint32_t turn = 90; turn < 360 && best < 0.9; turn += 90) {
    if (turn != 180 && !sideways_too) continue;
    ren__sample other = sample(recogniser, sheet, turn);
    double trust = other.trust + ((sheet->rotation + turn) % 360 == 0 ? 0.15 : 0);
    if (other.sure <= sure || trust <= best) continue;
    best = trust;
    sure = other.sure;
    turned = turn;
  }
  return turned != 0 && ren__sheet_turn(sheet, turned);
}

bool ren__looks_turned(const ren_page *page) {
  double trust = 0, letters = 0;
  for (uint32_t i = 0; i < page->word_count; i++) {
    double length = (double)page->words[i].text.len;
    trust += (double)page->words[i].confidence * length;
    letters += length;
  }
  return letters >= 10 && trust < 0.6 * letters;
}
