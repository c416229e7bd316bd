#include "encoding/private_use.h"

#include <string.h>

#include "alloc.h"
#include "encoding/codepages.h"
#include "utf8.h"

enum { SYMBOLS_MAX = 192, WORDS_MAX = 4096, LETTERS_MAX = 40, OF_SYMBOL_MAX = 96, SLOTS = 1 << 14, ENOUGH = 3 };

typedef struct symbol {
  uint32_t cp;
  const char *is; /* NULL: not known */
  bool capital;
  unsigned small, big, first, first_of_sentence; /* where it stands, by its neighbours */
  uint16_t words[OF_SYMBOL_MAX];
  size_t word_count;
} symbol;

typedef struct word {
  uint32_t letters[LETTERS_MAX];
  uint8_t count;
} word;

struct ren__private {
  symbol symbols[SYMBOLS_MAX];
  size_t symbol_count;
  word words[WORDS_MAX];
  size_t word_count;
  uint16_t slots[SLOTS]; /* of words by their hash, from 1; 0: empty */
  bool by_byte;          /* U+F0xx is the byte xx of cp1252 */
};

static const char *const options[] = {"a",  "b",  "c",  "d",  "e",  "f",  "g",  "h",  "i",  "j",  "k",   "l",
                                      "m",  "n",  "o",  "p",  "q",  "r",  "s",  "t",  "u",  "v",  "w",   "x",
                                      "y",  "z",  "å",  "ä",  "ö",  "é",  "ü",  "fi", "fl", "ff", "ffi", "ffl",
                                      "fj", "tt", "ti", "tf", "ft", "st", "ss", "ck", "ct", "ch", "rn",  "th"};
enum { OPTIONS = sizeof options / sizeof *options };

/* ---- gathering -------------------------------------------------------------- */

static symbol *find(ren__private *p, uint32_t cp) {
  for (size_t i = 0; i < p->symbol_count; i++)
    if (p->symbols[i].cp == cp) return &p->symbols[i];
  return NULL;
}

static symbol *find_or_add(ren__private *p, uint32_t cp) {
  symbol *s = find(p, cp);
  if (s || p->symbol_count == SYMBOLS_MAX) return s;
  p->symbols[p->symbol_count] = (symbol){.cp = cp};
  return &p->symbols[p->symbol_count++];
}

static bool same_word(const word *a, const word *b) {
  return a->count == b->count && memcmp(a->letters, b->letters, a->count * sizeof *a->letters) == 0;
}

/* Where the word is in the table, or where it would be. */
static uint16_t *slot_of(ren__private *p, const word *w) {
  uint64_t hash = REN__WORD_HASH_START;
  for (size_t i = 0; i < w->count; i++) hash = ren__word_hash(hash, w->letters[i]);
  size_t at = (size_t)(hash ^ hash >> 32) % SLOTS;
  while (p->slots[at] && !same_word(&p->words[p->slots[at] - 1], w)) at = (at + 1) % SLOTS;
  return &p->slots[at];
}

/* Notes where in its word a symbol stands: that tells its case. */
static void note_place(symbol *s, const word *w, size_t at, bool sentence) {
  unsigned uppers = 0, lowers = 0;
  for (size_t i = 0; i < w->count; i++) {
    if (ren__is_private(w->letters[i])) continue;
    bool upper = ren_is_upper(w->letters[i]);
    uppers += upper;
    lowers += !upper;
  }
  if (uppers >= 2 && !lowers) {
    s->big++;
  } else if (at > 0) {
    s->small++;
  } else {
    s->first++;
    s->first_of_sentence += sentence;
  }
}

static void add_word(ren__private *p, const word *w, bool sentence) {
  uint16_t *slot = slot_of(p, w);
  bool known = *slot != 0;
  if (!known && p->word_count == WORDS_MAX) return;
  for (size_t i = 0; i < w->count; i++) {
    if (!ren__is_private(w->letters[i])) continue;
    symbol *s = find_or_add(p, w->letters[i]);
    if (!s) continue;
    note_place(s, w, i, sentence);
    bool again = s->word_count && s->words[s->word_count - 1] == p->word_count;
    if (!known && !again && s->word_count < OF_SYMBOL_MAX) s->words[s->word_count++] = (uint16_t)p->word_count;
  }
  if (known) return;
  p->words[p->word_count++] = *w;
  *slot = (uint16_t)p->word_count;
}

static bool ends_sentence(uint32_t cp) { return cp == '.' || cp == '!' || cp == '?' || cp == ':' || cp == '\n'; }

/* The next byte at or after `from` that a private-use character may begin with. */
static size_t next_lead(ren_str text, size_t from) {
  enum { BLOCK = 4096 };
  for (; from < text.len; from += BLOCK) {
    size_t n = text.len - from < BLOCK ? text.len - from : BLOCK;
    const char *ee = memchr(text.ptr + from, 0xEE, n);
    const char *ef = memchr(text.ptr + from, 0xEF, ee ? (size_t)(ee - text.ptr) - from : n);
    if (ee || ef) return (size_t)((ef ? ef : ee) - text.ptr);
  }
  return text.len;
}

