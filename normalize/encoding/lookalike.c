/* Cyrillic and Greek letters in words of Latin letters: look-alikes (Cyrillic е for e)
 * and transliterations (д for d), as converters and keyboards leave them. */
#include "encoding/generate.h"

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

size_t ren__read_lookalikes(const ren__unit *in, size_t n, ren__unit *out) {
  size_t made = 0, found = 0;
  for (size_t i = 0; i < n;) {
    size_t end = i, latin = 0, other = 0;
    bool format = i > 0 && in[i - 1].cp == '%';
    while (end < n && (ren__letter_symbol(in[end].cp) || ren__is_foreign_letter(in[end].cp))) {
      if (ren__letter_symbol(in[end].cp))
        latin++;
      else
        other++;
      end++;
    }
    for (; i < end; i++) { /* mostly Latin, or it is a word of the other script, or a unit */
      uint32_t cp = !format && latin > other && latin >= 3 ? find(in[i].cp) : 0;
      out[made] = in[i];
      if (cp) {
        out[made].cp = cp;
        out[made].changed = true;
        found++;
      }
      made++;
    }
    if (i < n) out[made++] = in[i++];
  }
  return found ? made : 0;
}
