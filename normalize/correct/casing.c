#include "correct/casing.h"

#include "utf8.h"

/* Whether the nth letter of a word of mixed case is a capital. */
static bool is_capital_at(ren_str word, size_t n) {
  uint32_t cp = 0;
  for (size_t i = 0, k = 0; i < word.len && k <= n; k++) i += ren_utf8_decode(word.ptr + i, word.len - i, &cp);
  return ren_is_upper(cp);
}

bool ren__write_cased(ren_buf *out, const ren__candidate *c, ren_str original) {
  ren__casing casing = ren__casing_of(original);
  if (casing == REN_CASE_MIXED && (ren_utf8_count(original) != c->length || c->blank)) return false;
  for (size_t i = 0; i < c->length; i++) {
    uint32_t letter = c->word[i];
    bool capital = casing == REN_CASE_UPPER || (casing == REN_CASE_CAPITAL && i == 0) ||
                   (casing == REN_CASE_MIXED && is_capital_at(original, i));
    char bytes[4];
    if (c->blank && i == c->blank) ren_buf_putc(out, ' ');
    ren_buf_append(out, bytes, ren_utf8_encode(capital ? ren_to_upper(letter) : letter, bytes));
  }
  return true;
}