/* The start of the next line that holds private-use characters, at or after a line start;
 * the text's end if there is none. */
static size_t next_line(ren_str text, size_t from) {
  for (size_t at = next_lead(text, from); at + 2 < text.len; at = next_lead(text, at + 1)) {
    uint32_t cp;
    ren_utf8_decode(text.ptr + at, text.len - at, &cp);
    if (!ren__is_private(cp)) continue;
    const char *end = at > from ? memrchr(text.ptr + from, '\n', at - from) : NULL;
    return end ? (size_t)(end - text.ptr) + 1 : from;
  }
  return text.len;
}

/* The next character of such a line, 0 at the text's end; the lines between are passed over. */
static uint32_t next_cp(ren_str text, size_t *at) {
  uint32_t cp = 0;
  if (*at >= text.len) {
    *at = text.len + 1;
    return 0;
  }
  *at += ren_utf8_decode(text.ptr + *at, text.len - *at, &cp);
  if (cp == '\n') *at = next_line(text, *at);
  return cp;
}

/* Walks over the words that hold private-use letters. */
static void gather(ren__private *p, ren_str text) {
  word w = {.count = 0};
  bool has = false, sentence = true, starts = true, too_long = false;
  for (size_t at = next_line(text, 0); at <= text.len;) {
    uint32_t cp = next_cp(text, &at);
    bool letter = cp != REN_BAD_CODEPOINT && (ren__letter_symbol(cp) || ren__is_private(cp));
    if (letter) {
      if (!w.count) starts = sentence;
      has = has || ren__is_private(cp);
      if (w.count < LETTERS_MAX)
        w.letters[w.count++] = cp;
      else
        too_long = true;
      sentence = false;
      continue;
    }
    if (has && !too_long && w.count > 1) add_word(p, &w, starts);
    w.count = 0;
    has = too_long = false;
    if (ends_sentence(cp)) sentence = true;
  }
}

/* ---- symbol fonts ------------------------------------------------------------ */

static uint32_t cp_of_byte(uint32_t cp) {
  if (cp >= 0xF020 && cp < 0xF07F) return cp - 0xF000;
  uint32_t is = cp >= 0xF080 && cp < 0xF100 ? ren__cp_decode(REN__CP_WIN, (uint8_t)cp) : 0;
  return is >= 0xA0 ? is : 0;
}

/* Most words of three letters or more are known when U+F0xx is a byte of cp1252. */
static bool reads_by_byte(const ren__letters *letters, ren_str text) {
  size_t words = 0, known = 0, n = 0, private = 0;
  uint32_t letters_of[REN__WORD_MAX];
  for (size_t at = next_line(text, 0); at <= text.len && words < 2000;) {
    uint32_t cp = next_cp(text, &at);
    bool is_private = ren__is_private(cp);
    if (is_private) cp = cp_of_byte(cp);
    if (cp != REN_BAD_CODEPOINT && ren__letter_symbol(cp)) {
      if (n < REN__WORD_MAX) letters_of[n++] = cp;
      private += is_private;
      continue;
    }
    if (private && n >= 3) {
      words++;
      known += ren__is_known(letters, letters_of, n);
    }
    n = private = 0;
  }
  return known >= 2 * ENOUGH && known * 10 >= words * 7;
}

/* ---- words as evidence ------------------------------------------------------- */

/* The word with what is known of its symbols, and `s` as the option; its length, 0 if
 * another symbol in it is not known. */
static size_t spell(ren__private *p, const word *w, const symbol *s, const char *option, uint32_t *out) {
  size_t n = 0;
  for (size_t i = 0; i < w->count; i++) {
    const char *is = NULL;
    if (ren__is_private(w->letters[i])) {
      const symbol *of = find(p, w->letters[i]);
      is = of == s ? option : of ? of->is : NULL;
      if (!is) return 0;
    }
    size_t length = is ? strlen(is) : 0;
    if (n + 3 >= REN__WORD_MAX) return 0;
    if (!is) out[n++] = w->letters[i];
    for (size_t at = 0; at < length;) at += ren_utf8_decode(is + at, length - at, &out[n++]);
  }
  return n;
}

typedef struct tally {
  unsigned words[OPTIONS]; /* that the option makes known ones of */
  unsigned letters[OPTIONS];
  unsigned all;
} tally;

static void count_words(const ren__letters *letters, ren__private *p, const symbol *s, tally *t) {
  uint32_t spelled[REN__WORD_MAX];
  *t = (tally){.all = 0};
  for (size_t k = 0; k < s->word_count; k++) {
    const word *w = &p->words[s->words[k]];
    if (!spell(p, w, s, "a", spelled) || w->count < 3) continue;
    t->all++;
    for (size_t o = 0; o < OPTIONS; o++) {
      size_t n = spell(p, w, s, options[o], spelled);
      if (n < 3 || !(n >= 9 ? ren__is_known(letters, spelled, n) : ren__is_surely_known(letters, spelled, n))) continue;
      t->words[o]++;
      t->letters[o] += (unsigned)(n < 10 ? n : 10);
    }
  }
}

