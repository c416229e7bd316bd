#include "baseline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As usual for this method: deletes of the first seven letters, two edits. */
enum { PREFIX = 7, EDITS = 2, LETTERS = 40, BUCKETS = 1 << 22 };

typedef struct entry {
  unsigned char *word; /* lower case, Latin-1, length first */
  uint64_t count;
} entry;

typedef struct posting {
  uint32_t hash, word;
} posting;

typedef struct delete_index {
  entry *entries;
  size_t count, room;
  uint32_t *start; /* by bucket, one more at the end */
  posting *postings;
  posting *raw; /* while building */
  size_t raw_count, raw_room;
} delete_index;

/* ---- letters ------------------------------------------------------------------ */

/* UTF-8 to lower-case Latin-1; 0 if it has other letters or is too long. */
static size_t fold(ren_str word, unsigned char out[LETTERS]) {
  size_t len = 0;
  for (size_t i = 0; i < word.len; i++) {
    unsigned char c = (unsigned char)word.ptr[i];
    if (len == LETTERS) return 0;
    if ((c == 0xC3 || c == 0xC2) && i + 1 < word.len)
      c = (unsigned char)((unsigned char)word.ptr[++i] | (c == 0xC3 ? 0x40 : 0));
    else if (c >= 0x80)
      return 0;
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    out[len++] = capital ? (unsigned char)(c + 32) : c;
  }
  return len;
}

static void append_utf8(ren_buf *out, const unsigned char *word, size_t len) {
  for (size_t i = 0; i < len; i++) {
    if (word[i] >= 0x80) ren_buf_putc(out, (char)(0xC0 | word[i] >> 6));
    ren_buf_putc(out, (char)(word[i] >= 0x80 ? 0x80 | (word[i] & 0x3F) : word[i]));
  }
}

static uint32_t hash_of(const unsigned char *s, size_t len) {
  uint64_t hash = ren_hash64((ren_str){(const char *)s, len});
  return (uint32_t)(hash ^ hash >> 32);
}

/* ---- deletes ------------------------------------------------------------------ */

typedef struct deletes {
  uint32_t hash[1 + PREFIX + PREFIX * PREFIX];
  size_t count;
} deletes;

static void add_deletes(deletes *d, const unsigned char *s, size_t len, int more) {
  uint32_t hash = hash_of(s, len);
  for (size_t i = 0; i < d->count; i++)
    if (d->hash[i] == hash) return;
  d->hash[d->count++] = hash;
  for (size_t drop = 0; more && len > 1 && drop < len; drop++) {
    unsigned char rest[PREFIX];
    memcpy(rest, s, drop);
    memcpy(rest + drop, s + drop + 1, len - drop - 1);
    add_deletes(d, rest, len - 1, more - 1);
  }
}

static void prefix_deletes(deletes *d, const unsigned char *s, size_t len) {
  d->count = 0;
  add_deletes(d, s, len < PREFIX ? len : PREFIX, EDITS);
}

/* ---- building ----------------------------------------------------------------- */

static void add_word(delete_index *x, ren_str word, uint64_t count) {
  unsigned char letters[LETTERS];
  size_t len = fold(word, letters);
  if (!len) return;
  if (x->count == x->room) {
    x->room = x->room ? x->room * 2 : 1 << 16;
    x->entries = measure_grow(x->entries, x->room, sizeof *x->entries);
  }
  entry *e = &x->entries[x->count];
  e->word = measure_grow(NULL, len + 1, 1);
  e->word[0] = (unsigned char)len;
  memcpy(e->word + 1, letters, len);
  e->count = count;
  deletes d;
  prefix_deletes(&d, letters, len);
  for (size_t i = 0; i < d.count; i++) {
    if (x->raw_count == x->raw_room) {
      x->raw_room = x->raw_room ? x->raw_room * 2 : 1 << 20;
      x->raw = measure_grow(x->raw, x->raw_room, sizeof *x->raw);
    }
    x->raw[x->raw_count++] = (posting){d.hash[i], (uint32_t)x->count};
  }
  x->count++;
}

static bool add_list(delete_index *x, FILE *file) {
  char line[512];
  size_t before = x->count;
  while (file && fgets(line, sizeof line, file)) {
    char *tab = strchr(line, '\t');
    if (!tab) tab = line + strcspn(line, "\n");
    uint64_t count = strtoull(*tab ? tab + 1 : "", NULL, 10);
    add_word(x, (ren_str){line, (size_t)(tab - line)}, count ? count : 1);
  }
  return x->count > before;
}

