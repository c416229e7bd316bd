#include "marks/word_fit.h"

#include "alloc.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { SMALL = 2, WORD = 3, COLUMN = 4, TOUCHING = 3 };
static const float SURE = 0.9f, MISREAD = 0.5f, DIRT = 0.6f, SPECK = 0.4f, STROKES = 0.75f;
/* Two rows are so many x-heights high; words of a sentence stand so near. */
static const double ROWS = 2.2, NEAR = 2, APART = 0.75;

/* ---- what was read ------------------------------------------------------------ */

/* Signs that the model lacks were put there by their shape. */
static bool is_sign(uint32_t cp) { return cp == '%' || cp == '@' || (cp >= 0x80 && !ren_is_letter(cp)); }

static uint32_t count_letters(ren_str text, bool *sign) {
  uint32_t count = 0;
  *sign = false;
  for (size_t i = 0; i < text.len;) {
    uint32_t cp;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    count += ren_is_letter(cp) || ren_is_digit(cp);
    if (is_sign(cp)) *sign = true;
  }
  return count;
}

/* Pens, streaks and borders: far fewer marks than letters were read. `clear`: the page's letters stand apart. */
static bool is_dirt(const ren_word *word, uint32_t printed, uint32_t read, bool clear) {
  if (printed == 0 && word->confidence < (read > 0 ? DIRT : SPECK)) return true;
  return clear && read >= WORD && TOUCHING * printed <= read && word->confidence < STROKES;
}

/* within: in a sentence. What stands there was printed, perhaps as a sign that lies in pieces. */
static ren__fit fit_of(const ren_word *word, uint32_t printed, bool within, bool clear) {
  bool sign;
  uint32_t read = count_letters(word->text, &sign);
  if (sign) return REN__FITS;
  if (!within && is_dirt(word, printed, read, clear)) return REN__DIRT;
  if (printed == 0) return REN__FITS;
  if (printed > SMALL || ren_utf8_count(word->text) > SMALL + 1)
    return word->confidence < MISREAD && printed > read ? REN__MISREAD : REN__FITS;
  return word->confidence < SURE || read > printed || read == 0 ? REN__DOUBTFUL : REN__SMALL;
}

/* Words that do stand on their sides are long and read surely. */
static bool may_be_column(const ren_word *word) {
  return word->confidence < SURE || ren_utf8_count(word->text) <= COLUMN;
}

/* ---- the letters in a word's box ------------------------------------------------ */

static int by_word_and_foot(const void *a, const void *b) {
  const ren__letter *x = a, *y = b;
  if (x->word != y->word) return x->word < y->word ? -1 : 1;
  return x->foot < y->foot ? -1 : x->foot > y->foot;
}

/* Letters of one line stand beside each other: none begins below the foot of another. */
static bool of_two_rows(const ren__letter *first, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (first[i].box.y > first[0].foot) return true;
  return false;
}

static void judge(ren__word_fit *out, const ren_word *word, const ren__letter *first, size_t count, double x_height) {
  *out = (ren__word_fit){.letters = (uint32_t)count, .foot = word->box.y + word->box.h};
  if (count > 0) out->foot = first[count / 2].foot;
  if (word->box.h >= ROWS * x_height && may_be_column(word) && of_two_rows(first, count)) out->fit = REN__UPRIGHT;
}

/* Of the words that were read surely, nearly each letter is a mark of its own. */
static bool letters_stand_apart(const ren__word_fit *fits, const ren_page *page) {
  double read = 0, printed = 0;
  for (uint32_t i = 0; i < page->word_count; i++) {
    bool sign;
    if (page->words[i].confidence < SURE) continue;
    read += count_letters(page->words[i].text, &sign);
    printed += fits[i].letters;
  }
  return read > 0 && printed >= APART * read;
}

static bool near(const ren_word *left, const ren_word *right, double x_height) {
  return right->box.x - (left->box.x + left->box.w) < NEAR * x_height;
}

static void fit_line(ren__word_fit *fits, const ren_page *page, const ren_line *line, double x_height, bool clear) {
  for (uint32_t i = 0; i < line->word_count; i++) {
    const ren_word *word = &page->words[line->first_word + i];
    ren__word_fit *fit = &fits[line->first_word + i];
    const bool within =
        i > 0 && i + 1 < line->word_count && near(word - 1, word, x_height) && near(word, word + 1, x_height);
    if (fit->fit != REN__UPRIGHT) fit->fit = fit_of(word, fit->letters, within, clear);
  }
}

ren_status ren__fit_words(ren__word_fit *out, const ren_page *page, const ren__letters *letters, double x_height,
                          ren_error *err) {
  ren__letter *sorted = letters->count ? ren_alloc_array(letters->count, sizeof *sorted) : NULL;
  if (letters->count && !sorted) return ren_fail_nomem(err);
  if (sorted) memcpy(sorted, letters->list, letters->count * sizeof *sorted);
  if (sorted) qsort(sorted, letters->count, sizeof *sorted, by_word_and_foot);
  for (size_t word = 0, at = 0; word < page->word_count; word++) {
    size_t from = at;
    while (at < letters->count && sorted[at].word == word) at++;
    judge(&out[word], &page->words[word], sorted ? sorted + from : NULL, at - from, x_height);
  }
  ren_free(sorted);
  const bool clear = letters_stand_apart(out, page);
  for (uint32_t i = 0; i < page->line_count; i++) fit_line(out, page, &page->lines[i], x_height, clear);
  return REN_OK;
}
