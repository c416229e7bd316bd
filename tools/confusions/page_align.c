#include "page_align.h"

#include "alloc.h"
#include "model/token.h"
#include "utf8.h"

#include <string.h>

enum { FOREIGN = 0x1A, MAX_CELLS = 100000000 };

/* Costs of a step. A blank hardly ever becomes a letter. */
enum { CHANGE = 2, GAP = 2, BLANK_GAP = 3, BLANK_CHANGE = 7 };

typedef enum step { BOTH, TRUTH_ONLY, SEEN_ONLY } step;

/* ---- letters ---------------------------------------------------------------- */

static void fold_word(ren_buf *out, ren_str word) {
  ren__casing casing = ren__casing_of(word);
  for (size_t i = 0, n = 0; i < word.len; n++) {
    uint32_t cp;
    i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
    if (cp == 0x2019) cp = '\'';
    if (!(n > 0 && casing == REN_CASE_MIXED && cp < 0x80)) cp = ren_to_lower(cp);
    ren_buf_putc(out, cp > 0xFF ? FOREIGN : (char)cp);
  }
}

/* The page as folded letters, words parted by one blank. */
static void fold_page(ren_buf *out, ren_str page) {
  for (size_t i = 0; i < page.len;) {
    size_t start = i;
    while (i < page.len && (unsigned char)page.ptr[i] > ' ') i++;
    if (i > start) {
      if (out->len) ren_buf_putc(out, ' ');
      fold_word(out, (ren_str){page.ptr + start, i - start});
    }
    while (i < page.len && (unsigned char)page.ptr[i] <= ' ') i++;
  }
}

/* ---- alignment ---------------------------------------------------------------- */

static unsigned gap(char c) { return c == ' ' ? BLANK_GAP : GAP; }

static unsigned change(char a, char b) {
  if (a == b) return 0;
  return a == ' ' || b == ' ' ? BLANK_CHANGE : CHANGE;
}

/* The cheapest step into each cell, row by row. */
static void fill(unsigned char *steps, unsigned *row, ren_str a, ren_str b) {
  size_t width = b.len + 1;
  row[0] = 0;
  for (size_t j = 1; j < width; j++) {
    row[j] = row[j - 1] + gap(b.ptr[j - 1]);
    steps[j] = SEEN_ONLY;
  }
  for (size_t i = 1; i <= a.len; i++) {
    unsigned diagonal = row[0];
    row[0] += gap(a.ptr[i - 1]);
    steps[i * width] = TRUTH_ONLY;
    for (size_t j = 1; j < width; j++) {
      unsigned both = diagonal + change(a.ptr[i - 1], b.ptr[j - 1]);
      unsigned truth = row[j] + gap(a.ptr[i - 1]), seen = row[j - 1] + gap(b.ptr[j - 1]);
      diagonal = row[j];
      step best = both <= truth && both <= seen ? BOTH : truth <= seen ? TRUTH_ONLY : SEEN_ONLY;
      row[j] = best == BOTH ? both : best == TRUTH_ONLY ? truth : seen;
      steps[i * width + j] = (unsigned char)best;
    }
  }
}

/* Words that share less than half of their letters stand together by chance. */
static bool likely(const unsigned char *a, const unsigned char *b) {
  size_t n = strlen((const char *)a), m = strlen((const char *)b), same = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = i > 2 ? i - 2 : 0; j < m && j <= i + 2; j++)
      if (a[i] == b[j]) {
        same++;
        break;
      }
  return n && m && (2 * same >= n || (n <= 2 && m <= 3)) && m <= 2 * n + 1;
}

static bool add_word(ren__aligned_words *out, ren_str a, ren_str b) {
  ren__aligned word = {{0}, {0}};
  if (a.len == 0 && b.len == 0) return true;
  if (a.len < REN_ALIGNED_MAX && b.len < REN_ALIGNED_MAX) {
    memcpy(word.truth, a.ptr, a.len);
    memcpy(word.seen, b.ptr, b.len);
  }
  if (!likely(word.truth, word.seen)) {
    out->skipped += a.len > 0;
    return true;
  }
  if (!ren_grow(&out->items, &out->cap, out->count, sizeof *out->items)) return false;
  out->items[out->count++] = word;
  return true;
}

/* Follows the steps back and cuts at the common blanks. */
static bool cut(ren__aligned_words *out, const unsigned char *steps, ren_str a, ren_str b) {
  size_t i = a.len, j = b.len, i_end = i, j_end = j;
  while (i > 0 || j > 0) {
    unsigned char s = steps[i * (b.len + 1) + j];
    size_t i_next = i - (s != SEEN_ONLY), j_next = j - (s != TRUTH_ONLY);
    if (s == BOTH && a.ptr[i_next] == ' ' && b.ptr[j_next] == ' ') {
      if (!add_word(out, (ren_str){a.ptr + i, i_end - i}, (ren_str){b.ptr + j, j_end - j})) return false;
      i_end = i_next;
      j_end = j_next;
    }
    i = i_next;
    j = j_next;
  }
  return add_word(out, (ren_str){a.ptr, i_end}, (ren_str){b.ptr, j_end});
}

ren_status ren__align_page(ren__aligned_words *out, ren_str truth, ren_str seen, ren_error *err) {
  ren_buf a = {0}, b = {0};
  fold_page(&a, truth);
  fold_page(&b, seen);
  size_t cells = (a.len + 1) * (b.len + 1);
  unsigned char *steps = cells <= MAX_CELLS ? ren_alloc(cells) : NULL;
  unsigned *row = ren_alloc_array(b.len + 1, sizeof *row);
  ren_status status = REN_OK;
  if (cells > MAX_CELLS)
    status = ren_fail(err, REN_EFORMAT, "the page is too long to be aligned");
  else if (!steps || !row || a.status != REN_OK || b.status != REN_OK)
    status = ren_fail_nomem(err);
  if (status == REN_OK) {
    fill(steps, row, ren_buf_str(&a), ren_buf_str(&b));
    if (!cut(out, steps, ren_buf_str(&a), ren_buf_str(&b))) status = ren_fail_nomem(err);
  }
  ren_free(steps);
  ren_free(row);
  ren_buf_free(&a);
  ren_buf_free(&b);
  return status;
}

void ren__aligned_clear(ren__aligned_words *words) {
  ren_free(words->items);
  *words = (ren__aligned_words){0};
}
