/* train_letters.c: writes the tables of the Swedish letter model.
 *
 * build: cc -O2 -o /tmp/train_letters train_letters.c -lm
 * usage: xzcat CORPUS/[a-z]*.txt.xz | /tmp/train_letters WORDS.tsv PLACES.tsv OUTDIR
 *
 * stdin: running text, UTF-8. WORDS.tsv: word, tab, count. PLACES.tsv: a header, then
 * name, tab, kinds. Writes letters_data.c (costs of letters and signs) and
 * letters_words.c (a Bloom filter of common words) into OUTDIR. Words as they are
 * counted in the corpus are counts, no text; see dict/SOURCES.md for what it holds.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SYMBOLS = 32, OTHER = 31, BLOOM_BITS = 384000, BLOOM_HASHES = 10, MAX_CP = 0x10000 };

static double tri[SYMBOLS][SYMBOLS][SYMBOLS], bi[SYMBOLS][SYMBOLS], uni[SYMBOLS];
static double seen_apart[MAX_CP], seen_inside[MAX_CP], seen_letter[MAX_CP];

static uint32_t lower(uint32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
  return c;
}

static int symbol(uint32_t c) {
  c = lower(c);
  if (c >= 'a' && c <= 'z') return (int)(c - 'a') + 1;
  if (c == 0xE5) return 27;
  if (c == 0xE4) return 28;
  if (c == 0xF6) return 29;
  if (c == 0xE9) return 30;
  if ((c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7)) return OTHER;
  return 0;
}

static size_t decode(const unsigned char *s, uint32_t *c) {
  if (s[0] < 0x80) return *c = s[0], 1;
  if (s[0] < 0xE0) return *c = (s[0] & 31u) << 6 | (s[1] & 63u), 2;
  if (s[0] < 0xF0) return *c = (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u), 3;
  return *c = 0xFFFF, 4;
}

static uint32_t sign_class(uint32_t c) { return c >= '0' && c <= '9' ? '0' : c; }

static void count_line(const unsigned char *s) {
  int a = 0, b = 0, x = 0;
  uint32_t sign = 0; /* a lone sign just read, and what stood before it */
  bool after_letter = false;
  while (*s && *s != '\n') {
    uint32_t c;
    s += decode(s, &c);
    x = symbol(c);
    if (a || b || x) tri[a][b][x]++, bi[b][x]++, uni[x]++;
    if (x == OTHER) seen_letter[lower(c)]++;
    if (sign) {
      if (after_letter && x)
        seen_inside[sign_class(sign)]++;
      else
        seen_apart[sign_class(sign)]++;
      after_letter = false;
    } else {
      after_letter = b != 0;
    }
    if (x || c <= ' ') after_letter = false;
    sign = !x && c > ' ' ? c : 0;
    if (sign) after_letter = b != 0;
    a = b;
    b = x;
  }
}

static char digit(double cost) { /* quarter nats in one printable character */
  int q = (int)(cost * 4 + 0.5);
  if (q < 0) q = 0;
  if (q > 63) q = 63;
  char c = (char)('0' + q);
  return c == '\\' ? 'p' : c == '?' ? 'q' : c;
}

static double share(int a, int b, int x) {
  double total_ab = 0, kinds_ab = 0, total_b = 0, kinds_b = 0, total = 0;
  for (int i = 0; i < SYMBOLS; i++) {
    total_ab += tri[a][b][i], kinds_ab += tri[a][b][i] > 0;
    total_b += bi[b][i], kinds_b += bi[b][i] > 0;
    total += uni[i];
  }
  double p1 = (uni[x] + 1) / (total + SYMBOLS);
  double p2 = (bi[b][x] + kinds_b * p1 + p1) / (total_b + kinds_b + 1);
  return (tri[a][b][x] + 3 * kinds_ab * p2 + 3 * p2) / (total_ab + 3 * kinds_ab + 3); /* Witten-Bell, wary */
}

