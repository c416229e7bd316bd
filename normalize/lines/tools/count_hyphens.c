/* count_hyphens.c: learns which words are written with a hyphen.
 *
 * build: cc -O2 -o /tmp/count_hyphens count_hyphens.c -lhyphen -lm
 * usage: xzcat CORPUS/[a-z]*.txt.xz | /tmp/count_hyphens hyph_sv_SE.dic > ../hyphen_habits_data.c
 *
 * A line end inside a word may stand where a hyphen was or where a division is allowed. For each such place
 * "left-right" the corpus is asked how often it is written with a hyphen (h) and how often it is joined and may be
 * divided there (j). Four kinds of keys, each the prior of the next:
 *
 *   icke-            the first part before whatever follows
 *   el-till*         the first part, and what follows begins with these letters
 *   el-tillverkning  the whole word
 *   public service-  the first part after a certain word
 *
 * p(key) = (h + K p(prior)) / (h + j + K). A key is kept if it says something else than its prior. Stray hyphens, left
 * over from divided words in the corpus, are taken off: at most one in a hundred of the joined. Counts and weights of
 * words are kept, no text; dict/SOURCES.md says what the corpus holds.
 */
#include <ctype.h>
#include <hyphen.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MAX = 120, START = 4, LATIN_MAX = 90, BLOCK = 4000, WIDTH = 300 };
static const double K = 1.0, STRAY = 0.01, BASE = 0.005, SAYS = 1.0, BOUND = 9.0, SURE = 2.5, KNOWN = 3.0;

typedef struct entry {
  char *key;
  double hyphened, joined;
} entry;

typedef struct counts {
  entry *at;
  size_t used, room;
} counts;

static counts words, pairs, groups, habits;

static uint64_t hash_of(const char *s) {
  uint64_t h = UINT64_C(1469598103934665603);
  for (; *s; s++) h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
  return h ^ h >> 29;
}

static entry *slot(const counts *c, const char *key) {
  size_t at = hash_of(key) & (c->room - 1);
  while (c->at[at].key && strcmp(c->at[at].key, key) != 0) at = (at + 1) & (c->room - 1);
  return &c->at[at];
}

static entry *get(counts *c, const char *key) {
  if (c->used * 2 >= c->room) {
    counts wider = {calloc(c->room ? c->room * 2 : 1024, sizeof(entry)), c->used, c->room ? c->room * 2 : 1024};
    for (size_t i = 0; i < c->room; i++)
      if (c->at[i].key) *slot(&wider, c->at[i].key) = c->at[i];
    free(c->at);
    *c = wider;
  }
  entry *e = slot(c, key);
  if (!e->key) {
    e->key = strdup(key);
    c->used++;
  }
  return e;
}

static const entry *find(const counts *c, const char *key) {
  if (!c->room) return NULL;
  const entry *e = slot(c, key);
  return e->key ? e : NULL;
}

/* ---- reading -------------------------------------------------------------- */

/* Bytes of the letter at s in lower case into out; 0 if it is none. */
static size_t letter(const unsigned char *s, char *out) {
  if (isalpha(s[0])) return out[0] = (char)tolower(s[0]), 1;
  if (s[0] < 0xC3 || s[0] > 0xDF || (s[1] & 0xC0) != 0x80) return 0;
  out[0] = (char)s[0];
  out[1] = (char)s[1];
  if (s[0] == 0xC3 && (s[1] == 0x97 || s[1] == 0xB7)) return 0;
  if (s[0] == 0xC3 && s[1] <= 0x9E) out[1] = (char)(s[1] + 0x20);
  return 2;
}

static bool is_upper_at(const char *s) {
  return isupper((unsigned char)s[0]) || ((unsigned char)s[0] == 0xC3 && (unsigned char)s[1] <= 0x9E);
}

/* The run of letters at s, lower-cased into out; its length. */
static size_t read_run(const char *s, char *out) {
  size_t n = 0;
  for (size_t k; n + 3 < KEY_MAX && (k = letter((const unsigned char *)s + n, out + n)) > 0;) n += k;
  out[n] = '\0';
  return n;
}

/* Counts the token at s, letters and hyphens; before is the lower-cased word before. */
static void count_token(const char *s, size_t len, char *before) {
  char part[KEY_MAX], next[KEY_MAX], key[2 * KEY_MAX + 2];
  size_t at = read_run(s, part);
  bool first = true;
  if (at == 0 || at + 3 >= KEY_MAX) {
    *before = '\0';
    return;
  }
  if (at == len || s[at] != '-') get(&words, part)->joined++;
  while (at < len && s[at] == '-') {
    size_t n = read_run(s + at + 1, next);
    if (n == 0 || n + 3 >= KEY_MAX) break;
    bool capital = is_upper_at(s + at + 1);
    snprintf(key, sizeof key, "%s-%s", part, next);
    entry *pair = get(&pairs, key);
    pair->hyphened++;
    if (capital || !first) pair->joined++; /* here: how many of them say nothing of the first part */
    if (first && *before && !capital) {
      snprintf(key, sizeof key, "%s %s", before, part);
      get(&groups, key)->hyphened++;
    }
    memcpy(part, next, sizeof part);
    at += 1 + n;
    first = false;
  }
  memcpy(before, part, sizeof part);
}

