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

bool ren__repair_case(ren__repair *repair) {
  ren__line *line = &repair->line;
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
