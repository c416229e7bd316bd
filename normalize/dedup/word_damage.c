/* OCR damage or other wording? See dedup_words.h. */
#include "dedup/word_endings.h"
#include "dedup/word_signs.h"
#include "utf8.h"

static int substitution(const ren__sign *x, const ren__sign *y) {
  if (x->cp == y->cp && x->cp != REN_BAD_CODEPOINT) return 0;
  if (x->digit && y->digit) return 2 * REN__LETTER;
  if (x->digit && y->letter) return ren__digit_shape(x->cp, y->cp) ? 1 : REN__LETTER;
  if (y->digit && x->letter) return ren__digit_shape(y->cp, x->cp) ? 1 : REN__LETTER;
  if (!x->letter || !y->letter) return x->digit || y->digit ? 2 * REN__LETTER : 2;
  if (x->code == y->code) return 1;
  return ren__shapes_alike(x->cp, y->cp) ? 3 : REN__LETTER;
}

static int gap(const ren__sign *s) {
  if (s->digit) return 2 * REN__LETTER;
  return s->thin ? 2 : REN__LETTER;
}

static int merged(const ren__sign *one, const ren__sign *first, const ren__sign *second) {
  return ren__signs_merge(one, first, second) ? 2 : REN__UNRELATED;
}

static int least(int x, int y) { return x < y ? x : y; }

static int weighted_distance(const ren__sign *a, int a_len, const ren__sign *b, int b_len) {
  int rows[3][REN__WORD_MAX + 1];
  rows[0][0] = 0;
  for (int j = 1; j <= b_len; j++) rows[0][j] = rows[0][j - 1] + gap(&b[j - 1]);
  for (int i = 1; i <= a_len; i++) {
    int *row = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];
    row[0] = up[0] + gap(&a[i - 1]);
    for (int j = 1; j <= b_len; j++) {
      int best = up[j - 1] + substitution(&a[i - 1], &b[j - 1]);
      best = least(best, up[j] + gap(&a[i - 1]));
      best = least(best, row[j - 1] + gap(&b[j - 1]));
      if (j > 1) best = least(best, up[j - 2] + merged(&a[i - 1], &b[j - 2], &b[j - 1]));
      if (i > 1) best = least(best, up2[j - 1] + merged(&b[j - 1], &a[i - 2], &a[i - 1]));
      row[j] = best;
    }
  }
  return rows[a_len % 3][b_len];
}

static bool same_without_diacritics(const ren__sign *a, int a_len, const ren__sign *b, int b_len) {
  if (a_len != b_len) return false;
  for (int i = 0; i < a_len; i++) {
    if (a[i].cp == b[i].cp) continue;
    if (!a[i].letter || !b[i].letter || a[i].code != b[i].code) return false;
    if (a[i].cp < 0x80 && b[i].cp < 0x80) return false;
  }
  return true;
}

static int count_digits(const ren__sign *s, int len) {
  int count = 0;
  for (int i = 0; i < len; i++) count += s[i].digit;
  return count;
}

/* The digits of both in order; false if a digit has no like on the other side
 * while both words have digits, or one of the words is a number. */
static bool digits_differ(const ren__sign *a, int a_len, const ren__sign *b, int b_len) {
  int in_a = count_digits(a, a_len), in_b = count_digits(b, b_len);
  if (in_a * 4 < a_len && in_b * 4 < b_len) return false; /* misread letters */
  if (in_a == 0 && in_b == 0) return false;
  if (in_a && in_b) {
    int i = 0, j = 0;
    for (;;) {
      while (i < a_len && !a[i].digit) i++;
      while (j < b_len && !b[j].digit) j++;
      if (i >= a_len || j >= b_len) return i < a_len || j < b_len;
      if (a[i++].cp != b[j++].cp) return true;
    }
  }
  return in_a * 2 > a_len || in_b * 2 > b_len;
}

ren__word_diff ren__word_compare(ren_str a, ren_str b) {
  ren__word_diff diff = {.cost = REN__UNRELATED};
  ren__sign x[REN__WORD_MAX], y[REN__WORD_MAX];
  int x_len = ren__signs_read(x, a), y_len = ren__signs_read(y, b);
  if (x_len < 0 || y_len < 0) {
    if (ren__same_words(a, b)) diff.cost = 0;
    diff.letters = REN__WORD_MAX;
    return diff;
  }
  diff.letters = x_len > y_len ? x_len : y_len;
  diff.cost = weighted_distance(x, x_len, y, y_len);
  diff.diacritics = diff.cost > 0 && same_without_diacritics(x, x_len, y, y_len);
  diff.inflection = ren__other_ending(a, b);
  diff.digits = digits_differ(x, x_len, y, y_len);
  return diff;
}

bool ren__word_is_noise(const ren__word_diff *diff) {
  if (diff->cost == 0) return true;
  if (diff->digits || diff->inflection) return false;
  if (diff->diacritics) return true;
  if (diff->letters == 1) return false; /* a party's letter is no damage of another's */
  if (diff->letters == 2) return diff->cost <= 1;
  if (diff->letters <= 4) return diff->cost <= 2;
  return diff->cost <= (diff->letters * REN__LETTER) / 5 + (diff->letters >= 8);
}