/* Words that are joined where others after the same word have a hyphen. */
static void count_in_group(const char *s, char *before) {
  char part[KEY_MAX], key[2 * KEY_MAX + 2];
  size_t at = read_run(s, part);
  if (at > 0 && *before && s[at] != '-') {
    size_t lead = (size_t)snprintf(key, sizeof key, "%s ", before);
    for (size_t k = 1; k < at; k++) {
      snprintf(key + lead, sizeof key - lead, "%.*s", (int)k, part);
      const entry *group = find(&groups, key);
      if (group) ((entry *)(uintptr_t)group)->joined++;
    }
  }
  memcpy(before, part, sizeof part);
}

static void count_line(char *line, bool joined_in_groups) {
  char before[KEY_MAX] = "";
  for (char *token = strtok(line, " \t\r\n"); token; token = strtok(NULL, " \t\r\n")) {
    size_t len = strlen(token);
    if (strstr(token, "://") || strstr(token, "www.") || strchr(token, '@') || strchr(token, '/')) {
      *before = '\0';
      continue;
    }
    char sign[4];
    while (len > 0 && !letter((unsigned char *)token, sign)) token++, len--;
    if (len == 0) {
      *before = '\0';
      continue;
    }
    if (joined_in_groups)
      count_in_group(token, before);
    else
      count_token(token, len, before);
    unsigned char last = (unsigned char)token[len - 1];
    if (strchr(".,:;!?)", last)) *before = '\0';
  }
}

/* ---- divisions ------------------------------------------------------------ */

static bool to_latin(const char *s, char *out, size_t *byte, size_t *n) {
  *n = 0;
  for (size_t i = 0; s[i]; (*n)++) {
    unsigned char c = (unsigned char)s[i];
    if (*n >= LATIN_MAX) return false;
    byte[*n] = i;
    if (c < 0x80) {
      out[*n] = s[i++];
    } else if (c == 0xC3) {
      out[*n] = (char)(unsigned char)((unsigned char)s[i + 1] + 0x40);
      i += 2;
    } else {
      return false;
    }
  }
  out[*n] = '\0';
  return true;
}

/* The key "left-abcd*" of a pair; false if right is no longer than that. */
static bool stem_key(char *out, size_t room, const char *left, const char *right) {
  size_t at = 0, letters = 0;
  while (right[at] && letters < START) {
    at += ((unsigned char)right[at] & 0xC0) == 0xC0 ? 2 : 1;
    letters++;
  }
  if (letters < START) return false;
  snprintf(out, room, "%s-%.*s*", left, (int)at, right);
  return true;
}

/* One word that is written joined, at each place where it may be divided. */
static void add_joined(HyphenDict *dict, const entry *word) {
  char latin[LATIN_MAX + 1], marks[LATIN_MAX + 8] = {0}, left[KEY_MAX], key[2 * KEY_MAX];
  size_t byte[LATIN_MAX + 1], n;
  if (!to_latin(word->key, latin, byte, &n) || n < 4) return;
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate2(dict, latin, (int)n, marks, NULL, &rep, &pos, &cut) != 0) return;
  for (size_t k = 1; k + 2 < n; k++) {
    if (!(marks[k] & 1)) continue;
    snprintf(left, sizeof left, "%.*s", (int)byte[k + 1], word->key);
    snprintf(key, sizeof key, "%s-", left);
    get(&habits, key)->joined += word->joined;
    if (stem_key(key, sizeof key, left, word->key + byte[k + 1])) get(&habits, key)->joined += word->joined;
  }
}

/* How often "left-right" is written joined. */
static double joined_count(const char *pair, char *left, const char **right) {
  char whole[2 * KEY_MAX];
  const char *hyphen = strchr(pair, '-');
  snprintf(left, KEY_MAX, "%.*s", (int)(hyphen - pair), pair);
  *right = hyphen + 1;
  snprintf(whole, sizeof whole, "%s%s", left, *right);
  const entry *word = find(&words, whole);
  return word ? word->joined : 0;
}

static double less_strays(double h, double j) {
  h -= STRAY * j;
  return h < 0.5 && j > 0 ? 0 : h;
}

static void add_hyphened(const entry *pair) {
  char left[KEY_MAX], key[2 * KEY_MAX];
  const char *right;
  double j = joined_count(pair->key, left, &right), h = less_strays(pair->hyphened - pair->joined, j);
  if (h <= 0) return;
  snprintf(key, sizeof key, "%s-", left);
  get(&habits, key)->hyphened += h;
  if (stem_key(key, sizeof key, left, right)) get(&habits, key)->hyphened += h;
}

/* ---- weights -------------------------------------------------------------- */

static double share(double h, double j, double prior) { return (h + K * prior) / (h + j + K); }

static double weight(double p) { /* log-odds for a divided word */
  double w = log((1 - p) / p);
  return w > BOUND ? BOUND : w < -BOUND ? -BOUND : w;
}

