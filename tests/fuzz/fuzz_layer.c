/* modules: ocr */
/* A page's letters as a PDF may give them, and drawing instructions. Whatever they are:
 * words are UTF-8 without blanks, lines partition them, turning four times changes nothing,
 * and stripping leaves nothing to strip. */
#include "layer/hidden_text.h"
#include "layer/layer.h"

#include "utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LETTERS_MAX = 2000, RECORD = 8 };

static void require(bool condition) {
  if (!condition) abort();
}

/* Eight bytes a letter: code point, place, size. Some places are absurd. */
static size_t read_letters(ren__letter *out, const uint8_t *data, size_t size) {
  size_t count = 0;
  for (; size >= RECORD && count < LETTERS_MAX; data += RECORD, size -= RECORD) {
    ren__letter *l = &out[count++];
    l->cp = (uint32_t)data[0] | (uint32_t)data[1] << 8 | (uint32_t)(data[2] & 1) << 16;
    if (data[2] == 0xFF) l->cp = REN_BAD_CODEPOINT;
    double scale = data[3] == 0xFF ? 1e7 : 2.5;
    l->x1 = (data[4] - 10) * scale;
    l->y1 = (data[5] - 10) * scale;
    l->x2 = l->x1 + data[6] / 10.0;
    l->y2 = l->y1 + data[7] / 10.0;
    l->size = (float)(data[3] & 31);
  }
  return count;
}

static void check_page(const ren_page *page) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < page->line_count; i++) {
    require(page->lines[i].first_word == at && page->lines[i].word_count > 0);
    for (uint32_t w = 0; w < page->lines[i].word_count; w++, at++) {
      ren_str text = page->words[at].text;
      require(page->words[at].line == i && text.len > 0 && ren_utf8_valid(text.ptr, text.len) == text.len);
      require(memchr(text.ptr, ' ', text.len) == NULL && memchr(text.ptr, '\n', text.len) == NULL);
    }
  }
  require(at == page->word_count);
}

static void check_turning(ren__letter *letters, size_t count) {
  ren__letter before[LETTERS_MAX];
  memcpy(before, letters, count * sizeof *letters);
  for (int i = 0; i < 4; i++) ren__letters_turn(letters, count, 90, i % 2 ? 842 : 595, i % 2 ? 595 : 842);
  for (size_t i = 0; i < count; i++)
    require(fabs(before[i].x1 - letters[i].x1) < 1 && fabs(before[i].y2 - letters[i].y2) < 1);
}

static void check_trust(const ren_page *page, const ren__layer_facts *facts) {
  ren_ocr_opts opts = REN_OCR_OPTS_INIT;
  ren__trust trust;
  bool keep;
  char why[REN__WHY_MAX], note[REN__NOTE_MAX] = "";
  require(ren__layer_trust(&trust, why, page, facts, &opts, NULL) == REN_OK);
  require(ren__layer_compare(&keep, why, page, facts, page, &opts, NULL) == REN_OK);
  ren__layer_mended(note, facts, page);
}

static void check_stripping(ren_str contents) {
  ren_buf once = {0}, twice = {0};
  if (ren__hidden_text_strip(&once, contents) > 0) {
    require(once.len <= contents.len + contents.len);
    require(ren__hidden_text_strip(&twice, ren_buf_str(&once)) == 0);
  } else {
    require(once.len == 0);
  }
  ren_buf_free(&once);
  ren_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static ren__letter letters[LETTERS_MAX];
  ren__layer_facts facts = {0};
  ren_page *page = NULL;
  check_stripping((ren_str){(const char *)data, size});
  size_t count = read_letters(letters, data, size);
  require(ren_page_new(&page, "f.pdf", 1, NULL) == REN_OK);
  page->dpi = 300;
  page->width = 2480;
  page->height = 3508;
  check_turning(letters, count);
  ren__letters_turn(letters, count, ren__letters_direction(letters, count), 595, 842);
  require(ren__letters_gather(page, &facts, letters, count, NULL) == REN_OK);
  check_page(page);
  check_trust(page, &facts);
  static bool drop[LETTERS_MAX];
  for (uint32_t i = 0; i < page->word_count; i++) drop[i] = i % 3 == 0;
  ren__layer_drop(page, drop);
  check_page(page);
  ren_page_free(page);
  return 0;
}