static void build(delete_index *x) {
  x->start = measure_grow(NULL, BUCKETS + 1, sizeof *x->start);
  memset(x->start, 0, (BUCKETS + 1) * sizeof *x->start);
  x->postings = measure_grow(NULL, x->raw_count, sizeof *x->postings);
  for (size_t i = 0; i < x->raw_count; i++) x->start[x->raw[i].hash % BUCKETS + 1]++;
  for (size_t i = 0; i < BUCKETS; i++) x->start[i + 1] += x->start[i];
  for (size_t i = x->raw_count; i-- > 0;) { /* filled from the ends; then put back */
    uint32_t bucket = x->raw[i].hash % BUCKETS;
    x->postings[--x->start[bucket + 1]] = x->raw[i];
  }
  /* start[b + 1] is now where bucket b begins: shift by one. */
  memmove(x->start, x->start + 1, BUCKETS * sizeof *x->start);
  x->start[BUCKETS] = (uint32_t)x->raw_count;
  free(x->raw);
  x->raw = NULL;
}

/* ---- looking up --------------------------------------------------------------- */

/* Edits between two words, swaps of neighbours counting one; EDITS + 1 if there are more. */
static int distance(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len) {
  int rows[3][LETTERS + 1];
  if (a_len > b_len + EDITS || b_len > a_len + EDITS) return EDITS + 1;
  for (size_t j = 0; j <= b_len; j++) rows[0][j] = (int)j;
  for (size_t i = 1; i <= a_len; i++) {
    int *row = rows[i % 3], *last = rows[(i + 2) % 3], *older = rows[(i + 1) % 3];
    int least = row[0] = (int)i;
    for (size_t j = 1; j <= b_len; j++) {
      int best = last[j - 1] + (a[i - 1] != b[j - 1]);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && older[j - 2] + 1 < best)
        best = older[j - 2] + 1;
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > EDITS) return EDITS + 1;
  }
  return rows[a_len % 3][b_len];
}

static bool fix(void *self, ren_str word, ren_buf *out) {
  delete_index *x = self;
  unsigned char letters[LETTERS];
  size_t len = fold(word, letters);
  if (!len) return false;
  deletes d;
  prefix_deletes(&d, letters, len);
  uint32_t exact = d.hash[0] % BUCKETS; /* nothing deleted: the word itself is here */
  for (uint32_t p = x->start[exact]; p < x->start[exact + 1]; p++) {
    const entry *e = &x->entries[x->postings[p].word];
    if (e->word[0] == len && memcmp(e->word + 1, letters, len) == 0) return false;
  }
  int nearest = EDITS + 1;
  const entry *best = NULL;
  for (size_t i = 0; i < d.count; i++) {
    uint32_t bucket = d.hash[i] % BUCKETS;
    for (uint32_t p = x->start[bucket]; p < x->start[bucket + 1]; p++) {
      if (x->postings[p].hash != d.hash[i]) continue;
      const entry *e = &x->entries[x->postings[p].word];
      int edits = distance(letters, len, e->word + 1, e->word[0]);
      if (edits > EDITS || edits > nearest || (edits == nearest && e->count <= best->count)) continue;
      nearest = edits;
      best = e;
    }
  }
  if (!best) return false;
  ren_buf found = {0};
  append_utf8(&found, best->word + 1, best->word[0]);
  baseline_casing(out, ren_buf_str(&found), word);
  ren_buf_free(&found);
  return true;
}

bool baseline_symspell(baseline *out, const char *words, const char *names) {
  char command[1200];
  double start = measure_now();
  delete_index *x = measure_grow(NULL, 1, sizeof *x);
  *x = (delete_index){0};
  snprintf(command, sizeof command, "xz -dc '%s'", words);
  FILE *file = popen(command, "r");
  bool good = add_list(x, file);
  if (file) pclose(file);
  file = fopen(names, "r");
  good = add_list(x, file) && good;
  if (file) fclose(file);
  build(x);
  *out = (baseline){"symmetric deletes, nearest and most frequent", x, measure_now() - start, fix};
  return good;
}
