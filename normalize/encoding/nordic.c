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

/* Och, att, till, inte: Danish and Norwegian write these otherwise. */
static bool only_swedish(const uint32_t *word, size_t n) {
  static const char *const words[] = {"och", "att", "till", "inte"};
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    size_t i = 0;
    while (i < n && words[k][i] && word[i] == (uint32_t)(unsigned char)words[k][i]) i++;
    if (i == n && !words[k][i]) return true;
  }
  return false;
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
    found = found || (swedish && !nordic) || (repair->letters->model && only_swedish(word, n));
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
bool ren__good_neighbour(const ren__repair *repair, size_t at, int step) {
  const ren__line *line = &repair->line;
  uint32_t word[REN__WORD_MAX];
  size_t n = 0, i = at;
  while (i < line->count && !ren__letter_symbol(line->cells[i].cp)) i += (size_t)step;
  size_t last = i;
  while (last < line->count && ren__letter_symbol(line->cells[last].cp)) last += (size_t)step;
  if (i >= line->count) return true;
  size_t from = step > 0 ? i : last + 1, end = step > 0 ? last : i + 1;
  size_t uppers = 0;
  for (; from < end && n < REN__WORD_MAX; from++) {
    uppers += ren_is_upper(line->cells[from].cp);
    word[n++] = line->cells[from].cp;
  }
  return n < 2 || (uppers == n && n <= 4) || ren__is_surely_known(repair->letters, word, n);
}

/* The first word of a line or of a sentence has a capital anyway. */
static bool starts_sentence(const ren__line *line, size_t at) {
  while (at > 0 && line->cells[at - 1].cp <= ' ') at--;
  if (at == 0) return true;
  uint32_t before = line->cells[at - 1].cp;
  return before == '.' || before == ':' || before == 0x2022 || before == ')';
}

/* A word with a capital may be a name, and names keep their letters. */
static bool may_be_name(const ren__repair *repair, size_t from, const uint32_t *word, size_t n) {
  if (!ren_is_upper(repair->line.cells[from].cp)) return false;
  return !repair->letters->model || !starts_sentence(&repair->line, from) || ren__is_name(repair->letters, word, n);
}

static bool one_word(ren__repair *repair, size_t from, size_t end) {
  ren__line *line = &repair->line;
  uint32_t word[40], plain[40];
  size_t n = end - from;
  if (n > 40 || n < 3) return false;
  for (size_t i = 0; i < n; i++) {
    plain[i] = line->cells[from + i].cp;
    word[i] = swedish_for(plain[i]) ? swedish_for(plain[i]) : plain[i];
  }
  if (may_be_name(repair, from, word, n)) return false;
  if (n < 5 && (!ren__is_surely_known(repair->letters, word, n) || !ren__repair_context(repair)->core)) return false;
  if (!ren__good_neighbour(repair, from - 1, -1) || !ren__good_neighbour(repair, end, 1)) return false;
  if (ren__is_known(repair->letters, plain, n) || !ren__is_known(repair->letters, word, n)) return false;
  for (size_t i = 0; i < n; i++)
    if (word[i] != plain[i]) ren__line_set(line, from + i, word[i], "nordic-letter", 0.95f);
  return true;
}

static bool has_swedish_words(ren__repair *repair) {
  const ren__context *context = ren__repair_context(repair);
  if (ren__is_swedish(context) && context->common >= 4) return true;
  unsigned known = ren__repair_known(repair);
  return repair->letters->model && context->swedish_letters && known >= 4 && known * 4 >= context->words * 3;
}

bool ren__repair_nordic(ren__repair *repair) {
  ren__line *line = &repair->line;
  if (repair->opts->min_confidence > 0.95f) return false;
  bool any = false, changed = false;
  for (size_t i = 0; i < line->count && !any; i++) any = swedish_for(line->cells[i].cp) != 0;
  if (!any || !has_swedish_words(repair) || !is_swedish_line(repair)) return false;
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