static void write_costs(FILE *f) {
  fprintf(f, "/* Written by tools/train_letters.c; do not edit. */\n#include \"encoding/letters_data.h\"\n\n"
             "/* clang-format off */\nconst char ren__letter_costs[32 * 32][33] = {\n");
  for (int a = 0; a < SYMBOLS; a++)
    for (int b = 0; b < SYMBOLS; b++) {
      char row[33] = {0};
      for (int x = 0; x < SYMBOLS; x++) row[x] = digit(-log(share(a, b, x)));
      fprintf(f, "%s\"%s\",%s", b % 3 ? "" : "  ", row, b % 3 == 2 || b == 31 ? "\n" : " ");
    }
  fprintf(f, "};\n\n");
  double signs = 0, letters = 0;
  for (uint32_t c = 0; c < MAX_CP; c++) signs += seen_apart[c] + seen_inside[c], letters += seen_letter[c];
  size_t n = 0;
  fprintf(f, "const ren__sign_cost ren__sign_costs[] = {\n");
  for (uint32_t c = 33; c < MAX_CP; c++) {
    if (seen_apart[c] + seen_inside[c] + seen_letter[c] < 10) continue;
    double apart = -log((seen_apart[c] + 0.5) / signs), inside = -log((seen_inside[c] + 0.5) / signs);
    if (seen_letter[c] > 0) apart = inside = -log((seen_letter[c] + 0.5) / letters);
    fprintf(f, "  {0x%04X, %.1ff, %.1ff},%s", c, apart, inside, n++ % 4 == 3 ? "\n" : "");
  }
  fprintf(f, "};\nconst size_t ren__sign_count = %zu;\n/* clang-format on */\n", n);
}

static unsigned char bloom[BLOOM_BITS / 6];

static void add_word(const char *word) { /* as ren__is_common in letters.c */
  uint64_t h = UINT64_C(0xcbf29ce484222325);
  const unsigned char *s = (const unsigned char *)word;
  int letters = 0;
  while (*s) {
    uint32_t c;
    s += decode(s, &c);
    if (!symbol(c)) return;
    h = (h ^ lower(c)) * UINT64_C(0x100000001b3);
    letters++;
  }
  if (letters < 2) return;
  uint32_t one = (uint32_t)(h >> 32), two = (uint32_t)h | 1;
  for (uint32_t i = 0; i < BLOOM_HASHES; i++) {
    uint32_t bit = (one + i * two) % BLOOM_BITS;
    bloom[bit / 6] |= (unsigned char)(1u << bit % 6);
  }
}

static int has_swedish(const char *word) {
  for (const char *s = word; *s; s++)
    if ((unsigned char)*s == 0xC3) return 1;
  return 0;
}

static void write_words(FILE *f, const char *words, const char *places) {
  char line[512];
  size_t n = 0;
  FILE *in = fopen(words, "r");
  while (in && fgets(line, sizeof line, in)) {
    char *tab = strchr(line, '\t');
    if (!tab) continue;
    *tab = '\0';
    if (atoi(tab + 1) >= (has_swedish(line) ? 30 : 200)) add_word(line), n++;
  }
  if (in) fclose(in);
  in = fopen(places, "r");
  while (in && fgets(line, sizeof line, in)) {
    char *tab = strchr(line, '\t');
    if (!tab || !has_swedish(line)) continue;
    *tab = '\0';
    add_word(line), n++;
  }
  if (in) fclose(in);
  fprintf(f, "/* Written by tools/train_letters.c: %zu common words. Do not edit. */\n"
             "#include \"encoding/letters_data.h\"\n\n/* clang-format off */\n"
             "const char ren__common_words[%d][113] = {\n", n, (BLOOM_BITS / 6 + 111) / 112);
  for (size_t i = 0; i < BLOOM_BITS / 6; i++) {
    if (i % 112 == 0) fprintf(f, "  \"");
    fputc(digit(bloom[i] / 4.0), f);
    if (i % 112 == 111 || i + 1 == BLOOM_BITS / 6) fprintf(f, "\",\n");
  }
  fprintf(f, "};\n/* clang-format on */\n");
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  char *line = NULL, path[4096];
  size_t cap = 0;
  while (getline(&line, &cap, stdin) > 0) count_line((const unsigned char *)line);
  snprintf(path, sizeof path, "%s/letters_data.c", argv[3]);
  FILE *f = fopen(path, "w");
  if (!f) return 1;
  write_costs(f);
  fclose(f);
  snprintf(path, sizeof path, "%s/letters_words.c", argv[3]);
  if (!(f = fopen(path, "w"))) return 1;
  write_words(f, argv[1], argv[2]);
  fclose(f);
  return 0;
}