static double first_part(const char *left) {
  char key[KEY_MAX + 1];
  snprintf(key, sizeof key, "%s-", left);
  const entry *e = find(&habits, key);
  return e ? share(e->hyphened, e->joined, BASE) : BASE;
}

typedef struct row {
  char *key;
  double weight;
} row;
static row *rows;
static size_t row_count;

static void add_row(const char *key, double p) {
  rows = realloc(rows, (row_count + 1) * sizeof *rows);
  rows[row_count++] = (row){strdup(key), weight(p)};
}

static void keep(const char *key, double p, double prior) {
  if (fabs(weight(p) - weight(prior)) < SAYS) return;
  if (weight(p) * weight(prior) > 0 && fabs(weight(prior)) > SURE) return;
  add_row(key, p);
}

static void weigh_habits(void) {
  for (size_t i = 0; i < habits.room; i++) {
    const entry *e = &habits.at[i];
    if (!e->key || e->hyphened < 1) continue;
    char left[KEY_MAX];
    snprintf(left, sizeof left, "%.*s", (int)(strchr(e->key, '-') - e->key), e->key);
    double p = first_part(left);
    if (e->key[strlen(e->key) - 1] == '-')
      keep(e->key, p, BASE);
    else
      keep(e->key, share(e->hyphened, e->joined, p), p);
  }
}

static void weigh_pairs(void) {
  for (size_t i = 0; i < pairs.room; i++) {
    const entry *e = &pairs.at[i];
    if (!e->key) continue;
    char left[KEY_MAX], key[2 * KEY_MAX];
    const char *right;
    double j = joined_count(e->key, left, &right), h = less_strays(e->hyphened, j);
    bool names = e->joined * 2 > e->hyphened;
    if (h < (names ? 3 : 1)) continue;
    double p = first_part(left);
    if (stem_key(key, sizeof key, left, right)) {
      const entry *stem = find(&habits, key);
      if (stem) p = share(stem->hyphened, stem->joined, p);
    }
    if (j >= KNOWN) /* a known word without a row of its own counts as never written with a hyphen */
      add_row(e->key, share(h, j, p));
    else
      keep(e->key, share(h, j, p), p);
  }
}

static void weigh_groups(void) {
  for (size_t i = 0; i < groups.room; i++) {
    const entry *e = &groups.at[i];
    if (!e->key || e->hyphened < 2) continue;
    const char *left = strchr(e->key, ' ') + 1;
    double p = first_part(left), prior = p;
    p = share(e->hyphened, e->joined, p);
    char key[2 * KEY_MAX + 2];
    snprintf(key, sizeof key, "%s-", e->key);
    if (p > 0.3 && prior < 0.5) keep(key, p, prior);
  }
}

static int by_key(const void *a, const void *b) { return strcmp(((const row *)a)->key, ((const row *)b)->key); }

/* C strings have a limit (4095 in C17): rows go into blocks of that size. */
static void print_rows(void) {
  size_t block = 0, blocks = 0, column = 0;
  printf("/* Written by tools/count_hyphens.c; do not edit. */\n#include \"lines/hyphen_habits.h\"\n\n"
         "/* clang-format off */\nconst char ren__hyphen_habits[][REN__HABITS_BLOCK] = {\n");
  for (size_t i = 0; i < row_count; i++) {
    int w = (int)lround(rows[i].weight * 4) + 'Z'; /* quarters of a natural log-odds, around Z */
    size_t n = strlen(rows[i].key) + 2;
    if (block + n >= BLOCK) {
      printf("\",\n");
      blocks++;
      block = column = 0;
    }
    if (column + n > WIDTH) {
      printf("\"\n");
      column = 0;
    }
    printf("%s%s%s%c\\n", column ? "" : "  \"", rows[i].key, w == '\\' || w == '"' ? "\\" : "", w);
    column += n + 1;
    block += n;
  }
  printf("\"};\nconst size_t ren__hyphen_habits_count = %zu;\n", blocks + 1);
}

int main(int argc, char **argv) {
  HyphenDict *dict = argc == 2 ? hnj_hyphen_load(argv[1]) : NULL;
  if (!dict) return fprintf(stderr, "usage: count_hyphens PATTERNS < TEXT > hyphen_habits_data.c\n"), 2;
  char *line = NULL;
  size_t room = 0;
  FILE *text = tmpfile();
  if (!text) return perror("count_hyphens"), 1;
  while (getline(&line, &room, stdin) > 0) {
    fputs(line, text);
    count_line(line, false);
  }
  rewind(text);
  while (getline(&line, &room, text) > 0) count_line(line, true);
  fclose(text);
  for (size_t i = 0; i < words.room; i++)
    if (words.at[i].key) add_joined(dict, &words.at[i]);
  for (size_t i = 0; i < pairs.room; i++)
    if (pairs.at[i].key) add_hyphened(&pairs.at[i]);
  weigh_habits();
  weigh_pairs();
  weigh_groups();
  qsort(rows, row_count, sizeof *rows, by_key);
  print_rows();
  fprintf(stderr, "%zu keys\n", row_count);
  hnj_hyphen_free(dict);
  return 0;
}
