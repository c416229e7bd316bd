/* UTF-8 read as cp1252 that has lost the second bytes of its sequences (a field that was
 * too short, control characters that were taken out): U+00C3 stands for one letter of
 * several, and the word says for which. */
#include "encoding/generate.h"
#include "utf8.h"

enum { PLACES_MAX = 3, LETTERS = 4 };

static bool is_letter(const ren__unit *in, size_t n, size_t i) { return i < n && ren__letter_symbol(in[i].cp) != 0; }

/* In a word in capitals, and at the start: the second bytes of capitals are controls, the
 * ones that get lost. */
static bool wants_capital(const ren__unit *in, size_t n, size_t i) {
  if (i == 0 || !is_letter(in, n, i - 1)) return true;
  if (!ren_is_upper(in[i - 1].cp)) return false;
  if (is_letter(in, n, i + 1)) return ren_is_upper(in[i + 1].cp);
  return i >= 2 && ren_is_upper(in[i - 2].cp);
}

/* All touched words are ones that Swedish surely has. */
static bool is_sound(const ren__letters *letters, const ren__unit *units, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint32_t word[REN__WORD_MAX];
    size_t length = 0;
    bool touched = false;
    for (; i < n && ren__letter_symbol(units[i].cp); i++) {
      if (length < REN__WORD_MAX) word[length++] = units[i].cp;
      touched = touched || units[i].changed;
    }
    if (touched && (length < 3 || !ren__is_surely_known(letters, word, length))) return false;
  }
  return true;
}

/* The units with U+00C3 and what is left of its tail (U+FFFD, a question mark inside a
 * word) as one place each; false if there are too many places or they are whole. */
static size_t cut_places(const ren__unit *in, size_t n, ren__unit *out, size_t *places, size_t *count) {
  size_t made = 0;
  *count = 0;
  for (size_t i = 0; i < n; i++, made++) {
    out[made] = in[i];
    if (in[i].cp != 0xC3) continue;
    uint32_t next = i + 1 < n ? in[i + 1].cp : 0;
    bool tail = next == 0xFFFD || (next == '?' && is_letter(in, n, i + 2));
    if (*count == PLACES_MAX || (next >= 0x80 && !tail && !ren__letter_symbol(next)) || next == 0xC3) return 0;
    places[(*count)++] = made;
    out[made].changed = true;
    if (!tail) continue;
    out[made].count = (uint16_t)(in[i + 1].first + in[i + 1].count - in[i].first);
    i++;
  }
  return made;
}

size_t ren__read_lost(const ren__letters *letters, const ren__unit *in, size_t n, ren__unit *out) {
  static const uint16_t small[LETTERS] = {0xE5, 0xE4, 0xF6, 0xE9}, capital[LETTERS] = {0xC5, 0xC4, 0xD6, 0xC9};
  size_t places[PLACES_MAX], count, made = cut_places(in, n, out, places, &count), sound = 0, best = 0;
  if (!made || !count || n > 64) return 0;
  size_t all = 1;
  for (size_t k = 0; k < count; k++) all *= LETTERS;
  for (size_t pick = 0; pick <= all; pick++) { /* the last time: put the best one in place */
    size_t rest = pick < all ? pick : best;
    for (size_t k = 0; k < count; k++, rest /= LETTERS)
      out[places[k]].cp = wants_capital(out, made, places[k]) ? capital[rest % LETTERS] : small[rest % LETTERS];
    if (pick == all || !is_sound(letters, out, made)) continue;
    best = pick;
    sound++;
  }
  return sound == 1 ? made : 0; /* one word and no other */
}
