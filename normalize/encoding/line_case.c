/* A line in capitals whose mojibake had no capitals to become (the signs of U+00E5 stay
 * as they are in upper case): what comes back in it is capital too. */
#include <string.h>

#include "encoding/repair.h"
#include "utf8.h"

static bool from_utf8(const ren__cell *cell) { return cell->rule && strncmp(cell->rule, "utf8-", 5) == 0; }

/* Small letters that stood there as they do now are none, and words in capitals that
 * Swedish has, not abbreviations, are two or more. */
static bool is_in_capitals(const ren__repair *repair) {
  const ren__line *line = &repair->line;
  unsigned words = 0;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t word[REN__WORD_MAX];
    size_t n = 0;
    for (; i < line->count && ren__letter_symbol(line->cells[i].cp); i++) {
      uint32_t cp = line->cells[i].cp;
      if (!ren_is_upper(cp) && !from_utf8(&line->cells[i])) return false;
      if (n < REN__WORD_MAX) word[n++] = cp;
    }
    if (n >= 4 && ren__is_known(repair->letters, word, n)) words++;
  }
  return words >= 2;
}

static bool is_cut(const ren__cell *cell) {
  return cell->rule && strcmp(cell->rule, ren__chain_rule(REN__STEP_LOST)) == 0;
}

static bool letter_before(const ren__line *line, size_t i) {
  return i > 0 && ren__letter_symbol(line->cells[i - 1].cp) != 0;
}

/* A sentence starts at the word that begins at i. */
static bool starts_sentence(const ren__line *line, size_t i) {
  while (i > 0 && line->cells[i - 1].cp <= ' ') i--;
  uint32_t before = i ? line->cells[i - 1].cp : '.';
  return !ren__letter_symbol(before) && before != ',' && before != ';' && before != '-';
}

/* The lost letter that a word begins with was taken for a capital; where small ones inside
 * words are lost too, it is one only at the start of a sentence. */
static bool lower_cut_letters(ren__line *line) {
  bool inside = false, changed = false;
  for (size_t i = 0; i < line->count && !inside; i++)
    inside = is_cut(&line->cells[i]) && letter_before(line, i) && !ren_is_upper(line->cells[i].cp);
  for (size_t i = 0; inside && i < line->count; i++) {
    uint32_t lower = ren_to_lower(line->cells[i].cp), next = i + 1 < line->count ? line->cells[i + 1].cp : 0;
    if (!is_cut(&line->cells[i]) || lower == line->cells[i].cp || letter_before(line, i)) continue;
    if (ren_is_upper(next) || starts_sentence(line, i)) continue;
    ren__line_set(line, i, lower, line->cells[i].rule, line->cells[i].confidence);
    changed = true;
  }
  return changed;
}

bool ren__repair_case(ren__repair *repair) {
  ren__line *line = &repair->line;
  if (lower_cut_letters(line)) return true;
  bool any = false, changed = false;
  for (size_t i = 0; i < line->count && !any; i++)
    any = from_utf8(&line->cells[i]) && ren_to_upper(line->cells[i].cp) != line->cells[i].cp;
  if (!any || !is_in_capitals(repair)) return false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t upper = ren_to_upper(line->cells[i].cp);
    if (!from_utf8(&line->cells[i]) || upper == line->cells[i].cp) continue;
    ren__line_set(line, i, upper, line->cells[i].rule, line->cells[i].confidence);
    changed = true;
  }
  return changed;
}
