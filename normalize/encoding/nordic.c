/* Danish and Norwegian æ and ø, and German ü, in Swedish words: only where the word as
 * it stands is unknown, the Swedish one is known, and the line is Swedish, or the whole
 * text is and nothing in the line speaks against it. */
#include <string.h>

#include "encoding/neighbours.h"
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

static bool is_one_of(const uint32_t *word, size_t n, const char *const *words, size_t count) {
  for (size_t k = 0; k < count; k++) {
    size_t i = 0;
    while (i < n && words[k][i] && word[i] == (uint32_t)(unsigned char)words[k][i]) i++;
    if (i == n && !words[k][i]) return true;
  }
  return false;
}

/* Frequent words that Danish and Norwegian write otherwise. */
static bool only_swedish(const uint32_t *word, size_t n) {
  static const char *const words[] = {"och",    "att",  "till",   "inte", "samt",  "vid",
                                      "enligt", "inom", "mellan", "ska",  "detta", "genom"};
  return is_one_of(word, n, words, sizeof words / sizeof *words);
}

/* Frequent words of theirs, and of German, that Swedish does not have. */
static bool only_nordic(const uint32_t *word, size_t n) {
  static const char *const words[] = {"og",   "af",   "ikke", "ikkje", "til", "jeg",  "fra",   "ved",   "hvad", "hva",
                                      "hvor", "hvis", "hun",  "deres", "ein", "eit",  "dei",   "noget", "und",  "ist",
                                      "der",  "die",  "das",  "nicht", "mit", "eine", "einen", "auf",   "wird", "wir"};
  return is_one_of(word, n, words, sizeof words / sizeof *words);
}

/* What the words of a line say. */
typedef struct evidence {
  unsigned words;   /* of two letters or more */
  unsigned unknown; /* of small letters, that Swedish does not have */
  unsigned swedish; /* that only Swedish has: ä or ö in them, or among the frequent ones */
  bool nordic;      /* a word of theirs */
} evidence;

static void add_word(const ren__repair *repair, evidence *e, const uint32_t *word, size_t n, bool letters,
                     bool capital) {
  if (n < 2) return;
  bool known = ren__is_known(repair->letters, word, n);
  e->words++;
  e->unknown += !known && !capital;
  e->swedish += (letters && known) || only_swedish(word, n);
  e->nordic = e->nordic || only_nordic(word, n);
}

/* Of cells [from, end), but the word at `except`. */
static evidence weigh(const ren__repair *repair, size_t from, size_t end, size_t except) {
  const ren__line *line = &repair->line;
  evidence e = {0};
  for (size_t i = from; i < end; i++) {
    uint32_t word[REN__WORD_MAX];
    size_t n = 0, start = i;
    bool nordic = false, letters = false, capital = ren_is_upper(line->cells[i].cp);
    for (; i < end && ren__letter_symbol(line->cells[i].cp); i++) {
      uint32_t lower = ren_to_lower(line->cells[i].cp), other = swedish_for(lower);
      nordic = nordic || other;
      letters = letters || lower == 0xE4 || lower == 0xF6;
      if (n < REN__WORD_MAX) word[n++] = other ? other : lower;
    }
    if (start == except) continue;
    if (nordic && !capital && !ren__is_known(repair->letters, word, n)) e.nordic = true; /* theirs, æ and ø and all */
    add_word(repair, &e, word, n, letters && !nordic, capital);
  }
  return e;
}

static size_t count_of(ren_str text, const char *what) {
  size_t found = 0, length = strlen(what);
  const char *at = text.ptr, *end = text.ptr + text.len;
  while ((at = memmem(at, (size_t)(end - at), what, length)) != NULL) found++, at += length;
  return found;
}

