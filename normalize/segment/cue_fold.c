#include "segment/cue_fold.h"

#include "utf8.h"

#include <string.h>

enum { UNLIKE = 4, ALIKE = 2, LOST = 1, INDEL = 4, THIN = 3 };

/* Digits that OCR writes for letters become those letters: no cue holds a digit. */
const uint8_t ren__fold_ascii[128] = {
    ['0'] = 'o', ['1'] = 'i', ['2'] = '2', ['3'] = '3', ['4'] = 'a', ['5'] = 's', ['6'] = 'b', ['7'] = '7', ['8'] = 'b',
    ['9'] = 'g', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h',
    ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'i', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q',
    ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
    ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i',
    ['j'] = 'j', ['k'] = 'k', ['l'] = 'i', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z'};

static uint8_t fold_latin1(uint32_t cp) {
  if ((cp >= 0xC0 && cp <= 0xC6) || (cp >= 0xE0 && cp <= 0xE6)) return 'a';
  if (cp == 0xC7 || cp == 0xE7) return 'c';
  if ((cp >= 0xC8 && cp <= 0xCB) || (cp >= 0xE8 && cp <= 0xEB)) return 'e';
  if ((cp >= 0xCC && cp <= 0xCF) || (cp >= 0xEC && cp <= 0xEF)) return 'i';
  if (cp == 0xD1 || cp == 0xF1) return 'n';
  if ((cp >= 0xD2 && cp <= 0xD8 && cp != 0xD7) || (cp >= 0xF2 && cp <= 0xF8 && cp != 0xF7)) return 'o';
  if ((cp >= 0xD9 && cp <= 0xDC) || (cp >= 0xF9 && cp <= 0xFC)) return 'u';
  if (cp == 0xDD || cp == 0xFD || cp == 0xFF) return 'y';
  if (cp == 0xDF) return 's';
  return 0;
}

uint8_t ren__fold_cp(uint32_t cp) {
  if (cp < 128) return ren__fold_ascii[cp];
  uint8_t latin = cp < 0x100 ? fold_latin1(cp) : 0;
  if (latin) return latin;
  if (cp == 0x131) return 'i';
  if (cp == 0x17F) return 's';
  return ren_is_letter(cp) && !ren_is_mark(cp) ? REN__FOLD_WILD : 0;
}

static uint32_t bit_of(uint8_t letter) { return letter >= 'a' && letter <= 'z' ? 1u << (letter - 'a') : 0; }

void ren__fold_push(ren__fold *fold, uint8_t letter) {
  uint8_t last = fold->len ? fold->letters[fold->len - 1] : 0;
  if ((last == 'r' && letter == 'n') || (last == 'v' && letter == 'v')) {
    uint8_t merged = letter == 'n' ? 'm' : 'w';
    fold->letters[fold->len - 1] = merged;
    fold->mask |= bit_of(merged); /* the halves stay in the mask: it may only be too wide */
    return;
  }
  if (fold->len == REN__FOLD_MAX) return;
  fold->letters[fold->len++] = letter;
  fold->mask |= bit_of(letter);
  fold->wild = (uint8_t)(fold->wild + (letter == REN__FOLD_WILD));
}

void ren__fold_str(ren__fold *out, ren_str s) {
  *out = (ren__fold){0};
  for (size_t at = 0; at < s.len;) {
    uint32_t cp;
    at += ren_utf8_decode(s.ptr + at, s.len - at, &cp);
    uint8_t letter = cp == REN_BAD_CODEPOINT || cp == 0xFFFD ? REN__FOLD_WILD : ren__fold_cp(cp);
    if (letter) ren__fold_push(out, letter);
  }
}

bool ren__fold_eq(const ren__fold *a, const ren__fold *b) {
  return a->len == b->len && memcmp(a->letters, b->letters, a->len) == 0;
}

#define L(c) (1u << ((c) - 'a'))

/* Letters that scans and engines without Swedish mistake for each other; a pair needs
 * to stand on one side only. */
static const uint32_t like[26] = {
    ['a' - 'a'] = L('o') | L('e') | L('u') | L('d') | L('i'),
    ['b' - 'a'] = L('h') | L('d'),
    ['c' - 'a'] = L('e') | L('o') | L('g'),
    ['d' - 'a'] = L('o'),
    ['e' - 'a'] = L('o'),
    ['f' - 'a'] = L('t') | L('i'),
    ['g' - 'a'] = L('q') | L('y'),
    ['h' - 'a'] = L('n') | L('k'),
    ['i' - 'a'] = L('t') | L('j') | L('r'),
    ['j' - 'a'] = L('y'),
    ['m' - 'a'] = L('n') | L('w'),
    ['n' - 'a'] = L('u') | L('r') | L('p'),
    ['r' - 'a'] = L('t'),
    ['s' - 'a'] = L('g') | L('z'),
    ['u' - 'a'] = L('v'),
    ['v' - 'a'] = L('y') | L('w'),
    ['x' - 'a'] = L('k'),
};

static bool look_alike(uint8_t a, uint8_t b) {
  if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return false;
  return (like[a - 'a'] >> (b - 'a') | like[b - 'a'] >> (a - 'a')) & 1;
}

uint32_t ren__fold_alike(uint32_t mask) {
  uint32_t all = mask;
  for (unsigned i = 0; i < 26; i++) {
    if (mask >> i & 1) all |= like[i];
    if (like[i] & mask) all |= 1u << i;
  }
  return all;
}

static unsigned substitution(uint8_t a, uint8_t b) {
  if (a == b) return 0;
  if (a == REN__FOLD_WILD || b == REN__FOLD_WILD) return LOST;
  return look_alike(a, b) ? ALIKE : UNLIKE;
}

static unsigned indel(uint8_t letter) { return letter == 'i' || letter == REN__FOLD_WILD ? THIN : INDEL; }

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Cells beyond the limit hold limit + 1, so that sums stay small. Only a band around
 * the diagonal can stay within it (Ukkonen 1985), unless the start is free. */
unsigned ren__fold_distance(const ren__fold *word, const ren__fold *text, ren__anchor anchor, unsigned limit) {
  unsigned row[REN__FOLD_MAX + 1];
  const unsigned above = limit + 1;
  const size_t n = text->len, slack = anchor == REN__ANY ? REN__FOLD_MAX : limit / THIN;
  if (anchor == REN__WHOLE && n > word->len + slack) return REN__COST_NONE;
  row[0] = 0;
  for (size_t j = 1; j <= n; j++)
    row[j] = anchor == REN__ANY ? 0 : least(row[j - 1] + indel(text->letters[j - 1]), above);
  for (size_t i = 1; i <= word->len; i++) {
    size_t from = i > slack ? i - slack : 1, to = slack > n || i + slack > n ? n : i + slack;
    if (from > n + 1) return REN__COST_NONE;
    uint8_t letter = word->letters[i - 1];
    unsigned diagonal = row[from - 1], gap = indel(letter);
    row[from - 1] = least(diagonal + gap, above);
    unsigned best = row[from - 1];
    for (size_t j = from; j <= to; j++) {
      unsigned cell = diagonal + substitution(letter, text->letters[j - 1]);
      diagonal = row[j];
      cell = least(cell, least(diagonal + gap, row[j - 1] + indel(text->letters[j - 1])));
      row[j] = least(cell, above);
      best = least(best, row[j]);
    }
    if (to < n) row[to + 1] = above;
    if (best > limit) return REN__COST_NONE;
  }
  unsigned cost = row[n];
  if (anchor != REN__WHOLE)
    for (size_t j = word->len > slack ? word->len - slack : 0; j < n && j <= word->len + slack; j++)
      cost = least(cost, row[j]);
  return cost <= limit ? cost : REN__COST_NONE;
}
