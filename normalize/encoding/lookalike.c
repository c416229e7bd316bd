/* Cyrillic and Greek letters in words of Latin letters: look-alikes (Cyrillic е for e)
 * and transliterations (д for d), as converters and keyboards leave them. */
#include "encoding/generate.h"

#include <string.h>

#include "utf8.h"

static const uint16_t latin_of[][2] = {
    {0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'},  {0x399, 'I'},  {0x39A, 'K'},  {0x39C, 'M'},
    {0x39D, 'N'}, {0x39F, 'O'}, {0x3A1, 'P'}, {0x3A4, 'T'}, {0x3A5, 'Y'},  {0x3A7, 'X'},  {0x3B1, 'a'},  {0x3B9, 'i'},
    {0x3BA, 'k'}, {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C4, 't'},  {0x3C5, 'u'},  {0x3C7, 'x'},  {0x3F2, 'c'},
    {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'}, {0x411, 'B'},  {0x412, 'B'},  {0x413, 'G'},  {0x414, 'D'},
    {0x415, 'E'}, {0x417, 'Z'}, {0x418, 'I'}, {0x41A, 'K'}, {0x41B, 'L'},  {0x41C, 'M'},  {0x41D, 'H'},  {0x41E, 'O'},
    {0x41F, 'P'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'},  {0x424, 'F'},  {0x425, 'X'},  {0x430, 'a'},
    {0x431, 'b'}, {0x432, 'v'}, {0x433, 'g'}, {0x434, 'd'}, {0x435, 'e'},  {0x437, 'z'},  {0x438, 'i'},  {0x43A, 'k'},
    {0x43B, 'l'}, {0x43C, 'm'}, {0x43D, 'n'}, {0x43E, 'o'}, {0x43F, 'p'},  {0x440, 'p'},  {0x441, 'c'},  {0x442, 't'},
    {0x443, 'y'}, {0x444, 'f'}, {0x445, 'x'}, {0x44C, 'b'}, {0x451, 0xEB}, {0x455, 's'},  {0x456, 'i'},  {0x458, 'j'},
    {0x4BB, 'h'}, {0x501, 'd'}, {0x51B, 'q'}, {0x51D, 'w'}, {0x4D2, 0xC4}, {0x4D3, 0xE4}, {0x4E6, 0xD6}, {0x4E7, 0xF6}};

static uint32_t find(uint32_t cp) {
  for (size_t k = 0; k < sizeof latin_of / sizeof *latin_of; k++)
    if (latin_of[k][0] == cp) return latin_of[k][1];
  return 0;
}

/* Letters whose shapes are those of the Latin ones; the others are transliterations. */
static bool is_same_shape(uint32_t cp) {
  static const uint16_t sounds[] = {0x411, 0x412, 0x413, 0x414, 0x417, 0x418, 0x41B, 0x41F, 0x424, 0x42C,
                                    0x431, 0x432, 0x433, 0x434, 0x437, 0x438, 0x43A, 0x43B, 0x43C, 0x43D,
                                    0x43F, 0x442, 0x444, 0x44C, 0x3B1, 0x3B9, 0x3BA, 0x3C4, 0x3C5, 0x3C7};
  for (size_t k = 0; k < sizeof sounds / sizeof *sounds; k++)
    if (sounds[k] == cp) return false;
  return true;
}

/* A word [i, end) of letters of two scripts as Latin ones. Where it is not mostly Latin,
 * it is a word of the other script, or a unit, unless Swedish has what it becomes. */
static bool read_word(const ren__letters *letters, const ren__unit *in, size_t i, size_t end, ren__unit *out,
                      bool *same_shapes) {
  uint32_t word[REN__WORD_MAX];
  size_t latin = 0, n = end - i;
  bool same = true, odd_case = false;
  if (n > REN__WORD_MAX) return false;
  for (size_t k = 0; k < n; k++) {
    uint32_t cp = in[i + k].cp;
    bool other = ren__is_foreign_letter(cp);
    latin += !other;
    same = same && (!other || is_same_shape(cp));
    out[k] = in[i + k];
    if (other) {
      out[k].cp = find(cp);
      out[k].changed = true;
    }
    if (!out[k].cp) return false;
    word[k] = out[k].cp;
    odd_case = odd_case || (k > 0 && ren_is_upper(word[k]) && !ren_is_upper(word[k - 1]));
  }
  if (latin == n || (latin == 0 && !(n == 1 && same))) return false;
  if (n > 1 && !(latin * 2 > n && latin >= 3) && (odd_case || !ren__is_surely_known(letters, word, n))) return false;
  *same_shapes = *same_shapes && same;
  return true;
}

size_t ren__read_lookalikes(const ren__letters *letters, const ren__unit *in, size_t n, bool by_sound, ren__unit *out) {
  size_t found = 0;
  bool same_shapes = true;
  for (size_t i = 0; i < n;) {
    size_t end = i;
    bool format = i > 0 && in[i - 1].cp == '%';
    while (end < n && (ren__letter_symbol(in[end].cp) || ren__is_foreign_letter(in[end].cp))) end++;
    if (end > i && !format && read_word(letters, in, i, end, out + i, &same_shapes))
      found++;
    else
      memcpy(out + i, in + i, (end - i) * sizeof *out);
    if (end < n) out[end] = in[end];
    i = end + 1;
  }
  return found && same_shapes != by_sound ? n : 0;
}
