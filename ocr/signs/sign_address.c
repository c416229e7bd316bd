#include "signs/sign_address.h"

#include "utf8.h"

#include <string.h>

enum { LETTERS = 100, LONGEST = 3 };

typedef struct address {
  uint32_t cp[LETTERS];
  size_t at[LETTERS + 1];
  size_t count;
} address;

/* Without what follows the word. */
static bool read_letters(address *a, ren_str text) {
  a->count = 0;
  while (text.len > 0 && memchr(".,;:)", text.ptr[text.len - 1], 5)) text.len--;
  for (size_t i = 0; i < text.len;) {
    if (a->count == LETTERS) return false;
    a->at[a->count] = i;
    i += ren_utf8_decode(text.ptr + i, text.len - i, &a->cp[a->count++]);
  }
  a->at[a->count] = text.len;
  return true;
}

static bool is_small(uint32_t cp) {
  return (cp >= 'a' && cp <= 'z') || ren_is_digit(cp) || cp == 0xE5 || cp == 0xE4 || cp == 0xF6 || cp == 0xE9;
}

static bool is_plain(uint32_t cp) { return is_small(cp) || cp == '.' || cp == '-' || cp == '_'; }

/* Never within a name: brackets and signs. */
static bool is_foreign(uint32_t cp) {
  return cp == '@' || cp == '(' || cp == '&' || cp == 'Q' || cp == 0x20AC || cp == 0xA9 || cp == 0xAE || cp == 0xA3;
}

/* © € ® aside, what a round letter in a ring is read as. */
static bool is_round(uint32_t cp) {
  return is_foreign(cp) || cp == 'G' || cp == 'O' || cp == 'P' || cp == 'R' || cp == 'C' || cp == 'D' || cp == 0xD6;
}

static bool ends_as_domain(const address *a, size_t from) {
  static const char *const ends[] = {".se", ".com", ".nu", ".org", ".net", ".eu", ".fi", ".no", ".dk"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t length = strlen(ends[i]), same = 0;
    if (a->count < from + 2 + length) continue;
    while (same < length && a->cp[a->count - length + same] == (unsigned char)ends[i][same]) same++;
    if (same == length) return true;
  }
  return false;
}

static bool all_plain(const address *a, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (!is_plain(a->cp[i])) return false;
  return true;
}

static bool has_point(const address *a, size_t to) {
  for (size_t i = 1; i < to; i++)
    if (a->cp[i] == '.') return true;
  return false;
}

/* A capital letter alone may be one of a name that is written so (`visitGotland.se`). */
static bool is_sure(const address *a, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (is_foreign(a->cp[i])) return true;
  return has_point(a, first) && memcmp(a->cp, (uint32_t[]){'w', 'w', 'w'}, 3 * sizeof *a->cp) != 0;
}

bool ren__find_misread_at(size_t *from, size_t *to, ren_str text) {
  address a;
  if (!read_letters(&a, text)) return false;
  size_t first = 0;
  while (first < a.count && !is_round(a.cp[first])) first++;
  size_t end = first;
  while (end < a.count && is_round(a.cp[end])) end++;
  if (first < 3 || end == first || end - first > LONGEST || end + 3 > a.count) return false;
  if (!is_small(a.cp[first - 1]) || !is_small(a.cp[end])) return false;
  if (!all_plain(&a, 0, first) || !all_plain(&a, end, a.count) || !ends_as_domain(&a, end)) return false;
  if (!is_sure(&a, first, end) || (end - first == 1 && a.cp[first] == '@')) return false;
  *from = a.at[first];
  *to = a.at[end];
  return true;
}