static bool is_swedish(const char *option) {
  return strcmp(option, "å") == 0 || strcmp(option, "ä") == 0 || strcmp(option, "ö") == 0;
}

/* The option that most words speak for, and twice as many as for any other; by how much
 * it leads in *lead. In a font that is known to be broken one long word will do for å ä ö,
 * if nothing else makes a word of it. OPTIONS: none. */
static size_t best_option(const tally *t, bool broken_font, unsigned *lead) {
  size_t best = 0, second = OPTIONS;
  for (size_t o = 1; o < OPTIONS; o++)
    if (t->letters[o] > t->letters[best]) best = o;
  for (size_t o = 0; o < OPTIONS; o++)
    if (o != best && (second == OPTIONS || t->letters[o] > t->letters[second])) second = o;
  *lead = t->letters[best] - t->letters[second];
  if (t->words[best] * 2 < t->all || t->letters[best] < 2 * t->letters[second]) return OPTIONS;
  bool enough = t->words[best] >= ENOUGH && t->letters[best] >= 5 * ENOUGH;
  bool alone = broken_font && t->letters[best] >= 8 && t->letters[second] == 0 && is_swedish(options[best]);
  return enough || alone ? best : OPTIONS;
}

static void set(symbol *s, const char *option) {
  s->is = option;
  bool initial_only = !s->small && !s->big;
  s->capital = s->big > s->small || (initial_only && s->first_of_sentence * 2 > s->first);
}

static void mark_dirty(ren__private *p, const symbol *s, bool *dirty) {
  for (size_t k = 0; k < s->word_count; k++) {
    const word *w = &p->words[s->words[k]];
    for (size_t i = 0; i < w->count; i++) {
      const symbol *of = ren__is_private(w->letters[i]) ? find(p, w->letters[i]) : NULL;
      if (of) dirty[of - p->symbols] = true;
    }
  }
}

/* The surest symbol first; its words then speak for the others in them. */
static size_t solve(const ren__letters *letters, ren__private *p, bool broken_font) {
  size_t solved = 0;
  size_t option[SYMBOLS_MAX];
  unsigned lead[SYMBOLS_MAX];
  bool dirty[SYMBOLS_MAX];
  for (size_t i = 0; i < p->symbol_count; i++) dirty[i] = true;
  for (;;) {
    size_t best = SYMBOLS_MAX;
    for (size_t i = 0; i < p->symbol_count; i++) {
      if (p->symbols[i].is) continue;
      if (dirty[i]) {
        tally t;
        count_words(letters, p, &p->symbols[i], &t);
        option[i] = best_option(&t, broken_font, &lead[i]);
        dirty[i] = false;
      }
      if (option[i] < OPTIONS && (best == SYMBOLS_MAX || lead[i] > lead[best])) best = i;
    }
    if (best == SYMBOLS_MAX) return solved;
    solved++;
    set(&p->symbols[best], options[option[best]]);
    mark_dirty(p, &p->symbols[best], dirty);
  }
}

/* A symbol that only begins words is a capital if another one is the same letter inside them. */
static void find_capitals(ren__private *p) {
  for (size_t i = 0; i < p->symbol_count; i++) {
    symbol *s = &p->symbols[i];
    if (!s->is || s->small || s->big) continue;
    for (size_t k = 0; k < p->symbol_count; k++)
      if (p->symbols[k].is == s->is && p->symbols[k].small) s->capital = true;
  }
}

ren__private *ren__private_learn(const ren__letters *letters, ren_str text) {
  ren__private *p = ren_alloc(sizeof *p);
  if (!p) return NULL;
  p->by_byte = reads_by_byte(letters, text);
  if (p->by_byte) return p;
  gather(p, text);
  if (solve(letters, p, false)) solve(letters, p, true);
  find_capitals(p);
  return p;
}

bool ren__private_is_font(const ren__private *learned) { return learned->by_byte; }

void ren__private_free(ren__private *learned) { ren_free(learned); }

size_t ren__private_for(const ren__private *learned, uint32_t cp, uint32_t out[3]) {
  if (learned->by_byte && cp_of_byte(cp)) {
    out[0] = cp_of_byte(cp);
    return 1;
  }
  for (size_t i = 0; i < learned->symbol_count; i++) {
    const symbol *s = &learned->symbols[i];
    if (s->cp != cp || !s->is) continue;
    size_t length = strlen(s->is), n = 0;
    for (size_t at = 0; at < length; n++) at += ren_utf8_decode(s->is + at, length - at, &out[n]);
    if (s->capital) out[0] = ren_to_upper(out[0]);
    return n;
  }
  return 0;
}
