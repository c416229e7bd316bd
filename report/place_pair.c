#include "place.h"

#include "alloc.h"
#include "utf8.h"

#include <string.h>

/* Larger gaps hold other text altogether (a page that was not read, say). */
enum { GAP_CELLS = 1 << 12, LETTERS = 48 };

typedef struct letters {
  uint32_t ptr[LETTERS];
  size_t len;
} letters;

static letters letters_of(ren_str word) {
  letters out = {.len = 0};
  for (size_t i = 0, len; i < word.len && out.len < LETTERS; i += len) {
    uint32_t cp;
    len = ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    out.ptr[out.len++] = cp == REN_BAD_CODEPOINT ? cp : ren_to_lower(cp);
  }
  return out;
}

/* 0 for equal words, 200 for words with nothing in common: as much as leaving both
 * alone costs, so only words that share letters are paired. */
static uint32_t unlikeness(const letters *a, const letters *b) {
  uint32_t line[LETTERS + 1];
  for (size_t j = 0; j <= b->len; j++) line[j] = (uint32_t)j;
  for (size_t i = 1; i <= a->len; i++) {
    uint32_t corner = line[0];
    line[0] = (uint32_t)i;
    for (size_t j = 1; j <= b->len; j++) {
      uint32_t best = corner + (a->ptr[i - 1] != b->ptr[j - 1]);
      if (line[j] + 1 < best) best = line[j] + 1;
      if (line[j - 1] + 1 < best) best = line[j - 1] + 1;
      corner = line[j];
      line[j] = best;
    }
  }
  size_t longer = a->len > b->len ? a->len : b->len;
  return longer ? (uint32_t)(200 * line[b->len] / longer) : 0;
}

enum { MOVE_PAIR, MOVE_SKIP_A, MOVE_SKIP_B };

static void fill(unsigned char *moves, uint32_t *line, const ren__pages *p, ren_str text, const size_t *a, size_t n,
                 size_t b, size_t m) {
  for (size_t j = 0; j <= m; j++) line[j] = (uint32_t)(100 * j);
  for (size_t i = 1; i <= n; i++) {
    letters x = letters_of(p->words[a[i - 1]].text);
    uint32_t corner = line[0];
    line[0] = (uint32_t)(100 * i);
    for (size_t j = 1; j <= m; j++) {
      const ren__text_word *word = &p->text_words[b + j - 1];
      letters y = letters_of((ren_str){text.ptr + word->offset, word->length});
      uint32_t best = corner + unlikeness(&x, &y);
      unsigned char move = MOVE_PAIR;
      if (line[j] + 100 <= best) {
        best = line[j] + 100;
        move = MOVE_SKIP_A;
      }
      if (line[j - 1] + 100 < best) {
        best = line[j - 1] + 100;
        move = MOVE_SKIP_B;
      }
      corner = line[j];
      line[j] = best;
      moves[(i - 1) * m + j - 1] = move;
    }
  }
}

bool ren__pair_words(ren__pages *p, ren_str text, const size_t *a, size_t n, size_t b, size_t m) {
  if (n == 0 || m == 0 || n > GAP_CELLS / m) return true;
  unsigned char *moves = ren_alloc(n * m);
  uint32_t *line = ren_alloc_array(m + 1, sizeof *line);
  bool ok = moves && line;
  if (ok) fill(moves, line, p, text, a, n, b, m);
  for (size_t i = n, j = m; ok && i > 0 && j > 0;) {
    unsigned char move = moves[(i - 1) * m + j - 1];
    if (move != MOVE_SKIP_B) i--;
    if (move != MOVE_SKIP_A) j--;
    if (move != MOVE_PAIR) continue;
    p->words[a[i]].text_word = b + j;
    p->text_words[b + j].page_word = a[i];
  }
  ren_free(moves);
  ren_free(line);
  return ok;
}
