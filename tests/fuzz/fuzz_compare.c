/* modules: report */
/* Truth and text, divided by the first 0xFF byte. The distance is one: symmetric,
 * 0 only for equal texts, between the difference of the lengths and the longer one;
 * for plain letters it is the one that the textbook's matrix gives. */
#include <renskrift/compare.h>

#include <stdlib.h>
#include <string.h>

enum { SMALL = 200 };

static void require(bool holds) {
  if (!holds) abort();
}

static bool is_plain(ren_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] < '!' || s.ptr[i] > '~') return false;
  return s.len <= SMALL;
}

static size_t textbook_distance(ren_str a, ren_str b) {
  size_t line[SMALL + 1];
  for (size_t j = 0; j <= b.len; j++) line[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t corner = line[0];
    line[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t best = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
      if (line[j] + 1 < best) best = line[j] + 1;
      if (line[j - 1] + 1 < best) best = line[j - 1] + 1;
      corner = line[j];
      line[j] = best;
    }
  }
  return line[b.len];
}

static void check_range(size_t n, size_t m, size_t errors) {
  require(errors <= (n > m ? n : m));
  require(errors >= (n > m ? n - m : m - n));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *cut = size ? memchr(data, 0xFF, size) : NULL;
  size_t first = cut ? (size_t)(cut - data) : size;
  ren_str a = {(const char *)data, first};
  ren_str b = cut ? (ren_str){(const char *)cut + 1, size - first - 1} : a;
  ren_comparison there, back;
  require(ren_compare(&there, a, b, NULL) == REN_OK);
  require(ren_compare(&back, b, a, NULL) == REN_OK);
  require(there.char_errors == back.char_errors && there.word_errors == back.word_errors);
  check_range(there.truth_chars, back.truth_chars, there.char_errors);
  check_range(there.truth_words, back.truth_words, there.word_errors);
  require(there.word_errors > 0 || there.char_errors == 0);
  require(there.word_accuracy >= 0 && there.word_accuracy <= 1);
  size_t confusions = 0;
  for (size_t i = 0; i < there.confusion_count; i++) {
    require(strcmp(there.confusions[i].truth, there.confusions[i].text) != 0 || there.confusions[i].truth[0]);
    confusions += there.confusions[i].count;
  }
  require(confusions <= there.char_errors && (confusions > 0) == (there.char_errors > 0));
  if (is_plain(a) && is_plain(b)) require(there.char_errors == textbook_distance(a, b));
  if (!cut) require(there.char_errors == 0);
  ren_comparison_clear(&there);
  ren_comparison_clear(&back);
  return 0;
}
