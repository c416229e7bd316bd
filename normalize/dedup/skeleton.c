#include "dedup/skeleton.h"

#include "alloc.h"
#include "utf8.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Bones first: codes below REN__BONE_CODES. F1..F5 are for other scripts. */
enum { N = 1, R, T, H, D, K, G, S, P, V, F1, A = 16, E, I, O, U, Y, D2, D3, D4, D5, D6, D7, D8, D9, OTHER };

/* ASCII letters and digits; m and w give a second code, the same as the first for w. */
static const uint8_t ascii_code[128] = {
    ['a'] = A,  ['b'] = H,  ['c'] = E,  ['d'] = D,  ['e'] = E,  ['f'] = T,  ['g'] = G,  ['h'] = H,  ['i'] = I,
    ['j'] = I,  ['k'] = K,  ['l'] = I,  ['m'] = R,  ['n'] = N,  ['o'] = O,  ['p'] = P,  ['q'] = G,  ['r'] = R,
    ['s'] = S,  ['t'] = T,  ['u'] = U,  ['v'] = V,  ['w'] = V,  ['x'] = K,  ['y'] = Y,  ['z'] = S,  ['A'] = A,
    ['B'] = H,  ['C'] = E,  ['D'] = D,  ['E'] = E,  ['F'] = T,  ['G'] = G,  ['H'] = H,  ['I'] = I,  ['J'] = I,
    ['K'] = K,  ['L'] = I,  ['M'] = R,  ['N'] = N,  ['O'] = O,  ['P'] = P,  ['Q'] = G,  ['R'] = R,  ['S'] = S,
    ['T'] = T,  ['U'] = U,  ['V'] = V,  ['W'] = V,  ['X'] = K,  ['Y'] = Y,  ['Z'] = S,  ['0'] = O,  ['1'] = I,
    ['2'] = D2, ['3'] = D3, ['4'] = D4, ['5'] = D5, ['6'] = D6, ['7'] = D7, ['8'] = D8, ['9'] = D9, ['|'] = I,
};

/* Base letters of U+00C0..U+00FF and U+0100..U+017F; '.' for what is no letter. */
static const char latin1_base[] = "AAAAAAACEEEEIIIIDNOOOOO.OUUUUYTsaaaaaaaceeeeiiiidnooooo.ouuuuyty";
static const char latin_a_base[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                   "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Cyrillic and Greek letters that OCR puts in place of Latin ones. */
static char look_alike(uint32_t cp) {
  static const struct {
    uint16_t cp;
    char base;
  } twins[] = {{0x0391, 'a'}, {0x0392, 'b'}, {0x0395, 'e'}, {0x0397, 'h'}, {0x0399, 'i'}, {0x039A, 'k'}, {0x039C, 'm'},
               {0x039D, 'n'}, {0x039F, 'o'}, {0x03A1, 'p'}, {0x03A4, 't'}, {0x03B1, 'a'}, {0x03BF, 'o'}, {0x0410, 'a'},
               {0x0412, 'b'}, {0x0415, 'e'}, {0x041A, 'k'}, {0x041C, 'm'}, {0x041D, 'h'}, {0x041E, 'o'}, {0x0420, 'p'},
               {0x0421, 'c'}, {0x0422, 't'}, {0x0425, 'x'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'},
               {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0456, 'i'}, {0x0458, 'j'}};
  for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
    if (twins[i].cp == cp) return twins[i].base;
  return 0;
}

static int ascii_codes(unsigned char c, uint8_t codes[2]) {
  codes[0] = ascii_code[c];
  if (!codes[0]) return 0;
  if ((c | 32) == 'm') {
    codes[1] = N;
    return 2;
  }
  if ((c | 32) == 'w') {
    codes[1] = V;
    return 2;
  }
  return 1;
}

int ren__letter_codes(uint32_t cp, uint8_t codes[2]) {
  if (cp < 0x80) return ascii_codes((unsigned char)cp, codes);
  char base = 0;
  if (cp >= 0xC0 && cp <= 0xFF)
    base = latin1_base[cp - 0xC0];
  else if (cp >= 0x100 && cp <= 0x17F)
    base = latin_a_base[cp - 0x100];
  else if (cp == 0xFB01 || cp == 0xFB02) { /* fi and fl */
    codes[0] = T;
    codes[1] = I;
    return 2;
  } else if (cp == 0xFB00) {
    codes[0] = codes[1] = T;
    return 2;
  } else
    base = look_alike(cp);
  if (base) return ascii_codes((unsigned char)base, codes);
  if (cp == REN_BAD_CODEPOINT || !ren_is_letter(cp) || ren_is_mark(cp)) return 0;
  codes[0] = (uint8_t)(F1 + cp % 5);
  return 1;
}

static bool room(ren__skeleton *sk, size_t bytes) {
  size_t need = 2 * bytes + 4; /* m and w make two of one; one more is written than counted */
  if (need > sk->letter_cap) {
    ren__skeleton_free(sk);
    sk->letter = ren_alloc_array(need, 1);
    sk->offset = ren_alloc_array(need, sizeof *sk->offset);
    sk->bone = ren_alloc_array(need, 1);
    sk->at = ren_alloc_array(need, sizeof *sk->at);
    if (!sk->letter || !sk->offset || !sk->bone || !sk->at) {
      ren__skeleton_free(sk);
      return false;
    }
    sk->letter_cap = sk->bone_cap = need;
  }
  sk->letters = sk->bones = 0;
  return true;
}

static inline void push(ren__skeleton *sk, uint8_t code, size_t offset) {
  /* written always, counted if it is one: whether a letter is a bone is a coin toss,
   * and a mispredicted branch costs more than the write */
  sk->bone[sk->bones] = code;
  sk->at[sk->bones] = (uint32_t)sk->letters;
  sk->bones += (code > 0) & (code < REN__BONE_CODES);
  sk->letter[sk->letters] = code;
  sk->offset[sk->letters] = (uint32_t)offset;
  sk->letters += code > 0;
}

bool ren__skeleton_make(ren__skeleton *out, ren_str text) {
  if (!room(out, text.len)) return false;
  ren__skeleton sk = *out;
  for (size_t i = 0; i < text.len;) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c < 0x80) {
      push(&sk, ascii_code[c], i);
      if ((c | 32) == 'm') push(&sk, N, i);
      if ((c | 32) == 'w') push(&sk, V, i);
      i++;
      continue;
    }
    uint32_t cp;
    uint8_t codes[2] = {0, 0};
    size_t len = ren_utf8_decode(text.ptr + i, text.len - i, &cp);
    int count = ren__letter_codes(cp, codes);
    for (int k = 0; k < count; k++) push(&sk, codes[k], i);
    i += len;
  }
  *out = sk;
  return true;
}

void ren__skeleton_free(ren__skeleton *sk) {
  ren_free(sk->letter);
  ren_free(sk->offset);
  ren_free(sk->bone);
  ren_free(sk->at);
  *sk = (ren__skeleton){0};
}

size_t ren__char_length(ren_str text, size_t offset) {
  uint32_t cp;
  return offset < text.len ? ren_utf8_decode(text.ptr + offset, text.len - offset, &cp) : 0;
}

uint32_t ren__gram_hash(uint32_t packed) {
  unsigned char bytes[4] = {(unsigned char)packed, (unsigned char)(packed >> 8), (unsigned char)(packed >> 16),
                            (unsigned char)(packed >> 24)};
  return XXH32(bytes, sizeof bytes, 0);
}
