/* Danish and Norwegian æ and ø, and German ü, in Swedish words: only where the word as
 * it stands is unknown, the Swedish one is known and the line is plainly Swedish. */
#include "encoding/repair.h"
#include "utf8.h"

static uint32_t swedish_for(uint32_t cp) {
  switch (cp) {
  case 0xE6: return 0xE4;
  case 0xC6: return 0xC4;
  case 0xF8: return 0xF6;
  case 0xD8: return 0xD6;
  default: return 0;
  }
}

/* Plainly Swedish: ä or ö in other words, and no word with æ or ø that Swedish lacks;
 * Danish and Norwegian share too many words for anything less. */
static bool is_swedish_line(const ren__repair *repair) {
  const ren__line *line = &repair->line;
  bool found = false;
  for (size_t i = 0; i < line->count; i++) {
    uint32_t word[40], lower = ren_to_lower(line->cells[i].cp);
    size_t n = 0;
    bool nordic = false, swedish = false, capital = ren_is_upper(line->cells[i].cp);
    for (; i < line->count && ren__letter_symbol(line->cells[i].cp); i++) {
      lower = ren_to_lower(line->cells[i].cp);
      nordic = nordic || swedish_for(lower);
      swedish = swedish || lower == 0xE4 || lower == 0xF6;
      if (n < 40) word[n++] = swedish_for(lower) ? swedish_for(lower) : lower;
    }
    if (nordic && !capital && !ren__is_known(repair->letters, word, n)) return false;
    found = found || (swedish && !nordic);
  }
  return found;
}

/* Between a quote and its partner. */
static bool inside_quotes(const ren__line *line, size_t at) {
  size_t quotes = 0;
  for (size_t i = 0; i < at; i++) {
    uint32_t cp = line->cells[i].cp;
    quotes += cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0xAB || cp == 0xBB;
  }
  return quotes % 2 != 0;
}

/* The word before (step -1) or after (+1) a place is one that Swedish has; true at the
 * ends of the line. */
static bool good_neighbour(const ren__repair *repair, size_t at, int step) {
  const ren__line *line = &repair->line;
  uint32_t word[REN__WORD_MAX];
  size_t n = 0, i = at;
  while (i < line->count && !ren__letter_symbol(line->cells[i].cp)) i += (size_t)step;
  size_t last = i;
  while (last < line->count && ren__letter_symbol(line->cells[last].cp)) last += (size_t)step;
  if (i >= line->count) return true;
  size_t from = step > 0 ? i : last + 1, end = step > 0 ? last : i + 1;
  for (; from < end && n < REN__WORD_MAX; from++) word[n++] = line->cells[from].cp;
  return n < 2 || ren__is_known(repair->letters, word, n);
}

static bool one_word(ren__repair *repair, size_t from, size_t end) {
  ren__line *line = &repair->line;
  uint32_t word[40], plain[40];
  size_t n = end - from;
  if (n > 40 || n < 5 || ren_is_upper(line->cells[from].cp)) return false; /* a capital: it may be a name */
  for (size_t i = 0; i < n; i++) {
    plain[i] = line->cells[from + i].cp;
    word[i] = swedish_for(plain[i]) ? swedish_for(plain[i]) : plain[i];
  }
  if (!good_neighbour(repair, from - 1, -1) || !good_neighbour(repair, end, 1)) return false;
  if (ren__is_known(repair->letters, plain, n) || !ren__is_known(repair->letters, word, n)) return false;
  for (size_t i = 0; i < n; i++)
    if (word[i] != plain[i]) ren__line_set(line, from + i, word[i], "nordic-letter", 0.95f);
  return true;
}

bool ren__repair_nordic(ren__repair *repair) {
  ren__line *line = &repair->line;
  if (repair->opts->min_confidence > 0.95f) return false;
  bool any = false, changed = false;
  for (size_t i = 0; i < line->count && !any; i++) any = swedish_for(line->cells[i].cp) != 0;
  if (!any || !ren__is_swedish(ren__repair_context(repair)) || ren__repair_context(repair)->common < 4 ||
      !is_swedish_line(repair))
    return false;
  for (size_t i = 0; i < line->count; i++) {
    if (!ren__letter_symbol(line->cells[i].cp)) continue;
    size_t end = i;
    bool has = false;
    for (; end < line->count && ren__letter_symbol(line->cells[end].cp); end++)
      has = has || swedish_for(line->cells[end].cp) != 0;
    if (has && !inside_quotes(line, i) && one_word(repair, i, end)) changed = true;
    i = end;
  }
  return changed;
}
