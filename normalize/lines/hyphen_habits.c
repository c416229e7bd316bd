#include "lines/hyphen_habits.h"

#include "utf8.h"

#include <string.h>

enum { KEY_MAX = 250, START = 4 }; /* START: letters of a beginning, as in the tool */

/* Compares key with the one that starts at row and ends before the weight letter. */
static int compare(const char *key, size_t len, const char *row, size_t n_row) {
  size_t n = len < n_row ? len : n_row;
  int order = memcmp(key, row, n);
  return order ? order : (len > n_row) - (len < n_row);
}

static size_t row_len(const char *row) { return (size_t)(strchr(row, '\n') - row) - 1; }

/* The block whose rows may hold key. */
static const char *block_of(const char *key, size_t len) {
  size_t lo = 0, hi = ren__hyphen_habits_count;
  while (hi - lo > 1) {
    size_t mid = lo + (hi - lo) / 2;
    if (compare(key, len, ren__hyphen_habits[mid], row_len(ren__hyphen_habits[mid])) < 0)
      hi = mid;
    else
      lo = mid;
  }
  return ren__hyphen_habits[lo];
}

static bool look_up(const char *key, size_t len, double *log_odds) {
  const char *table = block_of(key, len);
  size_t lo = 0, hi = strlen(table); /* starts of rows */
  while (lo < hi) {
    size_t at = lo + (hi - lo) / 2;
    while (at > lo && table[at - 1] != '\n') at--;
    size_t row = row_len(table + at);
    int order = compare(key, len, table + at, row);
    if (order == 0) {
      *log_odds = (table[at + row] - 'Z') / 4.0;
      return true;
    }
    if (order < 0)
      hi = at;
    else
      lo = at + row + 2;
  }
  return false;
}

/* Bytes of the first letters of s; 0 if it has fewer. */
static size_t beginning(const char *s, size_t len) {
  size_t at = 0;
  for (size_t letters = 0; letters < START; letters++) {
    if (at >= len) return 0;
    uint32_t cp;
    at += ren_utf8_decode(s + at, len - at, &cp);
  }
  return at;
}

ren__habit ren__hyphen_habit(ren_str before, ren_str left, ren_str right, double *log_odds) {
  char key[KEY_MAX + 2];
  size_t lead = before.len ? ren_utf8_lower_into(key, KEY_MAX / 3, before) : 0;
  if (lead) key[lead++] = ' ';
  size_t l = ren_utf8_lower_into(key + lead, KEY_MAX / 3, left);
  if (l == 0) return REN__HABIT_NONE;
  char *word = key + lead;
  word[l] = '-';
  size_t r = ren_utf8_lower_into(word + l + 1, KEY_MAX / 3, right);
  if (r == 0) return REN__HABIT_NONE;
  if (lead && look_up(key, lead + l + 1, log_odds)) return REN__HABIT_GROUP;
  if (look_up(word, l + 1 + r, log_odds)) return REN__HABIT_WORD;
  size_t n = beginning(word + l + 1, r);
  char *star = word + l + 1 + n, under = *star;
  *star = '*';
  bool stem = n && look_up(word, l + 1 + n + 1, log_odds);
  *star = under;
  if (stem) return REN__HABIT_STEM;
  return look_up(word, l + 1, log_odds) ? REN__HABIT_FIRST : REN__HABIT_NONE;
}
