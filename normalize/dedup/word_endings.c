#include "dedup/word_endings.h"

#include "utf8.h"

#include <string.h>

const char *const ren__endings[REN__ENDINGS] = {
    "",    "a",   "e",    "n",    "t",    "s",    "r",   "d",   "as",  "es",  "en",  "et",
    "er",  "ar",  "or",   "an",   "na",   "ns",   "ts",  "rs",  "de",  "te",  "dd",  "tt",
    "ad",  "at",  "it",   "ande", "ende", "are",  "ade", "ats", "ast", "ens", "ets", "ers",
    "ars", "ors", "arna", "erna", "orna", "ning", "nas", "las", "nde", "re",  "da",  "arnas"};

static bool is_ending(ren_str tail) {
  char low[16];
  size_t len = ren_utf8_lower_into(low, sizeof low, tail);
  if (tail.len > 0 && len == 0) return false;
  for (size_t i = 0; i < REN__ENDINGS; i++)
    if (strlen(ren__endings[i]) == len && memcmp(ren__endings[i], low, len) == 0) return true;
  return false;
}

bool ren__other_ending(ren_str a, ren_str b) {
  enum { STEM = 3 };
  size_t i = 0, j = 0, common = 0;
  while (i < a.len && j < b.len) {
    uint32_t x, y;
    size_t x_len = ren_utf8_decode(a.ptr + i, a.len - i, &x), y_len = ren_utf8_decode(b.ptr + j, b.len - j, &y);
    if (x == REN_BAD_CODEPOINT || y == REN_BAD_CODEPOINT || ren_to_lower(x) != ren_to_lower(y)) break;
    i += x_len, j += y_len, common++;
  }
  if (common < STEM || (i == a.len && j == b.len)) return false;
  return is_ending((ren_str){a.ptr + i, a.len - i}) && is_ending((ren_str){b.ptr + j, b.len - j});
}
