/* letter_trigrams < TEXT > normalize/dedup/letter_trigrams.h
 * Which three letters (classes of skeleton.h) often follow one another in Swedish: the
 * most frequent ones that make up 95 % of a large sound text, a line each paragraph. */
#include "dedup/skeleton.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIGRAMS = REN__LETTER_CODES * REN__LETTER_CODES * REN__LETTER_CODES };

static int by_count(const void *p, const void *q, void *counts) {
  const uint64_t *count = counts;
  uint32_t x = *(const uint32_t *)p, y = *(const uint32_t *)q;
  if (count[x] != count[y]) return count[x] > count[y] ? -1 : 1;
  return (x > y) - (x < y);
}

static uint64_t count_text(FILE *in, uint64_t *count) {
  ren__skeleton sk = {0};
  char *line = NULL;
  size_t cap = 0;
  uint64_t all = 0;
  for (ssize_t len; (len = getline(&line, &cap, in)) > 0;) {
    if (!ren__skeleton_make(&sk, (ren_str){line, (size_t)len})) exit(1);
    for (size_t i = 2; i < sk.letters; i++, all++)
      count[(size_t)sk.letter[i - 2] << 10 | (size_t)sk.letter[i - 1] << 5 | sk.letter[i]]++;
  }
  free(line);
  ren__skeleton_free(&sk);
  return all;
}

int main(void) {
  static uint64_t count[TRIGRAMS];
  static uint32_t order[TRIGRAMS], table[TRIGRAMS / 32];
  uint64_t all = count_text(stdin, count), covered = 0;
  for (uint32_t i = 0; i < TRIGRAMS; i++) order[i] = i;
  qsort_r(order, TRIGRAMS, sizeof *order, by_count, count);
  for (size_t k = 0; k < TRIGRAMS && covered * 20 < all * 19; k++) {
    table[order[k] / 32] |= UINT32_C(1) << order[k] % 32;
    covered += count[order[k]];
  }
  puts("/* Made by tools/trigrams: the letter trigrams that make up 95 % of sound Swedish. A row is the\n"
       " * first two letters, a bit the third (classes of skeleton.h). */");
  puts("static const uint32_t letter_trigrams[1024] = {");
  for (size_t row = 0; row < TRIGRAMS / 32; row++)
    printf("%s0x%x,%s", row % 16 ? "" : "  ", table[row], row % 16 == 15 ? "\n" : " ");
  puts("};");
  return 0;
}