/* 1: the text has many an och and hardly an og; -2: the other way round; -1: neither. */
static int swedish_text(ren__repair *repair) {
  if (!repair->swedish_text) {
    size_t och = count_of(repair->text, " och "), og = count_of(repair->text, " og ");
    bool theirs = og >= 4 && och * 10 <= og;
    repair->swedish_text = och >= 2 && och >= 10 * og && och * 5000 >= repair->text.len ? 1 : theirs ? -2 : -1;
  }
  return repair->swedish_text;
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

static bool is_quote(uint32_t cp) {
  return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB || cp == 0xBB;
}

/* The words around a place that count: the line, or within the quotes that it is in. */
static void segment_of(const ren__line *line, size_t at, size_t *from, size_t *end) {
  size_t quotes = 0;
  *from = 0;
  *end = line->count;
  for (size_t i = 0; i < at; i++)
    if (is_quote(line->cells[i].cp)) {
      quotes++;
      *from = i + 1;
    }
  bool open = quotes % 2 != 0;
  size_t close = line->count;
  for (size_t i = line->count; open && i-- > at;)
    if (is_quote(line->cells[i].cp)) close = i;
  if (open && close < line->count)
    *end = close;
  else
    *from = 0; /* a quote without its partner says nothing */
}

/* The line, or what is quoted in it, is Swedish. */
static bool is_swedish_here(ren__repair *repair, size_t at, bool german) {
  size_t from, end;
  segment_of(&repair->line, at, &from, &end);
  evidence e = weigh(repair, from, end, at);
  if (e.nordic || e.unknown * 4 > e.words || swedish_text(repair) == -2) return false;
  bool quoted = from > 0 || end < repair->line.count;
  if (e.swedish && e.words >= 2 && !german) return true;
  if (german && e.swedish >= 2 && !e.unknown) return true;
  return (!quoted || e.swedish) && swedish_text(repair) > 0;
}

/* The word before (step -1) or after (+1) is Swedish, a number or a name. */
static bool fits_beside(const ren__repair *repair, size_t at, int step, bool names) {
  const ren__line *line = &repair->line;
  uint32_t word[REN__WORD_MAX];
  size_t i = at, n = 0;
  while (i < line->count && !ren__letter_symbol(line->cells[i].cp)) i += (size_t)step;
  if (i >= line->count) return true;
  size_t first = i, last = i;
  while (step < 0 && first > 0 && ren__letter_symbol(line->cells[first - 1].cp)) first--;
  while (step > 0 && last + 1 < line->count && ren__letter_symbol(line->cells[last + 1].cp)) last++;
  if (step < 0) last = i;
  bool capital = ren_is_upper(line->cells[first].cp);
  for (i = first; i <= last && n < REN__WORD_MAX; i++) {
    uint32_t cp = ren_to_lower(line->cells[i].cp);
    word[n++] = swedish_for(cp) ? swedish_for(cp) : cp;
  }
  return n < 2 || (capital && names) || ren__is_known(repair->letters, word, n);
}

/* A word of Swedish that is not only a name. */
static bool is_word(const ren__repair *repair, const uint32_t *word, size_t n) {
  if (n < 8 && !ren__is_surely_known(repair->letters, word, n)) return false;
  return ren__is_known(repair->letters, word, n) && !ren__is_only_name(repair->letters, word, n);
}

static float by_neighbours(const ren__repair *repair, size_t from, const uint32_t *word, size_t n) {
  ren__unit units[40];
  for (size_t i = 0; i < n; i++)
    units[i] = (ren__unit){.cp = word[i], .first = (uint16_t)i, .count = 1, .changed = true};
  return ren__neighbours(repair->letters->model, &repair->line, from, from + n, units, n);
}

/* German ü for y or ö: whichever makes a word; if both do, the words around it choose. */
static uint32_t umlaut_for(const ren__repair *repair, size_t from, const uint32_t *plain, size_t n) {
  static const uint32_t options[] = {'y', 0xF6};
  uint32_t word[2][40];
  bool good[2];
  for (size_t k = 0; k < 2; k++) {
    for (size_t i = 0; i < n; i++) word[k][i] = plain[i] == 0xFC ? options[k] : plain[i];
    good[k] = (k == 0 || n >= 5) && is_word(repair, word[k], n); /* für is German */
  }
  if (good[0] != good[1]) return good[0] ? options[0] : options[1];
  if (!good[0] || !repair->letters->model) return 0;
  float margin = by_neighbours(repair, from, word[0], n) - by_neighbours(repair, from, word[1], n);
  return margin >= 3 ? options[0] : margin <= -3 ? options[1] : 0;
}

/* What the word becomes: false if it is to stay. */
static bool read_word(const ren__repair *repair, size_t from, const uint32_t *plain, size_t n, uint32_t *word) {
  bool german = false;
  for (size_t i = 0; i < n; i++) german = german || plain[i] == 0xFC;
  uint32_t umlaut = german ? umlaut_for(repair, from, plain, n) : 0;
  if ((german && (!umlaut || ren_is_upper(plain[0]))) || ren__is_known(repair->letters, plain, n)) return false;
  for (size_t i = 0; i < n; i++) {
    word[i] = plain[i] == 0xFC ? umlaut : plain[i];
    if (swedish_for(word[i])) word[i] = swedish_for(word[i]);
  }
  return n < 5 ? ren__is_surely_known(repair->letters, word, n) : ren__is_known(repair->letters, word, n);
}

static bool is_frequent(const uint32_t *word, size_t n) {
  uint64_t hash = REN__WORD_HASH_START;
  for (size_t i = 0; i < n; i++) hash = ren__word_hash(hash, word[i]);
  return ren__is_common(hash);
}

static bool one_word(ren__repair *repair, size_t from, size_t end) {
  ren__line *line = &repair->line;
  uint32_t word[40], plain[40];
  size_t n = end - from;
  if (n > 40 || n < 2) return false;
  for (size_t i = 0; i < n; i++) plain[i] = line->cells[from + i].cp;
  if (!read_word(repair, from, plain, n, word) || may_be_name(repair, from, word, n)) return false;
  bool german = false; /* names beside such a word may be German too */
  for (size_t i = 0; i < n; i++) german = german || plain[i] == 0xFC;
  if (!fits_beside(repair, from - 1, -1, !german) || !fits_beside(repair, end, 1, !german)) return false;
  if ((german && n < 3 && !(is_frequent(word, n) && swedish_text(repair) > 0)) ||
      !is_swedish_here(repair, from, german))
    return false;
  for (size_t i = 0; i < n; i++)
    if (word[i] != plain[i])
      ren__line_set(line, from + i, word[i], plain[i] == 0xFC ? "german-letter" : "nordic-letter", 0.95f);
  return true;
}

static bool is_ours(uint32_t cp) { return swedish_for(cp) || cp == 0xFC; }

bool ren__repair_nordic(ren__repair *repair) {
  ren__line *line = &repair->line;
  if (repair->opts->min_confidence > 0.95f) return false;
  bool any = false, changed = false;
  for (size_t i = 0; i < line->count && !any; i++) any = is_ours(line->cells[i].cp);
  if (!any || ren__repair_context(repair)->code) return false;
  for (size_t i = 0; i < line->count; i++) {
    if (!ren__letter_symbol(line->cells[i].cp)) continue;
    size_t end = i;
    bool has = false;
    for (; end < line->count && ren__letter_symbol(line->cells[end].cp); end++)
      has = has || is_ours(line->cells[end].cp);
    if (has && one_word(repair, i, end)) changed = true;
    i = end;
  }
  return changed;
}
